"""Notes: what a person wants of them is carried to the store, and can be taken back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.console.records import FIRST_US, LAST_US, RecordController, Step
from app.domain.annotations import Annotation
from app.services.ports import AnnotationStore, Clock

if TYPE_CHECKING:
    from widgets.annotations.dialog import AnnotationDialog
    from widgets.annotations.view import AnnotationsView
    from widgets.records.dialog import RecordDialog


class AnnotationController(RecordController[Annotation]):
    """Writes, edits and removes notes in the name of the person at the console.

    Args:
        store: Where notes are kept.
        clock: Says when one is written.
        actor: Who writes.
        window: Dialogs stand before it.
        parent: Owner.
    """

    def __init__(
        self,
        store: AnnotationStore,
        clock: Clock,
        actor: str,
        window: QWidget | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(store, clock, actor, window, parent)
        self._store = store

    def join(self, view: "AnnotationsView") -> None:
        """Keep a list up to date and do what it asks for."""
        view.note_requested.connect(self.annotate_at)
        self.join_list(view)

    def notes(self) -> list[Annotation]:
        """Return all notes there are."""
        return self.records()

    @override
    def records(self) -> list[Annotation]:
        return self._store.annotations(FIRST_US, LAST_US)

    @override
    def find(self, record_id: str) -> Annotation | None:
        return self._store.annotation(record_id)

    # --- dialogs ----------------------------------------------------------------------------

    def annotate(
        self, start_us: int, end_us: int, point_ids: Sequence[str] = ()
    ) -> "RecordDialog[Annotation]":
        """Ask for a new note on a moment or a span, on some points."""
        now_us = self._clock.now_us()
        points, place = self.about(point_ids)
        first, last = sorted((int(start_us), int(end_us)))
        note = Annotation(uuid4().hex, first, last, "", self._actor, now_us, points, place)
        return self.show_dialog(note.id, lambda: self._dialog(note))

    def annotate_at(self, time_us: int | None, point_ids: Sequence[str] = ()) -> None:
        """Ask for a new note on a moment; None is now."""
        moment = self._clock.now_us() if time_us is None else time_us
        self.annotate(moment, moment, point_ids)

    @override
    def open(self, record_id: str) -> "RecordDialog[Annotation] | None":
        note = self._store.annotation(record_id)
        if note is None:
            self.said.emit(self.tr("Diese Notiz gibt es nicht mehr."))
            return None
        return self.show_dialog(record_id, lambda: self._dialog(note))

    def _dialog(self, note: Annotation) -> "AnnotationDialog":
        from widgets.annotations.dialog import (  # noqa: PLC0415 - after the first paint
            AnnotationDialog,
        )

        changes = self._store.changes(note.id)
        return AnnotationDialog(note, self._city, self._clock.now_us(), changes, self._window)

    # --- changes ----------------------------------------------------------------------------

    @override
    def save(self, record: Annotation) -> None:
        before = self._store.annotation(record.id)
        if before == record:
            return
        self._store.put(record)
        is_new = before is None
        sentence = (
            self.tr("Die Notiz wurde geschrieben.")
            if is_new
            else self.tr("Die Notiz wurde geändert.")
        )
        self.take(Step(sentence, ((record.id, before),)))

    @override
    def removal_text(self, n: int) -> str:
        return self.tr("%n Notiz(en) gelöscht.", "", n)
