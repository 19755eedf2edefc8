"""Marks along the time axis: alarms and notes, those too close to each other merged with a count.

The same places serve painting and the mouse.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from app.domain.annotations import Annotation
from app.domain.points import PointId
from widgets.trends.extras import AlarmSpan
from widgets.trends.geometry import Places
from widgets.trends.pictures import Picture


@dataclass(frozen=True, slots=True)
class AlarmMark:
    """One glyph, for one occurrence or for several that stand close together.

    Attributes:
        place: The glyph and its count.
        row: The strip it stands in.
        alarms: What it stands for, oldest first.
    """

    place: QRectF
    row: QRectF
    alarms: tuple[AlarmSpan, ...]

    @property
    def loudest(self) -> AlarmSpan:
        """The one whose glyph is shown: unacknowledged before acknowledged, then by priority."""
        return min(self.alarms, key=lambda a: (a.acknowledged_us is not None, a.priority))


@dataclass(frozen=True, slots=True)
class NoteMark:
    """One flag, for one note or for several that stand close together."""

    place: QRectF
    notes: tuple[Annotation, ...]


def count_text(number_of: int) -> str:
    """Return the count beside a merged mark; empty for one."""
    return f"×{number_of}" if number_of > 1 else ""


def glyph_side(metrics: QFontMetricsF) -> float:
    """Return the side of a glyph in a strip."""
    return round(metrics.height() * 0.85)


def alarm_marks(picture: Picture, places: Places, metrics: QFontMetricsF) -> list[AlarmMark]:
    """Return the marks of all panes and lanes."""
    found: list[AlarmMark] = []
    for axes, pane in zip(picture.panes, places.panes, strict=True):
        if pane.marks is not None:
            points = {curve.trace.point.id for axis in axes for curve in axis.curves}
            found += _row_marks(picture, places, points, pane.marks, metrics)
    for lane, row in zip(picture.lanes, places.lane_marks, strict=True):
        if row is not None:
            found += _row_marks(picture, places, {lane.trace.point.id}, row, metrics)
    return found


def _row_marks(
    picture: Picture,
    places: Places,
    points: set[PointId],
    row: QRectF,
    metrics: QFontMetricsF,
) -> list[AlarmMark]:
    alarms = [alarm for alarm in picture.alarms if alarm.point in points]
    side = glyph_side(metrics)
    lefts = [max(places.x_of(alarm.start_us) - side / 2, row.left()) for alarm in alarms]
    marks = []
    for part in grouped(lefts, cache(lambda n: _width(side, n, metrics))):
        members = tuple(alarms[part.start : part.stop])
        width = _width(side, len(members), metrics)
        left = min(lefts[part.start], row.right() - width)
        marks.append(AlarmMark(QRectF(left, row.top(), width, side), row, members))
    return marks


def note_marks(picture: Picture, places: Places, metrics: QFontMetricsF) -> list[NoteMark]:
    """Return the flags of the notes on the rail."""
    rail = places.rail
    side = glyph_side(metrics)
    lefts = [max(places.x_of(note.start_us), rail.left()) for note in picture.notes]
    marks = []
    for part in grouped(lefts, cache(lambda n: _width(side, n, metrics))):
        members = picture.notes[part.start : part.stop]
        width = _width(side, len(members), metrics)
        left = min(lefts[part.start], rail.right() - width)
        # The flags of markers, if there are any, have the line above.
        top = rail.bottom() - side - 2
        marks.append(NoteMark(QRectF(left, top, width, side), members))
    return marks


def _width(side: float, number_of: int, metrics: QFontMetricsF) -> float:
    text = count_text(number_of)
    return side + (metrics.horizontalAdvance(text) + 3 if text else 0.0)


def grouped(lefts: Sequence[float], width_of: Callable[[int], float]) -> list[range]:
    """Group marks so that no two groups overlap.

    Args:
        lefts: Left edges, ascending.
        width_of: Width of a group by the number of its members.

    Returns:
        Ranges of indexes that cover all marks.
    """
    groups: list[range] = []
    # No group is narrower; thousands of marks need not all be measured.
    least = width_of(1) + 1
    for index, left in enumerate(lefts):
        if groups:
            last = groups[-1]
            begin = lefts[last.start]
            if left < begin + least or left < begin + width_of(len(last)) + 1:
                groups[-1] = range(last.start, index + 1)
                continue
        groups.append(range(index, index + 1))
    return groups
