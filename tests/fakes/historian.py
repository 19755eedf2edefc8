"""A historian in a dictionary: slow, obvious, and the measure for the real one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import isfinite, nan
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.points import PointKey
from app.domain.samples import NO_TIME, Int64Array, PointStates, Quality, SampleBatch
from app.domain.series import TIER_WIDTH_US, SeriesFrame, SeriesStats, Tier, tier_for
from app.services.ports import RAW_DAYS, HistorianHealth

EARLIEST_US = 0
LATEST_US = 7_258_118_400_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Row = tuple[int, float, float, float, float, int, int, int]
"""Time, low, high, mean, last, good, bad, quality."""


@dataclass
class MemoryHistorian:
    """Fulfils `ports.Historian` without files."""

    time_zone: str = "Europe/Berlin"
    samples: dict[int, dict[int, tuple[float, int]]] = field(default_factory=dict)
    windows: list[tuple[int, int]] = field(default_factory=list)

    def append(self, batch: SampleBatch) -> None:
        """Keep the samples; the same point and time again replaces."""
        columns = (batch.key, batch.source_time, batch.value, batch.quality)
        for key, time, value, quality in zip(*(c.tolist() for c in columns), strict=True):
            if not EARLIEST_US <= time < LATEST_US:
                continue
            if quality > Quality.GAP or (quality < Quality.BAD and not isfinite(value)):
                kept = (value, int(Quality.BAD))
            else:
                kept = (nan if quality == Quality.GAP else value, quality)
            self.samples.setdefault(key, {})[time] = kept

    def maintain(self, budget_s: float) -> bool:
        """There is nothing to tidy."""
        return False

    def drop_raw(self, older_than_days: int = RAW_DAYS) -> list[str]:
        """Nothing is old here."""
        return []

    def latest(self, keys: Int64Array) -> PointStates:
        """Return the last samples."""
        return self.as_of(keys, LATEST_US)

    def as_of(self, keys: Int64Array, time_us: int) -> PointStates:
        """Return the last samples at or before a moment."""
        states = PointStates.unknown(np.asarray(keys, np.int64))
        for i, key in enumerate(np.asarray(keys).tolist()):
            times = [time for time in self.samples.get(key, {}) if time <= time_us]
            if times:
                time = max(times)
                states.time[i] = states.received[i] = time
                states.value[i], states.quality[i] = self.samples[key][time]
        return states

    def query(
        self,
        keys: Sequence[PointKey],
        start_us: int,
        end_us: int,
        max_points: int,
        tier: Tier | None = None,
    ) -> list[SeriesFrame]:
        """Return the series over [start, end), and note the window."""
        self.windows.append((start_us, end_us))
        frames = []
        for key in keys:
            chosen = tier_for(end_us - start_us, max_points) if tier is None else tier
            inside = self._inside(key, start_us, end_us)
            if tier is None and len(inside) <= 2 * max_points:
                chosen = Tier.RAW
            rows = (
                self._raw(key, start_us, inside)
                if chosen is Tier.RAW
                else self._rolled(key, chosen, start_us, end_us)
            )
            frames.append(_frame(key, chosen, start_us, end_us, rows))
        return frames

    def stats(self, keys: Sequence[PointKey], start_us: int, end_us: int) -> list[SeriesStats]:
        """Return statistics over [start, end)."""
        found = []
        for key in keys:
            inside = [row for row in self._inside(key, start_us, end_us) if row[2] != Quality.GAP]
            good = [value for _, value, quality in inside if quality < Quality.BAD]
            found.append(
                SeriesStats(
                    key,
                    len(good),
                    len(inside) - len(good),
                    min(good, default=nan),
                    max(good, default=nan),
                    sum(good) / len(good) if good else nan,
                    inside[0][0] if inside else NO_TIME,
                    inside[-1][0] if inside else NO_TIME,
                )
            )
        return found

    def health(self) -> HistorianHealth:
        """Return how much is kept."""
        times = [time for rows in self.samples.values() for time in rows]
        return HistorianHealth(
            0, len(times), min(times, default=NO_TIME), max(times, default=NO_TIME)
        )

    def close(self) -> None:
        """There is nothing to release."""

    def _inside(self, key: int, start_us: int, end_us: int) -> list[tuple[int, float, int]]:
        rows = self.samples.get(key, {})
        return [(time, *rows[time]) for time in sorted(rows) if start_us <= time < end_us]

    def _raw(self, key: int, start_us: int, inside: list[tuple[int, float, int]]) -> list[Row]:
        earlier = [time for time in self.samples.get(key, {}) if time < start_us]
        if earlier:
            inside = [(max(earlier), *self.samples[key][max(earlier)]), *inside]
        rows = []
        for time, value, quality in inside:
            shown = value if quality < Quality.BAD else nan
            good, bad = int(quality < Quality.BAD), int(quality == Quality.BAD)
            rows.append((time, shown, shown, shown, shown, good, bad, quality))
        return rows

    def _rolled(self, key: int, tier: Tier, start_us: int, end_us: int) -> list[Row]:
        buckets: dict[tuple[int, int], list[tuple[int, float, int]]] = {}
        for row in self._inside(key, -(2**62), 2**62):
            bounds = self._bounds(row[0], tier)
            if bounds[1] > start_us and bounds[0] < end_us:
                buckets.setdefault(bounds, []).append(row)
        rows: list[Row] = []
        for (begin, end), inside in buckets.items():
            good = [value for _, value, quality in inside if quality < Quality.BAD]
            bad = sum(quality == Quality.BAD for *_, quality in inside)
            worst = max((q for *_, q in inside if q != Quality.GAP), default=int(Quality.GAP))
            if good:
                mean = sum(good) / len(good)
                rows.append((begin, min(good), max(good), mean, good[-1], len(good), bad, worst))
            else:
                rows.append((begin, nan, nan, nan, nan, 0, bad, worst))
            if inside[-1][2] == Quality.GAP and (good or bad):
                rows.append((end - 1, nan, nan, nan, nan, 0, 0, int(Quality.GAP)))
        return rows

    def _bounds(self, time_us: int, tier: Tier) -> tuple[int, int]:
        if tier is not Tier.DAY:
            width = TIER_WIDTH_US[tier]
            return time_us - time_us % width, time_us - time_us % width + width
        zone = ZoneInfo(self.time_zone)
        day = (_EPOCH + timedelta(microseconds=time_us)).astimezone(zone).date()
        following = day + timedelta(days=1)
        begin, end = (
            (datetime(d.year, d.month, d.day, tzinfo=zone).astimezone(UTC) - _EPOCH)
            // timedelta(microseconds=1)
            for d in (day, following)
        )
        return begin, end


def _frame(key: PointKey, tier: Tier, start: int, end: int, rows: list[Row]) -> SeriesFrame:
    columns: list[tuple[float, ...]] = list(zip(*rows, strict=True)) if rows else [()] * 8
    kinds = (np.int64, *[np.float64] * 4, np.int32, np.int32, np.uint8)
    time, low, high, mean, last, good, bad, quality = (
        np.array(column, kind) for column, kind in zip(columns, kinds, strict=True)
    )
    return SeriesFrame(key, tier, start, end, time, low, high, mean, last, good, bad, quality)
