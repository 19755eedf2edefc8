"""What each event of a journal made of its alarm, in columns: a state costs a look, no replay.

It says the same as `app.domain.alarms.replays.after`, in a form that a million events fit into
memory; a test compares them over any course of events.
"""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.domain.alarms import (
    EVENT_KINDS,
    AlarmEvent,
    AlarmEventKind,
    AlarmId,
    AlarmRule,
    AlarmState,
    Condition,
    OutOfService,
    Shelf,
)
from app.domain.alarms.replays import UNNAMED, is_latching, is_mere_event
from app.domain.samples import NO_TIME

NONE: Final = -1

_ACTIVE: Final = 1
_UNSEEN: Final = 2
_LATCHED: Final = 4
_SHELVED: Final = 8
_SUPPRESSED: Final = 16
_REMOVED: Final = 32
_HIDDEN: Final = _SHELVED | _SUPPRESSED | _REMOVED
_CALLING: Final = _ACTIVE | _UNSEEN | _LATCHED

_K = AlarmEventKind
_NUMBERS: Final = {kind: number for number, kind in enumerate(EVENT_KINDS)}
_BEGUN: Final = {_K.SHELVED: _SHELVED, _K.SUPPRESSED: _SUPPRESSED, _K.REMOVED: _REMOVED}
_ENDED: Final = {
    _K.UNSHELVED: _SHELVED,
    _K.UNSUPPRESSED: _SUPPRESSED,
    _K.RESTORED: _REMOVED,
    _K.RESET: _LATCHED,
    _K.CONFIRMED: _LATCHED,
}


@dataclass(slots=True)
class _Course:
    """Where one alarm stands: its parts, and the rows that say what is known of them.

    Attributes:
        parts: Which parts are not at rest, bits.
        occurrences: As in `AlarmState`; likewise `realarms`.
        raised: Row of the last raise; likewise `cleared`, `seen` (who acknowledged), `remark`
            (its comment), `shelf`, `cause` (what suppresses it) and `removal`.
    """

    parts: int = 0
    occurrences: int = 0
    realarms: int = 0
    raised: int = NONE
    cleared: int = NONE
    seen: int = NONE
    remark: int = NONE
    shelf: int = NONE
    cause: int = NONE
    removal: int = NONE

    def take(self, event: AlarmEvent, row: int, rule: AlarmRule | None) -> None:
        """Take an event, which stands in a row."""
        kind = event.kind
        if kind is _K.RAISED:
            self._raise(row, calls=not (self.parts & _HIDDEN or is_mere_event(rule)))
        elif kind is _K.CLEARED:
            self.cleared = row
            latched = _LATCHED if is_latching(rule) else 0
            self.parts = self.parts & ~(_ACTIVE | _LATCHED) | latched
        elif kind is _K.ACKNOWLEDGED:
            self.seen = self.remark = row
            self.parts &= ~_UNSEEN
        elif kind is _K.UNACKNOWLEDGED or kind is _K.REALARMED:
            self.seen = NONE
            self.parts |= _UNSEEN
            self.realarms += kind is _K.REALARMED
        elif kind is _K.COMMENTED:
            self.remark = row
        else:
            self._hide(kind, row)
        if not self.parts & _CALLING:
            self.occurrences = 0

    def _raise(self, row: int, *, calls: bool) -> None:
        self.raised = row
        self.occurrences += 1
        self.realarms = 0
        self.parts = self.parts & ~_LATCHED | _ACTIVE
        if calls:
            self.seen = self.remark = NONE
            self.parts |= _UNSEEN

    def _hide(self, kind: AlarmEventKind, row: int) -> None:
        if kind is _K.SHELVED:
            self.shelf = row
        elif kind is _K.SUPPRESSED:
            self.cause = row
        elif kind is _K.REMOVED:
            self.removal = row
        self.parts = (self.parts | _BEGUN.get(kind, 0)) & ~_ENDED.get(kind, 0)


def _integers() -> "array[int]":
    return array("i")


