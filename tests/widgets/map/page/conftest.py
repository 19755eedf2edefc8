"""The real page in a real engine: one for all tests of this folder."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.map_scenes import Place
from tests.fakes.maps import PromptPace
from widgets.map.canvas import Condition, MapCanvas
from widgets.map.protocol import Message, Mode
from widgets.map.stage import MapStage
from widgets.theme import theme

WAIT_MS = 40_000
TREMBLE_MS = 50
SEEN_MS = 40_000
_LONG_AFTER = 10**9
SIZE = (640, 480)


Pixels = NDArray[np.int16]


def pixels(image: QImage) -> Pixels:
    """Return red, green and blue of each pixel, row by row."""
    seen = image.convertToFormat(QImage.Format.Format_RGB32)
    raw = np.frombuffer(seen.constBits(), np.uint8).reshape(seen.height(), seen.width(), 4)
    return raw[:, :, 2::-1].astype(np.int16)


class Bench:
    """The page, what it said, and a hand on mouse and keys."""

    def __init__(self, canvas: MapCanvas, stage: MapStage, qtbot: QtBot) -> None:
        self.canvas = canvas
        self.stage = stage
        self.heard: list[Message] = []
        self.complaints: list[str] = []
        self._clicks = 0
        self._is_awake = False
        self._qtbot = qtbot
        canvas.received.connect(self.heard.append)
        engine = canvas._engine
        assert engine is not None
        self._view = engine.view
        engine.complained.connect(self.complaints.append)

    def said(self, on: str) -> list[Message]:
        """Return what the page said of one kind."""
        return [message for message in self.heard if message.get("on") == on]

    def wait_for(self, on: str, check: Callable[[Message], bool] = lambda _: True) -> Message:
        """Wait until the page has said something, and return the newest of it."""
        self._qtbot.waitUntil(lambda: any(map(check, self.said(on))), timeout=WAIT_MS)
        return [message for message in self.said(on) if check(message)][-1]

    def shown(self, act: Callable[[], object]) -> None:
        """Do something and wait until all of it is drawn."""
        with self._qtbot.waitSignal(self.stage.shown, timeout=WAIT_MS):
            act()

    def painted(self, act: Callable[[], int]) -> None:
        """Set states and wait until they are on the screen."""
        ticks: list[int] = []
        self.stage.painted.connect(ticks.append)
        tick = act()
        self._qtbot.waitUntil(lambda: bool(ticks) and ticks[-1] >= tick, timeout=WAIT_MS)
        self.stage.painted.disconnect(ticks.append)

    def look(self, place: Place, zoom: float = 14.0) -> None:
        """Look at a place at once, and wait until the page is there."""
        self.heard.clear()
        self.stage.fly_to(*place, zoom, at_once=True)
        self.wait_for("camera", lambda one: abs(one["zoom"] - zoom) < 1e-6)

    def seen(self, check: Callable[[Pixels], bool]) -> None:
        """Wait until what is on the screen passes a check; a frame takes a moment to get there."""
        self._qtbot.waitUntil(lambda: check(pixels(self.canvas.grab_map())), timeout=SEEN_MS)

    @property
    def target(self) -> QWidget:
        """The widget that takes the page's mouse and keys."""
        target = self._view.focusProxy()
        assert target is not None
        return target

    def wake(self) -> None:
        """Wait until the page takes mouse and keys.

        Chromium drops what a hand does before a new page's first frame is really on the screen,
        which on a busy machine comes after the map has said that it is drawn.
        """
        if self._is_awake:
            return
        before = len(self.said("pointer"))
        trembling = itertools.count()

        def is_awake() -> bool:
            QTest.mouseMove(self.target, QPoint(3 + next(trembling) % 2, 3))
            QTest.qWait(TREMBLE_MS)
            return len(self.said("pointer")) > before

        self._qtbot.waitUntil(is_awake, timeout=WAIT_MS)
        self._is_awake = True
        told = 0
        while told < (told := len(self.said("pointer"))):  # others of these moves are under way
            QTest.qWait(4 * TREMBLE_MS)

    def move(self, x: int, y: int) -> None:
        """Move the pointer to another place, and wait until the page has seen it there."""
        self.wake()
        before = len(self.said("pointer"))
        QTest.mouseMove(self.target, QPoint(x, y))
        self._qtbot.waitUntil(lambda: len(self.said("pointer")) > before, timeout=WAIT_MS)

    def hover(self, x: int, y: int) -> Message:
        """Hold the pointer over a feature until the page tells of it, and return what it said.

        A hand is never quite still: it moves by a pixel now and then, as a person's does.
        """
        self.wake()
        told: list[Message] = []
        trembling = itertools.count()

        def is_told() -> bool:
            QTest.mouseMove(self.target, QPoint(x + next(trembling) % 2, y))
            QTest.qWait(TREMBLE_MS)
            told[:] = [one for one in self.said("hover") if one["feature"] is not None]
            return bool(told)

        self._qtbot.waitUntil(is_told, timeout=WAIT_MS)
        return told[-1]

    def click(self, x: int, y: int, *, right: bool = False) -> None:
        """Click."""
        self.wake()
        button = Qt.MouseButton.RightButton if right else Qt.MouseButton.LeftButton
        QTest.mouseClick(self.target, button, Qt.KeyboardModifier.NoModifier, QPoint(x, y))

    def double(self, x: int, y: int) -> None:
        """Click twice; by events of our own, since those of QTest lie too far apart in time."""
        self.wake()
        kind = QEvent.Type
        place, left, none = QPointF(x, y), Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        for at, (what, held) in enumerate(
            (
                (kind.MouseButtonPress, left),
                (kind.MouseButtonRelease, none),
                (kind.MouseButtonDblClick, left),
                (kind.MouseButtonRelease, none),
            )
        ):
            keys = Qt.KeyboardModifier.NoModifier
            over = QPointF(self.target.mapToGlobal(QPoint(x, y)))
            event = QMouseEvent(what, place, over, left, held, keys)
            event.setTimestamp(_LONG_AFTER + self._clicks * 10_000 + at * 20)
            QApplication.sendEvent(self.target, event)
        self._clicks += 1

    def drag(self, *places: tuple[int, int], shift: bool = False) -> None:
        """Press at the first place, move over the others, let go at the last."""
        self.wake()
        keys = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        left = Qt.MouseButton.LeftButton
        QTest.mousePress(self.target, left, keys, QPoint(*places[0]))
        for place in places[1:]:
            self.move(*place)
        QTest.mouseRelease(self.target, left, keys, QPoint(*places[-1]))

    def press(self, key: Qt.Key) -> None:
        """Press a key."""
        self.wake()
        self.target.setFocus()
        QTest.keyClick(self.target, key)

    def type(self, text: str) -> None:
        """Type a sign."""
        self.wake()
        self.target.setFocus()
        QTest.keyClicks(self.target, text)


