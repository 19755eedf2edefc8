"""Which alarms stood at any moment of the past, however old, told from the journal.

The journal is read once and then as it grows. What each event made of its alarm is kept in columns,
so that a moment costs a search instead of a replay.
"""

import time
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmId, AlarmState, Condition
from app.domain.samples import NO_TIME, Int64Array
from app.services.ports import JournalReader, StorageError

_PAGE: Final = 5_000
_NEWER: Final = 500
"""So many events may be replayed at each moment before the columns are made anew."""

_RETRY_S: Final = 5.0
"""A journal that cannot be read may take seconds to say so: it is not asked at each moment."""

_NONE: Final = -1
_MOST_MADE: Final = 20_000


def is_at_rest(state: AlarmState) -> bool:
    """Tell whether an alarm is normal, with no delay running and nothing to acknowledge."""
    return state.is_at_rest


def alarms_at(events: Iterable[AlarmEvent], time_us: int) -> dict[AlarmId, AlarmState]:
    """Return the alarms that were not at rest at a moment, by replaying the journal.

    Args:
        events: Alarm events as recorded, oldest first.
        time_us: The moment, µs UTC.
    """
    states: dict[AlarmId, AlarmState] = {}
    for event in events:
        if event.time_us <= time_us:
            before = states.get(event.alarm, AlarmState())
            states[event.alarm] = after(before, event)
    return {name: state for name, state in states.items() if not is_at_rest(state)}


def after(state: AlarmState, event: AlarmEvent) -> AlarmState:
    """Return what an event made of an alarm."""
    if event.kind is AlarmEventKind.RAISED:
        return AlarmState(
            condition=Condition.ACTIVE,
            is_acknowledged=False,
            raised_us=event.time_us,
            cleared_us=state.cleared_us,
            value=event.value,
            occurrences=1 if is_at_rest(state) else state.occurrences + 1,
        )
    if event.kind is AlarmEventKind.CLEARED:
        return replace(state, condition=Condition.NORMAL, cleared_us=event.time_us)
    return replace(state, is_acknowledged=True, acknowledged_by=event.actor, comment=event.comment)


class AlarmHistory:
    """Follows a journal; one thread.

    Args:
        journal: The journal; without one there never was an alarm.

    Attributes:
        trouble: Why it could not be read on last time, a whole sentence; empty when it could.
    """

    def __init__(self, journal: JournalReader | None) -> None:
        self._journal = journal
        self.trouble = ""
        self._retry_s = 0.0
        self._forget()

    def at(self, time_us: int) -> dict[AlarmId, AlarmState]:
        """Return the alarms that were not at rest at a moment (µs UTC).

        It equals `alarms_at` of all events of the journal; while that cannot be read, of those
        that are known already.
        """
        if not self.trouble or time.monotonic() >= self._retry_s:
            self._try_to_read_on()
        states = self._index.at(time_us)
        for event in self._newer:
            if event.time_us <= time_us:
                before = states.get(event.alarm) or self._index.state(event.alarm, time_us)
                states[event.alarm] = after(before, event)
        return {name: state for name, state in states.items() if not is_at_rest(state)}

    def _forget(self) -> None:
        self._courses = _Courses()
        self._index = _Index(self._courses)
        self._newer: list[AlarmEvent] = []
        self._last: tuple[int, AlarmEvent] | None = None

    def _try_to_read_on(self) -> None:
        try:
            self._read_on()
        except (OSError, StorageError) as error:
            self.trouble = str(error)
            self._retry_s = time.monotonic() + _RETRY_S
        else:
            self.trouble = ""

    def _read_on(self) -> None:
        """Take what was recorded meanwhile; all anew when it is another journal."""
        if self._journal is None:
            return
        while True:
            last = self._last
            found = self._journal.events_after(0 if last is None else last[0] - 1, _PAGE)
            if self._journal.trouble:
                raise StorageError(self._journal.trouble)
            if last is not None and not (found and _is_same(found[0], last)):
                self._forget()
                continue
            fresh = found if last is None else found[1:]
            if not fresh:
                break
            self._newer += [event for _, event in fresh]
            self._last = fresh[-1]
            if len(found) < _PAGE:
                break
        if len(self._newer) > _NEWER:
            self._courses.add(self._newer)
            self._index = _Index(self._courses)
            self._newer = []


