"""Alarm glyphs and chips: the same shape, colour and word in table, strip, plot, map and report."""

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from widgets.theme.current import theme
from widgets.theme.tokens import CHIP_OUTLINE, RADIUS_CONTROL, AlarmLook

_PADDING = 6.0


def draw_glyph(painter: QPainter, rect: QRectF, glyph: str, colour: QColor) -> None:
    """Draw a shape (octagon, triangle, diamond, circle, cross) into the largest square of rect."""
    side = min(rect.width(), rect.height())
    box = QRectF(0, 0, side, side)
    box.moveCenter(rect.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if glyph == "circle":
        painter.drawEllipse(box)
    elif glyph == "cross":
        painter.setPen(QPen(colour, max(side / 6, 1.5), Qt.PenStyle.SolidLine))
        inner = box.adjusted(side / 8, side / 8, -side / 8, -side / 8)
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.topRight(), inner.bottomLeft())
    else:
        painter.drawPolygon(_polygon(glyph, box))
    painter.restore()


def draw_chip(
    painter: QPainter, rect: QRectF, look: AlarmLook, text: str, *, is_filled: bool
) -> None:
    """Draw an alarm chip: filled = not acknowledged, outline = acknowledged.

    Args:
        painter: Target.
        rect: Where; the chip takes all of it.
        look: Colours and glyph.
        text: The word beside the glyph; elided when too long.
        is_filled: True while nobody has acknowledged the alarm.
    """
    tokens = theme().tokens
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = QColor(look.ink if is_filled else tokens.text)
    outline = QColor(CHIP_OUTLINE if is_filled and tokens.name == "light" else look.fill)
    painter.setPen(QPen(outline, 1.0 if is_filled else 1.5))
    painter.setBrush(QColor(look.fill) if is_filled else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(0.75, 0.75, -0.75, -0.75), RADIUS_CONTROL, RADIUS_CONTROL)
    side = min(rect.height() - 2 * 4, 14.0)
    glyph_rect = QRectF(rect.left() + _PADDING, rect.center().y() - side / 2, side, side)
    draw_glyph(painter, glyph_rect, look.glyph, ink)
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(ink)
    text_rect = QRectF(
        glyph_rect.right() + _PADDING, rect.top(), rect.right() - glyph_rect.right(), rect.height()
    ).adjusted(0, 0, -2 * _PADDING, 0)
    elided = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, text_rect.width())
    painter.drawText(text_rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)
    painter.restore()


def chip_width(font: QFont, text: str) -> float:
    """Return the width in px a chip needs to show its text whole."""
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return QFontMetricsF(bold).horizontalAdvance(text) + 14 + 4 * _PADDING


def _polygon(glyph: str, box: QRectF) -> QPolygonF:
    """Return the corners of an angular glyph inside a square."""
    if glyph == "triangle":
        return QPolygonF(
            [QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()]
        )
    if glyph == "diamond":
        return QPolygonF(
            [
                QPointF(box.center().x(), box.top()),
                QPointF(box.right(), box.center().y()),
                QPointF(box.center().x(), box.bottom()),
                QPointF(box.left(), box.center().y()),
            ]
        )
    radius = box.width() / 2
    angles = [pi / 8 + index * pi / 4 for index in range(8)]
    return QPolygonF(
        [
            QPointF(box.center().x() + radius * cos(a), box.center().y() + radius * sin(a))
            for a in angles
        ]
    )
