"""What a window sees of the data of the twin: data sets, and what has changed."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from twin_viewer.cache.store import Box
from twin_viewer.jobs.places import ObjectPlace
from twin_viewer.model.cities import TileKey
from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import Reference


class DatasetKind(StrEnum):
    """What a data set consists of."""

    BUILDINGS = "buildings"
    CLOUD = "cloud"
    TERRAIN = "terrain"
    ORTHO = "ortho"
    PANORAMAS = "panoramas"
    NETWORKS = "networks"
    OBJECT = "object"


class DatasetState(StrEnum):
    """How far a data set is."""

    WAITING = "waiting"
    """Recognised; its turn has not come."""

    READING = "reading"
    """Being read; what is finished can be shown."""

    READY = "ready"
    """All of it can be shown."""

    PARTIAL = "partial"
    """Not all of it can be shown, or its source is gone or changed; its faults say what."""

    FAILED = "failed"
    """Nothing of it can be shown."""

    PAUSED = "paused"
    """Stopped by a person, or for want of room on the disk; `resume` goes on."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """Files that belong together.

    Attributes:
        id: Its id, the same for ever.
        name: Its name on screen.
        kind: What it consists of.
        files: Its sources, where they lie.
        extent: What it covers: west, south, east, north in EPSG:25832, m; None while unknown.
        reference: What its coordinates were.
        date: When it was surveyed, ISO or a year; empty where unknown.
        source: Where it is from, in words.
        licence: What may be done with it, in words.
        size_bytes: Bytes of its sources.
        cache_bytes: Bytes it takes in the cache.
        count: City objects, points, heights, photographs.
        is_simulated: True when it is made up.
        state: How far it is.
        progress: 0 to 1.
        words: What is happening, a German phrase; empty when nothing is.
        faults: What cannot be shown, and why.
        is_visible: True when it is to be shown.
        place: Where a single object stands; None while nobody has set it down.
        lowest: Height of the lowest thing in it, m; None where nobody says.
    """

    id: str
    name: str
    kind: DatasetKind
    files: tuple[Path, ...]
    extent: Box | None
    reference: Reference
    date: str
    source: str
    licence: str
    size_bytes: int
    cache_bytes: int
    count: int
    is_simulated: bool
    state: DatasetState
    progress: float
    words: str
    faults: tuple[Fault, ...]
    is_visible: bool
    place: ObjectPlace | None = None
    lowest: float | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """What is being done for files that belong to no data set yet.

    Attributes:
        words: What, a German phrase.
        progress: 0 to 1.
    """

    words: str
    progress: float


@dataclass(frozen=True, slots=True)
class CloudSource:
    """A laser scan to show.

    Attributes:
        dataset: Id of its data set.
        path: The octree (COPC), or the raw file while that is being made.
        is_copc: True for the octree.
        source: The raw file.
        extent: What it covers; None while unknown.
    """

    dataset: str
    path: Path
    is_copc: bool
    source: Path
    extent: Box | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What is other than before; ask the library for how it is now.

    Attributes:
        datasets: Ids of data sets that are new or changed in any way.
        removed: Ids of data sets that are gone.
        tiles: Squares whose buildings have to be read again; `read_tile` returns None when there
            are none left.
        terrain: Squares whose heights have to be read again.
        ortho: Squares whose photographs have to be read again.
        clouds: True when `clouds()` is another.
        surveys: True when `surveys()` is another.
        networks: True when `networks()` is another.
        objects: True when `objects()` is another.
        activity: True when `activity` or `rejected` is another.
        comparisons: True when `comparisons` are others.
    """

    datasets: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    tiles: frozenset[TileKey] = field(default_factory=frozenset)
    terrain: frozenset[TileKey] = field(default_factory=frozenset)
    ortho: frozenset[TileKey] = field(default_factory=frozenset)
    clouds: bool = False
    surveys: bool = False
    networks: bool = False
    objects: bool = False
    activity: bool = False
    comparisons: bool = False

    def __bool__(self) -> bool:
        """Tell whether anything has changed."""
        return self != Change()
