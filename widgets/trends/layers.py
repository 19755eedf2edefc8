"""The layers of a pane, from behind: grid, hatches, curves, limits, axes."""

from dataclasses import dataclass
from math import isfinite

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from widgets.texts import language
from widgets.theme import Tokens
from widgets.theme.tokens import GRID
from widgets.trends.date_axis import Tick
from widgets.trends.geometry import AxisPlace, PanePlace, Places, label_texts
from widgets.trends.pictures import AxisPicture, CurvePicture, Picture
from widgets.trends.strokes import draw_band, draw_columns
from widgets.trends.tints import FOCUS_WIDTH, curve_colour, curve_pen, faded
from widgets.trends.wording import limit_label

_BAND_ALPHA = 0.3
_BAND_BEHIND = 0.12
_LINE_BEHIND = 0.6
_BAND_FOCUSED = 0.42
_HATCH_ALPHA = 0.5
_DIM_ALPHA = 0.55


@dataclass(frozen=True, slots=True)
class Brushwork:
    """What every layer needs to paint."""

    painter: QPainter
    tokens: Tokens
    picture: Picture
    places: Places
    ticks: tuple[Tick, ...]

    @property
    def metrics(self) -> QFontMetricsF:
        """Metrics of the painter's font."""
        return QFontMetricsF(self.painter.font())


def paint_panes(work: Brushwork) -> None:
    """Paint all panes with their curves and axes."""
    for axes, place in zip(work.picture.panes, work.places.panes, strict=True):
        _paint_grid(work, place)
        work.painter.save()
        work.painter.setClipRect(place.area)
        for axis in axes:
            for curve in axis.curves:
                _paint_hatch(work, curve, place.area)
        for axis, axis_place in zip(axes, place.axes, strict=True):
            for curve in _focus_last(axis.curves, work):
                _paint_curve(work, curve, axis_place, place.area)
        work.painter.restore()
        for axis, axis_place in zip(axes, place.axes, strict=True):
            _paint_limits(work, axis, axis_place, place.area)
            _paint_axis(work, axis, axis_place, place)


def paint_after(work: Brushwork) -> None:
    """Dim what lies after the moment the console is pinned to."""
    moments = work.picture.moments
    if moments.is_live or moments.now_us is None:
        return
    x = max(work.places.x_of(moments.now_us), work.places.field.left())
    field = work.places.field
    if x < field.right():
        shade = QRectF(x, field.top(), field.right() - x, field.height())
        work.painter.fillRect(shade, faded(QColor(work.tokens.surface), _DIM_ALPHA))


def _paint_grid(work: Brushwork, place: PanePlace) -> None:
    painter, area = work.painter, place.area
    line = QColor(work.tokens.line)
    painter.setPen(QPen(faded(line, 0.6), 1))
    painter.drawLines(
        [
            QLineF(x, area.top(), x, area.bottom())
            for x in (round(work.places.x_of(tick.time_us)) + 0.5 for tick in work.ticks)
        ]
    )
    scale = place.axes[0].scale
    ys = [round(scale.y_at(v, area.top(), area.bottom())) + 0.5 for v in scale.ticks()]
    painter.drawLines([QLineF(area.left(), y, area.right(), y) for y in ys[1:]])
    painter.setPen(QPen(line, 1))
    majors = [round(work.places.x_of(t.time_us)) + 0.5 for t in work.ticks if t.is_major]
    painter.drawLines([QLineF(x, area.top(), x, area.bottom()) for x in majors])
    painter.drawLine(QLineF(area.left(), ys[0], area.right(), ys[0]))


def _paint_hatch(work: Brushwork, curve: CurvePicture, area: QRectF) -> None:
    """Hatch where the quality of a curve is bad, in its colour."""
    colour = faded(curve_colour(work.tokens, curve.trace.slot), _HATCH_ALPHA)
    brush = QBrush(colour, Qt.BrushStyle.BDiagPattern)
    for begin, end in curve.bad.tolist():
        left, right = work.places.x_of(begin), work.places.x_of(end)
        if right >= area.left() and left <= area.right():
            left, right = max(left, area.left()), min(right, area.right())
            work.painter.fillRect(
                QRectF(left, area.top(), max(right - left, 2.0), area.height()), brush
            )


def _focus_last(curves: tuple[CurvePicture, ...], work: Brushwork) -> list[CurvePicture]:
    return sorted(curves, key=lambda curve: curve.trace.point.id == work.picture.focus)


