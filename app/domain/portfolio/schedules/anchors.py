"""Where dates, progress and the day of the schedule hold tasks, in numbers of working days.

Moments are counted like days: moment `k` is the morning of working day `k` and the evening of the
day before. A task of one day from moment 3 ends at moment 4 and fills day 3.
"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Final

import numpy as np

from app.domain.portfolio.schedules.calendars import WorkCalendar
from app.domain.portfolio.schedules.networks import ScheduleNetwork, TaskColumns
from app.domain.samples import Float64Array, Int64Array

UNBOUND: Final = 2**60
"""A moment that nothing reaches: no deadline, no end to hold."""

_WHOLE: Final = 1e-9
"""Less than this above a whole day is rounding, not work."""


class Stage(IntEnum):
    """How far a task is."""

    OPEN = 0
    """Not started: all may still move it."""
    STARTED = 1
    """Its start lies fast; its end may still move."""
    DONE = 2
    """Both lie fast; a milestone with either of the actual dates is done."""


@dataclass(frozen=True, slots=True, eq=False)
class Anchors:
    """What holds each task, dependencies aside; arrays int64[tasks].

    Attributes:
        origin: Moment before which nothing open starts: the schedule's start, or today.
        today: Moment of this morning; None without a today.
        stage: `Stage` of each task.
        release: Moment before which it does not start: `origin`, or its earliest start.
        start: Its start as it was, where it is started or done.
        end: Its end as it was, where it is done; where it is started, the end that its
            progress lets expect.
        due: Number of the day of its deadline; `UNBOUND` without one.
    """

    origin: int
    today: int | None
    stage: Int64Array
    release: Int64Array
    start: Int64Array
    end: Int64Array
    due: Int64Array


def anchored(
    network: ScheduleNetwork, start: date, calendar: WorkCalendar, today: date | None
) -> Anchors:
    """Return what holds the tasks of a network that starts on a day."""
    columns = network.columns
    origin = calendar.start_number(start)
    morning = None if today is None else calendar.start_number(today)
    if morning is not None:
        origin = max(origin, morning)
    release = np.full(len(network.tasks), origin, np.int64)
    given = ~np.isnat(columns.earliest_start)
    release[given] = np.maximum(origin, calendar.start_numbers(columns.earliest_start[given]))
    due = np.full(len(network.tasks), UNBOUND, np.int64)
    given = ~np.isnat(columns.deadline)
    due[given] = calendar.finish_numbers(columns.deadline[given])
    stage, begun, ended = _as_it_was(columns, calendar)
    going = stage == Stage.STARTED
    ended[going] = expected_end(
        begun[going], columns.duration[going], columns.progress[going], morning
    )
    return Anchors(origin, morning, stage, release, begun, ended, due)


def expected_end(
    start: Int64Array, duration: Int64Array, progress: Float64Array, today: int | None
) -> Int64Array:
    """Return the ends of started tasks: what is left to do is done from today on.

    Without a today the whole duration counts from the start. A task fills its first day at least.
    """
    if today is None:
        return start + duration
    left = np.ceil(duration * (1 - progress) - _WHOLE).astype(np.int64)
    return np.maximum(np.maximum(start, today) + left, start + 1)


def _as_it_was(
    columns: TaskColumns, calendar: WorkCalendar
) -> tuple[Int64Array, Int64Array, Int64Array]:
    """Return stage, start and end by the actual dates; 0 where there are none."""
    has_start = ~np.isnat(columns.actual_start)
    has_finish = ~np.isnat(columns.actual_finish)
    is_milestone = columns.duration == 0
    is_done = has_finish | (is_milestone & has_start)
    stage = np.where(is_done, Stage.DONE, np.where(has_start, Stage.STARTED, Stage.OPEN))
    start, end = (np.zeros(len(stage), np.int64) for _ in range(2))
    start[has_start] = calendar.start_numbers(columns.actual_start[has_start])
    reached = np.where(has_finish, columns.actual_finish, columns.actual_start)[is_done]
    end[is_done] = calendar.finish_numbers(reached) + 1
    only_finish = has_finish & ~has_start
    start[only_finish] = end[only_finish] - columns.duration[only_finish]
    start[is_done & is_milestone] = end[is_done & is_milestone]
    return stage.astype(np.int64), start, end
