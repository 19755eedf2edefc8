"""The pane: selection, folding, zoom, states, menu, baseline, simulation, what is remembered."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.domain.inventory.records import Key
from tests.fakes.clocks import START_US
from tests.portfolios import Programme, large_programme, small_programme
from tests.widgets.inventory.made import heard
from tests.widgets.portfolio.gantt.conftest import LEFT, drag, place_of
from tests.widgets.portfolio.joining import Joined
from widgets.inventory.panes import Acts
from widgets.portfolio.gantt import GanttPane
from widgets.portfolio.gantt.baselines import BaselineDialog, BaselineWish
from widgets.portfolio.gantt.tree_model import Column


# ---- what is shown -------------------------------------------------------------------------------
def test_rows_of_tree_and_chart_lie_at_the_same_height(pane: GanttPane) -> None:
    tree, chart = pane.sheet.tree, pane.sheet.chart
    for uid in ("wlan", "ausbau2", "abnahme"):
        rect = tree.visualRect(pane.sheet.model.index_of(uid))
        place = chart.content.places[uid] if chart.content else -1
        assert rect.top() == round(place * chart.row_height)
        assert rect.height() == chart.row_height
    top = tree.viewport().mapToGlobal(QPoint(0, 0)).y()
    assert chart.viewport().mapToGlobal(QPoint(0, 0)).y() == top


def test_cells_say_days_slack_progress(pane: GanttPane) -> None:
    model = pane.sheet.model
    cells = [str(model.index_of("ausbau1", column).data()) for column in Column]
    assert cells[:6] == ["Ausbau Nord", "06.10.2025", "19.12.2025", "55", "-8", "50\u202f%"]
    spoken = model.index_of("ausbau1").data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Ausbau Nord, auf dem kritischen Weg"
    assert "Puffer" in str(model.headerData(Column.SLACK, Qt.Orientation.Horizontal))


def test_both_scroll_together(qtbot: QtBot, pane: GanttPane) -> None:
    pane.show_portfolio(large_programme(4, 20).state())
    pane.sheet.chart.verticalScrollBar().setValue(130)
    assert pane.sheet.tree.verticalScrollBar().value() == 130
    pane.sheet.tree.verticalScrollBar().setValue(20)
    assert pane.sheet.chart.verticalScrollBar().value() == 20


def test_folding_in_the_tree_folds_the_chart_and_a_new_state_keeps_it(pane: GanttPane) -> None:
    pane.sheet.tree.collapse(pane.sheet.model.index_of("wlan"))
    content = pane.sheet.chart.content
    assert content is not None
    assert [row.uid for row in content.rows] == ["wlan", "ampel", "pilot", "abnahme"]
    changed = small_programme()
    changed.item("ampel", "Neu", uid="neu")
    pane.show_portfolio(changed.state())
    assert not pane.sheet.tree.isExpanded(pane.sheet.model.index_of("wlan"))
    content = pane.sheet.chart.content
    assert content is not None
    assert content.rows[0].uid == "wlan"
    assert content.rows[1].uid == "ampel"


def test_selection_is_told_once_and_followed_silently(pane: GanttPane) -> None:
    said = heard(pane.keys_selected)
    view = pane.sheet.chart.viewport()
    QTest.mouseClick(view, LEFT, pos=place_of(pane, "pilot"))
    assert said == [[Key("work_item", "pilot")]]
    pane.sheet.tree.collapse(pane.sheet.model.index_of("wlan"))
    pane.show_keys([Key("work_item", "ausbau2")])
    assert len(said) == 1
    assert pane.sheet.chart.chosen == {"ausbau2"}
    assert pane.sheet.tree.isExpanded(pane.sheet.model.index_of("wlan"))


def test_a_dependency_is_shown_by_its_ends_and_a_risk_by_its_project(pane: GanttPane) -> None:
    pane.show_keys([Key("dependency", "f-p")])
    assert pane.sheet.chart.chosen == {"fertig", "pilot"}
    pane.show_keys([Key("risk", "fachkraft")])
    assert pane.sheet.chart.chosen == {"ampel"}
    pane.show_keys([Key("organisation", "amt")])
    assert pane.sheet.chart.chosen == frozenset()


def test_a_state_keeps_the_selection(pane: GanttPane) -> None:
    pane.show_keys([Key("work_item", "pilot")])
    changed = small_programme()
    changed.item("wlan", "Neu")
    pane.show_portfolio(changed.state())
    assert pane.sheet.uids() == ["pilot"]
    assert pane.sheet.chart.chosen == {"pilot"}


def test_filters_leave_rows_out_and_an_empty_result_offers_all(pane: GanttPane) -> None:
    pane.bar.filter.setText("pilot")
    assert [row.uid for row in pane.sheet.rows] == ["ampel", "pilot"]
    pane.bar.filter.setText("gibt es nicht")
    assert pane.stage.notice.sentence == "Nichts passt zu diesem Filter."
    pane.stage.notice.action_requested.emit()
    assert len(pane.sheet.rows) == 10
    assert pane.stage.notice.sentence == ""


def test_only_the_selected_projects_can_be_shown(pane: GanttPane) -> None:
    pane.show_keys([Key("milestone", "abnahme")])
    pane.bar.only_chosen.click()
    assert {row.project for row in pane.sheet.rows} == {"ampel"}
    pane.bar.only_chosen.click()
    assert len(pane.sheet.rows) == 10


def test_zoom_keeps_the_day_under_the_pointer(pane: GanttPane) -> None:
    chart = pane.sheet.chart
    before = chart.scale.day(chart.offset.x() + 300)
    chart.zoom_by(2.0, 300.0)
    after = chart.scale.day(chart.offset.x() + 300)
    assert abs((after - before).days) <= 1
    chart.fit()
    assert chart.scale.width <= chart.viewport().width() + 1


# ---- states --------------------------------------------------------------------------------------
def test_without_projects_one_sentence_and_a_way_out(qtbot: QtBot, pane: GanttPane) -> None:
    said: list[tuple[str, list[Key]]] = []
    pane.act_requested.connect(lambda name, keys: said.append((name, keys)))
    pane.show_portfolio(Programme().state())
    assert not pane.stage.is_content_shown
    assert "Noch gibt es keine Projekte" in pane.stage.placeholder.sentence
    pane.stage.placeholder.action_requested.emit()
    assert said == [(Acts.NEW, [Key("project", "")])]


def test_the_past_can_be_looked_at_only(pane: GanttPane) -> None:
    wishes = heard(pane.change_requested)
    pane.show_portfolio(small_programme().state(at_us=START_US))
    assert "Stand vom 24.11.2025" in pane.stage.notice.sentence
    begin = place_of(pane, "pilot")
    drag(pane, begin, begin + QPoint(120, 0))
    pane.show_keys([Key("work_item", "pilot")])
    QTest.keyClick(pane.sheet.chart, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    pane.steering.settle()
    assert wishes == []
    assert not pane.bar.baseline.isEnabled()
    menu = pane.menu_of("pilot")
    assert menu is not None
    enabled = {action.objectName() for action in menu.actions() if action.isEnabled()}
    assert {"history", "copy"} <= enabled
    assert not enabled & {"edit", "done", "remove", "work_item", "milestone"}


def test_a_ring_is_named_and_bars_stand_where_they_were_entered(pane: GanttPane) -> None:
    made = small_programme()
    made.link("abnahme", "pilot")
    pane.show_portfolio(made.state())
    sentence = pane.stage.notice.sentence
    assert "im Kreis" in sentence
    assert "„Pilot“" in sentence
    assert "„Abnahme“" in sentence
    row = pane.sheet.row("konzept")
    assert row is not None
    assert row.start == date(2025, 9, 1)


# ---- menu, baseline, simulation ------------------------------------------------------------------
def action(found: list[QAction], text: str) -> QAction:
    return next(one for one in found if text in one.text())


def test_the_menu_begins_new_items_within_their_project(
    pane: GanttPane, acts: list[tuple[str, list[Key]]]
) -> None:
    menu = pane.menu_of("pilot")
    assert menu is not None
    action(menu.actions(), "Neues Arbeitspaket").trigger()
    action(menu.actions(), "Neuer Meilenstein").trigger()
    project, within = Key("project", "ampel"), Key("work_item", "pilot")
    assert acts == [
        (Acts.NEW, [Key("work_item", ""), project, within]),
        (Acts.NEW, [Key("milestone", ""), project]),
    ]


def test_the_menu_changes_and_removes_dependencies(joined: Joined[GanttPane]) -> None:
    menu = joined.pane.menu_of("pilot")
    assert menu is not None
    entry = action(menu.actions(), "wartet auf „Alle Plätze versorgt“ · FS")
    below = entry.menu()
    assert isinstance(below, QMenu)
    action(below.actions(), "Anfang–Anfang").trigger()
    assert joined.value("dependency", "f-p", "type") == "SS"
    menu = joined.pane.menu_of("pilot")
    assert menu is not None
    below = action(menu.actions(), "wartet auf").menu()
    assert isinstance(below, QMenu)
    action(below.actions(), "entfernen").trigger()
    assert joined.state().portfolio.get("dependency", "f-p") is None


def test_the_menu_marks_an_item_as_done(joined: Joined[GanttPane]) -> None:
    menu = joined.pane.menu_of("ausbau1")
    assert menu is not None
    action(menu.actions(), "erledigt").trigger()
    row = joined.pane.sheet.row("ausbau1")
    assert row is not None
    assert row.item is not None
    assert row.item.is_done


def test_a_baseline_is_kept_and_later_moves_are_seen_against_it(joined: Joined[GanttPane]) -> None:
    pane = joined.pane
    pane.take_baseline(BaselineWish("Stand Advent", "Lenkungskreis", "ampel"))
    (kept,) = [
        one for one in joined.state().portfolio.all("baseline") if one.text("project") == "ampel"
    ]
    assert kept.text("approved_by") == "Lenkungskreis"
    begin = place_of(pane, "pilot", share=0.3)
    drag(pane, begin, begin + QPoint(round(28 * pane.sheet.chart.scale.per_day), 0))
    row = pane.sheet.row("pilot")
    assert row is not None
    assert row.item is not None
    assert row.item.baseline_start == date(2026, 3, 12)
    assert (row.item.baseline_slip or 0) > 0


def test_the_dialog_of_a_baseline_needs_a_name(qtbot: QtBot) -> None:
    projects = small_programme().state().portfolio.projects
    dialog = BaselineDialog(projects, "ampel", "Stand 24.11.2025")
    qtbot.addWidget(dialog)
    assert dialog.wish() == BaselineWish("Stand 24.11.2025", "", "ampel")
    dialog.name.setText("  ")
    assert not dialog.ok.isEnabled()


def test_the_simulation_marks_projects_and_open_milestones(qtbot: QtBot, pane: GanttPane) -> None:
    model = pane.sheet.model
    assert model.index_of("fertig", Column.P80).data() == "–"
    pane.bar.simulate.click()
    assert not pane.bar.simulate.isEnabled()
    qtbot.waitUntil(pane.bar.simulate.isEnabled)
    content = pane.sheet.chart.content
    assert content is not None
    assert set(content.outlooks) == {"wlan", "ampel", "fertig", "abnahme"}
    assert all(one.p50 <= one.p80 for one in content.outlooks.values())
    assert model.index_of("fertig", Column.P80).data() != "–"
    tip = str(model.index_of("fertig").data(Qt.ItemDataRole.ToolTipRole))
    assert "2.000 Durchläufe" in tip


def test_after_a_change_the_simulation_is_done_anew(qtbot: QtBot, pane: GanttPane) -> None:
    pane.simulate()
    qtbot.waitUntil(lambda: bool(pane.sheet.model.outlooks))
    before = pane.sheet.model.outlooks["abnahme"]
    changed = small_programme()
    changed.change("pilot", duration=120, optimistic=100, pessimistic=200)
    pane.show_portfolio(changed.state())
    assert not pane.sheet.model.outlooks
    qtbot.waitUntil(lambda: bool(pane.sheet.model.outlooks))
    assert pane.sheet.model.outlooks["abnahme"].p50 > before.p50


# ---- remembered, translated ----------------------------------------------------------------------
def test_zoom_columns_and_folds_are_remembered(pane: GanttPane, qtbot: QtBot) -> None:
    pane.sheet.chart.zoom_by(2.0)
    pane.sheet.tree.collapse(pane.sheet.model.index_of("ausbau"))
    saved = pane.save_state()
    other = GanttPane()
    qtbot.addWidget(other)
    other.restore_state(saved)
    other.show_portfolio(small_programme().state())
    assert other.sheet.chart.scale.per_day == pane.sheet.chart.scale.per_day
    assert "ausbau" in other.sheet.folded
    assert other.sheet.row("ausbau1") is not None
    other.close_feed()


@pytest.mark.parametrize("saved", [{}, {"sheet": 1}, {"sheet": {"sizes": "x", "folded": [1]}}])
def test_what_does_not_fit_is_passed_over(pane: GanttPane, saved: dict[str, object]) -> None:
    pane.restore_state(saved)
    assert pane.sheet.chart.scale.per_day > 0
    assert pane.sheet.folded == set()
