"""The layers of a pane, from behind: grid, hatches, limits, curves, axes."""

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from widgets.theme.tokens import GRID
from widgets.trends.axis_layer import paint_axis
from widgets.trends.brushwork import Brushwork
from widgets.trends.curves import parted
from widgets.trends.geometry import AxisPlace, PanePlace
from widgets.trends.kinds import line_pen
from widgets.trends.limit_layer import paint_limit_labels, paint_limits
from widgets.trends.model import TraceKind
from widgets.trends.pictures import CurvePicture
from widgets.trends.rail_layer import paint_note_spans
from widgets.trends.strokes import draw_band, draw_columns
from widgets.trends.tints import blended, curve_colour, faded

_BAND_ALPHA = 0.3
_BAND_BEHIND = 0.12
_BAND_FOCUSED = 0.42
_BAND_DERIVED = 0.16
_LINE_BEHIND = 0.6
_HATCH_ALPHA = 0.55
_HATCH_GROUND = 0.07
_DIM_ALPHA = 0.55
_MINOR_ALPHA = 0.35
_DOUBT_ALPHA = 0.6


def paint_panes(work: Brushwork) -> None:
    """Paint all panes with their curves and axes."""
    for place in work.places.panes:
        _paint_grid(work, place)
    paint_note_spans(work)
    for axes, place in zip(work.picture.panes, work.places.panes, strict=True):
        work.painter.save()
        work.painter.setClipRect(place.area)
        for axis in axes:
            for curve in axis.curves:
                _paint_hatch(work, curve, place.area)
        for axis, axis_place in zip(axes, place.axes, strict=True):
            paint_limits(work, axis, axis_place, place.area)
        for axis, axis_place in zip(axes, place.axes, strict=True):
            for curve in _focus_last(axis.curves, work):
                _paint_curve(work, curve, axis_place, place.area)
        work.painter.restore()
        for axis, axis_place in zip(axes, place.axes, strict=True):
            paint_limit_labels(work, axis, axis_place, place.area)
            paint_axis(work, axis, axis_place, place)


def paint_after(work: Brushwork) -> None:
    """Dim what lies after the moment the console is pinned to, but not what was expected then."""
    moments = work.picture.moments
    if moments.is_live or moments.now_us is None:
        return
    x = max(work.places.x_of(moments.now_us), work.places.field.left())
    field = work.places.field
    if x < field.right():
        shade = QRectF(x, field.top(), field.right() - x, field.height())
        work.painter.fillRect(shade, faded(QColor(work.tokens.surface), _DIM_ALPHA))
        _paint_expected(work, shade)


def _paint_expected(work: Brushwork, shade: QRectF) -> None:
    """Draw forecasts anew above the veil: they are what was known of the time below it."""
    painter = work.painter
    for axes, place in zip(work.picture.panes, work.places.panes, strict=True):
        for axis, axis_place in zip(axes, place.axes, strict=True):
            for curve in axis.curves:
                if curve.trace.kind is not TraceKind.FORECAST:
                    continue
                painter.save()
                painter.setClipRect(place.area & shade)
                _paint_curve(work, curve, axis_place, place.area)
                painter.restore()


