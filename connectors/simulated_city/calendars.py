"""The local calendar of the city: day kinds, holidays of NRW and of its schools, clock offset."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.samples import Float64Array, Int64Array

HOUR_US = 3_600_000_000
DAY_US = 24 * HOUR_US
_EPOCH = date(1970, 1, 1)
_SATURDAY = 5
_SUNDAY = 6

# First and last days of the school holidays as (month, day). The ministry sets them year by year;
# the simulation needs their rhythm only and keeps the usual place in the year.
_SCHOOL_HOLIDAYS = (
    ((1, 1), (1, 6)),
    ((7, 10), (8, 22)),
    ((10, 11), (10, 24)),
    ((12, 22), (12, 31)),
)


class DayKind(IntEnum):
    """How a day is lived."""

    WORKDAY = 0
    SATURDAY = 1
    SUNDAY = 2
    """Sundays and public holidays."""


@dataclass(frozen=True, slots=True)
class LocalTimes:
    """Local calendar of n moments.

    Attributes:
        hour: Local time of day in hours with fraction, float64[n].
        kind: `DayKind` of the local day, int64[n].
        is_school: 1.0 on school days, else 0.0, float64[n].
        year_day: Day of the year with fraction, from 0, float64[n].
    """

    hour: Float64Array
    kind: Int64Array
    is_school: Float64Array
    year_day: Float64Array


def easter(year: int) -> date:
    """Return Easter Sunday (Gauss's rule, in the form of Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[date]:
    """Return the public holidays of North Rhine-Westphalia (Feiertagsgesetz NW, section 2)."""
    sunday = easter(year)
    moving = (
        -2,
        1,
        39,
        50,
        60,
    )  # Good Friday, Easter Monday, Ascension, Whit Monday, Corpus Christi
    fixed = ((1, 1), (5, 1), (10, 3), (11, 1), (12, 25), (12, 26))
    return frozenset(
        {sunday + timedelta(days) for days in moving}
        | {date(year, month, day) for month, day in fixed}
    )


@lru_cache(maxsize=4096)
def day_kind(day: date) -> DayKind:
    """Return how a local day is lived."""
    if day.weekday() == _SUNDAY or day in public_holidays(day.year):
        return DayKind.SUNDAY
    return DayKind.SATURDAY if day.weekday() == _SATURDAY else DayKind.WORKDAY


@lru_cache(maxsize=4096)
def is_school_day(day: date) -> bool:
    """Tell whether schools teach on this day."""
    if day_kind(day) is not DayKind.WORKDAY:
        return False
    sunday = easter(day.year)
    if sunday - timedelta(13) <= day <= sunday + timedelta(6):
        return False
    place = (day.month, day.day)
    return not any(first <= place <= last for first, last in _SCHOOL_HOLIDAYS)


def local_times(time_us: Int64Array, zone: ZoneInfo) -> LocalTimes:
    """Return the local calendar of moments (µs UTC, int64[n])."""
    local = time_us + _offsets_us(time_us, zone)
    day_number = local // DAY_US
    numbers, inverse = np.unique(day_number, return_inverse=True)
    days = [_EPOCH + timedelta(int(number)) for number in numbers]
    kinds = np.array([day_kind(day) for day in days], np.int64)
    school = np.array([float(is_school_day(day)) for day in days])
    year_day = np.array([day.timetuple().tm_yday - 1.0 for day in days])
    hour = (local - day_number * DAY_US) / HOUR_US
    return LocalTimes(hour, kinds[inverse], school[inverse], year_day[inverse] + hour / 24.0)


def local_midnight(time_us: int, zone: ZoneInfo) -> int:
    """Return the start of the local day that contains a moment, µs UTC."""
    return day_start(_local_day(time_us, zone), zone)


def previous_midnight(midnight_us: int, zone: ZoneInfo) -> int:
    """Return the start of the local day before the one that starts at `midnight_us`."""
    return local_midnight(midnight_us - 1, zone)


def day_start(day: date, zone: ZoneInfo) -> int:
    """Return the moment a local day begins, µs UTC."""
    return round(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp()) * 1_000_000


def _local_day(time_us: int, zone: ZoneInfo) -> date:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=time_us)
    return moment.astimezone(zone).date()


def _offsets_us(time_us: Int64Array, zone: ZoneInfo) -> Int64Array:
    """Return the offset of local time from UTC; zones change on a full hour only."""
    hours, inverse = np.unique(time_us // HOUR_US, return_inverse=True)
    offsets = np.array([_offset_us(int(hour), zone) for hour in hours], np.int64)
    return offsets[inverse]


@lru_cache(maxsize=65_536)
def _offset_us(hour: int, zone: ZoneInfo) -> int:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(hours=hour)
    offset = moment.astimezone(zone).utcoffset() or timedelta(0)
    return round(offset.total_seconds() * 1e6)
