"""The lanes of STATE points: a name, and bars with the word of the state inside."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPen

from app.domain.samples import Float64Array
from widgets.theme import alarm_look
from widgets.theme.glyphs import draw_glyph
from widgets.theme.tokens import GRID
from widgets.trends.brushwork import Brushwork
from widgets.trends.lanes import Bars
from widgets.trends.pictures import LanePicture
from widgets.trends.tints import faded, state_fill
from widgets.trends.wording import mixed_label, point_titles, state_label

_PLAIN_GLYPH = "triangle"
_NARROW_PX = 3.0
_WORD_PX = 10.0


def paint_lanes(work: Brushwork) -> None:
    """Paint all lanes."""
    titles = point_titles(lane.trace.point for lane in work.picture.lanes)
    for lane, place in zip(work.picture.lanes, work.places.lanes, strict=True):
        _paint_lane(work, lane, place, titles[lane.trace.point.id])


def _paint_lane(work: Brushwork, lane: LanePicture, place: QRectF, title: str) -> None:
    painter, metrics, tokens = work.painter, work.metrics, work.tokens
    point = lane.trace.point
    is_focused = point.id == work.picture.focus
    painter.setPen(QColor(tokens.text if is_focused else tokens.muted))
    head = QRectF(place.left(), place.top(), place.width(), metrics.height())
    name = metrics.elidedText(title, Qt.TextElideMode.ElideRight, head.width())
    painter.drawText(head, Qt.AlignmentFlag.AlignLeft, name)
    row = QRectF(place.left(), head.bottom() + 2, place.width(), metrics.height() + GRID)
    painter.setPen(QPen(QColor(tokens.line), 1))
    base = round(row.bottom()) + 0.5
    painter.drawLine(QLineF(row.left(), base, row.right(), base))
    if lane.bars is None:
        return
    painter.save()
    painter.setClipRect(row)
    _paint_bars(work, lane, lane.bars, row)
    painter.restore()


def _paint_bars(work: Brushwork, lane: LanePicture, found: Bars, row: QRectF) -> None:
    """Fill the bars of each state at once, then write into those that are wide enough."""
    edges = np.array([found.begin, found.end], np.float64)
    field, window = work.places.field, work.places.window
    pixels = np.rint(field.left() + (edges - window.start_us) * (field.width() / window.span_us))
    left = np.clip(pixels[0], row.left(), row.right())
    width = np.maximum(np.clip(pixels[1], row.left(), row.right()) - left, 1.0)
    # A hairline of the ground parts neighbours; bars of a pixel or two have no room for it.
    drawn = width - np.where(width > _NARROW_PX, 1.0, 0.0)
    _fill(work, left[found.is_bad], drawn[found.is_bad], row, _bad_brush(work))
    codes, place = np.unique(found.code, return_inverse=True)
    styles = [_style(work, lane, code) for code in codes.tolist()]
    # Codes that look alike are filled together: a point may deliver hundreds nobody named.
    looks = {style.look: n for n, style in enumerate(styles)}
    look_of = np.array([looks[style.look] for style in styles], np.int64)[place]
    for n in looks.values():
        is_this = (look_of == n) & ~found.is_bad
        _fill(work, left[is_this], drawn[is_this], row, QBrush(styles[n].fill))
        if not styles[n].glyph:
            mixed = is_this & found.is_mixed
            _fill(work, left[mixed], drawn[mixed], row, _mixed_brush(work))
        if (edge := styles[n].edge) is not None:
            foot = QRectF(row.left(), row.bottom() - 2, row.width(), 2)
            _fill(work, left[is_this], drawn[is_this], foot, QBrush(edge))
    for at in np.flatnonzero(~found.is_bad & (drawn >= _WORD_PX)).tolist():
        style = styles[int(place[at])]
        bar = QRectF(left[at], row.top(), drawn[at], row.height())
        text = mixed_label() if found.is_mixed[at] and not style.glyph else style.text
        _paint_word(work, bar, text, style.glyph)


@dataclass(frozen=True, slots=True)
class _Style:
    fill: QColor
    text: str
    glyph: str
    edge: QColor | None

    @property
    def look(self) -> tuple[int, str, int | None]:
        """What bars of several codes have in common when they are painted alike."""
        return self.fill.rgba(), self.glyph, None if self.edge is None else self.edge.rgba()


def _style(work: Brushwork, lane: LanePicture, code: float) -> _Style:
    """Return how a state looks; one that is an alarm wears the alarm's glyph and a line of it."""
    point = lane.trace.point
    state = point.state(code)
    rule = next((rule for rule in lane.rules if code in rule.codes), None)
    fill = state_fill(work.tokens, point, code)
    if rule is None:
        glyph = _PLAIN_GLYPH if state is not None and state.is_abnormal else ""
        return _Style(fill, state_label(point, code), glyph, None)
    look = alarm_look(rule.priority)
    return _Style(fill, state_label(point, code), look.glyph, QColor(look.fill))


def _bad_brush(work: Brushwork) -> QBrush:
    return QBrush(faded(QColor(work.tokens.stale), 0.8), Qt.BrushStyle.BDiagPattern)


def _mixed_brush(work: Brushwork) -> QBrush:
    return QBrush(faded(QColor(work.tokens.muted), 0.35), Qt.BrushStyle.Dense6Pattern)


def _fill(
    work: Brushwork, left: Float64Array, width: Float64Array, row: QRectF, brush: QBrush
) -> None:
    top, height = row.top(), row.height()
    work.painter.setPen(Qt.PenStyle.NoPen)
    work.painter.setBrush(brush)
    work.painter.drawRects(
        [QRectF(x, top, w, height) for x, w in zip(left.tolist(), width.tolist(), strict=True)]
    )


def _paint_word(work: Brushwork, bar: QRectF, text: str, glyph: str) -> None:
    """Write the state into its bar if it fits; the glyph of a fault goes first."""
    painter, metrics = work.painter, work.metrics
    ink = QColor(work.tokens.surface if glyph else work.tokens.text)
    side = metrics.height() * 0.6
    left = bar.left() + GRID
    if glyph:
        at = QRectF(0, 0, side, side)
        at.moveCenter(bar.center())
        if bar.width() > side + 2 * GRID:
            at.moveLeft(left)
        if bar.width() >= side + 2:
            draw_glyph(painter, at, glyph, ink)
        left = at.right() + GRID
    if left + metrics.horizontalAdvance(text) <= bar.right() - 2:
        painter.setPen(ink)
        box = QRectF(left, bar.top(), bar.right() - left, bar.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
