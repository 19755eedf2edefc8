"""How the matrix looks: neutral tints by product, numbered chips, arrows of movement."""

from dataclasses import dataclass
from math import atan2, cos, pi, sin
from typing import Final

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from app.domain.portfolio.judgements import Light
from app.domain.portfolio.risks import Movement
from app.domain.portfolio.rules import RULES
from widgets.portfolio.risks.placing import CHIP, LEVELS, Placing
from widgets.portfolio.risks.rows import RiskRow, light_of, zone_word
from widgets.theme import theme
from widgets.theme.tokens import GRID, RADIUS_CONTROL
from widgets.trends.tints import blended, faded

HEAD: Final = 1.5 * GRID
"""Room round the words at the top of a cell, px."""

_TINTS: Final = {Light.GREEN: 0.05, Light.YELLOW: 0.15, Light.RED: 0.28}
_ARROW: Final = 7.0
_SPREAD: Final = pi / 7

_tr = QCoreApplication.translate
_CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Look:
    """How a chip looks beside what it says."""

    is_selected: bool = False


def room_of(rect: QRectF, metrics: QFontMetricsF) -> QRectF:
    """Return where the cells lie in a picture, beside its axes."""
    line = metrics.height()
    left = 2 * line + 2 * GRID
    return rect.adjusted(left, 1.5 * line + GRID, 0, -2 * line - 3 * GRID)


def chip_text(row: RiskRow) -> str:
    """Return what a chip says: its number, and a sign of what is special."""
    if row.position.state == "closed":
        return f"{row.number} ✓"
    if row.position.state == "occurred":
        return f"{row.number} !"
    if row.position.movement is Movement.NEW:
        return f"{row.number} {_tr('risks', 'neu')}"
    return str(row.number)


