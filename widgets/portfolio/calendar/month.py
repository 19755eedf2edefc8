"""The month in hands: days are walked by keys, months by wheel and keys, entries are chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from app.domain.portfolio.portfolios import Portfolio
from widgets.portfolio.calendar.entries import Entry, by_day
from widgets.portfolio.calendar.sheet import MonthSheet, Page
from widgets.portfolio.calendar.wording import entry_tip, long_day
from widgets.portfolio.gantt.inks import inks
from widgets.texts import count
from widgets.theme import theme

_STEPS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}
_NOTCH: Final = 120
_FIRST, _LAST = date(1990, 1, 1), date(2199, 12, 31)


def month_after(day: date, months: int) -> date:
    """Return the same day some months later (earlier, when negative), or the last of that month."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    first = date(year, month + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return min(first + timedelta(days=day.day - 1), last)


class MonthView(QWidget):
    """Shows a month.

    Signals:
        day_chosen: Another day is chosen (date).
        entry_chosen: An entry was clicked (Entry).
        opened: An entry is wanted in the card (Entry).
        day_opened: Return on a day: its entries take the focus.
        copy_wanted: Ctrl+C.
    """

    day_chosen = Signal(object)
    entry_chosen = Signal(object)
    opened = Signal(object)
    day_opened = Signal()
    copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = Page(2000, 1)
        self._portfolio: Portfolio | None = None
        self._turned = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        theme().changed.connect(self.update)

    # ---- what is shown ---------------------------------------------------------------------------
    def show_entries(self, entries: Sequence[Entry], portfolio: Portfolio, today: date) -> None:
        """Show other entries; the month and the day stay."""
        self._portfolio = portfolio
        days: Mapping[date, Sequence[Entry]] = by_day(entries)
        self.page = replace(self.page, entries=days, today=today)
        if self.page.day is None:
            self.go_to(today)
        self.update()

    def go_to(self, day: date) -> None:
        """Choose a day, and show its month."""
        day = min(max(day, _FIRST), _LAST)
        is_other = day != self.page.day
        self.page = replace(self.page, year=day.year, month=day.month, day=day)
        own = self.page.entries.get(day, ())
        amount = self.tr("{0} Einträge").format(count(len(own)))
        self.setAccessibleDescription(f"{long_day(day)}: {amount}")
        self.update()
        if is_other:
            self.day_chosen.emit(day)

    def turn(self, months: int) -> None:
        """Show another month."""
        self.go_to(month_after(self.page.day or self.page.today, months))

    def mark(self, name: str) -> None:
        """Mark an entry as chosen, by name; empty for none."""
        self.page = replace(self.page, entry=name)
        self.update()

    @property
    def day(self) -> date:
        """The day that is chosen."""
        return self.page.day or self.page.today

    def own(self) -> Sequence[Entry]:
        """Return what happens on the chosen day."""
        return self.page.entries.get(self.day, ())

    def month_entries(self) -> list[Entry]:
        """Return what happens in the month that is shown."""
        month = (self.page.year, self.page.month)
        days = sorted(day for day in self.page.entries if (day.year, day.month) == month)
        return [one for day in days for one in self.page.entries[day]]

    def sheet(self) -> MonthSheet:
        """Return where everything lies."""
        page = replace(self.page, has_focus=self.hasFocus())
        return MonthSheet(page, QRectF(self.rect()), self.font())

    # ---- Qt --------------------------------------------------------------------------------------
    @override
    def sizeHint(self) -> QSize:
        return QSize(760, 520)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(420, 300)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.sheet().paint(painter, inks())
        painter.end()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        sheet, at = self.sheet(), event.position()
        entry, day = sheet.entry_at(at.x(), at.y()), sheet.day_at(at.x(), at.y())
        if day is None:
            return
        is_same_month = (day.year, day.month) == (self.page.year, self.page.month)
        if is_same_month:
            self.go_to(day)
        elif day != self.page.day:
            # The page stays: a second click must meet what the first one met.
            self.page = replace(self.page, day=day)
            self.day_chosen.emit(day)
        if entry is not None:
            self.entry_chosen.emit(entry)
        self.update()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        entry = self.sheet().entry_at(event.position().x(), event.position().y())
        if entry is not None:
            self.opened.emit(entry)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self._turned += event.angleDelta().y()
        notches, rest = divmod(abs(self._turned), _NOTCH)
        if notches:
            self.turn(-notches if self._turned > 0 else notches)
            self._turned = rest if self._turned > 0 else -rest
        event.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        is_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in _STEPS:
            self.go_to(self.day + timedelta(days=_STEPS[key]))
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            months = 12 if is_control else 1
            self.turn(-months if key == Qt.Key.Key_PageUp else months)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_T}:
            self.go_to(self.page.today)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.day_opened.emit()
        elif key == Qt.Key.Key_C and is_control:
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = QPointF(event.pos())
            entry = self.sheet().entry_at(at.x(), at.y())
            known = entry is not None and self._portfolio is not None
            text = entry_tip(entry, self._portfolio) if known and entry and self._portfolio else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)
