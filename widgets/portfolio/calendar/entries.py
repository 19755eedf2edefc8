"""What happens on which day: milestones, deadlines, decisions, reviews, ends of money."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from itertools import chain

from app.domain.inventory.records import Key, Record
from app.domain.portfolio.plan_tasks import OVER
from app.domain.portfolio.portfolios import Portfolio, day_of, title_of
from app.services.portfolio.states import PortfolioState
from widgets.folding import fold, matches, natural_key


class EntryKind(IntEnum):
    """What happens, in the order of a day."""

    COUNCIL = 0
    """The council decides, or has decided."""
    DECISION = 1
    """Another body decides."""
    MILESTONE = 2
    DEADLINE = 3
    """A work item has to be done."""
    FOLLOW_UP = 4
    """What follows from a decision has to be done."""
    REVIEW = 5
    """A risk is looked at again."""
    FUND_END = 6
    """Money of a fund may be spent no more, or what it bought is bound no more."""
    LIGHT_END = 7
    """A light that was set by hand holds no more after this day."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happens on a day.

    Attributes:
        kind: What.
        key: The record to open.
        day: The day.
        title: What it is about.
        project: Uid, empty when it is about no project.
        is_done: True when it is over: reached, decided, done.
        is_late: True when the day is over and it is not done, or it comes after the day it was due.
        planned: Day it was due, where it is another one.
        is_key: True for milestones that are reported to the council.
        detail: What else the record says, such as the body that decides.
    """

    kind: EntryKind
    key: Key
    day: date
    title: str
    project: str = ""
    is_done: bool = False
    is_late: bool = False
    planned: date | None = None
    is_key: bool = False
    detail: str = ""

    @property
    def name(self) -> str:
        """What tells it from all others."""
        return f"{self.key.kind}/{self.key.uid}/{self.kind.name}/{self.day.isoformat()}"


def entries_of(state: PortfolioState) -> list[Entry]:
    """Return all that happens, by day.

    What is open in projects that are stopped or evaluated happens no more and is left out.
    """
    portfolio = state.portfolio
    over = {one.uid for one in portfolio.projects if one.text("state") in OVER}
    found = chain(
        _plan(state),
        *(_decision(record, state.today) for record in portfolio.all("decision")),
        _reviews(portfolio, state.today),
        _projects(portfolio, state.today),
        _funds(portfolio),
    )
    wanted = (one for one in found if one.is_done or one.project not in over)
    return sorted(wanted, key=lambda one: (one.day, one.kind, natural_key(one.title), one.key.uid))


def _plan(state: PortfolioState) -> Iterator[Entry]:
    for item in state.plan.items:
        record = state.portfolio.get(item.kind, item.uid)
        if record is None:
            continue
        key = Key(item.kind, item.uid)
        if item.kind == "milestone":
            due = day_of(record, "due_on")
            day = day_of(record, "reached_on") or item.finish
            is_late = not item.is_done and due is not None and (due < day or due < state.today)
            yield Entry(
                EntryKind.MILESTONE, key, day, item.name, item.project, item.is_done, is_late,
                due if due != day else None, bool(record.get("is_key")),
            )  # fmt: skip
        elif item.deadline is not None:
            is_late = not item.is_done and item.finish > item.deadline
            planned = item.finish if is_late else None
            yield Entry(
                EntryKind.DEADLINE, key, item.deadline, item.name, item.project, item.is_done,
                is_late, planned,
            )  # fmt: skip


def _decision(record: Record, today: date) -> Iterator[Entry]:
    key, project = Key("decision", record.uid), record.text("project")
    is_open = record.text("state") in {"open", "deferred"}
    body = record.text("body")
    kind = EntryKind.COUNCIL if is_council(body) else EntryKind.DECISION
    day = None if is_open else day_of(record, "decided_on")
    day = day or day_of(record, "due_on")
    detail = " · ".join(filter(None, (body, record.text("paper_number"))))
    title = title_of(record)
    if day is not None:
        is_late = is_open and day < today
        yield Entry(kind, key, day, title, project, not is_open, is_late, detail=detail)
    follow, done = day_of(record, "follow_up_on"), day_of(record, "follow_up_done_on")
    if follow is not None:
        what = record.text("follow_up") or title
        is_late = done is None and follow < today
        yield Entry(
            EntryKind.FOLLOW_UP, key, follow, what, project, done is not None, is_late,
            detail=record.text("follow_up_role"),
        )  # fmt: skip


def is_council(body: str) -> bool:
    """Tell whether a body is the council: "Rat", "Rat der Stadt Hamm", "Stadtrat"."""
    words = fold(body).split()
    return any(word in {"rat", "stadtrat", "council"} for word in words)


def _reviews(portfolio: Portfolio, today: date) -> Iterator[Entry]:
    for record in portfolio.all("risk"):
        day = day_of(record, "review_on")
        if day is not None and record.text("state") == "open":
            yield Entry(
                EntryKind.REVIEW, Key("risk", record.uid), day, title_of(record),
                record.text("project"), is_late=day < today, detail=record.text("owner"),
            )  # fmt: skip


def _projects(portfolio: Portfolio, today: date) -> Iterator[Entry]:
    """Yield decisions of the council on projects, and lights that end.

    Projects whose decision is a record of its own are told by that.
    """
    told = {
        (record.text("project"), record.text("decided_on")) for record in portfolio.all("decision")
    }
    for record in portfolio.projects:
        key = Key("project", record.uid)
        decided = day_of(record, "decided_on")
        if decided is not None and (record.uid, record.text("decided_on")) not in told:
            yield Entry(
                EntryKind.COUNCIL, key, decided, title_of(record), record.uid, is_done=True,
                detail=record.text("council_ref"),
            )  # fmt: skip
        until = day_of(record, "light_until")
        if until is not None and record.text("light"):
            yield Entry(
                EntryKind.LIGHT_END, key, until, title_of(record), record.uid,
                is_late=until < today, detail=record.text("light_reason"),
            )  # fmt: skip


def _funds(portfolio: Portfolio) -> Iterator[Entry]:
    for record in portfolio.all("fund"):
        for name in ("spend_until", "bound_until"):
            day = day_of(record, name)
            if day is not None:
                key = Key("fund", record.uid)
                yield Entry(EntryKind.FUND_END, key, day, title_of(record), detail=name)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are wanted.

    Attributes:
        kinds: What happens; all of them when empty.
        projects: Uids; None for all. Funds belong to those that have a budget line from them.
        text: Words that must occur.
    """

    kinds: frozenset[EntryKind] = frozenset()
    projects: frozenset[str] | None = None
    text: str = ""


