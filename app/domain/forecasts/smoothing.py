"""Exponential smoothing after Holt and Winters: additive, damped trend, two seasons.

Holt (1957), Winters (1960); damped trend after Gardner and McKenzie (1985); a second season and the
first-order adjustment of the residual after Taylor (2003); written in error-correction form
(Hyndman et al. 2008, *Forecasting with Exponential Smoothing*). With the residual
r = y - (l + φb + d + w) of a step and what it adds to the one before, e = r - ρ r₋₁:

    l' = l + φb + α e      b' = φb + α β e      d' = d + γ e      w' = w + ω e

h steps ahead it is l + (φ + … + φ^h) b + d + w + ρ^h r: what is unusual now fades. An unknown step
changes nothing, but trend and residual fade. So that one incident does not come back every week, e
counts for at most five times its usual size (after Gelper, Fried and Croux 2010).
"""

from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np

from app.domain.forecasts.histories import Seasons
from app.domain.samples import Float64Array, Int64Array

_LEVELS: Final = (0.0, 0.02, 0.1, 0.3, 0.6)
_TRENDS: Final = ((0.0, 0.9), (0.1, 0.9), (0.1, 0.97))
"""Trend and its damping."""
_SEASONS: Final = (0.02, 0.1, 0.3)
_RESIDUALS: Final = (0.0, 0.5, 0.8, 0.95)

_AT_MOST: Final = 5.0
"""How many times its usual size an error counts at most."""
_SIGMA: Final = 1.2533
"""Standard deviation of normal errors by their mean absolute value, √(π / 2)."""
_SIZE_RATE: Final = 0.02
_LEAST_SIZE: Final = 0.02
_TINY: Final = 1e-9

_CHOOSING_PART: Final = 4
_CHOOSING_ORIGINS: Final = 40

_WEEKS_TO_BEGIN: Final = 2
_DRAWN: Final = 0.25
"""What a slot of few values is drawn to zero by, in values."""


@dataclass(frozen=True, slots=True)
class Smoothing:
    """Parameters: of level α, trend β, damping φ, daily season γ, weekly season ω, residual ρ."""

    level: float
    trend: float
    damping: float
    day: float
    week: float
    residual: float


@dataclass(slots=True)
class _State:
    """Level, trend, residual, usual size of errors, [p], and seasons, [slots, p], for p sets."""

    level: Float64Array
    trend: Float64Array
    residual: Float64Array
    size: Float64Array
    least: float
    day: Float64Array
    week: Float64Array


@dataclass(frozen=True, slots=True)
class _Rates:
    """The parameters of p sets as columns, float64[p] each."""

    level: Float64Array
    trend: Float64Array
    damping: Float64Array
    day: Float64Array
    week: Float64Array
    residual: Float64Array

    @classmethod
    def of(cls, sets: list[Smoothing]) -> "_Rates":
        return cls(
            np.array([one.level for one in sets]),
            np.array([one.level * one.trend for one in sets]),
            np.array([one.damping for one in sets]),
            np.array([one.day for one in sets]),
            np.array([one.week for one in sets]),
            np.array([one.residual for one in sets]),
        )

    def step(self, state: _State, value: float, day: int, week: int) -> Float64Array | None:
        """Take one step; return its errors, None where the value is unknown."""
        trend = self.damping * state.trend
        level = state.level + trend
        expected = self.residual * state.residual
        if value != value:  # noqa: PLR0124 - the quickest test for NaN in a loop of thousands
            state.level, state.trend, state.residual = level, trend, expected
            return None
        error: Float64Array = value - (level + state.day[day] + state.week[week] + expected)
        limit = _AT_MOST * state.size
        kept = np.minimum(np.maximum(error, -limit), limit)
        state.size += _SIZE_RATE * (_SIGMA * np.abs(kept) - state.size)
        np.maximum(state.size, state.least, out=state.size)
        state.residual = expected + kept
        state.level = level + self.level * kept
        state.trend = trend + self.trend * kept
        state.day[day] += self.day * kept
        state.week[week] += self.week * kept
        return error


