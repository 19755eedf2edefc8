"""The reading side of the historian, for any process and any thread."""

from collections.abc import Sequence
from pathlib import Path
from threading import RLock
from typing import Final

import numpy as np

from app.domain.points import PointKey
from app.domain.samples import NO_TIME, Float64Array, Int64Array, PointStates, Quality
from app.domain.series import SeriesFrame, SeriesStats, Tier, tier_for
from app.services.ports import HistorianHealth
from app.storage.databases import old_sqlite_notice
from app.storage.historian.buckets import (
    BAD,
    FINAL,
    FIRST,
    GOOD,
    HIGH,
    LAST,
    LOW,
    TOTAL,
    buckets_frame,
    roll_samples,
    samples_frame,
)
from app.storage.historian.calendar import EARLIEST_US, HOUR_US, LATEST_US, LocalDays
from app.storage.historian.folder import ReadFolder
from app.storage.historian.hot import HotHead
from app.storage.historian.moments import Stretch, read_stretch
from app.storage.historian.rolled import Rolled
from app.storage.historian.tables import (
    Table,
    concatenate,
    empty_samples,
    is_among,
    last_rows,
    shards_of,
)
from app.storage.historian.views import View

_MANY_CHUNKS: Final = 600
"""From so many chunks of single points on a stretch of all samples is read instead."""


