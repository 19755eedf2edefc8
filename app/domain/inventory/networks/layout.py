"""Where the boxes of a topology lie: children beside their parents, none over another."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

import numpy as np
from numpy.typing import NDArray

_GRID_FROM: Final = 9
_GRID_ROWS: Final = 6
_GRID_COLUMNS: Final = 10
"""So many leaves of one parent and more stand in a grid of at most so many columns."""

_GRID_GAP: Final = 0.4
"""Rows between a grid and what comes under it."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Places of the boxes of a forest.

    Attributes:
        rows: Row of each box, float64[n].
        columns: How many boxes each one is further to the right than its depth says, int64[n];
            more than 0 only for leaves in a grid.
        grids: The leaves of each grid.
    """

    rows: NDArray[np.float64]
    columns: NDArray[np.int64]
    grids: tuple[tuple[int, ...], ...]


def tidy_layout(parent: Sequence[int]) -> Layout:
    """Return places of a forest at which no two boxes meet.

    Leaves follow each other, a parent lies in the middle of its children, subtrees keep their own
    bands of rows (after Wetherell and Shannon 1979); many leaves of one parent form a grid.

    Args:
        parent: Parent of each node, -1 of a root; parents need not come first.
    """
    count = len(parent)
    children: list[list[int]] = [[] for _ in range(count)]
    roots: list[int] = []
    for node, above in enumerate(parent):
        (roots if above < 0 else children[above]).append(node)
    rows = np.zeros(count, np.float64)
    columns = np.zeros(count, np.int64)
    grids: list[tuple[int, ...]] = []
    following = 0.0
    work: list[tuple[int, bool]] = [(root, False) for root in reversed(roots)]
    while work:
        node, is_done = work.pop()
        inner = children[node]
        if is_done:
            rows[node] = (rows[inner].min() + rows[inner].max()) / 2
        elif not inner:
            rows[node] = following
            following += 1
        else:
            leaves = [one for one in inner if not children[one]]
            is_grid = len(leaves) >= _GRID_FROM
            if is_grid:
                following += _fill(leaves, following, rows, columns) + _GRID_GAP
                grids.append(tuple(leaves))
            work.append((node, True))
            rest = [one for one in inner if children[one] or not is_grid]
            work += [(one, False) for one in reversed(rest)]
    return Layout(rows, columns, tuple(grids))


def _fill(
    leaves: list[int], first: float, rows: NDArray[np.float64], columns: NDArray[np.int64]
) -> int:
    """Put leaves into a grid, column by column; return how many rows that takes."""
    wide = min(_GRID_COLUMNS, ceil(len(leaves) / _GRID_ROWS))
    high = ceil(len(leaves) / wide)
    for number, leaf in enumerate(leaves):
        columns[leaf], row = divmod(number, high)
        rows[leaf] = first + row
    return high
