"""How headings, lanes and cards are drawn: grey is normal, shapes and words tell what is not."""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)

from app.domain.alarms import Priority
from widgets.portfolio.boards.cards import Card, Lane
from widgets.portfolio.boards.places import BAR, PADDING, BoardColumn
from widgets.portfolio.boards.wording import (
    blocked_words,
    due_words,
    limit_words,
    share_word,
)
from widgets.portfolio.gantt.inks import Inks
from widgets.portfolio.lights import light_word, paint_light
from widgets.texts import count
from widgets.theme.glyphs import draw_glyph
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID, RADIUS_CARD, alarm_look

_GLYPH: Final = 11.0
_EDGE: Final = 4.0
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def bold_of(font: QFont) -> QFont:
    """Return the font of names."""
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made


@lru_cache(maxsize=4_096)
def name_lines(text: str, font: QFont, room: float) -> tuple[str, ...]:
    """Return a name in at most two lines, the second one elided."""
    metrics = QFontMetricsF(font)
    if metrics.horizontalAdvance(text) <= room:
        return (text,)
    layout = QTextLayout(text, font)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(room)
    layout.endLayout()
    end = first.textLength()
    rest = metrics.elidedText(text[end:].strip(), Qt.TextElideMode.ElideRight, room)
    return (text[:end].strip(), rest)


