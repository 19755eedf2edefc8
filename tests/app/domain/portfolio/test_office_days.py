"""Working days as numbers: the same by table and by the calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.working_days import is_working_day, working_day
from app.domain.portfolio.office_days import (
    day_at,
    finish_number,
    last_day,
    later,
    office,
    span,
    start_number,
)

DAYS = st.dates(date(1980, 1, 1), date(2099, 12, 31))


@given(DAYS)
def test_numbers_are_those_of_the_calendar(day: date) -> None:
    assert start_number(day) == office().start_number(day)
    assert finish_number(day) == office().finish_number(day)
    assert day_at(start_number(day)) == office().day(office().start_number(day))


@given(st.dates(date(1995, 1, 1), date(2085, 12, 31)))
def test_a_day_off_counts_as_the_next_working_day_for_a_start(day: date) -> None:
    assert day_at(start_number(day)) == working_day(day)
    assert is_working_day(day_at(finish_number(day)))
    assert day_at(finish_number(day)) <= day


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2025, 12, 22), date(2025, 12, 24), 3),
        (date(2025, 12, 24), date(2025, 12, 29), 2),  # Christmas and a weekend in between
        (date(2025, 12, 25), date(2025, 12, 28), 0),
        (date(2025, 12, 29), date(2025, 12, 22), 0),
    ],
)
def test_a_span_leaves_out_days_off(first: date, last: date, days: int) -> None:
    assert span(first, last) == days


def test_later_counts_working_days_both_ways() -> None:
    assert later(date(2025, 12, 29), date(2025, 12, 24)) == 1
    assert later(date(2025, 12, 24), date(2025, 12, 29)) == -1


def test_work_fills_its_first_day_at_least() -> None:
    assert last_day(date(2025, 11, 24), 0) == date(2025, 11, 24)
    assert last_day(date(2025, 11, 24), 5) == date(2025, 11, 28)
    assert last_day(date(2025, 11, 22), 6) == date(2025, 12, 1)
