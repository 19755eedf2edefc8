"""The frame of the import assistant: steps on the left, a page, and the buttons below it."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from widgets.inventory.importing.commit_step import CommitStep
from widgets.inventory.importing.file_step import FileStep
from widgets.inventory.importing.layout_step import LayoutStep
from widgets.inventory.importing.mapping_step import MappingStep
from widgets.inventory.importing.steps import StepList
from widgets.inventory.importing.trial_step import TrialStep
from widgets.theme.tokens import GRID

FILE, LAYOUT, MAPPING, TRIAL, COMMIT = range(5)
_SIZE: Final = (180, 44)


class ImportFrame(QDialog):
    """Holds the pages of all steps, and knows nothing of what they do.

    Attributes:
        steps: The list of the steps.
        pages: The pages, by the numbers of the steps.
        back: Leads to the step before.
        next: Leads to the next step.
        leave: Closes.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setModal(False)
        self.steps, self.pages = StepList(), QStackedWidget()
        self.file, self.layout_step, self.mapping = FileStep(), LayoutStep(), MappingStep()
        self.trial_step, self.commit = TrialStep(), CommitStep()
        self.back, self.next, self.leave = QPushButton(), QPushButton(), QPushButton()
        self.all_pages = (self.file, self.layout_step, self.mapping, self.trial_step, self.commit)
        for page in self.all_pages:
            self.pages.addWidget(page)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(4 * GRID, 0, 4 * GRID, 4 * GRID)
        buttons.setSpacing(2 * GRID)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.next)
        self.next.setObjectName("primary")
        right = QVBoxLayout()
        right.setSpacing(4 * GRID)
        right.addWidget(self.pages, 1)
        right.addLayout(buttons)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.steps)
        line.addLayout(right, 1)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Return belongs to the tables
        letter = self.fontMetrics()
        self.resize(letter.horizontalAdvance("0") * _SIZE[0], letter.height() * _SIZE[1])

    @property
    def step(self) -> int:
        """Number of the present step."""
        return self.pages.currentIndex()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves a box or a cell, never the whole work."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
