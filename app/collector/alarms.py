"""The judge of alarms: finds in each batch the few samples that matter and steps their alarms.

Almost all samples are far from every limit. They are sorted out for a whole batch at once;
only points that cross a limit, or whose alarm is not normal, go through `app.domain.alarms`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from app.domain.alarms import (
    AlarmEvent,
    AlarmId,
    AlarmOrder,
    AlarmRule,
    AlarmState,
    AlarmStep,
    Condition,
    RuleKind,
    carry_out,
    step,
    tick,
)
from app.domain.cities import City
from app.domain.points import SourceId, point_key
from app.domain.samples import (
    NO_TIME,
    BoolArray,
    Int64Array,
    Quality,
    SampleBatch,
)
from app.services.columns import RowIndex
from app.services.lost_sources import LOST_VALUE, all_rules
from app.services.states import is_at_rest

LATE_US: Final = 300_000_000
"""Older data tell of the past: they never raise an alarm now."""

AHEAD_US: Final = 300_000_000
"""Times further ahead come from a wrong clock; such samples are not judged."""

_CODES: Final = 64


@dataclass(slots=True)
class Verdict:
    """What happened to alarms.

    Attributes:
        events: What the journal must say, in order.
        states: The states that changed.
    """

    events: list[AlarmEvent] = field(default_factory=list)
    states: dict[AlarmId, AlarmState] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.events or self.states)


class AlarmJudge:
    """Holds the state of every alarm. One thread.

    Args:
        city: The profile with its rules.
        states: States to go on from, as the journal keeps them; of unknown alarms are dropped.
    """

    def __init__(self, city: City, states: Mapping[AlarmId, AlarmState]) -> None:
        self.rules = all_rules(city)
        self._states = {name: states[name] for name in self.rules if name in states}
        self._pending = {name for name, state in self._states.items() if state.due_us != NO_TIME}
        self._lost = [rule for rule in self.rules.values() if rule.kind is RuleKind.LOST]
        source_of = {point.id: point.source for point in city.points}
        limits = [rule for rule in self.rules.values() if rule.kind is not RuleKind.LOST]
        self._source_of = {rule.id: source_of.get(rule.point) for rule in limits}
        points = list(dict.fromkeys(rule.point for rule in limits))
        rows = {point: row for row, point in enumerate(points)}
        self._index = RowIndex(np.array([point_key(point) for point in points], np.int64))
        self._row_of = {rule.id: rows[rule.point] for rule in limits}
        self._rules_of: list[list[AlarmRule]] = [[] for _ in points]
        self._screen = _Screen(len(points))
        for rule in limits:
            self._rules_of[self._row_of[rule.id]].append(rule)
            self._screen.add(self._row_of[rule.id], rule)
        self._newest = np.full(len(points), NO_TIME, np.int64)
        for row in range(len(points)):
            self._note_busy(row)

    @property
    def states(self) -> dict[AlarmId, AlarmState]:
        """Alarms that are not at rest."""
        return {name: state for name, state in self._states.items() if not is_at_rest(state)}

    def judge(self, batch: SampleBatch, now_us: int) -> Verdict:
        """Feed samples in order of time; those older than their point's newest are passed over."""
        verdict = Verdict()
        rows = self._index.rows(batch.key)
        mine = np.flatnonzero(rows >= 0)
        mine = mine[
            (batch.source_time[mine] > self._newest[rows[mine]])
            & (batch.source_time[mine] <= now_us + AHEAD_US)
        ]
        if not len(mine):
            return verdict
        crossing = self._screen.crosses(rows[mine], batch, mine)
        np.maximum.at(self._newest, rows[mine], batch.source_time[mine])
        if not crossing.any():
            return verdict
        is_hot = np.zeros(len(self._rules_of), np.bool_)
        is_hot[rows[mine[crossing]]] = True
        hot = mine[is_hot[rows[mine]]]
        hot = hot[np.argsort(batch.source_time[hot], kind="stable")]
        for place in hot.tolist():
            self._feed(int(rows[place]), batch, place, now_us, verdict)
        for row in np.flatnonzero(is_hot).tolist():
            self._note_busy(row)
        return verdict

    def tick(self, now_us: int, delivering: Mapping[SourceId, bool]) -> Verdict:
        """Let time pass: end delays that are due, and watch the connections.

        Args:
            now_us: The present, µs UTC.
            delivering: Which sources deliver; the delays of others stand still.
        """
        verdict = Verdict()
        for name in sorted(self._pending):
            source = self._source_of.get(name)
            if source is not None and not delivering.get(source, False):
                continue
            rule = self.rules[name]
            self._take(rule, tick(rule, self._states[name], now_us), verdict)
            if name in self._row_of:
                self._note_busy(self._row_of[name])
        for rule in self._lost:
            is_lost = not delivering.get(SourceId(rule.point), False)
            state = self._states.get(rule.id, AlarmState())
            value = LOST_VALUE if is_lost else 0.0
            self._take(rule, step(rule, state, value, Quality.GOOD, now_us), verdict)
        return verdict

    def operate(self, order: AlarmOrder, now_us: int) -> Verdict:
        """Carry out an order; unknown alarms and those without need are passed over.

        Raises:
            OrderRefusedError: It is refused for one of them; nothing was done for any.
        """
        known = [self.rules[name] for name in order.alarms if name in self.rules]
        done = [
            (rule, carry_out(rule, self._states.get(rule.id, AlarmState()), order, now_us))
            for rule in known
        ]
        verdict = Verdict()
        for rule, step_ in done:
            self._take(rule, step_, verdict)
        return verdict

    def _feed(
        self, row: int, batch: SampleBatch, place: int, now_us: int, verdict: Verdict
    ) -> None:
        value, time_us = float(batch.value[place]), int(batch.source_time[place])
        quality = Quality(min(int(batch.quality[place]), Quality.GAP))
        for rule in self._rules_of[row]:
            state = self._states.get(rule.id, AlarmState())
            if time_us < now_us - LATE_US and not state.is_active:
                continue
            self._take(rule, step(rule, state, value, quality, time_us), verdict)

    def _take(self, rule: AlarmRule, done: AlarmStep, verdict: Verdict) -> None:
        before = self._states.get(rule.id, AlarmState())
        self._states[rule.id] = done.state
        if done.state.due_us == NO_TIME:
            self._pending.discard(rule.id)
        else:
            self._pending.add(rule.id)
        verdict.events.extend(done.events)
        if done.events or _essence(before) != _essence(done.state):
            verdict.states[rule.id] = done.state

    def _note_busy(self, row: int) -> None:
        self._screen.is_busy[row] = any(
            self._states[rule.id].condition is not Condition.NORMAL
            for rule in self._rules_of[row]
            if rule.id in self._states
        )


