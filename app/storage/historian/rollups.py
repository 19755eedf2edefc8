"""Rolling up marked hours and days in slices, and making all marks anew after a loss."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from app.domain.samples import Int64Array
from app.domain.series import Tier
from app.storage.historian.buckets import (
    BAD,
    GOOD,
    empty_buckets,
    floor_times,
    roll_buckets,
    roll_samples,
)
from app.storage.historian.calendar import HOUR_US, LocalDays
from app.storage.historian.chunks import ChunkFile, empty_marks
from app.storage.historian.rolled import least_samples, spans
from app.storage.historian.sealing import begins_hour, hours_of
from app.storage.historian.store import Store
from app.storage.historian.tables import Table, concatenate, shards_of

_SPAN_HOURS: Final = 24
_SLICE_ROWS: Final = 60_000
_ASKED: Final = 8
"""So many points stand for all of a shard when the work is estimated."""
_FINE_TIERS: Final = (Tier.MINUTE, Tier.QUARTER_HOUR, Tier.HOUR)


def roll_hours(store: Store, days: LocalDays, month: str, before_us: int) -> Iterator[None]:
    """Roll up the marked hours of a month that end at or before a moment."""
    file = store.month(month)
    marks = file.marks()
    is_due = marks.time + HOUR_US <= before_us
    due = marks.take(is_due)
    if not len(due):
        return
    run = _next_run(store.rollup)
    shards = shards_of(due.key)
    for shard in np.unique(shards).tolist():
        mine = due.take(shards == shard)
        buckets: dict[Tier, list[Table]] = {tier: [] for tier in _FINE_TIERS}
        for samples in _samples(file, mine):
            for tier, rows in _tiers(samples, days).items():
                buckets[tier].append(rows)
            yield
        for tier, tables in buckets.items():
            rows = concatenate(tables, empty_buckets()).settled()
            store.rollup.write_run(tier, 0, run, shard, rows)
        yield
    touched = np.concatenate([days.floor(due.time), days.floor(due.time + HOUR_US - 1)])
    keys = np.concatenate([due.key, due.key])
    store.rollup.add_marks(Table(keys, touched, ()).settled())
    store.rollup.commit()
    yield
    file.replace_marks(marks.take(~is_due))
    file.commit()


def roll_days(store: Store, days: LocalDays, before_us: int) -> Iterator[None]:
    """Roll up the marked local days that ended before a moment."""
    marks = store.rollup.marks()
    is_due = marks.time + 25 * HOUR_US <= before_us
    due = marks.take(is_due)
    if not len(due):
        return
    run = _next_run(store.rollup)
    tier = Tier.HOUR if days.has_whole_hours else Tier.QUARTER_HOUR
    shards = shards_of(due.key)
    for shard in np.unique(shards).tolist():
        mine = due.take(shards == shard)
        tables = []
        for start, end in _day_spans(np.unique(mine.time), days):
            keys = np.unique(mine.within(start, end).key)
            fine = store.rollup.read(tier, keys, start, end)
            tables.append(roll_buckets(fine, days.floor(fine.time)))
            yield
        rows = concatenate(tables, empty_buckets()).settled()
        store.rollup.write_run(Tier.DAY, 0, run, shard, rows)
    store.rollup.replace_marks(marks.take(~is_due))
    store.rollup.commit()


def mark_month(store: Store, month: str) -> Iterator[None]:
    """Mark all hours of a month, after its buckets were lost."""
    file = store.month(month)
    marks = [file.marks()]
    ids = [row[0] for row in file.connection.execute("SELECT id FROM chunk WHERE tier=0")]
    for chunk_id in ids:
        marks.append(hours_of(file.rows(Tier.RAW, chunk_id)))
        yield
    file.replace_marks(concatenate(marks, empty_marks()).settled())
    file.commit()
    store.rollup.connection.execute("DELETE FROM rebuild WHERE month=?", (month,))


def _samples(file: ChunkFile, marks: Table) -> Iterator[Table]:
    """Read the samples of marked hours, of some points and at most a day at a time.

    Unmarked hours that come along are rolled up again to the same buckets, which does no harm.
    """
    for start, end in spans(np.unique(marks.time), HOUR_US):
        for first in range(start, end, _SPAN_HOURS * HOUR_US):
            last = min(first + _SPAN_HOURS * HOUR_US, end)
            keys = np.unique(marks.within(first, last).key)
            expected = _expected(file, keys, first, last)
            groups = min(max(1, -(-expected // _SLICE_ROWS)), len(keys))
            for group in np.array_split(keys, groups):
                yield file.read(Tier.RAW, group, first, last)


def _expected(file: ChunkFile, keys: Int64Array, start_us: int, end_us: int) -> int:
    """Return about how many samples some points of one shard have in a window."""
    shard = int(shards_of(keys[:1])[0])
    found = file.connection.execute(
        "SELECT total(n) FROM chunk WHERE tier=0 AND k0<k1 AND shard=? AND t0<? AND t1>=?",
        (shard, end_us, start_us),
    ).fetchone()
    in_blocks = int(found[0])
    total = 0
    few = keys[:: -(-len(keys) // _ASKED)].tolist()
    for key in few:
        found = file.connection.execute(
            "SELECT total(n) FROM chunk WHERE tier=0 AND k0=k1 AND k0=? AND t0<? AND t1>=?",
            (key, end_us, start_us),
        ).fetchone()
        total += int(found[0])
    return in_blocks + total * len(keys) // len(few)


def _tiers(samples: Table, days: LocalDays) -> dict[Tier, Table]:
    """Roll samples up to all tiers below the day; finer ones only where they are worth it."""
    minutes = roll_samples(samples, floor_times(samples.time, Tier.MINUTE, days))
    quarters = roll_buckets(minutes, floor_times(minutes.time, Tier.QUARTER_HOUR, days))
    hours = roll_buckets(quarters, floor_times(quarters.time, Tier.HOUR, days))
    counts = hours.columns[GOOD] + hours.columns[BAD]
    found = {Tier.HOUR: hours}
    for tier, rows in ((Tier.MINUTE, minutes), (Tier.QUARTER_HOUR, quarters)):
        is_worth = counts >= least_samples(tier, days)
        # Rows are sorted alike, so each hour owns a run of finer rows.
        starts = np.flatnonzero(begins_hour(rows))
        lengths = np.diff(np.concatenate([starts, [len(rows)]]))
        found[tier] = rows.take(np.repeat(is_worth, lengths))
    return found


def _day_spans(starts: Int64Array, days: LocalDays) -> Iterator[tuple[int, int]]:
    """Join neighbouring local days, at most about a month at a time."""
    first = last = int(starts[0])
    for start in starts[1:].tolist():
        if start > int(days.starts(last, last + 1)[1]) or start - first > 31 * 24 * HOUR_US:
            yield first, int(days.starts(last, last + 1)[1])
            first = start
        last = start
    yield first, int(days.starts(last, last + 1)[1])


def _next_run(file: ChunkFile) -> int:
    return int(file.connection.execute("SELECT coalesce(max(run), 0) FROM chunk").fetchone()[0]) + 1
