"""Where something comes from: a file at a certain time, read by a certain version of a reader."""

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

_WORLDS: Final = {
    ".tif": (".tfw", ".tifw", ".wld"),
    ".tiff": (".tfw", ".tiffw", ".wld"),
    ".jp2": (".j2w", ".jp2w", ".wld"),
    ".png": (".pgw", ".pngw", ".wld"),
    ".jpg": (".jgw", ".jpgw", ".wld"),
    ".jpeg": (".jgw", ".jpegw", ".wld"),
}
"""Endings of files beside an image that say where it lies."""

READERS: Final = {
    "buildings": 1,
    "cloud": 1,
    "terrain": 1,
    "ortho": 1,
    "survey": 1,
    "networks": 1,
    "object": 2,
}
"""Version of each way of reading; raised when its result or `blocks.VERSION` changes, so that all
of it is read anew."""


class SourceStamp(msgspec.Struct, frozen=True):
    """A source as it was when it was read.

    Attributes:
        path: The file.
        mtime_ns: When it was last changed, ns.
        size: Bytes.
        job: How it is read, a key of `READERS`.
        reader: Version of that reader.
    """

    path: str
    mtime_ns: int
    size: int
    job: str
    reader: int

    @property
    def key(self) -> str:
        """Name of its folder in the cache."""
        said = f"{self.path}\0{self.mtime_ns}\0{self.size}\0{self.job}\0{self.reader}"
        return hashlib.blake2b(said.encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()

    def is_unchanged(self) -> bool:
        """Tell whether the file is still the one that was read; False when it is gone."""
        try:
            return state_of(Path(self.path)) == (self.mtime_ns, self.size)
        except OSError:
            return False


def stamp(path: Path, job: str) -> SourceStamp:
    """Return a source as it is now.

    Raises:
        OSError: It cannot be looked at.
    """
    return SourceStamp(str(path), *state_of(path), job, READERS[job])


def state_of(path: Path) -> tuple[int, int]:
    """Return when a source was last changed, ns, and how many bytes it has.

    The file that says where an image lies belongs to it: once that is there, it is another source.

    Raises:
        OSError: It cannot be looked at.
    """
    status = path.stat()
    changed, size = status.st_mtime_ns, status.st_size
    for ending in _WORLDS.get(path.suffix.lower(), ()):
        with suppress(OSError):
            beside = path.with_suffix(ending).stat()
            changed, size = max(changed, beside.st_mtime_ns), size + beside.st_size
    return changed, size
