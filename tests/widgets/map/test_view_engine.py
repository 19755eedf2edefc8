"""The whole map with its real engine and page: clicks, alarms, a killed process, a picture."""

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.alarms import AlarmId, AlarmState, Priority
from tests.fakes.city import make_alarm, make_state
from tests.fakes.map_views import ALARM, GROUND, LUFT_3, ground_city
from widgets.map.canvas import Condition, MapCanvas
from widgets.map.tools.picture_files import PictureSize, page_image, size_of
from widgets.map.tools.pictures import PictureParts, make_page
from widgets.map.view import MapView
from widgets.theme import alarm_look, theme

WAIT_MS = 20_000
SPOT = (7.85, 51.69)
"""Where `luft-3` stands."""

CITY = ground_city()


@pytest.fixture(scope="module")
def only_view(qapp: object) -> Iterator[MapView]:
    """One map for all tests of this module; its engine ends with them."""
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    theme().apply("light")
    view = MapView(MapCanvas())
    view.resize(760, 560)
    view.set_ground(GROUND)
    view.set_city(CITY)
    yield view
    view.close_feed()
    view.close()
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QLocale.setDefault(before)


class Engine:
    """The map alive, and a hand on its mouse."""

    def __init__(self, view: MapView, qtbot: QtBot) -> None:
        self.view = view
        self.qtbot = qtbot
        self.step = 0
        self.told: list[list[str]] = []
        view.points_selected.connect(self.told.append)

    def shown(self, alarms: dict[AlarmId, AlarmState] | None = None) -> None:
        """Show a state, some seconds after the one before."""
        self.step += 5
        state = make_state(CITY, alarms=alarms or {})
        self.view.show_state(replace(state, at_us=state.at_us + self.step * 1_000_000))

    def look(self, zoom: float = 15.5) -> None:
        """Look straight at a device."""
        stage = self.view.stage
        self.view.home.leave()
        stage.fly_to(*SPOT, zoom, at_once=True)
        self.qtbot.waitUntil(
            lambda: stage.camera is not None and abs(stage.camera.zoom - zoom) < 1e-6,
            timeout=WAIT_MS,
        )

    def pixels_of(self, colour: str, tolerance: int = 12) -> int:
        """Return how many pixels of what is seen have a colour."""
        wanted = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)])
        image = self.view.canvas.grab_map().convertToFormat(QImage.Format.Format_RGB32)
        raw = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
        seen = raw[:, : image.width(), 2::-1].astype(np.int16)
        return int((np.abs(seen - wanted).max(axis=2) < tolerance).sum())

    def of_alarms(self) -> int:
        """Return how many pixels have the colour of alarms of priority high."""
        return self.pixels_of(alarm_look(Priority.HIGH).fill)


@pytest.fixture
def engine(only_view: MapView, qtbot: QtBot) -> Iterator[Engine]:
    only_view.show()
    made = Engine(only_view, qtbot)
    only_view.show_state(make_state(CITY))
    canvas = only_view.canvas
    qtbot.waitUntil(
        lambda: canvas.condition is Condition.ALIVE and not canvas._cover_shown(), timeout=WAIT_MS
    )
    yield made
    only_view.points_selected.disconnect(made.told.append)
    only_view.show_selection([])
    only_view.hide()


def page_of(canvas: MapCanvas) -> QWidget:
    """Return the widget that takes the page's mouse."""
    assert canvas._engine is not None
    target = canvas._engine.view.focusProxy()
    assert target is not None
    return target


