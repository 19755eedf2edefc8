"""Tables whose rows stand below bands: headings over the whole width that fold what is below."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSignalBlocker,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QGuiApplication,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget
from typing_extensions import override

from widgets.connections.tables import CELL_PADDING, RowDelegate, RowTable
from widgets.texts import count
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

Index = QModelIndex | QPersistentModelIndex
ItemRole = Qt.ItemDataRole
Row = TypeVar("Row")

_TOP: Final = QModelIndex()
_FOLDING: Final = frozenset(
    {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}
)


@dataclass(frozen=True, slots=True)
class Band:
    """A heading above rows.

    Attributes:
        key: Name under which it is remembered as folded.
        title: What it says.
        count: How many rows belong to it.
        note: What else is to be said of them.
    """

    key: str
    title: str
    count: int
    note: str = ""


class BandedModel(QAbstractTableModel, Generic[Row]):
    """Rows below bands; rows that belong to no band stand without one.

    Args:
        columns: How many columns there are.
        numbers: Columns that hold numbers, which stand at the right.
        parent: Owner.
    """

    def __init__(
        self, columns: int, numbers: Collection[int], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._columns, self._numbers = columns, numbers
        self._entries: list[tuple[Band | None, Row | None]] = []
        self._groups: list[tuple[Band | None, list[Row]]] = []
        self.folded: set[str] = set()

    # ---- what is shown -------------------------------------------------------------------------
    def show_groups(self, groups: Sequence[tuple[Band | None, Sequence[Row]]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._groups = [(band, list(rows)) for band, rows in groups]
        self._lay_out()
        self.endResetModel()

    def fold(self, key: str, *, is_folded: bool) -> None:
        """Fold or unfold what stands below a band."""
        if (key in self.folded) != is_folded:
            self.beginResetModel()
            self.folded ^= {key}
            self._lay_out()
            self.endResetModel()

    def _lay_out(self) -> None:
        self._entries = []
        for band, rows in self._groups:
            if band is not None:
                self._entries.append((band, None))
            if band is None or band.key not in self.folded:
                self._entries += [(None, row) for row in rows]

    def band(self, row: int) -> Band | None:
        """Return the band in a row of the table, None where there is none."""
        return self._entries[row][0] if 0 <= row < len(self._entries) else None

    def row_at(self, row: int) -> Row | None:
        """Return what stands in a row of the table, None for a band."""
        return self._entries[row][1] if 0 <= row < len(self._entries) else None

    @property
    def shown(self) -> list[Row]:
        """What is shown and not folded, from top to bottom."""
        return [row for _, row in self._entries if row is not None]

    @property
    def chosen(self) -> list[Row]:
        """What is shown, folded or not."""
        return [row for _, rows in self._groups for row in rows]

    # ---- what rows say, told by the tables made of this ----------------------------------------
    def name_of(self, row: Row) -> str:
        """Return what tells a row from all others; the selection is kept by it."""
        raise NotImplementedError

    def text(self, row: Row, column: int) -> str:
        """Return what a cell says."""
        raise NotImplementedError

    def tip(self, row: Row, column: int) -> str:
        """Return what a cell has no room for."""
        raise NotImplementedError

    def title(self, column: int) -> str:
        """Return the heading of a column."""
        raise NotImplementedError

    def title_tip(self, column: int) -> str:
        """Return what a heading has no room for."""
        return self.title(column)

    def sign(self, row: Row, column: int) -> QIcon | None:
        """Return the sign before the words of a cell, None for none."""
        del row, column
        return None

    def is_number(self, column: int) -> bool:
        """Tell whether a column holds numbers, which stand at the right."""
        return column in self._numbers

    # ---- Qt ------------------------------------------------------------------------------------
    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._entries)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else self._columns

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.band(index.row()) is not None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(self, index: Index, role: int = ItemRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        band, row = self._entries[index.row()]
        if row is None:
            is_text = role in {ItemRole.DisplayRole, ItemRole.AccessibleTextRole}
            return band_text(band) if is_text and band is not None else None
        column = index.column()
        if role in {ItemRole.DisplayRole, ItemRole.AccessibleTextRole}:
            return self.text(row, column)
        if role == ItemRole.ToolTipRole:
            return self.tip(row, column) or None
        if role == ItemRole.TextAlignmentRole:
            return _alignment(is_number=self.is_number(column))
        return self.sign(row, column) if role == ItemRole.DecorationRole else None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ItemRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == ItemRole.TextAlignmentRole:
            return _alignment(is_number=self.is_number(section))
        if role == ItemRole.ToolTipRole:
            return self.title_tip(section)
        return self.title(section) if role == ItemRole.DisplayRole else None


def band_text(band: Band) -> str:
    """Return all that a band says."""
    return " · ".join(filter(None, (f"{band.title} ({count(band.count)})", band.note)))


class BandedTable(RowTable, Generic[Row]):
    """Shows rows below bands; keeps selection and current row when its rows are others.

    Attributes:
        acts: What is done by a key without modifiers.

    Args:
        model: The rows.
        parent: Owner.
    """

    def __init__(self, model: BandedModel[Row], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self.acts: dict[int, Callable[[], object]] = {}
        self._kept: tuple[set[str], str] = (set(), "")
        self.setModel(model)
        self.setItemDelegate(BandedDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.copy_wanted.connect(self.copy)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._bring_back)

    # ---- selection -----------------------------------------------------------------------------
    def selected(self) -> list[Row]:
        """Return what is selected, from top to bottom."""
        chosen = self.selectionModel().selection()  # Qt's list of rows asks for every single cell
        parts = (chosen.at(place) for place in range(chosen.count()))
        places = {row for one in parts for row in range(one.top(), one.bottom() + 1)}
        found = (self.rows.row_at(row) for row in sorted(places))
        return [one for one in found if one is not None]

    def current(self) -> Row | None:
        """Return what has the focus."""
        return self.rows.row_at(self.currentIndex().row())

    def select_names(self, names: set[str], current: str = "") -> None:
        """Select rows by name, without telling anybody."""
        chosen, place = QItemSelection(), -1
        last = self.rows.columnCount() - 1
        for row in range(self.rows.rowCount()):
            one = self.rows.row_at(row)
            if one is None:
                continue
            name = self.rows.name_of(one)
            if name in names:
                chosen.select(self.rows.index(row, 0), self.rows.index(row, last))
            if name == current or (place < 0 and name in names):
                place = row
        flags, model = QItemSelectionModel.SelectionFlag, self.selectionModel()
        with QSignalBlocker(model):
            if place >= 0:
                model.setCurrentIndex(self.rows.index(place, 0), flags.NoUpdate)
            model.select(chosen, flags.ClearAndSelect | flags.Rows)
        self.viewport().update()

    def _keep(self) -> None:
        current = self.current()
        names = {self.rows.name_of(one) for one in self.selected()}
        self._kept = (names, "" if current is None else self.rows.name_of(current))

    def _bring_back(self) -> None:
        self.select_names(*self._kept)

    # ---- hands ---------------------------------------------------------------------------------
    def copy(self) -> None:
        """Copy the selected rows with headings, as lines with tabs; all of them if none is."""
        header = self.horizontalHeader()
        places = [header.logicalIndex(place) for place in range(header.count())]
        columns = [one for one in places if not header.isSectionHidden(one)]
        lines = ["\t".join(self.rows.title(one) for one in columns)]
        for row in self.selected() or self.rows.shown:
            cells = (self.rows.text(row, one) for one in columns)
            lines.append("\t".join(" ".join(cell.split()) for cell in cells))
        if len(lines) > 1:
            QGuiApplication.clipboard().setText("\n".join(lines) + "\n")

    def toggle(self, band: Band) -> None:
        """Fold or unfold a band; it keeps the focus."""
        self.rows.fold(band.key, is_folded=band.key not in self.rows.folded)
        for row in range(self.rows.rowCount()):
            found = self.rows.band(row)
            if found is not None and found.key == band.key:
                flags = QItemSelectionModel.SelectionFlag
                self.selectionModel().setCurrentIndex(self.rows.index(row, 0), flags.NoUpdate)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = None if event.modifiers() else self.acts.get(event.key())
        band = self.rows.band(self.currentIndex().row())
        if act is not None:
            act()
            return
        if band is None or event.key() not in _FOLDING:
            super().keyPressEvent(event)
            return
        is_folded = band.key in self.rows.folded
        is_same = event.key() == (Qt.Key.Key_Left if is_folded else Qt.Key.Key_Right)
        if not is_same:
            self.toggle(band)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        band = self.rows.band(self.rowAt(round(event.position().y())))
        if band is not None and event.button() is Qt.MouseButton.LeftButton:
            self.toggle(band)
        else:
            super().mousePressEvent(event)

    # ---- looks ---------------------------------------------------------------------------------
    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        painter = QPainter(self.viewport())
        for row in range(max(self.rowAt(0), 0), self.rows.rowCount()):
            top = self.rowViewportPosition(row)
            if top > self.viewport().height():
                break
            band = self.rows.band(row)
            if band is not None:
                area = QRect(0, top, self.viewport().width(), self.rowHeight(row))
                has_focus = self.hasFocus() and row == self.currentIndex().row()
                self._paint_band(painter, area, band, has_focus=has_focus)
        painter.end()

    def _paint_band(self, painter: QPainter, area: QRect, band: Band, *, has_focus: bool) -> None:
        tokens = theme().tokens
        painter.fillRect(area, QColor(tokens.background))
        painter.setPen(QPen(QColor(tokens.accent if has_focus else tokens.line), 1))
        if has_focus:
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        else:
            painter.drawLine(area.bottomLeft(), area.bottomRight())
        side = 4 * GRID
        is_open = band.key not in self.rows.folded
        sign = icon("mdi6.chevron-down" if is_open else "mdi6.chevron-right")
        sign.paint(painter, 2 * GRID, area.center().y() - side // 2, side, side)
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        left = QRectF(area).adjusted(7 * GRID, 0, -2 * GRID, 0)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        title = f"{band.title} ({count(band.count)})"
        painter.drawText(left, middle, title)
        gone = QFontMetricsF(font).horizontalAdvance(title) + 4 * GRID
        painter.setFont(self.font())
        painter.setPen(QColor(tokens.muted))
        painter.drawText(left.adjusted(gone, 0, 0, 0), middle, band.note)


class BandedDelegate(RowDelegate):
    """Cells of rows; those of bands stay empty, for the table draws bands as a whole.

    It asks the model for nothing but the words of a cell: a whole window is some hundred cells.
    """

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, tokens = index.model(), theme().tokens
        row = model.row_at(index.row()) if isinstance(model, BandedModel) else None
        if not isinstance(model, BandedModel) or row is None:
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(tokens.selection))
        painter.save()
        painter.setFont(option.font)
        painter.setPen(QColor(tokens.text))
        area = QRectF(option.rect).adjusted(CELL_PADDING, 0, -CELL_PADDING, 0)
        self.paint_cell(painter, area, model, row, index.column())
        painter.restore()

    def paint_cell(
        self, painter: QPainter, area: QRectF, model: BandedModel[Row], row: Row, column: int
    ) -> None:
        """Draw what a cell says, and its sign before it."""
        sign = model.sign(row, column)
        if sign is not None:
            side = 4 * GRID
            sign.paint(
                painter, round(area.left()), round(area.center().y()) - side // 2, side, side
            )
            area = area.adjusted(side + 1.5 * GRID, 0, 0, 0)
        draw_words(painter, area, model.text(row, column), is_right=model.is_number(column))


def draw_words(painter: QPainter, area: QRectF, text: str, *, is_right: bool = False) -> None:
    """Draw a line of text in the middle of an area, elided where it is too long."""
    text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
    painter.drawText(area, _alignment(is_number=is_right), text)


def _alignment(*, is_number: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