def _paint_curve(work: Brushwork, curve: CurvePicture, axis: AxisPlace, area: QRectF) -> None:
    painter, tokens, slot = work.painter, work.tokens, curve.trace.slot
    is_focused = curve.trace.point.id == work.picture.focus
    if len(curve.band):
        share = _BAND_BEHIND if work.picture.focus else _BAND_ALPHA
        colour = faded(curve_colour(tokens, slot), _BAND_FOCUSED if is_focused else share)
        # Width 0 is one pixel of the device: neighbouring strokes must not overlap.
        painter.setPen(QPen(colour, 0))
        draw_band(painter, curve.band, work.places, axis.scale, area)
    # Slanted lines of few points show their steps; dense ones are upright and need no smoothing.
    is_calm = is_focused or len(curve.band) > 0 or len(curve.line) < area.width()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, is_calm)
    pen = curve_pen(tokens, slot, FOCUS_WIDTH if is_focused else 1.0)
    if work.picture.focus and not is_focused:
        pen.setColor(faded(pen.color(), _LINE_BEHIND))
    painter.setPen(pen)
    draw_columns(painter, curve.line, work.places, axis.scale, area)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    _paint_tail(work, curve, axis, area)


def _paint_tail(work: Brushwork, curve: CurvePicture, axis: AxisPlace, area: QRectF) -> None:
    """Dot the held value of a silent point, and mark where it stopped being trusted."""
    if not len(curve.tail):
        return
    painter = work.painter
    colour = curve_colour(work.tokens, curve.trace.slot)
    painter.setPen(QPen(colour, 1, Qt.PenStyle.DotLine))
    draw_columns(painter, curve.tail, work.places, axis.scale, area)
    x = work.places.x_of(curve.tail.x[-1])
    y = axis.scale.y_at(float(curve.tail.y[-1]), area.top(), area.bottom())
    painter.setPen(QPen(colour, 1))
    painter.drawLine(QLineF(x, y - GRID, x, y + GRID))


def _paint_limits(work: Brushwork, axis: AxisPicture, place: AxisPlace, area: QRectF) -> None:
    """Draw the limits of the focused curve; those out of sight are named at the edge."""
    painter, metrics = work.painter, work.metrics
    curve = next((c for c in axis.curves if c.trace.point.id == work.picture.focus), None)
    if curve is None:
        return
    ink = QColor(work.tokens.text)
    for rule in axis.limits:
        y = place.scale.y_at(rule.threshold, area.top(), area.bottom())
        text = limit_label(rule, curve.trace.point)
        if y < area.top():
            text, y = f"{text} ↑", area.top() + metrics.height() + 2
        elif y > area.bottom():
            text, y = f"{text} ↓", area.bottom()
        else:
            y = round(y) + 0.5
            painter.setPen(QPen(faded(ink, 0.75), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QLineF(area.left(), y, area.right(), y))
        width = metrics.horizontalAdvance(text) + 2 * GRID
        top = y - metrics.height() - 2
        top = top if top > area.top() else y + 2
        box = QRectF(area.right() - width - GRID, top, width, metrics.height())
        painter.fillRect(box, faded(QColor(work.tokens.surface), 0.8))
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _paint_axis(work: Brushwork, axis: AxisPicture, place: AxisPlace, pane: PanePlace) -> None:
    painter, metrics = work.painter, work.metrics
    lone = axis.curves[0].trace.slot if len(axis.curves) == 1 else None
    ink = QColor(work.tokens.muted) if lone is None else curve_colour(work.tokens, lone)
    painter.setPen(ink)
    flag = Qt.AlignmentFlag
    side = flag.AlignRight if place.is_left else flag.AlignLeft
    box = place.labels.adjusted(2 * GRID, 0, -2 * GRID, 0)
    area = pane.area
    labels = label_texts(place.scale) if isfinite(axis.low) else []
    for value, text in zip(place.scale.ticks(), labels, strict=False):
        y = place.scale.y_at(value, area.top(), area.bottom())
        row = QRectF(box.left(), y - metrics.height() / 2, box.width(), metrics.height())
        painter.drawText(row, side | flag.AlignVCenter, text)
    if not place.is_left:
        x = round(place.labels.left()) + 0.5
        painter.setPen(QPen(QColor(work.tokens.line), 1))
        painter.drawLine(QLineF(x, area.top(), x, area.bottom()))
        painter.setPen(ink)
    _paint_unit(work, axis, place, pane)


def _paint_unit(work: Brushwork, axis: AxisPicture, place: AxisPlace, pane: PanePlace) -> None:
    """Write the unit above its axis."""
    painter, metrics, flag = work.painter, work.metrics, Qt.AlignmentFlag
    head = QRectF(place.labels.left(), pane.header.top(), place.labels.width(), metrics.height())
    symbol = axis.unit.symbol or axis.unit.name.in_language(language())
    if place.is_left:
        # The unit may be wider than its column; it grows to the right above the plot.
        width = max(head.width() - 2 * GRID, metrics.horizontalAdvance(symbol))
        head = QRectF(head.left(), head.top(), width, head.height())
        head.moveRight(max(head.right(), head.left() + width))
        painter.drawText(head, flag.AlignRight | flag.AlignTop, symbol)
    else:
        room = head.width() - 2 * GRID
        symbol = metrics.elidedText(symbol, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(head.left() + 2 * GRID, head.top() + metrics.ascent()), symbol)
