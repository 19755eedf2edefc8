"""Times on the wall of a city: between them and µs UTC, right at both clock changes.

An hour that comes twice is told apart by `fold` (0 is the first time); an hour that is left out
does not exist. Days, months and years are steps of the calendar, not of the clock.
"""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_MONTHS: Final = 12


def at_local(time_us: int, zone: ZoneInfo) -> datetime:
    """Return what the clocks of a zone show at a moment, with the zone.

    Raises:
        OverflowError: The moment lies outside the calendar.
    """
    return (_EPOCH + timedelta(microseconds=time_us)).astimezone(zone)


def to_us(moment: datetime) -> int:
    """Return the µs UTC of a moment that carries its zone."""
    return (moment - _EPOCH) // _MICROSECOND


def is_skipped(wall: datetime, zone: ZoneInfo) -> bool:
    """Tell whether the clocks of a zone never show a time, as it lies in the hour left out."""
    there = wall.replace(tzinfo=zone, fold=0)
    return there.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall.replace(
        tzinfo=None, fold=0
    )


def is_twice(local: datetime) -> bool:
    """Tell whether the clocks show a time twice that they do show, as 02:30 when summer ends."""
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def days_on(time_us: int, days: int, zone: ZoneInfo) -> int:
    """Return the same time of day some days later (or earlier, when negative), µs UTC.

    Where that time is left out, the clocks are an hour further.

    Raises:
        OverflowError: There is no such day in the calendar.
    """
    there = at_local(time_us, zone)
    return to_us((there.replace(tzinfo=None) + timedelta(days=days)).replace(tzinfo=zone))


def months_on(time_us: int, months: int, zone: ZoneInfo) -> int:
    """Return the same day and time some months later, µs UTC; the last of a shorter month.

    Raises:
        OverflowError: There is no such month in the calendar.
    """
    there = at_local(time_us, zone)
    month = there.year * _MONTHS + there.month - 1 + months
    year, month = month // _MONTHS, month % _MONTHS + 1
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("there is no such year in the calendar")
    day = min(there.day, monthrange(year, month)[1])
    return to_us(there.replace(year=year, month=month, day=day, fold=0))
