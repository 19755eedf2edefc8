"""Shifts: when the control room is manned, what is written into its logbook, and the handover."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.domain.alarms.rules import AlarmId
from app.domain.local_times import at_local, to_us
from app.domain.points import Location, PointId
from app.domain.samples import NO_TIME
from app.domain.texts import Text


@dataclass(frozen=True, slots=True)
class ShiftPlan:
    """One shift of the week, by the city's wall clock.

    Attributes:
        id: Name inside the profile, such as `frueh`.
        name: Name on screen.
        days: Days of the week on which it begins, Monday is 0.
        start_minute: Begin, minutes after midnight.
        end_minute: End; not after the begin means on the next day.
        is_manned: False for hours in which nobody sits in the control room.
    """

    id: str
    name: Text
    days: frozenset[int]
    start_minute: int
    end_minute: int
    is_manned: bool = True


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift of a day.

    Attributes:
        plan: Id of its plan; empty where the profile plans none and days stand for shifts.
        name: Name on screen.
        start_us: Begin, µs UTC.
        end_us: End (exclusive).
        is_manned: False while nobody sits in the control room.
    """

    plan: str
    name: Text
    start_us: int
    end_us: int
    is_manned: bool = True


def shifts_between(
    plans: Sequence[ShiftPlan], start_us: int, end_us: int, zone: ZoneInfo
) -> list[Shift]:
    """Return the shifts that touch [start, end), in order of their begin.

    Begin and end follow the wall clock: a night in which the clocks change is an hour shorter or
    longer. Without plans each day is a shift.
    """
    day = at_local(start_us, zone).date() - timedelta(days=1)
    found: list[Shift] = []
    while True:
        midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
        if to_us(midnight) >= end_us:
            return sorted(found, key=lambda shift: (shift.start_us, shift.plan))
        found += [
            shift
            for shift in _begun_on(plans, midnight)
            if shift.start_us < end_us and shift.end_us > start_us
        ]
        day += timedelta(days=1)


def _begun_on(plans: Sequence[ShiftPlan], midnight: datetime) -> Iterator[Shift]:
    if not plans:
        name = Text("Tag", "Day")
        yield Shift("", name, to_us(midnight), to_us(_at_minute(midnight, 24 * 60)))
    for plan in plans:
        if midnight.weekday() in plan.days:
            over = 0 if plan.end_minute > plan.start_minute else 24 * 60
            begin = to_us(_at_minute(midnight, plan.start_minute))
            end = to_us(_at_minute(midnight, plan.end_minute + over))
            yield Shift(plan.id, plan.name, begin, end, plan.is_manned)


def _at_minute(midnight: datetime, minute: int) -> datetime:
    """Return a time of day, counted on the wall: 06:00 is 06:00 also after a clock change."""
    wall = midnight.replace(tzinfo=None) + timedelta(minutes=minute)
    return wall.replace(tzinfo=midnight.tzinfo)


def shift_at(plans: Sequence[ShiftPlan], time_us: int, zone: ZoneInfo) -> Shift | None:
    """Return the shift at a moment, the one begun last where two overlap; None between shifts."""
    found = shifts_between(plans, time_us, time_us + 1, zone)
    return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A line of the logbook (Schichtbuch).

    Attributes:
        id: Permanent name (UUID, hexadecimal).
        time_us: What moment it is about, µs UTC.
        text: What was written.
        author: Who wrote it.
        created_us: When it was written, µs UTC.
        points: The points it is about.
        alarm: The alarm it is about, when there is one.
        location: The place it is about, when there is one.
        is_open: True while somebody still has to do something about it.
    """

    id: str
    time_us: int
    text: str
    author: str
    created_us: int
    points: tuple[PointId, ...] = ()
    alarm: AlarmId | None = None
    location: Location | None = None
    is_open: bool = False


class HandoverTopic(StrEnum):
    """What the next shift must know of."""

    UNACKNOWLEDGED = "unacknowledged"
    """An alarm that nobody has seen."""
    STANDING = "standing"
    """One that was seen and still stands."""
    LATCHED = "latched"
    """One that waits to be reset."""
    EXPIRING = "expiring"
    """A shelf that ends during the next shift."""
    SHELVED = "shelved"
    """A shelf that ends later."""
    OUT_OF_SERVICE = "out_of_service"
    MAINTENANCE = "maintenance"
    """A maintenance window that goes on or begins during the next shift."""
    LIMIT = "limit"
    """A limit that was changed."""
    BAD_ACTOR = "bad_actor"
    """An alarm that came often in this shift."""
    OPEN_ENTRY = "open_entry"
    """A line of the logbook that somebody still has to deal with, however old."""
    ENTRY = "entry"
    """Another line of this shift."""
    NOTE = "note"
    """A note that was written to the city's course."""


