"""Money: what is planned, committed, spent and expected, by project, year and fund.

Where a line does not say what is expected in the end, that is what is planned, committed or spent,
whichever is most; in years that are over only what was committed or spent, if any of it was booked.

A fund pays grant and own share in step: with half of both spent, half of the grant is drawn. What
of the grant is not drawn when spending ends is lost.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from app.domain.inventory.records import Record
from app.domain.portfolio.portfolios import Portfolio, day_of, title_of, whole_of
from app.domain.portfolio.wording import counted, day_text, euro

NOTICE_DAYS: Final = 180
"""So long before spending from a fund ends it is told."""

_CENT: Final = 0.005


@dataclass(frozen=True, slots=True)
class Amounts:
    """Sums in euro.

    Attributes:
        plan: What was budgeted.
        committed: What is bound by contracts and orders.
        actual: What was spent.
        forecast: What is expected in the end.
    """

    plan: float = 0.0
    committed: float = 0.0
    actual: float = 0.0
    forecast: float = 0.0

    def __add__(self, other: "Amounts") -> "Amounts":
        return Amounts(
            self.plan + other.plan,
            self.committed + other.committed,
            self.actual + other.actual,
            self.forecast + other.forecast,
        )


@dataclass(frozen=True, slots=True)
class BudgetCell:
    """The sums of one project, year and fund.

    Attributes:
        project: Uid.
        year: Calendar year.
        fund: Uid.
        amounts: The sums.
        lines: Uids of the budget lines in it.
        booked_on: Day of the oldest booking in it; None when one has none.
    """

    project: str
    year: int
    fund: str
    amounts: Amounts
    lines: tuple[str, ...]
    booked_on: date | None = None


@dataclass(frozen=True, slots=True)
class FundAlarm:
    """A fund that money may be lost from.

    Attributes:
        fund: Uid.
        kind: `ending` (less than 180 days to the end of spending and money left), `ended` (after it
            and money left), `late` (expected in years after the end of spending), `overdrawn` (more
            expected than there is), `unplanned` (grant without lines), `bound` (less than 180 days
            until what was bought with it is bound no more).
        days: Days to the end of spending (`bound`: of the commitment), negative after it; None
            without a day.
        at_stake: Euro that may be lost or are missing.
        text: A whole sentence, German.
    """

    fund: str
    kind: str
    days: int | None
    at_stake: float
    text: str


@dataclass(frozen=True, slots=True)
class Money:
    """The budget of the programme.

    Attributes:
        cells: By project, year, fund.
        by_project: Sums of each project.
        by_fund: Sums of each fund.
        by_year: Sums of each year.
        alarms: Funds that need attention, most urgent first.
    """

    cells: Sequence[BudgetCell] = ()
    by_project: Mapping[str, Amounts] = field(default_factory=dict)
    by_fund: Mapping[str, Amounts] = field(default_factory=dict)
    by_year: Mapping[int, Amounts] = field(default_factory=dict)
    alarms: Sequence[FundAlarm] = ()


_URGENCY: Final = ("ended", "late", "overdrawn", "ending", "unplanned", "bound")


def money_of(portfolio: Portfolio, today: date) -> Money:
    """Return the budget of a programme; lines without a project or fund count all the same.

    Args:
        portfolio: The records.
        today: Day that years are over by, and ends of funds are near by.
    """
    cells: dict[tuple[str, int, str], list[Record]] = {}
    for line in portfolio.all("budget_line"):
        where = (line.text("project"), whole_of(line, "year") or 0, line.text("fund"))
        cells.setdefault(where, []).append(line)
    by_project: dict[str, Amounts] = {}
    by_fund: dict[str, Amounts] = {}
    by_year: dict[int, Amounts] = {}
    found: list[BudgetCell] = []
    for (project, year, fund), lines in sorted(cells.items()):
        amounts = sum((amounts_of(line, today) for line in lines), Amounts())
        booked = [day for line in lines if (day := day_of(line, "booked_on")) is not None]
        uids = tuple(line.uid for line in lines)
        found.append(BudgetCell(project, year, fund, amounts, uids, min(booked, default=None)))
        by_project[project] = by_project.get(project, Amounts()) + amounts
        by_fund[fund] = by_fund.get(fund, Amounts()) + amounts
        by_year[year] = by_year.get(year, Amounts()) + amounts
    alarms = [
        alarm
        for fund in portfolio.all("fund")
        for alarm in _alarms(fund, by_fund.get(fund.uid), found, today)
    ]
    alarms.sort(key=lambda one: (_URGENCY.index(one.kind), one.days or 0, -one.at_stake, one.fund))
    return Money(found, by_project, by_fund, by_year, alarms)


def amounts_of(line: Record, today: date) -> Amounts:
    """Return the sums of a budget line, with what is expected where it does not say so."""
    plan, committed, actual = (line.number(name) for name in ("plan", "committed", "actual"))
    forecast = line.number("forecast")
    if forecast is None:
        booked = max(committed or 0.0, actual or 0.0)
        is_over = (whole_of(line, "year") or 0) < today.year
        is_booked = committed is not None or actual is not None
        forecast = booked if is_over and is_booked else max(plan or 0.0, booked)
    return Amounts(plan or 0.0, committed or 0.0, actual or 0.0, forecast)


def grant_left(fund: Record, spent: float) -> float:
    """Return how much of a fund's grant is not drawn when so much of the fund is spent, euro."""
    grant, own = fund.number("grant") or 0.0, fund.number("own_share") or 0.0
    return 0.0 if not grant else max(0.0, grant * (1 - spent / (grant + own)))


