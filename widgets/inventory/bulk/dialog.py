"""The dialog that changes many records at once."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.inventory.changes import (
    Changeset,
    Commit,
    ConflictError,
    Origin,
    RefusedError,
)
from app.domain.inventory.fields import Field
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key, Record
from app.services.ports import InventoryReader, StoppedError
from widgets.connections.tables import RowDelegate, RowTable
from widgets.foreign_texts import on_screen
from widgets.inventory.bulk.form import BulkForm
from widgets.inventory.bulk.plan import BulkPlan, plan_change, settable
from widgets.inventory.bulk.preview import PreviewModel
from widgets.inventory.bulk.reading import BulkRecords, BulkSource, read_source
from widgets.inventory.fields import ReaderThread, References, ValueWords
from widgets.inventory.panes import OpenReader, Wish
from widgets.placeholders import NoticeBar
from widgets.texts import count
from widgets.theme.tokens import GRID

_REST_MS: Final = 150
_WIDTHS: Final = (26, 20, 20, 20, 44)


class BulkDialog(QDialog):
    """Asks what shall be set in many records, shows what comes of it, and wishes it.

    Args:
        source: Which records.
        open_reader: Where readers come from.
        parent: The window.
        zone: Time zone of the city.

    Attributes:
        form: What shall be set.
        plan: What would come of it.
        reason: Why, in the person's words.
        leave_out: Records against which something stands are left out.
        apply_button: Wishes the change.

    Signals:
        change_requested: A `Wish`.
        progressed: Records were read (done, of how many); from the thread that reads.
        written: Records were changed (done, of how many); from the thread that writes.
    """

    change_requested = Signal(object)
    progressed = Signal(int, int)
    written = Signal(int, int)

    def __init__(
        self,
        source: BulkSource,
        open_reader: OpenReader,
        parent: QWidget | None = None,
        *,
        zone: str = "Europe/Berlin",
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._records: list[Record] = []
        self._custom: dict[str, Field] = {}
        self._fields: dict[str, Field] = {}
        self._is_sent = self._is_stopped = False
        self.plan = BulkPlan()
        self._references = References(open_reader, self)
        self._reader = ReaderThread(open_reader, self, "inventory-bulk")
        self._planner = ReaderThread(open_reader, self, "inventory-plan")
        self.form = BulkForm(self._references, zone)
        self.model = PreviewModel(self)
        self.model.words = ValueWords(zone)
        self.table = RowTable()
        self.notice, self.counts = NoticeBar(), QLabel()
        self.bar, self.reason = QProgressBar(), QLineEdit()
        self.leave_out, self.only_problems = QCheckBox(), QCheckBox()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST_MS)
        self._arrange()
        self._connect()
        self._read()

    def _arrange(self) -> None:
        self.setWindowTitle(self.tr("Gemeinsam ändern"))
        kind = KINDS[self._source.kind]
        heading = QLabel(self.tr("{0} gemeinsam ändern").format(on_screen(kind.plural)))
        heading.setObjectName("heading")
        self.table.setModel(self.model)
        self.table.setItemDelegate(RowDelegate(self.table))
        self.table.setAccessibleName(self.tr("Vorschau"))
        letter = self.fontMetrics().horizontalAdvance("0")
        for place, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(place, width * letter)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.only_problems.setText(self.tr("Nur zeigen, was nicht geht"))
        self.leave_out.setText(self.tr("Auslassen, was nicht geht"))
        self.reason.setPlaceholderText(self.tr("Warum? Der Grund steht im Verlauf der Änderungen."))
        self.reason.setAccessibleName(self.tr("Grund"))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.form)
        split.addWidget(self.table)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 5)
        split.setSizes([letter * 46, letter * 104])
        options = QHBoxLayout()
        options.addWidget(self.counts, 1)
        options.addWidget(self.only_problems)
        options.addWidget(self.leave_out)
        self.bar.setTextVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(heading)
        column.addWidget(self.notice)
        column.addWidget(split, 1)
        column.addWidget(self.bar)
        column.addLayout(options)
        column.addWidget(self.reason)
        column.addWidget(self._buttons())
        self.resize(letter * 158, self.fontMetrics().height() * 40)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.apply_button = buttons.addButton(
            self.tr("Ändern"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.apply_button.setObjectName("primary")
        buttons.addButton(self.tr("Abbrechen"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.apply)
        buttons.rejected.connect(self.reject)
        return buttons

    def _connect(self) -> None:
        self._timer.timeout.connect(self._plan)
        self.form.changed.connect(self._begin_plan)
        self.only_problems.toggled.connect(self._show_plan)
        self.leave_out.toggled.connect(self._show_plan)
        self.progressed.connect(self._show_progress)
        self.written.connect(self._show_written)

    # ---- reading -------------------------------------------------------------------------------
    def _read(self) -> None:
        self._show_progress(0, 0)
        is_wanted = self._reader.is_wanted()
        source, tell = self._source, self.progressed.emit

        def work(reader: InventoryReader) -> BulkRecords:
            return read_source(reader, source, tell, is_wanted)

        self._reader.ask(self, work, self._take_records, self._fail)

    def _show_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.setVisible(True)
        self.apply_button.setEnabled(False)
        words = self.tr("Die Datensätze werden gelesen …")
        self.counts.setText(f"{words} {count(done)} / {count(total)}" if total else words)

    def _take_records(self, found: BulkRecords) -> None:
        self._records, self._custom = found.records, found.custom
        self._fields = settable(self._source.kind, found.custom)
        self.form.show_fields(self._fields, self._records)
        self._begin_plan()

    def _fail(self, sentence: str) -> None:
        self.bar.hide()
        words = self.tr("Der Bestand lässt sich gerade nicht lesen. {0}")
        self.notice.show_notice("mdi6.alert-circle-outline", words.format(on_screen(sentence)))

    # ---- planning ------------------------------------------------------------------------------
    def _begin_plan(self) -> None:
        self.apply_button.setEnabled(False)
        self._planner.drop()
        self._timer.start()

    def _plan(self) -> None:
        change = self.form.change()
        if change is None or not self._records:
            self._take_plan(BulkPlan())
            return
        records, custom, is_wanted = self._records, self._custom, self._planner.is_wanted()

        def work(_: InventoryReader) -> BulkPlan:
            return plan_change(records, change, custom, is_wanted)

        if change.is_empty:
            self._take_plan(BulkPlan(same=len(records)))
        else:
            self._planner.ask(self, work, self._take_plan, self._fail)

    def _take_plan(self, plan: BulkPlan) -> None:
        self.plan = plan
        self.bar.hide()
        self._show_plan()

    def _show_plan(self) -> None:
        plan = self.plan
        is_only = self.only_problems.isChecked() and bool(plan.refused)
        self.model.show_plan(plan, self._all_fields(), is_problems_only=is_only)
        if unknown := self.model.unknown_references():
            self._references.ask_titles(self, list(unknown), self.model.show_titles)
        changed, refused = len(plan.operations), len(plan.refused)
        self.counts.setText(
            self.tr("{0} ändern sich, {1} bleiben gleich, {2} gehen nicht").format(
                count(changed), count(plan.same), count(refused)
            )
        )
        self.only_problems.setVisible(bool(refused))
        self.leave_out.setVisible(bool(refused))
        is_possible = bool(changed) and (not refused or self.leave_out.isChecked())
        self.apply_button.setEnabled(is_possible and not self._is_sent)
        self.apply_button.setText(
            self.tr("{0} Datensätze ändern").format(count(changed))
            if changed
            else self.tr("Ändern")
        )

    def _all_fields(self) -> dict[str, Field]:
        kind = KINDS[self._source.kind]
        return {one.name: one for one in kind.all_fields} | self._fields

    # ---- carrying out --------------------------------------------------------------------------
    def apply(self) -> None:
        """Wish what was planned."""
        if not self.apply_button.isEnabled():
            return
        self._is_sent, self._is_stopped = True, False
        self.apply_button.setEnabled(False)
        self.form.setEnabled(False)
        self.bar.setRange(0, 0)
        self.bar.show()
        changeset = Changeset(tuple(self.plan.operations), self.reason.text().strip(), Origin.BULK)
        self._show_written(0, len(changeset.operations))
        self.change_requested.emit(Wish(changeset, self._done, is_told=True, progress=self._note))

    def _note(self, done: int, total: int) -> bool:
        """Tell how far it is, from the thread that writes; tell whether it shall go on."""
        self.written.emit(done, total)
        return not self._is_stopped

    def _show_written(self, done: int, total: int) -> None:
        if not self._is_sent:
            return
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        words = self.tr("Die Datensätze werden geändert: {0} von {1}")
        if self._is_stopped:
            words = self.tr("Wird angehalten; dann ist nichts geändert.")
        self.counts.setText(words.format(count(done), count(total)))

    @override
    def reject(self) -> None:
        """Close; while records are being changed, stop that first: nothing is changed then."""
        if self._is_sent:
            self._is_stopped = True
            self._show_written(self.bar.value(), self.bar.maximum())
        else:
            super().reject()

    def _done(self, outcome: Commit | Exception) -> None:
        self._is_sent = False
        self.bar.hide()
        self.form.setEnabled(True)
        if isinstance(outcome, Commit):
            self.accept()
        elif isinstance(outcome, RefusedError):
            self._say(self.tr("Nichts wurde geändert. Die Gründe stehen in der Vorschau."))
            self._take_plan(self.plan.with_problems(outcome.problems))
        elif isinstance(outcome, ConflictError):
            self._say(
                self.tr(
                    "Nichts wurde geändert: {0} Datensätze wurden inzwischen von anderen geändert. "
                    "Die Vorschau zeigt nun den neuen Stand."
                ).format(count(len(outcome.current)))
            )
            self._renew(outcome)
        elif isinstance(outcome, StoppedError):
            self._say(self.tr("Angehalten: Nichts wurde geändert."))
            self._show_plan()
        else:
            self._say(on_screen(str(outcome)))
            self._show_plan()

    def _renew(self, conflict: ConflictError) -> None:
        current = conflict.current
        renewed = [current.get(Key(one.kind, one.uid), one) for one in self._records]
        self._records = [one for one in renewed if one is not None]
        self._begin_plan()

    def _say(self, sentence: str) -> None:
        self.notice.show_notice("mdi6.alert-circle-outline", sentence)

    @override
    def done(self, result: int) -> None:
        self._timer.stop()
        for thread in (self._reader, self._planner, self._references):
            thread.close()
        super().done(result)
