"""Tasks and dependencies compiled into arrays, each task after all that it waits for.

A task has two slots: `2 * place` is its start, `2 * place + 1` its end. A dependency then says one
thing only: the moment in its target slot is not before that in its source slot plus the lag.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Final

import numpy as np

from app.domain.portfolio.schedules.calendars import DayArray
from app.domain.portfolio.schedules.faults import (
    CycleError,
    NetworkError,
    faults_of_dependencies,
    faults_of_tasks,
)
from app.domain.portfolio.schedules.tasks import Dependency, DependencyKind, Task
from app.domain.samples import Float64Array, Int64Array

_MOST_BEGINNINGS: Final = 300
"""From so many tasks at most a shortest ring is looked for."""

_ENDS: Final = {
    DependencyKind.FS: (1, 0),
    DependencyKind.SS: (0, 0),
    DependencyKind.FF: (1, 1),
    DependencyKind.SF: (0, 1),
}
"""Which slot of the task before, and of the one after, a kind joins."""

Links = tuple[tuple[tuple[int, int], ...], ...]
"""For each task the (slot of the other task, lag) of its dependencies."""


@dataclass(frozen=True, slots=True, eq=False)
class TaskColumns:
    """What tasks say, as arrays in the order of the network; shape (tasks,).

    Attributes:
        duration: Working days.
        progress: 0 to 1.
        earliest_start: NaT where there is none, as in the next three.
        deadline: Days.
        actual_start: Days.
        actual_finish: Days.
    """

    duration: Int64Array
    progress: Float64Array
    earliest_start: DayArray
    deadline: DayArray
    actual_start: DayArray
    actual_finish: DayArray


@dataclass(frozen=True, slots=True, eq=False)
class ScheduleNetwork:
    """Tasks in topological order with what joins them.

    Attributes:
        tasks: The tasks; their position here is their place.
        place: Id of a task → its place.
        columns: What the tasks say.
        level: How many tasks at most stand before one in a row, int64[tasks], ascending.
        projects: Names of the projects, sorted.
        project: Place in `projects` of each task's, int64[tasks].
        dependencies: The dependencies, by the place of the task after.
        source: Slot each dependency reads, int64[dependencies].
        target: Slot it holds back.
        lag: Working days.
        starts_in: What holds back the start of each task.
        ends_in: What holds back its end.
        starts_out: What its start holds back.
        ends_out: What its end holds back.
    """

    tasks: tuple[Task, ...]
    place: Mapping[str, int]
    columns: TaskColumns
    level: Int64Array
    projects: tuple[str, ...]
    project: Int64Array
    dependencies: tuple[Dependency, ...]
    source: Int64Array
    target: Int64Array
    lag: Int64Array
    starts_in: Links
    ends_in: Links
    starts_out: Links
    ends_out: Links

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the tasks in their order."""
        return tuple(task.id for task in self.tasks)

    def with_task(self, task: Task) -> "ScheduleNetwork":
        """Return the network with another word of a task of the same id and project.

        Raises:
            KeyError: There is no such task.
            NetworkError: The task cannot be planned.
        """
        for fault in faults_of_tasks([task]):
            raise fault
        place = self.place[task.id]
        tasks = (*self.tasks[:place], task, *self.tasks[place + 1 :])
        return replace(self, tasks=tasks, columns=_columns(tasks))


def compile_network(tasks: Sequence[Task], dependencies: Sequence[Dependency]) -> ScheduleNetwork:
    """Return tasks and dependencies as a network.

    Raises:
        NetworkError: They are none; the first fault found. `faults` returns all of them.
    """
    plain = chain(faults_of_tasks(tasks), faults_of_dependencies(tasks, dependencies))
    for fault in plain:
        raise fault
    followers = _followers(tasks, dependencies)
    levels = _levels(followers)
    if len(levels) < len(tasks):
        raise CycleError(_shortest_ring(followers, levels))
    return _joined(tasks, dependencies, levels)


def faults(tasks: Sequence[Task], dependencies: Sequence[Dependency]) -> tuple[NetworkError, ...]:
    """Return all that keeps tasks and dependencies from being a network, and one of the rings."""
    found = [*faults_of_tasks(tasks), *faults_of_dependencies(tasks, dependencies)]
    others = [one for one in dependencies if one.before != one.after]
    cycle = find_cycle(tasks, others)
    if cycle is not None:
        found.append(CycleError(cycle))
    return tuple(found)


def find_cycle(tasks: Iterable[Task], dependencies: Iterable[Dependency]) -> tuple[str, ...] | None:
    """Return the ids of a ring of tasks in their order, a short one; None when there is none.

    Each task waits for the one before it, the first for the last. A task that waits for itself is
    a ring of one. Dependencies of unknown tasks are passed over.
    """
    followers = _followers(tasks, dependencies)
    levels = _levels(followers)
    return None if len(levels) == len(followers) else _shortest_ring(followers, levels)


