"""The last sample of many points at a moment, out of as few chunks of a file as can be."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from app.domain.samples import Int64Array
from app.storage.historian.directory import Chunks, Directory, load_chunk, ranked
from app.storage.historian.tables import (
    SHARDS,
    Table,
    concatenate,
    empty_samples,
    is_among,
    last_rows,
    rows_at,
    shards_of,
)

_NEVER: Final = int(np.iinfo(np.int64).min)
_FEW: Final = 40
"""So many points are searched for one by one; for more all rows of a chunk are looked at."""


@dataclass(slots=True)
class Lookup:
    """Looks for the last samples at or before a moment, or each point's own moment.

    Attributes:
        directory: Where the chunks lie.
        load: Returns the rows of a chunk.
        keys: The points, sorted and unique.
        times: The moment of each point, µs UTC.
    """

    directory: Directory
    load: Callable[[int], Table]
    keys: Int64Array
    times: Int64Array
    _first: int = field(init=False)
    _last: int = field(init=False)
    _reached: Int64Array = field(init=False)
    _found: list[Table] = field(default_factory=list)

    def run(self) -> Table:
        """Return the last row of each point, sorted; points without one are missing.

        Raises:
            DamagedChunkError: A chunk cannot be read.
        """
        self._first, self._last = int(self.times.min()), int(self.times.max())
        self._reached = np.full(len(self.keys), _NEVER, np.int64)
        self._take(rows_at(self.directory.tails, self.keys, self.times))
        self._search_own()
        self._search_blocks()
        rows = concatenate(self._found, ranked(empty_samples(), 0))
        order = np.lexsort((rows.columns[2], rows.time, rows.key))
        rows = last_rows(rows.take(order), self._last)
        return Table(rows.key, rows.time, rows.columns[:2])

    def _search_own(self) -> None:
        """Look into the chunks of one point that may hold its last row."""
        own = self.directory.own
        own = own.take((own.t0 <= self._last) & is_among(own.k0, self.keys))
        place_of = np.searchsorted(self.keys, own.k0)
        times = self.times[place_of]
        is_past = own.t0 <= times
        own, place_of, times = own.take(is_past), place_of[is_past], times[is_past]
        if not len(own):
            return
        # Both ends of such a chunk are samples of its point, so one is a lower bound.
        bound = np.where(own.t1 <= times, own.t1, own.t0)
        begins = np.flatnonzero(np.concatenate([[True], own.k0[1:] != own.k0[:-1]]))
        counts = np.diff(np.append(begins, len(own)))
        bounds = np.repeat(np.maximum.reduceat(bound, begins), counts)
        for i in np.flatnonzero(own.t1 >= bounds).tolist():
            self._open(own, i, place_of[i : i + 1])

    def _search_blocks(self) -> None:
        """Go back through the chunks of several points until nothing newer can come."""
        blocks = self.directory.blocks
        blocks = blocks.take((blocks.t0 <= self._last) & (blocks.reach >= self._first))
        shards = shards_of(self.keys)
        places = [np.flatnonzero(shards == shard) for shard in range(SHARDS)]
        order = np.argsort(-np.minimum(blocks.t1, self._last), kind="stable")
        blocks = blocks.take(order)
        for i, shard in enumerate(blocks.shard.tolist()):
            self._open(blocks, i, places[shard])

    def _open(self, chunks: Chunks, i: int, places: Int64Array) -> None:
        """Look into a chunk for those of some points of which it may hold something newer.

        Equal times count: of two writings of one sample the newer one is wanted.
        """
        places = places[self._reached[places] <= chunks.t1[i]]
        keys = self.keys[places]
        begin = int(np.searchsorted(keys, chunks.k0[i], "left"))
        end = int(np.searchsorted(keys, chunks.k1[i], "right"))
        if begin == end:
            return
        rows = load_chunk(self.load, int(chunks.id[i]))
        rows = self._last_rows(rows, places[begin:end])
        self._take(ranked(rows, int(chunks.rank[i])))

    def _last_rows(self, rows: Table, places: Int64Array) -> Table:
        keys = self.keys[places]
        if len(keys) <= _FEW or self._first != self._last:
            return rows_at(rows, keys, self.times[places])
        rows = last_rows(rows, self._last)
        return rows.take(is_among(rows.key, keys))

    def _take(self, rows: Table) -> None:
        if not len(rows):
            return
        self._found.append(rows)
        places = np.searchsorted(self.keys, rows.key)
        self._reached[places] = np.maximum(self._reached[places], rows.time)


def rows_within(
    directory: Directory,
    load: Callable[[int], Table],
    keys: Int64Array,
    start_us: int,
    end_us: int,
) -> Table:
    """Return the settled samples of many points of one shard over [start, end).

    Raises:
        DamagedChunkError: A chunk cannot be read.
    """
    shard = int(shards_of(keys[:1])[0])
    found: list[tuple[int, Table]] = []
    for chunks in (directory.own, directory.blocks):
        chosen = (chunks.t0 < end_us) & (chunks.t1 >= start_us) & (chunks.shard == shard)
        wanted = chunks.take(chosen & (chunks.k1 >= keys[0]) & (chunks.k0 <= keys[-1]))
        wanted = wanted.take((wanted.k0 != wanted.k1) | is_among(wanted.k0, keys))
        for chunk_id, rank in zip(wanted.id.tolist(), wanted.rank.tolist(), strict=True):
            rows = load_chunk(load, chunk_id).within(start_us, end_us)
            found.append((rank, rows.take(is_among(rows.key, keys))))
    found.sort(key=lambda entry: entry[0])
    return concatenate([rows for _, rows in found], empty_samples()).settled()
