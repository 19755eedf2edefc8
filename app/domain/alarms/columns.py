"""Many events of alarms as columns of numpy arrays, for figures over thousands of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from app.domain.alarms.events import AlarmEvent, AlarmEventKind
from app.domain.alarms.rules import AlarmId
from app.domain.samples import BoolArray, Int32Array, Int64Array

EVENT_KINDS: Final = tuple(AlarmEventKind)
"""The kinds in the order of their numbers in `AlarmColumns.kind`."""

_NUMBERS: Final = {kind: number for number, kind in enumerate(EVENT_KINDS)}


@dataclass(frozen=True, slots=True)
class AlarmColumns:
    """Events in the order of alarms and, of each alarm, of time; columns of one length n.

    Attributes:
        names: The alarms; their places are the numbers in `alarm`.
        alarm: Which alarm, ascending, int32[n].
        kind: What happened, int8[n], see `EVENT_KINDS`.
        time: When, µs UTC, int64[n].
    """

    names: tuple[AlarmId, ...]
    alarm: Int32Array
    kind: NDArray[np.int8]
    time: Int64Array

    def __len__(self) -> int:
        return len(self.time)

    @classmethod
    def of(
        cls, names: Sequence[AlarmId], alarm: Int64Array, kind: Int64Array, time: Int64Array
    ) -> Self:
        """Make columns of events in any order; kinds nobody knows are left out.

        Args:
            names: The alarms.
            alarm: Place of each event's alarm among them.
            kind: Number of each event's kind.
            time: Time of each, µs UTC; of the same moment the earlier in this order comes first.
        """
        is_same = alarm[1:] == alarm[:-1]
        is_next = (alarm[1:] > alarm[:-1]) | (is_same & (time[1:] >= time[:-1]))
        if not is_next.all():
            order = np.lexsort((time, alarm))
            alarm, kind, time = alarm[order], kind[order], time[order]
        is_known = (kind >= 0) & (kind < len(EVENT_KINDS))
        if not is_known.all():
            alarm, kind, time = alarm[is_known], kind[is_known], time[is_known]
        return cls(tuple(names), alarm.astype(np.int32), kind.astype(np.int8), time)

    @classmethod
    def of_events(cls, events: Iterable[AlarmEvent]) -> Self:
        """Make columns of events in any order."""
        told = list(events)
        names = {name: place for place, name in enumerate({event.alarm: 0 for event in told})}
        return cls.of(
            tuple(names),
            np.array([names[event.alarm] for event in told], np.int64),
            np.array([_NUMBERS[event.kind] for event in told], np.int64),
            np.array([event.time_us for event in told], np.int64),
        )

    def is_kind(self, *kinds: AlarmEventKind) -> BoolArray:
        """Return which events are of any of some kinds."""
        found = np.zeros(len(self), np.bool_)
        for kind in kinds:
            found |= self.kind == _NUMBERS[kind]
        return found
