"""The bar above the chart: whole words, and what leaves for the menu when it is narrow."""

from itertools import pairwise

import pytest
from PySide6.QtWidgets import QComboBox, QMenu, QStyle, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from widgets.portfolio.gantt import GanttPane


def room_of(box: QComboBox) -> int:
    """Return px there are for the words of a box."""
    option = QStyleOptionComboBox()
    option.initFrom(box)
    part = QStyle.SubControl.SC_ComboBoxEditField
    return box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, part, box
    ).width()  # fmt: skip


@pytest.mark.parametrize("width", [640, 820, 1_100, 1_280, 1_600])
def test_filters_that_are_seen_show_whole_words_and_nothing_overlaps(
    qtbot: QtBot, pane: GanttPane, width: int
) -> None:
    pane.resize(width, 600)
    bar = pane.bar
    for box in bar.boxes.values():
        if box.isVisible():
            words = box.fontMetrics().horizontalAdvance(box.itemText(0))
            assert room_of(box) >= words
    seen = [one for one in (bar.filter, *bar.boxes.values(), bar.only_chosen, bar.zoom_out,
                            bar.today, bar.fit, bar.baseline, bar.simulate, bar.more)
            if one.isVisible()]  # fmt: skip

    def is_apart() -> bool:
        rects = sorted((one.geometry() for one in seen), key=lambda rect: rect.left())
        return rects[-1].right() <= bar.width() and all(
            left.right() < right.left() for left, right in pairwise(rects)
        )

    qtbot.waitUntil(is_apart)


def test_what_has_no_room_stands_in_the_menu(pane: GanttPane) -> None:
    pane.resize(1_600, 600)
    entries = {action.text(): action for action in pane.bar.menu.actions()}
    hidden = ["Organisation", "Welle", "Alles zeigen (F)", "Termine simulieren"]
    assert not any(entries[text].isVisible() for text in hidden)
    pane.resize(560, 600)
    assert all(entries[text].isVisible() for text in hidden)
    assert pane.bar.boxes["field"].isVisible()
    before = pane.sheet.chart.scale.per_day
    entries["Alles zeigen (F)"].trigger()
    assert pane.sheet.chart.scale.per_day != before


def test_a_filter_in_the_menu_filters_and_then_comes_back(pane: GanttPane) -> None:
    pane.resize(560, 600)
    bar = pane.bar
    menu = next(one.menu() for one in bar.menu.actions() if one.text() == "Organisation")
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    choice = next(one for one in menu.actions() if one.text() == "A15")
    choice.trigger()
    assert bar.choice.organisation == "amt"
    pane.resize(561, 600)
    assert bar.boxes["organisation"].isVisible()
