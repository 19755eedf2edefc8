"""A small table of parts of the plan, with what can be done with them above it."""

from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from widgets.alarms.export import as_tsv, write_csv
from widgets.connections.tables import ColumnKeeper, RowDelegate, RowTable, pop_up
from widgets.placeholders import Stage
from widgets.rules.model import TOP, Index, ItemRole
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID


class LinesModel(QAbstractTableModel):
    """Rows of texts below titles."""

    def __init__(self, titles: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.titles = list(titles)
        self.lines: list[list[str]] = []

    def show_lines(self, lines: Sequence[Sequence[str]]) -> None:
        """Show these rows."""
        fresh = [list(line) for line in lines]
        if fresh != self.lines:
            self.beginResetModel()
            self.lines = fresh
            self.endResetModel()

    @override
    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self.lines)

    @override
    def columnCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self.titles)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ItemRole.DisplayRole
    ) -> object:
        is_title = orientation is Qt.Orientation.Horizontal and role == ItemRole.DisplayRole
        return self.titles[section] if is_title else None

    @override
    def data(self, index: Index, role: int = ItemRole.DisplayRole) -> object:
        shown = {ItemRole.DisplayRole, ItemRole.AccessibleTextRole, ItemRole.ToolTipRole}
        if index.isValid() and role in shown:
            return self.lines[index.row()][index.column()]
        return None


BUTTONS: Final = {
    "new": "mdi6.plus",
    "edit": "mdi6.pencil-outline",
    "remove": "mdi6.trash-can-outline",
    "up": "mdi6.arrow-up",
    "down": "mdi6.arrow-down",
}
"""What can be done with parts, with its icon."""


