"""Sets the light of projects by hand: which one, why, and until when; or takes it back."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QPushButton, QVBoxLayout, QWidget

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

FIELDS: Final = ("light", "light_reason", "light_until")

_HOLDS_DAYS: Final = 30
"""So long a light holds unless a person says something else."""


class LightPanel(AskingFrame):
    """Asks for a light; hidden while none is wanted.

    Signals:
        change_wanted: A `Wish`.
    """

    change_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._records: list[Record] = []
        self.editors: dict[str, FieldEditor] = {}
        self.heading, self.problem = words(name="heading"), words()
        self.hint = words(name="muted")
        self.go, self.leave = QPushButton(), QPushButton()
        self.go.setObjectName("primary")
        self._box = QWidget()
        self._form = QFormLayout(self._box)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setSpacing(2 * GRID)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        for part in (self.heading, self.hint, self._box, self.problem):
            column.addWidget(part)
        column.addWidget(line_of(self.go, self.leave))
        self.go.clicked.connect(self.carry_out)
        self.leave.clicked.connect(self.rest)
        self.hide()

    def ask(self, records: Sequence[Record], today: date) -> None:
        """Ask for the light of some projects."""
        self._records = list(records)
        if not self._records:
            return
        while self._form.rowCount():
            self._form.removeRow(0)
        self.editors = {name: make_editor(KINDS["project"].field(name)) for name in FIELDS}
        only = self._records[0] if len(self._records) == 1 else None
        for name, editor in self.editors.items():
            self._form.addRow(on_screen(KINDS["project"].field(name).label), editor)
            if only is not None and only.get(name):
                editor.set_value(only.get(name))
        until = self.editors["light_until"].value()
        if until is None or str(until) < today.isoformat():
            day = today + timedelta(days=_HOLDS_DAYS)
            self.editors["light_until"].set_value(day.isoformat())
        self._say(only)
        self.show()
        self.editors["light"].setFocus()

    def _say(self, only: Record | None) -> None:
        title = self.tr("Ampel von „{0}“ von Hand setzen")
        many = self.tr("Ampel von {0} Projekten von Hand setzen")
        self.heading.setText(
            many.format(count(len(self._records))) if only is None else title.format(title_of(only))
        )
        self.hint.setText(
            self.tr("Sie gilt bis zu ihrem Tag statt der Regeln; danach zählen wieder die Regeln.")
        )
        self.go.setText(self.tr("Ampel setzen"))
        self.leave.setText(self.tr("Abbrechen"))
        self.problem.hide()

    def carry_out(self) -> None:
        """Check the fields; emit the wish, or say at each field what is wrong with it."""
        if not self._records:
            return
        values = {name: one.value() for name, one in self.editors.items()}
        missing = [name for name, value in values.items() if value in (None, "")]
        for name, editor in self.editors.items():
            empty = self.tr("Bitte füllen Sie dieses Feld aus.") if name in missing else ""
            editor.show_problem(editor.own_problem() or empty)
        if missing or any(editor.own_problem() for editor in self.editors.values()):
            return
        operations = tuple(_operation(record, values) for record in self._records)
        found = [
            one
            for operation, record in zip(operations, self._records, strict=True)
            for one in problems_of(operation, record.values)
        ]
        if found:
            self._refuse(RefusedError(found))
            return
        self.go.setEnabled(False)
        changeset = Changeset(operations, self.tr("Ampel von Hand gesetzt"))
        self.change_wanted.emit(Wish(changeset, self._done, is_told=True))

    def _done(self, outcome: Commit | Exception) -> None:
        self.go.setEnabled(True)
        if isinstance(outcome, Commit):
            self.rest()
        elif isinstance(outcome, RefusedError):
            self._refuse(outcome)
        else:
            self._complain(on_screen(str(outcome)))

    def _refuse(self, refusal: RefusedError) -> None:
        rest = []
        for one in refusal.problems:
            at_field = self.editors.get(one.field)
            if at_field is None:
                rest.append(on_screen(f"{one.reason} {one.suggestion}".strip()))
            else:
                at_field.show_problem(one.reason, one.suggestion)
        if rest:
            self._complain("\n".join(dict.fromkeys(rest)))

    def _complain(self, text: str) -> None:
        self.show()
        self.problem.setText(text)
        self.problem.show()


def without_light(records: Sequence[Record], reason: str) -> Changeset:
    """Return the change that lets the rules count again."""
    nothing: dict[str, Value] = dict.fromkeys(FIELDS)
    return Changeset(tuple(_operation(one, nothing) for one in records), reason)


def _operation(record: Record, values: dict[str, Value]) -> Operation:
    return Operation(Action.UPDATE, record.kind, record.uid, dict(values), record.rev)
