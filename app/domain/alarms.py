"""Alarms: limits, delays and acknowledgement as pure transitions.

The condition (is the limit violated?) and the acknowledgement (has a person seen it?) are kept
apart and never merged into one enumeration; the visible state follows from both, as in
ANSI/ISA-18.2 and IEC 62682 (states A normal, B unacknowledged, C acknowledged, D returned).
"""

from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from math import isnan
from typing import NewType

from app.domain.points import PointId
from app.domain.samples import NO_TIME, Quality
from app.domain.texts import Text

AlarmId = NewType("AlarmId", str)
"""Permanent name of an alarm, `<point id>#<kind>` for limits, `<source id>#lost` for sources."""


class Priority(IntEnum):
    """Priority of an alarm; ours, not the wire's severity 1-1000."""

    CRITICAL = 1
    HIGH = 2
    MEDIUM = 3
    LOW = 4


class RuleKind(StrEnum):
    """What an alarm rule watches."""

    HIHI = "hihi"
    HI = "hi"
    LO = "lo"
    LOLO = "lolo"
    STATE = "state"
    """An abnormal state of a STATE point."""
    LOST = "lost"
    """The connection to a source; one alarm for all its points."""

    @property
    def is_upper(self) -> bool:
        """True for limits that are violated from below upwards."""
        return self in {RuleKind.HI, RuleKind.HIHI}


class Condition(StrEnum):
    """The condition part of an alarm."""

    NORMAL = "normal"
    PENDING_ON = "pending_on"
    ACTIVE = "active"
    PENDING_OFF = "pending_off"


class VisibleState(StrEnum):
    """What the operator sees (letters of ISA-18.2)."""

    NORMAL = "normal"
    UNACKNOWLEDGED = "unacknowledged"
    ACKNOWLEDGED = "acknowledged"
    RETURNED = "returned"


class AlarmEventKind(StrEnum):
    """What the journal says of an alarm."""

    RAISED = "raised"
    CLEARED = "cleared"
    ACKNOWLEDGED = "acknowledged"


@dataclass(frozen=True, slots=True)
class AlarmRule:
    """A limit of a point, with the reason for it and the action expected.

    Attributes:
        id: Permanent name of the alarm.
        point: The watched point; for LOST the id of the source.
        kind: What is watched.
        threshold: The limit in the point's unit; unused for STATE and LOST.
        deadband: Distance by which the value must come back before the alarm ends, same unit.
        on_delay_s: The violation must last this long (seconds) before the alarm is raised.
        off_delay_s: The return must last this long before the alarm ends.
        priority: 1 (critical) to 4 (low).
        message: What is wrong, in words.
        action: What the operator should do; an alarm without one is only an event.
        basis: Where the limit comes from (law, standard, decision), with its date.
        codes: The abnormal codes, for kind STATE; for LOST {1}, as 1 is lost and 0 connected.
    """

    id: AlarmId
    point: PointId
    kind: RuleKind
    threshold: float
    priority: Priority
    message: Text
    action: Text
    deadband: float = 0.0
    on_delay_s: float = 0.0
    off_delay_s: float = 0.0
    basis: str = ""
    codes: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class AlarmState:
    """The state of one alarm.

    Attributes:
        condition: Condition part.
        is_acknowledged: Acknowledgement part; True while there is nothing to acknowledge.
        due_us: When a pending delay ends, µs UTC; `NO_TIME` when none runs.
        raised_us: When the alarm was last raised.
        cleared_us: When it last returned to normal.
        value: The value at the last raise.
        occurrences: How often it was raised since it was last acknowledged in normal condition.
        acknowledged_by: Who acknowledged it last.
        comment: What they wrote.
    """

    condition: Condition = Condition.NORMAL
    is_acknowledged: bool = True
    due_us: int = NO_TIME
    raised_us: int = NO_TIME
    cleared_us: int = NO_TIME
    value: float = float("nan")
    occurrences: int = 0
    acknowledged_by: str = ""
    comment: str = ""

    @property
    def is_active(self) -> bool:
        """True while the condition holds, also during an off-delay."""
        return self.condition in {Condition.ACTIVE, Condition.PENDING_OFF}

    @property
    def visible(self) -> VisibleState:
        """The state on screen, derived from the parts."""
        if self.is_active:
            return (
                VisibleState.ACKNOWLEDGED if self.is_acknowledged else VisibleState.UNACKNOWLEDGED
            )
        return VisibleState.NORMAL if self.is_acknowledged else VisibleState.RETURNED


