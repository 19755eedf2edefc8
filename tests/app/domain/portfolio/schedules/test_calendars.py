"""Working days by number: both ways, over holidays, weekends and far years."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.working_days import is_working_day, working_day
from app.domain.portfolio.schedules.calendars import EPOCH, WorkCalendar

OFFICE = WorkCalendar.office()


def test_numbers_run_on_over_a_weekend_and_a_holiday() -> None:
    thursday, tuesday = date(2026, 4, 2), date(2026, 4, 7)  # before Good Friday, after Easter
    assert OFFICE.start_number(tuesday) == OFFICE.start_number(thursday) + 1
    assert OFFICE.day(OFFICE.start_number(thursday) + 1) == tuesday


def test_a_day_off_starts_on_the_next_working_day_and_ends_on_the_last() -> None:
    sunday = date(2026, 11, 29)
    assert OFFICE.day(OFFICE.start_number(sunday)) == date(2026, 11, 30)
    assert OFFICE.day(OFFICE.finish_number(sunday)) == date(2026, 11, 27)


@given(st.dates(date(1990, 1, 1), date(2090, 12, 20)))
def test_the_office_works_when_the_inventory_says_so(day: date) -> None:
    assert OFFICE.day(OFFICE.start_number(day)) == working_day(day)
    is_open = OFFICE.start_number(day) == OFFICE.finish_number(day)
    assert is_open == is_working_day(day)


@given(st.dates(date(1, 1, 8), date(9999, 11, 20)), st.integers(0, 40))
def test_numbers_of_all_years_count_working_days(day: date, further: int) -> None:
    later = day + timedelta(days=further)
    passed = sum(
        (day + timedelta(days=step)).weekday() < 5
        and (day + timedelta(days=step)) not in {date(2000, 1, 3), date(1999, 12, 31)}
        for step in range(further)
    )
    calendar = WorkCalendar([date(2000, 1, 3), date(1999, 12, 31)])
    assert calendar.start_number(later) - calendar.start_number(day) == passed
    assert calendar.start_number(calendar.day(calendar.start_number(day))) == (
        calendar.start_number(day)
    )


@given(st.lists(st.integers(-400_000, 1_900_000), max_size=20))
def test_arrays_say_the_same_as_single_days(numbers: list[int]) -> None:
    days = OFFICE.days(np.array(numbers, np.int64))
    assert days.tolist() == [OFFICE.day(number) for number in numbers]
    assert OFFICE.start_numbers(days).tolist() == numbers
    assert OFFICE.finish_numbers(days).tolist() == numbers


def test_the_first_working_day_from_the_epoch_has_the_number_0() -> None:
    calendar = WorkCalendar([EPOCH.astype(date)])
    assert calendar.day(0) == date(2000, 1, 4)
    assert calendar.day(-1) == date(1999, 12, 31)


@pytest.mark.parametrize(("number", "year"), [(10**9, 9999), (-(10**9), 1)])
def test_numbers_beyond_all_years_are_cut(number: int, year: int) -> None:
    assert OFFICE.day(number).year == year


def test_an_office_may_be_closed_on_more_days() -> None:
    eve = date(2026, 12, 24)
    calendar = WorkCalendar.office(also_closed=[eve])
    assert calendar.day(calendar.start_number(eve)) == date(2026, 12, 28)
