"""What can be done with the rows of the table of the map: reveal, explain, draw, copy, export."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.domain.texts import NO_TEXT, Text
from widgets.connections.export import as_tsv
from widgets.map.table.columns import Column
from widgets.map.table.export import write_table_csv, write_table_xlsx
from widgets.map.table.grid import MapGrid
from widgets.map.table.layout import ColumnLayout
from widgets.map.table.wording import devices_text
from widgets.texts import language

_CSV: Final = "CSV (*.csv)"
_XLSX: Final = "Excel (*.xlsx)"


class TableActs(QObject):
    """Acts on the current line or on the selected ones, whichever is meant.

    Attributes:
        notice: What must be known of the data; goes into workbooks.

    Args:
        grid: The table.
        columns: Its columns.
        parent: Owner.

    Signals:
        reveal_requested: Show this device on the map (its id).
        trend_requested: Show the points of these devices in the trends; device ids (list of str).
        why_requested: Explain the state of this device (its id).
        message_requested: A sentence for the notification strip.
    """

    reveal_requested = Signal(str)
    trend_requested = Signal(list)
    why_requested = Signal(str)
    message_requested = Signal(str)

    def __init__(self, grid: MapGrid, columns: ColumnLayout, parent: QObject) -> None:
        super().__init__(parent)
        self.notice: Text = NO_TEXT
        self._grid = grid
        self._model = grid.rows_model
        self._columns = columns

    def _current_id(self) -> str:
        """Return the device meant by the person: the current one, else the first selected."""
        return self._grid.current_id() or next(iter(self._grid.selected_ids()), "")

    def reveal(self) -> None:
        """Ask to show the current device on the map."""
        if device := self._current_id():
            self.reveal_requested.emit(device)

    def ask_why(self) -> None:
        """Ask to explain the state of the current device."""
        if device := self._current_id():
            self.why_requested.emit(device)

    def show_trend(self) -> None:
        """Ask to show the selected devices in the trends."""
        if ids := self._grid.selected_ids():
            self.trend_requested.emit(ids)

    def copy(self) -> None:
        """Copy the selected rows as tab separated text with a heading."""
        if lines := self._grid.selected_rows():
            QGuiApplication.clipboard().setText(as_tsv(self._model, lines, self._columns.told()))

    def copy_places(self) -> None:
        """Copy where the selected devices are, each on a line: degrees, then metres."""
        rows = [self._model.row(line) for line in self._grid.selected_rows()]
        if rows:
            places = (Column.PLACE, Column.GRID)
            lines = ["\t".join(self._model.text(row, one) for one in places) for row in rows]
            QGuiApplication.clipboard().setText("\n".join(lines) + "\n")

    def export_to(self, path: Path) -> None:
        """Write the selected rows, or all that are listed, to a file; say how it went.

        One selected row is the place where the person is, not a choice.

        Args:
            path: The file; its ending (.csv, .xlsx) says in which form.
        """
        rows = [self._model.row(line) for line in self._grid.selected_rows()]
        if len(rows) <= 1:
            rows = self._model.shown.tolist()
        columns = self._columns.told()
        try:
            if path.suffix.lower() == ".xlsx":
                notice = self.notice.in_language(language())
                write_table_xlsx(path, self._model, rows, columns, notice)
            else:
                write_table_csv(path, self._model, rows, columns)
        except OSError as error:
            sentence = self.tr("{file} konnte nicht geschrieben werden: {reason}")
            self.message_requested.emit(sentence.format(file=path.name, reason=error.strerror))
            return
        sentence = self.tr("{devices} in {file} geschrieben.")
        words = sentence.format(devices=devices_text(len(rows)), file=path.name)
        self.message_requested.emit(words)

    def _ask_export(self) -> None:
        name, chosen = QFileDialog.getSaveFileName(
            self._grid, self.tr("Geräte exportieren"), self.tr("geraete.csv"), f"{_CSV};;{_XLSX}"
        )
        if name:
            path = Path(name)
            ending = ".xlsx" if chosen == _XLSX else ".csv"
            self.export_to(path if path.suffix else path.with_suffix(ending))

    def make_menu(self, parent: QWidget) -> QMenu:
        """Return the context menu of the rows."""
        menu = QMenu(parent)
        is_any = bool(self._grid.selected_ids())
        lines: tuple[tuple[str, str, Callable[[], object], bool], ...] = (
            (self.tr("Auf der Karte zeigen"), "Return", self.reveal, is_any),
            (self.tr("Warum?"), "F3", self.ask_why, is_any),
            (self.tr("In Verläufe zeigen"), "F6", self.show_trend, is_any),
            ("", "", self.copy, False),
            (self.tr("Kopieren"), "Ctrl+C", self.copy, is_any),
            (self.tr("Koordinaten kopieren"), "", self.copy_places, is_any),
            (self.tr("Exportieren (CSV, XLSX) …"), "", self._ask_export, True),
        )
        for text, key, act, is_possible in lines:
            if not text:
                menu.addSeparator()
                continue
            action = menu.addAction(text)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # it only says the key
            action.setEnabled(is_possible)
            action.triggered.connect(partial(_do, act))
        menu.addSeparator()
        menu.addMenu(self._columns.make_menu(menu))
        return menu


def _do(act: Callable[[], object]) -> None:
    """Do something without what an action tells of its check mark."""
    act()
