"""The windows of time that questions to the history are about, and the moments of a trend."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.local_times import at_local, days_on, to_us
from app.domain.portfolio.evidence.questions import Span, Window

HOUR_US: Final = 3_600_000_000
TREND_MONTHS: Final = 12
YEAR_DAYS: Final = 365


def window_of(span: Span, at_us: int, zone: ZoneInfo) -> tuple[int, int]:
    """Return begin and end (exclusive) of a window, as seen at a moment.

    Windows begin and end with whole hours, for the history of years is kept by hours; a calendar
    year that is not over at the moment has its end in the future.

    Args:
        span: Which window.
        at_us: The moment, µs UTC.
        zone: Time zone of the city; years are those of its calendar.
    """
    now_us = at_us // HOUR_US * HOUR_US
    year = at_local(now_us, zone).year
    match span.window:
        case Window.DAYS:
            return days_on(now_us, -span.days, zone) // HOUR_US * HOUR_US, now_us
        case Window.ROLLING_YEAR:
            return days_on(now_us, -YEAR_DAYS, zone) // HOUR_US * HOUR_US, now_us
        case Window.YEAR_TO_DATE:
            return _begin(year, zone), now_us
        case _:
            wanted = year - 1 if span.year is None else span.year
            return _begin(wanted, zone), _begin(wanted + 1, zone)


def month_ends(at_us: int, zone: ZoneInfo, count: int = TREND_MONTHS) -> Sequence[int]:
    """Return the last ends of months before a moment, oldest first, µs UTC.

    Args:
        at_us: The moment, µs UTC.
        zone: Time zone of the city.
        count: How many.
    """
    there = at_local(at_us, zone)
    last = there.year * 12 + there.month - 1
    months = [divmod(last - back, 12) for back in range(count)]
    ends = [to_us(datetime(year, month + 1, 1, tzinfo=zone)) for year, month in months]
    return tuple(end for end in reversed(ends) if end < at_us)


def _begin(year: int, zone: ZoneInfo) -> int:
    return to_us(datetime(year, 1, 1, tzinfo=zone))
