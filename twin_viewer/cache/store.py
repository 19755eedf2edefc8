"""The folder of the cache: a folder for each source, counted only when its manifest is there.

A manifest is written last; what lies in a folder without one is the leftover of a killed process
and is written over or swept away. Several processes may look; one at a time writes a source.
"""

import logging
import shutil
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from twin_viewer.cache.blocks import write_whole
from twin_viewer.cache.sources import READERS, SourceStamp
from twin_viewer.model.cities import TileKey
from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import AS_SURVEYED, Reference

MANIFEST_VERSION: Final = 1
MANIFEST: Final = "manifest.json"
CLOUD: Final = "cloud.copc.laz"
COMPARISONS: Final = "comparisons"
"""Folder of what belongs to no source alone."""

log = logging.getLogger(__name__)

Box = tuple[float, float, float, float]
"""West, south, east, north, m."""


class Part(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """A square kilometre, or a piece of one, in a file of the cache.

    Attributes:
        east_km: Its south-west corner, km.
        north_km: Its south-west corner, km.
        name: Stem of its files in the folder of the source.
        count: City objects in it; places of a grid; pixels of an image.
        step: Metres between places of a grid or pixels, in its finest level.
    """

    east_km: int
    north_km: int
    name: str
    count: int
    step: float = 0.0

    @property
    def key(self) -> TileKey:
        """The square kilometre."""
        return TileKey(self.east_km, self.north_km)


class Owner(msgspec.Struct, frozen=True):
    """Whose source it is, so that a lost catalogue can be put together again.

    Attributes:
        id: Id of the data set.
        name: Its name.
        kind: Its kind.
        group: What its files have in common.
        is_simulated: True when its data are made up.
    """

    id: str = ""
    name: str = ""
    kind: str = ""
    group: str = ""
    is_simulated: bool = False


class Manifest(msgspec.Struct, frozen=True):
    """What was made of a source, complete.

    Attributes:
        source: The source as it was.
        parts: Its tiles.
        count: Things in the source: city objects, points, photographs.
        size_bytes: Bytes in the cache.
        extent: What it covers; None where that is nothing.
        reference: What its coordinates were.
        faults: What is missing.
        owner: Whose it is.
        date: When it was surveyed, ISO; empty where unknown.
        version: Version of this record.
    """

    source: SourceStamp
    parts: tuple[Part, ...] = ()
    count: int = 0
    size_bytes: int = 0
    extent: Box | None = None
    reference: Reference = AS_SURVEYED
    faults: tuple[Fault, ...] = ()
    owner: Owner = Owner()
    date: str = ""
    version: int = MANIFEST_VERSION


_MANIFESTS: Final = msgspec.json.Decoder(Manifest)


class CacheFolder:
    """The cache on disk.

    Args:
        folder: Where it lies; made when something is written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def place(self, key: str) -> Path:
        """Return the folder of a source by the key of its stamp."""
        return self._folder / key

    def begin(self, source: SourceStamp, *, keeps: bool = False) -> Path:
        """Return a folder to write a source's tiles to.

        Args:
            source: The source.
            keeps: Leave what a killed process wrote, for a writer that goes on with it.

        Raises:
            OSError: It cannot be made.
        """
        place = self.place(source.key)
        if not keeps:
            self.remove(source.key)
        place.mkdir(parents=True, exist_ok=True)
        return place

    def finish(self, manifest: Manifest) -> Manifest:
        """Declare a source complete; return the manifest with the size of its files.

        Raises:
            OSError: It cannot be written.
        """
        place = self.place(manifest.source.key)
        size = sum(file.stat().st_size for file in place.iterdir())
        complete = msgspec.structs.replace(manifest, size_bytes=size)
        write_whole(place / MANIFEST, [msgspec.json.encode(complete)])
        return complete

    def manifest(self, key: str) -> Manifest | None:
        """Return what was made of a source; None when it is not complete or of another version."""
        try:
            manifest = _MANIFESTS.decode((self.place(key) / MANIFEST).read_bytes())
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return None
        is_current = (
            manifest.version == MANIFEST_VERSION
            and READERS.get(manifest.source.job) == manifest.source.reader
            and manifest.source.key == key
        )
        return manifest if is_current else None

    def manifests(self) -> Iterator[Manifest]:
        """Yield every complete source."""
        for key in self._keys():
            manifest = self.manifest(key)
            if manifest is not None:
                yield manifest

    def remove(self, key: str) -> None:
        """Delete what was made of a source, its manifest first."""
        place = self.place(key)
        with suppress(OSError):
            (place / MANIFEST).unlink()
        shutil.rmtree(place, ignore_errors=True)

    def sweep(self, known: AbstractSet[str]) -> int:
        """Delete what belongs to no known source; return how many folders that were."""
        swept = 0
        for key in self._keys():
            if key not in known:
                self.remove(key)
                swept += 1
        if swept:
            log.info("Swept %d forgotten folders of the twin's cache.", swept)
        return swept

    def _keys(self) -> list[str]:
        try:
            found = [entry.name for entry in self._folder.iterdir() if entry.is_dir()]
        except OSError:
            return []
        return sorted(name for name in found if name != COMPARISONS)
