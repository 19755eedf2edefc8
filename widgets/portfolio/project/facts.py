"""What the page of a project shows of the programme, all in one; equal facts need no new page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.inventory.records import Key, Record
from app.domain.portfolio.budgets import Amounts
from app.domain.portfolio.evidence.results import EvidenceResult
from app.domain.portfolio.plans import PlanItem
from app.domain.portfolio.portfolios import Portfolio, day_of
from app.domain.portfolio.risks import open_risks
from app.domain.portfolio.statuses import ProjectStatus
from app.services.portfolio.states import PortfolioState


@dataclass(frozen=True, slots=True)
class MilestoneFacts:
    """A milestone.

    Attributes:
        record: The record.
        item: Its place in the schedule; None when it has none.
        evidence: What its query gave; None when it was not asked.
    """

    record: Record
    item: PlanItem | None = None
    evidence: EvidenceResult | None = None


@dataclass(frozen=True, slots=True)
class KpiFacts:
    """A key figure.

    Attributes:
        record: The record.
        newest: Its newest value that was kept; None without one.
        evidence: What its query gave; None when it was not asked.
    """

    record: Record
    newest: Record | None = None
    evidence: EvidenceResult | None = None


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """A project with all that belongs to it.

    Attributes:
        record: The project.
        status: How it stands.
        today: Day that "overdue" is measured by.
        is_past: True when nothing can be changed.
        finish: Computed last day; None without items.
        wave: Name of its wave, empty for none.
        area: Name of its field of action, empty for none.
        organisation: Name of who leads it, empty for nobody.
        milestones: By day.
        risks: Open ones, greatest first.
        decisions: Newest day first.
        years: Sums of its budget by year.
        kpis: Key figures of the project.
        effects: Effects of the project.
        documents: Documents of the project and of its decisions.
        work: How many work items it has, and how many of them are done.
    """

    record: Record
    status: ProjectStatus
    today: date
    is_past: bool
    finish: date | None
    wave: str
    area: str
    organisation: str
    milestones: Sequence[MilestoneFacts]
    risks: Sequence[Record]
    decisions: Sequence[Record]
    years: Sequence[tuple[int, Amounts]]
    kpis: Sequence[KpiFacts]
    effects: Sequence[Record]
    documents: Sequence[Record]
    work: tuple[int, int]

    @property
    def key(self) -> Key:
        """The project."""
        return Key("project", self.record.uid)


def facts_of(state: PortfolioState, uid: str) -> ProjectFacts | None:
    """Return the facts of a project, None when there is no such project."""
    portfolio = state.portfolio
    record, status = portfolio.get("project", uid), state.statuses.get(uid)
    if record is None or status is None:
        return None
    items = {item.uid: item for item in state.plan.items if item.project == uid}
    works = [one for one in items.values() if one.kind == "work_item" and not one.is_summary]
    decisions = portfolio.parts("decision", uid)
    owners = (uid, *(one.uid for one in decisions))
    return ProjectFacts(
        record=record,
        status=status,
        today=state.today,
        is_past=state.at_us is not None,
        finish=day_of(record, "finished_on") or state.plan.finishes.get(uid),
        wave=portfolio.name("wave", record.get("wave")),
        area=portfolio.name("field_of_action", record.get("field_of_action")),
        organisation=portfolio.name("organisation", record.get("organisation")),
        milestones=tuple(
            MilestoneFacts(one, items.get(one.uid), state.evidence.get(Key("milestone", one.uid)))
            for one in sorted(portfolio.parts("milestone", uid), key=_milestone_day)
        ),
        risks=tuple(open_risks(portfolio, uid)),
        decisions=tuple(sorted(decisions, key=_decision_day, reverse=True)),
        years=_years(state, uid),
        kpis=tuple(
            KpiFacts(one, _newest(portfolio, one.uid), state.evidence.get(Key("kpi", one.uid)))
            for one in portfolio.parts("kpi", uid)
        ),
        effects=portfolio.parts("effect", uid),
        documents=tuple(one for owner in owners for one in portfolio.parts("document", owner)),
        work=(len(works), sum(one.is_done for one in works)),
    )


def _milestone_day(record: Record) -> tuple[str, str]:
    return (record.text("due_on") or record.text("reached_on") or "~", record.text("name"))


def _decision_day(record: Record) -> tuple[str, str]:
    return (record.text("decided_on") or record.text("due_on"), record.text("name"))


def _newest(portfolio: Portfolio, kpi: str) -> Record | None:
    values = portfolio.parts("kpi_value", kpi)
    return max(values, key=lambda one: (one.text("as_of"), one.uid), default=None)


def _years(state: PortfolioState, uid: str) -> tuple[tuple[int, Amounts], ...]:
    found: dict[int, Amounts] = {}
    for cell in state.money.cells:
        if cell.project == uid:
            found[cell.year] = found.get(cell.year, Amounts()) + cell.amounts
    return tuple(sorted(found.items()))
