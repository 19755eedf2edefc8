"""What is watched, from which limit on, how urgent it is, and what an operator should do."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import NewType

from app.domain.points import PointId
from app.domain.texts import NO_TEXT, Text

AlarmId = NewType("AlarmId", str)
"""Permanent name of an alarm.

`<point id>#<kind>` for limits, `<source id>#lost` for connections, `<source id>@<condition>` for an
alarm that a server judges itself.
"""


class Priority(IntEnum):
    """Priority of an alarm; ours, not the wire's severity 1-1000."""

    CRITICAL = 1
    HIGH = 2
    MEDIUM = 3
    LOW = 4


class RuleKind(StrEnum):
    """What an alarm rule watches.

    All kinds but STATE, LOST and MIRRORED compare a measure with the threshold; which measure, the
    kind says.
    """

    HIHI = "hihi"
    HI = "hi"
    LO = "lo"
    LOLO = "lolo"
    DEVIATION = "deviation"
    """The distance between the value and its reference (a setpoint), whichever side."""
    RATE = "rate"
    """The amount by which the value changed within `span_s` seconds, up or down."""
    STATE = "state"
    """An abnormal state of a STATE point."""
    INACTIVE = "inactive"
    """The seconds since the last value of the point, while its source delivers."""
    FORMULA = "formula"
    """The result of a formula over several points; 1 and 0 for true and false."""
    LOST = "lost"
    """The connection to a source; one alarm for all its points."""
    MIRRORED = "mirrored"
    """Judged by a server (OPC UA Part 9); its states are shown, never judged again."""

    @property
    def is_upper(self) -> bool:
        """True where the measure violates from below upwards."""
        return self in _UPPER

    @property
    def has_codes(self) -> bool:
        """True where single codes are abnormal and there is no threshold."""
        return self is RuleKind.STATE or self is RuleKind.LOST


_UPPER = frozenset(
    {
        RuleKind.HIHI,
        RuleKind.HI,
        RuleKind.DEVIATION,
        RuleKind.RATE,
        RuleKind.INACTIVE,
        RuleKind.FORMULA,
    }
)


class Consequence(IntEnum):
    """What happens if nobody acts; one axis of the priority matrix."""

    NONE = 0
    """Nothing that a person could prevent: an event, no alarm."""
    MINOR = 1
    """A nuisance for few people, or some extra work."""
    MODERATE = 2
    """A service is worse for many, or something gets damaged."""
    MAJOR = 3
    """A service fails for many, or a law is broken."""
    SEVERE = 4
    """People may come to harm."""


class ResponseTime(IntEnum):
    """How long there is to act; the other axis of the priority matrix."""

    HOURS = 0
    """More than two hours."""
    SOON = 1
    """Between half an hour and two hours."""
    PROMPT = 2
    """Between five and thirty minutes."""
    IMMEDIATE = 3
    """Less than five minutes."""


def matrix_priority(consequence: Consequence, response: ResponseTime) -> Priority | None:
    """Return the priority of an alarm from what is at stake and how long there is to act.

    The grid follows the method of ANSI/ISA-18.2 and IEC 62682 (priority from the severity of the
    consequence and the time to respond); the cells are ours. None where nothing is at stake: then
    it is an event and no alarm.
    """
    if consequence is Consequence.NONE:
        return None
    rank = int(consequence) + int(response)
    if rank >= 6:  # noqa: PLR2004 - the grid
        return Priority.CRITICAL
    if rank >= 5:  # noqa: PLR2004 - likewise
        return Priority.HIGH
    return Priority.MEDIUM if rank >= 3 else Priority.LOW  # noqa: PLR2004 - likewise


@dataclass(frozen=True, slots=True)
class Schedule:
    """When in the week a rule is in force, by the city's wall clock.

    Attributes:
        days: Days of the week on which it begins, Monday is 0.
        start_minute: Begin, minutes after midnight.
        end_minute: End (exclusive); not after the begin means on the next day.
    """

    days: frozenset[int]
    start_minute: int
    end_minute: int


@dataclass(frozen=True, slots=True)
class AlarmRule:
    """A limit of a point, with the reason for it and the action expected.

    Attributes:
        id: Permanent name of the alarm.
        point: The watched point; for LOST the id of the source.
        kind: What is watched.
        threshold: The limit of the measure, in the point's unit (INACTIVE: seconds); unused for
            STATE and LOST. With a reference and HIHI, HI, LO, LOLO it is added to the reference's
            value, so 0 means the reference itself is the limit.
        deadband: Distance by which the measure must come back before the alarm ends, same unit.
        on_delay_s: The violation must last this long (seconds) before the alarm is raised.
        off_delay_s: The return must last this long before the alarm ends.
        priority: 1 (critical) to 4 (low).
        message: What is wrong, in words.
        action: What the operator should do; an alarm without one is only an event.
        basis: Where the limit comes from (law, standard, decision), with its date.
        codes: The abnormal codes, for kind STATE; for LOST {1}, as 1 is lost and 0 connected.
        is_event: True for what is only journalled: nobody is alerted, nothing is acknowledged.
        reference: The point whose value is the limit (HIHI to LOLO) or the setpoint (DEVIATION).
        setpoint: The setpoint of DEVIATION where no point carries it, in the point's unit.
        span_s: Time over which RATE looks at the change, seconds.
        formula: The formula of FORMULA, as the trends write it; `point` names its first point.
        limit: Row of the table of legal limits that gives the threshold; empty for none.
        latches: True when the alarm stays after its return until somebody resets it.
        realarm_s: An acknowledged alarm that still stands is raised again after so long; 0 never.
        realarm_limit: So often at most; 0 for no limit.
        schedule: When it is in force; empty for always. Outside it is suppressed by design.
        suppressed_by: Alarms that explain this one: while any of them stands, it is suppressed.
        group: Name of the group in which the first one out is looked for; empty where the network
            and the place decide.
        consequence: What is at stake.
        response: How long there is to act.
        effect: What happens if nobody acts, in words.
        rationale: Why there is this rule, and why with this priority.
        contact: Who can help.
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
    is_event: bool = False
    reference: PointId | None = None
    setpoint: float = float("nan")
    span_s: float = 0.0
    formula: str = ""
    limit: str = ""
    latches: bool = False
    realarm_s: float = 0.0
    realarm_limit: int = 0
    schedule: tuple[Schedule, ...] = ()
    suppressed_by: tuple[AlarmId, ...] = ()
    group: str = ""
    consequence: Consequence | None = None
    response: ResponseTime | None = None
    effect: Text = NO_TEXT
    rationale: Text = NO_TEXT
    contact: Text = NO_TEXT


def is_violated(rule: AlarmRule, measure: float) -> bool:
    """Tell whether a measure lies beyond the limit itself, deadband not counted."""
    if rule.kind.has_codes:
        return measure in rule.codes
    return measure > rule.threshold if rule.kind.is_upper else measure < rule.threshold


def is_returned(rule: AlarmRule, measure: float) -> bool:
    """Tell whether a measure has come back far enough, beyond the deadband, to end the alarm."""
    if rule.kind.has_codes:
        return measure not in rule.codes
    if rule.kind.is_upper:
        return measure <= rule.threshold - rule.deadband
    return measure >= rule.threshold + rule.deadband
