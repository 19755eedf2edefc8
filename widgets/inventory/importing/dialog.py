"""The window of the import assistant: joins the steps to what happens in threads."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.inventory.changes import Changeset, Commit, Origin, Transaction
from app.domain.inventory.records import Key
from app.services.clocks import SystemClock
from app.services.inventory.imports.profiles import ImportProfile, remember
from app.services.inventory.uids import new_uid
from app.services.ports import Clock, InventoryReader
from app.services.tables.model import Layout, RawTable
from widgets.foreign_texts import on_screen
from widgets.inventory.fields import ReaderThread, References
from widgets.inventory.importing.commit_run import CommitRun
from widgets.inventory.importing.error_files import ErrorFiles
from widgets.inventory.importing.frame import COMMIT, FILE, LAYOUT, MAPPING, TRIAL, ImportFrame
from widgets.inventory.importing.jobs import PREVIEW_ROWS, TableReading
from widgets.inventory.importing.proposals import (
    Look,
    Proposal,
    Trial,
    is_known_as,
    look_of,
    proposal_of,
    with_kept,
)
from widgets.inventory.importing.trial_run import TrialRun
from widgets.inventory.panes import OpenReader, Wish
from widgets.texts import count

__all__ = ["COMMIT", "FILE", "LAYOUT", "MAPPING", "TRIAL", "ImportDialog"]

_REST_MS: Final = 250
_LOOK_MS: Final = 100


class ImportDialog(ImportFrame):
    """Leads from a file to a change of the inventory. It blocks nothing: it is not modal.

    Args:
        open_reader: Where readers come from.
        command: What starts the side of the program that reads files, see `ApartReader`.
        parent: The window.
        zone: Time zone of the city.
        clock: Says what time it is.

    Attributes:
        raw: The whole table; None until it is read.
        trial: What the import would do; None until it was tried.

    Signals:
        change_requested: A `Wish`: the import, then what is remembered of its layout.
        undo_requested: The import is to be taken back (`Transaction`).
        show_requested: Records are to be seen in the inventory (list of Key).
    """

    change_requested = Signal(object)
    undo_requested = Signal(object)
    show_requested = Signal(list)

    def __init__(
        self,
        open_reader: OpenReader,
        command: Sequence[str],
        parent: QWidget | None = None,
        *,
        zone: str = "Europe/Berlin",
        clock: Clock | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock or SystemClock()
        self._paths: list[Path] = []
        self._asked = Layout()
        self.raw: RawTable | None = None
        self.proposal: Proposal | None = None
        self.trial: Trial | None = None
        self._columns: tuple[str, ...] = ()
        self._is_closed = False
        self._reading = TableReading(command, self)
        self._meaning = ReaderThread(open_reader, self, "import-mapping")
        self._trying = TrialRun(open_reader, self)
        self._titles = References(open_reader, self)
        self._carrying = CommitRun(self)
        self._errors = ErrorFiles(self.trial_step.notice, self)
        self.mapping.zone = zone
        self.trial_step.model.words.zone = zone
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._connect()
        self.retranslate()
        self.go_to(FILE)

    def _connect(self) -> None:
        self.steps.step_requested.connect(self.go_to)
        self.back.clicked.connect(lambda: self.go_to(self.step - 1))
        self.next.clicked.connect(lambda: self.go_to(self.step + 1))
        self.leave.clicked.connect(self.close)
        self.file.files_chosen.connect(self.choose)
        self.layout_step.layout_changed.connect(self._read)
        self.mapping.kind_changed.connect(self._propose)
        self.mapping.mapping_changed.connect(self._mapping_changed)
        trial = self.trial_step
        trial.stop_requested.connect(self._stop_trial)
        trial.stage.action_requested.connect(self._try)
        trial.error_file_requested.connect(self.save_errors)
        trial.titles_wanted.connect(self._ask_titles)
        trial.open_requested.connect(lambda key: self.show_requested.emit([key]))
        commit = self.commit
        commit.commit_requested.connect(self.carry_out)
        commit.stop_requested.connect(self._carrying.stop)
        self._carrying.change_requested.connect(self.change_requested)
        self._carrying.undo_requested.connect(self.undo_requested)
        commit.undo_requested.connect(self._undo)
        commit.show_requested.connect(lambda: self.show_requested.emit(self._carrying.changed))
        commit.another_requested.connect(self._begin_again)
        self._trying.tried.connect(self._take_trial)
        self._trying.failed.connect(self._fail_trial)
        self._rest.timeout.connect(self._ask_look)
        self._look.timeout.connect(self._show_progress)

    # ---- steps ---------------------------------------------------------------------------------
    @property
    def transaction(self) -> Transaction | None:
        """What was carried out; None before, and after it was taken back."""
        return self._carrying.transaction

    @property
    def _is_committing(self) -> bool:
        return self._carrying.watch is not None

    @property
    def reached(self) -> int:
        """Number of the last step that can be gone to."""
        if not self._paths or self.layout_step.model.rowCount() == 0:
            return FILE
        if self.raw is None or self.proposal is None:
            return LAYOUT
        if self.mapping.flaws:
            return MAPPING
        if self.transaction is None and (self.trial is None or self.trial.plan.is_empty):
            return TRIAL
        return COMMIT

    def go_to(self, step: int) -> None:
        """Go to a step, as far as it can be gone to."""
        step = min(max(step, FILE), self.reached)
        if self._is_committing:
            step = COMMIT
        self.pages.setCurrentIndex(step)
        if step == TRIAL and self.trial is None and self._trying.watch is None:
            self._try()
        if step == COMMIT and self.trial is not None:
            self._show_ready(self.trial)
        self._update()

    def _update(self) -> None:
        step, reached = self.step, self.reached
        busy = self._is_committing
        self.steps.show_step(step, COMMIT if busy else reached)
        self.back.setEnabled(step > FILE and not busy)
        self.next.setEnabled(step < reached and not busy)
        self.next.setVisible(step < COMMIT)

    # ---- step 1 and 2: the file ----------------------------------------------------------------
    def choose(self, paths: Sequence[Path]) -> None:
        """Take a file, a folder or several documents."""
        self._paths = list(paths)
        self._forget()
        self.layout_step.clear()  # nothing of an earlier file can be gone to
        self.proposal = self._carrying.transaction = None
        more = self.tr("{0} und {1} weitere")
        name = paths[0].name
        self.file.show_file(name if len(paths) == 1 else more.format(name, count(len(paths) - 1)))
        self.file.notice.show_notice("", "")
        self.go_to(FILE)
        self._read(Layout())

    def _forget(self) -> None:
        self.raw = self.trial = None
        self._rest.stop()
        self._meaning.drop()
        self._trying.stop()

    def _read(self, layout: Layout) -> None:
        """Read the first rows; the whole follows."""
        self._forget()
        self._asked = layout
        self._reading.read(
            self._paths, layout, PREVIEW_ROWS, self._take_preview, self._fail_reading
        )
        self._look.start()
        self._update()

    def _take_preview(self, raw: RawTable) -> None:
        self.file.show_reading(-1, 0)
        self.layout_step.show_table(raw)
        if self.step == FILE:
            self.go_to(LAYOUT)
        if len(raw.rows) < PREVIEW_ROWS:
            self._take_whole(raw)
            return
        self.layout_step.show_rows(-1)
        # Fifty rows may not tell a comma from a point.
        layout = replace(raw.layout, decimal_comma=self._asked.decimal_comma)
        self._reading.read(self._paths, layout, None, self._take_whole, self._fail_reading)
        self._update()

    def _take_whole(self, raw: RawTable) -> None:
        self.raw = raw
        self.layout_step.show_rows(len(raw.rows))
        self._ask_proposal("")
        self._update()

    def _fail_reading(self, sentence: str) -> None:
        self.file.show_reading(-1, 0)
        said = on_screen(sentence)
        self.file.notice.show_notice("mdi6.alert-circle-outline", said)
        self.layout_step.show_failure(said)
        self._update()

    # ---- step 3: what it means -----------------------------------------------------------------
    def _ask_proposal(self, kind: str) -> None:
        raw = self.raw
        if raw is None:
            return
        self._meaning.drop()

        def work(reader: InventoryReader) -> Proposal:
            return proposal_of(reader, raw, kind)

        self._meaning.ask(self, work, self._take_proposal, self._fail_proposal)
        self._look.start()

    def _propose(self, kind: str) -> None:
        self.trial = None
        self._ask_proposal(kind)

    def _take_proposal(self, proposal: Proposal) -> None:
        raw = self.raw
        if raw is None:
            return
        is_same = self.proposal is not None and self._columns == raw.columns
        self.proposal = with_kept(proposal, self.mapping.mapping if is_same else None)
        self.mapping.show_proposal(raw, self.proposal)
        self._columns = raw.columns
        self._mapping_changed()

    def _fail_proposal(self, sentence: str) -> None:
        self.layout_step.show_failure(sentence)

    def _mapping_changed(self) -> None:
        self.trial = None
        self._trying.stop()
        self._rest.start()
        self._update()

    def _ask_look(self) -> None:
        raw, mapping = self.raw, self.mapping.mapping
        if raw is None or mapping is None:
            return
        self._meaning.drop()

        def work(_: InventoryReader) -> Look:
            return look_of(raw, mapping)

        self._meaning.ask(self, work, self.mapping.show_look, self._fail_proposal)

    # ---- step 4: the trial ---------------------------------------------------------------------
    def _try(self) -> None:
        raw, mapping = self.raw, self.mapping.mapping
        if raw is not None and mapping is not None:
            self.trial_step.show_progress(0, 0)
            self._trying.begin(raw, mapping, self._clock.now_us())
            self._look.start()
            self._update()

    def _take_trial(self, trial: Trial) -> None:
        raw, mapping = self.raw, self.mapping.mapping
        if raw is not None and mapping is not None and self.proposal is not None:
            self.trial = trial
            self._carrying.transaction = None
            self.trial_step.show_trial(raw, mapping, trial, self.proposal.custom)
        self._update()

    def _fail_trial(self, sentences: Sequence[str]) -> None:
        self.trial_step.show_failure(sentences)
        self._update()

    def _stop_trial(self) -> None:
        self._trying.stop()
        self.trial_step.show_stopped()
        self._update()

    def _ask_titles(self, keys: list[Key]) -> None:
        self._titles.ask_titles(self, keys, self.trial_step.show_titles)

    def save_errors(self, path: Path | None = None) -> None:
        """Write the rows with problems into a file that can be mended and read again."""
        if self.raw is not None and self.trial is not None:
            self._errors.save(self.raw, self.trial.plan, self._paths[0], path)

    # ---- step 5: carrying out ------------------------------------------------------------------
    def _show_ready(self, trial: Trial) -> None:
        profile = self.proposal.profile if self.proposal else None
        name = profile.name if profile else Path(self.raw.name if self.raw else "").stem
        is_known = self.proposal is not None and is_known_as(self.proposal, self.mapping.mapping)
        self.commit.show_plan(trial.plan, name, is_remembered=not is_known)

    def carry_out(self) -> None:
        """Wish for the import."""
        trial = self.trial
        if trial is None or self._is_committing or trial.plan.is_empty:
            return
        changeset = replace(trial.plan.changeset, reason=self.commit.reason.text().strip())
        self.commit.show_progress(0, len(changeset.operations))
        self._carrying.begin(changeset, trial.plan.kind, self._take_outcome)
        self._look.start()
        self._update()

    def _take_outcome(self, outcome: Commit | Exception) -> None:
        self.commit.show_outcome(outcome)
        if isinstance(outcome, Commit) and self.trial is not None:
            self._remember()
            self.trial = None
        self._update()

    def _remember(self) -> None:
        """Wish that the layout is remembered."""
        raw, mapping = self.raw, self.mapping.mapping
        name = self.commit.name.text().strip()
        if not self.commit.remember.isChecked() or not name or raw is None or mapping is None:
            return
        now_us = self._clock.now_us()
        profile = self.proposal.profile if self.proposal else None
        uid = profile.uid if profile is not None and profile.name == name else ""
        kept: ImportProfile = remember(name, raw, mapping, uid)
        operation = kept.operation(new_uid(now_us), now_us)
        reason = self.tr("Zuordnung „{0}“ gemerkt").format(name)
        self.change_requested.emit(Wish(Changeset([operation], reason, Origin.EDIT)))

    def _undo(self) -> None:
        if self._carrying.undo():
            self.commit.show_undone(is_done=False)

    def show_commit(self, commit: Commit) -> None:
        """Take that the inventory changed: what was tried before may hold no more."""
        if self._carrying.is_undone_by(commit):
            self.commit.show_undone(is_done=True)
            self._update()

    def _begin_again(self) -> None:
        self._paths = []
        self._forget()
        self.layout_step.clear()
        self.proposal = self._carrying.transaction = None
        self.file.show_file("")
        self.go_to(FILE)

    # ---- progress ------------------------------------------------------------------------------
    def _show_progress(self) -> None:
        reading = self._reading.watch
        done, total = (reading.done, reading.total) if reading is not None else (-1, 0)
        is_first = self.layout_step.model.rowCount() == 0 or self.step == FILE
        self.file.show_reading(done if is_first else -1, total)
        is_meaning = self.raw is not None and self.proposal is None
        bar = self.layout_step.bar
        bar.setVisible(not is_first and (reading is not None or is_meaning))
        bar.setRange(0, 0 if is_meaning else total)
        bar.setValue(max(done, 0))
        trying, committing = self._trying.watch, self._carrying.watch
        if committing is not None:
            self.commit.show_progress(committing.done, committing.total)
        if trying is not None:
            self.trial_step.show_progress(trying.done, trying.total)
        if not is_meaning and reading is trying is committing is None:
            self._look.stop()

    # ---- end -----------------------------------------------------------------------------------
    def _end(self) -> None:
        """End the threads. An import that is being carried out goes on; the console tells of it."""
        if self._is_closed:
            return
        self._is_closed = True
        self._rest.stop()
        self._look.stop()
        self._carrying.close()
        for part in (self._reading, self._meaning, self._trying, self._titles, self._errors):
            part.close()

    @override
    def done(self, result: int) -> None:
        self._end()
        super().done(result)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._end()
        super().closeEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set all texts."""
        self.setWindowTitle(self.tr("Importieren"))
        self.steps.show_names(
            (
                self.tr("Datei"),
                self.tr("Aufbau"),
                self.tr("Zuordnung"),
                self.tr("Probe"),
                self.tr("Import"),
            ),
            self.tr("Bis zum letzten Schritt wird nichts geändert."),
        )
        self.back.setText(self.tr("Zurück"))
        self.next.setText(self.tr("Weiter"))
        self.leave.setText(self.tr("Schließen"))
        for page in self.all_pages:
            page.retranslate()
