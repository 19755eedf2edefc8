"""Rows as bars, diamonds and brackets, with all that hangs on them.

What is alike in all rows of a frame is gathered first and drawn at once: that costs a fraction.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.domain.portfolio.plans import PlanItem
from widgets.portfolio.gantt.inks import Inks
from widgets.portfolio.gantt.lines import Frame
from widgets.portfolio.gantt.rows import GanttRow
from widgets.portfolio.gantt.shapes import (
    CRITICAL_PX,
    BarStyle,
    diamond,
    hatch_rects,
    paint_diamond,
    paint_label,
    paint_outlook,
    paint_sum,
    square_pen,
)
from widgets.portfolio.gantt.timescale import TimeScale
from widgets.theme.glyphs import draw_glyph
from widgets.theme.tokens import GRID

BAR_SHARE: Final = 0.50
"""Height of a bar as a share of its row; the baseline lies below it."""

_LEAST_WIDTH: Final = 3.0
_LABELS_FROM: Final = 0.3

StyledRow = tuple[int, GanttRow, BarStyle]
"""Place of a row, the row, and how it is drawn."""


class _Placed(NamedTuple):
    """A row that has a bar."""

    place: int
    row: GanttRow
    style: BarStyle
    rect: QRectF


@dataclass(frozen=True, slots=True)
class _Strokes:
    """What is drawn at once; the first lies lowest."""

    basis: list[QRectF] = field(default_factory=list)
    slack: list[QLineF] = field(default_factory=list)
    bars: list[QRectF] = field(default_factory=list)
    done: list[QRectF] = field(default_factory=list)
    edges: list[QRectF] = field(default_factory=list)
    critical: list[QRectF] = field(default_factory=list)
    chosen: list[QRectF] = field(default_factory=list)
    deadlines: list[QLineF] = field(default_factory=list)

    def draw(self, painter: QPainter, inks: Inks) -> None:
        """Draw all of it."""
        _fill(painter, self.basis, inks.basis)
        _lines(painter, self.slack, QPen(inks.muted, 1.0))
        _fill(painter, self.bars, inks.bar)
        _fill(painter, self.done, inks.done)
        hatch_rects(painter, self.critical, inks.text)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for rects, pen in (
            (self.edges, square_pen(inks.edge, 1.0)),
            (self.critical, square_pen(inks.text, CRITICAL_PX)),
            (self.chosen, square_pen(inks.accent, 2.0)),
        ):
            if rects:
                painter.setPen(pen)
                painter.drawRects(rects)
        _lines(painter, self.deadlines, QPen(inks.text, 1.5))


def bar_rect(row: GanttRow, place: int, scale: TimeScale, height: float) -> QRectF:
    """Return where the bar of a row lies; empty when nothing says when."""
    if row.start is None or row.finish is None:
        return QRectF()
    bar = height * BAR_SHARE
    top = place * height + (height - bar) / 2 - height * 0.04
    left = scale.x(row.start)
    if row.is_milestone:
        side = bar * 1.15
        middle = left + scale.per_day / 2
        return QRectF(middle - side / 2, top + bar / 2 - side / 2, side, side)
    width = max(scale.end(row.finish) - left, _LEAST_WIDTH)
    return QRectF(left, top, width, bar)


def paint_rows(painter: QPainter, rows: Iterable[StyledRow], frame: Frame, inks: Inks) -> None:
    """Draw all of some rows."""
    strokes = _Strokes()
    placed = [
        _Placed(place, row, style, rect)
        for place, row, style in rows
        if not (rect := bar_rect(row, place, frame.scale, frame.row_height)).isNull()
    ]
    for one in placed:
        _gather(strokes, one, frame)
    strokes.draw(painter, inks)
    for one in placed:
        _paint_shapes(painter, one, frame, inks)


def _gather(strokes: _Strokes, placed: _Placed, frame: Frame) -> None:
    place, row, style, rect = placed
    if row.item is not None:
        _gather_basis(strokes, row.item, place, frame)
        _gather_slack(strokes, row.item, rect, frame)
    if row.deadline is not None and not row.is_milestone:
        _gather_deadline(strokes, row.deadline, place, frame)
    if row.is_milestone or row.is_sum:
        return
    strokes.bars.append(rect)
    progress = min(max(row.progress or 0.0, 0.0), 1.0)
    if progress:
        strokes.done.append(QRectF(rect.left(), rect.top(), rect.width() * progress, rect.height()))
    item = row.item
    is_critical = item is not None and item.is_critical and not item.is_done
    (strokes.critical if is_critical else strokes.edges).append(rect)
    if style.is_chosen:
        strokes.chosen.append(rect.adjusted(-2.5, -2.5, 2.5, 2.5))


def _paint_shapes(painter: QPainter, placed: _Placed, frame: Frame, inks: Inks) -> None:
    """Draw what of a row is no plain rectangle."""
    place, row, style, rect = placed
    right = rect.right()
    if row.is_milestone:
        if row.item is not None:
            _paint_point_basis(painter, row.item, place, frame, inks)
        paint_diamond(painter, row, rect, inks, style)
    elif row.is_sum:
        paint_sum(painter, row, rect, inks, style)
    if is_late(row):
        glyph = QRectF(right + GRID, rect.center().y() - GRID, 2.0 * GRID, 2.0 * GRID)
        draw_glyph(painter, glyph, "octagon", inks.wrong)
        right = glyph.right()
    if style.outlook is not None:
        right = max(right, paint_outlook(painter, style.outlook, rect, frame, inks))
    if row.is_milestone and style.has_label and frame.scale.per_day >= _LABELS_FROM:
        at = QPointF(right + 2.0 * GRID, place * frame.row_height)
        paint_label(painter, row, at, frame, inks)


def is_late(row: GanttRow) -> bool:
    """Tell whether a row ends after the day by which it must be done."""
    if row.deadline is None or row.finish is None or row.is_done:
        return False
    return row.finish > row.deadline


def paint_ghost(painter: QPainter, rect: QRectF, inks: Inks, *, is_milestone: bool) -> None:
    """Draw where something would lie."""
    painter.setPen(QPen(inks.accent, 1.5, Qt.PenStyle.DashLine))
    fill = QColor(inks.accent)
    fill.setAlphaF(0.18)
    painter.setBrush(fill)
    if is_milestone:
        painter.drawPolygon(diamond(rect))
    else:
        painter.drawRect(rect)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _gather_basis(strokes: _Strokes, item: PlanItem, place: int, frame: Frame) -> None:
    """Gather the baseline: a thin bar below the bar."""
    first, last = item.baseline_start, item.baseline_finish
    if first is None or last is None or item.kind == "milestone":
        return
    height, left = frame.row_height, frame.scale.x(first)
    width = max(frame.scale.end(last) - left, _LEAST_WIDTH)
    strokes.basis.append(QRectF(left, (place + 0.80) * height, width, height * 0.12))


def _paint_point_basis(
    painter: QPainter, item: PlanItem, place: int, frame: Frame, inks: Inks
) -> None:
    """Draw the baseline of a milestone, a small hollow diamond."""
    if item.baseline_start is None:
        return
    height = frame.row_height
    side = height * 0.26
    x = frame.scale.x(item.baseline_start) + frame.scale.per_day / 2
    painter.setPen(QPen(inks.basis, 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(
        diamond(QRectF(x - side / 2, (place + 0.84) * height - side / 2, side, side))
    )


def _gather_slack(strokes: _Strokes, item: PlanItem, rect: QRectF, frame: Frame) -> None:
    """Gather a thin line from the end to the latest end that holds nothing up."""
    if item.late_finish is None or item.is_done or item.is_summary or not item.slack:
        return
    is_point = item.kind == "milestone"
    end = frame.scale.x(item.late_finish) + frame.scale.per_day / (2 if is_point else 1)
    if item.slack < 0 or end <= rect.right():
        return
    y = rect.center().y()
    strokes.slack.extend((QLineF(rect.right(), y, end, y), QLineF(end, y - GRID, end, y + GRID)))


def _gather_deadline(strokes: _Strokes, day: date, place: int, frame: Frame) -> None:
    """Gather the day by whose end it must be done: an arrow that points down on it."""
    x, top = frame.scale.end(day), place * frame.row_height + 2.0
    bottom = (place + 1) * frame.row_height - 4.0
    strokes.deadlines.extend((
        QLineF(x, top, x, bottom),
        QLineF(x, bottom, x - 3.0, bottom - 5.0),
        QLineF(x, bottom, x + 3.0, bottom - 5.0),
    ))  # fmt: skip


def _fill(painter: QPainter, rects: list[QRectF], colour: QColor) -> None:
    if rects:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRects(rects)


def _lines(painter: QPainter, lines: list[QLineF], pen: QPen) -> None:
    if lines:
        painter.setPen(pen)
        painter.drawLines(lines)