def _followers(tasks: Iterable[Task], dependencies: Iterable[Dependency]) -> dict[str, list[str]]:
    followers: dict[str, list[str]] = {task.id: [] for task in tasks}
    for dependency in dependencies:
        if dependency.after in followers and dependency.before in followers:
            followers[dependency.before].append(dependency.after)
    return followers


def _levels(followers: Mapping[str, list[str]]) -> dict[str, int]:
    """Return level by id in topological order (Kahn 1962); tasks in and after rings are missing."""
    waiting = dict.fromkeys(followers, 0)
    for after in chain.from_iterable(followers.values()):
        waiting[after] += 1
    levels: dict[str, int] = {}
    ready = [task for task, count in waiting.items() if not count]
    level = 0
    while ready:
        following: list[str] = []
        for task in ready:
            levels[task] = level
            for after in followers[task]:
                waiting[after] -= 1
                if not waiting[after]:
                    following.append(after)
        ready, level = following, level + 1
    return levels


def _shortest_ring(
    followers: Mapping[str, list[str]], ordered: Mapping[str, int]
) -> tuple[str, ...]:
    left = {
        task: [after for after in afters if after not in ordered]
        for task, afters in followers.items()
        if task not in ordered
    }
    # What only follows a ring is on none; without it every task left leads to one.
    turned: dict[str, list[str]] = {task: [] for task in left}
    for task, afters in left.items():
        for after in afters:
            turned[after].append(task)
    behind = _levels(turned)
    within = {
        task: [after for after in afters if after not in behind]
        for task, afters in left.items()
        if task not in behind
    }
    shortest: tuple[str, ...] = ()
    for number, task in enumerate(within):
        if shortest and number >= _MOST_BEGINNINGS:
            break
        ring = _ring_through(within, task, len(shortest) or len(within) + 1)
        shortest = ring or shortest
    return shortest


def _ring_through(
    followers: Mapping[str, list[str]], first: str, shorter_than: int
) -> tuple[str, ...]:
    """Return the shortest ring through a task, breadth first; empty when none is short enough."""
    came_from: dict[str, str] = {}
    front = [first]
    for _ in range(shorter_than - 1):
        following: list[str] = []
        for task in front:
            for after in followers[task]:
                if after == first:
                    return _way_back(came_from, task)
                if after not in came_from:
                    came_from[after] = task
                    following.append(after)
        front = following
    return ()


def _way_back(came_from: Mapping[str, str], last: str) -> tuple[str, ...]:
    way = [last]
    while way[-1] in came_from:
        way.append(came_from[way[-1]])
    return tuple(reversed(way))


def _joined(
    tasks: Sequence[Task], dependencies: Sequence[Dependency], levels: Mapping[str, int]
) -> ScheduleNetwork:
    place = {task: number for number, task in enumerate(levels)}
    ordered: list[Task] = [*tasks]
    for task in tasks:
        ordered[place[task.id]] = task
    joined = sorted(dependencies, key=lambda one: place[one.after])
    ends = [_ENDS[one.kind] for one in joined]
    source = [2 * place[one.before] + end[0] for one, end in zip(joined, ends, strict=True)]
    target = [2 * place[one.after] + end[1] for one, end in zip(joined, ends, strict=True)]
    lag = [one.lag for one in joined]
    starts_in, ends_in = _by_slot(len(tasks), target, source, lag)
    starts_out, ends_out = _by_slot(len(tasks), source, target, lag)
    projects = tuple(sorted({task.project for task in tasks}))
    number_of = {name: number for number, name in enumerate(projects)}
    return ScheduleNetwork(
        tasks=tuple(ordered),
        place=place,
        columns=_columns(ordered),
        level=np.array([*levels.values()], np.int64),
        projects=projects,
        project=np.array([number_of[task.project] for task in ordered], np.int64),
        dependencies=tuple(joined),
        source=np.array(source, np.int64),
        target=np.array(target, np.int64),
        lag=np.array(lag, np.int64),
        starts_in=starts_in,
        ends_in=ends_in,
        starts_out=starts_out,
        ends_out=ends_out,
    )


def _by_slot(
    count: int, at: Sequence[int], other: Sequence[int], lag: Sequence[int]
) -> tuple[Links, Links]:
    """Return links by the start and by the end of the task at one of their sides."""
    slots: list[list[tuple[int, int]]] = [[] for _ in range(2 * count)]
    for slot, *link in zip(at, other, lag, strict=True):
        slots[slot].append((link[0], link[1]))
    links = [tuple(one) for one in slots]
    return tuple(links[::2]), tuple(links[1::2])


def _columns(tasks: Sequence[Task]) -> TaskColumns:
    return TaskColumns(
        duration=np.array([task.duration for task in tasks], np.int64),
        progress=np.array([task.progress for task in tasks], np.float64),
        earliest_start=_days(task.earliest_start for task in tasks),
        deadline=_days(task.deadline for task in tasks),
        actual_start=_days(task.actual_start for task in tasks),
        actual_finish=_days(task.actual_finish for task in tasks),
    )


def _days(days: Iterator[date | None]) -> DayArray:
    return np.array([*days], "datetime64[D]")
