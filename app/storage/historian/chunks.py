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
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np

from app.domain.samples import Int64Array
from app.domain.series import Tier
from app.storage.historian.buckets import empty_buckets
from app.storage.historian.codec import Codec, DamagedBlobError, decode, encode
from app.storage.historian.tables import (
    Table,
    concatenate,
    empty_samples,
    shards_of,
)

SCHEMA_VERSION: Final = 1
CHUNK_ROWS: Final = 8_192
OWN_CHUNK_ROWS: Final = 512
"""From this many rows on a point gets chunks of its own; fewer would cost more than they hold."""

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

    def last_before(self, keys: Int64Array, time_us: int) -> Table:
        """Return the last sample of each point before a moment; points without one are missing.

        Args:
            keys: The points, sorted and unique.
            time_us: The moment (exclusive), µs UTC.
        """
        best: dict[int, int] = {}
        picked: list[Chunk] = []
        metas = self._chunks_before(keys, time_us)
        for chunk in metas:
            if chunk.t1 < time_us:
                best[chunk.k0] = max(best.get(chunk.k0, chunk.t1), chunk.t1)
        picked = [chunk for chunk in metas if chunk.t1 >= best.get(chunk.k0, chunk.t1)]
        found = [(chunk.rank, self._last_rows(chunk, keys, time_us)) for chunk in picked]
        reached = np.array([best.get(int(key), np.iinfo(np.int64).min) for key in keys], np.int64)
        shards = shards_of(keys)
        blocks = self.connection.execute(
            "SELECT level,id,k0,k1,t0,t1,shard FROM chunk WHERE tier=0 AND k0<k1 AND t0<?"
            " ORDER BY t1 DESC",
            (time_us,),
        )
        for row in blocks.fetchall():
            block = Chunk(*row)
            open_keys = (keys >= block.k0) & (keys <= block.k1) & (reached <= block.t1)
            open_keys &= shards == block.shard
            if open_keys.any():
                rows = self._last_rows(block, keys[open_keys], time_us)
                found.append((block.rank, rows))
                places = np.searchsorted(keys, rows.key)
                reached[places] = np.maximum(reached[places], rows.time)
        found.sort(key=lambda entry: entry[0])
        rows = concatenate([rows for _, rows in found], empty_samples()).settled()
        return rows.take(rows.key_bounds()[1:] - 1) if len(rows) else rows

    def _last_rows(self, chunk: Chunk, keys: Int64Array, time_us: int) -> Table:
        rows = self.rows(Tier.RAW, chunk.id)
        if chunk.k0 != chunk.k1:
            rows = rows.among(keys)
        if chunk.t1 >= time_us:
            rows = rows.take(rows.time < time_us)
        return rows.take(rows.key_bounds()[1:] - 1) if len(rows) else rows

    def _chunks_before(self, keys: Int64Array, time_us: int) -> list[Chunk]:
        columns = "SELECT level,id,k0,k1,t0,t1 FROM chunk WHERE tier=0 AND k0=k1 AND t0<?"
        if len(keys) <= 32:  # noqa: PLR2004 - beyond, one scan is cheaper than a search a point
            return [
                Chunk(*row)
                for key in keys.tolist()
                for row in self.connection.execute(columns + " AND k0=?", (time_us, key))
            ]
        wanted = set(keys.tolist())
        return [
            Chunk(*row) for row in self.connection.execute(columns, (time_us,)) if row[2] in wanted
        ]

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
        """Write settled rows of one shard as chunks."""
        self.begin()
        self.connection.executemany(
            "INSERT INTO chunk(tier,level,run,shard,k0,k1,t0,t1,n,d) VALUES(?,?,?,?,?,?,?,?,?,?)",
            (
                (
                    int(tier),
                    level,
                    run,
                    shard,
                    int(part.key[0]),
                    int(part.key[-1]),
                    int(part.time.min()),
                    int(part.time.max()),
                    len(part),
                    encode(part, Codec.PCO),
                )
                for part in _parts(rows)
            ),
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


def _parts(rows: Table) -> Iterator[Table]:
    """Cut settled rows into chunks: long runs of a point by themselves, the rest in blocks."""
    bounds = rows.key_bounds()
    if not len(rows):
        return
    is_long = np.diff(bounds) >= OWN_CHUNK_ROWS
    for i in np.flatnonzero(is_long):
        yield from _pieces(rows.take(slice(int(bounds[i]), int(bounds[i + 1]))))
    if not is_long.all():
        short = np.repeat(~is_long, np.diff(bounds))
        yield from _pieces(rows.take(short))


def _pieces(rows: Table) -> Iterator[Table]:
    count = -(-len(rows) // CHUNK_ROWS)
    edges = np.linspace(0, len(rows), count + 1).astype(np.int64)
    for first, last in pairwise(edges.tolist()):
        yield rows.take(slice(first, last))
