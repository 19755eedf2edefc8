"""The calendar: the header of two levels, the lines below it, days off, today."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from app.domain.inventory.working_days import is_working_day
from widgets.portfolio.gantt.cells import stripes
from widgets.portfolio.gantt.inks import Inks
from widgets.portfolio.gantt.lines import Frame
from widgets.portfolio.gantt.timescale import SHADED_FROM, Band, TimeScale, levels
from widgets.theme.tokens import GRID

_CENTRE: Final = Qt.AlignmentFlag.AlignCenter


def paint_ground(painter: QPainter, frame: Frame, inks: Inks, chosen: frozenset[int]) -> None:
    """Draw what lies behind the bars.

    Args:
        painter: Target, at px of the chart.
        frame: What is painted.
        inks: Colours.
        chosen: Places of selected rows.
    """
    area, height = frame.area, frame.row_height
    painter.fillRect(area, inks.ground)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(inks.stripe)
    painter.drawRects(
        stripes(frame.first, frame.last, left=area.left(), width=area.width(), height=height)
    )
    if frame.scale.per_day >= SHADED_FROM:
        _shade_days_off(painter, frame, inks)
    for place in chosen:
        painter.fillRect(QRectF(area.left(), place * height, area.width(), height), inks.selection)
    upper, lower = levels(frame.scale, area.left(), area.right())
    painter.setPen(QPen(inks.line, 1.0))
    painter.drawLines([QLineF(one.left, area.top(), one.left, area.bottom()) for one in lower])
    painter.setPen(QPen(inks.edge, 1.0))
    painter.drawLines([QLineF(one.left, area.top(), one.left, area.bottom()) for one in upper])
    painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_today(painter: QPainter, frame: Frame, today: date, inks: Inks) -> None:
    """Draw the line of the day that is looked at, in its middle."""
    x = frame.scale.x(today) + frame.scale.per_day / 2
    painter.setPen(QPen(inks.accent, 2.0))
    painter.drawLine(QLineF(x, frame.area.top(), x, frame.area.bottom()))


def paint_header(
    painter: QPainter, area: QRectF, scale: TimeScale, today: date, inks: Inks
) -> None:
    """Draw the two levels of the calendar into an area at px of the chart."""
    painter.fillRect(area, inks.raised)
    half = area.height() / 2
    metrics = QFontMetricsF(painter.font())
    for bands, top in zip(levels(scale, area.left(), area.right()), (0.0, half), strict=True):
        form = _form(bands, metrics)
        for band in bands:
            painter.setPen(QPen(inks.line, 1.0))
            painter.drawLine(
                QLineF(band.left, area.top() + top, band.left, area.top() + top + half)
            )
            painter.setPen(inks.text if top == 0.0 else inks.muted)
            row = QRectF(area.left(), area.top() + top, area.width(), half)
            _paint_text(painter, band, row, form)
    painter.setPen(QPen(inks.line, 1.0))
    painter.drawLine(QLineF(area.left(), area.top() + half, area.right(), area.top() + half))
    painter.drawLine(QLineF(area.left(), area.bottom(), area.right(), area.bottom()))
    x = scale.x(today) + scale.per_day / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(inks.accent)
    low = area.bottom()
    painter.drawPolygon(QPolygonF([
        QPointF(x, low), QPointF(x - GRID, low - 1.5 * GRID), QPointF(x + GRID, low - 1.5 * GRID)
    ]))  # fmt: skip
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _form(bands: Sequence[Band], metrics: QFontMetricsF) -> int:
    """Return the place of the longest texts that fit into all whole pieces of a level."""
    forms = [band.text.split("\n") for band in bands]
    for form in range(min(map(len, forms), default=0)):
        pairs = zip(forms, bands, strict=True)
        widths = ((texts[form], band.right - band.left) for texts, band in pairs)
        if all(metrics.horizontalAdvance(text) + GRID <= width for text, width in widths):
            return form
    return -1


def _paint_text(painter: QPainter, band: Band, row: QRectF, form: int) -> None:
    """Write the text of a piece into what is seen of it, a shorter one where it does not fit."""
    left, right = max(band.left, row.left()), min(band.right, row.right())
    for text in band.text.split("\n")[form:]:
        if painter.fontMetrics().horizontalAdvance(text) + GRID <= right - left:
            painter.drawText(QRectF(left, row.top(), right - left, row.height()), _CENTRE, text)
            return


def _shade_days_off(painter: QPainter, frame: Frame, inks: Inks) -> None:
    first = frame.scale.day(frame.area.left()).toordinal()
    last = frame.scale.day(frame.area.right()).toordinal()
    top, width, height = frame.area.top(), frame.scale.per_day, frame.area.height()
    days = (ordinal - frame.scale.first for ordinal in range(first, last + 1) if _is_off(ordinal))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(inks.off)
    painter.drawRects([QRectF(day * width, top, width, height) for day in days])


@lru_cache(maxsize=8192)
def _is_off(ordinal: int) -> bool:
    return not is_working_day(date.fromordinal(ordinal))