def learn(value: Float64Array, seasons: Seasons, horizon: int) -> Smoothing:
    """Return the parameters that fit these values best, found on a small fixed grid.

    For each α the others are those with the smallest mean absolute error of one step. Which α it
    is, is then decided by the error over the whole horizon within the last quarter of the same
    values: one step ahead a level that runs after each value looks better than it is.
    """
    begun = _begin_length(value, seasons)
    sets = _best_by_level(value, seasons, begun)
    first = max(begun, len(value) - len(value) // _CHOOSING_PART)
    stride = max((len(value) - horizon - first) // _CHOOSING_ORIGINS, 1)
    origins = np.arange(first, len(value) - horizon + 1, stride, dtype=np.int64)
    if not len(origins):
        return sets[0]
    actual = value[origins[:, None] + np.arange(horizon)]
    errors = np.abs(actual - _paths(value, seasons, origins, horizon, sets))
    is_known = np.isfinite(actual)
    sums = np.where(is_known, errors, 0.0).sum(axis=(1, 2))
    return sets[int(np.argmin(sums))]


def _best_by_level(value: Float64Array, seasons: Seasons, begun: int) -> list[Smoothing]:
    """Return the best set of each level by the error of one step, the best of all first.

    Steps the beginning was made of are not counted. Without two whole weeks there is no weekly
    season.
    """
    weeks = _SEASONS if begun > seasons.steps_a_week else (0.0,)
    sets = [
        Smoothing(level, trend, damping, day, week, residual)
        for level, (trend, damping), day, week, residual in product(
            _LEVELS, _TRENDS, _SEASONS, weeks, _RESIDUALS
        )
    ]
    rates, state = _Rates.of(sets), _begin(value[:begun], seasons, len(sets))
    sums = np.zeros(len(sets))
    columns = (value.tolist(), seasons.day.tolist(), seasons.week.tolist())
    for i, (y, day, week) in enumerate(zip(*columns, strict=False)):
        error = rates.step(state, y, day, week)
        if error is not None and i >= begun:
            sums += np.abs(error)
    by_level = sums.reshape(len(_LEVELS), -1)
    best = np.argmin(by_level, axis=1)
    order = np.argsort(by_level.min(axis=1), kind="stable")
    return [sets[level * by_level.shape[1] + best[level]] for level in order.tolist()]


def paths(
    value: Float64Array, seasons: Seasons, origins: Int64Array, horizon: int, rates: Smoothing
) -> Float64Array:
    """Forecast from several origins, see `methods.Forecaster.run`.

    The beginning is made of the first steps, which lie before the first origin.
    """
    found: Float64Array = _paths(value, seasons, origins, horizon, [rates])[0]
    return found


def _paths(
    value: Float64Array, seasons: Seasons, origins: Int64Array, horizon: int, sets: list[Smoothing]
) -> Float64Array:
    """Forecast with several sets of parameters at once, float64[p, k, horizon]."""
    rates = _Rates.of(sets)
    begun = _begin_length(value[: int(origins[0])], seasons)
    state = _begin(value[:begun], seasons, len(sets))
    steps = np.arange(1, horizon + 1)
    fading = np.cumsum(rates.damping[:, None] ** steps, axis=1)
    unusual = rates.residual[:, None] ** steps
    found = np.empty((len(sets), len(origins), horizon))
    columns = (value.tolist(), seasons.day.tolist(), seasons.week.tolist())
    done = 0
    for k, origin in enumerate(origins.tolist()):
        for i in range(done, origin):
            rates.step(state, columns[0][i], columns[1][i], columns[2][i])
        done = origin
        ahead = slice(origin, origin + horizon)
        season = state.day[seasons.day[ahead]] + state.week[seasons.week[ahead]]
        moved = fading * state.trend[:, None] + unusual * state.residual[:, None]
        found[:, k] = state.level[:, None] + moved + season.T
    return found


def _begin_length(value: Float64Array, seasons: Seasons) -> int:
    """Return from how many steps level and seasons begin: two weeks, else what whole days fit."""
    weeks = _WEEKS_TO_BEGIN * seasons.steps_a_week
    if len(value) >= weeks + seasons.steps_a_week:
        return weeks
    days = min(len(value) // (2 * seasons.steps_a_day), seasons.steps_a_week // seasons.steps_a_day)
    return max(days, 1) * seasons.steps_a_day


def _begin(value: Float64Array, seasons: Seasons, sets: int) -> _State:
    """Return where it begins: the median, and what each slot differs from it."""
    is_known = np.isfinite(value)
    level = float(np.median(value[is_known])) if is_known.any() else 0.0
    rest = np.where(is_known, value - level, 0.0)
    day_slot, week_slot = seasons.day[: len(value)], seasons.week[: len(value)]
    day = _slot_medians(rest[is_known], day_slot[is_known], seasons.steps_a_day)
    bare = np.where(is_known, rest - day[day_slot], np.nan)
    size = _SIGMA * float(np.abs(bare[is_known]).mean()) if is_known.any() else 0.0
    week = np.zeros(seasons.steps_a_week)
    if len(value) > seasons.steps_a_week:
        usual = np.clip(bare, -_AT_MOST * size, _AT_MOST * size)
        week = _slot_means(usual, week_slot, seasons.steps_a_week)
    least = _LEAST_SIZE * float(np.abs(rest).mean()) + _TINY
    return _State(
        np.full(sets, level),
        np.zeros(sets),
        np.zeros(sets),
        np.full(sets, max(size, least)),
        least,
        np.repeat(day[:, None], sets, axis=1),
        np.repeat(week[:, None], sets, axis=1),
    )


def _slot_medians(value: Float64Array, slot: Int64Array, slots: int) -> Float64Array:
    """Return the median of each slot; 0 where it has no values."""
    order = np.lexsort((value, slot))
    counts = np.bincount(slot, minlength=slots)
    first = np.cumsum(counts) - counts
    has_any = counts > 0
    lower = first + np.maximum(counts - 1, 0) // 2
    upper = first + counts // 2
    medians = np.zeros(slots)
    both = value[order][np.stack([lower[has_any], upper[has_any]])]
    medians[has_any] = both.mean(axis=0)
    return medians


def _slot_means(value: Float64Array, slot: Int64Array, slots: int) -> Float64Array:
    """Return the mean of each slot, drawn to zero where it stands on few values."""
    is_known = np.isfinite(value)
    counts = np.bincount(slot[is_known], minlength=slots)
    sums = np.bincount(slot[is_known], weights=value[is_known], minlength=slots)
    means: Float64Array = sums / (counts + _DRAWN)
    return means
