"""Rectangle and free line on the picture: what lies inside is chosen."""

from typing import Final

import numpy as np
import shapely
from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF, QWheelEvent
from shapely.geometry import Polygon

from twin_viewer.model.frames import Doubles
from twin_viewer.rendering.cameras import Camera
from twin_viewer.tools.commands import Tool
from widgets.theme import theme

_LEAST_PX: Final = 6.0
_APART_PX: Final = 3.0
_TINT: Final = 0.18


def inside(
    outline: list[QPointF], places: Doubles, camera: Camera, size: tuple[int, int]
) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Tell which places of the scene appear inside an outline on the picture, bool (N,).

    Args:
        outline: Corners in pixels.
        places: float64 (N, 3), metres of the scene.
        camera: From where the picture was taken.
        size: Width and height of the picture, pixels.
    """
    if not len(places):
        return np.zeros(0, np.bool_)
    seen = camera.project(places, *size)
    area = Polygon([(one.x(), one.y()) for one in outline]).buffer(0)
    is_ahead = seen[:, 2] > 0
    found = np.zeros(len(places), np.bool_)
    found[is_ahead] = shapely.contains_xy(area, seen[is_ahead, 0], seen[is_ahead, 1])
    return found


class Lasso(QObject):
    """A hand and an overlay of the canvas.

    With the pointer as tool, dragging with Shift draws a rectangle as well, as on the map.

    Signals:
        drawn: An outline is closed (list of `QPointF`).
        refused: It is too small to choose anything (a sentence).
        redraw_requested: What is drawn over the picture is another.
    """

    drawn = Signal(list)
    refused = Signal(str)
    redraw_requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tool = Tool.POINT
        self._points: list[QPointF] = []
        self._is_free = False

    def set_tool(self, tool: Tool) -> None:
        """Take what dragging means."""
        self.tool = tool
        self._drop()

    @property
    def is_drawing(self) -> bool:
        """True while an outline grows."""
        return bool(self._points)

    def press(self, event: QMouseEvent) -> bool:
        """Begin an outline."""
        has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        is_mine = self.tool.is_choosing or (self.tool is Tool.POINT and has_shift)
        if not is_mine or event.button() is not Qt.MouseButton.LeftButton:
            return False
        self._is_free = self.tool is Tool.LASSO
        self._points = [event.position()]
        return True

    def move(self, event: QMouseEvent) -> bool:
        """Let it grow."""
        if not self._points:
            return False
        at = event.position()
        if not self._is_free:
            self._points = [self._points[0], at]
        elif (at - self._points[-1]).manhattanLength() >= _APART_PX:
            self._points.append(at)
        self.redraw_requested.emit()
        return True

    def release(self, event: QMouseEvent) -> bool:
        """Close it."""
        if not self._points:
            return False
        del event
        outline, box = self._outline(), QPolygonF(self._outline()).boundingRect()
        self._drop()
        if min(box.width(), box.height()) < _LEAST_PX:
            self.refused.emit(
                self.tr("Die Fläche ist zu klein, um etwas auszuwählen. Ziehen Sie sie größer auf.")
            )
        else:
            self.drawn.emit(outline)
        return True

    def double(self, event: QMouseEvent) -> bool:
        """Nothing: with this tool a double click draws nothing and flies nowhere."""
        del event
        return self.tool.is_choosing

    def wheel(self, event: QWheelEvent) -> bool:
        """Leave the wheel to navigation."""
        del event
        return False

    def key(self, event: QKeyEvent, *, is_down: bool) -> bool:
        """Drop an outline by Esc."""
        if is_down and self._points and event.key() == Qt.Key.Key_Escape:
            self._drop()
            return True
        return False

    def leave(self) -> None:
        """An outline may leave the picture and come back."""

    def paint(self, painter: QPainter, rect: QRect) -> None:
        """Draw the outline."""
        del rect
        if len(self._points) < 2:  # noqa: PLR2004 - a line has two ends
            return
        accent = QColor(theme().tokens.accent)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(accent, 1.5))
        accent.setAlphaF(_TINT)
        painter.setBrush(accent)
        painter.drawPolygon(QPolygonF(self._outline()))
        painter.restore()

    def _outline(self) -> list[QPointF]:
        if self._is_free or len(self._points) < 2:  # noqa: PLR2004 - opposite corners
            return list(self._points)
        box = QRectF(self._points[0], self._points[1]).normalized()
        return [box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft()]

    def _drop(self) -> None:
        self._points = []
        self.redraw_requested.emit()
