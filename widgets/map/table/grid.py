"""The table itself: whole rows, focus, keys, selection by device."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

import numpy as np
from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QAccessible, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget
from typing_extensions import override

from app.domain.samples import BoolArray
from widgets.connections.tables import RowTable
from widgets.map.table.columns import Column
from widgets.map.table.delegate import MapTableDelegate
from widgets.map.table.model import MapTableModel

_NO_UPDATE: Final = QItemSelectionModel.SelectionFlag.NoUpdate


class MapGrid(RowTable):
    """Shows a `MapTableModel`.

    The selection is kept by device: what a filter hides stays selected and comes back with it.

    Args:
        model: The rows.
        parent: Owner.

    Attributes:
        rows_model: The rows.
        keys: What keys do while the table has the keyboard; they win over those of the window.

    Signals:
        chosen: The person changed the selection; ids of the devices (list of str).
        resized: There is more or less room for the columns.
    """

    chosen = Signal(list)
    resized = Signal()

    def __init__(self, model: MapTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys: Mapping[Qt.Key, Callable[[], object]] = {}
        self.rows_model = self._model = model
        self._is_quiet = False
        self._wanted: list[str] = []
        self.setModel(model)
        self.delegate = MapTableDelegate(model, self)
        self.setItemDelegate(self.delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.horizontalHeader()
        # A header asks the model row by row whether whole columns are selected; this need not.
        header.setSelectionModel(QItemSelectionModel(model, self))
        self.selectionModel().selectionChanged.connect(self._tell_selection)

    # ---- what is seen --------------------------------------------------------------------------
    def visible_lines(self) -> range:
        """Return the lines in sight."""
        count = self._model.rowCount()
        if not count:
            return range(0)
        first = max(self.rowAt(0), 0)
        last = self.rowAt(max(self.viewport().height() - 1, 0))
        return range(first, count if last < 0 else last + 1)

    def refresh(self, changed: BoolArray, *, all_ages: bool) -> None:
        """Announce the lines in sight that look different.

        Args:
            changed: Which rows look different, bool[n].
            all_ages: True when every age has grown.
        """
        seen = self.visible_lines()
        hit = changed[self._model.shown[seen.start : seen.stop]]
        model = self._model
        for place in np.flatnonzero(hit).tolist():
            line = seen.start + place
            model.dataChanged.emit(model.index(line, 0), model.index(line, len(Column) - 1))
        if all_ages and len(seen):
            first, last = model.index(seen.start, Column.AGE), model.index(seen[-1], Column.AGE)
            model.dataChanged.emit(first, last)

    @override
    def dataChanged(
        self,
        topLeft: QModelIndex | QPersistentModelIndex,
        bottomRight: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:
        """Repaint only the cells that changed; Qt's own way repaints all rows."""
        if QAccessible.isActive():
            super().dataChanged(topLeft, bottomRight, roles)
            return
        top = self.rowViewportPosition(topLeft.row())
        bottom = self.rowViewportPosition(bottomRight.row()) + self.rowHeight(bottomRight.row())
        left, width = 0, self.viewport().width()
        if topLeft.column() == bottomRight.column():
            left = self.columnViewportPosition(topLeft.column())
            width = self.columnWidth(topLeft.column())
        self.viewport().update(QRect(left, top, width, bottom - top))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    # ---- selection -----------------------------------------------------------------------------
    @override
    def selected_rows(self) -> list[int]:
        lines: set[int] = set()
        selection = self.selectionModel().selection()
        for span in (selection.at(place) for place in range(selection.count())):
            lines.update(range(span.top(), span.bottom() + 1))
        return sorted(lines)

    def selected_ids(self) -> list[str]:
        """Return the selected devices that are listed, from top to bottom."""
        return [self._model.device_id(line) for line in self.selected_rows()]

    def current_id(self) -> str:
        """Return the device of the current line; empty without one."""
        return self._model.device_id(self.currentIndex().row())

    def select_ids(self, ids: Iterable[str], *, scroll: bool = False) -> None:
        """Select devices without telling anybody; those not listed are selected once they are."""
        self._wanted = list(ids)
        lines = self._model.lines_of(set(self._wanted))
        selection = QItemSelection()
        last = len(Column) - 1
        for first, end in _runs(lines):
            selection.select(self._model.index(first, 0), self._model.index(end, last))
        with self._quietly():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().select(selection, flag)
            if lines and scroll:
                self._go_to(lines[0])
                self.scrollTo(self._model.index(lines[0], Column.NAME))

    @contextmanager
    def keeping_place(self) -> Iterator[None]:
        """Keep selection, current line and the line at the top while the model is reset."""
        current = self.current_id()
        seen = self.visible_lines()
        top = self._model.device_id(seen.start) if len(seen) and seen.start else ""
        with self._quietly():
            yield
        self.select_ids(self._wanted)
        with self._quietly():
            for line in self._model.lines_of({current}):
                self._go_to(line)
            for line in self._model.lines_of({top}):
                self.verticalScrollBar().setValue(line)

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        before, self._is_quiet = self._is_quiet, True
        try:
            yield
        finally:
            self._is_quiet = before

    def _go_to(self, line: int) -> None:
        index = self._model.index(line, Column.NAME)
        self.selectionModel().setCurrentIndex(index, _NO_UPDATE)

    def _tell_selection(self) -> None:
        if not self._is_quiet:
            self._wanted = self.selected_ids()
            self.chosen.emit(list(self._wanted))

    # ---- hands ---------------------------------------------------------------------------------
    @override
    def event(self, e: QEvent) -> bool:
        is_ours = isinstance(e, QKeyEvent) and self._act_of(e) is not None
        if is_ours and e.type() == QEvent.Type.ShortcutOverride:
            e.accept()  # this table answers, not the window
            return True
        return super().event(e)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._act_of(event)
        if act is not None:
            act()
        else:
            super().keyPressEvent(event)

    def _act_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        return self.keys.get(Qt.Key(event.key()))


def _runs(lines: list[int]) -> list[tuple[int, int]]:
    """Return first and last of each run of neighbouring lines."""
    if not lines:
        return []
    found = np.array(lines)
    breaks = np.flatnonzero(np.diff(found) > 1)
    firsts, lasts = found[np.r_[0, breaks + 1]], found[np.r_[breaks, len(found) - 1]]
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))
