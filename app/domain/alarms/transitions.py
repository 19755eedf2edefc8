"""What a value, the time and a person make of an alarm: pure transitions.

The parts of a state move independently; nothing is ever acknowledged by itself. An alarm raised
while it is hidden (shelved, suppressed, out of service) calls nobody and has nothing to
acknowledge; when it comes back and still stands, it calls.
"""

from dataclasses import replace
from math import isnan
from typing import Final

from app.domain.alarms.events import AlarmEvent, AlarmEventKind, AlarmStep
from app.domain.alarms.rules import AlarmRule, is_returned, is_violated
from app.domain.alarms.states import AlarmState, Condition
from app.domain.samples import NO_TIME, Quality

_S: Final = 1_000_000


def step(
    rule: AlarmRule, state: AlarmState, value: float, quality: Quality, time_us: int
) -> AlarmStep:
    """Feed one measure to an alarm.

    A BAD value or a gap never raises and never ends an alarm. It also stops a running delay:
    nobody knows whether the violation (or the return) lasts, so the delay begins anew with the
    next good value. Only a delay that was over before is still carried out.

    Args:
        rule: The rule.
        state: Its state so far.
        value: The new measure, see `RuleKind`.
        quality: Its quality.
        time_us: Its source time, µs UTC; not before that of the value fed last.

    Returns:
        The new state and the events that happened, oldest first.
    """
    passed = tick(rule, state, time_us)
    if quality >= Quality.BAD or isnan(value):
        return AlarmStep(replace(passed.state, due_us=NO_TIME, is_measured=False), passed.events)
    fed = _fed(rule, passed.state, value, time_us)
    settled = tick(rule, fed, time_us)
    return AlarmStep(settled.state, passed.events + settled.events)


def tick(rule: AlarmRule, state: AlarmState, now_us: int) -> AlarmStep:
    """Let time pass: carry out what is due by `now_us` (µs UTC), in the order of its due times."""
    events: tuple[AlarmEvent, ...] = ()
    while state.next_us != NO_TIME and state.next_us <= now_us:
        done = _next(rule, state)
        state, events = done.state, events + done.events
    return AlarmStep(state, events)


def _next(rule: AlarmRule, state: AlarmState) -> AlarmStep:
    """Carry out what is due first."""
    due_us = state.next_us
    if state.due_us == due_us:
        return (
            _raised(rule, state)
            if state.condition is Condition.PENDING_ON
            else _cleared(rule, state)
        )
    if state.realarm_us == due_us:
        return _called_again(rule, state, due_us)
    return unshelved(rule, state, due_us)


def _fed(rule: AlarmRule, state: AlarmState, value: float, time_us: int) -> AlarmState:
    """Return the state after a good value, before any delay has passed."""
    if not state.is_measured:
        state = replace(state, is_measured=True)
    if state.is_active:
        if not is_returned(rule, value):
            if state.condition is Condition.ACTIVE and state.due_us == NO_TIME:
                return state
            return replace(state, condition=Condition.ACTIVE, due_us=NO_TIME)
        return _waiting(state, Condition.PENDING_OFF, time_us + round(rule.off_delay_s * _S))
    if not is_violated(rule, value):
        if state.condition is Condition.NORMAL and state.due_us == NO_TIME:
            return state
        return replace(state, condition=Condition.NORMAL, due_us=NO_TIME)
    due_us = time_us + round(rule.on_delay_s * _S)
    return replace(_waiting(state, Condition.PENDING_ON, due_us), value=value)


def _waiting(state: AlarmState, condition: Condition, due_us: int) -> AlarmState:
    """Begin a delay; one that runs already goes on."""
    if state.condition is condition and state.due_us != NO_TIME:
        return state
    return replace(state, condition=condition, due_us=due_us)


def _raised(rule: AlarmRule, state: AlarmState) -> AlarmStep:
    calls = not (state.is_hidden or rule.is_event)
    raised = replace(
        state,
        condition=Condition.ACTIVE,
        raised_us=state.due_us,
        due_us=NO_TIME,
        occurrences=state.occurrences + 1,
        is_latched=False,
        realarm_us=NO_TIME,
        realarms=0,
    )
    if calls:
        raised = replace(raised, is_acknowledged=False, acknowledged_by="", comment="")
    event = AlarmEvent(rule.id, AlarmEventKind.RAISED, state.due_us, state.value)
    return AlarmStep(raised, (event,))


def _cleared(rule: AlarmRule, state: AlarmState) -> AlarmStep:
    time_us = state.due_us
    cleared = replace(
        state,
        condition=Condition.NORMAL,
        cleared_us=time_us,
        due_us=NO_TIME,
        realarm_us=NO_TIME,
        is_latched=rule.latches and not rule.is_event,
    )
    event = AlarmEvent(rule.id, AlarmEventKind.CLEARED, time_us, state.value)
    step_ = AlarmStep(settled(cleared), (event,))
    if state.shelf is None or not state.shelf.is_one_shot:
        return step_
    done = unshelved(rule, step_.state, time_us)
    return AlarmStep(done.state, step_.events + done.events)


def _called_again(rule: AlarmRule, state: AlarmState, time_us: int) -> AlarmStep:
    """Raise an acknowledged alarm again that has stood too long (UA: ReAlarmTime)."""
    quiet = replace(state, realarm_us=NO_TIME)
    if not state.is_active or not state.is_acknowledged or state.is_hidden:
        return AlarmStep(quiet)
    return called(rule, replace(quiet, realarms=state.realarms + 1), time_us)


def called(rule: AlarmRule, state: AlarmState, time_us: int) -> AlarmStep:
    """Let an active alarm call again that was seen before or was hidden: it wants to be seen."""
    event = AlarmEvent(rule.id, AlarmEventKind.REALARMED, time_us, state.value)
    return AlarmStep(replace(state, is_acknowledged=False, acknowledged_by=""), (event,))


def unshelved(rule: AlarmRule, state: AlarmState, time_us: int, actor: str = "") -> AlarmStep:
    """End a shelf; what still stands calls again."""
    event = AlarmEvent(rule.id, AlarmEventKind.UNSHELVED, time_us, state.value, actor)
    return come_back(rule, replace(state, shelf=None), event)


def suppress(rule: AlarmRule, state: AlarmState, by: str, now_us: int) -> AlarmStep:
    """Suppress an alarm by design, or let it go with an empty `by`.

    Args:
        rule: The rule.
        state: Its state.
        by: What suppresses it: the id of an alarm, of a maintenance window, or `schedule`.
        now_us: The present, µs UTC.
    """
    if by == state.suppressed_by:
        return AlarmStep(state)
    kind = AlarmEventKind.SUPPRESSED if by else AlarmEventKind.UNSUPPRESSED
    event = AlarmEvent(rule.id, kind, now_us, state.value, comment=by or state.suppressed_by)
    changed = replace(state, suppressed_by=by)
    return AlarmStep(changed, (event,)) if by else come_back(rule, changed, event)


def come_back(rule: AlarmRule, state: AlarmState, event: AlarmEvent) -> AlarmStep:
    """Return what follows when one cause of hiding ends, whose event is given."""
    if state.is_hidden or not state.is_active or rule.is_event or not state.is_acknowledged:
        return AlarmStep(settled(state), (event,))
    done = called(rule, state, event.time_us)
    return AlarmStep(done.state, (event, *done.events))


def settled(state: AlarmState) -> AlarmState:
    """Start counting occurrences anew once an alarm is over and seen and nothing holds it."""
    if state.condition is Condition.NORMAL and state.is_acknowledged and not state.is_latched:
        return replace(state, occurrences=0)
    return state
