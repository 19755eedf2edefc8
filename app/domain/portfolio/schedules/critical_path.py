"""When each task can start and must end, how much room it has, and what the end depends on.

DIN 69900: früheste und späteste Lage, Gesamtpuffer, freier Puffer, kritischer Weg.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from app.domain.portfolio.schedules.anchors import UNBOUND, Anchors, Stage, anchored
from app.domain.portfolio.schedules.calendars import DayArray, WorkCalendar
from app.domain.portfolio.schedules.networks import ScheduleNetwork
from app.domain.portfolio.schedules.passes import Earliest, backward, binding, forward
from app.domain.samples import BoolArray, Int64Array

_FAR: Final = UNBOUND // 2
"""More room than any plan has: nothing has to be kept."""


@dataclass(frozen=True, slots=True, eq=False)
class Schedule:
    """The dates of a network. Arrays are in its order; days are numbers of working days.

    Finishes are inclusive: a task of one day finishes on the day on which it starts. A milestone
    stands on the day at whose end its last condition is met, or on the first day it may stand on.

    Attributes:
        network: The network.
        start: Day from which it was planned.
        calendar: Its working days.
        today: Day before which nothing left to do is planned; None when that does not matter.
        early_start: int64[tasks], as in all that follow.
        early_finish: Inclusive.
        late_start: So late it may start without holding up the end or missing a deadline.
        late_finish: Inclusive.
        total_slack: Working days it may slip without holding up the end of the network or missing
            a deadline of its own or of a follower; negative where one is missed. 0 when done.
        free_slack: Working days it may slip without moving any other task or the end.
        is_critical: True where total slack is 0 or less and the task is not done, bool[tasks].
        is_driving: True for a dependency without any room: its follower stands where it stands
            because of it, bool[dependencies].
        finish: Day of the end; the start of a network without tasks.
        finish_of: Day of the end of each project.
        anchors: What dates and progress hold.
        earliest: The moments behind the early days.
    """

    network: ScheduleNetwork
    start: date
    calendar: WorkCalendar
    today: date | None
    early_start: Int64Array
    early_finish: Int64Array
    late_start: Int64Array
    late_finish: Int64Array
    total_slack: Int64Array
    free_slack: Int64Array
    is_critical: BoolArray
    is_driving: BoolArray
    finish: date
    finish_of: Mapping[str, date]
    anchors: Anchors
    earliest: Earliest

    def early_dates(self) -> tuple[DayArray, DayArray]:
        """Return first and last days, actual ones as they were: datetime64[D][tasks] each."""
        return self._dates(self.early_start, self.early_finish)

    def late_dates(self) -> tuple[DayArray, DayArray]:
        """Return the latest first and last days, actual ones as they were."""
        return self._dates(self.late_start, self.late_finish)

    def dates_of(self, task: str) -> tuple[date, date]:
        """Return the first and the last day of a task.

        Raises:
            KeyError: There is no such task.
        """
        place = self.network.place[task]
        known = self.network.tasks[place]
        first = known.actual_start or self.calendar.day(int(self.early_start[place]))
        last = known.actual_finish or self.calendar.day(int(self.early_finish[place]))
        return (first, last) if known.duration else (last, last)

    @property
    def deadline_slack(self) -> dict[str, int]:
        """Working days from the early finish to the deadline of each task that has one.

        Negative when it is missed; unlike total slack it knows of no other task.
        """
        due = self.anchors.due
        found = np.flatnonzero(due != UNBOUND)
        room = (due - self.early_finish)[found].tolist()
        return {
            self.network.tasks[place].id: days
            for place, days in zip(found.tolist(), room, strict=True)
        }

    def _dates(self, first: Int64Array, last: Int64Array) -> tuple[DayArray, DayArray]:
        columns = self.network.columns
        starts, finishes = self.calendar.days(first), self.calendar.days(last)
        finishes = np.where(np.isnat(columns.actual_finish), finishes, columns.actual_finish)
        starts = np.where(np.isnat(columns.actual_start), starts, columns.actual_start)
        is_milestone = columns.duration == 0
        reached = np.isnat(columns.actual_finish) & ~np.isnat(columns.actual_start)
        finishes = np.where(is_milestone & reached, starts, finishes)
        return np.where(is_milestone, finishes, starts), finishes


def schedule(
    network: ScheduleNetwork, start: date, calendar: WorkCalendar, today: date | None = None
) -> Schedule:
    """Return the schedule of a network.

    What is done keeps its actual dates; what is started keeps its start, and what is left of it is
    done from today on, whatever it once waited for the start of. All else starts as soon as the
    start of the network, today, its earliest start and its dependencies allow.

    Args:
        network: The network.
        start: Day before which nothing open starts.
        calendar: Working days.
        today: Day before which nothing left to do is planned; None when that does not matter.
    """
    anchors = anchored(network, start, calendar, today)
    return _timed(network, start, calendar, today, anchors)


def slack_in(schedule: Schedule, project: str) -> Int64Array:
    """Return by how much each task may slip without holding up one project, int64[tasks].

    Tasks of other projects that lead to it have some too; `UNBOUND` where a task does not lead to
    it. Its deadlines count, those of others do not.

    Raises:
        ValueError: There is no such project.
    """
    network = schedule.network
    return _slack(schedule, network.project == network.projects.index(project))


def slack_in_projects(schedule: Schedule) -> Int64Array:
    """Return by how much each task may slip without holding up the end of any project.

    That is 0 on the critical path of each project, while total slack is 0 only on the way to the
    last of all ends. int64[tasks].
    """
    return _slack(schedule, np.ones(len(schedule.network.tasks), np.bool_))


def critical_chain(schedule: Schedule, project: str | None = None) -> tuple[str, ...]:
    """Return ids of tasks in their order, each starting or ending where the next needs it to.

    The last is the last end of the network or the project; the first stands where it stands because
    of a date, the start of the network or today.

    Raises:
        ValueError: There is no such project.
    """
    network = schedule.network
    if not network.tasks:
        return ()
    ends = np.array(schedule.earliest.slots[1::2], np.int64)
    if project is not None:
        ends = np.where(network.project == network.projects.index(project), ends, -UNBOUND)
    driver: dict[int, int] = {}
    for link in np.flatnonzero(schedule.is_driving).tolist():
        driver.setdefault(int(network.target[link]) // 2, int(network.source[link]) // 2)
    way = [int(np.flatnonzero(ends == ends.max())[-1])]
    while way[-1] in driver:
        way.append(driver[way[-1]])
    return tuple(network.tasks[place].id for place in reversed(way))


def _timed(
    network: ScheduleNetwork,
    start: date,
    calendar: WorkCalendar,
    today: date | None,
    anchors: Anchors,
) -> Schedule:
    earliest = forward(network, anchors)
    moments = np.array(earliest.slots, np.int64)
    starts, ends = moments[::2], moments[1::2]
    shift = np.array(earliest.closes, np.int64)
    finish = max(earliest.slots[1::2], default=anchors.origin)
    dues = _due_moments(anchors, starts, ends, shift)
    late = np.array(
        backward(network, anchors, earliest, np.minimum(dues, finish).tolist()), np.int64
    )
    slack = late[1::2] - ends
    last_days = _last_days(starts, ends, shift)
    tight, free = _free_slack(network, anchors, moments, finish)
    days = _finishes(network, last_days, calendar)
    return Schedule(
        network=network,
        start=start,
        calendar=calendar,
        today=today,
        early_start=starts - shift,
        early_finish=last_days,
        late_start=late[::2] - shift,
        late_finish=last_days + slack,
        total_slack=slack,
        free_slack=free,
        is_critical=(slack <= 0) & (anchors.stage != Stage.DONE),
        is_driving=tight,
        finish=max(days.values(), default=start),
        finish_of=days,
        anchors=anchors,
        earliest=earliest,
    )


def _slack(schedule: Schedule, counts: BoolArray) -> Int64Array:
    """Return slack towards the ends of projects, of those whose tasks count."""
    network, earliest = schedule.network, schedule.earliest
    moments = np.array(earliest.slots, np.int64)
    starts, ends = moments[::2], moments[1::2]
    finishes = np.full(len(network.projects), -UNBOUND, np.int64)
    np.maximum.at(finishes, network.project, ends)
    dues = _due_moments(schedule.anchors, starts, ends, np.array(earliest.closes, np.int64))
    latest = np.where(counts, np.minimum(dues, finishes[network.project]), UNBOUND)
    late = np.array(backward(network, schedule.anchors, earliest, latest.tolist()), np.int64)
    slack = late[1::2] - ends
    return np.where(slack > _FAR, UNBOUND, slack)


def _last_days(starts: Int64Array, ends: Int64Array, shift: Int64Array) -> Int64Array:
    days: Int64Array = np.maximum(ends - 1, starts - shift)
    return days


def _due_moments(
    anchors: Anchors, starts: Int64Array, ends: Int64Array, shift: Int64Array
) -> Int64Array:
    """Return the moments at which tasks have to end so that their last day is not after the due."""
    moments = anchors.due + ends - _last_days(starts, ends, shift)
    return np.where(anchors.due == UNBOUND, UNBOUND, moments)


def _free_slack(
    network: ScheduleNetwork, anchors: Anchors, moments: Int64Array, finish: int
) -> tuple[BoolArray, Int64Array]:
    """Return which dependencies have no room, and the least room behind each task."""
    binds = binding(network, anchors)
    room = moments[network.target] - network.lag - moments[network.source]
    at = network.source // 2
    moves = binds & ((network.source % 2 == 1) | (anchors.stage[at] == Stage.OPEN))
    free = finish - moments[1::2]
    np.minimum.at(free, at[moves], room[moves])
    free[anchors.stage == Stage.DONE] = 0
    return binds & (room == 0), free


def _finishes(
    network: ScheduleNetwork, last_days: Int64Array, calendar: WorkCalendar
) -> dict[str, date]:
    latest = np.full(len(network.projects), -UNBOUND, np.int64)
    np.maximum.at(latest, network.project, last_days)
    return dict(zip(network.projects, calendar.days(latest).tolist(), strict=True))
