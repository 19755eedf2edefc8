"""The parts of the plot: frame with both axes, curve, limit with deadband, lanes, legend."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from widgets.rule_editor.drawn import Bar, Drawn
from widgets.texts import number
from widgets.theme import theme
from widgets.theme.tokens import GRID
from widgets.trends.brushwork import Brushwork
from widgets.trends.date_axis import DateAxis, step_for
from widgets.trends.geometry import Places, axis_font
from widgets.trends.pictures import Moments, Picture
from widgets.trends.scales import Scale
from widgets.trends.strokes import draw_columns
from widgets.trends.time_layer import paint_time_axis
from widgets.trends.tints import curve_colour, faded
from widgets.trends.viewport import Window

_TICK_ROOM: Final = 2.2
_SIGN_PX: Final = 7.0
_SIGN_GAP_PX: Final = 12.0
_MOST_GAPS: Final = 400


_FAR: Final = 100.0
"""So many heights of the plot away nobody sees any difference."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything lies.

    Attributes:
        room: All of it.
        area: The field of the curve.
        lanes: The lanes of the saved and of the edited rule.
        time_axis: The time axis.
        scale: The values.
        window: The time.
        labels: Words instead of numbers at the value axis, for states.
    """

    room: QRectF
    area: QRectF
    lanes: tuple[QRectF, QRectF]
    time_axis: QRectF
    scale: Scale
    window: Window
    labels: Mapping[float, str] = field(default_factory=dict)

    @property
    def us_per_px(self) -> float:
        """How much time a pixel is."""
        return self.window.span_us / max(self.area.width(), 1.0)

    def x_of(self, time_us: float) -> float:
        """Map a moment to x."""
        return self.area.left() + (time_us - self.window.start_us) / self.us_per_px

    def time_at(self, x: float) -> int:
        """Map x to a moment, µs UTC."""
        return self.window.start_us + round((x - self.area.left()) * self.us_per_px)

    def y_of(self, value: float) -> float:
        """Map a value to y; what lies far outside stays there, however large it is."""
        low, high = self.scale.low, self.scale.high
        far = _FAR * (high - low)
        value = min(max(value, low - far), high + far)
        return self.scale.y_at(value, self.area.top(), self.area.bottom())

    def value_at(self, y: float) -> float:
        """Map y to a value."""
        share = (self.area.bottom() - y) / max(self.area.height(), 1.0)
        return self.scale.low + share * (self.scale.high - self.scale.low)

    def places(self) -> Places:
        """Return the same as the trends have it."""
        down = QRectF(self.area.left(), self.area.top(), self.area.width(), 0.0)
        whole = down.adjusted(0, 0, 0, self.time_axis.top() - self.area.top())
        return Places((), (), self.time_axis, whole, self.window, down, ())


def lane_names() -> tuple[str, str]:
    """Return what the two lanes are called."""
    return (
        QCoreApplication.translate("rule_editor", "bisher"),
        QCoreApplication.translate("rule_editor", "künftig"),
    )


def lay_out(rect: QRectF, window: Window, scale: Scale, labels: Mapping[float, str]) -> Layout:
    """Share out the room."""
    metrics = QFontMetricsF(axis_font())
    line = metrics.height()
    words = [*lane_names(), *labels.values()]
    if not labels:
        words += [number(value, scale.decimals) for value in scale.ticks()]
    left = rect.left() + max(map(metrics.horizontalAdvance, words)) + 2 * GRID
    right = rect.right() - metrics.horizontalAdvance("00") / 2
    lane, axis = line + 2 * GRID, 2 * line + 3 * GRID
    top = rect.top() + line + 2 * GRID
    bottom = rect.bottom() - axis - 2 * lane - 2 * GRID
    width = max(right - left, 1.0)
    area = QRectF(left, top, width, max(bottom - top, 1.0))
    lanes = (
        QRectF(left, area.bottom() + 2 * GRID, width, lane),
        QRectF(left, area.bottom() + 2 * GRID + lane, width, lane),
    )
    time_axis = QRectF(left, lanes[1].bottom(), width, axis)
    return Layout(rect, area, lanes, time_axis, scale, window, labels)


def paint_frame(painter: QPainter, layout: Layout, axis: DateAxis, title: str) -> None:
    """Paint grid, both axes and the names of the lanes."""
    tokens, metrics = theme().tokens, QFontMetricsF(axis_font())
    area, line, align = layout.area, metrics.height(), Qt.AlignmentFlag
    positions = int(area.width() / (metrics.horizontalAdvance("00:00") * _TICK_ROOM))
    step = step_for(layout.window.span_us, positions)
    ticks = tuple(axis.ticks(layout.window.start_us, layout.window.end_us, step))
    grid = QPen(faded(QColor(tokens.line), 0.7), 1)
    painter.setPen(grid)
    for tick in ticks:
        x = round(layout.x_of(tick.time_us)) + 0.5
        painter.drawLine(QPointF(x, area.top()), QPointF(x, layout.lanes[1].bottom()))
    texts = layout.labels or {v: number(v, layout.scale.decimals) for v in layout.scale.ticks()}
    for value, text in texts.items():
        y = round(layout.y_of(value)) + 0.5
        painter.setPen(grid)
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(QColor(tokens.muted))
        box = QRectF(
            layout.room.left(), y - line, area.left() - layout.room.left() - GRID, 2 * line
        )
        painter.drawText(box, align.AlignRight | align.AlignVCenter, text)
    painter.setPen(QColor(tokens.muted))
    head = QRectF(layout.room.left(), layout.room.top(), layout.room.width(), line)
    painter.drawText(head, align.AlignLeft | align.AlignTop, title)
    for lane, name in zip(layout.lanes, lane_names(), strict=True):
        box = QRectF(
            layout.room.left(), lane.top(), lane.left() - layout.room.left() - GRID, lane.height()
        )
        painter.drawText(box, align.AlignRight | align.AlignVCenter, name)
        painter.setPen(grid)
        y = round(lane.top()) + 0.5
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(QColor(tokens.muted))
    picture = Picture(layout.window, (), (), Moments(None, is_live=False), None)
    work = Brushwork(painter, tokens, picture, layout.places(), ticks)
    paint_time_axis(work, axis.eras(layout.window.start_us, layout.window.end_us, step))


def paint_curve(painter: QPainter, layout: Layout, drawing: Drawn) -> None:
    """Paint where nothing is known, and the curve."""
    tokens, area = theme().tokens, layout.area
    painter.save()
    painter.setClipRect(area.adjusted(0, -1, 1, 1))
    gaps = drawing.report.reading.gaps_us
    is_seen = (gaps[:, 1] > layout.window.start_us) & (gaps[:, 0] < layout.window.end_us)
    is_wide = gaps[:, 1] - gaps[:, 0] >= layout.us_per_px
    for begin, end in gaps[is_seen & is_wide][:_MOST_GAPS].tolist():
        box = QRectF(
            QPointF(layout.x_of(begin), area.top()), QPointF(layout.x_of(end), area.bottom())
        )
        hatch = QBrush(faded(QColor(tokens.stale), 0.45), Qt.BrushStyle.BDiagPattern)
        painter.fillRect(box & area, hatch)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(curve_colour(tokens, 0), 1))
    line = drawing.line(layout.window.start_us, layout.window.end_us, int(area.width()))
    draw_columns(painter, line, layout.places(), layout.scale, area)
    painter.restore()


def paint_level(painter: QPainter, layout: Layout, levels: tuple[float, float], text: str) -> None:
    """Paint the limit with its grip and its value, and the deadband as a tint."""
    tokens, area = theme().tokens, layout.area
    limit, back = (min(max(layout.y_of(v), area.top()), area.bottom()) for v in levels)
    is_seen = area.top() <= layout.y_of(levels[0]) <= area.bottom()
    painter.save()
    ink = QColor(tokens.text)
    band = QRectF(QPointF(area.left(), limit), QPointF(area.right(), back)).normalized()
    painter.fillRect(band, faded(QColor(tokens.muted), 0.22))
    y = round(limit) + 0.5
    painter.setPen(QPen(ink, 1.4 if is_seen else 1.0, Qt.PenStyle.DashLine))
    painter.drawLine(QLineF(area.left(), y, area.right(), y))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    for x, to in ((area.left(), 1.0), (area.right(), -1.0)):
        tip = QPointF(x + to * 8, y)
        painter.drawPolygon(QPolygonF([QPointF(x, y - 5), tip, QPointF(x, y + 5)]))
    metrics = QFontMetricsF(axis_font())
    if not is_seen:
        text = f"{text} {'↑' if layout.y_of(levels[0]) < area.top() else '↓'}"
    width = metrics.horizontalAdvance(text) + 2 * GRID
    top = y - metrics.height() - 3
    top = top if top > area.top() else y + 3
    box = QRectF(area.right() - width - 3 * GRID, top, width, metrics.height())
    painter.fillRect(box, faded(QColor(tokens.surface), 0.85))
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def paint_lane(painter: QPainter, layout: Layout, lane: int, found: Sequence[Bar]) -> None:
    """Paint the alarms of a rule; those that only one rule has are marked by their shape."""
    tokens, box = theme().tokens, layout.lanes[lane]
    is_saved = lane == 0
    painter.save()
    painter.setClipRect(box.adjusted(-1, 0, 1, 0))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    height = box.height() * 0.42
    top = box.bottom() - height - GRID / 2
    reached = -1e9
    for bar in found:
        place = QRectF(bar.left, top, bar.right - bar.left, height)
        if not bar.is_marked:
            painter.fillRect(place, QColor(tokens.muted))
            continue
        _paint_marked(painter, place, is_hollow=is_saved)
        middle = place.center().x()
        if middle - reached >= _SIGN_GAP_PX:
            reached = middle
            _paint_sign(painter, QPointF(middle, (box.top() + top) / 2), is_cross=is_saved)
    painter.restore()


def _paint_marked(painter: QPainter, place: QRectF, *, is_hollow: bool) -> None:
    """Paint a bar that only one of the rules has: hollow when it would be missed."""
    ink = QColor(theme().tokens.text)
    if not is_hollow:
        painter.fillRect(place, ink)
        return
    painter.setPen(QPen(ink, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))


def _paint_sign(painter: QPainter, middle: QPointF, *, is_cross: bool) -> None:
    """Paint × for what is missed, + for what is new."""
    painter.setPen(QPen(QColor(theme().tokens.text), 1.6))
    half = _SIGN_PX / 2
    if is_cross:
        half *= 0.8
        lines = [(-half, -half, half, half), (-half, half, half, -half)]
    else:
        lines = [(-half, 0.0, half, 0.0), (0.0, -half, 0.0, half)]
    x, y = middle.x(), middle.y()
    painter.drawLines([QLineF(x + a, y + b, x + c, y + d) for a, b, c, d in lines])


def paint_legend(painter: QPainter, layout: Layout) -> None:
    """Say to the upper right what the shapes in the lanes mean."""
    tokens, metrics = theme().tokens, QFontMetricsF(axis_font())
    words = (
        QCoreApplication.translate("rule_editor", "in beiden"),
        QCoreApplication.translate("rule_editor", "entfällt"),
        QCoreApplication.translate("rule_editor", "neu"),
    )
    sign = 4.0 * GRID
    widths = [metrics.horizontalAdvance(text) + sign + 4 * GRID for text in words]
    x, y = layout.area.right() - sum(widths), layout.room.top() + metrics.height() / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for place, (text, width) in enumerate(zip(words, widths, strict=True)):
        bar = QRectF(x, y - 3.5, sign, 7.0)
        if place == 0:
            painter.fillRect(bar, QColor(tokens.muted))
        else:
            bar.setWidth(sign * 0.5)
            _paint_marked(painter, bar, is_hollow=place == 1)
            _paint_sign(painter, QPointF(x + sign * 0.82, y), is_cross=place == 1)
        painter.setPen(QColor(tokens.muted))
        left = x + sign + GRID
        painter.drawText(QPointF(left, y + metrics.ascent() / 2 - 1), text)
        x += width
    painter.restore()
