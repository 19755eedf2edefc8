"""The lamps of the top bar: whether each source delivers."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.cities import City
from app.domain.points import SourceId
from app.domain.sources import SourceHealth, SourceState
from widgets.texts import language, source_state_text
from widgets.theme import theme
from widgets.theme.glyphs import draw_glyph
from widgets.theme.tokens import LOST_LOOK

_LAMP: Final = 12
_LAMP_STEP: Final = 18


class Lamps(QWidget):
    """One small lamp a source: grey dot = delivering, ring = on its way, violet cross = lost.

    Signals:
        sources_requested: The person wants to see the connections.
    """

    sources_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._city: City | None = None
        self._states: tuple[SourceState, ...] = ()
        theme().changed.connect(self.update)

    def set_city(self, city: City) -> None:
        """Take the sources of a profile."""
        self._city = city
        self.show_sources({})

    def show_sources(self, sources: Mapping[SourceId, SourceHealth]) -> None:
        """Show the state of each source."""
        if self._city is None:
            return
        unknown = SourceState.CONNECTING
        states = tuple(
            sources[source.id].state if source.id in sources else unknown
            for source in self._city.sources
        )
        if states != self._states:
            self._states = states
            self.retranslate()
            self.updateGeometry()
            self.update()

    def retranslate(self) -> None:
        """Set tooltip and accessible name again."""
        if self._city is None:
            return
        good = sum(state.is_delivering for state in self._states)
        headline = self.tr("{0} von {1} Quellen verbunden").format(good, len(self._states))
        lines = [
            f"{source.name.in_language(language())}: {source_state_text(state)}"
            for source, state in zip(self._city.sources, self._states, strict=True)
        ]
        self.setAccessibleName(headline)
        self.setToolTip("\n".join([headline, *lines]))

    @override
    def sizeHint(self) -> QSize:
        return QSize(_LAMP_STEP * max(len(self._states), 1) + 8, 28)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme().tokens
        top = (self.height() - _LAMP) / 2
        for index, state in enumerate(self._states):
            rect = QRectF(4 + index * _LAMP_STEP + 2, top, _LAMP, _LAMP)
            if state in {SourceState.FAILED, SourceState.BACKING_OFF}:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(LOST_LOOK.fill))
                painter.drawRoundedRect(rect, 3, 3)
                inner = rect.adjusted(2, 2, -2, -2)
                draw_glyph(painter, inner, LOST_LOOK.glyph, QColor(LOST_LOOK.ink))
                continue
            dot = rect.adjusted(2, 2, -2, -2)
            painter.setPen(QPen(QColor(tokens.muted), 1.5))
            is_full = state in {SourceState.ONLINE, SourceState.DEGRADED}
            painter.setBrush(QColor(tokens.muted) if is_full else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(dot)
            if state is SourceState.DEGRADED:
                painter.setPen(QPen(QColor(tokens.surface), 2))
                painter.drawLine(dot.topRight(), dot.bottomLeft())
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.sources_requested.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.sources_requested.emit()
        else:
            super().keyPressEvent(event)
