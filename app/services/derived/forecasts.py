"""A forecast as a derived series: from the present (or the moment pinned) on, with its band."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor
from threading import Lock
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.forecasts import (
    Forecast,
    ForecastMethod,
    ForecastRefusedError,
    Refusal,
    forecast,
    history_of,
)
from app.domain.points import Point, PointKey, PointKind
from app.domain.samples import Float64Array, Int64Array, Quality
from app.domain.series import TIER_WIDTH_US, SeriesFrame, Tier
from app.services.derived.historian import DerivedError, Question
from app.services.ports import HistorianReader

HORIZONS_H: Final = (24, 48, 168)
"""How far ahead a person may ask, in hours."""

MOST_HORIZON_H: Final = 168
_FINE_HORIZON_H: Final = 12
"""Up to here it is forecast by quarter hours."""

_WEEKS: Final = 8
_WEEK_US: Final = 7 * 86_400_000_000
_KEPT: Final = 64
_FEW_DAYS: Final = 2


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a kept forecast was made for."""

    origin_us: int
    tier: Tier


class ForecastSeries:
    """Forecasts a point out of at most eight weeks before the origin; see `DerivedSeries`.

    The origin is the last whole step (hour or quarter hour) that is over; it is forecast once for
    each origin and kept, so that a plot that lives does not do so with every picture. Thread-safe.

    Args:
        of_key: The point to forecast; recorded or derived itself.
        method: How.
        zone: The zone of the city.
        clock_now_us: Returns the present, or the moment the console is at, µs UTC.
        kind: What the point's values are.
        horizon_h: How many hours ahead, 1 to `MOST_HORIZON_H`.
    """

    def __init__(
        self,
        of_key: PointKey,
        method: ForecastMethod,
        zone: ZoneInfo,
        clock_now_us: Callable[[], int],
        *,
        kind: PointKind = PointKind.ANALOG,
        horizon_h: int = 48,
    ) -> None:
        self._of_key, self._method, self._zone = of_key, method, zone
        self._clock_now_us = clock_now_us
        self._kind = kind
        self._horizon_h = min(max(horizon_h, 1), MOST_HORIZON_H)
        self._lock = Lock()
        self._kept: OrderedDict[_Asked, Forecast] = OrderedDict()
        self._latest: Forecast | None = None

    @property
    def inputs(self) -> tuple[PointKey, ...]:
        """The point that is forecast."""
        return (self._of_key,)

    @property
    def method(self) -> ForecastMethod:
        """How it is forecast."""
        return self._method

    @property
    def latest(self) -> Forecast | None:
        """The forecast that was asked for last; None before, and when it was refused."""
        with self._lock:
            return self._latest

    def query(self, reader: HistorianReader, question: Question) -> SeriesFrame:
        """Return what is forecast inside the window; see `DerivedSeries.query`.

        Low and high are the band, mean and last the forecast itself.

        Raises:
            DerivedError: Nothing can be forecast; the sentence says why.
        """
        tier = Tier.QUARTER_HOUR if self._horizon_h <= _FINE_HORIZON_H else Tier.HOUR
        now_us = self._clock_now_us()
        asked = _Asked(now_us - now_us % TIER_WIDTH_US[tier], tier)
        with self._lock:
            made = self._kept.get(asked)
            self._latest = made
        if made is None:
            # Whoever asks meanwhile makes the same one again; nobody waits for a reader.
            made = self._made(reader, asked)
            self._keep(asked, made)
        return _frame(made, tier, question)

    def _keep(self, asked: _Asked, made: Forecast) -> None:
        """Keep a forecast; refusals are not kept, for values may still come in."""
        with self._lock:
            self._kept[asked] = made
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            self._latest = made

    def _made(self, reader: HistorianReader, asked: _Asked) -> Forecast:
        """Return the forecast for an origin.

        Raises:
            DerivedError: There is none; the sentence says why.
        """
        step_us = TIER_WIDTH_US[asked.tier]
        most = _WEEKS * _WEEK_US // step_us
        try:
            if self._kind is PointKind.ANALOG:
                start_us = asked.origin_us - most * step_us
                frames = reader.query([self._of_key], start_us, asked.origin_us, most, asked.tier)
            else:
                frames = []
            time, value = _columns(frames)
            history = history_of(time, value, asked.origin_us, step_us, most)
            horizon = self._horizon_h * TIER_WIDTH_US[Tier.HOUR] // step_us
            return forecast(history, self._method, horizon, self._zone, self._kind)
        except ForecastRefusedError as error:
            raise DerivedError(refusal_text(error, self._horizon_h)) from error


def _columns(frames: list[SeriesFrame]) -> tuple[Int64Array, Float64Array]:
    """Return bucket starts and means of what was read."""
    if not frames:
        return np.empty(0, np.int64), np.empty(0)
    frame = frames[0]
    rows = (frame.good > 0) & np.isfinite(frame.mean)
    return frame.time[rows], frame.mean[rows]


