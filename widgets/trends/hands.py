"""The mouse on a plot: pan, zoom, choose a range, hold the crosshair, drag flags and borders."""

from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QElapsedTimer, QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QWheelEvent

from widgets.trends.geometry import PANE_MIN, Places, axis_font
from widgets.trends.hits import (
    alarm_at,
    axis_at,
    border_at,
    curve_at,
    flag_at,
    is_on_time_line,
    note_at,
)
from widgets.trends.surface import PlotSurface
from widgets.trends.time_layer import is_inside

PAN_KEY: Final = 0.1
_ZOOM_NOTCH: Final = 0.8
_NOTCH: Final = 120.0
_BURST_MS: Final = 600
HOLD_MS: Final = 450
"""A press of this length holds the crosshair."""

_CLICK_PX: Final = 4


class _Grasp(Enum):
    """What the pressed mouse has hold of."""

    NOTHING = auto()
    TIME = auto()
    RANGE = auto()
    FLAG = auto()
    BORDER = auto()
    MOMENT = auto()


class Hands:
    """Turns what the mouse does into windows, markers, heights and intents of a plot.

    Args:
        plot: The plot it works on.
    """

    def __init__(self, plot: PlotSurface) -> None:
        self._plot = plot
        self._grasp = _Grasp.NOTHING
        self._press = QPointF()
        self._last = QPointF()
        self._has_moved = False
        self._number = 0
        self._heights: list[float] = []
        self._burst = QElapsedTimer()
        self._pressed = QElapsedTimer()

    # --- wheel ------------------------------------------------------------------------------

    def turn(self, event: QWheelEvent) -> None:
        """Zoom at the mouse; pan with Shift or sideways."""
        plot, places = self._plot, self._plot.places()
        delta = event.angleDelta()
        if places is None:
            return
        event.accept()
        is_new = not self._burst.isValid() or self._burst.elapsed() > _BURST_MS
        self._burst.restart()
        turned = delta.y() or delta.x()
        is_pan = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) or not delta.y()
        if is_pan:
            share = -PAN_KEY * turned / _NOTCH
            plot.navigate(lambda: plot.model.pan(share, is_remembered=is_new))
            return
        anchor = places.time_at(event.position().x())
        factor = _ZOOM_NOTCH ** (turned / _NOTCH)
        plot.navigate(lambda: plot.model.zoom(factor, anchor, is_remembered=is_new))

    # --- press and move ---------------------------------------------------------------------

    def press(self, event: QMouseEvent) -> None:
        """Take hold of what lies under the mouse."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._press = self._last = event.position()
        self._has_moved = False
        self._pressed.restart()
        self._grasp = self._grasp_at(event)

    def _grasp_at(self, event: QMouseEvent) -> _Grasp:
        places, position = self._plot.places(), event.position()
        if places is not None:
            flag = flag_at(places, self._plot.model.markers, _metrics(), position)
            if flag is not None:
                self._number = flag
                return _Grasp.FLAG
            border = border_at(places, position)
            if border is not None:
                self._number = border
                self._heights = [pane.area.height() for pane in places.panes]
                return _Grasp.BORDER
            picture = self._plot.picture()
            if picture is not None and is_on_time_line(picture, places, position):
                return _Grasp.MOMENT
        is_range = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        return _Grasp.RANGE if is_range else _Grasp.TIME

    def move(self, event: QMouseEvent) -> None:
        """Move the crosshair, or whatever the mouse has hold of."""
        places, position = self._plot.places(), event.position()
        if places is None:
            return
        if self._grasp is _Grasp.NOTHING:
            self._hover(places, position)
            return
        if not self._has_moved:
            away = position - self._press
            if abs(away.y() if self._grasp is _Grasp.BORDER else away.x()) < _CLICK_PX:
                return
            self._begin()
        moves = {
            _Grasp.TIME: self._move_time,
            _Grasp.RANGE: self._move_range,
            _Grasp.FLAG: self._move_flag,
            _Grasp.BORDER: self._move_border,
            _Grasp.MOMENT: self._move_moment,
        }
        moves[self._grasp](places, position)
        self._last = position

    def _hover(self, places: Places, position: QPointF) -> None:
        plot = self._plot
        plot.follow_mouse(position.x() if is_inside(places, position) else None)
        picture = plot.picture()
        shape = Qt.CursorShape.ArrowCursor
        if border_at(places, position) is not None:
            shape = Qt.CursorShape.SplitVCursor
        elif self._is_movable(places, position):
            shape = Qt.CursorShape.SizeHorCursor
        elif picture is not None and self._is_pressable(position):
            shape = Qt.CursorShape.PointingHandCursor
        if plot.cursor().shape() is not shape:
            plot.setCursor(shape)

    def _is_movable(self, places: Places, position: QPointF) -> bool:
        picture = self._plot.picture()
        is_flag = flag_at(places, self._plot.model.markers, _metrics(), position) is not None
        return is_flag or (picture is not None and is_on_time_line(picture, places, position))

    def _is_pressable(self, position: QPointF) -> bool:
        picture, places = self._plot.picture(), self._plot.places()
        if picture is None or places is None:
            return False
        return any(
            hit is not None
            for hit in (
                axis_at(picture, places, position),
                alarm_at(picture, places, _metrics(), position),
                note_at(picture, places, _metrics(), position),
            )
        )

    def _begin(self) -> None:
        """Begin a drag."""
        self._has_moved = True
        if self._grasp is _Grasp.TIME:
            self._plot.model.remember()
            self._plot.setCursor(Qt.CursorShape.ClosedHandCursor)

    def _move_time(self, places: Places, position: QPointF) -> None:
        plot = self._plot
        moved = (self._last.x() - position.x()) / max(places.field.width(), 1.0)
        plot.navigate(lambda: plot.model.pan(moved, is_remembered=False))
        plot.follow_mouse(position.x())

    def _move_range(self, _places: Places, position: QPointF) -> None:
        self._plot.selection = (self._press.x(), position.x())
        self._plot.update()

    def _move_flag(self, places: Places, position: QPointF) -> None:
        field = places.field
        x = min(max(position.x(), field.left()), field.right())
        self._plot.set_marker(self._number, places.time_at(x))

    def _move_moment(self, places: Places, position: QPointF) -> None:
        """Take the whole console to another moment by its line."""
        field = places.field
        x = min(max(position.x(), field.left()), field.right())
        self._plot.time_dragged.emit(places.time_at(x))

    def _move_border(self, _places: Places, position: QPointF) -> None:
        """Give one pane what the one below loses."""
        heights = list(self._heights)
        upper, lower = heights[self._number], heights[self._number + 1]
        moved = position.y() - self._press.y()
        moved = min(max(moved, PANE_MIN - upper), lower - PANE_MIN)
        heights[self._number], heights[self._number + 1] = upper + moved, lower - moved
        self._plot.pane_shares = heights
        self._plot.invalidate()

    # --- release ----------------------------------------------------------------------------

    def release(self, event: QMouseEvent) -> None:
        """Let go: a click opens or selects, a long press holds the crosshair."""
        grasp, has_moved, plot = self._grasp, self._has_moved, self._plot
        self._grasp = _Grasp.NOTHING
        if grasp is _Grasp.NOTHING:
            return
        plot.selection = None
        plot.unsetCursor()
        places = plot.places()
        if places is not None and has_moved:
            if grasp is _Grasp.RANGE:
                edges = sorted((places.time_at(self._press.x()), places.time_at(self._last.x())))
                plot.navigate(lambda: plot.model.set_window(edges[0], edges[1]))
            elif grasp is _Grasp.BORDER:
                plot.panes_resized.emit()
        elif places is not None and grasp in {_Grasp.TIME, _Grasp.RANGE}:
            self._click(places, event.position())
        plot.update()

    def _click(self, places: Places, position: QPointF) -> None:
        plot, picture, metrics = self._plot, self._plot.picture(), _metrics()
        if picture is None:
            return
        if mark := alarm_at(picture, places, metrics, position):
            plot.alarm_opened.emit(mark.loudest.alarm)
        elif note := note_at(picture, places, metrics, position):
            plot.annotation_opened.emit(note.notes[0].id)
        elif axis := axis_at(picture, places, position):
            plot.log_requested.emit(axis.unit.symbol)
        elif self._pressed.elapsed() >= HOLD_MS and is_inside(places, position):
            plot.hold_cursor(places.time_at(position.x()))
        else:
            plot.release_cursor(position.x() if is_inside(places, position) else None)
            plot.focus_requested.emit(curve_at(picture, places, position) or "")

    def double_click(self, event: QMouseEvent) -> None:
        """Take the marker away whose flag was double-clicked; a border makes panes equal."""
        places = self._plot.places()
        if places is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        flag = flag_at(places, self._plot.model.markers, _metrics(), event.position())
        if flag is not None:
            self._grasp = _Grasp.NOTHING
            self._plot.set_marker(flag, None)
        elif border_at(places, event.position()) is not None:
            self._grasp = _Grasp.NOTHING
            self._plot.share_equally()
        else:
            self.press(event)


def _metrics() -> QFontMetricsF:
    return QFontMetricsF(axis_font())