def _is_same(one: tuple[int, AlarmEvent], other: tuple[int, AlarmEvent]) -> bool:
    """Tell whether two lines are the same; values may be NaN and are not compared."""
    return one[0] == other[0] and replace(one[1], value=0.0) == replace(other[1], value=0.0)


@dataclass(slots=True)
class _Courses:
    """What each event made of its alarm, one row an event in the order of recording.

    Attributes:
        alarms: Number of each alarm.
        names: Name of each alarm by its number.
        alarm: Number of the event's alarm.
        time: When it happened, µs UTC.
        kind: `_KINDS` of the event.
        value: Its value.
        raised: Row of the last raise, -1 for none; likewise `cleared` and `seen`.
        occurrences: As in `AlarmState`.
        flags: Whether active (1), whether to be acknowledged (2).
        notes: Actor and comment by row, where there are any.
    """

    alarms: dict[AlarmId, int] = field(default_factory=dict)
    names: list[AlarmId] = field(default_factory=list)
    alarm: "array[int]" = field(default_factory=lambda: array("i"))
    time: "array[int]" = field(default_factory=lambda: array("q"))
    kind: "array[int]" = field(default_factory=lambda: array("b"))
    value: "array[float]" = field(default_factory=lambda: array("d"))
    raised: "array[int]" = field(default_factory=lambda: array("i"))
    cleared: "array[int]" = field(default_factory=lambda: array("i"))
    seen: "array[int]" = field(default_factory=lambda: array("i"))
    occurrences: "array[int]" = field(default_factory=lambda: array("i"))
    flags: "array[int]" = field(default_factory=lambda: array("b"))
    notes: dict[int, tuple[str, str]] = field(default_factory=dict)
    _newest: list[int] = field(default_factory=list)

    def add(self, events: Sequence[AlarmEvent]) -> None:
        """Append events in the order of recording."""
        for event in events:
            number = self.alarms.setdefault(event.alarm, len(self.names))
            if number == len(self.names):
                self.names.append(event.alarm)
                self._newest.append(_NONE)
            self._append(number, event)

    def _append(self, number: int, event: AlarmEvent) -> None:
        row, before = len(self.time), self._newest[number]
        raised = cleared = seen = _NONE
        occurrences = flags = 0
        if before != _NONE:
            raised, cleared, seen = self.raised[before], self.cleared[before], self.seen[before]
            occurrences, flags = self.occurrences[before], self.flags[before]
        if event.kind is AlarmEventKind.RAISED:
            occurrences = occurrences + 1 if flags else 1
            raised, seen, flags = row, _NONE, 3
        elif event.kind is AlarmEventKind.CLEARED:
            cleared, flags = row, flags & ~1
        else:
            seen, flags = row, flags & ~2
        if event.actor or event.comment:
            self.notes[row] = (event.actor, event.comment)
        self._newest[number] = row
        self.alarm.append(number)
        self.time.append(event.time_us)
        self.kind.append(_KINDS.index(event.kind))
        self.value.append(event.value)
        self.raised.append(raised)
        self.cleared.append(cleared)
        self.seen.append(seen)
        self.occurrences.append(occurrences)
        self.flags.append(flags)

    def state(self, row: int) -> AlarmState:
        """Return the state of an alarm after an event."""
        raised, cleared, seen = self.raised[row], self.cleared[row], self.seen[row]
        actor, comment = self.notes.get(seen, ("", ""))
        return AlarmState(
            condition=Condition.ACTIVE if self.flags[row] & 1 else Condition.NORMAL,
            is_acknowledged=not self.flags[row] & 2,
            raised_us=NO_TIME if raised == _NONE else self.time[raised],
            cleared_us=NO_TIME if cleared == _NONE else self.time[cleared],
            value=float("nan") if raised == _NONE else self.value[raised],
            occurrences=self.occurrences[row],
            acknowledged_by=actor,
            comment=comment,
        )

    def event(self, row: int) -> AlarmEvent:
        """Return an event."""
        actor, comment = self.notes.get(row, ("", ""))
        kind, value = _KINDS[self.kind[row]], self.value[row]
        return AlarmEvent(self.names[self.alarm[row]], kind, self.time[row], value, actor, comment)


