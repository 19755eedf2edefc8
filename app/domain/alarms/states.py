"""The parts of an alarm's state, and the one state that an operator sees, derived from them."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.points import PointId, SourceId
from app.domain.records import quick
from app.domain.samples import NO_TIME
from app.domain.texts import Text


class Condition(StrEnum):
    """The condition part of an alarm."""

    NORMAL = "normal"
    PENDING_ON = "pending_on"
    ACTIVE = "active"
    PENDING_OFF = "pending_off"


class VisibleState(StrEnum):
    """What the operator sees; letters of ISA-18.2."""

    NORMAL = "normal"
    """A"""
    UNACKNOWLEDGED = "unacknowledged"
    """B"""
    ACKNOWLEDGED = "acknowledged"
    """C"""
    RETURNED = "returned"
    """D: over, and nobody has seen it."""
    SHELVED = "shelved"
    """E"""
    SUPPRESSED = "suppressed"
    """F: suppressed by design."""
    OUT_OF_SERVICE = "out_of_service"
    """G"""
    LATCHED_UNACKNOWLEDGED = "latched_unacknowledged"
    """Over, held until it is reset, and nobody has seen it."""
    LATCHED = "latched"
    """Over and seen, held until it is reset."""

    @property
    def is_hidden(self) -> bool:
        """True for the states in which an alarm does not call anybody."""
        return self in _HIDDEN


_HIDDEN = frozenset({VisibleState.SHELVED, VisibleState.SUPPRESSED, VisibleState.OUT_OF_SERVICE})


@dataclass(frozen=True, slots=True)
class Shelf:
    """Why and how long an alarm is shelved (zurückgestellt).

    Attributes:
        until_us: When it comes back by itself, µs UTC.
        since_us: Since when.
        actor: Who shelved it.
        reason: Why.
        is_one_shot: True when it comes back as soon as the alarm has returned to normal.
    """

    until_us: int
    since_us: int
    actor: str
    reason: str
    is_one_shot: bool = False


@dataclass(frozen=True, slots=True)
class OutOfService:
    """Why an alarm is out of service; it has no end of its own.

    Attributes:
        since_us: Since when, µs UTC.
        actor: Who took it out.
        reason: Why.
        work_order: The order under which it is worked on.
    """

    since_us: int
    actor: str
    reason: str
    work_order: str


@dataclass(frozen=True, slots=True)
class Mirror:
    """What is known of an alarm that a server judges itself (OPC UA Part 9).

    Attributes:
        source: The source whose server has it.
        condition: The condition's node id with its namespace URI.
        branch: Id of the event that an acknowledgement must name, hexadecimal.
        name: The condition's name.
        message: What the server says.
        severity: The wire's severity, 1-1000.
        point: The point the condition watches, where we have it.
        is_confirmed: False while the server waits for a confirmation.
        methods: What the server lets us do: values of `OrderKind`.
    """

    source: SourceId
    condition: str
    branch: str
    name: str
    message: Text
    severity: int
    point: PointId | None = None
    is_confirmed: bool = True
    methods: frozenset[str] = frozenset()


@quick
@dataclass(frozen=True, slots=True)
class AlarmState:
    """The state of one alarm; the parts are independent of each other.

    Attributes:
        condition: Condition part.
        is_acknowledged: Acknowledgement part; True while there is nothing to acknowledge.
        due_us: When a pending delay ends, µs UTC; `NO_TIME` when none runs.
        raised_us: When the alarm was last raised.
        cleared_us: When it last returned to normal.
        value: The measure at the last raise.
        occurrences: How often it was raised since it was last acknowledged in normal condition.
        acknowledged_by: Who acknowledged it last.
        comment: What they wrote.
        is_latched: True after a return that waits for a reset.
        shelf: Set while it is shelved.
        suppressed_by: Name of what suppresses it by design (an alarm, a maintenance window,
            `schedule`); empty while nothing does.
        out_of_service: Set while it is out of service.
        is_measured: False while the value is bad or missing: the condition is frozen.
        realarm_us: When it is raised again unless it returns, µs UTC; `NO_TIME` for never.
        realarms: How often it was raised again since it was last raised.
        mirror: Set for an alarm that a server judges itself.
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
    is_latched: bool = False
    shelf: Shelf | None = None
    suppressed_by: str = ""
    out_of_service: OutOfService | None = None
    is_measured: bool = True
    realarm_us: int = NO_TIME
    realarms: int = 0
    mirror: Mirror | None = None

    @property
    def is_active(self) -> bool:
        """True while the condition holds, also during an off-delay."""
        return self.condition is Condition.ACTIVE or self.condition is Condition.PENDING_OFF

    @property
    def is_hidden(self) -> bool:
        """True while it is shelved, suppressed by design or out of service: it calls nobody."""
        return self.shelf is not None or bool(self.suppressed_by) or self.out_of_service is not None

    @property
    def is_at_rest(self) -> bool:
        """True while nothing must be kept of it: normal, seen, in service, no delay running."""
        return (
            self.condition is Condition.NORMAL
            and self.is_acknowledged
            and not self.is_latched
            and not self.is_hidden
        )

    @property
    def visible(self) -> VisibleState:
        """The state on screen, derived from the parts."""
        if self.out_of_service is not None:
            return VisibleState.OUT_OF_SERVICE
        if self.shelf is not None:
            return VisibleState.SHELVED
        if self.suppressed_by:
            return VisibleState.SUPPRESSED
        return self.inner

    @property
    def inner(self) -> VisibleState:
        """The state below shelf, suppression and service: what would be seen without them."""
        if self.is_active:
            seen, unseen = VisibleState.ACKNOWLEDGED, VisibleState.UNACKNOWLEDGED
        elif self.is_latched:
            seen, unseen = VisibleState.LATCHED, VisibleState.LATCHED_UNACKNOWLEDGED
        else:
            seen, unseen = VisibleState.NORMAL, VisibleState.RETURNED
        return seen if self.is_acknowledged else unseen

    @property
    def next_us(self) -> int:
        """When something is due by itself, µs UTC; `NO_TIME` for never."""
        if self.shelf is None and self.realarm_us == NO_TIME:
            return self.due_us
        until_us = NO_TIME if self.shelf is None else self.shelf.until_us
        due = [time for time in (self.due_us, until_us, self.realarm_us) if time != NO_TIME]
        return min(due, default=NO_TIME)
