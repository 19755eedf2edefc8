"""Suppressed by design: what hides an alarm, and what happens when it no longer does."""

from app.domain.alarms import (
    AlarmEventKind,
    AlarmState,
    MaintenanceWindow,
    OrderKind,
    Scope,
    VisibleState,
    suppress,
    windows_at,
)
from app.domain.points import DeviceId, FieldId, PointId, SourceId
from tests.fakes.alarm_rules import SECOND, feed, make_rule, order, seen, shelve
from tests.fakes.city import make_city

RULE = make_rule()
RAISED = feed(RULE, (0, 50))[0]
POINT = make_city(1).points[0]


def test_suppression_hides_and_its_end_lets_what_stands_call_again() -> None:
    quiet = order(RULE, RAISED, OrderKind.ACKNOWLEDGE, 1).state
    hidden = suppress(RULE, quiet, "schedule", 2 * SECOND)
    assert hidden.state.visible is VisibleState.SUPPRESSED
    assert (hidden.events[0].kind, hidden.events[0].comment) == (
        AlarmEventKind.SUPPRESSED,
        "schedule",
    )
    assert suppress(RULE, hidden.state, "schedule", 3 * SECOND).events == ()
    back = suppress(RULE, hidden.state, "", 4 * SECOND)
    assert seen(back) == [(AlarmEventKind.UNSUPPRESSED, 4), (AlarmEventKind.REALARMED, 4)]
    assert back.events[0].comment == "schedule"
    assert back.state.visible is VisibleState.UNACKNOWLEDGED


def test_another_cause_takes_over_without_a_call() -> None:
    hidden = suppress(RULE, RAISED, "a#hi", SECOND).state
    other = suppress(RULE, hidden, "b#hi", 2 * SECOND)
    assert seen(other) == [(AlarmEventKind.SUPPRESSED, 2)]
    assert other.state.suppressed_by == "b#hi"


def test_what_was_raised_and_over_meanwhile_is_at_rest_afterwards() -> None:
    hidden = suppress(RULE, AlarmState(), "schedule", 0).state
    state, events = feed(RULE, (1, 50), (2, 30), state=hidden)
    assert [kind for kind, _ in events] == [AlarmEventKind.RAISED, AlarmEventKind.CLEARED]
    assert not state.is_at_rest
    assert suppress(RULE, state, "", 3 * SECOND).state.is_at_rest


def test_an_event_that_comes_back_still_calls_nobody() -> None:
    of = make_rule(is_event=True)
    state, _ = feed(of, (1, 50), state=suppress(of, AlarmState(), "schedule", 0).state)
    assert seen(suppress(of, state, "", 2 * SECOND)) == [(AlarmEventKind.UNSUPPRESSED, 2)]


def test_what_is_still_on_the_shelf_does_not_call() -> None:
    both = suppress(RULE, shelve(RULE, AlarmState(), 0, 600).state, "schedule", 0).state
    state, _ = feed(RULE, (1, 50), state=both)
    assert seen(suppress(RULE, state, "", 2 * SECOND)) == [(AlarmEventKind.UNSUPPRESSED, 2)]


def test_a_window_holds_the_points_of_any_part_it_names() -> None:
    holding = [
        Scope(points=frozenset({POINT.id})),
        Scope(devices=frozenset({POINT.device})),
        Scope(districts=frozenset({POINT.district})),
        Scope(fields=frozenset({POINT.field})),
        Scope(sources=frozenset({POINT.source})),
    ]
    assert all(scope.holds(POINT) for scope in holding)
    others = Scope(
        frozenset({PointId("x")}),
        frozenset({DeviceId("x")}),
        frozenset({"x"}),
        frozenset({FieldId("x")}),
        frozenset({SourceId("x")}),
    )
    assert not others.holds(POINT)
    assert others.holds_source(SourceId("x"))
    assert not holding[0].holds_source(POINT.source)


def test_a_window_is_open_from_its_begin_until_its_end() -> None:
    windows = {
        name: MaintenanceWindow(name, start, end, Scope(), "Umbau", "A-17", "Anna")
        for name, start, end in (("b", 10, 20), ("a", 15, 30), ("c", 20, 30))
    }
    open_at = {time: [one.id for one in windows_at(windows, time)] for time in (9, 10, 15, 20, 30)}
    assert open_at == {9: [], 10: ["b"], 15: ["a", "b"], 20: ["a", "c"], 30: []}
