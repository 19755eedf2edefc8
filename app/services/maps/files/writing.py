"""Features become the GeoJSON that the page draws."""

from collections.abc import Iterator
from typing import Final

import msgspec
import shapely
from shapely.geometry.base import BaseGeometry

from app.services.maps.files.checks import as_array, batches
from app.services.maps.files.features import Features
from app.services.maps.files.results import Watch
from app.services.maps.files.shapes import rings_of

DECIMALS: Final = 7
"""Of degrees: about a centimetre."""

_BATCH: Final = 4_000
"""Vertices written in one go: some milliseconds."""


def as_geojson(features: Features, watch: Watch) -> bytes:
    """Return a FeatureCollection; the id of each feature is its row in it."""
    parts: list[bytes] = []
    for run in batches(features.shapes, _BATCH):
        watch.step(run.start / len(features.shapes))
        for number, text in zip(
            range(run.start, run.stop), _geometries(features.shapes[run], watch), strict=True
        ):
            parts.append(
                b'{"type":"Feature","id":%d,"geometry":%b,"properties":%b}'
                % (number, text, features.properties[number])
            )
    return b'{"type":"FeatureCollection","features":[%b]}' % b",".join(parts)


def _geometries(shapes: list[BaseGeometry], watch: Watch) -> Iterator[bytes]:
    if len(shapes) == 1 and shapely.get_num_coordinates(shapes[0]) > _BATCH:
        yield _large(shapes[0], watch)
        return
    for text in shapely.to_geojson(as_array(shapes)):
        yield text.encode()


def _large(shape: BaseGeometry, watch: Watch) -> bytes:
    """Return a large geometry; shapely would hold the interpreter for all of it at once."""
    return b'{"type":"%b","coordinates":%b}' % (shape.geom_type.encode(), _nested(shape, watch))


def _nested(shape: BaseGeometry, watch: Watch) -> bytes:
    match shape.geom_type:
        case "Polygon":
            return _list([_places(ring, watch) for ring in rings_of(shape)])
        case "MultiPolygon" | "MultiLineString":
            return _list([_nested(part, watch) for part in shapely.get_parts(shape)])
        case _:
            return _places(shape, watch)


def _places(line: BaseGeometry, watch: Watch) -> bytes:
    places = shapely.get_coordinates(line)
    parts = []
    for start in range(0, len(places), _BATCH):
        watch.step(0.0)
        # Without a list a place, of which there would be thousands: see `pieces`.
        numbers = msgspec.json.encode(places[start : start + _BATCH].ravel().tolist())
        each = iter(numbers[1:-1].split(b","))
        parts.append(b"[" + b"],[".join(map(b",".join, zip(each, each, strict=True))) + b"]")
    return _list(parts)


def _list(parts: list[bytes]) -> bytes:
    return b"[%b]" % b",".join(parts)
