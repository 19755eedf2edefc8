"""What is part of what in the programme, in the order of a Gantt chart."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.inventory.records import Record
from app.domain.portfolio.portfolios import Portfolio, day_of, title_of, whole_of


@dataclass(frozen=True, slots=True)
class Outline:
    """The items of all projects.

    Attributes:
        by_project: Projects by number, each with its work items (parts after what they are part
            of) and then its milestones by day.
        projects: The projects by uid.
        parts: Uids of the direct parts of each work item that has some.
        parent: Uid of what a work item is part of; those that are part of nothing are missing.
        project_of: Uid of the project of each item.
        problems: By uid: whole sentences, German.
    """

    by_project: Sequence[tuple[Record, Sequence[Record]]]
    projects: Mapping[str, Record]
    parts: Mapping[str, Sequence[str]]
    parent: Mapping[str, str]
    project_of: Mapping[str, str]
    problems: Mapping[str, str]

    @classmethod
    def of(cls, portfolio: Portfolio) -> "Outline":
        """Return the outline of a programme."""
        by_project: list[tuple[Record, Sequence[Record]]] = []
        parts: dict[str, Sequence[str]] = {}
        problems: dict[str, str] = {}
        for project in portfolio.projects:
            works = sorted(portfolio.parts("work_item", project.uid), key=_place)
            ordered = list(_ordered(works, parts, problems))
            milestones = sorted(portfolio.parts("milestone", project.uid), key=_day)
            by_project.append((project, (*ordered, *milestones)))
        known = {record.uid: project.uid for project, records in by_project for record in records}
        for kind in ("work_item", "milestone"):
            for record in portfolio.all(kind):
                if record.uid not in known:
                    problems[record.uid] = f"Das Projekt von „{title_of(record)}“ fehlt."
        parent = {part: whole for whole, found in parts.items() for part in found}
        projects = {project.uid: project for project, _ in by_project}
        return cls(by_project, projects, parts, parent, known, problems)

    def leaves(self, uid: str) -> list[str]:
        """Return uids of the items without parts in an item, or the item itself."""
        if uid not in self.parts:
            return [uid]
        found: list[str] = []
        left = [uid]
        while left:
            one = left.pop()
            parts = self.parts.get(one)
            if parts is None:
                found.append(one)
            else:
                left.extend(reversed(parts))
        return found

    def above(self, uid: str) -> Iterator[str]:
        """Yield uids of what an item is part of, the nearest first."""
        while (whole := self.parent.get(uid)) is not None:
            yield whole
            uid = whole


def _place(record: Record) -> tuple[bool, int, str, str]:
    place = whole_of(record, "position")
    return place is None, place or 0, record.text("name"), record.uid


def _day(record: Record) -> tuple[date, str, str]:
    day = day_of(record, "reached_on") or day_of(record, "due_on") or date.max
    return day, record.text("name"), record.uid


def _ordered(
    works: Sequence[Record], parts: dict[str, Sequence[str]], problems: dict[str, str]
) -> Iterator[Record]:
    """Yield work items of a project in order; note what has parts, and what cannot be."""
    by_uid = {record.uid: record for record in works}
    below: dict[str, list[str]] = {}
    first: list[str] = []
    for record in works:
        parent = record.text("parent")
        if parent in by_uid:
            below.setdefault(parent, []).append(record.uid)
            continue
        first.append(record.uid)
        if parent:
            problems[record.uid] = (
                f"„{title_of(record)}“ ist Teil eines Arbeitspakets,"
                " das es in diesem Projekt nicht gibt."
            )
    left = first[::-1]
    reached: set[str] = set()
    while left:
        uid = left.pop()
        reached.add(uid)
        yield by_uid[uid]
        if uid in below:
            parts[uid] = tuple(below[uid])
            left.extend(reversed(below[uid]))
    for record in works:
        if record.uid not in reached:
            problems[record.uid] = f"„{title_of(record)}“ ist Teil seiner selbst."
            yield record
