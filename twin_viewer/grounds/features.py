"""The base map in metres, cut into square kilometres: pure, and independent of how it looks."""

from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from math import floor
from typing import Any, Final

import msgspec
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from app.services.maps.crs import UTM32, WGS84, transformer
from app.services.maps.grounds import GROUND_PREFIX
from app.services.maps.sources import MapSource
from twin_viewer.model.cities import TileKey
from twin_viewer.model.frames import Doubles

KM: Final = 1_000.0
_PART: Final = 20_000
"""Places brought to metres in one go; other threads get their turn between."""

_MOST_SQUARES: Final = 10_000
"""A map of more squares than any city has lies in wrong coordinates."""

Shapes = NDArray[Any]
"""Shapes of shapely, (N,)."""


class Part(IntEnum):
    """What is drawn alike, the lowest first."""

    LAND = 0
    GREEN = 1
    WATER = 2
    STREAM = 3
    RIVER = 4
    CANAL = 5
    YARD = 6
    TRACKS = 7
    SECONDARY = 8
    MAIN = 9
    MOTORWAY = 10
    RAIL = 11
    BORDER = 12


AREAS: Final = frozenset({Part.LAND, Part.GREEN, Part.WATER, Part.YARD})
"""Parts that are areas; all else are lines."""

_AREA_OF: Final[Mapping[str, Part]] = {
    "districts": Part.LAND,
    "green": Part.GREEN,
    "water": Part.WATER,
    "rail": Part.YARD,
}
_LINE_OF: Final[Mapping[tuple[str, str], Part]] = {
    ("water", "stream"): Part.STREAM,
    ("water", "river"): Part.RIVER,
    ("water", "canal"): Part.CANAL,
    ("rail", "yard"): Part.TRACKS,
    ("roads", "secondary"): Part.SECONDARY,
    ("roads", "main"): Part.MAIN,
    ("roads", "motorway"): Part.MOTORWAY,
}
"""Part of a line by file and class; others are not on the map either, but for tracks."""


class _Feature(msgspec.Struct):
    geometry: msgspec.Raw
    properties: dict[str, Any] = {}


class _Collection(msgspec.Struct):
    features: list[msgspec.Raw]


class GroundMap:
    """The base map of a city in EPSG:25832.

    Args:
        shapes: Polygons and lines by part.

    Attributes:
        squares: Square kilometres that the city touches; without districts, that the map touches.
    """

    def __init__(self, shapes: Mapping[Part, Shapes]) -> None:
        land = shapes.get(Part.LAND, np.zeros(0, object))
        self._city = shapely.union_all(land) if len(land) else None
        kept = dict(shapes)
        if self._city is not None:
            kept[Part.LAND] = shapely.get_parts(np.array([self._city]))
            # Neighbours share a border: it is drawn once.
            borders = shapely.line_merge(shapely.union_all(shapely.boundary(land)))
            kept[Part.BORDER] = shapely.get_parts(np.array([borders]))
        self._trees = {part: shapely.STRtree(found) for part, found in kept.items()}
        self.squares = _squares(kept[Part.LAND] if self._city is not None else _all_of(kept))

    @property
    def has_city(self) -> bool:
        """True when districts say where the city ends; nothing beyond is on the map then."""
        return self._city is not None

    def cut(self, key: TileKey, margin: float, blur: float) -> dict[Part, Shapes]:
        """Return what lies in a square, as simple polygons and lines.

        Args:
            key: The square.
            margin: How far shapes reach beyond it, m, so that no end of one is seen.
            blur: What is finer than this is left out, m.
        """
        west, south = key.east_km * KM, key.north_km * KM
        frame = shapely.box(west - margin, south - margin, west + KM + margin, south + KM + margin)
        shapely.prepare(frame)
        limit: BaseGeometry = frame
        if self._city is not None and not shapely.contains(self._city, frame):
            limit = self._city.intersection(frame)
        found = {}
        for part, tree in self._trees.items():
            rows = tree.query(frame, predicate="intersects")
            if not len(rows):
                continue
            wanted = frame if part in {Part.LAND, Part.BORDER} else limit
            inside = shapely.intersection(tree.geometries[rows], wanted)
            kind = 2 if part in AREAS else 1
            parts = _simple(shapely.simplify(inside, blur), kind)
            if len(parts):
                found[part] = parts
        return found


