"""Opening and closing the groups of the list of alarms, by hand and by key."""

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QCursor

from widgets.alarms.delegate import ARROW
from widgets.alarms.grouping import Grouping
from widgets.alarms.model import AlarmTableModel
from widgets.alarms.table import RowTable


class GroupFolding:
    """Opens and closes groups.

    Args:
        table: The table.
        model: Its rows.
    """

    def __init__(self, table: RowTable, model: AlarmTableModel) -> None:
        self._table = table
        self._model = model

    def fold(self, *, is_open: bool) -> None:
        """Open or close the group of the current row; from an alarm, left goes to its head."""
        row, model = self._table.currentIndex().row(), self._model
        if row < 0 or model.lines.grouping is Grouping.NONE:
            return
        group, entry = model.group_at(row), model.entry_at(row)
        if group is not None:
            model.set_open(group, is_open=is_open)
        elif entry is not None and not is_open:
            found = model.lines.group(entry.id)
            if found is not None:
                head = model.lines.lines_of(found)[0] - 1
                self._table.setCurrentIndex(model.index(head, 0))

    def turn(self, row: int) -> bool:
        """Open or close the group whose head a row is; return whether it is one."""
        group = self._model.group_at(row) if row >= 0 else None
        if group is None:
            return False
        self._model.set_open(group, is_open=group.key in self._model.lines.closed)
        return True

    def click(self, index: QModelIndex) -> None:
        """Open or close a group whose arrow was clicked."""
        place = self._table.viewport().mapFromGlobal(QCursor.pos())
        if place.x() < ARROW:
            self.turn(index.row())
