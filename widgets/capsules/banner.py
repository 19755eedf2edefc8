"""The banner across a window that shows no present: a replayed capsule, or a drill."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from widgets.labels import ElidedLabel
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_ICON = 18


class ModeBanner(QWidget):
    """One line in the colour of „NICHT LIVE“: what this is, and the few things to do about it.

    Args:
        icon_name: Icon of the family `mdi6`.
        headline: What this is, in a word or two.
        sentence: What is shown; gives way first.
        buttons: Texts of the buttons with the name `pressed` tells.
    """

    pressed = Signal(str)
    """Name of the button."""
    chosen = Signal(int)
    """The number that was chosen."""

    def __init__(
        self,
        icon_name: str,
        headline: str,
        sentence: str,
        buttons: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("modeBanner")
        self.setAutoFillBackground(True)
        self._icon_name = icon_name
        self._sign = QLabel()
        self.headline = QLabel(headline)
        self.sentence = ElidedLabel(sentence)
        self.choice = QComboBox()
        self.choice.hide()
        self.choice.activated.connect(lambda _: self.chosen.emit(self.choice.currentData()))
        font = self.headline.font()
        font.setBold(True)
        self.headline.setFont(font)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        row.setSpacing(2 * GRID)
        row.addWidget(self._sign)
        row.addWidget(self.headline)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.choice)
        self.buttons: dict[str, QPushButton] = {}
        for name, text in buttons:
            self.buttons[name] = QPushButton(text)
            self.buttons[name].setAccessibleName(text)
            self.buttons[name].clicked.connect(partial(self.pressed.emit, name))
            row.addWidget(self.buttons[name])
        self.setAccessibleName(f"{headline}. {sentence}")
        theme().changed.connect(self._paint)
        self._paint()

    def offer(self, name: str, choices: Sequence[tuple[str, int]], current: int) -> None:
        """Offer numbers to choose from.

        Args:
            name: What is chosen, for tooltip and screen reader.
            choices: Texts and numbers.
            current: The number chosen at first.
        """
        self.choice.clear()
        for text, number in choices:
            self.choice.addItem(text, number)
        self.choice.setCurrentIndex(self.choice.findData(current))
        self.choice.setAccessibleName(name)
        self.choice.setToolTip(name)
        self.choice.show()

    def say(self, sentence: str) -> None:
        """Say something else."""
        self.sentence.setText(sentence)

    def _paint(self) -> None:
        tokens = theme().tokens
        ink = QColor(tokens.surface)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(tokens.not_live))
        self.setPalette(palette)
        for label in (self.headline, self.sentence):
            inked = label.palette()
            inked.setColor(QPalette.ColorRole.WindowText, ink)
            label.setPalette(inked)
        self._sign.setPixmap(icon(self._icon_name, colour=tokens.surface).pixmap(_ICON, _ICON))
