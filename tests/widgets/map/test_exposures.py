"""What a closed dialog had covered is seen again around the map."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from widgets.map.canvas import Condition, MapCanvas

NEIGHBOUR = QColor("#123456")
COVER = QColor("#fedcba")


def _coloured(widget: QWidget, colour: QColor) -> QWidget:
    palette = widget.palette()
    palette.setColor(widget.backgroundRole(), colour)
    widget.setPalette(palette)
    widget.setAutoFillBackground(True)
    return widget


@pytest.fixture
def window(engine_canvas: MapCanvas, qtbot: QtBot) -> Iterator[QWidget]:
    """A window with a map whose engine runs, and a coloured neighbour above it."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(_coloured(QLabel(), NEIGHBOUR), 1)
    column.addWidget(engine_canvas, 1)
    window.resize(400, 400)
    window.show()
    engine_canvas.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: engine_canvas.condition is Condition.ALIVE, timeout=20_000)
    yield window
    engine_canvas.hide()
    engine_canvas.setParent(None)


def _on_screen(window: QWidget, place: QPoint) -> QColor:
    at = window.mapToGlobal(place)
    image = window.screen().grabWindow(0, at.x(), at.y(), 1, 1).toImage()
    return image.pixelColor(0, 0)


@pytest.mark.parametrize("is_native", [False, True])
def test_what_a_closed_dialog_covered_is_seen_again(
    window: QWidget, qtbot: QtBot, *, is_native: bool
) -> None:
    if is_native:
        label = window.findChild(QLabel)
        assert label is not None
        label.winId()
        window.hide()
        window.show()
        qtbot.waitExposed(window)
    place = QPoint(200, 60)
    gc.collect()  # nothing of it may hang on a wrapper that nobody holds
    qtbot.waitUntil(lambda: _on_screen(window, place) == NEIGHBOUR)
    cover = _coloured(QWidget(None, Qt.WindowType.ToolTip), COVER)
    qtbot.addWidget(cover)
    cover.setGeometry(window.geometry().adjusted(20, 20, -20, -20))
    cover.show()
    qtbot.waitUntil(lambda: _on_screen(window, place) == COVER)
    cover.hide()
    qtbot.waitUntil(lambda: _on_screen(window, place) == NEIGHBOUR)
