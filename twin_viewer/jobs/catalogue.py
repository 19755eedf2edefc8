"""The catalogue: which data sets there are and what has been made of their files; a JSON file.

A catalogue that cannot be read is set aside under another name, and put together again from the
manifests in the cache: only what people wrote of their data sets is lost then.
"""

import hashlib
import logging
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from twin_viewer.cache.blocks import write_whole
from twin_viewer.cache.store import Box, Manifest, Owner, Part
from twin_viewer.jobs.messages import Found
from twin_viewer.jobs.places import ObjectPlace
from twin_viewer.model.faults import Fault

VERSION: Final = 1
WAITING: Final = "waiting"
READING: Final = "reading"
READY: Final = "ready"
FAILED: Final = "failed"
PAUSED: Final = "paused"
EVICTED: Final = "evicted"
LEFT_OUT: Final = "left_out"

log = logging.getLogger(__name__)


class File(msgspec.Struct, gc=False):
    """A source of a data set.

    Attributes:
        found: What it is.
        state: One of the states above.
        key: Its folder in the cache; empty while there is none.
        parts: Its tiles in the cache.
        count: Things in it.
        cache_bytes: Bytes in the cache.
        extent: What it covers.
        faults: What is wrong with it since it was read.
        changed: What is wrong with its source now: gone, or other than what was read.
        progress: How far reading it is, 0 to 1; only while it is read.
        words: What reading it does just now.
    """

    found: Found
    state: str = WAITING
    key: str = ""
    parts: list[Part] = []
    count: int = 0
    cache_bytes: int = 0
    extent: Box | None = None
    faults: tuple[Fault, ...] = ()
    changed: Fault | None = None
    progress: float = 0.0
    words: str = ""

    @property
    def path(self) -> Path:
        """Where it lies."""
        return Path(self.found.path)

    @property
    def age(self) -> tuple[str, int]:
        """By which of two files of one square the newer one is told."""
        return self.found.date, self.found.mtime_ns

    def take(self, manifest: Manifest) -> None:
        """Take over what was made of it."""
        self.state = READY
        if not manifest.count:
            self.state = FAILED
        self.key = manifest.source.key if self.state == READY else ""
        self.parts = list(manifest.parts)
        self.count = manifest.count
        self.cache_bytes = manifest.size_bytes
        self.extent = manifest.extent or self.found.extent
        self.faults = manifest.faults
        self.found = msgspec.structs.replace(
            self.found,
            reference=manifest.reference,
            size=manifest.source.size,
            mtime_ns=manifest.source.mtime_ns,
        )
        self.changed, self.progress, self.words = None, 1.0, ""


class Entry(msgspec.Struct):
    """A data set as it is kept.

    Attributes:
        id: Its id.
        name: Its name; empty until a person gives it one.
        kind: A `DatasetKind`.
        group: What its files have in common; another file of it joins them.
        date: What a person wrote; empty to take it from the files.
        source: Where it is from.
        licence: What may be done with it.
        is_simulated: True when it is made up.
        is_visible: True when it is to be shown.
        used_at: When it was last shown, s since 1970.
        files: Its files by path.
        place: Where it stands, of a single object; None while nobody has said so.
    """

    id: str
    name: str
    kind: str
    group: str
    date: str = ""
    source: str = ""
    licence: str = ""
    is_simulated: bool = False
    is_visible: bool = True
    used_at: float = 0.0
    files: dict[str, File] = {}
    place: ObjectPlace | None = None

    @property
    def owner(self) -> Owner:
        """As it is written into manifests."""
        return Owner(self.id, self.name, self.kind, self.group, self.is_simulated)


class _Written(msgspec.Struct):
    version: int
    entries: list[Entry]


_WRITTEN: Final = msgspec.json.Decoder(_Written)


def entry_id(group: str) -> str:
    """Return the id of the data set of a group: the same whenever it is added again."""
    return hashlib.blake2b(group.encode("utf-8", "surrogateescape"), digest_size=6).hexdigest()


def load(path: Path, *, only_reads: bool = False) -> tuple[dict[str, Entry], bool]:
    """Read a catalogue.

    Returns:
        Its data sets by id, and False when it was there but could not be used: then it has been
        set aside, unless nothing may be written.
    """
    try:
        written = _current(_WRITTEN.decode(path.read_bytes()))
    except FileNotFoundError:
        return {}, True
    except (OSError, ValueError, UnicodeDecodeError, msgspec.MsgspecError) as error:
        log.info("The catalogue %s cannot be used: %s", path, error)
        if not only_reads:
            _set_aside(path)
        return {}, False
    for entry in written.entries:
        for file in entry.files.values():
            if file.state == READING:
                file.state, file.progress = WAITING, 0.0
    return {entry.id: entry for entry in written.entries}, True


def save(path: Path, entries: Iterable[Entry]) -> None:
    """Write a catalogue, whole or not at all.

    Raises:
        OSError: It cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, [msgspec.json.encode(_Written(VERSION, list(entries)))])


def recovered(manifests: Iterable[Manifest]) -> dict[str, Entry]:
    """Return the data sets that the manifests of the cache tell of."""
    entries: dict[str, Entry] = {}
    for manifest in manifests:
        owner = manifest.owner
        if not owner.id:
            continue
        entry = entries.setdefault(
            owner.id,
            Entry(owner.id, owner.name, owner.kind, owner.group, is_simulated=owner.is_simulated),
        )
        source = manifest.source
        file = File(
            Found(
                source.path,
                kind=owner.kind,
                job=source.job,
                date=manifest.date,
                is_simulated=owner.is_simulated,
            )
        )
        file.take(manifest)
        entry.files[source.path] = file
    return entries


def _current(written: _Written) -> _Written:
    if written.version != VERSION:
        raise ValueError(f"it is of version {written.version}")
    return written


def _set_aside(path: Path) -> None:
    for number in range(1, 100):
        aside = path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")
        if not aside.exists():
            with suppress(OSError):
                path.replace(aside)
            return
