"""What lies under the pointer becomes words on a card; nonsense of the page becomes nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from app.domain.maps import LayerFile
from app.domain.texts import Text
from app.services.maps.files import LayerData
from tests.fakes.city import make_alarm
from tests.fakes.map_views import ALARM, ViewBench, alarm_feature, device
from widgets.map.protocol import Mode
from widgets.map.tools.card_contents import CardContent
from widgets.theme import theme


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
    bench.alarm()
    return bench


def content_of(bench: ViewBench, feature: dict[str, Any]) -> CardContent:
    bench.hover(feature)
    content = bench.view.card.content
    assert content is not None
    return content


def feature(source: str, layer: str = "", key: str = "", **properties: Any) -> dict[str, Any]:
    return {
        "layer": layer or source,
        "source": source,
        "id": 0,
        "key": key,
        "properties": properties,
    }


@pytest.mark.parametrize("source", ["points", "assets", "works"])
def test_what_stands_for_a_device_shows_its_card(bench: ViewBench, source: str) -> None:
    content = content_of(bench, device("luft-1", source=source))
    assert len(content.lines) == 2
    assert content.chip is not None


def test_an_alarm_and_a_number_show_the_card_of_their_device(bench: ViewBench) -> None:
    title = content_of(bench, alarm_feature()).title
    number = feature("values", key="luft-1", p="luft-1.no2", k="luft-1")
    assert content_of(bench, number).title == title


def test_a_cluster_counts_its_devices_by_state(bench: ViewBench) -> None:
    content = content_of(bench, feature("points", leaves=[0, 1, 2, "x", 99]))
    assert content.title.startswith("3")
    assert [line.value for line in content.lines] == ["1", "2"]


def test_a_cluster_of_alarms_counts_the_devices_that_call(bench: ViewBench) -> None:
    numbers = [one["id"] for one in bench.features("alarms")]
    assert content_of(bench, feature("alarms", leaves=numbers)).title.startswith("1")


def test_a_cluster_of_nothing_known_has_no_card(bench: ViewBench) -> None:
    bench.hover(feature("points", leaves=[99]), is_open=False)
    assert bench.view.card.content is None


def test_a_connection_says_what_it_joins(bench: ViewBench) -> None:
    content = content_of(bench, feature("connections", key="ap-1", n="ap-1 → switch-1"))
    assert content.title == "ap-1"
    assert "switch-1" in content.subtitle


def test_a_click_on_a_connection_selects_what_is_connected(bench: ViewBench) -> None:
    bench.click(feature("connections", key="ap-1", n="ap-1 → switch-1"))
    assert bench.heard["points_selected"] == [["ap-1.online", "ap-1.clients"]]


def test_a_place_of_the_base_map_has_its_name_in_the_language_of_the_screen(
    bench: ViewBench,
) -> None:
    hall = feature("base-landmarks", "base:landmarks", name="Rathaus", name_en="Town hall")
    assert content_of(bench, hall).title == "Rathaus"
    QLocale.setDefault(QLocale("en_US"))
    assert content_of(bench, hall).title == "Town hall"
    bench.hover(feature("base-roads", "base:roads"), is_open=False)
    assert bench.view.card.content is None


def test_a_feature_of_a_file_shows_its_properties_as_plain_text(bench: ViewBench) -> None:
    file = LayerFile("rad", Text("Radwege"), "/nirgends/rad.geojson")
    bench.view.foreign.put(file, LayerData("Radwege", "EPSG:4326"), is_own=True)
    content = content_of(bench, feature("file-rad", "file:rad", breite=2.5, art="<b>fett</b>"))
    assert content.title == "Radwege"
    assert {line.name for line in content.lines} == {"breite", "art"}
    assert "<b>fett</b>" in {line.value for line in content.lines}


def test_what_belongs_to_no_layer_has_no_card(bench: ViewBench) -> None:
    bench.hover(feature("file-weg", "file:weg", a=1), is_open=False)
    assert bench.view.card.content is None


def test_the_card_goes_when_the_pointer_leaves_or_the_device_is_gone(bench: ViewBench) -> None:
    content_of(bench, device("luft-1"))
    bench.hover(None)
    assert not bench.view.card.isVisible()
    content_of(bench, device("luft-1"))
    bench.view.hide()
    assert bench.view.card.content is None


def test_another_tool_takes_the_card_away(bench: ViewBench) -> None:
    content_of(bench, device("luft-1"))
    bench.view.set_mode(Mode.LASSO)
    assert not bench.view.card.isVisible()


def test_another_city_takes_the_card_away(bench: ViewBench) -> None:
    content_of(bench, device("luft-1"))
    bench.view.set_city(bench.city)
    assert not bench.view.card.isVisible()


def test_the_place_of_the_pointer_is_told_until_it_leaves(bench: ViewBench) -> None:
    bench.say("pointer", place=[7.8, 51.68])
    assert "51,68000° N" in bench.view.readout.coordinates.text()
    bench.say("pointer", place=None)
    assert bench.view.readout.place is not None


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"on": "unknown"},
        {"on": "hover", "feature": [1]},
        {"on": "click", "features": "all", "keys": 3},
        {"on": "click", "features": [None, {"properties": 3}], "keys": None},
        {"on": "menu", "features": [], "place": ["a", 2], "x": "b"},
        {"on": "menu", "features": [], "place": [1, 2, 3]},
        {"on": "double", "features": [{"source": "alarms", "properties": {}}]},
        {"on": "pointer", "place": 7},
        {"on": "cluster", "ids": {"a": 1}},
        {"on": "drawn", "mode": "lasso", "coordinates": None},
        {"on": "key"},
    ],
)
def test_nonsense_of_the_page_does_nothing_bad(bench: ViewBench, message: dict[str, Any]) -> None:
    bench.canvas.received.emit(message)
    bench.settle()
    assert bench.heard["points_selected"] in ([], [[]])
    assert not bench.heard["trend_requested"]


def test_a_card_that_is_open_is_told_the_moment_of_the_past(bench: ViewBench) -> None:
    content_of(bench, device("luft-1"))
    bench.show({ALARM: make_alarm()}, is_live=False)
    content = bench.view.card.content
    assert content is not None
    assert "nicht LIVE" in content.moment
