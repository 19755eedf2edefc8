"""Asking why a rule is changed or removed: it is kept with the version, and must not be empty."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from widgets.alarms.comment import CommentBox
from widgets.labels import ElidedLabel
from widgets.theme.tokens import GRID

_MOST_LETTERS = 500
_MOST_LINES = 8


class WhyDialog(QDialog):
    """One box and one question.

    Args:
        title: What is about to be done.
        detail: What that means, a sentence.
        action: Word on the button that does it.
        lines: What changes, a line each.
        parent: The window.

    Signals:
        given: The reason (str).
    """

    given = Signal(str)

    def __init__(
        self,
        title: str,
        detail: str,
        action: str,
        lines: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(2 * GRID)
        heading, words, question = QLabel(title), QLabel(detail), QLabel(self.tr("Warum?"))
        heading.setObjectName("heading")
        words.setObjectName("muted")
        words.setWordWrap(True)
        self.box = CommentBox()
        self.box.setPlaceholderText(self.tr("Zum Beispiel: flatterte nachts, Messbereich geprüft"))
        self.box.setAccessibleName(self.tr("Warum?"))
        self.box.setTabChangesFocus(True)
        metrics = self.fontMetrics()
        self.box.setMinimumWidth(56 * metrics.horizontalAdvance("n"))
        self.box.setFixedHeight(5 * metrics.lineSpacing())
        column.addWidget(heading)
        for line in lines[:_MOST_LINES]:
            column.addWidget(ElidedLabel(line))
        if len(lines) > _MOST_LINES:
            column.addWidget(QLabel(self.tr("… und %n weitere", "", len(lines) - _MOST_LINES)))
        for widget in (words, question, self.box, self._buttons(action)):
            column.addWidget(widget)
        self.box.textChanged.connect(self._look)
        self.box.sent.connect(self._give)
        self.box.setFocus()
        self._look()

    def _buttons(self, action: str) -> QDialogButtonBox:
        box = QDialogButtonBox()
        self.do = QPushButton(action)
        self.do.setObjectName("primary")
        self.do.setToolTip(self.tr("Strg+Eingabe"))
        box.addButton(self.do, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Abbrechen"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self._give)
        box.rejected.connect(self.reject)
        return box

    @property
    def reason(self) -> str:
        """What was written, on one line."""
        return " ".join(self.box.toPlainText().split())[:_MOST_LETTERS]

    def _look(self) -> None:
        self.do.setEnabled(bool(self.reason))

    def _give(self) -> None:
        if self.reason:
            self.given.emit(self.reason)
            self.accept()
