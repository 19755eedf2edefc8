"""The table of all milestones and key figures with evidence, its keys and its menu."""

from typing import Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from widgets.connections.tables import (
    ColumnKeeper,
    MenuLine,
    RowDelegate,
    RowTable,
    make_row_menu,
    pop_up,
)
from widgets.inventory.panes import Acts
from widgets.portfolio.evidence.model import Column, EvidenceModel
from widgets.portfolio.evidence.rows import EvidenceRow

_WIDTHS: Final = {
    Column.VERDICT: 22,
    Column.NAME: 34,
    Column.PROJECT: 24,
    Column.VALUE: 14,
    Column.TARGET: 20,
    Column.REPORTED: 14,
    Column.DRIFT: 13,
    Column.AGE: 14,
}


class EvidenceTable(RowTable):
    """Shows the list.

    Args:
        model: The rows.
        parent: Owner.

    Signals:
        row_opened: A row shall be shown in full (`EvidenceRow`).
        edit_wanted: The question of a row shall be changed (`EvidenceRow`).
        act_wanted: Name of an act and the rows it is for (list of `EvidenceRow`).
    """

    row_opened = Signal(object)
    edit_wanted = Signal(object)
    act_wanted = Signal(str, list)

    def __init__(self, model: EvidenceModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._model, self.is_past = model, False
        self.setItemDelegate(RowDelegate(self))
        self.keeper = ColumnKeeper(
            self.horizontalHeader(), list(Column), model.title, _WIDTHS, fixed={Column.VERDICT}
        )
        self.copy_wanted.connect(self.copy)
        self.activated_row.connect(lambda: self._open(self.currentIndex().row()))
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self.customContextMenuRequested.connect(self._show_menu)

    def chosen(self) -> list[EvidenceRow]:
        """Return the selected rows from top to bottom."""
        return [self._model.rows[row] for row in self.selected_rows()]

    def copy(self) -> None:
        """Copy the selected rows, all of their columns in sight, as lines with tabs."""
        columns = [Column(section) for section in self.keeper.in_sight()]
        lines = ["\t".join(self._model.title(column) for column in columns)]
        lines += [
            "\t".join(self._model.text(row, column) for column in columns) for row in self.chosen()
        ]
        if len(lines) > 1:
            QGuiApplication.clipboard().setText("\n".join(lines) + "\n")

    def _open(self, row: int) -> None:
        if 0 <= row < len(self._model.rows):
            self.row_opened.emit(self._model.rows[row])

    def menu(self) -> QMenu:
        """Return the menu of what is selected, and of the columns."""
        rows = self.chosen()
        one = rows[0] if len(rows) == 1 else None
        is_one, can_change = one is not None, one is not None and not self.is_past
        lines: list[MenuLine] = [
            (self.tr("Nachweis zeigen"), lambda: self.row_opened.emit(one), is_one),
            (self.tr("Nachweis ändern …"), lambda: self.edit_wanted.emit(one), can_change),
            (
                self.tr("Datensatz bearbeiten …"),
                lambda: self.act_wanted.emit(Acts.EDIT, rows),
                can_change,
            ),
            (
                self.tr("Änderungen zeigen"),
                lambda: self.act_wanted.emit(Acts.HISTORY, rows),
                is_one,
            ),
            (self.tr("Kopieren"), self.copy, bool(rows)),
            (
                self.tr("Ausgeben …"),
                lambda: self.act_wanted.emit(Acts.EXPORT, rows or list(self._model.rows)),
                bool(self._model.rows),
            ),
        ]
        return make_row_menu(self, lines, self.keeper)

    def _show_menu(self, at: QPoint) -> None:
        pop_up(self.menu(), self.viewport().mapToGlobal(at))
