"""Times on the wall: right at both clock changes, and told apart where they come twice."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.local_times import at_local, days_on, is_skipped, is_twice, months_on, to_us

ZONE = ZoneInfo("Europe/Berlin")
MOMENTS = st.integers(0, 4_000_000_000_000_000)


def wall(*parts: int, fold: int = 0) -> datetime:
    """Return a time the clocks of Berlin show."""
    return datetime(*parts, tzinfo=ZONE, fold=fold)  # type: ignore[misc,arg-type]  # year to minute


@given(MOMENTS)
def test_there_and_back_is_the_same_moment(time_us: int) -> None:
    assert to_us(at_local(time_us, ZONE)) == time_us
    assert not is_skipped(at_local(time_us, ZONE), ZONE)


def test_an_hour_comes_twice_in_autumn_and_is_left_out_in_spring() -> None:
    first, second = (wall(2026, 10, 25, 2, 30, fold=fold) for fold in (0, 1))
    assert to_us(second) - to_us(first) == 3_600_000_000
    assert is_twice(first)
    assert is_twice(second)
    assert not is_twice(wall(2026, 10, 25, 3, 30))
    assert is_skipped(datetime(2026, 3, 29, 2, 30, tzinfo=UTC), ZONE)
    assert not is_skipped(datetime(2026, 3, 29, 1, 30, tzinfo=UTC), ZONE)


def test_days_and_months_follow_the_calendar() -> None:
    noon = to_us(wall(2026, 10, 24, 12, 0))
    assert at_local(days_on(noon, 1, ZONE), ZONE).hour == 12
    assert at_local(months_on(to_us(wall(2026, 3, 31, 8, 0)), -1, ZONE), ZONE).day == 28


def test_there_is_no_month_beyond_the_calendar() -> None:
    with pytest.raises(OverflowError):
        months_on(0, 12 * 9_000, ZONE)
