"""How a hover card is measured and drawn."""

from math import ceil
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from app.services.maps.sources import Rank
from widgets.map.tools.card_contents import CardContent, CardLine
from widgets.scenes.words import rank_look
from widgets.sparks import draw_spark, spark_end, spark_path
from widgets.theme import theme
from widgets.theme.current import body_font
from widgets.theme.glyphs import chip_width, draw_chip, draw_glyph
from widgets.theme.tokens import BODY_PT, CHIP_OUTLINE, GRID, LOST_LOOK, RADIUS_CARD, AlarmLook

_PADDING: Final = 3.0 * GRID
_GAP: Final = 3.0 * GRID
_WIDEST: Final = 380.0
_NAME: Final = 170.0
_VALUE: Final = 190.0
_VALUE_SHARE: Final = 0.6
"""So much of the room a value may take from its name."""

_SPARK: Final = 60.0
_GLYPH: Final = 15.0
_SIGN: Final = 10.0
_SMALL_PT: Final = 9.0
_STALE_ALPHA: Final = 0.6
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_END: Final = Qt.TextElideMode.ElideRight


class CardDrawing:
    """One card, measured once and drawn as often as needed.

    Args:
        content: What it says.
        font: Font of the view.
        room: The largest it may be.

    Attributes:
        size: How large it is.
    """

    def __init__(self, content: CardContent, font: QFont, room: QSize) -> None:
        self._content = content
        self._font = QFont(font)
        self._font.setPointSizeF(BODY_PT)
        self._font.setFeature(QFont.Tag("tnum"), 1)
        self._small = body_font(_SMALL_PT)
        self._title = body_font(BODY_PT, weight=QFont.Weight.DemiBold)
        self._text = QFontMetricsF(self._font)
        self._fine = QFontMetricsF(self._small)
        self._measure_columns()
        lines = len(content.lines) * self._line
        foot = sum(bool(text) for text in (content.more, content.note, content.moment))
        height = 2 * _PADDING - GRID + self._head_height() + lines + foot * self._foot_line()
        height += GRID if content.lines else 0
        width = self._wanted_width()
        self.size = QSize(
            ceil(min(width, _WIDEST, max(room.width(), 0))),
            ceil(min(height, max(room.height(), 0))),
        )

    # --- measures ---------------------------------------------------------------------------

    def _measure_columns(self) -> None:
        lines = self._content.lines
        self._line = max(self._text.height(), _GLYPH) + GRID
        self._has_glyphs = any(rank_look(line.rank) for line in lines)
        self._names = min(max((self._across(line.name) for line in lines), default=0), _NAME)
        self._values = min(max((self._across(_value(line)) for line in lines), default=0), _VALUE)
        ages = (self._fine.horizontalAdvance(line.age) for line in lines)
        self._ages = max(ages, default=0)
        self._sparks = _SPARK if any(line.minutes is not None for line in lines) else 0.0

    def _across(self, text: str) -> float:
        return self._text.horizontalAdvance(text) + 1

    def _head_height(self) -> float:
        title = max(QFontMetricsF(self._title).height(), self._chip_height())
        small = sum(bool(text) for text in (self._content.subtitle, self._content.alarm))
        return title + small * (self._fine.height() + 2) + GRID

    def _chip_height(self) -> float:
        return self._text.height() + 2 if self._content.chip is not None else 0.0

    def _foot_line(self) -> float:
        return self._fine.height() + GRID / 2

    def _chip_width(self) -> float:
        chip = self._content.chip
        return chip_width(self._font, chip.text) if chip is not None else 0.0

    def _wanted_width(self) -> float:
        content = self._content
        title = QFontMetricsF(self._title).horizontalAdvance(content.title) + 1
        if content.chip is not None:
            title += _GAP + self._chip_width()
        columns = [self._names, self._values, self._ages, self._sparks]
        table = sum(columns) + _GAP * (sum(width > 0 for width in columns) - 1)
        table += _GLYPH + GRID if self._has_glyphs else 0
        texts = (content.subtitle, content.alarm, content.more, content.note, content.moment)
        small = max(self._fine.horizontalAdvance(text) + 1 for text in texts)
        return 2 * _PADDING + max(title, table, small) + 2

    # --- drawing ----------------------------------------------------------------------------

    def draw(self, painter: QPainter) -> None:
        """Draw the card from the origin of the painter."""
        tokens = theme().tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.setBrush(QColor(tokens.surface))
        frame = QRectF(0.5, 0.5, self.size.width() - 1, self.size.height() - 1)
        painter.drawRoundedRect(frame, RADIUS_CARD, RADIUS_CARD)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inner = QRectF(frame).adjusted(_PADDING, _PADDING - GRID / 2, -_PADDING, -_PADDING)
        top = self._draw_head(painter, inner)
        for line in self._content.lines:
            self._draw_line(painter, QRectF(inner.left(), top, inner.width(), self._line), line)
            top += self._line
        top += GRID if self._content.lines else 0
        for text, colour in (
            (self._content.more, tokens.muted),
            (self._content.note, tokens.muted),
            (self._content.moment, tokens.not_live),
        ):
            if text:
                box = QRectF(inner.left(), top, inner.width(), self._foot_line())
                self._write(painter, box, text, self._small, colour)
                top += self._foot_line()

    def _draw_head(self, painter: QPainter, inner: QRectF) -> float:
        tokens, content = theme().tokens, self._content
        height = max(QFontMetricsF(self._title).height(), self._chip_height())
        box = QRectF(inner.left(), inner.top(), inner.width(), height)
        if content.chip is not None:
            width = min(self._chip_width(), inner.width())
            chip = QRectF(box.right() - width, box.top(), width, self._chip_height())
            look = rank_look(content.chip.rank) or LOST_LOOK
            painter.setFont(self._font)
            draw_chip(painter, chip, look, content.chip.text, is_filled=content.chip.is_filled)
            box.setRight(chip.left() - _GAP)
        self._write(painter, box, content.title, self._title, tokens.text)
        top = inner.top() + height
        for text, ink in ((content.subtitle, tokens.muted), (content.alarm, tokens.text)):
            if text:
                box = QRectF(inner.left(), top, inner.width(), self._fine.height() + 2)
                self._write(painter, box, text, self._small, ink)
                top = box.bottom()
        return top + GRID

    def _draw_line(self, painter: QPainter, box: QRectF, line: CardLine) -> None:
        tokens = theme().tokens
        right = box.right()
        if self._sparks:
            area = QRectF(right - _SPARK, box.top() + GRID, _SPARK, box.height() - 2 * GRID)
            self._draw_spark(painter, area, line)
            right -= _SPARK + _GAP
        if self._ages:
            place = QRectF(right - self._ages - 1, box.top(), self._ages + 1, box.height())
            ink = tokens.stale if line.is_stale else tokens.muted
            self._write(painter, place, line.age, self._small, ink, side=_RIGHT)
            right -= self._ages + _GAP
        left = box.left()
        if self._has_glyphs:
            look = rank_look(line.rank)
            if look is not None:
                place = QRectF(left, box.center().y() - _GLYPH / 2, _GLYPH, _GLYPH)
                _draw_sign(painter, place, look)
            left += _GLYPH + GRID
        room = right - left - _GAP
        values = min(self._values, max(room * _VALUE_SHARE, room - self._names))
        place = QRectF(right - values, box.top(), values, box.height())
        ink = tokens.stale if line.is_stale or line.rank == Rank.STALE else tokens.text
        self._write(painter, place, _value(line), self._font, ink, side=_RIGHT)
        place = QRectF(left, box.top(), place.left() - _GAP - left, box.height())
        self._write(painter, place, line.name, self._font, tokens.muted)

    def _draw_spark(self, painter: QPainter, area: QRectF, line: CardLine) -> None:
        """Draw the last hour; after the last value a broken line says that it is too old."""
        if line.minutes is None:
            return
        tokens = theme().tokens
        path = spark_path(
            line.minutes, area.width(), area.height(), gap=line.gap, is_step=line.is_step
        )
        ink = QColor(tokens.stale if line.is_stale else tokens.muted)
        end = spark_end(path)
        if line.is_stale and end is not None and end.x() < area.width() - 1:
            faint = QColor(ink)
            faint.setAlphaF(_STALE_ALPHA)
            pen = QPen(faint, 1)
            pen.setDashPattern([3.0, 3.0])
            painter.setPen(pen)
            start = area.topLeft() + end + QPointF(2, 0)
            painter.drawLine(QLineF(start, QPointF(area.right(), start.y())))
        draw_spark(painter, path, area, ink, ink if line.is_stale else QColor(tokens.text))

    @staticmethod
    def _write(
        painter: QPainter,
        box: QRectF,
        text: str,
        font: QFont,
        colour: str,
        *,
        side: Qt.AlignmentFlag = _LEFT,
    ) -> None:
        """Write one line of plain text, cut at its end where it is too long."""
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(box, side, QFontMetricsF(font).elidedText(text, _END, box.width()))


def _value(line: CardLine) -> str:
    """Return a value with its unit behind a narrow space."""
    return f"{line.value}\u202f{line.unit}" if line.unit else line.value


def _draw_sign(painter: QPainter, box: QRectF, look: AlarmLook) -> None:
    """Draw a chip without words: on its own ground a glyph can be told apart in both themes."""
    is_light = theme().tokens.name == "light"
    painter.setPen(QPen(QColor(CHIP_OUTLINE if is_light else look.fill), 1))
    painter.setBrush(QColor(look.fill))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    sign = QRectF(0, 0, _SIGN, _SIGN)
    sign.moveCenter(box.center())
    draw_glyph(painter, sign, look.glyph, QColor(look.ink))
