"""Which curve lies under the mouse."""

from math import inf, isfinite
from typing import Final

from PySide6.QtCore import QPointF, QRectF

from app.domain.points import PointId
from widgets.trends.geometry import AxisPlace, Places
from widgets.trends.pictures import CurvePicture, Picture, staleness_us
from widgets.trends.splices import reading_at

_REACH_PX: Final = 8.0


def curve_at(picture: Picture, places: Places, position: QPointF) -> PointId | None:
    """Return the curve nearest to a position, at most 8 px above or below; or the lane there."""
    time_us = places.time_at(position.x())
    found: list[tuple[float, PointId]] = []
    for pane, place in zip(picture.panes, places.panes, strict=True):
        if place.area.contains(position):
            for axis, axis_place in zip(pane, place.axes, strict=True):
                found += [
                    (away, curve.trace.point.id)
                    for curve in axis.curves
                    if (away := _distance(curve, axis_place, place.area, time_us, position.y()))
                    <= _REACH_PX
                ]
    if found:
        return min(found)[1]
    rows = zip(picture.lanes, places.lanes, strict=True)
    return next((lane.trace.point.id for lane, row in rows if row.contains(position)), None)


def _distance(curve: CurvePicture, place: AxisPlace, area: QRectF, time_us: int, y: float) -> float:
    """Return how far y is from what the curve shows at a moment; infinite without a value."""
    if curve.frame is None:
        return inf
    reading = reading_at(curve.frame, time_us, staleness_us(curve.trace.point))
    if not isfinite(reading.value):
        return inf
    low, high = (
        place.scale.y_at(value, area.top(), area.bottom()) for value in (reading.low, reading.high)
    )
    return max(high - y, y - low, 0.0)
