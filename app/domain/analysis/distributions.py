"""How the values of a window are distributed: histogram and duration curve (Dauerlinie)."""

from dataclasses import dataclass
from math import floor, log2, log10
from typing import Final

import numpy as np

from app.domain.analysis.courses import Course, Weighting
from app.domain.analysis.statistics import quantiles
from app.domain.samples import Float64Array, Int64Array

MOST_BINS: Final = 200
_LEAST_BINS: Final = 5
_NEARLY: Final = 0.8
_MANTISSAS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
_HAIR: Final = 1e-9
_ROUNDING: Final = 1e-15


@dataclass(frozen=True, slots=True)
class Histogram:
    """Counts by class.

    Attributes:
        edges: Edges of the k classes, float64[k + 1], ascending; a class holds its lower edge and
            not its upper one. Empty without data.
        weights: What fell into each, float64[k]: µs, or samples.
        weighting: What counts.
        is_automatic: True when the width follows from the data.
    """

    edges: Float64Array
    weights: Float64Array
    weighting: Weighting
    is_automatic: bool

    @property
    def shares(self) -> Float64Array:
        """The share of each class, 0 to 1; all together 1."""
        total = float(self.weights.sum())
        shares: Float64Array = self.weights / total if total else self.weights
        return shares


def histogram(
    course: Course, weighting: Weighting, *, bins: int | None = None, resolution: float = 0.0
) -> Histogram:
    """Return the histogram of a course.

    Args:
        course: The values.
        weighting: What counts.
        bins: About how many classes; None chooses their width by Freedman and Diaconis (1981):
            2 · IQR / n^(1/3), where the middle half of the values is one value by Sturges (1926):
            range / (1 + log2 n). Widths are then rounded to 1, 2, 2.5 or 5 times a power of ten, so
            that the edges can be read.
        resolution: The values' own step; no class is narrower, else empty classes between the
            steps would look like structure. 0 for none.
    """
    weights = course.weights(weighting)
    values, weights = course.value[weights > 0], weights[weights > 0]
    is_automatic = bins is None
    if not len(values):
        nothing = np.empty(0)
        return Histogram(nothing, nothing, weighting, is_automatic)
    low, high = float(values.min()), float(values.max())
    if bins is None:
        # A round width a little below the rule's is nearer to it than the next one above.
        width = _automatic_width(values, weights, low, high) * _NEARLY
    else:
        width = (high - low) / max(bins, 1)
    width = _readable(max(width, (high - low) / MOST_BINS, resolution))
    classes = _classes(values, width)
    first, last = int(classes.min()), int(classes.max())
    counts = np.bincount(classes - first, weights=weights).astype(np.float64)
    edges = np.arange(first, last + 2, dtype=np.float64) * width
    return Histogram(edges, counts, weighting, is_automatic)


def _automatic_width(values: Float64Array, weights: Float64Array, low: float, high: float) -> float:
    lower, upper = quantiles(values, weights, (0.25, 0.75)).tolist()
    if upper > lower:
        return float(min(2 * (upper - lower) / len(values) ** (1 / 3), (high - low) / _LEAST_BINS))
    return (high - low) / (1 + log2(len(values)))


def _readable(width: float) -> float:
    """Return the next round width at or above one; 1 where all values are one."""
    if width <= 0:
        return 1.0
    power = 10.0 ** floor(log10(width))
    return next(m * power for m in _MANTISSAS if m * power >= width * (1 - _HAIR))


def _classes(values: Float64Array, width: float) -> Int64Array:
    """Return the number of the class of each value; 0.3 is on the edge 3 · 0.1, not below it."""
    ratio = values / width
    numbers: Int64Array = np.floor(ratio + _HAIR + _ROUNDING * np.abs(ratio)).astype(np.int64)
    return numbers


@dataclass(frozen=True, slots=True)
class DurationCurve:
    """The values of a window in falling order over the time they held (Dauerlinie).

    Well known from load curves of grids: at the time t it shows the value that was reached or
    exceeded during t hours of the window.

    Attributes:
        value: Each value that occurred, falling, float64[n].
        reached_us: For how long it was reached or exceeded, rising, float64[n].
    """

    value: Float64Array
    reached_us: Float64Array

    def __len__(self) -> int:
        return len(self.value)

    @property
    def known_us(self) -> float:
        """The time of which values are known."""
        return float(self.reached_us[-1]) if len(self.reached_us) else 0.0

    def time_above_us(self, value: float) -> float:
        """Return for how many µs a value was reached or exceeded."""
        place = int(np.searchsorted(-self.value, -value, "right"))
        return float(self.reached_us[place - 1]) if place else 0.0

    def value_at(self, time_us: float) -> float:
        """Return the value that was reached or exceeded during a time; NaN beyond what is known."""
        place = int(np.searchsorted(self.reached_us, time_us, "left"))
        return float(self.value[place]) if place < len(self.value) else float("nan")

    def thinned(self, most: int) -> "DurationCurve":
        """Return at most about so many steps, equally far apart in time, with both ends."""
        if len(self) <= most:
            return self
        wanted = np.linspace(0.0, self.known_us, most)
        rows = np.unique(np.searchsorted(self.reached_us, wanted, "left"))
        rows = np.union1d(np.minimum(rows, len(self) - 1), [0, len(self) - 1])
        return DurationCurve(self.value[rows], self.reached_us[rows])


def duration_curve(course: Course) -> DurationCurve:
    """Return the duration curve of a course, one step for each value that occurred."""
    values, place = np.unique(course.value, return_inverse=True)
    held = np.bincount(place, weights=course.held_us, minlength=len(values))
    return DurationCurve(values[::-1].copy(), np.cumsum(held[::-1]))
