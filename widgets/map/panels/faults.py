"""What is wrong in a file, feature by feature: a table to sort, copy and save."""

import re
from collections import Counter
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.points import Location
from app.services.maps import crs
from app.services.maps.files.results import MOST_FAULTS, FaultKind, FeatureFault
from app.services.maps.written_coordinates import read_coordinates
from widgets.alarms.export import as_tsv, write_csv
from widgets.connections.tables import ColumnKeeper, RowDelegate, RowTable, make_row_menu, pop_up
from widgets.folding import natural_key
from widgets.foreign_texts import on_screen
from widgets.labels import ElidedLabel
from widgets.map.coordinate_texts import degrees_text
from widgets.map.panels.wrapped_rows import WrappedRows
from widgets.texts import count
from widgets.theme.tokens import GRID

Index = QModelIndex | QPersistentModelIndex
ItemRole = Qt.ItemDataRole
TOP: Final = QModelIndex()
SORT_ROLE: Final = ItemRole.UserRole + 1
"""What a cell is sorted by."""


class FaultColumn(IntEnum):
    """Columns of the table of faults."""

    NUMBER = 0
    NAME = 1
    OUTCOME = 2
    REASON = 3
    REMEDY = 4
    PLACE = 5


_WIDTHS: Final = {
    FaultColumn.NUMBER: 9.0,
    FaultColumn.NAME: 15.0,
    FaultColumn.OUTCOME: 14.0,
    FaultColumn.REASON: 32.0,
    FaultColumn.REMEDY: 35.0,
    FaultColumn.PLACE: 24.0,
}
_DEGREES: Final = re.compile(r"\d{1,2}[.,]\d+° ?[NS],? +\d{1,3}[.,]\d+° ?[OEW]")
"""How `coordinate_texts` writes a place, wherever it stands in a text."""

_ROWS: Final = 16


def column_title(column: FaultColumn) -> str:
    """Return the heading of a column."""
    titles = {
        FaultColumn.NUMBER: QCoreApplication.translate("map", "Objekt"),
        FaultColumn.NAME: QCoreApplication.translate("map", "Name"),
        FaultColumn.OUTCOME: QCoreApplication.translate("map", "Auf der Karte"),
        FaultColumn.REASON: QCoreApplication.translate("map", "Was nicht stimmt"),
        FaultColumn.REMEDY: QCoreApplication.translate("map", "Was hilft"),
        FaultColumn.PLACE: QCoreApplication.translate("map", "Stelle"),
    }
    return titles[column]


def outcome_text(kind: FaultKind) -> str:
    """Return what became of a feature."""
    words = {
        FaultKind.NOTE: QCoreApplication.translate("map", "gezeigt"),
        FaultKind.MENDED: QCoreApplication.translate("map", "berichtigt"),
        FaultKind.LEFT_OUT: QCoreApplication.translate("map", "fehlt"),
    }
    return words[kind]


def location_of(fault: FeatureFault) -> Location | None:
    """Return where on the earth a fault is, as far as its place says so in degrees."""
    return _location_in(fault.place)


def place_text(fault: FeatureFault) -> str:
    """Return the place of a fault, its degrees as the language of the screen writes them."""
    text, location = on_screen(fault.place), location_of(fault)
    if location is None:
        return text
    return _DEGREES.sub(lambda _: degrees_text(location), text, count=1)


@lru_cache(maxsize=MOST_FAULTS)
def _location_in(place: str) -> Location | None:
    degrees = _DEGREES.search(place)
    found = read_coordinates(degrees[0], crs.to_wgs84, None) if degrees else None
    return None if found is None else found.location


