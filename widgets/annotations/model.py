"""The rows of the list of notes."""

from PySide6.QtCore import QObject

from app.domain.annotations import Annotation
from widgets.annotations.rows import NOTE_COLUMNS, NoteWording
from widgets.records.model import RecordsModel


class NotesModel(RecordsModel[Annotation]):
    """Notes as rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(NOTE_COLUMNS, NoteWording(None), parent)

    @property
    def notes(self) -> list[Annotation]:
        """The notes shown, in their order."""
        return self.records