@dataclass(frozen=True, slots=True)
class AlarmEvent:
    """One line of the alarm journal."""

    alarm: AlarmId
    kind: AlarmEventKind
    time_us: int
    value: float
    actor: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class AlarmStep:
    """The outcome of a transition: the new state and what the journal has to say, in order."""

    state: AlarmState
    events: tuple[AlarmEvent, ...] = ()


def is_violated(rule: AlarmRule, value: float) -> bool:
    """Tell whether a value lies beyond the limit itself, deadband not counted."""
    if rule.kind in {RuleKind.STATE, RuleKind.LOST}:
        return value in rule.codes
    return value > rule.threshold if rule.kind.is_upper else value < rule.threshold


def is_returned(rule: AlarmRule, value: float) -> bool:
    """Tell whether a value has come back far enough, beyond the deadband, to end the alarm."""
    if rule.kind in {RuleKind.STATE, RuleKind.LOST}:
        return value not in rule.codes
    if rule.kind.is_upper:
        return value <= rule.threshold - rule.deadband
    return value >= rule.threshold + rule.deadband


def step(
    rule: AlarmRule, state: AlarmState, value: float, quality: Quality, time_us: int
) -> AlarmStep:
    """Feed one value to an alarm.

    A BAD value or a gap never raises and never ends an alarm. It also stops a running delay:
    nobody knows whether the violation (or the return) lasts, so the delay begins anew with the
    next good value. Only a delay that was over before is still carried out.

    Args:
        rule: The rule.
        state: Its state so far.
        value: The new value in the point's unit.
        quality: Its quality.
        time_us: Its source time, µs UTC; not before that of the value fed last.

    Returns:
        The new state and the events that happened, oldest first.
    """
    passed = tick(rule, state, time_us)
    if quality >= Quality.BAD or isnan(value):
        return AlarmStep(replace(passed.state, due_us=NO_TIME), passed.events)
    fed = _fed(rule, passed.state, value, time_us)
    settled = tick(rule, fed, time_us)
    return AlarmStep(settled.state, passed.events + settled.events)


def _fed(rule: AlarmRule, state: AlarmState, value: float, time_us: int) -> AlarmState:
    """Return the state after a good value, before any delay has passed."""
    if state.is_active:
        if not is_returned(rule, value):
            return replace(state, condition=Condition.ACTIVE, due_us=NO_TIME)
        return _waiting(state, Condition.PENDING_OFF, time_us + round(rule.off_delay_s * 1e6))
    if not is_violated(rule, value):
        return replace(state, condition=Condition.NORMAL, due_us=NO_TIME)
    due_us = time_us + round(rule.on_delay_s * 1e6)
    return replace(_waiting(state, Condition.PENDING_ON, due_us), value=value)


def _waiting(state: AlarmState, condition: Condition, due_us: int) -> AlarmState:
    """Begin a delay; one that runs already goes on."""
    if state.condition is condition and state.due_us != NO_TIME:
        return state
    return replace(state, condition=condition, due_us=due_us)


def tick(rule: AlarmRule, state: AlarmState, now_us: int) -> AlarmStep:
    """Let time pass: end a delay that is due by `now_us` (µs UTC)."""
    if state.due_us == NO_TIME or now_us < state.due_us:
        return AlarmStep(state)
    if state.condition is Condition.PENDING_ON:
        raised = replace(
            state,
            condition=Condition.ACTIVE,
            is_acknowledged=False,
            raised_us=state.due_us,
            due_us=NO_TIME,
            occurrences=state.occurrences + 1,
            acknowledged_by="",
            comment="",
        )
        event = AlarmEvent(rule.id, AlarmEventKind.RAISED, state.due_us, state.value)
        return AlarmStep(raised, (event,))
    cleared = replace(state, condition=Condition.NORMAL, cleared_us=state.due_us, due_us=NO_TIME)
    event = AlarmEvent(rule.id, AlarmEventKind.CLEARED, state.due_us, state.value)
    return AlarmStep(_settled(cleared), (event,))


def acknowledge(
    rule: AlarmRule, state: AlarmState, actor: str, comment: str, now_us: int
) -> AlarmStep:
    """Acknowledge an alarm; an active one may be acknowledged, one twice changes nothing."""
    if state.is_acknowledged:
        return AlarmStep(state)
    seen = replace(state, is_acknowledged=True, acknowledged_by=actor, comment=comment)
    event = AlarmEvent(rule.id, AlarmEventKind.ACKNOWLEDGED, now_us, state.value, actor, comment)
    return AlarmStep(_settled(seen), (event,))


def _settled(state: AlarmState) -> AlarmState:
    """Start counting occurrences anew once an alarm is both over and seen."""
    if state.visible is VisibleState.NORMAL:
        return replace(state, occurrences=0)
    return state