_KINDS: Final = tuple(AlarmEventKind)


class _Index:
    """Finds, for all alarms at once, the last event of each at or before a moment.

    Events count in the order of recording, and clocks may have stepped back: an event recorded
    later may tell of an earlier moment. Of an alarm's events, those before place p all happened by
    then, and none from place q on; what lies between is replayed. With sound clocks p = q.
    """

    def __init__(self, courses: _Courses) -> None:
        self._courses = courses
        self._made: dict[int, AlarmState] = {}
        alarm = np.array(courses.alarm, np.int64)
        self._order = np.argsort(alarm, kind="stable")
        grouped = alarm[self._order]
        self._times, rank = np.unique(np.array(courses.time, np.int64), return_inverse=True)
        # Ranks instead of times: with the alarm's number in front they still fit into 64 bits.
        self._width = len(self._times) + 1
        keyed = grouped * self._width + rank.reshape(-1)[self._order]
        self._latest = np.maximum.accumulate(keyed)
        self._earliest = np.minimum.accumulate(keyed[::-1])[::-1]
        self._begins = np.searchsorted(grouped, np.arange(len(courses.names)))
        self._flags = np.array(courses.flags, np.int8)[self._order]

    def at(self, time_us: int) -> dict[AlarmId, AlarmState]:
        """Return alarms at a moment, all that are not at rest among them."""
        numbers = np.arange(len(self._courses.names))
        sure, possible = self._bounds(numbers, time_us)
        has_event = sure > self._begins
        flags = np.zeros(len(numbers), np.int8)
        flags[has_event] = self._flags[sure[has_event] - 1]
        told = np.flatnonzero((flags > 0) | (possible > sure))
        return {
            self._courses.names[number]: self._state(
                number, int(sure[number]), int(possible[number]), time_us
            )
            for number in told.tolist()
        }

    def state(self, alarm: AlarmId, time_us: int) -> AlarmState:
        """Return the state of one alarm at a moment."""
        number = self._courses.alarms.get(alarm)
        if number is None or number >= len(self._begins):
            return AlarmState()
        sure, possible = self._bounds(np.array([number]), time_us)
        return self._state(number, int(sure[0]), int(possible[0]), time_us)

    def _bounds(self, numbers: Int64Array, time_us: int) -> tuple[Int64Array, Int64Array]:
        rank = int(np.searchsorted(self._times, time_us, "right")) - 1
        wanted = numbers * self._width + rank
        return (
            np.searchsorted(self._latest, wanted, "right"),
            np.searchsorted(self._earliest, wanted, "right"),
        )

    def _state(self, number: int, sure: int, possible: int, time_us: int) -> AlarmState:
        state = AlarmState()
        if sure > self._begins[number]:
            state = self._known(int(self._order[sure - 1]))
        for row in self._order[sure:possible].tolist():
            event = self._courses.event(row)
            if event.time_us <= time_us:
                state = after(state, event)
        return state

    def _known(self, row: int) -> AlarmState:
        """Return the state after an event; those made are kept, most stand for many moments."""
        known = self._made.get(row)
        if known is None:
            if len(self._made) > _MOST_MADE:
                self._made.clear()
            known = self._made[row] = self._courses.state(row)
        return known
