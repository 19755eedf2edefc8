"""What the tables of this workspace share: looks, focus, copying, and columns that are remembered.

`ColumnKeeper` does for any header what a person expects: move, resize, hide, reset, remember.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from enum import IntEnum
from functools import partial
from typing import Any, Final

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from widgets.theme import theme

CELL_PADDING: Final = 8.0
"""Between the edge of a cell and its text, the same as in headings."""

_STYLE_MARGIN: Final = 3
_MAX_LETTERS: Final = 400.0


def row_height(widget: QWidget) -> int:
    """Return the height of a table row in px: the font with room, 26 px at least."""
    return max(round(widget.fontMetrics().height() * 1.7), 26)


class RowTable(QTableView):
    """A table of whole rows, with a visible focus and Ctrl+C.

    Signals:
        copy_wanted: Ctrl+C.
        activated_row: Return or Enter on a row.
    """

    copy_wanted = Signal()
    activated_row = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(16)
        self.verticalHeader().setDefaultSectionSize(row_height(self))
        prepare_header(self.horizontalHeader())

    def selected_rows(self) -> list[int]:
        """Return the selected rows of the view's model, from top to bottom."""
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and self.state() is not QAbstractItemView.State.EditingState
        ):
            self.activated_row.emit()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        row = self.currentIndex().row()
        if not self.hasFocus() or row < 0:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(QColor(theme().tokens.accent), 1))
        top, height = self.rowViewportPosition(row), self.rowHeight(row)
        painter.drawRect(0, top, self.viewport().width() - 1, height - 1)
        painter.end()


class RowDelegate(QStyledItemDelegate):
    """Cells whose text stands exactly below their heading, in rows of our height."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme().tokens.selection))
        inner = QStyleOptionViewItem(option)
        shift = round(CELL_PADDING) - _STYLE_MARGIN
        inner.rect = option.rect.adjusted(shift, 0, -shift, 0)
        super().paint(painter, inner, index)

    @override
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        size = super().sizeHint(option, index)
        parent = self.parent()
        height = row_height(parent) if isinstance(parent, QWidget) else size.height()
        return QSize(size.width(), height)


def prepare_header(header: QHeaderView) -> None:
    """Give a header the looks and hands of all headers here."""
    header.setHighlightSections(False)
    header.setSectionsMovable(True)
    header.setSectionsClickable(True)
    header.setMinimumSectionSize(24)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)


class ColumnKeeper(QObject):
    """Keeps the columns of a header: first widths, menu to hide them, memory as plain data.

    Args:
        header: The header of a table or tree.
        columns: All its columns in their first order, by section.
        title: Returns the title of a column.
        widths: First widths in widths of the digit 0.
        hidden: Columns that are hidden at first.
        fixed: Columns that cannot be hidden.
    """

    def __init__(
        self,
        header: QHeaderView,
        columns: Sequence[IntEnum],
        title: Callable[[Any], str],
        widths: Mapping[Any, float],
        *,
        hidden: Collection[IntEnum] = (),
        fixed: Collection[IntEnum] = (),
    ) -> None:
        super().__init__(header)
        self._header = header
        self._columns = list(columns)
        self._title = title
        self._widths = widths
        self._hidden = hidden
        self._fixed = fixed
        header.customContextMenuRequested.connect(self._show_menu)
        self.reset()

    @property
    def _letter(self) -> int:
        return self._header.fontMetrics().horizontalAdvance("0")

    def reset(self) -> None:
        """Give all columns their first place and width."""
        for column in self._columns:
            self._header.moveSection(self._header.visualIndex(column), int(column))
            self._header.setSectionHidden(column, column in self._hidden)
            self._header.resizeSection(column, round(self._letter * self._widths[column]))

    def in_sight(self) -> list[int]:
        """Return the sections that are not hidden, from left to right."""
        header = self._header
        logical = [header.logicalIndex(visual) for visual in range(header.count())]
        return [section for section in logical if not header.isSectionHidden(section)]

    def save(self) -> list[dict[str, Any]]:
        """Return the columns from left to right as plain data."""
        saved = []
        for visual in range(self._header.count()):
            column = self._columns[self._header.logicalIndex(visual)]
            is_hidden = self._header.isSectionHidden(column)
            width = self._header.sectionSize(column) / self._letter
            width = self._widths[column] if is_hidden else round(width, 2)
            saved.append({"name": column.name, "width": width, "hidden": is_hidden})
        return saved

    def restore(self, saved: object) -> None:
        """Arrange the columns as saved; what is unknown or nonsense is left as it is."""
        if not isinstance(saved, list):
            return
        named = {column.name: column for column in self._columns}
        place = 0
        for item in saved:
            column = named.get(str(item.get("name"))) if isinstance(item, dict) else None
            if column is None:
                continue
            self._header.moveSection(self._header.visualIndex(column), place)
            place += 1
            width = item.get("width")
            self._header.setSectionHidden(
                column, item.get("hidden") is True and column not in self._fixed
            )
            if isinstance(width, int | float) and 1 <= width <= _MAX_LETTERS:
                self._header.resizeSection(column, round(width * self._letter))

    def make_menu(self, parent: QWidget) -> QMenu:
        """Return the menu that shows and hides columns."""
        menu = QMenu(self.tr("Spalten"), parent)
        for column in self._columns:
            action = QAction(self._title(column), menu)
            action.setCheckable(True)
            action.setChecked(not self._header.isSectionHidden(column))
            action.setEnabled(column not in self._fixed)
            action.toggled.connect(partial(self._show_column, column))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(self.tr("Spalten zurücksetzen")).triggered.connect(self.reset)
        return menu

    def _show_column(self, column: IntEnum, is_shown: bool) -> None:  # noqa: FBT001 -- a Qt slot
        self._header.setSectionHidden(column, not is_shown)
        if is_shown and self._header.sectionSize(column) < self._letter:
            self._header.resizeSection(column, round(self._letter * self._widths[column]))

    def _show_menu(self, position: QPoint) -> None:
        pop_up(self.make_menu(self._header), self._header.mapToGlobal(position))


def pop_up(menu: QMenu, position: QPoint) -> None:
    """Show a menu that is gone after use."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(position)


MenuLine = tuple[str, Callable[[], object], bool]
"""Words, what they do, and whether that is possible now."""


def make_row_menu(parent: QWidget, lines: Iterable[MenuLine], columns: ColumnKeeper) -> QMenu:
    """Return the context menu of rows: what can be done with them, and the choice of columns."""
    menu = QMenu(parent)
    for text, act, is_possible in lines:
        action = menu.addAction(text)
        action.setEnabled(is_possible)
        action.triggered.connect(act)
    menu.addSeparator()
    menu.addMenu(columns.make_menu(menu))
    return menu
