"""A frame in the midst of a pane that asks for some fields and says at each what is refused."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.inventory.changes import Commit, RefusedError
from widgets.foreign_texts import on_screen
from widgets.inventory.card.parts import AskingFrame, line_of
from widgets.inventory.fields import FieldEditor
from widgets.points.inspector_parts import words
from widgets.theme.tokens import GRID


class WishingFrame(AskingFrame):
    """Asks for fields; hidden while none is wanted. A subclass has `carry_out` and `rest`.

    Signals:
        change_wanted: A `Wish`.
    """

    change_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editors: dict[str, FieldEditor] = {}
        self.heading, self.hint, self.problem = words(name="heading"), words(name="muted"), words()
        self.go, self.leave = QPushButton(), QPushButton()
        self.go.setObjectName("primary")
        box = QWidget()
        self.form = QFormLayout(box)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setSpacing(2 * GRID)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        for part in (self.heading, self.hint, box, self.problem, line_of(self.go, self.leave)):
            column.addWidget(part)
        self.hint.hide()
        self.go.clicked.connect(self.carry_out)
        self.leave.clicked.connect(self.rest)
        self.hide()

    def carry_out(self) -> None:
        """Check the fields; emit the wish, or say what is wrong where it is wrong."""
        raise NotImplementedError

    def clear_form(self) -> None:
        """Take the fields of the question before away."""
        while self.form.rowCount():
            self.form.removeRow(0)

    def are_filled(self, needed: Collection[str]) -> bool:
        """Say at each field what is wrong with it; tell whether nothing is.

        Args:
            needed: Fields that must not be empty.
        """
        values = {name: one.value() for name, one in self.editors.items()}
        missing = [name for name in needed if values.get(name) in (None, "")]
        for name, editor in self.editors.items():
            empty = self.tr("Bitte füllen Sie dieses Feld aus.") if name in missing else ""
            editor.show_problem(editor.own_problem() or empty)
        return not missing and not any(one.own_problem() for one in self.editors.values())

    def take(self, outcome: Commit | Exception) -> None:
        """Take what became of the wish."""
        self.go.setEnabled(True)
        if isinstance(outcome, Commit):
            self.rest()
        elif isinstance(outcome, RefusedError):
            self.refuse(outcome)
        else:
            self.complain(on_screen(str(outcome)))

    def refuse(self, refusal: RefusedError) -> None:
        """Say at each field what stands against it, and the rest below them."""
        rest = []
        for one in refusal.problems:
            at_field = self.editors.get(one.field)
            if at_field is None:
                rest.append(on_screen(f"{one.reason} {one.suggestion}".strip()))
            else:
                at_field.show_problem(one.reason, one.suggestion)
        if rest:
            self.complain("\n".join(dict.fromkeys(rest)))

    def complain(self, text: str) -> None:
        """Say what is wrong with all of it."""
        self.show()
        self.problem.setText(text)
        self.problem.show()
