"""Sets the light of projects by hand: which one, why, and until when; or takes it back."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.inventory.changes import Action, Changeset, Operation, RefusedError
from app.domain.inventory.checks import problems_of
from app.domain.inventory.fields import Value
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Record
from app.domain.portfolio.portfolios import Portfolio, title_of
from widgets.foreign_texts import on_screen
from widgets.inventory.fields import make_editor
from widgets.inventory.panes import Wish
from widgets.portfolio.wishing import WishingFrame
from widgets.texts import count

FIELDS: Final = ("light", "light_reason", "light_until")

_HOLDS_DAYS: Final = 30
"""So long a light holds unless a person says something else."""


class LightPanel(WishingFrame):
    """Asks for a light; hidden while none is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._records: list[Record] = []
        self.hint.show()

    def ask(self, records: Sequence[Record], today: date) -> None:
        """Ask for the light of some projects."""
        self._records = list(records)
        if not self._records:
            return
        self.clear_form()
        self.editors = {name: make_editor(KINDS["project"].field(name)) for name in FIELDS}
        only = self._records[0] if len(self._records) == 1 else None
        for name, editor in self.editors.items():
            self.form.addRow(on_screen(KINDS["project"].field(name).label), editor)
            if only is not None and only.get(name):
                editor.set_value(only.get(name))
        until = self.editors["light_until"].value()
        if until is None or str(until) < today.isoformat():
            day = today + timedelta(days=_HOLDS_DAYS)
            self.editors["light_until"].set_value(day.isoformat())
        self._say(only)
        self.show()
        self.editors["light"].setFocus()

    def follow(self, portfolio: Portfolio) -> None:
        """Take the newest versions of the projects; what was entered stays."""
        if self.isHidden():
            return
        found = (portfolio.get("project", one.uid) for one in self._records)
        self._records = [one for one in found if one is not None]
        if not self._records:
            self.rest()

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

    @override
    def carry_out(self) -> None:
        """Check the fields; emit the wish, or say at each field what is wrong with it."""
        if not self._records:
            return
        if not self.are_filled(FIELDS):
            return
        values = {name: one.value() for name, one in self.editors.items()}
        operations = tuple(_operation(record, values) for record in self._records)
        found = [
            one
            for operation, record in zip(operations, self._records, strict=True)
            for one in problems_of(operation, record.values)
        ]
        if found:
            self.refuse(RefusedError(found))
            return
        self.go.setEnabled(False)
        changeset = Changeset(operations, self.tr("Ampel von Hand gesetzt"))
        self.change_wanted.emit(Wish(changeset, self.take, is_told=True))


def without_light(records: Sequence[Record], reason: str) -> Changeset:
    """Return the change that lets the rules count again."""
    nothing: dict[str, Value] = dict.fromkeys(FIELDS)
    return Changeset(tuple(_operation(one, nothing) for one in records), reason)


def _operation(record: Record, values: dict[str, Value]) -> Operation:
    return Operation(Action.UPDATE, record.kind, record.uid, dict(values), record.rev)
