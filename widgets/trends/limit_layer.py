"""Limits on a pane: stepped lines, a tint beyond them, labels, and marks where they changed."""

from dataclasses import dataclass
from itertools import pairwise
from math import isfinite

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen

from app.domain.points import Point
from widgets.theme.tokens import GRID
from widgets.trends.brushwork import Brushwork
from widgets.trends.geometry import AxisPlace, Places
from widgets.trends.limit_runs import LimitRun, LimitStep
from widgets.trends.pictures import AxisPicture, Picture
from widgets.trends.tints import faded
from widgets.trends.wording import limit_label

_TINT = 0.06
_REACH_PX = 5.0


def paint_limits(work: Brushwork, axis: AxisPicture, place: AxisPlace, area: QRectF) -> None:
    """Tint what lies beyond the limits, and draw their lines with a step at each change."""
    painter, ink = work.painter, QColor(work.tokens.text)
    tint = faded(QColor(work.tokens.muted), _TINT)
    for run in axis.limits:
        for step in run.steps:
            box = _box(work.places, step, place, area)
            beyond = QRectF(box)
            if run.kind.is_upper:
                beyond.setTop(area.top())
            else:
                beyond.setBottom(area.bottom())
            if beyond.height() > 0:
                painter.fillRect(beyond & area, tint)
    for run in axis.limits:
        boxes = [_box(work.places, step, place, area) for step in run.steps]
        painter.setPen(QPen(faded(ink, 0.75), 1, Qt.PenStyle.DashLine))
        painter.drawLines([QLineF(b.left(), b.top(), b.right(), b.top()) for b in boxes])
        painter.setPen(QPen(faded(ink, 0.4), 1))
        for one, two in pairwise(boxes):
            if abs(one.right() - two.left()) < 1:
                painter.drawLine(QLineF(two.left(), one.top(), two.left(), two.top()))
        _paint_changes(work, run, place, area)


def _box(places: Places, step: LimitStep, place: AxisPlace, area: QRectF) -> QRectF:
    """Return the line of a step as a box without height, just outside when out of sight."""
    y = place.scale.y_at(step.threshold, area.top(), area.bottom())
    # NaN: a limit of zero or below lies under every logarithmic axis.
    y = min(max(y, area.top() - 2), area.bottom() + 2) if isfinite(y) else area.bottom() + 2
    left = round(places.x_of(step.start_us)) + 0.5
    right = round(places.x_of(step.end_us)) + 0.5
    return QRectF(left, round(y) + 0.5, right - left, 0.0)


def _paint_changes(work: Brushwork, run: LimitRun, place: AxisPlace, area: QRectF) -> None:
    """Mark on the line where the limit was changed."""
    painter = work.painter
    painter.setPen(QPen(QColor(work.tokens.text), 1.5))
    for step in run.steps:
        if step.is_change_in(work.picture.window):
            box = _box(work.places, step, place, area)
            x, y = box.left(), box.top()
            painter.drawLine(QLineF(x, y - GRID, x, y + GRID))


def paint_limit_labels(work: Brushwork, axis: AxisPicture, place: AxisPlace, area: QRectF) -> None:
    """Write the limits to the right; those out of sight are named at the edge with an arrow."""
    for box, text in limit_labels(work, axis, place, area):
        work.painter.fillRect(box, faded(QColor(work.tokens.surface), 0.8))
        work.painter.setPen(QColor(work.tokens.text))
        work.painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def limit_labels(
    work: Brushwork, axis: AxisPicture, place: AxisPlace, area: QRectF
) -> list[tuple[QRectF, str]]:
    """Return the labels of the limits of an axis and where they stand, none over another."""
    metrics = work.metrics
    points = {curve.trace.point.id: curve.trace.point for curve in axis.curves}
    labels: list[tuple[QRectF, str]] = []
    for run in axis.limits:
        step = run.steps[-1]
        y = place.scale.y_at(step.threshold, area.top(), area.bottom())
        text = limit_label(run.kind, step.threshold, points[run.point])
        if y < area.top():
            text, y = f"{text} ↑", area.top() + metrics.height() + 2
        elif not y <= area.bottom():
            text, y = f"{text} ↓", area.bottom()
        width = metrics.horizontalAdvance(text) + 2 * GRID
        right = min(work.places.x_of(step.end_us), area.right()) - GRID
        top = y - metrics.height() - 2
        top = top if top > area.top() else y + 2
        box = QRectF(max(right - width, area.left()), top, width, metrics.height())
        while hit := [other for other, _ in labels if box.intersects(other)]:
            box.moveRight(min(other.left() for other in hit) - GRID)
        labels.append((box, text))
    return labels


@dataclass(frozen=True, slots=True)
class LimitHit:
    """The step of a limit under the mouse, and the one before it when a change lies there."""

    run: LimitRun
    step: LimitStep
    point: Point
    before: LimitStep | None


def limit_at(picture: Picture, places: Places, position: QPointF) -> LimitHit | None:
    """Return the limit whose line lies under a position."""
    for axes, pane in zip(picture.panes, places.panes, strict=True):
        if not pane.area.contains(position):
            continue
        for axis, place in zip(axes, pane.axes, strict=True):
            points = {curve.trace.point.id: curve.trace.point for curve in axis.curves}
            for run in axis.limits:
                for number, step in enumerate(run.steps):
                    box = _box(places, step, place, pane.area)
                    box.adjust(-_REACH_PX, -_REACH_PX, _REACH_PX, _REACH_PX)
                    if box.contains(position):
                        before = run.steps[number - 1] if number else None
                        return LimitHit(run, step, points[run.point], before)
    return None
