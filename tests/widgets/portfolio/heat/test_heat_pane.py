"""The list of projects: rows, groups, filters, order, moments, memory."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.inventory.records import Key
from app.domain.portfolio.evidence.results import EvidenceResult, Verdict
from app.domain.portfolio.statuses import Light
from app.services.portfolio.states import PortfolioState
from tests.fakes.clocks import START_US
from tests.portfolios import TODAY, Programme
from tests.widgets.portfolio.heat.shown import bands, cell, group_by, pick, programme, shown, tip
from widgets.inventory.panes import Acts
from widgets.portfolio.heat import HeatPane
from widgets.portfolio.heat.columns import Column
from widgets.portfolio.heat.model import Grouping
from widgets.texts import DASH
from widgets.theme import theme


# ---- what rows say ---------------------------------------------------------------------------
def test_a_row_says_how_the_project_stands(pane: HeatPane) -> None:
    assert cell(pane, "wlan", Column.LIGHT) == "kritisch"
    assert "Geräte kommen spät" in cell(pane, "wlan", Column.REASON)
    assert cell(pane, "wlan", Column.STATE) == "läuft"
    assert cell(pane, "wlan", Column.REPORTED) == "62\u202f%"
    assert cell(pane, "wlan", Column.MILESTONE).startswith("27.02.2026 · verspätet · Alle Plätze")
    assert cell(pane, "wlan", Column.BUDGET) == "25\u202f%"  # 20.000 of 80.000 €
    assert cell(pane, "wlan", Column.RISK) == "16 · Geräte kommen spät"
    assert cell(pane, "wlan", Column.ORGANISATION) == "Amt für Digitales"
    assert cell(pane, "idee", Column.SIMULATED) == "Simulation"
    assert cell(pane, "idee", Column.LATE) == DASH


def test_lateness_is_the_computed_end_against_the_agreed_one(pane: HeatPane) -> None:
    state = pane.portfolio_state
    assert state is not None
    late = (state.plan.finishes["wlan"] - TODAY.replace(year=2026, month=2, day=27)).days
    assert late > 0
    assert cell(pane, "wlan", Column.LATE) == f"+{late} Tage"
    assert cell(pane, "ampel", Column.LATE).startswith("\u2212")


def test_tooltips_have_all_reasons_and_units(pane: HeatPane) -> None:
    reasons = tip(pane, "wlan", Column.LIGHT)
    assert reasons.startswith("Kritisch")
    state = pane.portfolio_state
    assert state is not None
    assert reasons.count("•") == len(state.statuses["wlan"].judgements)
    assert "Ansatz: 80.000\u202f€" in tip(pane, "wlan", Column.BUDGET)
    assert "keinen Haushaltsansatz" in tip(pane, "ampel", Column.BUDGET)
    assert "Gemeldet: 62" in tip(pane, "wlan", Column.PROGRESS)


def test_a_difference_from_the_evidence_is_marked_and_told(pane: HeatPane) -> None:
    assert cell(pane, "wlan", Column.DRIFT) == ""
    open_yet = EvidenceResult(Verdict.OPEN, 3.0, "Plätze", 10.0)
    pane.show_portfolio(programme().state(evidence={Key("milestone", "beschluss"): open_yet}))
    assert cell(pane, "wlan", Column.DRIFT) == "weicht ab"
    assert "der Nachweis fehlt" in tip(pane, "wlan", Column.DRIFT)


def test_every_cell_has_words_for_screen_readers_and_a_tooltip_where_it_needs_one(
    pane: HeatPane,
) -> None:
    assert pane.model.index(0, 0).data() == "Welle I (2) · 1 kritisch, 1 im Plan"
    assert pane.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) is None
    for column in Column:
        index = pane.model.index(1, column)
        assert index.data(Qt.ItemDataRole.AccessibleTextRole) == index.data()
        header = pane.model.headerData(
            column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole
        )
        assert header
    milestone = tip(pane, "wlan", Column.MILESTONE).splitlines()
    assert milestone[:2] == ["Alle Plätze versorgt", "Geplant: 27.02.2026"]
    assert milestone[-1].startswith("Verzug: +")
    assert tip(pane, "wlan", Column.LATE).startswith("Vereinbartes Ende: 27.02.2026\n")
    assert tip(pane, "wlan", Column.ORGANISATION) == "Amt für Digitales"
    assert "erfunden" in tip(pane, "idee", Column.SIMULATED)
    assert tip(pane, "wlan", Column.SIMULATED) == ""
    aligned = pane.model.index(1, Column.LATE).data(Qt.ItemDataRole.TextAlignmentRole)
    assert aligned & Qt.AlignmentFlag.AlignRight


def test_bars_grow_with_what_they_show_and_mark_the_plan_when_it_is_passed(
    pane: HeatPane,
) -> None:
    def ink(actual: float) -> tuple[int, int]:
        """Return how many pixels of the budget's cell are muted, and how many as dark as text."""
        made = programme()
        made.change("geld1", plan=10_000, committed=0, actual=actual)
        made.change("geld2", plan=0, forecast=None)
        pane.show_portfolio(made.state())
        header = pane.table.horizontalHeader()
        left, width = header.sectionViewportPosition(Column.BUDGET), 60
        pane.table.horizontalScrollBar().setValue(left)
        image = pane.table.viewport().grab().toImage()
        place = pane.table.visualRect(pane.model.index(1, Column.BUDGET))
        colours = [
            image.pixelColor(place.left() + x, place.center().y()).name() for x in range(width)
        ]
        tokens = theme().tokens
        return colours.count(tokens.muted), colours.count(tokens.text)

    none, half, whole = ink(0), ink(5_000), ink(10_000)
    assert none[0] == 0 < half[0] < whole[0]
    assert whole[1] == 0
    assert ink(20_000)[1] > 0


