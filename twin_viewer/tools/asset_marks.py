"""Things that people placed, as pins with their names over the picture.

They are neutral: a pin says where something is, not how it is; discs are sensors, other signs are
alarms.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from twin_viewer.model.frames import Doubles
from twin_viewer.rendering.layers.labels import Shown, label_metrics, label_pixmap
from twin_viewer.rendering.picking.hits import Hit, HitKind
from twin_viewer.tools.cards import asset_card
from twin_viewer.tools.drawings import size_of
from widgets.map.tools.card_contents import CardContent
from widgets.theme import theme

NAMED_M: Final = 1_500.0
"""Names are written up to so far away."""

MOST: Final = 200
"""More pins than this say nothing that these do not."""

HEAD_PX: Final = 6.0
"""Radius of a pin's head."""

RISE_PX: Final = 15.0
"""So far above the place the middle of the head is."""

_APART_PX: Final = 2 * HEAD_PX
_RANK: Final = 2
_GAP_PX: Final = 3.0
_HALO_PX: Final = 3.0
_HOLE_PX: Final = 2.2


class AssetMark(NamedTuple):
    """Something that was placed.

    Attributes:
        id: Its id.
        name: What it is called.
        place: float64 (3,), metres of the scene.
        kind: What it is.
        note: What else is to be known.
    """

    id: str
    name: str
    place: Doubles
    kind: str = ""
    note: str = ""


