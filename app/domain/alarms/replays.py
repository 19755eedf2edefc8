"""What an event of the journal makes of an alarm: the past is told again from its events.

It is the counterpart of `transitions` and `orders`: whoever replays the events they give sees the
states they gave. Only what was not yet due is not told: delays that ran, the next re-alarm, and
whether a shelf was for one shot.
"""

from dataclasses import replace
from typing import Final

from app.domain.alarms.events import AlarmEvent, AlarmEventKind
from app.domain.alarms.rules import AlarmRule
from app.domain.alarms.states import AlarmState, Condition, OutOfService, Shelf
from app.domain.alarms.transitions import settled
from app.domain.samples import NO_TIME

UNNAMED: Final = "?"
"""What suppresses an alarm by design where the event does not say it."""


def after(state: AlarmState, event: AlarmEvent, rule: AlarmRule | None = None) -> AlarmState:
    """Return what an event made of an alarm.

    Args:
        state: The state before it.
        event: What happened.
        rule: Its rule, which says whether it latches and whether it is only an event; None where
            nobody knows it (any more): then it is an alarm that does not latch.
    """
    act = _ACTS.get(event.kind)
    return state if act is None else settled(act(state, event, rule))


def _raised(state: AlarmState, event: AlarmEvent, rule: AlarmRule | None) -> AlarmState:
    calls = not (state.is_hidden or is_mere_event(rule))
    raised = replace(
        state,
        condition=Condition.ACTIVE,
        raised_us=event.time_us,
        due_us=NO_TIME,
        value=event.value,
        occurrences=state.occurrences + 1,
        is_latched=False,
        realarms=0,
    )
    if not calls:
        return raised
    return replace(raised, is_acknowledged=False, acknowledged_by="", comment="")


def _cleared(state: AlarmState, event: AlarmEvent, rule: AlarmRule | None) -> AlarmState:
    return replace(
        state,
        condition=Condition.NORMAL,
        cleared_us=event.time_us,
        due_us=NO_TIME,
        is_latched=is_latching(rule),
    )


def _acknowledged(state: AlarmState, event: AlarmEvent, _: AlarmRule | None) -> AlarmState:
    return replace(state, is_acknowledged=True, acknowledged_by=event.actor, comment=event.comment)


def _unacknowledged(state: AlarmState, _: AlarmEvent, __: AlarmRule | None) -> AlarmState:
    return replace(state, is_acknowledged=False, acknowledged_by="")


def _realarmed(state: AlarmState, _: AlarmEvent, __: AlarmRule | None) -> AlarmState:
    return replace(state, is_acknowledged=False, acknowledged_by="", realarms=state.realarms + 1)


def _shelved(state: AlarmState, event: AlarmEvent, _: AlarmRule | None) -> AlarmState:
    return replace(state, shelf=Shelf(event.until_us, event.time_us, event.actor, event.comment))


def _unshelved(state: AlarmState, _: AlarmEvent, __: AlarmRule | None) -> AlarmState:
    return replace(state, shelf=None)


def _suppressed(state: AlarmState, event: AlarmEvent, _: AlarmRule | None) -> AlarmState:
    return replace(state, suppressed_by=event.comment or UNNAMED)


def _unsuppressed(state: AlarmState, _: AlarmEvent, __: AlarmRule | None) -> AlarmState:
    return replace(state, suppressed_by="")


def _removed(state: AlarmState, event: AlarmEvent, _: AlarmRule | None) -> AlarmState:
    removal = OutOfService(event.time_us, event.actor, event.comment, event.work_order)
    return replace(state, out_of_service=removal)


def _restored(state: AlarmState, _: AlarmEvent, __: AlarmRule | None) -> AlarmState:
    return replace(state, out_of_service=None)


def _let_go(state: AlarmState, _: AlarmEvent, __: AlarmRule | None) -> AlarmState:
    return replace(state, is_latched=False)


def _commented(state: AlarmState, event: AlarmEvent, _: AlarmRule | None) -> AlarmState:
    return replace(state, comment=event.comment)


def is_mere_event(rule: AlarmRule | None) -> bool:
    """Tell whether a rule alerts nobody."""
    return rule is not None and rule.is_event


def is_latching(rule: AlarmRule | None) -> bool:
    """Tell whether an alarm of a rule waits for a reset once it is over."""
    return rule is not None and rule.latches and not rule.is_event


_ACTS: Final = {
    AlarmEventKind.RAISED: _raised,
    AlarmEventKind.CLEARED: _cleared,
    AlarmEventKind.ACKNOWLEDGED: _acknowledged,
    AlarmEventKind.UNACKNOWLEDGED: _unacknowledged,
    AlarmEventKind.REALARMED: _realarmed,
    AlarmEventKind.SHELVED: _shelved,
    AlarmEventKind.UNSHELVED: _unshelved,
    AlarmEventKind.SUPPRESSED: _suppressed,
    AlarmEventKind.UNSUPPRESSED: _unsuppressed,
    AlarmEventKind.REMOVED: _removed,
    AlarmEventKind.RESTORED: _restored,
    AlarmEventKind.RESET: _let_go,
    AlarmEventKind.CONFIRMED: _let_go,
    AlarmEventKind.COMMENTED: _commented,
}
"""Kinds that are not here change no state: late data, messages that went out."""
