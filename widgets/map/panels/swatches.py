"""Choosing one of the muted colours of the theme: by picture, number and name."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QGridLayout,
    QLabel,
    QSizePolicy,
    QWidget,
)
from typing_extensions import override

from widgets.theme import theme
from widgets.theme.tokens import GRID, RADIUS_CONTROL

_COLUMNS: Final = 4


def colour_name(number: int) -> str:
    """Return what a colour is called, such as `3 Violett`; colours without a word by number."""
    names = (
        QCoreApplication.translate("map", "Blau"),
        QCoreApplication.translate("map", "Grün"),
        QCoreApplication.translate("map", "Violett"),
        QCoreApplication.translate("map", "Türkis"),
        QCoreApplication.translate("map", "Braun"),
        QCoreApplication.translate("map", "Graublau"),
        QCoreApplication.translate("map", "Oliv"),
        QCoreApplication.translate("map", "Altrosa"),
    )
    name = names[number] if number < len(names) else ""
    return f"{number + 1} {name}".strip()


class Swatches(QWidget):
    """The colours as buttons, one of them chosen; arrow keys go through them.

    Signals:
        chosen: Another colour is chosen (its number, from 0).
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self.buttons: list[Swatch] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GRID)
        for number in range(len(theme().tokens.curves)):
            button = Swatch(number)
            self._group.addButton(button, number)
            self.buttons.append(button)
            grid.addWidget(button, number // _COLUMNS, number % _COLUMNS)
        self._name = QLabel()
        self._name.setObjectName("muted")
        grid.addWidget(self._name, grid.rowCount(), 0, 1, _COLUMNS)
        self._group.idToggled.connect(self._tell)
        self.retranslate()

    @property
    def colour(self) -> int:
        """The number of the chosen colour."""
        return max(self._group.checkedId(), 0)

    def choose(self, number: int) -> None:
        """Choose a colour; beyond the last one they begin anew."""
        self.buttons[number % len(self.buttons)].setChecked(True)

    def _tell(self, number: int, is_chosen: bool) -> None:  # noqa: FBT001 -- a Qt slot
        if is_chosen:
            self._name.setText(colour_name(number))
            self.chosen.emit(number)

    def take_focus(self) -> None:
        """Give the focus to the chosen colour, not to the first one."""
        self.buttons[self.colour].setFocus()

    def retranslate(self) -> None:
        """Set all texts again."""
        for button in self.buttons:
            button.setAccessibleName(colour_name(button.number))
            button.setToolTip(colour_name(button.number))
        self._name.setText(colour_name(self.colour))


class Swatch(QAbstractButton):
    """One colour with its number; the chosen one has a frame and a tick."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = number
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme().changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance("8 ✓") + 8 * GRID, metrics.height() + 3 * GRID)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()  # the dialog's own button
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        inner = area.adjusted(2, 2, -2, -2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.curves[self.number]))
        painter.drawRoundedRect(inner, RADIUS_CONTROL, RADIUS_CONTROL)
        if self.isChecked() or self.hasFocus():
            colour = tokens.accent if self.hasFocus() else tokens.text
            painter.setPen(QPen(QColor(colour), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, RADIUS_CONTROL + 1, RADIUS_CONTROL + 1)
        painter.setPen(QColor(tokens.surface))
        text = f"{self.number + 1} ✓" if self.isChecked() else str(self.number + 1)
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()
