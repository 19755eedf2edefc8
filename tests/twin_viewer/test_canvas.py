"""The canvas shows pictures, tells the stage whether anybody looks, hands events on in order."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from twin_viewer.canvas import TwinCanvas
from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.threads import Picture


class FakeStage(QObject):
    """A stage that draws nothing and notes what it is told."""

    pictured = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.sizes: list[tuple[int, int]] = []
        self.open: list[bool] = []

    def resize(self, width: int, height: int) -> None:
        self.sizes.append((width, height))

    def set_open(self, *, is_open: bool) -> None:
        self.open.append(is_open)


class FakeHand:
    """Notes events, and takes those it is told to."""

    def __init__(self, *, takes: bool) -> None:
        self.takes = takes
        self.got: list[str] = []

    def _note(self, name: str) -> bool:
        self.got.append(name)
        return self.takes

    def press(self, event: QMouseEvent) -> bool:
        return self._note("press")

    def move(self, event: QMouseEvent) -> bool:
        return self._note("move")

    def release(self, event: QMouseEvent) -> bool:
        return self._note("release")

    def double(self, event: QMouseEvent) -> bool:
        return self._note("double")

    def wheel(self, event: QWheelEvent) -> bool:
        return self._note("wheel")

    def key(self, event: QKeyEvent, *, is_down: bool) -> bool:
        return self._note("down" if is_down else "up")

    def leave(self) -> None:
        self._note("leave")


class Line:
    """An overlay that fills the upper left corner."""

    def paint(self, painter: QPainter, rect: QRect) -> None:
        painter.fillRect(0, 0, 10, 10, QColor(Qt.GlobalColor.red))


@pytest.fixture
def canvas(qtbot: QtBot) -> Iterator[TwinCanvas]:
    canvas = TwinCanvas(FakeStage())  # type: ignore[arg-type]  # all a canvas asks of a stage
    qtbot.addWidget(canvas)
    canvas.resize(120, 80)
    canvas.show()
    qtbot.waitExposed(canvas)
    yield canvas
    canvas.close()


def stage_of(canvas: TwinCanvas) -> FakeStage:
    stage = canvas.stage
    assert isinstance(stage, FakeStage)
    return stage


def picture(red: int, width: int = 120, height: int = 80) -> Picture:
    pixels = np.zeros((height, width, 4), np.uint8)
    pixels[:, :, 0] = red
    pixels[: height // 2, :, 1] = 200
    return Picture(pixels, Camera(0, 0, 0), (120, 80), 1, 0.01, is_final=True)


def test_it_tells_the_stage_its_size_and_whether_it_is_seen(canvas: TwinCanvas) -> None:
    stage = stage_of(canvas)
    assert stage.sizes[-1] == (120, 80)
    assert stage.open == [True]
    canvas.hide()
    canvas.resize(60, 50)
    canvas.show()
    assert stage.open == [True, False, True]
    assert stage.sizes[-1] == (60, 50)


def test_a_picture_is_shown_as_it_is(canvas: TwinCanvas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.shown_picture):
        stage_of(canvas).pictured.emit(picture(150))
    seen = canvas.grab().toImage()
    assert seen.pixelColor(5, 5).getRgb() == (150, 200, 0, 255)
    assert seen.pixelColor(5, 75).getRgb() == (150, 0, 0, 255)
    assert canvas.image().size() == canvas.size()


def test_a_coarser_picture_fills_the_canvas(canvas: TwinCanvas) -> None:
    stage_of(canvas).pictured.emit(picture(90, 40, 27))
    assert canvas.grab().toImage().pixelColor(115, 75).red() == 90


def test_before_the_first_picture_there_is_the_ground_of_the_map(canvas: TwinCanvas) -> None:
    colors = {canvas.grab().toImage().pixelColor(x, 40).name() for x in (1, 60, 118)}
    assert len(colors) == 1


def test_overlays_lie_over_the_picture(canvas: TwinCanvas) -> None:
    canvas.overlays.append(Line())
    stage_of(canvas).pictured.emit(picture(150))
    seen = canvas.grab().toImage()
    assert seen.pixelColor(5, 5).getRgb() == (255, 0, 0, 255)
    assert seen.pixelColor(50, 5).getRgb() == (150, 200, 0, 255)


def test_the_first_hand_that_wants_an_event_takes_it(canvas: TwinCanvas) -> None:
    first, second, third = (FakeHand(takes=takes) for takes in (False, True, True))
    canvas.hands += [first, second, third]
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    QTest.mouseMove(canvas, QPoint(20, 20))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    QTest.keyPress(canvas, Qt.Key.Key_W)
    QTest.keyRelease(canvas, Qt.Key.Key_W)
    QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
    wanted = {"press", "move", "release", "double", "down", "up"}
    assert wanted <= set(first.got)
    assert wanted <= set(second.got)
    assert set(third.got) == {"leave"}


def test_the_wheel_is_handed_on(canvas: TwinCanvas) -> None:
    hand = FakeHand(takes=True)
    canvas.hands.append(hand)
    event = QWheelEvent(
        QPointF(10, 10),
        QPointF(10, 10),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)
    assert hand.got == ["wheel"]
    assert event.isAccepted()


def test_a_key_nobody_wants_goes_on(canvas: TwinCanvas) -> None:
    canvas.hands.append(FakeHand(takes=False))
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(canvas, event)
    assert not event.isAccepted()
