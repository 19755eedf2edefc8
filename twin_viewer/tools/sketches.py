"""Corners clicked on the geometry become a measurement, drawn over the picture as it grows."""

from collections.abc import Callable
from typing import Final

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QWheelEvent

from twin_viewer.model.frames import Doubles
from twin_viewer.rendering.cameras import Camera
from twin_viewer.tools.commands import Tool
from twin_viewer.tools.drawings import draw_lines, draw_plate, seen_points, size_of
from twin_viewer.tools.measurements import ENOUGH, Measurement, measured

PlaceAt = Callable[[QPointF], Doubles | None]
"""Returns the point of the geometry under a place of the canvas; None for the sky."""

_DONE: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BACK: Final = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class Sketches(QObject):
    """A hand and an overlay of the canvas.

    Dragging stays with navigation, so that a person can look at the second place from elsewhere.

    Args:
        place_at: Finds the point under the pointer.
        parent: Owner.

    Attributes:
        tool: What a click means.
        camera: From where the picture on the screen was taken.
        measurement: What is measured; None while the tool measures nothing.

    Signals:
        measured: What is to be read (str), empty when there is nothing any more.
        finished: A measurement is complete (`Measurement`).
        tool_requested: A click shall mean something else (`Tool`).
        redraw_requested: What is drawn over the picture is another.
    """

    measured = Signal(str)
    finished = Signal(object)
    tool_requested = Signal(object)
    redraw_requested = Signal()

    def __init__(self, place_at: PlaceAt, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place_at = place_at
        self.tool = Tool.POINT
        self.camera: Camera | None = None
        self.measurement: Measurement | None = None
        self._corners: list[Doubles] = []
        self._moving: Doubles | None = None
        self._is_finished = False

    # ---- what is told --------------------------------------------------------------------------
    def set_tool(self, tool: Tool) -> None:
        """Take what a click means from now on; an earlier result goes."""
        self.tool = tool
        self.clear()

    def clear(self) -> None:
        """Take the result away; the tool stays."""
        self._corners, self._moving, self._is_finished = [], None, False
        self._tell()

    def add(self, at: QPointF) -> None:
        """Set a corner at a place of the canvas; in the sky there is nothing to measure."""
        place = self._place_at(at) if self.tool.is_measuring else None
        if place is not None:
            self.add_place(place)

    def add_place(self, place: Doubles) -> None:
        """Set a corner at a place of the scene; one after a finished result begins anew."""
        if self._is_finished:
            self._corners, self._is_finished = [], False
        self._corners.append(np.asarray(place, np.float64))
        self._moving = None
        self._tell()
        if len(self._corners) == ENOUGH.get(self.tool):
            self.finish()

    def undo(self) -> bool:
        """Take the last corner back; tell whether there was one."""
        if not self._corners:
            return False
        self._corners.pop()
        self._is_finished = False
        self._tell()
        return True

    def finish(self) -> None:
        """Let no corner move any more, where there is something to measure."""
        self._moving = None
        result = measured(self.tool, self._corners, is_finished=True)
        self._is_finished = result.is_measurable
        self._tell()
        if self._is_finished:
            self.finished.emit(result)

    def take_escape(self) -> bool:
        """First a result goes, then the tool; False when there was nothing to leave."""
        if self._corners:
            self.clear()
            return True
        if self.tool is not Tool.POINT:
            self.tool_requested.emit(Tool.POINT)
            return True
        return False

    def retranslate(self) -> None:
        """Say the result again in the language of the screen."""
        self._tell()

    def _tell(self) -> None:
        moving = [] if self._moving is None else [self._moving]
        self.measurement = None
        if self.tool.is_measuring:
            corners = [*self._corners, *moving]
            self.measurement = measured(self.tool, corners, is_finished=self._is_finished)
        self.measured.emit("" if self.measurement is None else self.measurement.text)
        self.redraw_requested.emit()

    # ---- hand ----------------------------------------------------------------------------------
    def press(self, event: QMouseEvent) -> bool:
        """Leave buttons to navigation."""
        del event
        return False

    def move(self, event: QMouseEvent) -> bool:
        """Let the last corner follow the pointer."""
        if not self._corners or self._is_finished or event.buttons():
            return False
        self._moving = self._place_at(event.position())
        self._tell()
        return False

    def release(self, event: QMouseEvent) -> bool:
        """Leave buttons to navigation."""
        del event
        return False

    def double(self, event: QMouseEvent) -> bool:
        """Finish; the first of the two clicks has set the last corner."""
        if not self.tool.is_measuring or event.button() is not Qt.MouseButton.LeftButton:
            return False
        if not self._is_finished:
            self.finish()
        return True

    def wheel(self, event: QWheelEvent) -> bool:
        """Leave the wheel to navigation."""
        del event
        return False

    def key(self, event: QKeyEvent, *, is_down: bool) -> bool:
        """Finish by Enter, take back by Backspace, leave by Esc."""
        if not is_down or self.tool is Tool.POINT:
            return False
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape:
            return self.take_escape()
        if key in _BACK:
            return self.undo()
        if key in _DONE and self._corners:
            self.finish()
            return True
        return False

    def leave(self) -> None:
        """The moving corner waits where it is."""

    # ---- overlay -------------------------------------------------------------------------------
    def paint(self, painter: QPainter, rect: QRect) -> None:
        """Draw corners and lines, and the result beside the last of them."""
        result = self.measurement
        if result is None or self.camera is None or not len(result.corners):
            return
        is_area = self.tool is Tool.AREA
        draw_lines(painter, rect, self.camera, result.corners, is_closed=is_area)
        spots = seen_points(self.camera, result.corners[-1:], size_of(rect))
        if result.is_measurable and spots:
            draw_plate(painter, spots[0], result.text.partition(" · ")[0], rect)
