"""Working days: public holidays of North Rhine-Westphalia."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.working_days import easter, holidays, is_working_day, working_day


@pytest.mark.parametrize(
    ("year", "day"),
    [(1818, "1818-03-22"), (2008, "2008-03-23"), (2024, "2024-03-31"), (2026, "2026-04-05"),
     (2027, "2027-03-28"), (2038, "2038-04-25")],
)  # fmt: skip
def test_easter_falls_on_the_known_days(year: int, day: str) -> None:
    assert easter(year).isoformat() == day


def test_eleven_holidays_a_year_with_corpus_christi_and_all_saints() -> None:
    assert len(holidays(2026)) == 11
    assert {date(2026, 6, 4), date(2026, 11, 1), date(2026, 5, 14)} <= holidays(2026)


def test_after_christmas_the_office_opens_on_the_next_working_day() -> None:
    assert working_day(date(2026, 12, 25)) == date(2026, 12, 28)
    assert working_day(date(2026, 12, 28)) == date(2026, 12, 28)


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_a_working_day_is_near_and_never_earlier(day: date) -> None:
    found = working_day(day)
    assert is_working_day(found)
    assert 0 <= (found - day).days <= 5
