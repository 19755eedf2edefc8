"""Splicing series: neighbouring windows into one, the live tail onto history, values out of it.

Pure numpy; the frames given are never changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from app.domain.local_times import at_local, to_us
from app.domain.points import PointKey
from app.domain.samples import NO_TIME, Float64Array, Int64Array, Quality, UInt8Array
from app.domain.series import TIER_WIDTH_US, SeriesFrame, Tier
from widgets.rhythms import reaches

_AROUND: Final = 4
"""Rows on either side that tell in which rhythm a series was recorded."""

_DST_SLACK: Final = 24
"""A local day may be one of its 24 parts longer than usual."""

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tail:
    """Live samples of one point in order of arrival: columns of one length."""

    time: Int64Array
    value: Float64Array
    quality: UInt8Array

    def __len__(self) -> int:
        return len(self.time)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a curve says at a moment.

    Attributes:
        time_us: Time of the sample, or beginning of the bucket; `NO_TIME` without a value.
        value: Value (RAW, states) or mean of the bucket; NaN without a value.
        low: Minimum.
        high: Maximum.
        quality: Worst quality.
    """

    time_us: int
    value: float
    low: float
    high: float
    quality: int


NOTHING: Final = Reading(NO_TIME, float("nan"), float("nan"), float("nan"), int(Quality.BAD))


@dataclass(frozen=True, slots=True)
class RangeStats:
    """Statistics of what is visible: NaN without samples.

    Attributes:
        minimum: Smallest value.
        mean: Mean of the samples.
        maximum: Largest value.
        count: Number of samples that are not BAD.
        bad: Number of BAD samples.
        weighted: Mean weighted by how long each value held.
        deviation: Standard deviation of the samples.
        is_rolled_up: True when mean values of buckets were all there was to reckon with: the
            deviation then leaves out what happened inside each bucket.
    """

    minimum: float
    mean: float
    maximum: float
    count: int
    bad: int
    weighted: float = float("nan")
    deviation: float = float("nan")
    is_rolled_up: bool = False

    @property
    def good_share(self) -> float:
        """Share of the samples that are not BAD, 0 to 1; NaN without samples."""
        total = self.count + self.bad
        return self.count / total if total else float("nan")


def spliced(frames: Sequence[SeriesFrame]) -> SeriesFrame | None:
    """Return frames of one point and tier as one, each time once; None without frames.

    Where two frames hold the same time, the row of the later one in the sequence wins.
    """
    if not frames:
        return None
    if len(frames) == 1:
        return frames[0]
    time = np.concatenate([frame.time for frame in reversed(frames)])
    _, at = np.unique(time, return_index=True)
    return _rows_of(frames, at)


def blank(key: PointKey, start_us: int, end_us: int) -> SeriesFrame:
    """Return a raw series without rows, to which live samples can be added."""
    none, count = np.empty(0), np.empty(0, np.int32)
    return SeriesFrame(
        key, Tier.RAW, start_us, end_us, np.empty(0, np.int64), none, none, none, none, count,
        count, np.empty(0, np.uint8),
    )  # fmt: skip


def _rows_of(frames: Sequence[SeriesFrame], at: Int64Array) -> SeriesFrame:
    newest_first = list(reversed(frames))
    first = newest_first[0]
    return SeriesFrame(
        key=first.key,
        tier=first.tier,
        start=min(frame.start for frame in frames),
        end=max(frame.end for frame in frames),
        time=np.concatenate([frame.time for frame in newest_first])[at],
        low=np.concatenate([frame.low for frame in newest_first])[at],
        high=np.concatenate([frame.high for frame in newest_first])[at],
        mean=np.concatenate([frame.mean for frame in newest_first])[at],
        last=np.concatenate([frame.last for frame in newest_first])[at],
        good=np.concatenate([frame.good for frame in newest_first])[at],
        bad=np.concatenate([frame.bad for frame in newest_first])[at],
        quality=np.concatenate([frame.quality for frame in newest_first])[at],
    )