def chosen(entries: Sequence[Entry], wanted: Wanted, portfolio: Portfolio) -> list[Entry]:
    """Return the entries that are wanted, in their order."""
    words = fold(wanted.text).split()
    funds: set[str] = set()
    if wanted.projects is not None:
        lines = portfolio.all("budget_line")
        funds = {one.text("fund") for one in lines if one.text("project") in wanted.projects}

    def is_near(entry: Entry) -> bool:
        if wanted.projects is None or entry.project in wanted.projects:
            return True
        return entry.key.kind == "fund" and entry.key.uid in funds

    return [
        one
        for one in entries
        if (not wanted.kinds or one.kind in wanted.kinds)
        and is_near(one)
        and (not words or matches(fold(f"{one.title} {_project(portfolio, one)}"), words))
    ]


def _project(portfolio: Portfolio, entry: Entry) -> str:
    record = portfolio.get("project", entry.project)
    return "" if record is None else f"{record.text('number')} {title_of(record)} {entry.detail}"


def by_day(entries: Sequence[Entry]) -> dict[date, list[Entry]]:
    """Return entries by their day; in a day late ones come first."""
    found: dict[date, list[Entry]] = {}
    for one in entries:
        found.setdefault(one.day, []).append(one)
    for own in found.values():
        own.sort(key=lambda one: not one.is_late)
    return found
