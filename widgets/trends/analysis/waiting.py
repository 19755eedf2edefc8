"""The line above the tabs while something takes longer: how far it is, and a way to stop it."""

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from widgets.theme.tokens import GRID

SHOWN_AFTER_MS: Final = 1_000
"""What takes less shows no progress: it would only flicker."""

_WHOLE: Final = 1_000


class WaitingBar(QWidget):
    """Hidden until something has taken a second.

    Signals:
        cancel_requested: The person does not want to wait.
    """

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self.bar, self.stop = QLabel(), QProgressBar(), QToolButton()
        self.bar.setRange(0, _WHOLE)
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(2 * GRID)
        self.bar.setMinimumWidth(4 * GRID)  # In a narrow dock it gives way to the words.
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        line.setSpacing(2 * GRID)
        line.addWidget(self._words)
        line.addWidget(self.bar, 1)
        line.addWidget(self.stop)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_AFTER_MS)
        self._timer.timeout.connect(self.show)
        self.stop.clicked.connect(self.cancel_requested)
        self.hide()
        self.retranslate()

    def begin(self) -> None:
        """Something begins; what ran before is forgotten."""
        self.bar.setValue(0)
        if not self.isVisible():
            self._timer.start()

    def show_share(self, share: float) -> None:
        """Show how much is done, 0 to 1."""
        self.bar.setValue(round(_WHOLE * share))

    def end(self) -> None:
        """Nothing is waited for any more."""
        self._timer.stop()
        self.hide()

    def retranslate(self) -> None:
        """Set all texts again."""
        self._words.setText(self.tr("Historie wird gelesen …"))
        self.stop.setText(self.tr("Abbrechen"))
        self.bar.setAccessibleName(self._words.text())
        self.stop.setAccessibleName(self.stop.text())
