"""Asks in the midst of a pane for a few fields of one record, and why; refuses at the field."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from app.domain.inventory.changes import Action, Changeset, Operation, RefusedError
from app.domain.inventory.checks import problems_of
from app.domain.inventory.fields import Value
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Record
from widgets.foreign_texts import on_screen
from widgets.inventory.fields import make_editor
from widgets.inventory.panes import Wish
from widgets.portfolio.wishing import WishingFrame


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a record.

    Attributes:
        record: The record as it was seen; its version goes along.
        heading: What is going to happen.
        go: What carries it out.
        names: Fields that are asked for.
        values: What they are filled with at first.
        fixed: Values that change along, unasked.
        needed: Fields that must be filled.
        reason: Why, as far as it is known.
        is_reason_needed: True when a person has to say why.
    """

    record: Record
    heading: str
    go: str
    names: Sequence[str]
    values: Mapping[str, Value] = field(default_factory=dict)
    fixed: Mapping[str, Value] = field(default_factory=dict)
    needed: Collection[str] = ()
    reason: str = ""
    is_reason_needed: bool = False


class FieldsPanel(WishingFrame):
    """Asks one question; hidden while there is none.

    Signals:
        left: Nothing is asked any more.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question: Question | None = None
        self.reason = QLineEdit()
        self.reason.returnPressed.connect(self.carry_out)

    def ask(self, question: Question) -> None:
        """Ask a question in place of the one before."""
        self.question = question
        self.clear_form()
        kind = KINDS[question.record.kind]
        self.editors = {name: make_editor(kind.field(name)) for name in question.names}
        for name, editor in self.editors.items():
            editor.set_value(question.values.get(name, question.record.get(name)))
            self.form.addRow(on_screen(kind.field(name).label), editor)
        self.reason = QLineEdit(question.reason)
        self.reason.returnPressed.connect(self.carry_out)
        self.reason.setAccessibleName(self.tr("Begründung"))
        self.form.addRow(self.tr("Begründung"), self.reason)
        self.heading.setText(question.heading)
        self.go.setText(question.go)
        self.go.setEnabled(True)
        self.leave.setText(self.tr("Abbrechen"))
        self.problem.hide()
        self.show()
        first = next(iter(self.editors.values()), None)
        wants_reason = question.is_reason_needed or first is None
        (self.reason if wants_reason or first is None else first).setFocus()

    @override
    def rest(self) -> None:
        """Ask for nothing any more."""
        if self.question is not None:
            self.question = None
            self.hide()
            self.left.emit()

    @override
    def carry_out(self) -> None:
        """Check the fields; emit the wish, or say what is missing where it is missing."""
        question = self.question
        if question is None:
            return
        if not self.are_filled(question.needed):
            return
        asked = {name: one.value() for name, one in self.editors.items()}
        reason = self.reason.text().strip()
        if question.is_reason_needed and not reason:
            self.complain(self.tr("Bitte sagen Sie, warum sich das ändert."))
            self.reason.setFocus()
            return
        record = question.record
        values = {**asked, **question.fixed}
        operation = Operation(Action.UPDATE, record.kind, record.uid, values, record.rev)
        found = list(problems_of(operation, record.values))
        if found:
            self.refuse(RefusedError(found))
            return
        self.go.setEnabled(False)
        changeset = Changeset((operation,), reason or question.heading)
        self.change_wanted.emit(Wish(changeset, self.take, is_told=True))
