"""The map of a village at work: an alarm on it, a shape drawn round it, a renderer that dies."""

import json
import math
import os
import signal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.console.maps import MAP
from app.console.workspaces import LAGE, VERLAEUFE
from app.verbs.scenes import colours
from tests.fakes.map_files import collection, feature, written
from tests.journeys.station import LEVEL, Station, at_work
from widgets.map.conditions import Condition
from widgets.map.protocol import Message, Mode
from widgets.map.view import MapView

pytestmark = [pytest.mark.journey, pytest.mark.expects_warnings]

GAUGE = (7.51, 51.51)
"""Where the gauge and its pump stand."""

LEAST_COLOURS = 40
"""Of a drawn village; a page that is missing has one."""


class Eyes:
    """What the map tells and is told.

    Args:
        station: The control room.
    """

    def __init__(self, station: Station) -> None:
        self._station = station
        self.heard: list[Message] = []
        self.sent: list[Message] = []
        canvas, send = self.view.canvas, self.view.canvas.send
        canvas.received.connect(self.heard.append)

        def note(message: Message) -> None:
            self.sent.append(message)
            send(message)

        canvas.send = note  # type: ignore[method-assign]  # it is sent all the same

    @property
    def page(self) -> Any:
        """The overview."""
        return self._station.console.window.pages[LAGE]

    @property
    def view(self) -> MapView:
        """Its map."""
        view = self.page.map
        assert isinstance(view, MapView)
        return view

    def count(self, on: str) -> int:
        """Return how often the page has said something."""
        return sum(message.get("on") == on for message in self.heard)

    def is_drawn(self) -> bool:
        """Tell whether the page lives and something is seen of it."""
        canvas = self.view.canvas
        return (
            canvas.condition is Condition.ALIVE and colours(canvas.grab_map(), 1) >= LEAST_COLOURS
        )

    def alarms(self) -> list[str]:
        """Return the alarms the page was given, by the newest version of their source."""
        contents = self.view.canvas.contents
        paths = [path for path in contents.paths() if path.startswith("data/alarms/")]
        newest = max(paths, key=lambda path: int(Path(path).stem), default="")
        found = contents.get(newest) if newest else None
        features = json.loads(found[1])["features"] if found else []
        return [one["properties"]["k"] for one in features]

    def ranks(self) -> set[int]:
        """Return the ranks of devices the page was told of."""
        return {
            row[message["keys"].index("r")]
            for message in self.sent
            if message.get("do") == "states" and message["source"] == "points"
            for row in message["rows"]
        }


def write_ground(folder: Path) -> None:
    """Give the village a base map: where it lies, a wood, a river."""
    ground = folder / "dorf" / "map"
    ground.mkdir(parents=True)
    square = [[[7.4, 51.45], [7.6, 51.45], [7.6, 51.55], [7.4, 51.55], [7.4, 51.45]]]
    wood = [[[7.5, 51.5], [7.53, 51.5], [7.53, 51.52], [7.5, 51.5]]]
    river = [[7.4, 51.49], [7.51, 51.511], [7.6, 51.53]]
    for name, one in (
        ("districts", feature("Polygon", square, id="mitte", name="Mitte")),
        ("green", feature("Polygon", wood, **{"class": "forest", "name": "Wald"})),
        ("water", feature("LineString", river, **{"class": "river", "name": "Bach"})),
    ):
        written(ground, collection(one), f"{name}.geojson")


