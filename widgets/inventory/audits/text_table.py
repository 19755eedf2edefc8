"""A table of plain texts with something to do below it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from widgets.connections.tables import RowDelegate, RowTable
from widgets.placeholders import Stage
from widgets.theme.tokens import GRID

_TOP: Final = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class TextModel(QAbstractTableModel):
    """Rows of texts; columns of figures stand at the right."""

    def __init__(self, figures: frozenset[int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._figures = figures
        self._heads: Sequence[str] = ()
        self._rows: Sequence[Sequence[str]] = ()

    def show_heads(self, heads: Sequence[str]) -> None:
        """Say what the columns are called."""
        self._heads = heads
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(len(heads) - 1, 0))

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._heads)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._rows[index.row()][index.column()]
        return self._side(index.column(), role)

    def _side(self, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole and column in self._figures:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return self._side(section, role)


class TextTable(QWidget):
    """A table, its empty sentence, its button.

    Args:
        widths: Of the columns, in letters; the last one takes the rest.
        figures: Columns of figures.
        parent: Owner.

    Signals:
        row_requested: The button, Return or a double click: something is wanted of a row (int).
    """

    row_requested = Signal(int)

    def __init__(
        self,
        widths: Sequence[int],
        figures: frozenset[int] = frozenset(),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._empty = ""
        self.model, self.table = TextModel(figures, self), RowTable()
        self.table.setModel(self.model)
        self.table.setItemDelegate(RowDelegate(self.table))
        self._widths, self._figures = widths, figures
        self.button = QPushButton()
        self.stage = Stage(self.table)
        line = QHBoxLayout()
        line.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        line.addStretch(1)
        line.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stage, 1)
        column.addLayout(line)
        self.button.clicked.connect(self._ask)
        self.table.activated_row.connect(self._ask)
        self.table.doubleClicked.connect(self._ask)
        self.table.selectionModel().selectionChanged.connect(self._enable)
        self.model.modelReset.connect(self._enable)
        self._enable()

    def show_words(self, heads: Sequence[str], button: str, empty: str, name: str) -> None:
        """Set all texts.

        Args:
            heads: Names of the columns.
            button: What the button does.
            empty: What is said when there are no rows.
            name: What the table is called.
        """
        self._empty = empty
        is_first = self.model.columnCount() == 0
        self.model.beginResetModel()
        self.model.show_heads(heads)
        self.model.endResetModel()
        self.button.setText(button)
        self.table.setAccessibleName(name)
        if is_first:
            letter = self.fontMetrics().horizontalAdvance("0")
            for place, width in enumerate(self._widths):
                self.table.setColumnWidth(place, width * letter)
            # A figure at the far edge would stand apart from all others.
            is_text = len(heads) - 1 not in self._figures
            self.table.horizontalHeader().setStretchLastSection(is_text)
        self._show_stage()

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show rows."""
        self.model.show_rows(rows)
        self._show_stage()

    def _show_stage(self) -> None:
        if self.model.rowCount():
            self.stage.show_content()
        else:
            self.stage.show_message("mdi6.check-circle-outline", self._empty)

    def _enable(self) -> None:
        self.button.setEnabled(bool(self.table.selected_rows()))

    def _ask(self) -> None:
        rows = self.table.selected_rows()
        if rows:
            self.row_requested.emit(rows[0])
