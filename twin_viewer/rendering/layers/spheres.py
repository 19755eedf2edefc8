"""Where the pixels of a panorama lie: from a place in the photograph to a direction, and back.

A photograph is equirectangular: columns are directions to the right of its left edge, rows are
elevations from straight up to straight down, both evenly. The middle column is where the camera's
nose points.

The camera's own axes are right, forward, up. It is leaned by `roll` to its right, then its nose is
raised by `pitch`, then it is turned by `heading` clockwise from north:
`R = Rz(-heading) · Rx(pitch) · Ry(roll)` with the right-handed turns about right (x), forward (y)
and up (z). The scene's axes are east, north, up.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from twin_viewer.model.frames import Doubles, Floats

COLUMNS: Final = 8
ROWS: Final = 4
_STEPS: Final = 16


@dataclass(frozen=True, slots=True)
class Offsets:
    """What a person turned a survey by, so that its photographs fit the city.

    Attributes:
        heading: Added to each heading, degrees.
        pitch: Added to each pitch, degrees.
        roll: Added to each roll, degrees.
    """

    heading: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0


def rotation(heading: float, pitch: float, roll: float) -> Doubles:
    """Return the matrix that turns the camera's directions into the scene's, float64 (3, 3)."""
    turn, nose, lean = math.radians(-heading), math.radians(pitch), math.radians(roll)
    c, s = math.cos(turn), math.sin(turn)
    about_up = np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])
    c, s = math.cos(nose), math.sin(nose)
    about_right = np.array([[1, 0, 0], [0, c, -s], [0, s, c]])
    c, s = math.cos(lean), math.sin(lean)
    about_forward = np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])
    turned: Doubles = about_up @ about_right @ about_forward
    return turned


def directions(u: Doubles, v: Doubles) -> Doubles:
    """Return where places of a photograph lie, as seen by the camera, float64 (N, 3).

    Args:
        u: From its left edge (0) to its right edge (1), float64 (N,).
        v: From its upper edge (0) to its lower edge (1), float64 (N,).
    """
    azimuth = (u - 0.5) * 2 * math.pi
    elevation = (0.5 - v) * math.pi
    flat = np.cos(elevation)
    return np.stack((np.sin(azimuth) * flat, np.cos(azimuth) * flat, np.sin(elevation)), axis=-1)


def places_in_photo(rays: Doubles) -> Doubles:
    """Return `u` and `v` of directions as seen by the camera; the inverse of `directions`.

    Args:
        rays: float64 (N, 3), of any length but zero.
    """
    east, north, up = np.moveaxis(rays, -1, 0)
    u = np.arctan2(east, north) / (2 * math.pi) + 0.5
    v = 0.5 - np.arctan2(up, np.hypot(east, north)) / math.pi
    return np.stack((u, v), axis=-1)


@dataclass(frozen=True, slots=True, eq=False)
class Patch:
    """A part of the sphere that has a texture of its own.

    Attributes:
        column: Which of `COLUMNS`, from the left edge.
        row: Which of `ROWS`, from above.
        points: Directions of its corners as seen by the camera, float32 (N, 3).
        within: Where the corners lie in the patch, float32 (N, 2), 0 to 1 from left and above.
        faces: Rows of `points`, int32 (M, 4), seen from inside.
    """

    column: int
    row: int
    points: Floats
    within: Floats
    faces: np.ndarray[tuple[int, int], np.dtype[np.int32]]

    @property
    def middle(self) -> Doubles:
        """Direction of its middle as seen by the camera, float64 (3,)."""
        u = np.array((self.column + 0.5) / COLUMNS)
        return directions(u, np.array((self.row + 0.5) / ROWS))


def patches() -> list[Patch]:
    """Return the sphere in parts, row by row."""
    steps = np.linspace(0, 1, _STEPS + 1)
    down, across = np.meshgrid(steps, steps, indexing="ij")
    within = np.column_stack((across.ravel(), down.ravel())).astype(np.float32)
    first = (np.arange(_STEPS)[:, None] * (_STEPS + 1) + np.arange(_STEPS)).ravel()
    below = first + _STEPS + 1
    faces = np.column_stack((first, first + 1, below + 1, below)).astype(np.int32)
    found = []
    for row in range(ROWS):
        for column in range(COLUMNS):
            u = (column + across.ravel()) / COLUMNS
            v = (row + down.ravel()) / ROWS
            points = directions(u, v).astype(np.float32)
            found.append(Patch(column, row, points, within, faces))
    return found