def draw_round(station: Station, eyes: Eyes) -> None:
    """Draw a lasso round the middle of the map, with the mouse."""
    canvas = eyes.view.canvas
    page: QWidget | None = canvas.focusProxy()
    assert page is not None
    page = page.focusProxy() or page
    middle = QPoint(canvas.width() // 2, canvas.height() // 2)
    ring = [
        middle + QPoint(round(90 * math.cos(turn / 4)), round(90 * math.sin(turn / 4)))
        for turn in range(26)
    ]
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseMove(page, ring[0])
    QTest.mousePress(page, left, none, ring[0])
    for place in ring[1:]:
        before = eyes.count("pointer") + eyes.count("drawing")
        QTest.mouseMove(page, place)
        station.bot.waitUntil(
            lambda before=before: eyes.count("pointer") + eyes.count("drawing") > before,  # type: ignore[misc]  # the type of a default
            timeout=5_000,
        )
    QTest.mouseRelease(page, left, none, ring[-1])


def go_to_the_alarm(station: Station) -> Eyes:
    """Press F4 on the alarm in the list; return the map once it is drawn with the alarm."""
    station.choose()
    station.console.window.activateWindow()
    station.until(station.console.window.isActiveWindow)
    station.press(Qt.Key.Key_F4)
    assert station.console.window.workspace == LAGE
    eyes = Eyes(station)
    assert eyes.page.dock(MAP).isCurrentTab()
    station.until(eyes.is_drawn)
    station.until(lambda: eyes.count("shown") > 0)
    station.until(lambda: LEVEL in eyes.alarms())

    def is_there() -> bool:
        center = None if (camera := eyes.view.stage.camera) is None else camera.center
        return center is not None and math.dist((center.longitude, center.latitude), GAUGE) < 1e-3

    station.until(is_there)
    return eyes


def test_f4_lasso_and_a_killed_renderer(qtbot: QtBot, tmp_path: Path) -> None:
    write_ground(tmp_path)
    with at_work(tmp_path, qtbot) as station:
        station.raise_level()
        eyes = go_to_the_alarm(station)
        assert station.console.selection.point_ids == ["pegel.stand"]
        station.until(lambda: eyes.ranks() and max(eyes.ranks()) > 0)

        # A shape round both devices selects them; the strip opens their curves.
        eyes.view.set_mode(Mode.LASSO)
        station.until(lambda: any(one.get("do") == "mode" for one in eyes.sent))
        draw_round(station, eyes)
        station.until(lambda: len(station.console.selection.point_ids) == 2)
        strip = eyes.view.strip
        assert strip.isVisible()
        station.click(strip.trend)
        assert station.console.window.workspace == VERLAEUFE
        trends: Any = station.console.window.pages[VERLAEUFE]
        station.until(lambda: set(curves(trends)) == {"pegel.stand", "pumpe.strom"})

        die_and_come_back(station, eyes)
        look_into_the_past(station, eyes)
        build_anew(station, eyes)


def curves(page: Any) -> list[str]:
    """Return the points whose curves are on the sheet."""
    return [str(trace.point.id) for trace in page.trends.model.traces]


def die_and_come_back(station: Station, eyes: Eyes) -> None:
    """Kill the page's process: the map is back, at its place and with the selection."""
    station.console.window.open_workspace(LAGE)
    station.until(eyes.is_drawn)
    canvas = eyes.view.canvas
    chosen = [one for one in eyes.sent if one.get("do") == "select"][-1]
    camera = eyes.view.stage.camera
    shown, killed = eyes.count("shown"), canvas.page_pid
    eyes.sent.clear()
    os.kill(killed, signal.SIGKILL)
    station.until(lambda: canvas.condition is not Condition.ALIVE or canvas.page_pid != killed)
    station.until(lambda: eyes.count("shown") > shown and eyes.is_drawn())
    assert canvas.page_pid not in {0, killed}
    station.until(lambda: chosen in eyes.sent)
    assert len(chosen["ids"]) == 2
    assert camera is not None
    now = eyes.view.stage.camera
    assert now is not None
    assert now.zoom == pytest.approx(camera.zoom, abs=0.01)


def look_into_the_past(station: Station, eyes: Eyes) -> None:
    """Go to a moment before the alarm: the map says so, and shows none."""
    lines = [line for line in station.journal() if line.event.alarm == LEVEL]
    station.console.time_bus.pin(lines[0].event.time_us - 1_000_000)
    station.until(lambda: eyes.view.readout.time_note.text() and eyes.alarms() == [])
    assert "NICHT LIVE" in station.console.window.windowTitle()
    station.console.time_bus.go_live()
    station.until(lambda: LEVEL in eyes.alarms())
    assert not eyes.view.readout.time_note.text()


def build_anew(station: Station, eyes: Eyes) -> None:
    """Build the page anew: another map takes its place, and the process of the old one ends."""
    killed = eyes.view.canvas.page_pid
    station.console.reset_layout()
    anew = Eyes(station)
    station.until(anew.is_drawn)
    station.until(lambda: LEVEL in anew.alarms())
    assert anew.view.canvas.page_pid not in {0, killed}
    station.until(lambda: not Path(f"/proc/{killed}").exists())
