"""How bad the state of each point is, and which alarms call: the base of everything that is drawn.

The same judgement as in the lists and tiles: an alarm calls unless it is at rest, shelved,
suppressed or out of service. Beside them a map must say where nothing is known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from app.domain.alarms import AlarmId, AlarmRule, AlarmState, Priority, RuleKind, VisibleState
from app.domain.alarms.mirrors import mirrored_rule
from app.domain.cities import City
from app.domain.points import SourceId
from app.domain.records import quick
from app.domain.samples import NO_TIME, BoolArray, Quality, UInt8Array
from app.services.lost_sources import all_rules
from app.services.maps.devices import Devices
from app.services.maps.sources import Rank
from app.services.states import CityState

_LINK_SUFFIXES: Final = frozenset({"online", "link", "connection"})
"""Last part of the types of points that tell whether a device is connected."""


@quick
@dataclass(frozen=True, slots=True)
class MapAlarm:
    """An alarm that is not at rest, with what the map needs of it.

    Attributes:
        number: Number of the alarm, for as long as the city is the same; the id of its feature.
        rule: What it watches.
        state: Its state.
        row: Row of its point; -1 for a lost source.
        rank: How bad it is.
        is_hidden: True while it calls nobody.
        is_of_connection: True when it tells that nothing comes through.
    """

    number: int
    rule: AlarmRule
    state: AlarmState
    row: int
    rank: Rank
    is_hidden: bool
    is_of_connection: bool

    @property
    def is_acknowledged(self) -> bool:
        """True when somebody has seen it."""
        return self.state.is_acknowledged


_Fixed = tuple[int, AlarmRule, int, Rank, bool]
"""Number, rule, row, rank, and whether it tells of the connection."""


def priority_rank(priority: Priority) -> Rank:
    """Return the rank of an alarm's priority."""
    return Rank(7 - int(priority))


class MapJudge:
    """Judges states of one city; it keeps what does not change from state to state.

    Args:
        devices: The devices of the city.

    Attributes:
        base: Rank of each point without its alarms: NORMAL, STALE or BAD, uint8[n].
        ranks: Rank of each point, uint8[n].
        unseen: True for points with an alarm that calls and that nobody has acknowledged, bool[n].
        links: Rank of the alarms of each point that tell of its connection, uint8[n].
        alarms: Alarms that are not at rest, in order of their numbers; the same object until one of
            them changes.
    """

    def __init__(self, devices: Devices) -> None:
        self._devices = devices
        count = len(devices.city.points)
        self.base: UInt8Array = np.zeros(count, np.uint8)
        self.ranks: UInt8Array = self.base
        self.unseen: BoolArray = np.zeros(count, np.bool_)
        self.links: UInt8Array = np.zeros(count, np.uint8)
        self._worst: UInt8Array = np.zeros(count, np.uint8)
        self._lost: UInt8Array = np.zeros(len(devices.city.sources) + 1, np.uint8)
        self.alarms: tuple[MapAlarm, ...] = ()
        self._numbers: dict[AlarmId, int] = {}
        self.set_rules(devices.city)

    def set_rules(self, city: City) -> None:
        """Judge the same points by other rules."""
        self._rules = all_rules(city)
        found = ((alarm, self._of_rule(rule)) for alarm, rule in self._rules.items())
        self._fixed = {alarm: fixed for alarm, fixed in found if fixed is not None}
        self._known: dict[AlarmId, MapAlarm] = {}
        self._seen: Mapping[AlarmId, AlarmState] | None = None

    def take(self, state: CityState) -> None:
        """Judge a state; the arrays hold its outcome."""
        if state.alarms is not self._seen:
            self._take_alarms(state.alarms)
            self._seen = state.alarms
        states = state.states
        base = state.stale.astype(np.uint8)  # True is Rank.STALE
        is_bad = (states.quality == Quality.BAD) | (states.quality == Quality.UNCERTAIN)
        base[is_bad & (states.time != NO_TIME)] = Rank.BAD
        self.base = np.maximum(base, self._lost[self._devices.source_of])
        self.ranks = np.maximum(self.base, self._worst)

    def _take_alarms(self, alarms: Mapping[AlarmId, AlarmState]) -> None:
        known, made = self._known, {}
        for alarm, state in alarms.items():
            old = known.get(alarm)
            if old is not None and old.state is state:
                made[alarm] = old
                continue
            one = self._alarm(alarm, state)
            if one is not None:
                made[alarm] = one
        self._known = made
        found = tuple(sorted(made.values(), key=lambda one: one.number))
        if found != self.alarms:
            self.alarms = found
            self._fill()

    def _fill(self) -> None:
        """Spread the alarms that call over the rows of their points."""
        count = len(self._devices.city.points)
        worst, links = np.zeros(count, np.uint8), np.zeros(count, np.uint8)
        unseen, lost = np.zeros(count, np.bool_), np.zeros_like(self._lost)
        calling = [alarm for alarm in self.alarms if not alarm.is_hidden]
        of_points = [alarm for alarm in calling if alarm.row >= 0]
        rows = np.array([alarm.row for alarm in of_points], np.int64)
        ranks = np.array([int(alarm.rank) for alarm in of_points], np.uint8)
        np.maximum.at(worst, rows, ranks)
        is_link = np.array([alarm.is_of_connection for alarm in of_points], np.bool_)
        np.maximum.at(links, rows[is_link], ranks[is_link])
        is_unseen = np.array([not alarm.is_acknowledged for alarm in of_points], np.bool_)
        unseen[rows[is_unseen]] = True
        for alarm in calling:
            if alarm.row < 0:
                lost[self._devices.source_place(SourceId(alarm.rule.point))] = Rank.BAD
        lost[-1] = 0  # sources that the profile does not know
        self._worst, self.links, self.unseen, self._lost = worst, links, unseen, lost

    def _alarm(self, alarm: AlarmId, state: AlarmState) -> MapAlarm | None:
        """Return an alarm as the map shows it; None for one that is at rest or unknown."""
        fixed = self._fixed.get(alarm)
        if fixed is None and state.mirror is not None and alarm not in self._rules:
            fixed = self._of_rule(mirrored_rule(alarm, state.mirror))
        is_hidden = state.is_hidden
        if fixed is None or (not is_hidden and state.inner is VisibleState.NORMAL):
            return None
        number, rule, row, rank, is_of_connection = fixed
        return MapAlarm(number, rule, state, row, rank, is_hidden, is_of_connection)

    def _of_rule(self, rule: AlarmRule) -> _Fixed | None:
        """Return what no state of an alarm changes; None where its point is unknown."""
        is_lost = rule.kind is RuleKind.LOST
        row = -1 if is_lost else self._devices.point_row(rule.point)
        if row < 0 and not is_lost:
            return None
        number = self._numbers.setdefault(rule.id, len(self._numbers))
        rank = Rank.BAD if is_lost else priority_rank(rule.priority)
        return number, rule, row, rank, is_lost or self._is_of_connection(rule, row)

    def _is_of_connection(self, rule: AlarmRule, row: int) -> bool:
        if rule.kind is RuleKind.INACTIVE:
            return True
        suffix = self._devices.city.points[row].type.rpartition(".")[2]
        return rule.kind is RuleKind.STATE and suffix in _LINK_SUFFIXES
