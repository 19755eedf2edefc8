"""The course of a point over a window: pieces of time during which a value held.

A sample holds until the next one, but no longer than it counts as fresh (`rhythms.reaches`):
last-value hold limited by staleness, as the plot draws it. A bucket holds for its width, less the
share of its bad samples, and no longer than its good samples together count as fresh. What no
piece covers is unknown and enters no figure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import numpy as np

from app.domain.rhythms import reaches
from app.domain.samples import (
    STALE_FACTOR,
    Float64Array,
    Int32Array,
    Int64Array,
    Quality,
    UInt8Array,
)
from app.domain.series import TIER_WIDTH_US, SeriesFrame, Tier

_LONGEST_DAY_US: Final = 25 * 3_600_000_000
_FOREVER: Final = int(np.iinfo(np.int64).max)


class Weighting(StrEnum):
    """What counts in a distribution."""

    TIME = "time"
    """Each value for as long as it held."""
    SAMPLES = "samples"
    """Each sample once, however long it held."""


@dataclass(frozen=True, slots=True)
class Course:
    """What a point was over a window, as columns of one length n, ascending in time.

    Attributes:
        tier: The tier it was read from; beyond RAW the values are means of buckets.
        start_us: Begin of the window, µs UTC.
        end_us: End (exclusive).
        begin: Begin of each piece inside the window, int64[n].
        span_us: How far it reaches, int64[n], > 0.
        held_us: How much of that is known, float64[n]; equal to the span for RAW.
        value: The value that held, or the mean of the bucket, float64[n], finite.
        low: Smallest value in it, float64[n].
        high: Largest value in it, float64[n].
        count: Samples in the window that stand behind it, int64[n]; 0 for the one that was held
            from before the window.
        bad: Number of BAD samples in the window.
        bad_us: For how long the value was BAD.
    """

    tier: Tier
    start_us: int
    end_us: int
    begin: Int64Array
    span_us: Int64Array
    held_us: Float64Array
    value: Float64Array
    low: Float64Array
    high: Float64Array
    count: Int64Array
    bad: int
    bad_us: float

    def __len__(self) -> int:
        return len(self.begin)

    def weights(self, weighting: Weighting) -> Float64Array:
        """Return what each piece counts: µs, or samples."""
        if weighting is Weighting.TIME:
            return self.held_us
        return self.count.astype(np.float64)


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of all parts of a window, one behind the other, each once."""

    time: Int64Array
    low: Float64Array
    high: Float64Array
    value: Float64Array
    good: Int32Array
    bad: Int32Array
    quality: UInt8Array


def course_of(
    parts: Sequence[SeriesFrame],
    start_us: int,
    end_us: int,
    hold_us: int,
    *,
    is_state: bool = False,
) -> Course:
    """Return the course of a point over [start, end).

    Args:
        parts: Series of one tier over neighbouring windows, ascending; at least one.
        start_us: Begin of the window, µs UTC.
        end_us: End (exclusive), after the start.
        hold_us: How long a sample counts as fresh, see `samples.stale_after_us`.
        is_state: True for codes, of which no mean is made: the last one of a bucket stands for it.
    """
    tier = parts[0].tier
    rows = _rows_of(parts, is_state=is_state)
    if tier is Tier.RAW:
        return _course_of_samples(rows, start_us, end_us, hold_us)
    return _course_of_buckets(rows, tier, start_us, end_us, hold_us)


def _rows_of(parts: Sequence[SeriesFrame], *, is_state: bool) -> _Rows:
    """Join parts; a row that two of them have (the one before a window) is taken once."""
    slices = []
    reached = -_FOREVER
    for part in parts:
        first = int(np.searchsorted(part.time, reached, "right"))
        slices.append(slice(first, None))
        reached = max(reached, int(part.time[-1])) if len(part) else reached
    together = list(zip(parts, slices, strict=True))

    def column(name: str) -> Any:
        return np.concatenate([getattr(part, name)[rows] for part, rows in together])

    value = column("last" if is_state else "mean")
    is_raw = parts[0].tier is Tier.RAW
    # The low, high and mean of a sample are one; millions of them need not be kept three times.
    low, high = (value, value) if is_raw else (column("low"), column("high"))
    return _Rows(column("time"), low, high, value, column("good"), column("bad"), column("quality"))


def _course_of_samples(rows: _Rows, start_us: int, end_us: int, hold_us: int) -> Course:
    until = np.minimum(rows.time + reaches(rows.time, hold_us), end_us)
    until[:-1] = np.minimum(until[:-1], rows.time[1:])
    begin = np.maximum(rows.time, start_us)
    span = until - begin
    is_inside = (rows.time >= start_us) & (rows.time < end_us)
    is_bad = rows.quality == Quality.BAD
    kept = (rows.good > 0) & np.isfinite(rows.value) & (span > 0)
    value, known = rows.value[kept], span[kept]
    return Course(
        Tier.RAW,
        start_us,
        end_us,
        begin[kept],
        known,
        known.astype(np.float64),
        value,
        value,
        value,
        (rows.good * is_inside)[kept].astype(np.int64),
        int(rows.bad[is_inside].sum()),
        float(np.maximum(span, 0)[is_bad].sum()),
    )


def _course_of_buckets(rows: _Rows, tier: Tier, start_us: int, end_us: int, hold_us: int) -> Course:
    total = rows.good + rows.bad
    width = _widths(rows.time, tier)
    begin = np.maximum(rows.time, start_us)
    span = np.minimum(rows.time + width, end_us) - begin
    inside = np.maximum(span, 0) / width
    usual = float(np.median(total[total > 0])) if (total > 0).any() else 1.0
    fresh_us = max(float(hold_us), STALE_FACTOR * TIER_WIDTH_US[tier] / usual)
    shares = np.maximum(total, 1)
    held = np.minimum(width * rows.good / shares, fresh_us * rows.good) * inside
    bad_us = np.minimum(width * rows.bad / shares, fresh_us * rows.bad) * inside
    kept = (rows.good > 0) & np.isfinite(rows.value) & (span > 0)
    return Course(
        tier,
        start_us,
        end_us,
        begin[kept],
        span[kept],
        held[kept],
        rows.value[kept],
        rows.low[kept],
        rows.high[kept],
        rows.good[kept].astype(np.int64),
        int(rows.bad[span > 0].sum()),
        float(bad_us.sum()),
    )


def _widths(time: Int64Array, tier: Tier) -> Int64Array:
    """Return how long each bucket is; a local day ends where the next one begins."""
    width = np.full(len(time), TIER_WIDTH_US[tier], np.int64)
    if tier is Tier.DAY and len(time) > 1:
        steps = np.diff(time)
        width[:-1] = np.where(steps <= _LONGEST_DAY_US, steps, width[:-1])
    return width
