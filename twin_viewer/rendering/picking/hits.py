"""What a ray met."""

from dataclasses import dataclass
from enum import StrEnum

from twin_viewer.model.cities import TileKey
from twin_viewer.model.frames import Doubles


class HitKind(StrEnum):
    """What was met."""

    BUILDING = "building"
    TERRAIN = "terrain"
    SENSOR = "sensor"
    PANORAMA = "panorama"
    MAST = "mast"
    FIBRE = "fibre"
    CLOUD = "cloud"
    ASSET = "asset"
    OBJECT = "object"
    """Any other city object, such as a road, a bridge or a water."""


@dataclass(frozen=True, slots=True, eq=False)
class Hit:
    """Something under the pointer.

    Attributes:
        kind: What.
        id: Its id; of a part of a building that of the whole building; empty for the ground.
        place: Where it was met, float64 (3,), metres of the scene.
        distance: Metres from the eye.
        tile: Square kilometre of a city object; None for all else.
        row: Row of the object in its tile, or of the mark in its list; -1 for the ground.
        dataset: Data set of a city object.
        part: Row of the very part that was met; `row` where it has no parts.
    """

    kind: HitKind
    id: str
    place: Doubles
    distance: float
    tile: TileKey | None = None
    row: int = -1
    dataset: str = ""
    part: int = -1
