"""How two points go together: pairs aligned in time, correlation, line, and lag.

A correlation is not a cause. What speaks against taking it for one is said by `Caveat`s.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.analysis.calendars import DAY_US, HOUR_US, local_us
from app.domain.analysis.courses import Course
from app.domain.analysis.integrals import known_and_means
from app.domain.samples import Float64Array, Int64Array

STEPS_US: Final = tuple(
    seconds * 1_000_000
    for seconds in (
        1,
        2,
        5,
        10,
        20,
        30,
        60,
        120,
        300,
        600,
        900,
        1_800,
        3_600,
        7_200,
        21_600,
        86_400,
    )
)
"""Distances of the common time steps, in µs."""

MOST_PAIRS: Final = 10_000
_LEAST_KNOWN: Final = 0.5
_LEAST_PAIRS: Final = 3
_FEW: Final = 30
_MOST_LAGS: Final = 240
_LAG_SHARE: Final = 4
_STRONG: Final = 0.5
_APART: Final = 0.2
_RHYTHM_DAYS: Final = 3
_NOTHING: Final = float("nan")


class Caveat(StrEnum):
    """Why a figure is to be taken with care."""

    FEW_PAIRS = "few_pairs"
    """Fewer than 30 pairs."""
    FEW_INDEPENDENT = "few_independent"
    """Neighbouring pairs resemble each other: there are fewer than 30 independent ones."""
    DISAGREEING = "disagreeing"
    """Values and ranks tell something else: outliers, or no straight line."""
    CONSTANT = "constant"
    """One of the two does not change: there is no correlation."""
    LAG_AT_EDGE = "lag_at_edge"
    """The greatest correlation lies at the largest shift that was tried."""
    SHARED_RHYTHM = "shared_rhythm"
    """Without the daily rhythm of both little is left of it."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Two points, x and y, over one window.

    Attributes:
        step_us: Distance of the time steps over which both were averaged.
        time: Begin of each pair's step, µs UTC, int64[n].
        x: Mean of the one, float64[n].
        y: Mean of the other, float64[n].
        pearson: Correlation of the values, Σ(x-x̄)(y-ȳ) / √(Σ(x-x̄)²·Σ(y-ȳ)²) (Pearson 1895).
        spearman: Correlation of the ranks, ties share their mean rank (Spearman 1904): how far
            the one rises with the other at all, straight or not.
        independent: About how many independent pairs there are, n·(1 - ab) / (1 + ab) with the
            lag-1 autocorrelations a and b (Bartlett 1935).
        slope: Of the least-squares line y = intercept + slope · x.
        intercept: Of the same line.
        lag_us: By how much y follows x where they correlate most; negative when y goes ahead.
        lag_pearson: The correlation at that lag.
        without_rhythm: Pearson's correlation after the mean of each clock hour was taken off both;
            NaN for windows of less than three days.
        caveats: What is to be said with the figures.
    """

    step_us: int
    time: Int64Array
    x: Float64Array
    y: Float64Array
    pearson: float
    spearman: float
    independent: float
    slope: float
    intercept: float
    lag_us: int
    lag_pearson: float
    without_rhythm: float
    caveats: tuple[Caveat, ...]

    def __len__(self) -> int:
        return len(self.x)


def relation(x: Course, y: Course, zone: ZoneInfo) -> Relation:
    """Return how two courses over one window go together.

    Both are averaged over common time steps, the finest of `STEPS_US` that is no finer than their
    samples usually come and gives at most `MOST_PAIRS`; a step counts when at least half of it is
    known of both.
    """
    step = _step_us(x, y)
    start = x.start_us - x.start_us % step
    edges = np.arange(start, x.end_us + step, step, dtype=np.int64)
    columns = [_known_means(course, edges, step) for course in (x, y)]
    has_both = np.isfinite(columns[0]) & np.isfinite(columns[1])
    xs, ys = columns[0][has_both], columns[1][has_both]
    time = edges[:-1][has_both]
    r, rho = pearson(xs, ys), spearman(xs, ys)
    slope, intercept = _line(xs, ys)
    lag, lag_r, is_edge = _greatest(columns[0], columns[1])
    bare = _without_rhythm(time, xs, ys, zone)
    independent = _independent(xs, ys)
    return Relation(
        step, time, xs, ys, r, rho, independent, slope, intercept, lag * step, lag_r,
        bare, _caveats(len(xs), independent, (r, rho, bare), is_edge=is_edge),
    )  # fmt: skip


def _step_us(x: Course, y: Course) -> int:
    least = max(_usual_span(x), _usual_span(y), (x.end_us - x.start_us) / MOST_PAIRS)
    return next((step for step in STEPS_US if step >= least), STEPS_US[-1])


def _usual_span(course: Course) -> float:
    return float(np.median(course.span_us)) if len(course) else 0.0


def _known_means(course: Course, edges: Int64Array, step: int) -> Float64Array:
    known, means = known_and_means(course, edges)
    room = np.minimum(edges[1:], course.end_us) - np.maximum(edges[:-1], course.start_us)
    return np.where(known >= _LEAST_KNOWN * np.clip(room, 1, step), means, np.nan)


def pearson(x: Float64Array, y: Float64Array) -> float:
    """Return Pearson's correlation; NaN with fewer than three pairs or without any change."""
    if len(x) < _LEAST_PAIRS:
        return _NOTHING
    dx, dy = x - x.mean(), y - y.mean()
    size = float(np.sqrt((dx**2).sum()) * np.sqrt((dy**2).sum()))
    if _is_constant(x) or _is_constant(y) or size == 0:
        return _NOTHING
    return float(np.clip((dx * dy).sum() / size, -1.0, 1.0))


