"""A forecast: the mid line, the band, and how good the method was in the past."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.forecasts.backtests import BackTest, back_test
from app.domain.forecasts.histories import History, check, seasons_of
from app.domain.forecasts.methods import Forecaster, ForecastMethod
from app.domain.points import PointKind
from app.domain.samples import Float64Array, Int64Array


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is to come after the origin, by steps.

    Attributes:
        method: How it was made.
        origin_us: The moment; nothing after it was used, µs UTC.
        step_us: Width of a step.
        time: Begin of each step, int64[h].
        low: Lower edge of the band, float64[h].
        mid: The forecast itself.
        high: Upper edge.
        test: How good the method was.
        history_days: How long the history was that it learned from.
    """

    method: ForecastMethod
    origin_us: int
    step_us: int
    time: Int64Array
    low: Float64Array
    mid: Float64Array
    high: Float64Array
    test: BackTest
    history_days: float


def forecast(
    history: History,
    method: ForecastMethod,
    horizon: int,
    zone: ZoneInfo,
    kind: PointKind = PointKind.ANALOG,
) -> Forecast:
    """Forecast the steps after a history's origin.

    A quantity that was never negative is not forecast to be.

    Args:
        history: The past.
        method: How.
        horizon: How many steps, at least 1.
        zone: The zone of the city; seasons follow its clock.
        kind: What the values are.

    Raises:
        ForecastRefusedError: The history carries no forecast.
    """
    check(history, kind, horizon)
    value = history.value
    seasons = seasons_of(history, horizon, zone)
    test = back_test(history, seasons, method, horizon)
    forecaster = Forecaster.learned(method, value, seasons, horizon)
    mid = forecaster.run(value, seasons, np.array([len(value)], np.int64), horizon)[0]
    floor = 0.0 if np.nanmin(value) >= 0 else -np.inf
    steps = np.arange(horizon, dtype=np.int64)
    return Forecast(
        method,
        history.origin_us,
        history.step_us,
        history.origin_us + steps * history.step_us,
        np.maximum(mid + test.low, floor),
        np.maximum(mid, floor),
        np.maximum(mid + test.high, floor),
        test,
        history.days,
    )
