"""What is remembered of a map: layers, also those that come later, place, quantity, panels."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from app.domain.maps import Box, LayerFile
from app.domain.maps.layers import layer_of, moved, replaced
from app.domain.points import Location
from app.domain.texts import Text
from app.services.maps.arranging import layers_of
from app.services.maps.files import LayerData
from app.services.maps.sources import Rank
from tests.fakes.map_cities import map_city
from tests.fakes.map_views import ViewBench, ground_city
from widgets.map.arrangements import MOST_ABSENT, arrangement_of
from widgets.map.panels.choices import States
from widgets.map.tools.commands import Command
from widgets.scenes.readouts import Notation
from widgets.theme import theme

NEAR = Box(7.81, 51.67, 7.83, 51.69)
FILE = LayerFile("rad", Text("Radwege"), "/nirgends/rad.geojson")


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


def later(qtbot: QtBot, state: dict[str, Any], **more: Any) -> ViewBench:
    """Return a console that starts with what was remembered, after a way through JSON."""
    other = ViewBench(qtbot, is_ready=False, **more)
    other.view.restore_state(json.loads(json.dumps(state)))
    other.canvas.become_ready()
    other.settle()
    return other


def test_the_place_is_where_it_was_left_without_a_flight(bench: ViewBench, qtbot: QtBot) -> None:
    bench.look(7.815, 51.675, 14.25, NEAR)
    other = later(qtbot, bench.view.save_state())
    camera = other.canvas.last("camera")
    assert camera["center"] == [7.815, 51.675]
    assert camera["zoom"] == 14.25
    assert camera["ms"] == 0
    assert not other.canvas.sent("fit")


def test_who_left_the_whole_city_begins_with_it(bench: ViewBench, qtbot: QtBot) -> None:
    bench.look(7.825, 51.68, 11.0, Box(7.68, 51.59, 7.97, 51.77))
    saved = bench.view.save_state()
    assert "camera" not in saved
    other = later(qtbot, saved)
    assert other.canvas.sent("fit")
    assert not other.canvas.sent("camera")


def test_setting_the_city_again_does_not_lead_back_to_where_it_began(
    bench: ViewBench, qtbot: QtBot
) -> None:
    bench.look(7.815, 51.675, 14.25, NEAR)
    other = later(qtbot, bench.view.save_state())
    other.look(7.80, 51.66, 15.0, NEAR)
    other.canvas.take_messages()
    other.view.set_city(replace(other.city, points=other.city.points[:4]))
    other.settle()
    assert not other.canvas.sent("camera")
    assert not other.canvas.sent("fit")


def test_a_place_in_another_city_is_passed_over(bench: ViewBench) -> None:
    bench.canvas.take_messages()
    bench.view.home.start_at(Location(13.4, 52.5), 12.0)
    bench.settle()
    assert not bench.canvas.sent("camera")
    assert bench.canvas.sent("fit")


def test_another_city_is_shown_whole(bench: ViewBench) -> None:
    bench.look(7.815, 51.675, 14.25, NEAR)
    bench.canvas.take_messages()
    bench.view.set_city(replace(map_city(), id="dorf", box=Box(8.0, 52.0, 8.2, 52.1)))
    bench.settle()
    assert bench.canvas.last("fit")["box"] == [8.0, 52.0, 8.2, 52.1]


def test_order_boxes_and_opacity_of_layers_come_back(bench: ViewBench, qtbot: QtBot) -> None:
    layers = bench.view.live.layers
    faint = replace(layer_of(layers, "connections"), opacity=0.3)
    hidden = replace(layer_of(layers, "alarms"), is_visible=False)
    changed = moved(replaced(replaced(layers, faint), hidden), "works", len(layers) - 1)
    bench.view.layers.layers_changed.emit(changed)
    other = later(qtbot, bench.view.save_state())
    assert other.view.live.layers == changed
    assert other.view.layers.layers == changed
    assert "alarms" not in other.drawn()


def test_a_layer_that_is_read_later_stands_as_it_stood(bench: ViewBench, qtbot: QtBot) -> None:
    bench.view.foreign.put(FILE, LayerData("Radwege", "EPSG:4326"), is_own=True)
    layers = bench.view.live.layers
    own = replace(layer_of(layers, "file:rad"), opacity=0.4)
    place = len(layers) - 2
    changed = moved(replaced(layers, own), "file:rad", place)
    bench.view.layers.layers_changed.emit(changed)
    other = later(qtbot, bench.view.save_state())
    assert "file:rad" not in {one.id for one in other.view.live.layers}
    other.view.set_city(other.city)  # the profile is read again meanwhile
    other.view.foreign.put(FILE, LayerData("Radwege", "EPSG:4326"), is_own=True)
    again = other.view.live.layers
    assert layer_of(again, "file:rad").opacity == 0.4
    assert [one.id for one in again] == [one.id for one in changed]


def test_quantity_states_panels_and_tools_come_back(bench: ViewBench, qtbot: QtBot) -> None:
    view = bench.view
    view.choose_value("air_station.pm10")
    view.open_layers()
    view.show_table(True)
    view.set_following(True)
    view.legend.panel.heading.click()
    view.readout.turn_notation()
    view.layers.choices.set_states(States.ALARMS)
    bench.settle()
    view.splitters["down"].setSizes([200, 300])
    sizes = view.splitters["down"].sizes()
    other = later(qtbot, view.save_state())
    mine = other.view
    assert mine.live.model.values.type == "air_station.pm10"
    assert mine.layers.choices.chosen_value == "air_station.pm10"
    assert mine.layers.isVisible()
    assert mine.table.isVisible()
    assert mine.is_following
    assert mine.tools.actions_of[Command.FOLLOW].isChecked()
    assert not mine.legend.panel.is_folded
    assert mine.readout.notation is Notation.UTM
    assert mine.live._ranks is not None
    assert Rank.NORMAL not in mine.live._ranks
    assert mine.splitters["down"].sizes() == pytest.approx(sizes, abs=3)


def test_the_table_gets_its_fair_share_when_it_first_comes(bench: ViewBench) -> None:
    assert bench.view.splitters["down"].saved() == ""
    bench.view.show_table(True)
    bench.settle()
    above, below = bench.view.splitters["down"].sizes()
    assert above / below == pytest.approx(1.5, abs=0.1)


def test_a_quantity_remembered_before_the_city_is_known_comes_with_it(qtbot: QtBot) -> None:
    bench = ViewBench(qtbot, replace(ground_city(), id="", points=(), rules=()))
    bench.view.restore_state({"value": "air_station.pm10", "layers": [{"id": "alarms"}]})
    bench.view.set_city(ground_city())
    assert bench.view.live.model.values.type == "air_station.pm10"


@pytest.mark.parametrize(
    "nonsense",
    [
        {"camera": [1, 2], "down": "?", "across": 3, "layers": "x", "value": 7},
        {"camera": [float("nan"), 51.0, 3], "legend": [], "panel": 3, "layers": [1, {"id": 3}]},
        {"camera": "here", "has_layers": "yes", "has_table": 1, "following": None, "picture": 3},
        {"value": "unknown.thing", "down": "AAAA", "layers": [{"visible": False}, None]},
    ],
)
def test_whatever_does_not_fit_is_passed_over(bench: ViewBench, nonsense: dict[str, Any]) -> None:
    before = bench.view.live.layers
    bench.view.restore_state(nonsense)
    bench.settle()
    assert bench.view.live.layers == before
    assert not bench.view.table.isVisible()
    assert not bench.view.layers.isVisible()
    assert bench.view.live.model.values.type == "air_station.no2"


def test_absent_layers_keep_their_places_and_are_not_kept_without_end() -> None:
    layers = layers_of(ground_city())
    before = [{"id": "a"}, {"id": layers[0].id}, {"id": "b"}, {"id": layers[1].id}, {"id": "c"}]
    ids = [row["id"] for row in arrangement_of(layers[:2], before)]
    assert ids == ["a", layers[0].id, "b", layers[1].id, "c"]
    many = [{"id": f"file:{number}"} for number in range(3 * MOST_ABSENT)]
    assert len(arrangement_of((), many)) == MOST_ABSENT
