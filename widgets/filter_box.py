"""The box above a list in which a person writes what they look for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override


class FilterBox(QLineEdit):
    """A line for words; Esc empties it, then gives the focus back; Down goes to the table.

    Signals:
        left: The person is done here; the table takes the focus.
    """

    left = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return}:
            self.left.emit()
        else:
            super().keyPressEvent(event)
