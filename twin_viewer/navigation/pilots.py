"""Takes mouse and keys of the canvas and moves the camera; start reading navigation here."""

import time
from collections.abc import Callable
from enum import StrEnum
from typing import Final, Protocol

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from twin_viewer.navigation.flights import FLIGHT_S, Flights, Viewed
from twin_viewer.navigation.grounds import Ground, Reach, kept
from twin_viewer.navigation.keys import steered
from twin_viewer.navigation.moves import seen_whole
from twin_viewer.navigation.orbiting import PAN_BUTTONS, Orbit
from twin_viewer.navigation.walking import WAYS, Walk
from twin_viewer.rendering.cameras import Camera

_CLICK_PX: Final = 4.0
"""A press that moves no farther than this is a click."""

_HIGH_M: Final = 60.0
"""Who begins to walk from higher than this is put where the camera looks."""

_WHEEL: Final = 120.0
_TICK_MS: Final = 16
_LONGEST_STEP_S: Final = 0.1
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier


class Motion(StrEnum):
    """How a person moves; the value is kept between two starts."""

    ORBIT = "orbit"
    WALK = "walk"
    FLY = "fly"


class Sized(Protocol):
    """A widget's size."""

    def width(self) -> int:
        """Width, px."""
        ...

    def height(self) -> int:
        """Height, px."""
        ...


