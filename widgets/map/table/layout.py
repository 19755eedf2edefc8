"""The columns of the table of the map: shared room, the person's own widths, memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QTableView, QWidget

from widgets.alarms.columns import columns_from_list, columns_to_list, reset_columns
from widgets.alarms.fitting import shared_widths
from widgets.map.table.columns import COLUMNS, FIXED, Column, column_title

_NARROW = 8


class ColumnLayout(QObject):
    """Gives each column its room.

    As long as the person set no width, columns share the room, and where there is too little of it
    some give way; which are shown when there is room, is the person's own choice.

    Args:
        table: The table.
    """

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._hidden: set[Column] = set()
        self._has_own_widths = False
        self._is_fitting = False
        table.horizontalHeader().sectionResized.connect(self._note_resize)
        self.reset()

    def reset(self) -> None:
        """Give all columns their first place and width."""
        with self._fitting():
            reset_columns(self._table, COLUMNS)
        self._hidden = {Column(int(column)) for column in COLUMNS.hidden}
        self._has_own_widths = False
        self.fit()

    def fit(self) -> None:
        """Share the room among the columns, unless the person set widths."""
        letter = self._table.fontMetrics().horizontalAdvance("0")
        room = self._table.viewport().width() / letter
        if self._has_own_widths or room < _NARROW:
            return
        columns = replace(COLUMNS, hidden=frozenset(self._hidden))
        widths = shared_widths(columns, room, {one: COLUMNS.widths[one] for one in COLUMNS.elastic})
        with self._fitting():
            for column in Column:
                self._table.setColumnHidden(column, column not in widths)
                if column in widths:
                    self._table.setColumnWidth(column, int(widths[column] * letter))

    def told(self) -> list[Column]:
        """Return the columns the person wants, from left to right, also those without room."""
        header = self._table.horizontalHeader()
        order = [Column(header.logicalIndex(visual)) for visual in range(header.count())]
        return [column for column in order if column not in self._hidden]

    def show_column(self, column: Column, *, is_shown: bool) -> None:
        """Show or hide a column."""
        if is_shown:
            self._hidden.discard(column)
        else:
            self._hidden.add(column)
        with self._fitting():
            self._table.setColumnHidden(column, not is_shown)
        self.fit()

    def save(self) -> dict[str, Any]:
        """Return places, widths and choice of the columns as plain data."""
        columns = columns_to_list(self._table, COLUMNS)
        for one in columns:
            one["hidden"] = Column[one["name"]] in self._hidden
        return {"columns": columns, "own_widths": self._has_own_widths}

    def restore(self, saved: dict[str, Any]) -> None:
        """Take back what `save` gave; what is unknown or nonsense is left as it is."""
        with self._fitting():
            columns_from_list(self._table, COLUMNS, saved.get("columns"))
            for column in FIXED:
                self._table.showColumn(column)
        if isinstance(saved.get("columns"), list):
            self._hidden = {column for column in Column if self._table.isColumnHidden(column)}
        self._has_own_widths = saved.get("own_widths") is True
        self.fit()

    def make_menu(self, parent: QWidget) -> QMenu:
        """Return the menu that shows and hides columns."""
        menu = QMenu(QCoreApplication.translate("map", "Spalten"), parent)
        for column in Column:
            action = QAction(column_title(column), menu)
            action.setCheckable(True)
            action.setChecked(column not in self._hidden)
            action.setEnabled(column not in FIXED)
            action.toggled.connect(partial(self._toggle, column))
            menu.addAction(action)
        menu.addSeparator()
        words = QCoreApplication.translate("map", "Spalten zurücksetzen")
        menu.addAction(words).triggered.connect(self.reset)
        return menu

    def _toggle(self, column: Column, is_shown: bool) -> None:  # noqa: FBT001 - a Qt slot
        self.show_column(column, is_shown=is_shown)

    def _note_resize(self) -> None:
        if not self._is_fitting:
            self._has_own_widths = True

    @contextmanager
    def _fitting(self) -> Iterator[None]:
        """Change columns without taking that for the person's own widths."""
        before, self._is_fitting = self._is_fitting, True
        try:
            yield
        finally:
            self._is_fitting = before
