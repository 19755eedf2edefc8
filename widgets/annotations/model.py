"""The rows of the list of notes: those that match, in the order the person wants."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from app.domain.annotations import Annotation
from widgets.annotations.rows import NoteColumn, NoteRow, NoteWording, column_title
from widgets.folding import fold, matches, natural_key

Index = QModelIndex | QPersistentModelIndex
ItemRole = Qt.ItemDataRole

TOP = QModelIndex()
"""The parent of all rows."""


class NotesModel(QAbstractTableModel):
    """Notes as rows; newest first until the person sorts them otherwise."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.wording = NoteWording(None)
        self.notes: list[Annotation] = []
        self._all: list[Annotation] = []
        self._rows: dict[str, NoteRow] = {}
        self._words: list[str] = []
        self._points: frozenset[str] | None = None
        self._column = NoteColumn.TIME
        self._is_descending = True
        self._is_late: Callable[[Annotation], bool] = _never

    @property
    def is_empty(self) -> bool:
        """True when there is no note at all, whatever is filtered."""
        return not self._all

    def reword(self, wording: NoteWording) -> None:
        """Say all notes anew, of another profile or in another language."""
        self.wording = wording
        self._rows = {}
        self._choose()

    def show_notes(self, notes: Sequence[Annotation]) -> None:
        """Show these notes; what has not changed is not worded anew."""
        self._all = list(notes)
        self._rows = {
            note.id: row
            for note in notes
            if (row := self._rows.get(note.id)) is not None and row.note == note
        }
        self._choose()

    def row(self, note: Annotation) -> NoteRow:
        """Return the words of a note, found when they are first needed."""
        row = self._rows.get(note.id)
        if row is None:
            row = self._rows[note.id] = self.wording.row(note)
        return row

    def filter(self, text: str, points: Sequence[str] | None) -> None:
        """Show only notes in which all words occur, and only those on some points (None: all)."""
        self._words = fold(text).split()
        self._points = None if points is None else frozenset(points)
        self._choose()

    def dim(self, is_late: Callable[[Annotation], bool] | None) -> None:
        """Dim the notes that lie after the moment shown."""
        self._is_late = is_late or _never
        if self.notes:
            last = self.index(len(self.notes) - 1, len(NoteColumn) - 1)
            self.dataChanged.emit(self.index(0, 0), last, [ItemRole.ForegroundRole])

    def is_late(self, place: int) -> bool:
        """Tell whether a note lies after the moment shown."""
        return self._is_late(self.notes[place])

    def place(self, note_id: str) -> int:
        """Return where a note is; -1 when it is not shown."""
        return next((i for i, note in enumerate(self.notes) if note.id == note_id), -1)

    def texts(self, place: int, columns: Sequence[int]) -> list[str]:
        """Return the texts of a row in some columns."""
        texts = self.row(self.notes[place]).texts
        return [texts[column] for column in columns]

    def _choose(self) -> None:
        self.beginResetModel()
        self.notes = [note for note in self._all if self._is_wanted(note)]
        self._put_in_order()
        self.endResetModel()

    def _is_wanted(self, note: Annotation) -> bool:
        if self._points is not None and self._points.isdisjoint(note.points):
            return False
        return not self._words or matches(self.row(note).folded, self._words)

    def _put_in_order(self) -> None:
        self.notes.sort(key=lambda note: note.start_us, reverse=True)
        if self._column is not NoteColumn.TIME or not self._is_descending:
            self.notes.sort(key=self._sort_key, reverse=self._is_descending)

    def _sort_key(self, note: Annotation) -> tuple[int, str]:
        if self._column is NoteColumn.TIME:
            return note.start_us, ""
        if self._column is NoteColumn.WRITTEN:
            return note.created_us, ""
        return 0, natural_key(self.row(note).texts[self._column])

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        is_asked = 0 <= column < len(NoteColumn)
        self._column = NoteColumn(column) if is_asked else NoteColumn.TIME
        self._is_descending = not is_asked or order is Qt.SortOrder.DescendingOrder
        self._choose()

    @override
    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self.notes)

    @override
    def columnCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(NoteColumn)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ItemRole.DisplayRole
    ) -> object:
        is_title = orientation is Qt.Orientation.Horizontal and role == ItemRole.DisplayRole
        return column_title(NoteColumn(section)) if is_title else None

    @override
    def data(self, index: Index, role: int = ItemRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.notes):
            return None
        row = self.row(self.notes[index.row()])
        if role in {ItemRole.DisplayRole, ItemRole.AccessibleTextRole}:
            return row.texts[index.column()]
        if role == ItemRole.ToolTipRole:
            column = NoteColumn(index.column())
            return row.note.text if column is NoteColumn.TEXT else row.texts[column]
        return None


def _never(_: Annotation) -> bool:
    return False
