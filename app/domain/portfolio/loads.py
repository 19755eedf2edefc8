"""How many person-days organisations need in which week, against what they have.

Work counts for the organisation of the work item, else that of its project; where nobody says how
many people work on it, it is one. A week with holidays has less capacity.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import isnan
from typing import Final

from app.domain.portfolio.plans import Plan
from app.domain.portfolio.portfolios import Portfolio
from app.domain.portfolio.schedules.levels import Effort, load

_WEEK: Final = 5
"""Working days that an organisation's capacity of a week is meant for."""


@dataclass(frozen=True, slots=True)
class WeekLoad:
    """The work of an organisation in a week.

    Attributes:
        organisation: Uid.
        monday: First day of the ISO week.
        needed: Person-days of work.
        capacity: Person-days that are there; None when nobody said how many.
        items: Uids of the work items, in the order of the plan.
    """

    organisation: str
    monday: date
    needed: float
    capacity: float | None
    items: tuple[str, ...] = ()

    @property
    def is_over(self) -> bool:
        """True when there is more work than people."""
        return self.capacity is not None and self.needed > self.capacity + 1e-9


@dataclass(frozen=True, slots=True)
class Loads:
    """The work of all organisations.

    Attributes:
        mondays: Of all weeks, without gaps.
        by_organisation: One entry for each week, by uid of the organisation, by name.
        unassigned: Uids of open work items that no organisation does.
    """

    mondays: Sequence[date] = ()
    by_organisation: Mapping[str, Sequence[WeekLoad]] = field(default_factory=dict)
    unassigned: Sequence[str] = ()


def load_of(portfolio: Portfolio, plan: Plan) -> Loads:
    """Return the load of a plan; none with a ring of dependencies, for then no day is sure.

    Args:
        portfolio: The records.
        plan: Their schedule.
    """
    efforts, unassigned = _efforts(portfolio, plan)
    if plan.schedule is None:
        return Loads(unassigned=unassigned)
    capacity = {
        one.uid: days / _WEEK
        for one in portfolio.all("organisation")
        if (days := one.number("capacity")) is not None
    }
    found = load(plan.schedule, efforts, capacity)
    mondays: list[date] = found.weeks.tolist()
    items = _items_by_week(plan, efforts)
    weeks = {
        owner: [
            WeekLoad(
                owner, monday, work, None if isnan(have) else have, items.get((owner, monday), ())
            )
            for monday, work, have in zip(mondays, needed, there, strict=True)
        ]
        for owner, needed, there in zip(
            found.organisations, found.person_days.tolist(), found.capacity.tolist(), strict=True
        )
    }
    by_name = sorted(weeks, key=lambda uid: (portfolio.name("organisation", uid), uid))
    return Loads(mondays, {uid: weeks[uid] for uid in by_name}, unassigned)


def _efforts(portfolio: Portfolio, plan: Plan) -> tuple[dict[str, Effort], list[str]]:
    """Return who works on what, and uids of open work of nobody."""
    efforts: dict[str, Effort] = {}
    unassigned: list[str] = []
    for item in plan.items:
        record = portfolio.get("work_item", item.uid)
        if record is None or item.is_summary:
            continue
        project = portfolio.records["project"][item.project]
        owner = record.text("organisation") or project.text("organisation")
        persons = record.number("persons")
        if portfolio.get("organisation", owner) is not None:
            efforts[item.uid] = Effort(owner, 1.0 if persons is None else persons)
        elif not item.is_done:
            unassigned.append(item.uid)
    return efforts, unassigned


def _items_by_week(
    plan: Plan, efforts: Mapping[str, Effort]
) -> dict[tuple[str, date], tuple[str, ...]]:
    found: dict[tuple[str, date], list[str]] = {}
    for item in plan.items:
        if item.uid not in efforts or not item.duration:
            continue
        monday = item.start - timedelta(days=item.start.weekday())
        while monday <= item.finish:
            found.setdefault((efforts[item.uid].organisation, monday), []).append(item.uid)
            monday += timedelta(days=7)
    return {where: tuple(uids) for where, uids in found.items()}
