"""A sentence beside a bar that says why something cannot be; a click or Esc takes it away."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget
from typing_extensions import override

from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_WIDE = 84 * GRID


class Callout(QFrame):
    """Lies over a chart beside what it speaks of."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("card")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._icon = QLabel()
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        line.setSpacing(2 * GRID)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.sentence, 1)
        self.hide()

    def say(self, text: str, beside: QRectF) -> None:
        """Show a sentence beside a place of the parent; in its middle when that is nowhere."""
        self.sentence.setText(text)
        self.setAccessibleName(text)
        self._icon.setPixmap(icon("mdi6.alert-circle-outline").pixmap(18, 18))
        whole = self._over.rect()
        one_line = self.sentence.fontMetrics().horizontalAdvance(text) + 12 * GRID
        self.setFixedWidth(min(_WIDE, one_line, max(whole.width() - 4 * GRID, 40)))
        self.setFixedHeight(max(self.heightForWidth(self.width()), self.sizeHint().height()))
        left, top = beside.left(), beside.bottom() + 2 * GRID
        if beside.isNull():
            left, top = (whole.width() - self.width()) / 2, 4.0 * GRID
        if top + self.height() > whole.height():
            top = beside.top() - self.height() - 2 * GRID
        left = min(max(left, GRID), whole.width() - self.width() - GRID)
        self.move(round(left), round(max(top, GRID)))
        self.show()
        self.raise_()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hide()
