"""Functions with a memory: means, extremes, sums and slopes along a step function.

`at` is the moment of a row up to which is summed: its time for samples, its end for buckets,
because a bucket already tells what happened inside it.
"""

from typing import Final

import numpy as np

from app.domain.samples import BoolArray, Float64Array, Int64Array
from app.services.formulas.signals import Signal

HOUR_US: Final = 3_600_000_000

_RESET: Final = 0.5
"""A counter that falls below this share began anew; a smaller step back is a correction."""


class Area:
    """The integral of a step function over time, and how much of the time it is known.

    Args:
        signal: The step function.
        end_us: Where its last row ends.
    """

    def __init__(self, signal: Signal, end_us: int) -> None:
        self._origin = int(signal.time[0])
        ends = signal.ends(end_us)
        width = (ends - signal.time).astype(np.float64)
        known = np.isfinite(signal.value)
        self._edges = np.append(signal.time, ends[-1]) - self._origin
        self._area = _from_zero(np.where(known, signal.value, 0.0) * width)
        self._cover = _from_zero(np.where(known, width, 0.0))

    def up_to(self, time: Int64Array) -> tuple[Float64Array, Float64Array]:
        """Return integral (value x µs) and known time (µs) from the beginning to moments."""
        place = (time - self._origin).astype(np.float64)
        return np.interp(place, self._edges, self._area), np.interp(place, self._edges, self._cover)


def rolling_mean(
    signal: Signal, at: Int64Array, width_us: int, end_us: int
) -> tuple[Float64Array, Float64Array]:
    """Return the time-weighted mean of the last `width_us`, and which share of them is known.

    Where nothing is known the value of the row itself stands.
    """
    area = Area(signal, end_us)
    total, cover = area.up_to(at)
    before, cover_before = area.up_to(at - width_us)
    known = cover - cover_before
    has = known > 0
    mean = np.where(has, (total - before) / np.where(has, known, 1.0), signal.value)
    return mean, known / width_us


def rolling_extreme(
    signal: Signal, at: Int64Array, width_us: int, end_us: int, *, is_maximum: bool
) -> Float64Array:
    """Return the smallest or largest value of the last `width_us`, NaN where there is none.

    Extremes of 1, 2, 4 … rows are made once; any stretch is covered by two of them.
    """
    pick = np.fmax if is_maximum else np.fmin
    last = np.arange(len(signal))
    first = np.minimum(np.searchsorted(signal.ends(end_us), at - width_us, "right"), last)
    length = last - first + 1
    level = np.frexp(length.astype(np.float64))[1] - 1
    result = np.empty(len(signal))
    row = signal.value
    for power in range(int(level.max()) + 1):
        here = np.flatnonzero(level == power)
        step = 1 << power
        result[here] = pick(row[first[here]], row[last[here] - step + 1])
        row = pick(row[: len(row) - step], row[step:]) if len(row) > step else row[:0]
    return result


def total(signal: Signal, at: Int64Array, since: Int64Array | int, end_us: int) -> Float64Array:
    """Return the integral in value x hours since a moment (of each row); gaps add nothing."""
    area = Area(signal, end_us)
    begin = np.broadcast_to(np.asarray(since, np.int64), at.shape)
    summed: Float64Array = (area.up_to(at)[0] - area.up_to(begin)[0]) / HOUR_US
    return np.where(at < begin, np.nan, summed)


def increase(signal: Signal, at: Int64Array, since: Int64Array | int) -> Float64Array:
    """Return what a counter counted since a moment (of each row); gaps are bridged."""
    known = np.isfinite(signal.value)
    steps = np.zeros(len(signal))
    values = signal.value[known]
    change = np.diff(values)
    began_anew = values[1:] < _RESET * values[:-1]
    steps[np.flatnonzero(known)[1:]] = np.where(began_anew, values[1:], change)
    count = np.append(0.0, np.cumsum(steps))
    begin = np.broadcast_to(np.asarray(since, np.int64), at.shape)
    base = count[np.searchsorted(at, begin, "right")]
    return np.where(at < begin, np.nan, count[1:] - base)


def slope(signal: Signal, per_us: int) -> Float64Array:
    """Return the change against the row before per unit of time; NaN beside a gap."""
    result = np.full(len(signal), np.nan)
    span = np.diff(signal.time).astype(np.float64)
    result[1:] = np.diff(signal.value) / span * per_us
    return result


def is_known(signal: Signal) -> BoolArray:
    """Tell which rows have a value."""
    return np.isfinite(signal.value)


def _from_zero(parts: Float64Array) -> Float64Array:
    return np.append(0.0, np.cumsum(parts))
