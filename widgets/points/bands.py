"""Headings of groups in the table of points: one band over the whole width."""

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPolygonF

from widgets.judgements import NO_ALARM, rank_is_unacknowledged, rank_priority
from widgets.points.arrangement import GroupSummary
from widgets.texts import count as count_text
from widgets.texts import priority_text
from widgets.theme import alarm_look, theme
from widgets.theme.glyphs import chip_width, draw_chip

_GAP = 8.0
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def draw_band(painter: QPainter, area: QRectF, summary: GroupSummary) -> None:
    """Draw the heading of a group into a row; the painter's font is the table's."""
    tokens = theme().tokens
    painter.save()
    painter.fillRect(area, QColor(tokens.background))
    painter.setPen(QColor(tokens.line))
    painter.drawLine(area.bottomLeft(), area.bottomRight())
    _draw_arrow(painter, QPointF(area.left() + 14, area.center().y()), is_folded=summary.is_folded)
    x = area.left() + 28
    plain = QFont(painter.font())
    bold = QFont(plain)
    bold.setWeight(QFont.Weight.DemiBold)
    painter.setFont(bold)
    painter.setPen(QColor(tokens.text))
    painter.drawText(area.adjusted(x, 0, 0, 0), _LEFT, summary.title)
    x += QFontMetricsF(bold).horizontalAdvance(summary.title) + _GAP
    painter.setFont(plain)
    painter.setPen(QColor(tokens.muted))
    words = count_text(summary.count)
    if summary.abnormal:
        abnormal = QCoreApplication.translate("points", "%n auffällig", "", summary.abnormal)
        words = f"{words} · {abnormal}"
    painter.drawText(area.adjusted(x, 0, 0, 0), _LEFT, words)
    x += QFontMetricsF(plain).horizontalAdvance(words) + 2 * _GAP
    if summary.worst != NO_ALARM:
        _draw_worst(painter, area, x, summary.worst)
    painter.restore()


def _draw_worst(painter: QPainter, area: QRectF, x: float, worst: int) -> None:
    priority = rank_priority(worst)
    text = priority_text(priority)
    chip = QRectF(x, area.top() + 3, chip_width(painter.font(), text), area.height() - 6)
    draw_chip(painter, chip, alarm_look(priority), text, is_filled=rank_is_unacknowledged(worst))


def _draw_arrow(painter: QPainter, centre: QPointF, *, is_folded: bool) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme().tokens.muted))
    x, y = centre.x(), centre.y()
    corners = (
        [(x - 2, y - 4.5), (x + 3.5, y), (x - 2, y + 4.5)]
        if is_folded
        else [(x - 4.5, y - 2), (x + 4.5, y - 2), (x, y + 3.5)]
    )
    painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
