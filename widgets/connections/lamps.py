"""The lamp of a source, the same as in the top bar: dot = delivering, ring = on its way, cross."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.sources import SourceState
from widgets.connections.figures import is_lost
from widgets.theme import theme
from widgets.theme.glyphs import draw_glyph
from widgets.theme.tokens import LOST_LOOK

LAMP: Final = 14.0
"""Side of a lamp in px."""

STALE_OPACITY: Final = 0.55
"""Of a lamp that shows only the last state known."""


def draw_lamp(painter: QPainter, rect: QRectF, state: SourceState | None) -> None:
    """Draw the lamp of a state into a square; None is a source nobody heard of."""
    tokens = theme().tokens
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if state is not None and is_lost(state):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(LOST_LOOK.fill))
        painter.drawRoundedRect(rect, 3, 3)
        draw_glyph(painter, rect.adjusted(2, 2, -2, -2), LOST_LOOK.glyph, QColor(LOST_LOOK.ink))
        painter.restore()
        return
    dot = rect.adjusted(3, 3, -3, -3)
    is_full = state is not None and state.is_delivering
    painter.setPen(QPen(QColor(tokens.muted), 1.5))
    painter.setBrush(QColor(tokens.muted) if is_full else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(dot)
    if state is SourceState.DEGRADED:
        painter.setPen(QPen(QColor(tokens.surface), 2))
        painter.drawLine(dot.topRight(), dot.bottomLeft())
    painter.restore()


class Lamp(QWidget):
    """One lamp as a widget; the word beside it says the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: SourceState | None = None
        self._is_stale = False
        self.setFixedSize(self.sizeHint())
        theme().changed.connect(self.update)

    def show_lamp(self, state: SourceState | None, *, is_stale: bool = False) -> None:
        """Show a state, dimmed when it is only the last one known."""
        if (state, is_stale) != (self._state, self._is_stale):
            self._state, self._is_stale = state, is_stale
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(LAMP) + 4, round(LAMP) + 4)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setOpacity(STALE_OPACITY if self._is_stale else 1.0)
        draw_lamp(painter, QRectF(2, 2, LAMP, LAMP), self._state)
        painter.end()
