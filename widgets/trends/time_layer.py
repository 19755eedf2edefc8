"""The time axis below all panes, and what moves above them: crosshair, cursor of the time bus."""

from dataclasses import dataclass
from math import isfinite

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from widgets.theme.tokens import GRID, RADIUS_CONTROL
from widgets.trends.brushwork import Brushwork
from widgets.trends.date_axis import Era
from widgets.trends.geometry import Places
from widgets.trends.pictures import staleness_us
from widgets.trends.splices import reading_at
from widgets.trends.tints import curve_colour, faded

_DOT = 3.0
_KNOT = 3.0


def paint_time_axis(work: Brushwork, eras: list[Era]) -> None:
    """Paint ticks with labels, and below them the days (months, years) they lie in."""
    painter, tokens, metrics, axis = work.painter, work.tokens, work.metrics, work.places.time_axis
    painter.setPen(QPen(QColor(tokens.line), 1))
    base = round(axis.top()) + 0.5
    painter.drawLine(QLineF(axis.left(), base, axis.right(), base))
    reached = -1e9
    for tick in work.ticks:
        x = round(work.places.x_of(tick.time_us)) + 0.5
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(QLineF(x, base, x, base + GRID))
        width = metrics.horizontalAdvance(tick.label)
        if x - width / 2 < reached + GRID:
            continue
        reached = x + width / 2
        painter.setPen(QColor(tokens.text if tick.is_major else tokens.muted))
        painter.drawText(QPointF(x - width / 2, base + GRID + 2 + metrics.ascent()), tick.label)
    top = base + GRID + 2 + metrics.height()
    for era in eras:
        _paint_era(work, era, top, metrics)


def _paint_era(work: Brushwork, era: Era, top: float, metrics: QFontMetricsF) -> None:
    left, right = work.places.x_of(era.time_us), work.places.x_of(era.end_us)
    room = right - left - 2 * GRID
    text = next(
        (name for name in (era.label, era.short) if metrics.horizontalAdvance(name) <= room), ""
    )
    painter = work.painter
    if era.time_us > work.places.window.start_us:
        painter.setPen(QPen(QColor(work.tokens.line), 1))
        x = round(left) + 0.5
        painter.drawLine(QLineF(x, work.places.time_axis.top(), x, top + metrics.height()))
    painter.setPen(QColor(work.tokens.text))
    indent = 0 if era.time_us <= work.places.window.start_us else GRID
    painter.drawText(QPointF(left + indent, top + metrics.ascent()), text)


@dataclass(frozen=True, slots=True)
class Crosshair:
    """A vertical line through all panes.

    Attributes:
        time_us: Where, µs UTC.
        text: The moment in words.
        colour: Of the line.
        has_dots: True to mark the curves' values on it.
        is_held: True while it keeps its moment, wherever the mouse is.
    """

    time_us: int
    text: str
    colour: QColor
    has_dots: bool = True
    is_held: bool = False


def paint_crosshair(work: Brushwork, cross: Crosshair) -> None:
    """Paint the line, the values on it and the moment on the axis."""
    places, painter = work.places, work.painter
    x = round(places.x_of(cross.time_us)) + 0.5
    if not places.field.left() <= x <= places.field.right() + 1:
        return
    painter.setPen(QPen(cross.colour, 1))
    painter.drawLine(QLineF(x, places.field.top(), x, places.time_axis.top() + GRID))
    if cross.is_held:
        # A knot on the line says that it stays at its moment.
        knot = QRectF(x - _KNOT, places.time_axis.top() - _KNOT, 2 * _KNOT, 2 * _KNOT)
        painter.fillRect(knot, cross.colour)
    if cross.has_dots:
        _paint_dots(work, cross.time_us, x)
    _paint_flag(work, cross, x)


def _paint_dots(work: Brushwork, time_us: int, x: float) -> None:
    painter = work.painter
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for pane, place in zip(work.picture.panes, work.places.panes, strict=True):
        for axis, axis_place in zip(pane, place.axes, strict=True):
            for curve in axis.curves:
                if curve.frame is None:
                    continue
                value = reading_at(curve.frame, time_us, staleness_us(curve.trace.point)).value
                if not isfinite(value):
                    continue
                y = axis_place.scale.y_at(value, place.area.top(), place.area.bottom())
                if not isfinite(y):
                    continue
                painter.setPen(QPen(QColor(work.tokens.surface), 1.5))
                painter.setBrush(curve_colour(work.tokens, curve.trace.slot))
                painter.drawEllipse(QPointF(x, y), _DOT, _DOT)
    painter.restore()


def _paint_flag(work: Brushwork, cross: Crosshair, x: float) -> None:
    painter, metrics = work.painter, work.metrics
    axis = work.places.time_axis
    width = metrics.horizontalAdvance(cross.text) + 3 * GRID
    left = min(max(x - width / 2, axis.left()), axis.right() - width)
    box = QRectF(left, axis.top() + GRID, width, metrics.height() + GRID)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(cross.colour, 1))
    painter.setBrush(QColor(work.tokens.raised))
    painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
    painter.setPen(QColor(work.tokens.text))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, cross.text)
    painter.restore()


def paint_selection(work: Brushwork, from_x: float, to_x: float) -> None:
    """Tint the range that is being chosen with the mouse."""
    field = work.places.field
    box = QRectF(min(from_x, to_x), field.top(), abs(to_x - from_x), field.height())
    work.painter.fillRect(box & field, faded(QColor(work.tokens.accent), 0.15))


def is_inside(places: Places, position: QPointF) -> bool:
    """Tell whether a position lies over the curves or lanes."""
    field = places.field
    return field.left() <= position.x() <= field.right() and field.top() <= position.y()
