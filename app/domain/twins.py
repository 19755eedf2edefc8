"""What people keep of the twin: views they come back to, things they placed, facts of buildings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

FactValue = str | float
"""What a fact may say."""

MOST_ROWS: Final = 500_000
"""More rows than this are no table about the buildings of one city."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the city, in EPSG:25832 and height above NHN (DHHN2016).

    Attributes:
        east: Easting, m.
        north: Northing, m.
        height: Height, m.
    """

    east: float
    north: float
    height: float


@dataclass(frozen=True, slots=True)
class TwinBookmark:
    """A view of the twin that somebody wants to come back to.

    Attributes:
        id: Permanent name (UUID, hexadecimal).
        name: What it is called.
        spot: Where the camera stands.
        heading: Direction of view, degrees clockwise from north.
        pitch: How far it is raised, degrees.
        fov: Vertical field of view, degrees.
        author: Who kept it.
        created_us: When, µs UTC.
        layers: What was shown, by layer.
        time_us: The moment that was shown, µs UTC; None for LIVE.
    """

    id: str
    name: str
    spot: Spot
    heading: float
    pitch: float
    fov: float
    author: str
    created_us: int
    layers: dict[str, bool] = field(default_factory=dict)
    time_us: int | None = None


@dataclass(frozen=True, slots=True)
class PlacedAsset:
    """A thing that somebody placed in the twin, by a click on a photograph or a building.

    Attributes:
        id: Permanent name (UUID, hexadecimal).
        name: What it is called.
        kind: What it is, such as `Access Point`.
        spot: Where it is.
        author: Who placed it.
        created_us: When, µs UTC.
        note: What else is to be known.
        panorama: Id of the photograph it was placed in; empty when it was placed in the scene.
        object_id: Id of the building it hangs on; empty when it hangs on none.
    """

    id: str
    name: str
    kind: str
    spot: Spot
    author: str
    created_us: int
    note: str = ""
    panorama: str = ""
    object_id: str = ""


@dataclass(frozen=True, slots=True)
class FactTable:
    """A table of one's own about buildings, joined to the city model by their ids.

    Attributes:
        id: Permanent name (UUID, hexadecimal).
        name: What it is called, such as the file it came from.
        columns: Names of its columns.
        rows: By id of a building, the value of each column; None where there is none.
        author: Who brought it.
        created_us: When, µs UTC.
    """

    id: str
    name: str
    columns: tuple[str, ...]
    rows: Mapping[str, tuple[FactValue | None, ...]]
    author: str
    created_us: int

    def __post_init__(self) -> None:
        """Refuse a table whose rows do not fit its columns, or that is too long to be one."""
        if len(self.rows) > MOST_ROWS:
            raise ValueError("a table of facts has too many rows")
        if any(len(row) != len(self.columns) for row in self.rows.values()):
            raise ValueError("a row of facts does not fit its columns")

    def facts_of(self, object_id: str) -> dict[str, FactValue]:
        """Return what the table says of a building, by column."""
        row = self.rows.get(object_id, ())
        return {
            name: value for name, value in zip(self.columns, row, strict=False) if value is not None
        }
