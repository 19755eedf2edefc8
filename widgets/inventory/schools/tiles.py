"""Tiles of figures: the number, its target as shape and word; a click shows what was counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget
from typing_extensions import override

from app.domain.inventory.queries import Query
from app.domain.inventory.schools import Verdict
from widgets.inventory.schools.words import verdict_text
from widgets.theme import theme
from widgets.theme.current import body_font
from widgets.theme.glyphs import draw_glyph
from widgets.theme.tokens import GRID, KPI_PT, RADIUS_CARD

_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_LEAST: Final = 40 * GRID
"""Least width of a tile."""


@dataclass(frozen=True, slots=True)
class Tile:
    """What a tile says.

    Attributes:
        title: What it is about.
        value: The figure with its unit.
        target: Its target in words; empty for none.
        brief: The same in fewer words, for narrow tiles; empty for none.
        verdict: How it stands to it.
        tip: How it was counted, whole sentences.
        query: The records it counts; None where there are none to show.
    """

    title: str
    value: str
    target: str = ""
    verdict: Verdict = Verdict.UNKNOWN
    tip: str = ""
    query: Query | None = None
    brief: str = ""


def draw_verdict(painter: QPainter, box: QRectF, verdict: Verdict) -> None:
    """Draw the shape of a verdict: a triangle for a missed target, a circle for one that is met."""
    tokens = theme().tokens
    if verdict is Verdict.MISSED:
        draw_glyph(painter, box, "triangle", QColor(tokens.text))
    elif verdict is Verdict.MET:
        draw_glyph(painter, box.adjusted(2, 2, -2, -2), "circle", QColor(tokens.muted))


class FigureTile(QAbstractButton):
    """One figure; pressed, it asks for its records."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tile = Tile("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_tile(self, tile: Tile) -> None:
        """Show another figure."""
        self.tile = tile
        is_open = tile.query is not None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_open else Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(f"{tile.title}: {tile.value}")
        self.setAccessibleDescription(". ".join(filter(None, (self.below, tile.tip))))
        self.setToolTip(tile.tip)
        self.update()

    @property
    def below(self) -> str:
        """The line below the figure: the verdict and the target."""
        return ", ".join(filter(None, (verdict_text(self.tile.verdict), self.tile.target)))

    def below_in(self, width: float) -> str:
        """Return the line below the figure, in fewer words where it would not fit into a width."""
        tile, metrics = self.tile, QFontMetricsF(self.font())
        if not tile.brief or metrics.horizontalAdvance(self.below) <= width:
            return self.below
        return ", ".join(filter(None, (verdict_text(tile.verdict), tile.brief)))

    @override
    def sizeHint(self) -> QSize:
        big = QFontMetricsF(body_font(KPI_PT)).height()
        height = 2 * self.fontMetrics().height() + big + 5 * GRID
        return QSize(_LEAST, round(height))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QColor(tokens.accent if self.hasFocus() else tokens.line)
        painter.setPen(QPen(line, 1))
        is_hot = self.underMouse() and self.tile.query is not None
        painter.setBrush(QColor(tokens.selection if is_hot else tokens.surface))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, RADIUS_CARD, RADIUS_CARD)
        room = area.adjusted(3 * GRID, 2 * GRID, -GRID, -2 * GRID)
        small = self.fontMetrics().height()
        painter.setPen(QColor(tokens.muted))
        self._write(painter, QRectF(room.left(), room.top(), room.width(), small), self.tile.title)
        painter.setFont(body_font(KPI_PT, weight=QFont.Weight.DemiBold))
        painter.setPen(QColor(tokens.text))
        middle = QRectF(room.left(), room.top() + small, room.width(), room.height() - 2 * small)
        self._write(painter, middle, self.tile.value)
        painter.setFont(self.font())
        self._paint_below(painter, QRectF(room.left(), room.bottom() - small, room.width(), small))
        painter.end()

    def _paint_below(self, painter: QPainter, room: QRectF) -> None:
        tokens, verdict = theme().tokens, self.tile.verdict
        if verdict is not Verdict.UNKNOWN:
            side = 3.0 * GRID
            box = QRectF(room.left(), room.center().y() - side / 2, side, side)
            draw_verdict(painter, box, verdict)
            room = room.adjusted(side + GRID, 0, 0, 0)
        painter.setPen(QColor(tokens.text if verdict is Verdict.MISSED else tokens.muted))
        self._write(painter, room, self.below_in(room.width()))

    def _write(self, painter: QPainter, room: QRectF, text: str) -> None:
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, shown)


class TileGrid(QWidget):
    """Tiles side by side, as many in a row as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles: list[FigureTile] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2 * GRID)

    def set_count(self, count: int) -> list[FigureTile]:
        """Have so many tiles; return those that are new."""
        made = [FigureTile() for _ in range(count - len(self.tiles))]
        self.tiles += made
        for number, tile in enumerate(self.tiles):
            tile.setVisible(number < count)
        self._place()
        return made

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        """Show figures, as many as there are tiles."""
        for shown, tile in zip(self.tiles, tiles, strict=True):
            shown.show_tile(tile)

    def _place(self) -> None:
        columns = max(1, (self.width() + 2 * GRID) // (_LEAST + 2 * GRID))
        if columns == self._columns and self._grid.count() == len(self.tiles):
            return
        self._columns = columns
        for number, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, number // columns, number % columns)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
