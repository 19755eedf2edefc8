"""Shifts: when the control room is manned, what is written into its logbook, and the handover."""

from dataclasses import dataclass

from app.domain.alarms.rules import AlarmId
from app.domain.points import Location, PointId
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
