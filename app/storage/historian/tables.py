"""Rows of samples or buckets in memory: columns sorted by point and time, the last write wins."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from app.domain.samples import BoolArray, Int64Array

Column = NDArray[Any]

SHARDS: Final = 16
"""Points are spread over this many shards; a block of several points never leaves its shard."""

_MIX: Final = np.uint64(0x9E3779B97F4A7C15)
"""2^64 / golden ratio: Fibonacci hashing spreads small and large keys alike (Knuth, TAOCP 6.4)."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of some points.

    Attributes:
        key: `PointKey` of each row, int64[n].
        time: Source time or bucket start, µs UTC, int64[n].
        columns: The other columns, each of length n; which ones depends on the tier.
    """

    key: Int64Array
    time: Int64Array
    columns: tuple[Column, ...]

    def __len__(self) -> int:
        return len(self.key)

    def take(self, rows: BoolArray | Int64Array | slice) -> Self:
        """Return some rows, by mask, by index or by slice."""
        return type(self)(
            self.key[rows], self.time[rows], tuple(column[rows] for column in self.columns)
        )

    def within(self, start_us: int, end_us: int) -> Self:
        """Return the rows with `start_us` <= time < `end_us`."""
        return self.take((self.time >= start_us) & (self.time < end_us))

    def of(self, key: int) -> Self:
        """Return the rows of one point of a table that is sorted by key."""
        return self.take(
            slice(
                int(np.searchsorted(self.key, key, "left")),
                int(np.searchsorted(self.key, key, "right")),
            )
        )

    def among(self, keys: Int64Array) -> Self:
        """Return the rows of some points.

        Args:
            keys: The points, sorted and unique.
        """
        if len(keys) == 1:
            return self.take(self.key == keys[0])
        return self.take(is_among(self.key, keys))

    def settled(self) -> Self:
        """Return the rows sorted by point and time; of equal ones only the last stays."""
        if len(self) < 2:  # noqa: PLR2004 - one row is sorted
            return self
        same_key = self.key[1:] == self.key[:-1]
        later = self.time[1:] > self.time[:-1]
        if bool(np.all(((self.key[1:] > self.key[:-1]) | same_key) & (later | ~same_key))):
            return self
        order = np.lexsort((self.time, self.key))
        key, time = self.key[order], self.time[order]
        is_last = np.ones(len(key), np.bool_)
        is_last[:-1] = (key[1:] != key[:-1]) | (time[1:] != time[:-1])
        return self.take(order[is_last])

    def key_bounds(self) -> Int64Array:
        """Return where each point's rows begin, with the length as the last entry."""
        starts = np.flatnonzero(self.key[1:] != self.key[:-1]) + 1
        first = [0] if len(self) else []
        return np.concatenate([first, starts, [len(self)]]).astype(np.int64)


def concatenate(tables: Sequence[Table], empty: Table) -> Table:
    """Join tables in the order of writing; `empty` is returned when there are none."""
    filled = [table for table in tables if len(table)]
    if not filled:
        return empty
    if len(filled) == 1:
        return filled[0]
    return Table(
        np.concatenate([table.key for table in filled]),
        np.concatenate([table.time for table in filled]),
        tuple(
            np.concatenate([table.columns[i] for table in filled])
            for i in range(len(empty.columns))
        ),
    )


def last_rows(rows: Table, time_us: int) -> Table:
    """Return the last row of each point at or before a moment, out of settled rows."""
    if not len(rows):
        return rows
    past = np.flatnonzero(rows.time <= time_us)
    keys = rows.key[past]
    is_last = np.ones(len(past), np.bool_)
    is_last[:-1] = keys[1:] != keys[:-1]
    return rows.take(past[is_last])


def rows_at(rows: Table, keys: Int64Array, times: Int64Array) -> Table:
    """Return the last row of each of some points at or before its moment, out of sorted rows.

    It searches instead of looking at all rows: for few moments in many rows.
    """
    low = np.searchsorted(rows.key, keys, "left")
    high = np.searchsorted(rows.key, keys, "right")
    is_there = low < high
    if not is_there.any():
        return rows.take(slice(0, 0))
    low, high, times = low[is_there], high[is_there], times[is_there]
    if len(low) == 1:
        begin, end = int(low[0]), int(high[0])
        found = begin + int(np.searchsorted(rows.time[begin:end], times[0], "right"))
        return rows.take(slice(max(found - 1, begin), found))
    first = low.copy()
    while bool((low < high).any()):
        middle = (low + high) // 2
        inside = low < high
        is_past = (rows.time[np.minimum(middle, len(rows) - 1)] <= times) & inside
        low = np.where(is_past, middle + 1, low)
        high = np.where(inside & ~is_past, middle, high)
    return rows.take((low - 1)[low > first])


def is_among(values: Int64Array, wanted: Int64Array) -> BoolArray:
    """Tell which values occur in a sorted array."""
    if not len(wanted):
        return np.zeros(len(values), np.bool_)
    place = np.minimum(np.searchsorted(wanted, values), len(wanted) - 1)
    found: BoolArray = wanted[place] == values
    return found


def shards_of(keys: Int64Array) -> NDArray[np.uint8]:
    """Return the shard of each point, uint8[n]."""
    spread = keys.view(np.uint64) * _MIX
    shards: NDArray[np.uint8] = (spread >> np.uint64(60)).astype(np.uint8)
    return shards


def empty_samples() -> Table:
    """Return a table of samples (columns: value float64, quality uint8) without rows."""
    return Table(np.empty(0, np.int64), np.empty(0, np.int64), (np.empty(0), np.empty(0, np.uint8)))