class Pilot(QObject):
    """A hand of the canvas that moves the camera of a stage.

    Args:
        stage: Whose camera it is.
        ground: What can be met.
        canvas: Whose pixels places are given in.
        parent: Owner.
        clock: Seconds that only grow.

    Attributes:
        motion: How a person moves.
        flights: Flies the camera.
        is_locked: True while somebody else has the camera, such as a photograph around it.

    Signals:
        motion_changed: A person moves otherwise now (`Motion`).
        clicked: A press that was no drag: where (`QPointF`), and its modifiers.
        menu_requested: The same with the right button: where (`QPointF`).
        moved: A person has moved the camera.
        left: Esc while there was nothing to leave any more.
    """

    motion_changed = Signal(object)
    clicked = Signal(QPointF, object)
    menu_requested = Signal(QPointF)
    moved = Signal()
    left = Signal()

    def __init__(
        self,
        stage: Viewed,
        ground: Ground,
        canvas: Sized,
        parent: QObject | None = None,
        clock: Callable[[], float] | None = None,
    ) -> None:
        super().__init__(parent)
        self._stage = stage
        self._ground = ground
        self._canvas = canvas
        self._clock = clock or time.monotonic
        self.motion = Motion.ORBIT
        self.is_locked = False
        self.flights = Flights(stage, self, clock)
        self.orbit = Orbit(ground)
        self.walk = Walk(ground)
        self._pressed = Qt.MouseButton.NoButton
        self._from = QPointF()
        self._is_drag = False
        self._last_s = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    # ---- going somewhere -----------------------------------------------------------------------
    @property
    def reach(self) -> Reach:
        """Where the camera may be."""
        return self.orbit.reach

    def set_reach(self, reach: Reach) -> None:
        """Take where the camera may be."""
        self.orbit.reach = self.walk.reach = reach

    def set_motion(self, motion: Motion) -> None:
        """Move otherwise; who begins to walk is put on the ground."""
        if motion is self.motion:
            return
        self.motion = motion
        self._let_go()
        self.walk.is_flying = motion is Motion.FLY
        if motion is not Motion.ORBIT:
            self.flights.fly_to(self.walk.stand(self._landed()))
        self.motion_changed.emit(motion)

    def _landed(self) -> Camera:
        """Return where walking begins: here, or from high above at what is looked at."""
        camera = self._stage.camera
        above = camera.height - self.walk.height_under(camera)
        if self.motion is not Motion.WALK or above < _HIGH_M:
            return camera
        width, height = self.size
        anchor = self.orbit.anchor(camera, QPointF(width / 2, height / 2), self.size)
        ahead = camera.turned(camera.heading, 0.0)
        return ahead.moved_to(anchor - ahead.direction * _HIGH_M)

    def fly_to(self, camera: Camera, seconds: float = FLIGHT_S) -> None:
        """Fly to a view."""
        self.flights.fly_to(kept(camera, self.reach, self._ground), seconds)

    def go_home(self) -> None:
        """Show the whole city."""
        self.set_motion(Motion.ORBIT)
        self.fly_to(self.home())

    def home(self) -> Camera:
        """Return the view of the whole city."""
        width, height = self.size
        return seen_whole(self.reach, width / max(height, 1))

    def face_north(self) -> None:
        """Turn so that north is ahead, round what lies in the middle of the picture."""
        self.flights.fly_to(self._turned(-((self._stage.camera.heading + 180) % 360 - 180), 0.0))

    def come_closer(self, steps: float) -> None:
        """Come closer to the middle of the picture; negative steps lead away."""
        width, height = self.size
        middle = QPointF(width / 2, height / 2)
        self._move(self.orbit.approach(self._stage.camera, middle, self.size, steps))

    def visit(self, at: QPointF) -> None:
        """Fly to what lies under a place of the canvas."""
        self.flights.fly_to(self.orbit.visit(self._stage.camera, at, self.size))

    def close(self) -> None:
        """Stop all timers."""
        self._let_go()
        self.flights.stop()

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the canvas, px."""
        return max(self._canvas.width(), 1), max(self._canvas.height(), 1)

    # ---- mouse ---------------------------------------------------------------------------------
    def press(self, event: QMouseEvent) -> bool:
        """Take hold of what lies under the pointer."""
        if self.is_locked:
            return False
        self.flights.stop()
        self._pressed = event.button()
        self._from = event.position()
        self._is_drag = False
        if self.motion is Motion.ORBIT:
            self.orbit.grab(self._stage.camera, self._from, self.size)
        self.walk.grab(self._from)
        return True

    def move(self, event: QMouseEvent) -> bool:
        """Turn, move or look around while a button is held."""
        if self.is_locked or self._pressed is Qt.MouseButton.NoButton:
            return False
        at = event.position()
        if not self._is_drag and (at - self._from).manhattanLength() <= _CLICK_PX:
            return True
        self._is_drag = True
        camera = self._stage.camera
        if self.motion is not Motion.ORBIT:
            self._move(self.walk.look(camera, at))
        elif self._pressed & PAN_BUTTONS:
            self._move(self.orbit.drag(camera, at, self.size))
        else:
            self._move(self.orbit.turn(camera, at))
        return True

    def release(self, event: QMouseEvent) -> bool:
        """Let go; what was no drag is a click."""
        if self._pressed is Qt.MouseButton.NoButton:
            return False
        button, self._pressed = self._pressed, Qt.MouseButton.NoButton
        if not self._is_drag and button is Qt.MouseButton.LeftButton:
            self.clicked.emit(event.position(), event.modifiers())
        elif not self._is_drag and button is Qt.MouseButton.RightButton:
            self.menu_requested.emit(event.position())
        return True

    def double(self, event: QMouseEvent) -> bool:
        """Fly to what lies under the pointer."""
        if self.is_locked or event.button() is not Qt.MouseButton.LeftButton:
            return False
        self._pressed = Qt.MouseButton.NoButton
        self.visit(event.position())
        return True

    def wheel(self, event: QWheelEvent) -> bool:
        """Come closer, or go away."""
        if self.is_locked:
            return False
        self.flights.stop()
        steps = event.angleDelta().y() / _WHEEL
        camera = self._stage.camera
        if self.motion is Motion.WALK:
            self._move(self.walk.stride(camera, steps))
            return True
        self._move(self.orbit.approach(camera, event.position(), self.size, steps))
        return True

    def leave(self) -> None:
        """The pointer left; what is held stays held."""

    # ---- keys ----------------------------------------------------------------------------------
    def key(self, event: QKeyEvent, *, is_down: bool) -> bool:
        """Move by keys."""
        key = Qt.Key(event.key())
        is_walking = self.motion is not Motion.ORBIT and not self.is_locked
        if is_walking and self._take_way(key, event, is_down=is_down):
            return True
        if self.is_locked or not is_down:
            return False
        ways = {
            Qt.Key.Key_Escape: self.take_escape,
            Qt.Key.Key_Home: self.go_home,
            Qt.Key.Key_N: self.face_north,
        }
        if key in ways:
            ways[key]()
            return True
        camera = steered(self._stage.camera, key, self.orbit, self.size, event.modifiers())
        if camera is None:
            return False
        self.flights.stop()
        self._move(kept(camera, self.reach, self._ground))
        return True

    def take_escape(self) -> None:
        """Leave walking and flying for the orbit; leave the scene where that is left already."""
        if self.motion is Motion.ORBIT:
            self.left.emit()
        else:
            self.set_motion(Motion.ORBIT)

    def _take_way(self, key: Qt.Key, event: QKeyEvent, *, is_down: bool) -> bool:
        self.walk.is_fast = bool(event.modifiers() & _SHIFT)
        if key is Qt.Key.Key_Shift:
            self.walk.is_fast = is_down
            return True
        way = WAYS.get(key)
        if way is None:
            return False
        if event.isAutoRepeat():
            return True
        if is_down:
            self.flights.stop()
            self.walk.held.add(way)
        else:
            self.walk.held.discard(way)
        if self.walk.held and not self._timer.isActive():
            self._last_s = self._clock()
            self._timer.start()
        elif not self.walk.held:
            self._timer.stop()
        return True

    def release_keys(self) -> None:
        """Forget which keys are held: the focus went elsewhere."""
        self._let_go()

    def _tick(self) -> None:
        now = self._clock()
        seconds, self._last_s = min(now - self._last_s, _LONGEST_STEP_S), now
        self._move(self.walk.step(self._stage.camera, seconds))

    def _let_go(self) -> None:
        self.walk.held.clear()
        self._timer.stop()
        self._pressed = Qt.MouseButton.NoButton

    def _turned(self, heading_by: float, pitch_by: float) -> Camera:
        return self.orbit.turned_about_middle(self._stage.camera, self.size, heading_by, pitch_by)

    def _move(self, camera: Camera) -> None:
        self._stage.set_camera(camera, is_moving=True)
        self.moved.emit()
