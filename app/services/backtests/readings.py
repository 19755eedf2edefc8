"""What is read of a point for a back-test: samples where they fit, else buckets of a minute.

A bucket is judged by two rows: its extreme on the side of the limit at its begin, and its last
value at its end. So a short peak counts, a delay runs only while the last values stay beyond the
limit, and a return only lasts where no peak lies between.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from app.domain.alarms import AlarmRule, RuleKind
from app.domain.points import PointKey
from app.domain.rhythms import reaches
from app.domain.samples import (
    Float64Array,
    Int64Array,
    Quality,
    UInt8Array,
)
from app.domain.series import TIER_WIDTH_US, SeriesFrame, Tier
from app.services.ports import HistorianReader
from app.services.statistics import CancelledError

MOST_SAMPLES: Final = 2_000_000
"""Samples of one point that are judged one by one; of more the minutes are."""

_PART: Final = 250_000
_HOUR_US: Final = TIER_WIDTH_US[Tier.HOUR]
_DENSE: Final = {Tier.MINUTE: 240, Tier.QUARTER_HOUR: 64}
"""From how many samples an hour on the historian keeps finer buckets than hours."""

_LOOKED_AT: Final = 2_000

_RAW_LOST: Final = 0.01
"""When more than this share of the counted samples is gone, buckets are read instead."""

Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of a point over a time.

    Attributes:
        frame: The series, samples or buckets; one sample may lie before the window.
        gaps_us: Where nothing is known, int64[k, 2] of begin and end in µs UTC, ascending.
        known_us: Of how much time something is known, µs.
        spacing_us: How far apart samples lie as a rule, µs; for buckets their width.
    """

    frame: SeriesFrame
    gaps_us: Int64Array
    known_us: int
    spacing_us: int

    @property
    def tier(self) -> Tier:
        """The tier it was read in."""
        return self.frame.tier

    @property
    def coverage(self) -> float:
        """Which share of the time is known, 0 to 1."""
        span = self.frame.end - self.frame.start
        return self.known_us / span if span > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows to be judged: columns of one length, ascending by time."""

    time_us: Int64Array
    value: Float64Array
    quality: UInt8Array


@dataclass(frozen=True, slots=True)
class Wanted:
    """A recorded point to be read.

    Attributes:
        key: The point.
        interval_s: Expected time between two samples in seconds.
    """

    key: PointKey
    interval_s: float

    def samples(self, span_us: int) -> int:
        """Return about how many samples it has in a time."""
        return int(span_us / max(self.interval_s * 1e6, 1.0))


def read(
    reader: HistorianReader, wanted: Wanted, start_us: int, end_us: int, cancelled: Cancelled
) -> SeriesFrame:
    """Return the series of a recorded point over [start, end).

    Args:
        reader: Where to read.
        wanted: The point.
        start_us: Begin, µs UTC.
        end_us: End (exclusive), µs UTC.
        cancelled: Asked between two parts.

    Raises:
        CancelledError: It said so.
    """
    window, span_us = (start_us, end_us), end_us - start_us
    expected = wanted.samples(span_us)
    frame: SeriesFrame | None = None
    if expected <= MOST_SAMPLES:
        frame = _in_parts(reader, wanted.key, window, Tier.RAW, rows=expected, cancelled=cancelled)
        if len(frame) <= MOST_SAMPLES and _reaches_back(frame):
            return frame
    # Counting costs as much as reading: it is done where samples may be too many, or gone.
    count = sum(one.count + one.bad for one in reader.stats([wanted.key], start_us, end_us))
    if count <= MOST_SAMPLES:
        if frame is None:
            rows = count
            frame = _in_parts(reader, wanted.key, window, Tier.RAW, rows=rows, cancelled=cancelled)
        if int(frame.good.sum() + frame.bad.sum()) >= count * (1 - _RAW_LOST):
            return frame
    tier = _bucket_tier(count, span_us)
    rows = span_us // TIER_WIDTH_US[tier]
    return _in_parts(reader, wanted.key, window, tier, rows=rows, cancelled=cancelled)


def _reaches_back(frame: SeriesFrame) -> bool:
    """Tell that no samples were dropped: what is dropped are the oldest, whole months of them."""
    early = frame.start + (frame.end - frame.start) // 50
    return bool(len(frame)) and int(frame.time[0]) <= early


def _in_parts(
    reader: HistorianReader,
    key: PointKey,
    window: tuple[int, int],
    tier: Tier,
    *,
    rows: int,
    cancelled: Cancelled,
) -> SeriesFrame:
    """Return a series read part by part, each of about `_PART` rows."""
    start_us, end_us = window
    number = max(-(-rows // _PART), 1)
    width = max(-(-(end_us - start_us) // number), TIER_WIDTH_US[Tier.HOUR])
    parts: list[SeriesFrame] = []
    for begin in range(start_us, max(end_us, start_us + 1), width):
        if cancelled():
            raise CancelledError
        until = min(begin + width, end_us)
        frame = reader.query([key], begin, until, _PART, tier)[0]
        # Of each part but the first the row before it is known already.
        inside = frame.time >= begin
        parts.append(frame if begin == start_us else frame.select(inside))
    return _joined(parts, start_us, end_us)


def _joined(parts: Sequence[SeriesFrame], start_us: int, end_us: int) -> SeriesFrame:
    """Return neighbouring parts of one series as one."""
    first = parts[0]
    if len(parts) == 1:
        return first
    return SeriesFrame(
        first.key,
        first.tier,
        start_us,
        end_us,
        np.concatenate([part.time for part in parts]),
        np.concatenate([part.low for part in parts]),
        np.concatenate([part.high for part in parts]),
        np.concatenate([part.mean for part in parts]),
        np.concatenate([part.last for part in parts]),
        np.concatenate([part.good for part in parts]),
        np.concatenate([part.bad for part in parts]),
        np.concatenate([part.quality for part in parts]),
    )


def _bucket_tier(count: int, span_us: int) -> Tier:
    """Return the finest buckets that the historian keeps for so many samples."""
    an_hour = count * _HOUR_US / max(span_us, 1)
    return next((tier for tier, least in _DENSE.items() if an_hour >= least), Tier.HOUR)


# --- what is known -----------------------------------------------------------------------------


def reading_of(frame: SeriesFrame, hold_us: int) -> Reading:
    """Return a series with what is known of its window.

    Args:
        frame: The series.
        hold_us: How long a sample counts as fresh at least, µs.
    """
    width = TIER_WIDTH_US[frame.tier]
    time = frame.time
    if width:
        ends, has = time + width, frame.good > 0
    else:
        ends, has = time + reaches(time, hold_us), frame.quality < Quality.BAD
    np.minimum(ends[:-1], time[1:], out=ends[:-1])
    begins, ends = (time.copy(), ends) if has.all() else (time[has], ends[has])
    if len(begins):
        # Both ascend: only the first may begin before the window, only the last end after it.
        begins[0], ends[0] = max(begins[0], frame.start), max(ends[0], frame.start)
        ends[-1] = min(ends[-1], frame.end)
    return Reading(
        frame,
        _gaps(begins, ends, frame.start, frame.end),
        int((ends - begins).sum()),
        width or _rhythm(time),
    )


def _rhythm(time: Int64Array) -> int:
    """Return how far apart rows lie as a rule; of many rows some are looked at."""
    distances = np.diff(time)[:: max(len(time) // _LOOKED_AT, 1)]
    return int(np.median(distances)) if len(distances) else 0


def _gaps(begins: Int64Array, ends: Int64Array, start_us: int, end_us: int) -> Int64Array:
    """Return the parts of a window that disjoint, ascending spans leave free."""
    between = np.flatnonzero(begins[1:] > ends[:-1])
    free_from, free_until = ends[between], begins[between + 1]
    first = int(begins[0]) if len(begins) else end_us
    last = int(ends[-1]) if len(ends) else end_us
    if first > start_us:
        free_from, free_until = np.insert(free_from, 0, start_us), np.insert(free_until, 0, first)
    if last < end_us:
        free_from, free_until = np.append(free_from, last), np.append(free_until, end_us)
    return np.stack([free_from, free_until], axis=1)


# --- what is judged ----------------------------------------------------------------------------


def rows_of(rule: AlarmRule, frame: SeriesFrame) -> Rows:
    """Return the rows of a series that a rule is judged by; see the module."""
    last = last_rows(frame)
    if frame.tier is Tier.RAW:
        return last
    if rule.kind in {RuleKind.STATE, RuleKind.RATE, RuleKind.INACTIVE}:
        return last
    extreme = np.where(frame.good > 0, _extreme(rule, frame), np.nan)
    return Rows(
        np.column_stack([np.maximum(frame.time, frame.start), last.time_us]).ravel(),
        np.column_stack([extreme, last.value]).ravel(),
        np.repeat(last.quality, 2),
    )


def last_rows(frame: SeriesFrame) -> Rows:
    """Return the samples of a series, or the last value of each bucket at its end."""
    if frame.tier is Tier.RAW:
        # What was before the window holds at its begin.
        return Rows(np.maximum(frame.time, frame.start), frame.last, frame.quality)
    has = frame.good > 0
    time = np.maximum(frame.time + TIER_WIDTH_US[frame.tier] - 1, frame.start)
    quality = np.where(has, Quality.GOOD, frame.quality).astype(np.uint8)
    return Rows(time, np.where(has, frame.last, np.nan), quality)


def _extreme(rule: AlarmRule, frame: SeriesFrame) -> Float64Array:
    """Return of each bucket the value that comes nearest to an alarm."""
    if rule.kind is RuleKind.DEVIATION and rule.reference is None:
        is_high = np.abs(frame.high - rule.setpoint) >= np.abs(frame.low - rule.setpoint)
        return np.where(is_high, frame.high, frame.low)
    if rule.kind is RuleKind.DEVIATION:
        # The reference moves as well: only what both were at the same moment may be compared.
        return frame.last
    return frame.high if rule.kind.is_upper else frame.low


def as_of(rows: Rows, times_us: Int64Array) -> Rows:
    """Return what a series was at some moments; BAD where it was not known yet."""
    place = np.searchsorted(rows.time_us, times_us, "right") - 1
    if not len(rows.time_us):
        unknown = np.full(len(times_us), Quality.BAD, np.uint8)
        return Rows(times_us, np.full(len(times_us), np.nan), unknown)
    quality = np.where(place >= 0, rows.quality[place], Quality.BAD).astype(np.uint8)
    return Rows(times_us, rows.value[place], quality)
