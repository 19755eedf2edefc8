"""Spark lines: the last value of each of the last 60 minutes, of every point at once."""

from itertools import pairwise
from typing import Final

import numpy as np

from app.domain.points import PointKey
from app.domain.samples import NO_TIME, Float64Array, Int64Array, Quality, SampleBatch
from app.domain.series import SeriesFrame, Tier
from app.services.columns import newest_rows
from app.services.ports import CityHistory, HistorianReader

SPARK_MINUTES: Final = 60
"""How many minutes a spark line shows."""

MINUTE_US: Final = 60_000_000
_KEYS_A_QUERY: Final = 256


class Sparks:
    """The last values of the last 60 minutes of n points, kept up to date sample by sample."""

    def __init__(self, n: int) -> None:
        self._values = np.full((n, SPARK_MINUTES), np.nan)
        self._end = NO_TIME
        self._picture = self._values.copy()
        self._picture_second = NO_TIME

    def take(self, rows: Int64Array, batch: SampleBatch) -> None:
        """Take samples with the row of each, -1 for none."""
        minutes = batch.source_time // MINUTE_US
        fits = (rows >= 0) & (batch.quality < Quality.BAD)
        if not fits.any():
            return
        # The receiving clock is ours; a device whose clock is ahead must not push the hour away.
        self._advance(int(batch.received_time[fits].max()) // MINUTE_US)
        columns = minutes - self._end + SPARK_MINUTES - 1
        fits &= (columns >= 0) & (columns < SPARK_MINUTES)
        places = np.flatnonzero(fits)
        cells = rows[places] * SPARK_MINUTES + columns[places]
        newest = newest_rows(cells, batch.source_time[places])
        self._values.ravel()[cells[newest]] = batch.value[places[newest]]

    def fill(self, sparks: Float64Array, end_us: int) -> None:
        """Fill minutes that are empty so far."""
        self._advance(end_us // MINUTE_US)
        shift = self._end - end_us // MINUTE_US
        if shift < SPARK_MINUTES:
            kept = self._values[:, : SPARK_MINUTES - shift]
            np.copyto(kept, sparks[:, shift:], where=np.isnan(kept))
        self._picture_second = NO_TIME

    def picture(self, now_us: int) -> Float64Array:
        """Return the minutes; the same array within a second, spark lines need no more."""
        second = now_us // 1_000_000
        if second != self._picture_second:
            self._advance(now_us // MINUTE_US)
            self._picture = self._values.copy()
            self._picture_second = second
        return self._picture

    def _advance(self, minute: int) -> None:
        """Move on so that a minute is the right end; never back."""
        if self._end == NO_TIME:
            self._end = minute
        steps = min(minute - self._end, SPARK_MINUTES)
        if steps > 0:
            self._values[:, :-steps] = self._values[:, steps:].copy()
            self._values[:, -steps:] = np.nan
            self._end = minute


def read_sparks(reader: HistorianReader, keys: Int64Array, end_us: int) -> Float64Array:
    """Read the last hour of points from the historian; may be called from any thread.

    Args:
        reader: The historian.
        keys: The points, int64[n].
        end_us: The present, µs UTC; its minute is the last one.

    Returns:
        float64[n, 60], see `CityState.sparks`.
    """
    if isinstance(reader, CityHistory):
        return reader.last_values(keys, end_us, MINUTE_US, SPARK_MINUTES)
    end = (end_us // MINUTE_US + 1) * MINUTE_US
    start = end - SPARK_MINUTES * MINUTE_US
    sparks = np.full((len(keys), SPARK_MINUTES), np.nan)
    edges = [*range(0, len(keys), _KEYS_A_QUERY), len(keys)]
    for first, last in pairwise(edges):
        part = [PointKey(int(key)) for key in keys[first:last]]
        frames = reader.query(part, start, end, SPARK_MINUTES, Tier.MINUTE)
        for row, frame in enumerate(frames, first):
            _draw_spark(sparks[row], frame, start)
    return sparks


def _draw_spark(spark: Float64Array, frame: SeriesFrame, start_us: int) -> None:
    minutes = (frame.time - start_us) // MINUTE_US
    fits = (minutes >= 0) & (minutes < SPARK_MINUTES)
    spark[minutes[fits]] = frame.last[fits]
