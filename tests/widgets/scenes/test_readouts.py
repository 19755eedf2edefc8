"""The bar under the map: coordinates in both notations, results, whose map it is, the scale."""

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.points import Location
from app.services.maps.crs import coordinate_texts
from widgets.map.tools.wording import readout_words
from widgets.scenes.readouts import Notation, ReadoutBar

TOWN_HALL = Location(7.8078, 51.6785)
WGS84, UTM = coordinate_texts(TOWN_HALL)


@pytest.fixture
def bar(qtbot: QtBot) -> ReadoutBar:
    bar = ReadoutBar(readout_words)
    qtbot.addWidget(bar)
    bar.resize(1200, 30)
    bar.show()
    qtbot.waitExposed(bar)
    return bar


def test_a_click_writes_the_coordinates_the_other_way(bar: ReadoutBar) -> None:
    bar.set_place(TOWN_HALL)
    assert bar.coordinates.text() == WGS84
    bar.coordinates.click()
    assert bar.coordinates.text() == UTM
    bar.coordinates.click()
    assert bar.coordinates.text() == WGS84


def test_the_notation_is_remembered(bar: ReadoutBar) -> None:
    bar.restore_state({"notation": "utm"})
    bar.set_place(TOWN_HALL)
    assert bar.coordinates.text() == UTM
    assert bar.save_state() == {"notation": "utm"}
    bar.restore_state({"notation": "gauss"})
    assert bar.notation is Notation.UTM


def test_the_last_place_can_still_be_copied_when_the_pointer_has_left(
    qtbot: QtBot, bar: ReadoutBar
) -> None:
    wgs84, utm, measure = bar.actions_to_copy()
    assert not wgs84.isEnabled()
    bar.set_place(TOWN_HALL)
    bar.set_place(None)
    assert bar.coordinates.text() == WGS84
    with qtbot.waitSignal(bar.copied) as told:
        utm.trigger()
    assert QGuiApplication.clipboard().text() == UTM
    assert told.args == [f"Kopiert: {UTM}"]
    wgs84.trigger()
    assert QGuiApplication.clipboard().text() == WGS84
    assert not measure.isEnabled()


def test_english_has_its_own_decimal_mark(bar: ReadoutBar) -> None:
    bar.set_place(TOWN_HALL)
    QLocale.setDefault(QLocale("en_GB"))
    bar.retranslate()
    assert bar.coordinates.text() == coordinate_texts(TOWN_HALL, ".", "E")[0]
    assert bar.coordinates.text() != WGS84


def test_a_result_is_shown_copied_and_taken_away(qtbot: QtBot, bar: ReadoutBar) -> None:
    assert not bar.measure.isVisible()
    bar.set_measure("Strecke 1,24 km")
    assert bar.measure.isVisible()
    bar.copy_measure.click()
    assert QGuiApplication.clipboard().text() == "Strecke 1,24 km"
    with qtbot.waitSignal(bar.measure_cleared):
        bar.clear_measure.click()
    bar.set_measure("")
    assert not bar.copy_measure.isVisible()


def test_scale_and_ratio_follow_the_map(bar: ReadoutBar) -> None:
    bar.set_metres(6.6)
    assert bar.scale.scale is not None
    assert bar.scale.scale.text == "500\u202fm"
    assert bar.ratio.text() == "1:25\u202f000"
    assert bar.ratio.isVisible()


def test_each_owner_is_named_once_and_whole_in_the_tooltip(bar: ReadoutBar) -> None:
    bar.set_attributions(["© Stadt Hamm", "", "© Stadt Hamm", "Eigene Zeichnung"])
    assert bar.attribution.text() == "© Stadt Hamm · Eigene Zeichnung"
    assert bar.attribution.toolTip() == "© Stadt Hamm\nEigene Zeichnung"


def test_software_graphics_are_only_a_tooltip_a_sick_renderer_is_a_word(bar: ReadoutBar) -> None:
    bar.set_metres(6.6)
    bar.set_renderer("", "Die Karte wird vom Prozessor gezeichnet.")
    assert not bar.renderer.isVisible()
    assert "Prozessor" in bar.scale.toolTip()
    bar.set_renderer("Karte startet neu …", "Sie war abgestürzt.")
    assert bar.renderer.isVisible()
    assert bar.renderer.toolTip() == "Sie war abgestürzt."


@pytest.mark.parametrize("width", [360, 500, 700, 1000])
@pytest.mark.parametrize("has_result", [False, True])
def test_notice_past_and_owner_stay_whatever_the_width(
    bar: ReadoutBar, width: int, *, has_result: bool
) -> None:
    bar.set_place(TOWN_HALL)
    bar.set_metres(6.6)
    bar.set_attributions(["© Stadt Hamm, Vermessungs- und Katasteramt, dl-de/by-2-0"])
    bar.set_notice("schematisch")
    bar.set_time_note("Nicht LIVE")
    if has_result:
        bar.set_measure("Strecke 1,24 km · letzter Abschnitt 310 m")
    bar.resize(width, bar.sizeHint().height())
    QApplication.processEvents()
    bar.resize(width, bar.sizeHint().height())
    QApplication.processEvents()
    shown = [bar.notice, bar.time_note, *([bar.measure] if has_result else [])]
    for label in shown:
        assert label.isVisible()
        assert label.width() >= label.sizeHint().width()
    assert bar.attribution.isVisible()
    for child in (*shown, bar.attribution, bar.scale, bar.ratio, bar.coordinates):
        if child.isVisible():
            assert child.geometry().right() < width


def test_a_height_stands_beside_its_place_and_gives_way_with_it(bar: ReadoutBar) -> None:
    assert bar.height_note.isHidden()
    bar.set_height("63,4 m ü. NHN", "Höhe über Normalhöhennull.", widest="8888,8 m ü. NHN")
    assert bar.height_note.isVisible()
    assert bar.height_note.toolTip() == "Höhe über Normalhöhennull."
    width = bar.height_note.minimumWidth()
    bar.set_height("7,1 m ü. NHN", widest="8888,8 m ü. NHN")
    assert bar.height_note.minimumWidth() == width
    bar.set_place(TOWN_HALL)
    bright = bar.height_note.palette().windowText().color()
    bar.set_place(None)
    assert bar.height_note.text() == "7,1 m ü. NHN"
    assert bar.height_note.palette().windowText().color() != bright
    bar.set_attributions(["© Stadt Hamm"])
    bar.resize(120, 30)
    assert bar.height_note.isHidden()