@dataclass(slots=True)
class Courses:
    """One row an event in the order of recording, with what it made of its alarm.

    Attributes:
        rules: Rules by alarm; they tell which alarms latch and which are mere events.
        alarms: Number of each alarm.
        names: Name of each alarm by its number.
        alarm: Number of the event's alarm.
        time: When it happened, µs UTC.
        kind: Its place in `EVENT_KINDS`.
        value: Its value.
        parts: Which parts of the alarm are not at rest after it, bits; 0 for none.
        notes: Actor and comment by row, where there are any.
        more: End of the shelf and work order by row, where there are any.
    """

    rules: Mapping[AlarmId, AlarmRule]
    alarms: dict[AlarmId, int] = field(default_factory=dict)
    names: list[AlarmId] = field(default_factory=list)
    alarm: "array[int]" = field(default_factory=_integers)
    time: "array[int]" = field(default_factory=lambda: array("q"))
    kind: "array[int]" = field(default_factory=lambda: array("b"))
    value: "array[float]" = field(default_factory=lambda: array("d"))
    parts: "array[int]" = field(default_factory=lambda: array("b"))
    notes: dict[int, tuple[str, str]] = field(default_factory=dict)
    more: dict[int, tuple[int, str]] = field(default_factory=dict)
    _occurrences: "array[int]" = field(default_factory=_integers)
    _realarms: "array[int]" = field(default_factory=_integers)
    _raised: "array[int]" = field(default_factory=_integers)
    _cleared: "array[int]" = field(default_factory=_integers)
    _seen: "array[int]" = field(default_factory=_integers)
    _remark: "array[int]" = field(default_factory=_integers)
    _hiding: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    _notes: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    _courses: list[_Course] = field(default_factory=list)

    def add(self, events: Sequence[AlarmEvent]) -> None:
        """Append events in the order of recording."""
        for event in events:
            number = self.alarms.setdefault(event.alarm, len(self.names))
            if number == len(self.names):
                self.names.append(event.alarm)
                self._courses.append(_Course())
            row, course = len(self.time), self._courses[number]
            course.take(event, row, self.rules.get(event.alarm))
            self._append(number, event)
            self._keep(row, course)

    def _append(self, number: int, event: AlarmEvent) -> None:
        row = len(self.time)
        if event.actor or event.comment:
            note = (event.actor, event.comment)
            self.notes[row] = self._notes.setdefault(note, note)
        if event.until_us != NO_TIME or event.work_order:
            self.more[row] = (event.until_us, event.work_order)
        self.alarm.append(number)
        self.time.append(event.time_us)
        self.kind.append(_NUMBERS[event.kind])
        self.value.append(event.value)

    def _keep(self, row: int, course: _Course) -> None:
        self.parts.append(course.parts)
        self._occurrences.append(course.occurrences)
        self._realarms.append(course.realarms)
        self._raised.append(course.raised)
        self._cleared.append(course.cleared)
        self._seen.append(course.seen)
        self._remark.append(course.remark)
        if course.parts & _HIDDEN:
            self._hiding[row] = (course.shelf, course.cause, course.removal)

    def state(self, row: int) -> AlarmState:
        """Return the state of an alarm after an event."""
        raised, parts = self._raised[row], self.parts[row]
        shelf, cause, removal = self._hiding.get(row, (NONE, NONE, NONE))
        return AlarmState(
            condition=Condition.ACTIVE if parts & _ACTIVE else Condition.NORMAL,
            is_acknowledged=not parts & _UNSEEN,
            raised_us=self._time(raised),
            cleared_us=self._time(self._cleared[row]),
            value=float("nan") if raised == NONE else self.value[raised],
            occurrences=self._occurrences[row],
            acknowledged_by=self._note(self._seen[row])[0],
            comment=self._note(self._remark[row])[1],
            is_latched=bool(parts & _LATCHED),
            shelf=self._shelf(shelf) if parts & _SHELVED else None,
            suppressed_by=self._note(cause)[1] or UNNAMED if parts & _SUPPRESSED else "",
            out_of_service=self._removal(removal) if parts & _REMOVED else None,
            realarms=self._realarms[row],
        )

    def event(self, row: int) -> AlarmEvent:
        """Return an event, all but when it was recorded."""
        actor, comment = self._note(row)
        until_us, work_order = self.more.get(row, (NO_TIME, ""))
        return AlarmEvent(
            self.names[self.alarm[row]],
            EVENT_KINDS[self.kind[row]],
            self.time[row],
            self.value[row],
            actor,
            comment,
            until_us,
            work_order,
        )

    def _time(self, row: int) -> int:
        return NO_TIME if row == NONE else self.time[row]

    def _note(self, row: int) -> tuple[str, str]:
        return self.notes.get(row, ("", ""))

    def _shelf(self, row: int) -> Shelf:
        until_us = self.more.get(row, (NO_TIME, ""))[0]
        actor, reason = self._note(row)
        return Shelf(until_us, self.time[row], actor, reason)

    def _removal(self, row: int) -> OutOfService:
        actor, reason = self._note(row)
        return OutOfService(self.time[row], actor, reason, self.more.get(row, (NO_TIME, ""))[1])
