"""The page of a project: what it shows of the programme, what is remembered."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.inventory.records import Key
from app.domain.portfolio.evidence.results import EvidenceResult, Verdict
from app.domain.portfolio.statuses import Light
from tests.fakes.clocks import START_US
from tests.portfolios import Programme, small_programme
from tests.widgets.portfolio.project.shown import WLAN, section, texts
from widgets.inventory.card.parts import FactRows
from widgets.inventory.panes import Acts
from widgets.portfolio.project import ProjectPane
from widgets.theme import theme


# ---- what is shown ---------------------------------------------------------------------------
def test_without_a_selection_it_says_what_to_do(qtbot: QtBot, pane: ProjectPane) -> None:
    assert "Wählen Sie ein Projekt" in pane.stage.placeholder.sentence
    with qtbot.waitSignal(pane.act_requested) as told:
        pane.stage.action_requested.emit()
    assert told.args == [Acts.NEW, [Key("project", "")]]


@pytest.mark.parametrize(
    ("key", "title"),
    [
        (WLAN, "1.1 WLAN in der Innenstadt"),
        (Key("milestone", "abnahme"), "1.2 Adaptive Ampeln"),
        (Key("kpi_value", "w3"), "1.1 WLAN in der Innenstadt"),
        (Key("budget_line", "geld2"), "1.1 WLAN in der Innenstadt"),
    ],
)
def test_the_project_of_what_is_selected_is_shown(pane: ProjectPane, key: Key, title: str) -> None:
    pane.show_keys([key])
    assert pane.stage.is_content_shown
    assert pane.head.title.text() == title


def test_what_belongs_to_no_project_leaves_the_page(pane: ProjectPane) -> None:
    pane.show_keys([WLAN])
    pane.show_keys([Key("fund", "topf")])
    pane.show_keys([])
    assert pane.head.title.text().endswith("Innenstadt")


def test_a_selection_before_the_first_state_is_shown_with_it(qtbot: QtBot) -> None:
    made = ProjectPane()
    qtbot.addWidget(made)
    made.show_keys([Key("milestone", "abnahme")])
    made.show_portfolio(small_programme().state())
    assert made.facts is not None
    assert made.facts.key == Key("project", "ampel")
    made.close_feed()


def test_the_light_has_all_its_reasons(pane: ProjectPane) -> None:
    pane.show_keys([WLAN])
    assert pane.facts is not None
    words = texts(section(pane, "lights"))
    for judgement in pane.facts.status.judgements:
        assert judgement.reason in words
    assert pane.head.light.accessibleName().startswith("kritisch")
    assert pane.head.state.text == "läuft"


def test_the_page_tells_how_it_stood_before(pane: ProjectPane) -> None:
    state = small_programme().state()
    assert "Vor 90 Tagen" not in texts(section(pane, "lights"))
    moved = replace(state.statuses["wlan"], earlier=Light.YELLOW)
    pane.show_portfolio(replace(state, statuses={**state.statuses, "wlan": moved}))
    pane.show_keys([WLAN])
    assert "Vor 90 Tagen stand es besser: gefährdet." in texts(section(pane, "lights"))
    assert "besser: gefährdet" in pane.head.light.accessibleName()


def test_a_light_by_hand_tells_its_day_and_what_the_rules_say(pane: ProjectPane) -> None:
    made = small_programme()
    made.change("wlan", light="yellow", light_reason="Wird besser", light_until="2025-12-01")
    pane.show_portfolio(made.state())
    pane.show_keys([WLAN])
    words = texts(section(pane, "lights"))
    assert "Von Hand gesetzt, gilt bis 01.12.2025: Wird besser" in words
    assert "Nach den Regeln wäre die Ampel: kritisch." in words
    made.change("wlan", light_until="2025-11-01")
    pane.show_portfolio(made.state())
    assert "galt bis 01.11.2025" in texts(section(pane, "lights"))


def test_all_that_belongs_to_the_project_is_there(pane: ProjectPane) -> None:
    made = small_programme()
    made.change("wlan", reported_progress=62, benefit="Mehr Menschen in der Stadt.")
    pane.show_portfolio(made.state())
    pane.show_keys([WLAN])
    assert "Amt für Digitales" in texts(section(pane, "facts"))
    assert "123/25" in texts(section(pane, "facts"))
    assert "Mehr Menschen" in texts(section(pane, "goals"))
    progress = texts(section(pane, "progress"))
    assert "1 von 3 Arbeitspaketen fertig" in progress
    assert "62\u202f%, Stand 17.11.2025" in progress
    assert "erreicht am 30.09.2025" in texts(section(pane, "milestones"))
    assert "erwartet am" in texts(section(pane, "milestones"))
    assert "Höhe 16 von 25" in texts(section(pane, "risks"))
    assert "seit 21 Tagen überfällig" in texts(section(pane, "risks"))
    assert "Vertrag schließen · Einkauf · bis 14.11.2025" in texts(section(pane, "decisions"))
    figures = texts(section(pane, "figures"))
    assert "31\u202fStück am 01.11.2025 (gemessen) · Ziel 60\u202fStück bis 27.02.2026" in figures
    assert "vorher 0\u202fPersonen, nachher 450\u202fPersonen" in figures


def test_the_budget_is_summed_by_year(pane: ProjectPane) -> None:
    made = small_programme()
    made.line("wlan", "topf", 2025, plan=5_000, actual=1_000)
    pane.show_portfolio(made.state())
    pane.show_keys([WLAN])
    words = texts(section(pane, "budget")).split("\n")
    row = words.index("2025")
    assert words[row + 1 : row + 5] == ["55.000", "45.000", "21.000", "55.000"]
    row = words.index("Summe")
    assert words[row + 1] == "85.000"


def test_evidence_stands_beside_the_milestone(pane: ProjectPane) -> None:
    found = EvidenceResult(Verdict.OPEN, 3.0, "Plätze", 10.0)
    pane.show_portfolio(small_programme().state(evidence={Key("milestone", "beschluss"): found}))
    pane.show_keys([WLAN])
    words = texts(section(pane, "milestones"))
    assert "Nachweis: noch nicht belegt · 3 von 10\u202fPlätze · Meldung weicht ab" in words
    assert pane.head.drift.text == "Meldung weicht ab"
    unknown = EvidenceResult(Verdict.UNKNOWN, problem="Es gibt keine Werte.")
    pane.show_portfolio(small_programme().state(evidence={Key("kpi", "punkte"): unknown}))
    assert "Nachweis: kein Wert · Es gibt keine Werte." in texts(section(pane, "figures"))
    assert pane.head.drift.text == ""


def test_a_bare_project_shows_no_empty_sections(pane: ProjectPane) -> None:
    made = Programme()
    made.project("Neu", uid="neu", state="idea", starts_on=None)
    pane.show_portfolio(made.state())
    pane.show_keys([Key("project", "neu")])
    hidden = {name for name, one in pane.sections.items() if not one.isVisibleTo(pane)}
    assert hidden == {"facts", "goals", "progress", "figures", "documents"}


def test_the_same_facts_are_not_built_again(pane: ProjectPane) -> None:
    pane.show_keys([WLAN])
    before = section(pane, "facts").findChildren(FactRows)
    pane.show_portfolio(small_programme().state())
    assert section(pane, "facts").findChildren(FactRows) == before
    changed = small_programme()
    changed.change("wlan", sponsor="Dezernat III")
    pane.show_portfolio(changed.state())
    assert "Dezernat III" in texts(section(pane, "facts"))


def test_a_project_that_is_gone_is_said_to_be(pane: ProjectPane) -> None:
    pane.show_keys([Key("project", "ampel")])
    made = small_programme()
    made.remove("ampel")
    pane.show_portfolio(made.state())
    assert "gibt es nicht mehr" in pane.stage.placeholder.sentence
    pane.show_portfolio(replace(made.state(), at_us=START_US))
    assert "zu diesem Zeitpunkt nicht" in pane.stage.placeholder.sentence


# ---- memory, language, looks -------------------------------------------------------------------
def test_what_is_folded_is_remembered(qtbot: QtBot, pane: ProjectPane) -> None:
    pane.show_keys([WLAN])
    section(pane, "budget").set_open(is_open=False)
    kept = pane.save_state()
    other = ProjectPane()
    qtbot.addWidget(other)
    other.restore_state(kept)
    assert not other.sections["budget"].is_open
    assert other.save_state() == kept
    other.restore_state({"folded": 3})
    other.close_feed()


def test_another_language_and_theme_build_the_page_again(pane: ProjectPane) -> None:
    pane.show_keys([WLAN])
    theme().apply("dark")
    QApplication.sendEvent(pane, QEvent(QEvent.Type.LanguageChange))
    assert pane.head.edit.text() == "Bearbeiten"
    assert "Geräte kommen spät" in texts(section(pane, "risks"))
    assert pane.head.edit.accessibleName()
