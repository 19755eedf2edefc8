"""The state of the city at a moment, as every view renders it; and who provides it.

A view never asks for "now". It is given a `CityState`, live or of any past moment, by whichever
`StateProvider` the time bus points to; so replay, drill and wall mode are the same views.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmId, AlarmState, Condition
from app.domain.cities import City
from app.domain.points import SourceId
from app.domain.samples import (
    NO_TIME,
    BoolArray,
    Float64Array,
    Int64Array,
    PointStates,
    SampleBatch,
    is_stale,
    stale_after_us,
)
from app.domain.sources import SourceHealth
from app.services.columns import LiveColumns, city_keys
from app.services.ports import Clock, HistorianReader, JournalReader
from app.services.sparks import SPARK_MINUTES, Sparks, read_sparks

__all__ = [
    "SPARK_MINUTES",
    "CityState",
    "HistorianStateProvider",
    "LiveState",
    "StateProvider",
    "alarms_at",
    "is_at_rest",
    "read_sparks",
]

_JOURNAL_LINES: Final = 10_000

_SIMULATED_PAST_S: Final = 300.0
"""The past of a simulated city is filled in at no finer step than this."""


@dataclass(frozen=True, slots=True)
class CityState:
    """Everything a view needs to draw the city at one moment. Arrays are not to be changed.

    Attributes:
        at_us: The moment, µs UTC.
        is_live: True when this is the live state, False for a moment of the past.
        states: States of the n points, row i belonging to `City.points[i]`.
        stale: Which values must not be taken for live, bool[n]: too old, or their source is down.
        sources: Health of each source by its id; a source nobody heard of is missing.
        alarms: Alarms that are not at rest, by id.
        changed: Rows that changed since the previous state of the same provider, int64[k],
            ascending; None means that anything may have changed.
        recent: Samples that came since the previous state, in order of arrival; None when
            unknown or not live.
        sparks: The last hour in minutes, float64[n, 60]: the last value of each minute, the
            present minute at the right end; NaN where there was no sample. None when not known.
    """

    at_us: int
    is_live: bool
    states: PointStates
    stale: BoolArray
    sources: Mapping[SourceId, SourceHealth]
    alarms: Mapping[AlarmId, AlarmState]
    changed: Int64Array | None = None
    recent: SampleBatch | None = None
    sparks: Float64Array | None = None


class StateProvider(Protocol):
    """Gives the state of the city at a moment."""

    def at(self, time_us: int | None) -> CityState:
        """Return the state at a moment (µs UTC); None means now, where the provider knows one."""
        ...


class LiveState:
    """The live state of the city in numpy columns; one thread.

    Args:
        city: The profile; its points are the rows.
        clock: For `at`.
    """

    def __init__(self, city: City, clock: Clock) -> None:
        self._clock = clock
        self._columns = LiveColumns(city_keys(city))
        n = len(city.points)
        self._stale_after = stale_after_us(
            np.array([point.interval_s for point in city.points], np.float64)
        )
        ids = [source.id for source in city.sources]
        places = {source: place for place, source in enumerate(ids)}
        self._source_ids = ids
        self._source_of = np.array(
            [places.get(point.source, len(ids)) for point in city.points], np.int64
        )
        self._sources: dict[SourceId, SourceHealth] = {}
        self._alarms: dict[AlarmId, AlarmState] = {}
        self._is_connected = False
        self._changed = np.ones(n, np.bool_)
        self._stale = np.ones(n, np.bool_)
        self._recent: list[SampleBatch] = []
        self._sparks = Sparks(n)

    def apply(self, batch: SampleBatch) -> None:
        """Take samples in order of arrival; unknown points are passed over."""
        self._changed[self._columns.take(batch)] = True
        self._recent.append(batch)
        self._sparks.take(self._columns.index.rows(batch.key), batch)

    def apply_table(self, states: PointStates) -> None:
        """Take the newest sample of each point, in any order, as after a break."""
        self._changed[self._columns.seed(states)] = True
        batch = SampleBatch(
            states.key, states.time, states.received, states.value, states.quality
        ).select(states.time != NO_TIME)
        self._sparks.take(self._columns.index.rows(batch.key), batch)

    def apply_health(self, sources: Sequence[SourceHealth]) -> None:
        """Take the health of all sources."""
        self._sources = {health.source: health for health in sources}

    def apply_alarms(self, states: Mapping[AlarmId, AlarmState], *, is_whole: bool) -> None:
        """Take alarms that changed; or all of them, when whole."""
        merged = dict(states) if is_whole else self._alarms | dict(states)
        self._alarms = {name: state for name, state in merged.items() if not is_at_rest(state)}

    def apply_connection(self, *, is_connected: bool) -> None:
        """Take that the collector is there or gone; while it is gone every value is stale."""
        self._is_connected = is_connected
        if not is_connected:
            self._sources = {}

    def load_sparks(self, reader: HistorianReader, now_us: int) -> None:
        """Fill the last hour from the historian; see `read_sparks` for doing it in a thread."""
        self.take_sparks(read_sparks(reader, self._columns.index.keys, now_us), now_us)

    def take_sparks(self, sparks: Float64Array, end_us: int) -> None:
        """Take the last hour as read from the historian; what came live meanwhile stays."""
        self._sparks.fill(sparks, end_us)

    def at(self, time_us: int | None) -> CityState:
        """Return the live state; the moment is always now (`StateProvider`)."""
        return self.snapshot(self._clock.now_us() if time_us is None else time_us)

    def snapshot(self, now_us: int) -> CityState:
        """Return the state as it is now, and begin to collect the next changes.

        Args:
            now_us: The present, µs UTC.
        """
        states = self._columns.states
        stale = self._staleness(now_us)
        changed = np.flatnonzero(self._changed | (stale != self._stale))
        self._changed[:] = False
        self._stale = stale
        recent, self._recent = SampleBatch.concatenate(self._recent), []
        return CityState(
            at_us=now_us,
            is_live=True,
            states=PointStates(
                states.key,
                states.time.copy(),
                states.received.copy(),
                states.value.copy(),
                states.quality.copy(),
            ),
            stale=stale,
            sources=self._sources,
            alarms=self._alarms,
            changed=changed,
            recent=recent,
            sparks=self._sparks.picture(now_us),
        )

    def _staleness(self, now_us: int) -> BoolArray:
        states = self._columns.states
        # A device whose clock runs ahead must not stay fresh for ever after its last message.
        heard = PointStates(
            states.key,
            np.where(
                states.received == NO_TIME, states.time, np.minimum(states.time, states.received)
            ),
            states.received,
            states.value,
            states.quality,
        )
        delivering = [
            self._is_connected
            and source in self._sources
            and self._sources[source].state.is_delivering
            for source in self._source_ids
        ]
        is_down = ~np.array([*delivering, False], np.bool_)
        stale: BoolArray = is_stale(heard, self._stale_after, now_us) | is_down[self._source_of]
        return stale


def is_at_rest(state: AlarmState) -> bool:
    """Tell whether an alarm is normal, with no delay running and nothing to acknowledge."""
    return state.condition is Condition.NORMAL and state.is_acknowledged


class HistorianStateProvider:
    """Gives past states out of the historian and the journal.

    Args:
        city: The profile; its points are the rows.
        reader: The historian.
        journal: The journal; without it past states carry no alarms.
    """

    def __init__(
        self, city: City, reader: HistorianReader, journal: JournalReader | None = None
    ) -> None:
        self._keys = city_keys(city)
        self._stale_after = stale_after_us(
            np.array(
                [
                    max(point.interval_s, _SIMULATED_PAST_S * point.is_simulated)
                    for point in city.points
                ],
                np.float64,
            )
        )
        self._reader = reader
        self._journal = journal
        self._newest_line = -1
        self._events: list[AlarmEvent] = []

    def at(self, time_us: int | None) -> CityState:
        """Return the state at a moment.

        Raises:
            ValueError: No moment was named; history knows no "now".
        """
        if time_us is None:
            raise ValueError("history needs a moment; the live state is another provider's")
        states = self._reader.as_of(self._keys, time_us)
        return CityState(
            at_us=time_us,
            is_live=False,
            states=states,
            stale=is_stale(states, self._stale_after, time_us),
            sources={},
            alarms=alarms_at(self._journal_events(), time_us),
        )

    def _journal_events(self) -> list[AlarmEvent]:
        """Return the newest lines of the journal, oldest first; read again only when it grew."""
        if self._journal is None:
            return []
        newest = self._journal.entries(1)
        if newest and newest[0].id != self._newest_line:
            entries = self._journal.entries(_JOURNAL_LINES)
            self._newest_line = entries[0].id
            self._events = [entry.event for entry in reversed(entries)]
        return self._events


def alarms_at(events: Sequence[AlarmEvent], time_us: int) -> dict[AlarmId, AlarmState]:
    """Return the alarms that were not at rest at a moment, told from the journal.

    Args:
        events: Alarm events, oldest first.
        time_us: The moment, µs UTC.
    """
    states: dict[AlarmId, AlarmState] = {}
    for event in events:
        if event.time_us <= time_us:
            before = states.get(event.alarm, AlarmState())
            states[event.alarm] = _after(before, event)
    return {name: state for name, state in states.items() if not is_at_rest(state)}


def _after(state: AlarmState, event: AlarmEvent) -> AlarmState:
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
        is_acknowledged, by, comment = state.is_acknowledged, state.acknowledged_by, state.comment
        condition, cleared_us = Condition.NORMAL, event.time_us
    else:
        is_acknowledged, by, comment = True, event.actor, event.comment
        condition, cleared_us = state.condition, state.cleared_us
    return AlarmState(
        condition=condition,
        is_acknowledged=is_acknowledged,
        raised_us=state.raised_us,
        cleared_us=cleared_us,
        value=state.value,
        occurrences=state.occurrences,
        acknowledged_by=by,
        comment=comment,
    )
