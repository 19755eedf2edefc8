"""Where buckets begin: whole minutes to hours in UTC, days at local midnight of the city."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.samples import Int64Array

HOUR_US: Final = 3_600_000_000
EARLIEST_US: Final = 0
"""Source times before 1970 are clocks that were never set, not measurements."""
LATEST_US: Final = 7_258_118_400_000_000
"""Likewise from the year 2200 on."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def month_of(time_us: int) -> str:
    """Return the UTC month of a moment as `YYYY-MM`."""
    moment = _EPOCH + timedelta(microseconds=time_us)
    return f"{moment.year:04d}-{moment.month:02d}"


def month_bounds(month: str) -> tuple[int, int]:
    """Return begin and end (exclusive) of a month `YYYY-MM`, µs UTC."""
    year, number = int(month[:4]), int(month[5:])
    following = (year + 1, 1) if number == 12 else (year, number + 1)  # noqa: PLR2004 - December
    return _start_us(year, number), _start_us(*following)


def _start_us(year: int, month: int) -> int:
    return (datetime(year, month, 1, tzinfo=UTC) - _EPOCH) // timedelta(microseconds=1)


class LocalDays:
    """Begins of the local days of a time zone, as a growing table.

    Args:
        time_zone: IANA name, such as `Europe/Berlin`.

    Raises:
        ZoneInfoNotFoundError: No such time zone.
    """

    def __init__(self, time_zone: str) -> None:
        self._zone = ZoneInfo(time_zone)
        self.has_whole_hours = self._whole_hours()

    def starts(self, start_us: int, end_us: int) -> Int64Array:
        """Return the begins of all days that touch [start, end), and the begin of the next."""
        first, last = self._day(start_us), self._day(max(end_us - 1, start_us))
        count = (last - first).days + 2
        return np.array([self._midnight(first + timedelta(days=i)) for i in range(count)], np.int64)

    def floor(self, times: Int64Array) -> Int64Array:
        """Return the begin of the local day of each time."""
        if not len(times):
            return times
        starts = self.starts(int(times.min()), int(times.max()) + 1)
        floored: Int64Array = starts[np.searchsorted(starts, times, "right") - 1]
        return floored

    def _day(self, time_us: int) -> date:
        # Beyond the calendar's range there are no samples; one more year keeps offsets inside.
        inside = min(max(time_us, EARLIEST_US - 366 * 24 * HOUR_US), LATEST_US + 366 * 24 * HOUR_US)
        return (_EPOCH + timedelta(microseconds=inside)).astimezone(self._zone).date()

    def _midnight(self, day: date) -> int:
        return _midnight_us(self._zone, day)

    def _whole_hours(self) -> bool:
        """Tell whether local midnights fall on whole hours in UTC, as they do in Europe."""
        return all(
            _midnight_us(self._zone, date(2000 + year, month, 1)) % HOUR_US == 0
            for year in range(0, 60, 10)
            for month in (1, 7)
        )


@lru_cache(maxsize=40_000)
def _midnight_us(zone: ZoneInfo, day: date) -> int:
    local = datetime(day.year, day.month, day.day, tzinfo=zone)
    return (local.astimezone(UTC) - _EPOCH) // timedelta(microseconds=1)
