"""The map view as a person and the console use it: choosing, shapes, escape."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.maps import Box
from tests.fakes.map_views import (
    LUFT_1,
    LUFT_2,
    LUFT_3,
    ViewBench,
    alarm_feature,
    device,
    rectangle,
)
from widgets.map.protocol import Mode
from widgets.map.tools.commands import Command
from widgets.theme import theme

NEAR = Box(7.81, 51.67, 7.83, 51.69)
WHOLE = Box(7.66, 51.55, 7.99, 51.80)


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    theme().apply("light")
    yield
    QLocale.setDefault(before)


@pytest.fixture
def bench(qtbot: QtBot) -> ViewBench:
    return ViewBench(qtbot)


# ---- selection ---------------------------------------------------------------------------------
def test_a_click_on_a_device_selects_its_points_and_nothing_else(bench: ViewBench) -> None:
    bench.show()
    bench.click(device("luft-1"))
    assert bench.heard["points_selected"] == [LUFT_1]


def test_a_click_on_an_alarm_selects_its_point(bench: ViewBench) -> None:
    bench.alarm()
    bench.click(alarm_feature(), device("luft-1"))
    assert bench.heard["points_selected"] == [["luft-1.no2"]]


@pytest.mark.parametrize("key", ["ctrl", "shift"])
def test_a_click_with_a_key_adds_and_a_second_one_takes_away(bench: ViewBench, key: str) -> None:
    bench.show()
    bench.select(LUFT_2)
    bench.click(device("luft-1"), key=key)
    assert bench.heard["points_selected"][-1] == [*LUFT_2, *LUFT_1]
    bench.select([*LUFT_2, *LUFT_1])
    bench.click(device("luft-2"), key=key)
    assert bench.heard["points_selected"][-1] == LUFT_1


def test_a_click_on_the_bare_ground_selects_nothing_but_not_with_a_key(bench: ViewBench) -> None:
    bench.select(LUFT_1)
    bench.click(key="ctrl")
    assert bench.heard["points_selected"][-1] == LUFT_1
    bench.click()
    assert bench.heard["points_selected"][-1] == []


def test_a_double_click_asks_for_the_curves(bench: ViewBench) -> None:
    bench.click(device("luft-1"), on="double")
    assert bench.heard["trend_requested"] == [LUFT_1]
    bench.click(on="double")
    assert len(bench.heard["trend_requested"]) == 1


def test_the_selection_of_others_is_marked_without_telling_anybody(bench: ViewBench) -> None:
    bench.show()
    bench.view.show_table(True)
    bench.select(LUFT_3)
    assert bench.canvas.last("select")["ids"] == [bench.row("luft-3")]
    assert bench.view.table.grid.selected_ids() == ["luft-3"]
    assert not bench.heard["points_selected"]


def test_devices_chosen_in_the_table_are_told_with_all_their_points(bench: ViewBench) -> None:
    bench.view.table.devices_selected.emit(["luft-1"])
    bench.view.table.trend_requested.emit(["luft-2", "luft-3"])
    bench.view.table.why_requested.emit("luft-3")
    assert bench.heard["points_selected"] == [LUFT_1]
    assert bench.heard["trend_requested"] == [[*LUFT_2, *LUFT_3]]
    assert bench.heard["why_requested"] == ["luft-3.no2"]


def test_a_selection_stays_when_its_city_is_set_again_as_far_as_it_is_there(
    bench: ViewBench,
) -> None:
    bench.select([*LUFT_1, *LUFT_3])
    less = replace(bench.city, points=bench.city.points[:2])
    bench.view.set_city(less)
    bench.settle()
    assert bench.canvas.last("select")["ids"] == [0]
    bench.click(device("luft-1"), key="ctrl")
    assert bench.heard["points_selected"][-1] == []


def test_the_map_follows_a_selection_only_out_of_sight(bench: ViewBench) -> None:
    bench.show()
    bench.view.set_following(True)
    bench.look(7.82, 51.68, 14, NEAR)
    bench.canvas.take_messages()
    bench.select(LUFT_1)
    assert not bench.canvas.sent("fit")
    bench.select(LUFT_3)
    assert bench.canvas.sent("fit")
    bench.canvas.take_messages()
    bench.select(LUFT_3)
    assert not bench.canvas.sent("fit"), "the same again is no reason to move"


def test_going_to_what_is_nowhere_says_so(bench: ViewBench) -> None:
    bench.view.show_points(["mobil-1.no2"])
    assert bench.heard["message_requested"] == ["Von dieser Auswahl ist kein Ort bekannt."]


def test_the_button_goes_to_what_is_selected(bench: ViewBench) -> None:
    bench.select(LUFT_3)
    bench.view.tools.selection_requested.emit()
    bench.settle()
    west, south, east, north = bench.canvas.last("fit")["box"]
    assert Box(west, south, east, north).holds(7.85, 51.69)


# ---- clusters and shapes -----------------------------------------------------------------------
def test_a_cluster_selects_its_devices_and_offers_what_can_be_done(bench: ViewBench) -> None:
    rows = [bench.row("luft-1"), bench.row("luft-2")]
    bench.say("cluster", source="points", ids=rows, place=[7.82, 51.68], x=9, y=9, keys={})
    assert bench.heard["points_selected"] == [[*LUFT_1, *LUFT_2]]
    assert bench.view.strip.isVisible()
    bench.select([*LUFT_1, *LUFT_2])
    assert bench.view.strip.isVisible(), "the bus brings back what was chosen here"
    bench.view.strip.trend.click()
    assert bench.heard["trend_requested"] == [[*LUFT_1, *LUFT_2]]


def test_a_cluster_of_alarms_selects_the_devices_that_call(bench: ViewBench) -> None:
    bench.alarm()
    number = bench.features("alarms")[0]["id"]
    bench.say("cluster", source="alarms", ids=[number, 999], keys={})
    assert bench.heard["points_selected"] == [LUFT_1]


def test_a_cluster_is_added_with_a_key(bench: ViewBench) -> None:
    bench.select(LUFT_3)
    bench.say("cluster", source="points", ids=[bench.row("luft-2")], keys={"ctrl": True})
    assert bench.heard["points_selected"] == [[*LUFT_3, *LUFT_2]]
    assert bench.view.strip.isVisible()


def test_a_cluster_of_nonsense_selects_nothing(bench: ViewBench) -> None:
    for ids in (None, [], ["x"], [-1], [True], [10_000]):
        bench.say("cluster", source="points", ids=ids, keys={})
    assert not bench.heard["points_selected"]


def test_a_rectangle_selects_what_lies_in_it_and_the_strip_opens_the_table(
    bench: ViewBench,
) -> None:
    bench.show()
    bench.view.set_mode(Mode.RECTANGLE)
    bench.say("drawn", mode="rectangle", coordinates=rectangle(7.81, 51.675, 7.83, 51.685))
    assert bench.heard["points_selected"] == [[*LUFT_1, *LUFT_2]]
    bench.view.strip.table.click()
    assert bench.view.table.isVisible()
    bench.view.strip.clear.click()
    assert bench.heard["points_selected"][-1] == []
    assert not bench.view.strip.isVisible()


def test_a_lasso_round_nothing_says_so(bench: ViewBench) -> None:
    corners = [[7.0, 51.0], [7.1, 51.0], [7.1, 51.1]]
    bench.say("drawn", mode="lasso", coordinates=corners)
    assert bench.heard["message_requested"] == ["In dieser Fläche liegt kein sichtbares Gerät."]
    assert not bench.heard["points_selected"]


def test_the_strip_goes_with_a_selection_of_something_else(bench: ViewBench) -> None:
    bench.say("cluster", source="points", ids=[0, 1], keys={})
    bench.select(LUFT_3)
    assert not bench.view.strip.isVisible()


# ---- escape ------------------------------------------------------------------------------------
def test_escape_ends_a_measurement_then_the_tool_then_takes_the_mark(bench: ViewBench) -> None:
    view = bench.view
    view.set_mode(Mode.DISTANCE)
    bench.say("drawn", mode="distance", coordinates=[[7.8, 51.6], [7.9, 51.7]])
    assert view.readout.measure.isVisible()
    bench.say("key", key="Escape")
    assert view.pointing.sketches.mode is Mode.DISTANCE
    assert bench.canvas.last("sketch")["coordinates"] == []
    bench.say("key", key="Escape")
    assert bench.canvas.last("mode")["mode"] == "move"
    bench.canvas.take_messages()
    bench.say("key", key="Escape")
    assert bench.canvas.last("mark")["place"] is None


def test_escape_on_a_tool_keeps_the_keyboard_on_the_map(bench: ViewBench) -> None:
    bench.canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    bench.view.activateWindow()
    bench.view.search.line.setFocus()
    bench.view.set_mode(Mode.LASSO)
    bench.say("key", key="Escape")
    assert bench.canvas.hasFocus()
    bench.view.search.line.setFocus()
    bench.say("key", key="Escape")
    assert not bench.canvas.hasFocus()


def test_a_result_is_cleared_below_and_the_tool_stays_in_hand(bench: ViewBench) -> None:
    bench.view.set_mode(Mode.AREA)
    corners = [[7.8, 51.6], [7.9, 51.6], [7.9, 51.7]]
    bench.say("drawn", mode="area", coordinates=corners)
    bench.view.readout.clear_measure.click()
    bench.settle()
    assert bench.canvas.last("sketch")["coordinates"] == []
    assert bench.view.pointing.sketches.mode is Mode.AREA


def test_a_measurement_that_still_grows_is_cleared_on_the_page_too(bench: ViewBench) -> None:
    bench.view.set_mode(Mode.DISTANCE)
    bench.say("drawing", coordinates=[[7.8, 51.6], [7.9, 51.6]])
    bench.canvas.take_messages()
    bench.view.readout.clear_measure.click()
    bench.settle()
    assert bench.canvas.last("mode")["mode"] == "distance"
    bench.view.readout.clear_measure.click()
    bench.settle()
    assert bench.canvas.last("mode")["mode"] == "move"


def test_keys_of_tools_pressed_on_the_page_work(bench: ViewBench) -> None:
    bench.say("key", key="f")
    assert bench.canvas.last("mode")["mode"] == "lasso"
    bench.canvas.take_messages()
    bench.say("key", key="Home")
    assert bench.canvas.sent("fit")


def test_the_table_key_closes_what_it_opened(bench: ViewBench) -> None:
    table = bench.view.tools.actions_of[Command.TABLE]
    table.trigger()
    assert bench.view.table.isVisible()
    table.trigger()
    assert not bench.view.table.isVisible()


def test_escape_in_the_strip_selects_nothing(bench: ViewBench) -> None:
    bench.say("cluster", source="points", ids=[0, 1], keys={})
    QTest.keyClick(bench.view.strip, Qt.Key.Key_Escape)
    assert bench.heard["points_selected"][-1] == []
