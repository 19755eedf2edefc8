"""Ranges by the calendar of the city: today, yesterday, this week, this month."""

from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.domain.local_times import at_local, to_us
from widgets.trends.model import Window


class Preset(StrEnum):
    """A range a person names by the calendar."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    THIS_WEEK = "this_week"
    LAST_WEEK = "last_week"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    THIS_YEAR = "this_year"


def preset_window(preset: Preset, now_us: int, zone: ZoneInfo) -> Window:
    """Return a preset's range from local midnight to local midnight.

    Args:
        preset: Which one.
        now_us: The present, µs UTC.
        zone: The zone whose calendar counts.
    """
    today = at_local(now_us, zone).replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0)
    start, end = _days(preset, today)
    return Window(to_us(start.replace(tzinfo=zone)), to_us(end.replace(tzinfo=zone)))


def _days(preset: Preset, today: datetime) -> tuple[datetime, datetime]:
    day, week = timedelta(days=1), timedelta(days=7)
    monday = today - today.weekday() * day
    first = today.replace(day=1)
    january = first.replace(month=1)
    ranges = {
        Preset.TODAY: (today, today + day),
        Preset.YESTERDAY: (today - day, today),
        Preset.THIS_WEEK: (monday, monday + week),
        Preset.LAST_WEEK: (monday - week, monday),
        Preset.THIS_MONTH: (first, _next_month(first)),
        Preset.LAST_MONTH: ((first - day).replace(day=1), first),
        Preset.THIS_YEAR: (january, january.replace(year=january.year + 1)),
    }
    return ranges[preset]


def _next_month(first: datetime) -> datetime:
    return (first + timedelta(days=32)).replace(day=1)
