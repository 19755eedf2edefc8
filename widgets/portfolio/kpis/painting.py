"""How the course of a key figure looks: muted lines, a shape for each kind of value."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from widgets.foreign_texts import on_screen
from widgets.portfolio.kpis.course import Course, Field
from widgets.portfolio.kpis.wording import kind_word, target_text
from widgets.texts import number
from widgets.theme import theme
from widgets.theme.tokens import GRID
from widgets.trends.tints import curve_colour, faded

_MARK: Final = 3.5
_STATUSES: Final = ("measured", "official", "reported", "estimated")
_MEASURED_SLOT: Final = 3

_tr = QCoreApplication.translate
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def paint_grid(painter: QPainter, rect: QRectF, field: Field, course: Course) -> None:
    """Paint both axes, and where today is."""
    tokens, area = theme().tokens, field.area
    metrics = QFontMetricsF(painter.font())
    line = metrics.height()
    for value in field.scale.ticks():
        y = round(field.y_of(value)) + 0.5
        painter.setPen(QPen(faded(QColor(tokens.line), 0.7), 1))
        painter.drawLine(QLineF(area.left(), y, area.right(), y))
        painter.setPen(QColor(tokens.muted))
        box = QRectF(rect.left(), y - line, area.left() - rect.left() - 1.5 * GRID, 2 * line)
        painter.drawText(box, _RIGHT, number(value, field.scale.decimals))
    room = metrics.horizontalAdvance("00/0000") + 5 * GRID
    for day in field.ticks(room):
        x = round(field.x_of(day)) + 0.5
        painter.setPen(QPen(faded(QColor(tokens.line), 0.7), 1))
        painter.drawLine(QLineF(x, area.top(), x, area.bottom() + GRID))
        painter.setPen(QColor(tokens.muted))
        box = QRectF(x - room / 2, area.bottom() + GRID, room, line)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{day.month:02}/{day.year}")
    painter.setPen(QColor(tokens.muted))
    above = QRectF(rect.left(), area.top() - 1.5 * line - GRID, rect.width() / 3, line)
    painter.drawText(above, _LEFT, course.kpi.unit)
    x = field.x_of(course.today)
    painter.setPen(QPen(QColor(tokens.muted), 1, Qt.PenStyle.DotLine))
    painter.drawLine(QLineF(x, area.top(), x, area.bottom()))
    _write_beside(painter, area, x, area.bottom() - line - 2, _tr("kpi_pane", "heute"))


def _write_beside(painter: QPainter, area: QRectF, x: float, top: float, text: str) -> None:
    """Write words beside a vertical line, on the side where there is room."""
    metrics = QFontMetricsF(painter.font())
    painter.setPen(QColor(theme().tokens.muted))
    width, room = metrics.horizontalAdvance(text) + 2, area.right() - x - GRID
    is_left = width > room and x - area.left() > room
    side = x - area.left() - GRID if is_left else room
    left = area.left() if is_left else x + GRID
    box = QRectF(left, top, max(side, 1), metrics.height())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, side)
    painter.drawText(box, _RIGHT if is_left else _LEFT, shown)


def paint_breaks(painter: QPainter, field: Field, course: Course) -> None:
    """Mark where the method changed, with what changed."""
    tokens, area = theme().tokens, field.area
    for segment in course.kpi.segments:
        if segment[0].note:
            x = field.x_of(segment[0].day) - 2 * GRID
            painter.setPen(QPen(QColor(tokens.text), 1.2, Qt.PenStyle.DashLine))
            painter.drawLine(QLineF(x, area.top(), x, area.bottom()))
            _write_beside(painter, area, x, area.top() + 2, f"≠ {on_screen(segment[0].note)}")


def paint_band(painter: QPainter, field: Field, course: Course) -> None:
    """Paint lower and upper bounds behind the lines."""
    colour = curve_colour(theme().tokens, 0)
    for segment in course.kpi.segments:
        known = [one for one in segment if one.low is not None or one.high is not None]
        upper = [
            field.at(one.day, one.value if one.high is None else one.high) for one in known
        ]  # fmt: skip
        lower = [
            field.at(one.day, one.value if one.low is None else one.low) for one in known
        ]  # fmt: skip
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faded(colour, 0.16))
        if len(known) > 1:
            painter.drawPolygon(QPolygonF([*upper, *reversed(lower)]))
        painter.setPen(QPen(faded(colour, 0.7), 1))
        for top, bottom in zip(upper, lower, strict=True):
            painter.drawLine(QLineF(top, bottom))
            for end in (top, bottom):
                painter.drawLine(QLineF(end.x() - 3, end.y(), end.x() + 3, end.y()))


def paint_target(painter: QPainter, field: Field, course: Course) -> None:
    """Paint the line of the target and its day."""
    one, area = course.kpi, field.area
    if one.target is None:
        return
    tokens, y = theme().tokens, field.y_of(one.target)
    painter.setPen(QPen(QColor(tokens.text), 1.2, Qt.PenStyle.DashLine))
    painter.drawLine(QLineF(area.left(), y, area.right(), y))
    metrics = QFontMetricsF(painter.font())
    text = _tr("kpi_pane", "Ziel {0}").format(target_text(one))
    top = y - metrics.height() - 2 if y - metrics.height() > area.top() else y + 2
    painter.setPen(QColor(tokens.text))
    box = QRectF(area.left() + GRID, top, area.width() - 2 * GRID, metrics.height())
    painter.drawText(box, _LEFT, text)
    if one.target_on is not None:
        centre = field.at(one.target_on, one.target)
        painter.setPen(QPen(QColor(tokens.text), 1.5))
        painter.setBrush(QColor(tokens.surface))
        painter.drawPolygon(_diamond(centre, 5.5))


def paint_forecast(painter: QPainter, field: Field, course: Course) -> None:
    """Paint the line into the future, open at its end."""
    one = course.kpi
    if one.forecast is None or one.latest is None:
        return
    pen = QPen(curve_colour(theme().tokens, 0), 1.5, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    end = field.at(one.forecast.day, one.forecast.value)
    days = (one.forecast.day - one.latest.day).days
    begin = one.forecast.value - one.forecast.per_year * days / 365.25
    painter.drawLine(QLineF(field.at(one.latest.day, begin), end))
    painter.setPen(QPen(pen.color(), 1.5))
    painter.setBrush(QColor(theme().tokens.surface))
    painter.drawEllipse(end, _MARK, _MARK)


def paint_lines(painter: QPainter, field: Field, course: Course) -> None:
    """Paint the values, joined within one method only."""
    tokens = theme().tokens
    for segment in course.kpi.segments:
        places = [field.at(one.day, one.value) for one in segment]
        painter.setPen(QPen(curve_colour(tokens, 0), 1.8))
        if len(places) > 1:
            painter.drawPolyline(places)
        for one, centre in zip(segment, places, strict=True):
            paint_shape(painter, centre, one.status)


def paint_shape(painter: QPainter, centre: QPointF, status: str) -> None:
    """Draw the shape of a kind of value: filled where it was not reported by people."""
    tokens = theme().tokens
    ink = curve_colour(tokens, 0)
    painter.setPen(QPen(ink, 1.6))
    is_filled = status in {"measured", "official"}
    painter.setBrush(ink if is_filled else QColor(tokens.surface))
    box = QRectF(centre.x() - _MARK, centre.y() - _MARK, 2 * _MARK, 2 * _MARK)
    if status == "official":
        painter.drawRect(box)
    elif status == "estimated":
        painter.drawPolygon(_diamond(centre, _MARK + 1.5))
    else:
        painter.drawEllipse(box)


def paint_marks(painter: QPainter, field: Field, course: Course) -> None:
    """Mark the start value, and what the evidence measures now."""
    one = course.kpi
    if one.start is not None and course.start_on is not None:
        _paint_start(painter, field.at(course.start_on, one.start))
    if one.measured is not None:
        _paint_cross(painter, field.at(course.today, one.measured))


def _paint_start(painter: QPainter, centre: QPointF) -> None:
    painter.setPen(QPen(QColor(theme().tokens.muted), 1.5))
    painter.setBrush(QColor(theme().tokens.surface))
    painter.drawPolygon(_triangle(centre, 5.0))


def _paint_dashes(painter: QPainter, centre: QPointF) -> None:
    painter.setPen(QPen(curve_colour(theme().tokens, 0), 1.5, Qt.PenStyle.DashLine))
    side = QPointF(1.5 * GRID, 0)
    painter.drawLine(QLineF(centre - side, centre + side))


def _paint_cross(painter: QPainter, centre: QPointF) -> None:
    painter.setPen(QPen(curve_colour(theme().tokens, _MEASURED_SLOT), 2.2))
    x, y = centre.x(), centre.y()
    painter.drawLine(QLineF(x - 5, y - 5, x + 5, y + 5))
    painter.drawLine(QLineF(x - 5, y + 5, x + 5, y - 5))


Sign = tuple[str, Callable[[QPainter, QPointF], None]]
"""Words of the legend, and what draws the shape before them."""


def _signs(course: Course) -> list[Sign]:
    """Return which shapes there are, and what they mean."""
    one, there = course.kpi, {point.status for point in course.points}
    signs: list[Sign] = [
        (kind_word(status), partial(paint_shape, status=status))
        for status in _STATUSES
        if status in there
    ]
    if one.start is not None and course.start_on is not None:
        signs.append((_tr("kpi_pane", "Ausgangswert"), _paint_start))
    if one.measured is not None:
        signs.append((_tr("kpi_pane", "jetzt gemessen"), _paint_cross))
    if one.forecast is not None:
        signs.append((_tr("kpi_pane", "Prognose"), _paint_dashes))
    return signs


def _legend_places(course: Course, width: float, metrics: QFontMetricsF) -> list[QPointF]:
    """Return where the shapes of the legend stand, line by line."""
    places, x, y = [], 2.0 * GRID, metrics.height() / 2
    for text, _ in _signs(course):
        needed = metrics.horizontalAdvance(text) + 7 * GRID
        if x + needed > width and x > 2 * GRID:
            x, y = 2.0 * GRID, y + metrics.height() + GRID
        places.append(QPointF(x, y))
        x += needed
    return places


def legend_height(course: Course, width: float, metrics: QFontMetricsF) -> float:
    """Return how much room the legend needs, px."""
    places = _legend_places(course, width, metrics)
    return (places[-1].y() if places else 0.0) + metrics.height() / 2


def paint_legend(painter: QPainter, rect: QRectF, course: Course) -> None:
    """Say which shape is what, for what is there."""
    metrics = QFontMetricsF(painter.font())
    places = _legend_places(course, rect.width(), metrics)
    for (text, hand), place in zip(_signs(course), places, strict=True):
        centre = rect.topLeft() + place
        hand(painter, centre)
        painter.setPen(QColor(theme().tokens.muted))
        top, width = centre.y() - metrics.height() / 2, metrics.horizontalAdvance(text) + 2
        painter.drawText(QRectF(centre.x() + 3 * GRID, top, width, metrics.height()), _LEFT, text)


def paint_chosen(painter: QPainter, centre: QPointF) -> None:
    """Ring the value under the mouse or chosen by keys."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme().tokens.accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(centre, 2 * _MARK, 2 * _MARK)


def _diamond(centre: QPointF, side: float) -> QPolygonF:
    x, y = centre.x(), centre.y()
    return QPolygonF(
        [QPointF(x, y - side), QPointF(x + side, y), QPointF(x, y + side), QPointF(x - side, y)]
    )


def _triangle(centre: QPointF, side: float) -> QPolygonF:
    x, y = centre.x(), centre.y()
    corners = [QPointF(x, y - side), QPointF(x + side, y + side), QPointF(x - side, y + side)]
    return QPolygonF(corners)
