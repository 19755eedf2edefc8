"""The plot of a back-test: the measure, its limit that can be dragged, and two lanes of alarms."""

from dataclasses import dataclass
from math import isfinite
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.alarms import AlarmRule
from app.domain.points import Point
from widgets.rule_editor.drawn import Bar, Drawn, bars, level_of, value_range
from widgets.rule_editor.numbers import number_text
from widgets.rule_editor.plot_layers import (
    Layout,
    lay_out,
    paint_curve,
    paint_frame,
    paint_lane,
    paint_legend,
    paint_level,
)
from widgets.rule_editor.words import measure_title, measure_unit
from widgets.texts import value_text
from widgets.trends.analysis.axes import tight_scale
from widgets.trends.analysis.canvas import Canvas
from widgets.trends.analysis.wording import NARROW, duration_text
from widgets.trends.date_axis import DateAxis
from widgets.trends.scales import Scale
from widgets.trends.viewport import Window

_REACH_PX: Final = 6.0
_ZOOM: Final = 1.25
_LEAST_US: Final = 10 * 60_000_000
_AROUND_US: Final = 3_600_000_000
_INTERVAL_PX: Final = 30.0


@dataclass(slots=True)
class _Drag:
    """What the mouse drags: the limit, or the window from a moment on."""

    is_limit: bool
    x: float
    window: Window
    is_moved: bool = False


