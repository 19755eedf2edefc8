"""Values that no single column gives: the same in all rows, for new records only, or composed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.inventory.fields import Field, FieldType
from app.domain.inventory.paths import resolve
from app.services.inventory.imports.mapping import ColumnMapping, label_of
from app.services.inventory.imports.targets import targets_of
from widgets.connections.tables import RowDelegate, RowTable
from widgets.foreign_texts import on_screen
from widgets.inventory.importing.column_table import SearchBox
from widgets.inventory.importing.edits import Fixed, Mode, fixed_of, with_fixed
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_FIELD, VALUE, MODE = range(3)
_WIDTHS: Final = (36, 56, 30)
_TOP: Final = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class FixedModel(QAbstractTableModel):
    """Fixed values of a mapping.

    Signals:
        mapping_edited: A person changed one (`ColumnMapping`).
    """

    mapping_edited = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Fixed] = []
        self._mapping: ColumnMapping | None = None
        self._custom: dict[str, Field] = {}
        self._columns: Sequence[str] = ()

    def show_mapping(
        self, mapping: ColumnMapping, custom: dict[str, Field], columns: Sequence[str]
    ) -> None:
        """Show the fixed values; those without a text yet stay where they are."""
        found = fixed_of(mapping)
        there = {one.path for one in found}
        same_kind = self._mapping is not None and self._mapping.kind == mapping.kind
        waiting = [
            one
            for one in self.rows
            if same_kind and not one.text and one.path not in there | set(mapping.targets)
        ]
        self.beginResetModel()
        self.rows = [*found, *waiting]
        self._mapping, self._custom, self._columns = mapping, custom, columns
        self.endResetModel()

    def field(self, row: int) -> Field | None:
        """Return the field that a row is about."""
        if self._mapping is None:
            return None
        try:
            return resolve(self._mapping.kind, self.rows[row].path, self._custom).field
        except KeyError:
            return None

    def add(self, path: str) -> int:
        """Add a row that waits for its text; return which one it is."""
        known = [one.path for one in self.rows]
        if path in known:
            return known.index(path)
        place = len(self.rows)
        self.beginInsertRows(_TOP, place, place)
        self.rows.append(Fixed(path, "", Mode.NEW_ONLY))
        self.endInsertRows()
        return place

    def change(self, row: int, *, text: str | None = None, mode: Mode | None = None) -> None:
        """Change the text of a row, or when it holds."""
        old = self.rows[row]
        new = replace(
            old, text=old.text if text is None else text, mode=old.mode if mode is None else mode
        )
        if new == old or self._mapping is None:
            return
        self.rows[row] = new
        self.dataChanged.emit(self.index(row, 0), self.index(row, MODE))
        if new.text or old.text:
            self.mapping_edited.emit(with_fixed(self._mapping, new, self._columns))

    def remove(self, row: int) -> None:
        """Take a row away."""
        gone = self.rows[row]
        self.beginRemoveRows(_TOP, row, row)
        del self.rows[row]
        self.endRemoveRows()
        if gone.text and self._mapping is not None:
            edited = with_fixed(self._mapping, replace(gone, text=""), self._columns)
            self.mapping_edited.emit(edited)

    def is_composed(self, row: int) -> bool:
        """Tell whether a row is put together of columns."""
        return any(f"{{{name}}}" in self.rows[row].text for name in self._columns)

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(_WIDTHS)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags if index.column() == _FIELD else flags | Qt.ItemFlag.ItemIsEditable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = index.row()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            kind = self._mapping.kind if self._mapping else ""
            path = self.rows[row].path
            return (
                on_screen(label_of(kind, path, self._custom) or path),
                self._value(row),
                self.mode_text(Mode.ALWAYS if self.is_composed(row) else self.rows[row].mode),
            )[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == VALUE:
            return None if self.rows[row].text else icon("mdi6.help-circle-outline")
        return None

    def _value(self, row: int) -> str:
        text = self.rows[row].text
        if not text:
            return self.tr("noch offen: bitte eintragen")
        field = self.field(row)
        if field is not None and field.type is FieldType.CHOICE:
            return on_screen(field.choice_label(text))
        return text

    def mode_text(self, mode: Mode) -> str:
        """Return when a value holds, in words."""
        if mode is Mode.ALWAYS:
            return self.tr("in allen Zeilen")
        return self.tr("nur bei neuen Datensätzen")

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Feld"), self.tr("Wert"), self.tr("Gilt"))[section]


class _FixedDelegate(RowDelegate):
    """Edits the text of a fixed value, and when it holds."""

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        if not isinstance(model, FixedModel):
            return QLineEdit(parent)
        field = model.field(index.row())
        is_choice = field is not None and field.type is FieldType.CHOICE
        if index.column() == VALUE and not is_choice:
            return QLineEdit(parent)
        box = QComboBox(parent)
        if index.column() == MODE:
            for mode in Mode:
                box.addItem(model.mode_text(mode), mode)
        elif field is not None:
            for one in field.choices:
                box.addItem(on_screen(one.label), one.key)
        box.activated.connect(lambda: self._finish(box))
        return box

    def _finish(self, box: QWidget) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        model = index.model()
        if not isinstance(model, FixedModel):
            return
        row = model.rows[index.row()]
        if isinstance(editor, QLineEdit):
            editor.setText(row.text)
        elif isinstance(editor, QComboBox):
            wanted = row.mode if index.column() == MODE else row.text
            editor.setCurrentIndex(editor.findData(wanted))

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if not isinstance(model, FixedModel):
            return
        if isinstance(editor, QLineEdit):
            model.change(index.row(), text=editor.text().strip())
        elif isinstance(editor, QComboBox) and editor.currentIndex() >= 0:
            data = editor.currentData()
            if index.column() == MODE:
                model.change(index.row(), mode=Mode(data))
            else:
                model.change(index.row(), text=str(data))


class FixedTable(QWidget):
    """Fixed values, with a box to add one and a button to take one away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fixed = FixedModel(self)
        self.table, self.box = RowTable(), SearchBox()
        self.remove = QPushButton()
        self.table.setModel(self.fixed)
        self.table.setItemDelegate(_FixedDelegate(self.table))
        trigger = QAbstractItemView.EditTrigger
        self.table.setEditTriggers(trigger.EditKeyPressed | trigger.DoubleClicked)
        letter = self.fontMetrics().horizontalAdvance("0")
        for place, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(place, width * letter)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.box.setMinimumWidth(letter * 44)
        line = QHBoxLayout()
        line.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        line.addWidget(self.box)
        line.addStretch(1)
        line.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addLayout(line)
        self.table.clicked.connect(lambda index: index.column() > 0 and self.table.edit(index))
        self.box.chosen.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.retranslate()

    def show_mapping(
        self, mapping: ColumnMapping, custom: dict[str, Field], columns: Sequence[str]
    ) -> None:
        """Show the fixed values of a mapping."""
        self.fixed.show_mapping(mapping, custom, columns)
        self.box.clear()
        for target in targets_of(mapping.kind, custom):
            self.box.addItem(on_screen(target.label), target.path)
        self.box.setCurrentIndex(-1)
        self.box.clearEditText()

    def _add(self) -> None:
        place = self.box.place()
        if place < 0:
            return
        row = self.fixed.add(str(self.box.itemData(place)))
        self.box.setCurrentIndex(-1)
        self.box.clearEditText()
        value = self.fixed.index(row, VALUE)
        self.table.setCurrentIndex(value)
        self.table.scrollTo(value)
        self.table.edit(value)

    def _remove(self) -> None:
        for row in reversed(self.table.selected_rows()):
            self.fixed.remove(row)

    def retranslate(self) -> None:
        """Set all texts."""
        line = self.box.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("Feld hinzufügen …"))
        self.box.setAccessibleName(self.tr("Feld hinzufügen"))
        self.remove.setText(self.tr("Wert entfernen"))
        self.table.setAccessibleName(self.tr("Feste Werte"))
        self.table.setToolTip(
            self.tr(
                "Ein Wert mit Spalten in geschweiften Klammern wird zusammengesetzt, etwa "
                "„Ladestation {Adresse}“."
            )
        )
