"""Key figures of the alarm system: how much it asks of whoever sits there, against its targets.

The targets were made for plants that are manned day and night; here every rate is per time that
somebody sat there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import nan
from typing import Final

import numpy as np

from app.domain.alarms.actors import BadActors, bad_actors, is_fleeting
from app.domain.alarms.columns import AlarmColumns
from app.domain.alarms.events import AlarmEventKind
from app.domain.alarms.occurrences import Occurrences, Story, story_of
from app.domain.alarms.rates import (
    DAY_US,
    HOUR_US,
    MINUTE_US,
    SLOT_US,
    FloodSpan,
    Manned,
    Slots,
    distribution_of,
    floods_of,
    most_within,
    slots_of,
)
from app.domain.alarms.rules import AlarmId, AlarmRule, Priority
from app.domain.alarms.targets import Figure, Kpi, figure_of
from app.domain.samples import NO_TIME, BoolArray, Float64Array

LEAST_MANNED_US: Final = 30 * MINUTE_US
"""Of less manned time nobody can tell a rate."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How long alarms waited for an acknowledgement, in manned time.

    Attributes:
        priority: Of which priority; None for all together.
        count: How many were acknowledged.
        median_s: Median, seconds; NaN without any.
        late_s: 90th percentile, seconds.
        unseen: How many were not acknowledged by the period's end.
    """

    priority: Priority | None
    count: int
    median_s: float
    late_s: float
    unseen: int


@dataclass(frozen=True, slots=True)
class Kpis:
    """The figures of a period.

    Attributes:
        start_us: Begin of the period, µs UTC.
        end_us: Its end.
        manned_us: How long somebody sat there, µs.
        calls: How many alarms called, at any time.
        manned_calls: How many of them while somebody sat there.
        figures: Each figure, in the order of `Kpi`.
        slots: Calls per ten minutes.
        distribution: How many manned slots had 0, 1, 2, 3 to 5, 6 to 10 and more calls.
        floods: Floods in order of time.
        priorities: Calls of each priority.
        seen: Time to acknowledge: all together first, then by priority.
        actors: The bad actors.
        names: The alarms by their numbers in `occurrences`.
        occurrences: When each alarm stood, hidden ones and mere events included.
    """

    start_us: int
    end_us: int
    manned_us: int
    calls: int
    manned_calls: int
    figures: dict[Kpi, Figure]
    slots: Slots
    distribution: tuple[int, ...]
    floods: tuple[FloodSpan, ...]
    priorities: dict[Priority, int]
    seen: tuple[Seen, ...]
    actors: BadActors
    names: tuple[AlarmId, ...]
    occurrences: Occurrences


def kpis_of(
    columns: AlarmColumns,
    rules: Mapping[AlarmId, AlarmRule],
    manned: Manned,
    start_us: int,
    end_us: int,
) -> Kpis:
    """Return the figures of a period.

    Args:
        columns: What happened in it, and what stood at its begin.
        rules: The rules by alarm; an alarm without one counts, but has no priority.
        manned: When somebody sat there.
        start_us: Begin of the period, µs UTC.
        end_us: Its end (exclusive).
    """
    return _Reckoning(columns, rules, manned, start_us, end_us).kpis()


class _Reckoning:
    """Reckons the figures of one period."""

    def __init__(
        self,
        columns: AlarmColumns,
        rules: Mapping[AlarmId, AlarmRule],
        manned: Manned,
        start_us: int,
        end_us: int,
    ) -> None:
        self._columns, self._manned = columns, manned
        self._start_us, self._end_us = start_us, end_us
        found = [rules.get(name) for name in columns.names]
        self._is_alarm = np.array([not (rule and rule.is_event) for rule in found], np.bool_)
        self._priority = np.array([rule.priority if rule else 0 for rule in found], np.int64)
        self._story = story_of(columns)
        self._called = _touching(self._story, self._is_alarm, start_us)
        is_counted = (self._story.call_time >= start_us) & self._is_alarm[self._story.call_alarm]
        self._is_hidden = np.zeros(len(found), np.bool_)
        for hidden in self._story.hidden.values():
            self._is_hidden[hidden] = True
        self._times = self._story.call_time[is_counted]
        self._callers = self._story.call_alarm[is_counted]

    def kpis(self) -> Kpis:
        slots = slots_of(self._times, self._manned, self._start_us, self._end_us)
        floods = tuple(floods_of(self._times, self._manned, self._end_us))
        calls = np.bincount(self._callers, minlength=len(self._columns.names)).astype(np.int64)
        actors = bad_actors(self._columns.names, self._called, calls, self._is_hidden, self._end_us)
        counts = np.bincount(self._priority[self._callers], minlength=len(Priority) + 1)
        priorities = {priority: int(counts[priority]) for priority in Priority}
        seen = self._seen()
        values = {
            **self._rates(),
            **self._flood_values(floods),
            **self._trouble(actors),
            **_shares(priorities),
            **self._states(),
            Kpi.SEEN_MEDIAN: seen[0].median_s,
            Kpi.SEEN_LATE: seen[0].late_s,
            Kpi.UNSEEN: seen[0].unseen,
        }
        weeks = (self._end_us - self._start_us) / (7 * DAY_US)
        return Kpis(
            self._start_us,
            self._end_us,
            self._manned.total_us,
            len(self._times),
            self._manned_calls,
            {kpi: figure_of(kpi, float(values[kpi]), weeks) for kpi in Kpi},
            slots,
            distribution_of(slots),
            floods,
            priorities,
            seen,
            actors,
            self._columns.names,
            self._story.occurrences,
        )

    @property
    def _manned_calls(self) -> int:
        return int(self._manned.is_at(self._times).sum())

    def _rates(self) -> dict[Kpi, float]:
        total_us = self._manned.total_us
        if total_us < LEAST_MANNED_US:
            return dict.fromkeys(
                (Kpi.RATE, Kpi.PEAK, Kpi.RATE_HOUR, Kpi.PEAK_HOUR, Kpi.RATE_DAY), nan
            )
        times = self._times[self._manned.is_at(self._times)]
        per_us = len(times) / total_us
        return {
            Kpi.RATE: per_us * SLOT_US,
            Kpi.PEAK: most_within(times, SLOT_US),
            Kpi.RATE_HOUR: per_us * HOUR_US,
            Kpi.PEAK_HOUR: most_within(times, HOUR_US),
            Kpi.RATE_DAY: per_us * DAY_US,
        }

    def _flood_values(self, floods: tuple[FloodSpan, ...]) -> dict[Kpi, float]:
        total_us = self._manned.total_us
        bounds = np.array([(flood.start_us, flood.end_us) for flood in floods], np.int64)
        begun, over = self._manned.until(bounds.reshape(-1, 2).T.reshape(-1)).reshape(2, -1)
        flooded_us = int((over - begun).sum())
        if total_us < LEAST_MANNED_US:
            return {Kpi.FLOODS: nan, Kpi.FLOOD_TIME: nan}
        return {
            Kpi.FLOODS: sum(flood.is_manned for flood in floods),
            Kpi.FLOOD_TIME: 100 * flooded_us / total_us,
        }

    def _trouble(self, actors: BadActors) -> dict[Kpi, float]:
        begun = self._called.select(self._called.start >= self._start_us)
        return {
            Kpi.STALE: len(actors.stale),
            Kpi.CHATTERING: len(actors.chattering),
            Kpi.FLEETING: _percent(int(is_fleeting(begun).sum()), len(begun)),
            Kpi.TOP: _percent(sum(actor.calls for actor in actors.top), len(self._times)),
        }

    def _states(self) -> dict[Kpi, float]:
        """Return what stands and what is hidden at the end, and what was told of meanwhile."""
        kinds = AlarmEventKind
        hidden = self._story.hidden
        every = self._story.occurrences
        is_standing = every.is_open & (self._is_alarm & ~self._is_hidden)[every.alarm]
        inside = self._columns.time >= self._start_us
        return {
            Kpi.STANDING: len(np.unique(every.alarm[is_standing])),
            Kpi.SHELVED: len(hidden[kinds.SHELVED]),
            Kpi.SUPPRESSED: len(hidden[kinds.SUPPRESSED]),
            Kpi.REMOVED: len(hidden[kinds.REMOVED]),
            Kpi.SHELVINGS: int((inside & self._is_kind(kinds.SHELVED)).sum()),
            Kpi.LATE: int((inside & self._is_kind(kinds.LATE)).sum()),
        }

    def _is_kind(self, kind: AlarmEventKind) -> BoolArray:
        return self._columns.is_kind(kind)

    def _seen(self) -> tuple[Seen, ...]:
        """Return the time to acknowledge of what was raised in the period."""
        begun = self._called.select(self._called.start >= self._start_us)
        is_seen = begun.seen != NO_TIME
        waited = self._manned.until(begun.seen[is_seen]) - self._manned.until(begun.start[is_seen])
        # Where nobody sat there, nobody's time ran.
        seconds = waited / 1e6 if self._manned.total_us else np.full(len(waited), nan)
        priority = self._priority[begun.alarm]
        rows = [_waits(None, seconds, int((~is_seen).sum()))]
        for each in Priority:
            is_of = priority == each
            rows.append(_waits(each, seconds[is_of[is_seen]], int((is_of & ~is_seen).sum())))
        return tuple(rows)


def _touching(story: Story, is_alarm: BoolArray, start_us: int) -> Occurrences:
    """Return the occurrences of alarms that called and were not over before the period."""
    every = story.occurrences
    is_over = ~every.is_open & (every.end < start_us)
    return every.select(every.calls & is_alarm[every.alarm] & ~is_over)


def _waits(priority: Priority | None, seconds: Float64Array, unseen: int) -> Seen:
    if not len(seconds):
        return Seen(priority, 0, nan, nan, unseen)
    median, late = np.quantile(seconds, [0.5, 0.9]).tolist()
    return Seen(priority, len(seconds), median, late, unseen)


def _shares(priorities: dict[Priority, int]) -> dict[Kpi, float]:
    total = sum(priorities.values())
    return {
        Kpi.HIGH: _percent(priorities[Priority.CRITICAL] + priorities[Priority.HIGH], total),
        Kpi.MEDIUM: _percent(priorities[Priority.MEDIUM], total),
        Kpi.LOW: _percent(priorities[Priority.LOW], total),
    }


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else nan
