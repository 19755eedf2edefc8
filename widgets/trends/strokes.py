"""Lines from numpy columns onto a painter, without a loop in Python.

The segments are made by the core of pyqtgraph's `PlotCurveItem`; drawing them one by one keeps
pens wider than a pixel as fast as thin ones (a joined path of 3,000 rows took 900 ms, this 2 ms).
"""

import numpy as np
from pyqtgraph.graphicsItems.PlotCurveItem import arrayToLineSegments
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.domain.samples import Float64Array
from widgets.trends.curves import Band, Columns
from widgets.trends.geometry import Places, ValueScale

_FAR_PX = 1e5
_EPSILON = 1e-6


def draw_columns(
    painter: QPainter, line: Columns, places: Places, scale: ValueScale, area: QRectF
) -> None:
    """Draw a line with the painter's pen; NaN rows lift the pen.

    Args:
        painter: Target, with pen and clip set.
        line: The line in µs and values.
        places: Maps time to x.
        scale: Maps values to y.
        area: Area of the pane.
    """
    if not len(line):
        return
    x = _x(line.x, places)
    y = _y(line.y, scale, area)
    pen = painter.pen()
    if pen.style() is Qt.PenStyle.CustomDashLine:
        x, y = _dashed(x, y, *_dash(pen))
        pen.setStyle(Qt.PenStyle.SolidLine)
        painter.setPen(pen)
    # Held by a name: Qt is handed a bare address, and memory let go earlier is drawn as nonsense.
    segments = arrayToLineSegments(x, y, connect="finite", finiteCheck=True)
    painter.drawLines(*segments.drawargs())


def _dash(pen: QPen) -> tuple[float, float]:
    """Return the length of a dash and of its pause in pixels."""
    dash, pause = pen.dashPattern()[:2]
    width = max(pen.widthF(), 1.0)
    return dash * width, pause * width


def _dashed(
    x: Float64Array, y: Float64Array, dash: float, pause: float
) -> tuple[Float64Array, Float64Array]:
    """Cut a line into dashes along x; Qt would begin them anew with each segment."""
    length = dash + pause
    first, last = float(x[0]), float(x[-1])
    starts = np.arange(np.floor(first / length), np.ceil(last / length) + 1) * length
    # The row in the middle of a pause lifts the pen.
    extra = np.sort(np.concatenate([starts, starts + dash, starts + dash + pause / 2]))
    extra = extra[(extra > first) & (extra < last)]
    at = np.searchsorted(x, extra, "right")
    all_x = np.insert(x, at, extra)
    all_y = np.insert(y, at, np.interp(extra, x, y))
    phase = all_x - np.floor(all_x / length + _EPSILON) * length
    return all_x, np.where(phase <= dash + _EPSILON, all_y, np.nan)


def draw_band(
    painter: QPainter, band: Band, places: Places, scale: ValueScale, area: QRectF
) -> None:
    """Draw an upright stroke from minimum to maximum for each column of a band."""
    if not len(band):
        return
    y = np.empty(2 * len(band))
    y[0::2] = _y(band.low, scale, area)
    y[1::2] = _y(band.high, scale, area)
    x = np.repeat(_x(band.x, places), 2)
    # Held by a name: Qt is handed a bare address, and memory let go earlier is drawn as nonsense.
    segments = arrayToLineSegments(x, y, connect="pairs", finiteCheck=True)
    painter.drawLines(*segments.drawargs())


def _x(time: Float64Array, places: Places) -> Float64Array:
    share = (time - places.window.start_us) / places.window.span_us
    # Qt's rasteriser works in 26.6 fixed point: what is far outside is moved just outside.
    x: Float64Array = np.clip(places.field.left() + share * places.field.width(), -_FAR_PX, _FAR_PX)
    return x


def _y(value: Float64Array, scale: ValueScale, area: QRectF) -> Float64Array:
    y: Float64Array = np.clip(scale.y_of(value, area.top(), area.bottom()), -_FAR_PX, _FAR_PX)
    return y