def _essence(state: AlarmState) -> tuple[Condition, bool, int]:
    """Return what must survive a restart; the value while a delay runs need not."""
    return state.condition, state.is_acknowledged, state.due_us


class _Screen:
    """The outermost limits of n points, to sort out samples by the thousand."""

    def __init__(self, n: int) -> None:
        self.is_busy = np.zeros(n, np.bool_)
        self._high = np.full(n, np.inf)
        self._low = np.full(n, -np.inf)
        self._codes = np.zeros((n, _CODES), np.bool_)

    def add(self, row: int, rule: AlarmRule) -> None:
        """Note the limit of a rule."""
        if rule.kind is RuleKind.STATE:
            for code in rule.codes:
                if 0 <= code < _CODES:
                    self._codes[row, code] = True
                else:
                    self._low[row], self._high[row] = np.inf, -np.inf  # rare: look at every sample
        elif rule.kind.is_upper:
            self._high[row] = min(self._high[row], rule.threshold)
        else:
            self._low[row] = max(self._low[row], rule.threshold)

    def crosses(self, rows: Int64Array, batch: SampleBatch, places: Int64Array) -> BoolArray:
        """Tell which samples may change an alarm; `rows` are those of the samples at `places`."""
        value = batch.value[places]
        code = np.where((value >= 0) & (value < _CODES), value, -1).astype(np.int64)
        is_code = (code >= 0) & (code == value) & self._codes[rows, np.maximum(code, 0)]
        crossing: BoolArray = (
            self.is_busy[rows] | is_code | (value > self._high[rows]) | (value < self._low[rows])
        )
        return crossing


def messages_of(rules: Mapping[AlarmId, AlarmRule], events: Sequence[AlarmEvent]) -> list[str]:
    """Return the journal's message of each event, in German; the screen has the rule's own."""
    return [rules[event.alarm].message.de if event.alarm in rules else "" for event in events]
