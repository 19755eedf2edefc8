"""The made-up city in memory: what every writer writes of."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from twin_viewer.model.cities import TileKey
from twin_viewer.model.frames import Doubles
from twin_viewer.synthetic.base_maps import BaseMap, Feature, read_base_map, to_metres
from twin_viewer.synthetic.buildings import Buildings, Ints, joined
from twin_viewer.synthetic.houses import has_garage, is_gap, make_garages, make_houses
from twin_viewer.synthetic.landmarks import make_landmarks
from twin_viewer.synthetic.lots import Cells, Lots, cell_lots, make_cells, road_lots
from twin_viewer.synthetic.lots import joined as joined_lots
from twin_viewer.synthetic.plans import CENTRE, Plan
from twin_viewer.synthetic.shapes import array_of
from twin_viewer.synthetic.streets import Streets, join_streets, name_of, quarter_streets
from twin_viewer.synthetic.terrains import Terrain, make_terrain

_MARGINS: Final = {"motorway": 24.0, "rail": 7.0, "yard": 6.0, "main": 2.6, "secondary": 2.6}
"""What stays free beside a line of the map, m."""
_CORRIDOR: Final = 36.0
"""Beside roads of the map stand their own lots; those of quarters keep this away, m."""


@dataclass(frozen=True, slots=True, eq=False)
class City:
    """The made-up city.

    Attributes:
        base: The map it is built on.
        terrain: Its ground.
        buildings: Its buildings; rows of one tile follow each other, the nearest tile first.
        districts: Row of the map's districts of each building.
        street_names: What `Buildings.streets` counts.
        streets: Its streets.
        tiles: First and last row (exclusive) of `buildings` in each tile, in the same order.
        centre: East and north of the middle, m.
        count: How many buildings; parts of a landmark are one.
    """

    base: BaseMap
    terrain: Terrain
    buildings: Buildings
    districts: Ints
    street_names: tuple[str, ...]
    streets: Streets
    tiles: dict[TileKey, tuple[int, int]]
    centre: tuple[float, float]
    count: int


def make_city(plan: Plan) -> City:
    """Return the whole city of a plan, in memory."""
    base = read_base_map(plan.map_folder)
    terrain = make_terrain(base, plan.seed)
    centre = to_metres(np.array([CENTRE]))[0]
    blocked = _blocked(base)
    marks = _nearest(base.landmarks, centre, plan.buildings)
    lines = (*base.water, *base.rail, *base.roads)
    landmarks = make_landmarks(marks, [area for each in lines for area in each.areas(4.0)])
    landmarks = _named_after(landmarks, marks, base.landmarks)
    taken = np.concatenate((blocked, shapely.buffer(landmarks.footprints(), 6.0), _devices(plan)))
    cells = make_cells(base, plan.buildings, plan.seed)
    inner, outer = _free_lots(base, cells, taken, plan)
    lots, garages = _chosen(
        base, joined_lots([inner, outer]), plan, len(np.unique(landmarks.parents))
    )
    built, names = _built(base, lots, garages, plan.seed)
    streets = _final_streets(base, cells, lots, _barriers(base, landmarks))
    buildings = joined([landmarks, built])
    count = len(built) + len(np.unique(landmarks.parents))
    none = np.empty(0, dtype=np.int32)
    middle = (float(centre[0]), float(centre[1]))
    return _sorted(City(base, terrain, buildings, none, names, streets, {}, middle, count))


def _barriers(base: BaseMap, landmarks: Buildings) -> NDArray[np.object_]:
    """Return what streets of quarters end at."""
    areas = [area for each in (*base.water, *base.rail, *base.greens) for area in each.areas(3.0)]
    wide = [road for road in base.roads if road.kind == "motorway"]
    areas += [area for road in wide for area in road.areas(12.0)]
    around = shapely.buffer(landmarks.footprints(), 4.0, quad_segs=1)
    return np.concatenate((array_of(areas), around))


def tile_of(east: float, north: float) -> TileKey:
    """Return the square kilometre a place lies in."""
    return TileKey(int(east // 1_000), int(north // 1_000))


def by_distance(keys: list[TileKey], centre: tuple[float, float]) -> list[TileKey]:
    """Return tiles, the nearest to the centre first."""
    east, north = centre

    def away(key: TileKey) -> tuple[float, TileKey]:
        return np.hypot(key.east_km * 1e3 + 500 - east, key.north_km * 1e3 + 500 - north), key

    return sorted(keys, key=away)


def _blocked(base: BaseMap) -> NDArray[np.object_]:
    """Return all ground where no lot may be."""
    lines = (*base.roads, *base.rail)
    areas = [area for each in lines for area in each.areas(_MARGINS.get(each.kind, 3.0))]
    areas += [area for each in base.water for area in each.areas(7.0)]
    areas += [area for each in base.greens for area in each.areas(2.0)]
    return array_of(areas)


def _devices(plan: Plan) -> NDArray[np.object_]:
    if not plan.devices:
        return np.empty(0, dtype=object)
    places = to_metres(np.array(plan.devices, dtype=np.float64))
    return np.asarray(shapely.buffer(shapely.points(places), 1.5, quad_segs=2))


def _nearest(marks: tuple[Feature, ...], centre: Doubles, buildings: int) -> tuple[Feature, ...]:
    """Return the landmarks nearest to the centre, at most a tenth of all buildings."""
    away = [float(shapely.distance(mark.shape, shapely.points(centre))) for mark in marks]
    order = sorted(range(len(marks)), key=lambda row: (away[row], row))
    return tuple(marks[row] for row in order[: buildings // 10])


def _named_after(
    landmarks: Buildings, marks: tuple[Feature, ...], every: tuple[Feature, ...]
) -> Buildings:
    rows = np.array([every.index(mark) for mark in marks], dtype=np.int32)
    if not len(landmarks):
        return landmarks
    return replace(landmarks, parents=rows[landmarks.parents])


def _free_lots(
    base: BaseMap, cells: Cells, taken: NDArray[np.object_], plan: Plan
) -> tuple[Lots, Lots]:
    """Return the lots of quarters and those along roads on which something may be built."""
    roads = [road for road in base.roads if road.kind != "motorway"]
    corridors = [area for road in roads for area in road.areas(_CORRIDOR)]
    inner = cell_lots(base, cells, plan.buildings, plan.seed)
    inner = inner.take(~is_gap(inner))
    inner = inner.take(_is_clear(inner.areas(), np.concatenate((taken, array_of(corridors)))))
    outer = road_lots(base, plan.seed)
    outer = outer.take(~is_gap(outer))
    outer = outer.take(_is_clear(outer.areas(), taken))
    lines, _, _ = quarter_streets(cells, inner)
    outer = outer.take(_is_clear(outer.areas(), shapely.buffer(lines, 4.0, quad_segs=1)))
    return inner, outer.take(_is_first(outer))


def _is_clear(areas: NDArray[np.object_], taken: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Tell which areas touch nothing that is taken."""
    shapely.prepare(taken)
    _, rows = shapely.STRtree(areas).query(taken, predicate="intersects")
    clear = np.ones(len(areas), dtype=bool)
    clear[rows] = False
    return clear


