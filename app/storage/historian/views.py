"""One consistent view of all files for one request of a reader.

The order of reading carries the proof that no sample is missed or seen twice while the writer
seals: head, months under rebuilding, marks, days' marks, rolled up buckets, samples last. A batch
leaves the head only after its chunks and marks are committed, and a mark goes only after its
buckets are.
"""

import sqlite3
from collections.abc import Callable
from typing import Final, TypeVar

import numpy as np

from app.domain.samples import Int64Array
from app.domain.series import Tier
from app.storage.historian.buckets import empty_buckets
from app.storage.historian.calendar import HOUR_US, month_bounds
from app.storage.historian.chunks import ChunkFile, empty_marks
from app.storage.historian.folder import ReadFolder
from app.storage.historian.hot import HotHead
from app.storage.historian.rolled import months_between
from app.storage.historian.tables import Table, concatenate, empty_samples, is_among

_T = TypeVar("_T")

FOREVER: Final = (int(np.iinfo(np.int64).min), int(np.iinfo(np.int64).max))


class View:
    """What a reader sees of some points during one request; fulfils `RowSource`.

    Args:
        folder: The files.
        head: The reader's copy of the head.
        keys: The points of the request, sorted and unique.
        start_us: Begin of the window, µs UTC.
        end_us: End (exclusive), µs UTC.
    """

    def __init__(
        self, folder: ReadFolder, head: HotHead, keys: Int64Array, start_us: int, end_us: int
    ) -> None:
        self._folder = folder
        self._head = head
        self._keys = keys
        self.hot = _hot_rows(folder, head, keys, start_us, end_us)
        self._marks: Table | None = None
        self._day_marks: Table | None = None
        self._rebuilding: list[str] = []
        self._window = (start_us, end_us)

    def load_marks(self) -> None:
        """Read what is not rolled up yet; needed before buckets are asked for."""
        rollup = self._folder.rollup()
        self._rebuilding = self._try(rollup, rebuilding, [])
        if rollup is None:
            self._rebuilding = self._folder.months()
        tables = [
            self._try(self._folder.month(month), ChunkFile.marks, empty_marks())
            for month in months_between(*self._window, self._folder.months())
        ]
        self._marks = concatenate(tables, empty_marks()).among(self._keys).settled()
        self._day_marks = self._try(rollup, ChunkFile.marks, empty_marks()).among(self._keys)

    def samples(self, key: int, start_us: int, end_us: int) -> Table:
        """Return settled samples over [start, end), head included."""
        sealed = self.sealed_samples(np.array([key], np.int64), start_us, end_us)
        hot = self.hot.of(key).within(start_us, end_us)
        return concatenate([sealed, hot], empty_samples()).settled()

    def many_samples(self, keys: Int64Array, start_us: int, end_us: int) -> Table:
        """Return settled samples of many points of one shard over [start, end), head included."""
        tables = [
            self._try(
                self._folder.month(month),
                lambda file: file.read_many(keys, start_us, end_us),
                empty_samples(),
            )
            for month in months_between(start_us, end_us, self._folder.months())
        ]
        hot = self.hot.among(keys).within(start_us, end_us)
        return concatenate([*tables, hot], empty_samples()).settled()

    def sealed_samples(self, keys: Int64Array, start_us: int, end_us: int) -> Table:
        """Return settled samples of some points over [start, end) out of the months."""
        tables = [
            self._try(
                self._folder.month(month),
                lambda file: file.read(Tier.RAW, keys, start_us, end_us),
                empty_samples(),
            )
            for month in months_between(start_us, end_us, self._folder.months())
        ]
        return concatenate(tables, empty_samples()).settled()

    def version(self) -> object:
        """Return what changes whenever a seal or a merge changed a month."""
        return tuple(
            self._try(self._folder.month(month), _file_version, None)
            for month in self._folder.months()
        )

    def buckets(self, key: int, tier: Tier, start_us: int, end_us: int) -> Table:
        """Return settled stored buckets that begin in [start, end)."""
        wanted = np.array([key], np.int64)
        return self._try(
            self._folder.rollup(),
            lambda file: file.read(tier, wanted, start_us, end_us),
            empty_buckets(),
        )

    def live_hours(self, key: int, start_us: int, end_us: int) -> Int64Array:
        """Return the begins of the live hours in [start, end), sorted and unique."""
        hot_times = self.hot.of(key).time
        parts = [np.unique(hot_times - hot_times % HOUR_US)]
        if self._marks is not None:
            parts.append(self._marks.of(key).time)
        for month in months_between(start_us, end_us, self._rebuilding):
            first, last = month_bounds(month)
            first = max(first, start_us - start_us % HOUR_US)
            parts.append(np.arange(first, min(last, end_us), HOUR_US, dtype=np.int64))
        hours = np.unique(np.concatenate(parts))
        return hours[(hours >= start_us) & (hours < end_us)]

    def live_days(self, key: int) -> Int64Array:
        """Return the begins of the local days that are marked for rolling up."""
        return np.empty(0, np.int64) if self._day_marks is None else self._day_marks.of(key).time

    def extents(self) -> tuple[int, list[tuple[int, int]]]:
        """Return the samples in the head, and begin and end of what each file holds."""
        nothing: tuple[int, tuple[int, int] | None] = (0, None)
        hot_samples, hot_extent = self._try(self._folder.head(), _head_extent, nothing)
        found = [
            self._try(self._folder.month(month), ChunkFile.extent, None)
            for month in self._folder.months()
        ]
        return hot_samples, [extent for extent in (hot_extent, *found) if extent is not None]

    def has_month(self, month: str) -> bool:
        """Tell whether the samples of a month are still there."""
        return self._folder.month(month) is not None

    def count_bound(self, key: int, start_us: int, end_us: int) -> int:
        """Return how many samples lie at least in a window, counted without reading them."""
        return sum(
            self._try(
                self._folder.month(month),
                lambda file: file.count_bound(key, start_us, end_us),
                0,
            )
            for month in months_between(start_us, end_us, self._folder.months())
        )

    def hot_at(self, keys: Int64Array, times: Int64Array) -> Table:
        """Return the last sample of each point at or before its moment in the head."""
        return self._try(
            self._folder.head(),
            lambda file: self._head.last_at(file.connection, file.identity, keys, times),
            empty_samples(),
        )

    def own_chunks_at(self, time_us: int) -> int:
        """Return how many points have a chunk of their own at a moment."""
        return sum(
            self._try(self._folder.month(month), lambda file: file.own_chunks_at(time_us), 0)
            for month in months_between(time_us, time_us + 1, self._folder.months())
        )

    def last_at(self, keys: Int64Array, times: Int64Array) -> Table:
        """Return the last sample of each point at or before its moment, head excluded."""
        found: list[Table] = []
        latest = int(times.max(initial=FOREVER[0]))
        for month in reversed(months_between(FOREVER[0], latest + 1, self._folder.months())):
            if not len(keys):
                break
            rows = self._try(self._folder.month(month), _last_at(keys, times), empty_samples())
            found.append(rows)
            is_missing = ~is_among(keys, rows.key)
            keys, times = keys[is_missing], times[is_missing]
        return concatenate(found, empty_samples()).settled()

    def _try(self, file: ChunkFile | None, read: Callable[[ChunkFile], _T], empty: _T) -> _T:
        """Read from a file within one snapshot; a file that fails or vanished counts as empty."""
        if file is None:
            return empty
        try:
            with file.snapshot():
                return read(file)
        except sqlite3.Error as error:
            self._folder.forget(file, error)
            return empty


def _hot_rows(
    folder: ReadFolder, head: HotHead, keys: Int64Array, start_us: int, end_us: int
) -> Table:
    file = folder.head()
    if file is None:
        return empty_samples()
    try:
        with file.snapshot():
            return head.select(file.connection, file.identity, keys, start_us, end_us)
    except sqlite3.Error as error:
        folder.forget(file, error)
        return empty_samples()


def _head_extent(file: ChunkFile) -> tuple[int, tuple[int, int] | None]:
    n, first, last = file.connection.execute(
        "SELECT total(n), min(t0), max(t1) FROM batch"
    ).fetchone()
    return int(n), None if first is None else (int(first), int(last))


def _last_at(keys: Int64Array, times: Int64Array) -> Callable[[ChunkFile], Table]:
    return lambda file: file.last_at(keys, times)


def _file_version(file: ChunkFile) -> object:
    return (id(file), file.connection.execute("PRAGMA data_version").fetchone()[0])


def rebuilding(file: ChunkFile) -> list[str]:
    """Return the months whose buckets are being made anew after the loss of a rollup file."""
    return [row[0] for row in file.connection.execute("SELECT month FROM rebuild")]