# ---- groups, order, filters ------------------------------------------------------------------
def test_projects_are_grouped_by_wave_first_and_those_without_come_last(pane: HeatPane) -> None:
    assert bands(pane) == ["Welle I", "Ohne Welle"]
    first = pane.model.band(0)
    assert first is not None
    assert first.count == 2
    assert first.note == "1 kritisch, 1 im Plan"


@pytest.mark.parametrize(
    ("grouping", "titles"),
    [
        (Grouping.AREA, ["Digitale Infrastruktur", "Ohne Handlungsfeld"]),
        (Grouping.ORGANISATION, ["Amt für Digitales", "Ohne Federführung"]),
        (Grouping.STATE, ["Idee", "geplant", "läuft"]),
        (Grouping.LIGHT, ["Kritisch", "Im Plan", "Nicht bewertet"]),
        (Grouping.NONE, []),
    ],
)
def test_other_groups(pane: HeatPane, grouping: Grouping, titles: list[str]) -> None:
    group_by(pane, grouping)
    assert bands(pane) == titles
    assert sorted(shown(pane)) == ["ampel", "idee", "wlan"]


def test_numbers_are_ordered_as_numbers_and_the_worst_light_comes_first(pane: HeatPane) -> None:
    group_by(pane, Grouping.NONE)
    assert shown(pane) == ["wlan", "ampel", "idee"]  # 1.1, 1.2, 1.10
    pane.table.sortByColumn(Column.LIGHT, Qt.SortOrder.AscendingOrder)
    assert shown(pane) == ["wlan", "ampel", "idee"]
    pane.table.sortByColumn(Column.LIGHT, Qt.SortOrder.DescendingOrder)
    assert shown(pane) == ["idee", "ampel", "wlan"]
    pane.table.sortByColumn(Column.LATE, Qt.SortOrder.AscendingOrder)
    assert shown(pane) == ["wlan", "ampel", "idee"]


@pytest.mark.parametrize("column", list(Column))
def test_every_column_orders_all_rows(pane: HeatPane, column: Column) -> None:
    for order in Qt.SortOrder:
        pane.table.sortByColumn(column, order)
        assert sorted(shown(pane)) == ["ampel", "idee", "wlan"]


def test_counts_at_the_top_filter_and_stay_those_of_all(pane: HeatPane) -> None:
    red = pane.bar.lights[Light.RED]
    assert red.text() == "1 kritisch"
    red.click()
    assert shown(pane) == ["wlan"]
    assert pane.bar.lights[Light.GREEN].text() == "1 im Plan"
    assert pane.tally.text() == "Projekte: 1 von 3"
    pane.bar.lights[Light.GREEN].click()
    assert shown(pane) == ["wlan", "ampel"]
    red.click()
    pane.bar.lights[Light.GREEN].click()
    assert len(shown(pane)) == 3


