"""Merging small chunks into large ones, level by level, in slices."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from app.domain.series import Tier
from app.storage.historian.chunks import Chunk, ChunkFile, empty_of
from app.storage.historian.layout import is_own, without_dense
from app.storage.historian.tables import Table, concatenate

RUNS_TO_MERGE: Final = (32, 16)
"""So many runs of a level are merged into one of the next; the last level stays as it is."""

_SLICE_ROWS: Final = 65_536

_Part = Chunk | Table
"""A chunk of one point, or the rows of one point out of a block."""


def due_level(file: ChunkFile, tier: Tier) -> int | None:
    """Return the highest level that holds too many runs, None when all is well."""
    for level in reversed(range(len(RUNS_TO_MERGE))):
        runs = file.connection.execute(
            "SELECT count(DISTINCT run) FROM chunk WHERE tier=? AND level=?", (int(tier), level)
        ).fetchone()[0]
        if runs >= RUNS_TO_MERGE[level]:
            return level
    return None


def is_loose(file: ChunkFile, tier: Tier) -> bool:
    """Tell whether anything lies below the last level."""
    found = file.connection.execute(
        "SELECT 1 FROM chunk WHERE tier=? AND level<? LIMIT 1", (int(tier), len(RUNS_TO_MERGE))
    ).fetchone()
    return found is not None


def merge(file: ChunkFile, tier: Tier, level: int) -> Iterator[None]:
    """Merge all chunks up to a level into the level above, one shard a transaction."""
    shards = file.connection.execute(
        "SELECT DISTINCT shard FROM chunk WHERE tier=? AND level<=?", (int(tier), level)
    ).fetchall()
    for (shard,) in shards:
        yield from _merge_shard(file, tier, level, shard)
        file.commit()
        yield


def _merge_shard(file: ChunkFile, tier: Tier, level: int, shard: int) -> Iterator[None]:
    listed = file.connection.execute(
        "SELECT level,id,k0,k1,t0,t1,run FROM chunk WHERE tier=? AND level<=? AND shard=?",
        (int(tier), level, shard),
    ).fetchall()
    run = max(row[6] for row in listed)
    chunks = sorted((Chunk(*row[:6]) for row in listed), key=lambda chunk: chunk.rank)
    parts: dict[int, list[_Part]] = {}
    for chunk in chunks:
        if chunk.k0 == chunk.k1:
            parts.setdefault(chunk.k0, []).append(chunk)
            continue
        for piece in _by_point(file.rows(tier, chunk.id)):
            parts.setdefault(int(piece.key[0]), []).append(piece)
        yield
    short: list[Table] = []
    moments: list[Table] = []
    handled = 0
    for key in sorted(parts):
        rows = concatenate(
            [file.rows(tier, part.id) if isinstance(part, Chunk) else part for part in parts[key]],
            empty_of(tier),
        ).settled()
        handled += len(rows)
        if tier is Tier.RAW:
            moments.append(without_dense(rows))
        if not is_own(rows):
            short.append(rows)
        else:
            yield from _write_long(file, rows, tier, level=level + 1, run=run, shard=shard)
        if handled > _SLICE_ROWS:
            handled = 0
            yield
    file.write_chunks(tier, level + 1, run, shard, concatenate(short, empty_of(tier)))
    if tier is Tier.RAW:
        yield
        rows = concatenate(moments, empty_of(tier))
        yield from file.write_moments(level + 1, run, shard, rows)
        file.drop_moments(level, shard)
    file.connection.executemany("DELETE FROM chunk WHERE id=?", [(chunk.id,) for chunk in chunks])


def _by_point(rows: Table) -> Iterator[Table]:
    for first, last in pairwise(rows.key_bounds().tolist()):
        yield rows.take(slice(first, last))


def _write_long(
    file: ChunkFile, rows: Table, tier: Tier, *, level: int, run: int, shard: int
) -> Iterator[None]:
    """Write the rows of one point, in slices where they are very many."""
    for begin in range(0, len(rows), _SLICE_ROWS):
        if begin:
            yield
        file.write_chunks(tier, level, run, shard, rows.take(slice(begin, begin + _SLICE_ROWS)))
