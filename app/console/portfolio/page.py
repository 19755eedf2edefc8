"""The page of projects: list, schedule, boards, money, risks, key figures, reports; one project."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from typing_extensions import override

from app.console.panes import Pane
from app.console.portfolio.docks import DOCKS
from app.console.promises import Promised
from app.console.record_page import RecordPage
from app.console.workspaces import PROJEKTE, WORKSPACES
from app.domain.inventory.records import Key
from app.services.portfolio.states import PortfolioState
from widgets.inventory.panes import Acts
from widgets.portfolio.panes import PortfolioPane

if TYPE_CHECKING:
    from widgets.portfolio.calendar import CalendarPane
    from widgets.portfolio.evidence.pane import EvidencePane
    from widgets.portfolio.project import ProjectPane
    from widgets.portfolio.reports import ReportsPane

_SPEC = next(spec for spec in WORKSPACES if spec.id == PROJEKTE)

_PLACES: Final = {
    "risk": "risks",
    "decision": "decisions",
    "budget_line": "budget",
    "fund": "budget",
    "kpi": "kpis",
    "kpi_value": "kpis",
    "effect": "kpis",
    "work_item": "gantt",
    "milestone": "gantt",
    "dependency": "gantt",
    "report": "reports",
}
"""Dock in which records of a kind are looked at; those of other kinds in the list."""


class PortfolioPage(RecordPage):
    """Projekte: what the programme is made of, how it stands, and what proves it.

    Each pane is made when it is first seen. States reach panes that are in sight at once, all
    others when they are seen.
    """

    layout_version = 1

    reports: "Promised[ReportsPane]" = Promised("reports")
    calendar: "Promised[CalendarPane]" = Promised("calendar")
    project: "Promised[ProjectPane]" = Promised("project")
    evidence: "Promised[EvidencePane]" = Promised("evidence")

    def __init__(self) -> None:
        super().__init__(_SPEC)
        self._state: PortfolioState | None = None
        self._late: set[PortfolioPane] = set()
        self.view_made.connect(self._take_late)
        self.view_seen.connect(self._catch_up_state)
        for spec in DOCKS:
            self.promise(spec)
        self.dock("heat").setAsCurrentTab()
        self.share({"heat": (8, 3), "project": (3, 2)})
        self.retranslate()

    def portfolio_panes(self) -> Iterator[PortfolioPane]:
        """Yield the panes that show states, without those that nobody wanted to see yet."""
        for view in self.views():
            if isinstance(view, PortfolioPane):
                yield view

    def show_portfolio(self, state: PortfolioState) -> None:
        """Give the panes another state of the programme."""
        self._state = state
        for pane in self.portfolio_panes():
            self._give(pane, state)

    def _give(self, pane: PortfolioPane, state: PortfolioState) -> None:
        if pane.isVisible():
            self._late.discard(pane)
            pane.show_portfolio(state)
        else:
            self._late.add(pane)

    def _take_late(self, pane: Pane) -> None:
        if self._state is not None and isinstance(pane.view, PortfolioPane):
            self._late.add(pane.view)

    def _catch_up_state(self, pane: Pane) -> None:
        view = pane.view
        if isinstance(view, PortfolioPane) and view in self._late and self._state is not None:
            self._late.discard(view)
            view.show_portfolio(self._state)
            view.show_keys(self._keys)

    def show_record(self, key: Key) -> None:
        """Bring a record into sight where records of its kind are looked at."""
        self.bring(_PLACES.get(key.kind, "heat"), [key])

    def acts(self) -> dict[str, Callable[[list[Key]], object]]:
        """Return what panes may ask for, by name."""
        return {
            Acts.SHOW_TABLE: lambda keys: self.bring("heat", keys),
            "evidence": self._ask_evidence,
        }

    def _ask_evidence(self, keys: list[Key]) -> None:
        """Open the question of a milestone or key figure."""
        self.bring("evidence", keys)
        if self._state is not None:
            self.evidence.show_portfolio(self._state)
            self.evidence.show_keys(keys)
            self.evidence.edit(self.evidence.sheet.row)

    @override
    def retranslate(self) -> None:
        for spec in DOCKS:
            self.title(spec.name, spec.title_text())
