"""What lies under the mouse: a curve or lane, an axis, the border of two panes, a flag."""

from itertools import pairwise
from math import inf, isfinite
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from app.domain.points import PointId
from widgets.trends.geometry import AxisPlace, PanePlace, Places
from widgets.trends.markers import Markers
from widgets.trends.marks import AlarmMark, NoteMark, alarm_marks, glyph_side, note_marks
from widgets.trends.pictures import AxisPicture, CurvePicture, Picture, staleness_us
from widgets.trends.rail_layer import flag_places
from widgets.trends.splices import reading_at

_REACH_PX: Final = 8.0
_BORDER_PX: Final = 4.0
_NEAR_PX: Final = 2.0


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
    # On a logarithmic axis a value of zero has no place.
    return max(high - y, y - low, 0.0) if isfinite(high) and isfinite(low) else inf


def axis_at(picture: Picture, places: Places, position: QPointF) -> AxisPicture | None:
    """Return the value axis whose labels or unit lie under a position."""
    for axes, pane in zip(picture.panes, places.panes, strict=True):
        for axis, place in zip(axes, pane.axes, strict=True):
            if place.labels.united(_head(pane, place)).contains(position):
                return axis
    return None


def _head(pane: PanePlace, place: AxisPlace) -> QRectF:
    labels, header = place.labels, pane.header
    return QRectF(labels.left(), header.top(), labels.width(), header.height())


def border_at(places: Places, position: QPointF) -> int | None:
    """Return the number of the pane whose lower border, towards the next one, is at a position."""
    for number, (upper, lower) in enumerate(pairwise(places.panes)):
        is_between = upper.area.bottom() <= position.y() <= lower.header.top() + _BORDER_PX
        if is_between and places.field.left() <= position.x() <= places.field.right():
            return number
    return None


def is_on_time_line(picture: Picture, places: Places, position: QPointF) -> bool:
    """Tell whether the line of the time bus is under a position; it is there while not live."""
    now_us = picture.moments.now_us
    if picture.moments.is_live or now_us is None:
        return False
    x, field = places.x_of(now_us), places.field
    is_seen = field.left() <= x <= field.right() + 1
    is_inside = field.top() <= position.y() <= places.time_axis.bottom()
    return is_seen and is_inside and abs(position.x() - x) <= _BORDER_PX


def flag_at(
    places: Places, markers: Markers, metrics: QFontMetricsF, position: QPointF
) -> int | None:
    """Return the number of the marker whose flag lies under a position; B lies above A."""
    flags = list(enumerate(flag_places(places, markers, metrics)))
    return next((n for n, flag in reversed(flags) if flag and flag.contains(position)), None)


def alarm_at(
    picture: Picture, places: Places, metrics: QFontMetricsF, position: QPointF
) -> AlarmMark | None:
    """Return the mark of alarms under a position; of overlapping ones the last."""
    rows = (*(pane.marks for pane in places.panes), *places.lane_marks)
    if not picture.alarms or not any(_is_beside(row, metrics, position) for row in rows):
        return None
    marks = alarm_marks(picture, places, metrics)
    return next((m for m in reversed(marks) if _near(m.place).contains(position)), None)


def note_at(
    picture: Picture, places: Places, metrics: QFontMetricsF, position: QPointF
) -> NoteMark | None:
    """Return the flag of notes under a position."""
    if not picture.notes or not _is_beside(places.rail, metrics, position):
        return None
    marks = note_marks(picture, places, metrics)
    return next((m for m in reversed(marks) if _near(m.place).contains(position)), None)


def _is_beside(row: QRectF | None, metrics: QFontMetricsF, position: QPointF) -> bool:
    """Tell whether a mark of a row may be there; thousands are not placed for every step."""
    if row is None:
        return False
    reach = glyph_side(metrics) + 2 * _NEAR_PX
    return row.top() - reach <= position.y() <= row.bottom() + reach


def _near(place: QRectF) -> QRectF:
    return place.adjusted(-_NEAR_PX, -_NEAR_PX, _NEAR_PX, _NEAR_PX)
