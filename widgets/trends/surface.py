"""The surface of a plot: holds the picture of a window, its crosshair and markers, paints them.

The ground is painted into a pixmap when data, window or size changed; crosshair and markers move
above it without painting it again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.domain.alarms import AlarmRule
from app.domain.points import PointId
from app.domain.series import SeriesFrame
from widgets.theme import theme
from widgets.theme.tokens import GRID
from widgets.trends.canvas import Above, paint_above, paint_ground, paint_marked, room_in
from widgets.trends.date_axis import DateAxis
from widgets.trends.extras import NO_EXTRAS, Extras
from widgets.trends.geometry import Places, arrange
from widgets.trends.markers import Markers, has_any, moved
from widgets.trends.model import PlotModel, TraceKind, Window
from widgets.trends.pictures import Moments, Picture, make_picture
from widgets.trends.tints import faded
from widgets.trends.tips import spoken_text

_MIN_WIDTH_PX: Final = 50


class Grip(Enum):
    """What the crosshair keeps while the window moves under it."""

    MOUSE = auto()
    """Its place under the mouse."""
    KEPT = auto()
    """Its moment, until the mouse moves over the plot."""
    HELD = auto()
    """Its moment, until a person lets go of it."""


class PlotSurface(QWidget):
    """Paints curves and lanes of a `PlotModel` over one time axis.

    Signals:
        navigated: A person changed the window; the model already holds the new one.
        cursor_moved: The crosshair stands elsewhere (int µs UTC) or is gone (None); also when live
            moved under a still mouse. Plots are linked by joining it to `set_cursor` of another.
        focus_requested: A curve was clicked (its id), or the empty plot (empty text).
        live_requested: The key End was pressed.
        width_changed: The area of the curves became wider or narrower.
        remove_requested: The focused curve shall leave.
        markers_changed: A or B was set, moved or removed; the model already holds them.
        log_requested: The axes of a unit (its symbol) shall become logarithmic, or linear again.
        annotation_requested: A note is wanted from, to (objects: µs UTC; equal for a moment).
        annotation_opened: A note's flag was pressed (its id).
        alarm_opened: An alarm's mark was pressed (its id).
        comparison_requested: Compare with `yesterday`, `last_week`, `last_year`, or lay the `event`
            at marker A over the one at marker B.
        forecast_requested: A forecast of a curve is wanted (its id).
        pane_requested: A curve (its id) shall move to a pane (object: int, None for its unit's).
        export_requested: Save what is seen as `csv`, `xlsx`, `parquet`, `png`, `svg` or `pdf`.
        time_dragged: The line of the time bus was dragged to a moment (object: µs UTC).
        panes_resized: The heights of the panes were changed by hand, see `pane_shares`.
    """

    navigated = Signal()
    cursor_moved = Signal(object)
    focus_requested = Signal(str)
    live_requested = Signal()
    width_changed = Signal()
    remove_requested = Signal(str)
    markers_changed = Signal()
    log_requested = Signal(str)
    annotation_requested = Signal(object, object)
    annotation_opened = Signal(str)
    alarm_opened = Signal(str)
    comparison_requested = Signal(str)
    forecast_requested = Signal(str)
    pane_requested = Signal(str, object)
    export_requested = Signal(str)
    time_dragged = Signal(object)
    panes_resized = Signal()

    def __init__(self, model: PlotModel, axis: DateAxis, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.axis = axis
        self.pane_shares: list[float] = []
        """Heights of the panes against each other; empty while nobody changed them."""
        self.touched_marker = 0
        """The marker that keys move: the one set or dragged last."""
        self.cursor_us: int | None = None
        self.selection: tuple[float, float] | None = None
        """The range that is being chosen with the mouse, as two x."""
        self._grip = Grip.MOUSE
        self._mouse_x: float | None = None
        self._frames: Mapping[PointId, SeriesFrame] = {}
        self._rules: Mapping[PointId, Sequence[AlarmRule]] = {}
        self._moments = Moments(None, is_live=True)
        self._extras = NO_EXTRAS
        self._picture: Picture | None = None
        self._places: Places | None = None
        self._pixmap: QPixmap | None = None
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
        extras: Extras = NO_EXTRAS,
    ) -> None:
        """Take what is at hand for the model's window, and what is drawn beside the curves."""
        self._frames, self._rules, self._moments = frames, rules, moments
        self._extras = extras
        self.invalidate()
        self._stay_under_mouse()

    def set_moments(self, moments: Moments) -> None:
        """Take that another moment of the past is shown, while all else stays as it is.

        Only what lies above the ground follows it, so this is quick enough to play the past.
        """
        self._moments = moments
        picture = self._picture
        if picture is None or _has_present(picture):
            self.invalidate()
        else:
            self._picture = replace(picture, moments=moments)
            self.update()
        self._stay_under_mouse()

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
        if self._picture is None and (window := self.model.window) is not None:
            # The margins follow from the labels of the axes, which do not depend on the width.
            width = self.width_px
            self._picture = self._pictured(window, width)
            self._places = self._arranged(self._picture, QRectF(self.rect()))
            if self.width_px != width:
                self._picture = self._pictured(window, self.width_px)
        return self._picture

    def _pictured(self, window: Window, width_px: int) -> Picture:
        return make_picture(
            self.model,
            window,
            self._frames,
            self._rules,
            self._moments,
            width_px=width_px,
            extras=self._extras,
        )

    def _arranged(self, picture: Picture, rect: QRectF) -> Places:
        return arrange(picture, room_in(rect), self.pane_shares)

    def places(self) -> Places | None:
        """Return where everything lies; None without a window."""
        self.picture()
        return self._places

    # --- painting ---------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            self._paint(painter)
        finally:
            # A painter that outlives its device takes the whole program with it.
            painter.end()

    def _paint(self, painter: QPainter) -> None:
        picture = self.picture()
        if self._pixmap is None:
            self._pixmap = self._painted_ground()
        painter.drawPixmap(0, 0, self._pixmap)
        if picture is not None and self._places is not None:
            is_held = self.is_cursor_held
            above = Above(self.cursor_us, is_held, self.model.markers, self.selection)
            paint_above(painter, picture, self._places, above, self.moment_text)
        if self.hasFocus():
            painter.setPen(QPen(faded(QColor(theme().tokens.accent), 0.8), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _painted_ground(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        painter = QPainter(pixmap)
        try:
            self._paint_ground(painter, QRectF(self.rect()), ratio)
        finally:
            painter.end()
        return pixmap

    def paint_base(self, painter: QPainter, rect: QRectF, ratio: float) -> None:
        """Paint everything but the crosshair, also onto other devices than the screen.

        Args:
            painter: Target.
            rect: Where.
            ratio: Pixels of the device per unit of `rect`.
        """
        drawn = self._paint_ground(painter, rect, ratio)
        if drawn is not None:
            paint_marked(painter, *drawn, self.model.markers)

    def _paint_ground(
        self, painter: QPainter, rect: QRectF, ratio: float
    ) -> tuple[Picture, Places] | None:
        painter.fillRect(rect, QColor(theme().tokens.surface))
        picture = self.picture()
        if picture is None:
            return None
        places = self._places
        if places is None or rect != QRectF(self.rect()):
            places = self._arranged(picture, rect)
            picture = self._pictured(picture.window, int(places.field.width() * ratio))
        paint_ground(painter, rect, picture, places, self.axis)
        return picture, places

    def moment_text(self, time_us: int) -> str:
        """Return a moment in words, as precise as the window is narrow."""
        return self.axis.moment_text(time_us, self.model.span_us)

    def share_equally(self) -> None:
        """Make all panes equally high again."""
        self.pane_shares = []
        self.invalidate()
        self.panes_resized.emit()

    # --- crosshair and markers --------------------------------------------------------------

    @property
    def is_cursor_held(self) -> bool:
        """True while the crosshair keeps its moment, not its place under the mouse."""
        return self.cursor_us is not None and self._grip is not Grip.MOUSE

    def set_cursor(self, time_us: int | None) -> None:
        """Put the crosshair to a moment that it keeps, or take it away."""
        # A linked plot gives back what it was told: that must not loosen it from the mouse.
        if time_us != self.cursor_us:
            self._grip = Grip.MOUSE if time_us is None else Grip.KEPT
            self._put_cursor(time_us)

    def keep_cursor(self, time_us: int) -> None:
        """Put the crosshair to a moment by keys; it is read out, too."""
        self._grip = Grip.KEPT
        self._put_cursor(time_us)
        self._speak(time_us)

    def hold_cursor(self, time_us: int) -> None:
        """Nail the crosshair to a moment, whatever the mouse does."""
        self._grip = Grip.HELD
        self._put_cursor(time_us)

    def release_cursor(self, mouse_x: float | None) -> None:
        """Let go of the crosshair; it returns to the mouse, if that is over the plot."""
        self._grip = Grip.MOUSE
        self.follow_mouse(mouse_x)

    def follow_mouse(self, x: float | None) -> None:
        """Put the crosshair under the mouse; None when the mouse is elsewhere."""
        self._mouse_x = x
        if self._grip is Grip.HELD or (x is None and self._grip is Grip.KEPT):
            return
        self._grip = Grip.MOUSE
        places = self.places()
        self._put_cursor(places.time_at(x) if places is not None and x is not None else None)

    def _stay_under_mouse(self) -> None:
        """Move the crosshair's moment on where the window moved under a still mouse."""
        if self._grip is Grip.MOUSE and self._mouse_x is not None:
            self.follow_mouse(self._mouse_x)

    def _put_cursor(self, time_us: int | None) -> None:
        self.update()
        if time_us != self.cursor_us:
            self.cursor_us = time_us
            self.cursor_moved.emit(time_us)

    def set_marker(self, number: int, time_us: int | None) -> None:
        """Set marker A (0) or B (1) to a moment, or remove it."""
        self.touched_marker = number
        self.set_markers(moved(self.model.markers, number, time_us))
        if time_us is not None:
            self._speak(time_us)

    def set_markers(self, markers: Markers) -> None:
        """Set both markers."""
        before = self.model.markers
        if markers == before:
            return
        self.model.markers = markers
        if has_any(markers) != has_any(before):
            # The rail with their flags appears or leaves.
            self.invalidate()
        self.update()
        self.markers_changed.emit()

    def _speak(self, time_us: int) -> None:
        """Tell screen readers what the curves say at a moment."""
        picture = self.picture()
        if picture is not None:
            self.setAccessibleDescription(spoken_text(picture, time_us, self.moment_text(time_us)))

    def navigate(self, change: Callable[[], object]) -> None:
        """Change the model's window, repaint, and tell it when it really changed."""
        before = (self.model.window, self.model.mode)
        change()
        if (self.model.window, self.model.mode) != before:
            self.invalidate()
            self.navigated.emit()
            self._stay_under_mouse()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._places = None
        self.invalidate()
        super().resizeEvent(event)
        self.width_changed.emit()


def _has_present(picture: Picture) -> bool:
    """Tell whether the ground shows where the present is, as it does below a forecast."""
    return any(part.trace.kind is TraceKind.FORECAST for part in picture.parts())
