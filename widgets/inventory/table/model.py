"""The rows of the table: their numbers in order, and pages of what they say.

It holds no row that was not asked for: a million numbers take eight megabytes, a page of rows is
read when it comes into sight, and the pages used last are kept.
"""

from array import array
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from app.domain.inventory.queries import Sort
from widgets.inventory.table.columns import Column
from widgets.inventory.table.rows import Row

PAGE: Final = 128
"""Rows read together."""

_MOST_PAGES: Final = 48
"""Pages kept: some six thousand rows, half a dozen megabytes."""

_DISPLAY: Final = Qt.ItemDataRole.DisplayRole
_TOP: Final = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class InventoryModel(QAbstractTableModel):
    """Rows by their numbers.

    Attributes:
        kind: Kind of the records.
        columns: What is shown of them.
        ids: Numbers of the rows in their order.
        order: What they are sorted by, for the headings.
        gone_words: What the first cell says of a record that is not there at the moment shown.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kind = ""
        self.columns: tuple[Column, ...] = ()
        self.ids: array[int] = array("q")
        self.order: tuple[Sort, ...] = ()
        self.gone_words = ""
        self._pages: OrderedDict[int, list[Row | None]] = OrderedDict()
        self._old_pages: dict[int, list[Row | None]] = {}
        self._head = 0

    # ---- rows ----------------------------------------------------------------------------------
    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.ids)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def is_loaded(self, row: int) -> bool:
        """Tell whether what a row says was read."""
        number = row // PAGE
        page = self._pages.get(number) or self._old_pages.get(number) or ()
        return row % PAGE < len(page)

    def row(self, place: int) -> Row | None:
        """Return a row; None for one that was not read, or that is not there at the moment."""
        number = place // PAGE
        page = self._pages.get(number)
        if page is None:
            # What it said before stands until it is read again: no flicker.
            page = self._old_pages.get(number)
        offset = place % PAGE
        return page[offset] if page is not None and offset < len(page) else None

    def missing(self, rows: range) -> list[int]:
        """Return the pages of rows that were not read."""
        if not rows or not self.ids:
            return []
        first, last = max(rows.start, 0) // PAGE, min(rows.stop - 1, len(self.ids) - 1) // PAGE
        for page in range(first, last + 1):
            if page in self._pages:
                self._pages.move_to_end(page)
        if last == 0 and rows.stop <= self._head:
            return []
        return [page for page in range(first, last + 1) if page not in self._pages]

    def ids_of(self, page: int) -> "array[int]":
        """Return the numbers of the rows of a page."""
        return self.ids[page * PAGE : (page + 1) * PAGE]

    def put_page(
        self,
        page: int,
        ids: Sequence[int],
        rows: list[Row | None],
        columns: tuple[Column, ...],
    ) -> None:
        """Take what a page says; of other rows or columns than those shown it is passed over."""
        if self.ids_of(page) != ids or columns is not self.columns:
            return
        self._head = self._head if page else 0
        self._pages[page] = rows
        self._pages.move_to_end(page)
        self._old_pages.pop(page, None)
        while len(self._pages) > _MOST_PAGES:
            self._pages.popitem(last=False)
        last = min((page + 1) * PAGE, len(self.ids)) - 1
        self.dataChanged.emit(
            self.index(page * PAGE, 0), self.index(last, max(len(self.columns) - 1, 0))
        )

    def put_head(self, rows: list[Row | None], columns: tuple[Column, ...]) -> None:
        """Take what the first rows say; the rest of their page is read when it is wanted."""
        if len(rows) >= len(self.ids_of(0)):
            self.put_page(0, self.ids_of(0), rows, columns)
        elif rows and columns is self.columns:
            self._old_pages[0] = rows
            self._head = len(rows)
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(rows) - 1, max(len(self.columns) - 1, 0))
            )

    def forget_pages(self, *, are_kept: bool = True) -> None:
        """Read all pages again; meanwhile they are shown as they were, unless not to be kept."""
        self._old_pages = {**self._old_pages, **self._pages} if are_kept else {}
        self._head = 0
        self._pages.clear()

    def forget_rows(self, ids: Iterable[int]) -> bool:
        """Read the pages of these rows again; tell whether all of them are in the table."""
        wanted = np.fromiter(ids, np.int64)
        places = np.flatnonzero(np.isin(self.id_array(), wanted))
        if len(places) and places[0] < self._head:
            self._head = 0
        for page in np.unique(places // PAGE).tolist():
            if (rows := self._pages.pop(page, None)) is not None:
                self._old_pages[page] = rows
        return len(places) == len(np.unique(wanted))

    def id_array(self) -> npt.NDArray[np.int64]:
        """Return the numbers of all rows, without copying them."""
        return np.frombuffer(self.ids, np.int64) if self.ids else np.empty(0, np.int64)

    # ---- order ---------------------------------------------------------------------------------
    def set_columns(self, kind: str, columns: Iterable[Column]) -> None:
        """Show other columns; rows stay when the kind does."""
        self.beginResetModel()
        if kind != self.kind:
            self.ids = array("q")
        self.kind, self.columns = kind, tuple(columns)
        self._pages.clear()
        self._old_pages = {}
        self._head = 0
        self.endResetModel()

    def set_order(self, ids: "array[int]") -> bool:
        """Show these rows; tell whether others stand there now than before.

        More rows behind those that are there, as when the rest of a search comes, move nothing.
        """
        have = len(self.ids)
        if ids == self.ids:
            return False
        if have and len(ids) > have and ids[:have] == self.ids:
            self._pages.pop((have - 1) // PAGE if have % PAGE else -1, None)
            self.beginInsertRows(_TOP, have, len(ids) - 1)
            self.ids = ids
            self.endInsertRows()
            return False
        self.beginResetModel()
        kept = self._kept_pages(ids)
        self.ids = ids
        self._pages = kept
        self._old_pages = {}
        self._head = 0
        self.endResetModel()
        return True

    def _kept_pages(self, ids: "array[int]") -> OrderedDict[int, list[Row | None]]:
        """Return pages of the new order whose rows were all read already; only near the top."""
        return OrderedDict(
            (page, rows)
            for page, rows in self._pages.items()
            if ids[page * PAGE : (page + 1) * PAGE] == self.ids_of(page)
        )

    # ---- for views -----------------------------------------------------------------------------
    @override
    def data(self, index: Index, role: int = _DISPLAY) -> object:
        # Qt asks for a dozen roles a cell; the table draws without asking for any.
        if role not in {_DISPLAY, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        text = self.text(index.row(), index.column())
        found = self.row(index.row())
        is_marked = index.column() == 0 and found is not None and found.is_simulated
        if is_marked and role == Qt.ItemDataRole.ToolTipRole:
            return f"{text}\n{self.tr('S: Dieser Datensatz ist simuliert.')}"
        return text

    def text(self, row: int, column: int) -> str:
        """Return what a cell says; empty while it was not read."""
        found = self.row(row)
        if found is not None:
            return found.texts[column] if column < len(found.texts) else ""
        return self.gone_words if column == 0 and self.is_loaded(row) else ""

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == _DISPLAY:
            return f"{column.title}{self._sort_sign(column)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip
        if role == Qt.ItemDataRole.TextAlignmentRole and column.is_right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _sort_sign(self, column: Column) -> str:
        for place, one in enumerate(self.order):
            if one.path == column.path.text:
                rank = str(place + 1) if len(self.order) > 1 else ""
                return f" {'↓' if one.is_descending else '↑'}{rank}"
        return ""

    def show_sort(self, sort: Iterable[Sort]) -> None:
        """Say in the headings what the rows are sorted by."""
        self.order = tuple(sort)
        if self.columns:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
