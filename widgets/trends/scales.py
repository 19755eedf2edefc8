"""Value axes: round scales that share one set of grid lines."""

from dataclasses import dataclass
from math import ceil, floor, isfinite, log10
from typing import Final

import numpy as np

from app.domain.samples import Float64Array

_MANTISSAS: Final = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)
_PADDING: Final = 0.04
_EPSILON: Final = 1e-9
_MIN_INTERVALS: Final = 2
_TINY: Final = 1e-12
MAX_DECIMALS: Final = 9


@dataclass(frozen=True, slots=True)
class Scale:
    """A value axis of equal steps.

    Attributes:
        low: Value at the lower edge.
        step: Distance of two grid lines, > 0.
        intervals: Number of steps to the upper edge.
    """

    low: float
    step: float
    intervals: int

    @property
    def high(self) -> float:
        """Value at the upper edge."""
        return self.low + self.intervals * self.step

    @property
    def decimals(self) -> int:
        """Digits after the decimal mark that tell two neighbouring labels apart."""
        places = 0
        step = self.step
        while places < MAX_DECIMALS and abs(step - round(step)) > _EPSILON * max(step, 1.0):
            step *= 10
            places += 1
        return places

    def ticks(self) -> list[float]:
        """Return the values of all grid lines, both edges included, ascending."""
        return [self.low + i * self.step for i in range(self.intervals + 1)]

    def minor_ticks(self) -> list[float]:
        """Return the values with a line but no label: none."""
        return []

    def decimals_of(self, _value: float) -> int:
        """Return the digits after the decimal mark that a label needs: the same for all."""
        return self.decimals

    def y_of(self, values: Float64Array, top: float, bottom: float) -> Float64Array:
        """Map values to the y of the screen; the lower edge lies at `bottom`."""
        y: Float64Array = bottom + (values - self.low) * ((top - bottom) / (self.high - self.low))
        return y

    def y_at(self, value: float, top: float, bottom: float) -> float:
        """Map one value, see `y_of`."""
        return float(self.y_of(np.array([value]), top, bottom)[0])


def scale_for(low: float, high: float, intervals: int) -> Scale:
    """Return the tightest round scale of a given number of steps that holds low to high.

    Args:
        low: Smallest value; NaN when nothing is known, which gives 0 to `intervals`.
        high: Largest value.
        intervals: Number of steps (at least 2), so that several axes share their grid lines.
    """
    # One step cannot hold values on both sides of zero.
    intervals = max(intervals, _MIN_INTERVALS)
    if not (isfinite(low) and isfinite(high)):
        return Scale(0.0, 1.0, intervals)
    spread = high - low
    size = max(abs(low), abs(high))
    if spread <= max(size * _EPSILON, _TINY):
        spread = size * 0.1 if size > _TINY else 1.0
        low, high = low - spread / 2, high + spread / 2
    edge = low - spread * _PADDING
    # A quantity that is never negative gets no axis below zero.
    edge = 0.0 if low >= 0 > edge else edge
    top = high + spread * _PADDING
    magnitude = floor(log10((top - edge) / intervals)) - 1
    for power in range(magnitude, magnitude + 4):
        for mantissa in _MANTISSAS:
            step = mantissa * 10.0**power
            first = floor(edge / step + _EPSILON)
            if (first + intervals) * step >= top:
                return Scale(first * step, step, intervals)
    step = 10.0 ** ceil(log10(max(abs(top), abs(edge))))
    return Scale(floor(edge / step) * step, step, intervals)
