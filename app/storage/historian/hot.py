"""The write-ahead head: each batch as one row, durable before `append` returns."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import numpy as np

from app.domain.samples import Int64Array, Quality, SampleBatch
from app.storage.databases import open_or_replace
from app.storage.historian.calendar import EARLIEST_US, LATEST_US
from app.storage.historian.codec import Codec, DamagedBlobError, decode, encode
from app.storage.historian.tables import (
    Table,
    concatenate,
    empty_samples,
    last_rows,
    rows_at,
)

HOT_NAME: Final = "hot.db"
SCHEMA_VERSION: Final = 1
_PRAGMAS: Final = """
PRAGMA page_size=8192;
PRAGMA auto_vacuum=INCREMENTAL;
PRAGMA journal_mode=WAL;
PRAGMA synchronous=FULL;
PRAGMA cache_size=-32768;
PRAGMA mmap_size=0;
PRAGMA wal_autocheckpoint=4000;
"""
# Without AUTOINCREMENT the ids would begin again after a seal, and batches that are not sealed yet
# would be taken for sealed ones.
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS batch(
  id INTEGER PRIMARY KEY AUTOINCREMENT, n INT NOT NULL, t0 INT NOT NULL, t1 INT NOT NULL,
  d BLOB NOT NULL)
"""
_LOST_TEXT: Final = (
    "In „hot.db“ ist ein Stapel neuer Werte beschädigt; sie fehlen. Bitte den Datenträger prüfen."
)
_CACHED_ROWS: Final = 4_000_000
_NEWER_ROWS: Final = 20_000
"""So many new rows may lie beside the sorted ones before all are sorted again."""


def cleaned(batch: SampleBatch) -> tuple[Table, int]:
    """Return a batch as rows fit for storage, and how many had impossible times.

    A value that is not a finite number is BAD whatever its source says; an unknown quality is BAD;
    gap markers carry no value.
    """
    value = np.asarray(batch.value, np.float64)
    quality = np.asarray(batch.quality, np.uint8)
    odd = ~np.isfinite(value) & (quality < Quality.BAD)
    if odd.any() or (quality > Quality.BAD).any():
        quality = np.where(odd | (quality > Quality.GAP), Quality.BAD, quality).astype(np.uint8)
        value = np.where(quality == Quality.GAP, np.nan, value)
    rows = Table(
        np.asarray(batch.key, np.int64), np.asarray(batch.source_time, np.int64), (value, quality)
    )
    possible = (rows.time >= EARLIEST_US) & (rows.time < LATEST_US)
    if possible.all():
        return rows, 0
    return rows.take(possible), int(len(rows) - possible.sum())


class HotFile:
    """The head as its writer has it.

    Args:
        path: The file.
        notice: Told what a person should know.

    Raises:
        StorageError: The file is of a newer version or cannot be written.
    """

    def __init__(self, path: Path, notice: Callable[[str], None]) -> None:
        self.path = path
        self._notice = notice
        self.connection = open_or_replace(path, SCHEMA_VERSION, _PRAGMAS, _SCHEMA, notice)
        self.samples = int(self.connection.execute("SELECT total(n) FROM batch").fetchone()[0])

    def keep_ids_above(self, batch: int) -> None:
        """See to it that new batches get greater ids than those that were ever sealed."""
        if self.connection.execute("SELECT 1 FROM sqlite_sequence").fetchone() is None:
            self.connection.execute("INSERT INTO sqlite_sequence VALUES('batch', ?)", (batch,))
        self.connection.execute("UPDATE sqlite_sequence SET seq=max(seq, ?)", (batch,))

    def append(self, rows: Table) -> None:
        """Commit rows as one batch."""
        self.connection.execute(
            "INSERT INTO batch(n,t0,t1,d) VALUES(?,?,?,?)",
            (len(rows), int(rows.time.min()), int(rows.time.max()), encode(rows, Codec.RAW)),
        )
        self.samples += len(rows)

    def oldest(self, limit: int) -> list[tuple[int, int]]:
        """Return (id, rows) of the oldest batches, up to about `limit` rows, at least one."""
        found: list[tuple[int, int]] = []
        total = 0
        for batch_id, n in self.connection.execute("SELECT id, n FROM batch ORDER BY id"):
            if found and total + n > limit:
                break
            found.append((batch_id, n))
            total += n
        return found

    def load(self, batch_id: int) -> Table:
        """Return the rows of a batch in the order of arrival."""
        row = self.connection.execute("SELECT d FROM batch WHERE id=?", (batch_id,)).fetchone()
        try:
            return decode(row[0]) if row else empty_samples()
        except DamagedBlobError:
            self._notice(_LOST_TEXT)
            return empty_samples()

    def delete(self, upto: int, samples: int) -> None:
        """Forget sealed batches."""
        self.connection.execute("DELETE FROM batch WHERE id<=?", (upto,))
        self.samples -= samples

    def shrink(self, pages: int) -> None:
        """Give back at most this many free pages to the file system."""
        # `execute` would free a single page: each freed page is a row of the statement.
        self.connection.executescript(f"PRAGMA incremental_vacuum({pages})")