def _paint_grid(work: Brushwork, place: PanePlace) -> None:
    painter, area = work.painter, place.area
    # Opaque: blending long lines with what lies below costs a tenth of a frame.
    line, ground = QColor(work.tokens.line), QColor(work.tokens.surface)
    faint = blended(line, ground, 0.6)
    painter.setPen(QPen(faint, 1))
    painter.drawLines(
        [
            QLineF(x, area.top(), x, area.bottom())
            for x in (round(work.places.x_of(tick.time_us)) + 0.5 for tick in work.ticks)
        ]
    )
    scale = place.axes[0].scale
    painter.setPen(QPen(blended(line, ground, _MINOR_ALPHA), 1))
    minors = [scale.y_at(v, area.top(), area.bottom()) for v in scale.minor_ticks()]
    painter.drawLines(
        [QLineF(area.left(), round(y) + 0.5, area.right(), round(y) + 0.5) for y in minors]
    )
    painter.setPen(QPen(faint, 1))
    ys = [round(scale.y_at(v, area.top(), area.bottom())) + 0.5 for v in scale.ticks()]
    painter.drawLines([QLineF(area.left(), y, area.right(), y) for y in ys[1:]])
    painter.setPen(QPen(line, 1))
    majors = [round(work.places.x_of(t.time_us)) + 0.5 for t in work.ticks if t.is_major]
    painter.drawLines([QLineF(x, area.top(), x, area.bottom()) for x in majors])
    left, right = round(area.left()) + 0.5, round(area.right()) + 0.5
    top, bottom = round(area.top()) + 0.5, round(area.bottom()) + 0.5
    painter.drawLine(QLineF(left, bottom, right, bottom))
    painter.setPen(QPen(faint, 1))
    painter.drawLine(QLineF(left, top, left, bottom))
    painter.drawLine(QLineF(right, top, right, bottom))
    if not scale.minor_ticks():
        return
    painter.drawLine(QLineF(left, top, right, top))


def _paint_hatch(work: Brushwork, curve: CurvePicture, area: QRectF) -> None:
    """Hatch where the quality of a curve is bad, in its colour, on a breath of it."""
    colour = curve_colour(work.tokens, curve.trace.slot)
    brush = QBrush(faded(colour, _HATCH_ALPHA), Qt.BrushStyle.BDiagPattern)
    ground = faded(colour, _HATCH_GROUND)
    for begin, end in curve.bad.tolist():
        left, right = work.places.x_of(begin), work.places.x_of(end)
        if right >= area.left() and left <= area.right():
            left, right = max(left, area.left()), min(right, area.right())
            span = QRectF(left, area.top(), max(right - left, 2.0), area.height())
            work.painter.fillRect(span, ground)
            work.painter.fillRect(span, brush)


def _focus_last(curves: tuple[CurvePicture, ...], work: Brushwork) -> list[CurvePicture]:
    return sorted(curves, key=lambda curve: curve.trace.point.id == work.picture.focus)


def _paint_curve(work: Brushwork, curve: CurvePicture, axis: AxisPlace, area: QRectF) -> None:
    painter = work.painter
    is_focused = curve.trace.point.id == work.picture.focus
    _paint_band(work, curve, axis, area)
    # Slanted lines of few points show their steps; dense ones are upright and need no smoothing.
    is_calm = is_focused or len(curve.band) > 0 or len(curve.line) < area.width()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, is_calm)
    pen = line_pen(work.tokens, curve.trace, is_focused=is_focused)
    if work.picture.focus not in {None, curve.trace.point.id, curve.trace.of}:
        pen.setColor(faded(pen.color(), pen.color().alphaF() * _LINE_BEHIND))
    sure, doubtful = parted(curve.line, curve.doubtful)
    painter.setPen(pen)
    draw_columns(painter, sure, work.places, axis.scale, area)
    if len(doubtful):
        # Dotted where there is room for dots, lighter where it is too dense for them.
        pen.setStyle(Qt.PenStyle.DotLine)
        pen.setColor(faded(pen.color(), pen.color().alphaF() * _DOUBT_ALPHA))
        painter.setPen(pen)
        draw_columns(painter, doubtful, work.places, axis.scale, area)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    _paint_tail(work, curve, axis, area)


def _paint_band(work: Brushwork, curve: CurvePicture, axis: AxisPlace, area: QRectF) -> None:
    """Draw minimum to maximum; of a forecast that is the range it is expected in."""
    kind = curve.trace.kind
    if not len(curve.band) or kind is TraceKind.COMPARISON:
        return
    is_focused = curve.trace.point.id == work.picture.focus
    share = _BAND_BEHIND if work.picture.focus else _BAND_ALPHA
    share = _BAND_FOCUSED if is_focused else share
    if kind is TraceKind.FORECAST:
        share = _BAND_DERIVED
    # Width 0 is one pixel of the device: neighbouring strokes must not overlap.
    work.painter.setPen(QPen(faded(curve_colour(work.tokens, curve.trace.slot), share), 0))
    draw_band(work.painter, curve.band, work.places, axis.scale, area)


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
