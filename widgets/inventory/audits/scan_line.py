"""The line that takes what a scanner types: it ends with Return or Tab."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from widgets.theme.current import body_font

_SIZE_PT = 16.0
_MOST_LETTERS = 400


class ScanLine(QLineEdit):
    """A large line; what is typed elsewhere is brought here by `watch`.

    Signals:
        scanned: A whole code (str).
    """

    scanned = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(body_font(_SIZE_PT))
        self.setMaxLength(_MOST_LETTERS)
        self.setMinimumHeight(round(self.fontMetrics().height() * 1.8))
        self.returnPressed.connect(self._finish)

    def watch(self, widget: QWidget) -> None:
        """Bring here what is typed while another widget has the focus."""
        widget.installEventFilter(self)

    def _finish(self) -> None:
        text = self.text().strip()
        self.clear()
        if text:
            self.scanned.emit(text)

    @override
    def event(self, event: QEvent) -> bool:
        # Before Qt takes Tab for the next widget: a scanner may end with it.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Tab and self.text().strip():
                self._finish()
                return True
            if event.key() == Qt.Key.Key_Escape and self.text():
                self.clear()
                return True
        return super().event(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        held = event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        text = event.text()
        if held or not text.isprintable() or not text.strip():
            return super().eventFilter(watched, event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.insert(text)
        return True
