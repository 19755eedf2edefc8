"""The weekly table of who is on call has no hidden gap, also at the change of the clocks."""

from datetime import datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from app.domain.alarms import Schedule
from app.domain.alarms.escalations import Duty, NotificationPlan, Person, on_duty
from app.domain.alarms.on_call import (
    DAY_MINUTES,
    WEEK_MINUTES,
    Change,
    gaps_of,
    next_change,
    spans_of,
)
from app.domain.local_times import to_us

ZONE = ZoneInfo("Europe/Berlin")
WEEK = frozenset(range(7))
NIGHT = Schedule(WEEK, 22 * 60, 6 * 60)
DAY = Schedule(WEEK, 6 * 60, 22 * 60)


def plan(*duties: tuple[str, Schedule]) -> NotificationPlan:
    people = tuple(Person(name, name, "a@example.org") for name in ("anna", "bernd"))
    return NotificationPlan(people=people, duties=tuple(Duty(*duty) for duty in duties))


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> int:
    return to_us(datetime(2026, month, day, hour, minute, tzinfo=ZONE))


def test_a_night_of_sunday_ends_at_the_begin_of_the_week() -> None:
    assert spans_of(Schedule(frozenset({6}), 22 * 60, 6 * 60)) == [
        (0, 6 * 60),
        (6 * DAY_MINUTES + 22 * 60, WEEK_MINUTES),
    ]
    assert spans_of(Schedule(frozenset({0}), 0, DAY_MINUTES)) == [(0, DAY_MINUTES)]


def test_gaps_are_what_nobody_covers() -> None:
    assert gaps_of(plan()) == [(0, WEEK_MINUTES)]
    assert gaps_of(plan(("anna", NIGHT), ("bernd", DAY))) == []
    friday = Schedule(WEEK - {4}, 6 * 60, 22 * 60)
    begin = 4 * DAY_MINUTES + 6 * 60
    assert gaps_of(plan(("anna", NIGHT), ("bernd", friday))) == [(begin, begin + 16 * 60)]


def test_who_is_next_comes_when_somebody_else_is_on_call() -> None:
    both = plan(("anna", NIGHT), ("bernd", DAY), ("bernd", Schedule(WEEK, 8 * 60, 9 * 60)))
    assert next_change(both, at(24, 23), ZONE) == Change(at(25, 6), ("bernd",))
    assert next_change(both, at(24, 6), ZONE) == Change(at(24, 22), ("anna",))
    assert next_change(plan(("anna", NIGHT)), at(24, 23), ZONE) == Change(at(25, 6), ())
    always = plan(("anna", Schedule(WEEK, 0, DAY_MINUTES)))
    assert next_change(always, at(24, 23), ZONE) is None
    assert next_change(plan(), at(24, 23), ZONE) is None


def test_the_table_follows_the_wall_clock_when_summer_ends() -> None:
    both = plan(("anna", NIGHT), ("bernd", DAY))
    found = next_change(both, at(24, 23, month=10), ZONE)
    assert found is not None
    assert found.at_us == at(25, 6, month=10)
    assert found.at_us - at(24, 23, month=10) == 8 * 3_600_000_000


schedules = st.builds(
    Schedule,
    st.frozensets(st.integers(0, 6), min_size=1),
    st.integers(0, DAY_MINUTES - 1),
    st.integers(1, DAY_MINUTES),
)


@given(st.lists(schedules, max_size=4), st.integers(0, WEEK_MINUTES - 1))
def test_a_minute_is_a_gap_where_nobody_is_on_call(found: list[Schedule], minute: int) -> None:
    table = plan(*(("anna", schedule) for schedule in found))
    moment = at(23 + minute // DAY_MINUTES, minute % DAY_MINUTES // 60, minute % 60)
    is_gap = any(begin <= minute < end for begin, end in gaps_of(table))
    assert is_gap is not bool(on_duty(table, moment, ZONE))