def expected_late(fund: Record, cells: Sequence[BudgetCell], project: str | None = None) -> float:
    """Return how much is expected from a fund in years after its spending ends, euro.

    Args:
        fund: The fund.
        cells: Of the programme.
        project: Of one project alone; None for all.
    """
    until = day_of(fund, "spend_until")
    if until is None:
        return 0.0
    return sum(
        cell.amounts.forecast
        for cell in cells
        if cell.fund == fund.uid and cell.year > until.year and project in {None, cell.project}
    )


def _alarms(
    fund: Record, sums: Amounts | None, cells: Sequence[BudgetCell], today: date
) -> Iterator[FundAlarm]:
    name, until = title_of(fund), day_of(fund, "spend_until")
    days = None if until is None else (until - today).days
    grant = fund.number("grant") or 0.0
    if sums is None:
        if grant and (days is None or days >= 0):
            text = f"Für „{name}“ sind {euro(grant)} bewilligt, aber es ist nichts verplant."
            yield FundAlarm(fund.uid, "unplanned", days, grant, text)
    else:
        yield from _ending(fund, sums, today)
        there = grant + (fund.number("own_share") or 0.0)
        if there and sums.forecast > there + _CENT:
            text = (
                f"Aus „{name}“ werden {euro(sums.forecast)} erwartet,"
                f" es sind aber nur {euro(there)} da."
            )
            yield FundAlarm(fund.uid, "overdrawn", days, sums.forecast - there, text)
        late = expected_late(fund, cells)
        if until is not None and late > _CENT:
            text = (
                f"Aus „{name}“ werden {euro(late)} in Jahren erwartet, die nach dem Mittelabruf"
                f" am {day_text(until)} liegen."
            )
            yield FundAlarm(fund.uid, "late", days, late, text)
    bound = day_of(fund, "bound_until")
    if bound is not None and 0 <= (left := (bound - today).days) < NOTICE_DAYS:
        text = f"Die Zweckbindung von „{name}“ endet am {day_text(bound)}."
        yield FundAlarm(fund.uid, "bound", left, 0.0, text)


def _ending(fund: Record, sums: Amounts, today: date) -> Iterator[FundAlarm]:
    until, left = day_of(fund, "spend_until"), grant_left(fund, sums.actual)
    if until is None or left <= _CENT:
        return
    name, days = title_of(fund), (until - today).days
    if days < 0:
        text = (
            f"Der Mittelabruf von „{name}“ ist seit dem {day_text(until)} vorbei;"
            f" {euro(left)} der Zuwendung wurden nicht abgerufen."
        )
        yield FundAlarm(fund.uid, "ended", days, left, text)
    elif days < NOTICE_DAYS:
        text = (
            f"Der Mittelabruf von „{name}“ endet in {counted(days, 'Tag', 'Tagen')}"
            f" am {day_text(until)}; {euro(left)} der Zuwendung sind noch nicht abgerufen."
        )
        yield FundAlarm(fund.uid, "ending", days, left, text)
