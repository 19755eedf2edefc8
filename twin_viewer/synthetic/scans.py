"""Laser scans of a tile: ground, roofs, walls, trees and water, now and some years before."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Final

import laspy
import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from twin_viewer.model.cities import TileKey
from twin_viewer.model.frames import Doubles
from twin_viewer.synthetic.aerial import paint
from twin_viewer.synthetic.buildings import Ints, Kind
from twin_viewer.synthetic.plans import MARK, StoppedError
from twin_viewer.synthetic.scenes import Scene, Trees
from twin_viewer.synthetic.terrain_files import HEIGHT_CRS
from twin_viewer.synthetic.terrains import Window

GROUND, TREE, ROOF, WATER = 2, 5, 6, 9
"""Classes of points after ASPRS; walls are building, too."""

_CELL: Final = 0.5
_CELLS: Final = 2_000
_WALLS: Final = 0.06
"""Share of points that hit a wall."""
_LEAVES: Final = 0.7
"""Share of points above a crown that do not reach the ground."""
_STRIPS: Final = 4
_CHUNK: Final = 250_000
_HEAP: Final = (14.0, 6.0)
"""Radius and height of the heap of earth that lay there before, m."""
_BRIGHTNESS: Final = {GROUND: 900, TREE: 450, ROOF: 1_250, WATER: 80}
_EARTH: Final = (128, 112, 92)


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """How a tile looked before.

    Attributes:
        missing: Rows of buildings not yet built.
        heap: East and north of a heap of earth that has gone since; None where there is no room.
    """

    missing: NDArray[np.int64]
    heap: tuple[float, float] | None


@dataclass(frozen=True, slots=True, eq=False)
class _Points:
    places: Doubles
    classes: NDArray[np.uint8]
    colors: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.places)

    def take(self, rows: NDArray[np.int64]) -> "_Points":
        return _Points(self.places[rows], self.classes[rows], self.colors[rows])


def past_of(scene: Scene, key: TileKey) -> Past:
    """Return what differs in the earlier scan of a tile: two buildings and a heap of earth."""
    buildings = scene.city.buildings
    first, last = scene.city.tiles.get(key, (0, 0))
    rows = np.arange(first, last)
    rows = rows[
        np.isin(buildings.kinds[rows], (Kind.TOWN_HOUSE, Kind.BLOCK, Kind.HALL, Kind.HOUSE))
    ]
    middle = np.array((key.east_km * 1e3 + 500.0, key.north_km * 1e3 + 500.0))
    places = np.stack((buildings.easts[rows], buildings.norths[rows]), axis=1)
    away = np.linalg.norm(places - middle, axis=1)
    return Past(rows[np.argsort(away, kind="stable")[:2]], _open_spot(scene, middle))


def write_scan(
    scene: Scene,
    key: TileKey,
    file: Path,
    count: int,
    *,
    taken: date,
    past: Past | None,
    should_stop: Callable[[], bool],
) -> None:
    """Write a scan of a tile as LAZ.

    Args:
        scene: What is scanned.
        key: Which tile.
        file: Where to.
        count: How many points.
        taken: When it was flown.
        past: What was different then; None for today's city.
        should_stop: Asked between chunks.

    Raises:
        StoppedError: It was asked to stop.
    """
    chance = np.random.default_rng([key.east_km, key.north_km, count, taken.toordinal()])
    points = _scanned(scene, key, count, past, chance)
    header = laspy.LasHeader(point_format=7, version="1.4")
    header.scales = np.array((0.01, 0.01, 0.01))
    header.offsets = np.array((key.east_km * 1_000.0, key.north_km * 1_000.0, 0.0))
    header.creation_date = taken
    header.system_identifier = MARK
    header.generating_software = f"Leitstand ({MARK})"
    header.add_crs(pyproj.CRS(HEIGHT_CRS))
    strips, times = _flown(points, key)
    with laspy.open(file, mode="w", header=header, do_compress=True) as out:
        for start in range(0, len(points), _CHUNK):
            if should_stop():
                raise StoppedError
            rows = np.arange(start, min(start + _CHUNK, len(points)))
            out.write_points(_record(points.take(rows), strips[rows], times[rows], header, chance))


def _record(
    points: _Points,
    strips: NDArray[np.uint16],
    times: Doubles,
    header: laspy.LasHeader,
    chance: np.random.Generator,
) -> laspy.ScaleAwarePointRecord:
    record = laspy.ScaleAwarePointRecord.zeros(len(points), header=header)
    record.x, record.y, record.z = points.places.T
    record.classification = points.classes
    bright = np.zeros(256)
    bright[list(_BRIGHTNESS)] = list(_BRIGHTNESS.values())
    noise = chance.normal(1.0, 0.18, len(points)).clip(0.2, 2.0)
    record.intensity = (bright[points.classes] * noise).astype(np.uint16)
    red, green, blue = points.colors.T.astype(np.uint16) * 257
    record.red, record.green, record.blue = red, green, blue
    is_tree = points.classes == TREE
    record.return_number = np.ones(len(points), dtype=np.uint8)
    record.number_of_returns = np.where(is_tree, 2, 1).astype(np.uint8)
    record.point_source_id = strips
    record.gps_time = times
    return record


def _scanned(
    scene: Scene, key: TileKey, count: int, past: Past | None, chance: np.random.Generator
) -> _Points:
    walls = _on_walls(scene, key, int(count * _WALLS), past, chance)
    top = _from_above(scene, key, count - len(walls), past, chance)
    points = _Points(
        *(
            np.concatenate([getattr(part, each.name) for part in (top, walls)])
            for each in fields(_Points)
        )
    )
    points.places[:, 2] += chance.normal(0.0, 0.025, len(points))
    west, along = points.places[:, 0] - key.east_km * 1e3, points.places[:, 1]
    strip = (west * _STRIPS / 1_000.0).astype(np.int64)
    along = np.where(strip % 2 == 0, along, -along)
    return points.take(np.lexsort((west, np.round(along), strip)))


def _flown(points: _Points, key: TileKey) -> tuple[NDArray[np.uint16], Doubles]:
    """Return the strip of each point, and its time in seconds of flight."""
    strip = (points.places[:, 0] - key.east_km * 1e3) * _STRIPS / 1_000.0
    strips = (strip.astype(np.uint16) + 1).clip(1, _STRIPS).astype(np.uint16)
    return strips, np.arange(len(points), dtype=np.float64) * 4e-6


def _from_above(
    scene: Scene, key: TileKey, count: int, past: Past | None, chance: np.random.Generator
) -> _Points:
    west, south = key.east_km * 1_000.0, key.north_km * 1_000.0
    x, y = chance.uniform(0.0, 999.99, (2, count))
    column, row = (x / _CELL).astype(np.int64), ((1_000.0 - y) / _CELL).astype(np.int64)
    column, row = column.clip(0, _CELLS - 1), row.clip(0, _CELLS - 1)
    near = shapely.box(west - 5, south - 5, west + 1_005, south + 1_005)
    trees = scene.trees_in(near)
    houses, crowns, wet = _maps(scene, key, trees)
    ground = scene.city.terrain.grid(Window(west + 0.5, south + 0.5, 1_000, 1.0))
    heights = ground[y.astype(np.int64), x.astype(np.int64)]
    picture = paint(scene, west, south + 1_000.0, _CELLS, _CELL, has_roofs=True)
    points = _Points(
        np.stack((x + west, y + south, heights), axis=1),
        np.where(wet[row, column], WATER, GROUND).astype(np.uint8),
        np.asarray(picture)[row, column],
    )
    _grow(trees, crowns[row, column], points, chance)
    _roof(scene, houses[row, column], points)
    if past is not None:
        away = np.isin(houses[row, column] - 1, past.missing) & (points.classes == ROOF)
        points.places[away, 2] = heights[away]
        points.classes[away] = GROUND
        away |= _heap(past, points.places)
        points.colors[away] = _EARTH
    return points


def _maps(scene: Scene, key: TileKey, trees: Trees) -> tuple[Ints, Ints, NDArray[np.bool_]]:
    """Return which building, which tree (both from 1) and whether water is in each cell."""
    west, north = key.east_km * 1_000.0, key.north_km * 1_000.0 + 1_000.0
    pictures = [Image.new("I", (_CELLS, _CELLS)) for _ in range(3)]
    houses, crowns, water = (ImageDraw.Draw(picture) for picture in pictures)
    box = shapely.box(west, north - 1_000.0, west + 1_000.0, north)
    rows = scene.buildings_in(box)
    rings = (scene.corners[rows, :4, :2] - (west, north)) * (1.0, -1.0) / _CELL
    for row, ring in zip(rows.tolist(), rings.reshape(-1, 8).tolist(), strict=True):
        houses.polygon(ring, fill=row + 1)
    middles = np.stack((trees.easts - west, north - trees.norths, trees.radii), axis=1) / _CELL
    for number, (x, y, radius) in enumerate(middles.tolist(), start=1):
        crowns.ellipse((x - radius, y - radius, x + radius, y + radius), fill=number)
    for feature in scene.city.base.water:
        for area in feature.areas():
            for part in shapely.get_parts(shapely.intersection(area, box)):
                shore = (shapely.get_coordinates(part) - (west, north)) * (1.0, -1.0) / _CELL
                if part.geom_type == "Polygon" and len(shore):
                    water.polygon(shore.ravel().tolist(), fill=1)
    first, second, third = (np.asarray(picture) for picture in pictures)
    return first, second, third > 0


def _grow(trees: Trees, which: Ints, points: _Points, chance: np.random.Generator) -> None:
    """Lift points to the crowns of trees, all but those that slip through the leaves."""
    hit = np.flatnonzero((which > 0) & (chance.uniform(size=len(which)) < _LEAVES))
    tree, places = which[hit] - 1, points.places
    away = np.hypot(places[hit, 0] - trees.easts[tree], places[hit, 1] - trees.norths[tree])
    share = np.clip(away / trees.radii[tree], 0.0, 1.0)
    depth = trees.heights[tree] * 0.3
    dip = (1.0 - np.sqrt(1.0 - share**2)) * depth + chance.exponential(0.5, len(hit))
    places[hit, 2] += np.maximum(trees.heights[tree] - dip, 1.0)
    points.classes[hit] = TREE


def _roof(scene: Scene, which: Ints, points: _Points) -> None:
    """Lift points to the roofs they lie under."""
    buildings, places = scene.city.buildings, points.places
    hit = np.flatnonzero(which > 0)
    row = which[hit] - 1
    x, y = buildings.local(row, places[hit, 0], places[hit, 1])
    inside = (np.abs(x) <= buildings.widths[row] / 2.0) & (np.abs(y) <= buildings.depths[row] / 2.0)
    hit, row = hit[inside], row[inside]
    places[hit, 2] = buildings.feet[row] + buildings.roof_heights(row, x[inside], y[inside])
    points.classes[hit] = ROOF


def _heap(past: Past, places: Doubles) -> NDArray[np.bool_]:
    """Pile up the heap of earth; return which points lie on it."""
    if past.heap is None:
        return np.zeros(len(places), dtype=bool)
    radius, height = _HEAP
    away = np.hypot(places[:, 0] - past.heap[0], places[:, 1] - past.heap[1])
    on = np.asarray(away < radius)
    places[on, 2] += height * (1.0 - (away[on] / radius) ** 2)
    return on


def _on_walls(
    scene: Scene, key: TileKey, count: int, past: Past | None, chance: np.random.Generator
) -> _Points:
    """Return points on walls, more on the greater ones."""
    first, last = scene.city.tiles.get(key, (0, 0))
    rows = np.arange(first, last)
    if past is not None:
        rows = rows[~np.isin(rows, past.missing)]
    if not len(rows):
        return _Points(np.empty((0, 3)), np.empty(0, np.uint8), np.empty((0, 3), np.uint8))
    some = scene.city.buildings.take(rows)
    area = (some.widths + some.depths) * some.eaves
    pick = chance.choice(len(rows), count, p=area / area.sum())
    corners = scene.corners[rows[pick]]
    wall = np.where(
        chance.uniform(size=count) * (some.widths + some.depths)[pick] < some.widths[pick], 0, 1
    ) + 2 * chance.integers(0, 2, count)
    every = np.arange(count)
    start, end = corners[every, wall], corners[every, (wall + 1) % 4]
    places = start + (end - start) * chance.uniform(size=count)[:, None]
    places[:, 2] += chance.uniform(size=count) * some.eaves[pick]
    low = np.array((key.east_km * 1e3, key.north_km * 1e3))
    inside = ((places[:, :2] >= low) & (places[:, :2] < low + 1_000.0)).all(axis=1)
    shade = (150 + 60 * chance.uniform(size=(count, 1)) * np.ones(3)).astype(np.uint8)
    return _Points(places, np.full(count, ROOF, dtype=np.uint8), shade).take(np.flatnonzero(inside))


def _open_spot(scene: Scene, middle: Doubles) -> tuple[float, float] | None:
    """Return the open place nearest to the middle of a tile."""
    base = scene.city.base
    wet = shapely.STRtree([area for each in (*base.water, *base.rail) for area in each.areas(2.0)])
    for step in range(2_000):
        away, turn = 8.0 * np.sqrt(step), step * 2.399963
        east, north = middle + away * np.array((np.cos(turn), np.sin(turn)))
        spot = shapely.buffer(shapely.points(east, north), _HEAP[0] + 1.0)
        taken = len(scene.buildings_in(spot)) or len(scene.streets_in(spot))
        if not taken and not len(wet.query(spot, predicate="intersects")):
            return float(east), float(north)
    return None