def ground_map(sources: Iterable[MapSource]) -> GroundMap:
    """Return the base map of what `app.services.maps.grounds.read_ground` found.

    What cannot be brought to metres is passed over.
    """
    found: dict[Part, list[Any]] = {}
    for source in sources:
        for part, shape in _shapes_of(source):
            found.setdefault(part, []).append(shape)
    return GroundMap({part: np.array(shapes, object) for part, shapes in found.items()})


def _shapes_of(source: MapSource) -> Iterator[tuple[Part, Any]]:
    """Yield the polygons and lines of a source in metres, each with what it is a part of."""
    name = source.id.removeprefix(GROUND_PREFIX)
    if name not in {"districts", "green", "water", "rail", "roads"}:
        return
    # One feature at a time: other threads get their turn between.
    for raw in msgspec.json.decode(source.data, type=_Collection).features:
        feature = msgspec.json.decode(raw, type=_Feature)
        shape: Any = shapely.from_geojson(bytes(feature.geometry), on_invalid="ignore")
        if shape is None or shapely.is_empty(shape):
            continue
        shape = shapely.transform(shape, _to_metres)
        if not np.isfinite(shapely.bounds(shape)).all():
            continue
        if shapely.get_dimensions(shape) == 2 and not shapely.is_valid(shape):  # noqa: PLR2004 - an area
            shape = shapely.make_valid(shape)
        word = str(feature.properties.get("class") or "")
        for dimension, part in ((2, _AREA_OF.get(name)), (1, _line_of(name, word))):
            if part is not None:
                yield from ((part, one) for one in _simple(np.array([shape]), dimension))


def _line_of(name: str, word: str) -> Part | None:
    found = _LINE_OF.get((name, word))
    return Part.RAIL if found is None and name == "rail" else found


def _to_metres(places: Doubles) -> Doubles:
    change = transformer(WGS84, UTM32)
    moved: Doubles = np.empty_like(places)
    for start in range(0, len(places), _PART):
        rows = slice(start, start + _PART)
        moved[rows] = np.column_stack(change.transform(places[rows, 0], places[rows, 1]))
    return moved


def _simple(shapes: Shapes, dimension: int) -> Shapes:
    """Return the polygons (2) or lines (1) that shapes are made of."""
    parts = shapes
    while (shapely.get_type_id(parts) > 3).any():  # noqa: PLR2004 - collections, which may nest
        parts = shapely.get_parts(parts)
    is_kept = (shapely.get_dimensions(parts) == dimension) & ~shapely.is_empty(parts)
    kept: Shapes = parts[is_kept]
    return kept


def _all_of(shapes: Mapping[Part, Shapes]) -> Shapes:
    return np.concatenate([np.zeros(0, object), *shapes.values()])


def _squares(shapes: Shapes) -> frozenset[TileKey]:
    """Return the squares that shapes touch."""
    if not len(shapes):
        return frozenset()
    west, south, east, north = (floor(edge / KM) for edge in shapely.total_bounds(shapes))
    if (east - west + 1) * (north - south + 1) > _MOST_SQUARES:
        return frozenset()
    keys = [TileKey(x, y) for x in range(west, east + 1) for y in range(south, north + 1)]
    corners = np.array(keys, np.float64) * KM
    boxes = shapely.box(*corners.T, *(corners + KM).T)
    rows = np.unique(shapely.STRtree(shapes).query(boxes, predicate="intersects")[0])
    return frozenset(keys[row] for row in rows.tolist())
