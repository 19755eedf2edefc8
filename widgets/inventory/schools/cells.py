"""A small table of finished texts, as tall as its rows; a row may stand for records."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget
from typing_extensions import override

from widgets.theme.tokens import GRID

Index = QModelIndex | QPersistentModelIndex
ItemRole = Qt.ItemDataRole

_TOP: Final = QModelIndex()
_LEAST_FIRST: Final = 28 * GRID
"""So narrow the first column may become before the table scrolls to the side."""
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CellsModel(QAbstractTableModel):
    """Texts in rows under headings; the first column stands left, the others right."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.heads: tuple[str, ...] = ()
        self.rows: tuple[tuple[str, ...], ...] = ()
        self.left: frozenset[int] = frozenset({0})

    def take(
        self, heads: Sequence[str], rows: Sequence[Sequence[str]], left: frozenset[int]
    ) -> None:
        """Show other texts."""
        self.beginResetModel()
        self.heads, self.rows, self.left = tuple(heads), tuple(map(tuple, rows)), left
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.heads)

    @override
    def data(self, index: Index, role: int = ItemRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in {ItemRole.DisplayRole, ItemRole.AccessibleTextRole, ItemRole.ToolTipRole}:
            return self.rows[index.row()][index.column()]
        if role == ItemRole.TextAlignmentRole:
            return _LEFT if index.column() in self.left else _RIGHT
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ItemRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role in {ItemRole.DisplayRole, ItemRole.ToolTipRole}:
            return self.heads[section]
        if role == ItemRole.TextAlignmentRole:
            return _LEFT if section in self.left else _RIGHT
        return None


class CellTable(QTableView):
    """Shows texts.

    Args:
        most: So many rows are shown at once; more are scrolled.
        parent: Owner.

    Signals:
        chosen: The number of a row that was double-clicked or chosen with Enter.
    """

    chosen = Signal(int)

    def __init__(self, most: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self._widths: list[int] = []
        self.setObjectName("roomy")
        self.cells = CellsModel(self)
        self.setModel(self.cells)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setMinimumWidth(30 * GRID)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 2 * GRID)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.activated.connect(lambda index: self.chosen.emit(index.row()))

    def show_cells(
        self,
        name: str,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        left: frozenset[int] = frozenset({0}),
    ) -> None:
        """Show other texts.

        Args:
            name: What the table is, for screen readers.
            heads: Headings.
            rows: Rows.
            left: Columns that stand left.
        """
        self.setAccessibleName(name)
        self.cells.take(heads, rows, left)
        is_long = len(self.cells.rows) > self._most
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if is_long else policy.ScrollBarAlwaysOff
        )
        header = self.horizontalHeader()
        self._widths = [
            max(self.sizeHintForColumn(column), header.sectionSizeHint(column)) + GRID
            for column in range(len(self.cells.heads))
        ]
        self._fit()

    def _spare(self) -> int:
        """Return by how much the first column is wider than it needs, or gives way (below 0)."""
        if not self._widths:
            return 0
        most = max(self._widths[0] - _LEAST_FIRST, 0)
        return max(self.viewport().width() - sum(self._widths), -most)

    def _fit(self) -> None:
        """Give each column what it needs, the first one also what is left, and show all rows."""
        for column, width in enumerate(self._widths):
            self.setColumnWidth(column, width if column else width + self._spare())
        self.setFixedHeight(self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def sizeHint(self) -> QSize:
        rows = min(len(self.cells.rows), self._most)
        height = self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        height += rows * self.verticalHeader().defaultSectionSize() + GRID
        if sum(self._widths) + self._spare() > self.viewport().width():
            height += self.horizontalScrollBar().sizeHint().height()
        return QSize(80 * GRID, height)
