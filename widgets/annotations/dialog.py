"""The dialog in which a person writes a note, or reads and changes one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from app.domain.annotations import Annotation, AnnotationChange
from app.domain.cities import City
from widgets.annotations.rows import NoteWording
from widgets.labels import ElidedLabel
from widgets.records.dialog import MAX_LETTERS, RecordDialog
from widgets.texts import time_text

__all__ = ["MAX_LETTERS", "AnnotationDialog", "change_text"]

_SHOWN_CHANGES: Final = 4


class AnnotationDialog(RecordDialog[Annotation]):
    """Asks for text, time or span, and points of a note.

    Args:
        note: The note, or a draft of one.
        city: The profile; None while there is none.
        now_us: The present, µs UTC.
        changes: What became of the note so far; empty for a new one.
        parent: The window.
    """

    def __init__(
        self,
        note: Annotation,
        city: City | None,
        now_us: int,
        changes: Sequence[AnnotationChange] = (),
        parent: QWidget | None = None,
    ) -> None:
        wording = NoteWording(city)
        super().__init__(note, wording, now_us, is_new=not changes, parent=parent)
        self.name(
            self.tr("Notiz bearbeiten") if changes else self.tr("Notiz schreiben"),
            self.tr("Text der Notiz"),
            self.tr("Was ist geschehen, was ist bekannt?"),
        )
        self.end = QLineEdit()
        self.start.setText(self.time_text(note.start_us))
        self.start.setAccessibleName(self.tr("Zeitpunkt oder Beginn"))
        self.end.setPlaceholderText(self.tr("leer: nur dieser Zeitpunkt"))
        self.end.setAccessibleName(self.tr("Ende"))
        if note.end_us != note.start_us:
            self.end.setText(self.time_text(note.end_us))
        self.end.textEdited.connect(self.take_back_notice)
        self.form.addRow(self.tr("Von"), self.start)
        self.form.addRow(self.tr("Bis"), self.end)
        self.arrange()
        for change in changes[-_SHOWN_CHANGES:]:
            self.column.addWidget(_history_line(change, wording))
        self.finish()

    @override
    def unsaved_text(self) -> str:
        return self.tr("Die Notiz ist nicht gespeichert. Nochmals abbrechen verwirft sie.")

    @override
    def read(self) -> Annotation:
        text = self.read_text()
        start_us = self.read_time(self.start, self.record.start_us)
        end_us = start_us
        if self.end.text().strip():
            end_us = self.read_time(self.end, self.record.end_us)
        if end_us < start_us:
            raise ValueError(self.tr("Das Ende liegt vor dem Beginn."))
        return replace(
            self.record,
            start_us=start_us,
            end_us=end_us,
            text=text,
            points=self.point_list.ids(),
            location=self.read_place(),
        )


def _history_line(change: AnnotationChange, wording: NoteWording) -> ElidedLabel:
    """Return a line on a change; the whole earlier text is in its tooltip."""
    line = ElidedLabel(change_text(change, wording))
    line.setObjectName("muted")
    if change.before is not None:
        line.setToolTip(change.before.text)
    return line


def change_text(change: AnnotationChange, wording: NoteWording) -> str:
    """Return who did what to a note and when, and what stood there before."""
    time = time_text(change.changed_us, wording.zone, with_date=True)
    if change.before is None:
        sentence = QCoreApplication.translate("annotations", "{time} geschrieben von {person}")
    elif change.after is None:
        sentence = QCoreApplication.translate("annotations", "{time} gelöscht von {person}")
    elif change.before.text != change.after.text:
        sentence = QCoreApplication.translate(
            "annotations", "{time} geändert von {person}, vorher: „{text}“"
        )
    else:
        sentence = QCoreApplication.translate(
            "annotations", "{time} geändert von {person}: Zeit oder Datenpunkte"
        )
    earlier = "" if change.before is None else " ".join(change.before.text.split())
    return sentence.format(time=time, person=change.actor, text=earlier)
