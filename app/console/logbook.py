"""The logbook: what a person wants of it is carried to the store, and can be taken back."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.console.records import FIRST_US, LAST_US, RecordController, Step
from app.domain.alarms import AlarmId
from app.domain.shifts import LogEntry
from app.services.lost_sources import all_rules
from app.services.ports import Clock, LogbookStore

if TYPE_CHECKING:
    from widgets.records.dialog import RecordDialog
    from widgets.shift.logbook import LogbookView


class LogbookController(RecordController[LogEntry]):
    """Writes, edits and removes lines of the logbook in the name of the person at the console.

    Args:
        store: Where the logbook is kept.
        clock: Says when a line is written.
        actor: Who writes.
        window: Dialogs stand before it.
        parent: Owner.
    """

    def __init__(
        self,
        store: LogbookStore,
        clock: Clock,
        actor: str,
        window: QWidget | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(store, clock, actor, window, parent)
        self._store = store

    def join(self, view: "LogbookView") -> None:
        """Keep a list up to date and do what it asks for."""
        view.write_requested.connect(self.write)
        view.entry_requested.connect(self.log_at)
        view.done_requested.connect(lambda names: self.mark(names, is_open=False))
        view.reopen_requested.connect(lambda names: self.mark(names, is_open=True))
        self.join_list(view)

    @override
    def records(self) -> list[LogEntry]:
        return self._store.entries(FIRST_US, LAST_US)

    @override
    def find(self, record_id: str) -> LogEntry | None:
        return self._store.entry(record_id)

    # --- dialogs ----------------------------------------------------------------------------------

    def log_at(
        self, time_us: int | None, point_ids: Sequence[str] = ()
    ) -> "RecordDialog[LogEntry]":
        """Ask for a line on a moment (None is now) and some points."""
        return self._ask(self._draft(time_us, point_ids), is_new=True)

    def log_alarm(self, alarm_id: str) -> "RecordDialog[LogEntry]":
        """Ask for a line on an alarm, now."""
        alarm = AlarmId(alarm_id)
        rule = None if self._city is None else all_rules(self._city).get(alarm)
        points = [] if rule is None or not rule.point else [str(rule.point)]
        return self._ask(replace(self._draft(None, points), alarm=alarm), is_new=True)

    @override
    def open(self, record_id: str) -> "RecordDialog[LogEntry] | None":
        entry = self._store.entry(record_id)
        if entry is None:
            self.said.emit(self.tr("Diesen Eintrag gibt es nicht mehr."))
            return None
        return self._ask(entry, is_new=False)

    def _draft(self, time_us: int | None, point_ids: Sequence[str]) -> LogEntry:
        now_us = self._clock.now_us()
        points, place = self.about(point_ids)
        moment = now_us if time_us is None else int(time_us)
        return LogEntry(uuid4().hex, moment, "", self._actor, now_us, points, location=place)

    def _ask(self, entry: LogEntry, *, is_new: bool) -> "RecordDialog[LogEntry]":
        from widgets.shift.log_dialog import LogDialog  # noqa: PLC0415 - after the first paint

        now_us = self._clock.now_us()
        return self.show_dialog(
            entry.id,
            lambda: LogDialog(entry, self._city, now_us, is_new=is_new, parent=self._window),
        )

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

    @override
    def save(self, record: LogEntry) -> None:
        before = self._store.entry(record.id)
        if before == record:
            return
        self._store.put(record)
        new = self.tr("Ins Schichtbuch eingetragen.")
        edited = self.tr("Der Eintrag wurde geändert.")
        self.take(Step(new if before is None else edited, ((record.id, before),)))

    def mark(self, entry_ids: Sequence[str], *, is_open: bool) -> None:
        """Note that something is left to do with some lines, or that all of it is done."""
        found = [(name, self._store.entry(name)) for name in entry_ids]
        before = tuple((name, one) for name, one in found if one and one.is_open is not is_open)
        for _, entry in before:
            self._store.put(replace(entry, is_open=is_open))
        if before:
            done = self.tr("%n Eintrag/Einträge erledigt.", "", len(before))
            left = self.tr("%n Eintrag/Einträge sind wieder offen.", "", len(before))
            self.take(Step(left if is_open else done, before))

    @override
    def removal_text(self, n: int) -> str:
        return self.tr("%n Eintrag/Einträge gelöscht.", "", n)
