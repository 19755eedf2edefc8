"""Shapes and lines with the types we need: one shape in, one shape or plain numbers out."""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from twin_viewer.model.frames import Doubles

Shapes = NDArray[np.object_]


def array_of(shapes: list[BaseGeometry]) -> Shapes:
    """Return shapes as an array, which may be empty."""
    found = np.empty(len(shapes), dtype=object)
    found[:] = shapes
    return found


def grown(shape: BaseGeometry, margin: float) -> BaseGeometry:
    """Return one shape, widened by some metres."""
    return shape.buffer(margin)


def points_of(places: Doubles) -> Shapes:
    """Return places, (N, 2), as points."""
    return np.atleast_1d(np.asarray(shapely.points(places.reshape(-1, 2)), dtype=object))


def lines_of(ends: Doubles) -> Shapes:
    """Return pairs of places, (N, 2, 2), as straight lines."""
    return np.atleast_1d(np.asarray(shapely.linestrings(ends), dtype=object))


def along(line: BaseGeometry, distances: Doubles) -> Doubles:
    """Return the places, (N, 2), at distances along a line, m; beyond its ends, the ends."""
    lines = np.full(len(distances), line, dtype=object)
    return np.asarray(shapely.get_coordinates(shapely.line_interpolate_point(lines, distances)))