def _is_constant(values: Float64Array) -> bool:
    return float(np.ptp(values)) <= 1e-12 * float(np.abs(values).max())


def spearman(x: Float64Array, y: Float64Array) -> float:
    """Return Spearman's rank correlation; NaN as for `pearson`."""
    return pearson(ranks(x), ranks(y))


def ranks(values: Float64Array) -> Float64Array:
    """Return the ranks from 1 on; equal values share the mean of theirs."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    past = np.cumsum(counts)
    mean_rank: Float64Array = past - (counts - 1) / 2
    return mean_rank[place]


def _line(x: Float64Array, y: Float64Array) -> tuple[float, float]:
    if len(x) < _LEAST_PAIRS or _is_constant(x):
        return _NOTHING, _NOTHING
    dx = x - x.mean()
    slope = float((dx * (y - y.mean())).sum() / (dx**2).sum())
    return slope, float(y.mean() - slope * x.mean())


def _greatest(x: Float64Array, y: Float64Array) -> tuple[int, float, bool]:
    """Return by how many steps y follows x where they correlate most, how much they do there.

    The last part of the answer tells whether that is the largest shift tried.
    """
    most = min(len(x) // _LAG_SHARE, _MOST_LAGS)
    best, best_r = 0, _NOTHING
    for lag in sorted(range(-most, most + 1), key=abs):
        ahead, behind = (x[: len(x) - lag], y[lag:]) if lag >= 0 else (x[-lag:], y[:lag])
        both = np.isfinite(ahead) & np.isfinite(behind)
        r = pearson(ahead[both], behind[both])
        # Nearly as great at a shorter shift is as great: a hair of noise shall not decide.
        if np.isfinite(r) and not abs(r) <= abs(best_r) + 1e-9:
            best, best_r = lag, r
    return best, best_r, most > 0 and abs(best) == most


def _independent(x: Float64Array, y: Float64Array) -> float:
    product = pearson(x[:-1], x[1:]) * pearson(y[:-1], y[1:])
    if not np.isfinite(product):
        return float(len(x))
    held = max(product, 0.0)
    return len(x) * (1 - held) / (1 + held)


def _without_rhythm(time: Int64Array, x: Float64Array, y: Float64Array, zone: ZoneInfo) -> float:
    if not len(time) or time[-1] - time[0] < _RHYTHM_DAYS * DAY_US:
        return _NOTHING
    hour = local_us(time, zone) % DAY_US // HOUR_US
    counts = np.maximum(np.bincount(hour, minlength=24), 1)
    bare = [
        values - (np.bincount(hour, weights=values, minlength=24) / counts)[hour]
        for values in (x, y)
    ]
    return pearson(bare[0], bare[1])


def _caveats(
    count: int, independent: float, found: tuple[float, float, float], *, is_edge: bool
) -> tuple[Caveat, ...]:
    """Return what is to be said; `found` are the correlations of values, ranks, without rhythm."""
    r, rho, bare = found
    said = {
        Caveat.FEW_PAIRS: count < _FEW,
        Caveat.FEW_INDEPENDENT: count >= _FEW and independent < _FEW,
        Caveat.DISAGREEING: count >= _FEW and abs(r - rho) > _APART,
        Caveat.CONSTANT: count >= _LEAST_PAIRS and not np.isfinite(r),
        Caveat.LAG_AT_EDGE: is_edge,
        Caveat.SHARED_RHYTHM: abs(r) >= _STRONG and abs(bare) < abs(r) / 2,
    }
    return tuple(caveat for caveat, is_said in said.items() if is_said)
