"""What somebody has to do: follow-ups, reviews, what is overdue or due soon, what has run out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import Final

from app.domain.inventory.records import Key, Record
from app.domain.portfolio.budgets import Money
from app.domain.portfolio.plan_tasks import OVER
from app.domain.portfolio.plans import Plan, PlanItem
from app.domain.portfolio.portfolios import Portfolio, day_of, title_of
from app.domain.portfolio.statuses import ProjectStatus
from app.domain.portfolio.wording import counted, day_text

SOON_DAYS: Final = 30
"""So many days before its day something is told."""

GRAVE_DAYS: Final = 30
"""Overdue so many days something is grave."""


class DueKind(StrEnum):
    """What is to be done."""

    DECISION = "decision"
    """A decision is to be taken."""
    FOLLOW_UP = "follow_up"
    """What follows from a decision is to be done."""
    RISK = "risk"
    """A risk is to be looked at again."""
    WORK = "work"
    """A work item is to be finished."""
    MILESTONE = "milestone"
    """A milestone is to be reached."""
    OVERRIDE = "override"
    """A light set by hand has run out, or will soon."""
    FUND = "fund"
    """A fund needs attention."""


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing to do.

    Attributes:
        key: The record to open.
        kind: What is to be done.
        day: By when; None for none.
        days: Days until then, negative when overdue; None without a day.
        project: Uid of the project, empty when it is of none.
        role: Who has to do it, empty when nobody is named.
        organisation: Uid of the organisation, empty likewise.
        text: A whole sentence, German.
        severity: `high`, `medium` or `low`.
    """

    key: Key
    kind: DueKind
    day: date | None
    days: int | None
    project: str
    role: str
    organisation: str
    text: str
    severity: str


@dataclass(frozen=True, slots=True)
class _Todo:
    """What has a day: whose it is where not that of its project, and how it is called."""

    record: Record
    kind: DueKind
    day: date | None
    what: str
    role: str = ""
    organisation: str = ""


def due_items(
    portfolio: Portfolio,
    plan: Plan,
    money: Money,
    statuses: Mapping[str, ProjectStatus],
    today: date,
) -> list[DueItem]:
    """Return all that is to be done, most urgent first.

    What belongs to a stopped or evaluated project is left out, but for follow-ups of decisions.

    Args:
        portfolio: The records.
        plan: Their schedule.
        money: Their budget.
        statuses: How projects stand.
        today: Day that "overdue" is measured by.
    """
    todos = chain(_decisions(portfolio), _risks(portfolio), _items(portfolio, plan, today))
    found = chain(
        (one for todo in todos for one in _due(portfolio, todo, today)),
        _overrides(portfolio, statuses, today),
        _funds(money, today),
    )
    return sorted(found, key=lambda one: (one.day or date.max, one.kind, one.text, one.key))


def _due(portfolio: Portfolio, todo: _Todo, today: date) -> Iterator[DueItem]:
    """Yield what is to be done by a day, unless that day is far or not said."""
    if todo.day is None or (days := (todo.day - today).days) > SOON_DAYS:
        return
    project = portfolio.project_of(todo.record)
    is_over = project is not None and project.text("state") in OVER
    if is_over and todo.kind is not DueKind.FOLLOW_UP:
        return
    when = day_text(todo.day)
    if days < 0:
        text = f"{todo.what} ist seit {counted(-days, 'Tag', 'Tagen')} überfällig ({when})."
    elif days == 0:
        text = f"{todo.what} ist heute fällig."
    else:
        text = f"{todo.what} ist in {counted(days, 'Tag', 'Tagen')} fällig ({when})."
    yield DueItem(
        Key(todo.record.kind, todo.record.uid),
        todo.kind,
        todo.day,
        days,
        "" if project is None else project.uid,
        todo.role or ("" if project is None else project.text("lead_role")),
        todo.organisation or ("" if project is None else project.text("organisation")),
        text,
        _severity(days),
    )


def _severity(days: int) -> str:
    return "high" if days <= -GRAVE_DAYS else "medium" if days < 0 else "low"


def _decisions(portfolio: Portfolio) -> Iterator[_Todo]:
    for one in portfolio.all("decision"):
        name, state = title_of(one), one.text("state")
        if state in {"open", "deferred"}:
            what = f"Die Entscheidung „{name}“"
            yield _Todo(one, DueKind.DECISION, day_of(one, "due_on"), what)
        elif state == "decided" and not one.text("follow_up_done_on"):
            todo = one.text("follow_up").rstrip(".") or "Was daraus folgt"
            what = f"„{todo}“ aus der Entscheidung „{name}“"
            day, role = day_of(one, "follow_up_on"), one.text("follow_up_role")
            yield _Todo(one, DueKind.FOLLOW_UP, day, what, role)


def _risks(portfolio: Portfolio) -> Iterator[_Todo]:
    for one in portfolio.all("risk"):
        if one.text("state") != "closed":
            what = f"Die Prüfung des Risikos „{title_of(one)}“"
            yield _Todo(one, DueKind.RISK, day_of(one, "review_on"), what, one.text("owner"))


def _items(portfolio: Portfolio, plan: Plan, today: date) -> Iterator[_Todo]:
    for item in plan.items:
        if item.is_done:
            continue
        record, day = portfolio.records[item.kind][item.uid], _due_day(item, today)
        if item.kind == "milestone":
            yield _Todo(record, DueKind.MILESTONE, day, f"Der Meilenstein „{item.name}“")
        else:
            role, organisation = record.text("role"), record.text("organisation")
            what = f"Das Arbeitspaket „{item.name}“"
            yield _Todo(record, DueKind.WORK, day, what, role, organisation)


def _due_day(item: PlanItem, today: date) -> date | None:
    """Return the day an item is due: its deadline; without one, the end of work that goes on."""
    if item.deadline is not None:
        return item.deadline
    goes_on = item.start <= today and not item.is_summary
    return item.finish if goes_on and item.progress > 0 else None


def _overrides(
    portfolio: Portfolio, statuses: Mapping[str, ProjectStatus], today: date
) -> Iterator[DueItem]:
    for project in portfolio.projects:
        status = statuses.get(project.uid)
        if status is None or project.text("state") in OVER:
            continue
        if status.expired is not None:
            days = (status.expired.until - today).days
            text = (
                f"Die von Hand gesetzte Ampel von „{title_of(project)}“ gilt seit"
                f" {counted(-days, 'Tag', 'Tagen')} nicht mehr; es zählen wieder die Regeln."
            )
            yield _of_light(project, status.expired.until, days, text)
        elif status.override is not None:
            days = (status.override.until - today).days
            if days <= SOON_DAYS:
                until = day_text(status.override.until)
                text = f"Die von Hand gesetzte Ampel von „{title_of(project)}“ gilt bis {until}."
                yield _of_light(project, status.override.until, days, text)


def _of_light(project: Record, until: date, days: int, text: str) -> DueItem:
    return DueItem(
        Key("project", project.uid),
        DueKind.OVERRIDE,
        until,
        days,
        project.uid,
        project.text("lead_role"),
        project.text("organisation"),
        text,
        _severity(days),
    )


def _funds(money: Money, today: date) -> Iterator[DueItem]:
    grave = {"ended": "high", "late": "high", "overdrawn": "high", "ending": "medium"}
    for alarm in money.alarms:
        day = None if alarm.days is None else date.fromordinal(today.toordinal() + alarm.days)
        yield DueItem(
            Key("fund", alarm.fund),
            DueKind.FUND,
            day,
            alarm.days,
            "",
            "",
            "",
            alarm.text,
            grave.get(alarm.kind, "low"),
        )