class FaultsModel(QAbstractTableModel):
    """Faults as rows, in the order of the file."""

    def __init__(self, faults: Sequence[FeatureFault], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.faults = tuple(faults)

    def cells(self, row: int) -> list[str]:
        """Return the texts of a row."""
        fault = self.faults[row]
        is_whole = fault.index < 0
        number = self.tr("Datei") if is_whole else count(fault.index + 1)
        reason, remedy = on_screen(fault.reason), on_screen(fault.remedy)
        return [number, fault.name, outcome_text(fault.kind), reason, remedy, place_text(fault)]

    @override
    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self.faults)

    @override
    def columnCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(FaultColumn)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ItemRole.DisplayRole
    ) -> Any:
        is_title = orientation is Qt.Orientation.Horizontal and role == ItemRole.DisplayRole
        return column_title(FaultColumn(section)) if is_title else None

    @override
    def data(self, index: Index, role: int = ItemRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in {ItemRole.DisplayRole, ItemRole.AccessibleTextRole, ItemRole.ToolTipRole}:
            return self.cells(index.row())[index.column()]
        if role == ItemRole.TextAlignmentRole and index.column() == FaultColumn.NUMBER:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == SORT_ROLE:
            if index.column() == FaultColumn.NUMBER:
                return self.faults[index.row()].index
            return natural_key(self.cells(index.row())[index.column()])
        return None


class FaultsDialog(QDialog):
    """Lists what is wrong in a file; the map can be looked at meanwhile.

    Args:
        name: Name of the layer.
        faults: What is wrong.
        parent: The window it belongs to.

    Signals:
        place_requested: A place shall be shown on the map (`Location`).
    """

    place_requested = Signal(object)

    def __init__(
        self, name: str, faults: Sequence[FeatureFault], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self.model = FaultsModel(faults, self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self.model)
        self._sorted.setSortRole(SORT_ROLE)
        self.sentence = QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.table = RowTable()
        self.table.setModel(self._sorted)
        self.table.setItemDelegate(RowDelegate(self.table))
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(FaultColumn.NUMBER, Qt.SortOrder.AscendingOrder)
        self.columns = ColumnKeeper(
            self.table.horizontalHeader(),
            list(FaultColumn),
            column_title,
            _WIDTHS,
            fixed={FaultColumn.REASON},
        )
        self.table.horizontalHeader().setStretchLastSection(True)
        self.rows = WrappedRows(self.table)
        self.result_line = ElidedLabel()
        self.result_line.setObjectName("muted")
        self.buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.place_button, self.copy_button, self.save_button = (
            self._button(role) for _ in range(3)
        )
        self.close_button = self._button(QDialogButtonBox.ButtonRole.RejectRole)
        self._arrange()
        self._connect()
        self.retranslate()
        self._show_possible()

    def _button(self, role: QDialogButtonBox.ButtonRole) -> QPushButton:
        button = self.buttons.addButton("", role)
        button.setAutoDefault(False)
        return button

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self.sentence)
        column.addWidget(self.table, 1)
        column.addWidget(self.result_line)
        column.addWidget(self.buttons)
        height = self.table.verticalHeader().defaultSectionSize()
        letter = self.table.horizontalHeader().fontMetrics().horizontalAdvance("0")
        edges = 8 * GRID + self.table.verticalScrollBar().sizeHint().width() + GRID
        width = round(letter * sum(_WIDTHS.values())) + edges
        self.resize(width, (_ROWS + 5) * height)

    def _connect(self) -> None:
        self.table.copy_wanted.connect(self.copy)
        self.table.activated_row.connect(self._ask_place)
        self.table.doubleClicked.connect(lambda _: self._ask_place())
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_possible())
        self.table.customContextMenuRequested.connect(
            lambda at: pop_up(self._menu(), self.table.viewport().mapToGlobal(at))
        )
        self.place_button.clicked.connect(self._ask_place)
        self.copy_button.clicked.connect(self.copy)
        self.save_button.clicked.connect(self._save)
        self.buttons.rejected.connect(self.reject)

    # ---- what can be done ----------------------------------------------------------------------
    def _rows(self) -> list[int]:
        """Return the rows of the model that are selected, all of them when none is."""
        shown = self.table.selected_rows() or list(range(self._sorted.rowCount()))
        return [self._sorted.mapToSource(self._sorted.index(row, 0)).row() for row in shown]

    @property
    def chosen(self) -> FeatureFault | None:
        """The current fault."""
        index = self._sorted.mapToSource(self.table.currentIndex())
        return self.model.faults[index.row()] if index.isValid() else None

    def _show_possible(self) -> None:
        self.place_button.setEnabled(self._place() is not None)

    def _place(self) -> Location | None:
        fault = self.chosen
        return None if fault is None else location_of(fault)

    def _ask_place(self) -> None:
        place = self._place()
        if place is not None:
            self.place_requested.emit(place)

    def copy(self) -> None:
        """Copy the selected rows, all of them when none is, as tab separated text."""
        QGuiApplication.clipboard().setText(as_tsv(self._titles(), self._lines(self._rows())))
        self.result_line.setText(self.tr("Kopiert."))

    def save_csv(self, path: Path) -> None:
        """Write all rows, in the order on screen, to a file; and say how it went."""
        rows = range(self._sorted.rowCount())
        order = [self._sorted.mapToSource(self._sorted.index(row, 0)).row() for row in rows]
        try:
            write_csv(path, self._titles(), self._lines(order))
        except OSError as error:
            words = self.tr("Die Datei konnte nicht geschrieben werden: {reason}")
            self.result_line.setText(words.format(reason=error.strerror or error))
        else:
            self.result_line.setText(self.tr("Gespeichert: {path}").format(path=path))

    def _save(self) -> None:
        title = self.tr("Hinweise speichern")
        name, _ = QFileDialog.getSaveFileName(self, title, f"{self._name}.csv", "CSV (*.csv)")
        if name:
            self.save_csv(Path(name))

    def _titles(self) -> list[str]:
        return [column_title(column) for column in FaultColumn]

    def _lines(self, rows: Sequence[int]) -> list[list[str]]:
        return [self.model.cells(row) for row in rows]

    def _menu(self) -> Any:
        lines = (
            (self.place_button.text(), self._ask_place, self.place_button.isEnabled()),
            (self.copy_button.text(), self.copy, True),
        )
        return make_row_menu(self, lines, self.columns)

    # ---- memory and texts ----------------------------------------------------------------------
    def save_state(self) -> dict[str, Any]:
        """Return columns and size as plain data."""
        return {"columns": self.columns.save(), "size": [self.width(), self.height()]}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take up what was saved; whatever does not fit is passed over."""
        self.columns.restore(state.get("columns"))
        size = state.get("size")
        if isinstance(size, list) and len(size) == 2:  # noqa: PLR2004 - width and height
            width, height = (int(one) if isinstance(one, int | float) else 0 for one in size)
            if width > 0 and height > 0:
                self.resize(width, height)

    def retranslate(self) -> None:
        """Set all texts again."""
        self.setWindowTitle(self.tr("Hinweise zu „{name}“").format(name=self._name))
        self.sentence.setText(self._summary())
        self.table.setAccessibleName(self.windowTitle())
        self.place_button.setText(self.tr("Auf der Karte zeigen"))
        self.place_button.setToolTip(self.tr("Die Karte geht zu dem gewählten Objekt (Eingabe)"))
        self.copy_button.setText(self.tr("Kopieren"))
        self.copy_button.setToolTip(self.tr("Die gewählten Zeilen, sonst alle (Strg+C)"))
        self.save_button.setText(self.tr("Als CSV speichern …"))
        self.close_button.setText(self.tr("Schließen"))

    def _summary(self) -> str:
        """Return in one line how many features are missing, mended, or to be looked at."""
        if not self.model.faults:
            return self.tr("An dieser Datei ist nichts auszusetzen.")
        found = Counter(fault.kind for fault in self.model.faults)
        words = (
            (FaultKind.LEFT_OUT, self.tr("Fehlt auf der Karte: {n}")),
            (FaultKind.MENDED, self.tr("berichtigt: {n}")),
            (FaultKind.NOTE, self.tr("gezeigt, aber bitte prüfen: {n}")),
        )
        parts = [text.format(n=count(found[kind])) for kind, text in words if found[kind]]
        line = " · ".join(parts)
        return line[:1].upper() + line[1:]
