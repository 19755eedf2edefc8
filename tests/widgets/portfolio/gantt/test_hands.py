"""The chart in hands: bars dragged, stretched, joined by mouse and keys, kept in a store."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.inventory.records import Key
from tests.widgets.inventory.made import heard
from tests.widgets.portfolio.gantt.conftest import LEFT, drag, place_of
from tests.widgets.portfolio.joining import Joined
from widgets.inventory.panes import Acts
from widgets.portfolio.gantt import GanttPane
from widgets.portfolio.gantt.chart import Part
from widgets.portfolio.gantt.hands import Drag, Grip


# ---- mouse ---------------------------------------------------------------------------------------
def test_dragging_a_bar_moves_it_in_the_store(joined: Joined[GanttPane]) -> None:
    pane = joined.pane
    begin = place_of(pane, "pilot", share=0.3)
    days = 28
    drag(pane, begin, begin + QPoint(round(days * pane.sheet.chart.scale.per_day), 0))
    expected = date(2026, 3, 12) + timedelta(days)
    assert joined.value("work_item", "pilot", "not_before") == expected.isoformat()
    row = pane.sheet.row("pilot")
    assert row is not None
    assert row.start == expected
    assert not pane.sheet.chart.ghosts


def test_while_dragging_a_ghost_and_words_tell_what_would_be(pane: GanttPane) -> None:
    row = pane.sheet.row("pilot")
    assert row is not None
    pane.sheet.chart.dragged.emit(Drag(row, Grip.MOVE, 28))
    assert {ghost.uid for ghost in pane.sheet.chart.ghosts} == {"pilot", "abnahme"}
    assert "12.03.2026" in pane.steering.words
    assert "Verschiebt auch 1" in pane.steering.words
    pane.sheet.chart.drag = Drag(row, Grip.MOVE, 28)
    QTest.keyClick(pane.sheet.chart, Qt.Key.Key_Escape)
    assert not pane.sheet.chart.ghosts
    assert pane.sheet.chart.drag is None


def test_the_right_edge_changes_the_duration(joined: Joined[GanttPane]) -> None:
    pane = joined.pane
    pane.sheet.chart.reveal("ausbau2")
    rect = pane.sheet.chart.bar_in_view("ausbau2")
    begin = QPointF(rect.right() - 1, rect.center().y()).toPoint()
    if not pane.sheet.chart.viewport().rect().contains(begin):
        bar = pane.sheet.chart.horizontalScrollBar()
        bar.setValue(bar.value() + 300)
        begin -= QPoint(300, 0)
    drag(pane, begin, begin + QPoint(round(14 * pane.sheet.chart.scale.per_day), 0))
    assert joined.value("work_item", "ausbau2", "duration") == 60
    assert joined.value("work_item", "ausbau2", "pessimistic") == 90


def test_dragging_too_early_is_refused_beside_the_bar(joined: Joined[GanttPane]) -> None:
    pane = joined.pane
    begin = place_of(pane, "pilot", share=0.3)
    drag(pane, begin, begin - QPoint(round(40 * pane.sheet.chart.scale.per_day), 0))
    assert joined.wishes == []
    callout = pane.steering.callout
    assert callout.isVisible()
    assert "Davor liegt „Alle Plätze versorgt“" in callout.sentence.text()
    QTest.keyClick(pane.sheet.chart, Qt.Key.Key_Escape)
    assert not callout.isVisible()


def test_what_cannot_be_dragged_says_why(pane: GanttPane) -> None:
    wishes = heard(pane.change_requested)
    begin = place_of(pane, "konzept")
    drag(pane, begin, begin + QPoint(90, 0))
    assert wishes == []
    assert "abgeschlossen" in pane.steering.callout.sentence.text()


def test_a_dependency_is_drawn_from_handle_to_bar(joined: Joined[GanttPane]) -> None:
    pane = joined.pane
    pane.sheet.chart.zoom_by(0.6 / pane.sheet.chart.scale.per_day)
    begin = place_of(pane, "konzept", share=1.0, beyond=9.0)
    hit = pane.sheet.chart.hit(QPointF(begin))
    assert hit is not None
    assert hit.part is Part.FINISH_HANDLE
    rect = pane.sheet.chart.bar_in_view("pilot")
    drag(pane, begin, QPointF(rect.left() + 2, rect.center().y()).toPoint())
    links = [one for one in joined.state().plan.links if one.after == "pilot"]
    assert sorted((one.before, one.type) for one in links) == [("fertig", "FS"), ("konzept", "FS")]


def test_a_conflict_is_told_beside_the_bar_and_the_truth_is_shown(
    joined: Joined[GanttPane],
) -> None:
    pane = joined.pane
    stale = joined.state()
    begin = place_of(pane, "pilot", share=0.3)
    drag(pane, begin, begin + QPoint(round(28 * pane.sheet.chart.scale.per_day), 0))
    pane.show_portfolio(stale)
    begin = place_of(pane, "pilot", share=0.3)
    drag(pane, begin, begin + QPoint(round(56 * pane.sheet.chart.scale.per_day), 0))
    assert "inzwischen geändert" in pane.steering.callout.sentence.text()
    assert not pane.sheet.chart.ghosts


def test_a_double_click_edits_an_item_and_opens_a_project(
    pane: GanttPane, acts: list[tuple[str, list[Key]]]
) -> None:
    opened = heard(pane.open_requested)
    view = pane.sheet.chart.viewport()
    QTest.mouseDClick(view, LEFT, pos=place_of(pane, "pilot"))
    assert acts == [(Acts.EDIT, [Key("work_item", "pilot")])]
    pane.open_row("wlan")
    assert opened == [Key("project", "wlan")]


# ---- keys ----------------------------------------------------------------------------------------
def test_keys_move_by_working_days_and_are_kept_when_they_rest(
    qtbot: QtBot, joined: Joined[GanttPane]
) -> None:
    pane = joined.pane
    pane.show_keys([Key("work_item", "pilot")])
    for _ in range(3):
        QTest.keyClick(pane.sheet.chart, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert joined.wishes == []
    qtbot.waitUntil(lambda: len(joined.wishes) == 1)
    # Thursday and three working days is a Tuesday.
    assert joined.value("work_item", "pilot", "not_before") == "2026-03-17"


def test_keys_with_shift_change_the_duration(joined: Joined[GanttPane]) -> None:
    pane = joined.pane
    pane.show_keys([Key("work_item", "pilot")])
    held = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(pane.sheet.tree, Qt.Key.Key_Left, held)
    pane.steering.settle()
    pane.steering.close()
    assert joined.value("work_item", "pilot", "duration") == 59


def test_keys_walk_zoom_open_copy_and_remove(
    pane: GanttPane, acts: list[tuple[str, list[Key]]]
) -> None:
    chart = pane.sheet.chart
    pane.show_keys([Key("work_item", "pilot")])
    QTest.keyClick(chart, Qt.Key.Key_Down)
    assert pane.sheet.uids() == ["abnahme"]
    before = chart.scale.per_day
    QTest.keyClick(chart, Qt.Key.Key_Plus)
    assert chart.scale.per_day > before
    QTest.keyClick(chart, Qt.Key.Key_Minus)
    assert chart.scale.per_day == pytest.approx(before)
    chart.horizontalScrollBar().setValue(0)
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.horizontalScrollBar().value() > 0
    QTest.keyClick(chart, Qt.Key.Key_Return)
    QTest.keyClick(chart, Qt.Key.Key_Delete)
    key = [Key("milestone", "abnahme")]
    assert acts == [(Acts.EDIT, key), (Acts.REMOVE, key)]
    QTest.keyClick(chart, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].startswith("Name\tBeginn\tEnde")
    assert len(lines) == 11
    assert "    Ausbau Süd\t31.12.2025" in lines[5]
