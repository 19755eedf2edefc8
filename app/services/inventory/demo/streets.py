"""Streets and houses: along the roads of the map, and in made-up streets of quarters."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from app.services.inventory.demo.grounds import DemoPlaces, Places
from app.services.inventory.demo.street_names import street_names

Doubles = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]

_SPACING: Final = 72.0
"""Between two parallel residential streets, m."""
_LENGTH: Final = 400.0
"""Of a residential street, m."""
_LOT: Final = 18.0
"""Width of a lot, m."""
_SETBACK: Final = 16.0
"""From the middle of a street to a house, m."""
_ROAD_STEP: Final = 24.0
"""Between two houses along a road of the map, m."""
_GROUND: Final = _SPACING * _LOT / 2
"""Ground that a house of a quarter takes, m²."""
_GROWTH: Final = 1.4
_ROUNDS: Final = 8


@dataclass(frozen=True, slots=True, eq=False)
class Street:
    """A street with houses.

    Attributes:
        name: Its name.
        line: Its middle, (N, 2), m.
        is_road: True for a road of the map.
    """

    name: str
    line: Places
    is_road: bool


@dataclass(frozen=True, slots=True, eq=False)
class Houses:
    """Houses as columns.

    Attributes:
        places: East and north, (N, 2), m.
        streets: Row of the street.
        numbers: House number: odd on one side, even on the other.
        districts: Row of the district.
        density: How central they lie, 0 to 1.
    """

    places: Places
    streets: Rows
    numbers: Rows
    districts: Rows
    density: Doubles

    def take(self, rows: Rows) -> "Houses":
        """Return some of them, in the order of the rows."""
        return Houses(
            self.places[rows],
            self.streets[rows],
            self.numbers[rows],
            self.districts[rows],
            self.density[rows],
        )


def lay_streets(
    ground: DemoPlaces, wanted: Mapping[str, int], random: Random
) -> tuple[tuple[Street, ...], Houses]:
    """Return streets and houses, as many in each district as wanted, or as many as fit.

    Args:
        ground: The ground.
        wanted: How many houses each district gets, by its id.
        random: The source of chances.
    """
    chances = np.random.default_rng(random.getrandbits(64))
    centres = np.array([place for _, place in ground.quarters])
    roads, along = _roads(ground, centres, chances)
    needs = np.array([wanted.get(one, 0) for one in ground.areas])
    along = _at_most(along, (needs * 0.5).astype(np.int64), chances)
    missing = needs - np.bincount(along.districts, minlength=len(needs))
    lines, quarters = _quarters(ground, centres, missing)
    names = iter(street_names(len(lines) + len(roads), random))
    streets = [Street(one.name or next(names), one.line, is_road=True) for one in roads]
    streets += [Street(next(names), line, is_road=False) for line in lines]
    houses = Houses(
        np.concatenate((along.places, quarters.places)),
        np.concatenate((along.streets, quarters.streets + len(roads))),
        np.concatenate((along.numbers, quarters.numbers)),
        np.concatenate((along.districts, quarters.districts)),
        np.concatenate((along.density, quarters.density)),
    )
    houses = _renumbered(houses)
    order = np.lexsort((houses.numbers, houses.streets, houses.districts))
    return tuple(streets), houses.take(order)


def districts_of(ground: DemoPlaces, places: Places) -> Rows:
    """Return the row of the district of each place, -1 outside of all."""
    found = np.full(len(places), -1, dtype=np.int64)
    for row, area in enumerate(ground.areas.values()):
        shapely.prepare(area)
        found[shapely.contains_xy(area, places[:, 0], places[:, 1])] = row
    return found


def _roads(
    ground: DemoPlaces, centres: Places, chances: np.random.Generator
) -> tuple[list[Street], Houses]:
    """Return the roads and houses on both sides of them, dense where quarters are."""
    parts: list[tuple[Places, Rows, Rows]] = []
    roads = [Street(one.name, one.line, is_road=True) for one in ground.roads]
    for row, road in enumerate(roads):
        middle, normal = _stations(road.line)
        for side in (1, -1):
            number = 2 * np.arange(len(middle), dtype=np.int64) + (1 if side > 0 else 2)
            parts.append((middle + side * _SETBACK * normal, np.full(len(middle), row), number))
    places, streets, numbers = (np.concatenate(column) for column in zip(*parts, strict=True))
    density = np.exp(-((_nearest(places, centres)[1] / 900.0) ** 2))
    districts = districts_of(ground, places)
    shapely.prepare(ground.closed)
    kept = (districts >= 0) & (chances.random(len(places)) < 0.06 + 0.85 * density)
    kept &= ~shapely.contains_xy(ground.closed, places[:, 0], places[:, 1])
    kept &= _is_free(places, streets, [one.line for one in roads])
    return roads, Houses(places, streets, numbers, districts, density).take(np.flatnonzero(kept))


def _is_free(places: Places, streets: Rows, lines: list[Places]) -> npt.NDArray[np.bool_]:
    """Tell which houses stand on no other road than their own."""
    tracks = shapely.buffer([shapely.LineString(line) for line in lines], _SETBACK * 0.7)
    rows, others = shapely.STRtree(np.asarray(shapely.points(places))).query(
        tracks, predicate="contains"
    )[::-1]
    free = np.ones(len(places), dtype=bool)
    free[rows[streets[rows] != others]] = False
    return free


def _stations(line: Places) -> tuple[Places, Places]:
    """Return places along a line at equal steps, and the directions across."""
    steps = np.hypot(*np.diff(line, axis=0).T)
    reached = np.concatenate(([0.0], np.cumsum(steps)))
    at = np.arange(_ROAD_STEP / 2, reached[-1], _ROAD_STEP)
    middle = np.stack([np.interp(at, reached, line[:, axis]) for axis in (0, 1)], axis=1)
    row = np.clip(np.searchsorted(reached, at, "right") - 1, 0, len(steps) - 1)
    way = (line[row + 1] - line[row]) / np.maximum(steps[row], 1e-9)[:, None]
    return middle, np.stack((-way[:, 1], way[:, 0]), axis=1)


def _nearest(places: Places, centres: Places) -> tuple[Rows, Doubles]:
    """Return the nearest centre of each place and how far it is, m."""
    away = np.hypot(*(places[:, None, :] - centres[None, :, :]).transpose(2, 0, 1))
    row = away.argmin(axis=1)
    return row, away[np.arange(len(places)), row]


def _at_most(houses: Houses, most: Rows, chances: np.random.Generator) -> Houses:
    """Return houses without some in districts that have more than they may."""
    order = chances.permutation(len(houses.districts))
    kept = []
    for district, limit in enumerate(most):
        rows = order[houses.districts[order] == district]
        kept.append(rows[:limit])
    return houses.take(np.sort(np.concatenate(kept)))


def _renumbered(houses: Houses) -> Houses:
    """Return houses whose numbers follow each other on each side of their street."""
    side = 2 * houses.streets + houses.numbers % 2
    order = np.lexsort((houses.numbers, side))
    starts = np.flatnonzero(np.diff(side[order], prepend=-1))
    place = np.arange(len(order)) - np.repeat(starts, np.diff(starts, append=len(order)))
    numbers = 2 * place + np.where(houses.numbers[order] % 2, 1, 2)
    sorted_ = houses.take(order)
    return Houses(sorted_.places, sorted_.streets, numbers, sorted_.districts, sorted_.density)


def _quarters(ground: DemoPlaces, centres: Places, missing: Rows) -> tuple[list[Places], Houses]:
    """Return residential streets round the centres and the houses that were missing."""
    owners = districts_of(ground, centres)
    reaches = _reaches(centres, owners, missing)
    turns = _turns(ground, centres)
    blocked = shapely.union_all(
        [ground.closed, *(shapely.LineString(one.line).buffer(26.0, 2) for one in ground.roads)]
    )
    shapely.prepare(blocked)
    widths = 1.5 * reaches
    houses, lines, away = _grids(ground, blocked, centres, turns=turns, widths=widths)
    for _ in range(_ROUNDS):
        have = np.bincount(houses.districts, minlength=len(missing))
        if (have >= missing).all():
            break
        widths = widths * _GROWTH
        houses, lines, away = _grids(ground, blocked, centres, turns=turns, widths=widths)
    order = np.lexsort((houses.numbers, houses.streets, away))
    kept = [
        order[houses.districts[order] == district][:count] for district, count in enumerate(missing)
    ]
    houses = houses.take(np.concatenate(kept))
    used, renamed = np.unique(houses.streets, return_inverse=True)
    chosen = Houses(houses.places, renamed, houses.numbers, houses.districts, houses.density)
    return _cut([lines[row] for row in used], chosen), chosen


def _cut(lines: list[Places], houses: Houses) -> list[Places]:
    """Return straight streets without what lies before their first and behind their last house."""
    ends = np.stack(lines)[houses.streets]
    way = (ends[:, 1] - ends[:, 0]) / _LENGTH
    along = ((houses.places - ends[:, 0]) * way).sum(axis=1)
    first, last = np.full(len(lines), _LENGTH), np.zeros(len(lines))
    np.minimum.at(first, houses.streets, along - _LOT)
    np.maximum.at(last, houses.streets, along + _LOT)
    return [
        line[0] + np.outer((start, end), (line[1] - line[0]) / _LENGTH)
        for line, start, end in zip(lines, first, last, strict=True)
    ]


def _reaches(centres: Places, owners: Rows, missing: Rows) -> Doubles:
    """Return how far the houses of each centre reach, m: near the first of a district farther."""
    weights = np.zeros(len(centres))
    for district in range(len(missing)):
        rows = np.flatnonzero(owners == district)
        if rows.size:
            middle = centres[rows].mean(axis=0)
            away = np.hypot(*(centres[rows] - middle).T)
            share = np.exp(-away / 1_800.0) + 0.12
            weights[rows] = share / share.sum() * missing[district]
    return np.asarray(np.sqrt(np.maximum(weights, 1.0) * _GROUND / np.pi))


def _turns(ground: DemoPlaces, centres: Places) -> Doubles:
    """Return the direction of the nearest road at each centre, radians."""
    sides = np.concatenate(
        [np.stack((one.line[:-1], one.line[1:]), axis=1) for one in ground.roads]
    )
    middles = sides.mean(axis=1)
    nearest, _ = _nearest(centres, middles)
    way = sides[nearest, 1] - sides[nearest, 0]
    return np.asarray(np.arctan2(way[:, 1], way[:, 0]))


def _grids(
    ground: DemoPlaces,
    blocked: BaseGeometry,
    centres: Places,
    *,
    turns: Doubles,
    widths: Doubles,
) -> tuple[Houses, list[Places], Doubles]:
    """Return houses of straight streets round each centre, the streets, and a rank of each house.

    The lower the rank, the nearer it is to the centre, measured in the width of its grid. A
    house belongs to the nearest centre only, lies in a district and not on blocked ground.
    """
    grids = []
    lines: list[Places] = []
    for row in range(len(centres)):
        across, along = (int(np.ceil(widths[row] / one)) for one in (_SPACING, _LENGTH))
        cosine, sine = np.cos(turns[row]), np.sin(turns[row])
        matrix = np.array([[cosine, sine], [-sine, cosine]])
        local, name, number, rank = _grid(across, along)
        owner = np.full(len(name), row)
        places = local @ matrix + centres[row]
        grids.append((places, name + len(lines), number, owner, rank / widths[row]))
        for at in range(-across, across):
            for first in range(-along, along):
                ends = np.array([[first, at + 0.5], [first + 1.0, at + 0.5]])
                lines.append(ends * (_LENGTH, _SPACING) @ matrix + centres[row])
    places = np.concatenate([one[0] for one in grids])
    names, numbers, owners = (np.concatenate([one[at] for one in grids]) for at in (1, 2, 3))
    nearest, away = _nearest(places, centres)
    districts = districts_of(ground, places)
    fits = (nearest == owners) & (districts >= 0)
    fits &= ~shapely.contains_xy(blocked, places[:, 0], places[:, 1])
    kept = np.flatnonzero(fits)
    houses = Houses(places, names, numbers, districts, np.exp(-((away / 900.0) ** 2)))
    return houses.take(kept), lines, np.concatenate([one[4] for one in grids])[kept]


def _grid(across: int, along: int) -> tuple[Places, Rows, Rows, Doubles]:
    """Return houses of a grid about its middle: places, streets, numbers, how far they are.

    Args:
        across: How many streets lie on each side of the middle.
        along: How many follow each other on each side.
    """
    street, piece, place, side = (
        one.ravel()
        for one in np.meshgrid(
            np.arange(-across, across),
            np.arange(-along, along),
            np.arange(int((_LENGTH - 30.0) / _LOT)),
            (1, -1),
            indexing="ij",
        )
    )
    x = piece * _LENGTH + 15.0 + (place + 0.5) * _LOT
    y = (street + 0.5) * _SPACING + side * _SETBACK
    name = (street + across) * 2 * along + piece + along
    number = 2 * place + np.where(side > 0, 1, 2)
    # Places grow along their road: rather long than broad.
    away = np.hypot(0.75 * x, 1.3 * y)
    return np.stack((x, y), axis=1), name, number, away
