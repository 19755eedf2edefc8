"""The table of what would change: record, field, before, after, and what stands against it."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from app.domain.inventory.fields import Field, FieldType, Value
from app.domain.inventory.records import Key
from widgets.foreign_texts import on_screen
from widgets.inventory.bulk.plan import BulkPlan, CellChange
from widgets.inventory.fields import ValueWords
from widgets.theme.icons import icon

_TOP: Final = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class PreviewModel(QAbstractTableModel):
    """Cells of a `BulkPlan`.

    Attributes:
        words: Says values.
        titles: What referred records are called, by uid.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words = ValueWords()
        self.titles: dict[str, str] = {}
        self._fields: Mapping[str, Field] = {}
        self._cells: list[CellChange] = []

    def show_plan(
        self, plan: BulkPlan, fields: Mapping[str, Field], *, is_problems_only: bool
    ) -> None:
        """Show the cells of a plan, or only those of records against which something stands."""
        self.beginResetModel()
        self._fields = fields
        self._cells = (
            [cell for cell in plan.cells if cell.problem] if is_problems_only else plan.cells
        )
        self.endResetModel()

    def unknown_references(self) -> set[Key]:
        """Return the referred records in the first cells whose titles are not known yet."""
        wanted: set[Key] = set()
        for cell in self._cells:
            field = self._fields.get(cell.path)
            if field is not None and field.type is FieldType.REFERENCE:
                wanted.update(
                    Key(field.target, str(value))
                    for value in (cell.before, cell.after)
                    if value and str(value) not in self.titles
                )
        return wanted

    def show_titles(self, titles: Mapping[Key, str]) -> None:
        """Take what referred records are called."""
        self.titles.update({key.uid: title for key, title in titles.items()})
        if self._cells:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._cells) - 1, 4))

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._cells)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else 5

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self._cells[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._text(cell, index.column())
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 4 and cell.problem:  # noqa: PLR2004 - the last one
            return icon("mdi6.alert-circle-outline")
        return None

    def _text(self, cell: CellChange, column: int) -> str:
        field = self._fields.get(cell.path)
        label = cell.path if field is None else on_screen(field.label)
        texts = (
            lambda: cell.title,
            lambda: label,
            lambda: self._value(field, cell.before),
            lambda: self._value(field, cell.after),
            lambda: on_screen(cell.problem),
        )
        return texts[column]()

    def _value(self, field: Field | None, value: Value) -> str:
        if value is None or value == "":
            return "–"
        if field is None:
            return str(value)
        if field.type is FieldType.REFERENCE:
            return self.titles.get(str(value), "…")
        return self.words.with_unit(field, value)

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Datensatz"),
            self.tr("Feld"),
            self.tr("Bisher"),
            self.tr("Neu"),
            self.tr("Hinweis"),
        )[section]
