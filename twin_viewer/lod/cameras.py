"""Where somebody looks from, as numbers."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from twin_viewer.model.frames import Doubles

Vector = tuple[float, float, float]

_PARALLEL: Final = 1e-9


@dataclass(frozen=True, slots=True)
class CameraView:
    """A camera with a picture, in metres of the scene, not of the world.

    Attributes:
        position: Where it is.
        direction: Where it looks; of any length.
        up: What is up for it; of any length, not along `direction`.
        fov_deg: Angle between lower and upper edge of the picture, degrees.
        width: Pixels across.
        height: Pixels down.
    """

    position: Vector
    direction: Vector
    up: Vector = (0.0, 0.0, 1.0)
    fov_deg: float = 30.0
    width: int = 1280
    height: int = 800

    @property
    def pixels_per_radian(self) -> float:
        """Pixels of a thing that is as large as it is far, in the middle of the picture."""
        return self.height / (2.0 * math.tan(math.radians(self.fov_deg) / 2.0))

    def axes(self) -> tuple[Doubles, Doubles, Doubles]:
        """Return forward, right and up, each (3,) of length one and upright to the others."""
        forward = _unit(np.array(self.direction, np.float64))
        right = np.cross(forward, np.array(self.up, np.float64))
        if float(np.linalg.norm(right)) < _PARALLEL:
            right = np.cross(forward, np.eye(3)[int(np.argmin(np.abs(forward)))])
        right = _unit(right)
        return forward, right, np.cross(right, forward)

    def planes(self) -> Doubles:
        """Return the normals of the five planes around what is seen, (5, 3), inward.

        All of them go through the camera: in front of it, and its four edges.
        """
        forward, right, up = self.axes()
        tall = math.tan(math.radians(self.fov_deg) / 2.0)
        wide = tall * self.width / self.height
        sides = [
            forward,
            forward * wide + right,
            forward * wide - right,
            forward * tall + up,
            forward * tall - up,
        ]
        return np.stack([_unit(side) for side in sides])


def _unit(vector: Doubles) -> Doubles:
    length = float(np.linalg.norm(vector))
    return vector / length if length > 0 else np.array((0.0, 1.0, 0.0))
