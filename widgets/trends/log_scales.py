"""Logarithmic value axes: decades with a sensible minor grid, and series that fit on them.

Values of zero and below have no place on such an axis: the curve is interrupted there, and how many
values that are is counted, so that the plot can say it.
"""

from dataclasses import dataclass, replace
from math import ceil, floor, isfinite, log10
from typing import Final

import numpy as np

from app.domain.samples import Float64Array
from app.domain.series import SeriesFrame, Tier
from widgets.trends.scales import MAX_DECIMALS, scale_for

_PADDING: Final = 0.04
_NARROW: Final = 3.0
"""Axes of less than this ratio have too few decades to speak of: their labels are round values."""

_SETS: Final = ((1, 2, 5), (1, 3), (1,))
_MINOR_DECADES: Final = 7
_TINY: Final = 1e-300
_EPSILON: Final = 1e-9


@dataclass(frozen=True, slots=True)
class LogScale:
    """A value axis of equal factors.

    Attributes:
        low: Value at the lower edge, > 0.
        high: Value at the upper edge.
        majors: Values with a label and a strong line, ascending.
        minors: Values with a weak line.
    """

    low: float
    high: float
    majors: tuple[float, ...]
    minors: tuple[float, ...]

    def ticks(self) -> list[float]:
        """Return the values with labels, ascending."""
        return list(self.majors)

    def minor_ticks(self) -> list[float]:
        """Return the values with a line but no label, ascending."""
        return list(self.minors)

    def decimals_of(self, value: float) -> int:
        """Return the digits after the decimal mark that a label needs."""
        places = 0
        while places < MAX_DECIMALS and abs(value - round(value)) > _EPSILON * max(value, _EPSILON):
            value *= 10
            places += 1
        return places

    def y_of(self, values: Float64Array, top: float, bottom: float) -> Float64Array:
        """Map values to the y of the screen; NaN for zero and below."""
        with np.errstate(divide="ignore", invalid="ignore"):
            logs = np.where(values > 0, np.log10(np.where(values > 0, values, 1.0)), np.nan)
        first, last = log10(self.low), log10(self.high)
        y: Float64Array = bottom + (logs - first) * ((top - bottom) / (last - first))
        return y

    def y_at(self, value: float, top: float, bottom: float) -> float:
        """Map one value, see `y_of`."""
        return float(self.y_of(np.array([value], np.float64), top, bottom)[0])


def log_scale_for(low: float, high: float, intervals: int) -> LogScale:
    """Return a logarithmic scale that holds low to high.

    Args:
        low: Smallest value above zero; NaN when there is none, which gives one decade.
        high: Largest value.
        intervals: About how many labels fit.
    """
    if not (isfinite(low) and isfinite(high)) or low <= 0:
        return LogScale(1.0, 10.0, (1.0, 10.0), tuple(float(n) for n in range(2, 10)))
    if high / low < 1 + _EPSILON:
        low, high = low / 1.5, high * 1.5
    margin = (high / low) ** _PADDING
    edge, top = low / margin, high * margin
    if top / edge < _NARROW:
        linear = scale_for(low, high, intervals)
        if linear.low > 0:
            return LogScale(linear.low, linear.high, tuple(linear.ticks()), ())
    first, last = _snapped(edge, is_up=False), _snapped(top, is_up=True)
    majors = _majors(first, last, intervals)
    decades = ceil(log10(last)) - floor(log10(first))
    digits = range(1, 10) if decades <= _MINOR_DECADES else range(1, 2)
    minors = [v for v in _multiples(first, last, tuple(digits)) if v not in majors]
    return LogScale(first, last, majors, tuple(minors))


def _snapped(value: float, *, is_up: bool) -> float:
    """Return the next multiple of its own decade, upwards or downwards."""
    power = floor(log10(value) + _EPSILON)
    digit = value / 10.0**power
    whole = ceil(digit - _EPSILON) if is_up else floor(digit + _EPSILON)
    return _value(max(whole, 1), power)


def _value(digit: int, power: int) -> float:
    # Division keeps 0.3 what a person types; multiplying by 10**-1 gives 0.30000000000000004.
    return float(digit * 10**power) if power >= 0 else digit / 10**-power


def _multiples(first: float, last: float, digits: tuple[int, ...]) -> list[float]:
    powers = range(floor(log10(first) + _EPSILON), ceil(log10(last)) + 1)
    values = [_value(digit, power) for power in powers for digit in digits]
    slack = 1 + _EPSILON
    return [value for value in values if first / slack <= value <= last * slack]


def _majors(first: float, last: float, intervals: int) -> tuple[float, ...]:
    """Return the densest set of labels that still fits."""
    found: list[float] = []
    for digits in _SETS:
        found = _multiples(first, last, digits)
        if len(found) <= intervals + 2:
            break
    stride = ceil(len(found) / (intervals + 2))
    return tuple(found[::stride])


@dataclass(frozen=True, slots=True)
class PositivePart:
    """What of a series fits on a logarithmic axis.

    Attributes:
        frame: The series without values of zero and below.
        hidden: Number of rows inside the window that lost a value by that.
        low: Smallest value above zero inside the window, NaN without one.
        high: Largest value inside the window, NaN without one above zero.
    """

    frame: SeriesFrame
    hidden: int
    low: float
    high: float


def positive_part(frame: SeriesFrame, start_us: int, end_us: int) -> PositivePart:
    """Return what of a series fits on a logarithmic axis; the series given is not changed.

    A bucket that holds values on both sides of zero keeps its upper part: its band goes down to the
    edge of the axis, its mean is left out when it is not above zero itself.
    """
    with np.errstate(invalid="ignore"):
        is_lost = frame.high <= 0
        is_cut = frame.low <= 0
        mean = np.where(frame.mean > 0, frame.mean, np.nan)
    inside = (frame.time >= start_us) & (frame.time < end_us)
    nan = float("nan")
    seen = np.where(is_cut, mean, frame.low)[inside]
    seen = seen[np.isfinite(seen)]
    highs = frame.high[inside & ~is_lost]
    highs = highs[np.isfinite(highs)]
    part = frame
    if is_cut.any():
        low = np.where(is_lost, np.nan, np.where(is_cut, _TINY, frame.low))
        part = replace(
            frame,
            low=mean if frame.tier is Tier.RAW else low,
            high=np.where(is_lost, np.nan, frame.high),
            mean=mean,
            last=np.where(frame.last > 0, frame.last, np.nan),
        )
    return PositivePart(
        part,
        int((is_cut & inside).sum()),
        float(seen.min()) if len(seen) else (float(highs.min()) if len(highs) else nan),
        float(highs.max()) if len(highs) else nan,
    )
