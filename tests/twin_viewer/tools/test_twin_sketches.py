"""Clicks set corners, the pointer moves the last one, Backspace and Esc take back."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from tests.fakes.twin import key, mouse
from twin_viewer.model.frames import Doubles
from twin_viewer.rendering.cameras import Camera
from twin_viewer.tools.commands import Tool
from twin_viewer.tools.drawings import seen_line
from twin_viewer.tools.lassos import Lasso, inside
from twin_viewer.tools.sketches import Sketches

MOVE = QEvent.Type.MouseMove
SKY = 1000.0


def place_at(at: QPointF) -> Doubles | None:
    """A pixel is a metre; the right edge is the sky."""
    return None if at.x() >= SKY else np.array((at.x(), at.y(), 60.0))


@pytest.fixture
def sketches(qapp: object) -> Sketches:
    """Sketches of distances."""
    made = Sketches(place_at)
    made.set_tool(Tool.DISTANCE)
    return made


def test_corners_grow_and_a_double_click_finishes(sketches: Sketches, qtbot: QtBot) -> None:
    sketches.add(QPointF(0, 0))
    sketches.add(QPointF(SKY, 0))
    sketches.move(mouse(MOVE, (3, 4), Qt.MouseButton.NoButton))
    assert sketches.measurement is not None
    assert sketches.measurement.text.startswith("Strecke 5")
    sketches.add(QPointF(3, 4))
    with qtbot.waitSignal(sketches.finished):
        assert sketches.double(mouse(QEvent.Type.MouseButtonDblClick, (3, 4)))
    sketches.move(mouse(MOVE, (300, 4), Qt.MouseButton.NoButton))
    assert sketches.measurement.is_finished
    assert len(sketches.measurement.corners) == 2


def test_a_height_needs_two_clicks_only(sketches: Sketches, qtbot: QtBot) -> None:
    sketches.set_tool(Tool.HEIGHT)
    sketches.add(QPointF(0, 0))
    with qtbot.waitSignal(sketches.finished):
        sketches.add(QPointF(0, 9))
    sketches.add(QPointF(50, 50))
    assert sketches.measurement is not None
    assert len(sketches.measurement.corners) == 1


def test_backspace_takes_the_last_corner_back_and_escape_leaves(
    sketches: Sketches, qtbot: QtBot
) -> None:
    sketches.add(QPointF(0, 0))
    sketches.add(QPointF(3, 4))
    assert sketches.key(key(Qt.Key.Key_Backspace), is_down=True)
    assert sketches.measurement is not None
    assert len(sketches.measurement.corners) == 1
    assert sketches.key(key(Qt.Key.Key_Escape), is_down=True)
    assert not len(sketches.measurement.corners)
    with qtbot.waitSignal(sketches.tool_requested) as caught:
        assert sketches.key(key(Qt.Key.Key_Escape), is_down=True)
    assert caught.args == [Tool.POINT]
    sketches.set_tool(Tool.POINT)
    assert not sketches.key(key(Qt.Key.Key_Escape), is_down=True)


def test_what_is_measured_is_drawn(sketches: Sketches) -> None:
    image = QImage(200, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.black)
    before = image.copy()
    sketches.camera = Camera(5, 5, 100, 0, -89)
    sketches.add(QPointF(0, 0))
    sketches.add(QPointF(10, 10))
    painter = QPainter(image)
    sketches.paint(painter, QRect(0, 0, 200, 200))
    painter.end()
    assert image != before


def test_a_line_that_runs_behind_the_camera_is_cut() -> None:
    camera = Camera(0, 0, 2, 0, 0)
    start, end = np.array((0.0, 10.0, 0.0)), np.array((0.0, -10.0, 0.0))
    seen = seen_line(camera, start, end, (100, 100))
    assert seen is not None
    assert seen_line(camera, end, np.array((0.0, -20.0, 0.0)), (100, 100)) is None


def test_a_rectangle_is_drawn_with_shift_too(qtbot: QtBot) -> None:
    lasso = Lasso()
    press, release = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease
    assert not lasso.press(mouse(press, (10, 10)))
    shift = Qt.KeyboardModifier.ShiftModifier
    assert lasso.press(mouse(press, (10, 10), modifiers=shift))
    lasso.move(mouse(MOVE, (60, 50), modifiers=shift))
    with qtbot.waitSignal(lasso.drawn) as caught:
        lasso.release(mouse(release, (60, 50), modifiers=shift))
    assert caught.args is not None
    assert len(caught.args[0]) == 4
    lasso.set_tool(Tool.LASSO)
    lasso.press(mouse(press, (10, 10)))
    with qtbot.waitSignal(lasso.refused):
        lasso.release(mouse(release, (11, 11)))


def test_only_what_appears_inside_is_chosen() -> None:
    camera = Camera(0, 0, 100, 0, -89)
    places = np.array(((0, 0, 0), (500, 0, 0), (0, 0, 200)), np.float64)
    outline = [QPointF(20, 20), QPointF(80, 20), QPointF(80, 80), QPointF(20, 80)]
    assert inside(outline, places, camera, (100, 100)).tolist() == [True, False, False]
