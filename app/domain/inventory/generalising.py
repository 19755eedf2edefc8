"""Lines made coarse, so that one sees that something runs there and not where.

What comes out depends on nothing but the cells in which the corners of a line lie. So two courses
through the same cells give the same result, and no number of exports, moments or pieces of a line
brings back more than the cells: there is no noise that could be averaged away. Where readers are
the public, only the cells of both ends are left, ten times as wide, and a straight line between.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from app.domain.inventory.fields import Publication

Coordinates = npt.NDArray[np.float64]
"""Eastings and northings, m, EPSG:25832, shape (corners, 2)."""

CELL_M: Final = 100.0
"""Edge of a cell for internal readers: as wide as those of the Breitbandatlas."""

PUBLIC_CELL_M: Final = 1_000.0
"""Edge of a cell for the public."""

_STRAIGHT_M: Final = 100.0
"""Corners that stick out of the generalised line less than this are dropped."""


def generalised(corners: Coordinates, target: Publication) -> Coordinates:
    """Return a line made coarse, as centres of cells, shape (at least 1, 2).

    A line within one cell becomes the centre of that cell.

    Args:
        corners: The course.
        target: Class of the readers; RESTRICTED readers get the course as it is.
    """
    if target is Publication.RESTRICTED or not len(corners):
        return corners
    if target is Publication.PUBLIC:
        return _without_repeats(snapped(corners[[0, -1]], PUBLIC_CELL_M))
    return _simplified(_without_repeats(snapped(corners, CELL_M)))


def snapped(corners: Coordinates, cell_m: float) -> Coordinates:
    """Return the centres of the cells in which corners lie."""
    return (np.floor(corners / cell_m) + 0.5) * cell_m


def _without_repeats(corners: Coordinates) -> Coordinates:
    is_new = np.ones(len(corners), bool)
    is_new[1:] = np.any(corners[1:] != corners[:-1], axis=1)
    return corners[is_new]


def _simplified(corners: Coordinates) -> Coordinates:
    """Return a line without the corners that stick out little (Douglas and Peucker 1973)."""
    kept = np.zeros(len(corners), bool)
    kept[[0, -1]] = True
    waiting = [(0, len(corners) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:  # noqa: PLR2004 - nothing between
            continue
        apart = _distances(corners[first + 1 : last], corners[first], corners[last])
        farthest = int(np.argmax(apart))
        if apart[farthest] > _STRAIGHT_M:
            middle = first + 1 + farthest
            kept[middle] = True
            waiting += [(first, middle), (middle, last)]
    return corners[kept]


def _distances(points: Coordinates, start: Coordinates, end: Coordinates) -> Coordinates:
    """Return how far points are from a stretch, m."""
    along = end - start
    length = float(along @ along)
    share = np.clip(((points - start) @ along) / (length or 1.0), 0.0, 1.0)
    beside = points - (start + share[:, None] * along)
    return np.asarray(np.hypot(beside[:, 0], beside[:, 1]))