class SqliteHistorianReader:
    """Reads the history; fulfils `ports.HistorianReader`. Thread-safe.

    It never writes, never blocks the writer, and answers empty where nothing is recorded yet.

    Args:
        folder: The folder of the history files; it need not exist yet.
        time_zone: IANA name of the city's time zone, for local days.
    """

    def __init__(self, folder: Path, time_zone: str) -> None:
        self._days = LocalDays(time_zone)
        self._lock = RLock()
        self._notices: list[str] = []
        self._folder = ReadFolder(folder, self.notice)
        self._head = HotHead(self.notice)
        self._stretch: Stretch | None = None
        self._asked = self._wanted = np.empty(0, np.int64)

    def latest(self, keys: Int64Array) -> PointStates:
        """Return the last sample of each point."""
        return self.as_of(keys, LATEST_US)

    def as_of(self, keys: Int64Array, time_us: int) -> PointStates:
        """Return the last sample of each point at or before a moment (µs UTC)."""
        asked = np.asarray(keys, np.int64)
        time_us = min(max(time_us, EARLIEST_US - 1), LATEST_US)
        with self._lock:
            wanted = self._sorted_keys(asked)
            view = View(self._folder, self._head, wanted, 0, 0)
            # The head comes first: what leaves it meanwhile is found in the months.
            hot = view.hot_at(wanted, np.full(len(wanted), time_us))
            rows = concatenate([self._sealed_at(view, wanted, time_us), hot], empty_samples())
            rows = last_rows(rows.settled(), time_us)
            missing = wanted[~is_among(wanted, rows.key)]
            if len(missing) and self._folder.rollup() is not None:
                old = self._from_hours(view, missing, time_us)
                rows = concatenate([rows, *old], empty_samples()).settled()
        return _states(asked, rows)

    def measured_at(self, keys: Int64Array, time_us: int) -> PointStates:
        """Return the last sample of each point at or before a moment that is no gap marker."""
        asked = np.asarray(keys, np.int64)
        wanted = np.unique(asked)
        times = np.full(len(wanted), min(max(time_us, EARLIEST_US - 1), LATEST_US))
        found: list[Table] = []
        with self._lock:
            while len(wanted):
                view = View(self._folder, self._head, wanted, 0, 0)
                hot = view.hot_at(wanted, times)
                rows = concatenate([view.last_at(wanted, times), hot], empty_samples()).settled()
                rows = last_rows(rows, LATEST_US)
                is_gap = rows.columns[1] == Quality.GAP
                found.append(rows.take(~is_gap))
                wanted, times = rows.key[is_gap], rows.time[is_gap] - 1
        return _states(asked, concatenate(found, empty_samples()).settled())

    def last_values(self, keys: Int64Array, end_us: int, width_us: int, count: int) -> Float64Array:
        """Return the last good or uncertain value of each of some periods; see `CityHistory`."""
        asked = np.asarray(keys, np.int64)
        wanted = np.unique(asked)
        found = np.full((len(wanted), count), np.nan)
        start_us = (end_us // width_us + 1 - count) * width_us
        with self._lock:
            view = View(self._folder, self._head, wanted, start_us, end_us + 1)
            shards = shards_of(wanted)
            # Shard by shard: an hour of a dense city need not lie in memory at once.
            for shard in np.unique(shards).tolist():
                rows = view.many_samples(wanted[shards == shard], start_us, end_us + 1)
                rows = rows.take(rows.columns[1] < Quality.BAD)
                cells = np.searchsorted(wanted, rows.key) * count
                cells += (rows.time - start_us) // width_us
                is_last = np.append(cells[1:] != cells[:-1], len(cells) > 0)[: len(cells)]
                found.ravel()[cells[is_last]] = rows.columns[0][is_last]
        values: Float64Array = found[np.searchsorted(wanted, asked)]
        return values

    def _sorted_keys(self, asked: Int64Array) -> Int64Array:
        """Return the points sorted and unique; a city asks for the same ones again and again."""
        if not np.array_equal(asked, self._asked):
            self._asked, self._wanted = asked.copy(), np.unique(asked)
        return self._wanted

    def _sealed_at(self, view: View, keys: Int64Array, time_us: int) -> Table:
        """Return the last rows at a moment out of the months.

        Where hundreds of dense points lie in chunks of their own, going through them costs more
        than to keep a stretch of samples for the moments around.
        """
        if len(keys) < _MANY_CHUNKS or view.own_chunks_at(time_us) < _MANY_CHUNKS:
            return view.last_at(keys, np.full(len(keys), time_us))
        version = view.version()
        stretch = self._stretch
        if stretch is not None and stretch.serves(keys, time_us, version):
            return stretch.at(keys, time_us)
        stretch = read_stretch(view, keys, time_us, version)
        # What was not there before the files changed must not be kept under the new state.
        self._stretch = stretch if view.version() == version else None
        return stretch.at(keys, time_us)

    def query(
        self,
        keys: Sequence[PointKey],
        start_us: int,
        end_us: int,
        max_points: int,
        tier: Tier | None = None,
    ) -> list[SeriesFrame]:
        """Return the points' series over [start, end); see `ports.HistorianReader.query`.

        Buckets that overlap the window are whole, also where they begin before it.
        """
        start_us, end_us = _clipped(start_us, end_us)
        wanted = np.unique(np.array(keys, np.int64))
        with self._lock:
            # Two days wider, so that whole local days at the edges count as live where they are.
            view = View(
                self._folder, self._head, wanted, start_us - 48 * HOUR_US, end_us + 48 * HOUR_US
            )
            view.load_marks()
            rolled = Rolled(view, self._days)
            before = _Before(view, wanted, start_us)
            return [
                self._frame(
                    view,
                    rolled,
                    before,
                    key,
                    start_us=start_us,
                    end_us=end_us,
                    max_points=max_points,
                    tier=tier,
                )
                for key in keys
            ]

    def stats(self, keys: Sequence[PointKey], start_us: int, end_us: int) -> list[SeriesStats]:
        """Return statistics of each point over [start, end)."""
        start_us, end_us = _clipped(start_us, end_us)
        wanted = np.unique(np.array(keys, np.int64))
        with self._lock:
            view = View(self._folder, self._head, wanted, start_us - HOUR_US, end_us + HOUR_US)
            view.load_marks()
            rolled = Rolled(view, self._days)
            return [self._stats(view, rolled, key, start_us, end_us) for key in keys]

    def health(self) -> HistorianHealth:
        """Return the state of the files."""
        with self._lock:
            view = View(self._folder, self._head, np.empty(0, np.int64), 0, 0)
            hot_samples, extents = view.extents()
            notices = list(self._notices)
        old = old_sqlite_notice()
        return HistorianHealth(
            size_bytes=self._folder.size(),
            hot_samples=hot_samples,
            first_time=min((first for first, _ in extents), default=NO_TIME),
            last_time=max((last for _, last in extents), default=NO_TIME),
            notices=tuple(notices if old is None else [*notices, old]),
        )

    def notice(self, text: str) -> None:
        """Keep a sentence for `health`, once."""
        if text not in self._notices:
            self._notices.append(text)

    def close(self) -> None:
        """Release the files."""
        with self._lock:
            self._folder.close()
            self._stretch = None

    def _frame(
        self,
        view: View,
        rolled: Rolled,
        before: "_Before",
        key: PointKey,
        *,
        start_us: int,
        end_us: int,
        max_points: int,
        tier: Tier | None,
    ) -> SeriesFrame:
        chosen = tier_for(end_us - start_us, max_points) if tier is None else tier
        if chosen is not Tier.RAW and tier is None:
            limit = 2 * max_points
            if not self._is_over(view, rolled, key, start_us, end_us, limit=limit):
                rows = view.samples(key, start_us, end_us)
                if len(rows) <= limit:
                    chosen = Tier.RAW
        if chosen is Tier.RAW:
            rows = view.samples(key, start_us, end_us)
            rows = concatenate([before.of(key), rows], empty_samples())
            return samples_frame(key, start_us, end_us, rows)
        buckets = rolled.buckets(key, chosen, start_us, end_us)
        return buckets_frame(key, chosen, start_us, end_us, rows=buckets, days=self._days)

    def _is_over(
        self, view: View, rolled: Rolled, key: int, start_us: int, end_us: int, *, limit: int
    ) -> bool:
        """Tell without reading samples that a window holds more than a number of them."""
        if end_us <= start_us:
            return False
        first, last = start_us + -start_us % HOUR_US, end_us - end_us % HOUR_US
        hours, _ = rolled.clean_hours(key, first, max(first, last))
        if int((hours.columns[GOOD] + hours.columns[BAD]).sum()) > limit:
            return True
        # Chunks may hold a sample twice; far more than the limit are more than the limit.
        return view.count_bound(key, start_us, end_us) > 4 * limit

    def _stats(
        self, view: View, rolled: Rolled, key: PointKey, start_us: int, end_us: int
    ) -> SeriesStats:
        first, last = start_us + -start_us % HOUR_US, end_us - end_us % HOUR_US
        tables: list[Table] = []
        if first >= last:
            tables.append(_one_bucket(view.samples(key, start_us, end_us)))
        else:
            tables = [
                _one_bucket(view.samples(key, start_us, first)),
                rolled.buckets(key, Tier.HOUR, first, last),
                _one_bucket(view.samples(key, last, end_us)),
            ]
        rows = concatenate(tables, _one_bucket(empty_samples()))
        rows = rows.take(rows.columns[GOOD] + rows.columns[BAD] > 0)
        if not len(rows):
            nothing = float("nan")
            return SeriesStats(key, 0, 0, nothing, nothing, nothing, NO_TIME, NO_TIME)
        good = rows.take(rows.columns[GOOD] > 0)
        count = int(good.columns[GOOD].sum())
        return SeriesStats(
            key,
            count,
            int(rows.columns[BAD].sum()),
            float(good.columns[LOW].min()) if count else float("nan"),
            float(good.columns[HIGH].max()) if count else float("nan"),
            float(good.columns[TOTAL].sum()) / count if count else float("nan"),
            int((rows.time + rows.columns[FIRST]).min()),
            int((rows.time + rows.columns[FINAL]).max()),
        )

    def _from_hours(self, view: View, keys: Int64Array, time_us: int) -> list[Table]:
        """Return the last stored hour's value of points whose samples were dropped."""
        before = self._folder.dropped_before()
        if before is None:
            return []
        tables = []
        for key in keys.tolist():
            hours = view.buckets(key, Tier.HOUR, EARLIEST_US, min(time_us, before) - HOUR_US + 1)
            hours = hours.take(hours.columns[GOOD] > 0)
            if len(hours):
                row = hours.take(slice(len(hours) - 1, None))
                quality = np.full(1, Quality.UNCERTAIN, np.uint8)
                tables.append(
                    Table(row.key, row.time + row.columns[FINAL], (row.columns[LAST], quality))
                )
        return tables


def _one_bucket(samples: Table) -> Table:
    return roll_samples(samples, np.full(len(samples), samples.time[0] if len(samples) else 0))


class _Before:
    """The last sample of each point before a window; read when first wanted, of all at once.

    One by one it took minutes for a thousand points while much was written: each time the newest
    batches of the head were put in order, or all of a large head were gone through.

    Args:
        view: What is seen.
        keys: The points, sorted and unique.
        start_us: Begin of the window, µs UTC.
    """

    def __init__(self, view: View, keys: Int64Array, start_us: int) -> None:
        self._view, self._keys = view, keys
        self._times = np.full(len(keys), start_us - 1)
        self._rows: Table | None = None

    def of(self, key: int) -> Table:
        """Return the row of one point; none where it has nothing before the window."""
        if self._rows is None:
            # The head comes first: what leaves it meanwhile is found in the months.
            hot = self._view.hot_at(self._keys, self._times)
            sealed = self._view.last_at(self._keys, self._times)
            self._rows = concatenate([sealed, hot], empty_samples()).settled()
        rows = self._rows.of(key)
        return rows.take(slice(max(len(rows) - 1, 0), None))


def _clipped(start_us: int, end_us: int) -> tuple[int, int]:
    start_us = min(max(start_us, EARLIEST_US), LATEST_US)
    return start_us, min(max(end_us, start_us), LATEST_US)


def _states(asked: Int64Array, rows: Table) -> PointStates:
    states = PointStates.unknown(asked)
    if not len(rows):
        return states
    place = np.minimum(np.searchsorted(rows.key, asked), len(rows) - 1)
    found = rows.key[place] == asked
    value, quality = rows.columns
    time = np.where(found, rows.time[place], NO_TIME)
    return PointStates(
        asked,
        time,
        time.copy(),
        np.where(found, value[place], np.nan),
        np.where(found, quality[place], Quality.BAD).astype(np.uint8),
    )
