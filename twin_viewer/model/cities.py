"""Buildings and other city objects as triangles, each of which knows whose it is."""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import AS_SURVEYED, Reference, SceneFrame

Value = str | float | int | bool
"""What an attribute may be."""


class Surface(IntEnum):
    """What a triangle belongs to, after CityGML's boundary surfaces and modules."""

    OTHER = 0
    WALL = 1
    ROOF = 2
    GROUND = 3
    CLOSURE = 4
    WATER = 5
    ROAD = 6
    GREEN = 7
    BRIDGE = 8


@dataclass(frozen=True, slots=True)
class CityObject:
    """A city object.

    Attributes:
        id: Its id in the file (gml:id, key of CityJSON).
        kind: Class of CityGML, such as `Building` or `BuildingPart`.
        parent: Id of the object it is a part of; empty for one of its own.
        attributes: What the file says of it, flat: name to value. Addresses are joined to
            `address`; generic attributes keep their names.
    """

    id: str
    kind: str
    parent: str = ""
    attributes: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class CityModel:
    """What a reader found in a file, or a part of it.

    Attributes:
        points: Corners, float64 (N, 3), EPSG:25832 and height, m.
        triangles: Rows of `points`, int32 (M, 3), counterclockwise seen from outside.
        owners: Row of `objects` of each triangle, int32 (M,).
        surfaces: `Surface` of each triangle, uint8 (M,).
        objects: The city objects; some may have no triangle (a Building whose parts have).
        reference: What the coordinates were.
        faults: What is missing.
    """

    points: NDArray[np.float64]
    triangles: NDArray[np.int32]
    owners: NDArray[np.int32]
    surfaces: NDArray[np.uint8]
    objects: tuple[CityObject, ...]
    reference: Reference = AS_SURVEYED
    faults: tuple[Fault, ...] = ()


class TileKey(NamedTuple):
    """A square kilometre by its south-west corner, in kilometres: the grid of NRW's own tiles."""

    east_km: int
    north_km: int

    @override
    def __str__(self) -> str:
        """Return it as files are named after it: `412_5725`."""
        return f"{self.east_km}_{self.north_km}"


@dataclass(frozen=True, slots=True, eq=False)
class BuildingTile:
    """The city objects of one square kilometre, ready to be drawn.

    Attributes:
        key: Which square kilometre; an object belongs to the one its middle lies in.
        frame: Origin of `points`.
        points: Corners, float32 (N, 3), metres from the frame's origin.
        triangles: Rows of `points`, int32 (M, 3).
        owners: Row of `objects` of each triangle, int32 (M,).
        surfaces: `Surface` of each triangle, uint8 (M,).
        objects: The city objects.
        dataset: Id of the data set they come from.
    """

    key: TileKey
    frame: SceneFrame
    points: NDArray[np.float32]
    triangles: NDArray[np.int32]
    owners: NDArray[np.int32]
    surfaces: NDArray[np.uint8]
    objects: tuple[CityObject, ...]
    dataset: str = ""
