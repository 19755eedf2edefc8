"""What a section leaves of the scene: one side of a plane, or the inside of a box.

As planes for graphics: a row a, b, c, d keeps the points with a*x + b*y + c*z + d >= 0.
"""

from dataclasses import dataclass
from math import cos, radians, sin

import numpy as np
from numpy.typing import NDArray

from twin_viewer.model.frames import Doubles, SceneFrame

_ORIGIN = SceneFrame(0, 0, 0)
_ROUNDING_M = 1e-6


@dataclass(frozen=True, slots=True)
class SectionPlane:
    """A plane; what lies where its normal points to is kept.

    Attributes:
        point: A point on it, east, north, height, m.
        normal: Its direction, of any length but zero.
    """

    point: tuple[float, float, float]
    normal: tuple[float, float, float]

    def planes(self, frame: SceneFrame = _ORIGIN) -> Doubles:
        """Return it as a row a, b, c, d with a normal of length 1, float64 (1, 4).

        Args:
            frame: Origin from which the coordinates count that it will be compared with.

        Raises:
            ValueError: The normal has no length.
        """
        normal = np.array(self.normal, np.float64)
        length = float(np.linalg.norm(normal))
        if not length > 0:
            raise ValueError("the normal of a section plane has no length")
        normal /= length
        return _rows(normal[None, :], np.array([self.point], np.float64), frame)

    def contains(self, points: Doubles) -> NDArray[np.bool_]:
        """Return which points, (N, 3), are kept."""
        return _kept(self.planes(), points)


@dataclass(frozen=True, slots=True)
class SectionBox:
    """A box standing upright; what lies inside is kept.

    Attributes:
        center: Its middle, east, north, height, m.
        size: Its width, depth and height, m.
        heading: Direction of its depth, degrees clockwise from north.
    """

    center: tuple[float, float, float]
    size: tuple[float, float, float]
    heading: float = 0.0

    def planes(self, frame: SceneFrame = _ORIGIN) -> Doubles:
        """Return its six sides as rows a, b, c, d with normals inwards, float64 (6, 4).

        Args:
            frame: Origin from which the coordinates count that they will be compared with.
        """
        axes = self._axes()
        normals = np.concatenate((axes, -axes))
        half = np.array(self.size, np.float64) / 2
        middle = np.array(self.center, np.float64)
        points = np.concatenate((middle - axes * half[:, None], middle + axes * half[:, None]))
        return _rows(normals, points, frame)

    def corners(self) -> Doubles:
        """Return its eight corners, float64 (8, 3), the lower four first, m."""
        signs = np.array(
            [
                (x, y, z)
                for z in (-0.5, 0.5)
                for x, y in ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5))
            ]
        )
        offsets: Doubles = (signs * np.array(self.size)) @ self._axes()
        offsets += np.array(self.center, np.float64)
        return offsets

    def contains(self, points: Doubles) -> NDArray[np.bool_]:
        """Return which points, (N, 3), are kept."""
        return _kept(self.planes(), points)

    def _axes(self) -> Doubles:
        angle = radians(self.heading)
        return np.array(
            [
                (cos(angle), -sin(angle), 0.0),
                (sin(angle), cos(angle), 0.0),
                (0.0, 0.0, 1.0),
            ]
        )


def _rows(normals: Doubles, points: Doubles, frame: SceneFrame) -> Doubles:
    local = points - np.array((frame.east, frame.north, frame.height), np.float64)
    return np.column_stack((normals, -(normals * local).sum(axis=1)))


def _kept(planes: Doubles, points: Doubles) -> NDArray[np.bool_]:
    depths = points @ planes[:, :3].T + planes[:, 3]
    return np.asarray((depths >= -_ROUNDING_M).all(axis=1))
