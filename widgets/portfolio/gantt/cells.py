"""The cells beside the chart, painted from texts that are laid out once and kept.

Laying a text out takes longer than drawing it, and days, durations and shares come again and again;
so each text is laid out when it is first seen, and a page is drawn font by font.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QStaticText, QTransform

from widgets.theme.tokens import GRID

PAD: Final = GRID + 2
_MOST: Final = 20_000
"""So many texts are kept at most; then it begins anew."""


class Cell(NamedTuple):
    """One text.

    Attributes:
        text: What stands there.
        left: Px where its room begins.
        top: Px where its row begins.
        width: Px of its room.
        is_bold: True when it is emphasised.
        is_left: True when it begins at the left; else it ends at the right.
    """

    text: str
    left: float
    top: float
    width: float
    is_bold: bool
    is_left: bool = False


class CellTexts:
    """Texts of a font that are laid out already."""

    def __init__(self) -> None:
        self._fonts = (QFont(), QFont())
        self._metrics = QFontMetrics(self._fonts[0])
        self._laid: dict[tuple[str, bool], tuple[QStaticText, float]] = {}
        self._fitting: dict[tuple[str, bool, float], str] = {}
        self._key = ""

    def take_font(self, font: QFont) -> None:
        """Lay texts out in a font; what was laid out in another one is forgotten."""
        key = font.key()
        if key == self._key:
            return
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        self._key, self._fonts = key, (QFont(font), bold)
        self._metrics = QFontMetrics(bold)
        self._laid.clear()
        self._fitting.clear()

    def paint(self, painter: QPainter, cells: Sequence[Cell], height: float) -> None:
        """Draw texts in rows of a height; those that do not fit are cut with an ellipsis."""
        rise = (height - self._metrics.height()) / 2
        for is_bold in (False, True):
            painter.setFont(self._fonts[is_bold])
            for cell in cells:
                if cell.is_bold is is_bold:
                    self._draw(painter, cell, cell.top + rise)

    def lay_out(self, text: str, *, is_bold: bool) -> None:
        """Lay a text out before it is seen."""
        self._text(text, is_bold=is_bold)

    def _draw(self, painter: QPainter, cell: Cell, top: float) -> None:
        static, width = self._text(cell.text, is_bold=cell.is_bold)
        if width > cell.width:
            static, width = self._text(self._cut(cell), is_bold=cell.is_bold)
        left = cell.left if cell.is_left else cell.left + cell.width - width
        painter.drawStaticText(QPointF(round(left), round(top)), static)

    def _text(self, text: str, *, is_bold: bool) -> tuple[QStaticText, float]:
        found = self._laid.get((text, is_bold))
        if found is None:
            if len(self._laid) >= _MOST:
                self._laid.clear()
            static = QStaticText(text)
            static.setTextFormat(Qt.TextFormat.PlainText)
            static.prepare(QTransform(), self._fonts[is_bold])
            found = self._laid[(text, is_bold)] = (static, static.size().width())
        return found

    def _cut(self, cell: Cell) -> str:
        key = (cell.text, cell.is_bold, cell.width)
        found = self._fitting.get(key)
        if found is None:
            if len(self._fitting) >= _MOST:
                self._fitting.clear()
            metrics = QFontMetrics(self._fonts[cell.is_bold])
            room = max(int(cell.width), 0)
            found = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, room)
            self._fitting[key] = found
        return found


def stripes(first: int, last: int, *, left: float, width: float, height: float) -> list[QRectF]:
    """Return every second of some rows, the odd ones, as rectangles."""
    return [QRectF(left, at * height, width, height) for at in range(first | 1, last + 1, 2)]
