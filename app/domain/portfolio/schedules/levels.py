"""Who has how much to do in which week, and where that is more than they can."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from app.domain.portfolio.schedules.calendars import DayArray
from app.domain.portfolio.schedules.critical_path import Schedule
from app.domain.samples import BoolArray, Float64Array, Int64Array

_A_MONDAY: Final = 4
"""Days from 1970-01-01 to a Monday."""

_EQUAL: Final = 1e-9


class Effort(NamedTuple):
    """Who works on a task.

    Attributes:
        organisation: Id of the organisation.
        persons: How many of its people on each working day of the task; 0.5 for one at half time.
    """

    organisation: str
    persons: float


@dataclass(frozen=True, slots=True, eq=False)
class Load:
    """Person-days of organisations in weeks, shape (organisations, weeks) where not said else.

    Attributes:
        organisations: Their ids, sorted.
        weeks: Mondays of all weeks from the first with work to the last, datetime64[D][weeks].
        person_days: Work to be done.
        capacity: Person-days that are there, holidays left out; NaN where nobody said how many.
    """

    organisations: tuple[str, ...]
    weeks: DayArray
    person_days: Float64Array
    capacity: Float64Array

    @property
    def is_over(self) -> BoolArray:
        """Where there is more work than people, bool[organisations, weeks]."""
        return self.person_days > self.capacity + _EQUAL

    def overload_weeks(self, organisation: str) -> DayArray:
        """Return the Mondays of the weeks in which an organisation has too much to do.

        Raises:
            ValueError: It has nothing to do in this schedule.
        """
        is_over = self.is_over[self.organisations.index(organisation)]
        return self.weeks[np.flatnonzero(is_over)]


def load(schedule: Schedule, efforts: Mapping[str, Effort], capacity: Mapping[str, float]) -> Load:
    """Return the load of each organisation when all tasks stand as early as they can.

    Args:
        schedule: The schedule.
        efforts: Who works on which task, by id; what is no task of the schedule is passed over.
        capacity: How many people organisations have, by id.
    """
    network = schedule.network
    known = [
        (network.place[task], effort)
        for task, effort in efforts.items()
        if task in network.place and network.columns.duration[network.place[task]]
    ]
    organisations = tuple(sorted({effort.organisation for _, effort in known}))
    if not known:
        nothing = np.zeros((0, 0))
        return Load((), np.array([], "datetime64[D]"), nothing, nothing)
    places = [place for place, _ in known]
    rows = np.array([organisations.index(effort.organisation) for _, effort in known])
    persons = np.array([effort.persons for _, effort in known], np.float64)
    first = int(schedule.early_start[places].min())
    count = int(schedule.early_finish[places].max()) + 1 - first
    steps = np.zeros((len(organisations), count + 1))
    np.add.at(steps, (rows, schedule.early_start[places] - first), persons)
    np.add.at(steps, (rows, schedule.early_finish[places] + 1 - first), -persons)
    daily = np.cumsum(steps, axis=1)[:, :-1]
    have = np.array([capacity.get(name, np.nan) for name in organisations])
    mondays, week_of = _weeks(schedule.calendar.days(np.arange(first, first + count)))
    days_of = _working_days(schedule, mondays)
    weekly = np.zeros((len(organisations), len(mondays)))
    np.add.at(weekly.T, week_of, daily.T)
    return Load(organisations, mondays, weekly, have[:, None] * days_of)


def _weeks(days: DayArray) -> tuple[DayArray, Int64Array]:
    """Return the Mondays of all weeks from the first day to the last, and the week of each day."""
    week = (days.astype(np.int64) - _A_MONDAY) // 7
    mondays = np.arange(week[0], week[-1] + 1) * 7 + _A_MONDAY
    return mondays.astype("datetime64[D]"), week - week[0]


def _working_days(schedule: Schedule, mondays: DayArray) -> Int64Array:
    """Return how many working days each week has."""
    numbers = schedule.calendar.start_numbers(mondays)
    after = schedule.calendar.start_numbers(mondays + np.timedelta64(7, "D"))
    return after - numbers
