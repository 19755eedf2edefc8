"""The week of those on call as a picture: seven days of 24 hours, gaps hatched."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from app.domain.alarms.escalations import NotificationPlan
from app.domain.alarms.on_call import DAY_MINUTES, gaps_of, spans_of
from widgets.notifications.words import day_names, gaps_text, people_text, span_text
from widgets.theme import theme
from widgets.theme.tokens import GRID, RADIUS_CONTROL

_DAYS: Final = 7
_HOURS: Final = (0, 6, 12, 18, 24)


class WeekPicture(QWidget):
    """One line a day; whoever is on call has a colour of their own.

    Where several are on call at once, their bars lie below each other.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = NotificationPlan()
        self._gaps: list[tuple[int, int]] = []
        self._bars: list[tuple[int, int, tuple[str, ...]]] = []
        self._now = -1
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        theme().changed.connect(self.update)

    def show_plan(self, plan: NotificationPlan) -> None:
        """Show the times on call of a plan."""
        self._plan = plan
        self._gaps = gaps_of(plan) if plan.duties else [(0, _DAYS * DAY_MINUTES)]
        self._bars = _bars(plan)
        self.setAccessibleName(self.tr("Woche der Bereitschaft"))
        self.setAccessibleDescription(gaps_text(self._gaps) or self.tr("Immer ist jemand da."))
        self.update()

    def show_now(self, minute: int) -> None:
        """Mark a minute of the week; -1 for none."""
        if minute != self._now:
            self._now = minute
            self.update()

    def colours(self) -> Mapping[str, str]:
        """Return the colour of each person of the plan."""
        curves = theme().tokens.curves
        return {
            person.id: curves[number % len(curves)]
            for number, person in enumerate(self._plan.people)
        }

    # ---- places --------------------------------------------------------------------------------
    @property
    def _line(self) -> float:
        return max(1.35 * self.fontMetrics().height(), 20.0)

    @property
    def _area(self) -> QRectF:
        """Where the days are drawn: right of their names, above the hours."""
        left = self.fontMetrics().horizontalAdvance("Mo") + 3.0 * GRID
        return QRectF(left, 0.0, max(self.width() - left - 3 * GRID, 1.0), _DAYS * self._line)

    def _pieces(self, begin: int, end: int) -> list[QRectF]:
        """Return the place of a span, one piece a day."""
        area, pieces = self._area, []
        for day in range(begin // DAY_MINUTES, (end - 1) // DAY_MINUTES + 1):
            first = max(begin - day * DAY_MINUTES, 0) / DAY_MINUTES
            last = min(end - day * DAY_MINUTES, DAY_MINUTES) / DAY_MINUTES
            top = area.top() + day * self._line
            left = area.left() + first * area.width()
            pieces.append(QRectF(left, top, (last - first) * area.width(), self._line))
        return pieces

    @override
    def sizeHint(self) -> QSize:
        below = self.fontMetrics().height() + 2 * GRID
        return QSize(
            80 * self.fontMetrics().horizontalAdvance("0"), round(_DAYS * self._line) + below
        )

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(30 * self.fontMetrics().horizontalAdvance("0"), self.sizeHint().height())

    # ---- painting ------------------------------------------------------------------------------
    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        self._paint_gaps(painter)
        self._paint_bars(painter)
        self._paint_now(painter)
        painter.end()

    def _paint_gaps(self, painter: QPainter) -> None:
        tokens = theme().tokens
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(QColor(tokens.muted), Qt.BrushStyle.BDiagPattern))
        for gap in self._gaps:
            for piece in self._pieces(*gap):
                painter.drawRect(piece.adjusted(0, 2, 0, -2))

    def _paint_bars(self, painter: QPainter) -> None:
        tokens, colours = theme().tokens, self.colours()
        for begin, end, people in self._bars:
            part = (self._line - 4) / len(people)
            piece = self._pieces(begin, end)[0]
            for lane, person in enumerate(people):
                name = people_text(self._plan, [person])
                place = QRectF(piece.left(), piece.top() + 2 + lane * part, piece.width(), part)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colours.get(person, tokens.muted)))
                painter.drawRoundedRect(
                    place.adjusted(0.5, 0, -0.5, 0), RADIUS_CONTROL / 2, RADIUS_CONTROL / 2
                )
                if part >= self.fontMetrics().height():
                    self._write(painter, place, name)

    def _write(self, painter: QPainter, place: QRectF, name: str) -> None:
        room = place.width() - 2 * GRID
        metrics = self.fontMetrics()
        if room < metrics.horizontalAdvance("MM…"):
            return
        painter.setPen(QColor(theme().tokens.surface))
        text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, round(room))
        painter.drawText(place.adjusted(GRID, 0, -GRID, 0), Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_frame(self, painter: QPainter) -> None:
        tokens, area = theme().tokens, self._area
        painter.setPen(QPen(QColor(tokens.line), 1))
        for hour in _HOURS:
            x = area.left() + hour / 24 * area.width()
            painter.drawLine(round(x), 0, round(x), round(area.bottom()))
        painter.setPen(QColor(tokens.muted))
        for day, name in enumerate(day_names()):
            place = QRectF(0, day * self._line, area.left() - GRID, self._line)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, name)
        height = float(self.fontMetrics().height())
        for hour in _HOURS:
            x = area.left() + hour / 24 * area.width()
            width = 6.0 * self.fontMetrics().horizontalAdvance("0")
            place = QRectF(x - width / 2, area.bottom() + GRID, width, height)
            if hour in {_HOURS[0], _HOURS[-1]}:
                place.moveLeft(x if hour == 0 else x - width)
            align = {0: Qt.AlignmentFlag.AlignLeft, 24: Qt.AlignmentFlag.AlignRight}.get(
                hour, Qt.AlignmentFlag.AlignHCenter
            )
            painter.drawText(place, align, f"{hour:02d}:00")

    def _paint_now(self, painter: QPainter) -> None:
        tokens, area = theme().tokens, self._area
        if self._now >= 0:
            day, minute = divmod(self._now, DAY_MINUTES)
            x = area.left() + minute / DAY_MINUTES * area.width()
            painter.setPen(QPen(QColor(tokens.text), 2))
            painter.drawLine(
                round(x), round(day * self._line), round(x), round((day + 1) * self._line)
            )

    # ---- what is under the mouse ---------------------------------------------------------------
    def text_at(self, x: float, y: float) -> str:
        """Return who is on call at a place of the picture, and from when to when."""
        found = [
            f"{span_text(begin, end)}: {people_text(self._plan, people)}"
            for begin, end, people in self._bars
            if any(piece.contains(x, y) for piece in self._pieces(begin, end))
        ]
        found += [
            gaps_text([gap])
            for gap in self._gaps
            if any(piece.contains(x, y) for piece in self._pieces(*gap))
        ]
        return "\n".join(found)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            text = self.text_at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)


def _bars(plan: NotificationPlan) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return from when to when who is on call, in minutes of the week, each within one day."""
    spans = [
        (begin, end, duty.person) for duty in plan.duties for begin, end in spans_of(duty.schedule)
    ]
    cuts = {day * DAY_MINUTES for day in range(_DAYS + 1)}
    cuts |= {minute for begin, end, _ in spans for minute in (begin, end)}
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for begin, end in pairwise(sorted(cuts)):
        there = [person for first, last, person in spans if first <= begin and end <= last]
        people = tuple(dict.fromkeys(there))
        if found and begin % DAY_MINUTES and found[-1][1:] == (begin, people):
            found[-1] = (found[-1][0], end, people)
        elif people:
            found.append((begin, end, people))
    return found
