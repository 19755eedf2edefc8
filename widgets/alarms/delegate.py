"""Paints the cells of the list of alarms and of the journal: chips, texts, selection as a tint."""

from enum import IntEnum
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from widgets.alarms.chips import ChipCache
from widgets.alarms.rows import RowModel
from widgets.theme import theme

MARGIN: Final = 8.0


class RowDelegate(QStyledItemDelegate):
    """Draws one cell of a `RowModel`.

    Args:
        model: The rows.
        chip_column: The column whose text stands in a chip.
        parent: The table.
    """

    def __init__(self, model: RowModel, chip_column: IntEnum, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._chip_column = chip_column
        self._secondary = {
            int(column)
            for column in model.columns.widths
            if column.name in {"PLACE", "LIMIT", "BY", "ACTOR", "COMMENT"}
        }
        self._chips = ChipCache()
        self.apply_theme()

    def apply_theme(self) -> None:
        """Take the colours of the theme in force."""
        tokens = theme().tokens
        self._text = QColor(tokens.text)
        self._muted = QColor(tokens.muted)
        self._selection = QColor(tokens.selection)
        self._chips.clear()

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(80, option.fontMetrics.height() * 2)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = self._model.row(index.row())
        area = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, self._selection)
        column = index.column()
        text = row.texts[column]
        if column == self._chip_column:
            if row.look is not None:
                inner = area.adjusted(MARGIN / 2, 3, -MARGIN / 2, -3)
                self._chips.draw(painter, inner, row.look, text, is_filled=row.is_filled)
            return
        inner = area.adjusted(MARGIN, 0, -MARGIN, 0)
        is_muted = row.is_dimmed or column in self._secondary
        painter.setPen(self._muted if is_muted else self._text)
        elided = QFontMetricsF(painter.font()).elidedText(
            text, Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, self._model.alignment(column), elided)


def row_height(widget: QWidget) -> int:
    """Return the height of a table row in px: the font with room, 28 px at least."""
    return max(round(widget.fontMetrics().height() * 1.8), 28)
