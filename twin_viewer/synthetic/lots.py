"""Lots: where a building may stand, along the roads of the map and in quarters between them.

The settled land is cut into cells around scattered seeds; each cell gets a grid of residential
streets of its own, turned with the nearest road. A lot lies wholly within its cell, so lots of two
cells never meet; the borders of the cells become streets that join the grids.
"""

from dataclasses import dataclass, fields, replace
from typing import Final, NamedTuple, Self

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from twin_viewer.model.frames import Doubles
from twin_viewer.synthetic.base_maps import BaseMap, Feature
from twin_viewer.synthetic.buildings import Ints, Kind, boxes
from twin_viewer.synthetic.shapes import along, lines_of

_CELL: Final = 420.0
_STRETCH: Final = 54.0
"""Along roads the style changes at most every so many metres; lots of 13.5 and 18 m fill it."""
_REACH: Final = 390.0
"""How far a cell's grid is laid from its seed, m."""
_EMPTY: Final = 0.03
"""Where it is settled less densely, there is no quarter."""
_SLAB_SHARE: Final = 0.10
_SLABS: Final = (0.36, 0.80)
"""Between these densities a share of the quarters has blocks of flats."""
_WORKS_SHARE: Final = 0.65
_WORKS: Final = (0.06, 0.60)
"""Between these densities a share of the quarters near motorway, yard and canal has halls."""
_WORKS_AROUND: Final = 520.0
"""So near to a landmark of industry there are halls, m."""
_SPARE: Final = 2.2
"""So many times the wanted lots are looked at: some lie on water, rail, or across a border."""
_FARM_SHARE: Final = 0.10
"""Share of the lots along roads through open country that are built on."""
BORDER: Final = 5.0
"""Half the width of the streets along the borders of cells, m."""


class Style(NamedTuple):
    """How a quarter is built, all in metres.

    Attributes:
        kind: What stands there.
        spacing: Between two parallel streets.
        length: Of a block, between two cross streets.
        half_street: Half the width of the street with its pavements.
        lot: Width of a lot.
        depth: Depth of the buildings.
        setback: Front garden.
    """

    kind: Kind
    spacing: float
    length: float
    half_street: float
    lot: float
    depth: float
    setback: float


STYLES: Final = (
    Style(Kind.TOWN_HOUSE, 58.0, 121.5, 6.5, 13.5, 12.5, 0.6),
    Style(Kind.TERRACE, 60.0, 122.4, 5.0, 6.8, 10.5, 4.0),
    Style(Kind.HOUSE, 64.0, 143.0, 5.0, 11.0, 10.5, 4.5),
    Style(Kind.HOUSE, 68.0, 162.0, 5.0, 18.0, 11.0, 5.5),
    Style(Kind.BLOCK, 88.0, 150.0, 5.5, 30.0, 31.0, 5.0),
    Style(Kind.HALL, 150.0, 198.0, 6.5, 66.0, 46.0, 10.0),
)
"""Dense to loose; rows of the `styles` columns."""
TOWN, TERRACE, PAIR, LOOSE, SLAB, WORKS = range(6)


