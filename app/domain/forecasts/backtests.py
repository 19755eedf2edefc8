"""How wrong a method was: forecasts from many past origins, held against what then happened.

Rolling origin (Tashman 2000). The method learns only from what lies before the first origin, and
each forecast uses only what lies before its own.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from app.domain.forecasts.histories import History, Seasons
from app.domain.forecasts.methods import Forecaster, ForecastMethod, persisted
from app.domain.samples import Float64Array, Int64Array

BAND: Final = 0.8
"""Share of the errors of the past that the band holds."""

_MOST_ORIGINS: Final = 120
_PART: Final = 2
_BLOCKS: Final = 5
_STRIDES: Final = (1, 5, 7, 11, 13, 17, 19, 23, 25, 29, 31, 35)
"""Distances of origins in steps that have no factor in common with a day: origins at any hour."""

_ENOUGH: Final = 20
_NOTHING: Final = float("nan")


@dataclass(frozen=True, slots=True)
class BackTest:
    """What a back-test found; all in the unit of the point.

    Attributes:
        origins: From how many origins it was forecast.
        mae: Mean absolute error, Σ|e| / n.
        rmse: Root of the mean squared error, √(Σe² / n).
        persistence_mae: Mean absolute error of persistence over the same steps.
        coverage: Share of values that lay inside a band made only of errors of other times, 0 to
            1; NaN when there are too few.
        low: Lower edge of the band of errors by horizon, float64[h].
        high: Upper edge.
    """

    origins: int
    mae: float
    rmse: float
    persistence_mae: float
    coverage: float
    low: Float64Array
    high: Float64Array

    @property
    def skill(self) -> float:
        """By which share the error is smaller than that of persistence; negative when larger."""
        return 1 - self.mae / self.persistence_mae if self.persistence_mae > 0 else _NOTHING


def back_test(history: History, seasons: Seasons, method: ForecastMethod, horizon: int) -> BackTest:
    """Test a method on the last part of a history; seasons reach a horizon beyond its end."""
    value = history.value
    origins = _origins(len(value), horizon, history.steps_a_day)
    forecaster = Forecaster.learned(method, value[: int(origins[0])], seasons, horizon)
    actual = value[origins[:, None] + np.arange(horizon)]
    errors = actual - forecaster.run(value, seasons, origins, horizon)
    steady = actual - persisted(value, origins, horizon)
    is_known = np.isfinite(errors)
    low, high = error_band(errors)
    return BackTest(
        len(origins),
        float(np.abs(errors[is_known]).mean()),
        float(np.sqrt((errors[is_known] ** 2).mean())),
        float(np.abs(steady[is_known]).mean()),
        _coverage(errors, origins),
        low,
        high,
    )


def _origins(length: int, horizon: int, steps_a_day: int) -> Int64Array:
    """Return the steps from which it is forecast, each with a whole horizon inside the history."""
    first = length - max(length // _PART, horizon + steps_a_day)
    last = length - horizon
    wanted = (last - first) / _MOST_ORIGINS
    stride = next((s for s in _STRIDES if s >= wanted), _STRIDES[-1])
    return np.arange(first, last + 1, stride, dtype=np.int64)


def error_band(errors: Float64Array) -> tuple[Float64Array, Float64Array]:
    """Return the empirical quantiles of the errors by horizon that hold the share `BAND`.

    Errors of neighbouring horizons are looked at together, of ever more of them until there are
    enough. Ranks are taken of n + 1 (Weibull), so that few errors give no band that is too narrow.

    Args:
        errors: float64[k, h], NaN where unknown; at least one known.
    """
    horizon = errors.shape[1]
    edges = ((1 - BAND) / 2, (1 + BAND) / 2)
    found = np.empty((2, horizon))
    for h in range(horizon):
        reach = max(horizon // 24, 1)
        pool = _around(errors, h, reach)
        while len(pool) < _ENOUGH and reach < horizon:
            reach *= 2
            pool = _around(errors, h, reach)
        found[:, h] = np.quantile(pool, edges, method="weibull")
    # The forecast itself is never outside its band, also where it was wrong to one side only.
    return np.minimum(found[0], 0.0), np.maximum(found[1], 0.0)


def _around(errors: Float64Array, h: int, reach: int) -> Float64Array:
    pool = errors[:, max(h - reach, 0) : h + reach + 1]
    known: Float64Array = pool[np.isfinite(pool)]
    return known


def _coverage(errors: Float64Array, origins: Int64Array) -> float:
    """Return the share of values inside a band made of errors of other times only.

    The origins are split into blocks of neighbours; the band for each comes from the others, less
    what was forecast for the same time.
    """
    ahead = np.arange(errors.shape[1])
    hits, tried = 0, 0
    for block in np.array_split(np.arange(len(origins)), _BLOCKS):
        begin, past = origins[block[0]], origins[block[-1]] + errors.shape[1]
        steps = origins[:, None] + ahead
        others = np.where((steps < begin) | (steps >= past), errors, np.nan)
        if np.isfinite(others).sum() < _ENOUGH:
            return _NOTHING
        low, high = error_band(others)
        own = errors[block]
        hits += int(((own >= low) & (own <= high)).sum())
        tried += int(np.isfinite(own).sum())
    return hits / tried
