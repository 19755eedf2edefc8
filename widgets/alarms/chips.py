"""Alarm chips drawn once and kept as pictures: tables draw the same ones again and again."""

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap

from widgets.theme import theme
from widgets.theme.glyphs import draw_chip
from widgets.theme.tokens import AlarmLook

_Key = tuple[str, str, str, bool, int, int, float, str]


class ChipCache:
    """Pictures of chips by look, text, size, scale and theme."""

    def __init__(self) -> None:
        self._pictures: dict[_Key, QPixmap] = {}

    def draw(
        self, painter: QPainter, area: QRectF, look: AlarmLook, text: str, *, is_filled: bool
    ) -> None:
        """Draw a chip into an area, see `draw_chip`."""
        scale = painter.device().devicePixelRatioF()
        width, height = round(area.width()), round(area.height())
        font = painter.font().toString()
        key = (look.fill, theme().tokens.name, text, is_filled, width, height, scale, font)
        picture = self._pictures.get(key)
        if picture is None:
            picture = QPixmap((QSizeF(width, height) * scale).toSize())
            picture.setDevicePixelRatio(scale)
            picture.fill(Qt.GlobalColor.transparent)
            inner = QPainter(picture)
            inner.setFont(painter.font())
            draw_chip(inner, QRectF(0, 0, width, height), look, text, is_filled=is_filled)
            inner.end()
            self._pictures[key] = picture
        painter.drawPixmap(area.topLeft(), picture)

    def clear(self) -> None:
        """Forget all pictures; for a change of theme or font."""
        self._pictures.clear()
