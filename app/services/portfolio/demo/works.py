"""Work items, milestones, dependencies and baselines of the projects, from their plans."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from random import Random
from typing import Final

from app.domain.inventory.fields import Value
from app.domain.portfolio.schedules.calendars import WorkCalendar
from app.services.portfolio.demo.courses import Course, Span, lay, predecessors
from app.services.portfolio.demo.drafts import Draft, Drafted
from app.services.portfolio.demo.sheets import Freeze, Plan, Sheet, Template

_JUST: Final = 8
"""Working days within which work that could begin has not begun yet."""
_STUCK: Final = 0.6
"""Share of the work under way that is blocked, in projects that are badly off."""
_BUFFERS: Final = {"green": (15, 45), "yellow": (2, 7), "red": (-45, -20)}
"""Working days between the end that is reckoned and the end that was promised."""
_TARDY: Final = {"green": (3, 25), "yellow": (20, 50), "red": (35, 75)}
"""Days since the last report."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A project with its work.

    Attributes:
        record: The project.
        plan: How it runs.
        template: How projects of its sort run.
        courses: Its work; none for an idea.
        first: First day, ISO.
        last: Last day as reckoned now, ISO.
    """

    record: Drafted
    plan: Plan
    template: Template | None
    courses: Sequence[Course]
    first: str = ""
    last: str = ""

    @property
    def state(self) -> str:
        """Its state."""
        return str(self.record.values.get("state"))


class Works:
    """Makes the work of the projects.

    Args:
        draft: Takes the records.
        sheet: The files.
    """

    def __init__(self, draft: Draft, sheet: Sheet) -> None:
        self._draft, self._sheet = draft, sheet
        self._calendar = WorkCalendar.office()
        self._today = self._calendar.start_number(draft.today)
        self._planned: dict[str, Planned] = {}

    def add(self) -> list[Planned]:
        """Add the work of all projects that have a plan; return them in the order of the files."""
        for key in self._order():
            plan = self._sheet.plans[key]
            record = self._draft.records["project", key]
            if plan.template and plan.template not in self._sheet.templates:
                text = f"project „{key}“: Eine Vorlage „{plan.template}“ gibt es nicht."
                self._draft.problems.append(text)
                continue
            self._planned[key] = planned = self._plan(key, record, plan)
            self._fill(planned)
            self._add_items(planned)
        for link in self._sheet.links:
            self._depend(link.before, link.after, link.type, link.lag)
        for freeze in self._sheet.freezes:
            self._add_baseline(freeze)
        return [self._planned[key] for key in self._sheet.plans if key in self._planned]

    def _order(self) -> list[str]:
        """Return the projects, those that others wait for first.

        Projects may wait for each other, in other steps; then some days are only roughly right.
        """
        plans = self._sheet.plans
        sorter = TopologicalSorter({key: set[str]() for key in plans})
        for link in self._sheet.links:
            before, after = (_project_of(end) for end in (link.before, link.after))
            if before in plans and after in plans and before != after:
                sorter.add(after, before)
        try:
            return list(sorter.static_order())
        except CycleError:
            return list(plans)

    def day(self, number: int) -> str:
        """Return the day of a number."""
        return self._calendar.day(number).isoformat()

    # ---- the project ---------------------------------------------------------------------------
    def _plan(self, key: str, record: Drafted, plan: Plan) -> Planned:
        if not plan.template:
            return Planned(record, plan, None, ())
        template = self._sheet.templates[plan.template]
        bounds = None
        if plan.first is not None and plan.last is not None:
            bounds = (
                self._calendar.start_number(plan.first),
                self._calendar.finish_number(plan.last),
            )
        run = lay(
            template.steps,
            plan,
            self._today,
            chances=self._draft.random("course", key),
            bounds=bounds,
            held=self._held(key),
        )
        first = self.day(min(one.start for one in run))
        last = self.day(max(one.finish for one in run))
        return Planned(record, plan, template, run, first, last)

    def _held(self, key: str) -> dict[int, int]:
        """Return the first day that other projects leave to steps of a project."""
        held: dict[int, int] = {}
        for link in self._sheet.links:
            other = self._planned.get(_project_of(link.before))
            if _project_of(link.after) != key or link.type != "FS" or other is None:
                continue
            before, row = _row_of(link.before), _row_of(link.after)
            if 0 <= before < len(other.courses):
                finish = other.courses[before].finish
                held[row] = max(held.get(row, 0), finish + 1 + link.lag)
        return held

    def _fill(self, planned: Planned) -> None:
        """Fill what the plan says of a project: days, progress, the last report."""
        draft, record, plan = self._draft, planned.record, planned.plan
        if not planned.courses:
            return
        chances = draft.random("project", record.key)
        work = sum(one.days[1] for one in planned.courses)
        done = sum(one.days[1] * self._progress(one) for one in planned.courses) / work
        is_over = planned.state in ("operation", "evaluated")
        buffer = chances.randint(*_BUFFERS[plan.light])
        end = max(one.finish for one in planned.courses) + buffer
        if plan.last is not None:
            end = self._calendar.finish_number(plan.last)
        values: dict[str, Value] = {"starts_on": planned.first, "ends_on": self.day(end)}
        if is_over:
            values["finished_on"] = plan.last.isoformat() if plan.last else planned.last
        if planned.state not in ("idea", "checked", "decided", "planned"):
            stale = plan.stale or chances.randint(*_TARDY[plan.light])
            gap = chances.choice((0, 0, 0, 5, 10) if plan.light != "green" else (0, 0, 0, 5))
            values["reported_progress"] = min(100, round(100 * done / 5) * 5 + gap)
            values["reported_on"] = draft.day(-stale)
        draft.supplement(record, **values)

    # ---- its work ------------------------------------------------------------------------------
    def _add_items(self, planned: Planned) -> None:
        key = planned.record.key
        steps = [one.step for one in planned.courses]
        chances = self._draft.random("items", key)
        for row, one in enumerate(planned.courses):
            name = f"{key}.{row + 1}"
            self._add_item(planned, row, one, chances)
            for other in predecessors(steps, row):
                self._depend(f"{key}.{other + 1}", name, one.step.type, one.step.lag)
            if one.step.milestone:
                self._add_milestone(planned, row, one)

    def _add_item(self, planned: Planned, row: int, one: Course, chances: Random) -> None:
        record, step = planned.record, one.step
        stage = self._stage(planned, row, one, chances)
        is_begun = stage in ("doing", "blocked", "done")
        values: dict[str, Value] = {
            "project": record.key,
            "position": row + 1,
            "name": step.name,
            "stage": stage,
            "optimistic": one.days[0],
            "duration": one.days[1],
            "pessimistic": one.days[2],
            "organisation": step.organisation or record.values.get("organisation"),
            "role": step.role,
            "persons": step.persons,
            "progress": 0,
        }
        if is_begun:
            values["started_on"] = self.day(one.start)
            values["progress"] = min(95, round(20 * self._progress(one)) * 5)
        if stage == "done":
            values |= {"finished_on": self.day(one.finish), "progress": 100}
        elif not row and one.start > self._today:
            values["not_before"] = self.day(one.start)
        if stage == "blocked" and planned.template is not None:
            values["blocked_by"] = planned.template.obstacle
        self._draft.add("work_item", f"{record.key}.{row + 1}", **values)

    def _stage(self, planned: Planned, row: int, one: Course, chances: Random) -> str:
        if one.finish < self._today:
            return "done"
        is_running = planned.state == "running"
        if one.start >= self._today - _JUST:
            steps = [other.step for other in planned.courses]
            before = [planned.courses[other] for other in predecessors(steps, row)]
            is_free = all(other.finish < self._today for other in before)
            return "ready" if is_running and is_free else "open"
        is_held = planned.state in ("paused", "stopped")
        is_stuck = planned.plan.light == "red" and chances.random() < _STUCK
        return "blocked" if is_held or is_stuck else "doing"

    def _progress(self, one: Course) -> float:
        """Return how much of a work item is done, 0 to 1."""
        length = one.finish - one.start + 1
        return max(0.0, min(1.0, (self._today - one.start) / length))

    def _add_milestone(self, planned: Planned, row: int, one: Course) -> None:
        record = planned.record
        name = f"{record.key}.m{row + 1}"
        is_done = one.finish < self._today
        self._draft.add(
            "milestone",
            name,
            project=record.key,
            name=one.step.milestone,
            due_on=self.day(one.planned[1] + 3),
            reached_on=self.day(one.finish) if is_done else None,
            is_key=int(one.step.is_key),
        )
        self._depend(f"{record.key}.{row + 1}", name, "FS", 0, after_kind="milestone")

    def _depend(
        self, before: str, after: str, type_: str, lag: int, after_kind: str = "work_item"
    ) -> None:
        self._draft.add(
            "dependency",
            f"{before}>{after}",
            before_kind="work_item",
            before=before,
            after_kind=after_kind,
            after=after,
            type=type_,
            lag=lag,
        )

    def _add_baseline(self, freeze: Freeze) -> None:
        """Freeze the plan of all projects that were planned on that day."""
        day = self._today + round(freeze.days * 5 / 7)
        content: dict[str, Span | tuple[str, str]] = {}
        for planned in self._planned.values():
            if not planned.courses or planned.courses[0].planned[0] > day + 250:
                continue
            for row, one in enumerate(planned.courses, 1):
                slip = [round(freeze.drift * (one.start - one.planned[0]))]
                slip.append(round(freeze.drift * (one.finish - one.planned[1])))
                first, last = one.planned[0] + slip[0], one.planned[1] + slip[1]
                key = f"{planned.record.key}.{row}"
                days = (self.day(first), self.day(max(first, last)))
                content[self._draft.uid("work_item", key)] = days
                if one.step.milestone:
                    name = f"{planned.record.key}.m{row}"
                    content[self._draft.uid("milestone", name)] = (days[1], days[1])
        self._draft.add(
            "baseline",
            freeze.key,
            name=freeze.name,
            taken_on=self._draft.day(freeze.days),
            approved_by=freeze.approved_by,
            content=json.dumps(content, sort_keys=True),
        )


def _project_of(end: str) -> str:
    """Return the project of an end of a link (`project.number`)."""
    return end.rpartition(".")[0]


def _row_of(end: str) -> int:
    """Return the row of the step at an end of a link, -1 for none."""
    number = end.rpartition(".")[2]
    return int(number) - 1 if number.isdecimal() else -1
