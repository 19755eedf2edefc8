"""The historian of a capsule: all samples in memory, in columns; every tier made when asked for."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.points import PointKey
from app.domain.samples import (
    NO_TIME,
    Float64Array,
    Int32Array,
    Int64Array,
    PointStates,
    Quality,
    SampleBatch,
    UInt8Array,
)
from app.domain.series import TIER_WIDTH_US, SeriesFrame, SeriesStats, Tier, tier_for
from app.services.ports import HistorianHealth

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

Row = tuple[int, float, float, float, float, int, int, int]
"""Time, low, high, mean, last, good, bad, quality."""

Columns = tuple[
    Int64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Int32Array,
    Int32Array,
    UInt8Array,
]
"""The columns of a frame, likewise."""


class CapsuleHistory:
    """Fulfils `ports.HistorianReader` and `ports.CityHistory`. Thread-safe: nothing changes.

    Args:
        samples: All samples, in order of key and time.
        from_us: Since when there is data; what lies before tells the state at the begin only.
        time_zone: IANA name; its days are the buckets of `Tier.DAY`.
        present_us: What lies after the moment it returns has not happened yet; a drill's clock.
    """

    def __init__(
        self,
        samples: SampleBatch,
        from_us: int,
        time_zone: str,
        present_us: Callable[[], int] | None = None,
    ) -> None:
        self._samples = samples
        self._from_us = from_us
        self._zone = ZoneInfo(time_zone)
        self._present_us = present_us
        is_measured = samples.quality != Quality.GAP
        self._runs = _Runs(samples)
        self._measured = self._runs if is_measured.all() else _Runs(samples.select(is_measured))

    # --- states -----------------------------------------------------------------------------

    def latest(self, keys: Int64Array) -> PointStates:
        """Return the last sample of each point."""
        return self.as_of(keys, self._last_us())

    def as_of(self, keys: Int64Array, time_us: int) -> PointStates:
        """Return the last sample of each point at or before a moment (µs UTC)."""
        return self._runs.at(keys, min(time_us, self._last_us()))

    def measured_at(self, keys: Int64Array, time_us: int) -> PointStates:
        """Return the last sample of each point at or before a moment that is no gap marker."""
        return self._measured.at(keys, min(time_us, self._last_us()))

    def last_values(self, keys: Int64Array, end_us: int, width_us: int, count: int) -> Float64Array:
        """Return the last good or uncertain value of each of some periods, see `CityHistory`."""
        first = (end_us // width_us - count + 1) * width_us
        ends = first + width_us * np.arange(1, count + 1) - 1
        ends[-1] = end_us
        found = np.full((len(keys), count), np.nan)
        for column, until_us in enumerate(ends.tolist()):
            states = self.as_of(keys, until_us)
            is_here = (states.time >= first + column * width_us) & (states.quality < Quality.BAD)
            found[is_here, column] = states.value[is_here]
        return found

    # --- series -----------------------------------------------------------------------------

    def query(
        self,
        keys: Sequence[PointKey],
        start_us: int,
        end_us: int,
        max_points: int,
        tier: Tier | None = None,
    ) -> list[SeriesFrame]:
        """Return the points' series over [start, end), see `ports.HistorianReader`."""
        return [self._frame(key, start_us, end_us, max_points, tier) for key in keys]

    def stats(self, keys: Sequence[PointKey], start_us: int, end_us: int) -> list[SeriesStats]:
        """Return statistics of each point over [start, end)."""
        return [_stats(key, self._inside(key, start_us, end_us)) for key in keys]

    def health(self) -> HistorianHealth:
        """Return the span of the capsule."""
        last_us = int(self._samples.source_time.max(initial=NO_TIME))
        return HistorianHealth(0, len(self._samples), self._from_us, min(last_us, self._last_us()))

    def close(self) -> None:
        """There is no file to release."""

    # --- within -----------------------------------------------------------------------------

    def _last_us(self) -> int:
        return (1 << 62) if self._present_us is None else self._present_us()

    def _of(self, key: int) -> SampleBatch:
        begin, end = self._runs.place(key)
        s = self._samples
        return SampleBatch(
            s.key[begin:end],
            s.source_time[begin:end],
            s.received_time[begin:end],
            s.value[begin:end],
            s.quality[begin:end],
        )

    def _inside(self, key: int, start_us: int, end_us: int) -> SampleBatch:
        mine = self._of(key)
        last_us = min(end_us, self._last_us() + 1)
        begin, end = np.searchsorted(mine.source_time, [start_us, last_us])
        return mine.select(np.arange(int(begin), int(end)))

    def _frame(
        self, key: PointKey, start_us: int, end_us: int, max_points: int, tier: Tier | None
    ) -> SeriesFrame:
        inside = self._inside(key, start_us, end_us)
        chosen = tier_for(max(end_us - start_us, 0), max_points) if tier is None else tier
        if tier is None and len(inside) <= 2 * max_points:
            chosen = Tier.RAW
        if chosen is Tier.RAW:
            return self._raw(key, start_us, end_us, inside)
        mine = self._inside(key, NO_TIME, self._last_us() + 1)
        begins, ends = self._buckets(chosen, mine.source_time)
        is_asked = (ends > start_us) & (begins < end_us)
        rows = _rows(mine.select(is_asked), begins[is_asked], ends[is_asked])
        return SeriesFrame(key, chosen, start_us, end_us, *rows)

    def _raw(self, key: PointKey, start_us: int, end_us: int, inside: SampleBatch) -> SeriesFrame:
        mine = self._of(key)
        begin = int(np.searchsorted(mine.source_time, start_us))
        if begin > 0 and start_us <= self._last_us():
            inside = SampleBatch.concatenate([mine.select(np.array([begin - 1])), inside])
        value = np.where(inside.quality < Quality.BAD, inside.value, np.nan)
        is_good = (inside.quality < Quality.BAD).astype(np.int32)
        is_bad = (inside.quality == Quality.BAD).astype(np.int32)
        return SeriesFrame(
            key, Tier.RAW, start_us, end_us, inside.source_time,
            value, value, value, value, is_good, is_bad, inside.quality,
        )  # fmt: skip

    def _buckets(self, tier: Tier, times: Int64Array) -> tuple[Int64Array, Int64Array]:
        """Return begin and end of the bucket of each moment."""
        if tier is not Tier.DAY:
            width = TIER_WIDTH_US[tier]
            floored: Int64Array = times // width * width
            return floored, floored + width
        days = [self._midnights(time) for time in times.tolist()]
        bounds = np.array(days, np.int64).reshape(len(days), 2)
        return bounds[:, 0], bounds[:, 1]

    def _midnights(self, time_us: int) -> tuple[int, int]:
        """Return begin and end of the local day of a moment."""
        day = (_EPOCH + timedelta(microseconds=time_us)).astimezone(self._zone).date()
        begin, end = (
            (datetime(d.year, d.month, d.day, tzinfo=self._zone).astimezone(UTC) - _EPOCH)
            // timedelta(microseconds=1)
            for d in (day, day + timedelta(days=1))
        )
        return begin, end


