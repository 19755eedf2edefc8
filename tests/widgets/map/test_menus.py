"""The menu of a place on the map."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.domain.points import Location
from tests.fakes.city import make_alarm
from tests.fakes.map_views import ALARM, LUFT_1, ViewBench, alarm_feature, device
from widgets.map.menus import place_menu
from widgets.theme import theme

PLACE = Location(7.8178, 51.6785)


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    theme().apply("light")
    yield
    QLocale.setDefault(before)


@pytest.fixture
def bench(qtbot: QtBot) -> ViewBench:
    bench = ViewBench(qtbot)
    bench.show({ALARM: make_alarm()})
    return bench


def choose(menu: QMenu, words: str) -> None:
    found = [one for one in menu.actions() if words in one.text()]
    assert found, [one.text() for one in menu.actions()]
    found[0].trigger()


def test_a_device_can_be_explained_shown_and_listed(bench: ViewBench) -> None:
    menu = place_menu(bench.view.acts, bench.view, LUFT_1, PLACE)
    choose(menu, "Warum?")
    assert bench.heard["why_requested"] == ["luft-1.no2"], "the worst value of the device"
    choose(menu, "Verläufe")
    assert bench.heard["trend_requested"] == [LUFT_1]
    choose(menu, "Tabelle")
    assert bench.heard["points_selected"] == [LUFT_1]
    assert bench.view.table.isVisible()


def test_a_single_point_is_explained_itself(bench: ViewBench) -> None:
    menu = place_menu(bench.view.acts, bench.view, ["luft-1.pm10"], PLACE)
    choose(menu, "Warum?")
    assert bench.heard["why_requested"] == ["luft-1.pm10"]


def test_the_bare_ground_has_coordinates_to_copy_and_a_way_closer(bench: ViewBench) -> None:
    menu = place_menu(bench.view.acts, bench.view, [], PLACE)
    enabled = [one.text() for one in menu.actions() if one.isEnabled() and one.text()]
    assert enabled == [
        "Hier näher heran",
        "51,67850° N 7,81780° O kopieren",
        "32U 418 263 E 5 725 943 N kopieren",
    ]
    choose(menu, "51,67850")
    assert QGuiApplication.clipboard().text() == "51,67850° N 7,81780° O"
    assert bench.heard["message_requested"] == ["Kopiert: 51,67850° N 7,81780° O"]
    choose(menu, "näher")
    bench.settle()
    assert bench.canvas.last("camera")["center"] == [PLACE.longitude, PLACE.latitude]


def test_a_place_far_from_the_zone_is_said_in_degrees_only(bench: ViewBench) -> None:
    menu = place_menu(bench.view.acts, bench.view, [], Location(-73.9, 40.7))
    copies = [one.text() for one in menu.actions() if "kopieren" in one.text()]
    assert copies == ["40,70000° N 73,90000° W kopieren"]


def test_the_right_button_opens_the_menu_of_what_lies_there(bench: ViewBench, qtbot: QtBot) -> None:
    bench.click(alarm_feature(), device("luft-1"), on="menu")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    choose(menu, "Warum?")
    assert bench.heard["why_requested"] == ["luft-1.no2"]
    menu.close()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
