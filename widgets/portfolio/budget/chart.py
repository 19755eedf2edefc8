"""Bars by year: plan, committed, spent and expected, told apart by fill as well as by hue."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QContextMenuEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.portfolio.budgets import Amounts
from widgets.portfolio.budget.sheet import Measure, value_of
from widgets.portfolio.budget.wording import amounts_words, measure_word
from widgets.texts import number
from widgets.theme import theme
from widgets.theme.tokens import GRID
from widgets.trends.analysis.axes import tight_scale
from widgets.trends.analysis.canvas import Canvas
from widgets.trends.geometry import axis_font
from widgets.trends.scales import Scale
from widgets.trends.tints import curve_colour, faded

_BARS: Final = (Measure.PLAN, Measure.COMMITTED, Measure.ACTUAL, Measure.FORECAST)
_INTERVAL_PX: Final = 40.0
_MOST_BAR: Final = 34.0
_THOUSAND: Final = 1e3
_MILLION: Final = 1e6

_CENTRE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class BudgetChart(Canvas):
    """Paints four bars a year; arrow keys walk the years.

    Signals:
        opened: A year whose lines are wanted.
        copy_wanted: Ctrl+C.
        menu_wanted: A place on the screen.
    """

    opened = Signal(int)
    copy_wanted = Signal()
    menu_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ""
        self.years: Sequence[tuple[int, Amounts]] = ()
        self._at = -1
        self.setMinimumSize(QSize(70 * GRID, 45 * GRID))

    def show_years(self, title: str, years: Sequence[tuple[int, Amounts]]) -> None:
        """Show the sums of some years.

        Args:
            title: Whose they are.
            years: Years and their sums, ascending.
        """
        self.title, self.years, self._at = title, years, -1
        words = (
            f"{year}: {number(sums.plan, 0)} / {number(sums.forecast, 0)} €" for year, sums in years
        )
        text = self.tr("{0}, Ansatz und Erwartung je Jahr: {1}")
        self.setAccessibleName(text.format(title, "; ".join(words)))
        self.invalidate()

    # ---- where it lies ---------------------------------------------------------------------------
    def _unit(self) -> tuple[float, str]:
        most = self._most()
        if most >= 2 * _MILLION:
            return _MILLION, self.tr("Mio. €")
        return (_THOUSAND, self.tr("Tsd. €")) if most >= 2 * _THOUSAND else (1.0, "€")

    def _most(self) -> float:
        return max(
            (value_of(sums, one) for _, sums in self.years for one in _BARS), default=0.0
        )  # fmt: skip

    def _lay_out(self, rect: QRectF) -> tuple[QRectF, Scale]:
        metrics = QFontMetricsF(axis_font())
        line = metrics.height()
        height = rect.height() - 4.5 * line - 4 * GRID
        intervals = min(max(int(height / _INTERVAL_PX), 2), 8)
        scale = tight_scale(0.0, max(self._most() / self._unit()[0], 1.0), intervals)
        widest = max(metrics.horizontalAdvance(number(v, scale.decimals)) for v in scale.ticks())
        left = widest + 3 * GRID
        area = rect.adjusted(left, 3.5 * line + 3 * GRID, -2 * GRID, -line - 2 * GRID)
        return area, scale

    def _column(self, area: QRectF, at: int) -> QRectF:
        width = area.width() / max(len(self.years), 1)
        return QRectF(area.left() + at * width, area.top(), width, area.height())

    # ---- painting --------------------------------------------------------------------------------
    @override
    def paint(self, painter: QPainter, rect: QRectF) -> None:
        painter.setFont(axis_font())
        area, scale = self._lay_out(rect)
        self._paint_grid(painter, rect, area, scale)
        self._paint_legend(painter, rect)
        for at, (year, sums) in enumerate(self.years):
            self._paint_year(painter, self._column(area, at), scale, year, sums)
        painter.setPen(QPen(QColor(theme().tokens.muted), 1))
        base = round(area.bottom()) + 0.5
        painter.drawLine(QLineF(area.left(), base, area.right(), base))

    def _paint_grid(self, painter: QPainter, rect: QRectF, area: QRectF, scale: Scale) -> None:
        tokens, line = theme().tokens, QFontMetricsF(painter.font()).height()
        for value in scale.ticks():
            y = round(scale.y_at(value, area.top(), area.bottom())) + 0.5
            painter.setPen(QPen(faded(QColor(tokens.line), 0.7), 1))
            painter.drawLine(QLineF(area.left(), y, area.right(), y))
            painter.setPen(QColor(tokens.muted))
            box = QRectF(rect.left(), y - line, area.left() - rect.left() - 1.5 * GRID, 2 * line)
            painter.drawText(box, _RIGHT, number(value, scale.decimals))
        painter.setPen(QColor(tokens.muted))
        above = QRectF(rect.left(), area.top() - 1.6 * line, rect.width() / 3, line)
        painter.drawText(above, _LEFT, self._unit()[1])

    def _paint_legend(self, painter: QPainter, rect: QRectF) -> None:
        tokens, metrics = theme().tokens, QFontMetricsF(painter.font())
        line, x = metrics.height(), rect.left()
        painter.setPen(QColor(tokens.text))
        title = metrics.elidedText(self.title, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(QRectF(x, rect.top(), rect.width(), line), _LEFT, title)
        top = rect.top() + line + GRID
        for place, measure in enumerate(_BARS):
            sign = QRectF(x, top + line / 2 - 5, 14, 10)
            _paint_bar(painter, sign, place)
            text = measure_word(measure)
            width = metrics.horizontalAdvance(text)
            painter.setPen(QColor(tokens.muted))
            painter.drawText(QRectF(x + 14 + 1.5 * GRID, top, width + 2, line), _LEFT, text)
            x += width + 14 + 5 * GRID

    def _paint_year(
        self, painter: QPainter, column: QRectF, scale: Scale, year: int, sums: Amounts
    ) -> None:
        factor = self._unit()[0]
        width = min(column.width() * 0.76 / len(_BARS), _MOST_BAR)
        left = column.center().x() - width * len(_BARS) / 2
        for place, measure in enumerate(_BARS):
            top = scale.y_at(value_of(sums, measure) / factor, column.top(), column.bottom())
            bar = QRectF(left + place * width + 1, top, width - 2, column.bottom() - top)
            if round(bar.height()):
                _paint_bar(painter, bar, place)
        metrics = QFontMetricsF(painter.font())
        step = max(round(1.3 * metrics.horizontalAdvance("0000") / column.width() + 0.5), 1)
        if year % step == 0:
            painter.setPen(QColor(theme().tokens.muted))
            below = QRectF(column.left(), column.bottom() + GRID, column.width(), metrics.height())
            room = below.adjusted(-column.width(), 0, column.width(), 0)
            painter.drawText(room, _CENTRE, str(year))

    @override
    def paint_above(self, painter: QPainter, rect: QRectF) -> None:
        if 0 <= self._at < len(self.years):
            area, _ = self._lay_out(rect)
            painter.setPen(QPen(QColor(theme().tokens.accent), 1))
            painter.setBrush(faded(QColor(theme().tokens.accent), 0.06))
            painter.drawRect(self._column(area, self._at).adjusted(1, 0, -1, 0))

    # ---- hands -----------------------------------------------------------------------------------
    def words(self, at: int) -> str:
        """Return what is said of a year."""
        year, sums = self.years[at]
        return amounts_words(f"{self.title} · {year}", sums)

    @override
    def point_at(self, position: QPointF, rect: QRectF) -> str:
        area, _ = self._lay_out(rect)
        self._at = -1
        if self.years and area.contains(position):
            share = (position.x() - area.left()) / area.width()
            self._at = min(int(share * len(self.years)), len(self.years) - 1)
        return self.words(self._at) if self._at >= 0 else ""

    @override
    def leave(self) -> None:
        self._at = -1

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.say(self.point_at(event.position(), self.room))
            self._open()
        super().mouseReleaseEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps and self.years:
            last = len(self.years) - 1
            step = steps[Qt.Key(event.key())]
            self._at = last if self._at < 0 else min(max(self._at + step, 0), last)
            self.say(self.words(self._at))
            self.update()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
        elif (
            event.key() == Qt.Key.Key_C and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        if 0 <= self._at < len(self.years):
            self.opened.emit(self.years[self._at][0])


def _paint_bar(painter: QPainter, bar: QRectF, place: int) -> None:
    """Draw a bar: plan hollow, committed light, spent full, expected hatched."""
    colour = curve_colour(theme().tokens, place)
    fills = {
        0: QBrush(Qt.BrushStyle.NoBrush),
        1: QBrush(faded(colour, 0.35)),
        2: QBrush(colour),
        3: QBrush(faded(colour, 0.8), Qt.BrushStyle.BDiagPattern),
    }
    painter.setPen(QPen(colour, 1.4))
    painter.setBrush(fills[place])
    painter.drawRect(bar)
