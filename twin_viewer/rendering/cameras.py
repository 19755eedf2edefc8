"""From where the scene is seen: a position, a heading and a pitch, in metres of the scene."""

import math
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from twin_viewer.model.frames import Doubles

FIELD_OF_VIEW: Final = 45.0
"""Vertical field of view, degrees, where nothing else is said."""

STEEPEST: Final = 89.9
"""Largest pitch either way, degrees; beyond it north and south would change places."""


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera that is never rolled.

    Attributes:
        east: Metres east of the scene's origin.
        north: Metres north of it.
        height: Metres above it.
        heading: Direction of view, degrees clockwise from north.
        pitch: How far it is raised, degrees; -90 looks straight down.
        fov: Vertical field of view, degrees.
    """

    east: float
    north: float
    height: float
    heading: float = 0.0
    pitch: float = -30.0
    fov: float = FIELD_OF_VIEW

    @property
    def position(self) -> Doubles:
        """Where it is, float64 (3,)."""
        return np.array((self.east, self.north, self.height), np.float64)

    @property
    def direction(self) -> Doubles:
        """Unit vector of view, float64 (3,)."""
        heading, pitch = math.radians(self.heading), math.radians(self.pitch)
        flat = math.cos(pitch)
        parts = (math.sin(heading) * flat, math.cos(heading) * flat, math.sin(pitch))
        return np.array(parts, np.float64)

    @property
    def up(self) -> Doubles:
        """Unit vector upwards in the picture, float64 (3,)."""
        heading, pitch = math.radians(self.heading), math.radians(self.pitch)
        flat = -math.sin(pitch)
        parts = (math.sin(heading) * flat, math.cos(heading) * flat, math.cos(pitch))
        return np.array(parts, np.float64)

    @property
    def right(self) -> Doubles:
        """Unit vector to the right in the picture, float64 (3,)."""
        heading = math.radians(self.heading)
        return np.array((math.cos(heading), -math.sin(heading), 0.0), np.float64)

    def moved_to(self, position: Doubles) -> "Camera":
        """Return the same view from another place."""
        east, north, height = (float(part) for part in position)
        return replace(self, east=east, north=north, height=height)

    def turned(self, heading: float, pitch: float) -> "Camera":
        """Return the camera at the same place, looking in another direction (degrees)."""
        return replace(self, heading=heading % 360.0, pitch=max(-STEEPEST, min(STEEPEST, pitch)))

    def ray(self, x: float, y: float, width: int, height: int) -> Doubles:
        """Return the unit vector of view through a pixel, float64 (3,).

        Args:
            x: Pixels from the left edge.
            y: Pixels from the upper edge.
            width: Width of the picture.
            height: Height of the picture.
        """
        reach = math.tan(math.radians(self.fov) / 2)
        across = (2 * x / width - 1) * reach * width / height
        upward = (1 - 2 * y / height) * reach
        ray = self.direction + across * self.right + upward * self.up
        return ray / float(np.linalg.norm(ray))

    def project(self, points: Doubles, width: int, height: int) -> Doubles:
        """Return where points of the scene appear.

        Args:
            points: float64 (N, 3), metres of the scene.
            width: Width of the picture, pixels.
            height: Height of the picture, pixels.

        Returns:
            float64 (N, 3): pixels from the left, pixels from above, and metres along the direction
            of view; a point with no positive distance lies behind the camera, its pixels are NaN.
        """
        relative = points - self.position
        depth = relative @ self.direction
        reach = math.tan(math.radians(self.fov) / 2)
        scale = np.where(depth > 0, depth, np.nan) * reach
        across = relative @ self.right / scale * height / width
        upward = relative @ self.up / scale
        return np.column_stack(((across + 1) * width / 2, (1 - upward) * height / 2, depth))


def looking_at(target: Doubles, distance: float, heading: float, pitch: float) -> Camera:
    """Return a camera that has a point of the scene in the middle of its picture."""
    camera = Camera(0.0, 0.0, 0.0).turned(heading, pitch)
    return camera.moved_to(target - camera.direction * distance)
