"""Local days, weeks, months and years of the city: where each begins, µs UTC."""

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.local_times import at_local, to_us
from app.domain.samples import Int64Array
from app.services.formulas.steps import Since

_DAY_US: Final = 86_400_000_000
_HOUR_US: Final = 3_600_000_000

LONGEST_US: Final = {
    Since.WINDOW: 0,
    Since.DAY: _DAY_US + _HOUR_US,
    Since.WEEK: 7 * _DAY_US + _HOUR_US,
    Since.MONTH: 31 * _DAY_US + _HOUR_US,
    Since.YEAR: 366 * _DAY_US + _HOUR_US,
}
"""How long a period lasts at most."""


def begin_of_each(since: Since, time: Int64Array, zone: ZoneInfo) -> Int64Array:
    """Return the beginning of the period each moment (sorted) lies in, int64[n]."""
    begins = begins_between(since, int(time[0]), int(time[-1]), zone)
    return begins[np.searchsorted(begins, time, "right") - 1]


def begins_between(since: Since, first_us: int, last_us: int, zone: ZoneInfo) -> Int64Array:
    """Return the beginnings from that before a moment to that after another, sorted."""
    day = _floor(since, at_local(first_us, zone).replace(tzinfo=None, fold=0))
    begins: list[int] = []
    while not begins or begins[-1] <= last_us:
        begins.append(to_us(day.replace(tzinfo=zone)))
        day = _next(since, day)
    return np.array(begins, np.int64)


def _floor(since: Since, wall: datetime) -> datetime:
    day = wall.replace(hour=0, minute=0, second=0, microsecond=0)
    if since is Since.WEEK:
        return day - timedelta(days=day.weekday())
    if since is Since.MONTH:
        return day.replace(day=1)
    if since is Since.YEAR:
        return day.replace(month=1, day=1)
    return day


def _next(since: Since, day: datetime) -> datetime:
    if since is Since.WEEK:
        return day + timedelta(days=7)
    if since is Since.MONTH:
        return (day + timedelta(days=32)).replace(day=1)
    if since is Since.YEAR:
        return day.replace(year=day.year + 1)
    return day + timedelta(days=1)
