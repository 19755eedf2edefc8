"""What the panel shows while there is no formula: a sentence and examples about this city."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.domain.points import Point
from widgets.theme.tokens import GRID
from widgets.trends.formulas.words import examples
from widgets.trends.formulas.wrapping import WrappingLine


class EmptyFormulas(QScrollArea):
    """No formula yet; low, because the plot above needs the height.

    Signals:
        chosen: An example shall be the first formula; its title and text.
    """

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: Sequence[Point] = ()
        self.buttons: list[QPushButton] = []
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        self._sentence.setObjectName("muted")
        self._line = WrappingLine(GRID)
        inner = QWidget()
        self._column = column = QVBoxLayout(inner)
        column.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self._sentence)
        column.addWidget(self._line)
        column.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)
        self.retranslate()

    @property
    def wanted_height(self) -> int:
        """Height in px at which nothing has to be scrolled."""
        return self._column.heightForWidth(max(self.width(), 1))

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
        self.buttons = []
        for example in examples(self._points):
            button = QPushButton(example.title)
            button.setToolTip(example.text)
            button.setAccessibleDescription(example.text)
            button.clicked.connect(lambda _, one=example: self.chosen.emit(one.title, one.text))
            self.buttons.append(button)
        self._line.show_parts(self.buttons)
