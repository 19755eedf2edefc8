"""The table of rules: the chip of the priority, muted words, what was removed struck through."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget
from typing_extensions import override

from widgets.alarms.chips import ChipCache
from widgets.connections.tables import CELL_PADDING, ColumnKeeper, RowDelegate, RowTable
from widgets.rules.columns import (
    FIXED,
    HIDDEN_AT_FIRST,
    WIDTHS,
    RuleColumn,
    column_title,
)
from widgets.rules.model import RulesModel
from widgets.rules.rows import Fate, is_lost
from widgets.theme import theme
from widgets.theme.tokens import alarm_look

_SECONDARY: Final = frozenset(
    {RuleColumn.BASIS, RuleColumn.AUTHOR, RuleColumn.ID, RuleColumn.EXTRAS, RuleColumn.MESSAGE}
)
_CHIP: Final = 20.0


class RulesTable(RowTable):
    """All rules; several can be selected."""

    def __init__(self, model: RulesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.delegate = RulesDelegate(model, self)
        self.setItemDelegate(self.delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.horizontalHeader()
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(RuleColumn.PRIORITY, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.columns = ColumnKeeper(
            header,
            list(RuleColumn),
            column_title,
            WIDTHS,
            hidden=HIDDEN_AT_FIRST,
            fixed=FIXED,
        )
        header.sectionResized.connect(self._fill)
        header.geometriesChanged.connect(self._fill)

    def _fill(self, section: int = -1) -> None:
        """Give the name of the point the room that the other columns leave."""
        header = self.horizontalHeader()
        if section == RuleColumn.POINT:
            return
        others = header.length() - header.sectionSize(RuleColumn.POINT)
        letter = self.fontMetrics().horizontalAdvance("0")
        least = round(WIDTHS[RuleColumn.POINT] * letter)
        header.resizeSection(RuleColumn.POINT, max(self.viewport().width() - others, least))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill()


class RulesDelegate(RowDelegate):
    """Draws the priority as an outlined chip: a rule is no alarm that calls."""

    def __init__(self, model: RulesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.chips = ChipCache()

    @override
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        row, column = self._model.rows[index.row()], RuleColumn(index.column())
        tokens = theme().tokens
        is_gone = row.fate is Fate.REMOVED
        is_quiet = is_gone or column in _SECONDARY or row.rule.is_event
        colour = QColor(tokens.muted if is_quiet else tokens.text)
        if column is RuleColumn.POINT:  # The place at its end tells one from the other.
            option.textElideMode = Qt.TextElideMode.ElideMiddle
        if column is RuleColumn.POINT and row.fate in {Fate.CHANGED, Fate.NEW}:
            option.font.setWeight(QFont.Weight.DemiBold)
        option.font.setStrikeOut(is_gone and column in {RuleColumn.POINT, RuleColumn.LIMIT})
        palette = QPalette(option.palette)
        palette.setColor(QPalette.ColorRole.Text, colour)
        palette.setColor(QPalette.ColorRole.HighlightedText, colour)
        option.palette = palette

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = self._model.rows[index.row()]
        is_chip = RuleColumn(index.column()) is RuleColumn.PRIORITY and not row.rule.is_event
        if not is_chip:
            super().paint(painter, option, index)
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme().tokens.selection))
        area = QRectF(option.rect).adjusted(CELL_PADDING, 0, -CELL_PADDING, 0)
        area.setTop(area.center().y() - _CHIP / 2)
        area.setHeight(_CHIP)
        look = alarm_look(row.rule.priority, is_lost=is_lost(row))
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        self.chips.draw(painter, area, look, text, is_filled=False)
