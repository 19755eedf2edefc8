"""Where the chunks of samples of a file lie, in columns: many points are looked up at once."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np

from app.domain.samples import BoolArray, Int64Array
from app.domain.series import Tier
from app.storage.historian.layout import SILENCE_US, SLICES, TAILS
from app.storage.historian.tables import Table, concatenate, empty_samples, is_among

_COLUMNS: Final = "id, tier, level, run, shard, k0, k1, t0, t1"
_PLACES: Final = (
    # Both run through an index that holds all they need; the chunks themselves are not touched.
    "SELECT id, k0, k1, t0, t1 FROM chunk INDEXED BY chunk_point WHERE tier=? AND k0=k1",
    "SELECT id, k0, k1, t0, t1 FROM chunk INDEXED BY chunk_block WHERE tier=? AND k0<k1",
)
_RUNS: Final = "SELECT id, level, run, shard FROM chunk INDEXED BY chunk_level WHERE tier=?"
_COUNT: Final = "SELECT count(*) FROM chunk INDEXED BY chunk_level WHERE tier IN (?, ?, ?)"
_NEWER: Final = f"SELECT {_COLUMNS} FROM chunk WHERE id>? AND +tier IN (?, ?, ?)"  # noqa: S608 - constant parts only
_TIERS: Final = (int(Tier.RAW), TAILS, SLICES)

_RANK_BITS: Final = 48
_ENDLESS: Final = int(np.iinfo(np.int64).max)

_ID, _TIER, _LEVEL, _RUN, _SHARD, _K0, _K1, _T0, _T1 = range(9)


class DamagedChunkError(Exception):
    """A chunk that was looked into is empty, so it is damaged."""

    def __init__(self, chunk_id: int) -> None:
        super().__init__(chunk_id)
        self.chunk_id = chunk_id


@dataclass(frozen=True, slots=True)
class Chunks:
    """Some chunks, as columns of one length.

    Attributes:
        id: Their numbers.
        rank: Which of two chunks was written later: that with the higher one.
        shard: Their shard.
        k0: First point.
        k1: Last point.
        t0: Time of the first sample, µs UTC.
        t1: Time of the last one.
        reach: Until when they may hold the last sample of a point, µs UTC: for ever, or for
            slices of a run with tails until the longest silence after their end.
    """

    id: Int64Array
    rank: Int64Array
    shard: Int64Array
    k0: Int64Array
    k1: Int64Array
    t0: Int64Array
    t1: Int64Array
    reach: Int64Array

    def __len__(self) -> int:
        return len(self.id)

    def take(self, rows: BoolArray | Int64Array | slice) -> Self:
        """Return some of them."""
        return type(self)(
            self.id[rows],
            self.rank[rows],
            self.shard[rows],
            self.k0[rows],
            self.k1[rows],
            self.t0[rows],
            self.t1[rows],
            self.reach[rows],
        )


@dataclass(frozen=True, slots=True)
class Directory:
    """What is needed to find the samples of a moment in one file.

    Attributes:
        own: Chunks of one point that no slices stand for, sorted by point and begin.
        blocks: Slices, and chunks of several points that no slices stand for.
        tails: The tails of all runs, sorted by point, time and rank; the rank is a third column.
    """

    own: Chunks
    blocks: Chunks
    tails: Table


def read_places(connection: sqlite3.Connection, known: Int64Array | None) -> Int64Array:
    """Read where all chunks of samples lie, one row a chunk, see `_COLUMNS`.

    What is known already is not read again where nothing went away; it is returned as it is where
    nothing came either.
    """
    if known is not None:
        newest = int(known[:, _ID].max(initial=0))
        fresh = _array(connection.execute(_NEWER, (newest, *_TIERS)).fetchall(), 9)
        count = connection.execute(_COUNT, _TIERS).fetchone()[0]
        # Numbers are never given twice, so equal counts mean equal chunks.
        if count == len(known) + len(fresh):
            return np.concatenate([known, fresh]) if len(fresh) else known
    return np.concatenate([_of_tier(connection, tier) for tier in _TIERS])


def make_directory(
    places: Int64Array, load: Callable[[int], Table], damaged: set[int]
) -> Directory:
    """Make the directory of a file.

    Args:
        places: See `read_places`.
        load: Returns the rows of a chunk.
        damaged: Chunks that must not be used. Without all its slices and tails a run is read as if
            it had none.

    Raises:
        DamagedChunkError: A chunk of tails cannot be read.
    """
    run = _numbered_runs(places)
    tier = places[:, _TIER]
    is_sound = ~np.isin(places[:, _ID], list(damaged))
    has_samples, has_tails, has_slices = (_marked(run, tier == each) for each in _TIERS)
    # Tails without their run are left over by a version that knew none; their rows may be stale.
    has_tails &= has_samples & ~_marked(run, (tier != int(Tier.RAW)) & ~is_sound)
    has_slices &= has_tails
    is_tail = (tier == TAILS) & has_tails[run]
    is_slice = (tier == SLICES) & has_slices[run]
    is_one = places[:, _K0] == places[:, _K1]
    is_raw = (tier == int(Tier.RAW)) & is_sound
    is_block = is_slice | (is_raw & ~is_one & ~has_slices[run])
    tails = {i: load_chunk(load, int(places[i, _ID])) for i in np.flatnonzero(is_tail).tolist()}
    own = np.flatnonzero(is_raw & is_one)
    own = own[~_stood_for(run[own], places[own, _K0], has_slices, run, tails)]
    own = own[np.lexsort((places[own, _T0], places[own, _K0]))]
    reach = np.where(has_tails[run], places[:, _T1] + SILENCE_US, _ENDLESS)
    reach[is_one & is_raw] = _ENDLESS
    ranks = _ranks(places)
    joined = concatenate(
        [ranked(rows, int(ranks[i])) for i, rows in tails.items()], ranked(empty_samples(), 0)
    )
    return Directory(
        _chunks(places, ranks, reach, own),
        _chunks(places, ranks, reach, np.flatnonzero(is_block)),
        joined.take(np.lexsort((joined.columns[2], joined.time, joined.key))),
    )


def load_chunk(load: Callable[[int], Table], chunk_id: int) -> Table:
    """Return the rows of a chunk.

    Raises:
        DamagedChunkError: It has none, so it could not be read.
    """
    rows = load(chunk_id)
    if not len(rows):
        raise DamagedChunkError(chunk_id)
    return rows


def ranked(rows: Table, rank: int) -> Table:
    """Return samples with their rank as a third column; a higher one was written later."""
    return Table(rows.key, rows.time, (*rows.columns, np.full(len(rows), rank, np.int64)))


def _of_tier(connection: sqlite3.Connection, tier: int) -> Int64Array:
    places = np.concatenate(
        [_array(connection.execute(sql, (tier,)).fetchall(), 5) for sql in _PLACES]
    )
    runs = _array(connection.execute(_RUNS, (tier,)).fetchall(), 4)
    places = places[np.argsort(places[:, 0])]
    runs = runs[np.argsort(runs[:, 0])]
    numbers = np.full((len(places), 1), tier, np.int64)
    return np.hstack([places[:, :1], numbers, runs[:, 1:], places[:, 1:]])


def _numbered_runs(places: Int64Array) -> Int64Array:
    """Return for each chunk the number of its run; a run is what was written of a shard at once."""
    columns = (places[:, _SHARD], places[:, _RUN], places[:, _LEVEL])
    order = np.lexsort(columns)
    is_new = np.zeros(len(places), np.bool_)
    for column in columns:
        is_new[1:] |= np.diff(column[order]) != 0
    run = np.empty(len(places), np.int64)
    run[order] = np.cumsum(is_new)
    return run


def _marked(run: Int64Array, chunks: BoolArray) -> BoolArray:
    """Return which runs have any of some chunks."""
    marked = np.zeros(int(run.max(initial=-1)) + 1, np.bool_)
    marked[run[chunks]] = True
    return marked


def _stood_for(
    run: Int64Array,
    keys: Int64Array,
    has_slices: BoolArray,
    run_of: Int64Array,
    tails: dict[int, Table],
) -> BoolArray:
    """Tell which chunks of one point the slices of their run stand for: all but dense points'.

    Each point in the slices of a run has its last row in the run's tails.
    """
    found = np.zeros(len(run), np.bool_)
    points: dict[int, list[Int64Array]] = {}
    for i, rows in tails.items():
        points.setdefault(int(run_of[i]), []).append(rows.key)
    order = np.argsort(run, kind="stable")
    numbers = np.unique(run[has_slices[run]])
    firsts = np.searchsorted(run[order], numbers, "left")
    lasts = np.searchsorted(run[order], numbers, "right")
    for number, first, last in zip(numbers.tolist(), firsts, lasts, strict=True):
        mine = order[first:last]
        found[mine] = is_among(keys[mine], np.unique(np.concatenate(points[number])))
    return found


def _ranks(places: Int64Array) -> Int64Array:
    # Merging makes a higher level; what lies on a lower one was written after it.
    ranks: Int64Array = places[:, _ID] - (places[:, _LEVEL] << _RANK_BITS)
    return ranks


def _chunks(places: Int64Array, ranks: Int64Array, reach: Int64Array, rows: Int64Array) -> Chunks:
    number, shard, k0, k1, t0, t1 = (
        np.ascontiguousarray(places[rows, i]) for i in (_ID, _SHARD, _K0, _K1, _T0, _T1)
    )
    return Chunks(number, ranks[rows], shard, k0, k1, t0, t1, reach[rows])


def _array(rows: list[Any], width: int) -> Int64Array:
    return np.array(rows, np.int64).reshape(-1, width)
