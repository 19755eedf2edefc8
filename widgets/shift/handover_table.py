"""The items of a handover as rows, below a heading for each topic."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget
from typing_extensions import override

from app.domain.alarms import RuleKind
from app.domain.shifts import HandoverTopic
from widgets.alarms.chips import ChipCache
from widgets.connections.tables import CELL_PADDING, RowDelegate, RowTable
from widgets.shift.handover_words import ItemLine, Section
from widgets.texts import priority_text
from widgets.theme import theme
from widgets.theme.tokens import alarm_look

Index = QModelIndex | QPersistentModelIndex
ItemRole = Qt.ItemDataRole
TOP = QModelIndex()

Row = Section | ItemLine


class ItemColumn(IntEnum):
    """Columns of the items."""

    CHIP = 0
    WHAT = 1
    SINCE = 2
    UNTIL = 3
    WHO = 4
    COMMENT = 5


ITEM_WIDTHS: Final = {
    ItemColumn.CHIP: 12.0,
    ItemColumn.WHAT: 30.0,
    ItemColumn.SINCE: 12.0,
    ItemColumn.UNTIL: 19.0,
    ItemColumn.WHO: 11.0,
    ItemColumn.COMMENT: 20.0,
}
"""First widths in widths of the digit 0; what it is takes what the others leave."""


def item_title(column: ItemColumn) -> str:
    """Return the heading of a column."""
    titles = {
        ItemColumn.CHIP: QCoreApplication.translate("handover", "Priorität"),
        ItemColumn.WHAT: QCoreApplication.translate("handover", "Was"),
        ItemColumn.SINCE: QCoreApplication.translate("handover", "Seit"),
        ItemColumn.UNTIL: QCoreApplication.translate("handover", "Bis"),
        ItemColumn.WHO: QCoreApplication.translate("handover", "Von"),
        ItemColumn.COMMENT: QCoreApplication.translate("handover", "Kommentar"),
    }
    return titles[column]


class HandoverModel(QAbstractTableModel):
    """Headings and items, one below the other."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show these sections; where they are the same items again, selection and sight stay."""
        rows = _rows(sections)
        if rows == self.rows:
            return
        if list(map(_key, rows)) == list(map(_key, self.rows)):
            self.rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, ItemColumn.COMMENT))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def line(self, place: int) -> ItemLine | None:
        """Return the item of a row; None for a heading."""
        row = self.rows[place] if 0 <= place < len(self.rows) else None
        return row if isinstance(row, ItemLine) else None

    def texts(self, place: int) -> list[str]:
        """Return the texts of a row."""
        row = self.rows[place]
        if isinstance(row, Section):
            return [row.title] + [""] * (len(ItemColumn) - 1)
        return [_chip_text(row), *row.cells]

    @override
    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(ItemColumn)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ItemRole.DisplayRole
    ) -> object:
        is_title = orientation is Qt.Orientation.Horizontal and role == ItemRole.DisplayRole
        return item_title(ItemColumn(section)) if is_title else None

    @override
    def data(self, index: Index, role: int = ItemRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role in {ItemRole.DisplayRole, ItemRole.AccessibleTextRole, ItemRole.ToolTipRole}:
            return self.texts(index.row())[index.column()]
        if role == ItemRole.FontRole and isinstance(row, Section):
            font = QFont()
            font.setBold(True)
            return font
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], Section):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)


def _rows(sections: Sequence[Section]) -> list[Row]:
    rows: list[Row] = []
    for section in sections:
        rows += [section, *section.lines]
    return rows


def _key(row: Row) -> tuple[str, str]:
    if isinstance(row, Section):
        return row.title, ""
    return row.item.topic, row.item.subject


def _chip_text(line: ItemLine) -> str:
    rule = line.rule
    if rule is None:
        return ""
    return priority_text(rule.priority, is_lost=rule.kind is RuleKind.LOST)


class HandoverTable(RowTable):
    """The items; a heading goes over all columns."""

    def __init__(self, model: HandoverModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self.setModel(model)
        self.setItemDelegate(_ItemDelegate(model, self))
        self.setAlternatingRowColors(False)
        model.modelReset.connect(self._span)

    def _span(self) -> None:
        self.clearSpans()
        for place, row in enumerate(self.rows.rows):
            if isinstance(row, Section):
                self.setSpan(place, 0, 1, len(ItemColumn))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        header = self.horizontalHeader()
        room = self.viewport().width() - header.length() + header.sectionSize(ItemColumn.WHAT)
        least = ITEM_WIDTHS[ItemColumn.WHAT] * self.fontMetrics().horizontalAdvance("0")
        header.resizeSection(ItemColumn.WHAT, max(room, round(least)))


class _ItemDelegate(RowDelegate):
    """Draws the chips of alarms, and the headings on their ground."""

    def __init__(self, model: HandoverModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._chips = ChipCache()
        theme().changed.connect(self._chips.clear)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.rows[index.row()]
        if isinstance(row, Section):
            painter.fillRect(option.rect, QColor(theme().tokens.background))
        super().paint(painter, option, index)
        if index.column() != ItemColumn.CHIP or isinstance(row, Section) or row.rule is None:
            return
        look = alarm_look(row.rule.priority, is_lost=row.rule.kind is RuleKind.LOST)
        area = QRectF(option.rect).adjusted(CELL_PADDING, 3, -CELL_PADDING, -3)
        is_filled = row.item.topic is HandoverTopic.UNACKNOWLEDGED
        self._chips.draw(painter, area, look, _chip_text(row), is_filled=is_filled)

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        row = self._model.rows[index.row()]
        if isinstance(row, Section):
            return
        if index.column() == ItemColumn.CHIP:
            option.text = ""
        if index.column() != ItemColumn.WHAT:
            muted = QColor(theme().tokens.muted)
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, muted)
