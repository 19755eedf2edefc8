"""Streets: the roads of the map, and those between the lots of a quarter."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from twin_viewer.model.frames import Doubles
from twin_viewer.synthetic.base_maps import BaseMap
from twin_viewer.synthetic.buildings import Ints
from twin_viewer.synthetic.lots import BORDER, STYLES, Cells, Lots
from twin_viewer.synthetic.shapes import lines_of

_FIRST: Final = (
    "Ahorn",
    "Birken",
    "Buchen",
    "Eichen",
    "Erlen",
    "Eschen",
    "Fichten",
    "Holunder",
    "Kastanien",
    "Kiefern",
    "Lärchen",
    "Linden",
    "Pappel",
    "Rotdorn",
    "Tannen",
    "Ulmen",
    "Walnuss",
    "Weiden",
    "Weißdorn",
    "Wacholder",
    "Amsel",
    "Drossel",
    "Finken",
    "Falken",
    "Lerchen",
    "Meisen",
    "Schwalben",
    "Star",
    "Sperber",
    "Zeisig",
    "Dahlien",
    "Flieder",
    "Ginster",
    "Heide",
    "Malven",
    "Mohn",
    "Nelken",
    "Rosen",
    "Tulpen",
    "Veilchen",
    "Wiesen",
    "Feld",
    "Hang",
    "Mühlen",
    "Brunnen",
    "Garten",
    "Kirch",
    "Schul",
    "Sonnen",
    "Stern",
)
_SHORTEST: Final = 15.0
"""What is left of a street that is cut shorter than this is not built, m."""
_BORDER_REACH: Final = 70.0
"""So near to a home the border of a quarter is a street, m."""
_ENDS: Final = ("weg", "straße", "gasse", "kamp", "hof", "ring")
NAMES: Final = tuple(f"{tree}{end}" for end in _ENDS for tree in _FIRST)
"""Invented names of the streets of quarters."""


@dataclass(frozen=True, slots=True, eq=False)
class Streets:
    """Streets as lines.

    Attributes:
        lines: Their middle, EPSG:25832.
        half_widths: Half the carriageway, m.
        kinds: `motorway`, `main`, `secondary` or `street`.
        names: Name of each; empty where it has none.
    """

    lines: NDArray[np.object_]
    half_widths: Doubles
    kinds: tuple[str, ...]
    names: tuple[str, ...]


def name_of(base: BaseMap, cell: int, street: int) -> str:
    """Return the name of a road of the map (`cell` is -1) or of a street of a quarter."""
    if cell < 0:
        return base.roads[street].name
    return NAMES[(cell * 7 + street * 31 + 11) % len(NAMES)]


def quarter_streets(cells: Cells, lots: Lots) -> tuple[NDArray[np.object_], Ints, Ints]:
    """Return lines of the streets lots of cells need, with cell and number of the street.

    Cross streets and the streets along borders bear the number 1,000.
    """
    wanted = np.unique(np.stack((lots.cells, lots.streets, lots.blocks), axis=1), axis=0)
    spacing, length = (np.array([how[at] for how in STYLES])[cells.styles] for at in (1, 2))
    cell, street, block = wanted.T
    start, end = block * length[cell], (block + 1) * length[cell]
    across = street * spacing[cell]
    lines = [_lines(cells, cell, (start, across), (end, across))]
    numbers, owners = [street], [cell]
    crossing = _crossings(wanted)
    cell, street, block = crossing.T
    along = block * length[cell]
    across = street * spacing[cell]
    lines.append(_lines(cells, cell, (along, across), (along, across + spacing[cell])))
    numbers.append(np.full(len(cell), 1_000))
    owners.append(cell)
    borders, used = _borders(cells, lots)
    lines.append(borders)
    numbers.append(np.full(len(used), 1_000))
    owners.append(used)
    every = np.concatenate(lines)
    kept = ~shapely.is_empty(every)
    return (
        every[kept],
        np.concatenate(owners)[kept].astype(np.int32),
        np.concatenate(numbers)[kept].astype(np.int32),
    )


def join_streets(
    base: BaseMap, lines: NDArray[np.object_], names: list[str], blocked: NDArray[np.object_]
) -> Streets:
    """Return roads of the map and streets of quarters, these cut where they may not go."""
    lines = lines.copy()
    rows, walls = shapely.STRtree(blocked).query(lines, predicate="intersects")
    rows, walls = np.unique(rows), np.unique(walls)
    lines[rows] = shapely.difference(lines[rows], shapely.union_all(blocked[walls]))
    kept = np.flatnonzero(shapely.length(lines) > _SHORTEST)
    roads = base.roads
    return Streets(
        np.concatenate((np.array([each.shape for each in roads], dtype=object), lines[kept])),
        np.concatenate(([each.half_width for each in roads], np.full(len(kept), BORDER - 2.2))),
        (*(each.kind for each in roads), *["street"] * len(kept)),
        (*(each.name for each in roads), *(names[row] for row in kept)),
    )


def _crossings(wanted: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return cell, street and block where a cross street joins two built streets."""
    there = {tuple(row) for row in wanted.tolist()}
    crossings = [
        (cell, street, block)
        for cell, street, block in sorted({*there, *((c, s, b + 1) for c, s, b in there)})
        if ((cell, street, block) in there or (cell, street, block - 1) in there)
        and ((cell, street + 1, block) in there or (cell, street + 1, block - 1) in there)
    ]
    return np.array(crossings, dtype=np.int32).reshape(-1, 3)


def _borders(cells: Cells, lots: Lots) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    """Return the sides of cells near which somebody of the cell lives, and whose they are."""
    corners, owners = shapely.get_coordinates(
        shapely.get_exterior_ring(cells.areas), return_index=True
    )
    starts = np.flatnonzero(owners[:-1] == owners[1:])
    whose = owners[starts]
    sides = np.stack((corners[starts], corners[starts + 1]), axis=1)
    first = np.searchsorted(whose, np.arange(len(cells.areas) + 1))
    most = int(np.diff(first).max(initial=0))
    homes = np.stack((lots.easts, lots.norths), axis=1)
    near = np.zeros(len(sides), dtype=bool)
    for turn in range(most):
        row = first[lots.cells] + turn
        own = np.flatnonzero(row < first[lots.cells + 1])
        row = row[own]
        near[row[_away(sides[row], homes[own]) < _BORDER_REACH]] = True
    return lines_of(sides[near]), whose[near]


def _away(sides: Doubles, places: Doubles) -> Doubles:
    """Return how far places, (N, 2), are from straight lines, (N, 2, 2), one each, m."""
    way, towards = sides[:, 1] - sides[:, 0], places - sides[:, 0]
    length = np.maximum((way**2).sum(axis=1), 1e-9)
    share = np.clip((way * towards).sum(axis=1) / length, 0.0, 1.0)
    return np.asarray(np.linalg.norm(towards - way * share[:, None], axis=1))


def _lines(
    cells: Cells, cell: Ints, start: tuple[Doubles, Doubles], end: tuple[Doubles, Doubles]
) -> NDArray[np.object_]:
    """Return lines given in the grids of cells, cut at their borders."""
    cosine, sine = np.cos(cells.angles[cell]), np.sin(cells.angles[cell])
    east, north = cells.seeds[cell].T
    ends = [
        np.stack((east + cosine * x - sine * y, north + sine * x + cosine * y), axis=1)
        for x, y in (start, end)
    ]
    lines = lines_of(np.stack(ends, axis=1))
    return np.asarray(shapely.intersection(lines, cells.areas[cell]))
