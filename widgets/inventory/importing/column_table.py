"""The table of the file's columns: what stands in them, and what they become."""

from collections.abc import Callable, Sequence
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
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from app.domain.inventory.fields import Field
from app.services.inventory.imports.mapping import ColumnMapping, Way, label_of
from app.services.tables.model import RawTable
from widgets.connections.tables import RowDelegate, RowTable
from widgets.foreign_texts import on_screen
from widgets.inventory.importing.edits import Choice, choices_of, key_of, uses_of, with_choice
from widgets.inventory.importing.grids import cell_text
from widgets.theme import theme
from widgets.theme.icons import icon

NAME, SAMPLES, TARGET, CERTAINTY = range(4)
_WIDTHS: Final = (32, 38, 46, 18)
_TOP: Final = QModelIndex()
_SAMPLED: Final = 400
_SHOWN: Final = 3
_SURE: Final = 0.9
_LIKELY: Final = 0.75
Index = QModelIndex | QPersistentModelIndex


class ColumnsModel(QAbstractTableModel):
    """The columns of a table and what a mapping makes of them.

    Signals:
        mapping_edited: A person changed what a column becomes (`ColumnMapping`).
    """

    mapping_edited = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: Sequence[str] = ()
        self._samples: list[str] = []
        self._mapping: ColumnMapping | None = None
        self._custom: dict[str, Field] = {}
        self._choices: list[Choice] | None = None

    def show_table(self, raw: RawTable) -> None:
        """Show the columns of a table."""
        self.beginResetModel()
        self._columns = raw.columns
        rows = raw.rows[:: max(1, len(raw.rows) // _SAMPLED)][:_SAMPLED]
        self._samples = [_samples(row[place] for row in rows) for place in range(len(raw.columns))]
        self.endResetModel()

    def show_mapping(self, mapping: ColumnMapping, custom: dict[str, Field]) -> None:
        """Show what becomes of them."""
        self._mapping, self._custom, self._choices = mapping, custom, None
        if self._columns:
            last = self.index(len(self._columns) - 1, CERTAINTY)
            self.dataChanged.emit(self.index(0, 0), last)

    def choices(self) -> list[Choice]:
        """Return all that a column can become."""
        if self._choices is None and self._mapping is not None:
            self._choices = choices_of(self._mapping, self._custom)
        return self._choices or []

    def key(self, row: int) -> str:
        """Return the key of the choice that a column has."""
        return "" if self._mapping is None else key_of(self._mapping, self._columns[row])

    def choose(self, row: int, choice: Choice) -> None:
        """Make something else of a column."""
        if self._mapping is not None and choice.key != self.key(row):
            self.mapping_edited.emit(with_choice(self._mapping, self._columns[row], choice))

    def label(self, choice: Choice) -> str:
        """Return what a choice is called."""
        if not choice.paths:
            return self.tr("Nicht übernehmen")
        if choice.is_added:
            return self.tr("An „{0}“ anhängen").format(on_screen(choice.label))
        if choice.splitter:
            return self.tr("{0} (aufteilen)").format(on_screen(choice.label))
        return on_screen(choice.label)

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(_WIDTHS)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == TARGET else flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = index.row(), index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            texts: tuple[Callable[[], str], ...] = (
                lambda: self._columns[row],
                lambda: self._samples[row],
                lambda: self._target(row),
                lambda: self._certainty(row)[0],
            )
            return texts[column]()
        if role == Qt.ItemDataRole.DecorationRole and column == CERTAINTY:
            name = self._certainty(row)[1]
            return icon(name) if name else None
        if role == Qt.ItemDataRole.DecorationRole and column == TARGET:
            return icon("mdi6.chevron-down")
        if role == Qt.ItemDataRole.ForegroundRole and (
            column == SAMPLES or (column == TARGET and not self._uses(row))
        ):
            return QColor(theme().tokens.muted)
        return None

    def _uses(self, row: int) -> bool:
        return self._mapping is not None and bool(uses_of(self._mapping, self._columns[row]))

    def _target(self, row: int) -> str:
        mapping = self._mapping
        if mapping is None:
            return ""
        told = []
        for use in uses_of(mapping, self._columns[row]):
            labels = [on_screen(label_of(mapping.kind, p, self._custom) or p) for p in use.targets]
            shapes = {
                Way.SPLIT: self.tr("{0} (aufgeteilt)"),
                Way.JOIN: self.tr("{0} (zusammengefügt)"),
                Way.TEMPLATE: self.tr("{0} (Teil davon)"),
                Way.PLACE: self.tr("{0} (Lage)"),
            }
            told.append(shapes.get(use.way, "{0}").format(", ".join(labels)))
        return "; ".join(told) or self.tr("Nicht übernehmen")

    def _certainty(self, row: int) -> tuple[str, str]:
        uses = uses_of(self._mapping, self._columns[row]) if self._mapping else []
        if not uses:
            return "", ""
        share = min(use.certainty for use in uses)
        if share >= _SURE:
            return self.tr("sicher"), "mdi6.check"
        words = self.tr("wahrscheinlich") if share >= _LIKELY else self.tr("bitte prüfen")
        sign = "mdi6.approximately-equal" if share >= _LIKELY else "mdi6.help-circle-outline"
        return f"{words} ({round(share * 100)}\u202f%)", sign

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
            self.tr("Spalte der Datei"),
            self.tr("Beispiele"),
            self.tr("Wird zu"),
            self.tr("Sicherheit"),
        )[section]


def _samples(cells: object) -> str:
    found: dict[str, None] = {}
    for cell in cells:  # type: ignore[attr-defined]  # any iterable of cells
        text = cell_text(cell).strip()
        if text:
            found[text] = None
        if len(found) == _SHOWN:
            break
    return " · ".join(found)


class SearchBox(QComboBox):
    """A box whose lines are found by any part of their words.

    Signals:
        chosen: A line was chosen, by hand or by its words.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(20)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        completer.activated.connect(self._take_words)
        self.activated.connect(self.chosen)

    def _take_words(self, text: str) -> None:
        place = self.findText(text, Qt.MatchFlag.MatchFixedString)
        if place >= 0:
            self.setCurrentIndex(place)
            self.chosen.emit()

    def place(self) -> int:
        """Return the line that is meant: the one whose words stand in the box; -1 for none."""
        return self.findText(self.currentText().strip(), Qt.MatchFlag.MatchFixedString)


class _TargetDelegate(RowDelegate):
    """Offers what a column can become."""

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        box = SearchBox(parent)
        model = index.model()
        if isinstance(model, ColumnsModel):
            for choice in model.choices():
                box.addItem(model.label(choice), choice)
        box.chosen.connect(lambda: self._finish(box))
        return box

    def _finish(self, box: QWidget) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        model = index.model()
        if isinstance(editor, SearchBox) and isinstance(model, ColumnsModel):
            keys = [choice.key for choice in model.choices()]
            key = model.key(index.row())
            editor.setCurrentIndex(keys.index(key) if key in keys else 0)
            line = editor.lineEdit()
            if line is not None:
                line.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, SearchBox) and isinstance(model, ColumnsModel):
            place = editor.place()
            if place >= 0:
                model.choose(index.row(), editor.itemData(place))


class ColumnTable(RowTable):
    """The columns of the file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = ColumnsModel(self)
        self.setModel(self.columns)
        self.setItemDelegate(_TargetDelegate(self))
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.EditKeyPressed | trigger.AnyKeyPressed | trigger.DoubleClicked)
        letter = self.fontMetrics().horizontalAdvance("0")
        for place, width in enumerate(_WIDTHS):
            self.setColumnWidth(place, width * letter)
        self.horizontalHeader().setStretchLastSection(True)
        self.clicked.connect(self._open)
        self.activated_row.connect(self._open_present)

    def _open(self, index: QModelIndex) -> None:
        if index.column() == TARGET:
            self.edit(index)

    def _open_present(self) -> None:
        row = self.currentIndex().row()
        if row >= 0:
            target = self.columns.index(row, TARGET)
            self.setCurrentIndex(target)
            self.edit(target)
