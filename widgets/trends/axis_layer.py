"""The value axes beside the panes."""

from math import isfinite

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from widgets.texts import count
from widgets.theme.tokens import GRID
from widgets.trends.brushwork import Brushwork
from widgets.trends.geometry import AxisPlace, PanePlace, label_texts, unit_title
from widgets.trends.log_scales import LogScale
from widgets.trends.pictures import AxisPicture
from widgets.trends.tints import curve_colour, faded


def paint_axis(work: Brushwork, axis: AxisPicture, place: AxisPlace, pane: PanePlace) -> None:
    """Paint the labels of an axis, its unit above, and what has no place on it below."""
    painter, metrics = work.painter, work.metrics
    lone = axis.curves[0].trace.slot if len(axis.curves) == 1 else None
    ink = QColor(work.tokens.muted) if lone is None else curve_colour(work.tokens, lone)
    painter.setPen(ink)
    flag = Qt.AlignmentFlag
    side = flag.AlignRight if place.is_left else flag.AlignLeft
    box = place.labels.adjusted(2 * GRID, 0, -2 * GRID, 0)
    area = pane.area
    labels = label_texts(place.scale) if isfinite(axis.low) else []
    x = round(place.labels.left()) + 0.5
    has_log = axis.is_log or isinstance(pane.axes[0].scale, LogScale)
    has_own_ticks = has_log and not place.is_left
    for value, text in zip(place.scale.ticks(), labels, strict=False):
        y = place.scale.y_at(value, area.top(), area.bottom())
        row = QRectF(box.left(), y - metrics.height() / 2, box.width(), metrics.height())
        painter.drawText(row, side | flag.AlignVCenter, text)
        if has_own_ticks:
            # Its values do not lie on the grid of the axis to the left.
            painter.drawLine(QLineF(x, round(y) + 0.5, x + GRID, round(y) + 0.5))
    if not place.is_left:
        painter.setPen(QPen(QColor(work.tokens.line), 1))
        painter.drawLine(QLineF(x, area.top(), x, area.bottom()))
        painter.setPen(ink)
    _paint_unit(work, axis, place, pane)
    if axis.is_log:
        _paint_hidden(work, axis, place, area)


def _paint_unit(work: Brushwork, axis: AxisPicture, place: AxisPlace, pane: PanePlace) -> None:
    """Write the unit above its axis."""
    painter, metrics, flag = work.painter, work.metrics, Qt.AlignmentFlag
    head = QRectF(place.labels.left(), pane.header.top(), place.labels.width(), metrics.height())
    symbol = unit_title(axis)
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


def _paint_hidden(work: Brushwork, axis: AxisPicture, place: AxisPlace, area: QRectF) -> None:
    """Say at the lower edge how many values have no place on a logarithmic axis."""
    hidden = sum(curve.hidden for curve in axis.curves)
    if not hidden:
        return
    painter, metrics = work.painter, work.metrics
    text = f"{count(hidden)} ≤ 0"
    width = metrics.horizontalAdvance(text) + metrics.height()
    left = area.left() + GRID if place.is_left else area.right() - width - GRID
    box = QRectF(left, area.bottom() - metrics.height() - 3, width, metrics.height())
    painter.save()
    painter.fillRect(box, faded(QColor(work.tokens.surface), 0.85))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(work.tokens.muted))
    side = metrics.height() * 0.5
    middle = box.center().y()
    painter.drawPolygon(
        [
            QPointF(left, middle - side / 2),
            QPointF(left + side, middle - side / 2),
            QPointF(left + side / 2, middle + side / 2),
        ]
    )
    painter.setPen(QColor(work.tokens.text))
    box.setLeft(left + side + GRID)
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
    painter.restore()
