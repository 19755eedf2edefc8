"""Forecasts of made-up points whose structure is known, and refusals of those without any."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.analysis.calendars import local_us
from app.domain.forecasts import (
    BAND,
    ForecastMethod,
    ForecastRefusedError,
    History,
    Refusal,
    forecast,
    history_of,
)
from app.domain.forecasts.backtests import back_test, error_band
from app.domain.forecasts.histories import seasons_of
from app.domain.forecasts.methods import Forecaster, persisted
from app.domain.points import PointKind
from app.domain.samples import Float64Array, Int64Array

BERLIN = ZoneInfo("Europe/Berlin")
HOUR, DAY = 3_600_000_000, 24
ORIGIN = 1_764_000_000_000_000 // HOUR * HOUR
MARCH_30 = 1_743_292_800_000_000
"""2025-03-30 00:00 UTC; at 01:00 UTC summer time begins."""

Shape = Callable[[Int64Array], Any]


def city_air(clock_h: Int64Array) -> Float64Array:
    """Return a day and a week of traffic by the clock on the wall."""
    is_weekend = (clock_h // 24 + 3) % 7 >= 5
    day: Float64Array = 40 + 12 * np.sin((clock_h % 24 - 8) / 24 * 2 * np.pi)
    return day - 9.0 * is_weekend


def past(
    days: int, *, noise: float = 0.0, seed: int = 1, origin: int = ORIGIN, shape: Shape = city_air
) -> History:
    time = origin + np.arange(-days * DAY, 0) * HOUR
    values = shape(local_us(time, BERLIN) // HOUR)
    values = values + np.random.default_rng(seed).normal(0, noise, len(values))
    return history_of(time, values, origin, HOUR, days * DAY)


def future(origin: int, horizon: int, shape: Shape = city_air) -> Float64Array:
    clock = local_us(origin + np.arange(horizon, dtype=np.int64) * HOUR, BERLIN) // HOUR
    return np.asarray(shape(clock), np.float64)


@pytest.mark.parametrize("method", ForecastMethod)
def test_a_day_and_a_week_without_noise_are_found(method: ForecastMethod) -> None:
    made = forecast(past(56), method, 168, BERLIN)
    assert made.time.tolist() == [ORIGIN + i * HOUR for i in range(168)]
    # The day swings by 24 and the week by 9.
    assert np.abs(made.mid - future(ORIGIN, 168)).mean() < 0.8
    assert made.test.mae < 0.8
    assert made.test.skill > 0.9


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_holt_winters_beats_persistence_and_its_band_holds_what_it_says(seed: int) -> None:
    made = forecast(past(56, noise=3, seed=seed), ForecastMethod.HOLT_WINTERS, 48, BERLIN)
    naive = forecast(past(56, noise=3, seed=seed), ForecastMethod.SEASONAL_NAIVE, 48, BERLIN)
    assert made.test.skill > 0.6
    assert made.test.mae < naive.test.mae
    assert made.test.mae < made.test.rmse < 1.3 * 3
    assert made.test.coverage == pytest.approx(BAND, abs=0.06)
    # What really comes lies in the band about as often.
    actual = future(ORIGIN, 48) + np.random.default_rng(seed + 50).normal(0, 3, 48)
    assert ((actual >= made.low) & (actual <= made.high)).mean() == pytest.approx(BAND, abs=0.15)


@pytest.mark.parametrize("method", ForecastMethod)
def test_the_peak_stays_on_the_clock_when_it_is_put_forward(method: ForecastMethod) -> None:
    made = forecast(past(42, origin=MARCH_30), method, 48, BERLIN)
    wrong = np.abs(np.roll(future(MARCH_30, 48), 1) - future(MARCH_30, 48)).mean()
    assert np.abs(made.mid - future(MARCH_30, 48)).mean() < wrong / 2


@pytest.mark.parametrize("method", ForecastMethod)
@settings(max_examples=25)
@given(cut=st.integers(300, 500), spoiled=st.floats(-1e3, 1e3))
def test_nothing_after_an_origin_is_used(method: ForecastMethod, cut: int, spoiled: float) -> None:
    history = past(21, noise=2)
    seasons = seasons_of(history, 48, BERLIN)
    forecaster = Forecaster.learned(method, history.value[:cut], seasons, 24)
    origins = np.array([cut - 30, cut], np.int64)
    before = forecaster.run(history.value, seasons, origins, 24)
    other = history.value.copy()
    other[cut:] = spoiled
    assert Forecaster.learned(method, other[:cut], seasons, 24) == forecaster
    assert forecaster.run(other, seasons, origins, 24).tolist() == before.tolist()


def test_the_same_history_gives_the_same_forecast() -> None:
    made = [forecast(past(20, noise=4), ForecastMethod.HOLT_WINTERS, 24, BERLIN) for _ in range(2)]
    assert made[0].mid.tolist() == made[1].mid.tolist()
    assert made[0].low.tolist() == made[1].low.tolist()


@pytest.mark.parametrize("method", ForecastMethod)
def test_gaps_that_are_not_too_large_are_bridged(method: ForecastMethod) -> None:
    history = past(28, noise=1)
    history.value[100:130] = np.nan
    history.value[::9] = np.nan
    history.value[-3:] = np.nan
    made = forecast(history, method, 24, BERLIN)
    assert np.isfinite(made.mid).all()
    assert np.abs(made.mid - future(ORIGIN, 24)).mean() < 3


def test_a_short_history_is_forecast_by_its_days() -> None:
    by_day: Shape = lambda clock: 10.0 + clock % 24  # noqa: E731 - a shape in one line
    for method in ForecastMethod:
        made = forecast(past(7, shape=by_day), method, 24, BERLIN)
        assert np.abs(made.mid - future(ORIGIN, 24, by_day)).max() < 2.5


def test_what_was_never_negative_is_not_forecast_to_be() -> None:
    dim: Shape = lambda clock: np.maximum(0.0, np.sin((clock % 24 - 6) / 12 * np.pi))  # noqa: E731
    history = past(21, shape=dim)
    made = forecast(history, ForecastMethod.HOLT_WINTERS, 24, BERLIN)
    assert made.low.min() >= 0
    cold = History(ORIGIN, HOUR, past(21, noise=1).value - 40)
    assert forecast(cold, ForecastMethod.HOLT_WINTERS, 24, BERLIN).low.min() < 0


@pytest.mark.parametrize("days_ago", [7, 40, 54])
def test_an_incident_of_one_hour_does_not_come_back_every_week(days_ago: int) -> None:
    quiet, struck = past(56, noise=1), past(56, noise=1)
    struck.value[-days_ago * DAY + 5] += 300
    made = [forecast(h, ForecastMethod.HOLT_WINTERS, 48, BERLIN).mid for h in (quiet, struck)]
    assert np.abs(made[1] - made[0]).max() < 6


def refusal_of(history: History, kind: PointKind = PointKind.ANALOG) -> ForecastRefusedError:
    with pytest.raises(ForecastRefusedError) as caught:
        forecast(history, ForecastMethod.HOLT_WINTERS, 24, BERLIN, kind)
    return caught.value


def test_what_carries_no_forecast_is_refused_with_a_reason() -> None:
    assert refusal_of(past(30), PointKind.STATE).reason is Refusal.IS_STATE
    assert refusal_of(past(30), PointKind.COUNTER).reason is Refusal.IS_COUNTER
    nothing = history_of(np.empty(0, np.int64), np.empty(0), ORIGIN, HOUR, 99)
    assert refusal_of(nothing).reason is Refusal.EMPTY
    short = refusal_of(past(6))
    assert (short.reason, short.needed, short.had) == (Refusal.TOO_SHORT, 7, 6)
    constant = refusal_of(past(30, shape=lambda clock: np.full(len(clock), 4.2)))
    assert constant.reason is Refusal.CONSTANT
    gappy = past(30)
    gappy.value[1::2] = np.nan
    assert refusal_of(gappy).reason is Refusal.TOO_GAPPY
    silent = past(30)
    silent.value[-14:] = np.nan
    found = refusal_of(silent)
    assert found.reason is Refusal.SILENT
    assert found.had == pytest.approx(10 / 24)


def test_a_history_takes_nothing_from_its_origin_on_and_nothing_too_old() -> None:
    time = ORIGIN + np.array([-9, -3, -2, -1, 0, 1]) * HOUR
    value = np.array([1.0, 2.0, np.nan, 4.0, 5.0, 6.0])
    history = history_of(time, value, ORIGIN, HOUR, 5)
    assert history.value.tolist()[0] == 2.0
    assert np.isnan(history.value[1])
    assert history.value.tolist()[2:] == [4.0]
    assert history.days == pytest.approx(3 / 24)


def test_quarter_hours_have_their_own_slots() -> None:
    quarter = HOUR // 4
    time = ORIGIN + np.arange(-14 * 96, 0) * quarter
    value = 5.0 + (local_us(time, BERLIN) // quarter % 96).astype(np.float64)
    history = history_of(time, value, ORIGIN, quarter, 14 * 96)
    made = forecast(history, ForecastMethod.SEASONAL_NAIVE, 48, BERLIN)
    clock = local_us(made.time, BERLIN) // quarter % 96
    assert made.mid.tolist() == pytest.approx((5.0 + clock).tolist())


def test_persistence_is_the_last_known_value() -> None:
    value = np.array([1.0, np.nan, 3.0, np.nan])
    assert persisted(value, np.array([1, 2, 4]), 2).tolist() == [[1, 1], [1, 1], [3, 3]]


def test_the_naive_forecast_falls_back_from_the_week_to_the_day_to_the_last_value() -> None:
    history = past(8)
    seasons = seasons_of(history, 48, BERLIN)
    naive = Forecaster(ForecastMethod.SEASONAL_NAIVE)
    two_days = naive.run(history.value, seasons, np.array([48]), 24)
    assert two_days[0].tolist() == history.value[24:48].tolist()
    few = naive.run(history.value, seasons, np.array([5]), 24)
    assert few[0, 0] == history.value[4]


def test_the_band_holds_the_share_it_says_and_takes_neighbours_where_errors_are_few() -> None:
    errors = np.random.default_rng(1).normal(0, 2, (400, 6))
    low, high = error_band(errors)
    assert ((errors >= low) & (errors <= high)).mean() == pytest.approx(BAND, abs=0.01)
    few = np.full((4, 48), np.nan)
    few[:, 40:] = errors[:4, :1]
    low, high = error_band(few)
    assert np.isfinite(low).all()
    assert (low <= high).all()


def test_a_back_test_without_enough_other_errors_tells_no_coverage() -> None:
    history = past(7)
    history.value[84:] = np.nan
    history.value[-20:] = city_air(np.arange(20))
    test = back_test(history, seasons_of(history, 24, BERLIN), ForecastMethod.SEASONAL_NAIVE, 24)
    assert np.isnan(test.coverage)


def test_skill_is_unknown_where_persistence_makes_no_error() -> None:
    history = past(7, shape=lambda clock: np.where(clock < 0, 1.0, 2.0))
    test = back_test(history, seasons_of(history, 24, BERLIN), ForecastMethod.SEASONAL_NAIVE, 24)
    assert np.isnan(test.skill)
