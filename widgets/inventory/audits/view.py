"""The pane of the audits by scan: begins, takes codes, keeps what was read, ends."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.cities import City
from app.domain.inventory.audits import Audit, Code, CodeKind, Place, codes_of
from app.domain.inventory.changes import Changeset, Commit, ConflictError, RefusedError
from app.domain.inventory.records import Key
from app.services.clocks import SystemClock
from app.services.inventory.audit_codes import Answer, CodeBook, answer_of, with_list
from app.services.inventory.audits import (
    KIND,
    Consequences,
    Due,
    PastAudit,
    due_places,
    finishing,
    history,
)
from app.services.inventory.uids import new_uid
from app.services.ports import Clock, InventoryReader
from widgets.foreign_texts import on_screen
from widgets.inventory.audits.beginning import Begun, begin_at, go_on
from widgets.inventory.audits.finish_page import FinishPage
from widgets.inventory.audits.keeping import Keeper
from widgets.inventory.audits.list_dialog import ListDialog
from widgets.inventory.audits.reports import Reports
from widgets.inventory.audits.run_page import RunPage
from widgets.inventory.audits.start_page import StartPage
from widgets.inventory.fields import ReaderThread, References
from widgets.inventory.panes import InventoryPane, OpenReader, Wish
from widgets.texts import count

_LOCATIONS: Final = frozenset({CodeKind.SITE, CodeKind.SPACE})


class AuditPane(InventoryPane):
    """Audits by scan.

    Attributes:
        start: The page one begins on.
        run: The page one scans on.
        finish: The page one ends on.
        audit: The audit that is being made; None while none is.
        place: Its site.
        keeper: Keeps what was read.
        reports: Saves reports.
    """

    def __init__(self, parent: QWidget | None = None, *, clock: Clock | None = None) -> None:
        super().__init__(parent)
        self._clock = clock or SystemClock()
        self._zone = "Europe/Berlin"
        self._reader: ReaderThread | None = None
        self._references: References | None = None
        self.audit: Audit | None = None
        self.place: Place | None = None
        self._book = CodeBook(Place("", ""))
        self._name = ""
        self._waiting = 0
        self._is_due = True
        self.start, self.run, self.finish = StartPage(), RunPage(), FinishPage()
        self.reports = Reports(self.start.notice, self._clock, self)
        self.pages = QStackedWidget()
        for page in (self.start, self.run, self.finish):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)
        self.keeper = Keeper(self)
        self._connect()

    def _connect(self) -> None:
        self.keeper.change_requested.connect(self.change_requested)
        self.keeper.failed.connect(self._fail_keeping)
        start, run, finish = self.start, self.run, self.finish
        start.code_scanned.connect(self._find_place)
        start.site_requested.connect(self.begin)
        start.audit_requested.connect(self.resume)
        start.report_requested.connect(self.reports.ask)
        run.code_scanned.connect(self.scan)
        run.space_chosen.connect(self.go_to_space)
        run.undo_requested.connect(self.undo)
        run.list_requested.connect(self._ask_list)
        run.pause_requested.connect(self.pause)
        run.finish_requested.connect(self._show_finish)
        run.thing_requested.connect(lambda uid: self.open_requested.emit(Key("asset", uid)))
        finish.back_requested.connect(self._show_run)
        finish.finish_requested.connect(self.conclude)

    # ---- what the console tells ----------------------------------------------------------------
    @override
    def set_city(self, city: City) -> None:
        self._zone = city.time_zone
        self.start.zone = self.reports.zone = city.time_zone
        self._read_lists()

    @override
    def set_inventory(self, open_reader: OpenReader) -> None:
        super().set_inventory(open_reader)
        if self._reader is None:
            self._reader = ReaderThread(open_reader, self, "inventory-audit")
            self._references = References(open_reader, self)
            self.start.set_references(self._references)
        self._read_lists()

    @override
    def show_keys(self, keys: Sequence[Key]) -> None:
        """Offer the selected site on the start page; a running audit is not disturbed."""
        if len(keys) == 1 and keys[0].kind == "site" and self.start.choice is not None:
            self.start.choice.set_value(keys[0].uid)

    @override
    def show_commit(self, commit: Commit) -> None:
        if any(key.kind in {KIND, "asset", "site"} for key in commit.changed):
            self._read_lists()

    def close_feed(self) -> None:
        """Keep what was read and end the threads."""
        self.keeper.close()
        for part in (self._reader, self._references, self.reports):
            if part is not None:
                part.close()

    @override
    def retranslate(self) -> None:
        for page in (self.start, self.run, self.finish):
            page.retranslate()

    # ---- lists of the start page ---------------------------------------------------------------
    def _read_lists(self) -> None:
        """Read what is due and what was; only while somebody looks."""
        self._is_due = True
        if self._reader is None or not self.isVisible() or self.pages.currentIndex() != 0:
            return
        self._is_due = False
        now_us = self._clock.now_us()

        def work(reader: InventoryReader) -> tuple[list[Due], list[PastAudit]]:
            return due_places(reader, now_us), history(reader)

        self._reader.ask(self, work, self._take_lists, self._fail_start)

    def _take_lists(self, found: tuple[list[Due], list[PastAudit]]) -> None:
        self.start.show_due(found[0])
        self.start.show_history(found[1])

    def _fail_start(self, why: str) -> None:
        words = self.tr("Der Bestand lässt sich gerade nicht lesen. {0}").format(on_screen(why))
        self.start.notice.show_notice("mdi6.alert-circle-outline", words)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_due:
            self._read_lists()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.save()
        super().hideEvent(event)

    # ---- beginning -----------------------------------------------------------------------------
    def begin(self, site: str, space: str = "") -> None:
        """Begin an audit of a site or of one of its spaces; an unfinished one of it goes on."""
        self.keeper.after_saving(lambda: self._begin(site, space))

    def _begin(self, site: str, space: str) -> None:
        now_us, template = self._clock.now_us(), self.tr("Inventur {0}")

        def work(reader: InventoryReader) -> Begun | None:
            return begin_at(reader, site, space, template)

        def take(begun: Begun | None) -> None:
            if begun is None:
                self._say_no_place()
                return
            audit = begun.audit or Audit(new_uid(now_us), site, now_us, (space,), space)
            self._show_begun(begun, audit)

        if self._reader is not None:
            self._reader.ask(self, work, take, self._fail_start)

    def resume(self, uid: str) -> None:
        """Go on with an unfinished audit."""
        self.keeper.after_saving(lambda: self._resume(uid))

    def _resume(self, uid: str) -> None:
        def take(begun: Begun | None) -> None:
            if begun is None or begun.audit is None:
                self._say_no_place()
            else:
                self._show_begun(begun, begun.audit)

        if self._reader is not None:
            self._reader.ask(self, lambda reader: go_on(reader, uid), take, self._fail_start)

    def _show_begun(self, begun: Begun, audit: Audit) -> None:
        self.place, self.audit, self._name = begun.place, audit, begun.name
        self.keeper.begin(begun.place, begun.name, is_new=begun.audit is None)
        self._book = CodeBook(begun.place)
        self._waiting = 0
        self.run.show_place(begun.place)
        self.run.notice.show_notice("", "")
        self._show_run()
        self.run.say_place()

    def _find_place(self, text: str) -> None:
        """Begin where a scanned code says."""

        def take(answer: Answer) -> None:
            if answer.location is None:
                self._say_no_place()
            else:
                self.begin(*answer.location)

        if self._reader is not None:
            self._reader.ask(self, lambda reader: answer_of(reader, text), take, self._fail_start)

    def _say_no_place(self) -> None:
        self.start.notice.show_notice(
            "mdi6.map-marker-question-outline",
            self.tr("Dieser Code gehört zu keinem Ort. Bitte scannen Sie den Code eines Ortes."),
        )

    # ---- scanning ------------------------------------------------------------------------------
    def scan(self, text: str) -> None:
        """Take a code; it counts at once, or as soon as it was looked up."""
        if self.audit is None or self._reader is None:
            return
        codes = codes_of(text)
        known = self._book.things(codes)
        if known and not self._waiting and not _is_location(codes):
            self._count(Answer(text, tuple(known)))
            return
        # Codes count in the order in which they were read: later ones wait for this one.
        self._waiting += 1
        self.run.say_looking(text)
        uid = self.audit.uid

        def take(answer: Answer) -> None:
            if self.audit is not None and self.audit.uid == uid:
                self._waiting -= 1
                self._take_answer(answer)

        self._reader.ask(self, lambda reader: answer_of(reader, text), take, self._fail_looking)

    def _take_answer(self, answer: Answer) -> None:
        if answer.location is None or self.audit is None:
            self._count(answer)
        elif answer.location[0] == self.audit.site:
            self.go_to_space(answer.location[1])
        else:
            self.begin(*answer.location)

    def _count(self, answer: Answer) -> None:
        audit, place = self.audit, self.place
        if audit is None or place is None:
            return
        now_us = self._clock.now_us()
        self._change(audit.scanned(place, answer.text, answer.things, now_us))
        self.run.answer(self.audit.scans[-1] if self.audit else audit.scans[-1])

    def go_to_space(self, space: str) -> None:
        """Go on in another space of the site; it belongs to the audit from now on."""
        if self.audit is not None and space != self.audit.here:
            self._change(self.audit.moved(space))
        self.run.say_place()

    def undo(self) -> None:
        """Take the last scan back."""
        if self.audit is not None and self.audit.scans and not self._waiting:
            gone = self.audit.scans[-1]
            self._change(self.audit.undone())
            self.run.say_undone(gone)

    def _change(self, audit: Audit) -> None:
        self.audit = audit
        self.keeper.note(audit)
        self.run.show_audit(audit)

    def _ask_list(self) -> None:
        dialog = ListDialog(self.window())
        dialog.codes_given.connect(self.take_codes)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_codes(self, codes: Sequence[str]) -> None:
        """Take a list of codes, as if they had been scanned one after the other."""
        audit, place, now_us = self.audit, self.place, self._clock.now_us()
        if audit is None or place is None or self._reader is None or not codes:
            return
        if self._waiting:
            for code in codes:
                self.scan(code)
            return
        self._waiting += 1
        texts = list(codes)
        self.run.say_looking(self.tr("{0} Codes").format(count(len(texts))))

        def take(taken: Audit) -> None:
            if self.audit is None or self.audit.uid != taken.uid:
                return
            self._waiting -= 1
            is_moved = self.audit is not audit  # the person went on meanwhile
            self._change(taken.moved(self.audit.here) if is_moved else taken)
            self.run.say_list(len(texts))

        def work(reader: InventoryReader) -> Audit:
            return with_list(reader, audit, place, texts, now_us)

        self._reader.ask(self, work, take, self._fail_looking)

    def _fail_looking(self, why: str) -> None:
        self._waiting = max(self._waiting - 1, 0)
        self.run.notice.show_notice("mdi6.alert-circle-outline", on_screen(why))

    def _show_run(self) -> None:
        if self.audit is not None:
            self.pages.setCurrentWidget(self.run)
            self.run.show_audit(self.audit)
            self.run.line.setFocus()

    # ---- keeping -------------------------------------------------------------------------------
    def save(self) -> None:
        """Keep what was read, so that the audit can go on another time."""
        self.keeper.save()

    def _fail_keeping(self, why: str) -> None:
        words = self.tr("Der Zwischenstand ließ sich nicht speichern: {0}").format(on_screen(why))
        page: StartPage | RunPage | FinishPage = self.run if self.audit is not None else self.start
        if self.pages.currentWidget() is self.finish:
            page = self.finish
        page.notice.show_notice("mdi6.alert-circle-outline", words)

    def pause(self) -> None:
        """Leave the audit; it can go on another time."""
        self.save()
        self.audit = self.place = None
        self._show_start()

    def _show_start(self) -> None:
        self.pages.setCurrentWidget(self.start)
        self.start.line.setFocus()
        self._read_lists()

    # ---- ending --------------------------------------------------------------------------------
    def _show_finish(self) -> None:
        if self.audit is not None and self.place is not None and not self._waiting:
            self.save()
            self.finish.show_audit(self.audit, self.place)
            self.pages.setCurrentWidget(self.finish)

    def conclude(self, consequences: Consequences) -> None:
        """End the audit, and have happen what shall follow from it."""
        self.keeper.after_saving(lambda: self._conclude(consequences))

    def _conclude(self, consequences: Consequences) -> None:
        audit, place = self.audit, self.place
        if audit is None or place is None or self._reader is None:
            return
        self.finish.show_busy(is_busy=True)
        now_us, zone, name = self._clock.now_us(), self._zone, self._name
        reason = self.finish.reason.text().strip()

        def work(reader: InventoryReader) -> Changeset:
            is_new = reader.record(KIND, audit.uid) is None
            return finishing(
                reader,
                audit,
                place,
                name=name,
                consequences=consequences,
                now_us=now_us,
                zone=zone,
                reason=reason,
                is_new=is_new,
            )

        def take(changeset: Changeset) -> None:
            self.change_requested.emit(Wish(changeset, self._take_end, is_told=True))

        self._reader.ask(self, work, take, self.finish.show_failure)

    def _take_end(self, outcome: Commit | Exception) -> None:
        if isinstance(outcome, Commit):
            self.audit = self.place = None
            self.keeper.forget()
            self.start.tabs.setCurrentWidget(self.start.past)
            self.start.notice.show_notice(
                "mdi6.check-circle-outline",
                self.tr("Die Inventur ist abgeschlossen. Ihr Bericht steht unter „Bisherige“."),
            )
            self._show_start()
        elif isinstance(outcome, RefusedError):
            told = dict.fromkeys(on_screen(one.reason) for one in outcome.problems)
            self.finish.show_failure(" ".join(told))
        elif isinstance(outcome, ConflictError):
            self.finish.show_failure(
                self.tr("Ein Gerät wurde inzwischen geändert. Bitte schließen Sie noch einmal ab.")
            )
        else:
            self.finish.show_failure(on_screen(str(outcome)))

    # ---- hands ---------------------------------------------------------------------------------
    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Bring what a scanner types to its line, wherever the focus is."""
        page = self.pages.currentWidget()
        text = event.text()
        if page is not self.finish and text.strip() and text.isprintable():
            line = self.run.line if page is self.run else self.start.line
            line.setFocus()
            line.insert(text)
            return
        super().keyPressEvent(event)


def _is_location(codes: Sequence[Code]) -> bool:
    return any(code.kind in _LOCATIONS for code in codes)
