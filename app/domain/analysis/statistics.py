"""Figures of a window: how much, how good, how large, how widely spread."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from app.domain.analysis.courses import Course
from app.domain.samples import Float64Array
from app.domain.series import Tier

QUANTILES: Final = (0.05, 0.25, 0.5, 0.75, 0.95)
"""The shares whose quantiles are given; the third one is the median."""

_NOTHING: Final = float("nan")


@dataclass(frozen=True, slots=True)
class Figures:
    """Statistics of one point over one window; NaN where nothing is known.

    Attributes:
        count: n, samples that are not BAD.
        bad: Samples that are BAD.
        good_share: Share of the window during which a good value was known, 0 to 1.
        minimum: Smallest value of a sample in the window.
        maximum: Largest one.
        mean: Arithmetic mean of the samples, Σx / n.
        time_mean: Time-weighted mean, Σ x·Δt / Σ Δt, each value held until the next sample but no
            longer than it was fresh (last-value hold; OPC UA Part 13, 5.4.3, *TimeAverage2* with
            stepped interpolation).
        deviation: Standard deviation of the samples, √(Σ(x - mean)² / (n - 1)) (Bessel's
            correction). Of buckets it is that of their means: what varies inside them is missing.
        quantiles: By time, in the order of `QUANTILES`: the smallest value that was not exceeded
            during at least that share of the known time (inverse of the distribution function,
            type 1 of Hyndman and Fan 1996).
        tier: The tier they were made of; exact only for RAW.
    """

    count: int
    bad: int
    good_share: float
    minimum: float
    maximum: float
    mean: float
    time_mean: float
    deviation: float
    quantiles: tuple[float, ...]
    tier: Tier

    @property
    def is_exact(self) -> bool:
        """True when every figure is made of the samples themselves."""
        return self.tier is Tier.RAW


def figures_of(course: Course) -> Figures:
    """Return the statistics of a course."""
    has_samples = course.count > 0
    count = int(course.count.sum())
    known_us = float(course.held_us.sum())
    mean = float((course.value * course.count).sum() / count) if count else _NOTHING
    return Figures(
        count,
        course.bad,
        known_us / (course.end_us - course.start_us),
        float(course.low[has_samples].min()) if count else _NOTHING,
        float(course.high[has_samples].max()) if count else _NOTHING,
        mean,
        float((course.value * course.held_us).sum() / known_us) if known_us else _NOTHING,
        _deviation(course, count, mean),
        tuple(quantiles(course.value, course.held_us, QUANTILES).tolist()),
        course.tier,
    )


def _deviation(course: Course, count: int, mean: float) -> float:
    if count <= 1:
        return _NOTHING
    squares = ((course.value - mean) ** 2 * course.count).sum()
    return float(np.sqrt(squares / (count - 1)))


def quantiles(
    values: Float64Array, weights: Float64Array, shares: tuple[float, ...]
) -> Float64Array:
    """Return for each share the smallest value whose accumulated weight reaches it.

    Args:
        values: float64[n], finite.
        weights: What each counts, float64[n], >= 0.
        shares: Shares in (0, 1].

    Returns:
        float64 of the length of `shares`; NaN when nothing has a weight.
    """
    values, weights = values[weights > 0], weights[weights > 0]
    if not len(values):
        return np.full(len(shares), _NOTHING)
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order])
    # A hair less, so that the rounding of a sum moves no quantile to the next value.
    wanted = np.array(shares) * reached[-1] * (1 - 1e-12)
    found: Float64Array = values[order][np.searchsorted(reached, wanted, "left")]
    return found


def time_by_state(course: Course) -> dict[float, float]:
    """Return for how many µs each code of a STATE point held, the longest first.

    Of buckets each counts for its last code; only RAW is exact.
    """
    codes, place = np.unique(course.value, return_inverse=True)
    sums = np.bincount(place, weights=course.held_us, minlength=len(codes))
    order = np.argsort(-sums, kind="stable")
    return dict(zip(codes[order].tolist(), sums[order].tolist(), strict=True))
