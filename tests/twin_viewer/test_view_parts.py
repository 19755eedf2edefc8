"""The parts of the view that decide without a scene."""

import numpy as np
import pytest
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.twin import FRAME
from twin_viewer.analysis.sections import SectionPlane
from twin_viewer.model.cities import CityObject
from twin_viewer.model.frames import HeightReference
from twin_viewer.rendering.cameras import Camera
from twin_viewer.tools.cards import attribute_text, object_card, title_of
from twin_viewer.tools.codes import code_text
from twin_viewer.tools.readouts import height_text, location_of
from twin_viewer.views.cameras import camera_of, camera_state
from twin_viewer.views.conditions import Condition, message_of, reason_of
from twin_viewer.views.layers import LAYERS, LayerBook
from twin_viewer.views.lights import section_across, sun_over
from twin_viewer.views.tabs import PanelTabs


def test_a_camera_outlives_the_origin_of_its_scene() -> None:
    camera = Camera(100.0, -50.0, 300.0, 20.0, -40.0, 50.0)
    again = camera_of(camera_state(camera, FRAME), FRAME)
    assert again is not None
    assert again.position == pytest.approx(camera.position)
    assert (again.heading, again.pitch, again.fov) == (20.0, -40.0, 50.0)
    for wrong in (None, {}, {"east": True}, {"east": "1"}, [1, 2]):
        assert camera_of(wrong, FRAME) is None


def test_all_conditions_but_one_have_words(qapp: object) -> None:
    for condition in Condition:
        message = message_of(condition, detail="Grund")
        assert (message is None) == (condition is Condition.ALIVE)
        assert bool(reason_of(condition)) == (condition is not Condition.ALIVE)


def test_wanted_layers_are_kept_and_nonsense_is_passed_over(qtbot: QtBot) -> None:
    book = LayerBook()
    with qtbot.waitSignal(book.changed) as caught:
        book.set_visible("terrain", is_visible=False)
    assert caught.args == ["terrain"]
    with qtbot.assertNotEmitted(book.changed):
        book.set_visible("terrain", is_visible=False)
        book.set_visible("unknown", is_visible=False)
    book.set_opacity("cloud", 7.0)
    book.set_opacity("buildings", 0.25)
    other = LayerBook()
    other.restore_state(book.save_state())
    assert not other.is_visible("terrain")
    assert other.opacity("cloud") == 1.0
    assert other.opacity("buildings") == 0.25
    other.restore_state({"labels": "ja", "sensors": [1], "cloud": ["a", "b"]})
    assert set(other.shown()) == set(LAYERS)


def test_a_section_across_keeps_the_far_side() -> None:
    plane = section_across(np.array((0.0, 0.0, 60.0)), Camera(0, -100, 90, 0.0, -20.0), FRAME)
    assert isinstance(plane, SectionPlane)
    far = FRAME.to_world(np.array(((0.0, 10.0, 60.0), (0.0, -10.0, 60.0))))
    assert plane.contains(far).tolist() == [True, False]


def test_the_sun_of_a_summer_noon_stands_high_in_the_south() -> None:
    sun = sun_over(FRAME, 1_750_505_400_000_000)  # 21 June 2025, 11:30 UTC
    assert 55.0 < sun.elevation < 65.0
    assert 170.0 < sun.azimuth < 190.0


def test_objects_are_called_by_name_and_codes_by_words(qapp: object) -> None:
    one = CityObject("x1", "Building", "", {"address": "Markt 1", "roofType": "3100", "a": True})
    assert title_of(one) == ("Markt 1", "address")
    assert title_of(CityObject("x2", "Bridge")) == ("Brücke x2", "")
    lines = {line.name: line.value for line in object_card(one).lines}
    assert lines == {"Dachform": "Satteldach", "a": "ja"}
    assert code_text("function", "31001_1000") == "Wohngebäude"
    assert code_text("function", "31001_4711") == "31001_4711"
    assert attribute_text("measuredHeight", 12.34).endswith("m")


def test_heights_say_what_they_count_from(qapp: object) -> None:
    texts = {height_text(60.0, reference) for reference in HeightReference}
    assert len(texts) == len(HeightReference)
    place = location_of(np.array((float(FRAME.east), float(FRAME.north), 60.0)))
    assert place.latitude == pytest.approx(51.67, abs=0.05)


def test_tabs_name_the_open_panel_only(qtbot: QtBot) -> None:
    tabs = PanelTabs()
    qtbot.addWidget(tabs)
    first, second = QWidget(), QWidget()
    tabs.add(first, "", QIcon())
    tabs.add(second, "Daten", QIcon())
    tabs.name(first, "Ebenen")
    assert (tabs.tabText(0), tabs.tabText(1)) == ("Ebenen", "")
    tabs.setCurrentWidget(second)
    assert (tabs.tabText(0), tabs.tabText(1)) == ("", "Daten")
    assert tabs.tabToolTip(0) == "Ebenen"
    assert tabs.tabBar().accessibleTabName(0) == "Ebenen"
