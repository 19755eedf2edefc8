"""Rows of bars with their names, numbers and target marks: distributions and shares."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget
from typing_extensions import override

from widgets.theme import theme
from widgets.theme.current import body_font
from widgets.theme.tokens import GRID
from widgets.trends.tints import curve_colour, faded

_BAR: Final = 0.62
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Bar:
    """A row.

    Attributes:
        name: What it is.
        share: Length of the bar, 0 to 1.
        text: The number, in words.
        target: Where the target stands, 0 to 1; below 0 for none.
    """

    name: str
    share: float
    text: str
    target: float = -1.0


class BarCard(QFrame):
    """A card with a title and rows; the whole of it is read aloud."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._title = ""
        self._note = ""
        self.bars: tuple[Bar, ...] = ()
        theme().changed.connect(self.update)

    def show_bars(self, title: str, bars: Sequence[Bar], note: str = "") -> None:
        """Show rows.

        Args:
            title: What they are.
            bars: The rows.
            note: What stands below them.
        """
        self._title, self.bars, self._note = title, tuple(bars), note
        words = "; ".join(f"{bar.name}: {bar.text}" for bar in bars)
        self.setAccessibleName(f"{title}. {words}. {note}".rstrip(" ."))
        self.setToolTip("\n".join(filter(None, (title, note))))
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        """Everything the card says."""
        return self.accessibleName()

    def _row(self) -> float:
        return self.fontMetrics().height() + 1.5 * GRID

    @override
    def sizeHint(self) -> QSize:
        lines = len(self.bars) + bool(self._note)
        height = 4 * GRID + self.fontMetrics().height() + 2 * GRID + lines * self._row()
        return QSize(60 * GRID, round(height))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(50 * GRID, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        tokens = theme().tokens
        room = QRectF(self.rect()).adjusted(3 * GRID, 2 * GRID, -3 * GRID, -2 * GRID)
        painter.setFont(body_font(weight=QFont.Weight.DemiBold))
        painter.setPen(QColor(tokens.text))
        line = self.fontMetrics().height()
        title = QRectF(room.left(), room.top(), room.width(), line)
        painter.drawText(title, _LEFT, _elided(painter, self._title, room.width()))
        painter.setFont(QFont(self.font()))
        top = room.top() + line + 2 * GRID
        for place, bar in enumerate(self.bars):
            row = QRectF(room.left(), top + place * self._row(), room.width(), self._row())
            self._paint_bar(painter, row, bar)
        if self._note:
            painter.setPen(QColor(tokens.muted))
            below = QRectF(room.left(), top + len(self.bars) * self._row(), room.width(), line)
            if room.bottom() - below.top() < 2 * line:
                painter.drawText(below, _LEFT, _elided(painter, self._note, room.width()))
            else:
                below.setBottom(room.bottom())
                painter.drawText(below, Qt.TextFlag.TextWordWrap, self._note)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 1))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _paint_bar(self, painter: QPainter, row: QRectF, bar: Bar) -> None:
        tokens = theme().tokens
        metrics = QFontMetricsF(painter.font())
        names = max(metrics.horizontalAdvance(each.name) for each in self.bars) + 2 * GRID
        texts = max(metrics.horizontalAdvance(each.text) for each in self.bars) + 2 * GRID
        painter.setPen(QColor(tokens.text))
        painter.drawText(QRectF(row.left(), row.top(), names, row.height()), _LEFT, bar.name)
        numbers = QRectF(row.right() - texts, row.top(), texts, row.height())
        painter.drawText(numbers, _RIGHT, bar.text)
        field = QRectF(row.left() + names, row.top(), row.width() - names - texts, row.height())
        if field.width() <= 2 * GRID:
            return
        height = metrics.height() * 0.6
        track = QRectF(field.left(), field.center().y() - height / 2, field.width(), height)
        painter.fillRect(track, faded(QColor(tokens.line), 0.5))
        filled = QRectF(track.left(), track.top(), track.width() * min(bar.share, 1.0), height)
        painter.fillRect(filled, faded(curve_colour(tokens, 0), _BAR))
        if bar.target >= 0:
            x = round(track.left() + track.width() * bar.target) + 0.5
            painter.setPen(QPen(QColor(tokens.text), 2))
            painter.drawLine(QPointF(x, track.top() - 2), QPointF(x, track.bottom() + 2))


def _elided(painter: QPainter, text: str, width: float) -> str:
    metrics = QFontMetricsF(painter.font())
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
