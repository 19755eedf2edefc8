"""A table of texts that are only read, with Ctrl+C."""

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from widgets.alarms.export import as_tsv
from widgets.connections.tables import RowDelegate, RowTable
from widgets.theme.tokens import GRID

_WIDEST = 360
_NARROWEST = 160


class TextTable(RowTable):
    """Shows rows of texts; the whole text of a cell is in its tooltip.

    Args:
        name: Accessible name.
        titles: Headings.
        rows: The cells of each row.
        parent: Owner.
    """

    def __init__(
        self,
        name: str,
        titles: Sequence[str],
        rows: Sequence[Sequence[str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.titles, self.rows = list(titles), [list(row) for row in rows]
        self.setAccessibleName(name)
        model = QStandardItemModel(self)
        model.setHorizontalHeaderLabels(self.titles)
        for row in self.rows:
            model.appendRow([_item(text) for text in row])
        self.setModel(model)
        self.setItemDelegate(RowDelegate(self))
        self.copy_wanted.connect(self.copy)
        self.resizeColumnsToContents()
        for column in range(len(self.titles)):
            self.setColumnWidth(column, min(self.columnWidth(column) + 4 * GRID, _WIDEST))
        self.horizontalHeader().setStretchLastSection(True)
        widths = [self.columnWidth(column) for column in range(len(self.titles) - 1)]
        self._widest, self._width = max(enumerate(widths), key=lambda pair: pair[1])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The widest column gives way before others are pushed out of sight."""
        super().resizeEvent(event)
        header, last = self.horizontalHeader(), len(self.titles) - 1
        others = sum(self.columnWidth(column) for column in range(last) if column != self._widest)
        room = self.viewport().width() - others - header.sectionSizeHint(last)
        self.setColumnWidth(self._widest, min(max(room, _NARROWEST), self._width))

    def copy(self) -> None:
        """Copy the selected rows as tab separated text with a heading."""
        if rows := self.selected_rows():
            QGuiApplication.clipboard().setText(as_tsv(self.titles, [self.rows[r] for r in rows]))


def _item(text: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setEditable(False)
    item.setToolTip(text)
    return item
