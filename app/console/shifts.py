"""The shift: its logbook, and the handover that is put together, signed and taken over."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.console.logbook import LogbookController
from app.domain.alarms import AlarmId, AlarmState
from app.domain.cities import City
from app.domain.shifts import Handover, HandoverRefusedError, LogEntry, Shift, Signature
from app.services.ports import AnnotationStore, Clock, JournalReader, LogbookStore
from app.services.shift_change import FRESH_US, handover_of, shift_change, waiting_handover
from widgets.foreign_texts import on_screen
from widgets.shift.handover_desk import HandoverDesk
from widgets.texts import language

if TYPE_CHECKING:
    from widgets.background import Background
    from widgets.records.dialog import RecordDialog
    from widgets.shift.handover import HandoverView
    from widgets.shift.logbook import LogbookView

_LOOK_MS: Final = 30_000
"""So often it is looked whether another shift has begun."""


class ShiftController(QObject):
    """Carries out what people want of logbook and handover.

    Args:
        store: Where both are kept.
        clock: Where time comes from.
        actor: Who sits at the console.
        alarms: Gives the live alarms that are not at rest; None while nothing is live.
        journal: Gives the journal; None while there is no profile.
        notes: What people wrote to moments and points.
        window: Dialogs stand before it.
        parent: Owner.

    Signals:
        said: A sentence on what was done (str).
        handover_waiting: The last shift's handover waits to be taken over; a sentence (str).
    """

    said = Signal(str)
    handover_waiting = Signal(str)
    _told = Signal(int, int)

    def __init__(  # noqa: PLR0917 - what a handover is made of, and the console's usual four
        self,
        store: LogbookStore,
        clock: Clock,
        actor: str,
        alarms: Callable[[], Mapping[AlarmId, AlarmState] | None],
        journal: Callable[[], JournalReader | None],
        notes: AnnotationStore,
        window: QWidget | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store, self._clock, self._actor = store, clock, actor
        self._alarms, self._journal, self._notes = alarms, journal, notes
        self._city: City | None = None
        self._view: HandoverView | None = None
        self._background: Background | None = None
        self._serial = 0
        self._is_building = False
        self._has_greeted = False
        self.logbook = LogbookController(store, clock, actor, window, self)
        self.logbook.said.connect(self.said)
        self._told.connect(self._show_step, Qt.ConnectionType.QueuedConnection)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self.renew)

    def set_city(self, city: City) -> None:
        """Take a profile: its shifts, its points and rules."""
        self._city = city
        self.logbook.set_city(city)
        self._look.start()
        self.renew()
        if not self._has_greeted:
            self._has_greeted = True
            self._greet()

    def join(self, logbook: "LogbookView", handover: "HandoverView") -> None:
        """Keep the views up to date and do what they ask for."""
        self.logbook.join(logbook)
        self._view = handover
        handover.prepare_requested.connect(self.prepare)
        handover.cancel_requested.connect(self.cancel)
        handover.remark_requested.connect(self.remark)
        handover.leave_requested.connect(self.leave)
        handover.take_requested.connect(self.take)
        handover.entry_requested.connect(logbook.reveal)
        handover.destroyed.connect(self._forget)
        self.renew()

    def close(self) -> None:
        """End what runs."""
        self._look.stop()
        self._serial += 1
        if self._background is not None:
            self._background.close()

    # --- the logbook ------------------------------------------------------------------------------

    def log(self, alarm_id: str) -> "RecordDialog[LogEntry]":
        """Ask for a line of the logbook on an alarm."""
        return self.logbook.log_alarm(alarm_id)

    def log_points(self, point_ids: Sequence[str]) -> "RecordDialog[LogEntry]":
        """Ask for a line of the logbook on some points, now."""
        return self.logbook.log_at(None, point_ids)

    def undo(self) -> None:
        """Take the last change of the logbook back."""
        self.logbook.undo()

    # --- the handover -----------------------------------------------------------------------------

    def renew(self) -> None:
        """Show what there is to hand over now."""
        if (desk := self.desk()) is not None and self._view is not None:
            self._view.show_desk(desk)

    def desk(self) -> HandoverDesk | None:
        """Return what there is to hand over and to take over; None without a profile."""
        if self._city is None:
            return None
        now_us = self._clock.now_us()
        change = shift_change(self._city, now_us)
        return HandoverDesk(self._actor, change, now_us, self._store.handovers())

    def _greet(self) -> None:
        """Point to the last shift's handover while the present one has just begun."""
        desk = self.desk()
        if desk is None or desk.change.leaving is None or not desk.change.running:
            return
        waiting = waiting_handover(desk.handovers, desk.change)
        if waiting is not None and desk.now_us - desk.change.leaving.start_us < FRESH_US:
            name = waiting.shift.name.in_language(language())
            sentence = self.tr(
                "Die Übergabe der Schicht „{0}“ wartet darauf, übernommen zu werden."
            )
            self.handover_waiting.emit(sentence.format(name))

    def prepare(self, shift: Shift) -> None:
        """Put the handover of a shift together beside the window."""
        journal, alarms, city = self._journal(), self._alarms(), self._city
        if self._is_building:
            return
        if journal is None or alarms is None or city is None:
            self._fail(
                self.tr(
                    "Die Datenerfassung antwortet nicht; was ansteht, ist deshalb nicht bekannt."
                )
            )
            return
        from app.services.handover_reading import (  # noqa: PLC0415 - seldom wanted
            HandoverSources,
            HandoverTask,
            read_handover,
        )
        from widgets.background import Background  # noqa: PLC0415 - seldom wanted

        if self._background is None:
            self._background = Background(self)
        self._serial += 1
        serial, now_us = self._serial, self._clock.now_us()
        known = handover_of(self._store.handovers(), shift)
        draft = known or Handover(uuid4().hex, shift, now_us)
        sources = HandoverSources(journal, self._store, self._notes)
        task = HandoverTask(city, shift, dict(alarms), draft, now_us)
        self._is_building = True
        self._show_step(serial, 0)
        self._background.ask(
            self,
            lambda: read_handover(sources, task, lambda n: self._told.emit(serial, n)),
            lambda made: self._keep_draft(serial, made),
            lambda why: self._fail_build(serial, why),
        )

    def cancel(self) -> None:
        """Drop the handover that is being put together."""
        self._serial += 1
        self._end_build()

    def _keep_draft(self, serial: int, made: Handover) -> None:
        if serial == self._serial:
            known = self._store.handover(made.id)
            remark = made.remark if known is None else known.remark
            self._put(replace(made, remark=remark))
            self._end_build()

    def _fail_build(self, serial: int, why: str) -> None:
        if serial == self._serial:
            self._end_build()
            sentence = self.tr("Die Übergabe konnte nicht zusammengestellt werden: {0}")
            self._fail(sentence.format(on_screen(why)))

    def _show_step(self, serial: int, step: int) -> None:
        if serial == self._serial and self._is_building and self._view is not None:
            self._view.show_progress(step)

    def _end_build(self) -> None:
        self._is_building = False
        if self._view is not None:
            self._view.show_progress(None)

    def _fail(self, sentence: str) -> None:
        if self._view is not None:
            self._view.show_problem(sentence)

    def remark(self, handover_id: str, text: str) -> None:
        """Keep the remark of a draft."""
        known = self._store.handover(handover_id)
        if known is not None and not known.is_frozen:
            self._put(replace(known, remark=text))

    def leave(self, handover_id: str, name: str, text: str) -> None:
        """Sign a draft: from now on its content stays as it is."""
        known = self._store.handover(handover_id)
        if known is not None:
            signed = replace(known, remark=text, left=Signature(name, self._clock.now_us()))
            if self._put(signed):
                self.said.emit(self.tr("Die Übergabe ist unterschrieben und bleibt nun so."))

    def take(self, handover_id: str, name: str) -> None:
        """Sign as the one who takes over."""
        known = self._store.handover(handover_id)
        if known is not None and self._put(
            replace(known, taken=Signature(name, self._clock.now_us()))
        ):
            self.said.emit(self.tr("Die Übergabe ist übernommen."))

    def _put(self, handover: Handover) -> bool:
        try:
            self._store.put_handover(handover)
        except HandoverRefusedError as error:
            if self._view is not None:
                self._view.refuse(on_screen(str(error)))
            return False
        self.renew()
        return True

    def _forget(self) -> None:
        self._view = None
