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

    Shelves and re-alarms follow our clock, not that of the source: only `tick` ends them.

    Args:
        rule: The rule.
        state: Its state so far.
        value: The new measure, see `RuleKind`.
        quality: Its quality.
        time_us: Its source time, µs UTC; not before that of the value fed last.

    Returns:
        The new state and the events that happened, oldest first.
    """
    events: tuple[AlarmEvent, ...] = ()
    if state.due_us != NO_TIME and state.due_us <= time_us:
        passed = _delayed(rule, state)
        state, events = passed.state, passed.events
    if quality >= Quality.BAD or isnan(value):
        if state.is_measured or state.due_us != NO_TIME:
            state = replace(state, due_us=NO_TIME, is_measured=False)
        return AlarmStep(state, events)
    if not state.is_measured:
        state = replace(state, is_measured=True)
    feed = _fed_active if state.is_active else _fed_normal
    done = feed(rule, state, value, time_us)
    return AlarmStep(done.state, events + done.events) if events else done


def tick(rule: AlarmRule, state: AlarmState, now_us: int, *, is_frozen: bool = False) -> AlarmStep:
    """Let time pass: carry out what is due, in the order of its due times.

    Args:
        rule: The rule.
        state: Its state.
        now_us: The present, µs UTC.
        is_frozen: True while nobody delivers the measure: delays of the condition stand still.
    """
    events: tuple[AlarmEvent, ...] = ()
    while (due_us := _first_due(state, is_frozen=is_frozen)) != NO_TIME and due_us <= now_us:
        if state.due_us == due_us and not is_frozen:
            done = _delayed(rule, state)
        elif state.realarm_us == due_us:
            done = _called_again(rule, state, due_us)
        else:
            done = unshelved(rule, state, due_us)
        state, events = done.state, events + done.events
    return AlarmStep(state, events)


def _first_due(state: AlarmState, *, is_frozen: bool) -> int:
    if not is_frozen:
        return state.next_us
    until_us = NO_TIME if state.shelf is None else state.shelf.until_us
    due = [time for time in (until_us, state.realarm_us) if time != NO_TIME]
    return min(due, default=NO_TIME)


def _delayed(rule: AlarmRule, state: AlarmState) -> AlarmStep:
    """Carry out the delay that is over."""
    if state.condition is Condition.PENDING_ON:
        return _raised(rule, state, state.value, state.due_us)
    return _cleared(rule, state, state.due_us)


def _fed_active(rule: AlarmRule, state: AlarmState, value: float, time_us: int) -> AlarmStep:
    """Take a good value of an alarm that stands."""
    if not is_returned(rule, value):
        if state.condition is not Condition.ACTIVE:
            state = replace(state, condition=Condition.ACTIVE, due_us=NO_TIME)
        return AlarmStep(state)
    if state.condition is Condition.PENDING_OFF and state.due_us != NO_TIME:
        return AlarmStep(state)
    if rule.off_delay_s <= 0:
        return _cleared(rule, state, time_us)
    due_us = time_us + round(rule.off_delay_s * _S)
    return AlarmStep(replace(state, condition=Condition.PENDING_OFF, due_us=due_us))


def _fed_normal(rule: AlarmRule, state: AlarmState, value: float, time_us: int) -> AlarmStep:
    """Take a good value of an alarm that does not stand."""
    if not is_violated(rule, value):
        if state.condition is not Condition.NORMAL:
            state = replace(state, condition=Condition.NORMAL, due_us=NO_TIME)
        return AlarmStep(state)
    if state.condition is Condition.PENDING_ON and state.due_us != NO_TIME:
        return AlarmStep(replace(state, value=value))
    if rule.on_delay_s <= 0:
        return _raised(rule, state, value, time_us)
    due_us = time_us + round(rule.on_delay_s * _S)
    return AlarmStep(replace(state, condition=Condition.PENDING_ON, due_us=due_us, value=value))


def _raised(rule: AlarmRule, state: AlarmState, value: float, time_us: int) -> AlarmStep:
    calls = not (rule.is_event or state.is_hidden)
    # Written out: in a flood this is what costs most, and `replace` takes twice as long.
    raised = AlarmState(
        condition=Condition.ACTIVE,
        is_acknowledged=state.is_acknowledged and not calls,
        raised_us=time_us,
        cleared_us=state.cleared_us,
        value=value,
        occurrences=state.occurrences + 1,
        acknowledged_by="" if calls else state.acknowledged_by,
        comment="" if calls else state.comment,
        shelf=state.shelf,
        suppressed_by=state.suppressed_by,
        out_of_service=state.out_of_service,
        is_measured=state.is_measured,
        mirror=state.mirror,
    )
    return AlarmStep(raised, (AlarmEvent(rule.id, AlarmEventKind.RAISED, time_us, value),))


def _cleared(rule: AlarmRule, state: AlarmState, time_us: int) -> AlarmStep:
    is_latched = rule.latches and not rule.is_event
    cleared = AlarmState(
        is_acknowledged=state.is_acknowledged,
        raised_us=state.raised_us,
        cleared_us=time_us,
        value=state.value,
        occurrences=state.occurrences if is_latched or not state.is_acknowledged else 0,
        acknowledged_by=state.acknowledged_by,
        comment=state.comment,
        is_latched=is_latched,
        shelf=state.shelf,
        suppressed_by=state.suppressed_by,
        out_of_service=state.out_of_service,
        is_measured=state.is_measured,
        realarms=state.realarms,
        mirror=state.mirror,
    )
    event = AlarmEvent(rule.id, AlarmEventKind.CLEARED, time_us, state.value)
    step_ = AlarmStep(cleared, (event,))
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
    calling = replace(state, is_acknowledged=False, acknowledged_by="", realarm_us=NO_TIME)
    return AlarmStep(calling, (event,))


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
