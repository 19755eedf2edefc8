"""A pane over a small programme whose questions are answered by a real inventory and a history."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from app.domain.inventory.changes import Commit, ConflictError, RefusedError
from app.domain.inventory.queries import Filter, Operator
from app.domain.portfolio.evidence.items import items_of
from app.domain.portfolio.evidence.notation import written
from app.domain.portfolio.evidence.questions import (
    Chosen,
    Direction,
    OfHistory,
    OfRecords,
    Question,
    Span,
    Target,
    Window,
)
from app.domain.portfolio.portfolios import ALWAYS_READ, Portfolio
from app.services.portfolio.states import PortfolioState
from tests.fakes.city import make_city
from tests.fakes.clocks import START_US, FakeClock
from tests.fakes.evidence_worlds import POINTS, World, make_world
from tests.portfolios import Programme
from widgets.inventory.panes import Wish
from widgets.portfolio.evidence.pane import EvidencePane
from widgets.theme import theme

FIBRE = Question(
    OfRecords("school", filters=(Filter("line_technology", Operator.IS, ("fibre",)),)),
    Target(Direction.AT_LEAST, 2.0),
)
NO2 = Question(OfHistory(Chosen(("umwelt.mitte",)), span=Span(Window.DAYS, 1)))


def programme() -> Programme:
    """Return a project with milestones and key figures, measured, faulty and typed."""
    made = Programme()
    made.project("Digitale Schulen", uid="schulen", number="2.1")
    made.project("Saubere Luft", uid="luft", number="2.2")
    made.milestone("schulen", "Alle Schulen am Glasfasernetz", uid="glasfaser",
                   evidence=written(FIBRE), due_on="2026-12-31", reported_value=2,
                   reported_on="2025-11-01")  # fmt: skip
    made.milestone("schulen", "Verlegt", uid="verlegt", evidence=written(FIBRE),
                   due_on="2025-06-30")  # fmt: skip
    made.milestone("schulen", "Fehlerhaft", uid="falsch",
                   evidence='{"version":1,"sort":"records","kind":"schol"}')  # fmt: skip
    made.kpi("NO₂ im Tagesmittel", uid="no2", project="luft", evidence=written(NO2),
             direction="down", target=20, unit="µg/m³")  # fmt: skip
    made.kpi("Zufriedenheit", uid="getippt", project="schulen", unit="%")
    made.value("getippt", "2025-10-01", 61, status="reported")
    return made


@dataclass
class Shown:
    """A pane joined to a real store: wishes are carried out, then the new state is shown."""

    pane: EvidencePane
    world: World
    wishes: list[Wish] = field(default_factory=list)

    def state(self, at_us: int | None = None) -> PortfolioState:
        """Return the state with what all questions give."""
        with closing(self.world.inventory.reader()) as reader:
            records = [one for kind in ALWAYS_READ for one in reader.records(kind)]
        found = Portfolio.of(records)
        evidence = self.world.asker.ask_all(items_of(found), at_us)
        return replace(Programme().state(evidence=evidence, at_us=at_us), portfolio=found)

    def refresh(self, at_us: int | None = None) -> None:
        self.pane.show_portfolio(self.state(at_us))

    def carry_out(self, wish: Wish) -> None:
        self.wishes.append(wish)
        outcome: Commit | Exception
        try:
            outcome = self.world.inventory.commit(wish.changeset)
        except (ConflictError, RefusedError) as error:
            outcome = error
        wish.done(outcome)
        self.refresh()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = make_world(tmp_path, FakeClock())
    programme().fill(made.inventory)
    made.record(0, [10.0] * 24, end_us=START_US)
    yield made
    made.inventory.close()


@pytest.fixture
def shown(qtbot: QtBot, world: World) -> Iterator[Shown]:
    QLocale.setDefault(QLocale("de_DE"))
    theme().apply("light")
    pane = EvidencePane()
    qtbot.addWidget(pane)
    pane.set_city(replace(make_city(3), points=POINTS))
    pane.set_asker(world.asker)
    pane.set_inventory(world.inventory.reader)
    made = Shown(pane, world)
    pane.change_requested.connect(made.carry_out)
    pane.resize(1100, 700)
    made.refresh()
    pane.show()
    yield made
    if pane.editor is not None:
        pane.editor.reject()
    pane.close_feed()
