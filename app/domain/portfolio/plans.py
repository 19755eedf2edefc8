"""The records of the programme as a schedule: work items and milestones with their days.

How records become tasks is told in `plan_tasks`. The schedule is one for all projects: nothing that
is open begins before today, and what is late moves what waits for it, across projects too.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain.inventory.records import Record
from app.domain.portfolio.office_days import later, office, span
from app.domain.portfolio.outlines import Outline
from app.domain.portfolio.plan_tasks import PlanTasks, driving, is_done, progress_of, tasks_of
from app.domain.portfolio.portfolios import Portfolio, day_of, title_of, whole_of
from app.domain.portfolio.schedules.anchors import Stage
from app.domain.portfolio.schedules.critical_path import Schedule, schedule, slack_in_projects
from app.domain.portfolio.schedules.faults import CycleError
from app.domain.portfolio.schedules.networks import ScheduleNetwork, compile_network
from app.domain.portfolio.schedules.simulations import Simulation, simulate
from app.domain.samples import Int64Array


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A work item, a summary of some, or a milestone, with its computed days.

    Attributes:
        uid: Of the record.
        kind: `work_item` or `milestone`.
        project: Uid of its project.
        parent: Uid of the work item it is part of, empty when of none.
        name: What it is called.
        is_summary: True when it has parts; its days are those of its parts.
        start: First day, computed.
        finish: Last day, computed (inclusive); of a milestone the same as `start`.
        late_start: Latest first day that holds nothing up; None without a schedule.
        late_finish: Latest last day; None without a schedule.
        slack: Working days it may slip without holding up the end of any project or missing a
            deadline; negative where one is missed, 0 when done; None likewise.
        free_slack: Working days it may slip without moving anything else; None likewise.
        is_critical: True when its slack is 0 or less and it is not done.
        progress: 0 to 1.
        duration: Working days from `start` to `finish`.
        deadline: Day it must be done by (`deadline`; `due_on` of a milestone), None for none.
        is_done: True when it is finished or reached.
        baseline_start: First day in the newest baseline that has it, None when none has.
        baseline_finish: Last day likewise.
        baseline_slip: Working days its finish is later than the baseline, negative when earlier.
    """

    uid: str
    kind: str
    project: str
    parent: str
    name: str
    is_summary: bool
    start: date
    finish: date
    late_start: date | None = None
    late_finish: date | None = None
    slack: int | None = None
    free_slack: int | None = None
    is_critical: bool = False
    progress: float = 0.0
    duration: int = 0
    deadline: date | None = None
    is_done: bool = False
    baseline_start: date | None = None
    baseline_finish: date | None = None
    baseline_slip: int | None = None


