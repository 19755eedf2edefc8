"""Windows of questions to the history, across clock changes and turns of the year."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.local_times import to_us
from app.domain.portfolio.evidence.questions import Span, Window
from app.domain.portfolio.evidence.windows import HOUR_US, month_ends, window_of

BERLIN = ZoneInfo("Europe/Berlin")


def us(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> int:
    return to_us(datetime(year, month, day, hour, minute, tzinfo=BERLIN))


NOW = us(2026, 11, 30, 12, 30)


@pytest.mark.parametrize(
    ("span", "start", "end"),
    [
        (Span(Window.DAYS, 1), us(2026, 11, 29, 12), us(2026, 11, 30, 12)),
        # 40 days before lies in summer time: the same time of day, an hour more on the clock.
        (Span(Window.DAYS, 40), us(2026, 10, 21, 12), us(2026, 11, 30, 12)),
        (Span(Window.ROLLING_YEAR), us(2025, 11, 30, 12), us(2026, 11, 30, 12)),
        (Span(Window.YEAR_TO_DATE), us(2026, 1, 1), us(2026, 11, 30, 12)),
        (Span(Window.YEAR), us(2025, 1, 1), us(2026, 1, 1)),
        (Span(Window.YEAR, year=2026), us(2026, 1, 1), us(2027, 1, 1)),
    ],
)
def test_windows_as_seen_at_a_moment(span: Span, start: int, end: int) -> None:
    assert window_of(span, NOW, BERLIN) == (start, end)


def test_the_year_is_the_one_of_the_city() -> None:
    late = us(2026, 1, 1, 0, 10)  # in UTC still 2025
    assert window_of(Span(Window.YEAR), late, BERLIN) == (us(2025, 1, 1), us(2026, 1, 1))


def test_ends_of_months_before_a_moment() -> None:
    found = month_ends(NOW, BERLIN)
    assert len(found) == 12
    assert found[0] == us(2025, 12, 1)
    assert found[-1] == us(2026, 11, 1)


def test_a_month_that_ends_just_now_is_the_present_value() -> None:
    assert month_ends(us(2026, 11, 1), BERLIN, 3) == (us(2026, 9, 1), us(2026, 10, 1))


@given(st.integers(us(1990, 1, 1), us(2100, 1, 1)))
def test_ends_of_months_rise_and_lie_before(at_us: int) -> None:
    found = month_ends(at_us, BERLIN)
    assert list(found) == sorted(set(found))
    assert all(one < at_us for one in found)


@given(st.sampled_from(Window), st.integers(us(1990, 1, 1), us(2100, 1, 1)))
def test_windows_have_whole_hours(window: Window, at_us: int) -> None:
    start, end = window_of(Span(window, 30), at_us, BERLIN)
    assert start % HOUR_US == end % HOUR_US == 0
    assert start <= end
