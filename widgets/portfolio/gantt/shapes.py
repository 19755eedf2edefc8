"""What of a row is no plain rectangle: brackets, diamonds, simulated ends, hatching, names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)

from widgets.portfolio.gantt.inks import Inks
from widgets.portfolio.gantt.lines import Frame
from widgets.portfolio.gantt.rows import GanttRow
from widgets.portfolio.lights import paint_light
from widgets.theme.tokens import GRID

CRITICAL_PX: Final = 2.0
_HATCH: Final = 5.0
_ON_PAPER: Final = {
    QPaintEngine.Type.Pdf,
    QPaintEngine.Type.SVG,
    QPaintEngine.Type.MacPrinter,
}
_LIGHT_PX: Final = 10.0
_LABEL_PX: Final = 240.0


@dataclass(frozen=True, slots=True)
class Outlook:
    """Simulated days of a row.

    Attributes:
        p50: Finished by then in half of the runs.
        p80: Finished by then in four of five runs.
    """

    p50: date
    p80: date


@dataclass(frozen=True, slots=True)
class BarStyle:
    """How one row is drawn.

    Attributes:
        is_chosen: True when the row is selected.
        outlook: Its simulated days, None when there are none.
        has_label: True when its name stands beside it.
    """

    is_chosen: bool = False
    outlook: Outlook | None = None
    has_label: bool = True


def paint_sum(painter: QPainter, row: GanttRow, rect: QRectF, inks: Inks, style: BarStyle) -> None:
    """Draw a bracket: a flat bar with a foot at both ends, in it what is done."""
    thick, foot = rect.height() * 0.38, min(rect.height() * 0.5, rect.width() / 2)
    flat = QRectF(rect.left(), rect.top() + rect.height() * 0.12, rect.width(), thick)
    low = rect.bottom()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(inks.edge)
    shape = QPolygonF([
        flat.topLeft(), flat.topRight(), QPointF(flat.right(), low),
        QPointF(flat.right() - foot, flat.bottom()), QPointF(flat.left() + foot, flat.bottom()),
        QPointF(flat.left(), low),
    ])  # fmt: skip
    painter.drawPolygon(shape)
    progress = min(max(row.progress or 0.0, 0.0), 1.0)
    if progress:
        done = QRectF(flat.left(), flat.top(), flat.width() * progress, flat.height())
        painter.fillRect(done, inks.total)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if row.item is not None and row.item.is_critical and not row.item.is_done:
        painter.setPen(square_pen(inks.text, CRITICAL_PX))
        painter.drawPolygon(shape)
    if style.is_chosen:
        painter.setPen(square_pen(inks.accent, 2.0))
        painter.drawRect(rect.adjusted(-2.5, -1.5, 2.5, 2.5))
    if row.status is not None:
        spot = QRectF(rect.left() - _LIGHT_PX - GRID, rect.center().y() - _LIGHT_PX / 2,
                      _LIGHT_PX, _LIGHT_PX)  # fmt: skip
        paint_light(painter, spot, row.status.light)


def paint_diamond(
    painter: QPainter, row: GanttRow, rect: QRectF, inks: Inks, style: BarStyle
) -> None:
    """Draw a point in time."""
    item = row.item
    is_done = item is not None and item.is_done
    is_critical = item is not None and item.is_critical and not is_done
    shape = diamond(rect)
    painter.setBrush(inks.done if is_done else inks.ground)
    painter.setPen(QPen(inks.text if is_critical else inks.edge, CRITICAL_PX))
    painter.drawPolygon(shape)
    if is_critical:
        _hatch_shape(painter, shape, inks.text)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if style.is_chosen:
        painter.setPen(QPen(inks.accent, 2.0))
        painter.drawPolygon(diamond(rect.adjusted(-4, -4, 4, 4)))


def paint_outlook(
    painter: QPainter, outlook: Outlook, rect: QRectF, frame: Frame, inks: Inks
) -> float:
    """Draw the simulated ends: a hollow triangle for P50, a full one for P80; return the right."""
    y = rect.bottom() + 1.0
    side = frame.row_height * 0.26
    ends = [frame.scale.end(outlook.p50), frame.scale.end(outlook.p80)]
    painter.setPen(QPen(inks.outlook, 1.2))
    painter.drawLine(QLineF(ends[0], y, ends[1], y))
    for end, is_full in zip(ends, (False, True), strict=True):
        painter.setBrush(inks.outlook if is_full else inks.ground)
        painter.drawPolygon(QPolygonF([
            QPointF(end, y - side), QPointF(end + side * 0.6, y), QPointF(end - side * 0.6, y)
        ]))  # fmt: skip
    painter.setBrush(Qt.BrushStyle.NoBrush)
    return ends[1] + side * 0.6


def paint_label(painter: QPainter, row: GanttRow, at: QPointF, frame: Frame, inks: Inks) -> None:
    """Write the name of a row into the room that begins at a point, its upper left corner."""
    if at.x() > frame.area.right() or at.x() + _LABEL_PX < frame.area.left():
        return
    painter.setPen(inks.muted)
    text = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideRight, int(_LABEL_PX))
    box = QRectF(at.x(), at.y(), _LABEL_PX, frame.row_height)
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def diamond(rect: QRectF) -> QPolygonF:
    """Return a diamond that fills a rectangle."""
    middle = rect.center()
    return QPolygonF([
        QPointF(middle.x(), rect.top()), QPointF(rect.right(), middle.y()),
        QPointF(middle.x(), rect.bottom()), QPointF(rect.left(), middle.y()),
    ])  # fmt: skip


def hatch_rects(painter: QPainter, rects: Sequence[QRectF], colour: QColor) -> None:
    """Hatch rectangles; the lines stand still on the chart."""
    if not rects:
        return
    if is_paper(painter):
        for rect in rects:
            _hatch_lines(painter, rect, colour)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_pattern(colour))
    painter.drawRects(rects)


def is_paper(painter: QPainter) -> bool:
    """Tell whether lines are kept as lines, in PDF and SVG."""
    return painter.paintEngine().type() in _ON_PAPER


def _pattern(colour: QColor) -> QBrush:
    fine = QColor(colour)
    fine.setAlphaF(0.75)
    return QBrush(fine, Qt.BrushStyle.BDiagPattern)


def _hatch_shape(painter: QPainter, shape: QPolygonF, colour: QColor) -> None:
    if is_paper(painter):
        _hatch_lines(painter, shape.boundingRect(), colour, shape)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_pattern(colour))
    painter.drawPolygon(shape)


def _hatch_lines(
    painter: QPainter, rect: QRectF, colour: QColor, shape: QPolygonF | None = None
) -> None:
    """Hatch by lines: a pattern would be one of the dots of the printer, far too fine."""
    path = QPainterPath()
    path.addPolygon(QPolygonF(rect) if shape is None else shape)
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(colour, 0.7))
    height = rect.height()
    count = int((rect.width() + height) // _HATCH) + 1
    lefts = (rect.left() - height + at * _HATCH for at in range(count))
    painter.drawLines([QLineF(x, rect.bottom(), x + height, rect.top()) for x in lefts])
    painter.restore()


def square_pen(colour: QColor, width: float) -> QPen:
    """Return a pen whose corners are square."""
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap,
                Qt.PenJoinStyle.MiterJoin)  # fmt: skip
