"""The dialog in which a person writes something to alarms, mostly why they are acknowledged."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget
from typing_extensions import override

from app.domain.alarms import AlarmOrder, OrderKind
from widgets.alarms.entries import AlarmEntry
from widgets.alarms.order_dialog import OrderDialog, one_line


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


class CommentDialog(OrderDialog):
    """Asks for a comment on some alarms.

    Args:
        entries: The alarms.
        kind: What the comment goes with: an acknowledgement, its taking back, a confirmation, or
            nothing else.
        parent: Owner.

    Signals:
        given: The order (object: AlarmOrder).
    """

    given = Signal(object)

    def __init__(
        self,
        entries: Sequence[AlarmEntry],
        kind: OrderKind = OrderKind.ACKNOWLEDGE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(entries, parent)
        self._kind = kind
        button = self._name(len(entries))
        self.box = CommentBox()
        self.box.setPlaceholderText(self.tr("Was ist bekannt, was wird getan?"))
        self.box.setAccessibleName(self.tr("Kommentar"))
        self.box.setTabChangesFocus(True)
        metrics = self.fontMetrics()
        self.box.setMinimumWidth(56 * metrics.horizontalAdvance("n"))
        self.box.setFixedHeight(5 * metrics.lineSpacing())
        self.column.addWidget(self.box)
        self.button = QPushButton(button)
        self.button.setToolTip(self.tr("Strg+Eingabe"))
        self.add_buttons(self.button)
        self.box.sent.connect(self.give)
        self.box.textChanged.connect(self._check)
        self.box.setFocus()
        self._check()

    def _name(self, n: int) -> str:
        """Say what the dialog is for; return the words on its button."""
        if self._kind is OrderKind.ACKNOWLEDGE:
            heading = self.tr("%n Alarm(e) quittieren", "", n)
            self.name(self.tr("Quittieren mit Kommentar"), heading)
            return self.tr("Quittieren")
        if self._kind is OrderKind.CONFIRM:
            heading = self.tr("Behebung von %n Alarm(en) bestätigen", "", n)
            self.name(self.tr("Behebung bestätigen"), heading)
            return self.tr("Bestätigen")
        self.name(self.tr("Kommentar"), self.tr("Kommentar zu %n Alarm(en)", "", n))
        return self.tr("Speichern")

    def _check(self) -> None:
        """A comment alone must say something."""
        is_needed = self._kind is OrderKind.COMMENT
        self.button.setEnabled(not is_needed or bool(self.box.toPlainText().strip()))

    @override
    def give(self) -> None:
        if self.button.isEnabled():
            words = one_line(self.box.toPlainText())
            self.given.emit(AlarmOrder(self._kind, self.alarms, comment=words))
            self.accept()
