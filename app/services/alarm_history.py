"""Which alarms stood at any moment of the past, however old, told from the journal.

The journal is read once and then as it grows. What each event made of its alarm is kept in columns,
so that a moment costs a search instead of a replay.
"""

import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

import numpy as np

from app.domain.alarms import AlarmEvent, AlarmId, AlarmRule, AlarmState, Mirror
from app.domain.alarms.replays import after
from app.domain.samples import Int64Array
from app.services.alarm_courses import Courses
from app.services.ports import JournalReader, StorageError

_PAGE: Final = 5_000
_NEWER: Final = 500
"""So many events may be replayed at each moment before the columns are made anew."""

_RETRY_S: Final = 5.0
"""A journal that cannot be read may take seconds to say so: it is not asked at each moment."""

_MOST_MADE: Final = 20_000
_NO_RULES: Final[Mapping[AlarmId, AlarmRule]] = {}


def is_at_rest(state: AlarmState) -> bool:
    """Tell whether an alarm is normal, with no delay running and nothing to acknowledge."""
    return state.is_at_rest


def alarms_at(
    events: Iterable[AlarmEvent], time_us: int, rules: Mapping[AlarmId, AlarmRule] = _NO_RULES
) -> dict[AlarmId, AlarmState]:
    """Return the alarms that were not at rest at a moment, by replaying the journal.

    Args:
        events: Alarm events as recorded, oldest first.
        time_us: The moment, µs UTC.
        rules: Rules by alarm; they tell which alarms latch and which are mere events.
    """
    states: dict[AlarmId, AlarmState] = {}
    for event in events:
        if event.time_us <= time_us:
            before = states.get(event.alarm, AlarmState())
            states[event.alarm] = after(before, event, rules.get(event.alarm))
    return {name: state for name, state in states.items() if not state.is_at_rest}


class AlarmHistory:
    """Follows a journal; one thread.

    Args:
        journal: The journal; without one there never was an alarm.
        rules: Rules by alarm as they are now; they tell which alarms latch and which are mere
            events, also of the past.

    Attributes:
        trouble: Why it could not be read on last time, a whole sentence; empty when it could.
    """

    def __init__(
        self, journal: JournalReader | None, rules: Mapping[AlarmId, AlarmRule] = _NO_RULES
    ) -> None:
        self._journal = journal
        self._rules = rules
        self.trouble = ""
        self._retry_s = 0.0
        self._forget()

    def at(self, time_us: int) -> dict[AlarmId, AlarmState]:
        """Return the alarms that were not at rest at a moment (µs UTC).

        It equals `alarms_at` of all events of the journal; while that cannot be read, of those
        that are known already. Alarms that a server judges itself carry what is known of them.
        """
        if not self.trouble or time.monotonic() >= self._retry_s:
            self._try_to_read_on()
        states = self._index.at(time_us)
        for event in self._newer:
            if event.time_us <= time_us:
                before = states.get(event.alarm) or self._index.state(event.alarm, time_us)
                states[event.alarm] = after(before, event, self._rules.get(event.alarm))
        for name in self._mirrors.keys() & states.keys():
            states[name] = replace(states[name], mirror=self._mirrors[name])
        return {name: state for name, state in states.items() if not state.is_at_rest}

    def _forget(self) -> None:
        self._courses = Courses(self._rules)
        self._index = _Index(self._courses)
        self._newer: list[AlarmEvent] = []
        self._last: tuple[int, AlarmEvent] | None = None
        self._mirrors: dict[AlarmId, Mirror] = {}

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
        try:
            is_mirrored = self._read_pages(self._journal)
        finally:
            # Whatever came before a failure is known, too.
            if len(self._courses.time) != self._index.length:
                self._index = _Index(self._courses)
        if is_mirrored:
            self._mirrors = self._journal.mirrors()

    def _read_pages(self, journal: JournalReader) -> bool:
        """Read page by page; return whether alarms came up whose rule nobody here has."""
        is_mirrored = False
        while True:
            last = self._last
            found = journal.events_after(0 if last is None else last[0] - 1, _PAGE)
            if journal.trouble:
                raise StorageError(journal.trouble)
            if last is not None and not (found and _is_same(found[0], last)):
                self._forget()
                is_mirrored = True
                continue
            fresh = found if last is None else found[1:]
            if not fresh:
                return is_mirrored
            self._newer += [event for _, event in fresh]
            self._last = fresh[-1]
            is_mirrored |= any(event.alarm not in self._rules for _, event in fresh)
            if len(self._newer) > _NEWER:
                self._courses.add(self._newer)
                self._newer = []
            if len(found) < _PAGE:
                return is_mirrored


def _is_same(one: tuple[int, AlarmEvent], other: tuple[int, AlarmEvent]) -> bool:
    """Tell whether two lines are the same; values may be NaN and are not compared."""
    return one[0] == other[0] and replace(one[1], value=0.0) == replace(other[1], value=0.0)


class _Index:
    """Finds, for all alarms at once, the last event of each at or before a moment.

    Events count in the order of recording, and clocks may have stepped back: an event recorded
    later may tell of an earlier moment. Of an alarm's events, those before place p all happened by
    then, and none from place q on; what lies between is replayed. With sound clocks p = q.
    """

    def __init__(self, courses: Courses) -> None:
        self._courses = courses
        self.length = len(courses.time)
        self._rules = courses.rules
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
        self._parts = np.array(courses.parts, np.int8)[self._order]

    def at(self, time_us: int) -> dict[AlarmId, AlarmState]:
        """Return alarms at a moment, all that are not at rest among them."""
        numbers = np.arange(len(self._courses.names))
        sure, possible = self._bounds(numbers, time_us)
        has_event = sure > self._begins
        parts = np.zeros(len(numbers), np.int8)
        parts[has_event] = self._parts[sure[has_event] - 1]
        told = np.flatnonzero((parts > 0) | (possible > sure))
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
                state = after(state, event, self._rules.get(event.alarm))
        return state

    def _known(self, row: int) -> AlarmState:
        """Return the state after an event; those made are kept, most stand for many moments."""
        known = self._made.get(row)
        if known is None:
            if len(self._made) > _MOST_MADE:
                self._made.clear()
            known = self._made[row] = self._courses.state(row)
        return known
