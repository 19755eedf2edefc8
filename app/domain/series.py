"""Series: samples of one point over a window, raw or rolled up, ready to be drawn."""

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final

from app.domain.points import PointKey
from app.domain.samples import BoolArray, Float64Array, Int32Array, Int64Array, UInt8Array


class Tier(IntEnum):
    """How far samples are rolled up. Minute to hour are UTC; days are local days of the city."""

    RAW = 0
    MINUTE = 1
    QUARTER_HOUR = 2
    HOUR = 3
    DAY = 4


TIER_WIDTH_US: Final[dict[Tier, int]] = {
    Tier.RAW: 0,
    Tier.MINUTE: 60_000_000,
    Tier.QUARTER_HOUR: 900_000_000,
    Tier.HOUR: 3_600_000_000,
    Tier.DAY: 86_400_000_000,
}
"""Nominal width of a bucket in µs; a local day has 23 or 25 hours twice a year."""


@dataclass(frozen=True, slots=True)
class SeriesFrame:
    """One point over one window, as columns of one length n, sorted by time.

    Attributes:
        key: The point.
        tier: The tier the columns come from; always written on the plot.
        start: Beginning of the window asked for, µs UTC.
        end: End of the window (exclusive), µs UTC.
        time: Sample times (RAW) or bucket starts, int64[n].
        low: Minimum of good and uncertain values, float64[n], NaN where there is none.
        high: Maximum, likewise. RAW: equal to `low`.
        mean: Arithmetic mean, likewise. RAW: equal to `low`.
        last: Last value of the bucket. RAW: equal to `low`.
        good: Number of samples that are not BAD, int32[n].
        bad: Number of BAD samples, int32[n].
        quality: Worst quality in the bucket or of the sample, uint8[n]. A `Quality.GAP` row is a
            marker after which there is no data; its values are NaN.
    """

    key: PointKey
    tier: Tier
    start: int
    end: int
    time: Int64Array
    low: Float64Array
    high: Float64Array
    mean: Float64Array
    last: Float64Array
    good: Int32Array
    bad: Int32Array
    quality: UInt8Array

    def select(self, rows: slice | BoolArray) -> "SeriesFrame":
        """Return some rows."""
        return replace(
            self,
            time=self.time[rows],
            low=self.low[rows],
            high=self.high[rows],
            mean=self.mean[rows],
            last=self.last[rows],
            good=self.good[rows],
            bad=self.bad[rows],
            quality=self.quality[rows],
        )

    def __len__(self) -> int:
        return len(self.time)


@dataclass(frozen=True, slots=True)
class SeriesStats:
    """Statistics of one point over a window.

    Attributes:
        key: The point.
        count: Number of samples that are not BAD.
        bad: Number of BAD samples.
        minimum: Smallest value, NaN without samples.
        maximum: Largest value.
        mean: Arithmetic mean.
        first_time: Time of the first sample in the window, µs UTC, `NO_TIME` if none.
        last_time: Time of the last one.
    """

    key: PointKey
    count: int
    bad: int
    minimum: float
    maximum: float
    mean: float
    first_time: int
    last_time: int


def tier_for(width_us: int, max_points: int) -> Tier:
    """Return the coarsest tier that still gives a bucket for each of `max_points` positions.

    Args:
        width_us: Width of the window in µs.
        max_points: Positions to fill, usually the plot's width in pixels; at least 1.
    """
    per_position = width_us // max(max_points, 1)
    fitting = [tier for tier, width in TIER_WIDTH_US.items() if width <= per_position]
    return max(fitting)
