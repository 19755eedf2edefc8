"""The map view over time: the past, failures, another city, language, theme, and where it looks."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from app.domain.maps import Box
from app.domain.points import Location
from app.services.maps.search_places import PlaceKind
from app.services.maps.searching import Found
from tests.fakes.city import make_alarm, make_city
from tests.fakes.map_views import (
    ALARM,
    GROUND,
    LUFT_1,
    LUFT_3,
    ViewBench,
    air_city,
    device,
    ground_city,
)
from widgets.map.conditions import Condition
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


# ---- the moment --------------------------------------------------------------------------------
def test_the_past_is_told_below_the_map_and_the_present_is_not(bench: ViewBench) -> None:
    bench.show(is_live=False)
    assert bench.view.readout.time_note.text().startswith("Nicht LIVE: ")
    bench.hover(device("luft-1"))
    content = bench.view.card.content
    assert content is not None
    assert "nicht LIVE" in content.moment
    bench.show(step=1)
    assert not bench.view.readout.time_note.text()


# ---- failing well ------------------------------------------------------------------------------
@pytest.mark.parametrize("condition", [Condition.NO_WEBGL, Condition.BLANK, Condition.BROKEN])
def test_without_a_map_the_table_takes_its_place_and_says_why(
    bench: ViewBench, condition: Condition
) -> None:
    bench.show()
    bench.canvas.become(condition)
    view = bench.view
    assert view.table.isVisible()
    assert not view.canvas.isVisible()
    assert view.table.model.rowCount() == 6
    assert "Tabelle" in view.table._notice[1]
    assert view.focusProxy() is view.table
    view.table.notice_action_requested.emit()
    assert bench.canvas.restarts == 1


def test_the_map_takes_its_place_back_when_it_lives_again(bench: ViewBench) -> None:
    bench.show()
    bench.canvas.become(Condition.BROKEN)
    bench.canvas.become(Condition.ALIVE)
    assert bench.view.canvas.isVisible()
    assert not bench.view.table.isVisible()
    assert bench.view.table._notice[1] == ""
    assert bench.view.focusProxy() is bench.view.canvas


def test_a_table_that_was_wanted_stays_beside_the_map(bench: ViewBench) -> None:
    bench.view.show_table(True)
    bench.canvas.become(Condition.BLANK)
    bench.canvas.become(Condition.ALIVE)
    assert bench.view.table.isVisible()
    assert bench.view.tools.actions_of[Command.TABLE].isChecked()


def test_a_map_that_fails_before_the_first_state_lists_devices_with_it(qtbot: QtBot) -> None:
    bench = ViewBench(qtbot, is_ready=False)
    bench.canvas.become(Condition.NO_WEBGL)
    assert bench.view.table.model.rows is None
    bench.show()
    assert bench.view.table.model.rowCount() == 6


def test_a_failed_map_is_not_started_by_the_next_state(bench: ViewBench) -> None:
    bench.canvas.become(Condition.BROKEN)
    bench.canvas.is_started = False
    bench.show()
    assert not bench.canvas.is_started


def test_after_a_restart_selection_layers_and_states_are_told_again(bench: ViewBench) -> None:
    bench.alarm()
    bench.select(LUFT_1)
    bench.canvas.become(Condition.RESTARTING)
    bench.canvas.take_messages()
    bench.canvas.become_ready()
    bench.settle()
    assert "alarms" in bench.drawn()
    assert bench.canvas.last("select")["ids"] == [0]
    states = bench.canvas.sent("states")
    assert states
    rows = dict(zip(states[0]["ids"], states[0]["rows"], strict=True))
    assert rows[0][0] == 5


def test_software_graphics_are_told_in_a_tooltip(qtbot: QtBot) -> None:
    bench = ViewBench(qtbot, is_ready=False)
    bench.canvas.become_ready("llvmpipe (LLVM 17)")
    assert "Prozessor" in bench.view.readout.scale.toolTip()
    assert not bench.view.readout.renderer.text()
    bench.canvas.become_ready("a card of the year")
    assert "Prozessor" not in bench.view.readout.scale.toolTip()


def test_a_refused_host_is_told(bench: ViewBench) -> None:
    bench.canvas.refused.emit("boese.example")
    assert "boese.example" in bench.heard["message_requested"][0]


# ---- another city, other rules, language, theme ------------------------------------------------
def test_another_profile_replaces_devices_layers_and_words(bench: ViewBench) -> None:
    bench.show()
    bench.view.set_city(replace(make_city(20), map=bench.city.map))
    bench.settle()
    names = {one["properties"]["k"] for one in bench.features("points")}
    assert "luft-1" not in names
    assert "bike-0000" in names
    assert "points:energie" in {layer.id for layer in bench.view.layers.layers}


def test_other_rules_judge_at_once(bench: ViewBench) -> None:
    bench.alarm()
    assert bench.features("alarms")
    bench.view.set_rules(replace(bench.city, rules=()))
    assert bench.features("alarms") == []


def test_the_language_of_the_screen_is_that_of_the_map(bench: ViewBench) -> None:
    bench.alarm()
    before = bench.features("alarms")[0]["properties"]["t"]
    QLocale.setDefault(QLocale("en_US"))
    bench.view.retranslate()
    bench.settle()
    after = bench.features("alarms")[0]["properties"]["t"]
    assert "," in before
    assert "." in after


def test_the_theme_gives_the_map_its_colours(bench: ViewBench) -> None:
    bench.show()
    light = json.dumps(bench.style())
    theme().apply("dark")
    bench.settle()
    assert json.dumps(bench.style()) != light


def test_a_hidden_map_says_nothing_and_catches_up(bench: ViewBench) -> None:
    bench.show()
    bench.view.hide()
    bench.canvas.take_messages()
    bench.alarm()
    assert not [one for one in bench.canvas.messages if one["do"] != "resting"]
    bench.view.show()
    bench.settle()
    assert bench.canvas.sent("states")


def test_closing_ends_engine_and_threads_and_no_state_starts_them_again(qtbot: QtBot) -> None:
    bench = ViewBench(qtbot, air_city())
    bench.show()
    bench.view.close_feed()
    assert not bench.canvas.is_started
    bench.show(step=1)
    assert not bench.canvas.is_started


# ---- where it looks ----------------------------------------------------------------------------
def test_the_whole_city_is_its_districts_once_they_are_read(bench: ViewBench) -> None:
    assert bench.canvas.last("fit")["box"] == [7.70, 51.60, 7.95, 51.76]
    bench.view.set_ground(GROUND)
    bench.settle()
    assert bench.canvas.last("fit")["box"] == pytest.approx([7.77, 51.63, 7.87, 51.73])
    assert bench.canvas.last("fit")["ms"] == 0


def test_the_ground_moves_nobody_who_looks_elsewhere(bench: ViewBench) -> None:
    bench.look(7.82, 51.68, 14, NEAR)
    bench.canvas.take_messages()
    bench.view.set_ground(GROUND)
    bench.settle()
    assert not bench.canvas.sent("fit")


def test_the_whole_city_stays_whole_when_the_view_shrinks(bench: ViewBench) -> None:
    bench.look(7.825, 51.68, 11, WHOLE)
    assert bench.view.home.is_seen
    bench.canvas.take_messages()
    bench.look(7.825, 51.68, 11, Box(7.75, 51.6, 7.9, 51.76))
    assert bench.canvas.sent("fit")
    bench.canvas.take_messages()
    bench.look(7.85, 51.68, 11, Box(7.77, 51.6, 7.93, 51.76))
    assert not bench.canvas.sent("fit"), "a person moved the map"
    assert not bench.view.home.is_seen


def test_what_was_found_is_shown_marked_and_a_device_selected(bench: ViewBench) -> None:
    found = Found("Rathaus", PlaceKind.LANDMARK, Location(7.82, 51.68), None, "", "")
    bench.view.search.chosen.emit(found)
    bench.settle()
    assert bench.canvas.last("camera")["center"] == [7.82, 51.68]
    assert bench.canvas.last("mark")["place"] == [7.82, 51.68]
    bench.view.search.chosen.emit(
        replace(found, kind=PlaceKind.DEVICE, device_id="luft-3", location=Location(7.85, 51.69))
    )
    bench.settle()
    assert bench.heard["points_selected"] == [LUFT_3]
    assert bench.canvas.last("mark")["place"] is None
    bench.view.search.chosen.emit(replace(found, kind=PlaceKind.DISTRICT, box=NEAR))
    bench.settle()
    assert bench.canvas.last("fit")["box"] == [7.81, 51.67, 7.83, 51.69]


def test_the_card_tells_the_newest_state_of_what_lies_under_the_pointer(bench: ViewBench) -> None:
    bench.show()
    bench.hover(device("luft-1"))
    card = bench.view.card
    before = card.content
    assert before is not None
    assert before.chip is None
    bench.show({ALARM: make_alarm()}, step=1)
    assert card.isVisible()
    assert card.content is not None
    assert card.content.chip is not None


def test_a_profile_without_places_has_no_home(qtbot: QtBot) -> None:
    city = ground_city(box=None, points=())
    bench = ViewBench(qtbot, city)
    bench.show()
    bench.view.acts.show_city()
    bench.settle()
    assert not bench.canvas.sent("fit")
