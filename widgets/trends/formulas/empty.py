"""What the panel shows while there is no formula: a sentence and examples about this city."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.points import Point
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID
from widgets.trends.formulas.words import examples

_ICON_PX = 32


class EmptyFormulas(QWidget):
    """No formula yet.

    Signals:
        chosen: An example shall be the first formula; its title and text.
    """

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: Sequence[Point] = ()
        self.buttons: list[QPushButton] = []
        self._icon = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter)
        self._sentence = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter)
        self._sentence.setWordWrap(True)
        self._sentence.setObjectName("muted")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        self._column.setSpacing(2 * GRID)
        self._column.addStretch(1)
        self._column.addWidget(self._icon)
        self._column.addWidget(self._sentence)
        self._column.addStretch(2)
        self.retranslate()
        self.apply_theme()

    def set_points(self, points: Sequence[Point]) -> None:
        """Take the points of a city; examples are about them."""
        self._points = points
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again."""
        self._sentence.setText(
            self.tr(
                "Noch keine Formel. Ziehen Sie Datenpunkte herein, oder beginnen Sie mit einem "
                "Beispiel:"
            )
        )
        for button in self.buttons:
            button.deleteLater()
        self.buttons = []
        for example in examples(self._points):
            button = QPushButton(f"{example.title}")
            button.setToolTip(example.text)
            button.setAccessibleDescription(example.text)
            button.clicked.connect(lambda _, one=example: self.chosen.emit(one.title, one.text))
            self._column.insertWidget(
                self._column.count() - 1, button, alignment=Qt.AlignmentFlag.AlignHCenter
            )
            self.buttons.append(button)

    def apply_theme(self) -> None:
        """Tint the icon."""
        self._icon.setPixmap(icon("mdi6.function-variant").pixmap(QSize(_ICON_PX, _ICON_PX)))
