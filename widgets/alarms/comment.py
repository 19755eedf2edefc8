"""The dialog in which a person says why an alarm is acknowledged."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from widgets.alarms.entries import AlarmEntry
from widgets.labels import ElidedLabel
from widgets.theme.tokens import GRID

_NAMED: Final = 5
_MAX_LETTERS: Final = 500


class CommentBox(QPlainTextEdit):
    """Some lines of text; Ctrl+Return sends them off.

    Signals:
        sent: Ctrl+Return.
    """

    sent = Signal()

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        is_return = e.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_return and e.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.sent.emit()
        else:
            super().keyPressEvent(e)


class CommentDialog(QDialog):
    """Asks for a comment on some alarms.

    Signals:
        given: The person acknowledges; the comment (str).
    """

    given = Signal(str)

    def __init__(self, entries: Sequence[AlarmEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Quittieren mit Kommentar"))
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(2 * GRID)
        heading = QLabel(self.tr("%n Alarm(e) quittieren", "", len(entries)))
        heading.setObjectName("heading")
        column.addWidget(heading)
        for entry in entries[:_NAMED]:
            column.addWidget(self._line(f"{entry.priority_word} · {entry.subject}", entry.message))
        if len(entries) > _NAMED:
            rest = self.tr("… und %n weitere(r)", "", len(entries) - _NAMED)
            column.addWidget(self._line(rest, rest))
        column.addSpacing(GRID)
        self.box = CommentBox()
        self.box.setPlaceholderText(self.tr("Was ist bekannt, was wird getan?"))
        self.box.setAccessibleName(self.tr("Kommentar"))
        self.box.setTabChangesFocus(True)
        metrics = self.fontMetrics()
        self.box.setMinimumWidth(56 * metrics.horizontalAdvance("n"))
        self.box.setFixedHeight(5 * metrics.lineSpacing())
        column.addWidget(self.box)
        column.addWidget(self._buttons())
        self.box.sent.connect(self._give)
        self.box.setFocus()

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox()
        give = QPushButton(self.tr("Quittieren"))
        give.setObjectName("primary")
        give.setDefault(True)
        give.setToolTip(self.tr("Strg+Eingabe"))
        box.addButton(give, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Abbrechen"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self._give)
        box.rejected.connect(self.reject)
        return box

    @staticmethod
    def _line(text: str, tooltip: str) -> QLabel:
        label = ElidedLabel(text)
        label.setObjectName("muted")
        label.setToolTip(tooltip)
        return label

    def _give(self) -> None:
        words = " ".join(self.box.toPlainText().split())
        self.given.emit(words[:_MAX_LETTERS])
        self.accept()
