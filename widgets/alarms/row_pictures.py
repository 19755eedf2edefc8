"""Rows of a table as pictures: a row that did not change is put on screen in one piece.

A table whose rows move paints all of them again, although most say what they said before. Drawing a
row costs a hundred times what its picture costs.
"""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QTableView

from widgets.alarms.delegate import RowDelegate
from widgets.alarms.rows import Row, RowModel

_MOST: Final = 160
"""So many pictures are kept: more rows than any screen shows."""

_Cells = tuple[tuple[int, int, int], ...]


class RowPictures:
    """Draws the rows of a table in sight, those it knows from their pictures.

    Args:
        table: The table; all its rows are as high as the first.
        rows: What it shows.
        delegate: Draws a row.
    """

    def __init__(self, table: QTableView, rows: RowModel, delegate: RowDelegate) -> None:
        self._table = table
        self._rows = rows
        self._delegate = delegate
        self._known: dict[tuple[str, bool, bool], tuple[Row, QPixmap]] = {}
        self._setting: tuple[object, ...] = ()
        self.drawn = 0
        """How many rows were drawn anew so far."""

    def clear(self) -> None:
        """Forget all pictures: colours or fonts are others."""
        self._known.clear()

    def paint(self, painter: QPainter, area: QRect) -> None:
        """Draw the rows of a part of the viewport."""
        table = self._table
        first = table.rowAt(area.top())
        if first < 0:
            painter.fillRect(area, self._delegate.surface)
            return
        last = table.rowAt(area.bottom())
        last = self._rows.rowCount() - 1 if last < 0 else last
        cells = self._cells()
        width, height = table.viewport().width(), table.verticalHeader().defaultSectionSize()
        scale = painter.device().devicePixelRatioF()
        setting = (cells, width, height, scale, table.font().key())
        if setting != self._setting:
            self._setting = setting
            self.clear()
        selection = table.selectionModel()
        top = table.rowViewportPosition(first)
        for place in range(first, last + 1):
            is_selected = selection.isSelected(self._rows.index(place, 0))
            row = self._rows.row(place)
            picture = self._picture(row, cells, QSize(width, height), scale, is_selected)
            painter.drawPixmap(QPoint(0, top), picture)
            top += height
        rest = QRect(0, top, width, table.viewport().height() - top)
        if rest.height() > 0:
            painter.fillRect(rest, self._delegate.surface)

    def _picture(
        self,
        row: Row,
        cells: _Cells,
        size: QSize,
        scale: float,
        is_selected: bool,  # noqa: FBT001 -- inner, and always said
    ) -> QPixmap:
        delegate = self._delegate
        key = (row.key, is_selected, row.key in delegate.lit)
        known = self._known.get(key)
        if known is not None and known[0] is row:
            return known[1]
        if len(self._known) >= _MOST:
            self.clear()
        picture = QPixmap(size * scale)
        picture.setDevicePixelRatio(scale)
        painter = QPainter(picture)
        painter.setFont(self._table.font())
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        area = QRect(0, 0, size.width(), size.height())
        delegate.paint_row(painter, area, row, cells, is_selected=is_selected)
        painter.end()
        self._known[key] = (row, picture)
        self.drawn += 1
        return picture

    def _cells(self) -> _Cells:
        """Return the columns in sight with their places."""
        header = self._table.horizontalHeader()
        width = self._table.viewport().width()
        found = []
        for visual in range(header.count()):
            column = header.logicalIndex(visual)
            if header.isSectionHidden(column):
                continue
            left, size = header.sectionViewportPosition(column), header.sectionSize(column)
            if left < width and left + size > 0:
                found.append((column, left, size))
        return tuple(found)