class BackTestPlot(Canvas):
    """Draws a back-test.

    Signals:
        threshold_dragged: The limit was moved to a value (float).
        threshold_dropped: The hand let go of it.
        moment_requested: A moment was double-clicked (object: µs UTC).
    """

    threshold_dragged = Signal(float)
    threshold_dropped = Signal()
    moment_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawn: Drawn | None = None
        self._rule: AlarmRule | None = None
        self._point: Point | None = None
        self._axis = DateAxis(ZoneInfo("UTC"))
        self._seen: Window | None = None
        self._whole: Window | None = None
        self._scale: Scale | None = None
        self._drag: _Drag | None = None
        self._bars: tuple[list[Bar], list[Bar]] = ([], [])
        self.setAccessibleName(self.tr("Verlauf mit Grenze und Alarmen"))

    # --- what is shown ----------------------------------------------------------------------

    @property
    def seen(self) -> Window | None:
        """The range of time that is seen."""
        return self._seen

    @property
    def drawn(self) -> Drawn | None:
        """What is drawn."""
        return self._drawn

    def set_zone(self, zone: str) -> None:
        """Take the city's time zone."""
        self._axis = DateAxis(ZoneInfo(zone))

    def show_rule(self, rule: AlarmRule, point: Point) -> None:
        """Move limit and deadband to those of the rule, before it is tested."""
        self._rule, self._point = rule, point
        self.invalidate()

    def show_test(self, drawing: Drawn | None) -> None:
        """Draw a back-test; the window stays where it is unless the time tested is another one."""
        self._drawn = drawing
        if drawing is not None:
            whole = Window(drawing.report.start_us, drawing.report.end_us)
            if whole != self._whole:
                self._whole = self._seen = whole
        self.invalidate()

    def forget(self) -> None:
        """Forget what was drawn, and where: another rule is opened."""
        self._drawn = self._rule = self._seen = self._whole = self._scale = self._drag = None
        self.invalidate()

    def show_span(self, start_us: int, end_us: int) -> None:
        """Go to an episode, with some time around it."""
        around = max(_AROUND_US, 2 * (end_us - start_us))
        self._move(start_us - around, end_us + around)

    def show_whole(self) -> None:
        """Show all of the time that was tested."""
        if self._whole is not None:
            self._move(self._whole.start_us, self._whole.end_us)

    def _move(self, start_us: int, end_us: int) -> None:
        """Show a range, as far as it was tested."""
        if self._whole is None:
            return
        span = min(max(end_us - start_us, _LEAST_US), self._whole.span_us)
        begin = (start_us + end_us - span) // 2
        begin = min(max(begin, self._whole.start_us), self._whole.end_us - span)
        self._seen = Window(begin, begin + span)
        self.invalidate()

    # --- painting ---------------------------------------------------------------------------

    def _layout(self, rect: QRectF) -> Layout | None:
        if self._drawn is None or self._seen is None or self._rule is None:
            return None
        return lay_out(rect, self._seen, self._values(rect), self._state_labels())

    def _values(self, rect: QRectF) -> Scale:
        """Return the scale; while the limit is dragged it stands still."""
        if self._scale is not None and self._drag is not None and self._drag.is_limit:
            return self._scale
        drawing, rule, seen = self._drawn, self._rule, self._seen
        if drawing is None or rule is None or seen is None:
            return Scale(0.0, 1.0, 2)
        extremes = drawing.extremes(seen.start_us, seen.end_us)
        low, high = value_range(extremes, level_of(rule))
        if self._point is not None and drawing.is_step:
            codes = [state.code for state in self._point.states]
            low, high = min([low, *codes]), max([high, *codes])
            self._scale = Scale(low - 0.5, 1.0, max(round(high - low) + 1, 1))
            return self._scale
        room = (high - low) * 0.04
        most = max(int(rect.height() * 0.6 / _INTERVAL_PX), 2)
        low = max(low - room, 0.0) if low >= 0 else low - room
        self._scale = tight_scale(low, high + room, most)
        return self._scale

    def _state_labels(self) -> dict[float, str]:
        if self._drawn is None or self._point is None or not self._drawn.is_step:
            return {}
        return {float(s.code): value_text(self._point, s.code) for s in self._point.states}

    @override
    def paint(self, painter: QPainter, rect: QRectF) -> None:
        layout, drawing, rule, point = self._layout(rect), self._drawn, self._rule, self._point
        if layout is None or drawing is None or rule is None or point is None:
            return
        unit = measure_unit(rule, point)
        title = measure_title(drawing.report.rule, point)
        paint_frame(painter, layout, self._axis, f"{title} ({unit})" if unit else title)
        paint_legend(painter, layout)
        paint_curve(painter, layout, drawing)
        limit, back = level_of(rule)
        if isfinite(limit):
            sign = ">" if rule.kind.is_upper else "<"
            text = f"{sign} {number_text(limit)}{NARROW}{unit}"
            paint_level(painter, layout, (limit, back), text)
        self._bars = self._paint_lanes(painter, layout, drawing)

    def _paint_lanes(
        self, painter: QPainter, layout: Layout, drawing: Drawn
    ) -> tuple[list[Bar], list[Bar]]:
        report = drawing.report
        window = (layout.window.start_us, layout.window.end_us)
        place = (layout.area.left(), layout.area.width())
        saved = bars(report.saved_episodes, report.comparison.missed, window, *place)
        is_new = report.comparison.new
        if report.saved is None:
            # Beside nothing, nothing is new.
            is_new = np.zeros(len(is_new), np.bool_)
        edited = bars(report.episodes, is_new, window, *place)
        if report.saved is not None:
            paint_lane(painter, layout, 0, saved)
        paint_lane(painter, layout, 1, edited)
        return saved, edited

    # --- hands ------------------------------------------------------------------------------

    def _is_on_limit(self, position: QPointF, layout: Layout) -> bool:
        limit = float("nan") if self._rule is None else level_of(self._rule)[0]
        if not isfinite(limit) or not layout.area.left() <= position.x() <= layout.area.right():
            return False
        return abs(layout.y_of(limit) - position.y()) <= _REACH_PX

    @override
    def point_at(self, position: QPointF, rect: QRectF) -> str:
        layout, drawing = self._layout(rect), self._drawn
        if layout is None or drawing is None:
            return ""
        if self._is_on_limit(position, layout):
            return self.tr("Grenze: ziehen, um sie zu ändern")
        report = drawing.report
        for lane, episodes in enumerate((report.saved_episodes, report.episodes)):
            if not layout.lanes[lane].contains(position):
                continue
            for bar in self._bars[lane]:
                if bar.left - 2 <= position.x() <= bar.right + 2:
                    start = int(episodes.start_us[bar.rows[0]])
                    end = int(episodes.ends_us(report.end_us)[bar.rows[-1]])
                    when = self._axis.moment_text(start, layout.window.span_us)
                    words = self.tr("%n Alarm(e) ab {when}, {length}", "", len(bar.rows))
                    return words.format(when=when, length=duration_text(float(end - start)))
        if layout.area.contains(position):
            moment = layout.time_at(position.x())
            return self._axis.moment_text(moment, layout.window.span_us)
        return ""

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        layout = self._layout(self.room)
        if layout is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        on_limit = self._is_on_limit(event.position(), layout)
        self._drag = _Drag(on_limit, event.position().x(), layout.window)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        layout, drag = self._layout(self.room), self._drag
        if layout is None:
            return
        if drag is None:
            on_limit = self._is_on_limit(event.position(), layout)
            shape = Qt.CursorShape.SizeVerCursor if on_limit else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            super().mouseMoveEvent(event)
            return
        drag.is_moved = True
        if drag.is_limit:
            self.threshold_dragged.emit(self._rounded(layout.value_at(event.position().y())))
            return
        moved = round((drag.x - event.position().x()) * layout.us_per_px)
        self._move(drag.window.start_us + moved, drag.window.end_us + moved)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        layout = self._layout(self.room)
        if drag is not None and not drag.is_moved and layout is not None:
            self._set_missing(event.position(), layout)
        if drag is not None and drag.is_limit and drag.is_moved:
            self.threshold_dropped.emit()
            self.invalidate()

    def _set_missing(self, position: QPointF, layout: Layout) -> None:
        """Set the limit of a rule that has none yet, where the curve was clicked."""
        rule = self._rule
        if rule is None or isfinite(rule.threshold) or rule.kind.has_codes:
            return
        if layout.area.contains(position):
            self.threshold_dragged.emit(self._rounded(layout.value_at(position.y())))
            self.threshold_dropped.emit()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        layout = self._layout(self.room)
        if layout is not None and layout.area.left() <= event.position().x():
            self.moment_requested.emit(layout.time_at(event.position().x()))

    def _rounded(self, value: float) -> float:
        """Return a value as exact as a pixel is, and as the point is shown."""
        decimals = 1 if self._point is None else max(self._point.decimals, 0)
        return round(value, decimals)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        layout = self._layout(self.room)
        if layout is None or not event.angleDelta().y():
            return
        factor = _ZOOM ** (-event.angleDelta().y() / 120)
        self._zoom(factor, layout.time_at(event.position().x()))
        event.accept()

    def _zoom(self, factor: float, around_us: int) -> None:
        window = self._seen
        if window is not None and self._whole is not None:
            span = min(max(round(window.span_us * factor), _LEAST_US), self._whole.span_us)
            share = (around_us - window.start_us) / window.span_us
            begin = around_us - round(share * span)
            self._move(begin, begin + span)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        window, rule = self._seen, self._rule
        if window is None or rule is None or self._drawn is None:
            super().keyPressEvent(event)
            return
        key, middle = event.key(), (window.start_us + window.end_us) // 2
        step = window.span_us // 8
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            moved = step if key == Qt.Key.Key_Right else -step
            self._move(window.start_us + moved, window.end_us + moved)
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Minus}:
            self._zoom(1 / _ZOOM if key == Qt.Key.Key_Plus else _ZOOM, middle)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_0}:
            self.show_whole()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down} and isfinite(level_of(rule)[0]):
            decimals = 1 if self._point is None else max(self._point.decimals, 0)
            change = 10.0**-decimals * (1 if key == Qt.Key.Key_Up else -1)
            self.threshold_dragged.emit(self._rounded(rule.threshold + change))
        else:
            super().keyPressEvent(event)