class AssetMarks:
    """An overlay of the canvas; of pins that would cover each other the nearest is drawn.

    Args:
        canvas: Where the picture is shown.

    Attributes:
        is_visible: False while they are switched off.
        reach_m: Things farther away have no pin.
        selected: Ids of the things that are selected; their pins stand out.
        cuts: What is cut away, rows a, b, c, d, float64 (N, 4); its pins go too.
    """

    def __init__(self, canvas: Shown) -> None:
        self._canvas = canvas
        self.is_visible = True
        self.reach_m = math.inf
        self.selected: frozenset[str] = frozenset()
        self.cuts: Doubles = np.zeros((0, 4))
        self._marks: tuple[AssetMark, ...] = ()
        self._places: Doubles = np.zeros((0, 3))
        self._heads: list[tuple[QPointF, int]] = []

    def set_assets(
        self,
        assets: Iterable[AssetMark | tuple[str, str, Doubles] | tuple[str, str, Doubles, str, str]],
    ) -> None:
        """Show these things and no others: id, name and place of each, its kind and a note."""
        self._marks = tuple(AssetMark(*one) for one in assets)
        self._places = np.array([one.place for one in self._marks], np.float64).reshape(-1, 3)
        self._heads = []
        self._canvas.update()

    def select(self, ids: Iterable[str]) -> None:
        """Let the pins of these things stand out."""
        self.selected = frozenset(ids)
        self._canvas.update()

    @property
    def marks(self) -> tuple[AssetMark, ...]:
        """The things."""
        return self._marks

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the things, in the order of `places`."""
        return tuple(one.id for one in self._marks)

    @property
    def places(self) -> Doubles:
        """Where they are, float64 (N, 3), metres of the scene."""
        return self._places

    def at(self, x: float, y: float) -> Hit | None:
        """Return the thing whose pin lies at a place of the canvas."""
        picture = self._canvas.picture
        for head, row in self._heads if picture is not None else []:
            if math.hypot(head.x() - x, head.y() - y) <= HEAD_PX + 2:
                place = self._places[row]
                away = float(np.linalg.norm(place - picture.camera.position)) if picture else 0.0
                return Hit(HitKind.ASSET, self._marks[row].id, place, away, row=row)
        return None

    def card(self, asset_id: str) -> CardContent | None:
        """Return the card of a thing; None where there is none of this id."""
        one = next((mark for mark in self._marks if mark.id == asset_id), None)
        return None if one is None else asset_card(one.name, one.kind, one.note)

    # ---- overlay -------------------------------------------------------------------------------
    def paint(self, painter: QPainter, rect: QRect) -> None:
        """Draw pins, the nearest last, and the names that find room."""
        self._heads = self._laid_out(rect) if self.is_visible else []
        if not self._heads:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme().tokens
        for head, row in reversed(self._heads):
            is_selected = self._marks[row].id in self.selected
            painter.setPen(QPen(QColor(tokens.map.halo), 1.5))
            painter.setBrush(QColor(tokens.map.selected if is_selected else tokens.map.sign))
            painter.drawPath(_pin(head))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.map.halo))
            painter.drawEllipse(head, _HOLE_PX, _HOLE_PX)
        painter.restore()
        ratio = self._canvas.devicePixelRatioF()
        for row, box in self.named():
            pixmap = label_pixmap(self._marks[row].name, _RANK, tokens, ratio)
            painter.drawPixmap(box.topLeft() - QPointF(_HALO_PX, _HALO_PX), pixmap)

    @property
    def shown(self) -> tuple[str, ...]:
        """Ids of the things whose pins were drawn last, the nearest first."""
        return tuple(self._marks[row].id for _, row in self._heads)

    def named(self) -> Sequence[tuple[int, QRectF]]:
        """Return which of the pins have a name and where; none covers another, nor a pin."""
        picture = self._canvas.picture
        if picture is None:
            return []
        taken = [_box(head) for head, _ in self._heads]
        found: list[tuple[int, QRectF]] = []
        metrics = label_metrics(_RANK)
        for head, row in self._heads:
            if float(np.linalg.norm(self._places[row] - picture.camera.position)) > NAMED_M:
                continue
            width, height = metrics.horizontalAdvance(self._marks[row].name), metrics.height()
            box = QRectF(
                round(head.x() + HEAD_PX + _GAP_PX), round(head.y() - height / 2), width, height
            )
            if not any(box.intersects(other) for other in taken):
                taken.append(box)
                found.append((row, box))
        return found

    def _laid_out(self, rect: QRect) -> list[tuple[QPointF, int]]:
        """Return where heads are and of which thing, the nearest first."""
        picture = self._canvas.picture
        if picture is None or not self._marks:
            return []
        x, y, depth = picture.camera.project(self._places, *size_of(rect)).T
        is_kept = (self._places @ self.cuts[:, :3].T + self.cuts[:, 3] >= 0).all(axis=1)
        with np.errstate(invalid="ignore"):
            is_seen = (depth > 0) & (depth <= self.reach_m) & (x > 0) & (y > 0) & is_kept
            is_seen &= (x < rect.width()) & (y < rect.height() + RISE_PX)
        found: list[tuple[QPointF, int]] = []
        rows = np.flatnonzero(is_seen)
        for row in rows[np.argsort(depth[rows])].tolist():
            head = QPointF(float(x[row]), float(y[row]) - RISE_PX)
            if any(_is_close(head, other) for other, _ in found):
                continue
            found.append((head, row))
            if len(found) == MOST:
                break
        return found


def _is_close(one: QPointF, other: QPointF) -> bool:
    return abs(one.x() - other.x()) < _APART_PX and abs(one.y() - other.y()) < _APART_PX


def _box(head: QPointF) -> QRectF:
    return QRectF(head.x() - HEAD_PX, head.y() - HEAD_PX, 2 * HEAD_PX, HEAD_PX + RISE_PX)


def _pin(head: QPointF) -> QPainterPath:
    """Return the shape of a pin: a round head that ends in a point on its place."""
    tip = head + QPointF(0, RISE_PX)
    path = QPainterPath(tip)
    lean = math.degrees(math.asin(HEAD_PX / RISE_PX))
    circle = QRectF(head.x() - HEAD_PX, head.y() - HEAD_PX, 2 * HEAD_PX, 2 * HEAD_PX)
    path.arcTo(circle, -lean, 180 + 2 * lean)
    path.closeSubpath()
    return path
