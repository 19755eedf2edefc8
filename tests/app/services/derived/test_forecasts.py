"""Forecast curves: from the present on, kept by the hour, refused in whole sentences."""

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from app.domain.forecasts import Forecast, ForecastMethod, ForecastRefusedError, Refusal
from app.domain.points import PointKey, PointKind
from app.domain.samples import Float64Array, Int64Array
from app.domain.series import Tier
from app.services.derived import forecasts
from app.services.derived.forecasts import (
    ForecastSeries,
    forecast_detail_text,
    forecast_error_text,
    forecast_figure_text,
    refusal_text,
)
from app.services.derived.historian import DerivedError, DerivedHistorian, Question
from tests.fakes.city import make_city
from tests.fakes.clocks import FakeClock
from tests.fakes.history_curves import CurveHistory

BERLIN = ZoneInfo("Europe/Berlin")
HOUR, DAY = 3_600_000_000, 86_400_000_000
NO2 = make_city(1).points[0]
OWN = PointKey(99)


def daily(key: int, time: Int64Array) -> Float64Array:
    noise = np.random.default_rng(3).normal(0, 1, 1_000)[time // HOUR % 1_000]
    values: Float64Array = 40 + 10 * np.sin(time / DAY * 2 * np.pi) + noise
    return values


def history_until(clock: FakeClock, days: int = 60) -> CurveHistory:
    now = clock.now_us()
    return CurveHistory(daily, first_us=now - days * DAY, last_us=now)


def series(clock: FakeClock, **options: object) -> ForecastSeries:
    method = ForecastMethod.HOLT_WINTERS
    return ForecastSeries(NO2.key, method, BERLIN, clock.now_us, **options)  # type: ignore[arg-type]


def test_a_forecast_is_a_curve_of_the_historian_that_begins_at_the_last_full_hour() -> None:
    clock = FakeClock()
    clock.advance(1_000)
    historian = DerivedHistorian(history_until(clock))
    curve = series(clock, horizon_h=24)
    historian.define({OWN: curve})
    now = clock.now_us()
    (frame,) = historian.query([OWN], now - DAY, now + 2 * DAY, 800)
    assert (frame.tier, len(frame)) == (Tier.HOUR, 24)
    assert frame.time[0] == now - now % HOUR
    assert (frame.low <= frame.mean).all()
    assert (frame.mean <= frame.high).all()
    assert (frame.key, curve.inputs, curve.method) == (OWN, (NO2.key,), ForecastMethod.HOLT_WINTERS)
    (part,) = historian.query([OWN], now + 3 * HOUR, now + 5 * HOUR, 800)
    assert len(part) == 3
    assert historian.query([OWN], now - 9 * DAY, now - 8 * DAY, 800)[0].time.tolist() == []


def test_it_is_made_once_an_hour_and_again_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forecasts, "_KEPT", 3)
    clock = FakeClock()
    history = history_until(clock)
    curve = series(clock)
    question = Question(OWN, clock.now_us(), clock.now_us() + DAY, 800)
    for _ in range(5):
        clock.advance(60)
        curve.query(history, question)
    assert len(history.asked) == 1
    clock.advance(3_600)
    curve.query(history, question)
    assert len(history.asked) == 2
    for _ in range(3):
        clock.advance(-3_600)
        curve.query(history, question)
    assert len(curve._kept) == 3


def test_a_refusal_is_not_kept_for_values_may_still_come_in() -> None:
    clock = FakeClock()
    history = history_until(clock)
    history.unknown = {NO2.key}
    curve = series(clock)
    question = Question(OWN, clock.now_us(), clock.now_us() + DAY, 800)
    with pytest.raises(DerivedError):
        curve.query(history, question)
    history.unknown = set()
    assert len(curve.query(history, question)) == 24


def test_nothing_after_the_moment_the_console_is_at_is_read() -> None:
    clock = FakeClock()
    history = history_until(clock)
    clock.advance(-10 * 86_400)
    pinned = clock.now_us()
    series(clock).query(history, Question(OWN, pinned, pinned + DAY, 800))
    assert all(end <= pinned for _, _, end, _, _ in history.asked)
    assert history.asked[0][4] is Tier.HOUR


