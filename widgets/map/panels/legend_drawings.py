"""The legend as a drawing: signs with their words, one below the other, on any device."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from app.services.maps.legends import LegendEntry, Sign
from widgets.map.panels.legend_signs import SIGN_HEIGHT, SIGN_WIDTH, draw_sign
from widgets.theme import theme

_GAP: Final = 8.0
_LINE_GAP: Final = 2.0
_LAYER_GAP: Final = 8.0
_RAMP_HEIGHT: Final = 10.0
_WRAPPED: Final = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap


def paint_legend(
    painter: QPainter,
    rect: QRectF,
    entries: Sequence[LegendEntry],
    *,
    language: str,
    font: QFont | None = None,
) -> float:
    """Draw a legend in the theme in force.

    Args:
        painter: Where.
        rect: Left, top and width; the legend takes the height it needs.
        entries: What is drawn, topmost first.
        language: `de` or `en`.
        font: Font of the words; the painter's own when None.

    Returns:
        The height it took, in the painter's units.
    """
    if font is not None:
        painter.setFont(font)
    metrics = QFontMetricsF(painter.font(), painter.device())
    top = rect.top()
    for place, entry in enumerate(entries):
        if place:
            is_same = entry.layer == entries[place - 1].layer
            top += _LINE_GAP if is_same else _LAYER_GAP
        height = _entry_height(entry, rect.width(), metrics, language)
        area = QRectF(rect.left(), top, rect.width(), height)
        _paint_entry(painter, area, entry, metrics, language)
        top += height
    return top - rect.top()


def legend_height(
    metrics: QFontMetricsF, width: float, entries: Sequence[LegendEntry], *, language: str
) -> float:
    """Return the height `paint_legend` will take at a width, without drawing."""
    height = 0.0
    for place, entry in enumerate(entries):
        if place:
            is_same = entry.layer == entries[place - 1].layer
            height += _LINE_GAP if is_same else _LAYER_GAP
        height += _entry_height(entry, width, metrics, language)
    return height


def legend_lines(entries: Sequence[LegendEntry], *, language: str) -> list[str]:
    """Return the legend as words, for screen readers and for the clipboard."""
    return [
        f"{entry.name.in_language(language)}: {entry.low} – {entry.high}"
        if entry.sign is Sign.RAMP
        else entry.name.in_language(language)
        for entry in entries
    ]


def _text_height(text: str, width: float, metrics: QFontMetricsF) -> float:
    room = QRectF(0, 0, max(width, 1.0), 10_000)
    return metrics.boundingRect(room, _WRAPPED, text).height()


def _entry_height(entry: LegendEntry, width: float, metrics: QFontMetricsF, language: str) -> float:
    name = entry.name.in_language(language)
    if entry.sign is Sign.RAMP:
        words = _text_height(name, width, metrics)
        return words + _RAMP_HEIGHT + metrics.height() + 3 * _LINE_GAP
    return max(_text_height(name, width - SIGN_WIDTH - _GAP, metrics), SIGN_HEIGHT)


def _paint_entry(
    painter: QPainter, area: QRectF, entry: LegendEntry, metrics: QFontMetricsF, language: str
) -> None:
    tokens = theme().tokens
    name = entry.name.in_language(language)
    if entry.sign is Sign.RAMP:
        _paint_ramp(painter, area, entry, metrics, name)
        return
    sign = QRectF(area.left(), area.top(), SIGN_WIDTH, SIGN_HEIGHT)
    draw_sign(painter, sign, entry)
    room = area.adjusted(SIGN_WIDTH + _GAP, 0, 0, 0)
    height = _text_height(name, room.width(), metrics)
    if height <= SIGN_HEIGHT:
        room.moveTop(area.top() + (SIGN_HEIGHT - height) / 2)
    painter.setPen(QColor(tokens.text))
    painter.drawText(room, _WRAPPED, name)


def _paint_ramp(
    painter: QPainter, area: QRectF, entry: LegendEntry, metrics: QFontMetricsF, name: str
) -> None:
    """Draw the name, below it the colours, and what their ends mean."""
    tokens = theme().tokens
    painter.setPen(QColor(tokens.text))
    painter.drawText(area, _WRAPPED, name)
    top = area.top() + _text_height(name, area.width(), metrics) + _LINE_GAP
    bar = QRectF(QPointF(area.left() + 0.5, top), area.bottomRight())
    bar.setWidth(area.width() - 1)
    bar.setHeight(_RAMP_HEIGHT)
    draw_sign(painter, bar, entry)
    ends = QRectF(area.left(), bar.bottom() + _LINE_GAP, area.width(), metrics.height())
    painter.setPen(QColor(tokens.muted))
    painter.drawText(ends, Qt.AlignmentFlag.AlignLeft, entry.low)
    painter.drawText(ends, Qt.AlignmentFlag.AlignRight, entry.high)
