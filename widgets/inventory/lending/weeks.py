"""The calendar of one item: weeks as rows, days as cells, chosen by dragging or by keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QEvent, QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from app.domain.inventory.working_days import is_working_day
from app.services.inventory.lendings import Period
from widgets.inventory.fields.wording import day_text
from widgets.theme import theme
from widgets.theme.tokens import GRID

WEEKS: Final = 5
"""Weeks that are shown at once."""
_DAYS: Final = 7
_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Span:
    """Days on which somebody has an item, or will have it.

    Attributes:
        period: The days.
        text: Who, and how.
        is_out: True while it is out, False for a reservation.
    """

    period: Period
    text: str
    is_out: bool


class WeekGrid(QWidget):
    """Shows spans of days.

    Signals:
        chosen: The person chose days (`Period`).
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spans: tuple[Span, ...] = ()
        self.today = date(2000, 1, 3)
        self.first = self.today
        self._anchor = self._end = self.today
        self._is_chosen = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    # ---- what is shown -------------------------------------------------------------------------
    def show_spans(self, spans: Sequence[Span], today: date) -> None:
        """Show the days of another item, from the week of today on."""
        self.spans, self.today = tuple(spans), today
        self.first = today - _DAY * today.weekday()
        self._anchor = self._end = today
        self._is_chosen = False
        self._describe()
        self.update()

    @property
    def period(self) -> Period | None:
        """The days that are chosen; None while none are."""
        if not self._is_chosen:
            return None
        return Period(min(self._anchor, self._end), max(self._anchor, self._end))

    def show_period(self, period: Period) -> None:
        """Choose days without telling anybody."""
        self._anchor, self._end, self._is_chosen = period.first, period.last, True
        self._bring(self._end)
        self.update()

    def move_weeks(self, weeks: int) -> None:
        """Show later weeks, or earlier ones."""
        self.first += weeks * _WEEK
        self.update()

    def spans_on(self, day: date) -> list[Span]:
        """Return who has the item on a day."""
        return [one for one in self.spans if day in one.period]

    def told(self, day: date) -> str:
        """Return a day in words."""
        words = [QLocale().dayName(day.isoweekday()), day_text(day.isoformat())]
        states = [one.text for one in self.spans_on(day)] or [self.tr("frei")]
        if not is_working_day(day):
            states.append(self.tr("geschlossen"))
        return f"{' '.join(words)}: {', '.join(states)}"

    def _describe(self) -> None:
        self.setAccessibleName(self.tr("Kalender des Geräts"))
        chosen = self.period
        text = self.told(self._end)
        if chosen is not None:
            days = (day_text(chosen.first.isoformat()), day_text(chosen.last.isoformat()))
            text = self.tr("{0}. Gewählt: {1} bis {2}").format(text, *days)
        self.setAccessibleDescription(text)

    # ---- places --------------------------------------------------------------------------------
    def _head(self) -> float:
        return self.fontMetrics().height() + 2.0 * GRID

    def _row(self) -> float:
        return 2.0 * self.fontMetrics().height() + 1.5 * GRID

    def _label(self) -> float:
        return self.fontMetrics().horizontalAdvance("KW 88") + 3.0 * GRID

    def cell(self, day: date) -> QRectF:
        """Return where a day is drawn."""
        row, column = divmod((day - self.first).days, _DAYS)
        width = (self.width() - self._label()) / _DAYS
        return QRectF(
            self._label() + column * width, self._head() + row * self._row(), width, self._row()
        )

    def day_at(self, point: QPointF) -> date | None:
        """Return the day at a place; None for none."""
        width = (self.width() - self._label()) / _DAYS
        column = int((point.x() - self._label()) // width)
        row = int((point.y() - self._head()) // self._row())
        if not (0 <= column < _DAYS and 0 <= row < WEEKS):
            return None
        return self.first + (row * _DAYS + column) * _DAY

    @override
    def sizeHint(self) -> QSize:
        return QSize(120 * GRID, round(self._head() + WEEKS * self._row()) + 1)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(70 * GRID, self.sizeHint().height())

    # ---- mouse and keys ------------------------------------------------------------------------
    def _choose(self, day: date, *, is_more: bool) -> None:
        if not is_more:
            self._anchor = day
        self._end, self._is_chosen = day, True
        self._describe()
        self.update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position())
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            is_more = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._choose(day, is_more=is_more)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position())
        if day is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(day, is_more=True)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.period is not None:
            self.chosen.emit(self.period)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self.move_weeks(-1 if event.angleDelta().y() > 0 else 1)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -_DAYS,
            Qt.Key.Key_Down: _DAYS,
            Qt.Key.Key_PageUp: -_DAYS * WEEKS,
            Qt.Key.Key_PageDown: _DAYS * WEEKS,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            day = self._end + step * _DAY
            self._choose(day, is_more=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            self._bring(day)
        elif event.key() == Qt.Key.Key_Home:
            self._choose(self.today, is_more=False)
            self._bring(self.today)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._choose(self._end, is_more=True)
            self.chosen.emit(self.period)
        else:
            super().keyPressEvent(event)

    def _bring(self, day: date) -> None:
        """Show the week of a day."""
        weeks = (day - self.first).days // _DAYS
        if not 0 <= weeks < WEEKS:
            self.move_weeks(weeks if weeks < 0 else weeks - WEEKS + 1)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self.day_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "" if day is None else self.told(day), self)
            return True
        return super().event(event)

    # ---- drawing -------------------------------------------------------------------------------
    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme().tokens
        painter.fillRect(self.rect(), QColor(tokens.surface))
        self._paint_head(painter)
        for number in range(WEEKS * _DAYS):
            self._paint_day(painter, self.first + number * _DAY)
        for span in self.spans:
            self._paint_span(painter, span)
        chosen = self.period
        if chosen is not None:
            self._paint_chosen(painter, chosen)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 1, Qt.PenStyle.DotLine))
            if self._is_shown(self._end):
                painter.drawRect(self.cell(self._end).adjusted(4, 4, -4, -4))
        painter.end()

    def _is_shown(self, day: date) -> bool:
        return 0 <= (day - self.first).days < WEEKS * _DAYS

    def _paint_head(self, painter: QPainter) -> None:
        painter.setPen(QColor(theme().tokens.muted))
        for column in range(_DAYS):
            area = self.cell(self.first + column * _DAY)
            area = QRectF(area.left() + GRID, 0, area.width(), self._head())
            name = QLocale().dayName(column + 1, QLocale.FormatType.ShortFormat)
            painter.drawText(area, _LEFT, name)
        for row in range(WEEKS):
            monday = self.first + row * _WEEK
            area = self.cell(monday)
            area = QRectF(GRID, area.top(), self._label(), area.height())
            text = self.tr("KW {0}").format(monday.isocalendar().week)
            painter.drawText(area, _LEFT, text)

    def _paint_day(self, painter: QPainter, day: date) -> None:
        tokens, area = theme().tokens, self.cell(day)
        if not is_working_day(day):
            painter.fillRect(area, QColor(tokens.background))
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area)
        font = QFont(self.font())
        font.setBold(day == self.today)
        painter.setFont(font)
        is_near = day >= self.today and is_working_day(day)
        painter.setPen(QColor(tokens.text if is_near else tokens.muted))
        text = str(day.day)
        if day.day == 1 or day == self.first:
            text = f"{day.day}. {QLocale().monthName(day.month, QLocale.FormatType.ShortFormat)}"
        if day == self.today:
            text = self.tr("{0}. heute").format(day.day)
        if painter.fontMetrics().horizontalAdvance(text) > area.width() - GRID:
            text = str(day.day)
        line = QRectF(area.left() + GRID, area.top() + 2, area.width() - GRID, self._head() - GRID)
        painter.drawText(line, _LEFT, text)
        painter.setFont(self.font())

    def _paint_span(self, painter: QPainter, span: Span) -> None:
        """Draw a bar through the days of each week: filled while out, an outline else."""
        tokens = theme().tokens
        for row in range(WEEKS):
            monday = self.first + row * _WEEK
            first = max(span.period.first, monday)
            last = min(span.period.last, monday + 6 * _DAY)
            if first > last:
                continue
            left, right = self.cell(first), self.cell(last)
            height = self.fontMetrics().height() + 1.0 * GRID
            bar = QRectF(
                left.left() + 2, left.bottom() - height - 3, right.right() - left.left() - 4, height
            )
            painter.setPen(QPen(QColor(tokens.muted), 1))
            painter.setBrush(QColor(tokens.line if span.is_out else tokens.surface))
            painter.drawRoundedRect(bar, 3, 3)
            painter.setPen(QColor(tokens.text))
            room = bar.adjusted(GRID, 0, -GRID, 0)
            text = self.fontMetrics().elidedText(
                span.text, Qt.TextElideMode.ElideRight, int(room.width())
            )
            painter.drawText(room, _LEFT, text)

    def _paint_chosen(self, painter: QPainter, chosen: Period) -> None:
        painter.setPen(QPen(QColor(theme().tokens.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for row in range(WEEKS):
            monday = self.first + row * _WEEK
            first, last = max(chosen.first, monday), min(chosen.last, monday + 6 * _DAY)
            if first <= last:
                area = self.cell(first).united(self.cell(last))
                painter.drawRect(area.adjusted(1, 1, -1, -1))
