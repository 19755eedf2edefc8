"""Asks when risks that were looked at are to be looked at again."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QPushButton, QVBoxLayout

from app.domain.inventory.kinds import KINDS
from widgets.foreign_texts import on_screen
from widgets.inventory.card.parts import AskingFrame, line_of
from widgets.inventory.fields import make_editor
from widgets.points.inspector_parts import words
from widgets.portfolio.due.done import REVIEW_DAYS
from widgets.texts import count
from widgets.theme.tokens import GRID


class ReviewPanel(AskingFrame):
    """Asks for the day of the next review; hidden while none is wanted.

    Signals:
        given: The day (`date`).
    """

    given = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._today = date.min
        self.heading, self.problem = words(name="heading"), words()
        self.go, self.leave = QPushButton(), QPushButton()
        self.go.setObjectName("primary")
        self.day = make_editor(KINDS["risk"].field("review_on"))
        self._form = QFormLayout()
        self.label = QLabel()
        self._form.addRow(self.label, self.day)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self.heading)
        column.addLayout(self._form)
        column.addWidget(self.problem)
        column.addWidget(line_of(self.go, self.leave))
        self.go.clicked.connect(self.give)
        self.leave.clicked.connect(self.rest)
        self.hide()

    def ask(self, amount: int, today: date) -> None:
        """Ask for the next review of some risks."""
        self._today = today
        text = self.tr("{0} Risiken sind geprüft. Wann sollen sie wieder geprüft werden?")
        if amount == 1:
            text = self.tr("Das Risiko ist geprüft. Wann soll es wieder geprüft werden?")
        self.heading.setText(text.format(count(amount)))
        self.go.setText(self.tr("Als geprüft melden"))
        self.leave.setText(self.tr("Abbrechen"))
        self.label.setText(on_screen(self.day.field.label))
        self.day.set_value((today + timedelta(days=REVIEW_DAYS)).isoformat())
        self.problem.hide()
        self.show()
        self.day.setFocus()

    def give(self) -> None:
        """Give the day, or say what is wrong with it."""
        value = self.day.value()
        if own := self.day.own_problem():
            self.day.show_problem(own)
        elif not isinstance(value, str) or date.fromisoformat(value) <= self._today:
            self.day.show_problem(self.tr("Bitte nennen Sie einen Tag nach heute."))
        else:
            self.given.emit(date.fromisoformat(value))

    def refuse(self, why: str) -> None:
        """Say why it could not be done."""
        self.problem.setText(why)
        self.problem.show()
