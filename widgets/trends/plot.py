"""The plot itself: paints the picture of a window, and turns hand movements into windows.

The picture is painted into a pixmap when data, window or size changed; the crosshair moves above it
without painting it again.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.domain.alarms import AlarmRule
from app.domain.points import PointId
from app.domain.series import SeriesFrame
from widgets.theme import theme
from widgets.theme.tokens import GRID
from widgets.trends.date_axis import DateAxis, step_for
from widgets.trends.geometry import Places, arrange, axis_font
from widgets.trends.hits import curve_at
from widgets.trends.lane_layer import paint_lanes
from widgets.trends.layers import Brushwork, paint_after, paint_panes
from widgets.trends.model import PlotModel, Window
from widgets.trends.pictures import Moments, Picture, make_picture
from widgets.trends.time_layer import (
    Crosshair,
    is_inside,
    paint_crosshair,
    paint_selection,
    paint_time_axis,
)
from widgets.trends.tints import faded
from widgets.trends.wording import tiers_text

PAN_KEY: Final = 0.1
ZOOM_KEY: Final = 0.5
_ZOOM_NOTCH: Final = 0.8
_NOTCH: Final = 120.0
_BURST_MS: Final = 600
_CLICK_PX: Final = 4
_MARGIN: Final = 2 * GRID
_TICK_ROOM: Final = 2.2
_MIN_WIDTH_PX: Final = 50


class TrendPlot(QWidget):
    """Paints curves and lanes of a `PlotModel` over one time axis.

    Signals:
        navigated: A person changed the window; the model already holds the new one.
        cursor_moved: The crosshair stands elsewhere (int µs UTC) or is gone (None).
        focus_requested: A curve was clicked (its id), or the empty plot (empty text).
        live_requested: The key End was pressed.
        width_changed: The area of the curves became wider or narrower.
        remove_requested: The focused curve shall leave.
    """

    navigated = Signal()
    cursor_moved = Signal(object)
    focus_requested = Signal(str)
    live_requested = Signal()
    width_changed = Signal()
    remove_requested = Signal(str)

    def __init__(self, model: PlotModel, axis: DateAxis, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.axis = axis
        self._frames: Mapping[PointId, SeriesFrame] = {}
        self._rules: Mapping[PointId, Sequence[AlarmRule]] = {}
        self._moments = Moments(None, is_live=True)
        self._picture: Picture | None = None
        self._places: Places | None = None
        self._pixmap: QPixmap | None = None
        self.cursor_us: int | None = None
        self._press: QPointF | None = None
        self._drag_from: QPointF | None = None
        self._is_choosing = False
        self._burst = QElapsedTimer()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(240, 160))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # --- content ----------------------------------------------------------------------------

    def set_content(
        self,
        frames: Mapping[PointId, SeriesFrame],
        rules: Mapping[PointId, Sequence[AlarmRule]],
        moments: Moments,
    ) -> None:
        """Take what is at hand for the model's window."""
        self._frames, self._rules, self._moments = frames, rules, moments
        self.invalidate()

    def invalidate(self) -> None:
        """Have the picture made and painted again."""
        self._picture = None
        self._pixmap = None
        self.update()

    @property
    def width_px(self) -> int:
        """Width of the area of the curves in device pixels; what a request asks points for."""
        room = self._places.field.width() if self._places else self.width() - 30 * GRID
        return max(int(room * self.devicePixelRatioF()), _MIN_WIDTH_PX)

    def picture(self) -> Picture | None:
        """Return the picture of the present window, made when needed; None without a window."""
        if self._picture is None and (window := self._model.window) is not None:
            # The margins follow from the labels of the axes, which do not depend on the width.
            width = self.width_px
            self._picture = self._pictured(window, width)
            self._places = arrange(self._picture, self._room(QRectF(self.rect())))
            if self.width_px != width:
                self._picture = self._pictured(window, self.width_px)
        return self._picture

    def _pictured(self, window: Window, width_px: int) -> Picture:
        return make_picture(
            self._model, window, self._frames, self._rules, self._moments, width_px=width_px
        )

    def places(self) -> Places | None:
        """Return where everything lies; None without a window."""
        self.picture()
        return self._places

    # --- painting ---------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        if self._pixmap is None:
            self._pixmap = QPixmap(self.size() * ratio)
            self._pixmap.setDevicePixelRatio(ratio)
            on_pixmap = QPainter(self._pixmap)
            self.paint_base(on_pixmap, QRectF(self.rect()), ratio)
            on_pixmap.end()
        painter.drawPixmap(0, 0, self._pixmap)
        self._paint_above(painter)
        painter.end()

    def paint_base(self, painter: QPainter, rect: QRectF, ratio: float) -> None:
        """Paint everything but the crosshair, also onto other devices than the screen.

        Args:
            painter: Target.
            rect: Where.
            ratio: Pixels of the device per unit of `rect`.
        """
        tokens = theme().tokens
        painter.fillRect(rect, QColor(tokens.surface))
        painter.setFont(axis_font())
        picture = self.picture()
        if picture is None:
            return
        places = self._places
        if places is None or rect != QRectF(self.rect()):
            places = arrange(picture, self._room(rect))
            picture = self._pictured(picture.window, int(places.field.width() * ratio))
        work, step = self._work(painter, picture, places)
        paint_panes(work)
        paint_lanes(work)
        paint_after(work)
        window = picture.window
        paint_time_axis(work, self.axis.eras(window.start_us, window.end_us, step))
        self._paint_tier(work, rect)

    def _work(self, painter: QPainter, picture: Picture, places: Places) -> tuple[Brushwork, int]:
        metrics = QFontMetricsF(axis_font())
        positions = int(places.field.width() / (metrics.horizontalAdvance("00:00") * _TICK_ROOM))
        window = picture.window
        step = step_for(window.span_us, positions)
        ticks = tuple(self.axis.ticks(window.start_us, window.end_us, step))
        return Brushwork(painter, theme().tokens, picture, places, ticks), step

    def _paint_tier(self, work: Brushwork, rect: QRectF) -> None:
        """Write the tier that is drawn above the curves, always at the same place."""
        text = tiers_text(work.picture.tiers)
        if not text:
            return
        field = work.places.field
        top = self._room(rect).top()
        box = QRectF(field.left(), top, field.width() - 2 * GRID, work.metrics.height())
        work.painter.setPen(QColor(work.tokens.muted))
        work.painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, text)

    def _paint_above(self, painter: QPainter) -> None:
        picture, places = self.picture(), self._places
        tokens = theme().tokens
        if picture is not None and places is not None:
            painter.setFont(axis_font())
            work = Brushwork(painter, tokens, picture, places, ())
            moments = self._moments
            if not moments.is_live and moments.now_us is not None:
                text = self.axis.moment_text(moments.now_us, picture.window.span_us)
                cross = Crosshair(moments.now_us, text, QColor(tokens.not_live), has_dots=False)
                paint_crosshair(work, cross)
            if self.cursor_us is not None:
                text = self.axis.moment_text(self.cursor_us, picture.window.span_us)
                paint_crosshair(work, Crosshair(self.cursor_us, text, QColor(tokens.muted)))
            if self._is_choosing and self._press and self._drag_from:
                paint_selection(work, self._press.x(), self._drag_from.x())
        if self.hasFocus():
            painter.setPen(QPen(faded(QColor(tokens.accent), 0.8), 1))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _room(self, rect: QRectF) -> QRectF:
        return rect.adjusted(_MARGIN / 2, _MARGIN, -_MARGIN, -_MARGIN / 2)

    # --- hands ------------------------------------------------------------------------------

    def set_cursor(self, time_us: int | None) -> None:
        """Put the crosshair to a moment, or take it away."""
        if time_us != self.cursor_us:
            self.cursor_us = time_us
            self.cursor_moved.emit(time_us)
            self.update()

    def navigate(self, change: Callable[[], object]) -> None:
        """Change the model's window, repaint, and tell it when it really changed."""
        before = (self._model.window, self._model.mode)
        change()
        if (self._model.window, self._model.mode) != before:
            self.invalidate()
            self.navigated.emit()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        places = self.places()
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
            self.navigate(lambda: self._model.pan(share, is_remembered=is_new))
            return
        anchor = places.time_at(event.position().x())
        factor = _ZOOM_NOTCH ** (turned / _NOTCH)
        self.navigate(lambda: self._model.zoom(factor, anchor, is_remembered=is_new))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._press = self._drag_from = event.position()
            self._is_choosing = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        places, position = self.places(), event.position()
        if places is None:
            return
        if self._press is None or self._drag_from is None:
            is_over = is_inside(places, position)
            self.set_cursor(places.time_at(position.x()) if is_over else None)
            return
        if self._is_choosing:
            self._drag_from = position
            self.update()
            return
        if self._drag_from is self._press:
            if abs(position.x() - self._press.x()) < _CLICK_PX:
                return
            self._model.remember()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        moved = (self._drag_from.x() - position.x()) / max(places.field.width(), 1.0)
        self._drag_from = position
        self.navigate(lambda: self._model.pan(moved, is_remembered=False))
        self.set_cursor(places.time_at(position.x()))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        press, last, is_choosing = self._press, self._drag_from, self._is_choosing
        self._press = self._drag_from = None
        self._is_choosing = False
        self.unsetCursor()
        places = self.places()
        if press is None or last is None or places is None:
            return
        if is_choosing and abs(last.x() - press.x()) >= _CLICK_PX:
            edges = sorted((places.time_at(press.x()), places.time_at(last.x())))
            self.navigate(lambda: self._model.set_window(edges[0], edges[1]))
        elif last is press and (picture := self.picture()) is not None:
            self.focus_requested.emit(curve_at(picture, places, event.position()) or "")
        self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.set_cursor(None)
        super().leaveEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._press_arrow(1 if key == Qt.Key.Key_Right else -1, modifiers)
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Up}:
            self.navigate(lambda: self._model.zoom(ZOOM_KEY, self.cursor_us))
        elif key in {Qt.Key.Key_Minus, Qt.Key.Key_Down}:
            self.navigate(lambda: self._model.zoom(1 / ZOOM_KEY, self.cursor_us))
        elif key == Qt.Key.Key_End:
            self.live_requested.emit()
        elif key == Qt.Key.Key_Delete and self._model.focus:
            self.remove_requested.emit(self._model.focus)
        elif key == Qt.Key.Key_Escape and self.cursor_us is not None:
            self.set_cursor(None)
        else:
            super().keyPressEvent(event)

    def _press_arrow(self, direction: int, modifiers: Qt.KeyboardModifier) -> None:
        """Pan by a tenth, by a whole window with Shift; move the crosshair with Ctrl."""
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            window, places = self._model.window, self.places()
            if window is None or places is None:
                return
            start = self.cursor_us
            start = window.start_us + window.span_us // 2 if start is None else start
            moved = start + direction * max(round(window.span_us / places.field.width()), 1)
            self.set_cursor(min(max(moved, window.start_us), window.end_us))
            return
        is_page = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        self.navigate(lambda: self._model.pan(direction * (1.0 if is_page else PAN_KEY)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._places = None
        self.invalidate()
        super().resizeEvent(event)
        self.width_changed.emit()
