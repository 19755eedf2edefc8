"""Where things are: the reference of coordinates and heights, and the origin of the scene."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

CRS: Final = "EPSG:25832"
"""ETRS89 / UTM zone 32N, in which North Rhine-Westphalia keeps its spatial data."""

Doubles = NDArray[np.float64]
Floats = NDArray[np.float32]


class HeightReference(StrEnum):
    """What a height counts from."""

    DHHN2016 = "dhhn2016"
    """Normal heights above NHN (EPSG:7837), what German surveys deliver."""

    ELLIPSOID = "ellipsoid"
    """Above the ellipsoid GRS80, as satellites measure: about 46 m more in Hamm."""

    OTHER = "other"
    """Another datum of heights, kept as it is."""

    UNKNOWN = "unknown"
    """The file does not say; taken as DHHN2016, and marked."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What the coordinates of something were, before they became EPSG:25832.

    Attributes:
        crs: Reference system of the file, such as `EPSG:7415`; empty where it does not say.
        heights: What its heights count from, after all conversion.
        note: What a person must know of it, a German sentence; empty when all is certain.
        is_foreign: True where the data lie elsewhere and could not be brought to EPSG:25832; they
            are shown at their own numbers.
    """

    crs: str = CRS
    heights: HeightReference = HeightReference.DHHN2016
    note: str = ""
    is_foreign: bool = False


AS_SURVEYED: Final = Reference()
"""EPSG:25832 and DHHN2016, as North Rhine-Westphalia delivers it."""


@dataclass(frozen=True, slots=True)
class SceneFrame:
    """The origin of the scene: graphics count in float32, which is too coarse for UTM numbers.

    At a northing of 5.7 million float32 steps by half a metre; so a whole number is subtracted in
    float64 before.

    Attributes:
        east: Easting of the origin, m.
        north: Northing of the origin, m.
        height: Height of the origin, m.
    """

    east: int
    north: int
    height: int = 0

    def to_local(self, points: Doubles) -> Floats:
        """Return points of the world, (N, 3) or (3,), as float32 metres from the origin."""
        local: Floats = (points - self._origin()).astype(np.float32)
        return local

    def to_world(self, points: Floats | Doubles) -> Doubles:
        """Return points of the scene, (N, 3) or (3,), as float64 in EPSG:25832 and height."""
        return np.asarray(points, np.float64) + self._origin()

    def _origin(self) -> Doubles:
        return np.array((self.east, self.north, self.height), np.float64)
