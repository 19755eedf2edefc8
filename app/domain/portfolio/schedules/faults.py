"""What keeps tasks and dependencies from being a network: each fault says what is wrong with what.

They are raised by `compile_network` and returned, all of them, by `faults`; their fields carry what
a view needs to name and show the records in question.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

from app.domain.portfolio.schedules.tasks import Dependency, DependencyKind, Task

LONGEST: Final = 10_000
"""Working days, some forty years: no duration and no lag may be longer."""


class TaskFault(StrEnum):
    """Why a task cannot be planned."""

    DURATION = "duration"
    """The duration is negative or longer than `LONGEST`."""
    PROGRESS = "progress"
    """The progress is not between 0 and 1."""
    ACTUAL_DATES = "actual_dates"
    """It was finished before it was started."""


class NetworkError(ValueError):
    """Tasks and dependencies are no network."""


class DuplicateTaskError(NetworkError):
    """Two tasks have one id."""

    def __init__(self, task: str) -> None:
        super().__init__(f"Two tasks are called {task!r}")
        self.task = task


class ImpossibleTaskError(NetworkError):
    """A task says something that cannot be."""

    def __init__(self, task: str, reason: TaskFault) -> None:
        super().__init__(f"Task {task!r} cannot be planned: {reason}")
        self.task = task
        self.reason = reason


class DuplicateDependencyError(NetworkError):
    """Two dependencies have one id, or join the same ends of the same tasks."""

    def __init__(self, dependency: str, other: str) -> None:
        super().__init__(f"Dependency {dependency!r} says the same as {other!r}")
        self.dependency = dependency
        self.other = other


class SelfDependencyError(NetworkError):
    """A task waits for itself."""

    def __init__(self, dependency: str, task: str) -> None:
        super().__init__(f"Dependency {dependency!r} makes {task!r} wait for itself")
        self.dependency = dependency
        self.task = task


class UnknownTaskError(NetworkError):
    """A dependency names a task that does not exist."""

    def __init__(self, dependency: str, task: str) -> None:
        super().__init__(f"Dependency {dependency!r} names {task!r}, which is no task")
        self.dependency = dependency
        self.task = task


class ImpossibleLagError(NetworkError):
    """A dependency waits longer than anything may."""

    def __init__(self, dependency: str, lag: int) -> None:
        super().__init__(f"Dependency {dependency!r} has a lag of {lag} working days")
        self.dependency = dependency
        self.lag = lag


class CycleError(NetworkError):
    """Tasks wait for each other in a ring: each for the one before, the first for the last."""

    def __init__(self, cycle: tuple[str, ...]) -> None:
        super().__init__(f"Tasks wait for each other: {' → '.join((*cycle, cycle[0]))}")
        self.cycle = cycle


def faults_of_tasks(tasks: Sequence[Task]) -> Iterator[NetworkError]:
    """Yield what is wrong with the tasks, in their order."""
    seen: set[str] = set()
    for task in tasks:
        if task.id in seen:
            yield DuplicateTaskError(task.id)
        seen.add(task.id)
        if not 0 <= task.duration <= LONGEST:
            yield ImpossibleTaskError(task.id, TaskFault.DURATION)
        if not 0 <= task.progress <= 1:
            yield ImpossibleTaskError(task.id, TaskFault.PROGRESS)
        start, finish = task.actual_start, task.actual_finish
        if start is not None and finish is not None and finish < start:
            yield ImpossibleTaskError(task.id, TaskFault.ACTUAL_DATES)


def faults_of_dependencies(
    tasks: Sequence[Task], dependencies: Sequence[Dependency]
) -> Iterator[NetworkError]:
    """Yield what is wrong with the dependencies, in their order; cycles are not looked for."""
    known = {task.id for task in tasks}
    ids: set[str] = set()
    ends: dict[tuple[str, str, DependencyKind], str] = {}
    for dependency in dependencies:
        if dependency.id in ids:
            yield DuplicateDependencyError(dependency.id, dependency.id)
        ids.add(dependency.id)
        joined = (dependency.before, dependency.after, dependency.kind)
        other = ends.setdefault(joined, dependency.id)
        if other != dependency.id:
            yield DuplicateDependencyError(dependency.id, other)
        for end in joined[:2]:
            if end not in known:
                yield UnknownTaskError(dependency.id, end)
        if dependency.before == dependency.after:
            yield SelfDependencyError(dependency.id, dependency.before)
        if abs(dependency.lag) > LONGEST:
            yield ImpossibleLagError(dependency.id, dependency.lag)
