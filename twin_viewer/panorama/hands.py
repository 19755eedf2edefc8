"""Mouse and keys while a photograph is shown all around."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from twin_viewer.canvas import TwinCanvas
from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.layers.spheres import Offsets

NARROWEST: Final = 12.0
WIDEST: Final = 95.0
"""Fields of view, degrees."""

CLICK_PX: Final = 4.0
_ZOOM: Final = 1.12
_WHEEL: Final = 120.0
_TURN: Final = 15.0
_FINE: Final = 0.25
_KEY = Qt.Key
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier

_CALIBRATING: Final = {
    _KEY.Key_Left: Offsets(heading=-_FINE),
    _KEY.Key_Right: Offsets(heading=_FINE),
    _KEY.Key_Up: Offsets(pitch=_FINE),
    _KEY.Key_Down: Offsets(pitch=-_FINE),
    _KEY.Key_PageUp: Offsets(roll=_FINE),
    _KEY.Key_PageDown: Offsets(roll=-_FINE),
}
"""With the shift key held: turns the photograph, not the camera."""


@dataclass(frozen=True, slots=True)
class Acts:
    """What a person can do.

    Attributes:
        look: Turn or zoom the camera.
        walk: Go on in a direction, degrees from that of the view.
        click: Click at a place of the picture, pixels.
        hover: The pointer is at a place of the picture, pixels; None when it left.
        calibrate: Turn the photograph by so much.
        leave: Leave the photograph.
    """

    look: Callable[[Camera], None]
    walk: Callable[[float], None]
    click: Callable[[float, float], None]
    hover: Callable[[tuple[float, float] | None], None]
    calibrate: Callable[[Offsets], None]
    leave: Callable[[], None]


class PanoramaHand:
    """Takes everything, so that nothing else moves the camera meanwhile.

    Args:
        canvas: What is pointed at.
        acts: What is done.
    """

    def __init__(self, canvas: TwinCanvas, acts: Acts) -> None:
        self._canvas = canvas
        self._acts = acts
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._is_drag = False

    def press(self, event: QMouseEvent) -> bool:
        """Begin to look around, or to click."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = self._last = event.position()
            self._is_drag = False
        return True

    def move(self, event: QMouseEvent) -> bool:
        """Look around: the photograph follows the pointer."""
        place = event.position()
        if self._pressed is None:
            self._acts.hover(self._canvas.to_pixels(place))
            return True
        away = place - self._pressed
        if not self._is_drag and abs(away.x()) + abs(away.y()) < CLICK_PX:
            return True
        self._is_drag = True
        step, self._last = place - self._last, place
        camera = self._canvas.stage.camera
        share = camera.fov / max(1, self._canvas.height())
        pitch = camera.pitch + step.y() * share
        self._acts.look(camera.turned(camera.heading - step.x() * share, pitch))
        return True

    def release(self, event: QMouseEvent) -> bool:
        """Click, when the pointer has not moved."""
        is_click = self._pressed is not None and not self._is_drag
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = None
            if is_click:
                self._acts.click(*self._canvas.to_pixels(event.position()))
        return True

    def double(self, event: QMouseEvent) -> bool:
        """Twice is no more than once."""
        del event
        return True

    def wheel(self, event: QWheelEvent) -> bool:
        """Zoom."""
        self._zoom(event.angleDelta().y() / _WHEEL)
        return True

    def key(self, event: QKeyEvent, *, is_down: bool) -> bool:
        """Walk on, turn, zoom, calibrate, leave; other keys are for others."""
        key = _KEY(event.key())
        if not is_down:
            return key in _CALIBRATING
        if event.modifiers() & _SHIFT and key in _CALIBRATING:
            self._acts.calibrate(_CALIBRATING[key])
            return True
        camera = self._canvas.stage.camera
        acts: dict[Qt.Key, Callable[[], None]] = {
            _KEY.Key_Escape: self._acts.leave,
            _KEY.Key_Up: lambda: self._acts.walk(0.0),
            _KEY.Key_Down: lambda: self._acts.walk(180.0),
            _KEY.Key_Left: lambda: self._turn(camera, -_TURN),
            _KEY.Key_Right: lambda: self._turn(camera, _TURN),
            _KEY.Key_Plus: lambda: self._zoom(1.0),
            _KEY.Key_Minus: lambda: self._zoom(-1.0),
        }
        act = acts.get(key)
        if act is not None:
            act()
        return act is not None

    def leave(self) -> None:
        """The pointer is elsewhere."""
        self._acts.hover(None)

    def _turn(self, camera: Camera, degrees: float) -> None:
        self._acts.look(camera.turned(camera.heading + degrees, camera.pitch))

    def _zoom(self, steps: float) -> None:
        camera = self._canvas.stage.camera
        fov = min(WIDEST, max(NARROWEST, camera.fov / _ZOOM**steps))
        self._acts.look(replace(camera, fov=fov))
