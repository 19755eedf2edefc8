"""The table of the list of alarms and of the journal: selection by key, keeping its place, keys."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import partial
from typing import Any, Final

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QKeyCombination,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QColor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget
from typing_extensions import override

from widgets.alarms.columns import column_title, columns_from_list, columns_to_list, reset_columns
from widgets.alarms.delegate import MARGIN, RowDelegate, row_height
from widgets.alarms.fitting import shared_widths
from widgets.alarms.row_pictures import RowPictures
from widgets.alarms.rows import RowModel
from widgets.dragging import drag_points
from widgets.theme import theme

_ANCHORS: Final = 50
_MEASURED: Final = 60
_LEAST_MEASURED: Final = 20
"""Rows whose texts are measured; those that count stand at the top."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a person is in a table, while its rows are replaced.

    Attributes:
        selected: Keys of the selected rows.
        current: Key of the current row.
        current_row: Where that was.
        top: The row at the top.
        anchor: Key of a row in sight that is likely to stay.
        below_top: How many rows it was below the top.
    """

    selected: list[str] = field(default_factory=list)
    current: str = ""
    current_row: int = -1
    top: int = 0
    anchor: str = ""
    below_top: int = 0


class RowTable(QTableView):
    """Shows a `RowModel`; when its rows are replaced, selection and place in it stay.

    Signals:
        chosen: The person changed the selection.
        activated_rows: Return or a double click.
        sort_wanted: A click on the heading of a column (int); see `enable_sorting`.
        copy_wanted: Ctrl+C.
        menu_wanted: A context menu at a position on the screen (QPoint).
        released: The mouse button was let go; see `is_pressed`.
    """

    chosen = Signal()
    activated_rows = Signal()
    sort_wanted = Signal(int)
    copy_wanted = Signal()
    menu_wanted = Signal(QPoint)
    released = Signal()

    def __init__(
        self, model: RowModel, chip_column: IntEnum, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.rows = model
        self.dragged: Callable[[], tuple[Sequence[str], str]] = lambda: ((), "")
        """Returns the points that can be dragged from here, and the name of the first."""
        self.bindings: dict[QKeyCombination, Callable[[], object]] = {}
        """What further keys do, while the table has the keyboard."""
        self.is_pressed = False
        self._is_quiet = False
        self._is_fitting = False
        self._has_own_columns = False
        self._kept = _Place()
        self._needs: dict[IntEnum, float] = {}
        self.setModel(model)
        self.delegate = RowDelegate(model, chip_column, self)
        self.setItemDelegate(self.delegate)
        self.pictures = RowPictures(self, model, self.delegate)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._set_behaviour()
        reset_columns(self, model.columns)
        self._connect()

    def _connect(self) -> None:
        self.rows.modelAboutToBeReset.connect(self._keep)
        self.rows.modelReset.connect(self._restore)
        self.rows.modelReset.connect(self._measure)
        self.rows.rowsInserted.connect(self._measure_new)
        # A new layout of rows makes the header hide its hidden columns again: nobody's hand did.
        self.rows.layoutAboutToBeChanged.connect(partial(self._let_change, is_ours=True))
        self.rows.layoutChanged.connect(partial(self._let_change, is_ours=False))
        self.selectionModel().selectionChanged.connect(self._tell)
        self.doubleClicked.connect(lambda _: self.activated_rows.emit())
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda place: self.menu_wanted.emit(self.viewport().mapToGlobal(place))
        )
        header = self.horizontalHeader()
        # A header asks the model row by row whether whole columns are selected; this one need not.
        header.setSelectionModel(QItemSelectionModel(self.rows, self))
        header.sectionResized.connect(self._note_change)
        header.sectionMoved.connect(self._note_change)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._show_header_menu)

    def _set_behaviour(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDragEnabled(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(16)
        self.verticalHeader().setDefaultSectionSize(row_height(self))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setMinimumSectionSize(24)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    # ---- selection -----------------------------------------------------------------------------
    def selected_rows(self) -> list[int]:
        """Return the selected rows from top to bottom."""
        rows: set[int] = set()
        selection = self.selectionModel().selection()
        for span in (selection.at(place) for place in range(selection.count())):
            rows.update(range(span.top(), span.bottom() + 1))
        return sorted(rows)

    def selected_keys(self) -> list[str]:
        """Return the keys of the selected rows from top to bottom."""
        return [self.rows.key(row) for row in self.selected_rows()]

    def select_rows(self, rows: Iterable[int], *, scroll: bool = False) -> None:
        """Select rows without telling anybody."""
        places = sorted(row for row in rows if row >= 0)
        selection = QItemSelection()
        last = self.rows.columnCount() - 1
        start = previous = -2
        for row in [*places, -9]:
            if row != previous + 1:
                if start >= 0:
                    selection.select(self.rows.index(start, 0), self.rows.index(previous, last))
                start = row
            previous = row
        self._is_quiet = True
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if places and scroll:
            self._make_current(places[0])
            self.scrollTo(self.rows.index(places[0], 0))
        self._is_quiet = False

    def _make_current(self, row: int) -> None:
        self.selectionModel().setCurrentIndex(
            self.rows.index(row, 0), QItemSelectionModel.SelectionFlag.NoUpdate
        )

    def _keep(self) -> None:
        keys = self.selected_keys()
        current = self.currentIndex().row()
        top = self.verticalScrollBar().value()
        chosen = set(keys)
        shown = range(top, min(top + _ANCHORS, self.rows.rowCount()))
        # Selected rows move when they are acknowledged; the others hold the place.
        anchor = next((row for row in shown if self.rows.key(row) not in chosen), top)
        self._kept = _Place(
            keys, self.rows.key(current), current, top, self.rows.key(anchor), anchor - top
        )
        self._is_quiet = True

    def _restore(self) -> None:
        kept = self._kept
        self.select_rows(map(self.rows.place, kept.selected))
        self._is_quiet = True
        row = self.rows.place(kept.current)
        if row < 0:
            row = min(kept.current_row, self.rows.rowCount() - 1)
        if row >= 0:
            self._make_current(row)
        anchor = self.rows.place(kept.anchor)
        # Whoever looks at the top of the list shall see what comes in there.
        if kept.top > 0 and anchor >= 0:
            self.verticalScrollBar().setValue(anchor - kept.below_top)
        self._is_quiet = False

    def keep_place(self) -> None:
        """Note selection and place; rows are about to come, go or move."""
        self._keep()
        if self._kept.selected:  # else Qt would follow each of them with each move
            self.selectionModel().clearSelection()

    def restore_place(self) -> None:
        """Select the same rows again, and show the same ones at the same height."""
        self._restore()

    def _tell(self) -> None:
        if not self._is_quiet:
            self.chosen.emit()

    # ---- hands ---------------------------------------------------------------------------------
    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.is_pressed = True
        super().mousePressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.is_pressed = False
        self.released.emit()

    @override
    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        drag_points(self, *self.dragged())
        # The drop was somebody else's event; the button is up all the same.
        self.is_pressed = False
        self.released.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif (act := self.bindings.get(event.keyCombination())) is not None:
            act()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.activated_rows.emit()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self.pictures.paint(painter, e.rect())
        current = self.currentIndex().row()
        if self.hasFocus() and current >= 0:
            painter.setPen(QPen(QColor(theme().tokens.accent), 1))
            top, height = self.rowViewportPosition(current), self.rowHeight(current)
            painter.drawRect(QRect(0, top, self.viewport().width() - 1, height - 1))
        painter.end()

    # ---- order ---------------------------------------------------------------------------------
    def enable_sorting(self) -> None:
        """Let a click on a heading ask for another order; `show_order` says which there is."""
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self.sort_wanted)

    def show_order(self, column: int, *, is_descending: bool) -> None:
        """Mark the heading by which the rows are sorted; -1 for none."""
        header = self.horizontalHeader()
        header.setSortIndicatorShown(column >= 0)
        down, up = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
        header.setSortIndicator(column, down if is_descending else up)

    def apply_theme(self) -> None:
        """Take the colours of the theme in force."""
        self.delegate.apply_theme()
        self.pictures.clear()
        self.viewport().update()

    # ---- columns -------------------------------------------------------------------------------
    def columns_in_sight(self) -> list[IntEnum]:
        """Return the columns that are not hidden, from left to right."""
        header = self.horizontalHeader()
        by_section = {int(column): column for column in self.rows.columns.widths}
        logical = [header.logicalIndex(visual) for visual in range(header.count())]
        return [by_section[section] for section in logical if not header.isSectionHidden(section)]

    def save_columns(self) -> dict[str, Any]:
        """Return the columns as plain data; nothing while the person has not arranged them."""
        if not self._has_own_columns:
            return {}
        return {"columns": columns_to_list(self, self.rows.columns)}

    def restore_columns(self, saved: dict[str, Any]) -> None:
        """Take back what `save_columns` gave; parts that make no sense are ignored."""
        if isinstance(columns := saved.get("columns"), list):
            columns_from_list(self, self.rows.columns, columns)
            self._has_own_columns = True

    def make_column_menu(self, parent: QWidget) -> QMenu:
        """Return the menu that shows and hides columns."""
        menu = QMenu(self.tr("Spalten"), parent)
        for column in self.rows.columns.widths:
            action = QAction(column_title(column), menu)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(column))
            action.setEnabled(column.name not in {"SUBJECT", "PRIORITY", "TIME"})
            action.toggled.connect(partial(self._show_column, column))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(self.tr("Spalten zurücksetzen")).triggered.connect(self._reset_columns)
        return menu

    def fit(self) -> None:
        """Share the room among the columns, as long as the person has not arranged them."""
        if self._has_own_columns or self._is_fitting:
            return
        columns = self.rows.columns
        letter = self.fontMetrics().horizontalAdvance("0")
        widths = shared_widths(columns, self.viewport().width() / letter, self._needs)
        self._is_fitting = True
        for column in columns.widths:
            self.setColumnHidden(column, column not in widths)
        for column, width in widths.items():
            self.setColumnWidth(column, int(width * letter))
        self._is_fitting = False

    def _measure(self, first: int = 0, end: int = _MEASURED) -> None:
        """Note what the texts need; columns only grow by that, so that they seldom move."""
        metrics = self.fontMetrics()
        letter = metrics.horizontalAdvance("0")
        before = dict(self._needs)
        for place in range(first, min(self.rows.rowCount(), _MEASURED, end)):
            row = self.rows.row(place)
            if row.spans:
                continue
            texts = row.texts
            for column in self.rows.columns.elastic:
                need = (metrics.horizontalAdvance(texts[column]) + 2 * MARGIN + 1) / letter
                self._needs[column] = max(self._needs.get(column, 0.0), need)
        if self._needs != before:
            self.fit()

    def _measure_new(self, _: QModelIndex, first: int, last: int) -> None:
        """Rows came in: those that come into sight at the top perhaps need more room."""
        in_sight = self.viewport().height() // self.verticalHeader().defaultSectionSize() + 1
        if first < _MEASURED:
            self._measure(first, min(last + 1, max(in_sight, _LEAST_MEASURED)))

    def _show_column(self, column: IntEnum, is_shown: bool) -> None:  # noqa: FBT001 -- a Qt slot
        self._has_own_columns = True
        self.setColumnHidden(column, not is_shown)

    def _reset_columns(self) -> None:
        self._is_fitting = True
        reset_columns(self, self.rows.columns)
        self._is_fitting = False
        self._has_own_columns = False
        self.fit()

    def _let_change(self, *, is_ours: bool) -> None:
        self._is_fitting = is_ours

    def _note_change(self) -> None:
        if not self._is_fitting:
            self._has_own_columns = True

    def _show_header_menu(self, position: QPoint) -> None:
        pop_up(self.make_column_menu(self), self.horizontalHeader().mapToGlobal(position))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._needs = {}  # Nobody was looking: what went meanwhile needs no room any more.
        self._measure()


def pop_up(menu: QMenu, position: QPoint) -> None:
    """Show a menu that is gone once it is closed."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(position)
