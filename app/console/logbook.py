"""The logbook: what a person wants of it is carried to the store, and can be taken back."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.console.annotations import FIRST_US, LAST_US
from app.console.record_steps import Step, Steps
from app.domain.alarms import AlarmId
from app.domain.annotations import shared_location
from app.domain.cities import City
from app.domain.points import PointId
from app.domain.shifts import LogEntry
from app.services.lost_sources import all_rules
from app.services.ports import Clock, LogbookStore

if TYPE_CHECKING:
    from widgets.shift.log_dialog import LogDialog
    from widgets.shift.logbook import LogbookView


class LogbookController(QObject):
    """Writes, edits and removes lines of the logbook in the name of the person at the console.

    Args:
        store: Where the logbook is kept.
        clock: Says when a line is written.
        actor: Who writes.
        window: Dialogs stand before it.
        parent: Owner.

    Signals:
        changed: Lines came, went or changed.
        said: A sentence on what was done (str).
    """

    changed = Signal()
    said = Signal(str)

    def __init__(
        self,
        store: LogbookStore,
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
        self._steps = Steps[LogEntry](store)
        self._open: dict[str, LogDialog] = {}

    def set_city(self, city: City) -> None:
        """Take a profile; its points and rules name what lines are about."""
        self._city = city

    def join(self, view: "LogbookView") -> None:
        """Keep a list up to date and do what it asks for."""
        view.write_requested.connect(self.write)
        view.entry_requested.connect(self.log_at)
        view.edit_requested.connect(self.open)
        view.remove_requested.connect(self.remove)
        view.done_requested.connect(lambda names: self.mark(names, is_open=False))
        view.reopen_requested.connect(lambda names: self.mark(names, is_open=True))
        view.undo_requested.connect(self.undo)
        _Supply(self, view)

    def entries(self) -> list[LogEntry]:
        """Return all lines there are."""
        return self._store.entries(FIRST_US, LAST_US)

    @property
    def removal(self) -> str:
        """What the last change removed, as a sentence; empty when it removed nothing."""
        return self._steps.removal

    # --- dialogs ----------------------------------------------------------------------------------

    def log_at(self, time_us: int | None, point_ids: Sequence[str] = ()) -> "LogDialog":
        """Ask for a line on a moment (None is now) and some points."""
        return self._ask(self._draft(time_us, point_ids), is_new=True)

    def log_alarm(self, alarm_id: str) -> "LogDialog":
        """Ask for a line on an alarm, now."""
        alarm = AlarmId(alarm_id)
        rule = None if self._city is None else all_rules(self._city).get(alarm)
        points = [] if rule is None or not rule.point else [str(rule.point)]
        return self._ask(replace(self._draft(None, points), alarm=alarm), is_new=True)

    def open(self, entry_id: str) -> "LogDialog | None":
        """Show a line to read, change or remove it."""
        entry = self._store.entry(entry_id)
        if entry is None:
            self.said.emit(self.tr("Diesen Eintrag gibt es nicht mehr."))
            return None
        return self._ask(entry, is_new=False)

    def _draft(self, time_us: int | None, point_ids: Sequence[str]) -> LogEntry:
        now_us = self._clock.now_us()
        points = tuple(PointId(point) for point in dict.fromkeys(point_ids))
        every = () if self._city is None else self._city.points
        place = shared_location(point for point in every if point.id in points)
        moment = now_us if time_us is None else int(time_us)
        return LogEntry(uuid4().hex, moment, "", self._actor, now_us, points, location=place)

    def _ask(self, entry: LogEntry, *, is_new: bool) -> "LogDialog":
        if (known := self._open.get(entry.id)) is not None:
            known.raise_()
            known.activateWindow()
            return known
        from widgets.shift.log_dialog import LogDialog  # noqa: PLC0415 - after the first paint

        now_us = self._clock.now_us()
        dialog = LogDialog(entry, self._city, now_us, is_new=is_new, parent=self._window)
        dialog.save_requested.connect(self.save)
        dialog.remove_requested.connect(lambda entry_id: self.remove([entry_id]))
        dialog.finished.connect(lambda _: self._open.pop(entry.id).deleteLater())
        self._open[entry.id] = dialog
        dialog.show()
        return dialog

    # --- changes ----------------------------------------------------------------------------------

    def write(
        self,
        text: str,
        time_us: int | None,
        point_ids: Sequence[str],
        is_open: bool,  # noqa: FBT001 - a slot
    ) -> None:
        """Write a line on a moment (None is now) and some points."""
        self.save(replace(self._draft(time_us, point_ids), text=text, is_open=is_open))

    def save(self, entry: LogEntry) -> None:
        """Keep a line, new or edited."""
        before = self._store.entry(entry.id)
        if before == entry:
            return
        self._store.put(entry)
        is_new = before is None
        new, edited = (
            self.tr("Ins Schichtbuch eingetragen."),
            self.tr("Der Eintrag wurde geändert."),
        )
        self._take(Step(new if is_new else edited, ((entry.id, before),)))

    def mark(self, entry_ids: Sequence[str], *, is_open: bool) -> None:
        """Note that something is left to do with some lines, or that all of it is done."""
        found = [(name, self._store.entry(name)) for name in entry_ids]
        before = tuple((name, one) for name, one in found if one and one.is_open is not is_open)
        for _, entry in before:
            self._store.put(replace(entry, is_open=is_open))
        if before:
            done = self.tr("%n Eintrag/Einträge erledigt.", "", len(before))
            left = self.tr("%n Eintrag/Einträge sind wieder offen.", "", len(before))
            self._take(Step(left if is_open else done, before))

    def remove(self, entry_ids: Sequence[str]) -> None:
        """Take lines away."""
        gone = self._steps.remove([(name, self._store.entry(name)) for name in entry_ids])
        if gone:
            sentence = self.tr("%n Eintrag/Einträge gelöscht.", "", len(gone))
            self._take(Step(sentence, gone, is_removal=True))

    def undo(self) -> None:
        """Take the last change back."""
        if self._steps.undo():
            self.changed.emit()
        else:
            self.said.emit(self.tr("Es gibt nichts rückgängig zu machen."))

    def _take(self, step: Step[LogEntry]) -> None:
        self._steps.add(step)
        self.changed.emit()
        self.said.emit(step.sentence)


class _Supply(QObject):
    """Gives a list the lines there are, as long as the list lives."""

    def __init__(self, controller: LogbookController, view: "LogbookView") -> None:
        super().__init__(view)
        self._controller = controller
        self._view = view
        controller.changed.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        """Show what there is now."""
        self._view.show_records(self._controller.entries())
        self._view.show_undo(self._controller.removal)
