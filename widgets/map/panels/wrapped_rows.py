"""Rows of a table as high as their longest text, which wraps in its column."""

from typing import Final

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtWidgets import QTableView

from widgets.connections.tables import CELL_PADDING, row_height

_MOST_LINES: Final = 4
"""A name or a text of a file may be endless; the tool tip has all of it."""


class WrappedRows(QObject):
    """Gives each row of a table the height its texts need, and again when columns change.

    Args:
        table: The table; its model is set already.
    """

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._lines: dict[tuple[str, int], int] = {}
        table.setWordWrap(True)
        table.horizontalHeader().sectionResized.connect(self.fit)
        table.model().layoutChanged.connect(self.fit)
        table.model().modelReset.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Measure all rows; texts that were measured at a width are known."""
        table, model = self._table, self._table.model()
        columns = [one for one in range(model.columnCount()) if not table.isColumnHidden(one)]
        rooms = {one: table.columnWidth(one) - 2 * round(CELL_PADDING) for one in columns}
        least, line = row_height(table), table.fontMetrics().lineSpacing()
        for row in range(model.rowCount()):
            texts = ((str(model.index(row, one).data() or ""), rooms[one]) for one in columns)
            lines = max((self._count(text, room) for text, room in texts), default=1)
            table.setRowHeight(row, least + (min(lines, _MOST_LINES) - 1) * line)

    def _count(self, text: str, room: int) -> int:
        """Return how many lines a text has in a width."""
        key = (text, room)
        if key not in self._lines:
            metrics = self._table.fontMetrics()
            area = QRect(0, 0, max(room, 1), 1 << 20)
            height = metrics.boundingRect(area, Qt.TextFlag.TextWordWrap, text).height()
            self._lines[key] = max(round(height / metrics.lineSpacing()), 1)
        return self._lines[key]
