"""A trace as it is drawn: a chain of lines, branches to the right, losses in two columns."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from typing_extensions import override

from widgets.inventory.networks.canvas import Marks, Sheet
from widgets.inventory.networks.trace_lines import Line, LineKind
from widgets.theme import theme
from widgets.theme.fibres import fibre_colour
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID, RADIUS_CONTROL

_tr = QCoreApplication.translate

_ICON: Final = 16.0
_PAD: Final = 2.0 * GRID


class TraceSheet(Sheet):
    """The drawing of a trace; its items are its lines.

    Args:
        lines: The lines.
        font: The font of the canvas.
        width: How wide it may be; it becomes wider where the words need it.
    """

    def __init__(self, lines: list[Line], font: QFont, width: float) -> None:
        self.lines = lines
        self._font = font
        self._metrics = QFontMetricsF(font)
        self._bold = QFont(font)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._row = round(self._metrics.height() * 1.75)
        self._indent = 2 * self._row
        self._figure = self._metrics.horizontalAdvance("≈ 000,00 dB00")
        self._head = self._row
        self._width = max(width, self._words() + 2 * self._figure)

    def _words(self) -> float:
        bold = QFontMetricsF(self._bold)
        widths = [
            self._left(line)
            + bold.horizontalAdvance(line.title)
            + self._metrics.horizontalAdvance(line.detail)
            + self._metrics.horizontalAdvance(line.trouble)
            + 8 * _PAD
            for line in self.lines
        ]
        return max(widths, default=0.0)

    @property
    @override
    def size(self) -> QSizeF:
        return QSizeF(self._width, self._head + self._row * len(self.lines) + _PAD)

    @property
    @override
    def count(self) -> int:
        return len(self.lines)

    @override
    def item_at(self, place: QPointF) -> int:
        row = int((place.y() - self._head) // self._row)
        is_inside = 0 <= place.x() <= self._width and place.y() >= self._head
        return row if is_inside and row < len(self.lines) else -1

    @override
    def item_rect(self, item: int) -> QRectF:
        return QRectF(0, self._head + item * self._row, self._width, self._row)

    @override
    def tip(self, item: int) -> str:
        line = self.lines[item]
        return "\n".join(part for part in (line.title, line.detail, line.trouble, line.tip) if part)

    def _left(self, line: Line) -> float:
        return _PAD + line.level * self._indent

    def _knot(self, item: int) -> QPointF:
        rect = self.item_rect(item)
        return QPointF(self._left(self.lines[item]) + _ICON / 2 + _PAD, rect.center().y())

    # ---- drawing ---------------------------------------------------------------------------------
    @override
    def draw(self, painter: QPainter, exposed: QRectF, marks: Marks) -> None:
        self._draw_head(painter)
        first = max(int((exposed.top() - self._head) // self._row), 0)
        last = min(int((exposed.bottom() - self._head) // self._row) + 1, len(self.lines))
        for item in range(first, last):
            self._draw_ground(painter, item, marks)
        for item, line in enumerate(self.lines):
            if line.above >= 0 and line.above <= last and item >= first:
                self._draw_rail(painter, item)
        for item in range(first, last):
            self._draw_line(painter, item)

    def _draw_head(self, painter: QPainter) -> None:
        tokens = theme().tokens
        painter.setPen(QColor(tokens.muted))
        painter.setFont(self._font)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self._column(0, 1), right, _tr("networks", "Dämpfung"))
        painter.drawText(self._column(0, 0), right, _tr("networks", "Summe"))
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(QPointF(0, self._head - 1), QPointF(self._width, self._head - 1))

    def _column(self, top: float, place: int) -> QRectF:
        """Return the cell of a column of figures; 0 is the right one."""
        left = self._width - (place + 1) * self._figure - _PAD
        return QRectF(left, top, self._figure, self._row)

    def _draw_ground(self, painter: QPainter, item: int, marks: Marks) -> None:
        tokens = theme().tokens
        rect = self.item_rect(item)
        if item in marks.selected:
            painter.fillRect(rect, QColor(tokens.selection))
        elif item == marks.hovered:
            painter.fillRect(rect, QColor(tokens.stripe))
        if self.lines[item].is_asked:
            painter.fillRect(QRectF(0, rect.top(), GRID, rect.height()), QColor(tokens.accent))
        if item == marks.current and marks.has_focus:
            painter.setPen(QPen(QColor(tokens.accent), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))

    def _draw_rail(self, painter: QPainter, item: int) -> None:
        line = self.lines[item]
        begin, end = self._knot(line.above), self._knot(item)
        is_broken = line.kind is LineKind.END or bool(line.trouble)
        style = Qt.PenStyle.DashLine if is_broken else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(theme().tokens.muted), 2, style))
        painter.drawLine(begin, QPointF(begin.x(), end.y()))
        if end.x() != begin.x():
            painter.drawLine(QPointF(begin.x(), end.y()), end)

    def _draw_line(self, painter: QPainter, item: int) -> None:
        line, rect = self.lines[item], self.item_rect(item)
        self._draw_sign(painter, line, self._knot(item))
        tokens = theme().tokens
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        left = self._knot(item).x() + _ICON / 2 + 2 * _PAD
        is_place = line.kind in {LineKind.PLACE, LineKind.STRAND}
        for text, font, colour in (
            (line.title, self._bold if is_place else self._font, tokens.text),
            (line.detail, self._font, tokens.muted),
            (line.trouble, self._bold, tokens.text),
        ):
            if not text:
                continue
            painter.setFont(font)
            painter.setPen(QColor(colour))
            width = QFontMetricsF(font).horizontalAdvance(text) + 1
            painter.drawText(QRectF(left, rect.top(), width + 4, rect.height()), middle, text)
            left += width + 2 * _PAD
        painter.setFont(self._font)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(tokens.muted))
        painter.drawText(self._column(rect.top(), 1), right, line.loss)
        painter.setPen(QColor(tokens.text))
        painter.drawText(self._column(rect.top(), 0), right, line.total)

    def _draw_sign(self, painter: QPainter, line: Line, knot: QPointF) -> None:
        tokens = theme().tokens
        box = QRectF(0, 0, _ICON + GRID, _ICON + GRID)
        box.moveCenter(knot)
        painter.setPen(QPen(QColor(tokens.muted), 1.5))
        painter.setBrush(QColor(tokens.surface))
        if line.kind is LineKind.PLACE:
            painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
            inner = box.adjusted(2, 2, -2, -2)
            icon(line.icon, colour=tokens.text).paint(painter, inner.toRect())
        elif line.kind is LineKind.STRAND:
            bar = box.adjusted(5, -3, -5, 3)
            painter.setPen(QPen(QColor(tokens.text), 1))
            painter.setBrush(fibre_colour(line.colour))
            painter.drawRoundedRect(bar, 3, 3)
        elif line.kind is LineKind.SPLICE:
            painter.setPen(QPen(QColor(tokens.text), 1.5))
            painter.drawEllipse(knot, GRID, GRID)
        elif line.kind is LineKind.END:
            icon("mdi6.alert-outline", colour=tokens.text).paint(painter, box.toRect())
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.muted))
            painter.drawEllipse(knot, 2.5, 2.5)
