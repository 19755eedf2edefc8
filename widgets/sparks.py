"""Spark lines: the last hour of a point as a small path, without axes.

Paths are built as Qt's own binary form of `QPainterPath`, which is several times faster than
adding one point after the other from Python.
"""

from typing import Final

import numpy as np
from PySide6.QtCore import QByteArray, QDataStream, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.domain.samples import STALE_FACTOR, BoolArray, Float64Array
from widgets.rhythms import reaches

_ELEMENT: Final = np.dtype([("type", ">i4"), ("x", ">f8"), ("y", ">f8")])
_MOVE, _LINE = 0, 1


def allowed_gap(interval_s: float) -> int:
    """Return how many minutes without a sample a line may cross: as long as a value stays live."""
    return max(2, round(STALE_FACTOR * interval_s / 60))


def spark_path(
    minutes: Float64Array, width: float, height: float, *, gap: int = 2, is_step: bool = False
) -> QPainterPath:
    """Return the path of some minutes, as high as the values' own range.

    Args:
        minutes: Values in equal steps, oldest first; NaN where there is none.
        width: Width of the whole row of minutes in px; the last one is at the right end.
        height: Height in px; the largest value is at the top.
        gap: How many steps may lie between two values that are joined.
        is_step: True for states, which hold until the next one.
    """
    at = np.flatnonzero(np.isfinite(minutes))
    if not len(at):
        return QPainterPath()
    values = minutes[at]
    x: Float64Array = at.astype(np.float64) * (width / max(len(minutes) - 1, 1))
    low, high = float(values.min()), float(values.max())
    span = high - low
    y: Float64Array = np.full(len(at), height / 2)
    if span > 0:
        y = (high - values) / span * height
    starts = np.ones(len(at), bool)
    starts[1:] = np.diff(at) > reaches(at, gap)[:-1]
    if is_step and len(at) > 1:
        x, y, starts = _stepped(x, y, starts)
    return _to_path(x, y, starts)


def spark_end(path: QPainterPath) -> QPointF | None:
    """Return where a spark line ends, None for an empty one."""
    return None if path.isEmpty() else path.currentPosition()


def draw_spark(
    painter: QPainter, path: QPainterPath, area: QRectF, line: QColor, end: QColor
) -> None:
    """Draw a spark line into an area, with a dot at its end."""
    painter.save()
    painter.translate(area.topLeft())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(line, 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    point = spark_end(path)
    if point is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(end)
        painter.drawEllipse(point, 1.75, 1.75)
    painter.restore()


def _stepped(
    x: Float64Array, y: Float64Array, starts: BoolArray
) -> tuple[Float64Array, Float64Array, BoolArray]:
    """Put a corner before each value: the old state holds until the new one comes."""
    corner_y = np.concatenate([y[:1], y[:-1]])
    corner_y = np.where(starts, y, corner_y)
    stepped_starts = np.zeros(2 * len(x), bool)
    stepped_starts[::2] = starts
    return np.repeat(x, 2), np.column_stack([corner_y, y]).ravel(), stepped_starts


def _to_path(x: Float64Array, y: Float64Array, starts: BoolArray) -> QPainterPath:
    elements = np.empty(len(x), _ELEMENT)
    elements["type"] = np.where(starts, _MOVE, _LINE)
    elements["x"] = x
    elements["y"] = y
    head = np.array([len(x)], ">i4").tobytes()
    tail = np.zeros(2, ">i4").tobytes()  # start of the open figure, fill rule
    path = QPainterPath()
    QDataStream(QByteArray(head + elements.tobytes() + tail)) >> path
    return path
