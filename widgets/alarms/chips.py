"""Alarm chips drawn once and kept as pictures: tables draw the same ones again and again."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from widgets.theme import theme
from widgets.theme.glyphs import draw_chip, draw_glyph
from widgets.theme.tokens import RADIUS_CONTROL, AlarmLook

_PADDING: Final = 6.0
_GLYPH: Final = 14.0
_PALE: Final = 70
"""Opacity of the fill of an alarm that is over, of 255."""


@dataclass(frozen=True, slots=True)
class ChipState:
    """How a chip differs from that of an alarm that stands.

    Attributes:
        is_returned: The alarm is over: the glyph is hollow, the fill pale.
        is_latched: It is held until somebody resets it: a padlock.
        badge: Letter of a hidden alarm: Z shelved, U suppressed, A out of service.
    """

    is_returned: bool = False
    is_latched: bool = False
    badge: str = ""


PLAIN: Final = ChipState()
"""An alarm that stands."""

_Key = tuple[str, str, str, bool, ChipState, int, int, float, str]


class ChipCache:
    """Pictures of chips by look, text, state, size, scale and theme."""

    def __init__(self) -> None:
        self._pictures: dict[_Key, QPixmap] = {}

    def draw(
        self,
        painter: QPainter,
        area: QRectF,
        look: AlarmLook,
        text: str,
        *,
        is_filled: bool,
        state: ChipState = PLAIN,
    ) -> None:
        """Draw a chip into an area, see `draw_alarm_chip`."""
        scale = painter.device().devicePixelRatioF()
        width, height = round(area.width()), round(area.height())
        font = painter.font().toString()
        name = theme().tokens.name
        key = (look.fill, name, text, is_filled, state, width, height, scale, font)
        picture = self._pictures.get(key)
        if picture is None:
            picture = QPixmap((QSizeF(width, height) * scale).toSize())
            picture.setDevicePixelRatio(scale)
            picture.fill(Qt.GlobalColor.transparent)
            inner = QPainter(picture)
            inner.setFont(painter.font())
            box = QRectF(0, 0, width, height)
            draw_alarm_chip(inner, box, look, text, is_filled=is_filled, state=state)
            inner.end()
            self._pictures[key] = picture
        painter.drawPixmap(area.topLeft(), picture)

    def clear(self) -> None:
        """Forget all pictures; for a change of theme or font."""
        self._pictures.clear()


def draw_alarm_chip(
    painter: QPainter,
    rect: QRectF,
    look: AlarmLook,
    text: str,
    *,
    is_filled: bool,
    state: ChipState = PLAIN,
) -> None:
    """Draw an alarm chip with the signs of its state.

    Args:
        painter: Target.
        rect: Where; the chip takes all of it.
        look: Colours and glyph.
        text: The word beside the glyph; elided when too long.
        is_filled: True while nobody has acknowledged the alarm.
        state: What else is to be seen.
    """
    extra = (_GLYPH + 2) * (state.is_latched + bool(state.badge))
    if state.is_returned:
        _draw_returned(painter, rect, look, text, is_filled=is_filled, extra=extra)
    elif extra:
        draw_chip(painter, rect, look, "", is_filled=is_filled)
        _draw_word(painter, rect, text, _ink(look, is_filled=is_filled), extra)
    else:
        draw_chip(painter, rect, look, text, is_filled=is_filled)
        return
    ink = _ink(look, is_filled=is_filled and not state.is_returned)
    right = rect.right() - _PADDING / 2
    if state.badge:
        right -= _GLYPH + 2
        _draw_badge(painter, QRectF(right, rect.center().y() - 7.5, 15, 15), state.badge)
    if state.is_latched:
        right -= _GLYPH
        _draw_padlock(painter, QRectF(right, rect.center().y() - 6, 10, 12), ink)


def _ink(look: AlarmLook, *, is_filled: bool) -> QColor:
    return QColor(look.ink if is_filled else theme().tokens.text)


def _draw_returned(
    painter: QPainter, rect: QRectF, look: AlarmLook, text: str, *, is_filled: bool, extra: float
) -> None:
    tokens = theme().tokens
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    fill = QColor(look.fill)
    fill.setAlpha(_PALE if is_filled else 0)
    pen = QPen(QColor(look.fill), 1.5)
    if not is_filled:
        pen.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(pen)
    painter.setBrush(fill)
    painter.drawRoundedRect(rect.adjusted(0.75, 0.75, -0.75, -0.75), RADIUS_CONTROL, RADIUS_CONTROL)
    painter.restore()
    side = min(rect.height() - 8, _GLYPH)
    box = QRectF(rect.left() + _PADDING, rect.center().y() - side / 2, side, side)
    draw_glyph(painter, box, look.glyph, QColor(tokens.text))
    if look.glyph != "cross":
        hole = box.adjusted(2.5, 2.5, -2.5, -2.5)
        if look.glyph == "triangle":
            hole = box.adjusted(3.2, 4.5, -3.2, -1.8)
        draw_glyph(painter, hole, look.glyph, QColor(tokens.surface))
    _draw_word(painter, rect, text, QColor(tokens.text), extra)


def _draw_word(painter: QPainter, rect: QRectF, text: str, ink: QColor, extra: float) -> None:
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.DemiBold)
    painter.save()
    painter.setFont(font)
    painter.setPen(ink)
    area = rect.adjusted(_GLYPH + 2 * _PADDING, 0, -_PADDING / 2 - extra, 0)
    words = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
    painter.restore()


def _draw_badge(painter: QPainter, box: QRectF, letter: str) -> None:
    """Draw the letter of a hidden alarm on a plate of its own, readable on every fill."""
    tokens = theme().tokens
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens.muted), 1))
    painter.setBrush(QColor(tokens.surface))
    painter.drawRoundedRect(box, 3, 3)
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.DemiBold)
    font.setPixelSize(11)
    painter.setFont(font)
    painter.setPen(QColor(tokens.text))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
    painter.restore()


def _draw_padlock(painter: QPainter, box: QRectF, ink: QColor) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    body = QRectF(box.left(), box.center().y() - 1, box.width(), box.height() / 2 + 1)
    painter.setPen(QPen(ink, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    bow = QRectF(box.left() + 2, box.top(), box.width() - 4, box.height() - 2)
    painter.drawArc(bow, 0, 180 * 16)
    painter.drawLine(QPointF(bow.left(), bow.center().y()), QPointF(bow.left(), body.top()))
    painter.drawLine(QPointF(bow.right(), bow.center().y()), QPointF(bow.right(), body.top()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawRoundedRect(body, 1.5, 1.5)
    painter.restore()
