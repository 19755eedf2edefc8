"""Opening files of city models: plain, packed with gzip, or in a ZIP archive."""

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, cast

from twin_viewer.model.faults import Fault

UNREADABLE: Final = (
    "Die Datei ließ sich nicht öffnen. Prüfen Sie, ob sie noch da ist und Sie sie lesen dürfen."
)
BROKEN_PACK: Final = (
    "Die gepackte Datei ist beschädigt oder endet mittendrin. Gezeigt wird, was davor lesbar war."
)
BROKEN_ARCHIVE: Final = "Das ZIP-Archiv ist beschädigt. Laden Sie es bitte noch einmal herunter."
LOCKED: Final = "Die Datei im ZIP-Archiv ist mit einem Kennwort geschützt; packen Sie sie aus."
NOTHING_INSIDE: Final = "Im ZIP-Archiv liegt keine Datei mit der Endung {0}."

_GZIP: Final = b"\x1f\x8b"
_ZIP: Final = b"PK\x03\x04"
_EMPTY_ZIP: Final = b"PK\x05\x06"


class Source:
    """A file as it is read: a fault of the packing ends it early instead of raising.

    Attributes:
        name: Its name, in an archive the name of the part.
        fault: What went wrong while reading; None while nothing did.
    """

    def __init__(self, name: str, stream: IO[bytes]) -> None:
        self.name = name
        self.fault: Fault | None = None
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes, all when negative; none at the end or after a fault."""
        try:
            return self._stream.read(size)
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile):
            self.fault = Fault(self.name, "", BROKEN_PACK)
            return b""

    def readline(self, size: int = -1) -> bytes:
        """Return the next line with its end, at most `size` bytes; none at the end or a fault."""
        try:
            return self._stream.readline(size)
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile):
            self.fault = Fault(self.name, "", BROKEN_PACK)
            return b""


def sources(path: Path, endings: tuple[str, ...]) -> Iterator[Source | Fault]:
    """Open a file, or the fitting files of a ZIP archive one after another.

    Each source is closed when the next is asked for.

    Args:
        path: The file; what it is packed with is told by its first bytes.
        endings: Which files of an archive to take, in small letters, such as `.gml`.

    Yields:
        What can be read, or why something cannot.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(4)
            stream.seek(0)
            if head in {_ZIP, _EMPTY_ZIP}:
                yield from _archived(path, stream, endings)
            else:
                with packed(head, stream) as plain:
                    yield Source(path.name, plain)
    except OSError:
        yield Fault(path.name, "", UNREADABLE, is_fatal=True)


@contextmanager
def packed(head: bytes, stream: IO[bytes]) -> Iterator[IO[bytes]]:
    """Unpack a stream where its first bytes say gzip."""
    if not head.startswith(_GZIP):
        yield stream
        return
    with gzip.open(stream) as plain:
        yield cast("IO[bytes]", plain)


def _archived(path: Path, stream: IO[bytes], endings: tuple[str, ...]) -> Iterator[Source | Fault]:
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, NotImplementedError):
        yield Fault(path.name, "", BROKEN_ARCHIVE, is_fatal=True)
        return
    with archive:
        parts = [part for part in archive.infolist() if part.filename.lower().endswith(endings)]
        if not parts:
            reason = NOTHING_INSIDE.format(" / ".join(endings))
            yield Fault(path.name, "", reason, is_fatal=True)
        for part in parts:
            name = part.filename.rpartition("/")[2]
            try:
                with archive.open(part) as inner:
                    yield Source(name, inner)
            except (RuntimeError, NotImplementedError):  # zipfile's way to ask for a password
                yield Fault(name, "", LOCKED, is_fatal=len(parts) == 1)
            except zipfile.BadZipFile:
                yield Fault(name, "", BROKEN_ARCHIVE, is_fatal=len(parts) == 1)
