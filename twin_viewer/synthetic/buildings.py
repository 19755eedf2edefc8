"""Buildings as columns: boxes with a roof, their corners and their faces."""

from dataclasses import dataclass, fields, replace
from enum import IntEnum
from typing import Final, Self

import numpy as np
import shapely
from numpy.typing import NDArray

from twin_viewer.model.frames import Doubles

Ints = NDArray[np.int32]


class Roof(IntEnum):
    """The shape of a roof."""

    FLAT = 0
    SHED = 1
    GABLE = 2
    HIP = 3
    TENT = 4


class Kind(IntEnum):
    """What a building is for; decides its look and what is said of it."""

    HOUSE = 0
    TERRACE = 1
    TOWN_HOUSE = 2
    BLOCK = 3
    HALL = 4
    GARAGE = 5
    LANDMARK = 6


GROUND: Final = (0, 3, 2, 1)
"""The face a building stands on; corners count from outside, counterclockwise."""

_BOX_WALLS: Final = ((0, 1, 5, 4), (1, 2, 6, 5), (2, 3, 7, 6), (3, 0, 4, 7))
_GABLE_WALLS: Final = ((0, 1, 5, 4), (1, 2, 6, 9, 5), (2, 3, 7, 6), (3, 0, 4, 8, 7))

WALLS: Final = {
    Roof.FLAT: _BOX_WALLS,
    Roof.SHED: _BOX_WALLS,
    Roof.GABLE: _GABLE_WALLS,
    Roof.HIP: _BOX_WALLS,
    Roof.TENT: _BOX_WALLS,
}
"""Corners of each wall by the roof; see `Buildings.corners`."""

ROOFS: Final = {
    Roof.FLAT: ((4, 5, 6, 7),),
    Roof.SHED: ((4, 5, 6, 7),),
    Roof.GABLE: ((4, 5, 9, 8), (6, 7, 8, 9)),
    Roof.HIP: ((4, 5, 9, 8), (6, 7, 8, 9), (5, 6, 9), (7, 4, 8)),
    Roof.TENT: ((4, 5, 8), (5, 6, 8), (6, 7, 8), (7, 4, 8)),
}
"""Corners of each face of the roof."""


@dataclass(frozen=True, slots=True, eq=False)
class Buildings:
    """Boxes with a roof, one row each.

    Attributes:
        easts: Middle of the footprint, m.
        norths: Likewise.
        angles: Direction of the front wall, radians counterclockwise from east; the front looks to
            the right of it.
        widths: Along the front, m.
        depths: Across it, m.
        feet: Height of the ground at the lowest corner, m.
        eaves: Height of the eaves above the foot, m.
        ridges: Height of the highest point above the foot, m.
        roofs: `Roof`.
        kinds: `Kind`.
        storeys: Storeys above ground.
        years: Year of construction.
        streets: Row of the names of streets; -1 without an address.
        numbers: Number in the street.
        parents: Number of the landmark it is a part of; -1 for one of its own.
    """

    easts: Doubles
    norths: Doubles
    angles: Doubles
    widths: Doubles
    depths: Doubles
    feet: Doubles
    eaves: Doubles
    ridges: Doubles
    roofs: Ints
    kinds: Ints
    storeys: Ints
    years: Ints
    streets: Ints
    numbers: Ints
    parents: Ints

    def __len__(self) -> int:
        return len(self.easts)

    def take(self, rows: NDArray[np.int64] | NDArray[np.bool_] | slice) -> Self:
        """Return some of them."""
        return replace(self, **{each.name: getattr(self, each.name)[rows] for each in fields(self)})

    def corners(self) -> Doubles:
        """Return the ten corners of each, (N, 10, 3): foot, eaves, both ends of the ridge."""
        x, y = self.widths / 2.0, self.depths / 2.0
        ridge, zero = self.half_ridges(), np.zeros(len(self))
        local_x = np.stack((-x, x, x, -x, -x, x, x, -x, -ridge, ridge), axis=1)
        local_y = np.stack((-y, -y, y, y, -y, -y, y, y, zero, zero), axis=1)
        rear = np.where(self.roofs == Roof.SHED, self.ridges, self.eaves)
        rise = np.stack((*[zero] * 4, *[self.eaves] * 2, *[rear] * 2, *[self.ridges] * 2), axis=1)
        cosine, sine = np.cos(self.angles)[:, None], np.sin(self.angles)[:, None]
        easts = self.easts[:, None] + cosine * local_x - sine * local_y
        norths = self.norths[:, None] + sine * local_x + cosine * local_y
        return np.stack((easts, norths, self.feet[:, None] + rise), axis=2)

    def half_ridges(self) -> Doubles:
        """Return half the length of the ridge of each, m."""
        slope = np.where(self.roofs == Roof.HIP, np.maximum(self.widths - self.depths, 0.4), 0.0)
        return np.asarray(np.where(self.roofs == Roof.GABLE, self.widths, slope) / 2.0)

    def footprints(self) -> NDArray[np.object_]:
        """Return the ground each covers, as polygons."""
        return boxes(self.easts, self.norths, self.angles, self.widths, self.depths)

    def local(self, rows: Ints, easts: Doubles, norths: Doubles) -> tuple[Doubles, Doubles]:
        """Return places seen from the middle of one building each: along the front, across it."""
        east, north = easts - self.easts[rows], norths - self.norths[rows]
        cosine, sine = np.cos(self.angles[rows]), np.sin(self.angles[rows])
        return cosine * east + sine * north, cosine * north - sine * east

    def roof_heights(self, rows: Ints, x: Doubles, y: Doubles) -> Doubles:
        """Return the height of the roof above the foot at local places, m."""
        roofs, eaves, ridges = self.roofs[rows], self.eaves[rows], self.ridges[rows]
        half_width, half_depth = self.widths[rows] / 2.0, self.depths[rows] / 2.0
        up = 1.0 - np.abs(y) / half_depth
        aside = (half_width - np.abs(x)) / np.maximum(half_width - self.half_ridges()[rows], 1e-6)
        up = np.where(roofs == Roof.GABLE, up, np.minimum(up, aside))
        up = np.where(roofs == Roof.SHED, (y / half_depth + 1.0) / 2.0, up)
        up = np.where(roofs == Roof.FLAT, 0.0, np.clip(up, 0.0, 1.0))
        return np.asarray(eaves + (ridges - eaves) * up)


def boxes(
    easts: Doubles, norths: Doubles, angles: Doubles, widths: Doubles, depths: Doubles
) -> NDArray[np.object_]:
    """Return turned rectangles as polygons, counterclockwise from the front's left corner."""
    cosine, sine = np.cos(angles)[:, None], np.sin(angles)[:, None]
    x = np.stack((-widths, widths, widths, -widths, -widths), axis=1) / 2.0
    y = np.stack((-depths, -depths, depths, depths, -depths), axis=1) / 2.0
    rings = np.stack(
        (easts[:, None] + cosine * x - sine * y, norths[:, None] + sine * x + cosine * y), axis=2
    )
    return np.asarray(shapely.polygons(rings))


def joined(parts: list[Buildings]) -> Buildings:
    """Return the rows of all parts, in their order."""
    columns = {
        each.name: np.concatenate([getattr(part, each.name) for part in parts])
        for each in fields(Buildings)
    }
    return Buildings(**columns)
