"""What tells apart curves that nobody measured: labels, and the line where forecasts begin."""

from collections.abc import Sequence
from math import isfinite

import numpy as np
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPen

from widgets.theme.tokens import GRID
from widgets.trends.brushwork import Brushwork
from widgets.trends.geometry import AxisPlace, PanePlace
from widgets.trends.kinds import kind_label
from widgets.trends.limit_layer import limit_labels
from widgets.trends.model import TraceKind
from widgets.trends.pictures import AxisPicture, CurvePicture
from widgets.trends.tints import curve_colour, faded

_FUTURE_ALPHA = 0.07


def paint_kinds(work: Brushwork) -> None:
    """Label the comparisons and forecasts of all panes, and mark where forecasts begin."""
    for axes, pane in zip(work.picture.panes, work.places.panes, strict=True):
        curves = [curve for axis in axes for curve in axis.curves if kind_label(curve.trace)]
        if any(curve.trace.kind is TraceKind.FORECAST and len(curve.line) for curve in curves):
            _paint_present(work, pane)
        if curves:
            _paint_pane_labels(work, axes, pane)


def paint_labels_again(work: Brushwork) -> None:
    """Label the panes with forecasts once more, above the veil that lies after the moment shown."""
    moments = work.picture.moments
    if moments.is_live or moments.now_us is None:
        return
    for axes, pane in zip(work.picture.panes, work.places.panes, strict=True):
        curves = [curve for axis in axes for curve in axis.curves]
        if any(curve.trace.kind is TraceKind.FORECAST and len(curve.line) for curve in curves):
            _paint_pane_labels(work, axes, pane)


def _paint_pane_labels(work: Brushwork, axes: Sequence[AxisPicture], pane: PanePlace) -> None:
    """Label the curves of a pane, none over another one or over the label of a limit."""
    taken = [
        box
        for axis, place in zip(axes, pane.axes, strict=True)
        for box, _ in limit_labels(work, axis, place, pane.area)
    ]
    for axis, place in zip(axes, pane.axes, strict=True):
        _paint_labels(work, axis, place, pane, taken)


def _paint_present(work: Brushwork, pane: PanePlace) -> None:
    """Draw the line between what was measured and what is expected, and shade the future."""
    now_us = work.picture.moments.now_us
    if now_us is None:
        return
    x = round(work.places.x_of(now_us)) + 0.5
    if pane.area.left() < x < pane.area.right():
        future = QRectF(x, pane.area.top(), pane.area.right() - x, pane.area.height())
        work.painter.fillRect(future, faded(QColor(work.tokens.muted), _FUTURE_ALPHA))
        work.painter.setPen(QPen(faded(QColor(work.tokens.text), 0.6), 1))
        work.painter.drawLine(QLineF(x, pane.area.top(), x, pane.area.bottom()))


def _paint_labels(
    work: Brushwork, axis: AxisPicture, place: AxisPlace, pane: PanePlace, taken: list[QRectF]
) -> None:
    painter, metrics = work.painter, work.metrics
    for curve in axis.curves:
        text = kind_label(curve.trace)
        at = _anchor(work, curve)
        if not text or at is None:
            continue
        x, value = work.places.x_of(at[0]), at[1]
        y = place.scale.y_at(value, pane.area.top(), pane.area.bottom())
        if not isfinite(y):
            continue
        width = metrics.horizontalAdvance(text) + 2 * GRID
        left = x + GRID
        left = min(max(left, pane.area.left() + 2), pane.area.right() - width - 2)
        top = min(max(y - metrics.height() - GRID, pane.area.top() + 2), pane.area.bottom())
        box = QRectF(left, top, width, metrics.height())
        while any(box.intersects(other) for other in taken):
            box.moveTop(max(o.bottom() for o in taken if box.intersects(o)) + 1)
        taken.append(box)
        painter.fillRect(box, faded(QColor(work.tokens.surface), 0.8))
        painter.setPen(curve_colour(work.tokens, curve.trace.slot))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _anchor(work: Brushwork, curve: CurvePicture) -> tuple[float, float] | None:
    """Return where a label stands: where the curve begins, far from the labels of limits."""
    window = work.picture.window
    seen = np.isfinite(curve.line.y)
    seen &= (curve.line.x >= window.start_us) & (curve.line.x <= window.end_us)
    at = np.flatnonzero(seen)
    if not len(at):
        return None
    return float(curve.line.x[at[0]]), float(curve.line.y[at[0]])
