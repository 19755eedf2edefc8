"""Smooth flights of the camera from one view to another."""

import math
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Final, Protocol

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.threads import Picture

FLIGHT_S: Final = 0.9
"""How long a flight takes unless somebody asks for another time."""

SLOW_S: Final = 0.25
"""Where a picture takes longer than this, a flight would only stutter: the camera jumps."""

_TICK_MS: Final = 16
_ARC: Final = 0.18
"""A long flight rises by this share of its length, so that it does not run into houses."""

_FAR_M: Final = 400.0


class Viewed(Protocol):
    """What has a camera, such as the stage."""

    camera: Camera

    @property
    def pictured(self) -> SignalInstance:
        """A picture was drawn."""
        ...

    def set_camera(self, camera: Camera, *, is_moving: bool = False) -> None:
        """Look from somewhere else."""
        ...


def between(start: Camera, end: Camera, share: float) -> Camera:
    """Return the camera on the way from one view to another.

    Args:
        start: Where the flight begins.
        end: Where it ends.
        share: How much of it is done, 0 to 1; it begins and ends gently.
    """
    if share >= 1.0:
        return end
    part = share * share * (3.0 - 2.0 * share)
    position = start.position + (end.position - start.position) * part
    length = float(np.linalg.norm(end.position - start.position))
    if length > _FAR_M:
        position[2] += _ARC * length * math.sin(math.pi * part)
    turn = (end.heading - start.heading + 180.0) % 360.0 - 180.0
    pitch = start.pitch + (end.pitch - start.pitch) * part
    fov = start.fov + (end.fov - start.fov) * part
    moved = replace(start, fov=fov).moved_to(position)
    return moved.turned(start.heading + turn * part, pitch)


class Flights(QObject):
    """Flies the camera of a stage; between flights nothing runs.

    Args:
        stage: Whose camera it is.
        parent: Owner.
        clock: Seconds that only grow.

    Signals:
        landed: A flight is over, also one that was broken off.
    """

    landed = Signal()

    def __init__(
        self, stage: Viewed, parent: QObject | None = None, clock: Callable[[], float] | None = None
    ) -> None:
        super().__init__(parent)
        self._stage = stage
        self._clock = clock or time.monotonic
        self._start = self._end = stage.camera
        self._begin = 0.0
        self._seconds = FLIGHT_S
        self._took_s = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        stage.pictured.connect(self._take_picture)

    @property
    def is_flying(self) -> bool:
        """True while a flight is under way."""
        return self._timer.isActive()

    def fly_to(self, camera: Camera, seconds: float = FLIGHT_S) -> None:
        """Fly to a view; a flight under way is broken off where it is."""
        self._timer.stop()
        if seconds <= 0 or self._took_s > SLOW_S or camera == self._stage.camera:
            self._stage.set_camera(camera)
            self.landed.emit()
            return
        self._start, self._end = self._stage.camera, camera
        self._seconds = seconds
        self._begin = self._clock()
        self._timer.start()

    def stop(self) -> None:
        """Stay where the camera is."""
        if self._timer.isActive():
            self._timer.stop()
            self.landed.emit()

    def _tick(self) -> None:
        share = (self._clock() - self._begin) / self._seconds
        self._stage.set_camera(between(self._start, self._end, share), is_moving=share < 1.0)
        if share >= 1.0:
            self._timer.stop()
            self.landed.emit()

    def _take_picture(self, picture: Picture) -> None:
        self._took_s = picture.took_s