class _Runs:
    """Finds the last sample of each point at or before a moment.

    Args:
        samples: In order of key and time.
    """

    def __init__(self, samples: SampleBatch) -> None:
        self._samples = samples
        keys, begins = np.unique(samples.key, return_index=True)
        self._keys: Int64Array = keys
        self._edges = np.append(begins, len(samples)).astype(np.int64)

    def place(self, key: int) -> tuple[int, int]:
        """Return where the samples of a point begin and end."""
        row = int(np.searchsorted(self._keys, key))
        if row == len(self._keys) or self._keys[row] != key:
            return 0, 0
        return int(self._edges[row]), int(self._edges[row + 1])

    def at(self, keys: Int64Array, time_us: int) -> PointStates:
        """Return the last sample of each point at or before a moment."""
        states = PointStates.unknown(np.asarray(keys, np.int64))
        if not len(self._keys):
            return states
        row = np.minimum(np.searchsorted(self._keys, states.key), len(self._keys) - 1)
        known = np.flatnonzero(self._keys[row] == states.key)
        row = row[known]
        low, high = self._edges[row], self._edges[row + 1]
        first = low
        while (is_open := low < high).any():  # all points at once are halved
            middle = (low + high) // 2
            is_past = self._samples.source_time[np.minimum(middle, high - 1)] <= time_us
            low = np.where(is_open & is_past, middle + 1, low)
            high = np.where(is_open & ~is_past, middle, high)
        is_there = low > first
        rows, found = low[is_there] - 1, known[is_there]
        states.time[found] = self._samples.source_time[rows]
        states.received[found] = self._samples.received_time[rows]
        states.value[found] = self._samples.value[rows]
        states.quality[found] = self._samples.quality[rows]
        return states


def _stats(key: PointKey, inside: SampleBatch) -> SeriesStats:
    measured = inside.select(inside.quality != Quality.GAP)
    good = measured.value[measured.quality < Quality.BAD]
    times = measured.source_time
    n = len(good)
    return SeriesStats(
        key,
        n,
        len(measured) - n,
        float(good.min()) if n else float("nan"),
        float(good.max()) if n else float("nan"),
        float(good.mean()) if n else float("nan"),
        int(times[0]) if len(times) else NO_TIME,
        int(times[-1]) if len(times) else NO_TIME,
    )


def _rows(inside: SampleBatch, begins: Int64Array, ends: Int64Array) -> Columns:
    """Return the columns of a frame: a row for each bucket, and one more where it ends in a gap."""
    firsts = np.flatnonzero(np.diff(begins, prepend=NO_TIME))
    rows: list[Row] = []
    for place, first in enumerate(firsts.tolist()):
        stop = int(firsts[place + 1]) if place + 1 < len(firsts) else len(inside)
        rows += _bucket(inside.select(np.arange(first, stop)), int(begins[first]), int(ends[first]))
    time, low, high, mean, last, good, bad, quality = zip(*rows, strict=True) if rows else [()] * 8
    return (
        np.array(time, np.int64),
        np.array(low, np.float64),
        np.array(high, np.float64),
        np.array(mean, np.float64),
        np.array(last, np.float64),
        np.array(good, np.int32),
        np.array(bad, np.int32),
        np.array(quality, np.uint8),
    )


def _bucket(some: SampleBatch, begin_us: int, end_us: int) -> list[Row]:
    values = some.value[some.quality < Quality.BAD]
    bad = int((some.quality == Quality.BAD).sum())
    measured = some.quality[some.quality != Quality.GAP]
    worst = int(measured.max(initial=0)) if len(measured) else int(Quality.GAP)
    nan, n = float("nan"), len(values)
    low, high, mean, last = nan, nan, nan, nan
    if n:
        low, high = float(values.min()), float(values.max())
        mean, last = float(values.mean()), float(values[-1])
    rows: list[Row] = [(begin_us, low, high, mean, last, n, bad, worst)]
    if some.quality[-1] == Quality.GAP and len(measured):
        rows.append((end_us - 1, nan, nan, nan, nan, 0, 0, int(Quality.GAP)))
    return rows
