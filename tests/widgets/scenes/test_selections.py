"""The strip after a lasso: how much is selected, and what becomes of it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.texts import Text
from tests.fakes.city import make_city
from widgets.scenes.selections import MOST_CURVES, SelectionStrip

CITY = make_city(60)
NOISE = [point for point in CITY.points if point.type == "noise.laeq"]


@pytest.fixture
def strip(qtbot: QtBot) -> SelectionStrip:
    view = QWidget()
    qtbot.addWidget(view)
    view.resize(700, 400)
    view.show()
    qtbot.waitExposed(view)
    return SelectionStrip(view)


def test_it_says_how_much_is_selected(strip: SelectionStrip) -> None:
    strip.show_choice(12, CITY.points[:20])
    assert strip.isVisible()
    assert strip.summary.text() == "12 Geräte, 20 Datenpunkte"
    strip.show_choice(1, CITY.points[:1])
    assert strip.summary.text() == "1 Gerät, 1 Datenpunkt"


def test_nothing_selected_is_no_strip(strip: SelectionStrip) -> None:
    strip.show_choice(12, CITY.points[:20])
    strip.show_choice(0, [])
    assert not strip.isVisible()


def test_one_quantity_can_be_chosen_for_the_trend(qtbot: QtBot, strip: SelectionStrip) -> None:
    strip.show_choice(60, CITY.points, {"noise.laeq": "Lärm"})
    assert strip.types.itemText(0) == "Alle Messgrößen (60)"
    strip.types.setCurrentIndex(strip.types.findData("noise.laeq"))
    assert strip.types.currentText() == "Lärm, dB(A) (6)"
    with qtbot.waitSignal(strip.trend_requested) as told:
        strip.trend.click()
    assert told.args == [[str(point.id) for point in NOISE]]
    assert not strip.warning.isVisible()


def test_devices_of_one_kind_leave_nothing_to_choose(strip: SelectionStrip) -> None:
    strip.show_choice(6, NOISE)
    assert not strip.types.isVisible()


def test_more_curves_than_can_be_told_apart_are_cut_and_said(
    qtbot: QtBot, strip: SelectionStrip
) -> None:
    strip.show_choice(60, CITY.points)
    assert "Gezeigt werden die ersten 24 von 60" in strip.warning.text()
    with qtbot.waitSignal(strip.trend_requested) as told:
        strip.trend.click()
    assert told.args is not None
    assert told.args[0] == [str(point.id) for point in CITY.points[:MOST_CURVES]]


def test_devices_without_points_have_no_trend(strip: SelectionStrip) -> None:
    strip.show_choice(2, [])
    assert not strip.trend.isEnabled()
    assert strip.warning.isVisible()


def test_the_table_and_letting_go(qtbot: QtBot, strip: SelectionStrip) -> None:
    strip.show_choice(60, CITY.points)
    with qtbot.waitSignal(strip.table_requested):
        strip.table.click()
    with qtbot.waitSignal(strip.cleared):
        strip.clear.click()
    assert not strip.isVisible()


def test_esc_lets_go_of_the_selection(qtbot: QtBot, strip: SelectionStrip) -> None:
    strip.show_choice(60, CITY.points)
    with qtbot.waitSignal(strip.cleared):
        QTest.keyClick(strip.trend, Qt.Key.Key_Escape)


@pytest.mark.parametrize("width", [360, 520, 1200])
def test_it_stays_inside_the_map_and_cuts_no_words(strip: SelectionStrip, width: int) -> None:
    view = strip.parentWidget()
    assert view is not None
    strip.show_choice(60, CITY.points)
    view.resize(width, 300)
    QApplication.processEvents()
    assert view.rect().contains(strip.geometry())
    for button in (strip.trend, strip.table):
        assert button.width() >= button.sizeHint().width()


def test_names_of_a_profile_are_text(strip: SelectionStrip) -> None:
    point = replace(CITY.points[0], name=Text("<b>Fett</b>\u202e"), type="x")
    strip.show_choice(2, [point, CITY.points[1]])
    assert any(
        strip.types.itemText(place).startswith("<b>Fett</b>,")
        for place in range(strip.types.count())
    )


def test_without_a_table_nothing_leads_to_it(qtbot: QtBot) -> None:
    view = QWidget()
    qtbot.addWidget(view)
    view.show()
    strip = SelectionStrip(view, has_table=False)
    strip.show_choice(12, CITY.points[:20])
    strip.retranslate()
    assert strip.trend.isVisible()
    assert not strip.table.isVisible()
