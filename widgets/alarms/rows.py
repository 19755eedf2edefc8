"""What the list of alarms and the journal have in common: rows of texts, some with a chip."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from widgets.alarms.chips import PLAIN, ChipState
from widgets.alarms.columns import ColumnSet, column_title
from widgets.theme import AlarmLook

Index = QModelIndex | QPersistentModelIndex
ItemRole = Qt.ItemDataRole

_FLAGS: Final = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemNeverHasChildren
    | Qt.ItemFlag.ItemIsDragEnabled
)

_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

TOP: Final = QModelIndex()
"""The parent of all rows."""


@dataclass(frozen=True, slots=True)
class GroupHead:
    """What stands in the head of a group.

    Attributes:
        name: Its name.
        is_open: True while its alarms are listed.
        total: How many alarms it has, in words.
        counts: For each priority that it has: the chip's look, how many, and whether any waits.
    """

    name: str
    is_open: bool
    total: str
    counts: tuple[tuple[AlarmLook, int, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        key: What it is known by while rows come and go.
        texts: The text of each column.
        look: Colours and glyph of its chip; None for no chip.
        is_filled: True while nobody has acknowledged the alarm.
        is_dimmed: True for what is over or seen.
        tip: Everything the row has no room for, as rich text; or what says it, when it is asked
            for, which is seldom.
        chip: How its chip differs from that of an alarm that stands.
        is_hatched: True where the value is missing, so that the alarm is frozen.
        mark: When it came within its group: `zuerst`, or how much later.
        is_first: True for the alarm that came first.
        urgent: Columns whose text must not be overlooked.
        head: Set for the head of a group.
    """

    key: str
    texts: tuple[str, ...]
    look: AlarmLook | None = None
    is_filled: bool = False
    is_dimmed: bool = False
    tip: str | Callable[[], str] = ""
    chip: ChipState = PLAIN
    is_hatched: bool = False
    mark: str = ""
    is_first: bool = False
    urgent: frozenset[int] = frozenset()
    head: GroupHead | None = None

    @property
    def tooltip(self) -> str:
        """Everything the row has no room for, as rich text."""
        return self.tip if isinstance(self.tip, str) else self.tip()

    @property
    def spans(self) -> bool:
        """True where one text takes the whole row."""
        return self.head is not None


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
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        """Return how a column is aligned."""
        return _RIGHT if column in self.columns.right else _LEFT
