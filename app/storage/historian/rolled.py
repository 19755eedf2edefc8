"""Buckets of one point at any tier: rolled up ones where they stand, made on the fly elsewhere.

A period is *live* when the head holds samples of it or it is marked for rolling up; live periods,
and hours too sparse to be worth finer tiers, are aggregated from samples while reading.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from app.domain.samples import Int64Array
from app.domain.series import Tier
from app.storage.historian.buckets import (
    BAD,
    GOOD,
    empty_buckets,
    floor_times,
    roll_buckets,
    roll_samples,
)
from app.storage.historian.calendar import HOUR_US, LocalDays, month_bounds, month_of
from app.storage.historian.tables import Table, concatenate, is_among

_MINUTE_FROM: Final = 120
_QUARTER_FROM: Final = 32


def least_samples(tier: Tier, days: LocalDays) -> int:
    """Return from how many measurements an hour on its finer buckets are stored.

    Below that a bucket would cost more bytes than its samples, and a window that asks for the tier
    holds few samples anyway. Local days that do not begin on whole hours are built from quarters,
    which are then always stored.
    """
    if tier is Tier.MINUTE:
        return _MINUTE_FROM
    if tier is Tier.QUARTER_HOUR:
        return _QUARTER_FROM if days.has_whole_hours else 1
    return 0


class RowSource(Protocol):
    """Where rows of one point come from, within one consistent view."""

    def samples(self, key: int, start_us: int, end_us: int) -> Table:
        """Return settled samples over [start, end)."""
        ...

    def buckets(self, key: int, tier: Tier, start_us: int, end_us: int) -> Table:
        """Return settled stored buckets that begin in [start, end)."""
        ...

    def live_hours(self, key: int, start_us: int, end_us: int) -> Int64Array:
        """Return the begins of the live hours in [start, end), sorted and unique."""
        ...

    def live_days(self, key: int) -> Int64Array:
        """Return the begins of the local days that are marked for rolling up."""
        ...

    def has_month(self, month: str) -> bool:
        """Tell whether the samples of a month are still there."""
        ...


@dataclass(frozen=True, slots=True)
class Rolled:
    """Makes buckets of one point.

    Attributes:
        source: Where rows come from.
        days: The city's calendar.
    """

    source: RowSource
    days: LocalDays

    def buckets(self, key: int, tier: Tier, start_us: int, end_us: int) -> Table:
        """Return the settled buckets that overlap [start, end)."""
        if tier is Tier.DAY:
            return self._days(key, start_us, end_us)
        first = start_us - start_us % HOUR_US
        rows = self._within_hours(key, tier, first, end_us + -end_us % HOUR_US)
        edge = int(floor_times(np.array([start_us], np.int64), tier, self.days)[0])
        return rows.within(edge, end_us)

    def clean_hours(self, key: int, start_us: int, end_us: int) -> tuple[Table, Int64Array]:
        """Return the stored hours that are not live, and the live ones; whole hours only."""
        live = self.source.live_hours(key, start_us, end_us)
        hours = self.source.buckets(key, Tier.HOUR, start_us, end_us)
        return hours.take(~is_among(hours.time, live)), live

    def _within_hours(self, key: int, tier: Tier, start_us: int, end_us: int) -> Table:
        hours, live = self.clean_hours(key, start_us, end_us)
        if tier is Tier.HOUR:
            return concatenate([hours, self._made(key, tier, live)], empty_buckets()).settled()
        counts = hours.columns[GOOD] + hours.columns[BAD]
        is_stored = counts >= least_samples(tier, self.days)
        stored = self.source.buckets(key, tier, start_us, end_us)
        stored = stored.take(is_among(stored.time - stored.time % HOUR_US, hours.time[is_stored]))
        sparse = hours.take(~is_stored)
        there = np.array(
            [self.source.has_month(month_of(int(time))) for time in sparse.time], np.bool_
        )
        made = self._made(key, tier, np.union1d(live, sparse.time[there]))
        # Where the samples were dropped the hour itself is the finest that is left.
        return concatenate([stored, made, sparse.take(~there)], empty_buckets()).settled()

    def _made(self, key: int, tier: Tier, hours: Int64Array) -> Table:
        tables = []
        for start_us, end_us in spans(hours, HOUR_US):
            samples = self.source.samples(key, start_us, end_us)
            tables.append(roll_samples(samples, floor_times(samples.time, tier, self.days)))
        return concatenate(tables, empty_buckets())

    def _days(self, key: int, start_us: int, end_us: int) -> Table:
        starts = self.days.starts(start_us, end_us)
        first, last = int(starts[0]), int(starts[-1])
        padded = (first - first % HOUR_US, last + -last % HOUR_US)
        live = self.source.live_hours(key, *padded)
        dirty = np.union1d(self.source.live_days(key), self.days.floor(live))
        if not self.days.has_whole_hours:
            dirty = np.union1d(dirty, self.days.floor(live + HOUR_US - 1))
        stored = self.source.buckets(key, Tier.DAY, first, last)
        tables = [stored.take(~is_among(stored.time, dirty))]
        tier = Tier.HOUR if self.days.has_whole_hours else Tier.QUARTER_HOUR
        for i in np.flatnonzero(is_among(starts[:-1], dirty)):
            fine = self.buckets(key, tier, int(starts[i]), int(starts[i + 1]))
            tables.append(roll_buckets(fine, np.full(len(fine), starts[i])))
        return concatenate(tables, empty_buckets()).settled()


def spans(starts: Int64Array, width_us: int) -> Iterator[tuple[int, int]]:
    """Join sorted periods of one width that follow each other into (begin, end)."""
    if not len(starts):
        return
    breaks = np.flatnonzero(np.diff(starts) != width_us) + 1
    for group in np.split(starts, breaks):
        yield int(group[0]), int(group[-1]) + width_us


def months_between(start_us: int, end_us: int, months: list[str]) -> list[str]:
    """Return those of the months that overlap [start, end)."""
    found = []
    for month in months:
        first, last = month_bounds(month)
        if first < end_us and last > start_us:
            found.append(month)
    return found
