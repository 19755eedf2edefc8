"""The window's end of the render thread: hands wishes over, emits the pictures that come back."""

import threading
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from twin_viewer.model.frames import SceneFrame
from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.scenes import Act, Scene
from twin_viewer.rendering.threads import Picture, RenderThread, Wish
from widgets.theme import theme

REST_MS: Final = 150
"""After so long without movement the picture is drawn at its best."""

COARSEST: Final = 3.0
MOVING_S: Final = 0.05
"""How long a picture may take while the camera moves, before it is drawn coarser."""


class Stage(QObject):
    """Draws the scene without ever holding the window up.

    Everything may be called before `start`, and is done then. Pictures are drawn only while the
    stage is open (`set_open`): nobody sees them otherwise.

    Args:
        frame: Origin of the scene.
        parent: Owner.

    Attributes:
        frame: Origin of the scene.
        camera: From where the scene is seen.
        pictures: How many pictures were drawn.

    Signals:
        pictured: A picture (`Picture`).
        camera_changed: The camera is another one (`Camera`).
        started: The scene can be drawn (name of the graphics).
        failed: It cannot (why, as the graphics say it).
    """

    pictured = Signal(object)
    camera_changed = Signal(object)
    started = Signal(str)
    failed = Signal(str)
    _arrived = Signal()

    def __init__(self, frame: SceneFrame, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.frame = frame
        self.camera = Camera(0.0, -2000.0, 1500.0)
        self.pictures = 0
        self._size = (640, 480)
        self._coarseness = 1.0
        self._is_moving = False
        self._is_open = False
        self._is_wanted = True
        self._slot: Picture | None = None
        self._lock = threading.Lock()
        tokens = theme().tokens
        self._thread = RenderThread(
            lambda: Scene(frame, tokens),
            started=self.started.emit,
            deliver=self._deliver,
            failed=lambda error: self.failed.emit(str(error)),
        )
        self._is_started = self._is_closed = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._settle)
        self._arrived.connect(self._take)
        theme().changed.connect(self._restyle)

    # ---- life ----------------------------------------------------------------------------------
    def start(self) -> None:
        """Start the thread; a second call does nothing."""
        if not (self._is_started or self._is_closed):
            self._is_started = True
            self._thread.start()

    def close(self) -> None:
        """End the thread and let go of the scene."""
        self._is_closed = True
        self._rest.stop()
        self._thread.close()

    def set_open(self, *, is_open: bool) -> None:
        """Tell whether anybody can see the pictures."""
        self._is_open = is_open
        if is_open and self._is_wanted:
            self.request_frame()

    # ---- wishes --------------------------------------------------------------------------------
    def do(self, act: Act, *, redraw: bool = True) -> None:
        """Have something done to the scene, in its thread and in order.

        Args:
            act: What; it is given the scene.
            redraw: True to draw a picture afterwards.
        """
        if self._is_closed:
            return
        self._thread.do(act)
        if redraw:
            self.request_frame()

    def request_frame(self) -> None:
        """Have a picture drawn soon; many requests make one picture."""
        self._is_wanted = True
        if self._is_open and not self._is_closed:
            self._is_wanted = False
            coarseness = self._coarseness if self._is_moving else 1.0
            self._thread.draw(Wish(self.camera, self._size, coarseness, self._is_moving))

    def set_camera(self, camera: Camera, *, is_moving: bool = False) -> None:
        """Look from somewhere else.

        Args:
            camera: From where.
            is_moving: True while a person or an animation moves it: the picture may be coarser
                until it rests.
        """
        if camera == self.camera and not is_moving:
            return
        self.camera = camera
        self._is_moving = is_moving
        if is_moving:
            self._rest.start()
        self.camera_changed.emit(camera)
        self.request_frame()

    def resize(self, width: int, height: int) -> None:
        """Set the size of the pictures, in pixels of the screen."""
        if (width, height) != self._size and width > 0 and height > 0:
            self._size = (width, height)
            self.request_frame()

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the pictures, pixels."""
        return self._size

    @property
    def is_moving(self) -> bool:
        """True while a person or an animation moves the camera."""
        return self._is_moving

    def _settle(self) -> None:
        self._is_moving = False
        self.request_frame()

    def _restyle(self) -> None:
        tokens = theme().tokens
        self.do(lambda scene: scene.restyle(tokens))

    # ---- pictures ------------------------------------------------------------------------------
    def _deliver(self, picture: Picture) -> None:
        """Keep the newest picture; from the render thread."""
        with self._lock:
            is_waiting = self._slot is not None
            self._slot = picture
        if not is_waiting:
            self._arrived.emit()

    def _take(self) -> None:
        with self._lock:
            picture, self._slot = self._slot, None
        if picture is None or self._is_closed:
            return
        self.pictures = picture.number
        if self._is_moving:
            self._steer(picture.took_s)
        self.pictured.emit(picture)

    def _steer(self, took_s: float) -> None:
        """Draw coarser while the camera moves and pictures take long, and finer again."""
        if took_s > MOVING_S:
            self._coarseness = min(COARSEST, self._coarseness * 1.25)
        elif took_s < MOVING_S / 2:
            self._coarseness = max(1.0, self._coarseness / 1.25)
