"""Arrows on the ground that lead to the neighbouring photographs, drawn over the picture."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from twin_viewer.model.frames import Doubles
from twin_viewer.panorama.neighbours import Neighbour
from twin_viewer.rendering.cameras import Camera
from widgets.theme import theme

AHEAD_M: Final = 4.5
"""So far from the camera's foot an arrow lies."""

_SHAPE: Final = np.array(
    ((0.0, 1.0), (0.85, 0.05), (0.85, -0.45), (0.0, 0.5), (-0.85, -0.45), (-0.85, 0.05))
)
"""A chevron: right, ahead; metres."""

_NOTCH: Final = 3
"""Its corner that points inwards."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow on the screen.

    Attributes:
        row: Row of the photograph it leads to.
        outline: Its corners, in pixels of the picture.
    """

    row: int
    outline: QPolygonF


class Arrows:
    """Draws the arrows and tells which one lies under the pointer.

    Attributes:
        hovered: Row of the photograph the pointer's arrow leads to; None for none.
    """

    def __init__(self) -> None:
        self._places: list[tuple[int, Doubles]] = []
        self._shown: list[Arrow] = []
        self._ratio = 1.0
        self.hovered: int | None = None

    def set_neighbours(self, neighbours: Sequence[Neighbour], foot: Doubles) -> None:
        """Lead to other photographs.

        Args:
            neighbours: Where they are.
            foot: The ground below the camera, float64 (3,), metres of the scene.
        """
        self._places = [(one.row, _corners(foot, one.heading)) for one in neighbours]
        self._shown = []
        self.hovered = None

    def follow(self, camera: Camera, size: tuple[int, int], ratio: float) -> None:
        """Reckon where arrows appear: pixels of the picture, and how many one of the widget has."""
        self._ratio = ratio
        self._shown = []
        for row, corners in self._places:
            seen = camera.project(corners, *size)
            if np.isfinite(seen).all():
                points = [QPointF(x, y) for x, y, _ in seen.tolist()]
                self._shown.append(Arrow(row, QPolygonF(points)))

    def at(self, x: float, y: float) -> int | None:
        """Return the row the arrow at a place of the picture leads to; None for no arrow."""
        place = QPointF(x, y)
        rule = Qt.FillRule.WindingFill
        found = [one.row for one in self._shown if _hull(one.outline).containsPoint(place, rule)]
        return found[0] if found else None

    def paint(self, painter: QPainter, rect: QRect) -> None:
        """Draw them."""
        del rect
        tokens = theme().tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(1 / self._ratio, 1 / self._ratio)
        for arrow in self._shown:
            is_hovered = arrow.row == self.hovered
            fill = QColor(tokens.accent if is_hovered else tokens.surface)
            fill.setAlphaF(0.95 if is_hovered else 0.82)
            painter.setPen(QPen(QColor(tokens.map.sign), 1.5 * self._ratio))
            painter.setBrush(fill)
            painter.drawPolygon(arrow.outline)
        painter.restore()


def _corners(foot: Doubles, heading: float) -> Doubles:
    turn = math.radians(heading)
    ahead = np.array((math.sin(turn), math.cos(turn), 0.0))
    right = np.array((math.cos(turn), -math.sin(turn), 0.0))
    places = foot + ahead * AHEAD_M
    corners: Doubles = places + _SHAPE[:, :1] * right + _SHAPE[:, 1:] * ahead
    return corners


def _hull(outline: QPolygonF) -> QPolygonF:
    """Return an arrow without its notch, which a person expects to be part of it."""
    corners = outline.toList()
    del corners[_NOTCH]
    return QPolygonF(corners)
