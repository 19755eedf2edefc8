"""Gap markers: where data ended because a source was away, so that no plot draws a line across."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from app.domain.cities import City
from app.domain.points import SourceId
from app.domain.samples import NO_TIME, PointStates, Quality, SampleBatch

MISSED_REPORTS: Final = 3.0
"""A point of a source that is away has a gap after so many expected intervals."""

FLOOR_US: Final = 2_000_000
"""No silence shorter than this is a gap."""


class GapWatch:
    """Finds points whose data ended.

    The marker stands one expected interval after the last sample. When the source delivers later
    what was measured meanwhile, that goes before, upon and after the marker, and closes the gap.
    """

    def __init__(self, city: City) -> None:
        self._interval_us = np.array([p.interval_s * 1e6 for p in city.points]).astype(np.int64)
        self._limit_us = np.maximum(self._interval_us * MISSED_REPORTS, FLOOR_US).astype(np.int64)
        places = {source.id: place for place, source in enumerate(city.sources)}
        self._sources = [source.id for source in city.sources]
        self._source_of = np.array([places[p.source] for p in city.points], np.int64)

    def find(
        self, states: PointStates, delivering: Mapping[SourceId, bool], now_us: int
    ) -> SampleBatch | None:
        """Return the markers to store now; None when there are none.

        Args:
            states: The newest sample of each point in the order of the city; a point that has
                its marker already has quality GAP.
            delivering: Which sources deliver now.
            now_us: The present, µs UTC.
        """
        if not len(self._source_of):
            return None
        is_away = ~np.array([delivering.get(name, False) for name in self._sources], np.bool_)
        candidates = (
            is_away[self._source_of] & (states.time != NO_TIME) & (states.quality != Quality.GAP)
        )
        rows = np.flatnonzero(candidates)
        rows = rows[now_us - states.time[rows] > self._limit_us[rows]]
        if not len(rows):
            return None
        return SampleBatch(
            states.key[rows],
            states.time[rows] + self._interval_us[rows],
            np.full(len(rows), now_us, np.int64),
            np.full(len(rows), np.nan),
            np.full(len(rows), Quality.GAP, np.uint8),
        )
