"""Editing one cell in place: a little window over it, with what is wrong below the value."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.inventory.changes import (
    Action,
    Changeset,
    Commit,
    ConflictError,
    Operation,
    RefusedError,
)
from app.domain.inventory.fields import Field
from app.domain.inventory.life_cycles import LIFE_CYCLES
from app.domain.inventory.records import Key, Record
from widgets.foreign_texts import on_screen
from widgets.inventory.fields import References, ValueWords, make_editor
from widgets.inventory.fields.editors import ChoiceEditor
from widgets.inventory.panes import Wish
from widgets.theme.tokens import GRID


class CellEditor(QFrame):
    """Edits one field of one record; Enter saves, Esc leaves it as it was.

    What is refused is said below the value. Where somebody else changed the record meanwhile, both
    values are shown, and saving again takes this one.

    Args:
        record: The record as it is.
        field: The field that is edited.
        references: Looks records up.
        words: Says values.
        parent: The table.

    Signals:
        wished: A `Wish`.
    """

    wished = Signal(object)

    def __init__(
        self,
        record: Record,
        field: Field,
        references: References | None,
        words: ValueWords,
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("card")
        self.setAutoFillBackground(True)
        self._field = field
        self._words = words
        self._record = record
        self.editor = make_editor(self._field, self, references=references, zone=words.zone)
        self.editor.set_value(record.get(self._field.name))
        self._offer_steps()
        self.save_button = QPushButton(self.tr("Speichern"))
        self.save_button.setObjectName("primary")
        self.save_button.clicked.connect(self.save)
        hint = QLabel(on_screen(field.label))
        hint.setObjectName("muted")
        below = QHBoxLayout()
        below.addWidget(hint)
        below.addStretch(1)
        below.addWidget(self.save_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        whole.setSpacing(2 * GRID)
        whole.addWidget(self.editor)
        whole.addLayout(below)

    def _offer_steps(self) -> None:
        cycle = LIFE_CYCLES.get(self._record.kind)
        if (
            cycle is not None
            and cycle.field == self._field.name
            and isinstance(self.editor, ChoiceEditor)
        ):
            state = self._record.text(cycle.field)
            self.editor.offer({step.after for step in cycle.steps_from(state)})

    def open_over(self, cell: QRect, viewport: QWidget) -> None:
        """Open over a cell of a table."""
        letters = self.fontMetrics().horizontalAdvance("0")
        self.setMinimumWidth(max(cell.width(), letters * 36))
        self.adjustSize()
        place = viewport.mapToGlobal(cell.topLeft()) - QPoint(0, GRID)
        room = self.screen().availableGeometry()
        place.setX(max(min(place.x(), room.right() - self.width()), room.left()))
        place.setY(max(min(place.y(), room.bottom() - self.height()), room.top()))
        self.move(place)
        self.show()
        self.editor.setFocus()

    def save(self) -> None:
        """Wish the change; close at once where nothing was changed."""
        if problem := self.editor.own_problem():
            self._complain(problem)
            return
        value, name = self.editor.value(), self._field.name
        if value == self._record.get(name):
            self.close()
            return
        record = self._record
        operation = Operation(Action.UPDATE, record.kind, record.uid, {name: value}, record.rev)
        self.save_button.setEnabled(False)
        self.wished.emit(Wish(Changeset([operation]), self._done, is_told=True))

    def _done(self, outcome: Commit | Exception) -> None:
        self.save_button.setEnabled(True)
        if isinstance(outcome, Commit):
            self.close()
        elif isinstance(outcome, RefusedError) and outcome.problems:
            problem = outcome.problems[0]
            self._complain(problem.reason, problem.suggestion)
        elif isinstance(outcome, ConflictError):
            self._show_conflict(outcome)
        else:
            self._complain(str(outcome))

    def _show_conflict(self, conflict: ConflictError) -> None:
        current = conflict.current.get(Key(self._record.kind, self._record.uid))
        if current is None:
            self._complain(self.tr("Der Datensatz wurde inzwischen gelöscht."))
            self.save_button.setEnabled(False)
            return
        self._record = current
        theirs = self._words.text(self._field, current.get(self._field.name)) or "–"
        self._complain(
            self.tr("Inzwischen steht dort „{0}“. Speichern setzt trotzdem Ihren Wert.").format(
                theirs
            )
        )

    def _complain(self, reason: str, suggestion: str = "") -> None:
        self.editor.show_problem(reason, suggestion)
        self.adjustSize()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.save()
        else:
            super().keyPressEvent(event)
