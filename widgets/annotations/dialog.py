"""The dialog in which a person writes a note, or reads and changes one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.annotations import Annotation, AnnotationChange, shared_location
from app.domain.cities import City
from app.services.time_words import TimeWordsError, read_time
from widgets.alarms.comment import CommentBox
from widgets.annotations.points import PointList
from widgets.annotations.rows import NoteWording
from widgets.foreign_texts import on_screen
from widgets.labels import ElidedLabel
from widgets.placeholders import NoticeBar
from widgets.texts import time_text
from widgets.theme.tokens import GRID

MAX_LETTERS: Final = 10_000
_SHOWN_CHANGES: Final = 4


class AnnotationDialog(QDialog):
    """Asks for text, time and points of a note.

    Times are written as a person says them; one that is left as it stands stays exact.

    Args:
        note: The note, or a draft of one.
        city: The profile; None while there is none.
        now_us: The present, µs UTC.
        changes: What became of the note so far; empty for a new one.
        parent: The window.

    Signals:
        save_requested: The note as the person wants it (`Annotation`).
        remove_requested: The note shall go; its id (str).
    """

    save_requested = Signal(object)
    remove_requested = Signal(str)

    def __init__(
        self,
        note: Annotation,
        city: City | None,
        now_us: int,
        changes: Sequence[AnnotationChange] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._note = note
        self._now_us = now_us
        self._is_new = not changes
        self._is_warned = False
        self._wording = NoteWording(city)
        title = self.tr("Notiz schreiben") if self._is_new else self.tr("Notiz bearbeiten")
        self.setWindowTitle(title)
        self._heading = QLabel(title)
        self._heading.setObjectName("heading")
        self.box = CommentBox()
        self.start = QLineEdit()
        self.end = QLineEdit()
        self.point_list = PointList(self._wording, note.points)
        self._place = ElidedLabel()
        self.notice = NoticeBar()
        self._fill()
        self._arrange(changes)
        self._connect()
        self._show_place()
        self.box.setFocus()

    def _fill(self) -> None:
        note, zone = self._note, self._wording.zone
        self.box.setPlainText(note.text)
        self.box.setPlaceholderText(self.tr("Was ist geschehen, was ist bekannt?"))
        self.box.setAccessibleName(self.tr("Text der Notiz"))
        self.box.setTabChangesFocus(True)
        self.start.setText(time_text(note.start_us, zone, with_date=True))
        self.start.setAccessibleName(self.tr("Zeitpunkt oder Beginn"))
        self.end.setPlaceholderText(self.tr("leer: nur dieser Zeitpunkt"))
        self.end.setAccessibleName(self.tr("Ende"))
        if note.end_us != note.start_us:
            self.end.setText(time_text(note.end_us, zone, with_date=True))

    def _arrange(self, changes: Sequence[AnnotationChange]) -> None:
        metrics = self.fontMetrics()
        self.box.setMinimumWidth(60 * metrics.horizontalAdvance("n"))
        self.box.setMinimumHeight(5 * metrics.lineSpacing())
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self._heading)
        column.addWidget(self.box, 1)
        form = QFormLayout()
        form.setSpacing(2 * GRID)
        form.addRow(self.tr("Von"), self.start)
        form.addRow(self.tr("Bis"), self.end)
        form.addRow(self.tr("Datenpunkte"), self.point_list)
        form.addRow(self.tr("Ort"), self._place)
        column.addLayout(form)
        for line in self._history(changes):
            column.addWidget(line)
        column.addWidget(self.notice)
        column.addWidget(self._buttons())

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox()
        save = QPushButton(self.tr("Speichern"))
        save.setObjectName("primary")
        save.setDefault(True)
        save.setToolTip(self.tr("Strg+Eingabe"))
        box.addButton(save, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Abbrechen"), QDialogButtonBox.ButtonRole.RejectRole)
        if not self._is_new:
            remove = QPushButton(self.tr("Löschen"))
            remove.setAutoDefault(False)
            remove.clicked.connect(self._remove)
            box.addButton(remove, QDialogButtonBox.ButtonRole.ResetRole)  # at the other end
        box.accepted.connect(self.save)
        box.rejected.connect(self.reject)
        return box

    def _connect(self) -> None:
        self.box.sent.connect(self.save)
        self.point_list.changed.connect(self._show_place)
        for edited in (self.box.textChanged, self.start.textEdited, self.end.textEdited):
            edited.connect(self._take_back_notice)

    def _history(self, changes: Sequence[AnnotationChange]) -> list[ElidedLabel]:
        """Return a line for each of the last changes; the whole earlier text is in its tooltip."""
        lines = []
        for change in changes[-_SHOWN_CHANGES:]:
            line = ElidedLabel(change_text(change, self._wording))
            line.setObjectName("muted")
            if change.before is not None:
                line.setToolTip(change.before.text)
            lines.append(line)
        return lines

    # ---- what the person wants -----------------------------------------------------------------
    def save(self) -> None:
        """Check what was written; send it off, or say what is wrong."""
        try:
            note = self._read()
        except ValueError as error:
            self.notice.show_notice("mdi6.alert-outline", str(error))
            return
        self.save_requested.emit(note)
        super().accept()

    @override
    def reject(self) -> None:
        """Close, but not at the first try while something written would be lost."""
        is_changed = self.box.toPlainText().strip() != self._note.text.strip()
        if is_changed and not self._is_warned:
            self._is_warned = True
            self.notice.show_notice(
                "mdi6.alert-outline",
                self.tr("Die Notiz ist nicht gespeichert. Nochmals abbrechen verwirft sie."),
            )
            return
        super().reject()

    def _remove(self) -> None:
        self.remove_requested.emit(self._note.id)
        super().accept()

    def _read(self) -> Annotation:
        """Return the note as it stands in the dialog.

        Raises:
            ValueError: Something is missing or wrong; the text says what.
        """
        # A half of a surrogate pair, as a broken clipboard may bring, has no UTF-8 form.
        text = self.box.toPlainText().encode("utf-8", "replace").decode().strip()
        if not text:
            raise ValueError(self.tr("Bitte schreiben Sie einen Text."))
        if len(text) > MAX_LETTERS:
            sentence = self.tr("Der Text ist zu lang: höchstens {0} Zeichen.")
            raise ValueError(sentence.format(MAX_LETTERS))
        start_us = self._time(self.start, self._note.start_us)
        end_us = start_us
        if self.end.text().strip():
            end_us = self._time(self.end, self._note.end_us)
        if end_us < start_us:
            raise ValueError(self.tr("Das Ende liegt vor dem Beginn."))
        points = self.point_list.ids()
        place = self._note.location
        if points != self._note.points or place is None:
            place = shared_location(self._wording.points(points))
        return replace(
            self._note, start_us=start_us, end_us=end_us, text=text, points=points, location=place
        )

    def _time(self, box: QLineEdit, stood_us: int) -> int:
        words = box.text().strip()
        if words == time_text(stood_us, self._wording.zone, with_date=True):
            return stood_us
        try:
            return read_time(words, self._now_us, self._wording.zone)
        except TimeWordsError as error:
            box.setFocus()
            raise ValueError(on_screen(str(error))) from error

    def _take_back_notice(self) -> None:
        self._is_warned = False
        self.notice.show_notice("", "")

    def _show_place(self) -> None:
        points = self._wording.points(self.point_list.ids())
        same = self.point_list.ids() == self._note.points
        place = self._note.location if same and self._note.location else shared_location(points)
        self._place.setText(self._wording.place(place, points) or "–")


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
