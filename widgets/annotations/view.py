"""The list of notes: what is said of them; the list itself is that of all records."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.annotations import Annotation
from widgets.annotations.model import NotesModel
from widgets.annotations.rows import NoteWording
from widgets.records.view import RecordsView
from widgets.texts import count

_NOTE_ICON = "mdi6.note-text-outline"


class AnnotationsView(RecordsView[Annotation]):
    """All notes of the city, or those on the selected points.

    Signals:
        note_requested: A new note is wanted, at the moment shown (µs UTC, object; None for now)
            on the selected points (list of str).
    """

    note_requested = Signal(object, list)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.model = NotesModel()
        super().__init__(self.model, parent)
        self.retranslate()

    def show_notes(self, notes: list[Annotation]) -> None:
        """Show all notes there are."""
        self.show_records(notes)

    @override
    def wording(self) -> NoteWording:
        return NoteWording(self._city)

    @override
    def ask_new(self) -> None:
        self.note_requested.emit(self._pinned_us, list(self._selection))

    @override
    def count_text(self, n: int) -> str:
        return self.tr("%n Notiz(en)", "", n).replace(str(n), count(n))

    @override
    def show_nothing(self) -> None:
        sentence = self.tr(
            "Noch keine Notizen. Was Sie hier festhalten, steht auch in den Verläufen."
        )
        self.stage.show_message(_NOTE_ICON, sentence, self.tr("Notiz schreiben"))

    @override
    def no_match_text(self) -> str:
        return self.tr("Keine Notiz passt zu diesen Wörtern und dieser Auswahl.")

    @override
    def written_text(self, n: int) -> str:
        return self.tr("%n Notiz(en) in {file} geschrieben.", "", n)

    @override
    def file_name(self) -> str:
        return "notizen.csv"

    @override
    def retranslate(self) -> None:
        self.box.setPlaceholderText(self.tr("In Notizen suchen …"))
        self.box.setAccessibleName(self.tr("In Notizen suchen"))
        self.only_selected.setText(self.tr("Nur Auswahl"))
        self.only_selected.setToolTip(self.tr("Nur Notizen zu den ausgewählten Datenpunkten"))
        self.new.setText(self.tr("Neue Notiz"))
        self.table.setAccessibleName(self.tr("Notizen"))
        super().retranslate()
