"""A plan as another program wrote it, and why one could not be read."""

from dataclasses import dataclass, field
from datetime import date

from app.domain.inventory.rings import find_ring

MOST_BYTES = 64 * 1024 * 1024
"""No plan of a city is larger; what is, is no plan or is meant to do harm."""

MOST_TASKS = 20_000
"""More tasks than this are no plan that a person steers by."""


class ForeignPlanError(Exception):
    """A file cannot be taken; the text says why and what to do, whole sentences, German."""


@dataclass(frozen=True, slots=True)
class ForeignProblem:
    """Something in a file that is left out or read otherwise than it stands there.

    Attributes:
        place: Where it stands, such as `Vorgang 17 „Vergabe“`.
        field: The field there.
        value: What stands there.
        reason: What is wrong, a whole sentence, German.
        suggestion: What to do, or what was done instead, a whole sentence, German.
    """

    place: str
    field: str
    value: str
    reason: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class ForeignTask:
    """A task, a summary or a milestone.

    Attributes:
        uid: Its permanent name in the file.
        name: What it is called.
        position: Counts from 0 in the order of the file.
        parent: `uid` of the summary it is part of, empty for none.
        is_milestone: True for a moment without work.
        is_summary: True when it has parts.
        duration: Working days; None when the file has none.
        start: First day, as the other program computed it.
        finish: Last day likewise.
        not_before: Earliest first day that somebody set.
        deadline: Day it must be done by.
        started_on: Day it was really begun.
        finished_on: Day it was really done.
        progress: 0 to 100.
        note: Remark.
    """

    uid: str
    name: str
    position: int
    parent: str = ""
    is_milestone: bool = False
    is_summary: bool = False
    duration: int | None = None
    start: date | None = None
    finish: date | None = None
    not_before: date | None = None
    deadline: date | None = None
    started_on: date | None = None
    finished_on: date | None = None
    progress: float = 0.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class ForeignLink:
    """A dependency between two tasks.

    Attributes:
        before: `uid` of the predecessor.
        after: `uid` of the successor.
        type: `FS`, `SS`, `FF` or `SF`.
        lag: Working days, negative to overlap.
    """

    before: str
    after: str
    type: str = "FS"
    lag: int = 0


@dataclass(frozen=True, slots=True)
class ForeignPlan:
    """What a file holds.

    Attributes:
        name: What the plan is called.
        origin: Which program or format it came from, such as `MS Project`.
        tasks: In the order of the file.
        links: Dependencies between tasks that are there.
        problems: What was left out or read otherwise.
        sha256: Of the file.
    """

    name: str
    origin: str
    tasks: tuple[ForeignTask, ...] = ()
    links: tuple[ForeignLink, ...] = ()
    problems: tuple[ForeignProblem, ...] = field(default=())
    sha256: str = ""

    @property
    def summaries(self) -> frozenset[str]:
        """`uid` of all tasks that have parts, whatever the file calls them."""
        return frozenset(task.parent for task in self.tasks if task.parent)

    def ring(self) -> tuple[str, ...]:
        """Return the names of tasks that wait for each other in a ring, in order; none: empty."""
        names = {task.uid: task.name for task in self.tasks}
        found = find_ring((link.before, link.after) for link in self.links)
        return tuple(names.get(uid, uid) for uid in found)
