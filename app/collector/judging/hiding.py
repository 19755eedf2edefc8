"""What is suppressed by design: outside its schedule, during maintenance, by what explains it.

An alarm is marked as suppressed once there is something to suppress: a window over a district
would else fill the journal with hundreds of lines at its begin and its end.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.alarms import (
    AlarmId,
    AlarmRule,
    AlarmState,
    MaintenanceWindow,
    Mirror,
    RuleKind,
    Schedule,
    windows_at,
)
from app.domain.alarms.escalations import is_in_schedule
from app.domain.cities import City
from app.domain.points import SourceId

SCHEDULE: Final = "schedule"
"""Stands in `AlarmState.suppressed_by` outside a rule's schedule."""


class Hiding:
    """Tells what suppresses a rule. One thread.

    Args:
        city: The profile.
        rules: All rules that are judged.
        explained: What else explains an alarm while it stands, beside the rule's own list: a lost
            connection explains the silence of its points.
    """

    def __init__(
        self,
        city: City,
        rules: Mapping[AlarmId, AlarmRule],
        explained: Mapping[AlarmId, AlarmId],
    ) -> None:
        self._zone = ZoneInfo(city.time_zone)
        self._points = {point.id: point for point in city.points}
        self._rules = rules
        self._explained = {
            name: (*rule.suppressed_by, *([explained[name]] if name in explained else []))
            for name, rule in rules.items()
            if rule.suppressed_by or name in explained
        }
        self._scheduled = {name: rule.schedule for name, rule in rules.items() if rule.schedule}
        self._windows: dict[str, MaintenanceWindow] = {}
        self._held: dict[str, frozenset[AlarmId]] = {}
        self._open: list[str] = []
        self._is_off: dict[tuple[Schedule, ...], bool] = {}
        self._minute = -1
        self._names: set[AlarmId] = set()
        self._gather()

    def set_windows(self, windows: Sequence[MaintenanceWindow]) -> None:
        """Take the maintenance windows that were announced."""
        self._windows = {window.id: window for window in windows}
        self._held = {window.id: self._held_by(window) for window in windows}
        self._minute = -1
        self._gather()

    @property
    def names(self) -> Collection[AlarmId]:
        """The alarms that something may suppress."""
        return self._names

    def look(self, now_us: int) -> None:
        """Look at the clock: which windows and schedules hold now."""
        self._open = [window.id for window in windows_at(self._windows, now_us)]
        minute = now_us // 60_000_000
        if minute == self._minute or not self._scheduled:
            return
        self._minute = minute
        self._is_off = {
            schedule: not is_in_schedule(schedule, now_us, self._zone)
            for schedule in set(self._scheduled.values())
        }

    def cause(self, name: AlarmId, states: Mapping[AlarmId, AlarmState]) -> str:
        """Return what suppresses an alarm now, empty for nothing; as of the last look.

        Args:
            name: The alarm.
            states: The states of all alarms.
        """
        for window in self._open:
            if name in self._held[window]:
                return window
        schedule = self._scheduled.get(name)
        if schedule is not None and self._is_off.get(schedule, False):
            return SCHEDULE
        for parent in self._explained.get(name, ()):
            state = states.get(parent)
            # Those that explain each other in a ring must not all hide each other.
            if state is not None and state.is_active and not _is_hidden_by(parent, name, states):
                return parent
        return ""

    def cause_mirrored(self, mirror: Mirror) -> str:
        """Return what suppresses an alarm that a server judges itself: windows only."""
        point = None if mirror.point is None else self._points.get(mirror.point)
        for name in self._open:
            scope = self._windows[name].scope
            if scope.holds_source(mirror.source) or (point is not None and scope.holds(point)):
                return name
        return ""

    def _held_by(self, window: MaintenanceWindow) -> frozenset[AlarmId]:
        held = []
        for name, rule in self._rules.items():
            point = self._points.get(rule.point)
            if rule.kind is RuleKind.LOST:
                if window.scope.holds_source(SourceId(rule.point)):
                    held.append(name)
            elif point is not None and window.scope.holds(point):
                held.append(name)
        return frozenset(held)

    def _gather(self) -> None:
        self._names = self._explained.keys() | self._scheduled.keys()
        for held in self._held.values():
            self._names |= held


def _is_hidden_by(name: AlarmId, other: AlarmId, states: Mapping[AlarmId, AlarmState]) -> bool:
    """Tell whether an alarm is suppressed by another one, directly or through others."""
    passed = set()
    while name in states and name not in passed:
        passed.add(name)
        name = AlarmId(states[name].suppressed_by)
        if name == other:
            return True
    return False
