"""Periods over which figures are reckoned, and when somebody sat there in them."""

from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.alarms.rates import DAY_US, Manned
from app.domain.cities import City
from app.domain.shifts import shift_at, shifts_between


class PeriodKind(StrEnum):
    """Which period; each ends at the moment that is looked at."""

    SHIFT = "shift"
    """Since the begin of the shift."""
    DAY = "day"
    """24 hours."""
    WEEK = "week"
    MONTH = "month"
    """30 days."""


_LENGTHS: Final = {
    PeriodKind.DAY: DAY_US,
    PeriodKind.WEEK: 7 * DAY_US,
    PeriodKind.MONTH: 30 * DAY_US,
}


def period_of(kind: PeriodKind, city: City, end_us: int) -> tuple[int, int]:
    """Return begin and end (exclusive) of the period that ends at a moment, µs UTC.

    Between shifts, and in the first moment of one, the last 24 hours stand for the shift.
    """
    length = _LENGTHS.get(kind)
    if length is not None:
        return end_us - length, end_us
    shift = shift_at(city.shifts, end_us, ZoneInfo(city.time_zone))
    if shift is None or shift.start_us >= end_us:
        return end_us - DAY_US, end_us
    return shift.start_us, end_us


def manned_in(city: City, start_us: int, end_us: int) -> Manned:
    """Return when somebody sat there in [start, end); always in a city that plans no shifts."""
    if not city.shifts:
        return Manned([(start_us, end_us)], start_us, end_us)
    shifts = shifts_between(city.shifts, start_us, end_us, ZoneInfo(city.time_zone))
    spans = [(shift.start_us, shift.end_us) for shift in shifts if shift.is_manned]
    return Manned(spans, start_us, end_us)
