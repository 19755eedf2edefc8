"""Capsule files: an SQLite database that is read into memory, sealed behind (`capsule_seals`).

Tables: `header` (name, value; readable by anybody), `part` (named pieces of the content, each with
its SHA-256) and `picture`. A reader takes the parts it knows and passes the others over.
"""

import errno
import hashlib
import os
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Any, Final

from app.domain.capsules import FORMAT_VERSION, SUFFIX, CapsuleContent, CapsuleHeader
from app.services.capsules import (
    CapsuleError,
    CapsuleExistsError,
    CapsuleInfo,
    OpenedCapsule,
    Progress,
)
from app.storage.capsule_parts import LISTS, encode_samples, pack
from app.storage.capsule_reading import CapsuleReading, examined, opened, os_reason, read_text
from app.storage.capsule_seals import seal
from app.storage.databases import is_full

APPLICATION_ID: Final = 0x4C534B50
"""`LSKP`, by which the system may know the file."""

_SCHEMA: Final = f"""
PRAGMA page_size=4096;
PRAGMA application_id={APPLICATION_ID};
PRAGMA user_version={FORMAT_VERSION};
CREATE TABLE header(name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE part(name TEXT, number INT, sha256 BLOB NOT NULL, data BLOB NOT NULL,
  PRIMARY KEY(name, number));
CREATE TABLE picture(workspace TEXT PRIMARY KEY, png BLOB NOT NULL);
"""
_BLOCK: Final = 1 << 20


def _nothing(_done: int, _total: int) -> None:
    """Who does not ask for progress."""


class CapsuleFolder:
    """Fulfils `services.capsules.CapsuleShelf`. Thread-safe: it keeps nothing.

    Args:
        folder: Where capsules are kept; made when the first one is.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(
        self,
        path: Path,
        content: CapsuleContent,
        progress: Progress = _nothing,
        *,
        may_replace: bool = False,
    ) -> None:
        """Write a capsule whole or not at all, see `CapsuleShelf`."""
        try:
            database = _database(content, progress)
        except sqlite3.Error as error:
            raise CapsuleError(_write_text(path, error)) from error
        _put(path, [database, seal(database)], progress, may_replace=may_replace)

    def read(self, path: Path) -> OpenedCapsule:
        """Read a capsule, see `CapsuleShelf`."""
        examination = examined(path)
        with closing(opened(path, examination.database)) as connection:
            return CapsuleReading(path, connection, examination).capsule()

    def look(self, path: Path) -> CapsuleInfo:
        """Return what a file is about and whether it is intact, see `CapsuleShelf`."""
        size = 0
        try:
            size = path.stat().st_size
            examination = examined(path)
            with closing(opened(path, examination.database)) as connection:
                reading = CapsuleReading(path, connection, examination)
                return CapsuleInfo(path, size, reading.header(), reading.warnings())
        except OSError as error:
            return CapsuleInfo(path, size, error=read_text(path, os_reason(error)))
        except CapsuleError as error:
            return CapsuleInfo(path, size, error=str(error))

    def paths(self) -> list[Path]:
        """Return the capsule files of the folder, by name."""
        return sorted(self.folder.glob(f"*{SUFFIX}"))

    def remove(self, path: Path) -> None:
        """Delete a file, see `CapsuleShelf`."""
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise CapsuleError(
                f"„{path}“ lässt sich nicht löschen ({error.strerror}). Bitte die Rechte prüfen."
            ) from error

    def copy(self, path: Path, target: Path, *, may_replace: bool = False) -> None:
        """Copy a file as it is, see `CapsuleShelf`."""
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CapsuleError(read_text(path, os_reason(error))) from error
        _put(target, [data], _nothing, may_replace=may_replace)


# --- writing --------------------------------------------------------------------------------


def _database(content: CapsuleContent, progress: Progress) -> bytes:
    """Return a database with the content."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.executescript(_SCHEMA)
        connection.execute("BEGIN")
        header = {
            field.name: getattr(content.header, field.name) for field in fields(CapsuleHeader)
        }
        connection.executemany("INSERT INTO header VALUES(?,?)", sorted(header.items()))
        parts = list(_parts(content))
        for place, (name, number, make) in enumerate(parts):
            progress(place, len(parts))
            data = make()
            connection.execute(
                "INSERT INTO part VALUES(?,?,?,?)",
                (name, number, hashlib.sha256(data).digest(), data),
            )
        connection.executemany("INSERT INTO picture VALUES(?,?)", sorted(content.pictures.items()))
        connection.execute("COMMIT")
        return connection.serialize()


def _parts(content: CapsuleContent) -> Iterator[tuple[str, int, Callable[[], bytes]]]:
    """Yield name, number and maker of each piece of the content."""
    yield "city", 0, partial(pack, content.city)
    yield "layout", 0, partial(pack, dict(content.layout))
    yield "coarse", 0, partial(pack, content.coarse)
    yield "mirrors", 0, partial(pack, dict(content.mirrors))
    for name in LISTS:
        yield name, 0, partial(pack, getattr(content, name))
    for number, piece in enumerate(encode_samples(content.samples)):
        yield "samples", number, piece


def _put(path: Path, blocks: list[bytes], progress: Progress, *, may_replace: bool) -> None:
    """Write a file beside its place, then move it there; nothing stays behind when that fails."""
    partial_path = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.partial")
    try:
        is_there = path.exists()  # a name that is too long is refused here already
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CapsuleError(_write_text(path, error)) from error
    if is_there and not may_replace:
        raise CapsuleExistsError(
            f"Die Datei „{path}“ gibt es schon. Bitte einen anderen Namen wählen oder zustimmen, "
            "dass sie ersetzt wird."
        )
    try:
        with partial_path.open("xb") as file:
            _pour(file, b"".join(blocks), progress)
            file.flush()
            os.fsync(file.fileno())
        _settle(partial_path, path, may_replace=may_replace)
        _sync_folder(path.parent)
    except FileExistsError as error:
        raise CapsuleExistsError(f"Die Datei „{path}“ ist eben entstanden.") from error
    except OSError as error:
        raise CapsuleError(_write_text(path, error)) from error
    finally:
        with suppress(OSError):
            partial_path.unlink(missing_ok=True)


def _pour(file: Any, data: bytes, progress: Progress) -> None:
    for start in range(0, len(data), _BLOCK):
        progress(start, len(data))
        file.write(data[start : start + _BLOCK])
    progress(len(data), len(data))


def _settle(source: Path, target: Path, *, may_replace: bool) -> None:
    """Move a finished file to its place; one that came there meanwhile is not replaced unasked."""
    if may_replace:
        source.replace(target)
        return
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links, such as a memory stick
        if target.exists():
            raise FileExistsError(target) from None
        source.replace(target)


def _sync_folder(folder: Path) -> None:
    """Bring the new name of a file to disk, where the system lets us."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _write_text(path: Path, error: Exception) -> str:
    is_no_room = isinstance(error, OSError) and error.errno == errno.ENOSPC
    if is_no_room or (isinstance(error, sqlite3.Error) and is_full(error)):
        return (
            f"Für die Vorfallkapsel „{path}“ ist kein Platz mehr. Bitte Speicherplatz freigeben "
            "oder einen anderen Ordner wählen; es blieb nichts Halbes liegen."
        )
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return (
        f"Die Vorfallkapsel „{path}“ lässt sich nicht schreiben ({reason}). Bitte die Rechte des "
        "Ordners prüfen oder einen anderen wählen; es blieb nichts Halbes liegen."
    )