@dataclass(frozen=True, slots=True, eq=False)
class Lots:
    """Places for one building each.

    Attributes:
        easts: Middle of the lot, m.
        norths: Likewise.
        angles: Direction of its front, radians counterclockwise from east.
        widths: Along the front, m.
        depths: Across, m.
        styles: Row of `STYLES`.
        scores: The greater, the earlier it is built on.
        places: Its number along the street.
        cells: Cell it lies in; -1 along a road of the map.
        streets: Road of the map, or number of the street within the cell.
        blocks: Number of the block along the street.
    """

    easts: Doubles
    norths: Doubles
    angles: Doubles
    widths: Doubles
    depths: Doubles
    styles: Ints
    scores: Doubles
    places: Ints
    cells: Ints
    streets: Ints
    blocks: Ints

    def __len__(self) -> int:
        return len(self.easts)

    def take(self, rows: NDArray[np.int64] | NDArray[np.bool_]) -> Self:
        """Return some of them."""
        return replace(self, **{each.name: getattr(self, each.name)[rows] for each in fields(self)})

    def areas(self) -> NDArray[np.object_]:
        """Return their ground as polygons."""
        return boxes(self.easts, self.norths, self.angles, self.widths, self.depths)


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The quarters.

    Attributes:
        areas: Their polygons; neighbours share borders.
        seeds: Their middles, (N, 2), m.
        angles: Direction of their streets, radians.
        styles: Row of `STYLES` of each.
    """

    areas: NDArray[np.object_]
    seeds: Doubles
    angles: Doubles
    styles: Ints


def density(base: BaseMap, places: Doubles) -> Doubles:
    """Return how densely each place, (N, 2), is settled, from 0 to about 1."""
    reach = {"city": (1.0, 1_500.0), "district": (0.78, 1_150.0), "quarter": (0.56, 720.0)}
    dense = np.zeros(len(places))
    for place in base.places:
        weight, size = reach.get(place.kind, (0.4, 500.0))
        away = places - shapely.get_coordinates(place.shape)[0]
        square = (away**2).sum(axis=1) / (size * size)
        np.maximum(dense, weight * np.exp(-0.55 * square), out=dense)
    return dense


def make_cells(base: BaseMap, wanted: int, seed: int) -> Cells:
    """Return as many of the densest cells as `wanted` buildings need, and some to spare."""
    chance = np.random.default_rng([seed, 21])
    west, south, east, north = base.city().bounds
    x, y = np.meshgrid(np.arange(west, east, _CELL), np.arange(south, north, _CELL))
    seeds = np.stack((x.ravel(), y.ravel()), axis=1)
    seeds += chance.uniform(-0.27, 0.27, seeds.shape) * _CELL
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(seeds)))
    order = shapely.STRtree(cells).query(shapely.points(seeds), predicate="intersects")
    areas = np.empty(len(seeds), dtype=object)
    areas[order[0]] = cells[order[1]]
    dense = density(base, seeds)
    mixed = dense + chance.normal(0.0, 0.06, len(seeds))
    styles = _styles(base, seeds, mixed, chance)
    rank = np.argsort(-np.where(styles == WORKS, np.maximum(mixed, 0.5), mixed), kind="stable")
    rank = rank[: max(12, wanted // 75)]
    rank = rank[dense[rank] > _EMPTY]
    angles = _directions(base.roads, seeds[rank]) + chance.normal(0.0, 0.06, len(rank))
    return Cells(areas[rank], seeds[rank], angles, styles[rank])


def _styles(base: BaseMap, seeds: Doubles, dense: Doubles, chance: np.random.Generator) -> Ints:
    luck = chance.uniform(size=len(seeds))
    styles = np.digitize(-dense, (-0.82, -0.69, -0.53)).astype(np.int32)
    low, high = _SLABS
    styles[(luck < _SLAB_SHARE) & (dense > low) & (dense < high)] = SLAB
    points = shapely.points(seeds)
    works = np.zeros(len(seeds), dtype=bool)
    near = {"motorway": 420.0, "yard": 330.0, "canal": 250.0, "harbour": 380.0}
    for feature in (*base.roads, *base.rail, *base.water):
        if feature.kind in near:
            works |= shapely.distance(feature.shape, points) < near[feature.kind]
    low, high = _WORKS
    works &= (luck < _WORKS_SHARE) & (dense > low) & (dense < high)
    for mark in base.landmarks:
        if mark.kind in {"industry", "harbour", "power"}:
            works |= shapely.distance(mark.shape, points) < _WORKS_AROUND
    styles[works] = WORKS
    return styles


def _directions(roads: tuple[Feature, ...], seeds: Doubles) -> Doubles:
    """Return the direction of the road nearest to each seed, radians."""
    pieces = [shapely.get_coordinates(each.shape) for each in roads]
    starts = np.concatenate([each[:-1] for each in pieces])
    ends = np.concatenate([each[1:] for each in pieces])
    lines = lines_of(np.stack((starts, ends), axis=1))
    nearest = shapely.STRtree(lines).nearest(shapely.points(seeds))
    way = ends[nearest] - starts[nearest]
    return np.asarray(np.arctan2(way[:, 1], way[:, 0]))


def cell_lots(base: BaseMap, cells: Cells, wanted: int, seed: int) -> Lots:
    """Return the best lots of all cells, each wholly within its own: some more than are wanted."""
    shapely.prepare(cells.areas)
    chance = np.random.default_rng([seed, 22])
    parts = [
        _styled_lots(cells, style, np.flatnonzero(cells.styles == style))
        for style in range(len(STYLES))
    ]
    lots = joined([part for part in parts if len(part)])
    dense = density(base, np.stack((lots.easts, lots.norths), axis=1))
    mood = chance.normal(0.0, 0.03, len(cells.seeds))[lots.cells]
    scores = dense + mood + chance.normal(0.0, 0.025, len(lots))
    works = lots.styles == WORKS
    scores[works] = np.maximum(scores[works], 0.5 + mood[works])
    best = np.argsort(-scores, kind="stable")[: int(wanted * _SPARE) + 2_000]
    lots = replace(lots, scores=scores).take(np.sort(best))
    return lots.take(_within(cells, lots))


def _styled_lots(cells: Cells, style: int, rows: NDArray[np.int64]) -> Lots:
    how = STYLES[style]
    streets = int(_REACH // how.spacing)
    blocks = int(np.ceil(_REACH / how.length))
    count = int((how.length - 2.0 * how.half_street - 2.0) // how.lot)
    street, side, block, place, cell = (
        each.ravel()
        for each in np.meshgrid(
            np.arange(-streets, streets + 1),
            (-1, 1),
            np.arange(-blocks, blocks),
            np.arange(count),
            rows,
            indexing="ij",
        )
    )
    way = (block + 0.5) * how.length + (place - (count - 1) / 2.0) * how.lot
    lot_depth = how.spacing / 2.0 - how.half_street - 0.3
    across = street * how.spacing + side * (how.half_street + lot_depth / 2.0)
    angles = cells.angles[cell]
    cosine, sine = np.cos(angles), np.sin(angles)
    easts = cells.seeds[cell, 0] + cosine * way - sine * across
    norths = cells.seeds[cell, 1] + sine * way + cosine * across
    kept = np.flatnonzero(shapely.contains_xy(cells.areas[cell], easts, norths))
    numbers = ((block + blocks) * count + place) * 2 + 1 + (side > 0)
    return Lots(
        easts,
        norths,
        np.where(side > 0, angles, angles + np.pi),
        np.full(len(easts), how.lot - 0.06),
        np.full(len(easts), lot_depth),
        np.full(len(easts), style, dtype=np.int32),
        np.zeros(len(easts)),
        numbers.astype(np.int32),
        cell.astype(np.int32),
        street.astype(np.int32),
        block.astype(np.int32),
    ).take(kept)


def _within(cells: Cells, lots: Lots) -> NDArray[np.bool_]:
    """Tell which lots lie in their cell with their piece of street and the border's street."""
    half_streets = np.array([how.half_street for how in STYLES])[lots.styles]
    front, side = 2.0 * half_streets + BORDER, 2.0 * BORDER
    shift = (front - BORDER) / 2.0
    roomy = boxes(
        lots.easts + np.sin(lots.angles) * shift,
        lots.norths - np.cos(lots.angles) * shift,
        lots.angles,
        lots.widths + side,
        lots.depths + front + BORDER,
    )
    return np.asarray(shapely.contains(cells.areas[lots.cells], roomy))