def test_a_click_on_a_device_selects_its_points(engine: Engine, qtbot: QtBot) -> None:
    engine.look()
    target = page_of(engine.view.canvas)
    middle = QPoint(target.width() // 2, target.height() // 2)

    steps = cycle(range(3))

    def is_over() -> bool:
        QTest.mouseMove(target, middle + QPoint(next(steps), 0))
        return engine.view.card.content is not None

    qtbot.waitUntil(is_over, timeout=WAIT_MS)
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    qtbot.waitUntil(lambda: engine.told == [LUFT_3], timeout=WAIT_MS)


def test_an_alarm_appears_and_goes(engine: Engine, qtbot: QtBot) -> None:
    engine.view.stage.fly_to(7.82, 51.68, 15.5, at_once=True)
    engine.shown()
    qtbot.waitUntil(lambda: engine.of_alarms() == 0, timeout=WAIT_MS)
    engine.shown({ALARM: make_alarm()})
    qtbot.waitUntil(lambda: engine.of_alarms() > 50, timeout=WAIT_MS)
    engine.shown()
    qtbot.waitUntil(lambda: engine.of_alarms() == 0, timeout=WAIT_MS)


def test_after_a_kill_selection_layers_and_place_are_there_again(
    engine: Engine, qtbot: QtBot
) -> None:
    view, stage = engine.view, engine.view.stage
    engine.look()
    view.show_selection(LUFT_3)
    engine.shown({ALARM: make_alarm()})
    shown: list[bool] = []
    stage.shown.connect(lambda: shown.append(True))
    pid = view.canvas.page_pid
    os.kill(pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: view.canvas.condition is Condition.RESTARTING, timeout=WAIT_MS)
    assert view.canvas.isVisible()
    assert not view.table.isVisible()
    qtbot.waitUntil(
        lambda: view.canvas.condition is Condition.ALIVE and bool(shown), timeout=WAIT_MS
    )
    assert view.canvas.page_pid != pid
    assert stage.camera is not None
    assert stage.camera.zoom == pytest.approx(15.5)
    chosen = theme().tokens.map.selected
    qtbot.waitUntil(lambda: engine.pixels_of(chosen, 40) > 15, timeout=WAIT_MS)
    assert engine.of_alarms() == 0, "the alarm lies out of sight"
    stage.fly_to(7.82, 51.68, 15.5, at_once=True)
    qtbot.waitUntil(lambda: engine.of_alarms() > 50, timeout=WAIT_MS)


def test_a_picture_holds_more_than_a_thousand_colours(engine: Engine, qtbot: QtBot) -> None:
    engine.shown({ALARM: make_alarm()})
    engine.view.acts.show_city()
    qtbot.waitUntil(lambda: engine.view.home.is_seen, timeout=WAIT_MS)

    def colours() -> int:
        page = make_page(engine.view.pictures.picture(), PictureParts())
        image = page_image(page, size_of(page, PictureSize.SCREEN))
        image = image.convertToFormat(QImage.Format.Format_RGB32)
        return len(np.unique(np.frombuffer(image.constBits(), np.uint32)))

    qtbot.waitUntil(lambda: colours() > 1_000, timeout=WAIT_MS)


def test_the_whole_city_stays_whole_in_a_smaller_view(engine: Engine, qtbot: QtBot) -> None:
    view, box = engine.view, engine.view.home.box
    assert box is not None

    def is_whole(nearest: float) -> bool:
        camera = view.stage.camera
        return (
            camera is not None
            and camera.zoom < nearest
            and camera.box.holds(box.west, box.south)
            and camera.box.holds(box.east, box.north)
        )

    engine.look()
    view.stage.fit(box, at_once=True)
    qtbot.waitUntil(lambda: is_whole(15.0) and view.home.is_seen, timeout=WAIT_MS)
    assert view.stage.camera is not None
    before = view.stage.camera.zoom
    view.resize(420, 320)
    qtbot.waitUntil(lambda: is_whole(before - 0.5), timeout=WAIT_MS)
    assert view.home.is_seen
    view.resize(760, 560)


def test_a_map_that_was_given_up_is_tried_again(engine: Engine, qtbot: QtBot) -> None:
    view = engine.view
    view.canvas._set_condition(Condition.NO_WEBGL)
    assert view.table.isVisible()
    assert not view.canvas.isVisible()
    view.table.notice_action_requested.emit()
    canvas = view.canvas
    qtbot.waitUntil(
        lambda: canvas.condition is Condition.ALIVE and not canvas._cover_shown(), timeout=WAIT_MS
    )
    assert canvas.isVisible()
    assert not view.table.isVisible()
