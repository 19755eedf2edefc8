"""The newest sample of each point as columns; both ends of the link keep their state this way."""

from typing import Final

import numpy as np

from app.domain.cities import City
from app.domain.samples import NO_TIME, Int64Array, PointStates, Quality, SampleBatch

_PLACES_A_KEY: Final = 8


class RowIndex:
    """Finds the rows of points by their keys.

    Keys are hashes, so their last bits tell nearly all of them apart: a look into a table finds
    most rows, and the few that share a place with another are searched for.

    Args:
        keys: The key of each row, int64[n], each at most once.
    """

    def __init__(self, keys: Int64Array) -> None:
        self.keys = keys
        self._order = np.argsort(keys)
        self._sorted = keys[self._order]
        size = 1 << max(len(keys) * _PLACES_A_KEY - 1, 1).bit_length()
        self._mask = np.int64(size - 1)
        self._table = np.full(size, -1, np.int64)
        self._table[keys & self._mask] = np.arange(len(keys))

    def rows(self, keys: Int64Array) -> Int64Array:
        """Return the row of each key, int64, -1 for keys that have none."""
        if not len(self._sorted):
            return np.full(len(keys), -1, np.int64)
        rows: Int64Array = self._table[keys & self._mask]
        missed = np.flatnonzero((rows < 0) | (self.keys[rows] != keys))
        if len(missed):
            rows[missed] = self._searched(keys[missed])
        return rows

    def _searched(self, keys: Int64Array) -> Int64Array:
        at = np.minimum(np.searchsorted(self._sorted, keys), len(self._sorted) - 1)
        found: Int64Array = np.where(self._sorted[at] == keys, self._order[at], -1)
        return found


def city_keys(city: City) -> Int64Array:
    """Return the keys of a city's points in the order of `City.points`."""
    return np.array([point.key for point in city.points], np.int64)


def newest_rows(rows: Int64Array, times: Int64Array) -> Int64Array:
    """Return for each row that occurs the place of its newest sample; the later of equal ones.

    Args:
        rows: Row of each sample, int64[n].
        times: Its source time, int64[n].
    """
    order = np.lexsort((times, rows))
    is_last = np.ones(len(order), np.bool_)
    is_last[:-1] = np.diff(rows[order]) != 0
    places: Int64Array = order[is_last]
    return places


class LiveColumns:
    """The newest sample of each of n points as columns that grow older together.

    A gap marker leaves the last value standing and only takes its quality: on screen it is the
    last known value, stale.
    """

    def __init__(self, keys: Int64Array) -> None:
        self.index = RowIndex(keys)
        self.states = PointStates.unknown(keys)

    def take(self, batch: SampleBatch) -> Int64Array:
        """Take samples; older ones than a point already has change nothing.

        Returns:
            The rows that changed, each once.
        """
        rows = self.index.rows(batch.key)
        known = np.flatnonzero(rows >= 0)
        places = known[newest_rows(rows[known], batch.source_time[known])]
        places = places[batch.source_time[places] >= self.states.time[rows[places]]]
        touched = rows[places]
        is_gap = batch.quality[places] == Quality.GAP
        self.states.quality[touched] = batch.quality[places]
        places, whole = places[~is_gap], touched[~is_gap]
        self.states.time[whole] = batch.source_time[places]
        self.states.received[whole] = batch.received_time[places]
        self.states.value[whole] = batch.value[places]
        return touched

    def seed(self, known: PointStates) -> Int64Array:
        """Take whole states, as they were kept elsewhere; older than ours change nothing.

        Returns:
            The rows that changed, each once.
        """
        rows = self.index.rows(known.key)
        places = np.flatnonzero((rows >= 0) & (known.time != NO_TIME))
        places = places[known.time[places] >= self.states.time[rows[places]]]
        touched = rows[places]
        self.states.time[touched] = known.time[places]
        self.states.received[touched] = known.received[places]
        self.states.value[touched] = known.value[places]
        self.states.quality[touched] = known.quality[places]
        return touched
