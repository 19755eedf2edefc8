"""The state of the city at a moment, as every view renders it; and who provides it.

A view never asks for "now". It is given a `CityState`, live or of any past moment, by whichever
`StateProvider` the time bus points to; so replay, drill and wall mode are the same views.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from app.domain.alarms import AlarmId, AlarmState
from app.domain.points import SourceId
from app.domain.samples import (
    BoolArray,
    Float64Array,
    Int64Array,
    PointStates,
    SampleBatch,
)
from app.domain.sources import SourceHealth

SPARK_MINUTES: Final = 60
"""How many minutes a spark line shows."""


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
