"""Forecasts of a point out of its own past, with a band and an honest back-test; or a refusal.

Pure functions over numpy columns; nothing after the origin is ever looked at. Start reading at
`forecasting`; `methods` holds the ways to forecast, `backtests` measures how wrong they were.
"""

from app.domain.forecasts.backtests import BAND, BackTest
from app.domain.forecasts.forecasting import Forecast, forecast
from app.domain.forecasts.histories import History, history_of
from app.domain.forecasts.methods import ForecastMethod
from app.domain.forecasts.refusals import ForecastRefusedError, Refusal

__all__ = [
    "BAND",
    "BackTest",
    "Forecast",
    "ForecastMethod",
    "ForecastRefusedError",
    "History",
    "Refusal",
    "forecast",
    "history_of",
]
