"""Walking through the streets, and flying over them: keys move, dragging looks around."""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QPointF, Qt

from twin_viewer.navigation.grounds import CLEARANCE_M, Ground, Reach, kept
from twin_viewer.navigation.moves import slid
from twin_viewer.rendering.cameras import Camera

EYES_M: Final = 1.7
"""How high the eyes of a person are who walks."""

WALK_M_S: Final = 4.0
"""A brisk run: at a true walking pace a street would take minutes."""

FASTER: Final = 4.0
"""Shift makes it so many times faster."""

_LEAST_FLIGHT_M_S: Final = 8.0
_FLIGHT_SHARE: Final = 0.6
"""A flight covers this share of its height above the ground a second: high up everything is far."""

_STRIDE_M: Final = 3.0
_LOOK_DEGREES: Final = 0.2
_TURN_DEGREES_S: Final = 70.0
_CLIMB_M_S: Final = 12.0
"""Steps of the ground are climbed this fast at most, so that the view does not jump."""


class Way(StrEnum):
    """Where a key leads."""

    AHEAD = "ahead"
    BACK = "back"
    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"
    TURN_LEFT = "turn_left"
    TURN_RIGHT = "turn_right"


WAYS: Final = {
    Qt.Key.Key_W: Way.AHEAD,
    Qt.Key.Key_Up: Way.AHEAD,
    Qt.Key.Key_S: Way.BACK,
    Qt.Key.Key_Down: Way.BACK,
    Qt.Key.Key_A: Way.LEFT,
    Qt.Key.Key_D: Way.RIGHT,
    Qt.Key.Key_Left: Way.TURN_LEFT,
    Qt.Key.Key_Right: Way.TURN_RIGHT,
    Qt.Key.Key_E: Way.UP,
    Qt.Key.Key_Q: Way.DOWN,
}
"""Keys of a person who walks or flies."""


class Walk:
    """Moves a camera by the keys that are held down.

    Args:
        ground: How high the ground is.

    Attributes:
        reach: Where the camera may be.
        held: Where the keys that are held down lead.
        is_fast: True while Shift is held.
        is_flying: True when heights are free; False keeps the eyes above the ground.
    """

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self.reach = Reach()
        self.held: set[Way] = set()
        self.is_fast = False
        self.is_flying = False
        self._last = QPointF()

    def grab(self, at: QPointF) -> None:
        """Begin to look around."""
        self._last = at

    def look(self, camera: Camera, at: QPointF) -> Camera:
        """Look where the pointer leads."""
        by = at - self._last
        self._last = at
        heading = camera.heading + by.x() * _LOOK_DEGREES
        return camera.turned(heading, camera.pitch - by.y() * _LOOK_DEGREES)

    def stand(self, camera: Camera) -> Camera:
        """Return a camera put on its feet, looking level; one that flies only leaves the ground."""
        inside = kept(camera, self.reach, self._ground)
        if self.is_flying:
            return inside
        return self._at_eyes(inside.turned(inside.heading, max(inside.pitch, -8.0)), None)

    def step(self, camera: Camera, seconds: float) -> Camera:
        """Go where the keys lead, for a time."""
        held = self.held
        across = (Way.RIGHT in held) - (Way.LEFT in held)
        ahead = (Way.AHEAD in held) - (Way.BACK in held)
        rise = (Way.UP in held) - (Way.DOWN in held) if self.is_flying else 0
        turn = (Way.TURN_RIGHT in held) - (Way.TURN_LEFT in held)
        way = self.pace(camera) * seconds
        moved = camera.turned(camera.heading + turn * _TURN_DEGREES_S * seconds, camera.pitch)
        if self.is_flying:
            moved = moved.moved_to(moved.position + moved.direction * (ahead * way))
            moved = slid(moved, across * way, 0.0)
        else:
            moved = slid(moved, across * way, ahead * way)
        position = moved.position
        position[2] += rise * way
        moved = kept(moved.moved_to(position), self.reach, self._ground, CLEARANCE_M)
        return moved if self.is_flying else self._at_eyes(moved, seconds)

    def stride(self, camera: Camera, steps: float) -> Camera:
        """Return a camera so many steps ahead; negative steps lead back."""
        moved = kept(slid(camera, 0.0, steps * _STRIDE_M), self.reach, self._ground)
        return self._at_eyes(moved, None)

    def pace(self, camera: Camera) -> float:
        """Return how fast it goes, m/s."""
        speed = WALK_M_S
        if self.is_flying:
            above = camera.height - self.height_under(camera)
            speed = max(_LEAST_FLIGHT_M_S, _FLIGHT_SHARE * above)
        return speed * (FASTER if self.is_fast else 1.0)

    def height_under(self, camera: Camera) -> float:
        """Return how high the ground below a camera is."""
        known = self._ground.height_at(camera.east, camera.north)
        return self.reach.ground if known is None else known

    def _at_eyes(self, camera: Camera, seconds: float | None) -> Camera:
        """Put the eyes above the ground, gently where there is time."""
        position = camera.position
        wanted = self.height_under(camera) + EYES_M
        if seconds is not None:
            most = _CLIMB_M_S * seconds * (FASTER if self.is_fast else 1.0)
            under = wanted - EYES_M + CLEARANCE_M
            wanted = max(min(max(wanted, camera.height - most), camera.height + most), under)
        position[2] = wanted
        return camera.moved_to(position)