def paint_field(painter: QPainter, rect: QRectF, placing: Placing) -> None:
    """Paint the cells with product and zone, and both axes."""
    tokens = theme().tokens
    metrics = QFontMetricsF(painter.font())
    surface, muted = QColor(tokens.surface), QColor(tokens.muted)
    for probability in range(1, LEVELS + 1):
        for impact in range(1, LEVELS + 1):
            score, cell = probability * impact, (probability, impact)
            box = placing.cell_rect(cell)
            painter.fillRect(box, blended(muted, surface, _TINTS[light_of(score)]))
            painter.setPen(QPen(surface, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
            is_high = light_of(score) is Light.RED
            painter.setPen(QColor(tokens.text if is_high else tokens.muted))
            words = f"{score} {zone_word(score)}"
            if metrics.horizontalAdvance(words) > box.width() - 3 * GRID:
                words = str(score)
            head = box.adjusted(1.5 * GRID, GRID, -1.5 * GRID, 0)
            painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, words)
            more = placing.more.get(cell, 0)
            if more:
                painter.setPen(QColor(tokens.text))
                right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
                painter.drawText(head, right, f"+{more}")
    _paint_axes(painter, rect, placing, metrics)


def _paint_axes(painter: QPainter, rect: QRectF, placing: Placing, metrics: QFontMetricsF) -> None:
    area, line = placing.area, metrics.height()
    painter.setPen(QColor(theme().tokens.muted))
    for level in range(1, LEVELS + 1):
        box = placing.cell_rect((level, level))
        below = QRectF(box.left(), area.bottom() + GRID, box.width(), line)
        painter.drawText(below, _CENTRE, str(level))
        beside = QRectF(area.left() - line - 2 * GRID, box.top(), line + GRID, box.height())
        painter.drawText(beside, _CENTRE, str(level))
    below = QRectF(area.left(), area.bottom() + line + 2 * GRID, area.width(), line)
    impact = _tr("risks", "Auswirkung (1 sehr gering bis 5 sehr hoch)")
    painter.drawText(below, _CENTRE, _short(metrics, impact, area.width()))
    painter.save()
    painter.translate(rect.left() + line / 2, area.center().y())
    painter.rotate(-90)
    chance = _tr("risks", "Eintrittswahrscheinlichkeit (1 bis 5)")
    turned = QRectF(-area.height() / 2, -line / 2, area.height(), line)
    painter.drawText(turned, _CENTRE, _short(metrics, chance, area.height()))
    painter.restore()
    text = _tr(
        "risks",
        "Erhöht ab {0}, hoch ab {1}. Pfeile zeigen die Bewegung in 90 Tagen; ! eingetreten,"
        " ✓ erledigt.",
    ).format(*RULES.score)  # fmt: skip
    above = QRectF(rect.left(), rect.top(), rect.width(), line)
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(above, left, _short(metrics, text, above.width()))


def _short(metrics: QFontMetricsF, text: str, width: float) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


def paint_chip(painter: QPainter, box: QRectF, row: RiskRow, look: Look) -> None:
    """Paint a chip; one that is closed has a broken edge, one that occurred a strong one."""
    tokens, state = theme().tokens, row.position.state
    ink = QColor(tokens.muted if state == "closed" else tokens.text)
    edge = QColor(tokens.accent) if look.is_selected else ink
    pen = QPen(edge, 2.0 if look.is_selected or state == "occurred" else 1.0)
    if state == "closed":
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(QColor(tokens.selection if look.is_selected else tokens.surface))
    inner = box.adjusted(1, 1, -1, -1)
    painter.drawRoundedRect(inner, 2 * RADIUS_CONTROL, 2 * RADIUS_CONTROL)
    painter.setPen(ink)
    font = QFont(painter.font())
    kept = QFont(font)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.drawText(box, _CENTRE, chip_text(row))
    painter.setFont(kept)


def paint_arrow(painter: QPainter, start: QPointF, box: QRectF, *, is_strong: bool) -> None:
    """Paint the way of a chip from where it stood before."""
    tokens = theme().tokens
    ink = faded(QColor(tokens.text if is_strong else tokens.muted), 0.95 if is_strong else 0.7)
    end = _edge_of(box, start)
    _paint_line(painter, start, end, QPen(ink, 2.0 if is_strong else 1.4))
    painter.setBrush(ink)
    painter.drawEllipse(start, 2.5, 2.5)


def paint_target(painter: QPainter, cell: QRectF) -> None:
    """Mark the cell a chip would be dropped into."""
    painter.setPen(QPen(QColor(theme().tokens.accent), 2))
    painter.setBrush(faded(QColor(theme().tokens.accent), 0.10))
    painter.drawRect(cell.adjusted(1, 1, -1, -1))


def paint_ghost(painter: QPainter, start: QRectF | None, cell: QRectF, text: str) -> None:
    """Paint where a chip will stand once a person said why."""
    paint_target(painter, cell)
    accent = QColor(theme().tokens.accent)
    width = QFontMetricsF(painter.font()).horizontalAdvance(text) + 3 * GRID
    box = QRectF(0, 0, width, CHIP)
    box.moveCenter(cell.center())
    if start is not None:
        pen = QPen(accent, 1.5, Qt.PenStyle.DashLine)
        _paint_line(painter, start.center(), _edge_of(box, start.center()), pen)
    painter.setPen(QPen(accent, 1.5, Qt.PenStyle.DashLine))
    painter.setBrush(QColor(theme().tokens.surface))
    painter.drawRoundedRect(box, 2 * RADIUS_CONTROL, 2 * RADIUS_CONTROL)
    painter.setPen(QColor(theme().tokens.text))
    painter.drawText(box, _CENTRE, text)


def _paint_line(painter: QPainter, start: QPointF, end: QPointF, pen: QPen) -> None:
    painter.setPen(pen)
    painter.drawLine(QLineF(start, end))
    angle = atan2(end.y() - start.y(), end.x() - start.x())
    sides = [
        QPointF(end.x() - _ARROW * cos(angle + turn), end.y() - _ARROW * sin(angle + turn))
        for turn in (-_SPREAD, _SPREAD)
    ]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(pen.color())
    painter.drawPolygon(QPolygonF([end, *sides]))


def _edge_of(box: QRectF, start: QPointF) -> QPointF:
    """Return where the line from a point to the middle of a box meets its edge."""
    middle = box.center()
    way = start - middle
    if box.contains(start) or not (way.x() or way.y()):
        return middle
    across = box.width() / 2 / abs(way.x()) if way.x() else float("inf")
    down = box.height() / 2 / abs(way.y()) if way.y() else float("inf")
    return middle + way * min(across, down)
