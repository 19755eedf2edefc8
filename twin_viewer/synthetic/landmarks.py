"""What everybody in the city knows, as a few large boxes at its place on the map."""

from typing import Final, NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from twin_viewer.synthetic.base_maps import Feature
from twin_viewer.synthetic.buildings import Buildings, Kind, Roof, boxes


class _Part(NamedTuple):
    """A box: place from the landmark's middle, size, eaves and ridge, all in metres."""

    x: float
    y: float
    width: float
    depth: float
    eaves: float
    ridge: float
    roof: Roof = Roof.FLAT


def _flat(x: float, y: float, width: float, depth: float, height: float) -> _Part:
    return _Part(x, y, width, depth, height, height)


_CASTLE: Final = (
    _Part(0, -22, 60, 12, 9, 15, Roof.GABLE),
    _Part(0, 22, 60, 12, 9, 15, Roof.GABLE),
    _Part(24, 0, 12, 31.9, 9, 13, Roof.HIP),
    _Part(-35.1, -22, 10, 10, 18, 29, Roof.TENT),
)
_HOSPITAL: Final = (
    _flat(0, 0, 90, 18, 22),
    _flat(-30, 21.1, 16, 24, 16),
    _flat(30, 21.1, 16, 24, 16),
    _flat(0, -16.1, 40, 14, 8),
)
_HALLS: Final = (
    _flat(-45, 0, 80, 70, 12),
    _Part(40, 0, 60, 60, 10, 14, Roof.GABLE),
    _flat(0, 54, 40, 20, 22),
)
_STAND: Final = (
    _Part(0, -52, 110, 14, 4, 13, Roof.SHED),
    _Part(0, 52, 110, 12, 5, 5),
)
_SHAPES: Final[dict[str, tuple[_Part, ...]]] = {
    "station": (_Part(0, 0, 62, 16, 9, 14, Roof.HIP), _flat(38.1, 0, 14, 14, 12)),
    "hall": (
        _Part(0, 0, 44, 18, 13, 19, Roof.HIP),
        _Part(28.6, 0, 13, 13, 24, 33, Roof.TENT),
        _Part(-14, 19.1, 16, 20, 10, 15, Roof.GABLE),
    ),
    "museum": (_flat(0, 0, 42, 30, 14), _flat(29.1, 0, 16, 16, 20)),
    "church": (
        _Part(4, 0, 40, 19, 14, 27, Roof.GABLE),
        _Part(-21.6, 0, 11, 11, 38, 62, Roof.TENT),
        _Part(30.1, 0, 12, 12, 12, 20, Roof.TENT),
    ),
    "temple": (_flat(0, 3, 27, 27, 6), _Part(0, -15.6, 10, 10, 9, 17, Roof.TENT)),
    "castle": _CASTLE,
    "hospital": _HOSPITAL,
    "stadium": _STAND,
    "pool": (_flat(0, 0, 60, 34, 11), _Part(38.1, 0, 16, 20, 6, 9, Roof.SHED)),
    "university": (
        _flat(0, 0, 70, 18, 17),
        _flat(-26, 25, 18, 32, 14),
        _flat(26, 25, 18, 32, 14),
    ),
    "shopping": (_flat(0, 0, 92, 64, 17), _flat(0, 41.1, 60, 18, 12)),
    "power": (
        _flat(0, 0, 70, 60, 96),
        _flat(80, 0, 60, 60, 38),
        _flat(0, 52, 9, 9, 210),
        _Part(-90, 0, 58, 58, 92, 118, Roof.TENT),
    ),
    "harbour": (_flat(0, 0, 30, 16, 34), _Part(40, 0, 46, 22, 9, 12, Roof.GABLE)),
    "industry": _HALLS,
    "service": (_flat(0, 0, 36, 16, 6),),
    "elephant": (_flat(0, 0, 34, 14, 26), _Part(22.1, 0, 10, 8, 14, 35, Roof.SHED)),
}


def make_landmarks(marks: tuple[Feature, ...], forbidden: list[BaseGeometry]) -> Buildings:
    """Return the landmarks, each with its number on the map as parent; heights of feet are 0.

    A landmark whose point lies on a road, a track or water stands at the nearest free place.
    """
    tree = shapely.STRtree(forbidden)
    taken: list[BaseGeometry] = []
    rows: list[tuple[float, ...]] = []
    for number, mark in enumerate(marks):
        shape = "elephant" if "Glaselefant" in mark.name else mark.kind
        parts = _SHAPES.get(shape, ())
        spot = _free_spot(mark.shape, parts, tree, taken) if parts else None
        if spot is None:
            continue
        east, north, angle = spot
        taken.append(_hull(parts, east, north, angle))
        for part in parts:
            x = east + np.cos(angle) * part.x - np.sin(angle) * part.y
            y = north + np.sin(angle) * part.x + np.cos(angle) * part.y
            rows.append((x, y, angle, *part[2:], number))
    return _columns(np.array(rows, dtype=np.float64).reshape(-1, 9))


def _free_spot(
    point: BaseGeometry,
    parts: tuple[_Part, ...],
    tree: shapely.STRtree,
    taken: list[BaseGeometry],
) -> tuple[float, float, float] | None:
    east, north = shapely.get_coordinates(point)[0]
    for step in range(240):
        turn, away = step * 2.399963, 7.0 * np.sqrt(step)  # a sunflower's spiral of places
        x, y = east + away * np.cos(turn), north + away * np.sin(turn)
        for angle in (0.25, 0.25 + np.pi / 4, 0.25 + np.pi / 2):
            hull = _hull(parts, x, y, angle)
            is_free = not len(tree.query(hull, predicate="intersects"))
            if is_free and not any(hull.intersects(other) for other in taken):
                return x, y, angle
    return None


def _hull(parts: tuple[_Part, ...], east: float, north: float, angle: float) -> BaseGeometry:
    size = np.array([part[:4] for part in parts], dtype=np.float64)
    x = east + np.cos(angle) * size[:, 0] - np.sin(angle) * size[:, 1]
    y = north + np.sin(angle) * size[:, 0] + np.cos(angle) * size[:, 1]
    shapes = boxes(x, y, np.full(len(size), angle), size[:, 2], size[:, 3])
    return shapely.buffer(shapely.convex_hull(shapely.union_all(shapes)), 3.0, quad_segs=1)


def _columns(rows: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Buildings:
    count = len(rows)
    none = np.full(count, -1, dtype=np.int32)
    return Buildings(
        easts=rows[:, 0],
        norths=rows[:, 1],
        angles=rows[:, 2],
        widths=rows[:, 3],
        depths=rows[:, 4],
        feet=np.zeros(count),
        eaves=rows[:, 5],
        ridges=rows[:, 6],
        roofs=rows[:, 7].astype(np.int32),
        kinds=np.full(count, Kind.LANDMARK, dtype=np.int32),
        storeys=np.clip(rows[:, 5] / 3.6, 1, 12).astype(np.int32),
        years=(1890 + rows[:, 8].astype(np.int32) * 7 % 130).astype(np.int32),
        streets=none,
        numbers=none,
        parents=rows[:, 8].astype(np.int32),
    )
