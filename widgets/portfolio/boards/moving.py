"""Moves work items to another stage: asks for what it needs, refuses at the field."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFormLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.inventory.changes import Action, Changeset, Commit, Operation, RefusedError
from app.domain.inventory.checks import problems_of
from app.domain.inventory.fields import Value
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Record
from app.domain.portfolio.portfolios import title_of
from widgets.foreign_texts import on_screen
from widgets.inventory.card.parts import AskingFrame, line_of
from widgets.inventory.fields import FieldEditor, make_editor
from widgets.inventory.panes import Wish
from widgets.points.inspector_parts import words
from widgets.texts import count
from widgets.theme.tokens import GRID

NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "doing": ("started_on",),
    "blocked": ("blocked_by",),
    "done": ("started_on", "finished_on"),
}
"""Fields that a stage needs; those that are empty are asked for."""

_LETTERS: Final = 70
"""Width of the form; longer lines are hard to follow."""

_TODAY: Final = frozenset({("doing", "started_on"), ("done", "finished_on")})
"""What most likely is today."""


def moved_values(record: Record, stage: str, given: Mapping[str, Value]) -> dict[str, Value]:
    """Return what changes when a work item goes to a stage.

    What no longer holds is emptied: the day it was finished, what blocked it.

    Args:
        record: The work item.
        stage: Where it goes.
        given: What a person filled in; fields that are filled already stay as they are.
    """
    values: dict[str, Value] = {"stage": stage}
    values |= {name: one for name, one in given.items() if not record.text(name)}
    if stage != "done" and record.text("finished_on"):
        values["finished_on"] = None
    if stage != "blocked" and record.text("blocked_by"):
        values["blocked_by"] = None
    return values


class MovePanel(AskingFrame):
    """Carries moves out; hidden while it need not ask.

    Signals:
        change_wanted: A `Wish`.
        left: It asks no more; the board takes the focus.
    """

    change_wanted = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._records: list[Record] = []
        self._stage = ""
        self.editors: dict[str, FieldEditor] = {}
        self.heading, self.problem = words(name="heading"), words()
        self.go, self.leave = QPushButton(), QPushButton()
        self.go.setObjectName("primary")
        self._box = QWidget()
        self._form = QFormLayout(self._box)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        for part in (self.heading, self._box, self.problem):
            column.addWidget(part)
        column.addWidget(line_of(self.go, self.leave))
        self.go.clicked.connect(self.carry_out)
        self.leave.clicked.connect(self.rest)
        for key, act in ((Qt.Key.Key_Return, self.carry_out), (Qt.Key.Key_Enter, self.carry_out)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self.hide()

    @override
    def rest(self) -> None:
        """Want no move any more."""
        was_asking = self.isVisible()
        self._stage = ""
        self.hide()
        if was_asking:
            self.left.emit()

    def ask(self, records: Sequence[Record], stage: str, today: date) -> None:
        """Ask for what a stage needs; move at once when nothing is missing."""
        self._records, self._stage = list(records), stage
        missing = [
            name
            for name in NEEDS.get(stage, ())
            if not all(record.text(name) for record in self._records)
        ]
        self.problem.hide()
        self._renew_form(missing, today)
        stage_word = on_screen(KINDS["work_item"].field("stage").choice_label(stage))
        if len(self._records) == 1:
            title = title_of(self._records[0])
            self.heading.setText(self.tr("„{0}“ nach „{1}“").format(title, stage_word))
        else:
            text = self.tr("{0} Arbeitspakete nach „{1}“")
            self.heading.setText(text.format(count(len(self._records)), stage_word))
        self.go.setText(self.tr("Verschieben"))
        self.leave.setText(self.tr("Abbrechen"))
        if missing:
            self.show()
            empty = [name for name in missing if (stage, name) not in _TODAY]
            self.editors[(empty or missing)[0]].setFocus()
        else:
            self.carry_out()

    def _renew_form(self, missing: Sequence[str], today: date) -> None:
        """Put an empty form in place of the one before."""
        old, self._box = self._box, QWidget()
        self._form = QFormLayout(self._box)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setSpacing(2 * GRID)
        self._box.setMaximumWidth(_LETTERS * self.fontMetrics().averageCharWidth())
        self.editors = {}
        for name in missing:
            field = KINDS["work_item"].field(name)
            editor = make_editor(field)
            if (self._stage, name) in _TODAY:
                editor.set_value(today.isoformat())
            self.editors[name] = editor
            self._form.addRow(on_screen(field.label), editor)
        layout = self.layout()
        if layout is not None:
            layout.replaceWidget(old, self._box)
        old.hide()
        old.deleteLater()

    # ---- carrying it out -----------------------------------------------------------------------
    def carry_out(self) -> None:
        """Check the fields; emit the wish, or say at each field what is wrong with it."""
        if not self._stage:
            return
        given = {name: editor.value() for name, editor in self.editors.items()}
        own = {name: text for name, one in self.editors.items() if (text := one.own_problem())}
        for name, one in self.editors.items():
            if given[name] in {None, ""} and name not in own:
                own[name] = self.tr("Bitte füllen Sie dieses Feld aus.")
            one.show_problem(own.get(name, ""))
        operations = [
            Operation(
                Action.UPDATE, record.kind, record.uid,
                moved_values(record, self._stage, given), record.rev,
            )
            for record in self._records
        ]  # fmt: skip
        problems = [
            problem
            for record, operation in zip(self._records, operations, strict=True)
            for problem in problems_of(operation, record.values)
        ]
        if own:
            return
        if problems:
            self._refuse(RefusedError(problems))
            return
        self.go.setEnabled(False)
        self.change_wanted.emit(Wish(Changeset(operations), self._done, is_told=True))

    def _done(self, outcome: Commit | Exception) -> None:
        self.go.setEnabled(True)
        if isinstance(outcome, Commit):
            self.rest()
        elif isinstance(outcome, RefusedError):
            self._refuse(outcome)
        else:
            self._say(on_screen(str(outcome)))

    def _refuse(self, refusal: RefusedError) -> None:
        rest = []
        for one in refusal.problems:
            at_field = self.editors.get(one.field)
            if at_field is not None:
                at_field.show_problem(one.reason, one.suggestion)
            else:
                rest.append(on_screen(f"{one.reason} {one.suggestion}".strip()))
        self._say("\n".join(dict.fromkeys(rest)))

    def _say(self, text: str) -> None:
        self.show()
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
