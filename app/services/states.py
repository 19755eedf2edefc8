"""The state of the city at a moment, as every view renders it; and who provides it.

A view never asks for "now". It is given a `CityState`, live or of any past moment, by whichever
`StateProvider` the time bus points to; so replay, drill and wall mode are the same views.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

import numpy as np

from app.domain.alarms import AlarmId, AlarmState
from app.domain.cities import City
from app.domain.points import SourceId
from app.domain.samples import (
    NO_TIME,
    BoolArray,
    Float64Array,
    Int64Array,
    PointStates,
    Quality,
    SampleBatch,
    is_stale,
    stale_after_us,
)
from app.domain.sources import SourceHealth
from app.services.alarm_history import AlarmHistory, alarms_at, is_at_rest
from app.services.columns import LiveColumns, city_keys
from app.services.lost_sources import all_rules
from app.services.past_sources import PastSources
from app.services.ports import CityHistory, Clock, HistorianReader, JournalReader
from app.services.sparks import MINUTE_US, SPARK_MINUTES, Sparks, read_sparks

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
        unread: What of a moment of the past could not be read, a whole sentence, empty when all
            could: without the historian nothing is known, without the journal no newer alarms.
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
    unread: str = ""


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
        merged = {} if is_whole else dict(self._alarms)  # the one handed out must not change
        for name, state in states.items():
            if is_at_rest(state):
                merged.pop(name, None)
            else:
                merged[name] = state
        self._alarms = merged

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


class HistorianStateProvider:
    """Gives past states out of the historian and the journal; one thread.

    Args:
        city: The profile; its points are the rows.
        reader: The historian.
        journal: The journal, or what is known of it where several providers of one thread share
            that; without it past states carry no alarms and no lost sources.
    """

    def __init__(
        self,
        city: City,
        reader: HistorianReader,
        journal: JournalReader | AlarmHistory | None = None,
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
        self._past_sources = PastSources(city)
        self._alarms = (
            journal if isinstance(journal, AlarmHistory) else AlarmHistory(journal, all_rules(city))
        )
        self._before: CityState | None = None
        self._sparks: Float64Array | None = None
        self._sparks_us = NO_TIME

    def at(self, time_us: int | None) -> CityState:
        """Return the state at a moment; `changed` counts from the one asked for before.

        It has no sparks, except those of `with_sparks` while the minute lasts.

        Raises:
            ValueError: No moment was named; history knows no "now".
        """
        if time_us is None:
            raise ValueError("history needs a moment; the live state is another provider's")
        states = self._with_last_values(self._reader.as_of(self._keys, time_us), time_us)
        alarms = self._alarms.at(time_us)
        lost = self._past_sources.lost(alarms)
        stale = is_stale(states, self._stale_after, time_us) | self._past_sources.rows_of(lost)
        state = CityState(
            at_us=time_us,
            is_live=False,
            states=states,
            stale=stale,
            sources=self._past_sources.health(states, stale, alarms),
            alarms=alarms,
            changed=None if self._before is None else _changes(self._before, states, stale),
            sparks=self._sparks if self._has_sparks(time_us) else None,
            unread=self._alarms.trouble,
        )
        self._before = state
        return state

    def nothing_at(self, time_us: int, why: str) -> CityState:
        """Return the state of a moment that could not be read: nothing is known of it."""
        self._before = None
        return CityState(
            at_us=time_us,
            is_live=False,
            states=PointStates.unknown(self._keys),
            stale=np.ones(len(self._keys), np.bool_),
            sources={},
            alarms={},
            unread=why,
        )

    def with_sparks(self, state: CityState) -> CityState:
        """Return the same state with the last hour before it; everything counts as changed.

        The hour costs several times what the state costs: it is asked for once time rests.
        """
        if not self._has_sparks(state.at_us):
            self._sparks = read_sparks(self._reader, self._keys, state.at_us)
            self._sparks_us = state.at_us
        return replace(state, sparks=self._sparks, changed=None)

    def forget_sparks(self) -> None:
        """Read the last hour anew when it is asked for again."""
        self._sparks = None

    def _has_sparks(self, time_us: int) -> bool:
        """Tell whether the last hour is known: that of an earlier moment of the same minute."""
        is_same_minute = time_us // MINUTE_US == self._sparks_us // MINUTE_US
        return self._sparks is not None and is_same_minute and time_us >= self._sparks_us

    def _with_last_values(self, states: PointStates, time_us: int) -> PointStates:
        """Put the last value known back where a gap marker stands, as the live state does."""
        rows = np.flatnonzero(states.quality == Quality.GAP)
        if not len(rows) or not isinstance(self._reader, CityHistory):
            return states
        known = self._reader.measured_at(self._keys[rows], time_us)
        states.value[rows] = known.value
        states.time[rows] = known.time
        states.received[rows] = known.received
        return states


def _changes(before: CityState, states: PointStates, stale: BoolArray) -> Int64Array:
    """Return the rows in which two states differ."""
    old = before.states
    is_same_value = (old.value == states.value) | (np.isnan(old.value) & np.isnan(states.value))
    changed: Int64Array = np.flatnonzero(
        (old.time != states.time)
        | (old.quality != states.quality)
        | (before.stale != stale)
        | ~is_same_value
    )
    return changed
