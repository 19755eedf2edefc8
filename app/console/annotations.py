"""Notes: what a person wants of them is carried to the store, and can be taken back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.console.record_steps import Step, Steps
from app.domain.annotations import Annotation, shared_location
from app.domain.cities import City
from app.domain.points import PointId
from app.services.ports import AnnotationStore, Clock

if TYPE_CHECKING:
    from widgets.annotations.dialog import AnnotationDialog
    from widgets.annotations.view import AnnotationsView

FIRST_US: Final = -(1 << 62)
LAST_US: Final = 1 << 62
"""All times there are."""


class AnnotationController(QObject):
    """Writes, edits and removes notes in the name of the person at the console.

    Args:
        store: Where notes are kept.
        clock: Says when one is written.
        actor: Who writes.
        window: Dialogs stand before it.
        parent: Owner.

    Signals:
        changed: Notes came, went or changed.
        said: A sentence on what was done (str).
    """

    changed = Signal()
    said = Signal(str)

    def __init__(
        self,
        store: AnnotationStore,
        clock: Clock,
        actor: str,
        window: QWidget | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._clock = clock
        self._actor = actor
        self._window = window
        self._city: City | None = None
        self._steps = Steps[Annotation](store)
        self._open: dict[str, AnnotationDialog] = {}

    def set_city(self, city: City) -> None:
        """Take a profile; its points name what notes are about."""
        self._city = city

    def join(self, view: "AnnotationsView") -> None:
        """Keep a list up to date and do what it asks for."""
        view.edit_requested.connect(self.open)
        view.remove_requested.connect(self.remove)
        view.note_requested.connect(self.annotate_at)
        view.undo_requested.connect(self.undo)
        _Supply(self, view)

    def notes(self) -> list[Annotation]:
        """Return all notes there are."""
        return self._store.annotations(FIRST_US, LAST_US)

    @property
    def removal(self) -> str:
        """What the last change removed, as a sentence; empty when it removed nothing."""
        return self._steps.removal

    # --- dialogs ----------------------------------------------------------------------------

    def annotate(
        self, start_us: int, end_us: int, point_ids: Sequence[str] = ()
    ) -> "AnnotationDialog":
        """Ask for a new note on a moment or a span, on some points."""
        now_us = self._clock.now_us()
        points = tuple(PointId(point) for point in dict.fromkeys(point_ids))
        city_points = () if self._city is None else self._city.points
        place = shared_location(point for point in city_points if point.id in points)
        first, last = sorted((int(start_us), int(end_us)))
        note = Annotation(uuid4().hex, first, last, "", self._actor, now_us, points, place)
        return self._ask(note)

    def annotate_at(self, time_us: int | None, point_ids: Sequence[str] = ()) -> None:
        """Ask for a new note on a moment; None is now."""
        moment = self._clock.now_us() if time_us is None else time_us
        self.annotate(moment, moment, point_ids)

    def open(self, annotation_id: str) -> "AnnotationDialog | None":
        """Show a note to read, change or remove it."""
        note = self._store.annotation(annotation_id)
        if note is None:
            self.said.emit(self.tr("Diese Notiz gibt es nicht mehr."))
            return None
        return self._ask(note)

    def _ask(self, note: Annotation) -> "AnnotationDialog":
        if (known := self._open.get(note.id)) is not None:
            known.raise_()
            known.activateWindow()
            return known
        from widgets.annotations.dialog import (  # noqa: PLC0415 - after the first paint
            AnnotationDialog,
        )

        changes = self._store.changes(note.id)
        dialog = AnnotationDialog(note, self._city, self._clock.now_us(), changes, self._window)
        dialog.save_requested.connect(self.save)
        dialog.remove_requested.connect(lambda annotation_id: self.remove([annotation_id]))
        dialog.finished.connect(lambda _: self._let_go(note.id))
        self._open[note.id] = dialog
        dialog.show()
        return dialog

    def _let_go(self, annotation_id: str) -> None:
        self._open.pop(annotation_id).deleteLater()

    # --- changes ----------------------------------------------------------------------------

    def save(self, note: Annotation) -> None:
        """Keep a note, new or edited."""
        before = self._store.annotation(note.id)
        if before == note:
            return
        self._store.put(note)
        is_new = before is None
        sentence = (
            self.tr("Die Notiz wurde geschrieben.")
            if is_new
            else self.tr("Die Notiz wurde geändert.")
        )
        self._take(Step(sentence, ((note.id, before),)))

    def remove(self, annotation_ids: Sequence[str]) -> None:
        """Take notes away."""
        found = [(name, self._store.annotation(name)) for name in annotation_ids]
        gone = self._steps.remove(found)
        if gone:
            sentence = self.tr("%n Notiz(en) gelöscht.", "", len(gone))
            self._take(Step(sentence, gone, is_removal=True))

    def undo(self) -> None:
        """Take the last change back."""
        if self._steps.undo():
            self.changed.emit()
        else:
            self.said.emit(self.tr("Es gibt nichts rückgängig zu machen."))

    def _take(self, step: Step[Annotation]) -> None:
        self._steps.add(step)
        self.changed.emit()
        self.said.emit(step.sentence)


class _Supply(QObject):
    """Gives a list the notes there are, as long as the list lives."""

    def __init__(self, controller: AnnotationController, view: "AnnotationsView") -> None:
        super().__init__(view)
        self._controller = controller
        self._view = view
        controller.changed.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        """Show what there is now."""
        self._view.show_notes(self._controller.notes())
        self._view.show_undo(self._controller.removal)
