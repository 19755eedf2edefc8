"""What navigation must know of the scene: what lies under the pointer, how high the ground is."""

from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from twin_viewer.model.frames import Doubles
from twin_viewer.rendering.cameras import Camera

CLEARANCE_M: Final = 1.5
"""So far above the ground a camera stays, whatever a person does."""

_FARTHEST_M: Final = 20_000.0
_FLATTEST: Final = -0.015
"""Rays flatter than this (metres down a metre) meet the ground too far away to be grabbed."""


class Touched(Protocol):
    """Something that was met by a ray."""

    @property
    def place(self) -> Doubles:
        """Where, metres of the scene, float64 (3,)."""
        ...


class Ground(Protocol):
    """What can be met in the scene."""

    def pick(self, camera: Camera, x: float, y: float, width: int, height: int) -> Touched | None:
        """Return what lies under a pixel; None for the sky."""
        ...

    def height_at(self, east: float, north: float) -> float | None:
        """Return how high the ground is at a place; None where nobody knows."""
        ...


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a camera may be: in the city and its surroundings.

    Attributes:
        west: Western edge of the city, metres of the scene.
        south: Its southern edge.
        east: Its eastern edge.
        north: Its northern edge.
        ground: Height taken for the ground where no terrain is known.
    """

    west: float = -8_000.0
    south: float = -8_000.0
    east: float = 8_000.0
    north: float = 8_000.0
    ground: float = 0.0

    @property
    def middle(self) -> Doubles:
        """The middle of the city on the ground, float64 (3,)."""
        parts = ((self.west + self.east) / 2, (self.south + self.north) / 2, self.ground)
        return np.array(parts, np.float64)

    @property
    def span(self) -> float:
        """The longer side, m."""
        return max(self.east - self.west, self.north - self.south, 100.0)


def kept(camera: Camera, reach: Reach, ground: Ground, clearance: float = CLEARANCE_M) -> Camera:
    """Return a camera that is neither below the ground nor far from the city.

    Args:
        camera: Where it would be.
        reach: Where it may be.
        ground: How high the ground is.
        clearance: How far above it the camera stays, m.
    """
    margin = max(reach.span, 3_000.0)
    east = min(max(camera.east, reach.west - margin), reach.east + margin)
    north = min(max(camera.north, reach.south - margin), reach.north + margin)
    known = ground.height_at(east, north)
    lowest = (reach.ground if known is None else known) + clearance
    highest = reach.ground + 4.0 * margin
    height = min(max(camera.height, lowest), highest)
    return camera.moved_to(np.array((east, north, height), np.float64))


def anchor_of(
    camera: Camera, at: tuple[float, float], size: tuple[int, int], ground: Ground, floor: float
) -> Doubles:
    """Return the point under the pointer; in the sky a point ahead at the height of the ground.

    Args:
        camera: From where.
        at: Pixels from the left and from above.
        size: Width and height of the picture, pixels.
        ground: What can be met.
        floor: Height of the plane that stands for the ground where nothing is met.
    """
    hit = ground.pick(camera, *at, *size)
    if hit is not None:
        return np.asarray(hit.place, np.float64)
    ray = camera.ray(*at, *size)
    met = on_plane(camera, ray, floor)
    if met is not None:
        return met
    ahead = min(max(camera.height - floor, 20.0) * 3.0, _FARTHEST_M)
    point = camera.position + ray * ahead
    point[2] = floor
    return point


def on_plane(camera: Camera, ray: Doubles, height: float) -> Doubles | None:
    """Return where a ray meets a level plane; None where it does not, or too far away."""
    drop = camera.height - height
    if ray[2] > _FLATTEST or drop <= 0:
        return None
    distance = drop / -float(ray[2])
    return camera.position + ray * distance if distance < _FARTHEST_M else None
