"""Takes a profile of heights a little at a time, so that the window goes on meanwhile."""

from collections.abc import Iterator
from typing import Final, Protocol

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from twin_viewer.model.frames import Doubles
from twin_viewer.rendering.picking.hits import Hit
from twin_viewer.tools.profiles import SAMPLES, Profile, with_points

CORRIDOR_M: Final = 2.0
"""Scanned points are shown from a strip so wide."""

_AT_ONCE: Final = 6
_ABOVE_M: Final = 2_000.0
_DOWN: Final = np.array((0.0, 0.0, -1.0))


class Finding(Protocol):
    """Finds surfaces and the ground."""

    def ray(self, origin: Doubles, direction: Doubles) -> Hit | None:
        """Return the first surface along a ray."""
        ...

    def heights_at(self, places: Doubles) -> Doubles:
        """Return heights of the ground, NaN where unknown."""
        ...


class Scans(Protocol):
    """Returns the points that are shown beside a line, a part at a time."""

    def __call__(self, line: Doubles, width: float) -> Iterator[tuple[Doubles, Doubles]]:
        """Yield metres from the line's beginning and heights of the scene."""
        ...


class Sampling(QObject):
    """Takes one profile at a time; a newer one replaces one that is not finished.

    Args:
        picker: Finds surfaces and the ground.
        parent: Owner.

    Attributes:
        scans: Returns scanned points beside a line.

    Signals:
        sampled: A profile (`Profile`): first the ground, at last with all that stands on it.
    """

    sampled = Signal(object)

    def __init__(self, picker: Finding, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._picker = picker
        self.scans: Scans = lambda _line, _width: iter(())
        self._steps: Iterator[None] = iter(())
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)

    def take(self, start: Doubles, end: Doubles, base: float) -> None:
        """Take the profile between two places.

        Args:
            start: float64 (3,), metres of the scene.
            end: float64 (3,).
            base: Height of the scene's origin; added to all heights.
        """
        self._steps = self._steps_of(start, end, base)
        self._timer.start()

    def stop(self) -> None:
        """Take no profile any more."""
        self._timer.stop()

    def _step(self) -> None:
        if next(self._steps, self) is self:
            self._timer.stop()

    def _steps_of(self, start: Doubles, end: Doubles, base: float) -> Iterator[None]:
        shares = np.linspace(0.0, 1.0, SAMPLES)
        places = start[:2] + shares[:, None] * (end - start)[:2]
        distances = shares * float(np.linalg.norm((end - start)[:2]))
        ground = self._picker.heights_at(places)
        surface = ground.copy()
        self.sampled.emit(Profile(distances, ground + base, surface + base))
        top = max(float(start[2]), float(end[2])) + _ABOVE_M
        for row, (east, north) in enumerate(places.tolist()):
            hit = self._picker.ray(np.array((east, north, top)), _DOWN)
            if hit is not None:
                surface[row] = float(hit.place[2])
            if row % _AT_ONCE == _AT_ONCE - 1:
                yield
        along, heights = [np.zeros(0)], [np.zeros(0)]
        for one, other in self.scans(np.array((start, end)), CORRIDOR_M):
            along.append(one)
            heights.append(other + base)
            yield
        profile = Profile(distances, ground + base, surface + base)
        self.sampled.emit(with_points(profile, np.concatenate(along), np.concatenate(heights)))