class HotHead:
    """The head as a reader has it: batches are immutable, so only new ones are fetched.

    Args:
        notice: Told what a person should know.
    """

    def __init__(self, notice: Callable[[str], None]) -> None:
        self._notice = notice
        self._identity: object = None
        self._version: object = None
        self._listed: list[tuple[int, int, int, int]] = []
        self._tables: dict[int, Table] = {}
        self._sorted = empty_samples()
        self._sorted_ids: frozenset[int] = frozenset()
        self._newer = empty_samples()

    def select(
        self,
        connection: sqlite3.Connection,
        identity: object,
        keys: Int64Array,
        start_us: int,
        end_us: int,
    ) -> Table:
        """Return the settled rows of some points over [start, end).

        Args:
            connection: A connection to the head.
            identity: What tells this file from another one of the same name.
            keys: The points, sorted and unique.
            start_us: Begin, µs UTC.
            end_us: End (exclusive), µs UTC.
        """
        self._list(connection, identity)
        if not any(t1 >= start_us and t0 < end_us for _, _, t0, t1 in self._listed):
            return empty_samples()
        if self._is_large():
            streamed = list(self._streamed(connection, keys, start_us, end_us))
            return concatenate(streamed, empty_samples()).settled()
        self._refresh(connection)
        tables = [rows.among(keys) for rows in (self._sorted, self._newer)]
        rows = concatenate(tables, empty_samples())
        return rows.within(start_us, end_us).settled()

    def last_at(
        self,
        connection: sqlite3.Connection,
        identity: object,
        keys: Int64Array,
        times: Int64Array,
    ) -> Table:
        """Return the last row of each point at or before its moment; see `select`."""
        self._list(connection, identity)
        latest = int(times.max(initial=EARLIEST_US))
        if not any(t0 <= latest for _, _, t0, _ in self._listed):
            return empty_samples()
        if self._is_large():
            first = min(t0 for _, _, t0, _ in self._listed)
            rows = self.select(connection, identity, keys, first, latest + 1)
            return rows_at(rows, keys, times)
        self._refresh(connection)
        tables = [rows_at(self._sorted, keys, times), rows_at(self._newer, keys, times)]
        return last_rows(concatenate(tables, empty_samples()).settled(), latest)

    def _list(self, connection: sqlite3.Connection, identity: object) -> None:
        version = connection.execute("PRAGMA data_version").fetchone()[0]
        if identity != self._identity:
            self._tables, self._identity, self._version = {}, identity, None
            self._sorted, self._sorted_ids = empty_samples(), frozenset()
        if version != self._version:
            sql = "SELECT id, n, t0, t1 FROM batch ORDER BY id"
            self._listed = connection.execute(sql).fetchall()
            self._version = version

    def _is_large(self) -> bool:
        return sum(row[1] for row in self._listed) > _CACHED_ROWS

    def _refresh(self, connection: sqlite3.Connection) -> None:
        """Fetch new batches; the many older ones stay sorted as they are."""
        ids = [row[0] for row in self._listed]
        if self._tables.keys() == set(ids):
            return
        self._tables = {
            batch_id: self._tables.get(batch_id) or self._load(connection, batch_id)
            for batch_id in ids
        }
        newer = [batch_id for batch_id in ids if batch_id not in self._sorted_ids]
        self._newer = self._joined(newer)
        is_whole = len(newer) + len(self._sorted_ids) == len(ids)
        if not is_whole or len(self._newer) > max(_NEWER_ROWS, len(self._sorted) // 4):
            self._sorted, self._sorted_ids = self._joined(ids), frozenset(ids)
            self._newer = empty_samples()

    def _joined(self, ids: list[int]) -> Table:
        return concatenate([self._tables[each] for each in ids], empty_samples()).settled()

    def _load(self, connection: sqlite3.Connection, batch_id: int) -> Table:
        found = connection.execute("SELECT d FROM batch WHERE id=?", (batch_id,)).fetchone()
        try:
            return decode(found[0]) if found else empty_samples()
        except DamagedBlobError:
            self._notice(_LOST_TEXT)
            return empty_samples()

    def _streamed(
        self, connection: sqlite3.Connection, keys: Int64Array, start_us: int, end_us: int
    ) -> Iterator[Table]:
        self._tables, self._sorted_ids = {}, frozenset()
        self._sorted = self._newer = empty_samples()
        for batch_id, _, t0, t1 in self._listed:
            if t1 >= start_us and t0 < end_us:
                yield self._load(connection, batch_id).among(keys).within(start_us, end_us)
