"""Where a single object stands: it brings metres of its own, people set it down."""

from dataclasses import dataclass

import numpy as np

from twin_viewer.cache.store import Box
from twin_viewer.model.frames import Doubles


@dataclass(frozen=True, slots=True)
class ObjectPlace:
    """Where an object stands, with the middle of its footprint, and its lowest point on the spot.

    Attributes:
        east: Easting, EPSG:25832, m.
        north: Northing, m.
        height: Height of its lowest point, m.
        heading: How far it is turned, degrees clockwise seen from above.
        scale: How many metres a unit of its own is.
    """

    east: float
    north: float
    height: float
    heading: float = 0.0
    scale: float = 1.0


def set_down(points: Doubles, place: ObjectPlace) -> Doubles:
    """Return points of an object, float64 (N, 3) in its own metres, where it stands."""
    if not len(points):
        return points
    low, high = points.min(axis=0), points.max(axis=0)
    anchor = np.array(((low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2]))
    spot = np.array((place.east, place.north, place.height))
    placed: Doubles = (points - anchor) * place.scale @ _turn(place.heading) + spot
    return placed


def placed_extent(own: Box, place: ObjectPlace) -> Box:
    """Return what an object covers where it stands; `own` is that in its own metres."""
    west, south, east, north = own
    corners = np.array(
        [(x, y, 0.0) for x in (west, east) for y in (south, north)],
        np.float64,
    )
    placed = set_down(corners, place)
    (left, low), (right, high) = placed[:, :2].min(axis=0), placed[:, :2].max(axis=0)
    return float(left), float(low), float(right), float(high)


def _turn(heading: float) -> Doubles:
    """Return the matrix that turns rows of points clockwise."""
    angle = np.radians(heading)
    cos, sin = np.cos(angle), np.sin(angle)
    return np.array(((cos, -sin, 0.0), (sin, cos, 0.0), (0.0, 0.0, 1.0)))