@dataclass(frozen=True, slots=True)
class PlanLink:
    """A dependency between two items.

    Attributes:
        uid: Of the record.
        before: Uid of the predecessor.
        after: Uid of the successor.
        type: `FS`, `SS`, `FF` or `SF`.
        lag: Working days.
        is_critical: True when it drives a critical successor.
    """

    uid: str
    before: str
    after: str
    type: str
    lag: int
    is_critical: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The schedule of all projects.

    Attributes:
        items: In the order of a Gantt chart: projects by number, in each its items by position,
            parts after what they are part of, milestones last by day.
        links: All dependencies between items that are there.
        finishes: Computed last day of each project that has items.
        problems: What keeps records out of the schedule, by uid: whole sentences, German.
        ring: Uids of a ring of dependencies, empty when there is none; if there is one, all days
            are those that were entered.
        schedule: The schedule behind it, for loads and for trying moves; None with a ring. Its
            tasks are items without parts, by uid, and points between summaries, whose ids end
            with `#`; those are never shown.
    """

    items: Sequence[PlanItem] = ()
    links: Sequence[PlanLink] = ()
    finishes: Mapping[str, date] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)
    ring: Sequence[str] = ()
    schedule: Schedule | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class _Days:
    """What the schedule says of an item."""

    start: date
    finish: date
    late_start: date | None = None
    late_finish: date | None = None
    slack: int | None = None
    free_slack: int | None = None
    is_critical: bool = False


@dataclass(frozen=True, slots=True)
class _Work:
    """How much of an item is done: working days, its weight in a whole, and its share of that."""

    duration: int
    weight: int
    share: float
    is_done: bool


def plan_of(portfolio: Portfolio, today: date) -> Plan:
    """Return the schedule of all projects of a programme.

    Args:
        portfolio: The records.
        today: Nothing that is open begins before this day.
    """
    outline = Outline.of(portfolio)
    tasks = tasks_of(portfolio, outline, today)
    days = {uid: _Days(*entered) for uid, entered in tasks.entered.items()}
    found: Schedule | None = None
    critical: frozenset[str] = frozenset()
    ring: tuple[str, ...] = ()
    try:
        found = schedule(_network(tasks), today, office(), today)
    except CycleError as error:
        ring = tuple(uid for uid in error.cycle if not uid.endswith("#"))
        _tell_ring(portfolio, tasks, error.cycle)
    else:
        rooms = slack_in_projects(found)
        days.update(_scheduled(found, rooms, tasks, today))
        critical = _critical_links(found, rooms)
    baselines = _baselines(portfolio, tasks.problems)
    items = [
        one
        for _, records in outline.by_project
        for one in _items(records, outline, days, baselines)
    ]
    return Plan(
        items=tuple(items),
        links=tuple(_link(record, critical) for record in tasks.links),
        finishes=_finishes(items),
        problems=tasks.problems,
        ring=ring,
        schedule=found,
    )


def simulation_of(
    portfolio: Portfolio, today: date, runs: int = 2_000, seed: int = 1
) -> Simulation | None:
    """Return how sure the days are when durations vary between their estimates.

    Uids of projects, work items and milestones are the names in it: `finish(project)`,
    `likelihood(milestone)`.

    Args:
        portfolio: The records.
        today: Nothing that is open begins before this day.
        runs: How often durations are drawn.
        seed: The same one gives the same result.

    Returns:
        The result; None when dependencies go round in a ring or there is nothing to plan.
    """
    tasks = tasks_of(portfolio, Outline.of(portfolio), today)
    if not tasks.tasks:
        return None
    try:
        network = _network(tasks)
    except CycleError:
        return None
    return simulate(network, today, office(), runs, seed=seed, today=today)


def _network(tasks: PlanTasks) -> ScheduleNetwork:
    return compile_network([*tasks.tasks.values()], [*tasks.dependencies.values()])


def _scheduled(
    found: Schedule, rooms: Int64Array, tasks: PlanTasks, today: date
) -> Iterator[tuple[str, _Days]]:
    """Yield the computed days of each item by uid; a milestone on a day off stays on it."""
    starts, finishes = (one.tolist() for one in found.early_dates())
    late_starts = found.calendar.days(found.early_start + rooms).tolist()
    late_finishes = found.calendar.days(found.early_finish + rooms).tolist()
    slack, free = rooms.tolist(), found.free_slack.tolist()
    for at, task in enumerate(found.network.tasks):
        if task.id not in tasks.entered:
            continue
        start, finish, room = starts[at], finishes[at], slack[at]
        if task.actual_finish is not None:
            yield task.id, _Days(start, finish, start, finish, 0, 0)
            continue
        late_start = start if task.actual_start else late_starts[at]
        late_finish = late_finishes[at]
        fixed = tasks.fixed.get(task.id)
        if fixed is not None and fixed >= today:
            start = finish = fixed
            late_start = late_finish = max(fixed, late_finish)
        free_room = min(free[at], max(room, 0))
        yield task.id, _Days(start, finish, late_start, late_finish, room, free_room, room <= 0)


def _items(
    records: Sequence[Record],
    outline: Outline,
    days: dict[str, _Days],
    baselines: Mapping[str, tuple[date, date]],
) -> Iterator[PlanItem]:
    """Yield the items of a project in order; `days` gets those of its summaries."""
    work: dict[str, _Work] = {}
    for record in reversed(records):  # parts come after what they are part of
        parts = outline.parts.get(record.uid)
        if parts is None:
            takes_time = record.kind == "work_item" and whole_of(record, "duration") != 0
            at = days[record.uid]
            weight = max(1, span(at.start, at.finish)) if takes_time else 1
            share = weight * progress_of(record)
            work[record.uid] = _Work(weight if takes_time else 0, weight, share, is_done(record))
        else:
            days[record.uid] = at = _around([days[part] for part in parts])
            known = [work[part] for part in parts]
            work[record.uid] = _Work(
                span(at.start, at.finish),
                sum(one.weight for one in known),
                sum(one.share for one in known),
                all(one.is_done for one in known),
            )
    for record in records:
        uid = record.uid
        yield _item(record, outline, days[uid], work[uid], baselines.get(uid))


def _item(
    record: Record, outline: Outline, at: _Days, work: _Work, agreed: tuple[date, date] | None
) -> PlanItem:
    uid = record.uid
    return PlanItem(
        uid=uid,
        kind=record.kind,
        project=outline.project_of[uid],
        parent=outline.parent.get(uid, ""),
        name=title_of(record),
        is_summary=uid in outline.parts,
        start=at.start,
        finish=at.finish,
        late_start=at.late_start,
        late_finish=at.late_finish,
        slack=at.slack,
        free_slack=at.free_slack,
        is_critical=at.is_critical,
        progress=work.share / work.weight,
        duration=work.duration,
        deadline=day_of(record, "due_on" if record.kind == "milestone" else "deadline"),
        is_done=work.is_done,
        baseline_start=agreed and agreed[0],
        baseline_finish=agreed and agreed[1],
        baseline_slip=None if agreed is None else later(at.finish, agreed[1]),
    )


def _around(parts: Sequence[_Days]) -> _Days:
    """Return the days of a summary."""
    late_starts = [one.late_start for one in parts if one.late_start is not None]
    late_finishes = [one.late_finish for one in parts if one.late_finish is not None]
    return _Days(
        min(one.start for one in parts),
        max(one.finish for one in parts),
        min(late_starts, default=None),
        max(late_finishes, default=None),
        min((one.slack for one in parts if one.slack is not None), default=None),
        min((one.free_slack for one in parts if one.free_slack is not None), default=None),
        any(one.is_critical for one in parts),
    )


def _critical_links(found: Schedule, rooms: Int64Array) -> frozenset[str]:
    """Return uids of dependencies that drive something critical."""
    targets = found.network.target // 2
    is_open = found.anchors.stage != Stage.DONE
    drives = found.is_driving & (rooms <= 0)[targets] & is_open[targets]
    return driving(found.network.dependencies, drives.tolist())


def _link(record: Record, critical: frozenset[str]) -> PlanLink:
    return PlanLink(
        record.uid,
        record.text("before"),
        record.text("after"),
        record.text("type"),
        whole_of(record, "lag") or 0,
        record.uid in critical,
    )


def _finishes(items: Sequence[PlanItem]) -> dict[str, date]:
    found: dict[str, date] = {}
    for one in items:
        found[one.project] = max(one.finish, found.get(one.project, one.finish))
    return found


def _tell_ring(portfolio: Portfolio, tasks: PlanTasks, ring: Sequence[str]) -> None:
    """Note at each dependency in a ring that it closes one."""
    members = [uid for uid in ring if not uid.endswith("#")]
    names = [
        portfolio.name("work_item", uid) or portfolio.name("milestone", uid) for uid in members
    ]
    way = " → ".join(f"„{name}“" for name in (*names, names[0]))
    steps = set(zip(ring, (*ring[1:], ring[0]), strict=True))
    for before, after, kind in tasks.dependencies:
        if (before, after) in steps:
            uid = tasks.dependencies[before, after, kind].id.partition("#")[0]
            tasks.problems[uid] = f"Diese Abhängigkeit schließt einen Kreis: {way}."


def _baselines(portfolio: Portfolio, problems: dict[str, str]) -> dict[str, tuple[date, date]]:
    """Return first and last day of items in the newest baseline that has them."""
    found: dict[str, tuple[date, date]] = {}
    newest = sorted(portfolio.all("baseline"), key=lambda one: (one.text("taken_on"), one.uid))
    for record in newest:
        try:
            content = json.loads(record.text("content"))
            found |= {uid: _period(days) for uid, days in content.items()}
        except (ValueError, TypeError, AttributeError):
            problems[record.uid] = f"Der Basisplan „{title_of(record)}“ lässt sich nicht lesen."
    return found


def _period(days: Sequence[str]) -> tuple[date, date]:
    first, last = days
    return date.fromisoformat(first), date.fromisoformat(last)
