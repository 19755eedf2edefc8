"""A map view without a web engine, with a hand on what the page says and an ear for intents."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pytestqt.qtbot import QtBot

from app.domain.alarms import AlarmId, AlarmState
from app.domain.cities import City
from app.domain.maps import Box, MapConfig
from app.domain.texts import Text
from app.services.maps.sources import MapSource
from tests.fakes.city import make_alarm, make_state
from tests.fakes.map_cities import map_city, sensor_city
from tests.fakes.map_scenes import ground_sources
from tests.fakes.maps import FakeCanvas
from widgets.map.view import MapView

SIGNALS = (
    "points_selected",
    "trend_requested",
    "message_requested",
    "why_requested",
    "add_requested",
    "files_dropped",
    "layer_removed",
    "layer_restored",
)
LUFT_1 = ["luft-1.no2", "luft-1.pm10"]
LUFT_2 = ["luft-2.no2"]
LUFT_3 = ["luft-3.no2"]
ALARM = AlarmId("luft-1.no2#hi")
SENSORS = [(7.78, 51.66), (7.84, 51.66), (7.78, 51.70), (7.84, 51.70), (7.81, 51.68)]


def ground_city(**others: Any) -> City:
    """Return the city of five devices with a base map."""
    config = MapConfig(folder="/nirgends", notice=Text("schematisch"), attribution="Stadt Hamm")
    return replace(map_city(), map=config, **others)


def air_city() -> City:
    """Return a city of five sensors, enough for a surface."""
    return sensor_city(SENSORS)


class ViewBench:
    """A map view on screen.

    Attributes:
        view: The view.
        canvas: Its canvas, ready unless it was asked not to be.
        heard: What the view told, by the name of the signal; a list of all that came.
    """

    def __init__(self, qtbot: QtBot, city: City | None = None, *, is_ready: bool = True) -> None:
        self.qtbot = qtbot
        self.canvas = FakeCanvas()
        self.view = MapView(self.canvas)
        qtbot.addWidget(self.view, before_close_func=lambda view: view.close_feed())
        self.heard: dict[str, list[Any]] = defaultdict(list)
        for name in SIGNALS:
            getattr(self.view, name).connect(lambda *got, name=name: self._hear(name, got))
        self.city = ground_city() if city is None else city
        self.view.resize(900, 640)
        self.view.set_ground(())
        self.view.set_city(self.city)
        self.view.show()
        qtbot.waitExposed(self.view)
        if is_ready:
            self.canvas.become_ready()
            self.settle()

    def _hear(self, name: str, got: tuple[Any, ...]) -> None:
        self.heard[name].append(got[0] if got else None)

    def settle(self) -> None:
        """Let everything be told that is due in this turn of the event loop."""
        self.qtbot.wait(0)
        self.qtbot.wait(1)

    def show(
        self, alarms: Mapping[AlarmId, AlarmState] | None = None, step: int = 0, **more: Any
    ) -> None:
        """Show a state; each step is a second later."""
        state = make_state(self.city, alarms=alarms, **more)
        second = 1_000_000 * step
        self.view.show_state(replace(state, at_us=state.at_us + second))
        self.settle()

    def alarm(self) -> None:
        """Show a state with one alarm."""
        self.show({ALARM: make_alarm()})

    def say(self, on: str, **more: Any) -> None:
        """Let the page say something."""
        self.canvas.say({"on": on, **more})
        self.settle()

    def click(self, *features: Mapping[str, Any], on: str = "click", key: str = "") -> None:
        """Let a person click on features, the topmost first."""
        place = {"place": [7.82, 51.68], "x": 40, "y": 30}
        self.say(on, features=list(features), keys={key: True} if key else {}, **place)

    def hover(self, feature: Mapping[str, Any] | None, *, is_open: bool = True) -> None:
        """Let the pointer rest on a feature until the card is there."""
        self.say("hover", feature=feature, x=40, y=30)
        if is_open and feature is not None:
            self.qtbot.waitUntil(self.view.card.isVisible)

    def look(self, longitude: float, latitude: float, zoom: float, box: Box) -> None:
        """Let the page say where it looks."""
        corners = [box.west, box.south, box.east, box.north]
        self.say("camera", center=[longitude, latitude], zoom=zoom, box=corners, metres=4.0)

    def select(self, point_ids: list[str]) -> None:
        """Let the selection bus bring a selection."""
        self.view.show_selection(point_ids)
        self.settle()

    def style(self) -> dict[str, Any]:
        """Return the style the page was told last."""
        style: dict[str, Any] = self.canvas.last("style")["style"]
        return style

    def drawn(self) -> set[str]:
        """Return the ids of the layers in the style (`MapLayer.id`)."""
        return {one["id"].partition("/")[0] for one in self.style()["layers"]}

    def features(self, source: str) -> list[dict[str, Any]]:
        """Return the features of a source as the page would load them."""
        return features_of(self.view, source)

    def row(self, device: str) -> int:
        """Return the row of a device."""
        found = self.view.live.model.devices.find(device)
        assert found is not None
        return found.row


def features_of(view: MapView, source: str) -> list[dict[str, Any]]:
    """Return the features of a source of a view."""
    known = view.stage._sources[source]
    assert isinstance(known, MapSource)
    rows: list[dict[str, Any]] = json.loads(known.data)["features"]
    return rows


def device(name: str, row: int = 0, source: str = "points") -> dict[str, Any]:
    """Return a device as the page describes it."""
    properties = {"k": name, "f": "umwelt", "n": name}
    return {
        "layer": "points:umwelt",
        "source": source,
        "id": row,
        "key": name,
        "properties": properties,
    }


def alarm_feature(point: str = "luft-1.no2", name: str = "luft-1") -> dict[str, Any]:
    """Return an alarm as the page describes it."""
    properties = {"k": f"{point}#hi", "p": point, "d": name, "r": 5}
    return {
        "layer": "alarms",
        "source": "alarms",
        "id": 0,
        "key": f"{point}#hi",
        "properties": properties,
    }


def rectangle(west: float, south: float, east: float, north: float) -> list[list[float]]:
    """Return the corners of a rectangle as the page tells them."""
    return [[west, south], [east, north]]


GROUND = ground_sources()
