"""The first rows of the file as a grid: rows by their numbers, the header marked."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont
from typing_extensions import override

from app.services.tables.model import Cell, RawTable
from widgets.inventory.fields.wording import day_text, decimal_text
from widgets.theme import theme

_TOP: Final = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
_MOST_LETTERS: Final = 200


def cell_text(cell: Cell) -> str:
    """Return a cell as it is shown: as the file has it, numbers and days in the locale's form."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, float):
        return decimal_text(cell)
    if isinstance(cell, datetime):
        return f"{day_text(cell.date().isoformat())} {cell:%H:%M}"
    if isinstance(cell, date):
        return day_text(cell.isoformat())
    text = str(cell)
    return text if len(text) <= _MOST_LETTERS else f"{text[:_MOST_LETTERS]}…"


class PreviewModel(QAbstractTableModel):
    """The header of a table and its first rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: Sequence[str] = ()
        self._rows: Sequence[Sequence[Cell]] = ()
        self._numbers: Sequence[int] = ()
        self._header = -1

    def show_table(self, raw: RawTable | None, most: int) -> None:
        """Show a table's first rows; None shows nothing."""
        self.beginResetModel()
        self._columns = raw.columns if raw else ()
        self._rows = raw.rows[:most] if raw else ()
        self._numbers = raw.numbers[:most] if raw else ()
        has_header = raw is not None and raw.layout.header_lines > 0
        self._header = raw.layout.header_row if raw is not None and has_header else -1
        self.endResetModel()

    def number(self, row: int) -> int:
        """Return where a row of the grid stands in the file, from 1; 0 where nobody knows."""
        return self._numbers[row - 1] if row else self._header + 1

    def longest(self, column: int) -> str:
        """Return the text of a column that has the most letters, its name among them."""
        texts = [cell_text(row[column]) for row in self._rows]
        return max((self._columns[column], *texts), key=len)

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() or not self._columns else len(self._rows) + 1

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        is_header = index.row() == 0
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            if is_header:
                return self._columns[index.column()]
            return cell_text(self._rows[index.row() - 1][index.column()])
        if is_header and role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        if is_header and role == Qt.ItemDataRole.BackgroundRole:
            return QColor(theme().tokens.selection)
        if role == Qt.ItemDataRole.TextAlignmentRole and not is_header:
            cell = self._rows[index.row() - 1][index.column()]
            if isinstance(cell, int | float) and not isinstance(cell, bool):
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return _letters(section)
        if section == 0:
            number = self.number(0)
            return self.tr("Kopf {0}").format(number) if number > 0 else self.tr("Kopf")
        return str(self.number(section))


def _letters(place: int) -> str:
    """Return a column's letters as spreadsheets have them."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(65 + rest) + text
    return text
