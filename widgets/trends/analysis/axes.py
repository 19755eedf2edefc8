"""A field with two round value axes: places, grid and labels."""

from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from app.domain.samples import Float64Array
from widgets.texts import number
from widgets.theme import theme
from widgets.theme.tokens import GRID
from widgets.trends.geometry import axis_font
from widgets.trends.scales import Scale
from widgets.trends.tints import faded

_INTERVAL_PX: Final = 46.0
_MOST_INTERVALS: Final = 8
_LABEL_GAP: Final = 3.0 * GRID
_MANTISSAS: Final = (1.0, 2.0, 2.5, 5.0, 10.0, 20.0, 25.0, 50.0)
_HAIR: Final = 1e-9
_TINY: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Span:
    """The values an axis is to hold, and what stands at its end.

    Attributes:
        low: Smallest value.
        high: Largest value.
        title: Name and unit.
        is_exact: True when it ends where its values end, as shares do at 0 and 100 %.
    """

    low: float
    high: float
    title: str
    is_exact: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """Where values lie on the screen.

    Attributes:
        area: The field between the axes.
        x: The lower axis.
        y: The left axis.
    """

    area: QRectF
    x: Scale
    y: Scale

    def x_of(self, value: float) -> float:
        """Map a value to x."""
        return float(self.xs_of(np.array([value]))[0])

    def xs_of(self, values: Float64Array) -> Float64Array:
        """Map values to x."""
        share = (values - self.x.low) / (self.x.high - self.x.low)
        xs: Float64Array = self.area.left() + share * self.area.width()
        return xs

    def ys_of(self, values: Float64Array) -> Float64Array:
        """Map values to y; the lower edge lies below."""
        return self.y.y_of(values, self.area.top(), self.area.bottom())

    def y_of(self, value: float) -> float:
        """Map one value to y."""
        return self.y.y_at(value, self.area.top(), self.area.bottom())

    def x_at(self, x: float) -> float:
        """Map x to a value."""
        share = (x - self.area.left()) / max(self.area.width(), 1.0)
        return self.x.low + share * (self.x.high - self.x.low)


def arrange(rect: QRectF, x: Span, y: Span) -> Field:
    """Share out the room of a picture between axes, titles and field."""
    metrics = QFontMetricsF(axis_font())
    line = metrics.height()
    top = rect.top() + line + 2 * GRID
    bottom = rect.bottom() - 2 * line - 3 * GRID
    vertical = _scale(y, _intervals(bottom - top))
    left = rect.left() + _widest(vertical, metrics) + _LABEL_GAP
    right = rect.right() - metrics.horizontalAdvance("0000")
    room = max(metrics.horizontalAdvance("−0000,00") * 1.2, _INTERVAL_PX)
    horizontal = _scale(x, int(max((right - left) / room, 2)))
    return Field(
        QRectF(left, top, max(right - left, 1), max(bottom - top, 1)), horizontal, vertical
    )


def _scale(span: Span, intervals: int) -> Scale:
    if span.is_exact:
        steps = next((n for n in (10, 5, 4, 2) if n <= intervals), 2)
        return Scale(span.low, (span.high - span.low) / steps, steps)
    return tight_scale(span.low, span.high, min(intervals, _MOST_INTERVALS))


def tight_scale(low: float, high: float, most: int) -> Scale:
    """Return the round scale of at most so many steps that leaves the least room unused.

    The plot's own scales share grid lines and so have a fixed number of steps; here none are
    shared.
    """
    if high - low <= _TINY * max(abs(low), abs(high), 1.0):
        room = abs(low) * 0.1 or 1.0
        low, high = low - room, high + room
    power = 10.0 ** floor(log10((high - low) / most))
    for mantissa in _MANTISSAS:
        step = mantissa * power
        first, past = floor(low / step + _HAIR), ceil(high / step - _HAIR)
        if past - first <= most:
            return Scale(first * step, step, max(past - first, 1))
    return Scale(floor(low / (100 * power)) * 100 * power, 100 * power, 2)


def _intervals(pixels: float) -> int:
    return max(int(pixels / _INTERVAL_PX), 2)


def _widest(scale: Scale, metrics: QFontMetricsF) -> float:
    return max(metrics.horizontalAdvance(number(v, scale.decimals)) for v in scale.ticks())


def paint_axes(painter: QPainter, rect: QRectF, field: Field, titles: tuple[str, str]) -> None:
    """Paint grid, labels and titles; the left title stands above its axis.

    Args:
        painter: Target.
        rect: The room of the whole picture.
        field: Where values lie.
        titles: Of the lower and of the left axis.
    """
    tokens = theme().tokens
    painter.setFont(axis_font())
    line = QFontMetricsF(axis_font()).height()
    area = field.area
    grid, ink = QPen(faded(QColor(tokens.line), 0.7), 1), QColor(tokens.muted)
    align = Qt.AlignmentFlag
    for value in field.y.ticks():
        y = round(field.y_of(value)) + 0.5
        painter.setPen(grid)
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(ink)
        box = QRectF(rect.left(), y - line, area.left() - rect.left() - GRID, 2 * line)
        text = number(value, field.y.decimals)
        painter.drawText(box, align.AlignRight | align.AlignVCenter, text)
    for value in field.x.ticks():
        x = round(field.x_of(value)) + 0.5
        painter.setPen(grid)
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom() + GRID))
        painter.setPen(ink)
        box = QRectF(x - 100, area.bottom() + GRID, 200, line)
        text = number(value, field.x.decimals)
        painter.drawText(box, align.AlignHCenter | align.AlignTop, text)
    box = QRectF(area.left(), area.bottom() + line + 2 * GRID, area.width(), line)
    painter.drawText(box, align.AlignRight | align.AlignTop, titles[0])
    box = QRectF(rect.left(), rect.top(), rect.width(), line)
    painter.drawText(box, align.AlignLeft | align.AlignTop, titles[1])
    painter.setPen(QPen(QColor(tokens.line), 1))
    base = round(area.bottom()) + 0.5
    painter.drawLine(QPointF(area.left(), base), QPointF(area.right(), base))
