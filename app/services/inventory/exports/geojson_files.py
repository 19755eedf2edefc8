"""GeoJSON (RFC 7946): WGS 84, longitude first, seven decimals, outer rings counter-clockwise."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import shapely

from app.domain.inventory.fields import Field, FieldType, Value
from app.services.inventory.exports.cells import Cells, iso_moment
from app.services.inventory.exports.columns import Column
from app.services.inventory.exports.facts import Fact
from app.services.inventory.exports.places import Shape
from app.services.inventory.exports.reading import Page
from app.services.inventory.exports.requests import ExportRequest
from app.services.maps.crs import UTM32, as_wgs84

_DECIMALS = 7
"""About a centimetre."""


def write_geojson(
    path: Path,
    request: ExportRequest,
    columns: Sequence[Column],
    pages: Iterator[Page],
    facts: Callable[[], Sequence[Fact]],
) -> None:
    """Write pages as a collection of features; records without a place have none (`null`).

    What there is to know stands at the end, in the member `leitstand`.

    Raises:
        OSError: It cannot be written.
    """
    cells = Cells(request.zone, request.on_screen, has_comma=False)
    encode = msgspec.json.Encoder().encode
    with path.open("wb") as file:
        file.write(b'{"type":"FeatureCollection","features":[')
        between = b"\n"
        for page in pages:
            for uid, row, geometry in zip(
                page.uids, page.cells, geometries(page.shapes), strict=True
            ):
                feature: dict[str, Any] = {"type": "Feature", "geometry": geometry}
                if uid:
                    feature["id"] = uid
                feature["properties"] = {
                    column.path.text: property_of(cells, column.field, value)
                    for column, value in zip(columns, row, strict=True)
                }
                file.write(between + encode(feature))
                between = b",\n"
        file.write(b'\n],"leitstand":' + encode(dict(facts())) + b"}\n")


def property_of(cells: Cells, field: Field, value: Value) -> Any:
    """Return a value as a property: days as ISO 8601, moments in UTC, choices in words."""
    if value is not None and field.type is FieldType.MOMENT and isinstance(value, int):
        return iso_moment(value)
    return value if field.type is FieldType.DATE else cells.typed(field, value)


def geometries(shapes: Sequence[Shape | None]) -> list[dict[str, Any] | None]:
    """Return geometries of EPSG:25832 as members `geometry`."""
    there = [number for number, shape in enumerate(shapes) if shape is not None]
    found: list[dict[str, Any] | None] = [None] * len(shapes)
    if not there:
        return found
    moved = shapely.transform(np.array([shapes[number] for number in there]), _degrees)
    types = shapely.get_type_id(moved)
    areas = np.isin(types, (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON))
    if areas.any():
        moved[areas] = shapely.orient_polygons(moved[areas], exterior_cw=False)
    points = types == shapely.GeometryType.POINT
    spots = iter(shapely.get_coordinates(moved[points]).tolist())
    for number, shape, is_point in zip(there, moved, points.tolist(), strict=True):
        found[number] = (
            {"type": "Point", "coordinates": next(spots)}
            if is_point
            else shapely.geometry.mapping(shape)
        )
    return found


def _degrees(places: Any) -> Any:
    return np.round(as_wgs84(UTM32, places), _DECIMALS)