class PartsPanel(QWidget):
    """A table with a heading and buttons.

    Args:
        columns: The columns.
        widths: Their first widths in widths of the digit 0.
        acts: Which of `BUTTONS` there are.
        parent: Owner.

    Signals:
        wanted: What the person wants (str of `BUTTONS`) and the row, -1 for none (str, int).
        told: A sentence on how an export went.
    """

    wanted = Signal(str, int)
    told = Signal(str)

    def __init__(
        self,
        columns: Sequence[IntEnum],
        widths: Sequence[float],
        *,
        acts: Sequence[str] = ("new", "edit", "remove"),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = QLabel()
        self._empty = ("", "", "")
        self.model = LinesModel([""] * len(columns), self)
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.setItemDelegate(RowDelegate(self.table))
        self.columns = ColumnKeeper(
            self.table.horizontalHeader(),
            list(columns),
            lambda column: self.model.titles[column],
            dict(zip(columns, widths, strict=True)),
            fixed={columns[0]},
        )
        self.table.horizontalHeader().setStretchLastSection(True)
        self.stage = Stage(self.table)
        self.buttons = {act: self._button(act) for act in acts}
        self._arrange()
        self.table.copy_wanted.connect(self.copy)
        self.table.activated_row.connect(lambda: self._want("edit"))
        self.table.doubleClicked.connect(lambda _: self._want("edit"))
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        self.stage.action_requested.connect(lambda: self._want("new"))
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(lambda: self._want("remove"))
        self._offer()

    def _button(self, act: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(BUTTONS[act]))
        button.clicked.connect(lambda _: self._want(act))
        return button

    def act_text(self, act: str) -> str:
        """Return what a button does."""
        return {
            "new": self.tr("Hinzufügen …"),
            "edit": self.tr("Bearbeiten …"),
            "remove": self.tr("Entfernen"),
            "up": self.tr("Nach oben"),
            "down": self.tr("Nach unten"),
        }[act]

    def _arrange(self) -> None:
        self._title.setObjectName("heading")
        self.bar = QHBoxLayout()
        self.bar.setSpacing(GRID)
        self.bar.addWidget(self._title)
        self.bar.addStretch(1)
        for button in self.buttons.values():
            self.bar.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(self.bar)
        column.addWidget(self.stage, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusProxy(self.table)

    def set_texts(
        self, heading: str, titles: Sequence[str], empty: str, icon_name: str, action: str = ""
    ) -> None:
        """Set all texts (again).

        Args:
            heading: What the parts are.
            titles: Titles of the columns.
            empty: The sentence in place of a table without rows.
            icon_name: Its icon.
            action: Its action; empty for none.
        """
        self._title.setText(heading)
        self.table.setAccessibleName(heading)
        for act, button in self.buttons.items():
            text = self.act_text(act)
            button.setToolTip(text)
            button.setAccessibleName(f"{heading}: {text}")
        self.model.titles = list(titles)
        last = len(self.model.titles) - 1
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)
        self._empty = (icon_name, empty, action)
        self._choose_page()

    def retint(self) -> None:
        """Take the icons of the theme."""
        for act, button in self.buttons.items():
            button.setIcon(icon(BUTTONS[act]))

    # ---- content -------------------------------------------------------------------------------
    def show_lines(self, lines: Sequence[Sequence[str]]) -> None:
        """Show these rows; the same row stays selected where there is one."""
        row = self.row
        self.model.show_lines(lines)
        if lines and row >= 0:
            self.select(min(row, len(lines) - 1))
        self._choose_page()
        self._offer()

    def _choose_page(self) -> None:
        if self.model.lines or not self._empty[1]:
            self.stage.show_content()
        else:
            self.stage.show_message(*self._empty)

    @property
    def row(self) -> int:
        """The selected row, the first of several; -1 for none."""
        return next(iter(self.table.selected_rows()), -1)

    def select(self, row: int) -> None:
        """Select a row."""
        flags = QItemSelectionModel.SelectionFlag
        index = self.model.index(row, 0)
        self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    # ---- what the person wants -----------------------------------------------------------------
    def can(self, act: str) -> bool:
        """Tell whether something can be done with what is selected."""
        row, last = self.row, len(self.model.lines) - 1
        return {"new": True, "up": row > 0, "down": 0 <= row < last}.get(act, row >= 0)

    def _offer(self) -> None:
        for act, button in self.buttons.items():
            button.setEnabled(self.can(act))

    def _want(self, act: str) -> None:
        if act in self.buttons and self.can(act):
            self.wanted.emit(act, self.row)

    def copy(self) -> None:
        """Copy the selected rows as tab separated text with a heading."""
        lines = [self.model.lines[row] for row in self.table.selected_rows()]
        QGuiApplication.clipboard().setText(as_tsv(self.model.titles, lines))

    def ask_csv(self) -> None:
        """Ask for a file and write the rows as CSV."""
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Als CSV exportieren"), f"{self._title.text().lower()}.csv", "CSV (*.csv)"
        )
        if name:
            self.export_csv(Path(name))

    def export_csv(self, path: Path) -> None:
        """Write all rows as CSV; say how it went."""
        try:
            write_csv(path, self.model.titles, self.model.lines)
        except OSError as error:
            words = self.tr("{file} konnte nicht geschrieben werden: {reason}")
            self.told.emit(words.format(file=path.name, reason=error.strerror))
        else:
            words = self.tr("%n Zeile(n) in {file} geschrieben.", "", len(self.model.lines))
            self.told.emit(words.format(file=path.name))

    def make_menu(self) -> QMenu:
        """Return the context menu of the table."""
        menu = QMenu(self)
        for act in self.buttons:
            action = menu.addAction(self.act_text(act))
            action.setEnabled(self.can(act))
            action.triggered.connect(lambda _=False, act=act: self._want(act))
        menu.addSeparator()
        copy = menu.addAction(self.tr("Kopieren"))
        copy.setEnabled(self.row >= 0)
        copy.triggered.connect(self.copy)
        export = menu.addAction(self.tr("Als CSV exportieren …"))
        export.setEnabled(bool(self.model.lines))
        export.triggered.connect(self.ask_csv)
        menu.addSeparator()
        menu.addMenu(self.columns.make_menu(menu))
        return menu

    def _show_menu(self, position: QPoint) -> None:
        pop_up(self.make_menu(), self.table.viewport().mapToGlobal(position))

    def save_state(self) -> list[dict[str, Any]]:
        """Return the columns as plain data."""
        return self.columns.save()
