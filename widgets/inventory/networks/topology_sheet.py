"""A topology as it is drawn: columns of boxes from the supply on the left to the last device."""

from typing import Final

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from typing_extensions import override

from app.domain.inventory.networks.layout import Layout
from app.domain.inventory.networks.topology import Topology, TopologyNode
from widgets.inventory.networks import words
from widgets.inventory.networks.canvas import Marks, Sheet
from widgets.inventory.networks.live import UNKNOWN, sign_of, state_text
from widgets.texts import count
from widgets.theme import theme
from widgets.theme.glyphs import chip_width, draw_chip, draw_glyph
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID, RADIUS_CONTROL

_tr = QCoreApplication.translate

_ICON: Final = 18.0
_PAD: Final = 2.0 * GRID
_WORDS_FROM: Final = 0.42
"""Below this zoom words cannot be read, and only boxes and signs are drawn."""


class TopologySheet(Sheet):
    """The drawing of a topology; its items are its boxes.

    Args:
        topology: The boxes and lines.
        layout: Where they lie.
        font: The font of the canvas.
    """

    def __init__(self, topology: Topology, layout: Layout, font: QFont) -> None:
        self.nodes = topology.nodes
        self.states = [UNKNOWN] * len(self.nodes)
        self._font = font
        self._bold = QFont(font)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._metrics = QFontMetricsF(font)
        self._titles = [title_of(node) for node in self.nodes]
        self._details = [detail_of(node) for node in self.nodes]
        self._short: dict[int, tuple[str, str]] = {}
        self._place(layout)
        behind = set(enumerate(topology.parent))
        self._frames = [self._frame(grid) for grid in layout.grids]
        self._frame_heads = [topology.parent[grid[0]] for grid in layout.grids]
        # One line leads to the frame of a grid instead of one to each of its boxes.
        framed = {(topology.parent[one], one) for grid in layout.grids for one in grid}
        edges = [edge for edge in topology.edges if edge not in framed]
        self._edges = [(a, b, (b, a) in behind) for a, b in edges]
        self._edge_ends = np.array(edges, np.int64).reshape(-1, 2)

    def _frame(self, grid: tuple[int, ...]) -> QRectF:
        """Return the frame round a grid of boxes."""
        frame = QRectF()
        for item in grid:
            frame |= self.item_rect(item)
        margin = 1.0 * GRID
        return frame.adjusted(-2 * margin, -margin, 2 * margin, margin)

    def _place(self, layout: Layout) -> None:
        """Work out where each box lies."""
        height = self._metrics.height()
        self._box_height = round(2 * height + 2 * GRID)
        pitch = self._box_height + 2 * GRID
        gap = 4 * height
        tiers = [node.tier for node in self.nodes]
        bold = QFontMetricsF(self._bold)
        widest = bold.horizontalAdvance("M" * 22)
        widths: dict[int, float] = {}
        for tier, title, detail in zip(tiers, self._titles, self._details, strict=True):
            need = max(bold.horizontalAdvance(title), self._metrics.horizontalAdvance(detail))
            widths[tier] = max(widths.get(tier, 0.0), min(need, widest))
        lefts: dict[int, float] = {}
        left = 0.0
        for tier in sorted(widths):
            lefts[tier] = left
            widths[tier] += _ICON + 4 * _PAD
            left += widths[tier] + gap
        self._wide = np.array([widths[tier] for tier in tiers])
        self._left = np.array([lefts[tier] for tier in tiers])
        self._left += layout.columns * (self._wide + 2 * GRID)
        self._top = layout.rows * pitch
        right = float((self._left + self._wide).max()) if tiers else 0.0
        bottom = float(self._top.max()) + self._box_height if tiers else 0.0
        self._size = QSizeF(right + 3 * GRID, bottom + 2 * GRID)

    @property
    @override
    def size(self) -> QSizeF:
        return self._size

    @property
    @override
    def count(self) -> int:
        return len(self.nodes)

    @override
    def item_at(self, place: QPointF) -> int:
        x, y = place.x(), place.y()
        inside = (self._left <= x) & (x <= self._left + self._wide)
        inside &= (self._top <= y) & (y <= self._top + self._box_height)
        found = np.flatnonzero(inside)
        return int(found[0]) if len(found) else -1

    @override
    def item_rect(self, item: int) -> QRectF:
        return QRectF(
            float(self._left[item]),
            float(self._top[item]),
            float(self._wide[item]),
            self._box_height,
        )

    @override
    def tip(self, item: int) -> str:
        node = self.nodes[item]
        parts = [self._titles[item], words.asset_kind_text(node.kind), node.site]
        if node.devices:
            parts.append(state_text(self.states[item]))
        if node.is_group:
            parts.append(_tr("networks", "Eingabe oder Doppelklick zeigt sie einzeln."))
        return "\n".join(part for part in parts if part)

    # ---- drawing ---------------------------------------------------------------------------------
    @override
    def draw(self, painter: QPainter, exposed: QRectF, marks: Marks) -> None:
        self._draw_edges(painter, exposed, marks)
        self._draw_frames(painter, exposed, marks)
        seen = (self._left <= exposed.right()) & (self._left + self._wide >= exposed.left())
        seen &= (self._top <= exposed.bottom()) & (self._top + self._box_height >= exposed.top())
        has_words = marks.zoom >= _WORDS_FROM
        for item in np.flatnonzero(seen).tolist():
            self._draw_box(painter, item, marks, has_words=has_words)

    def _draw_edges(self, painter: QPainter, exposed: QRectF, marks: Marks) -> None:
        if not self._edges:
            return
        tokens = theme().tokens
        tops = self._top[self._edge_ends]
        rights = self._left[self._edge_ends]
        seen = (tops.min(axis=1) <= exposed.bottom()) & (
            tops.max(axis=1) + self._box_height >= exposed.top()
        )
        seen &= (rights.min(axis=1) <= exposed.right()) & (
            rights.max(axis=1) + self._wide[self._edge_ends].max(axis=1) >= exposed.left()
        )
        calm, lit, other = QPainterPath(), QPainterPath(), QPainterPath()
        for number in np.flatnonzero(seen).tolist():
            a, b, is_tree = self._edges[number]
            is_lit = a in marks.selected or b in marks.selected
            self._add_edge(lit if is_lit else calm if is_tree else other, a, b)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        thin = 1 / min(marks.zoom, 1.0)
        for path, colour, width, style in (
            (calm, tokens.muted, thin, Qt.PenStyle.SolidLine),
            (other, tokens.muted, thin, Qt.PenStyle.DashLine),
            (lit, tokens.accent, 2 * thin, Qt.PenStyle.SolidLine),
        ):
            if path.isEmpty():  # an SVG must have none
                continue
            painter.setPen(QPen(QColor(colour), width, style))
            painter.drawPath(path)

    def _draw_frames(self, painter: QPainter, exposed: QRectF, marks: Marks) -> None:
        tokens = theme().tokens
        thin = 1 / min(marks.zoom, 1.0)
        for frame, head in zip(self._frames, self._frame_heads, strict=True):
            whole = frame | self.item_rect(head)
            if not whole.intersects(exposed):
                continue
            is_lit = head in marks.selected
            colour = tokens.accent if is_lit else tokens.muted
            path = QPainterPath()
            self._add_way(path, self.item_rect(head), frame)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colour), 2 * thin if is_lit else thin))
            painter.drawPath(path)
            painter.setBrush(QColor(tokens.background))
            painter.drawRoundedRect(frame, RADIUS_CONTROL, RADIUS_CONTROL)

    def _add_edge(self, path: QPainterPath, a: int, b: int) -> None:
        self._add_way(path, self.item_rect(a), self.item_rect(b))

    def _add_way(self, path: QPainterPath, begin: QRectF, end: QRectF) -> None:
        """Add the line from the right side of one place to the left side of another."""
        start, stop = (
            QPointF(begin.right(), begin.center().y()),
            QPointF(end.left(), end.center().y()),
        )
        if stop.x() < start.x():
            start, stop = QPointF(begin.left(), start.y()), QPointF(end.left(), stop.y())
            bend = start.x() - 6 * GRID
        else:
            bend = (start.x() + stop.x()) / 2
        path.moveTo(start)
        path.cubicTo(QPointF(bend, start.y()), QPointF(bend, stop.y()), stop)

    def _draw_box(self, painter: QPainter, item: int, marks: Marks, *, has_words: bool) -> None:
        tokens = theme().tokens
        rect, node = self.item_rect(item), self.nodes[item]
        is_selected = item in marks.selected
        is_marked = is_selected or (item == marks.current and marks.has_focus)
        line = (
            tokens.accent if is_marked else tokens.muted if item == marks.hovered else tokens.line
        )
        sign = sign_of(self.states[item])
        if not has_words:
            painter.fillRect(rect, QColor(tokens.accent if is_marked else tokens.line))
            if sign is not None and sign.look is not None:
                box = rect.adjusted(rect.width() - rect.height(), 2, -2, -2)
                draw_glyph(painter, box, sign.look.glyph, QColor(sign.look.fill))
            return
        painter.setPen(QPen(QColor(line), 2 if is_marked else 1))
        painter.setBrush(QColor(tokens.selection if is_selected else tokens.raised))
        if node.is_group:
            painter.drawRoundedRect(rect.translated(3, 3), RADIUS_CONTROL, RADIUS_CONTROL)
        painter.drawRoundedRect(rect, RADIUS_CONTROL, RADIUS_CONTROL)
        inner = rect.adjusted(_PAD, GRID, -_PAD, -GRID)
        picture = QRectF(inner.left(), inner.center().y() - _ICON / 2, _ICON, _ICON)
        icon(words.icon_of(node.kind)).paint(painter, picture.toRect())
        text = inner.adjusted(_ICON + _PAD, 0, 0, 0)
        self._draw_words(painter, item, text)

    def _draw_words(self, painter: QPainter, item: int, rect: QRectF) -> None:
        tokens = theme().tokens
        half = rect.height() / 2
        upper = QRectF(rect.left(), rect.top(), rect.width(), half)
        lower = upper.translated(0, half)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._bold)
        painter.setPen(QColor(tokens.text))
        title, detail = self._fitted(item, upper.width())
        painter.drawText(upper, left, title)
        painter.setFont(self._font)
        sign = sign_of(self.states[item])
        if sign is not None and sign.look is not None:
            width = min(chip_width(self._font, sign.word), lower.width())
            chip = QRectF(lower.left(), lower.top(), width, lower.height())
            draw_chip(painter, chip, sign.look, sign.word, is_filled=sign.is_filled)
            return
        painter.setPen(QColor(tokens.muted if sign is None else tokens.stale))
        painter.drawText(lower, left, detail if sign is None else sign.word)

    def _fitted(self, item: int, width: float) -> tuple[str, str]:
        """Return title and detail as far as a box has room for them; worked out once."""
        if item not in self._short:
            elide = Qt.TextElideMode.ElideMiddle
            title = QFontMetricsF(self._bold).elidedText(self._titles[item], elide, width)
            detail = self._metrics.elidedText(self._details[item], elide, width)
            self._short[item] = title, detail
        return self._short[item]


def title_of(node: TopologyNode) -> str:
    """Return what a box is called."""
    return words.many(len(node.members), node.kind) if node.is_group else node.title


def detail_of(node: TopologyNode) -> str:
    """Return the second line of a box."""
    kind = "" if node.is_group else words.asset_kind_text(node.kind)
    return ", ".join(part for part in (kind, node.site) if part)


def summary_of(topology: Topology) -> str:
    """Return how much is drawn, in words."""
    devices = sum(len(node.members) for node in topology.nodes)
    return _tr("networks", "{0} Geräte und Standorte, {1} Verbindungen im Bild").format(
        count(devices), count(len(topology.edges))
    )