class CardBrush:
    """Draws with one painter, in the colours of the theme.

    Args:
        painter: The painter.
        font: Of the texts.
        colours: Of the theme in force.
    """

    def __init__(self, painter: QPainter, font: QFont, colours: Inks) -> None:
        self._painter, self._colours = painter, colours
        self._plain, self._bold = QFont(font), bold_of(font)
        self._metrics = QFontMetricsF(font)
        self._line = self._metrics.height() + 2

    # ---- headings --------------------------------------------------------------------------------
    def heading(self, rect: QRectF, column: BoardColumn) -> None:
        """Draw the heading of a column: title, number, and whether it is too many."""
        painter, colours = self._painter, self._colours
        inner = rect.adjusted(PADDING, 0, -PADDING, 0)
        words = limit_words(column.count, column.limit)
        needed = self._metrics.horizontalAdvance(words) + 2 * PADDING
        if column.is_over:
            side = _GLYPH
            left = inner.right() - needed - side + PADDING
            spot = QRectF(left, rect.center().y() - side / 2, side, side)
            self._glyph(spot, "triangle", Priority.MEDIUM)
            needed += side + PADDING
        painter.setFont(self._plain)
        painter.setPen(colours.text if column.is_over else colours.muted)
        painter.drawText(inner, _RIGHT, words)
        painter.setFont(self._bold)
        painter.setPen(colours.text)
        room = inner.width() - needed
        title = QFontMetricsF(self._bold).elidedText(
            column.title, Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(inner, _LEFT, title)

    def band(self, rect: QRectF, lane: Lane, *, is_folded: bool, shift: float) -> None:
        """Draw the title of a lane over the whole width; it stays in sight."""
        painter, colours = self._painter, self._colours
        painter.fillRect(rect, colours.ground)
        painter.setPen(QPen(colours.line, 1.0))
        painter.drawLine(
            QLineF(rect.left(), rect.bottom() - 0.5, rect.right(), rect.bottom() - 0.5)
        )
        side = round(4.0 * GRID)
        sign = icon("mdi6.chevron-right" if is_folded else "mdi6.chevron-down")
        left = shift + PADDING
        sign.paint(painter, round(left), round(rect.center().y() - side / 2), side, side)
        painter.setFont(self._bold)
        painter.setPen(colours.text)
        box = rect.adjusted(left + side + GRID, 0, 0, 0)
        painter.drawText(box, _LEFT, f"{lane.title} ({count(lane.count)})")

    def old(self, rect: QRectF, words: str) -> None:
        """Draw how many cards are folded away."""
        painter, colours = self._painter, self._colours
        painter.setFont(self._plain)
        painter.setPen(QPen(colours.line, 1.0, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CARD, RADIUS_CARD)
        painter.setPen(colours.muted)
        text = self._metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width() - PADDING)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)

    def target(self, rect: QRectF, *, is_possible: bool, words: str) -> None:
        """Mark the column a card is held over."""
        painter, colours = self._painter, self._colours
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if is_possible:
            painter.setPen(QPen(colours.accent, 2.0))
        else:
            painter.fillRect(rect, QBrush(colours.line, Qt.BrushStyle.BDiagPattern))
            painter.setPen(QPen(colours.muted, 1.0, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(rect.adjusted(2, 2, -2, -2), RADIUS_CARD, RADIUS_CARD)
        if words:
            box = QRectF(rect.left(), rect.top(), rect.width(), self._line + 2 * PADDING)
            box.adjust(PADDING, PADDING, -PADDING, PADDING)
            painter.setPen(QPen(colours.muted, 1.0))
            painter.setBrush(colours.raised)
            painter.drawRoundedRect(box, RADIUS_CARD, RADIUS_CARD)
            painter.setPen(colours.text)
            painter.setFont(self._plain)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    # ---- cards -----------------------------------------------------------------------------------
    def card(self, rect: QRectF, card: Card, *, is_chosen: bool, is_current: bool) -> None:
        """Draw a card."""
        painter, colours = self._painter, self._colours
        painter.setBrush(colours.selection if is_chosen else colours.raised)
        painter.setPen(
            QPen(colours.accent if is_current else colours.line, 1.5 if is_current else 1)
        )
        box = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS_CARD, RADIUS_CARD)
        if card.is_critical:
            edge = QRectF(rect.left(), rect.top() + 4, _EDGE, rect.height() - 8)
            painter.fillRect(edge, colours.text)
        inner = rect.adjusted(PADDING + GRID, PADDING, -PADDING, -PADDING)
        top = self._name(inner, card)
        painter.setFont(self._plain)
        for text in (card.number, card.who):
            if text:
                top = self._text(inner, top, text)
        if card.light is not None:
            spot = QRectF(inner.left(), top + (self._line - _GLYPH) / 2, _GLYPH, _GLYPH)
            paint_light(painter, spot, card.light)
            indent = inner.adjusted(_GLYPH + GRID, 0, 0, 0)
            top = self._text(indent, top, light_word(card.light), colours.text)
        top = self._due(inner, top, card)
        if blocked := blocked_words(card):
            spot = QRectF(inner.left(), top + (self._line - _GLYPH) / 2, _GLYPH, _GLYPH)
            draw_glyph(painter, spot, "cross", colours.text)
            indent = inner.adjusted(_GLYPH + GRID, 0, 0, 0)
            self._text(indent, top, blocked, colours.text)
        self._progress(QRectF(inner.left(), inner.bottom() - BAR, inner.width(), BAR), card)

    def _name(self, inner: QRectF, card: Card) -> float:
        painter, top = self._painter, inner.top()
        painter.setFont(self._bold)
        painter.setPen(self._colours.text)
        for line in name_lines(card.name, self._bold, inner.width()):
            painter.drawText(QRectF(inner.left(), top, inner.width(), self._line), _LEFT, line)
            top += self._line
        return top

    def _text(self, inner: QRectF, top: float, text: str, ink: QColor | None = None) -> float:
        self._painter.setPen(ink or self._colours.muted)
        short = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        box = QRectF(inner.left(), top, inner.width(), self._line)
        self._painter.drawText(box, _LEFT, short)
        return top + self._line

    def _due(self, inner: QRectF, top: float, card: Card) -> float:
        painter, colours = self._painter, self._colours
        share = share_word(card.progress)
        box = QRectF(inner.left(), top, inner.width(), self._line)
        painter.setPen(colours.muted)
        painter.drawText(box, _RIGHT, share)
        left = box.adjusted(0, 0, -self._metrics.horizontalAdvance(share) - PADDING, 0)
        if card.is_late:
            spot = QRectF(left.left(), top + (self._line - _GLYPH) / 2, _GLYPH, _GLYPH)
            self._glyph(spot, "octagon", Priority.CRITICAL)
            left.setLeft(left.left() + _GLYPH + GRID)
        self._text(left, top, due_words(card), colours.text if card.is_late else colours.muted)
        return top + self._line

    def _progress(self, rect: QRectF, card: Card) -> None:
        self._painter.fillRect(rect, self._colours.line)
        if card.progress:
            done = QRectF(rect)
            done.setWidth(rect.width() * min(card.progress, 1.0))
            self._painter.fillRect(done, self._colours.done)

    def _glyph(self, spot: QRectF, glyph: str, priority: Priority) -> None:
        """Draw a shape; a hairline round it, for amber alone is faint on white."""
        draw_glyph(self._painter, spot, glyph, self._colours.text)
        inner = 1.5 if glyph == "triangle" else 1.2
        box = spot.adjusted(inner, inner * 1.2, -inner, -inner)
        draw_glyph(self._painter, box, glyph, QColor(alarm_look(priority).fill))
