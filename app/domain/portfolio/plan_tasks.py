"""The records of the programme as tasks and dependencies, and what keeps some from being that.

- A work item with parts is no task; its days are those of its parts. A dependency at it counts for
  its parts: all of them where it must be finished or may not start, the first one where its start
  is waited for, the last one where its end is held back.
- Nothing of a project starts before the project. One that is paused is planned as if it went on
  today; what a stopped or evaluated project left undone is not planned, and nothing waits for it.
- A work item without a duration takes the working days between its days, else `DEFAULT_DURATION`.
- A milestone takes no time. Without a predecessor it stands on the day it is due.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from app.domain.inventory.findings import day_text
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Record
from app.domain.portfolio.office_days import day_at, finish_number, last_day, span
from app.domain.portfolio.outlines import Outline
from app.domain.portfolio.portfolios import Portfolio, day_of, title_of, whole_of
from app.domain.portfolio.schedules.faults import LONGEST
from app.domain.portfolio.schedules.tasks import Dependency, DependencyKind, Task

DEFAULT_DURATION: Final = 5
"""Working days of an item that says nothing about how long it takes; its problem says so."""

OVER: Final = frozenset({"stopped", "evaluated"})
"""States of projects in which what is undone stays so."""

_WHOLE: Final = 100.0
_KINDS: Final = {kind.value: kind for kind in DependencyKind}
_FROM_START: Final = frozenset({"SS", "SF"})
_TO_END: Final = frozenset({"FF", "SF"})


@dataclass(slots=True)
class PlanTasks:
    """What is planned.

    Attributes:
        tasks: What takes part in the schedule, by uid.
        dependencies: Between them, by their ends and kind.
        links: Records of dependencies of which both ends are there.
        entered: First and last day as entered, of every item that is no summary.
        fixed: Days of milestones that stand where they are due.
        problems: By uid: whole sentences, German.
    """

    tasks: dict[str, Task] = field(default_factory=dict)
    dependencies: dict[tuple[str, str, str], Dependency] = field(default_factory=dict)
    links: list[Record] = field(default_factory=list)
    entered: dict[str, tuple[date, date]] = field(default_factory=dict)
    fixed: dict[str, date] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)


def tasks_of(portfolio: Portfolio, outline: Outline, today: date) -> PlanTasks:
    """Return the tasks and dependencies of the programme.

    Args:
        portfolio: The records.
        outline: What is part of what.
        today: Day on which what has no day of its own begins.
    """
    found = PlanTasks(problems=dict(outline.problems))
    for project, records in outline.by_project:
        for record in records:
            if record.uid in outline.parts:
                continue
            if record.kind == "milestone":
                task = _milestone(record, project, today, found)
            else:
                task = _work(record, project, today, found)
            if project.text("state") not in OVER or task.actual_finish is not None:
                found.tasks[record.uid] = task
    for record in portfolio.all("dependency"):
        _join(record, portfolio, outline, found)
    waiting = {after for _, after, _ in found.dependencies}
    for uid, task in found.tasks.items():
        if uid not in waiting and uid in portfolio.records["milestone"]:
            found.tasks[uid] = _fixed(portfolio.records["milestone"][uid], task, found)
    return found


def is_done(record: Record) -> bool:
    """Tell whether a work item is finished or a milestone reached."""
    if record.kind == "milestone":
        return bool(record.text("reached_on"))
    return record.text("stage") == "done" or bool(record.text("finished_on"))


def progress_of(record: Record) -> float:
    """Return the progress of a work item or milestone, 0 to 1."""
    if is_done(record):
        return 1.0
    return min(max((record.number("progress") or 0.0) / _WHOLE, 0.0), 1.0)


# ---- tasks -------------------------------------------------------------------------------------
def _milestone(record: Record, project: Record, today: date, found: PlanTasks) -> Task:
    due, reached = day_of(record, "due_on"), day_of(record, "reached_on")
    day = reached or due or day_of(project, "ends_on") or day_of(project, "starts_on") or today
    found.entered[record.uid] = (day, day)
    return Task(
        record.uid,
        0,
        earliest_start=day_of(project, "starts_on"),
        deadline=due,
        actual_start=reached,
        actual_finish=reached,
        progress=progress_of(record),
        project=project.uid,
    )


def _fixed(record: Record, task: Task, found: PlanTasks) -> Task:
    """Return a milestone that waits for nothing: it stands where it was entered.

    A day off counts as the working day before it. Being due then is no deadline: it would leave
    the milestone without any slack, though nothing can hold it up.
    """
    day, _ = found.entered[record.uid]
    if task.deadline is None and task.actual_finish is None:
        found.problems[record.uid] = (
            f"„{title_of(record)}“ hat weder einen Tag noch einen Vorgänger;"
            f" gerechnet wird mit dem {day_text(day)}."
        )
    found.fixed[record.uid] = day
    return replace(task, earliest_start=day_at(finish_number(day)), deadline=None)


def _work(record: Record, project: Record, today: date, found: PlanTasks) -> Task:
    begin, not_before = day_of(project, "starts_on"), day_of(record, "not_before")
    floor = max((day for day in (begin, not_before) if day), default=None)
    duration = _duration(record, found)
    started, finished = day_of(record, "started_on"), day_of(record, "finished_on")
    if started and finished and finished < started:
        found.problems[record.uid] = (
            f"„{title_of(record)}“ endet am {day_text(finished)}, bevor es"
            f" am {day_text(started)} beginnt; gerechnet wird mit dem Ende."
        )
        started = None
    first = started or floor or finished or today
    last = finished or last_day(first, duration)
    if finished is None and is_done(record):
        finished = last = min(last, today)
        started = min(started, finished) if started else None
        found.problems[record.uid] = (
            f"„{title_of(record)}“ ist fertig, aber ohne Tag;"
            f" gerechnet wird mit dem {day_text(finished)}."
        )
    elif started is None and finished is None and record.text("stage") == "doing":
        started = min(floor or today, today)
        found.problems[record.uid] = (
            f"„{title_of(record)}“ ist in Arbeit, aber ohne Tag des Beginns;"
            f" gerechnet wird mit dem {day_text(started)}."
        )
    found.entered[record.uid] = (min(first, last), last)
    return Task(
        record.uid,
        duration,
        optimistic=whole_of(record, "optimistic"),
        pessimistic=whole_of(record, "pessimistic"),
        earliest_start=floor,
        deadline=day_of(record, "deadline"),
        actual_start=started,
        actual_finish=finished,
        progress=progress_of(record),
        project=project.uid,
    )


def _duration(record: Record, found: PlanTasks) -> int:
    duration = whole_of(record, "duration")
    if duration is not None:
        return min(max(duration, 0), LONGEST)
    for first, last in (("started_on", "finished_on"), ("not_before", "deadline")):
        begin, end = day_of(record, first), day_of(record, last)
        if begin and end and begin <= end:
            return min(max(span(begin, end), 1), LONGEST)
    if not is_done(record):
        found.problems[record.uid] = (
            f"Für „{title_of(record)}“ fehlt die Dauer;"
            f" gerechnet wird mit {DEFAULT_DURATION} Arbeitstagen."
        )
    return DEFAULT_DURATION


# ---- dependencies ------------------------------------------------------------------------------
def _join(record: Record, portfolio: Portfolio, outline: Outline, found: PlanTasks) -> None:
    before, after, word = record.text("before"), record.text("after"), record.text("type")
    problem = _problem(before, after, word, portfolio, outline)
    if problem:
        found.problems[record.uid] = problem
        return
    found.links.append(record)
    lag = min(max(whole_of(record, "lag") or 0, -LONGEST), LONGEST)
    like = Dependency(record.uid, before, after, _KINDS[word], lag)
    sources, targets = outline.leaves(before), outline.leaves(after)
    if word in _FROM_START:
        sources = sources[:1]
    if word in _TO_END:
        targets = targets[-1:]
    for one in sources:
        if one not in found.tasks:
            found.problems[record.uid] = _is_over(portfolio, outline, one)
    sources = [one for one in sources if one in found.tasks]
    targets = [one for one in targets if one in found.tasks]
    if len(sources) > 1 and len(targets) > 1:
        _join_many(found, sources, targets, like)
    else:
        _add(found, sources, targets, like)


def _join_many(
    found: PlanTasks, sources: Sequence[str], targets: Sequence[str], like: Dependency
) -> None:
    """Join all ends with all starts by a point in between: n + m dependencies, not n times m.

    What is started waits for nothing any more; were it joined, the point could lie after all that
    its project has to do.
    """
    is_open = [one for one in targets if found.tasks[one].actual_start is None]
    if len(is_open) > 1:
        point = f"{like.id}#"
        found.tasks[point] = Task(point, 0, project=found.tasks[is_open[0]].project)
        _add(found, sources, [point], like)
        _add(found, [point], is_open, replace(like, lag=0))
    else:
        _add(found, sources, is_open, like)


def _add(
    found: PlanTasks, sources: Sequence[str], targets: Sequence[str], like: Dependency
) -> None:
    """Add dependencies; of two that say the same the one that waits longer counts."""
    for before in sources:
        for after in targets:
            ends = (before, after, like.kind.value)
            known = found.dependencies.get(ends)
            if known is None or known.lag < like.lag:
                name = f"{like.id}#{before}#{after}"
                found.dependencies[ends] = Dependency(name, before, after, like.kind, like.lag)


def _problem(before: str, after: str, word: str, portfolio: Portfolio, outline: Outline) -> str:
    if word not in _KINDS:
        return f"Die Art „{word}“ einer Abhängigkeit gibt es nicht."
    for uid, end in ((before, "Der Vorgänger"), (after, "Der Nachfolger")):
        if uid not in outline.project_of:
            known = portfolio.find(uid)
            what = f"„{title_of(known)}“ steht in keinem Projekt" if known else "fehlt"
            return f"{end} dieser Abhängigkeit {what}; sie zählt nicht."
    if before == after:
        return "Diese Abhängigkeit wartet auf sich selbst; sie zählt nicht."
    if before in outline.above(after) or after in outline.above(before):
        return "Diese Abhängigkeit verbindet ein Arbeitspaket mit seinem Teil; sie zählt nicht."
    return ""


def _is_over(portfolio: Portfolio, outline: Outline, uid: str) -> str:
    project = outline.projects[outline.project_of[uid]]
    name = portfolio.name("work_item", uid) or portfolio.name("milestone", uid)
    word = KINDS["project"].field("state").choice_label(project.text("state"))
    return (
        f"„{name}“ ist offen, aber das Projekt „{title_of(project)}“ ist {word};"
        " darauf wird nicht gewartet."
    )


def driving(dependencies: Iterable[Dependency], drives: Sequence[bool]) -> frozenset[str]:
    """Return uids of the records of those dependencies that drive something.

    Args:
        dependencies: In the order of the network.
        drives: Whether each does.
    """
    found = zip(dependencies, drives, strict=True)
    return frozenset(one.id.partition("#")[0] for one, does in found if does)
