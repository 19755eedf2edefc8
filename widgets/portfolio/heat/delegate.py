"""Cells that are more than words: light, progress, budget."""

from typing import Final

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from typing_extensions import override

from widgets.portfolio.bands import BandedDelegate, BandedModel, Row, draw_words
from widgets.portfolio.heat.cells import cell_text
from widgets.portfolio.heat.columns import Column
from widgets.portfolio.heat.rows import HeatRow
from widgets.portfolio.lights import paint_light
from widgets.theme import theme
from widgets.theme.tokens import GRID

_BAR: Final = 2 * GRID
_SIDE: Final = 3.5 * GRID
_WIDEST: Final = "100\u202f%"
_FAINT: Final = 0.45


class HeatDelegate(BandedDelegate):
    """Draws cells; where it has nothing to add, words as everywhere."""

    @override
    def paint_cell(
        self, painter: QPainter, area: QRectF, model: BandedModel[Row], row: Row, column: int
    ) -> None:
        if not isinstance(row, HeatRow):
            return
        if column == Column.LIGHT:
            box = QRectF(area.left(), area.center().y() - _SIDE / 2, _SIDE, _SIDE)
            paint_light(painter, box, row.light)
            words = area.adjusted(_SIDE + 1.5 * GRID, 0, 0, 0)
            draw_words(painter, words, cell_text(row, Column.LIGHT))
        elif column == Column.PROGRESS:
            _paint_progress(painter, area, row)
        elif column == Column.BUDGET:
            _paint_budget(painter, area, row)
        else:
            super().paint_cell(painter, area, model, row, column)


def _paint_progress(painter: QPainter, area: QRectF, row: HeatRow) -> None:
    room = _words_at_right(painter, area, cell_text(row, Column.PROGRESS))
    if row.status.progress is None and row.reported is None:
        return
    bar = _ground(painter, room)
    _fill(painter, bar, row.status.progress or 0.0, theme().tokens.muted)
    if row.reported is not None:
        _tick(painter, bar, row.reported)


def _paint_budget(painter: QPainter, area: QRectF, row: HeatRow) -> None:
    room = _words_at_right(painter, area, cell_text(row, Column.BUDGET))
    money, tokens = row.money, theme().tokens
    if money is None or money.plan <= 0:
        return
    bar = _ground(painter, room)
    whole = max(money.plan, money.committed, money.actual)
    _fill(painter, bar, money.committed / whole, tokens.muted, opacity=_FAINT)
    _fill(painter, bar, money.actual / whole, tokens.muted)
    if whole > money.plan:  # the bar goes on beyond what is planned
        _tick(painter, bar, money.plan / whole)


def _words_at_right(painter: QPainter, area: QRectF, text: str) -> QRectF:
    """Write words at the right of a bar; return where the bar has room."""
    # Elided text needs a pixel more than its letters.
    width = painter.fontMetrics().horizontalAdvance(_WIDEST) + 2
    place = QRectF(area.right() - width, area.top(), width, area.height())
    draw_words(painter, place, text, is_right=True)
    return area.adjusted(0, 0, -width - 1.5 * GRID, 0)


def _ground(painter: QPainter, room: QRectF) -> QRectF:
    """Draw the ground of a bar; return where it is."""
    tokens = theme().tokens
    bar = QRectF(room.left(), room.center().y() - _BAR / 2, max(room.width(), 0), _BAR)
    painter.setPen(QPen(QColor(tokens.line), 1))
    painter.setBrush(QColor(tokens.background))
    painter.drawRect(bar)
    return bar


def _fill(
    painter: QPainter, bar: QRectF, share: float, colour: str, *, opacity: float = 1.0
) -> None:
    inner = bar.adjusted(0.5, 0.5, -0.5, -0.5)
    inner.setWidth(inner.width() * min(max(share, 0.0), 1.0))
    fill = QColor(colour)
    fill.setAlphaF(opacity)
    painter.fillRect(inner, fill)


def _tick(painter: QPainter, bar: QRectF, share: float) -> None:
    """Draw a line across a bar."""
    x = bar.left() + bar.width() * min(max(share, 0.0), 1.0)
    painter.setPen(QPen(QColor(theme().tokens.text), 2, Qt.PenStyle.SolidLine))
    painter.drawLine(QLineF(x, bar.top() - 3, x, bar.bottom() + 3))
