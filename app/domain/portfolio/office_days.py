"""Working days of the city's offices as plain numbers, looked up instead of computed.

The calendar of `schedules` works on arrays; a plan also asks for thousands of single days.
"""

from datetime import date
from functools import lru_cache
from typing import Final

import numpy as np

from app.domain.portfolio.schedules.calendars import WorkCalendar

_FIRST_DAY: Final = date(1990, 1, 1)
_FIRST: Final = _FIRST_DAY.toordinal()
_LAST: Final = date(2090, 12, 31).toordinal()


@lru_cache(maxsize=1)
def office() -> WorkCalendar:
    """Return the calendar of an office in North Rhine-Westphalia."""
    return WorkCalendar.office()


def start_number(day: date) -> int:
    """Return the number of a day as a start: a day off counts as the next working day."""
    at = day.toordinal()
    return _numbers()[0][at - _FIRST] if _FIRST <= at <= _LAST else office().start_number(day)


def finish_number(day: date) -> int:
    """Return the number of a day as an end: a day off counts as the last working day before."""
    at = day.toordinal()
    return _numbers()[1][at - _FIRST] if _FIRST <= at <= _LAST else office().finish_number(day)


def day_at(number: int) -> date:
    """Return the working day of a number."""
    known = _days()
    at = number - start_number(_FIRST_DAY)
    return known[at] if 0 <= at < len(known) else office().day(number)


def span(first: date, last: date) -> int:
    """Return how many working days there are from one day to another, both included; 0 at least."""
    return max(0, finish_number(last) - start_number(first) + 1)


def later(day: date, than: date) -> int:
    """Return by how many working days one day is later than another; negative when earlier."""
    return finish_number(day) - finish_number(than)


def last_day(first: date, duration: int) -> date:
    """Return the last day of work that begins on a day; work fills its first day at least.

    Args:
        first: First day; a day off counts as the next working day.
        duration: Working days.
    """
    return day_at(start_number(first) + max(duration, 1) - 1)


@lru_cache(maxsize=1)
def _numbers() -> tuple[list[int], list[int]]:
    first, after = (np.datetime64(date.fromordinal(at), "D") for at in (_FIRST, _LAST + 1))
    days = np.arange(first, after)
    return office().start_numbers(days).tolist(), office().finish_numbers(days).tolist()


@lru_cache(maxsize=1)
def _days() -> list[date]:
    starts, finishes = _numbers()
    numbers = np.arange(starts[0], finishes[-1] + 1)
    days: list[date] = office().days(numbers).tolist()
    return days
