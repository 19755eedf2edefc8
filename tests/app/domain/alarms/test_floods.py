"""Alarm floods: when they begin, how long they last, and what time that goes back does."""

import pytest

from app.domain.alarms.floods import (
    FLOOD_BEGINS_ABOVE,
    FLOOD_SPAN_US,
    Flood,
    FloodWatch,
    next_flood,
)
from app.domain.samples import NO_TIME

SECOND = 1_000_000
NOW = 1_764_000_000 * SECOND


def raised(count: int, end_us: int = NOW) -> list[int]:
    return [end_us - SECOND * place for place in reversed(range(count))]


@pytest.mark.parametrize(
    ("count", "is_on"), [(0, False), (FLOOD_BEGINS_ABOVE, False), (FLOOD_BEGINS_ABOVE + 1, True)]
)
def test_more_than_ten_new_alarms_in_ten_minutes_are_a_flood(count: int, is_on: bool) -> None:
    flood = next_flood(Flood(), raised(count), NOW)
    assert (flood.is_on, flood.count) == (is_on, count)
    assert flood.since_us == (raised(count)[0] if is_on else NO_TIME)


def test_it_lasts_until_fewer_than_five_are_new() -> None:
    before = Flood(is_on=True, count=11, since_us=NOW - SECOND)
    assert next_flood(before, raised(5), NOW) == Flood(
        is_on=True, count=5, since_us=before.since_us
    )
    assert next_flood(before, raised(4), NOW) == Flood(count=4)


def test_alarms_count_for_ten_minutes_to_the_microsecond() -> None:
    edge = [NOW - FLOOD_SPAN_US, NOW - FLOOD_SPAN_US + 1, NOW, NOW + 1]
    assert next_flood(Flood(), edge, NOW).count == 2


def test_the_watch_forgets_what_is_old_and_begins_anew_when_time_goes_back() -> None:
    watch = FloodWatch()
    assert watch.take(raised(20), NOW).is_on
    later = NOW + FLOOD_SPAN_US // 2
    assert watch.take([later], later).count == 21
    assert not watch.take([], NOW + 2 * FLOOD_SPAN_US).is_on
    assert watch.take(raised(3), NOW) == Flood(count=3), "an earlier moment knows only its own"


def test_alarms_that_stood_long_before_are_no_flood() -> None:
    watch = FloodWatch()
    assert watch.take(raised(500, NOW - FLOOD_SPAN_US), NOW).count == 0
