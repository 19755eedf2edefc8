"""A file of chunks: the months of raw samples and the rollups share one table layout.

A chunk holds rows of one point (`k0 = k1`) or of several points of one shard (a block). Level 0
comes from a seal, higher levels from merging all of the level below; so of two rows with the same
point and time the one of the lower level is newer, and within a level that of the higher id.
"""

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from app.domain.samples import Int64Array
from app.domain.series import Tier
from app.storage.historian.buckets import empty_buckets
from app.storage.historian.codec import Codec, DamagedBlobError, decode, encode
from app.storage.historian.directory import (
    DamagedChunkError,
    Directory,
    make_directory,
    read_places,
)
from app.storage.historian.layout import SLICES, TAILS, parts, slices, tails, without_dense
from app.storage.historian.lookup import Lookup, rows_within
from app.storage.historian.tables import (
    Table,
    concatenate,
    empty_samples,
    shards_of,
)

SCHEMA_VERSION: Final = 1
_CHUNKS_AT_ONCE: Final = 8

PRAGMAS: Final = """
PRAGMA page_size=8192;
PRAGMA journal_mode=WAL;
PRAGMA synchronous=FULL;
PRAGMA cache_size=-32768;
PRAGMA mmap_size=0;
PRAGMA wal_autocheckpoint=4000;
"""
SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS chunk(
  id INTEGER PRIMARY KEY AUTOINCREMENT, tier INT NOT NULL, level INT NOT NULL, run INT NOT NULL,
  shard INT NOT NULL, k0 INT NOT NULL, k1 INT NOT NULL, t0 INT NOT NULL, t1 INT NOT NULL,
  n INT NOT NULL, d BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS chunk_point ON chunk(tier, k0, t0, t1, level, n) WHERE k0=k1;
CREATE INDEX IF NOT EXISTS chunk_block ON chunk(tier, shard, t0, t1, k0, k1, level) WHERE k0<k1;
CREATE INDEX IF NOT EXISTS chunk_level ON chunk(tier, level, shard, run, n);
CREATE TABLE IF NOT EXISTS sealed(one INTEGER PRIMARY KEY CHECK(one=1), batch INT NOT NULL);
CREATE TABLE IF NOT EXISTS dirty(id INTEGER PRIMARY KEY, d BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS rebuild(month TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS dropped(one INTEGER PRIMARY KEY CHECK(one=1), before INT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Where a chunk lies, without its rows."""

    level: int
    id: int
    k0: int
    k1: int
    t0: int
    t1: int
    shard: int = -1

    @property
    def rank(self) -> tuple[int, int]:
        """Sort key that puts newer writing later."""
        return (-self.level, self.id)


class BlockCache:
    """Decoded chunks, the least recently used ones are dropped first.

    Args:
        limit: Bytes to keep at most.
    """

    def __init__(self, limit: int = 64 << 20) -> None:
        self._limit = limit
        self._size = 0
        self._tables: OrderedDict[tuple[object, int], tuple[Table, int]] = OrderedDict()

    def get(self, file: object, chunk_id: int, load: Callable[[], Table]) -> Table:
        """Return a decoded chunk, loading it when it is not there."""
        place = (file, chunk_id)
        known = self._tables.get(place)
        if known is not None:
            self._tables.move_to_end(place)
            return known[0]
        table = load()
        size = len(table) * 16 + sum(column.nbytes for column in table.columns) + 200
        self._tables[place] = (table, size)
        self._size += size
        while self._size > self._limit and len(self._tables) > 1:
            self._size -= self._tables.popitem(last=False)[1][1]
        return table


class ChunkFile:
    """One file of chunks, as its writer or as a reader sees it.

    Args:
        path: The file.
        connection: An open connection; this object closes it.
        identity: What tells this file from another one of the same name.
        cache: Where decoded chunks are kept.
        notice: Told about chunks that cannot be read.
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        identity: object,
        cache: BlockCache,
        notice: Callable[[str], None],
    ) -> None:
        self.path = path
        self.connection = connection
        self.identity = identity
        self._cache = cache
        self._notice = notice
        self._places: Int64Array | None = None
        self._places_version: object = None
        self._directory: Directory | None = None
        self._damaged: set[int] = set()

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    # --- reading --------------------------------------------------------------------------

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Keep one state of the file while several things are read."""
        self.connection.execute("BEGIN")
        try:
            yield
        finally:
            self.connection.execute("COMMIT")

    def read(self, tier: Tier, keys: Int64Array, start_us: int, end_us: int) -> Table:
        """Return the settled rows of some points over [start, end).

        Args:
            tier: Which rows.
            keys: The points, sorted and unique.
            start_us: Begin, µs UTC.
            end_us: End (exclusive), µs UTC.
        """
        chunks = self._point_chunks(tier, keys, start_us, end_us)
        chunks += self._block_chunks(tier, keys, start_us, end_us)
        tables = []
        for chunk in sorted(chunks, key=lambda chunk: chunk.rank):
            rows = self.rows(tier, chunk.id)
            if chunk.k0 != chunk.k1:
                rows = rows.among(keys)
            if chunk.t0 < start_us or chunk.t1 >= end_us:
                rows = rows.within(start_us, end_us)
            tables.append(rows)
        return concatenate(tables, empty_of(tier)).settled()

    def rows(self, tier: Tier, chunk_id: int) -> Table:
        """Return all rows of a chunk; a damaged one is reported and empty."""

        def load() -> Table:
            found = self.connection.execute(
                "SELECT d FROM chunk WHERE id=?", (chunk_id,)
            ).fetchone()
            if found is None:
                return empty_of(tier)
            try:
                return decode(found[0])
            except DamagedBlobError:
                self._notice(
                    f"In „{self.path.name}“ ist ein Abschnitt beschädigt; seine Werte fehlen. "
                    "Bitte den Datenträger prüfen und die Datei aus einer Sicherung ersetzen."
                )
                return empty_of(tier)

        return self._cache.get(self.identity, chunk_id, load)

    def last_at(self, keys: Int64Array, times: Int64Array) -> Table:
        """Return the last sample of each point at or before its moment; none where there is none.

        Args:
            keys: The points, sorted and unique; at least one.
            times: The moment of each, µs UTC.
        """
        return self._look(lambda directory: Lookup(directory, self._samples, keys, times).run())

    def read_many(self, keys: Int64Array, start_us: int, end_us: int) -> Table:
        """Return the settled samples of many points of one shard over [start, end).

        It answers as `read`, out of slices: faster for many points and a short time.
        """
        return self._look(
            lambda directory: rows_within(directory, self._samples, keys, start_us, end_us)
        )

    def _look(self, look: Callable[[Directory], Table]) -> Table:
        """Look something up; without chunks that turn out to be damaged."""
        while True:
            try:
                return look(self._current_directory())
            except DamagedChunkError as error:
                self._damaged.add(error.chunk_id)
                self._directory = None

    def _samples(self, chunk_id: int) -> Table:
        return self.rows(Tier.RAW, chunk_id)

    def own_chunks_at(self, time_us: int) -> int:
        """Return how many chunks of single points reach over a moment."""
        own = self._current_directory().own
        return int(((own.t0 <= time_us) & (own.t1 >= time_us)).sum())

    def _current_directory(self) -> Directory:
        version = (
            self.connection.execute("PRAGMA data_version").fetchone()[0],
            self.connection.total_changes,
        )
        if self._directory is None or version != self._places_version:
            places = read_places(self.connection, self._places)
            if self._directory is None or places is not self._places:
                self._directory = make_directory(places, self._samples, self._damaged)
            self._places, self._places_version = places, version
        return self._directory

    def count_bound(self, key: int, start_us: int, end_us: int) -> int:
        """Return how many samples a point's own chunks hold wholly inside a window."""
        found = self.connection.execute(
            "SELECT total(n) FROM chunk WHERE tier=0 AND k0=k1 AND k0=? AND t0>=? AND t1<?",
            (key, start_us, end_us),
        ).fetchone()
        return int(found[0])

    def extent(self) -> tuple[int, int] | None:
        """Return the times of the first and the last sample."""
        first, last = self.connection.execute(
            "SELECT min(t0), max(t1) FROM chunk WHERE tier=0"
        ).fetchone()
        return None if first is None else (int(first), int(last))

    def sealed(self) -> int:
        """Return the last batch of the write-ahead head whose samples are in this file."""
        found = self.connection.execute("SELECT batch FROM sealed").fetchone()
        return int(found[0]) if found else 0

    def marks(self) -> Table:
        """Return which (point, begin of period) must be rolled up again."""
        tables = []
        for (blob,) in self.connection.execute("SELECT d FROM dirty ORDER BY id"):
            try:
                tables.append(decode(blob))
            except DamagedBlobError:
                self._notice(f"In „{self.path.name}“ ist ein Vermerk beschädigt.")
        return concatenate(tables, empty_marks()).settled()

    def _point_chunks(self, tier: Tier, keys: Int64Array, start: int, end: int) -> list[Chunk]:
        sql = (
            "SELECT level,id,k0,k1,t0,t1 FROM chunk"
            " WHERE tier=? AND k0=k1 AND k0=? AND t0<? AND t1>=?"
        )
        return [
            Chunk(*row)
            for key in keys.tolist()
            for row in self.connection.execute(sql, (int(tier), key, end, start))
        ]

    def _block_chunks(self, tier: Tier, keys: Int64Array, start: int, end: int) -> list[Chunk]:
        sql = (
            "SELECT level,id,k0,k1,t0,t1 FROM chunk"
            " WHERE tier=? AND k0<k1 AND shard=? AND t0<? AND t1>=?"
        )
        shards = shards_of(keys)
        found = []
        for shard in np.unique(shards).tolist():
            mine = keys[shards == shard]
            for row in self.connection.execute(sql, (int(tier), shard, end, start)):
                chunk = Chunk(*row)
                place = int(np.searchsorted(mine, chunk.k0))
                if place < len(mine) and mine[place] <= chunk.k1:
                    found.append(chunk)
        return found

    # --- writing (the historian only) -----------------------------------------------------

    def begin(self) -> None:
        """Begin a transaction unless one runs."""
        if not self.connection.in_transaction:
            self.connection.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Make what was written durable."""
        if self.connection.in_transaction:
            self.connection.execute("COMMIT")

    def rollback(self) -> None:
        """Forget what was written since `begin`."""
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

    def write_run(self, tier: Tier, level: int, run: int, shard: int, rows: Table) -> None:
        """Write settled rows of one shard as chunks, samples with their slices and tails."""
        self.write_chunks(tier, level, run, shard, rows)
        if tier is Tier.RAW:
            for _ in self.write_moments(level, run, shard, without_dense(rows)):
                pass

    def write_chunks(self, tier: Tier, level: int, run: int, shard: int, rows: Table) -> None:
        """Write settled rows of one shard as chunks."""
        self.begin()
        for part in parts(rows):
            self._insert(int(tier), level, run, shard, part)

    def write_moments(self, level: int, run: int, shard: int, rows: Table) -> Iterator[None]:
        """Write the slices and tails of a run, a few chunks at a time.

        Args:
            level: As its chunks have it.
            run: Likewise.
            shard: Likewise.
            rows: All its settled samples except those of dense points.
        """
        self.begin()
        for count, part in enumerate(slices(rows), 1):
            self._insert(SLICES, level, run, shard, part)
            if count % _CHUNKS_AT_ONCE == 0:
                yield
        for part in tails(rows):
            self._insert(TAILS, level, run, shard, part)

    def _insert(self, tier: int, level: int, run: int, shard: int, part: Table) -> None:
        self.connection.execute(
            "INSERT INTO chunk(tier,level,run,shard,k0,k1,t0,t1,n,d) VALUES(?,?,?,?,?,?,?,?,?,?)",
            (
                tier,
                level,
                run,
                shard,
                int(part.key[0]),
                int(part.key[-1]),
                int(part.time.min()),
                int(part.time.max()),
                len(part),
                encode(part, Codec.PCO),
            ),
        )

    def drop_moments(self, level: int, shard: int) -> None:
        """Remove the slices and tails of runs up to a level, which were merged."""
        self.connection.execute(
            "DELETE FROM chunk WHERE tier IN (?, ?) AND level<=? AND shard=?",
            (TAILS, SLICES, level, shard),
        )

    def put_sealed(self, batch: int) -> None:
        """Remember which batches are contained."""
        self.connection.execute("INSERT OR REPLACE INTO sealed VALUES(1, ?)", (batch,))

    def add_marks(self, marks: Table) -> None:
        """Mark periods for rolling up."""
        if len(marks):
            self.begin()
            blob = encode(marks, Codec.PLAIN)
            self.connection.execute("INSERT INTO dirty(d) VALUES(?)", (blob,))

    def replace_marks(self, marks: Table) -> None:
        """Leave exactly these marks."""
        self.begin()
        self.connection.execute("DELETE FROM dirty")
        self.add_marks(marks)


def empty_of(tier: Tier) -> Table:
    """Return a table without rows as the tier has them."""
    return empty_samples() if tier is Tier.RAW else empty_buckets()


def empty_marks() -> Table:
    """Return a table of marks (no further columns) without rows."""
    return Table(np.empty(0, np.int64), np.empty(0, np.int64), ())
