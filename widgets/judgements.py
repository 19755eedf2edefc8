"""What a state of the city means for each point: its worst alarm, and whether it is abnormal.

An alarm rank is a small number that sorts alarms: 0 is none; else twice the urgency (4 critical to
1 low) plus one while nobody has acknowledged it. So it fits into a column and the maximum is the
worst.
"""

from typing import Final

import numpy as np

from app.domain.alarms import AlarmId, AlarmState, Priority, VisibleState
from app.domain.cities import City
from app.domain.points import PointId, PointKind
from app.domain.samples import BoolArray, Quality, UInt8Array
from app.services.states import CityState

NO_ALARM: Final = 0
LOST_SUFFIX: Final = "#lost"
"""Ending of the id of an alarm that a source, not a point, has."""

_CALM: Final = frozenset(state for state in VisibleState if state.is_hidden) | {VisibleState.NORMAL}
"""States that nobody is called for."""


def alarm_rank(priority: Priority, *, is_unacknowledged: bool) -> int:
    """Return the rank of an alarm, 2 (low, acknowledged) to 9 (critical, not acknowledged)."""
    return 2 * (5 - int(priority)) + int(is_unacknowledged)


def rank_priority(rank: int) -> Priority:
    """Return the priority of a rank that is not `NO_ALARM`."""
    return Priority(5 - rank // 2)


def rank_is_unacknowledged(rank: int) -> bool:
    """Tell whether a rank belongs to an alarm nobody has acknowledged."""
    return rank % 2 == 1


class Judge:
    """Judges states of one city; it keeps what does not change from state to state."""

    def __init__(self, city: City) -> None:
        self._count = len(city.points)
        self._row_of: dict[PointId, int] = {p.id: row for row, p in enumerate(city.points)}
        self._abnormal_codes = _abnormal_codes(city)
        self._ranks: UInt8Array = np.zeros(self._count, np.uint8)
        self.set_rules(city)

    def set_rules(self, city: City) -> None:
        """Judge the same points by other rules."""
        row_of = self._row_of
        self._rules = {
            rule.id: (row_of[rule.point], rule.priority)
            for rule in city.rules
            if rule.point in row_of
        }
        self._alarms: object = None

    def ranks(self, state: CityState) -> UInt8Array:
        """Return the rank of the worst alarm of each point, uint8[n]; not to be changed."""
        if state.alarms is not self._alarms:
            ranks = np.zeros(self._count, np.uint8)
            for alarm_id, alarm in state.alarms.items():
                row, rank = self._rank(alarm_id, alarm)
                if row >= 0:
                    ranks[row] = max(int(ranks[row]), rank)
            self._ranks = ranks
            self._alarms = state.alarms
        return self._ranks

    def abnormal(self, state: CityState) -> BoolArray:
        """Tell which points deserve attention: an alarm, a doubtful quality or a faulty state.

        A value that is only old is not abnormal; `CityState.stale` says so.
        """
        abnormal: BoolArray = self.ranks(state) > NO_ALARM
        abnormal |= (state.states.quality != Quality.GOOD) & (state.states.time > 0)
        for rows, codes in self._abnormal_codes:
            abnormal[rows] |= np.isin(state.states.value[rows], codes)
        return abnormal

    def _rank(self, alarm_id: AlarmId, alarm: AlarmState) -> tuple[int, int]:
        """Return the row and the rank of an alarm; row -1 when it belongs to no point."""
        if alarm.visible in _CALM or alarm_id not in self._rules:
            return -1, NO_ALARM
        row, priority = self._rules[alarm_id]
        return row, alarm_rank(priority, is_unacknowledged=not alarm.is_acknowledged)


def _abnormal_codes(city: City) -> list[tuple[list[int], list[int]]]:
    """Return, for each set of states, the rows that have it and its abnormal codes."""
    rows_of: dict[tuple[int, ...], list[int]] = {}
    for row, point in enumerate(city.points):
        codes = tuple(state.code for state in point.states if state.is_abnormal)
        if point.kind is PointKind.STATE and codes:
            rows_of.setdefault(codes, []).append(row)
    return [(rows, list(codes)) for codes, rows in rows_of.items()]
