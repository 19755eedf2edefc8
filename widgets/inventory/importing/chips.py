"""Large counts that filter a list: number, word and sign."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from widgets.texts import count
from widgets.theme import theme
from widgets.theme.current import body_font
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID, RADIUS_CARD

_NUMBER_PT = 18.0
_SIGN_PX = 24
_LETTERS = 14


@dataclass(frozen=True, slots=True)
class Chip:
    """One count.

    Attributes:
        key: What it counts.
        word: What that is called.
        sign: Icon of the family `mdi6`.
        count: How many.
    """

    key: int
    word: str
    sign: str
    count: int


def _big() -> QFont:
    return body_font(_NUMBER_PT, weight=QFont.Weight.DemiBold)


class ChipButton(QAbstractButton):
    """A count one can press."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chip = Chip(0, "", "", 0)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_chip(self, chip: Chip) -> None:
        """Show a count."""
        self.chip = chip
        self.setAccessibleName(f"{chip.word}: {count(chip.count)}")
        self.setEnabled(chip.count > 0)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        metrics, large = QFontMetricsF(body_font()), QFontMetricsF(_big())
        width = max(
            metrics.horizontalAdvance("0") * _LETTERS,
            metrics.horizontalAdvance(self.chip.word) + 6 * GRID,
            large.horizontalAdvance(count(self.chip.count)) + _SIGN_PX + 9 * GRID,
        )
        return QSize(round(width), round(metrics.height() + large.height() + 4 * GRID))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = tokens.accent if self.isChecked() or self.hasFocus() else tokens.line
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(tokens.selection if self.isChecked() else tokens.surface))
        painter.drawRoundedRect(area, RADIUS_CARD, RADIUS_CARD)
        left, top = 3 * GRID, 2 * GRID
        if self.chip.sign:
            icon(self.chip.sign).paint(
                painter, round(area.right()) - _SIGN_PX - 2 * GRID, top, _SIGN_PX, _SIGN_PX
            )
        big = _big()
        tall = QFontMetricsF(big).height()
        painter.setFont(big)
        painter.setPen(QColor(tokens.text if self.isEnabled() else tokens.muted))
        room = QRectF(left, top, area.width() - left, tall)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, count(self.chip.count))
        painter.setFont(body_font())
        painter.setPen(QColor(tokens.muted))
        room = QRectF(left, top + tall, area.width() - left, area.height() - top - tall - GRID)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.chip.word)
        painter.end()


class ChipBar(QWidget):
    """Counts side by side.

    Signals:
        chosen_changed: Other counts are pressed.
    """

    chosen_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[ChipButton] = []
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(2 * GRID)
        self._line.addStretch(1)

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show counts; what is pressed stays pressed while it counts anything."""
        while len(self.buttons) < len(chips):
            button = ChipButton()
            button.toggled.connect(self.chosen_changed)
            self._line.insertWidget(len(self.buttons), button)
            self.buttons.append(button)
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(chips))
            if place < len(chips):
                button.show_chip(chips[place])
                if not chips[place].count and button.isChecked():
                    button.setChecked(False)

    @property
    def chosen(self) -> tuple[int, ...]:
        """Keys of the pressed counts."""
        return tuple(one.chip.key for one in self.buttons if one.isChecked())

    def release(self) -> None:
        """Press nothing."""
        for button in self.buttons:
            button.setChecked(False)
