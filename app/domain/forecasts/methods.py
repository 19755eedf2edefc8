"""The ways to forecast, behind one call: learn from a part, then run from any origin."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from app.domain.forecasts.histories import Seasons
from app.domain.forecasts.smoothing import Smoothing, learn, paths
from app.domain.samples import BoolArray, Float64Array, Int64Array


class ForecastMethod(StrEnum):
    """How it is forecast."""

    SEASONAL_NAIVE = "saisonal"
    """As it was at the same clock time a week ago, else the day before."""
    HOLT_WINTERS = "holt-winters"
    """Exponential smoothing of level, damped trend, daily and weekly season."""


@dataclass(frozen=True, slots=True)
class Forecaster:
    """A method with what it has learned.

    Attributes:
        method: The method.
        smoothing: The parameters that were learned; None where there is nothing to learn.
    """

    method: ForecastMethod
    smoothing: Smoothing | None = None

    @classmethod
    def learned(
        cls, method: ForecastMethod, value: Float64Array, seasons: Seasons, horizon: int
    ) -> "Forecaster":
        """Return a method that has learned from values; it sees no others while learning.

        Args:
            method: The method.
            value: Values by step, float64[n].
            seasons: Of these steps, and perhaps of later ones.
            horizon: How many steps it will have to forecast.
        """
        if method is ForecastMethod.HOLT_WINTERS:
            return cls(method, learn(value, seasons, horizon))
        return cls(method)

    def run(
        self, value: Float64Array, seasons: Seasons, origins: Int64Array, horizon: int
    ) -> Float64Array:
        """Forecast from several origins; from each only values before it are used.

        Args:
            value: Values by step, float64[n].
            seasons: Of these steps and of as many after them as are forecast.
            origins: Number of the first step forecast, ascending, int64[k]; at most n.
            horizon: How many steps from each.

        Returns:
            float64[k, horizon].
        """
        if self.smoothing is not None:
            return paths(value, seasons, origins, horizon, self.smoothing)
        return np.array([_naive(value, seasons, int(o), horizon) for o in origins])


def _naive(value: Float64Array, seasons: Seasons, origin: int, horizon: int) -> Float64Array:
    """Return the last value of the same slot of the week, else of the day, else the last one."""
    is_known = np.isfinite(value[:origin])
    ahead = slice(origin, origin + horizon)
    # The weeks before the last two are another season already.
    recent = is_known & (np.arange(origin) >= origin - 2 * seasons.steps_a_week)
    week = _last(value, seasons.week, recent, seasons.steps_a_week)[seasons.week[ahead]]
    day = _last(value, seasons.day, is_known, seasons.steps_a_day)[seasons.day[ahead]]
    found = np.where(np.isfinite(week), week, day)
    return np.where(np.isfinite(found), found, value[:origin][is_known][-1])


def _last(value: Float64Array, slot: Int64Array, rows: BoolArray, slots: int) -> Float64Array:
    """Return the last value of each slot among some rows; NaN where there is none."""
    places = np.flatnonzero(rows)
    newest = np.full(slots, -1, np.int64)
    np.maximum.at(newest, slot[places], places)
    return np.where(newest >= 0, value[newest], np.nan)


def persisted(value: Float64Array, origins: Int64Array, horizon: int) -> Float64Array:
    """Return what persistence says (Beharrung): it stays as it was last, float64[k, horizon].

    Whoever cannot beat this need not forecast.
    """
    known = np.flatnonzero(np.isfinite(value))
    last = value[known[np.searchsorted(known, origins, "left") - 1]]
    return np.repeat(last[:, None], horizon, axis=1)
