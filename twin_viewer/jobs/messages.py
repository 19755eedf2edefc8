"""What the program and its worker say to each other: one JSON object a line."""

from typing import Final

import msgspec

from twin_viewer.cache.store import Box, Manifest, Owner, Part
from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import AS_SURVEYED, Reference


class Job(msgspec.Struct, frozen=True, tag="job"):
    """Something to do, about one file or folder.

    Attributes:
        id: Number of the job, named in every answer.
        verb: `find`, `inspect`, `buildings`, `cloud`, `terrain`, `ortho`, `survey`, `networks`,
            `object`, `compare` or `generate`.
        path: The file or folder; of `compare` the earlier scan.
        found: What was recognised; of the verbs that read.
        owner: Whose data set it will be; of the verbs that read.
        generation: What to make; of `generate`.
        other: The later scan; of `compare`.
    """

    id: int
    verb: str
    path: str
    found: "Found | None" = None
    owner: Owner = Owner()
    generation: "Generation | None" = None
    other: str = ""


class Generation(msgspec.Struct, frozen=True):
    """A synthetic city that is wanted.

    Attributes:
        map_folder: The base map of the profile it is built on.
        seed: Same seed, same city.
        buildings: How many buildings.
        cloud_points: Points of the laser scan.
        panoramas: Photographs along streets.
        panorama_width: Their width, px.
        devices: Longitude and latitude of devices; no building stands on them.
    """

    map_folder: str
    seed: int = 1
    buildings: int = 64_000
    cloud_points: int = 4_000_000
    panoramas: int = 48
    panorama_width: int = 4_096
    devices: tuple[tuple[float, float], ...] = ()


class Cancel(msgspec.Struct, frozen=True, tag="cancel"):
    """Stop a job, whether it runs or waits."""

    id: int


class Found(msgspec.Struct, frozen=True, tag="found", gc=False):
    """What a file is.

    Attributes:
        path: The file.
        kind: Kind of data set, such as `buildings`; empty when nothing here can read it.
        job: Verb that reads it; empty where nothing can.
        form: Format in a word, such as `CityGML`.
        extent: What it covers, as far as its head says.
        reference: What its coordinates were.
        count: Things in it, as far as its head says.
        date: When it was surveyed, ISO; empty where unknown.
        tile: Name of its square among tiles of its kind, such as `dgm1 412_5725`; empty for others.
        size: Bytes.
        mtime_ns: When it was last changed.
        is_simulated: True when the file says that it is made up.
        faults: What is wrong with it.
        lowest: Height of the lowest thing in it, m; None where its head does not say.
    """

    path: str
    kind: str = ""
    job: str = ""
    form: str = ""
    extent: Box | None = None
    reference: Reference = AS_SURVEYED
    count: int = 0
    date: str = ""
    tile: str = ""
    size: int = 0
    mtime_ns: int = 0
    is_simulated: bool = False
    faults: tuple[Fault, ...] = ()
    lowest: float | None = None


class Ready(msgspec.Struct, frozen=True, tag="ready"):
    """The worker listens."""

    pid: int


class Listed(msgspec.Struct, frozen=True, tag="listed"):
    """Some of the files that lie in a folder, and what of it cannot be listed."""

    id: int
    paths: tuple[str, ...]
    faults: tuple[Fault, ...] = ()


class Inspected(msgspec.Struct, frozen=True, tag="inspected"):
    """What the file of a job is."""

    id: int
    found: Found


class Progressed(msgspec.Struct, frozen=True, tag="progress"):
    """How far a job is, 0 to 1, and what it does, in words."""

    id: int
    progress: float
    words: str = ""


class TileMade(msgspec.Struct, frozen=True, tag="tile"):
    """A part of the source can be read from the cache already, though the job goes on."""

    id: int
    key: str
    part: Part


class Made(msgspec.Struct, frozen=True, tag="made"):
    """A source is in the cache, complete."""

    id: int
    manifest: Manifest


class Generated(msgspec.Struct, frozen=True, tag="generated"):
    """A file of the synthetic city is complete."""

    id: int
    path: str


class Compared(msgspec.Struct, frozen=True, tag="compared"):
    """Two scans are compared; what came of it is in a file of the cache."""

    id: int
    path: str


class Done(msgspec.Struct, frozen=True, tag="done"):
    """A job has ended.

    Attributes:
        id: Its number.
        is_cancelled: True when it was stopped.
        is_full: True when the disk was full.
        is_interrupted: True when the worker was ended from outside; another try may succeed.
        fault: Why it failed; None when it did not.
    """

    id: int
    is_cancelled: bool = False
    is_full: bool = False
    is_interrupted: bool = False
    fault: Fault | None = None


Order = Job | Cancel
Answer = Ready | Listed | Inspected | Progressed | TileMade | Made | Generated | Compared | Done

ORDERS: Final = msgspec.json.Decoder(Order)
ANSWERS: Final = msgspec.json.Decoder(Answer)
