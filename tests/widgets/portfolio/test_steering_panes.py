"""What the panes of money, risks, key figures and decisions have in common."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.domain.inventory.records import Key
from tests.fakes.clocks import START_US
from tests.portfolios import large_programme, small_programme
from tests.widgets.inventory.made import heard
from tests.widgets.portfolio.joining import acts_of, shown
from widgets.inventory.panes import Acts
from widgets.portfolio.budget import BudgetPane
from widgets.portfolio.decisions import DecisionPane
from widgets.portfolio.kpis import KpiPane
from widgets.portfolio.risks import RiskPane
from widgets.theme import theme

Pane = BudgetPane | DecisionPane | KpiPane | RiskPane
PANES = (BudgetPane, DecisionPane, KpiPane, RiskPane)


@pytest.fixture(params=PANES)
def pane(qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Pane]:
    made: Pane = shown(qtbot, request.param())
    yield made
    made.close_feed()
    QLocale.setDefault(QLocale("de_DE"))
    theme().apply("light")


def menu_of(pane: Pane) -> dict[str, bool]:
    """Return what the menu of the pane's table offers, and whether that is possible."""
    pane.table.customContextMenuRequested.emit(QPoint(5, 5))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    found = {action.text(): action.isEnabled() for action in menu.actions() if action.text()}
    menu.close()
    return found


def test_until_the_first_state_it_is_loading(pane: Pane) -> None:
    assert not pane.stage.is_content_shown
    assert not pane.stage.placeholder.sentence


def test_the_menu_offers_changes_now_and_none_in_the_past(pane: Pane) -> None:
    pane.show_portfolio(small_programme().state())
    now = menu_of(pane)
    assert now["Als Tabelle kopieren"]
    new = [text for text, is_possible in now.items() if text.startswith("Neue") and is_possible]
    assert new
    pane.show_portfolio(small_programme().state(at_us=START_US))
    past = menu_of(pane)
    assert past["Als Tabelle kopieren"]
    changing = ("Neue", "Bearbeiten", "Entfernen", "Vertagen", "Als erledigt")
    assert not any(past[text] for text in past if text.startswith(changing))


def test_what_asks_for_changes_is_not_told_in_the_past(pane: Pane) -> None:
    acts = acts_of(pane)
    pane.show_portfolio(small_programme().state(at_us=START_US))
    keys = [Key("project", "wlan")]
    for act in (Acts.EDIT, Acts.BULK, Acts.NEW, Acts.REMOVE, "evidence"):
        pane.ask(act, keys)
    assert not acts
    pane.ask(Acts.EXPORT, keys)
    pane.ask(Acts.HISTORY, [])
    assert acts == [(Acts.EXPORT, keys)]


def test_the_language_changes_headings_and_numbers(pane: Pane) -> None:
    pane.show_portfolio(small_programme().state())
    QLocale.setDefault(QLocale("en_GB"))
    QApplication.sendEvent(pane, QEvent(QEvent.Type.LanguageChange))
    model = pane.table.model()
    cells = " ".join(
        str(model.index(row, column).data())
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    )
    wanted = {BudgetPane: "50,000", DecisionPane: "30/09/2025", KpiPane: "27/02/2026"}
    assert wanted.get(type(pane), "03/11/2025") in cells


def test_a_theme_repaints_all_of_it(pane: Pane) -> None:
    pane.show_portfolio(small_programme().state())
    before = pane.grab().toImage().pixelColor(2, 2)
    theme().apply("dark")
    assert pane.grab().toImage().pixelColor(2, 2) != before


def test_a_selection_made_here_does_not_narrow_the_projects(pane: Pane) -> None:
    made = large_programme(4, 2)
    state = made.state()
    uids = [project.uid for project in state.portfolio.projects]
    pane.show_portfolio(state)
    pane.show_keys([Key("project", uid) for uid in uids[:3]])
    pane.scope.setChecked(True)
    assert pane.scope.projects == frozenset(uids[:3])
    said = heard(pane.keys_selected)
    pane.tell([Key("project", uids[0])])
    pane.show_keys([Key("project", uids[0])])
    assert pane.scope.projects == frozenset(uids[:3])
    pane.show_keys([Key("project", uids[3])])
    assert pane.scope.projects == frozenset(uids[3:])
    pane.show_keys([])
    assert pane.scope.projects == frozenset(uids[3:])
    assert said == [[Key("project", uids[0])]]
