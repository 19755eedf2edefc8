"""The local calendar: holidays, days of the clock change, borders of days."""

from datetime import date
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from connectors.simulated_city.calendars import (
    HOUR_US,
    DayKind,
    day_kind,
    day_start,
    easter,
    is_school_day,
    local_midnight,
    local_times,
    previous_midnight,
)

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("year", "day"),
    [(2025, date(2025, 4, 20)), (2026, date(2026, 4, 5)), (2027, date(2027, 3, 28))],
)
def test_easter_is_when_the_church_says(year: int, day: date) -> None:
    assert easter(year) == day


def test_holidays_of_the_state_are_lived_like_sundays() -> None:
    assert day_kind(date(2026, 6, 4)) is DayKind.SUNDAY  # Corpus Christi, a Thursday
    assert day_kind(date(2026, 11, 25)) is DayKind.WORKDAY
    assert day_kind(date(2026, 11, 28)) is DayKind.SATURDAY


def test_schools_rest_at_weekends_and_in_the_holidays() -> None:
    assert is_school_day(date(2026, 11, 25))
    assert not is_school_day(date(2026, 11, 28))
    assert not is_school_day(date(2026, 7, 27))
    assert not is_school_day(date(2026, 4, 1))


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25)])
def test_days_of_the_clock_change_are_shorter_and_longer(day: date, hours: int) -> None:
    start = day_start(day, BERLIN)
    following = day_start(date.fromordinal(day.toordinal() + 1), BERLIN)
    assert following - start == hours * HOUR_US
    assert previous_midnight(following, BERLIN) == start
    assert local_midnight(following - 1, BERLIN) == start


def test_the_hour_of_the_day_repeats_when_clocks_go_back() -> None:
    start = day_start(date(2026, 10, 25), BERLIN)
    times = start + np.arange(25, dtype=np.int64) * HOUR_US
    hours = local_times(times, BERLIN).hour
    assert hours.tolist() == [0.0, 1.0, 2.0, 2.0, *map(float, range(3, 24))]
