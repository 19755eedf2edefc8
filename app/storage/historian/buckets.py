"""Rolling up: samples into buckets, buckets into coarser ones, both into frames for plots.

Columns of a table of buckets, in this order: good int32, bad int32, low, high, total, last
(float64, NaN without good samples), first and final int64 (µs from the bucket's start to its first
and last measurement), quality uint8 (the worst, `ENDS_IN_GAP` added when a gap follows).
"""

from typing import Final

import numpy as np

from app.domain.points import PointKey
from app.domain.samples import BoolArray, Int64Array, Quality
from app.domain.series import TIER_WIDTH_US, SeriesFrame, Tier
from app.storage.historian.calendar import LocalDays
from app.storage.historian.tables import Column, Table, concatenate

GOOD, BAD, LOW, HIGH, TOTAL, LAST, FIRST, FINAL, QUALITY = range(9)

ENDS_IN_GAP: Final = 0x80


def empty_buckets() -> Table:
    """Return a table of buckets without rows."""
    kinds = (np.int32, np.int32, *[np.float64] * 4, np.int64, np.int64, np.uint8)
    return Table(
        np.empty(0, np.int64), np.empty(0, np.int64), tuple(np.empty(0, kind) for kind in kinds)
    )


def roll_samples(samples: Table, starts: Int64Array) -> Table:
    """Roll settled samples up.

    Args:
        samples: Settled samples (value, quality), n rows.
        starts: The begin of the bucket of each row, int64[n].
    """
    if not len(samples):
        return empty_buckets()
    value, quality = samples.columns
    heads, ends = _groups(samples.key, starts)
    is_good = quality < Quality.BAD
    is_gap = quality == Quality.GAP
    good = np.add.reduceat(is_good.astype(np.int32), heads, dtype=np.int32)
    none = good == 0
    offset = samples.time - starts
    worst = np.maximum.reduceat(np.where(is_gap, 0, quality).astype(np.uint8), heads)
    last = np.maximum.reduceat(np.where(is_good, np.arange(len(value)), 0), heads)
    far = np.int64(2**62)
    measured = ~np.logical_and.reduceat(is_gap, heads)
    columns: tuple[Column, ...] = (
        good,
        np.add.reduceat((quality == Quality.BAD).astype(np.int32), heads, dtype=np.int32),
        _or_nan(np.minimum.reduceat(np.where(is_good, value, np.inf), heads), none),
        _or_nan(np.maximum.reduceat(np.where(is_good, value, -np.inf), heads), none),
        _or_nan(np.add.reduceat(np.where(is_good, value, 0.0), heads), none),
        _or_nan(value[last], none),
        np.where(measured, np.minimum.reduceat(np.where(is_gap, far, offset), heads), 0),
        np.where(measured, np.maximum.reduceat(np.where(is_gap, -1, offset), heads), 0),
        worst | np.where(is_gap[ends], ENDS_IN_GAP, 0).astype(np.uint8),
    )
    return Table(samples.key[heads], starts[heads], columns)


def roll_buckets(fine: Table, starts: Int64Array) -> Table:
    """Roll settled buckets up into coarser ones that begin at `starts`, int64[n]."""
    if not len(fine):
        return empty_buckets()
    columns = fine.columns
    heads, ends = _groups(fine.key, starts)
    good = np.add.reduceat(columns[GOOD], heads)
    none = good == 0
    rows = np.arange(len(fine))
    last = np.maximum.reduceat(np.where(columns[GOOD] > 0, rows, 0), heads)
    shift = fine.time - starts
    measured = columns[GOOD] + columns[BAD] > 0
    far = np.int64(2**62)
    some = np.logical_or.reduceat(measured, heads)
    first = np.minimum.reduceat(np.where(measured, columns[FIRST] + shift, far), heads)
    final = np.maximum.reduceat(np.where(measured, columns[FINAL] + shift, -1), heads)
    quality = columns[QUALITY]
    rolled: tuple[Column, ...] = (
        good.astype(np.int32),
        np.add.reduceat(columns[BAD], heads).astype(np.int32),
        _or_nan(np.fmin.reduceat(columns[LOW], heads), none),
        _or_nan(np.fmax.reduceat(columns[HIGH], heads), none),
        _or_nan(np.add.reduceat(np.nan_to_num(columns[TOTAL]), heads), none),
        _or_nan(columns[LAST][last], none),
        np.where(some, first, 0),
        np.where(some, final, 0),
        np.maximum.reduceat(quality & ~np.uint8(ENDS_IN_GAP), heads)
        | (quality[ends] & np.uint8(ENDS_IN_GAP)),
    )
    return Table(fine.key[heads], starts[heads], rolled)


