"""The hand that sets something down: the next click on a surface says where."""

from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from twin_viewer.model.frames import Doubles

PlaceAt = Callable[[QPointF], Doubles | None]
"""Returns the surface under a place of the canvas, metres of the scene; None for the sky."""

_CLICK_PX: Final = 4.0
_LEFT: Final = Qt.MouseButton.LeftButton


class Beneath(Protocol):
    """The hand that moves the camera."""

    def press(self, event: QMouseEvent) -> bool:
        """Take hold of the camera."""
        ...


class PlacingHand(QObject):
    """Has to be the first of the canvas's hands; dragging still moves the camera.

    Args:
        canvas: Whose pointer and focus it takes while it is on.
        place_at: Finds the surface under the pointer.
        beneath: Moves the camera.
        parent: Owner.

    Attributes:
        is_on: True while a click sets something down.

    Signals:
        placed: A surface was clicked (float64 (3,), metres of the scene).
        left: It is on no longer, whether something was set down or not.
    """

    placed = Signal(object)
    left = Signal()

    def __init__(
        self, canvas: QWidget, place_at: PlaceAt, beneath: Beneath, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._canvas, self._place_at, self._beneath = canvas, place_at, beneath
        self.is_on = False
        self._pressed: QMouseEvent | None = None

    def begin(self) -> None:
        """Let the next click set something down."""
        if not self.is_on:
            self.is_on = True
            self._canvas.setCursor(Qt.CursorShape.CrossCursor)
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def rest(self) -> None:
        """Leave clicks to others again."""
        self._pressed = None
        if self.is_on:
            self.is_on = False
            self._canvas.unsetCursor()
            self.left.emit()

    # ---- hand ----------------------------------------------------------------------------------
    def press(self, event: QMouseEvent) -> bool:
        """Wait whether it becomes a click; other buttons are navigation's."""
        if not self.is_on or event.button() is not _LEFT:
            return False
        self._pressed = event.clone()
        return True

    def move(self, event: QMouseEvent) -> bool:
        """Hand a drag over to navigation, from where it began."""
        if self._pressed is None:
            return False
        way = event.position() - self._pressed.position()
        if way.manhattanLength() <= _CLICK_PX:
            return True
        pressed, self._pressed = self._pressed, None
        self._beneath.press(pressed)
        return False

    def release(self, event: QMouseEvent) -> bool:
        """Set down what was clicked; the sky is no place."""
        if self._pressed is None or event.button() is not _LEFT:
            return False
        self._pressed = None
        place = self._place_at(event.position())
        if place is not None:
            self.placed.emit(place)
            self.rest()
        return True

    def double(self, event: QMouseEvent) -> bool:
        """Nothing: the first click has set it down."""
        return self.is_on and event.button() is _LEFT

    def wheel(self, event: QWheelEvent) -> bool:
        """Leave the wheel to navigation."""
        del event
        return False

    def key(self, event: QKeyEvent, *, is_down: bool) -> bool:
        """Leave by Esc."""
        if not (self.is_on and is_down and event.key() == Qt.Key.Key_Escape):
            return False
        self.rest()
        return True

    def leave(self) -> None:
        """The pointer left the canvas; it may come back."""
