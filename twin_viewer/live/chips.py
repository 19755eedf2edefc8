"""Alarm glyphs over the devices that are not well: the worst on top, none over another."""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter

from app.services.maps.sources import Rank
from twin_viewer.model.frames import Doubles, Floats
from twin_viewer.rendering.cameras import Camera
from widgets.map.sprites import ALARM_PX, draw_alarm
from widgets.map.style.scenes import LOOKS
from widgets.theme import theme

MOST: Final = 150
"""More glyphs than this say nothing that these do not."""

_BOX: Final = ALARM_PX + 4
_RISE_PX: Final = 20.0
"""A glyph stands so far above its device, or it would cover what it is about."""

_APART_PX: Final = 22.0


class AlarmChips:
    """An overlay of the canvas.

    Attributes:
        camera: From where the picture on the screen was taken; None before the first.
        is_visible: False while the devices are switched off.
        reach_m: Devices farther away have no glyph.
        cuts: What is cut away, rows a, b, c, d, float64 (N, 4); glyphs of what is cut away go too.
        shown: Rows of the devices whose glyphs were drawn last, worst first.
    """

    def __init__(self) -> None:
        self.camera: Camera | None = None
        self.is_visible = True
        self.reach_m = math.inf
        self.cuts: Doubles = np.zeros((0, 4))
        self.shown: tuple[int, ...] = ()
        self._ids: Sequence[str] = ()
        self._places: Floats = np.zeros((0, 3), np.float32)
        self._ranks: NDArray[np.uint8] = np.zeros(0, np.uint8)
        self._seen: NDArray[np.uint8] = np.zeros(0, np.uint8)
        self._spots: list[tuple[QPointF, int]] = []
        self._laid: tuple[object, ...] | None = None

    def set_places(self, ids: Sequence[str], places: Floats) -> None:
        """Take where the devices are; their states come anew."""
        self._ids, self._places = ids, places
        self._ranks = np.zeros(len(places), np.uint8)
        self._seen = np.zeros(len(places), np.uint8)
        self._laid = None

    def set_states(self, ranks: NDArray[np.uint8], seen: NDArray[np.uint8]) -> None:
        """Take how bad each is; those that are not shown have the rank NORMAL."""
        self._ranks, self._seen = ranks, seen
        self._laid = None

    def at(self, x: float, y: float) -> str:
        """Return the device whose glyph lies at a place of the canvas; empty for none."""
        reach = ALARM_PX / 2
        for spot, row in self._spots:
            if abs(spot.x() - x) <= reach and abs(spot.y() - y) <= reach:
                return self._ids[row]
        return ""

    def boxes(self, rect: QRect) -> list[QRectF]:
        """Return where glyphs stand in a picture of this size."""
        self._lay_out(rect)
        half = ALARM_PX / 2
        return [
            QRectF(spot.x() - half, spot.y() - half, ALARM_PX, ALARM_PX) for spot, _ in self._spots
        ]

    def _lay_out(self, rect: QRect) -> None:
        """Find out where glyphs stand, once for each picture."""
        key = (
            self.camera,
            rect.width(),
            rect.height(),
            self.is_visible,
            self.reach_m,
            id(self.cuts),
        )
        if key != self._laid:
            self._laid = key
            self._spots = self._laid_out(rect) if self.is_visible else []

    def paint(self, painter: QPainter, rect: QRect) -> None:
        """Draw them."""
        self._lay_out(rect)
        self.shown = tuple(row for _, row in self._spots)
        tokens = theme().tokens
        for spot, row in reversed(self._spots):  # the worst last, on top
            painter.save()
            painter.translate(spot.x() - _BOX / 2, spot.y() - _BOX / 2)
            look = LOOKS[Rank(int(self._ranks[row]))]
            draw_alarm(painter, look, tokens, is_filled=not self._seen[row])
            painter.restore()

    def _laid_out(self, rect: QRect) -> list[tuple[QPointF, int]]:
        """Return where glyphs stand, worst first; of those that would overlap the worst stays."""
        rows = np.flatnonzero(self._ranks >= Rank.BAD)
        if self.camera is None or not len(rows):
            return []
        rows = rows[self._is_in_reach(rows, self.camera)]
        seen = self.camera.project(self._places[rows].astype(np.float64), *_size(rect))
        x, y = seen[:, 0], seen[:, 1] - _RISE_PX
        with np.errstate(invalid="ignore"):
            inside = (x > 0) & (x < rect.width()) & (y > 0) & (y < rect.height())
        order = np.lexsort((seen[:, 2], self._seen[rows], -self._ranks[rows].astype(np.int64)))
        taken: set[tuple[int, int]] = set()
        found: list[tuple[QPointF, int]] = []
        for one in order[inside[order]].tolist():
            cell = (int(x[one] // _APART_PX), int(y[one] // _APART_PX))
            if cell in taken or any(
                abs(spot.x() - x[one]) < _APART_PX and abs(spot.y() - y[one]) < _APART_PX
                for spot, _ in found
            ):
                continue
            taken.add(cell)
            found.append((QPointF(float(x[one]), float(y[one])), int(rows[one])))
            if len(found) == MOST:
                break
        return found

    def _is_in_reach(self, rows: NDArray[np.int64], camera: Camera) -> NDArray[np.bool_]:
        places = self._places[rows].astype(np.float64)
        away = np.linalg.norm(places - camera.position, axis=1)
        is_kept = (places @ self.cuts[:, :3].T + self.cuts[:, 3] >= 0).all(axis=1)
        return np.asarray((away <= self.reach_m) & is_kept)


def _size(rect: QRect) -> tuple[int, int]:
    return max(rect.width(), 1), max(rect.height(), 1)
