"""The table itself: bands of groups, focus, keyboard, selection by id, drag."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget
from typing_extensions import override

from app.domain.samples import BoolArray
from widgets.dragging import drag_points
from widgets.points.bands import draw_band
from widgets.points.columns import LIVE_SPANS, Column
from widgets.points.delegate import PointDelegate, row_height
from widgets.points.model import PointTableModel
from widgets.theme import theme

_ALL_COLUMNS = ((Column(0), Column(len(Column) - 1)),)


class PointTable(QTableView):
    """Shows a `PointTableModel`.

    Args:
        model: The rows.
        parent: Owner.
        is_compact: True for rows of two lines: site and device below name and value.

    Signals:
        chosen: The person changed the selection; ids of the points (list of str).
        activated_points: Return or a double click on points (list of str).
        copy_wanted: Ctrl+C.
        resized: There is more or less room for the columns.
    """

    chosen = Signal(list)
    activated_points = Signal(list)
    copy_wanted = Signal()
    resized = Signal()

    def __init__(
        self, model: PointTableModel, parent: QWidget | None = None, *, is_compact: bool = False
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._is_quiet = False
        self.setModel(model)
        self.delegate = PointDelegate(model, self)
        self.delegate.is_compact = is_compact
        self.setItemDelegate(self.delegate)
        self._set_behaviour()
        self.selectionModel().selectionChanged.connect(self._tell_selection)
        self.doubleClicked.connect(self._activate)

    def _set_behaviour(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDragEnabled(True)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(16)
        self.verticalHeader().setDefaultSectionSize(
            row_height(self, is_compact=self.delegate.is_compact)
        )
        header = self.horizontalHeader()
        # A header asks the model row by row whether whole columns are selected; this one need not.
        header.setSelectionModel(QItemSelectionModel(self._model, self))
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(24)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    # ---- what is seen --------------------------------------------------------------------------
    def visible_rows(self) -> range:
        """Return the display rows in sight."""
        count = self._model.rowCount()
        if not count:
            return range(0)
        first = max(self.rowAt(0), 0)
        last = self.rowAt(max(self.viewport().height() - 1, 0))
        return range(first, count if last < 0 else last + 1)

    def refresh(self, changed: BoolArray, *, all_ages: bool) -> None:
        """Announce the rows in sight that look different.

        Args:
            changed: Which points look different, bool[n].
            all_ages: True when every age has grown.
        """
        seen = self.visible_rows()
        if not len(seen) or not len(changed):
            return
        rows = self._model.rows[seen.start : seen.stop]
        points = np.maximum(rows, 0)
        hit = (rows < 0) | changed[points] | all_ages
        whole = (rows < 0) | self._model.dimmed[points]
        for first, last in _runs(hit & ~whole):
            self._announce(seen.start + first, seen.start + last, LIVE_SPANS)
        for first, last in _runs(whole):
            self._announce(seen.start + first, seen.start + last, _ALL_COLUMNS)

    def _announce(self, first: int, last: int, spans: Sequence[tuple[Column, Column]]) -> None:
        """Announce cells: some rows, and of them some spans of columns."""
        model = self._model
        for left, right in spans:
            model.dataChanged.emit(model.index(first, left), model.index(last, right))

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
        columns = range(topLeft.column(), bottomRight.column() + 1)
        if len(columns) == len(Column):
            self.viewport().update(QRect(0, top, self.viewport().width(), bottom - top))
            return
        for column in columns:
            if not self.isColumnHidden(column):
                left, width = self.columnViewportPosition(column), self.columnWidth(column)
                self.viewport().update(QRect(left, top, width, bottom - top))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        for row in self.visible_rows():
            group = self._model.group_of(row)
            if group >= 0:
                draw_band(painter, QRectF(self._row_area(row)), self._model.group_summary(group))
        current = self.currentIndex().row()
        if self.hasFocus() and current >= 0:
            painter.setPen(QPen(QColor(theme().tokens.accent), 1))
            painter.drawRect(self._row_area(current).adjusted(0, 0, -1, -1))
        painter.end()

    def _row_area(self, row: int) -> QRect:
        return QRect(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))

    # ---- selection -----------------------------------------------------------------------------
    def selected_rows(self) -> list[int]:
        """Return the selected display rows that are points, from top to bottom."""
        rows: set[int] = set()
        selection = self.selectionModel().selection()
        for span in (selection.at(place) for place in range(selection.count())):
            rows.update(range(span.top(), span.bottom() + 1))
        return sorted(row for row in rows if self._model.point_row(row) >= 0)

    def selected_ids(self) -> list[str]:
        """Return the ids of the selected points, from top to bottom."""
        return [self._model.point_id(row) for row in self.selected_rows()]

    def select_ids(self, ids: Iterable[str], *, scroll: bool = False) -> None:
        """Select points without telling anybody; what is not shown is left out."""
        rows = sorted(row for row in map(self._model.display_row, ids) if row >= 0)
        selection = QItemSelection()
        last = len(Column) - 1
        for row in rows:
            selection.select(self._model.index(row, 0), self._model.index(row, last))
        self._is_quiet = True
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if rows and scroll:
            self.selectionModel().setCurrentIndex(
                self._model.index(rows[0], Column.NAME), QItemSelectionModel.SelectionFlag.NoUpdate
            )
            self.scrollTo(self._model.index(rows[0], Column.NAME))
        self._is_quiet = False

    @contextmanager
    def keeping_place(self) -> Iterator[None]:
        """Keep selection, current row and the row at the top while the model is reset."""
        ids = self.selected_ids()
        current = self._model.point_id(self.currentIndex().row())
        seen = self.visible_rows()
        top = self._model.point_id(seen.start) if len(seen) and seen.start else ""
        self._is_quiet = True
        yield
        self.select_ids(ids)
        self._is_quiet = True
        row = self._model.display_row(current)
        if row >= 0:
            self.selectionModel().setCurrentIndex(
                self._model.index(row, Column.NAME), QItemSelectionModel.SelectionFlag.NoUpdate
            )
        top_row = self._model.display_row(top)
        if top_row >= 0:
            self.verticalScrollBar().setValue(top_row)
        self._is_quiet = False

    def _tell_selection(self) -> None:
        if not self._is_quiet:
            self.chosen.emit(self.selected_ids())

    # ---- hands ---------------------------------------------------------------------------------
    def _activate(self, index: QModelIndex) -> None:
        group = self._model.group_of(index.row())
        if group >= 0:
            return  # its first click has turned it already
        self.activated_points.emit(self.selected_ids() or [self._model.point_id(index.row())])

    def turn_group(self, row: int, *, fold: bool | None = None) -> None:
        """Fold or unfold the group whose heading is in a display row."""
        group = self._model.group_of(row)
        if group < 0:
            return
        with self.keeping_place():
            self._model.toggle_group(group, fold=fold)
        place = int(np.flatnonzero(self._model.rows == -group - 1)[0])
        self.selectionModel().setCurrentIndex(
            self._model.index(place, Column.NAME), QItemSelectionModel.SelectionFlag.NoUpdate
        )

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.rowAt(round(event.position().y()))
        if event.button() == Qt.MouseButton.LeftButton and self._model.group_of(row) >= 0:
            self.turn_group(row)
            return
        super().mousePressEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._model.group_of(row) >= 0:
                self.turn_group(row)
            elif self.selected_ids():
                self.activated_points.emit(self.selected_ids())
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right} and self._model.group_of(row) >= 0:
            self.turn_group(row, fold=key == Qt.Key.Key_Left)
        else:
            super().keyPressEvent(event)

    @override
    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        rows, model = self.selected_rows(), self._model
        if rows and model.wording is not None:
            first = model.point_row(rows[0])
            name = model.wording.text(first, Column.NAME, model.live, model.state)
            drag_points(self, self.selected_ids(), name)


def _runs(marks: BoolArray) -> list[tuple[int, int]]:
    """Return first and last place of each run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], marks.view(np.int8), [0]])))
    return [(int(a), int(b) - 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]