@dataclass(frozen=True, slots=True)
class HandoverItem:
    """One thing to hand over; the words are the screen's.

    Attributes:
        topic: What it is.
        subject: Id of the alarm, the logbook's line, the note or the window.
        since_us: Since when, µs UTC; `NO_TIME` where that does not apply.
        until_us: Until when (a shelf, a window), µs UTC; `NO_TIME` where that does not apply.
        actor: Who did or wrote it.
        comment: What they wrote.
        count: How often (BAD_ACTOR, occurrences).
        value: The measure, or the new limit; None where there is none.
    """

    topic: HandoverTopic
    subject: str
    since_us: int = NO_TIME
    until_us: int = NO_TIME
    actor: str = ""
    comment: str = ""
    count: int = 0
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, and when (µs UTC)."""

    actor: str
    time_us: int


@dataclass(frozen=True, slots=True)
class Handover:
    """A handover (Übergabe): made from journal and logbook, frozen when the first one signs.

    Attributes:
        id: Permanent name (UUID, hexadecimal).
        shift: The shift that ends.
        made_us: When its items were put together, µs UTC.
        items: What the next shift must know.
        remark: What the leaving shift adds in words.
        left: Signature of who hands over; None while it is a draft.
        taken: Signature of who takes over.
        figures: Numbers of the shift by name: `raised`, `acknowledged`, `floods`.
    """

    id: str
    shift: Shift
    made_us: int
    items: tuple[HandoverItem, ...] = ()
    remark: str = ""
    left: Signature | None = None
    taken: Signature | None = None
    figures: tuple[tuple[str, float], ...] = ()

    @property
    def is_frozen(self) -> bool:
        """True once somebody signed: its content may not change any more."""
        return self.left is not None


class HandoverRefusedError(Exception):
    """A handover may not be changed so; the text says why, a whole German sentence."""


def check_handover(before: Handover | None, after: Handover) -> None:
    """Refuse what would change a signed handover.

    Raises:
        HandoverRefusedError: It is signed and its content would change, somebody takes over what
            nobody handed over, or one person signs for both.
    """
    if after.taken is not None and after.left is None:
        raise HandoverRefusedError("Zuerst unterschreibt, wer die Schicht abgibt.")
    if after.left and after.taken and after.left.actor.strip() == after.taken.actor.strip():
        raise HandoverRefusedError(
            "Abgeben und Übernehmen unterschreiben zwei verschiedene Personen."
        )
    if before is None or not before.is_frozen:
        return
    if before.taken is not None and before != after:
        raise HandoverRefusedError("Die Übergabe ist von beiden unterschrieben und bleibt so.")
    kept = ("shift", "made_us", "items", "remark", "left", "figures")
    if repr([getattr(before, name) for name in kept]) != repr(
        [getattr(after, name) for name in kept]
    ):
        raise HandoverRefusedError(
            "Die Übergabe ist unterschrieben; ihr Inhalt kann nicht mehr geändert werden."
        )
