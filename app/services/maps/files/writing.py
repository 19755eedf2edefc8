"""Features become the GeoJSON that the page draws."""

from collections.abc import Iterable
from io import BytesIO
from typing import Final

import msgspec
import shapely
from shapely.geometry.base import BaseGeometry

from app.services.maps.files.checks import as_array, batches
from app.services.maps.files.features import Features
from app.services.maps.files.results import Watch
from app.services.maps.files.shapes import Array, rings_of

DECIMALS: Final = 7
"""Of degrees: about a centimetre."""

_BATCH: Final = 4_000
"""Vertices written in one go: some milliseconds."""


def as_geojson(features: Features, watch: Watch) -> bytes:
    """Return a FeatureCollection; the id of each feature is its row in it.

    It grows in one place: joining megabytes at the end would hold the interpreter for as long.
    """
    text = BytesIO()
    text.write(b'{"type":"FeatureCollection","features":[')
    for run in batches(features.shapes, _BATCH):
        watch.step(run.start / len(features.shapes))
        shapes = features.shapes[run]
        if len(shapes) == 1 and shapely.get_num_coordinates(shapes[0]) > _BATCH:
            _begin(text, run.start)
            _write_large(text, shapes[0], watch)
            _end(text, features.properties[run.start])
            continue
        for number, geometry in enumerate(shapely.to_geojson(as_array(shapes)), run.start):
            _begin(text, number)
            text.write(geometry.encode())
            _end(text, features.properties[number])
    text.write(b"]}")
    return text.getvalue()


def _begin(text: BytesIO, number: int) -> None:
    comma = b"," if number else b""
    text.write(b'%b{"type":"Feature","id":%d,"geometry":' % (comma, number))


def _end(text: BytesIO, properties: bytes) -> None:
    text.write(b',"properties":%b}' % properties)


def _write_large(text: BytesIO, shape: BaseGeometry, watch: Watch) -> None:
    """Write a large geometry; shapely would hold the interpreter for all of it at once."""
    text.write(b'{"type":"%b","coordinates":' % shape.geom_type.encode())
    _write_nested(text, shape, watch)
    text.write(b"}")


def _write_nested(text: BytesIO, shape: BaseGeometry, watch: Watch) -> None:
    match shape.geom_type:
        case "Polygon":
            _write_list(text, rings_of(shape), watch)
        case "MultiPolygon" | "MultiLineString":
            _write_list(text, shapely.get_parts(shape), watch)
        case _:
            _write_places(text, shapely.get_coordinates(shape), watch)


def _write_list(text: BytesIO, shapes: Iterable[BaseGeometry], watch: Watch) -> None:
    sign = b"["
    for shape in shapes:
        text.write(sign)
        _write_nested(text, shape, watch)
        sign = b","
    text.write(b"]")


def _write_places(text: BytesIO, places: Array, watch: Watch) -> None:
    sign = b"["
    for start in range(0, len(places), _BATCH):
        watch.step(0.0)
        # Without a list a place, of which there would be thousands: see `pieces`.
        numbers = msgspec.json.encode(places[start : start + _BATCH].ravel().tolist())
        each = iter(numbers[1:-1].split(b","))
        text.write(sign + b"[" + b"],[".join(map(b",".join, zip(each, each, strict=True))) + b"]")
        sign = b","
    text.write(b"]")