def test_states_words_and_lights_hold_together(pane: HeatPane) -> None:
    assert list(pane.bar.states) == ["idea", "planned", "running"]
    pane.bar.states["planned"].click()
    assert shown(pane) == ["ampel"]
    pane.bar.filter.setText("wlan")
    assert "Kein Projekt passt" in pane.rows_stage.placeholder.sentence
    pane.rows_stage.action_requested.emit()
    assert len(shown(pane)) == 3
    assert pane.bar.is_at_rest
    pane.bar.filter.setText("strassen")
    assert shown(pane) == []
    pane.bar.filter.setText("digitales AMT")
    assert shown(pane) == ["wlan", "ampel"]


def test_a_band_folds_by_key_and_by_mouse(qtbot: QtBot, pane: HeatPane) -> None:
    pane.table.setFocus()
    pane.table.setCurrentIndex(pane.model.index(0, 0))
    QTest.keyClick(pane.table, Qt.Key.Key_Left)
    assert shown(pane) == ["idee"]
    QTest.keyClick(pane.table, Qt.Key.Key_Left)
    assert shown(pane) == ["idee"]
    QTest.keyClick(pane.table, Qt.Key.Key_Right)
    assert len(shown(pane)) == 3
    place = pane.table.visualRect(pane.model.index(0, 0)).center()
    QTest.mouseClick(pane.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert shown(pane) == ["idee"]
    assert len(pane.model.chosen) == 3


# ---- states ----------------------------------------------------------------------------------
def past(state: PortfolioState) -> PortfolioState:
    return replace(state, at_us=START_US)


def test_the_past_says_so_and_offers_no_change(qtbot: QtBot, pane: HeatPane) -> None:
    pane.show_portfolio(past(programme().state()))
    assert "vergangenen Stand" in pane.stage.notice.sentence
    pick(pane, "wlan")
    menu = pane.make_menu()
    possible = {one.objectName() for one in menu.actions() if one.isEnabled()} - {""}
    assert possible == {"open", "history", "copy", "export"}
    with qtbot.assertNotEmitted(pane.change_requested), qtbot.assertNotEmitted(pane.act_requested):
        pane.drop_light()
        pane.make_project()
        pane.make_part("risk")
        QTest.keyClick(pane.table, Qt.Key.Key_Delete)
    pane.show_portfolio(programme().state())
    assert pane.stage.notice.sentence == ""


def test_without_projects_there_is_one_sentence_and_one_action(
    qtbot: QtBot, pane: HeatPane
) -> None:
    pane.show_portfolio(Programme().state())
    assert pane.stage.placeholder.sentence == "Noch keine Projekte."
    with qtbot.waitSignal(pane.act_requested) as told:
        pane.stage.action_requested.emit()
    assert told.args == [Acts.NEW, [Key("project", "")]]


def test_what_is_remembered_comes_back(qtbot: QtBot, pane: HeatPane) -> None:
    pane.table.horizontalHeader().setSectionHidden(Column.RISK, True)
    pane.table.sortByColumn(Column.LATE, Qt.SortOrder.DescendingOrder)
    group_by(pane, Grouping.LIGHT)
    pane.bar.states["running"].click()
    kept = pane.save_state()
    other = HeatPane()
    qtbot.addWidget(other)
    other.restore_state(kept)
    other.show_portfolio(programme().state())
    assert shown(other) == ["wlan"]
    assert other.table.horizontalHeader().isSectionHidden(Column.RISK)
    assert other.save_state() == kept
    other.restore_state({"columns": 3, "sort": ["NIE", 1], "folded": 1, "lights": 2})
    assert len(shown(other)) == 3
    other.close_feed()


def test_another_language_and_theme_keep_what_is_shown(pane: HeatPane) -> None:
    pick(pane, "ampel")
    theme().apply("dark")
    QApplication.sendEvent(pane, QEvent(QEvent.Type.LanguageChange))
    assert [one.uid for one in pane.records()] == ["ampel"]
    assert pane.model.headerData(Column.LIGHT, Qt.Orientation.Horizontal) == "Ampel"
    assert pane.grab().width() == pane.width()
    assert pane.table.accessibleName()
