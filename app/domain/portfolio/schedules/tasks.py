"""Tasks and what they wait for: the two things a schedule is made of."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DependencyKind(StrEnum):
    """Which end of a task waits for which end of another (DIN 69900: Anordnungsbeziehungen)."""

    FS = "FS"
    """Normalfolge: the follower starts after the end of the task before."""
    SS = "SS"
    """Anfangsfolge: the follower starts after the start of the task before."""
    FF = "FF"
    """Endfolge: the follower ends after the end of the task before."""
    SF = "SF"
    """Sprungfolge: the follower ends after the start of the task before."""


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work, or a milestone.

    Attributes:
        id: What dependencies and results call it.
        duration: Likely duration in working days; 0 makes it a milestone.
        optimistic: Duration in working days when all goes well; None when nobody estimated it.
        pessimistic: Duration in working days when much goes wrong; None likewise.
        earliest_start: It starts no earlier than this day.
        deadline: Day at whose end it has to be done.
        actual_start: Day on which it was started.
        actual_finish: Day on which it was finished.
        progress: Share of the work that is done, 0 to 1.
        project: The project it belongs to.
    """

    id: str
    duration: int
    optimistic: int | None = None
    pessimistic: int | None = None
    earliest_start: date | None = None
    deadline: date | None = None
    actual_start: date | None = None
    actual_finish: date | None = None
    progress: float = 0.0
    project: str = ""


@dataclass(frozen=True, slots=True)
class Dependency:
    """A task waits for another.

    Attributes:
        id: What refusals and results call it.
        before: Id of the task that is waited for.
        after: Id of the task that waits.
        kind: Which ends are joined.
        lag: Working days between the two ends; negative where they may overlap.
    """

    id: str
    before: str
    after: str
    kind: DependencyKind = DependencyKind.FS
    lag: int = 0
