"""The weight of a finding: a shape and a word. No colour of an alarm, for it is none."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from widgets.theme import theme
from widgets.theme.glyphs import draw_glyph
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

GLYPHS: Final = {"high": "triangle", "medium": "diamond", "low": "circle"}
"""Shapes of weights; a proposal has the sign of a lamp."""

_SIDE: Final = 3 * GRID


class SeverityDelegate(QStyledItemDelegate):
    """Draws shape and word."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        severity = str(index.data(Qt.ItemDataRole.UserRole))
        option = QStyleOptionViewItem(option)
        self.initStyleOption(option, index)
        area, text = QRectF(option.rect), option.text
        option.text = ""
        style = option.widget.style()
        style.drawControl(
            QStyle.ControlElement.CE_ItemViewItem,
            option,
            painter,
            option.widget,
        )
        tokens = theme().tokens
        box = QRectF(area.left() + 2 * GRID, area.center().y() - _SIDE / 2, _SIDE, _SIDE)
        colour = QColor(tokens.text if severity == "high" else tokens.muted)
        if severity in GLYPHS:
            draw_glyph(painter, box, GLYPHS[severity], colour)
        else:
            grown = box.adjusted(-2, -2, 2, 2).toRect()
            icon("mdi6.lightbulb-on-outline").paint(painter, grown)
        painter.save()
        painter.setPen(QColor(tokens.text))
        words = area.adjusted(4 * GRID + _SIDE, 0, -GRID, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + _SIDE + 4 * GRID, hint.height())
