"""Places of many rows at once, and which of them are the same."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from app.services.inventory.imports.mapping import REACH_M
from app.services.inventory.imports.problems import chunks
from app.services.maps.crs import UTM32, WGS84, transformer
from app.services.tables.cells import CellError, as_decimal
from app.services.tables.coordinates import as_coordinate
from app.services.tables.model import Cell

_LONGITUDES: Final = (5.0, 16.0)
_LATITUDES: Final = (46.0, 56.0)
"""As `as_coordinate` knows degrees."""
_PART: Final = 5_000
_DECIMALS: Final = 3

Spot = tuple[float, float]


def spots_of(
    firsts: Sequence[Cell], seconds: Sequence[Cell], *, comma: bool
) -> list[Spot | CellError | None]:
    """Return places (EPSG:25832, m) of two columns, or why there is none; None for empty ones.

    The same as `as_coordinate` for each row, but degrees are transformed together.
    """
    result: list[Spot | CellError | None] = [None] * len(firsts)
    for part in chunks(len(firsts), _PART):
        cut = slice(part.start, part.stop)
        quick = _all_degrees(firsts[cut], seconds[cut])
        if quick is not None:
            result[cut] = _transformed(quick)
            continue
        rows: list[int] = []
        degrees: list[Spot] = []
        for row in part:
            turned = _degrees(firsts[row], seconds[row], comma=comma)
            if turned is not None:
                rows.append(row)
                degrees.append(turned)
                continue
            try:
                result[row] = as_coordinate(firsts[row], seconds[row], comma=comma)
            except CellError as error:
                result[row] = error
        if rows:
            for row, spot in zip(rows, _transformed(np.array(degrees)), strict=True):
                result[row] = spot
    return result


def _all_degrees(firsts: Sequence[Cell], seconds: Sequence[Cell]) -> npt.NDArray[np.float64] | None:
    """Return longitudes and latitudes, None unless they are numbers in this order throughout."""
    if {*map(type, firsts), *map(type, seconds)} != {float}:
        return None
    found = np.array((firsts, seconds), float).T
    low, high = np.array((_LONGITUDES, _LATITUDES)).T
    return found if ((low <= found) & (found <= high)).all() else None


def _degrees(first: Cell, second: Cell, *, comma: bool) -> Spot | None:
    """Return longitude and latitude, None when the cells are something else."""
    try:
        x = first if type(first) is float else as_decimal(first, comma=comma)
        y = second if type(second) is float else as_decimal(second, comma=comma)
    except CellError:
        return None
    if x is None or y is None:
        return None
    for east, north in ((x, y), (y, x)):
        is_east = _LONGITUDES[0] <= east <= _LONGITUDES[1]
        if is_east and _LATITUDES[0] <= north <= _LATITUDES[1]:
            return east, north
    return None


def _transformed(degrees: npt.NDArray[np.float64]) -> list[Spot]:
    east, north = transformer(WGS84, UTM32).transform(degrees[:, 0], degrees[:, 1])
    rounded = np.round((east, north), _DECIMALS).tolist()
    return list(zip(*rounded, strict=True))


class SamePlaces:
    """Numbers places; those within `REACH_M` of an earlier one get its number."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[tuple[float, float, int]]] = {}
        self._count = 0

    def number(self, east: float, north: float) -> int:
        """Return the number of a place."""
        home = int(east // REACH_M), int(north // REACH_M)
        for x in (home[0], home[0] - 1, home[0] + 1):
            for y in (home[1], home[1] - 1, home[1] + 1):
                for one in self._cells.get((x, y), ()):
                    if (one[0] - east) ** 2 + (one[1] - north) ** 2 <= REACH_M**2:
                        return one[2]
        self._count += 1
        self._cells.setdefault(home, []).append((east, north, self._count))
        return self._count
