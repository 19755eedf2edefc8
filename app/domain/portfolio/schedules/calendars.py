"""Days by their number among working days, so that durations are added and not walked.

The number of a day is how many working days lie between `EPOCH` and it; Saturdays, Sundays and
holidays have none of their own.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from app.domain.inventory.working_days import holidays
from app.domain.samples import Int64Array

EPOCH: Final = np.datetime64("2000-01-03", "D")
"""A Monday; the first working day from it on has the number 0."""

_FIRST: Final = np.datetime64(date(1, 1, 3), "D")
_LAST: Final = np.datetime64(date(9999, 12, 1), "D")
_NEAR: Final = (np.datetime64("1990-01-01", "D"), np.datetime64("2091-01-01", "D"))
"""Days that are looked up; numpy counts the others one by one, which takes ten times as long."""

_OFFICE_YEARS: Final = (1990, 2090)

DayArray = npt.NDArray[np.datetime64]
"""Days as datetime64[D]; NaT where there is none."""


class WorkCalendar:
    """Working days: Monday to Friday without holidays, each with its number."""

    def __init__(self, holidays: Iterable[date] = ()) -> None:
        self._days = np.busdaycalendar(holidays=np.array(sorted(holidays), "datetime64[D]"))
        self._zero = np.busday_offset(EPOCH, 0, roll="forward", busdaycal=self._days)
        near = np.arange(*_NEAR)
        self._near = near[np.is_busday(near, busdaycal=self._days)]
        self._near_first = int(self.start_numbers(self._near[:1])[0])
        self._first, self._last = self.start_numbers(np.array([_FIRST, _LAST])).tolist()

    @classmethod
    def office(cls, *, also_closed: Iterable[date] = ()) -> Self:
        """Return the calendar of an office in North Rhine-Westphalia, 1990 to 2090.

        Args:
            also_closed: Days on which it is closed besides public holidays.
        """
        first, last = _OFFICE_YEARS
        public = (holidays(year) for year in range(first, last + 1))
        return cls(frozenset(also_closed).union(*public))

    def start_numbers(self, days: DayArray) -> Int64Array:
        """Return numbers of days as starts: a day off counts as the next working day."""
        return self._counted(np.busday_offset(days, 0, roll="forward", busdaycal=self._days))

    def finish_numbers(self, days: DayArray) -> Int64Array:
        """Return numbers of days as ends: a day off counts as the last working day before."""
        return self._counted(np.busday_offset(days, 0, roll="backward", busdaycal=self._days))

    def days(self, numbers: Int64Array) -> DayArray:
        """Return the working days of numbers; those beyond the years 1 to 9999 are cut there."""
        places = numbers - self._near_first
        if ((places >= 0) & (places < len(self._near))).all():
            return self._near[places]
        within = np.clip(numbers, self._first, self._last)
        return np.busday_offset(self._zero, within, busdaycal=self._days)

    def start_number(self, day: date) -> int:
        """Return the number of a day as a start."""
        return int(self.start_numbers(np.array([day], "datetime64[D]"))[0])

    def finish_number(self, day: date) -> int:
        """Return the number of a day as an end."""
        return int(self.finish_numbers(np.array([day], "datetime64[D]"))[0])

    def day(self, number: int) -> date:
        """Return the working day of a number."""
        return as_date(self.days(np.array([number]))[0])

    def _counted(self, working: DayArray) -> Int64Array:
        # Counting backwards numpy leaves out the earlier end instead of the later one; between
        # working days that is the same number.
        return np.busday_count(self._zero, working, busdaycal=self._days).astype(np.int64)


def as_date(day: np.datetime64) -> date:
    """Return a day of an array as a date."""
    return date.fromisoformat(str(day))
