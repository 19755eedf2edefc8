"""The dialog in which one record is changed, made or copied."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.inventory.changes import (
    Changeset,
    Commit,
    ConflictError,
    Operation,
    RefusedError,
)
from app.domain.inventory.fields import Value, Values
from app.domain.inventory.records import Key, Record
from app.domain.inventory.templates import port_operations, template_ports
from app.services.clocks import SystemClock
from app.services.inventory.uids import new_uid
from app.services.ports import Clock, InventoryReader
from widgets.background import Background
from widgets.foreign_texts import on_screen
from widgets.inventory.card.parts import line_of
from widgets.inventory.card.reading import references_of
from widgets.inventory.card.wording import CardWords, kind_label
from widgets.inventory.editing.conflicts import ConflictPanel
from widgets.inventory.editing.drafts import Clash, Draft, clashes
from widgets.inventory.editing.form import RecordForm
from widgets.inventory.editing.preparing import Prepared, prepare, template_of
from widgets.inventory.fields import References, ValueWords
from widgets.inventory.panes import OpenReader, Wish
from widgets.placeholders import NoticeBar, Stage
from widgets.points.inspector_parts import words
from widgets.theme.tokens import GRID


class EditDialog(QDialog):
    """Edits one record.

    Args:
        open_reader: Where readers come from.
        key: The record; of a new one only the kind counts.
        parent: The window.
        is_copy: True to begin a new record like this one.
        given: What a new record begins with.
        zone: Time zone of the city.
        clock: Tells the moment of a new record.

    Signals:
        change_requested: A `Wish`.
        saved: The record was kept (`Key`).
    """

    change_requested = Signal(object)
    saved = Signal(object)

    def __init__(
        self,
        open_reader: OpenReader,
        key: Key,
        parent: QWidget | None = None,
        *,
        is_copy: bool = False,
        given: Values | None = None,
        zone: str = "Europe/Berlin",
        clock: Clock | None = None,
    ) -> None:
        super().__init__(parent)
        self.draft: Draft | None = None
        self._open, self._key = open_reader, key
        self._is_copy, self._given, self._zone = is_copy, given, zone
        self._clock = clock or SystemClock()
        self._prepared: Prepared | None = None
        self._template: Value = None
        self._touched: set[str] = set()
        self._is_tried = self._is_warned = self._is_done = False
        self._current: Record | None = None
        self._background = Background(self, "inventory-editing")
        self._references = References(open_reader, self)
        self.heading = words(name="heading")
        self.form = RecordForm(self._references, zone=zone)
        self.conflict = ConflictPanel()
        self.ports = QCheckBox()
        self.reason = QComboBox()
        self.notice = NoticeBar()
        self.save, self.leave = QPushButton(), QPushButton()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(0)
        self._wait.timeout.connect(self._check)
        self._arrange()
        self._connect()
        self._name()
        self.stage.show_loading()
        self._ask(self._prepare, self._begin)

    def _arrange(self) -> None:
        metrics = self.fontMetrics()
        self.reason.setEditable(True)
        self.reason.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.reason.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.save.setObjectName("primary")
        self.save.setDefault(True)
        self.save.setEnabled(False)
        self.ports.hide()
        foot = QFormLayout()
        foot.setSpacing(2 * GRID)
        foot.addRow(self.ports)
        foot.addRow(self.tr("Begründung"), self.reason)
        editing = QWidget()
        column = QVBoxLayout(editing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * GRID)
        column.addWidget(self.form, 1)
        column.addLayout(foot)
        column.addWidget(line_of(self.save, self.leave))
        self._pages = QStackedWidget()
        self._pages.addWidget(editing)
        self._pages.addWidget(self.conflict)
        self._editing = editing
        self.stage = Stage(self._pages)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        whole.setSpacing(2 * GRID)
        whole.addWidget(self.heading)
        whole.addWidget(self.notice)
        whole.addWidget(self.stage, 1)
        self.resize(80 * metrics.averageCharWidth(), 40 * metrics.lineSpacing())

    def _connect(self) -> None:
        self.form.changed.connect(self._edited)
        self.form.ready.connect(self._go_on)
        self.save.clicked.connect(self.send)
        self.leave.clicked.connect(self.reject)
        self.conflict.decided.connect(self._decide)
        self.conflict.back_wanted.connect(lambda: self._pages.setCurrentWidget(self._editing))
        self.notice.action_requested.connect(self.discard)

    def _name(self) -> None:
        kind = kind_label(self._key.kind)
        if self._is_copy:
            title = self.tr("{0}: Kopie anlegen")
        elif self._key.uid:
            title = self.tr("{0} bearbeiten")
        else:
            title = self.tr("{0} neu anlegen")
        self.setWindowTitle(title.format(kind))
        self.heading.setText(title.format(kind))
        self.save.setText(self.tr("Speichern"))
        self.leave.setText(self.tr("Abbrechen"))
        self.reason.setAccessibleName(self.tr("Begründung der Änderung"))
        line = self.reason.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("Warum? (steht in den Änderungen)"))

    # ---- reading -------------------------------------------------------------------------------
    def _prepare(self, reader: InventoryReader) -> Prepared:
        uid = new_uid(self._clock.now_us())
        return prepare(reader, self._key, uid, is_copy=self._is_copy, given=self._given)

    def _begin(self, prepared: Prepared) -> None:
        if prepared.draft is None:
            self.stage.show_message(
                "mdi6.package-variant-remove", self.tr("Diesen Datensatz gibt es nicht mehr.")
            )
            return
        if prepared.title:
            self.heading.setText(f"{self.windowTitle()}: {prepared.title}")
        self.reason.addItems([on_screen(one) for one in prepared.reasons])
        self.reason.setEditText("")
        self._prepared = prepared
        self.stage.show_content()
        self.form.show_draft(prepared.draft)

    def _go_on(self) -> None:
        """Let the person write: all fields are there."""
        if self._prepared is None:
            return
        self.draft = self._prepared.draft
        self.save.setEnabled(True)
        self._show_template(self._prepared.template)
        first = next(iter(self.form.editors.values()), None)
        if first is not None:
            first.setFocus()

    def _fail(self, why: str) -> None:
        sentence = self.tr("Der Bestand lässt sich nicht lesen: {0}")
        self.stage.show_message("mdi6.database-alert-outline", sentence.format(why))

    def _show_template(self, template: Value) -> None:
        number = len(template_ports(template))
        is_offered = self.draft is not None and self.draft.is_new and number > 0
        self._template = template if is_offered else None
        self.ports.setVisible(is_offered)
        self.ports.setChecked(is_offered)
        text = self.tr("{0} Anschlüsse nach der Vorlage des Typs mit anlegen")
        self.ports.setText(text.format(number))

    # ---- while the person writes -----------------------------------------------------------------
    def _edited(self, name: str) -> None:
        self._touched.add(name)
        self._is_warned = False
        self.notice.show_notice("", "")
        self._wait.start()  # several fields may change at once
        if name == "type" and self._key.kind == "asset" and self.draft and self.draft.is_new:
            values = {"type": self.form.values().get("type")}
            self._ask(lambda reader: template_of(reader, values), self._show_template)

    def _ask(self, read: Callable[[InventoryReader], object], take: Callable[..., None]) -> None:
        def work() -> object:
            reader = self._open()
            try:
                return read(reader)
            finally:
                reader.close()

        self._background.ask(self, work, take, self._fail)

    def _check(self) -> bool:
        """Show what is wrong at the touched fields, at all of them once saving was tried."""
        if self.draft is None:
            return False
        problems = list(self.draft.problems(self.form.values()))
        names = None if self._is_tried else self._touched
        left = self.form.show_problems(problems, names)
        if self._is_tried and left:
            text = " ".join(dict.fromkeys(on_screen(one.reason) for one in left))
            self.notice.show_notice("mdi6.alert-outline", text)
        return not problems and not self.form.unreadable()

    # ---- saving --------------------------------------------------------------------------------
    def send(self) -> None:
        """Emit the wish to keep what was written, or say at each field what is wrong with it."""
        if self.draft is None:
            return
        self._is_tried = True
        self.notice.show_notice("", "")
        if not self._check():
            self.form.go_to_first_problem()
            return
        operation = self.draft.operation(self.form.values())
        if operation is None:
            self._finish()
            return
        operations: list[Operation] = [operation]
        if self._template is not None and self.ports.isChecked():
            operations += port_operations(
                self._template, self.draft.key.uid, lambda: new_uid(self._clock.now_us())
            )
        self.save.setEnabled(False)
        reason = self.reason.currentText().strip()
        self.change_requested.emit(Wish(Changeset(operations, reason), self._done, is_told=True))

    def _done(self, outcome: Commit | Exception) -> None:
        self.save.setEnabled(True)
        if self._is_done:
            return
        if isinstance(outcome, Commit):
            if self.draft is not None:
                self.saved.emit(self.draft.key)
            self._finish()
        elif isinstance(outcome, RefusedError):
            left = self.form.show_problems(outcome.problems)
            text = " ".join(dict.fromkeys(on_screen(one.reason) for one in left))
            self.notice.show_notice("mdi6.alert-outline" if text else "", text)
            self._pages.setCurrentWidget(self._editing)
            self.form.go_to_first_problem()
        elif isinstance(outcome, ConflictError):
            self._meet(outcome)
        else:
            self.notice.show_notice("mdi6.alert-outline", on_screen(str(outcome)))

    def _meet(self, conflict: ConflictError) -> None:
        """Show both sides of a conflict."""
        if self.draft is None:
            return
        current = conflict.current.get(self.draft.key)
        if current is None:
            self.notice.show_notice(
                "mdi6.alert-outline", self.tr("Diesen Datensatz hat inzwischen jemand entfernt.")
            )
            return
        self._current = current
        found = clashes(self.draft, self.form.values(), current)
        kind = self.draft.key.kind
        named: set[Key] = set()
        for one in found:
            for value in (one.before, one.mine, one.theirs):
                named |= set(references_of(kind, {**current.values, one.name: value}))
        self._ask(
            lambda reader: reader.titles(named),
            lambda titles: self._show_clashes(found, current, titles),
        )

    def _show_clashes(
        self, found: Sequence[Clash], current: Record, titles: dict[Key, str]
    ) -> None:
        says = CardWords(ValueWords(self._zone), titles)
        self.conflict.show_clashes(found, current, says)
        self._pages.setCurrentWidget(self.conflict)

    def _decide(self) -> None:
        """Put the chosen values into the form, on the version there is now, and save again."""
        if self.draft is None or self._current is None:
            return
        self.draft = self.draft.rebased(self._current)
        for name, value in self.conflict.choices().items():
            self.form.set_value(name, value)
        self._pages.setCurrentWidget(self._editing)
        self.send()

    # ---- leaving -------------------------------------------------------------------------------
    @property
    def is_changed(self) -> bool:
        """True when something written would be lost."""
        if self.draft is None or self._is_done:
            return False
        values = self.form.values()
        start = self.draft.start
        return any((value or None) != (start.get(name) or None) for name, value in values.items())

    @override
    def reject(self) -> None:
        """Close, but not at the first try while something written would be lost."""
        if self.is_changed and not self._is_warned:
            self._is_warned = True
            self._pages.setCurrentWidget(self._editing)
            self.notice.show_notice(
                "mdi6.alert-outline",
                self.tr("Ihre Änderungen sind noch nicht gespeichert."),
                self.tr("Verwerfen"),
            )
            return
        self.discard()

    def discard(self) -> None:
        """Close; what was written is lost."""
        self._end()
        super().reject()

    def _finish(self) -> None:
        self._end()
        super().accept()

    def _end(self) -> None:
        self._is_done = True
        self._wait.stop()
        self.form.stop()
        self._references.close()
        self._background.close()