def test_a_few_hours_are_forecast_by_quarters() -> None:
    clock = FakeClock()
    curve = series(clock, horizon_h=6)
    frame = curve.query(
        history_until(clock), Question(OWN, clock.now_us(), clock.now_us() + DAY, 800)
    )
    assert (frame.tier, len(frame)) == (Tier.QUARTER_HOUR, 24)


def refused(history: CurveHistory, clock: FakeClock, **options: object) -> str:
    curve = series(clock, **options)
    with pytest.raises(DerivedError) as caught:
        curve.query(history, Question(OWN, clock.now_us(), clock.now_us() + DAY, 800))
    assert curve.latest is None
    return str(caught.value)


def test_a_short_history_says_how_much_is_needed_and_how_much_there_is() -> None:
    clock = FakeClock()
    sentence = refused(history_until(clock, days=3), clock, horizon_h=24)
    assert "24 Stunden braucht es mindestens 7 Tage" in sentence
    assert sentence.endswith("bisher sind es 3 Tage.")
    hours = refused(history_until(clock, days=1), clock, horizon_h=24)
    assert hours.endswith("bisher sind es 24 Stunden.")


def test_states_counters_and_points_without_values_are_refused_in_words() -> None:
    clock = FakeClock()
    history = history_until(clock)
    assert "Zustände" in refused(history, clock, kind=PointKind.STATE)
    assert "Zählerstand" in refused(history, clock, kind=PointKind.COUNTER)
    assert history.asked == []
    history.unknown = {NO2.key}
    assert "fehlen Werte" in refused(history, clock)


@pytest.mark.parametrize("reason", Refusal)
def test_each_reason_has_a_sentence(reason: Refusal) -> None:
    sentence = refusal_text(ForecastRefusedError(reason, 0.7, 0.312), 48)
    assert sentence.endswith(".")
    if reason in {Refusal.TOO_GAPPY, Refusal.SILENT}:
        assert "31 %" in sentence
        assert "70 %" in sentence


def made() -> Forecast:
    clock = FakeClock()
    curve = series(clock)
    curve.query(history_until(clock), Question(OWN, clock.now_us(), clock.now_us() + DAY, 800))
    latest = curve.latest
    assert latest is not None
    return latest


def with_errors(mae: float, persistence: float, coverage: float = 0.78) -> Forecast:
    latest = made()
    test = replace(latest.test, mae=mae, rmse=4.0, persistence_mae=persistence, coverage=coverage)
    return replace(latest, test=test)


def texts(forecasts: Sequence[Forecast]) -> list[str]:
    point = replace(NO2, decimals=1)
    return [forecast_error_text(one, point) for one in forecasts]


def test_the_legend_says_how_wrong_it_was_and_against_what() -> None:
    head = "±3,2\u202fµg/m³ im Rücktest (Holt-Winters), 80-%-Band"
    cases = [(3.2, 3.2 / 0.65), (3.2, 3.2 / 1.05), (3.2, 3.2), (3.2, 0.0)]
    assert texts([with_errors(*case) for case in cases]) == [
        f"{head}, besser als Beharrung um 35 %",
        f"{head}, schlechter als Beharrung um 5 %",
        f"{head}, so gut wie Beharrung",
        head,
    ]


def test_the_tooltip_says_what_the_back_test_found_and_small_errors_keep_a_digit() -> None:
    sentence = forecast_detail_text(with_errors(3.2, 5.0), NO2)
    assert "78 % der Werte lagen im Band" in sentence
    assert "Gelernt aus 56 Tagen" in sentence
    assert "lagen im Band" not in forecast_detail_text(with_errors(1.0, 5.0, float("nan")), NO2)
    assert "±0.3" in forecast_error_text(with_errors(0.3, 5.0), NO2, mark=".")
    assert "RMSE 4" in forecast_detail_text(with_errors(1.0, 5.0), replace(NO2, decimals=0))


def test_the_plot_shows_the_error_as_a_figure_with_its_unit() -> None:
    assert (
        forecast_figure_text(with_errors(3.2, 5.0), replace(NO2, decimals=1)) == "±3,2\u202fµg/m³"
    )
