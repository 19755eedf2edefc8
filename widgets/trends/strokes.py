"""Lines from numpy columns onto a painter, without a loop in Python.

The segments are made by the core of pyqtgraph's `PlotCurveItem`; drawing them one by one keeps
pens wider than a pixel as fast as thin ones (a joined path of 3,000 rows took 900 ms, this 2 ms).
"""

import numpy as np
from pyqtgraph.graphicsItems.PlotCurveItem import arrayToLineSegments
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from app.domain.samples import Float64Array
from widgets.trends.curves import Band, Columns
from widgets.trends.geometry import Places
from widgets.trends.scales import Scale

_FAR_PX = 1e5
_DASH_PX = 12.0
_DASH_SHARE = 0.67
_SHORT_PX = 4.0


def draw_columns(
    painter: QPainter, line: Columns, places: Places, scale: Scale, area: QRectF
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
    if pen.style() is Qt.PenStyle.CustomDashLine and len(line) > area.width() / _SHORT_PX:
        # Qt begins the dashes anew with each segment; short segments would look solid.
        y = np.where(x % _DASH_PX < _DASH_PX * _DASH_SHARE, y, np.nan)
        pen.setStyle(Qt.PenStyle.SolidLine)
        painter.setPen(pen)
    painter.drawLines(*arrayToLineSegments(x, y, connect="finite", finiteCheck=True).drawargs())


def draw_band(painter: QPainter, band: Band, places: Places, scale: Scale, area: QRectF) -> None:
    """Draw an upright stroke from minimum to maximum for each column of a band."""
    if not len(band):
        return
    y = np.empty(2 * len(band))
    y[0::2] = _y(band.low, scale, area)
    y[1::2] = _y(band.high, scale, area)
    x = np.repeat(_x(band.x, places), 2)
    painter.drawLines(*arrayToLineSegments(x, y, connect="pairs", finiteCheck=True).drawargs())


def _x(time: Float64Array, places: Places) -> Float64Array:
    share = (time - places.window.start_us) / places.window.span_us
    # Qt's rasteriser works in 26.6 fixed point: what is far outside is moved just outside.
    x: Float64Array = np.clip(places.field.left() + share * places.field.width(), -_FAR_PX, _FAR_PX)
    return x


def _y(value: Float64Array, scale: Scale, area: QRectF) -> Float64Array:
    y: Float64Array = np.clip(scale.y_of(value, area.top(), area.bottom()), -_FAR_PX, _FAR_PX)
    return y
