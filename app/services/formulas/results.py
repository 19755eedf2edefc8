"""Computed series → frames as the historian gives them: raw rows, or buckets of a tier."""

from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.points import PointKey
from app.domain.samples import Float64Array, Int64Array, Quality, UInt8Array
from app.domain.series import TIER_WIDTH_US, SeriesFrame, Tier
from app.services.formulas.periods import begins_between
from app.services.formulas.signals import Signal, aligned
from app.services.formulas.steps import Since


@dataclass(frozen=True, slots=True)
class Computed:
    """A computed series with its extremes, all with rows at the same times."""

    middle: Signal
    low: Float64Array
    high: Float64Array


def computed(middle: Signal, edges: tuple[Signal, ...] = ()) -> Computed:
    """Return a series with the extremes that follow from those of its input.

    Args:
        middle: Computed from the means.
        edges: Computed from the lowest and the highest values; none where they would be wrong.
    """
    signals = aligned((middle, *edges))
    values = [signal.value for signal in signals]
    low, high = values[0], values[0]
    for value in values[1:]:
        low, high = np.fmin(low, value), np.fmax(high, value)
    return Computed(signals[0], low, high)


def bucket_edges(start_us: int, end_us: int, tier: Tier, zone: ZoneInfo) -> Int64Array:
    """Return the begins of the buckets over a window, and the end of the last one."""
    if tier is Tier.DAY:
        return begins_between(Since.DAY, start_us, max(end_us - 1, start_us), zone)
    width = TIER_WIDTH_US[tier]
    first, last = start_us // width, -(-max(end_us, start_us + 1) // width)
    return np.arange(first, last + 1, dtype=np.int64) * width


def raw_frame(key: PointKey, start_us: int, end_us: int, made: Computed) -> SeriesFrame:
    """Return the rows of a window as they are, with one before it."""
    time, value, quality = made.middle.time, made.middle.value, made.middle.quality
    first = max(int(np.searchsorted(time, start_us, "left")) - 1, 0)
    last = int(np.searchsorted(time, end_us, "left"))
    rows = slice(first, max(last, first))
    time, value, quality = time[rows], value[rows], quality[rows]
    kept = _without_repeats(quality)
    time, value, quality = time[kept], value[kept], quality[kept]
    good = np.isfinite(value) & (quality < Quality.BAD)
    shown = np.where(good, value, np.nan)
    return SeriesFrame(
        key, Tier.RAW, start_us, end_us, time, shown, shown, shown, shown,
        good.astype(np.int32), (quality == Quality.BAD).astype(np.int32), quality,
    )  # fmt: skip


def bucket_frame(
    key: PointKey, window: tuple[int, int], tier: Tier, made: Computed, edges: Int64Array
) -> SeriesFrame:
    """Return buckets: extremes kept, means weighted by time.

    Args:
        key: The point.
        window: The window asked for, µs UTC.
        tier: The tier of the buckets.
        made: The series.
        edges: Begins of the buckets and the end of the last one, see `bucket_edges`.
    """
    cut = _cut(made, edges)
    value, quality = cut.middle.value, cut.middle.quality
    starts = np.searchsorted(cut.middle.time, edges[:-1])
    width = np.diff(np.append(cut.middle.time, edges[-1])).astype(np.float64)
    known = np.isfinite(value)
    weight = np.add.reduceat(np.where(known, width, 0.0), starts)
    area = np.add.reduceat(np.where(known, value * width, 0.0), starts)
    is_bad = quality == Quality.BAD
    worst = np.maximum.reduceat(np.where(quality == Quality.GAP, np.uint8(0), quality), starts)
    good = np.add.reduceat(known.astype(np.int32), starts)
    bad = np.add.reduceat(is_bad.astype(np.int32), starts)
    worst = np.where(good + bad == 0, np.uint8(Quality.GAP), worst).astype(np.uint8)
    place = np.maximum.reduceat(np.where(known, np.arange(len(value)), -1), starts)
    has = good > 0
    kept = _without_repeats(worst)
    columns = (
        np.fmin.reduceat(cut.low, starts),
        np.fmax.reduceat(cut.high, starts),
        np.where(has, area / np.where(weight > 0, weight, 1.0), np.nan),
        np.where(has, value[place], np.nan),
    )
    low, high, mean, last = (column[kept] for column in columns)
    return SeriesFrame(
        key, tier, *window, edges[:-1][kept], low, high, mean, last,
        good[kept].astype(np.int32), bad[kept].astype(np.int32), worst[kept],
    )  # fmt: skip


def _cut(made: Computed, edges: Int64Array) -> Computed:
    """Return a series with a row at the begin of each bucket and none outside."""
    inner = made.middle.time
    inside = inner[(inner >= edges[0]) & (inner < edges[-1])]
    time = np.union1d(inside, edges[:-1])
    place = np.searchsorted(inner, time, "right") - 1
    before = place < 0
    quality = np.where(before, np.uint8(Quality.GAP), made.middle.quality[place])
    value, low, high = (
        np.where(before, np.nan, column[place])
        for column in (made.middle.value, made.low, made.high)
    )
    return Computed(Signal(time, value, quality.astype(np.uint8)), low, high)


_GAP: Final = np.uint8(Quality.GAP)


def _without_repeats(quality: UInt8Array) -> Int64Array:
    """Return the places of all rows but gaps that follow a gap, or stand at the beginning."""
    is_gap = quality == _GAP
    follows = np.append(True, is_gap[:-1])
    return np.flatnonzero(~(is_gap & follows))
