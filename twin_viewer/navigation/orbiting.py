"""Turning round the city by mouse: left turns, right or middle moves, the wheel approaches."""

from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, Qt

from twin_viewer.model.frames import Doubles
from twin_viewer.navigation.grounds import Ground, Reach, anchor_of, kept
from twin_viewer.navigation.moves import approached, dragged, in_front_of, orbited
from twin_viewer.rendering.cameras import Camera

TURN_DEGREES: Final = 0.3
"""A pixel of dragging turns by so much."""

STEP: Final = 0.8
"""A step of the wheel takes the camera so much nearer."""

_HAIR_M: Final = 1e-6
_NEAR_M: Final = (60.0, 0.3)
"""A double click goes as near as this, or to this share of the distance where that is farther."""


class Orbit:
    """What dragging and the wheel do to a camera; each call returns the camera that comes of it.

    Args:
        ground: What can be met.

    Attributes:
        reach: Where the camera may be.
    """

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self.reach = Reach()
        self._anchor: Doubles = np.zeros(3)
        self._last = QPointF()

    def grab(self, camera: Camera, at: QPointF, size: tuple[int, int]) -> None:
        """Take hold of what lies under the pointer."""
        self._last = at
        self._anchor = self.anchor(camera, at, size)

    def turn(self, camera: Camera, at: QPointF) -> Camera:
        """Turn round what was grabbed."""
        by = at - self._last
        self._last = at
        return self._turned(camera, self._anchor, by.x() * TURN_DEGREES, -by.y() * TURN_DEGREES)

    def turned_about_middle(
        self, camera: Camera, size: tuple[int, int], heading_by: float, pitch_by: float
    ) -> Camera:
        """Return a camera turned round what lies in the middle of the picture."""
        pivot = self.anchor(camera, QPointF(size[0] / 2, size[1] / 2), size)
        return self._turned(camera, pivot, heading_by, pitch_by)

    def _turned(self, camera: Camera, pivot: Doubles, heading_by: float, pitch_by: float) -> Camera:
        turned = orbited(camera, pivot, heading_by, pitch_by)
        safe = kept(turned, self.reach, self._ground)
        if safe.height > turned.height + _HAIR_M:  # the ground stops the tilt, not the turn
            return kept(orbited(camera, pivot, heading_by, 0.0), self.reach, self._ground)
        return safe

    def drag(self, camera: Camera, at: QPointF, size: tuple[int, int]) -> Camera:
        """Move over the ground so that what was grabbed stays under the pointer."""
        ray = camera.ray(at.x(), at.y(), *size)
        return kept(dragged(camera, self._anchor, ray), self.reach, self._ground)

    def approach(self, camera: Camera, at: QPointF, size: tuple[int, int], steps: float) -> Camera:
        """Come closer to what lies under the pointer; negative steps lead away."""
        anchor = self.anchor(camera, at, size)
        return kept(approached(camera, anchor, STEP**steps), self.reach, self._ground)

    def visit(self, camera: Camera, at: QPointF, size: tuple[int, int]) -> Camera:
        """Return the view of what lies under the pointer from near."""
        anchor = self.anchor(camera, at, size)
        distance = float(np.linalg.norm(camera.position - anchor))
        near, share = _NEAR_M
        wanted = min(distance, max(near, share * distance))
        return kept(in_front_of(anchor, camera, wanted), self.reach, self._ground)

    def anchor(self, camera: Camera, at: QPointF, size: tuple[int, int]) -> Doubles:
        """Return the point under the pointer."""
        place = (at.x(), at.y())
        return anchor_of(camera, place, size, self._ground, self.reach.ground)


PAN_BUTTONS: Final = Qt.MouseButton.RightButton | Qt.MouseButton.MiddleButton
"""Buttons that move instead of turning."""
