"""What follows when somebody drags a task to another day, or makes it longer or shorter."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import numpy as np

from app.domain.portfolio.schedules.anchors import Stage
from app.domain.portfolio.schedules.critical_path import Schedule
from app.domain.portfolio.schedules.critical_path import schedule as planned
from app.domain.portfolio.schedules.faults import LONGEST
from app.domain.portfolio.schedules.passes import closing, earliest_start
from app.domain.portfolio.schedules.tasks import Task


class MoveRefusal(StrEnum):
    """Why a task cannot be moved or resized."""

    UNKNOWN = "unknown"
    """There is no such task."""
    STARTED = "started"
    """It was started; its start is history."""
    DONE = "done"
    """It is done; both its days are history."""
    BEFORE_START = "before_start"
    """The schedule starts later, or the day lies before today."""
    BEFORE_PREDECESSORS = "before_predecessors"
    """A task that it waits for does not let it start so early."""
    DURATION = "duration"
    """No task has such a duration."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A task that stands elsewhere than before; both last days inclusive."""

    task: str
    old_start: date
    new_start: date
    old_finish: date
    new_finish: date


@dataclass(frozen=True, slots=True, eq=False)
class Move:
    """A move that can be made.

    Attributes:
        task: The task as it has to be kept: with another earliest start, which is None when
            dependencies alone hold it there, or another duration.
        own: How the task itself moves; None when it stays.
        followers: All other tasks that move, in the order of the network.
        schedule: The schedule after it.
    """

    task: Task
    own: Shift | None
    followers: tuple[Shift, ...]
    schedule: Schedule


@dataclass(frozen=True, slots=True)
class Refused:
    """A move that cannot be made.

    Attributes:
        task: Id of the task.
        reason: Why not.
        not_before: The first day on which it can start, where the reason is a day.
        dependency: Id of the dependency that holds it back, empty when none does.
    """

    task: str
    reason: MoveRefusal
    not_before: date | None = None
    dependency: str = ""


def move(schedule: Schedule, task: str, new_start: date) -> Move | Refused:
    """Return what follows when a task starts on another day; a day off means the next working day.

    Nothing is changed: the caller keeps `Move.task` if the move is wanted.
    """
    network, anchors = schedule.network, schedule.anchors
    place = network.place.get(task)
    if place is None:
        return Refused(task, MoveRefusal.UNKNOWN)
    if anchors.stage[place] != Stage.OPEN:
        is_done = anchors.stage[place] == Stage.DONE
        return Refused(task, MoveRefusal.DONE if is_done else MoveRefusal.STARTED)
    wanted = schedule.calendar.start_number(new_start)
    first = _first_day(schedule, place)
    if wanted < first:
        return _too_early(schedule, place, first)
    held = None if wanted == first else schedule.calendar.day(wanted)
    return _moved(schedule, replace(network.tasks[place], earliest_start=held))


def resize(schedule: Schedule, task: str, duration: int) -> Move | Refused:
    """Return what follows when a task takes another number of working days."""
    network = schedule.network
    place = network.place.get(task)
    if place is None:
        return Refused(task, MoveRefusal.UNKNOWN)
    if schedule.anchors.stage[place] == Stage.DONE:
        return Refused(task, MoveRefusal.DONE)
    if not 0 <= duration <= LONGEST:
        return Refused(task, MoveRefusal.DURATION)
    return _moved(schedule, replace(network.tasks[place], duration=duration))


def _first_day(schedule: Schedule, place: int) -> int:
    """Return the number of the first day of an open task without its earliest start."""
    network, origin = schedule.network, schedule.anchors.origin
    slots = schedule.earliest.slots
    duration = network.tasks[place].duration
    moment = earliest_start(network, place, slots, origin, duration)
    if duration or moment == origin:
        return moment
    return moment - closing(network, place, slots, schedule.earliest.closes)


def _too_early(schedule: Schedule, place: int, first: int) -> Refused:
    network = schedule.network
    task = network.tasks[place]
    day = schedule.calendar.day(first)
    if first <= schedule.anchors.origin:
        return Refused(task.id, MoveRefusal.BEFORE_START, day)
    slots = np.array(schedule.earliest.slots)
    links = np.flatnonzero(network.target // 2 == place)
    back = task.duration * (network.target[links] % 2)
    moments = slots[network.source[links]] + network.lag[links] - back
    holding = network.dependencies[int(links[moments.argmax()])]
    return Refused(task.id, MoveRefusal.BEFORE_PREDECESSORS, day, holding.id)


def _moved(schedule: Schedule, task: Task) -> Move:
    network = schedule.network.with_task(task)
    after = planned(network, schedule.start, schedule.calendar, schedule.today)
    old, new = schedule.early_dates(), after.early_dates()
    places = np.flatnonzero((old[0] != new[0]) | (old[1] != new[1]))
    shifts = {
        place: Shift(network.tasks[place].id, *days)
        for place, *days in zip(
            places.tolist(),
            old[0][places].tolist(),
            new[0][places].tolist(),
            old[1][places].tolist(),
            new[1][places].tolist(),
            strict=True,
        )
    }
    own = shifts.pop(network.place[task.id], None)
    return Move(task, own, tuple(shifts.values()), after)
