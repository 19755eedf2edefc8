"""How a month is drawn: six weeks from Monday to Sunday, on screen and on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QCoreApplication, QLineF, QLocale, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from app.domain.alarms import Priority
from app.domain.inventory.working_days import is_working_day
from widgets.portfolio.calendar.entries import Entry
from widgets.portfolio.calendar.wording import kind_icon, state_word
from widgets.portfolio.gantt.inks import Inks
from widgets.texts import count
from widgets.theme.glyphs import draw_glyph
from widgets.theme.tokens import GRID, alarm_look

WEEKS: Final = 6
DAYS: Final = 7
_PAD: Final = 1.5 * GRID
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_tr = QCoreApplication.translate


def first_monday(year: int, month: int) -> date:
    """Return the Monday that the page of a month begins with."""
    first = date(year, month, 1)
    return first - timedelta(days=first.weekday())


@dataclass(frozen=True, slots=True)
class Page:
    """What a page of the calendar shows.

    Attributes:
        year: Of the month.
        month: 1 to 12.
        entries: What happens, by day.
        today: The present day.
        day: The day that is chosen, None for none.
        entry: Name of the entry that is chosen.
        has_focus: True when the chosen day has the focus.
    """

    year: int
    month: int
    entries: Mapping[date, Sequence[Entry]] = field(default_factory=dict)
    today: date = date.min
    day: date | None = None
    entry: str = ""
    has_focus: bool = False

    @property
    def first(self) -> date:
        """The first day on the page."""
        return first_monday(self.year, self.month)

    def days(self) -> list[date]:
        """Return all days on the page."""
        return [self.first + timedelta(days=number) for number in range(WEEKS * DAYS)]


class MonthSheet:
    """Knows where everything of a month lies in an area, and draws it.

    Args:
        page: What is shown.
        area: Where.
        font: Of the texts.
    """

    def __init__(self, page: Page, area: QRectF, font: QFont) -> None:
        self._page, self._area, self._font = page, area, QFont(font)
        metrics = QFontMetricsF(font)
        self._metrics = metrics
        self.line = metrics.height() + 3
        self._head = self.line + 2 * _PAD
        self._margin = metrics.horizontalAdvance("00") + 3 * _PAD
        self._width = (area.width() - self._margin) / DAYS
        self._height = (area.height() - self._head) / WEEKS

    # ---- places ----------------------------------------------------------------------------------
    def day_rect(self, day: date) -> QRectF | None:
        """Return where a day lies, None when it is not on the page."""
        number = (day - self._page.first).days
        if not 0 <= number < WEEKS * DAYS:
            return None
        week, weekday = divmod(number, DAYS)
        left = self._area.left() + self._margin + weekday * self._width
        top = self._area.top() + self._head + week * self._height
        return QRectF(left, top, self._width, self._height)

    def day_at(self, x: float, y: float) -> date | None:
        """Return the day at a point, None beside all days."""
        column = (x - self._area.left() - self._margin) // self._width
        row = (y - self._area.top() - self._head) // self._height
        if not (0 <= column < DAYS and 0 <= row < WEEKS):
            return None
        return self._page.first + timedelta(days=int(row * DAYS + column))

    def room(self) -> int:
        """Return how many lines a day has for what happens."""
        return max(int((self._height - self.line - 2 * _PAD) // self.line), 0)

    def shown(self, day: date) -> tuple[Sequence[Entry], int]:
        """Return what is drawn of a day, and how much is not."""
        own, room = self._page.entries.get(day, ()), self.room()
        if len(own) <= room:
            return own, 0
        kept = max(room - 1, 0)
        return own[:kept], len(own) - kept

    def entry_rect(self, day: date, place: int) -> QRectF | None:
        """Return where the line of an entry lies in its day."""
        rect = self.day_rect(day)
        if rect is None:
            return None
        top = rect.top() + _PAD + self.line * (1 + place)
        return QRectF(rect.left() + _PAD, top, rect.width() - 2 * _PAD, self.line)

    def entry_at(self, x: float, y: float) -> Entry | None:
        """Return the entry at a point, None where there is none."""
        day = self.day_at(x, y)
        if day is None:
            return None
        for place, entry in enumerate(self.shown(day)[0]):
            rect = self.entry_rect(day, place)
            if rect is not None and rect.contains(x, y):
                return entry
        return None

    # ---- drawing ---------------------------------------------------------------------------------
    def paint(self, painter: QPainter, colours: Inks) -> None:
        """Draw the page."""
        painter.save()
        painter.setFont(self._font)
        painter.fillRect(self._area, colours.ground)
        self._paint_head(painter, colours)
        for day in self._page.days():
            rect = self.day_rect(day)
            if rect is not None:
                self._paint_day(painter, day, rect, colours)
        self._paint_lines(painter, colours)
        rect = None if self._page.day is None else self.day_rect(self._page.day)
        if rect is not None:
            width = 2.0 if self._page.has_focus else 1.0
            painter.setPen(QPen(colours.accent, width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _paint_head(self, painter: QPainter, colours: Inks) -> None:
        locale, page = QLocale(), self._page
        painter.setPen(colours.muted)
        top, left = self._area.top(), self._area.left()
        wide = self._width > self._metrics.horizontalAdvance("Donnerstag") + 2 * _PAD
        form = QLocale.FormatType.LongFormat if wide else QLocale.FormatType.ShortFormat
        for number in range(DAYS):
            box = QRectF(left + self._margin + number * self._width, top, self._width, self._head)
            name = locale.standaloneDayName(number + 1, form)
            painter.drawText(box.adjusted(_PAD, 0, -_PAD, 0), _LEFT, name)
        for week in range(WEEKS):
            monday = page.first + timedelta(days=week * DAYS)
            y = top + self._head + week * self._height
            box = QRectF(left, y + _PAD, self._margin - _PAD, self.line)
            painter.drawText(box, _RIGHT, str(monday.isocalendar().week))
        painter.drawText(QRectF(left, top, self._margin - _PAD, self._head), _RIGHT,
                         _tr("calendar", "KW"))  # fmt: skip

    def _paint_day(self, painter: QPainter, day: date, rect: QRectF, colours: Inks) -> None:
        if not is_working_day(day):
            painter.fillRect(rect, colours.off)
        is_other = day.month != self._page.month
        number = QRectF(rect.left() + _PAD, rect.top() + _PAD, rect.width() - 2 * _PAD, self.line)
        font = QFont(self._font)
        if day == self._page.today:
            font.setWeight(QFont.Weight.DemiBold)
            text = str(day.day)
            width = max(QFontMetricsF(font).horizontalAdvance(text) + 2 * _PAD, self.line)
            chip = QRectF(number.left(), number.top(), width, self.line)
            painter.setPen(QPen(colours.accent, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(chip, self.line / 2, self.line / 2)
            painter.setFont(font)
            painter.setPen(colours.text)
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
            painter.setFont(self._font)
        else:
            painter.setPen(colours.muted if is_other else colours.text)
            painter.drawText(number, _LEFT, str(day.day))
        shown, more = self.shown(day)
        for place, entry in enumerate(shown):
            line = self.entry_rect(day, place)
            if line is not None:
                self._paint_entry(painter, entry, line, colours, is_faint=is_other)
        line = self.entry_rect(day, len(shown))
        if more and line is not None and line.bottom() <= rect.bottom() + 1:
            painter.setPen(colours.muted)
            painter.drawText(line, _LEFT, _tr("calendar", "+ {0} weitere").format(count(more)))

    def _paint_entry(
        self, painter: QPainter, entry: Entry, line: QRectF, colours: Inks, *, is_faint: bool
    ) -> None:
        if entry.name == self._page.entry:
            painter.fillRect(line, colours.selection)
        side = min(self.line - 4, 16.0)
        top = line.center().y() - side / 2
        sign = QRectF(line.left() + 2, top, side, side)
        kind_icon(entry.kind).paint(painter, sign.toRect())
        left = sign.right() + GRID
        if entry.is_late:
            edge = min(self.line - 6, 10.0)
            glyph = QRectF(left, line.center().y() - edge / 2, edge, edge)
            draw_glyph(painter, glyph, "triangle", colours.text)
            inner = glyph.adjusted(edge / 7, edge / 5.5, -edge / 7, -edge / 8)
            draw_glyph(painter, inner, "triangle", QColor(alarm_look(Priority.MEDIUM).fill))
            left = glyph.right() + GRID
        word = state_word(entry) if entry.is_late else ""
        text = f"{word}: {entry.title}" if word else entry.title
        room = line.right() - left
        painter.setPen(colours.muted if entry.is_done or is_faint else colours.text)
        short = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, line.top(), room, line.height()), _LEFT, short)

    def _paint_lines(self, painter: QPainter, colours: Inks) -> None:
        painter.setPen(QPen(colours.line, 1.0))
        left, top = self._area.left() + self._margin, self._area.top() + self._head
        right, bottom = self._area.right(), self._area.bottom()
        for number in range(WEEKS):
            y = top + number * self._height
            painter.drawLine(QLineF(self._area.left(), y, right, y))
        for number in range(DAYS):
            x = left + number * self._width
            painter.drawLine(QLineF(x, top, x, bottom))
