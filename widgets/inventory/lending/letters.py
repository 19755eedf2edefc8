"""A letter that can be read, copied, and closed."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from widgets.theme.tokens import GRID


class LetterDialog(QDialog):
    """Shows a text.

    Args:
        title: What it is.
        text: The text.
        parent: Owner.
    """

    def __init__(self, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(title)
        self.text.setTabChangesFocus(True)
        letter = self.fontMetrics().averageCharWidth()
        self.text.setMinimumSize(80 * letter, 18 * self.fontMetrics().height())
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy = box.addButton(self.tr("Kopieren"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(3 * GRID)
        column.addWidget(self.text)
        column.addWidget(box)