def floor_times(times: Int64Array, tier: Tier, days: LocalDays) -> Int64Array:
    """Return the begin of each time's bucket."""
    if tier is Tier.DAY:
        return days.floor(times)
    width = TIER_WIDTH_US[tier]
    floored: Int64Array = times - times % width
    return floored


def samples_frame(key: PointKey, start_us: int, end_us: int, rows: Table) -> SeriesFrame:
    """Make a RAW frame of settled samples of one point."""
    value, quality = rows.columns
    shown = np.where(quality < Quality.BAD, value, np.nan)
    return SeriesFrame(
        key,
        Tier.RAW,
        start_us,
        end_us,
        rows.time,
        shown,
        shown,
        shown,
        shown,
        (quality < Quality.BAD).astype(np.int32),
        (quality == Quality.BAD).astype(np.int32),
        quality,
    )


def buckets_frame(
    key: PointKey, tier: Tier, start_us: int, end_us: int, *, rows: Table, days: LocalDays
) -> SeriesFrame:
    """Make a frame of settled buckets of one point.

    A gap that lasts beyond its bucket becomes a row of its own, one µs before the bucket's end.
    """
    columns = rows.columns
    empty = columns[GOOD] + columns[BAD] == 0
    ends_in_gap = (columns[QUALITY] & np.uint8(ENDS_IN_GAP)).astype(np.bool_)
    quality = columns[QUALITY] & ~np.uint8(ENDS_IN_GAP)
    quality = np.where(empty, np.uint8(Quality.GAP), quality).astype(np.uint8)
    divisor = np.maximum(columns[GOOD], 1)
    body = Table(
        rows.key,
        rows.time,
        (
            columns[LOW],
            columns[HIGH],
            columns[TOTAL] / divisor,
            columns[LAST],
            columns[GOOD],
            columns[BAD],
            quality,
        ),
    )
    marked = rows.take(ends_in_gap & ~empty)
    if len(marked):
        body = concatenate([body, _markers(marked, tier, days)], body).settled()
    low, high, mean, last, good, bad, quality = body.columns
    return SeriesFrame(
        key, tier, start_us, end_us, body.time, low, high, mean, last, good, bad, quality
    )


def _markers(marked: Table, tier: Tier, days: LocalDays) -> Table:
    n = len(marked)
    if tier is Tier.DAY:
        starts = days.starts(int(marked.time[0]), int(marked.time[-1]) + 1)
        ends = starts[np.searchsorted(starts, marked.time, "right")]
    else:
        ends = marked.time + TIER_WIDTH_US[tier]
    nothing, zero = np.full(n, np.nan), np.zeros(n, np.int32)
    return Table(
        marked.key,
        ends - 1,
        (nothing, nothing, nothing, nothing, zero, zero, np.full(n, Quality.GAP, np.uint8)),
    )


def _groups(key: Int64Array, starts: Int64Array) -> tuple[Int64Array, Int64Array]:
    """Return the first and last row of each bucket."""
    changes = np.flatnonzero((key[1:] != key[:-1]) | (starts[1:] != starts[:-1])) + 1
    heads = np.concatenate([[0], changes]).astype(np.int64)
    ends = np.concatenate([changes - 1, [len(key) - 1]]).astype(np.int64)
    return heads, ends


def _or_nan(values: Column, none: BoolArray) -> Column:
    return np.where(none, np.nan, values)