def _frame(made: Forecast, tier: Tier, question: Question) -> SeriesFrame:
    """Return the part of a forecast that overlaps the window, as whole buckets."""
    rows = (made.time + made.step_us > question.start_us) & (made.time < question.end_us)
    mid = made.mid[rows]
    count = len(mid)
    return SeriesFrame(
        question.key,
        tier,
        question.start_us,
        question.end_us,
        made.time[rows],
        made.low[rows],
        made.high[rows],
        mid,
        mid,
        np.ones(count, np.int32),
        np.zeros(count, np.int32),
        np.full(count, Quality.GOOD, np.uint8),
    )


def refusal_text(error: ForecastRefusedError, horizon_h: int) -> str:
    """Return why there is no forecast, with what is needed and what there is."""
    needed, had = error.needed, error.had
    if error.reason is Refusal.TOO_SHORT and had < _FEW_DAYS:
        return (
            f"Für eine Prognose über {horizon_h} Stunden braucht es mindestens {ceil(needed)} Tage "
            f"mit Werten; bisher sind es {24 * had:.0f} Stunden."
        )
    if error.reason is Refusal.TOO_SHORT:
        return (
            f"Für eine Prognose über {horizon_h} Stunden braucht es mindestens {ceil(needed)} Tage "
            f"mit Werten; bisher sind es {floor(had)} Tage."
        )
    if error.reason is Refusal.TOO_GAPPY:
        return (
            f"Die Werte haben zu viele Lücken für eine Prognose: Bekannt sind {had * 100:.0f} % "
            f"der letzten Wochen, nötig sind {needed * 100:.0f} %."
        )
    if error.reason is Refusal.SILENT:
        return (
            f"Vom letzten Tag ist zu wenig bekannt für eine Prognose: Es sind {had * 100:.0f} % "
            f"der Zeit, nötig sind {needed * 100:.0f} %."
        )
    return _REFUSALS[error.reason]


_REFUSALS: Final = {
    Refusal.IS_STATE: "Zustände lassen sich nicht prognostizieren; das geht nur mit Messwerten.",
    Refusal.IS_COUNTER: (
        "Ein Zählerstand wächst immer weiter. Prognostizieren lässt sich seine Änderung: "
        "Bilden Sie sie mit einer Formel."
    ),
    Refusal.EMPTY: "Für eine Prognose fehlen Werte: In den letzten acht Wochen gibt es keine.",
    Refusal.CONSTANT: "Der Wert hat sich in den letzten Wochen nicht geändert; es gibt nichts zu "
    "prognostizieren.",
}


_METHODS: Final = {
    ForecastMethod.HOLT_WINTERS: "Holt-Winters",
    ForecastMethod.SEASONAL_NAIVE: "wie in der Vorwoche",
}


def forecast_error_text(made: Forecast, point: Point, *, mark: str = ",") -> str:
    """Return how a forecast was made and how wrong the method was, for the legend.

    Args:
        made: The forecast.
        point: The point it is of, for unit and decimals.
        mark: The decimal mark of the language on screen.
    """
    name = _METHODS[made.method]
    # The error stands first: long rows are cut at their end.
    error = _figure(made.test.mae, point, mark)
    skill = made.test.skill
    if not np.isfinite(skill):
        return f"±{error} im Rücktest ({name}), 80-%-Band"
    share = f"{abs(skill) * 100:.0f}"
    if share == "0":
        return f"±{error} im Rücktest ({name}), 80-%-Band, so gut wie Beharrung"
    if skill > 0:
        return f"±{error} im Rücktest ({name}), 80-%-Band, besser als Beharrung um {share} %"
    return f"±{error} im Rücktest ({name}), 80-%-Band, schlechter als Beharrung um {share} %"


def forecast_figure_text(made: Forecast, point: Point, *, mark: str = ",") -> str:
    """Return how wrong the method was as a figure alone, for the plot; arguments as above."""
    return f"±{_figure(made.test.mae, point, mark)}"


def forecast_detail_text(made: Forecast, point: Point, *, mark: str = ",") -> str:
    """Return what a back-test found, in one sentence for a tooltip."""
    test = made.test
    mae, rmse = _figure(test.mae, point, mark), _figure(test.rmse, point, mark)
    days = f"{made.history_days:.0f}"
    if not np.isfinite(test.coverage):
        return (
            f"Gelernt aus {days} Tagen; im Rücktest von {test.origins} Zeitpunkten aus lag sie im "
            f"Mittel um {mae} daneben (RMSE {rmse})."
        )
    return (
        f"Gelernt aus {days} Tagen; im Rücktest von {test.origins} Zeitpunkten aus lag sie im "
        f"Mittel um {mae} daneben (RMSE {rmse}), und {test.coverage * 100:.0f} % der Werte lagen "
        f"im Band für 80 %."
    )


def _figure(value: float, point: Point, mark: str) -> str:
    """Return an error with its unit; with one digit more where it would read as nothing."""
    decimals = max(point.decimals, 0)
    if value < 0.5 * 10.0**-decimals:
        decimals += 1
    text = f"{value:.{decimals}f}".replace(".", mark)
    return f"{text}\u202f{point.unit.symbol}" if point.unit.symbol else text