def extended(frame: SeriesFrame, tail: Tail, zone: ZoneInfo) -> SeriesFrame:
    """Return a series with live samples added: raw as they are, else rolled up like the rest.

    Args:
        frame: The series as read from the historian.
        tail: Samples that came since; those the series already holds change nothing but a mean.
        zone: Where local days begin, for the day tier.
    """
    if not len(tail):
        return frame
    order = np.argsort(tail.time, kind="stable")
    time, value, quality = tail.time[order], tail.value[order], tail.quality[order]
    if frame.tier is Tier.RAW:
        live = _raw(frame, time, value, quality)
        # Live rows win over equal times of history: the same sample, or its correction.
        return spliced([frame, live]) or frame
    begins = _bucket_begins(frame, time, zone)
    late = begins >= (frame.time[-1] if len(frame) else NO_TIME)
    if not late.any():
        return frame
    live = _rolled_up(frame, begins[late], value[late], quality[late])
    return _joined_bucket(frame, live)


def _raw(
    frame: SeriesFrame, time: Int64Array, value: Float64Array, quality: UInt8Array
) -> SeriesFrame:
    is_last = np.append(np.diff(time) > 0, True)
    time, quality = time[is_last], quality[is_last]
    drawn = np.where(quality < Quality.BAD, value[is_last], np.nan)
    good = (quality < Quality.BAD).astype(np.int32)
    bad = (quality == Quality.BAD).astype(np.int32)
    end = max(frame.end, int(time[-1]) + 1)
    return SeriesFrame(
        frame.key, frame.tier, frame.start, end, time, drawn, drawn, drawn, drawn, good, bad,
        quality,
    )  # fmt: skip


def _bucket_begins(frame: SeriesFrame, time: Int64Array, zone: ZoneInfo) -> Int64Array:
    """Return the beginning of each sample's bucket."""
    if frame.tier is not Tier.DAY:
        width = TIER_WIDTH_US[frame.tier]
        begins: Int64Array = time - time % width
        return begins
    day = at_local(int(time[0]), zone).replace(hour=0, minute=0, second=0, microsecond=0)
    edges = [to_us(day)]
    while edges[-1] <= int(time[-1]):
        day = (day.replace(tzinfo=None) + _DAY).replace(tzinfo=zone)
        edges.append(to_us(day))
    grid = np.array(edges, np.int64)
    return grid[np.searchsorted(grid, time, "right") - 1]


def _rolled_up(
    frame: SeriesFrame, begins: Int64Array, value: Float64Array, quality: UInt8Array
) -> SeriesFrame:
    at = np.flatnonzero(np.append(True, np.diff(begins) > 0))
    good = (quality < Quality.BAD) & np.isfinite(value)
    n_good = np.add.reduceat(good.astype(np.int32), at, dtype=np.int32)
    low = _finite(np.minimum.reduceat(np.where(good, value, np.inf), at))
    high = _finite(np.maximum.reduceat(np.where(good, value, -np.inf), at))
    total = np.add.reduceat(np.where(good, value, 0.0), at)
    mean = np.where(n_good > 0, total / np.maximum(n_good, 1), np.nan)
    newest = np.maximum.reduceat(np.where(good, np.arange(len(value)), -1), at)
    last = np.where(newest >= 0, value[newest], np.nan)
    return SeriesFrame(
        key=frame.key,
        tier=frame.tier,
        start=frame.start,
        end=max(frame.end, int(begins[-1]) + TIER_WIDTH_US[frame.tier]),
        time=begins[at],
        low=low,
        high=high,
        mean=mean,
        last=last,
        good=n_good,
        bad=np.add.reduceat((quality == Quality.BAD).astype(np.int32), at, dtype=np.int32),
        quality=np.maximum.reduceat(quality, at),
    )


def _finite(values: Float64Array) -> Float64Array:
    finite: Float64Array = np.where(np.isfinite(values), values, np.nan)
    return finite


def _joined_bucket(frame: SeriesFrame, live: SeriesFrame) -> SeriesFrame:
    """Append rolled-up live rows; the bucket both hold is joined to one."""
    if not len(frame) or frame.time[-1] < live.time[0]:
        return spliced([frame, live]) or frame
    n_old, n_new = int(frame.good[-1]), int(live.good[0])
    total = np.nansum([frame.mean[-1] * n_old, live.mean[0] * n_new])
    columns = {
        "low": np.fmin(frame.low[-1], live.low[0]),
        "high": np.fmax(frame.high[-1], live.high[0]),
        "mean": total / (n_old + n_new) if n_old + n_new else np.nan,
        "last": live.last[0] if n_new else frame.last[-1],
        "good": n_old + n_new,
        "bad": int(frame.bad[-1]) + int(live.bad[0]),
        "quality": max(int(frame.quality[-1]), int(live.quality[0])),
    }
    for name, joint in columns.items():
        getattr(live, name)[0] = joint  # `live` was made by `_rolled_up` just now
    return spliced([frame, live]) or frame


