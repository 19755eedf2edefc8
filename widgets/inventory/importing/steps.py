"""The steps at the left: where one is, what is done, what can be gone to."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QVBoxLayout, QWidget

from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_LETTERS = 24


class StepList(QFrame):
    """Names of steps, one below the other.

    Signals:
        step_requested: Number of the step that is wanted, from 0.
    """

    step_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.buttons: list[QToolButton] = []
        self._present, self._reached = 0, 0
        self._note = QLabel()
        self._note.setObjectName("muted")
        self._note.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2 * GRID, 4 * GRID, 2 * GRID, 4 * GRID)
        self._column.setSpacing(GRID)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("0") * _LETTERS)
        theme().changed.connect(self._draw)

    def show_names(self, names: Sequence[str], note: str = "") -> None:
        """Say what the steps are called, and below them what is always so."""
        while len(self.buttons) < len(names):
            button = QToolButton()
            button.setCheckable(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            size = button.sizePolicy()
            size.setHorizontalPolicy(size.Policy.Expanding)
            button.setSizePolicy(size)
            button.clicked.connect(partial(self._ask, len(self.buttons)))
            self.buttons.append(button)
            self._column.addWidget(button)
        if self._column.indexOf(self._note) < 0:
            self._column.addStretch(1)
            self._column.addWidget(self._note)
        for number, (button, name) in enumerate(zip(self.buttons, names, strict=True)):
            button.setText(f"{number + 1}  {name}")
            button.setAccessibleName(name)
        self._note.setText(note)
        self._draw()

    def show_step(self, present: int, reached: int) -> None:
        """Mark the present step; those up to `reached` can be gone to."""
        self._present, self._reached = present, reached
        self._draw()

    def _ask(self, number: int) -> None:
        self._draw()
        if number != self._present:
            self.step_requested.emit(number)

    def _draw(self) -> None:
        for number, button in enumerate(self.buttons):
            button.setChecked(number == self._present)
            button.setEnabled(number <= self._reached)
            is_done = number < self._reached and number != self._present
            name = "mdi6.check-circle-outline" if is_done else "mdi6.circle-outline"
            if number == self._present:
                name = "mdi6.arrow-right-circle-outline"
            button.setIcon(icon(name))
