"""Paints the rows in sight, all at once and straight from the model.

Cell by cell, as Qt does it, a repaint of this table took three times as long: for each of some
four hundred cells it makes an index, asks the model for its size and fills an option.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QStaticText

from widgets.inventory.table.columns import Column
from widgets.inventory.table.model import InventoryModel
from widgets.inventory.table.rows import Row
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_MARGIN: Final = 8
_SIGN: Final = 16
_MOST: Final = 6_000
"""Texts that are kept as they are drawn."""
_SHARES: Final = (0.62, 0.44, 0.7, 0.52, 0.36)
"""How much of a cell the outline of coming words takes, in turn."""


class Lane(NamedTuple):
    """A column in sight.

    Attributes:
        place: Its place in the model.
        left: Where it begins, px.
        width: How wide it is, px.
        is_right: True when it is right-aligned.
        is_state: True when its words are grey.
        mode: Where words that are too long are cut: names are often told apart by their ends.
    """

    place: int
    left: int
    width: int
    is_right: bool
    is_state: bool
    mode: Qt.TextElideMode


class Texts:
    """Single lines as they are drawn, elided to a width; kept, for tables draw them again."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._metrics = QFontMetricsF(font)
        self._known: dict[tuple[str, int, Qt.TextElideMode], tuple[QStaticText, float]] = {}
        self.height = self._metrics.height()

    def get(
        self, text: str, width: int, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight
    ) -> tuple[QStaticText, float]:
        """Return a text as it fits into a width, and how wide it is then."""
        known = self._known.get((text, width, mode))
        if known is None:
            elided = self._metrics.elidedText(text, mode, width)
            drawn = QStaticText(elided)
            drawn.setTextFormat(Qt.TextFormat.PlainText)
            drawn.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            if len(self._known) >= _MOST:
                self._known.clear()
            known = self._known[text, width, mode] = (
                drawn,
                self._metrics.horizontalAdvance(elided),
            )
        return known


class RowPainter:
    """Draws rows of a model.

    Args:
        model: The rows.
    """

    def __init__(self, model: InventoryModel) -> None:
        self._model = model
        self.take_font(QFont())
        self.apply_theme()

    def take_font(self, font: QFont) -> None:
        """Take the font of the table."""
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        self._plain, self._bold = Texts(QFont(font)), Texts(bold)

    def apply_theme(self) -> None:
        """Take the colours of the theme in force."""
        tokens = theme().tokens
        self._text, self._muted = QColor(tokens.text), QColor(tokens.muted)
        self._stale, self._line = QColor(tokens.stale), QColor(tokens.line)
        self._selection, self._stripe = QColor(tokens.selection), QColor(tokens.stripe)
        self._sign = icon("mdi6.alert-circle-outline", colour=tokens.text).pixmap(
            QSize(_SIGN, _SIGN)
        )

    def lane(self, place: int, left: int, width: int) -> Lane:
        """Return a column of the model as a lane."""
        column: Column = self._model.columns[place]
        is_name = column.is_reference or column.path.field.name == "name"
        mode = Qt.TextElideMode.ElideMiddle if is_name else Qt.TextElideMode.ElideRight
        return Lane(place, left, width, column.is_right, column.is_state, mode)

    def paint(
        self,
        painter: QPainter,
        lanes: Sequence[Lane],
        rows: Sequence[tuple[int, bool]],
        area: QRect,
        height: int,
    ) -> None:
        """Paint rows from the top of an area downwards.

        Args:
            painter: Of the table's viewport.
            lanes: The columns in sight.
            rows: The rows in sight, and whether they are selected.
            area: Where; as wide as the viewport.
            height: Of a row, px.
        """
        painter.setFont(self._plain.font)
        top = area.top()
        for row, is_selected in rows:
            if is_selected:
                painter.fillRect(area.left(), top, area.width(), height, self._selection)
            elif row % 2:
                painter.fillRect(area.left(), top, area.width(), height, self._stripe)
            found = self._model.row(row)
            if found is not None:
                self._paint_row(painter, lanes, found, top, height)
            elif self._model.is_loaded(row):
                self._paint_gone(painter, lanes, top, height)
            else:
                self._paint_outlines(painter, lanes, row, top, height)
            top += height

    def _paint_row(
        self, painter: QPainter, lanes: Sequence[Lane], row: Row, top: int, height: int
    ) -> None:
        text_top = top + (height - self._plain.height) / 2
        is_muted: bool | None = None
        for place, left, width, is_right, is_state, mode in lanes:
            text = row.texts[place]
            room = width - 2 * _MARGIN
            if place == 0 and row.is_simulated:
                room -= self._paint_badge(painter, left + width - _MARGIN, top, height)
                is_muted = None
            if not text or room <= 0:
                continue
            if row.abnormal >> place & 1:
                self._paint_abnormal(painter, QRect(left + _MARGIN, top, room, height), text)
                is_muted = None
                continue
            if is_muted is not is_state:
                painter.setPen(self._muted if is_state else self._text)
                is_muted = is_state
            drawn, advance = self._plain.get(text, room, mode)
            x = left + _MARGIN + (room - advance if is_right else 0)
            painter.drawStaticText(QPointF(x, text_top), drawn)

    def _paint_gone(self, painter: QPainter, lanes: Sequence[Lane], top: int, height: int) -> None:
        """Say that a record is not there at the moment shown."""
        for lane in lanes:
            if lane.place == 0:
                painter.setPen(self._stale)
                drawn, _ = self._plain.get(self._model.gone_words, lane.width - 2 * _MARGIN)
                y = top + (height - self._plain.height) / 2
                painter.drawStaticText(QPointF(lane.left + _MARGIN, y), drawn)

    def _paint_outlines(
        self, painter: QPainter, lanes: Sequence[Lane], row: int, top: int, height: int
    ) -> None:
        """Draw where the words of a row that is being read will stand."""
        third = height // 3
        for lane in lanes:
            share = _SHARES[(row * 3 + lane.place) % len(_SHARES)]
            width = round((lane.width - 2 * _MARGIN) * share)
            painter.fillRect(lane.left + _MARGIN, top + third, width, third, self._line)

    def _paint_abnormal(self, painter: QPainter, cell: QRect, text: str) -> None:
        """Draw what is not as it should be: a sign before the word, and the word in bold."""
        left, top, height = cell.left(), cell.top(), cell.height()
        painter.drawPixmap(QPoint(left, top + (height - _SIGN) // 2), self._sign)
        inner = cell.width() - _SIGN - GRID
        if inner > 0:
            drawn, _ = self._bold.get(text, inner)
            painter.setFont(self._bold.font)
            painter.setPen(self._text)
            y = top + (height - self._bold.height) / 2
            painter.drawStaticText(QPointF(left + _SIGN + GRID, y), drawn)
            painter.setFont(self._plain.font)

    def _paint_badge(self, painter: QPainter, right: int, top: int, height: int) -> int:
        """Draw the S of simulated records up to a right end; return the room it takes."""
        side = round(self._plain.height)
        badge = QRectF(right - side + 0.5, top + (height - side) // 2 + 0.5, side - 1, side - 1)
        painter.setPen(QPen(self._line, 1))
        painter.drawRect(badge)
        painter.setPen(self._muted)
        drawn, advance = self._plain.get("S", side)
        painter.drawStaticText(
            QPointF(badge.center().x() - advance / 2, top + (height - self._plain.height) / 2),
            drawn,
        )
        return side + _MARGIN // 2
