"""The rows of the chart: projects, their work items one in the other, their milestones."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.inventory.records import Key, Record
from app.domain.portfolio.plans import Plan, PlanItem
from app.domain.portfolio.portfolios import Portfolio, day_of, title_of
from app.domain.portfolio.statuses import ProjectStatus
from app.services.portfolio.states import PortfolioState


@dataclass(frozen=True, slots=True)
class GanttRow:
    """One row.

    Attributes:
        key: The record.
        project: Uid of its project.
        parent: Uid of the row it is nested in, empty for a project.
        depth: How deep it is nested, 0 for a project.
        name: What it is called.
        start: First day, None when nothing says when.
        finish: Last day (inclusive), None likewise.
        progress: 0 to 1, None when not known.
        item: The work item or milestone, None for a project.
        status: How the project stands, None for parts and while it is not judged.
        has_parts: True when rows are nested in it.
        problem: What keeps it from being planned as it was entered, a sentence, German.
        deadline: Day by whose end it must be done, None for none; of a project its end as entered.
        is_done: True when it is finished, or reached.
    """

    key: Key
    project: str
    parent: str
    depth: int
    name: str
    start: date | None
    finish: date | None
    progress: float | None
    item: PlanItem | None = None
    status: ProjectStatus | None = None
    has_parts: bool = False
    problem: str = ""
    deadline: date | None = None
    is_done: bool = False

    @property
    def uid(self) -> str:
        """Uid of the record."""
        return self.key.uid

    @property
    def is_milestone(self) -> bool:
        """True for a point in time."""
        return self.key.kind == "milestone"

    @property
    def is_sum(self) -> bool:
        """True when its days are those of its parts."""
        return self.item is None or self.item.is_summary


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rows are wanted; what is empty leaves nothing out.

    Attributes:
        projects: Uids of projects.
        wave: Uid of a wave.
        field: Uid of a field of action.
        organisation: Uid of who leads the project, or does the work item.
        text: A part of a name or number, in any case.
    """

    projects: frozenset[str] = frozenset()
    wave: str = ""
    field: str = ""
    organisation: str = ""
    text: str = ""

    @property
    def is_all(self) -> bool:
        """True when nothing is left out."""
        return self == Choice()


def rows_of(state: PortfolioState, choice: Choice) -> tuple[GanttRow, ...]:
    """Return the rows of a state in their order, each after the one it is nested in."""
    by_project: dict[str, list[PlanItem]] = {}
    for item in state.plan.items:
        by_project.setdefault(item.project, []).append(item)
    rows: list[GanttRow] = []
    for project in state.portfolio.projects:
        if not _is_chosen(project, choice):
            continue
        items = by_project.get(project.uid, [])
        wanted = _wanted(project, items, choice, state.portfolio)
        if wanted is None:
            continue
        rows.append(_project_row(project, items, state, has_parts=bool(wanted)))
        chosen = [item for item in items if item.uid in wanted]
        rows.extend(_part_rows(chosen, state.plan.problems))
    return tuple(rows)


def visible_rows(rows: Sequence[GanttRow], folded: Collection[str]) -> tuple[GanttRow, ...]:
    """Return the rows that no folded row hides."""
    if not folded:
        return tuple(rows)
    hidden: set[str] = set()
    seen: list[GanttRow] = []
    for row in rows:
        if row.parent and (row.parent in folded or row.parent in hidden):
            hidden.add(row.uid)
        else:
            seen.append(row)
    return tuple(seen)


def span_of(rows: Sequence[GanttRow], plan: Plan, today: date) -> tuple[date, date]:
    """Return the first and the last day that anything to be drawn has; today is within."""
    days = [today]
    for row in rows:
        days += [day for day in (row.start, row.finish, row.deadline) if day is not None]
        if row.item is not None:
            item = row.item
            others = (item.late_finish, item.baseline_start, item.baseline_finish)
            days += [day for day in others if day is not None]
    days += plan.finishes.values() if not rows else ()
    return min(days), max(days)


def nearest_rows(rows: Sequence[GanttRow], visible: Sequence[GanttRow]) -> Mapping[str, int]:
    """Return at which place each row is seen: its own, or that of the folded row it is in."""
    places = {row.uid: place for place, row in enumerate(visible)}
    for row in rows:
        if row.uid not in places:
            places[row.uid] = places[row.parent]
    return places


def _is_chosen(project: Record, choice: Choice) -> bool:
    if choice.projects and project.uid not in choice.projects:
        return False
    if choice.wave and project.text("wave") != choice.wave:
        return False
    return not choice.field or project.text("field_of_action") == choice.field


def _wanted(
    project: Record, items: Sequence[PlanItem], choice: Choice, portfolio: Portfolio
) -> set[str] | None:
    """Return the items of a project that are shown; None when it is not shown at all."""
    text = choice.text.casefold().strip()
    whole = f"{project.text('number')} {project.text('name')}".casefold()
    is_named = text in whole
    leads = not choice.organisation or project.text("organisation") == choice.organisation
    if is_named and leads:
        return {item.uid for item in items}
    parents = {item.uid: item.parent for item in items}
    found: set[str] = set()
    for item in items:
        if not is_named and text not in item.name.casefold():
            continue
        if not leads and not _does(portfolio, item, choice.organisation):
            continue
        uid = item.uid
        while uid and uid not in found:
            found.add(uid)
            uid = parents.get(uid, "")
    return found or None


def _does(portfolio: Portfolio, item: PlanItem, organisation: str) -> bool:
    record = portfolio.get(item.kind, item.uid)
    return record is not None and record.text("organisation") == organisation


def _project_row(
    project: Record, items: Sequence[PlanItem], state: PortfolioState, *, has_parts: bool
) -> GanttRow:
    status = state.statuses.get(project.uid)
    start = min((item.start for item in items), default=day_of(project, "starts_on"))
    finish = max((item.finish for item in items), default=day_of(project, "ends_on"))
    number = project.text("number")
    return GanttRow(
        Key("project", project.uid),
        project.uid,
        "",
        0,
        f"{number} {title_of(project)}" if number else title_of(project),
        start,
        state.plan.finishes.get(project.uid, finish),
        None if status is None else status.progress,
        status=status,
        has_parts=has_parts,
        problem=state.plan.problems.get(project.uid, ""),
        deadline=day_of(project, "ends_on"),
        is_done=bool(items) and all(item.is_done for item in items),
    )


def _part_rows(items: Sequence[PlanItem], problems: Mapping[str, str]) -> Iterator[GanttRow]:
    known = {item.uid for item in items}
    parents = {item.parent for item in items}
    depths: dict[str, int] = {}
    for item in items:
        parent = item.parent if item.parent in known else item.project
        depth = depths.get(parent, 0) + 1
        depths[item.uid] = depth
        yield GanttRow(
            Key(item.kind, item.uid),
            item.project,
            parent,
            depth,
            item.name,
            item.start,
            item.finish,
            item.progress,
            item=item,
            has_parts=item.uid in parents,
            problem=problems.get(item.uid, ""),
            deadline=item.deadline,
            is_done=item.is_done,
        )