def _is_first(lots: Lots) -> NDArray[np.bool_]:
    """Tell which lots meet none of a greater score: what remains does not overlap."""
    areas = lots.areas()
    first, second = shapely.STRtree(areas).query(areas, predicate="intersects")
    rank = np.empty(len(lots), dtype=np.int64)
    rank[np.argsort(-lots.scores, kind="stable")] = np.arange(len(lots))
    kept = np.ones(len(lots), dtype=bool)
    kept[first[rank[first] > rank[second]]] = False
    return kept


def _chosen(
    base: BaseMap, lots: Lots, plan: Plan, landmarks: int
) -> tuple[Lots, NDArray[np.bool_]]:
    """Return the lots of the highest scores within the city, and which get a garage."""
    wanted = max(plan.buildings - landmarks, 0)
    lots = lots.take(np.argsort(-lots.scores, kind="stable"))
    lots = lots.take(_districts(base, lots.easts, lots.norths) >= 0)
    garages = has_garage(lots, plan.seed)
    total = np.cumsum(1 + garages)
    kept = int(np.searchsorted(total, wanted, side="right"))
    if kept < len(lots) and (total[kept - 1] if kept else 0) < wanted:
        garages[kept] = False
        kept += 1
    return lots.take(np.arange(kept)), garages[:kept]


