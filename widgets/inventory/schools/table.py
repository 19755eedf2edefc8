"""The table of the schools: how it looks and where its columns stand."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from widgets.inventory.schools.model import Column, SchoolsModel, VerdictDelegate
from widgets.theme.tokens import GRID

_LETTERS = (23, 14, 10, 15, 15, 16, 10, 11, 8, 11)
"""How wide each column is at first."""


class SchoolsTable(QTableView):
    """A row for each school; one is selected."""

    def __init__(self, model: SchoolsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("roomy")
        self.setModel(model)
        self._delegate = VerdictDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(True)
        self.sortByColumn(Column.NAME, Qt.SortOrder.AscendingOrder)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 3 * GRID)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in zip(Column, _LETTERS, strict=True):
            self.setColumnWidth(column, letters * letter)
        # What is judged stands first: it is what people look for, and it is seen without scrolling.
        header.moveSection(header.visualIndex(Column.FORM), header.visualIndex(Column.LINE))

    def choose(self, row: int) -> None:
        """Select a row without telling anybody."""
        model, index = self.selectionModel(), self.model().index(row, 0)
        model.blockSignals(True)  # noqa: FBT003 - Qt's own
        flags = model.SelectionFlag
        model.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        model.blockSignals(False)  # noqa: FBT003 - Qt's own
        self.viewport().update()
        self.scrollTo(index)
