"""Which node of an octree a point belongs to.

A point's place in the root's cube becomes a Morton code of 21 bits an axis. In the order of these
codes the points of any node, and of any cell a node is sampled by, lie side by side; so sampling
needs no search, only the places where a prefix of the code changes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from twin_viewer.model.frames import Doubles

CAPACITY: Final = 32_768
"""Points of a node at most: about 15 ms of decoding, which holds the interpreter's lock."""
HANDED_UP: Final = CAPACITY // 8
"""Points a cell hands up for the levels above: eight cells together fill no more than a node."""
GRID_BITS: Final = 7
"""A node keeps one point in each cell of a grid of 128 a side, as COPC writers commonly do."""
DEEPEST: Final = 17

_AXIS_BITS: Final = 21
_HALF_BITS: Final = 11
_LOW: Final = (1 << _HALF_BITS) - 1
_ODD: Final = np.uint64(0x9E3779B97F4A7C15)
"""2^64 divided by the golden ratio: multiplying with it scatters neighbouring codes."""

Codes = NDArray[np.uint64]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Cube:
    """The cube of the root.

    Attributes:
        corner: Its lowest corner.
        side: Its edge.
    """

    corner: tuple[float, float, float]
    side: float

    def codes(self, integers: list[NDArray[np.int32]], scales: Doubles, offsets: Doubles) -> Codes:
        """Return the Morton codes of points by their X, Y and Z as LAS keeps them."""
        cells = float(1 << _AXIS_BITS)
        codes = np.zeros(len(integers[0]), np.uint64)
        for axis, values in enumerate(integers):
            grid = values * (scales[axis] * cells / self.side)
            grid += (offsets[axis] - self.corner[axis]) * cells / self.side
            steps = np.clip(grid, 0.0, cells - 1.0, out=grid).astype(np.int64)
            spread = _SPREAD[steps >> _HALF_BITS] << np.uint64(3 * _HALF_BITS)
            spread |= _SPREAD[steps & _LOW]
            codes |= spread << np.uint64(axis)
        return codes


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """Points of one node.

    Attributes:
        level: Depth of the node.
        prefix: Its place on the level, as the first bits of the codes of its points.
        rows: Its points, rows of the sorted codes.
    """

    level: int
    prefix: int
    rows: Rows


def prefixes(codes: Codes, level: int) -> Codes:
    """Return which cube of a level each code lies in."""
    return codes >> np.uint64(3 * (_AXIS_BITS - level))


def key_of(level: int, prefix: int) -> tuple[int, int, int, int]:
    """Return level, x, y and z of a node, as COPC names it."""
    axes = [
        sum(((prefix >> (3 * bit + axis)) & 1) << bit for bit in range(level)) for axis in range(3)
    ]
    return (level, axes[0], axes[1], axes[2])


def handed_up(codes: Codes, level: int) -> Rows:
    """Return rows of a cell's sorted codes that go to the nodes above the cell's level."""
    if len(codes) <= HANDED_UP:
        return np.arange(len(codes))
    picked = _sampled(codes, np.arange(len(codes)), level - 1 + GRID_BITS)
    return _thinned(picked, np.zeros(len(picked), np.uint64), HANDED_UP)


def placed(codes: Codes, rows: Rows, first: int, last: int | None) -> Iterator[Placed]:
    """Yield the nodes of points, from above.

    Args:
        codes: Sorted codes of a cell.
        rows: Which of them are to be placed, ascending.
        first: Level of the cell.
        last: Deepest level, which takes all that is left; None to go on until all nodes are full.
    """
    deepest = DEEPEST if last is None else last
    for level in range(first, deepest + 1):
        if not len(rows):
            return
        nodes = prefixes(codes[rows], level)
        is_taken = _is_taken(codes, rows, nodes, level, is_last=level == deepest)
        yield from _grouped(level, nodes[is_taken], rows[is_taken])
        rows = rows[~is_taken]


def _is_taken(
    codes: Codes, rows: Rows, nodes: Codes, level: int, *, is_last: bool
) -> NDArray[np.bool_]:
    """Return which rows stay on a level: all of a small node, a sample of a large one."""
    if is_last:
        return np.ones(len(rows), np.bool_)
    starts = np.flatnonzero(np.concatenate([[True], nodes[1:] != nodes[:-1]]))
    counts = np.diff(np.append(starts, len(nodes)))
    is_taken = np.repeat(counts <= CAPACITY, counts)
    large = np.flatnonzero(~is_taken)
    if len(large):
        picked = _sampled(codes[rows], large, level + GRID_BITS)
        is_taken[_thinned(picked, nodes[picked], CAPACITY)] = True
    return is_taken


def _sampled(codes: Codes, rows: Rows, level: int) -> Rows:
    """Return one of `rows` for each cell of a level; which one is scattered, but always the same.

    Always the first would be the lowest in the south-west: a regular pattern, and no roofs.
    """
    if level >= _AXIS_BITS:
        return rows
    cells = prefixes(codes[rows], level)
    starts = np.flatnonzero(np.concatenate([[True], cells[1:] != cells[:-1]]))
    counts = np.diff(np.append(starts, len(cells))).astype(np.uint64)
    chance = (cells[starts] * _ODD) >> np.uint64(40)
    inside = ((chance * counts) >> np.uint64(24)).astype(np.int64)
    chosen: Rows = rows[starts + inside]
    return chosen


def _thinned(rows: Rows, nodes: Codes, most: int) -> Rows:
    """Return at most so many rows of each node, evenly."""
    starts = np.flatnonzero(np.concatenate([[True], nodes[1:] != nodes[:-1]]))
    counts = np.diff(np.append(starts, len(nodes)))
    if counts.max(initial=0) <= most:
        return rows
    rank = np.arange(len(rows)) - np.repeat(starts, counts)
    total = np.repeat(counts, counts)
    is_kept = (total <= most) | ((rank + 1) * most // total > rank * most // total)
    kept: Rows = rows[is_kept]
    return kept


def _grouped(level: int, nodes: Codes, rows: Rows) -> Iterator[Placed]:
    if not len(rows):
        return
    starts = np.flatnonzero(np.concatenate([[True], nodes[1:] != nodes[:-1]]))
    for start, group in zip(starts, np.split(rows, starts[1:]), strict=True):
        yield Placed(level, int(nodes[start]), group)


def _spread_table() -> Codes:
    """Return the numbers of 11 bits with two zeros before each bit."""
    numbers = np.arange(1 << _HALF_BITS, dtype=np.uint64)
    table = np.zeros_like(numbers)
    for bit in range(_HALF_BITS):
        one = (numbers >> np.uint64(bit)) & np.uint64(1)
        table |= one << np.uint64(3 * bit)
    return table


_SPREAD: Final = _spread_table()