def _districts(base: BaseMap, easts: Doubles, norths: Doubles) -> Ints:
    """Return the row of the district of each place; -1 outside the city."""
    found = np.full(len(easts), -1, dtype=np.int32)
    for row, district in enumerate(base.districts):
        shapely.prepare(district.shape)
        found[shapely.contains_xy(district.shape, easts, norths)] = row
    return found


def _built(
    base: BaseMap, lots: Lots, garages: NDArray[np.bool_], seed: int
) -> tuple[Buildings, tuple[str, ...]]:
    """Return houses and garages of lots with their addresses, and the names of the streets."""
    owners = np.stack((lots.cells, lots.streets), axis=1)
    pairs, which = np.unique(owners, axis=0, return_inverse=True)
    names = tuple(name_of(base, int(cell), int(street)) for cell, street in pairs)
    known = np.array([bool(name) for name in names], dtype=bool)
    rows = which.ravel().astype(np.int32)
    streets = np.where(known[rows], rows, -1).astype(np.int32) if names else rows
    houses = replace(make_houses(lots, seed), streets=streets)
    beside = replace(make_garages(lots.take(garages), seed), streets=streets[garages])
    return joined([houses, beside]), names


def _final_streets(
    base: BaseMap, cells: Cells, lots: Lots, blocked: NDArray[np.object_]
) -> Streets:
    """Return the streets that the chosen lots need; those of quarters lead up to the roads."""
    lines, owners, numbers = quarter_streets(cells, lots.take(lots.cells >= 0))
    names = [name_of(base, int(cell), int(at)) for cell, at in zip(owners, numbers, strict=True)]
    return join_streets(base, lines, names, blocked)


def _footed(buildings: Buildings, terrain: Terrain) -> Buildings:
    """Return the buildings on the ground: at the height of their lowest corner."""
    corners = buildings.corners()[:, :4]
    ground = terrain.heights(corners[:, :, 0], corners[:, :, 1])
    return replace(buildings, feet=np.round(ground.min(axis=1), 2))


def _sorted(city: City) -> City:
    """Return the city with its buildings in the order of tiles, the nearest tile first."""
    rows = city.buildings
    _, first, part = np.unique(rows.parents, return_index=True, return_inverse=True)
    lead = np.where(rows.parents < 0, np.arange(len(rows)), first[part.ravel()])
    places = np.stack((rows.easts[lead], rows.norths[lead]), axis=1) // 1_000.0
    squares, which = np.unique(places.astype(np.int64), axis=0, return_inverse=True)
    keys = [TileKey(int(east), int(north)) for east, north in squares]
    tiles = by_distance(keys, city.centre)
    ranks = np.array([tiles.index(key) for key in keys], dtype=np.int64)[which.ravel()]
    order = np.lexsort((lead, ranks))
    starts = np.searchsorted(ranks[order], np.arange(len(tiles) + 1))
    spans = {key: (int(starts[at]), int(starts[at + 1])) for at, key in enumerate(tiles)}
    return replace(
        city,
        buildings=_footed(rows.take(order), city.terrain),
        districts=_districts(city.base, rows.easts[lead], rows.norths[lead])[order],
        tiles=spans,
    )