def until(frame: SeriesFrame, end_us: int) -> SeriesFrame:
    """Return a series without what lies at or after a moment."""
    past = int(np.searchsorted(frame.time, end_us, "left"))
    return frame if past == len(frame) else _rows_of([frame], np.arange(past, dtype=np.int64))


def reading_at(frame: SeriesFrame, time_us: int, stale_after_us: int) -> Reading:
    """Return what a series says at a moment; nothing in a gap or when the value was stale."""
    at = int(np.searchsorted(frame.time, time_us, "right")) - 1
    if at < 0 or frame.quality[at] == Quality.GAP:
        return NOTHING
    width = TIER_WIDTH_US[frame.tier]
    around = slice(max(at - _AROUND, 0), at + _AROUND + 1)
    limit = max(stale_after_us, width + width // 24)
    reach = int(reaches(frame.time[around], limit)[at - around.start])
    if time_us - int(frame.time[at]) > reach:
        return NOTHING
    return Reading(
        int(frame.time[at]),
        float(frame.mean[at]),
        float(frame.low[at]),
        float(frame.high[at]),
        int(frame.quality[at]),
    )


def range_stats(
    frame: SeriesFrame, start_us: int, end_us: int, stale_after_us: int = 2**62
) -> RangeStats:
    """Return statistics of the part of a series inside [start, end); means weigh by samples.

    Args:
        frame: The series.
        start_us: Begin of the range, µs UTC.
        end_us: End of the range (exclusive).
        stale_after_us: How long a raw value holds at most, for the mean weighted by time.
    """
    first = int(np.searchsorted(frame.time, start_us, "left"))
    past = int(np.searchsorted(frame.time, end_us, "left"))
    low, high = frame.low[first:past], frame.high[first:past]
    seen = np.isfinite(low)
    bad = int(frame.bad[first:past].sum())
    if not seen.any():
        return RangeStats(float("nan"), float("nan"), float("nan"), 0, bad)
    value = frame.mean[first:past]
    held = _held(frame, slice(first, past), end_us, stale_after_us)
    weight = np.maximum(frame.good[first:past], 1) if frame.tier is not Tier.RAW else None
    if not seen.all():  # the usual case is spared four copies
        value, held, low, high = value[seen], held[seen], low[seen], high[seen]
        weight = None if weight is None else weight[seen]
    total = len(value) if weight is None else int(weight.sum())
    mean = float(value.sum() if weight is None else (value * weight).sum()) / total
    away = value - mean
    held_total = float(held.sum())
    return RangeStats(
        float(low.min()),
        mean,
        float(high.max()),
        total,
        bad,
        # Around the mean, so that large registers lose no digits.
        mean + _summed(away, held) / held_total if held_total > 0 else mean,
        float(np.sqrt(_summed(away, away if weight is None else away * weight) / total)),
        is_rolled_up=weight is not None,
    )


def _summed(a: Float64Array, b: Float64Array) -> float:
    """Return the sum of the products.

    Not by `np.dot`: that one wakes threads, and where both cores are busy it takes a hundred times
    as long as the sum itself.
    """
    return float(np.einsum("i,i->", a, b))


def _held(frame: SeriesFrame, part: slice, end_us: int, stale_after_us: int) -> NDArray[np.float64]:
    """Return how long each row of a part held: until the next row, at most its own reach."""
    time = frame.time[part]
    until_next = np.empty(len(time), np.int64)
    distance = np.subtract(time[1:], time[:-1], out=until_next[:-1])
    width = TIER_WIDTH_US[frame.tier]
    reach = width + width // _DST_SLACK if width else stale_after_us
    until_next[-1] = min(end_us - int(time[-1]), reach)
    # Where no distance is long, the rhythm does not matter.
    if len(distance) and distance.max() > reach:
        until_next = np.minimum(until_next, reaches(time, reach))
    held: NDArray[np.float64] = until_next.astype(np.float64)
    return held


def is_covered(spans: Sequence[tuple[int, int]], start_us: int, end_us: int) -> bool:
    """Tell whether spans, in any order, leave no hole in [start, end)."""
    reached = start_us
    for begin, end in sorted(spans):
        if begin > reached:
            return False
        reached = max(reached, end)
        if reached >= end_us:
            return True
    return reached >= end_us
