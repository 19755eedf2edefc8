"""The ruler of the time bar: the last hours or days up to now, to be dragged over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from app.console.moments import moment_text, weekday_text
from app.console.time_bus import DAY_US, HOUR_US
from app.domain.alarms import Priority
from app.domain.local_times import at_local, to_us
from widgets.texts import language
from widgets.theme import alarm_look, theme
from widgets.theme.glyphs import draw_glyph
from widgets.theme.tokens import GRID

SPANS: Final = (DAY_US, 7 * DAY_US, 90 * DAY_US)
"""How much the ruler may show."""

_MARK: Final = 8
_SNAP: Final = 4
"""So many pixels from the right end are LIVE."""

_NOTCH: Final = 120
_HOURS: Final = (1, 2, 3, 6, 12)


@dataclass(frozen=True, slots=True)
class Mark:
    """An alarm that was raised at a moment.

    Attributes:
        time_us: When, µs UTC.
        priority: How much it mattered.
        text: What it was.
    """

    time_us: int
    priority: Priority
    text: str = ""


class TimeLine(QWidget):
    """A slim ruler that ends now; where one presses or drags is the moment to be shown.

    Signals:
        moment_requested: A moment of the past, µs UTC (object: Qt's int has 32 bits).
        live_requested: The right end: the present.
        steps_requested: Steps on, or back when negative (by wheel and arrow keys).
    """

    moment_requested = Signal(object)
    live_requested = Signal()
    steps_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = "UTC"
        self._span_us = SPANS[0]
        self._now_us = 0
        self._time_us: int | None = None
        self._beginning_us: int | None = None
        self._marks: tuple[Mark, ...] = ()
        self._paper: QPixmap | None = None
        self._paper_key: tuple[object, ...] = ()
        self._wheel = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the accessible name again."""
        self.setAccessibleName(self.tr("Zeitleiste: ziehen zeigt, was war"))
        self._paper = None
        self.update()

    # --- what is shown --------------------------------------------------------------------

    @property
    def span_us(self) -> int:
        """How much time the ruler shows."""
        return self._span_us

    @property
    def longest_us(self) -> int:
        """The longest time the ruler can show."""
        return SPANS[-1]

    def set_zone(self, zone: str) -> None:
        """Write times in this IANA zone."""
        self._zone = zone
        self.update()

    def set_span(self, span_us: int) -> None:
        """Show so much time up to now."""
        self._span_us = span_us
        self.update()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show where alarms were raised; the more important ones stand in front."""
        self._marks = tuple(sorted(marks, key=lambda mark: (-mark.priority, mark.time_us)))
        self.update()

    def show_time(self, now_us: int, time_us: int | None, beginning_us: int | None) -> None:
        """Show the present, the moment that is shown (None for LIVE) and since when data is."""
        before = (self._x(self._now_us), self._time_us, self._beginning_us)
        is_far = abs(now_us - self._now_us) * max(self.width(), 1) > self._span_us
        self._time_us, self._beginning_us = time_us, beginning_us
        if is_far:
            self._now_us = now_us
        if is_far or before[1:] != (time_us, beginning_us):
            self.update()

    def moment_at(self, x: float) -> int:
        """Return the moment at a place of the ruler, µs UTC."""
        share = min(max(x / max(self.width() - 1, 1), 0.0), 1.0)
        return self._now_us - round((1.0 - share) * self._span_us)

    def _x(self, time_us: int) -> float:
        return (1.0 - (self._now_us - time_us) / self._span_us) * max(self.width() - 1, 1)

    # --- hands ----------------------------------------------------------------------------

    def _ask(self, x: float) -> None:
        if x >= self.width() - 1 - _SNAP:
            self.live_requested.emit()
        else:
            self.moment_requested.emit(self.moment_at(x))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._ask(event.position().x())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._ask(x)
            return
        near = [m.text for m in self._marks if abs(self._x(m.time_us) - x) <= _MARK / 2 and m.text]
        time_us = self.moment_at(x)
        words = f"{weekday_text(time_us, self._zone)}, {moment_text(time_us, self._zone)}"
        text = "\n".join([words, *near[::-1][:3]])
        QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def turn(self, delta: int) -> None:
        """Take a turn of the wheel, in eighths of a degree; a notch is a step."""
        if (delta > 0) != (self._wheel > 0):
            self._wheel = 0
        self._wheel += delta
        steps = int(self._wheel / _NOTCH)
        if steps:
            self._wheel -= steps * _NOTCH
            self.steps_requested.emit(steps)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self.turn(event.angleDelta().y())
        event.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_PageDown: -10,
            Qt.Key.Key_PageUp: 10,
        }
        if event.key() in steps:
            self.steps_requested.emit(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Home:
            self.moment_requested.emit(self._now_us - self._span_us)
        elif event.key() == Qt.Key.Key_End:
            self.live_requested.emit()
        else:
            super().keyPressEvent(event)

    # --- picture --------------------------------------------------------------------------

    @override
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(40 * metrics.averageCharWidth(), metrics.height() + 3 * GRID)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(12 * self.fontMetrics().averageCharWidth(), self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn_paper())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme().tokens
        is_live = self._time_us is None
        x = self.width() - 1.0 if self._time_us is None else self._x(self._time_us)
        colour = QColor(tokens.text if is_live else tokens.not_live)
        if not is_live:
            area = QRectF(x, self.height() - GRID, self.width() - x, GRID - 1)
            painter.fillRect(area, colour)  # how far the past is away
        painter.setPen(QPen(colour, 2))
        x = min(max(x, 1.0), self.width() - 1.0)
        painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        corners = [QPointF(x - 5, 0), QPointF(x + 5, 0), QPointF(x, 7)]
        painter.drawPolygon(QPolygonF(corners))
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _drawn_paper(self) -> QPixmap:
        """Return the ruler without its hand; drawn anew only when something of it is another."""
        key = (
            self.size(),
            self.devicePixelRatioF(),
            self._now_us,
            self._span_us,
            self._zone,
            self._beginning_us,
            self._marks,
            theme().tokens.name,
            self.font().key(),
        )
        if self._paper is None or key != self._paper_key:
            self._paper_key = key
            ratio = self.devicePixelRatioF()
            self._paper = QPixmap(self.size() * ratio)
            self._paper.setDevicePixelRatio(ratio)
            self._paper.fill(QColor(theme().tokens.surface))
            painter = QPainter(self._paper)
            self._draw_ruler(painter)
            self._draw_marks(painter)
            painter.end()
        return self._paper

    def _draw_ruler(self, painter: QPainter) -> None:
        tokens = theme().tokens
        painter.fillRect(self.rect(), QColor(tokens.background))
        if self._beginning_us is not None and self._now_us:
            edge = min(self._x(self._beginning_us), float(self.width()))
            before = QRectF(0, 0, max(edge, 0.0), self.height())
            painter.fillRect(before, QColor(tokens.surface))
            painter.fillRect(before, QBrush(QColor(tokens.line), Qt.BrushStyle.BDiagPattern))
        metrics = painter.fontMetrics()
        base = self.height() - GRID
        last = -1.0
        if not self._now_us:
            return
        for time_us, text in _ticks(
            self._now_us, self._span_us, self._zone, self.width(), metrics.averageCharWidth()
        ):
            x = self._x(time_us)
            painter.setPen(QPen(QColor(tokens.line), 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
            width = metrics.horizontalAdvance(text)
            if x + GRID > last and x + GRID + width < self.width() - 2 * GRID:
                painter.setPen(QColor(tokens.muted))
                painter.drawText(QPointF(x + GRID, base - metrics.descent()), text)
                last = x + GRID + width + 2 * GRID

    def _draw_marks(self, painter: QPainter) -> None:
        """Draw one mark for those that would stand in the same place: the most important."""
        chosen = {round(self._x(mark.time_us) / _MARK): mark for mark in self._marks}
        for mark in chosen.values():
            x = self._x(mark.time_us)
            if 0 <= x <= self.width():
                look = alarm_look(mark.priority)
                box = QRectF(x - _MARK / 2, 1, _MARK, _MARK)
                draw_glyph(painter, box, look.glyph, QColor(look.fill))


def _ticks(now_us: int, span_us: int, zone: str, width: int, letter: int) -> list[tuple[int, str]]:
    """Return moments and words of the ticks, on whole hours or days of the wall clock."""
    place = ZoneInfo(zone)
    start_us = now_us - span_us
    room = max(width // max(9 * letter, 1), 2)
    if span_us <= 2 * DAY_US:
        hours = next((h for h in _HOURS if span_us // (h * HOUR_US) <= room), _HOURS[-1])
        first = at_local(start_us, place).replace(minute=0, second=0, microsecond=0, fold=0)
        found = []
        for hour in range(span_us // HOUR_US + 2):
            there = at_local(to_us(first) + hour * HOUR_US, place)
            if there.hour % hours == 0 and to_us(there) >= start_us:
                found.append((to_us(there), f"{there:%H:%M}"))
        return found
    days = -(-(span_us // DAY_US) // room)
    last = at_local(now_us, place).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    pattern = "%d/%m" if language() == "en" else "%d.%m."
    found = []
    for back in range(0, span_us // DAY_US + 1, days):
        there = (last.replace(tzinfo=None) - timedelta(days=back)).replace(tzinfo=place)
        if to_us(there) >= start_us:
            found.append((to_us(there), there.strftime(pattern)))
    return found[::-1]
