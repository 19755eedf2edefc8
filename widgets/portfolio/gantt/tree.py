"""The tree beside the chart; its rows are as tall as those of the chart and painted as cheaply.

The delegate of Qt asks for ten roles of each cell in each frame, which alone took longer than a
frame may last; so all rows that come into view are painted here at once, from texts that are kept.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)
from typing_extensions import override

from widgets.portfolio.gantt.cells import PAD, Cell, CellTexts, stripes
from widgets.portfolio.gantt.inks import inks
from widgets.portfolio.gantt.rows import GanttRow
from widgets.portfolio.gantt.tree_model import Column, GanttModel, is_marked
from widgets.portfolio.lights import light_icon
from widgets.theme import theme
from widgets.theme.tokens import GRID

Index = QModelIndex | QPersistentModelIndex

_ICON_PX: Final = 16
_LEAST_ROW: Final = 26
_AT_ONCE: Final = 30
"""So many rows are read in one turn, in a millisecond or two."""


class _Rows(QStyledItemDelegate):
    """Makes all rows as tall as those of the chart."""

    def __init__(self, tree: "GanttTree") -> None:
        super().__init__(tree)
        self._tree = tree

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), self._tree.row_px())


class GanttTree(QTreeView):
    """The tree; its vertical place is that of the chart.

    Attributes:
        rows: Its model.
        chosen: Uids of selected rows.
        shown: The rows that no folded row hides, in their order.
    """

    def __init__(self, model: GanttModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self.chosen: frozenset[str] = frozenset()
        self.shown: Sequence[GanttRow] = ()
        self._texts = CellTexts()
        self._unread: Iterator[GanttRow] = iter(())
        self._is_closed = False
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._read_on)
        self.setModel(model)
        self.setItemDelegate(_Rows(self))
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setExpandsOnDoubleClick(False)
        self.setIndentation(4 * GRID)
        self.header().setStretchLastSection(False)
        self.header().setSectionsMovable(False)
        # Simulated days are compared with the planned end, so they stand beside it.
        self.header().moveSection(Column.P80, Column.DURATION)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme().changed.connect(self.viewport().update)

    def header_px(self) -> int:
        """Return how tall its header is: two lines of the calendar."""
        return 2 * (self.fontMetrics().height() + 2 * GRID)

    def row_px(self) -> int:
        """Return how tall a row is."""
        return max(self.fontMetrics().height() + 2 * GRID + 2, _LEAST_ROW)

    def fit_columns(self) -> None:
        """Give columns the room their texts need."""
        metrics = self.fontMetrics()
        day = metrics.horizontalAdvance("00.00.0000") + 3 * GRID + 2
        for column in Column:
            title = str(self.rows.headerData(column, Qt.Orientation.Horizontal))
            head = metrics.horizontalAdvance(title) + 5 * GRID
            is_day = column in {Column.START, Column.FINISH, Column.P80}
            wide = day if is_day else metrics.horizontalAdvance("0.000") + 2 * GRID
            self.header().resizeSection(column, max(head, wide))
        self.header().resizeSection(Column.NAME, 56 * GRID)

    def show_rows(self, rows: Sequence[GanttRow]) -> None:
        """Take the rows that are seen; while nothing else is to do, their texts are laid out."""
        self.shown = rows
        self._unread = iter(rows)
        if not self._is_closed:
            self._idle.start()
        self.viewport().update()

    def stop_reading(self) -> None:
        """Lay out no more texts than are seen, whatever is shown from now on."""
        self._is_closed = True
        self._idle.stop()

    @property
    def is_reading(self) -> bool:
        """True while texts are laid out that nobody has seen yet."""
        return self._idle.isActive()

    def _read_on(self) -> None:
        self._texts.take_font(self.font())
        rows = list(islice(self._unread, _AT_ONCE))
        for row in rows:
            for column, text in enumerate(self.rows.texts_of(row)):
                self._texts.lay_out(text, is_bold=row.depth == 0 or is_marked(row, column))
        if not rows:
            self._idle.stop()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self.viewport()), inks()
        painter.fillRect(event.rect(), colours.ground)
        height = self.row_px()
        if self.shown:
            offset = self.verticalOffset()
            painter.translate(0, -offset)
            area = event.rect().translated(0, offset)
            first = max(area.top() // height, 0)
            last = min(area.bottom() // height, len(self.shown) - 1)
            self._paint_ground(painter, first, last, height)
            painter.setPen(colours.text)
            self._texts.take_font(self.font())
            self._texts.paint(painter, self._cells(painter, first, last, height), height)
            self._paint_focus(painter, first, last, height)
        painter.end()

    def _paint_ground(self, painter: QPainter, first: int, last: int, height: int) -> None:
        width, colours = self.viewport().width(), inks()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.stripe)
        painter.drawRects(stripes(first, last, left=0, width=width, height=height))
        for place in range(first, last + 1):
            if self.shown[place].uid in self.chosen:
                painter.fillRect(QRect(0, place * height, width, height), colours.selection)

    def _paint_focus(self, painter: QPainter, first: int, last: int, height: int) -> None:
        current = self.rows.row_at(self.currentIndex()) if self.hasFocus() else None
        if current is None:
            return
        painter.setPen(QPen(inks().accent, 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for place in range(first, last + 1):
            if self.shown[place].uid == current.uid:
                painter.drawRect(0, place * height, self.viewport().width() - 1, height - 1)

    def _cells(self, painter: QPainter, first: int, last: int, height: int) -> list[Cell]:
        """Return the texts of some rows; icons and branches of them are drawn."""
        header, end = self.header(), self.viewport().width()
        columns = [
            (column, header.sectionViewportPosition(column), header.sectionSize(column))
            for column in range(1, len(Column))
        ]
        seen = [one for one in columns if one[2] and one[1] <= end and one[1] + one[2] >= 0]
        cells: list[Cell] = []
        for place in range(first, last + 1):
            row, top = self.shown[place], place * height
            texts = self.rows.texts_of(row)
            is_top = row.depth == 0
            cells.append(self._name_cell(painter, row, texts[Column.NAME], top, height))
            cells.extend(
                Cell(texts[column], left, top, width - PAD, is_top or is_marked(row, column))
                for column, left, width in seen
            )
        return cells

    def _name_cell(
        self, painter: QPainter, row: GanttRow, text: str, top: int, height: int
    ) -> Cell:
        begin = self.header().sectionViewportPosition(Column.NAME)
        end = begin + self.header().sectionSize(Column.NAME)
        indent = (row.depth + 1) * self.indentation()
        if row.has_parts:
            self.drawBranches(
                painter, QRect(begin, top, indent, height), self.rows.index_of(row.uid)
            )
        left = begin + indent + GRID
        if row.status is not None:
            at = QPoint(left, top + (height - _ICON_PX) // 2)
            painter.drawPixmap(at, light_icon(row.status.light).pixmap(_ICON_PX, _ICON_PX))
            left += _ICON_PX + GRID
        return Cell(text, left, top, end - left - GRID, row.depth == 0, is_left=True)

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if dx:
            super().scrollContentsBy(dx, dy)
        else:
            # Qt's own way paints all rows again when it goes further than a row.
            self.viewport().scroll(0, dy)
