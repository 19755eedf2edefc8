"""Boxes for numbers as a person of this country writes them, and for spans of time."""

from math import isfinite, isnan, nan
from typing import Final

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from widgets.theme.tokens import GRID

_MOST_DECIMALS: Final = 9
_NOTHING: Final = 1e-12
_LEAST: Final = 1e-6
_MOST: Final = 1e15
"""What is smaller or larger is written with a power of ten."""

_WIDTH: Final = "−000.000,00"
_UNITS: Final = (("s", 1.0), ("min", 60.0), ("h", 3_600.0))
"""What spans of time are given in, with their seconds."""


class NumberEdit(QLineEdit):
    """A number; decimal comma and point are both understood, the arrow keys step.

    Args:
        step: By how much the arrow keys step; ten times as much with Shift.

    Signals:
        number_changed: Another number was written (float; NaN for nothing).
        nonsense: What is written is no number (bool).
    """

    number_changed = Signal(float)
    nonsense = Signal(bool)

    def __init__(self, step: float = 1.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.step = step
        self._shown = nan
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance(_WIDTH) + 6 * GRID)
        self.textEdited.connect(self._read)
        self.editingFinished.connect(self._tidy)

    def show_number(self, value: float) -> None:
        """Show a number; what is written and means the same, or nothing yet, is left as it is."""
        written = self.parsed()
        if written is None and _is_same(value, self._shown):
            return
        self._shown = value
        if not _is_same(value, written):
            self.setText(number_text(value))
            self.nonsense.emit(False)  # noqa: FBT003 - a signal's argument

    def drop_nonsense(self) -> None:
        """Show the last number again instead of what cannot be read."""
        if self.parsed() is None:
            self.setText(number_text(self._shown))
            self.nonsense.emit(False)  # noqa: FBT003 - likewise

    def _read(self) -> None:
        value = self.parsed()
        is_number = value is not None
        self.nonsense.emit(not is_number)
        if value is not None and not _is_same(value, self._shown):
            self._shown = value
            self.number_changed.emit(value)

    def _tidy(self) -> None:
        if (value := self.parsed()) is not None:
            self.setText(number_text(value))

    def parsed(self) -> float | None:
        """Return the number that is written, NaN for nothing, None for what is no number."""
        words = self.text().strip().replace("−", "-").replace("\u202f", "").replace(" ", "")
        if not words:
            return nan
        value, is_read = QLocale().toDouble(words)
        if not is_read:
            # A point is a decimal mark to many, also where the comma is one.
            value, is_read = QLocale.c().toDouble(words.replace(",", "."))
        return value if is_read and isfinite(value) else None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        value = self.parsed()
        if steps is None or value is None:
            super().keyPressEvent(event)
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            steps *= 10
        self.setText(number_text(round((0.0 if isnan(value) else value) + steps * self.step, 9)))
        self._read()


class DurationEdit(QWidget):
    """A span of time as a number and its unit.

    Signals:
        seconds_changed: Another span was written (float, NaN for nothing).
        nonsense: What is written is no number (bool).
    """

    seconds_changed = Signal(float)
    nonsense = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number, self.unit = NumberEdit(), QComboBox()
        self.unit.addItems([name for name, _ in _UNITS])
        self.setFocusProxy(self.number)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        line.addWidget(self.number)
        line.addWidget(self.unit)
        line.addStretch(1)
        self._seconds = nan
        self.number.number_changed.connect(self._tell)
        self.number.nonsense.connect(self.nonsense)
        self.unit.activated.connect(self._tell)

    def show_seconds(self, seconds: float) -> None:
        """Show a span in the largest unit that leaves it whole."""
        if _is_same(seconds, self._seconds):
            return
        self._seconds = seconds
        place = 0
        if seconds and isfinite(seconds):
            place = max(i for i, (_, size) in enumerate(_UNITS) if not seconds % size or not i)
        self.unit.setCurrentIndex(place)
        self.number.show_number(seconds / _UNITS[place][1])

    def _tell(self) -> None:
        value = self.number.parsed()
        if value is not None:
            self._seconds = value * _UNITS[self.unit.currentIndex()][1]
            self.seconds_changed.emit(self._seconds)


def number_text(value: float) -> str:
    """Return a number with as many decimals as it has; empty for NaN."""
    if not isfinite(value):
        return ""
    if value and not _LEAST <= abs(value) < _MOST:
        return QLocale().toString(float(value), "g", _MOST_DECIMALS)
    decimals = next(
        (n for n in range(_MOST_DECIMALS) if abs(round(value, n) - value) < _NOTHING),
        _MOST_DECIMALS,
    )
    return QLocale().toString(float(value), "f", decimals)


def _is_same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return one == other or (isnan(one) and isnan(other))
