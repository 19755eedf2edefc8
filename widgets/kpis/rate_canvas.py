"""The course of the alarms: calls per ten minutes, with floods and unmanned time."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.alarms.kpis import Kpis
from app.domain.alarms.rates import DAY_US, SLOT_US, FloodSpan
from widgets.texts import count
from widgets.theme import theme
from widgets.theme.tokens import GRID
from widgets.trends.analysis.axes import tight_scale
from widgets.trends.analysis.canvas import Canvas
from widgets.trends.analysis.wording import duration_text
from widgets.trends.date_axis import DateAxis, step_for
from widgets.trends.geometry import axis_font
from widgets.trends.scales import Scale
from widgets.trends.tints import curve_colour, faded

_BAR: Final = 0.75
_FLOOD_LINE: Final = 3.0
_LEAST_TOP: Final = 4.0
_INTERVAL_PX: Final = 34.0
_TICK_LABEL: Final = "Mo 00.00."
_WITHOUT_SECONDS_US: Final = 3 * DAY_US
"""Slots begin at whole minutes."""


@dataclass(frozen=True, slots=True)
class _Course:
    """What is shown: the figures of a period, on the clocks of a city."""

    kpis: Kpis
    axis: DateAxis

    @property
    def span_us(self) -> int:
        """Length of the period, µs."""
        return max(self.kpis.end_us - self.kpis.start_us, 1)

    def x(self, area: QRectF, time_us: float) -> float:
        """Map a moment to x; what lies beyond the period lies on its edge."""
        share = (time_us - self.kpis.start_us) / self.span_us
        return area.left() + min(max(share, 0.0), 1.0) * area.width()

    def scale(self, area: QRectF) -> Scale:
        """Return the scale of the calls."""
        most = float(self.kpis.slots.calls.max(initial=0))
        return tight_scale(0.0, max(most, _LEAST_TOP), max(int(area.height() / _INTERVAL_PX), 2))


class RateCanvas(Canvas):
    """Paints the course; a click, or Return on a slot chosen with arrows, leads to its moment."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._course: _Course | None = None
        self._slot = -1
        self.setMinimumSize(QSize(60 * GRID, 40 * GRID))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_course(self, kpis: Kpis, axis: DateAxis) -> None:
        """Show the course of a period on the clocks of a city."""
        self._course = _Course(kpis, axis)
        self._slot = -1
        self.setAccessibleName(QCoreApplication.translate("kpis", "Meldungen je zehn Minuten"))
        self.invalidate()

    # --- painting ---------------------------------------------------------------------------

    def _area(self, rect: QRectF) -> QRectF:
        metrics = QFontMetricsF(axis_font())
        line = metrics.height()
        left = metrics.horizontalAdvance("0000") + 2 * GRID
        return rect.adjusted(left, line + 2 * GRID, -2 * GRID, -line - 2 * GRID)

    @override
    def paint(self, painter: QPainter, rect: QRectF) -> None:
        course = self._course
        if course is None:
            return
        area = self._area(rect)
        self._paint_unmanned(painter, area, course)
        self._paint_values(painter, rect, area, course)
        self._paint_times(painter, area, course)
        self._paint_bars(painter, area, course)
        self._paint_floods(painter, area, course)

    def _paint_unmanned(self, painter: QPainter, area: QRectF, course: _Course) -> None:
        """Hatch the time in which nobody sat there."""
        slots = course.kpis.slots
        edges = np.flatnonzero(np.diff(np.concatenate([[1], slots.is_manned, [1]]).astype(int)))
        brush = QBrush(faded(QColor(theme().tokens.muted), 0.22), Qt.BrushStyle.BDiagPattern)
        for begin, end in edges.reshape(-1, 2).tolist():
            left = course.x(area, int(slots.start[begin]))
            right = course.x(area, int(slots.start[end - 1]) + SLOT_US)
            painter.fillRect(QRectF(left, area.top(), right - left, area.height()), brush)

    def _paint_values(self, painter: QPainter, rect: QRectF, area: QRectF, course: _Course) -> None:
        scale = course.scale(area)
        tokens = theme().tokens
        align = Qt.AlignmentFlag
        line = QFontMetricsF(painter.font()).height()
        for value in scale.ticks():
            y = round(scale.y_at(value, area.top(), area.bottom())) + 0.5
            painter.setPen(QPen(faded(QColor(tokens.line), 0.7), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            if value == round(value):
                painter.setPen(QColor(tokens.muted))
                box = QRectF(rect.left(), y - line, area.left() - rect.left() - GRID, 2 * line)
                text = count(round(value))
                painter.drawText(box, align.AlignRight | align.AlignVCenter, text)
        painter.setPen(QColor(tokens.muted))
        title = QCoreApplication.translate("kpis", "Meldungen je 10 min")
        painter.drawText(QRectF(rect.left(), rect.top(), rect.width(), line), 0, title)
        hint = QCoreApplication.translate("kpis", "schraffiert: unbemannt · Balken oben: Flut")
        box = QRectF(rect.left(), rect.top(), area.right() - rect.left(), line)
        painter.drawText(box, align.AlignRight | align.AlignTop, hint)

    def _paint_times(self, painter: QPainter, area: QRectF, course: _Course) -> None:
        tokens = theme().tokens
        metrics = QFontMetricsF(painter.font())
        start, end = course.kpis.start_us, course.kpis.end_us
        positions = int(area.width() / (metrics.horizontalAdvance(_TICK_LABEL) * 1.4))
        for tick in course.axis.ticks(start, end, step_for(end - start, max(positions, 1))):
            x = round(course.x(area, tick.time_us)) + 0.5
            painter.setPen(QPen(faded(QColor(tokens.line), 1.0 if tick.is_major else 0.6), 1))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom() + GRID))
            painter.setPen(QColor(tokens.muted))
            width = metrics.horizontalAdvance(tick.label) + 2
            left = min(max(x - width / 2, area.left()), area.right() - width + GRID)
            box = QRectF(left, area.bottom() + GRID, width, metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, tick.label)

    def _paint_bars(self, painter: QPainter, area: QRectF, course: _Course) -> None:
        """Paint a bar a slot; of slots that share a pixel the highest one."""
        slots, scale = course.kpis.slots, course.scale(area)
        colour = curve_colour(theme().tokens, 0)
        rows = np.flatnonzero(slots.calls)
        width = max(area.width() * SLOT_US / course.span_us, 1.0)
        gap = 1.0 if width > 2 * GRID else 0.0
        bars: dict[int, int] = {}
        for row in rows.tolist():
            left = round(course.x(area, int(slots.start[row])))
            bars[left] = max(bars.get(left, 0), int(slots.calls[row]))
        for left, calls in bars.items():
            top = scale.y_at(calls, area.top(), area.bottom())
            shown = min(width - gap, area.right() - left)
            painter.fillRect(
                QRectF(left, top, max(shown, 1.0), area.bottom() - top), faded(colour, _BAR)
            )
        painter.setPen(QPen(QColor(theme().tokens.line), 1))
        base = round(area.bottom()) + 0.5
        painter.drawLine(QPointF(area.left(), base), QPointF(area.right(), base))

    def _paint_floods(self, painter: QPainter, area: QRectF, course: _Course) -> None:
        """Mark floods by a beam above them and a tint below it: shape, not colour alone."""
        ink = QColor(theme().tokens.text)
        for flood in course.kpis.floods:
            left, right = course.x(area, flood.start_us), course.x(area, flood.end_us)
            beam = QRectF(left, area.top() - _FLOOD_LINE, max(right - left, 2.0), _FLOOD_LINE)
            painter.fillRect(beam, ink)
            painter.fillRect(
                QRectF(left, area.top(), beam.width(), area.height()), faded(ink, 0.06)
            )

    @override
    def paint_above(self, painter: QPainter, rect: QRectF) -> None:
        course = self._course
        if course is None or self._slot < 0:
            return
        area = self._area(rect)
        start = int(course.kpis.slots.start[self._slot])
        left, right = course.x(area, start), course.x(area, start + SLOT_US)
        painter.setPen(QPen(QColor(theme().tokens.accent), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(left, area.top(), max(right - left, 2.0), area.height()))

    # --- hands ------------------------------------------------------------------------------

    @override
    def point_at(self, position: QPointF, rect: QRectF) -> str:
        area = self._area(rect)
        course = self._course
        if course is None or not area.adjusted(0, -2 * GRID, 0, 0).contains(position):
            self._slot = -1
            return ""
        share = (position.x() - area.left()) / max(area.width(), 1)
        time_us = course.kpis.start_us + share * course.span_us
        slots = course.kpis.slots
        self._slot = int(np.searchsorted(slots.start, time_us, "right")) - 1
        return self.words(self._slot) if self._slot >= 0 else ""

    def words(self, slot: int) -> str:
        """Return what is said of a slot."""
        course = self._course
        if course is None:
            return ""
        slots = course.kpis.slots
        start = int(slots.start[slot])
        moment = course.axis.moment_text(start, _WITHOUT_SECONDS_US)
        calls = QCoreApplication.translate("kpis", "%n Meldung(en)", "", int(slots.calls[slot]))
        lines = [f"{moment} · {calls}"]
        if not slots.is_manned[slot]:
            lines.append(QCoreApplication.translate("kpis", "unbemannt"))
        lines += [
            flood_words(flood)
            for flood in course.kpis.floods
            if flood.start_us < start + SLOT_US and flood.end_us > start
        ]
        return "\n".join(lines)

    @override
    def leave(self) -> None:
        self._slot = -1

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._slot >= 0:
            self._go()
        super().mouseReleaseEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            self.move_by(steps[Qt.Key(event.key())])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._go()
        else:
            super().keyPressEvent(event)

    def move_by(self, slots: int) -> None:
        """Choose a slot so many further, from the newest where none is chosen."""
        if self._course is None:
            return
        last = len(self._course.kpis.slots.start) - 1
        self._slot = last if self._slot < 0 else min(max(self._slot + slots, 0), last)
        self.say(self.words(self._slot))
        self.update()

    def _go(self) -> None:
        course = self._course
        if course is not None and self._slot >= 0:
            end_us = int(course.kpis.slots.start[self._slot]) + SLOT_US
            self.time_requested.emit(min(end_us, course.kpis.end_us))


def flood_words(flood: FloodSpan) -> str:
    """Return what is said of a flood."""
    text = QCoreApplication.translate("kpis", "Flut: {calls} Meldungen in {duration}")
    return text.format(
        calls=count(flood.calls), duration=duration_text(flood.end_us - flood.start_us)
    )
