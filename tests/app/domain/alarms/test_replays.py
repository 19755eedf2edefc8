"""Whoever replays the events of an alarm sees what the engine saw, delays left aside."""

from dataclasses import replace
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.alarms import (
    AlarmEvent,
    AlarmEventKind,
    AlarmId,
    AlarmOrder,
    AlarmRule,
    AlarmState,
    AlarmStep,
    Condition,
    OrderKind,
    OrderRefusedError,
    Priority,
    RuleKind,
    VisibleState,
    carry_out,
    step,
    suppress,
    tick,
)
from app.domain.alarms.replays import after
from app.domain.points import PointId
from app.domain.samples import NO_TIME, Quality
from app.domain.texts import Text

SECOND: Final = 1_000_000
RULE = AlarmRule(
    AlarmId("a#hi"),
    PointId("a"),
    RuleKind.HI,
    10.0,
    Priority.MEDIUM,
    Text("Zu hoch"),
    Text("Nachsehen"),
    deadband=2.0,
)

rules = st.builds(
    lambda on, off, latches, is_event, realarm: replace(
        RULE, on_delay_s=on, off_delay_s=off, latches=latches, is_event=is_event, realarm_s=realarm
    ),
    st.sampled_from([0.0, 5.0]),
    st.sampled_from([0.0, 5.0]),
    st.booleans(),
    st.booleans(),
    st.sampled_from([0.0, 7.0]),
)
values = st.sampled_from([5.0, 9.0, 11.0, float("nan")])
acts = st.one_of(
    values,
    st.sampled_from(["", "schedule", "a#hihi"]),
    st.tuples(st.sampled_from(OrderKind), st.booleans()),
    st.none(),
)


def done(
    rule: AlarmRule,
    state: AlarmState,
    act: float | str | tuple[OrderKind, bool] | None,
    now_us: int,
) -> AlarmStep:
    """Do one thing with an alarm: a value, a suppression, an order, or only time passes."""
    passed = tick(rule, state, now_us)
    match act:
        case None:
            return passed
        case str():
            made = suppress(rule, passed.state, act, now_us)
        case (kind, is_one_shot):
            order = AlarmOrder(
                kind, (rule.id,), "Anna", "Grund", now_us + 9 * SECOND, is_one_shot, "A-1"
            )
            try:
                made = carry_out(rule, passed.state, order, now_us)
            except OrderRefusedError:
                return passed
        case _:
            made = step(rule, passed.state, act, Quality.GOOD, now_us)
    return AlarmStep(made.state, passed.events + made.events)


@given(rules, st.lists(st.tuples(acts, st.integers(0, 6)), max_size=40))
@settings(max_examples=400, deadline=None, derandomize=True)
def test_a_replay_shows_what_the_engine_showed(
    rule: AlarmRule,
    walk: list[tuple[float | str | tuple[OrderKind, bool] | None, int]],
) -> None:
    """After each step of any walk both show the same, below what hides it, too."""
    state = replayed = AlarmState()
    now_us = 0
    for act, wait_s in walk:
        now_us += wait_s * SECOND
        made = done(rule, state, act, now_us)
        state = made.state
        for event in made.events:
            replayed = after(replayed, event, rule)
        assert told(replayed) == told(state)


def told(state: AlarmState) -> tuple[object, ...]:
    """Return what can be seen of a state."""
    shelf = state.shelf and replace(state.shelf, is_one_shot=False)
    return (
        state.visible,
        state.inner,
        state.raised_us,
        state.cleared_us,
        state.occurrences,
        state.acknowledged_by,
        state.comment,
        state.is_latched,
        shelf,
        state.suppressed_by,
        state.out_of_service,
    )


def test_without_its_rule_an_alarm_calls_and_does_not_latch() -> None:
    """The rule of an old event may be gone: an alarm shown too much beats one shown too little."""
    state = AlarmState()
    for kind in (AlarmEventKind.RAISED, AlarmEventKind.CLEARED):
        state = after(state, AlarmEvent(RULE.id, kind, 5, 12.0))
    assert state.visible is VisibleState.RETURNED
    latching = replace(RULE, latches=True)
    held = after(
        AlarmState(Condition.ACTIVE), AlarmEvent(RULE.id, AlarmEventKind.CLEARED, 5, 9.0), latching
    )
    assert held.visible is VisibleState.LATCHED


def test_what_went_out_or_came_late_changes_nothing() -> None:
    state = AlarmState(Condition.ACTIVE, is_acknowledged=False, raised_us=3, value=1.0)
    for kind in (AlarmEventKind.LATE, AlarmEventKind.NOTIFIED, AlarmEventKind.UNNOTIFIED):
        assert after(state, AlarmEvent(RULE.id, kind, 5, 12.0, "dienst@example.org")) is state


def test_a_suppression_without_a_cause_still_suppresses() -> None:
    event = AlarmEvent(RULE.id, AlarmEventKind.SUPPRESSED, 5, 12.0)
    state = after(AlarmState(), event)
    assert state.visible is VisibleState.SUPPRESSED
    assert state.next_us == NO_TIME
