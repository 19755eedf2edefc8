"""Occurrences of alarms as columns: when each began and ended, was seen, and whether it called."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.domain.alarms.columns import EVENT_KINDS, AlarmColumns
from app.domain.alarms.events import AlarmEventKind
from app.domain.samples import NO_TIME, BoolArray, Int32Array, Int64Array

_K = AlarmEventKind
_NUMBERS: Final = {kind: number for number, kind in enumerate(EVENT_KINDS)}

HIDINGS: Final = (
    (_K.SHELVED, _K.UNSHELVED),
    (_K.SUPPRESSED, _K.UNSUPPRESSED),
    (_K.REMOVED, _K.RESTORED),
)
"""What begins and what ends each way of hiding an alarm."""


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Occurrences in the order of alarms and, of each alarm, of time; columns of one length n.

    Attributes:
        alarm: Number of the alarm, as in the columns they come from, int32[n].
        start: When it was raised, µs UTC, int64[n].
        end: When it returned, `NO_TIME` while it stands, int64[n].
        seen: When it was first acknowledged, `NO_TIME` while it was not, int64[n].
        calls: Whether it called somebody when it was raised: it was not hidden, bool[n].
    """

    alarm: Int32Array
    start: Int64Array
    end: Int64Array
    seen: Int64Array
    calls: BoolArray

    def __len__(self) -> int:
        return len(self.start)

    def select(self, rows: BoolArray | Int64Array) -> "Occurrences":
        """Return the occurrences of a mask or an index array."""
        return Occurrences(
            self.alarm[rows], self.start[rows], self.end[rows], self.seen[rows], self.calls[rows]
        )

    @property
    def is_open(self) -> BoolArray:
        """Which stand still."""
        standing: BoolArray = self.end == NO_TIME
        return standing

    def lasted(self, until_us: int) -> Int64Array:
        """Return how long each stood, µs; those that stand still until a moment (µs UTC)."""
        ends: Int64Array = np.where(self.is_open, until_us, self.end)
        return ends - self.start


@dataclass(frozen=True, slots=True)
class Story:
    """What events tell of alarms.

    Attributes:
        occurrences: When each alarm stood.
        call_time: When somebody was called, µs UTC, ascending, int64[m]: a raise of an alarm that
            is not hidden, and every renewed call.
        call_alarm: Number of the alarm that called, int32[m].
        hidden: Numbers of the alarms that are hidden after all events, by what hides them.
    """

    occurrences: Occurrences
    call_time: Int64Array
    call_alarm: Int32Array
    hidden: dict[AlarmEventKind, Int32Array]


def story_of(columns: AlarmColumns) -> Story:
    """Return what events tell.

    An occurrence that is raised again without having returned ends at the new raise. An
    acknowledgement counts for all occurrences of its alarm that wait for one.
    """
    is_last = np.append(columns.alarm[1:] != columns.alarm[:-1], [True])[: len(columns)]
    hidden_now: dict[AlarmEventKind, Int32Array] = {}
    hidden = np.zeros(len(columns), np.bool_)
    for kind, rows in _hidings(columns):
        hidden_now[kind] = columns.alarm[is_last & rows]
        hidden |= rows
    raised = columns.kind == _NUMBERS[_K.RAISED]
    begun = np.flatnonzero(raised)
    is_ended = raised | (columns.kind == _NUMBERS[_K.CLEARED])
    occurrences = Occurrences(
        columns.alarm[begun],
        columns.time[begun],
        _next_time(columns, begun, is_ended),
        _next_time(columns, begun, columns.kind == _NUMBERS[_K.ACKNOWLEDGED]),
        ~hidden[begun],
    )
    calls = np.flatnonzero((raised & ~hidden) | (columns.kind == _NUMBERS[_K.REALARMED]))
    calls = calls[np.argsort(columns.time[calls], kind="stable")]
    return Story(occurrences, columns.time[calls], columns.alarm[calls], hidden_now)


def _next_time(columns: AlarmColumns, rows: Int64Array, wanted: BoolArray) -> Int64Array:
    """Return the time of the next wanted event of the same alarm after each row, or `NO_TIME`."""
    n = len(columns)
    places = np.where(wanted, np.arange(n), n)
    following = np.append(np.minimum.accumulate(places[::-1])[::-1], n)[rows + 1]
    is_there = following < n
    found = np.full(len(rows), NO_TIME, np.int64)
    near = following[is_there]
    is_same = columns.alarm[near] == columns.alarm[rows[is_there]]
    found[np.flatnonzero(is_there)[is_same]] = columns.time[near[is_same]]
    return found


def _hidings(columns: AlarmColumns) -> Iterator[tuple[AlarmEventKind, BoolArray]]:
    """Yield each way of hiding, and at which events, in the order of alarms, it holds."""
    for begins, ends in HIDINGS:
        is_begin = columns.kind == _NUMBERS[begins]
        marks: NDArray[np.bool_] = is_begin | (columns.kind == _NUMBERS[ends])
        if not is_begin.any():
            yield begins, np.zeros(len(columns), np.bool_)
            continue
        last = np.maximum.accumulate(np.where(marks, np.arange(len(columns)), -1))
        known = np.maximum(last, 0)
        yield begins, (last >= 0) & is_begin[known] & (columns.alarm[known] == columns.alarm)
