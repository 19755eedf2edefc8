"""The rows of a list of records: those that match, in the order the person wants."""

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from widgets.folding import fold, matches, natural_key
from widgets.records.rows import R, RecordColumns, RecordRow, RecordWording

Index = QModelIndex | QPersistentModelIndex
ItemRole = Qt.ItemDataRole

TOP = QModelIndex()
"""The parent of all rows."""


class RecordsModel(QAbstractTableModel, Generic[R]):
    """Records as rows; newest first until the person sorts them otherwise.

    Args:
        columns: The columns.
        wording: Turns records into words.
        parent: Owner.
    """

    def __init__(
        self,
        columns: RecordColumns[R],
        wording: RecordWording[R],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = columns
        self.wording = wording
        self.records: list[R] = []
        self._all: list[R] = []
        self._rows: dict[str, RecordRow[R]] = {}
        self._words: list[str] = []
        self._points: frozenset[str] | None = None
        self._also: Callable[[R], bool] | None = None
        self._column: IntEnum = columns.time
        self._is_descending = True
        self._is_late: Callable[[R], bool] = _never

    @property
    def is_empty(self) -> bool:
        """True when there is no record at all, whatever is filtered."""
        return not self._all

    def reword(self, wording: RecordWording[R]) -> None:
        """Say all records anew, of another profile or in another language."""
        self.wording = wording
        self._rows = {}
        self._choose()

    def show_records(self, records: Sequence[R]) -> None:
        """Show these records; what has not changed is not worded anew."""
        self._all = list(records)
        self._rows = {
            record.id: row
            for record in records
            if (row := self._rows.get(record.id)) is not None and row.record == record
        }
        self._choose()

    def row(self, record: R) -> RecordRow[R]:
        """Return the words of a record, found when they are first needed."""
        row = self._rows.get(record.id)
        if row is None:
            row = self._rows[record.id] = self.wording.row(record)
        return row

    def filter(
        self,
        text: str,
        points: Sequence[str] | None,
        also: Callable[[R], bool] | None = None,
    ) -> None:
        """Show only records in which all words occur.

        Args:
            text: The words.
            points: Only records about some of these points; None for all.
            also: What else must hold of a record.
        """
        self._words = fold(text).split()
        self._points = None if points is None else frozenset(points)
        self._also = also
        self._choose()

    def dim(self, is_late: Callable[[R], bool] | None) -> None:
        """Dim the records that lie after the moment shown."""
        self._is_late = is_late or _never
        if self.records:
            last = self.index(len(self.records) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last, [ItemRole.ForegroundRole])

    def is_late(self, place: int) -> bool:
        """Tell whether a record lies after the moment shown."""
        return self._is_late(self.records[place])

    def place(self, record_id: str) -> int:
        """Return where a record is; -1 when it is not shown."""
        return next((i for i, record in enumerate(self.records) if record.id == record_id), -1)

    def texts(self, place: int, columns: Sequence[int]) -> list[str]:
        """Return the texts of a row in some columns."""
        texts = self.row(self.records[place]).texts
        return [texts[column] for column in columns]

    def _choose(self) -> None:
        self.beginResetModel()
        self.records = [record for record in self._all if self._is_wanted(record)]
        self._put_in_order()
        self.endResetModel()

    def _is_wanted(self, record: R) -> bool:
        if self._points is not None and self._points.isdisjoint(record.points):
            return False
        if self._also is not None and not self._also(record):
            return False
        return not self._words or matches(self.row(record).folded, self._words)

    def _put_in_order(self) -> None:
        self.records.sort(key=self.columns.time_of, reverse=True)
        if self._column is not self.columns.time or not self._is_descending:
            self.records.sort(key=self._sort_key, reverse=self._is_descending)

    def _sort_key(self, record: R) -> tuple[int, str]:
        if self._column is self.columns.time:
            return self.columns.time_of(record), ""
        if self._column is self.columns.written:
            return record.created_us, ""
        return 0, natural_key(self.row(record).texts[self._column])

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        is_asked = 0 <= column < len(self.columns.every)
        self._column = self.columns.every[column] if is_asked else self.columns.time
        self._is_descending = not is_asked or order is Qt.SortOrder.DescendingOrder
        self._choose()

    @override
    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self.records)

    @override
    def columnCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self.columns.every)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ItemRole.DisplayRole
    ) -> object:
        is_title = orientation is Qt.Orientation.Horizontal and role == ItemRole.DisplayRole
        return self.columns.title(self.columns.every[section]) if is_title else None

    @override
    def data(self, index: Index, role: int = ItemRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.records):
            return None
        row = self.row(self.records[index.row()])
        if role in {ItemRole.DisplayRole, ItemRole.AccessibleTextRole}:
            return row.texts[index.column()]
        if role == ItemRole.ToolTipRole:
            is_text = index.column() == self.columns.text
            return row.record.text if is_text else row.texts[index.column()]
        return None


def _never(_: object) -> bool:
    return False
