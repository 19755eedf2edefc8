"""What the list of evidence shows of each milestone and key figure, worked out without Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.domain.inventory.records import Key, Record
from app.domain.portfolio.evidence.items import Reported, has_question, reported_of
from app.domain.portfolio.evidence.results import EvidenceResult, Verdict
from app.domain.portfolio.portfolios import day_of, title_of
from app.services.portfolio.states import PortfolioState

_ORDER: Final = (Verdict.OPEN, Verdict.UNKNOWN, Verdict.NO_TARGET, Verdict.FULFILLED)


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A milestone or key figure.

    Attributes:
        record: The record.
        name: What it is called.
        project: What its project (or field of action) is called.
        has_question: False when its value is only typed.
        result: What its question gave; None while it was not asked, or without one.
        reported: What was reported; None when nothing was.
        due_on: Day by which it is to be fulfilled; None for none.
        is_overdue: True when that day is over and it is not fulfilled.
    """

    record: Record
    name: str
    project: str
    has_question: bool
    result: EvidenceResult | None
    reported: Reported | None
    due_on: date | None = None
    is_overdue: bool = False

    @property
    def key(self) -> Key:
        """The record."""
        return Key(self.record.kind, self.record.uid)

    @property
    def is_wrong(self) -> bool:
        """True when somebody should look: a faulty question, a missed day, a drift."""
        result = self.result
        if result is None:
            return False
        return result.verdict is Verdict.INVALID or result.is_drifting or self.is_overdue

    @property
    def rank(self) -> tuple[int, int]:
        """Place in the list: what is wrong first, what is fulfilled last, typed values behind."""
        if self.result is None:
            return (2, 0 if self.has_question else 1)
        if self.is_wrong:
            return (0, 0)
        return (1, _ORDER.index(self.result.verdict))


def rows_of(
    state: PortfolioState, project: str = "", *, with_typed: bool = False
) -> Sequence[EvidenceRow]:
    """Return the rows of the list, those that want a look first.

    Args:
        state: The programme.
        project: Only of this project; empty for all.
        with_typed: Also milestones and key figures whose value is only typed.
    """
    portfolio = state.portfolio
    found = []
    for record in (*portfolio.all("milestone"), *portfolio.all("kpi")):
        if project and record.text("project") != project:
            continue
        row = row_of(state, record)
        if row.has_question or (with_typed and row.reported is not None):
            found.append(row)
    return sorted(found, key=lambda one: (one.rank, one.project, one.name))


def row_of(state: PortfolioState, record: Record) -> EvidenceRow:
    """Return the row of a milestone or key figure, also of one without a question."""
    portfolio = state.portfolio
    key = Key(record.kind, record.uid)
    asks = has_question(record)
    result = state.evidence.get(key) if asks else None
    due = day_of(record, "due_on" if record.kind == "milestone" else "target_on")
    is_missed = result is not None and result.verdict is Verdict.OPEN
    project = portfolio.name("project", record.get("project"))
    return EvidenceRow(
        record,
        title_of(record),
        project or portfolio.name("field_of_action", record.get("field_of_action")),
        asks,
        result,
        reported_of(portfolio, record),
        due,
        is_missed and due is not None and due < state.today,
    )
