"""Words of the file that stand for choices, and what each of them means."""

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
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QStyleOptionViewItem, QWidget
from typing_extensions import override

from app.domain.inventory.fields import Choice
from app.domain.inventory.paths import resolve
from app.services.inventory.imports.mapping import ColumnMapping, label_of
from widgets.connections.tables import RowDelegate, RowTable
from widgets.foreign_texts import on_screen
from widgets.inventory.importing.proposals import WordRow, with_meaning
from widgets.texts import count
from widgets.theme.icons import icon

_FIELD, _WORD, _ROWS, MEANING = range(4)
_WIDTHS: Final = (28, 34, 12, 40)
_TOP: Final = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class WordsModel(QAbstractTableModel):
    """Words and their meanings.

    Signals:
        mapping_edited: A person said what a word means (`ColumnMapping`).
    """

    mapping_edited = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[WordRow, ...] = ()
        self._mapping: ColumnMapping | None = None

    def show_words(self, mapping: ColumnMapping, rows: tuple[WordRow, ...]) -> None:
        """Show words of the choices of a mapping."""
        self.beginResetModel()
        self._mapping, self.rows = mapping, rows
        self.endResetModel()

    @property
    def open_count(self) -> int:
        """How many words have no meaning yet."""
        return sum(row.meaning is None for row in self.rows)

    def choices(self, row: int) -> tuple[Choice, ...]:
        """Return what a word may mean."""
        if self._mapping is None:
            return ()
        return resolve(self._mapping.kind, self.rows[row].path).field.choices

    def choose(self, row: int, meaning: str) -> None:
        """Say what a word means; empty text leaves the field empty."""
        if self._mapping is not None and self.rows[row].meaning != meaning:
            self.mapping_edited.emit(with_meaning(self._mapping, self.rows[row], meaning))

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(_WIDTHS)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == MEANING else flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            kind = self._mapping.kind if self._mapping else ""
            return (
                on_screen(label_of(kind, row.path)),
                row.word,
                count(row.rows) if row.rows else "",
                self._meaning(index.row()),
            )[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == MEANING:
            return icon("mdi6.help-circle-outline" if row.meaning is None else "mdi6.chevron-down")
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == _ROWS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _meaning(self, row: int) -> str:
        meaning = self.rows[row].meaning
        if meaning is None:
            return self.tr("noch offen: bitte wählen")
        return self.label(row, meaning)

    def label(self, row: int, meaning: str) -> str:
        """Return what a meaning is called."""
        if not meaning:
            return self.tr("leer lassen")
        words = {one.key: one.label for one in self.choices(row)}
        return on_screen(words.get(meaning, meaning))

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == _ROWS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Feld"),
            self.tr("Wort der Datei"),
            self.tr("Zeilen"),
            self.tr("Bedeutet"),
        )[section]


class _MeaningDelegate(RowDelegate):
    """Offers what a word may mean."""

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        box = QComboBox(parent)
        model = index.model()
        if isinstance(model, WordsModel):
            for meaning in ("", *(one.key for one in model.choices(index.row()))):
                box.addItem(model.label(index.row(), meaning), meaning)
        box.activated.connect(lambda: self._finish(box))
        return box

    def _finish(self, box: QWidget) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        model = index.model()
        if isinstance(editor, QComboBox) and isinstance(model, WordsModel):
            meaning = model.rows[index.row()].meaning
            editor.setCurrentIndex(-1 if meaning is None else editor.findData(meaning))
            editor.showPopup()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox) and isinstance(model, WordsModel):
            meaning = editor.currentData()
            if meaning is not None:
                model.choose(index.row(), str(meaning))


class WordTable(RowTable):
    """Words of the file and what they mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = WordsModel(self)
        self.setModel(self.words)
        self.setItemDelegate(_MeaningDelegate(self))
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.EditKeyPressed | trigger.DoubleClicked)
        letter = self.fontMetrics().horizontalAdvance("0")
        for place, width in enumerate(_WIDTHS):
            self.setColumnWidth(place, width * letter)
        self.horizontalHeader().setStretchLastSection(True)
        self.clicked.connect(lambda index: index.column() == MEANING and self.edit(index))
        self.activated_row.connect(self._open_present)

    def _open_present(self) -> None:
        row = self.currentIndex().row()
        if row >= 0:
            self.edit(self.words.index(row, MEANING))
