"""Paints the cells of the table of the map straight from the model's columns."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from app.services.maps.sources import Rank
from widgets.alarms.chips import ChipCache
from widgets.connections.tables import row_height
from widgets.map.table.columns import COLUMNS, Column
from widgets.map.table.model import MapTableModel
from widgets.map.table.wording import rank_priority, state_text
from widgets.points.lettering import Lettering
from widgets.theme import alarm_look, theme
from widgets.theme.tokens import LOST_LOOK

MARGIN: Final = 8.0
_GLYPH: Final = 14.0
_SECONDARY: Final = frozenset(Column) - {Column.NAME, Column.VALUE}
_ELIDED_IN_THE_MIDDLE: Final = frozenset({Column.NAME, Column.VALUE})
"""Texts whose end says most: the device behind its place, the number behind its name."""

_MIDDLE: Final = Qt.TextElideMode.ElideMiddle
_END: Final = Qt.TextElideMode.ElideRight


class MapTableDelegate(QStyledItemDelegate):
    """Draws one cell.

    Args:
        model: The rows.
        parent: The table.
    """

    def __init__(self, model: MapTableModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._table = parent
        self._chips = ChipCache()
        self._texts = Lettering()
        self.apply_theme()

    def apply_theme(self) -> None:
        """Take the colours of the theme in force."""
        tokens = theme().tokens
        self._text = QColor(tokens.text)
        self._muted = QColor(tokens.muted)
        self._stale = QColor(tokens.stale)
        self._selection = QColor(tokens.selection)
        self._hatch = QBrush(QColor(tokens.line), Qt.BrushStyle.BDiagPattern)
        self._chips.clear()
        self._texts.clear()

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(80, row_height(self._table))

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = self._model.row(index.row())
        rows = self._model.rows
        if row < 0 or rows is None:
            return
        area = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, self._selection)
        column, rank = Column(index.column()), int(rows.ranks[row])
        if column is Column.STATE:
            self._paint_state(painter, area, rank, is_filled=not rows.acknowledged[row])
        else:
            self._paint_text(painter, area, row, column)

    def _paint_text(self, painter: QPainter, area: QRectF, row: int, column: Column) -> None:
        rows = self._model.rows
        is_stale = rows is not None and rows.ranks[row] == Rank.STALE
        if is_stale and column is Column.VALUE:
            painter.fillRect(area.adjusted(1, 1, -1, -1), self._hatch)
        plain = self._muted if column in _SECONDARY else self._text
        painter.setPen(self._stale if is_stale else plain)
        self._texts.draw(
            painter,
            area.adjusted(MARGIN, 0, -MARGIN, 0),
            self._model.text(row, column),
            is_right=column in COLUMNS.right,
            mode=_MIDDLE if column in _ELIDED_IN_THE_MIDDLE else _END,
        )

    def _paint_state(self, painter: QPainter, area: QRectF, rank: int, *, is_filled: bool) -> None:
        priority = rank_priority(rank)
        if priority is not None or rank == Rank.BAD:
            self._chips.draw(
                painter,
                area.adjusted(MARGIN / 2, 3, -MARGIN / 2, -3),
                LOST_LOOK if priority is None else alarm_look(priority),
                state_text(rank),
                is_filled=is_filled or priority is None,
            )
            return
        left = MARGIN / 2 + 6
        if rank == Rank.STALE:
            glyph = QRectF(area.left() + left, area.center().y() - _GLYPH / 2, _GLYPH, _GLYPH)
            painter.fillRect(glyph.adjusted(1, 1, -1, -1), QBrush(self._stale, self._hatch.style()))
        painter.setPen(self._stale if rank == Rank.STALE else self._muted)
        inner = area.adjusted(left + _GLYPH + 6, 0, -MARGIN, 0)
        self._texts.draw(painter, inner, state_text(rank))
