"""What the journal says of alarms, and what people order."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.alarms.rules import AlarmId
from app.domain.alarms.states import AlarmState
from app.domain.records import quick
from app.domain.samples import NO_TIME


class AlarmEventKind(StrEnum):
    """What happened to an alarm."""

    RAISED = "raised"
    CLEARED = "cleared"
    ACKNOWLEDGED = "acknowledged"
    UNACKNOWLEDGED = "unacknowledged"
    """A person took the acknowledgement back."""
    REALARMED = "realarmed"
    """It calls again: it stood too long, or it came back from shelf, suppression or service."""
    SHELVED = "shelved"
    UNSHELVED = "unshelved"
    """By a person, or by itself (no actor) when the time was over or the one shot was done."""
    SUPPRESSED = "suppressed"
    UNSUPPRESSED = "unsuppressed"
    REMOVED = "removed"
    """Taken out of service."""
    RESTORED = "restored"
    """Put back into service."""
    RESET = "reset"
    """A latched alarm was let go."""
    CONFIRMED = "confirmed"
    """A person confirmed to a server that the remedy worked (OPC UA Part 9)."""
    COMMENTED = "commented"
    LATE = "late"
    """Data that came too late tell of a violation; nobody was alerted."""
    NOTIFIED = "notified"
    """A message went out; the actor is the receiver, the comment says how."""
    UNNOTIFIED = "unnotified"
    """A message could not be delivered; the comment says why."""


@quick
@dataclass(frozen=True, slots=True)
class AlarmEvent:
    """One line of the alarm journal.

    Attributes:
        alarm: The alarm.
        kind: What happened.
        time_us: When, by the source's clock where a value was the cause, µs UTC.
        value: The measure then.
        actor: Who did it; empty for what happened by itself.
        comment: What they wrote; the reason of a shelf, suppression or removal.
        until_us: End of a shelf, µs UTC; `NO_TIME` for all other kinds.
        work_order: The order of a removal from service.
        recorded_us: When the collector learned of it, µs UTC; `NO_TIME` in older files.
    """

    alarm: AlarmId
    kind: AlarmEventKind
    time_us: int
    value: float
    actor: str = ""
    comment: str = ""
    until_us: int = NO_TIME
    work_order: str = ""
    recorded_us: int = NO_TIME


@quick
@dataclass(frozen=True, slots=True)
class AlarmStep:
    """The outcome of a transition: the new state and what the journal has to say, in order."""

    state: AlarmState
    events: tuple[AlarmEvent, ...] = ()


class OrderKind(StrEnum):
    """What a person may order."""

    ACKNOWLEDGE = "acknowledge"
    UNACKNOWLEDGE = "unacknowledge"
    SHELVE = "shelve"
    UNSHELVE = "unshelve"
    REMOVE = "remove"
    """Take out of service."""
    RESTORE = "restore"
    """Put back into service."""
    RESET = "reset"
    CONFIRM = "confirm"
    """Only for alarms that a server judges itself."""
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class AlarmOrder:
    """What a person orders for some alarms.

    Attributes:
        kind: What.
        alarms: For which alarms.
        actor: Who; views leave it empty, the controller fills it in.
        comment: A comment; the reason of SHELVE and REMOVE, which must not be empty.
        until_us: End of a shelf, µs UTC.
        is_one_shot: A shelf that ends with the next return to normal, at the latest at its end.
        work_order: The work order of REMOVE, which must not be empty.
    """

    kind: OrderKind
    alarms: tuple[AlarmId, ...]
    actor: str = ""
    comment: str = ""
    until_us: int = NO_TIME
    is_one_shot: bool = False
    work_order: str = ""


class OrderRefusedError(Exception):
    """An order cannot be carried out; the text says why, a whole German sentence."""
