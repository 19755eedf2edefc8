"""To which photographs one can go on from one: the nearest in each direction."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from twin_viewer.model.frames import Doubles

FARTHEST_M: Final = 60.0
"""Photographs farther away are not led to; surveys take one every 5 to 20 m."""

APART_DEGREES: Final = 50.0
"""Two neighbours in nearly one direction would have one arrow over the other."""

MOST: Final = 6
AHEAD_DEGREES: Final = 90.0
_NEAREST_M: Final = 0.5


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A photograph to go on to.

    Attributes:
        row: Its row.
        heading: Its direction, degrees clockwise from north.
        distance: Metres.
    """

    row: int
    heading: float
    distance: float


def neighbours_of(places: Doubles, row: int) -> tuple[Neighbour, ...]:
    """Return the neighbours of a photograph, the nearest first.

    Args:
        places: Where photographs were taken, float64 (N, 3), m.
        row: Row of the one.
    """
    away = places[:, :2] - places[row, :2]
    distances = np.hypot(away[:, 0], away[:, 1])
    headings = np.degrees(np.arctan2(away[:, 0], away[:, 1])) % 360.0
    is_near = (distances > _NEAREST_M) & (distances <= FARTHEST_M)
    rows = np.flatnonzero(is_near)
    found: list[Neighbour] = []
    for other in rows[np.argsort(distances[rows], kind="stable")]:
        heading = float(headings[other])
        if all(_apart(heading, one.heading) >= APART_DEGREES for one in found):
            found.append(Neighbour(int(other), heading, float(distances[other])))
        if len(found) == MOST:
            break
    return tuple(found)


def nearest_to(neighbours: tuple[Neighbour, ...], heading: float) -> Neighbour | None:
    """Return the neighbour that lies in a direction, within a right angle; None without one."""
    within = [one for one in neighbours if _apart(one.heading, heading) <= AHEAD_DEGREES]
    return min(within, key=lambda one: _apart(one.heading, heading), default=None)


def _apart(one: float, other: float) -> float:
    return abs((one - other + 180.0) % 360.0 - 180.0)