def road_lots(base: BaseMap, seed: int) -> Lots:
    """Return the lots along both sides of the map's roads, motorways excepted."""
    chance = np.random.default_rng([seed, 23])
    parts = [
        _along(base, row, road, side, chance)
        for row, road in enumerate(base.roads)
        if road.kind != "motorway"
        for side in (-1, 1)
    ]
    lots = joined(parts)
    dense = density(base, np.stack((lots.easts, lots.norths), axis=1))
    return replace(lots, scores=np.maximum(dense + 0.05, lots.scores))


def _along(base: BaseMap, row: int, road: Feature, side: int, chance: np.random.Generator) -> Lots:
    distances, styles = _spread(base, road.shape, chance)
    points = along(road.shape, distances)
    way = along(road.shape, distances + 4.0) - along(road.shape, np.maximum(distances - 4.0, 0.0))
    angles = np.arctan2(way[:, 1], way[:, 0]) + (0.0 if side > 0 else np.pi)
    depths = np.where(styles == TOWN, 24.0, 30.0)
    off = road.half_width + 3.2 + depths / 2.0
    count = len(distances)
    is_farm = chance.uniform(size=count) < _FARM_SHARE
    rural = np.where(is_farm, 0.62 * chance.uniform(size=count) + 0.1, 0.0)
    return Lots(
        points[:, 0] - np.sin(angles) * off,
        points[:, 1] + np.cos(angles) * off,
        angles,
        np.array([STYLES[style].lot for style in styles]) - 0.06,
        depths,
        styles,
        rural,
        (np.arange(count) * 2 + 1 + (side > 0)).astype(np.int32),
        np.full(count, -1, dtype=np.int32),
        np.full(count, row, dtype=np.int32),
        np.zeros(count, dtype=np.int32),
    )


def _spread(base: BaseMap, line: BaseGeometry, chance: np.random.Generator) -> tuple[Doubles, Ints]:
    """Return where along a road the lots have their middle, and their style."""
    stretch = np.arange(0.0, line.length, _STRETCH)
    dense = density(base, along(line, stretch))
    dense += chance.normal(0.0, 0.05, len(dense))
    styles = np.array((TOWN, PAIR, LOOSE))[np.digitize(-dense, (-0.70, -0.48))]
    widths = np.array([how.lot for how in STYLES])[styles]
    counts = (_STRETCH // widths).astype(np.int64)
    middles = [
        start + (np.arange(count) + 0.5) * width
        for start, count, width in zip(stretch, counts, widths, strict=True)
    ]
    spread = np.concatenate(middles)
    styles = np.repeat(styles, counts).astype(np.int32)
    inside = spread < line.length - 8.0
    return spread[inside], styles[inside]


def joined(parts: list[Lots]) -> Lots:
    """Return the lots of all parts."""
    columns = {
        each.name: np.concatenate([getattr(part, each.name) for part in parts])
        for each in fields(Lots)
    }
    return Lots(**columns)
