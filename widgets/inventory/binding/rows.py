"""The tables of binding: devices and records as rows, with state, score, filter, drag and drop."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget
from typing_extensions import override

from app.domain.inventory.folding import fold, natural_key, words_of
from app.domain.inventory.networks.topology import TopologyNode
from app.domain.inventory.records import Key
from widgets.connections.tables import CELL_PADDING, RowDelegate, RowTable
from widgets.inventory.networks.live import LiveBoxes, sign_of, state_text
from widgets.theme import theme
from widgets.theme.glyphs import chip_width, draw_chip
from widgets.theme.tokens import GRID

_MIME: Final = "application/x-leitstand-binding"
STATE_ROLE: Final = int(Qt.ItemDataRole.UserRole)

Index = QModelIndex | QPersistentModelIndex

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Column(Generic[_Row]):
    """A column.

    Attributes:
        title: Returns its heading, in the language of the screen.
        text: Returns what a cell says.
        letters: Its first width in letters.
        order: Returns what it is sorted by; without it, the text.
        state: Returns the live state of a row, drawn with its shape; None for a column of words.
        tip: Returns what the tooltip says; without it, the text.
        is_number: True when it is right-aligned.
    """

    title: Callable[[], str]
    text: Callable[[_Row], str]
    letters: int
    order: Callable[[_Row], Any] | None = None
    state: Callable[[_Row], int] | None = None
    tip: Callable[[_Row], str] | None = None
    is_number: bool = False


class RowsModel(QAbstractTableModel, Generic[_Row]):
    """Rows of one sort, filtered by words and sorted by a column.

    Args:
        columns: From left to right.
        name: Returns the name by which a row is known; rows keep it when they are read again.
        side: Which list this is; a row may be dropped on rows of other lists only.
        parent: Owner.

    Signals:
        dropped: Rows of another list were dropped on one of these (names, name of this one).
    """

    dropped = Signal(list, str)

    def __init__(
        self,
        columns: Sequence[Column[_Row]],
        name: Callable[[_Row], str],
        side: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = list(columns)
        self.rows: list[_Row] = []
        self._all: list[_Row] = []
        self._texts: dict[str, str] = {}
        self._name, self._side = name, side
        self._words: list[str] = []
        self._sort = (0, Qt.SortOrder.AscendingOrder)

    # ---- what is shown ---------------------------------------------------------------------------
    def show_rows(self, rows: Iterable[_Row]) -> None:
        """Show other rows."""
        self._all = list(rows)
        self._texts = {}
        self._lay()

    def show_words(self, text: str) -> None:
        """Show only rows that have all these words."""
        self._words = words_of(text)
        self._lay()

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sort = (column, order)
        self._lay()

    def _lay(self) -> None:
        column, order = self._sort
        by = self.columns[column].order or (lambda row: natural_key(self.columns[column].text(row)))
        is_last_first = order is Qt.SortOrder.DescendingOrder
        chosen = [one for one in self._all if self._is_wanted(one)]
        chosen.sort(key=by, reverse=is_last_first)
        self.beginResetModel()
        self.rows = chosen
        self.endResetModel()

    def _is_wanted(self, row: _Row) -> bool:
        if not self._words:
            return True
        name = self._name(row)
        text = self._texts.get(name)
        if text is None:
            text = self._texts[name] = fold(" ".join(one.text(row) for one in self.columns))
        return all(word in text for word in self._words)

    def refresh(self) -> None:
        """Show states or scores that changed, in the same order."""
        if self.rows:
            last = self.index(len(self.rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    @property
    def total(self) -> int:
        """Number of rows without the filter."""
        return len(self._all)

    def name_at(self, row: int) -> str:
        """Return the name of a row."""
        return self._name(self.rows[row])

    def place_of(self, name: str) -> int:
        """Return the row of a name, -1 where it is not shown."""
        return next((row for row, one in enumerate(self.rows) if self._name(one) == name), -1)

    # ---- Qt --------------------------------------------------------------------------------------
    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title()
        if role == Qt.ItemDataRole.TextAlignmentRole and self.columns[section].is_number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column, row = self.columns[index.column()], self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(row)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return (column.tip or column.text)(row)
            case Qt.ItemDataRole.TextAlignmentRole if column.is_number:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case _ if role == STATE_ROLE and column.state is not None:
                return column.state(row)
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = super().flags(index)
        if not index.isValid():
            return usual
        return usual | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled

    @override
    def mimeTypes(self) -> list[str]:
        return [_MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        names = list(dict.fromkeys(self.name_at(index.row()) for index in indexes))
        data = QMimeData()
        data.setData(_MIME, QByteArray(json.dumps([self._side, names]).encode()))
        return data

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.LinkAction | Qt.DropAction.CopyAction

    @override
    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.LinkAction | Qt.DropAction.CopyAction

    @override
    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        side, names = _carried(data)
        return parent.isValid() and side not in {"", self._side} and len(names) == 1

    @override
    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        self.dropped.emit(_carried(data)[1], self.name_at(parent.row()))
        return False  # nothing moves: what changed is read again


def _carried(data: QMimeData) -> tuple[str, list[str]]:
    if not data.hasFormat(_MIME):
        return "", []
    side, names = json.loads(bytes(data.data(_MIME).data()))
    return str(side), [str(name) for name in names]


class StateDelegate(RowDelegate):
    """Cells as elsewhere; a live state with its shape and word."""

    @override
    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        super().paint(painter, option, index)
        state = index.data(STATE_ROLE)
        if state is None:
            return
        area = QRectF(option.rect).adjusted(CELL_PADDING, 3, -CELL_PADDING, -3)
        sign, word = sign_of(state), state_text(state)
        painter.save()
        if sign is not None and sign.look is not None:
            area.setWidth(min(chip_width(option.font, sign.word), area.width()))
            draw_chip(painter, area, sign.look, sign.word, is_filled=sign.is_filled)
        else:
            painter.setPen(QColor(theme().tokens.muted))
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(area, left, word)
        painter.restore()


class TickDelegate(RowDelegate):
    """Rows with a box to tick; its edge is seen on dark ground, too."""

    @override
    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        super().paint(painter, option, index)
        if index.data(Qt.ItemDataRole.CheckStateRole) is None:
            return
        inner = QStyleOptionViewItem(option)
        self.initStyleOption(inner, index)
        shift = round(CELL_PADDING) - 3
        inner.rect = option.rect.adjusted(shift, 0, -shift, 0)
        part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        box = option.widget.style().subElementRect(part, inner, option.widget)
        painter.save()
        painter.setPen(QColor(theme().tokens.muted))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.restore()


class BindTable(RowTable):
    """A table whose rows can be carried to another one.

    Args:
        model: What it shows.
        parent: Owner.
    """

    def __init__(self, model: RowsModel[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._rows = model
        self.setItemDelegate(StateDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDragDropOverwriteMode(True)
        self.setDefaultDropAction(Qt.DropAction.LinkAction)
        self.setSortingEnabled(True)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        letter = self.fontMetrics().horizontalAdvance("0")
        for place, column in enumerate(model.columns):
            self.setColumnWidth(place, column.letters * letter + 3 * GRID)
        self.horizontalHeader().setStretchLastSection(True)

    def show_best_first(self) -> None:
        """Show first what fits; what is selected stays selected."""
        chosen = self.chosen()
        last = self.model().columnCount() - 1
        self.sortByColumn(last, Qt.SortOrder.DescendingOrder)
        self.model().sort(last, Qt.SortOrder.DescendingOrder)
        self.choose(chosen)
        if not chosen:
            self.scrollToTop()

    def chosen(self) -> list[str]:
        """Return the names of the selected rows."""
        return [self._rows.name_at(row) for row in self.selected_rows()]

    def choose(self, names: Sequence[str]) -> None:
        """Select rows by their names, as far as they are shown; the first comes into sight."""
        self.clearSelection()
        selection = self.selectionModel()
        flags = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
        places = [place for place in map(self._rows.place_of, names) if place >= 0]
        for place in places:
            selection.select(self._rows.index(place, 0), flags)
        if places:
            first = self._rows.index(places[0], 0)
            selection.setCurrentIndex(first, selection.SelectionFlag.NoUpdate)
            self.scrollTo(first)


def device_states(boxes: LiveBoxes | None, state: Any, names: Sequence[str]) -> Mapping[str, int]:
    """Return the live states of devices by name, as `LiveBoxes` numbers them."""
    if boxes is None or state is None:
        return {}
    key = Key("asset", "")
    boxes.set_nodes(tuple(TopologyNode(key, "", "", "", (), "", (name,), 0) for name in names))
    return dict(zip(names, boxes.judge(state), strict=True))
