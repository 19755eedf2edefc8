"""Suppressed by design: schedules by the wall clock, maintenance windows, alarms that explain."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.domain.alarms import (
    AlarmEventKind,
    MaintenanceWindow,
    RuleKind,
    Schedule,
    Scope,
    VisibleState,
)
from app.services.lost_sources import lost_alarm_id
from tests.fakes.clocks import START_US
from tests.fakes.judging import ANALOG, EVERYWHERE, OTHER, POINT, SECOND, Bench, a_rule, at_us

K = AlarmEventKind
CHILD = a_rule(suppressed_by=(a_rule(OTHER).id,))
PARENT = a_rule(OTHER)
WORKING_DAY = (Schedule(frozenset(range(5)), 7 * 60, 17 * 60),)


def seconds_to(*moment: int) -> float:
    """Return the second of the test at a UTC moment."""
    return (datetime(*moment, tzinfo=UTC).timestamp() * SECOND - START_US) / SECOND  # type: ignore[arg-type, misc] # the zone comes last


def test_an_alarm_that_another_explains_is_raised_in_silence() -> None:
    bench = Bench(CHILD, PARENT)
    bench.sample(0, 50, OTHER)
    bench.sample(1, 50)
    assert [kind for _, kind, _ in bench.told] == [K.RAISED, K.SUPPRESSED, K.RAISED]
    state = bench.state(CHILD)
    assert (state.visible, state.suppressed_by) == (VisibleState.SUPPRESSED, PARENT.id)
    assert state.is_acknowledged
    bench.sample(2, 10, OTHER)
    bench.tick(3)
    assert bench.kinds()[-2:] == [K.UNSUPPRESSED, K.REALARMED]
    assert bench.state(CHILD).visible is VisibleState.UNACKNOWLEDGED


def test_what_rang_before_its_explanation_came_is_suppressed_then() -> None:
    bench = Bench(CHILD, PARENT)
    bench.sample(0, 50)
    bench.sample(1, 50, OTHER)
    bench.tick(2)
    assert bench.state(CHILD).visible is VisibleState.SUPPRESSED
    assert not bench.state(CHILD).is_acknowledged


def test_what_is_at_rest_is_not_marked_so_that_the_journal_stays_short() -> None:
    bench = Bench(CHILD, PARENT)
    bench.sample(0, 50, OTHER)
    bench.tick(1)
    assert bench.kinds() == [K.RAISED]
    assert list(bench.judge.states) == [PARENT.id]


def test_two_that_explain_each_other_do_not_hide_each_other() -> None:
    one, two = CHILD, replace(PARENT, suppressed_by=(CHILD.id,))
    bench = Bench(one, two)
    bench.sample(0, 50)
    bench.sample(1, 50, OTHER)
    bench.tick(2)
    shown = {bench.state(rule).visible for rule in (one, two)}
    assert shown == {VisibleState.UNACKNOWLEDGED, VisibleState.SUPPRESSED}


def test_of_a_ring_of_explanations_one_still_calls() -> None:
    points = ANALOG[:3]
    ids = [a_rule(point).id for point in points]
    ring = [
        a_rule(point, suppressed_by=(ids[(number + 1) % 3],)) for number, point in enumerate(points)
    ]
    bench = Bench(*ring)
    for second, point in enumerate(points):
        bench.sample(second, 50, point)
    for second in (5, 6, 7):
        bench.tick(second)
    shown = [bench.state(rule).visible for rule in ring]
    assert shown.count(VisibleState.UNACKNOWLEDGED) == 1
    assert shown.count(VisibleState.SUPPRESSED) == 2


@pytest.mark.parametrize(
    ("moment", "is_on"),
    [
        ((2025, 11, 24, 5, 59), False),  # Monday 06:59 on the wall, winter
        ((2025, 11, 24, 6, 0), True),
        ((2025, 11, 24, 15, 59), True),
        ((2025, 11, 24, 16, 0), False),
        ((2026, 7, 6, 5, 0), True),  # Monday 07:00 on the wall, summer
        ((2025, 11, 29, 10, 0), False),  # Saturday
    ],
)
def test_a_schedule_follows_the_clock_on_the_wall(moment: tuple[int, ...], is_on: bool) -> None:
    rule = a_rule(schedule=WORKING_DAY)
    bench = Bench(rule)
    bench.sample(seconds_to(*moment), 50)
    wanted = VisibleState.UNACKNOWLEDGED if is_on else VisibleState.SUPPRESSED
    assert bench.state(rule).visible is wanted


def test_when_the_hours_of_a_rule_begin_what_stands_calls() -> None:
    rule = a_rule(schedule=WORKING_DAY)
    bench = Bench(rule)
    bench.sample(seconds_to(2025, 11, 24, 5, 0), 50)
    bench.tick(seconds_to(2025, 11, 24, 5, 59))
    assert bench.state(rule).suppressed_by == "schedule"
    bench.tick(seconds_to(2025, 11, 24, 6, 0))
    assert bench.kinds()[-2:] == [K.UNSUPPRESSED, K.REALARMED]
    bench.tick(seconds_to(2025, 11, 24, 16, 0))
    assert bench.state(rule).visible is VisibleState.SUPPRESSED


def window(scope: Scope, start: float = 10, end: float = 20) -> MaintenanceWindow:
    return MaintenanceWindow("w1", at_us(start), at_us(end), scope, "Umbau", "A-17", "Anna")


def test_a_maintenance_window_hides_its_part_of_the_city_for_a_while() -> None:
    bench = Bench(a_rule(), PARENT)
    bench.judge.set_windows([window(Scope(devices=frozenset({POINT.device})))])
    bench.sample(5, 50)
    bench.sample(6, 50, OTHER)
    bench.tick(10)
    assert bench.state(a_rule()).suppressed_by == "w1"
    assert bench.state(PARENT).visible is VisibleState.UNACKNOWLEDGED
    bench.tick(20)
    assert bench.state(a_rule()).visible is VisibleState.UNACKNOWLEDGED


def test_a_window_over_a_source_holds_its_connection_too() -> None:
    bench = Bench(a_rule())
    bench.judge.set_windows([window(Scope(sources=frozenset({POINT.source})), 0, 100)])
    away = {**EVERYWHERE, POINT.source: False}
    bench.tick(0, away)
    bench.tick(11, away)
    lost = bench.judge.states[lost_alarm_id(POINT.source)]
    assert lost.visible is VisibleState.SUPPRESSED


def test_a_window_that_is_called_off_hides_no_more() -> None:
    bench = Bench(a_rule())
    bench.judge.set_windows([window(Scope(points=frozenset({POINT.id})), 0, 100)])
    bench.sample(1, 50)
    assert bench.state(a_rule()).visible is VisibleState.SUPPRESSED
    bench.judge.set_windows([])
    bench.tick(2)
    assert bench.state(a_rule()).visible is VisibleState.UNACKNOWLEDGED


def test_a_suppression_whose_rule_lost_its_cause_ends() -> None:
    bench = Bench(CHILD, PARENT)
    bench.sample(0, 50, OTHER)
    bench.sample(1, 50)
    free = Bench(replace(CHILD, suppressed_by=()), PARENT, states=bench.judge.states)
    free.tick(2)
    assert free.kinds() == [K.UNSUPPRESSED, K.REALARMED]


def test_a_delay_that_begins_while_hidden_ends_hidden() -> None:
    rule = a_rule(schedule=WORKING_DAY, on_delay_s=5, kind=RuleKind.HI)
    bench = Bench(rule)
    begin = seconds_to(2025, 11, 24, 4, 0)
    bench.sample(begin, 50)
    bench.tick(begin + 6)
    assert bench.state(rule).visible is VisibleState.SUPPRESSED
    assert bench.state(rule).is_acknowledged
