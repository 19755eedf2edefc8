"""Single lines of text in table cells, elided once and kept: tables draw the same words again."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

_MOST: Final = 20_000
"""Texts kept; figures that change fill the store, which then begins anew."""


class Lettering:
    """Draws single lines, centred in height, with what does not fit elided."""

    def __init__(self) -> None:
        self._font = QFont()
        self._metrics = QFontMetricsF(self._font)
        self._known: dict[tuple[str, float, Qt.TextElideMode], tuple[str, float]] = {}

    def clear(self) -> None:
        """Forget all texts; for a change of font."""
        self._known.clear()

    def draw(
        self,
        painter: QPainter,
        area: QRectF,
        text: str,
        *,
        is_right: bool = False,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        """Draw a text into an area with the painter's font and pen."""
        if not text:
            return
        font = painter.font()
        if font != self._font:
            self._font = QFont(font)
            self._metrics = QFontMetricsF(self._font)
            self.clear()
        elided, advance = self._fit(text, area.width(), mode)
        x = area.right() - advance if is_right else area.left()
        metrics = self._metrics
        y = area.center().y() + (metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(x, round(y)), elided)

    def _fit(self, text: str, width: float, mode: Qt.TextElideMode) -> tuple[str, float]:
        """Return a text as it fits into a width, and how wide it is then."""
        key = (text, width, mode)
        known = self._known.get(key)
        if known is None:
            elided = self._metrics.elidedText(text, mode, width)
            known = (elided, self._metrics.horizontalAdvance(elided))
            if len(self._known) >= _MOST:
                self.clear()
            self._known[key] = known
        return known
