"""The table itself: whole rows, keys, and a selection that is ranges, however many rows it has."""

from array import array
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget
from typing_extensions import override

from widgets.connections.tables import RowTable
from widgets.inventory.table.model import PAGE, InventoryModel
from widgets.inventory.table.painting import Lane, RowPainter
from widgets.theme import theme

_ROWS = QItemSelectionModel.SelectionFlag.Rows
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect | _ROWS
_MOST_RUNS: Final = 5_000
"""Rows in more pieces than this, as after another order of half a million, are let go."""

_NO_UPDATE = QItemSelectionModel.SelectionFlag.NoUpdate


class InventoryGrid(RowTable):
    """Shows an `InventoryModel`.

    Args:
        model: The rows.
        parent: Owner.

    Signals:
        chosen: The person changed the selection.
        sight_changed: Other rows are in sight.
        edit_wanted: F2 on a cell.
        words_typed: Letters were typed that are meant for the search (str).
    """

    chosen = Signal()
    sight_changed = Signal()
    edit_wanted = Signal()
    words_typed = Signal(str)

    def __init__(self, model: InventoryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self._is_quiet = False
        self.setModel(model)
        self.painter = RowPainter(model)
        self.painter.take_font(self.font())
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        header = self.horizontalHeader()
        # A header asks the model row by row whether whole columns are selected; this need not.
        header.setSelectionModel(QItemSelectionModel(model, self))
        self.verticalHeader().setSelectionModel(QItemSelectionModel(model, self))
        self.selectionModel().selectionChanged.connect(self._tell)
        self.verticalScrollBar().valueChanged.connect(self.sight_changed)
        self.doubleClicked.connect(self.activated_row)

    # ---- what is in sight ----------------------------------------------------------------------
    def rows_in_sight(self) -> range:
        """Return the rows in sight."""
        count = len(self._rows.ids)
        first = self.rowAt(0)
        if not count or first < 0:
            return range(min(count, 1))
        last = self.rowAt(self.viewport().height() - 1)
        return range(first, count if last < 0 else last + 1)

    @property
    def screenful(self) -> int:
        """So many rows have room, one that is cut off with them; a page at most."""
        height = max(self.verticalHeader().defaultSectionSize(), 1)
        return min(self.viewport().height() // height + 2, PAGE)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sight_changed.emit()

    @override
    def dataChanged(
        self,
        topLeft: QModelIndex | QPersistentModelIndex,
        bottomRight: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:
        """Repaint once; Qt would ask for the size of every cell of a page."""
        if QAccessible.isActive():
            super().dataChanged(topLeft, bottomRight, roles)
        else:
            self.viewport().update()

    # ---- painting ------------------------------------------------------------------------------
    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        rows = self.rows_in_sight()
        if self._rows.ids and rows:
            height = self.rowHeight(rows.start)
            area = QRect(0, self.rowViewportPosition(rows.start), self.viewport().width(), 0)
            runs = self.chosen_runs()
            marked = [(row, any(row in run for run in runs)) for row in rows]
            self.painter.paint(painter, self._lanes(), marked, area, height)
        row = self.currentIndex().row()
        if self.hasFocus() and row >= 0:
            painter.setPen(QPen(QColor(theme().tokens.accent), 1))
            top = self.rowViewportPosition(row)
            painter.drawRect(0, top, self.viewport().width() - 1, self.rowHeight(row) - 1)
        painter.end()

    def _lanes(self) -> list[Lane]:
        """Return the columns in sight."""
        header, width = self.horizontalHeader(), self.viewport().width()
        lanes = []
        for place in range(len(self._rows.columns)):
            left, room = header.sectionViewportPosition(place), header.sectionSize(place)
            if left < width and left + room > 0:
                lanes.append(self.painter.lane(place, left, room))
        return lanes

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange and hasattr(self, "painter"):
            self.painter.take_font(self.font())
        super().changeEvent(event)

    # ---- selection -----------------------------------------------------------------------------
    def chosen_runs(self) -> list[range]:
        """Return the selected rows as runs, from top to bottom."""
        chosen = self.selectionModel().selection()
        ranges = (chosen.at(place) for place in range(chosen.count()))
        runs = sorted((one.top(), one.bottom() + 1) for one in ranges)
        joined: list[range] = []
        for first, end in runs:
            if joined and first <= joined[-1].stop:
                joined[-1] = range(joined[-1].start, max(end, joined[-1].stop))
            else:
                joined.append(range(first, end))
        return joined

    @property
    def chosen_count(self) -> int:
        """How many rows are selected."""
        return sum(len(run) for run in self.chosen_runs())

    def chosen_ids(self) -> "array[int]":
        """Return the numbers of the selected rows, from top to bottom."""
        ids: array[int] = array("q")
        for run in self.chosen_runs():
            ids.extend(self._rows.ids[run.start : run.stop])
        return ids

    def choose_ids(self, ids: npt.NDArray[np.int64], current: int | None = None) -> None:
        """Select rows by their numbers, quietly; the current row stays current where it is.

        Args:
            ids: Numbers of rows; those that are not in the table are passed over.
            current: Number of the row that has the focus, None for none.
        """
        mine = self._rows.id_array()
        if len(ids) and np.array_equal(ids, mine):
            runs = [(0, len(mine) - 1)]
        else:
            runs = _runs(np.flatnonzero(np.isin(mine, ids))) if len(ids) else []
        self._is_quiet = True
        selection = QItemSelection()
        last = max(self._rows.columnCount() - 1, 0)
        for first, end in runs if len(runs) <= _MOST_RUNS else ():
            top, bottom = self._rows.index(first, 0), self._rows.index(end, last)
            selection.append(QItemSelectionRange(top, bottom))
        self.selectionModel().select(selection, _SELECT)
        if current is not None and len(found := np.flatnonzero(mine == current)):
            column = max(self.currentIndex().column(), 0)
            index = self._rows.index(int(found[0]), column)
            self.selectionModel().setCurrentIndex(index, _NO_UPDATE)
        self._is_quiet = False

    def current_id(self) -> int | None:
        """Return the number of the row that has the focus, None for none."""
        row = self.currentIndex().row()
        return self._rows.ids[row] if 0 <= row < len(self._rows.ids) else None

    def reveal_id(self, wanted: int) -> bool:
        """Scroll to a row by its number; tell whether it is in the table."""
        places = np.flatnonzero(self._rows.id_array() == wanted)
        if len(places):
            self.scrollTo(self._rows.index(int(places[0]), 0))
        return bool(len(places))

    @override
    def selected_rows(self) -> list[int]:
        return [row for run in self.chosen_runs() for row in run]

    def _tell(self) -> None:
        if not self._is_quiet:
            self.chosen.emit()

    # ---- keys ----------------------------------------------------------------------------------
    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_F2:
            self.edit_wanted.emit()
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._go_to_end(event, is_last=key is Qt.Key.Key_End)
        else:
            super().keyPressEvent(event)

    def _go_to_end(self, event: QKeyEvent, *, is_last: bool) -> None:
        """Go to the first or the last row; with Shift, select all up to there."""
        count = len(self._rows.ids)
        if not count:
            return
        here = self.currentIndex()
        target = self._rows.index(count - 1 if is_last else 0, max(here.column(), 0))
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and here.isValid():
            selection = QItemSelection()
            ends = sorted((here.row(), target.row()))
            last = self._rows.columnCount() - 1
            selection.append(
                QItemSelectionRange(self._rows.index(ends[0], 0), self._rows.index(ends[1], last))
            )
            self.selectionModel().setCurrentIndex(target, _NO_UPDATE)
            self.selectionModel().select(selection, _SELECT)
        else:
            self.selectionModel().setCurrentIndex(target, _SELECT)
        self.scrollTo(target)

    @override
    def keyboardSearch(self, search: str) -> None:
        # Qt would walk through all rows; letters go to the search instead, which has an index.
        if search.strip():
            self.words_typed.emit(search)


def _runs(places: npt.NDArray[np.int64]) -> list[tuple[int, int]]:
    """Return runs of places that follow each other: (first, last)."""
    if not len(places):
        return []
    breaks = np.flatnonzero(np.diff(places) > 1)
    firsts = np.concatenate(([places[0]], places[breaks + 1]))
    lasts = np.concatenate((places[breaks], [places[-1]]))
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))
