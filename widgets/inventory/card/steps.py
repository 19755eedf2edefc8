"""A step of a life cycle, in place: asks for what it needs, refuses at the field."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.inventory.changes import (
    Action,
    Changeset,
    Commit,
    ConflictError,
    Operation,
    RefusedError,
)
from app.domain.inventory.checks import problems_of
from app.domain.inventory.fields import Field, FieldType, Value
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.life_cycles import LIFE_CYCLES, Transition
from app.domain.inventory.records import Record
from widgets.foreign_texts import on_screen
from widgets.inventory.card.parts import AskingFrame, line_of
from widgets.inventory.fields import FieldEditor, References, make_editor
from widgets.inventory.panes import Wish
from widgets.points.inspector_parts import words
from widgets.theme.tokens import GRID

_OF_THE_PAST = ("_on",)


class StepPanel(AskingFrame):
    """Carries a step out; hidden while none is wanted.

    Signals:
        change_wanted: A `Wish`.
        outdated: Somebody changed the record meanwhile; it is to be read again.
    """

    change_wanted = Signal(object)
    outdated = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._record: Record | None = None
        self._step: Transition | None = None
        self.editors: dict[str, FieldEditor] = {}
        self.reason = QLineEdit()
        self.problem = words()
        self.go, self.leave = QPushButton(), QPushButton()
        self.go.setObjectName("primary")
        self._heading = words(name="heading")
        self._form_box = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self._heading)
        column.addWidget(self._form_box)
        column.addWidget(self.problem)
        column.addWidget(line_of(self.go, self.leave))
        self.go.clicked.connect(self.carry_out)
        self.leave.clicked.connect(self.rest)
        self._renew_form()
        self.rest()

    @override
    def rest(self) -> None:
        """Want no step any more."""
        self._step = None
        self.hide()

    @property
    def is_busy(self) -> bool:
        """True while a step is being asked about."""
        return self._step is not None

    def ask(
        self, record: Record, step: Transition, today: date, references: References | None
    ) -> None:
        """Ask for what a step needs; carry it out at once when nothing is missing."""
        self._record, self._step = record, step
        cycle = LIFE_CYCLES[record.kind]
        missing = dict.fromkeys(
            (*cycle.missing_for(step, record.values), *cycle.missing_in(step.after, record.values))
        )
        self.problem.hide()
        self._renew_form()
        for name in missing:
            self._add(KINDS[record.kind].field(name), today, references)
        self._form.addRow(self.tr("Begründung"), self.reason)
        self._heading.setText(on_screen(step.label))
        self.go.setText(on_screen(step.label))
        self.leave.setText(self.tr("Abbrechen"))
        if missing:
            self.show()
            self.editors[next(iter(missing))].setFocus()
        else:
            self.carry_out()

    def follow(self, find: Callable[[str, str], Record | None]) -> None:
        """Take the newest version of the record that is asked about; what was entered stays.

        Args:
            find: Returns a record by kind and uid, None when there is none any more.
        """
        step, asked = self._step, self._record
        if step is None or asked is None:
            return
        newest = find(asked.kind, asked.uid)
        state = None if newest is None else newest.get(LIFE_CYCLES[asked.kind].field)
        if newest is None or state != step.before:
            self.rest()  # somebody else took a step, or took it away
        else:
            self._record = newest

    def _add(self, one: Field, today: date, references: References | None) -> None:
        editor = make_editor(one, references=references)
        if one.type is FieldType.DATE and one.name.endswith(_OF_THE_PAST):
            editor.set_value(today.isoformat())
        self.editors[one.name] = editor
        self._form.addRow(on_screen(one.label), editor)

    def _renew_form(self) -> None:
        """Put an empty form in place of the one before."""
        old, self._form_box = self._form_box, QWidget()
        self._form = QFormLayout(self._form_box)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setSpacing(2 * GRID)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.editors = {}
        self.reason = QLineEdit()
        self.reason.setAccessibleName(self.tr("Begründung"))
        layout = self.layout()
        if layout is not None:
            layout.replaceWidget(old, self._form_box)
        old.hide()
        old.deleteLater()

    # ---- carrying it out -----------------------------------------------------------------------
    def carry_out(self) -> None:
        """Check the fields; emit the wish, or say at each field what is wrong with it."""
        record, step = self._record, self._step
        if record is None or step is None:
            return
        values: dict[str, Value] = {name: one.value() for name, one in self.editors.items()}
        values[LIFE_CYCLES[record.kind].field] = step.after
        operation = Operation(Action.UPDATE, record.kind, record.uid, values, record.rev)
        own = {name: text for name, one in self.editors.items() if (text := one.own_problem())}
        for name, text in own.items():
            self.editors[name].show_problem(text)
        problems = list(problems_of(operation, record.values))
        if own or problems:
            self._refuse(RefusedError(problems))
            return
        self.go.setEnabled(False)
        changeset = Changeset((operation,), self.reason.text().strip())
        self.change_wanted.emit(Wish(changeset, self._done, is_told=True))

    def _done(self, outcome: Commit | Exception) -> None:
        self.go.setEnabled(True)
        if isinstance(outcome, Commit):
            self.rest()
        elif isinstance(outcome, RefusedError):
            self._refuse(outcome)
        else:
            self.show()
            self.problem.setText(on_screen(str(outcome)))
            self.problem.show()
            if isinstance(outcome, ConflictError):
                self.outdated.emit()

    def _refuse(self, refusal: RefusedError) -> None:
        self.show()
        rest = []
        for editor in self.editors.values():
            if not editor.own_problem():
                editor.show_problem("")
        for one in refusal.problems:
            at_field = self.editors.get(one.field)
            if at_field is not None:
                if not at_field.own_problem():
                    at_field.show_problem(one.reason, one.suggestion)
            else:
                rest.append(on_screen(f"{one.reason} {one.suggestion}".strip()))
        self.problem.setText("\n".join(dict.fromkeys(rest)))
        self.problem.setVisible(bool(rest))
