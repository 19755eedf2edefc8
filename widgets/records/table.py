"""The table of a list of records: its text takes the room, what lies ahead is dimmed."""

from typing import Any

from PySide6.QtGui import QColor, QPalette, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget
from typing_extensions import override

from widgets.connections.tables import RowDelegate, RowTable
from widgets.records.model import Index, RecordsModel
from widgets.records.rows import RecordColumns
from widgets.theme import theme


class RecordTable(RowTable):
    """Gives the texts of the records the room that the other columns leave.

    Args:
        columns: The columns.
        parent: Owner.
    """

    def __init__(self, columns: RecordColumns[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        header = self.horizontalHeader()
        if header.count() == 0:
            return
        text = self._columns.text
        room = self.viewport().width() - header.length() + header.sectionSize(text)
        least = self._columns.widths[text] * self.fontMetrics().horizontalAdvance("0")
        header.resizeSection(text, max(room, round(least)))


class RecordDelegate(RowDelegate):
    """Rows whose records lie after the moment shown are dimmed.

    Args:
        model: The rows.
        parent: Owner.
    """

    def __init__(self, model: RecordsModel[Any], parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        columns = self._model.columns
        is_secondary = index.column() not in {columns.time, columns.text}
        if is_secondary or self._model.is_late(index.row()):
            muted = QColor(theme().tokens.muted)
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, muted)