@pytest.fixture(scope="package")
def live_canvas(qapp: object) -> Iterator[MapCanvas]:
    """The canvas with the page of the program; its engine ends with the package."""
    theme().apply("light")
    canvas = MapCanvas()
    canvas.resize(*SIZE)
    yield canvas
    canvas.close_engine()
    canvas.close()
    canvas.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def bench(live_canvas: MapCanvas, qtbot: QtBot) -> Iterator[Bench]:
    """The page, alive, freshly loaded for this test."""
    live_canvas.resize(*SIZE)
    live_canvas.show()
    live_canvas.pace = PromptPace()  # each call is one picture here
    stage = MapStage(live_canvas)
    ready: list[str] = []
    live_canvas.ready.connect(ready.append)
    if live_canvas.condition is Condition.ALIVE:
        live_canvas.restart()
    else:
        live_canvas.start()
    qtbot.waitUntil(lambda: bool(ready), timeout=WAIT_MS)
    live_canvas.ready.disconnect(ready.append)
    made = Bench(live_canvas, stage, qtbot)
    QTest.mouseMove(made.target, QPoint(3, 3))
    yield made
    qtbot.waitUntil(lambda: not live_canvas._cover_shown(), timeout=WAIT_MS)
    faults: list[Any] = [message["text"] for message in made.said("fault")]
    live_canvas.received.disconnect(made.heard.append)
    stage.set_mode(Mode.MOVE)
    stage.deleteLater()
    live_canvas.hide()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not faults
    assert not made.complaints
