"""Asks for what an order on findings needs, below the list; refuses at the field."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.inventory.kinds import KINDS
from widgets.foreign_texts import on_screen
from widgets.inventory.card.parts import AskingFrame, line_of
from widgets.inventory.fields import FieldEditor, make_editor
from widgets.inventory.findings.orders import Given, Order
from widgets.points.inspector_parts import words
from widgets.texts import count
from widgets.theme.tokens import GRID

_NEEDS = {
    Order.ACCEPT: ("resolution",),
    Order.ASSIGN: ("assignee",),
    Order.SNOOZE: ("snoozed_until", "resolution"),
    Order.RESOLVE: ("resolution",),
    Order.REOPEN: (),
}


class OrderPanel(AskingFrame):
    """Asks; hidden while no order is wanted.

    Signals:
        given: The person wrote what is needed (`Order`, `Given`).
    """

    given = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.order: Order | None = None
        self._today = date.min
        self._heading, self.problem = words(name="heading"), words()
        self.go, self.leave = QPushButton(), QPushButton()
        self.go.setObjectName("primary")
        self.editors: dict[str, FieldEditor] = {}
        form_box = QWidget()
        form = QFormLayout(form_box)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(2 * GRID)
        for name in ("assignee", "snoozed_until", "resolution"):
            one = KINDS["finding"].field(name)
            self.editors[name] = make_editor(one)
            form.addRow(QLabel(), self.editors[name])
        self._form = form
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        for part in (self._heading, form_box, self.problem, line_of(self.go, self.leave)):
            column.addWidget(part)
        self.go.clicked.connect(self.send)
        self.leave.clicked.connect(self.rest)
        self.rest()

    def ask(self, order: Order, amount: int, today: date) -> None:
        """Ask for what an order on so many findings needs."""
        self.order, self._today = order, today
        titles = {
            Order.ACCEPT: self.tr("Vorschlag übernehmen"),
            Order.ASSIGN: self.tr("Zuweisen"),
            Order.SNOOZE: self.tr("Zurückstellen"),
            Order.RESOLVE: self.tr("Als erledigt melden"),
            Order.REOPEN: self.tr("Wieder öffnen"),
        }
        of = self.tr("{0}: {1} Befunde") if amount > 1 else self.tr("{0}: 1 Befund")
        self._heading.setText(of.format(titles[order], count(amount)))
        self.go.setText(titles[order])
        self.leave.setText(self.tr("Abbrechen"))
        for name, editor in self.editors.items():
            editor.set_value(None)
            label = self._form.labelForField(editor)
            if isinstance(label, QLabel):
                label.setText(on_screen(editor.field.label))
            self._form.setRowVisible(editor, name in _NEEDS[order])
        if order is Order.ACCEPT:
            self.editors["resolution"].set_value(self.tr("Vorschlag übernommen"))
        self.problem.hide()
        self.go.setEnabled(True)
        self.show()
        if _NEEDS[order]:
            self.editors[_NEEDS[order][0]].setFocus()
        else:
            self.go.setFocus()

    @override
    def rest(self) -> None:
        """Want no order any more."""
        self.order = None
        self.hide()

    def send(self) -> None:
        """Emit what was written, or say at the field what is missing."""
        order = self.order
        if order is None:
            return
        is_whole = True
        for name in _NEEDS[order]:
            editor = self.editors[name]
            problem = editor.own_problem() or self._problem(name, str(editor.value() or ""))
            editor.show_problem(problem)
            is_whole = is_whole and not problem
        if is_whole:
            values = {name: str(one.value() or "") for name, one in self.editors.items()}
            self.go.setEnabled(False)
            self.given.emit(
                order,
                Given(values["assignee"], values["snoozed_until"], values["resolution"]),
            )

    def _problem(self, name: str, value: str) -> str:
        if not value.strip():
            label = on_screen(KINDS["finding"].field(name).label)
            return self.tr("„{0}“ fehlt. Bitte füllen Sie das Feld aus.").format(label)
        if name == "snoozed_until" and value <= self._today.isoformat():
            return self.tr("Bitte nennen Sie einen Tag nach dem heutigen.")
        return ""

    def refuse(self, sentence: str) -> None:
        """Say why it was not done."""
        self.go.setEnabled(True)
        self.problem.setText(sentence)
        self.problem.show()
