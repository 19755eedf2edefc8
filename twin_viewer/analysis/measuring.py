"""Lengths, heights and areas between points a person clicked.

Figures are those of the grid of UTM, as plans show them. On the ground things are a little longer:
`ground_factor` says by how much.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from twin_viewer.model.frames import Doubles

_EARTH_M: Final = 6_382_000.0
"""Mean radius of curvature of GRS80 at 51.7° north, m."""
_UTM_SCALE: Final = 0.9996
_UTM_MIDDLE: Final = 500_000.0


@dataclass(frozen=True, slots=True)
class Distance:
    """How far it is along a way of straight lines.

    Attributes:
        slope: Length of the way in space, m.
        horizontal: Length seen from above, m.
        height: Height of the last point above the first, m.
    """

    slope: float
    horizontal: float
    height: float


@dataclass(frozen=True, slots=True)
class Area:
    """How large a polygon is.

    Attributes:
        surface: Area of the plane through it, m²: that of a roof or a wall.
        horizontal: Area seen from above, m².
        perimeter: Length of its edge in space, m.
        is_crossing: True where its edge crosses itself seen from above; the areas mean little then.
    """

    surface: float
    horizontal: float
    perimeter: float
    is_crossing: bool


def distance(points: Doubles) -> Distance:
    """Return the length of a way.

    Args:
        points: Corners, (N, 3), m.
    """
    if len(points) < 2:  # noqa: PLR2004 - a way has two ends
        return Distance(0.0, 0.0, 0.0)
    steps = np.diff(points, axis=0)
    return Distance(
        float(np.linalg.norm(steps, axis=1).sum()),
        float(np.hypot(steps[:, 0], steps[:, 1]).sum()),
        float(points[-1, 2] - points[0, 2]),
    )


def area(points: Doubles) -> Area:
    """Return the area of a polygon, by Newell's sum of cross products.

    Args:
        points: Corners, (N, 3), m, the last not repeated.
    """
    if len(points) < 3:  # noqa: PLR2004 - a polygon has three corners
        return Area(0.0, 0.0, distance(points).slope, is_crossing=False)
    local = points - points[0]
    ahead = np.roll(local, -1, axis=0)
    normal = np.cross(local, ahead).sum(axis=0) / 2
    edges = np.linalg.norm(ahead - local, axis=1)
    return Area(
        float(np.linalg.norm(normal)),
        float(abs(normal[2])),
        float(edges.sum()),
        _is_crossing(local[:, :2]),
    )


def ground_factor(east: float, height: float) -> float:
    """Return how many metres on the ground one metre of the grid is.

    Args:
        east: Easting in UTM, m.
        height: Height above the ellipsoid, m; that above NHN does as well.
    """
    offset = (east - _UTM_MIDDLE) / _EARTH_M
    return (1 + height / _EARTH_M) / (_UTM_SCALE * (1 + offset * offset / 2))


def _is_crossing(corners: Doubles) -> bool:
    """Return whether two edges that are no neighbours cross."""
    count = len(corners)
    if count < 4:  # noqa: PLR2004 - a triangle cannot
        return False
    ahead = np.roll(corners, -1, axis=0)
    first, second = np.triu_indices(count, 2)
    are_apart = (second - first) % count != count - 1
    first, second = first[are_apart], second[are_apart]

    def side(start: Doubles, end: Doubles, point: Doubles) -> Doubles:
        way, other = end - start, point - start
        turn: Doubles = way[:, 0] * other[:, 1] - way[:, 1] * other[:, 0]
        return turn

    one, other = (corners[first], ahead[first]), (corners[second], ahead[second])
    splits_other = side(*one, other[0]) * side(*one, other[1]) < 0
    splits_one = side(*other, one[0]) * side(*other, one[1]) < 0
    return bool((splits_other & splits_one).any())
