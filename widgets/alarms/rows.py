"""What the list of alarms and the journal have in common: rows of texts, some with a chip."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from widgets.alarms.columns import ColumnSet, column_title
from widgets.theme import AlarmLook

Index = QModelIndex | QPersistentModelIndex
ItemRole = Qt.ItemDataRole

TOP: Final = QModelIndex()
"""The parent of all rows."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        key: What it is known by while rows come and go.
        texts: The text of each column.
        look: Colours and glyph of its chip; None for no chip.
        is_filled: True while nobody has acknowledged the alarm.
        is_dimmed: True for what is over or seen.
        tooltip: Everything the row has no room for, as rich text.
    """

    key: str
    texts: tuple[str, ...]
    look: AlarmLook | None = None
    is_filled: bool = False
    is_dimmed: bool = False
    tooltip: str = ""


class RowModel(QAbstractTableModel):
    """Rows of a table; subclasses say where they come from.

    Args:
        columns: The columns.
        parent: Owner.
    """

    def __init__(self, columns: ColumnSet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns
        self._columns = sorted(columns.widths)

    def row(self, place: int) -> Row:
        """Return a row."""
        raise NotImplementedError

    def key(self, place: int) -> str:
        """Return the key of a row; empty for one that does not exist."""
        raise NotImplementedError

    def place(self, key: str) -> int:
        """Return where a row is; -1 when it is not shown."""
        raise NotImplementedError

    def titles(self, columns: Sequence[IntEnum]) -> list[str]:
        """Return the headings of columns."""
        return [column_title(column) for column in columns]

    def cells(self, place: int, columns: Sequence[IntEnum]) -> list[str]:
        """Return the texts of a row in some columns."""
        texts = self.row(place).texts
        return [texts[column] for column in columns]

    @override
    def columnCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ItemRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == ItemRole.DisplayRole:
            return column_title(self._columns[section])
        if role == ItemRole.TextAlignmentRole:
            return self.alignment(section)
        return None

    @override
    def data(self, index: Index, role: int = ItemRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        if role in {ItemRole.DisplayRole, ItemRole.AccessibleTextRole}:
            return self.row(index.row()).texts[index.column()]
        if role == ItemRole.ToolTipRole:
            return self.row(index.row()).tooltip
        if role == ItemRole.TextAlignmentRole:
            return self.alignment(index.column())
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        plain = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren
        return plain | flag.ItemIsDragEnabled

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        """Return how a column is aligned."""
        is_right = column in self.columns.right
        side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
