"""Sums of projects or funds by year, with the budget lines behind each sum. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.inventory.records import Key
from app.domain.portfolio.budgets import Amounts, BudgetCell
from app.domain.portfolio.judgements import Light
from app.domain.portfolio.rules import RULES
from app.services.portfolio.states import PortfolioState

_EURO = 0.5
"""Less than this is nothing: sums are shown in whole euro."""


class Measure(StrEnum):
    """What is summed."""

    PLAN = "plan"
    COMMITTED = "committed"
    ACTUAL = "actual"
    FORECAST = "forecast"
    DEVIATION = "deviation"
    """Expected minus planned."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A sum with what is behind it.

    Attributes:
        amounts: The sums.
        lines: Uids of the budget lines.
    """

    amounts: Amounts = field(default_factory=Amounts)
    lines: tuple[str, ...] = ()

    def __add__(self, other: "Entry") -> "Entry":
        return Entry(self.amounts + other.amounts, self.lines + other.lines)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the sheet.

    Attributes:
        head: Uid of the project or fund; None for all of them.
        year: The year; None for all of them.
    """

    head: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Projects or funds by year.

    Attributes:
        kind: Kind of what has a sum for each year, `project` or `fund`.
        heads: Their keys and names, in order.
        years: The years, ascending.
        entries: By uid and year.
    """

    kind: str = "project"
    heads: Sequence[tuple[Key, str]] = ()
    years: Sequence[int] = ()
    entries: dict[tuple[str, int], Entry] = field(default_factory=dict)

    def at(self, spot: Spot) -> Entry:
        """Return the sum at a place."""
        if spot.head is not None and spot.year is not None:
            return self.entries.get((spot.head, spot.year), Entry())
        found = (
            entry
            for (head, year), entry in self.entries.items()
            if spot.head in {None, head} and spot.year in {None, year}
        )
        return sum(found, Entry())

    def name(self, head: str | None) -> str:
        """Return the name of a project or fund, empty for all."""
        return next((name for key, name in self.heads if key.uid == head), "")


def sheet_of(
    state: PortfolioState, kind: str, holds: Callable[[str], bool], nameless: str
) -> Sheet:
    """Return the sums of some projects.

    Args:
        state: The programme.
        kind: `project` or `fund`.
        holds: Tells whether a project is wanted.
        nameless: Name of what is not known any more.
    """
    portfolio = state.portfolio
    entries: dict[tuple[str, int], Entry] = {}
    for cell in state.money.cells:
        if holds(cell.project):
            where = (_head(cell, kind), cell.year)
            entries[where] = entries.get(where, Entry()) + Entry(cell.amounts, cell.lines)
    there = {head for head, _ in entries}
    known = portfolio.projects if kind == "project" else portfolio.all("fund")
    heads = [
        (Key(kind, one.uid), " ".join(filter(None, (one.text("number"), one.text("name")))))
        for one in known
        if one.uid in there
    ]
    lost = sorted(there - {key.uid for key, _ in heads})
    heads += [(Key(kind, uid), nameless) for uid in lost]
    return Sheet(kind, heads, sorted({year for _, year in entries}), entries)


def _head(cell: BudgetCell, kind: str) -> str:
    return cell.project if kind == "project" else cell.fund


def deviation_of(amounts: Amounts) -> float:
    """Return what is expected beyond the plan, euro; negative below it."""
    return amounts.forecast - amounts.plan


def light_of(amounts: Amounts) -> Light:
    """Return how grave the deviation is, by the limits that projects are judged by."""
    over = deviation_of(amounts)
    if over < _EURO:
        return Light.GREEN
    if not amounts.plan:
        return Light.YELLOW
    share = over / amounts.plan
    yellow, red = RULES.over_plan
    return Light.RED if share > red else Light.YELLOW if share > yellow else Light.GREEN


def value_of(amounts: Amounts, measure: Measure) -> float:
    """Return one of the sums."""
    if measure is Measure.DEVIATION:
        return deviation_of(amounts)
    value: float = getattr(amounts, measure.value)
    return value


def is_below(amounts: Amounts) -> bool:
    """Tell whether clearly less than planned is expected."""
    return deviation_of(amounts) < -max(amounts.plan * RULES.over_plan[0], _EURO)
