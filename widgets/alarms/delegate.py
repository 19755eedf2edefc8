"""Paints the cells of the list of alarms and of the journal: chips, texts, selection as a tint."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Final

from PySide6.QtCore import (
    QLineF,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from typing_extensions import override

from widgets.alarms.chips import ChipCache, ChipState
from widgets.alarms.rows import GroupHead, Row, RowModel
from widgets.texts import count
from widgets.theme import theme
from widgets.theme.glyphs import chip_width
from widgets.theme.tokens import RADIUS_CONTROL

MARGIN: Final = 8.0
ARROW: Final = 24.0
"""Width of the arrow that opens and closes a group."""

_HATCH: Final = 7
_FROZEN: Final = frozenset({"VALUE"})
_MOST_ELIDED: Final = 20_000


class RowDelegate(QStyledItemDelegate):
    """Draws one cell of a `RowModel`.

    Args:
        model: The rows.
        chip_column: The column whose text stands in a chip.
        parent: The table.

    Attributes:
        lit: Keys of the rows whose chip has a ring now: what is new and critical.
        surface: Colour behind the rows.
    """

    def __init__(self, model: RowModel, chip_column: IntEnum, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self.lit: frozenset[str] = frozenset()
        self._model = model
        self._table = parent
        self._chip_column = chip_column
        names = {int(column): column.name for column in model.columns.widths}
        secondary = {"PLACE", "LIMIT", "BY", "ACTOR", "COMMENT", "CAUSE", "SOURCE"}
        self._secondary = {column for column, name in names.items() if name in secondary}
        self._marked = {column for column, name in names.items() if name == "MESSAGE"}
        self._frozen = {column for column, name in names.items() if name in _FROZEN}
        self._chips = ChipCache()
        self._elided: dict[tuple[str, int], str] = {}
        self.apply_theme()

    def apply_theme(self) -> None:
        """Take the colours of the theme in force."""
        tokens = theme().tokens
        self._text = QColor(tokens.text)
        self._muted = QColor(tokens.muted)
        self.surface = QColor(tokens.surface)
        self._selection = QColor(tokens.selection)
        self._raised = QColor(tokens.raised)
        self._ground = QColor(tokens.background)
        self._line = QColor(tokens.line)
        self._accent = QColor(tokens.accent)
        self._warning = QColor(tokens.not_live)
        self._chips.clear()
        self._elided.clear()

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
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self.paint_cell(painter, option.rect, row, index.column(), is_selected=is_selected)

    def paint_row(
        self,
        painter: QPainter,
        area: QRect,
        row: Row,
        cells: Sequence[tuple[int, int, int]],
        *,
        is_selected: bool,
    ) -> None:
        """Draw a whole row.

        Args:
            painter: Target.
            area: The row, as wide as the viewport.
            row: What to draw.
            cells: Column, left edge and width of each cell in sight.
            is_selected: True for a selected row.
        """
        painter.fillRect(area, self._selection if is_selected else self.surface)
        if row.head is not None:
            self._paint_head(painter, area, row.head, is_selected=is_selected)
            return
        for column, left, width in cells:
            cell = QRect(left, area.top(), width, area.height())
            self.paint_cell(painter, cell, row, column, is_selected=False)

    def paint_cell(
        self, painter: QPainter, cell: QRect, row: Row, column: int, *, is_selected: bool
    ) -> None:
        """Draw one cell."""
        if row.head is not None:
            self._paint_head(painter, cell, row.head, is_selected=is_selected)
            return
        if is_selected:
            painter.fillRect(cell, self._selection)
        area = QRectF(cell)
        if column == self._chip_column:
            self._paint_chip(painter, area, row)
            return
        inner = area.adjusted(MARGIN, 0, -MARGIN, 0)
        if row.mark and column in self._marked:
            inner.setLeft(self._paint_mark(painter, inner, row))
        if row.is_hatched and column in self._frozen:
            self._paint_hatch(painter, area)
        if text := row.texts[column]:
            is_muted = row.is_dimmed or column in self._secondary
            ink = self._muted if is_muted else self._text
            painter.setPen(self._warning if column in row.urgent else ink)
            words = self._fitting(painter, text, int(inner.width()))
            painter.drawText(inner, self._model.alignment(column), words)

    def _fitting(self, painter: QPainter, text: str, width: int) -> str:
        """Return a text elided to a width; the same few texts are asked for with every repaint."""
        known = self._elided.get((text, width))
        if known is None:
            if len(self._elided) > _MOST_ELIDED:
                self._elided.clear()
            metrics = QFontMetrics(painter.font())
            known = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            self._elided[text, width] = known
        return known

    def _paint_chip(self, painter: QPainter, area: QRectF, row: Row) -> None:
        if row.look is None:
            return
        inner = area.adjusted(MARGIN / 2, 3, -MARGIN / 2, -3)
        text = row.texts[self._chip_column]
        self._chips.draw(painter, inner, row.look, text, is_filled=row.is_filled, state=row.chip)
        if row.key in self.lit:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._text, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = inner.adjusted(-1.5, -1.5, 1.5, 1.5)
            painter.drawRoundedRect(ring, RADIUS_CONTROL + 1, RADIUS_CONTROL + 1)
            painter.restore()

    def _paint_mark(self, painter: QPainter, area: QRectF, row: Row) -> float:
        """Draw when an alarm came within its group; return where its text begins."""
        metrics = QFontMetrics(painter.font())
        width = metrics.horizontalAdvance(row.mark) + MARGIN
        box = QRectF(area.left(), area.center().y() - metrics.height() / 2 - 1, width, 0)
        box.setHeight(metrics.height() + 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._text if row.is_first else self._line, 1))
        painter.setBrush(self._raised)
        painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        painter.setPen(self._text if row.is_first else self._muted)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, row.mark)
        painter.restore()
        return area.left() + width + MARGIN / 2

    def _paint_hatch(self, painter: QPainter, area: QRectF) -> None:
        """Hatch a cell: the value is missing, what stands here is the last one known."""
        painter.save()
        painter.setClipRect(area)
        painter.setPen(QPen(self._line, 1))
        height, start = area.height(), int(area.left() - area.height())
        lines = [
            QLineF(x, area.bottom(), x + height, area.top())
            for x in range(start - start % _HATCH, int(area.right()) + 1, _HATCH)
        ]
        painter.drawLines(lines)
        painter.restore()

    # ---- heads of groups -----------------------------------------------------------------------
    def _paint_head(
        self, painter: QPainter, cell: QRect, head: GroupHead, *, is_selected: bool
    ) -> None:
        """Draw the part of a head that lies in a cell: the head takes the whole row."""
        painter.save()
        painter.setClipRect(cell)
        painter.fillRect(cell, self._selection if is_selected else self._ground)
        area = QRectF(0, cell.top(), self._table.viewport().width(), cell.height())
        self._paint_arrow(painter, area, is_open=head.is_open)
        font = QFont(painter.font())
        font.setWeight(QFont.Weight.DemiBold)
        left, right = ARROW, self._paint_total(painter, area, head)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        chips = self._chip_widths(font, head)
        room = right - left - sum(chips) - MARGIN * (len(chips) + 2)
        name = metrics.elidedText(head.name, Qt.TextElideMode.ElideRight, max(int(room), 40))
        painter.setPen(self._text)
        painter.drawText(
            area.adjusted(left, 0, 0, 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            name,
        )
        left += metrics.horizontalAdvance(name) + 2 * MARGIN
        for (look, total, is_waiting), width in zip(head.counts, chips, strict=True):
            if left + width > right:
                break
            box = QRectF(left, area.top() + 4, width, area.height() - 8)
            self._chips.draw(
                painter, box, look, count(total), is_filled=is_waiting, state=ChipState()
            )
            left += width + MARGIN / 2
        painter.setPen(QPen(self._line, 1))
        painter.drawLine(QLineF(area.bottomLeft(), area.bottomRight()))
        painter.restore()

    @staticmethod
    def _chip_widths(font: QFont, head: GroupHead) -> list[float]:
        return [chip_width(font, count(total)) for _, total, _ in head.counts]

    def _paint_total(self, painter: QPainter, area: QRectF, head: GroupHead) -> float:
        """Draw how many alarms a group has at the right; return where that begins."""
        width = QFontMetrics(painter.font()).horizontalAdvance(head.total)
        if width > area.width() / 2:
            return area.right()
        painter.setPen(self._muted)
        painter.drawText(
            area.adjusted(0, 0, -2 * MARGIN, 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            head.total,
        )
        return area.right() - 3 * MARGIN - width

    def _paint_arrow(self, painter: QPainter, area: QRectF, *, is_open: bool) -> None:
        x, y = area.left() + ARROW / 2, area.center().y()
        closed = [QPointF(x - 2, y - 4), QPointF(x + 3, y), QPointF(x - 2, y + 4)]
        opened = [QPointF(x - 4, y - 2), QPointF(x, y + 3), QPointF(x + 4, y - 2)]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._muted, 1.6))
        painter.drawPolyline(QPolygonF(opened if is_open else closed))


def row_height(table: QAbstractItemView) -> int:
    """Return the height of a table row in px: the font with room, 28 px at least."""
    return max(round(table.fontMetrics().height() * 1.8), 28)
