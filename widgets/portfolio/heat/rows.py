"""One row a project: what the list of projects says of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.inventory.fields import SIMULATED
from app.domain.inventory.records import Key, Record
from app.domain.portfolio.budgets import Amounts
from app.domain.portfolio.drifts import drifts_of
from app.domain.portfolio.plans import PlanItem
from app.domain.portfolio.portfolios import day_of, title_of
from app.domain.portfolio.risks import score_of
from app.domain.portfolio.statuses import Light, ProjectStatus
from app.services.portfolio.states import PortfolioState
from widgets.folding import fold
from widgets.foreign_texts import on_screen


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A project in the list.

    Attributes:
        record: The project.
        status: How it stands.
        wave: Name of its wave, empty for none.
        area: Name of its field of action, empty for none.
        organisation: Name of who leads it, empty for nobody.
        reason: Why it has its light, in the language on screen.
        reasons: All judgements, worst first, likewise.
        milestone: The next milestone; None when all are reached.
        risk: The greatest open risk; None without one.
        money: Sums of its budget; None without budget lines.
        finish: Computed last day; None without items.
        agreed: Last day that was agreed; None without.
        drifts: Where reports and evidence differ, sentences in the language on screen.
        words: All that is searched, folded.
    """

    record: Record
    status: ProjectStatus
    wave: str
    area: str
    organisation: str
    reason: str
    reasons: tuple[str, ...] = ()
    milestone: PlanItem | None = None
    risk: Record | None = None
    money: Amounts | None = None
    finish: date | None = None
    agreed: date | None = None
    drifts: tuple[str, ...] = ()
    words: str = field(default="", compare=False)

    @property
    def key(self) -> Key:
        """The project."""
        return Key("project", self.record.uid)

    @property
    def light(self) -> Light:
        """The light that counts."""
        return self.status.light

    @property
    def state(self) -> str:
        """State of its life, by key."""
        return self.record.text("state")

    @property
    def is_simulated(self) -> bool:
        """True for what was invented to have something to show."""
        return self.record.text("source") == SIMULATED

    @property
    def reported(self) -> float | None:
        """Progress that was reported, 0 to 1."""
        value = self.record.number("reported_progress")
        return None if value is None else value / 100

    @property
    def late_days(self) -> int | None:
        """Days the expected end is later than agreed, negative when earlier."""
        if self.finish is None or self.agreed is None:
            return None
        return (self.finish - self.agreed).days

    @property
    def milestone_late(self) -> int:
        """Days the next milestone will be late, 0 when it will not."""
        one = self.milestone
        return 0 if one is None or one.deadline is None else max((one.start - one.deadline).days, 0)

    @property
    def score(self) -> int:
        """Product of the greatest open risk, 0 without one."""
        return 0 if self.risk is None else score_of(self.risk)

    @property
    def spent(self) -> float | None:
        """Share of the plan that was spent."""
        money = self.money
        return None if money is None or not money.plan else money.actual / money.plan


def rows_of(state: PortfolioState) -> list[HeatRow]:
    """Return a row for each project, by number."""
    items = {item.uid: item for item in state.plan.items}
    return [
        _row(state, project, state.statuses[project.uid], items)
        for project in state.portfolio.projects
        if project.uid in state.statuses
    ]


def reasons_of(status: ProjectStatus) -> tuple[str, ...]:
    """Return why a project has its light: what a person said first, then the rules."""
    own = () if status.override is None else (status.override.reason,)
    return (*own, *(on_screen(one.reason) for one in status.judgements))


def _row(
    state: PortfolioState,
    project: Record,
    status: ProjectStatus,
    items: Mapping[str, PlanItem],
) -> HeatRow:
    portfolio, uid = state.portfolio, project.uid
    wave = portfolio.name("wave", project.get("wave"))
    area = portfolio.name("field_of_action", project.get("field_of_action"))
    organisation = portfolio.name("organisation", project.get("organisation"))
    reasons = reasons_of(status)
    found = drifts_of(portfolio, uid, state.evidence) if status.drifting else ()
    return HeatRow(
        record=project,
        status=status,
        wave=wave,
        area=area,
        organisation=organisation,
        reason=reasons[0] if reasons else "",
        reasons=reasons,
        milestone=items.get(status.next_milestone),
        risk=portfolio.get("risk", status.top_risk),
        money=state.money.by_project.get(uid),
        finish=day_of(project, "finished_on") or state.plan.finishes.get(uid),
        agreed=day_of(project, "ends_on"),
        drifts=tuple(on_screen(text) for _, _, text in found),
        words=fold(
            " ".join(
                (
                    project.text("number"), title_of(project), wave, area, organisation,
                    project.text("lead_role"), project.text("council_ref"), *reasons[:1],
                )
            )
        ),
    )  # fmt: skip
