"""How the cells of the legend are painted: names with their place, swatches of the curves."""

from typing import Final

from PySide6.QtCore import QLineF, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from app.domain.points import PointKind
from widgets.theme import theme
from widgets.theme.tokens import GRID
from widgets.trends.kinds import kind_pen
from widgets.trends.legend_model import LegendColumn, LegendRow
from widgets.trends.legend_table import ROW_ROLE
from widgets.trends.model import TraceKind
from widgets.trends.tints import faded
from widgets.trends.wording import JOINT, point_name

_Index = QModelIndex | QPersistentModelIndex
ICONS: Final = {LegendColumn.SHOWN, LegendColumn.SOLO, LegendColumn.REMOVE}
"""Columns of pictures, not of words."""


class CellDelegate(QStyledItemDelegate):
    """Gives the cells the same inner margin as the headings."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        if index.column() not in ICONS:
            option.rect = option.rect.adjusted(GRID, 0, -GRID, 0)


class NameDelegate(CellDelegate):
    """Draws the name of a curve, and muted behind it where that is."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: LegendRow = index.data(ROW_ROLE)
        tokens = theme().tokens
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(tokens.selection))
        inner = QRectF(option.rect).adjusted(2 * GRID, 0, -2 * GRID, 0)
        metrics = QFontMetricsF(option.font)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        end = Qt.TextElideMode.ElideRight
        name = metrics.elidedText(point_name(row.point), end, inner.width())
        painter.save()
        painter.setFont(option.font)
        painter.setPen(QColor(tokens.text if row.is_visible else tokens.muted))
        painter.drawText(inner, left, name)
        inner.setLeft(inner.left() + metrics.horizontalAdvance(name))
        if row.place:
            painter.setPen(QColor(tokens.muted))
            painter.drawText(inner, left, metrics.elidedText(JOINT + row.place, end, inner.width()))
        painter.restore()


class SwatchDelegate(QStyledItemDelegate):
    """Draws the colour and dash of a curve; only its outline while it is hidden."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        row: LegendRow = index.data(ROW_ROLE)
        tokens = theme().tokens
        rect: QRectF = QRectF(option.rect)
        painter.save()
        middle = round(rect.center().y()) + 0.5
        left, right = rect.left() + 2 * GRID, rect.right() - 2 * GRID
        if row.is_visible and row.point.kind is PointKind.STATE:
            block = QRectF(left, middle - 4, right - left, 8)
            painter.fillRect(block, faded(QColor(tokens.muted), 0.55))
        elif row.is_visible:
            is_dashed = row.kind in {TraceKind.COMPARISON, TraceKind.FORECAST}
            pen = kind_pen(tokens, row.kind, row.slot, 2.0 if is_dashed else 3.0)
            painter.setPen(pen)
            painter.drawLine(QLineF(left, middle, right, middle))
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.stale), 1))
            painter.drawRoundedRect(QRectF(left, middle - 3, right - left, 6), 2, 2)
        painter.restore()
