"""What the keys do to a camera that turns round the city."""

from typing import Final

from PySide6.QtCore import QPointF, Qt

from twin_viewer.navigation.moves import slid
from twin_viewer.navigation.orbiting import Orbit
from twin_viewer.rendering.cameras import Camera

_TURN: Final = 10.0
_TILT: Final = 5.0
_SHARE: Final = 0.15
"""An arrow moves by this share of the distance to what is seen."""

_KEY_STEPS: Final = 1.0
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier

_ARROWS: Final = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, 1.0),
    Qt.Key.Key_Down: (0.0, -1.0),
}
_TILTS: Final = {Qt.Key.Key_PageUp: _TILT, Qt.Key.Key_PageDown: -_TILT}
_ZOOMS: Final = {
    Qt.Key.Key_Plus: _KEY_STEPS,
    Qt.Key.Key_Equal: _KEY_STEPS,
    Qt.Key.Key_Minus: -_KEY_STEPS,
}


def steered(
    camera: Camera,
    key: Qt.Key,
    orbit: Orbit,
    size: tuple[int, int],
    modifiers: Qt.KeyboardModifier,
) -> Camera | None:
    """Return where a key leads; None for a key that leads nowhere.

    Args:
        camera: The camera.
        key: The key: arrows move (with Shift they turn and tilt), plus and minus approach, page up
            and page down tilt.
        orbit: Knows what lies in the middle of the picture.
        size: Width and height of the picture, pixels.
        modifiers: What is held beside it.
    """
    middle = QPointF(size[0] / 2, size[1] / 2)
    if key in _ZOOMS:
        return orbit.approach(camera, middle, size, _ZOOMS[key])
    if key in _TILTS:
        return orbit.turned_about_middle(camera, size, 0.0, _TILTS[key])
    if key not in _ARROWS:
        return None
    across, ahead = _ARROWS[key]
    if modifiers & _SHIFT:
        return orbit.turned_about_middle(camera, size, across * _TURN, ahead * _TILT)
    anchor = orbit.anchor(camera, middle, size)
    step = _SHARE * max(float(((anchor - camera.position) ** 2).sum()) ** 0.5, 10.0)
    return slid(camera, across * step, ahead * step)
