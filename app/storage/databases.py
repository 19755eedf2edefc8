"""Opening SQLite files so that a broken, newer or locked one never stops the program."""

import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

from app.services.ports import StorageError

BUSY_TIMEOUT_MS: Final = 5_000
SAFE_SQLITE: Final = (3, 51, 3)
"""Earlier versions can damage a WAL file when two connections checkpoint at the same moment."""

CHECKED_BYTES: Final = 1 << 30
"""Files up to this size are read whole by the check at the start (about 0.3 s)."""

_FILLING: Final = b"Leitstand" * 116_509
"""Just over 1 MiB."""

_CORRUPT: Final = 11
_FULL: Final = 13
_NOT_A_DATABASE: Final = 26


class NewerVersionError(Exception):
    """The file was written by a newer version of the program."""


def is_damage(error: sqlite3.Error) -> bool:
    """Tell whether an error says that the file itself is broken."""
    return _code(error) in {_CORRUPT, _NOT_A_DATABASE} or isinstance(error, UnreadableFileError)


def is_full(error: sqlite3.Error) -> bool:
    """Tell whether an error says that the disk is full."""
    return _code(error) == _FULL


class UnreadableFileError(sqlite3.DatabaseError):
    """The check of a file found it broken."""


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open a file without implicit transactions; usable from any thread, one at a time."""
    mode = "ro" if read_only else "rwc"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_TIMEOUT_MS / 1_000,
    )
    if read_only:
        connection.execute("PRAGMA query_only=1")
    return connection


def version_of(connection: sqlite3.Connection) -> int:
    """Return the file's own schema version (`user_version`)."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def inspect(path: Path) -> tuple[int, str]:
    """Return a file's schema version and what is wrong with it, empty when it is sound.

    It only reads, also while another process writes.
    """
    try:
        with closing(connect(path, read_only=True)) as connection:
            version = version_of(connection)
            found = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.Error as error:
        return 0, str(error)
    return version, "" if found == "ok" else found


def open_checked(path: Path, version: int, pragmas: str, schema: str) -> sqlite3.Connection:
    """Open a file for its one writer, after a check, and create what is missing.

    Raises:
        NewerVersionError: A newer version wrote it; nothing was touched.
        sqlite3.Error: It is broken or cannot be written.
    """
    if path.exists() and path.stat().st_size:
        with closing(connect(path, read_only=True)) as probe:
            if version_of(probe) > version:
                raise NewerVersionError(path.name)
            if path.stat().st_size <= CHECKED_BYTES:
                found = probe.execute("PRAGMA quick_check(1)").fetchone()[0]
                if found != "ok":
                    raise UnreadableFileError(found)
    connection = connect(path)
    try:
        connection.executescript(pragmas)
        connection.executescript(f"{schema};PRAGMA user_version={version};")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def open_or_replace(
    path: Path, version: int, pragmas: str, schema: str, notice: Callable[[str], None]
) -> sqlite3.Connection:
    """Open a file for its one writer; a broken one is set aside and a new one begun.

    Raises:
        StorageError: A newer version wrote it, or it cannot be written.
    """
    try:
        try:
            return open_checked(path, version, pragmas, schema)
        except sqlite3.Error as error:
            if not is_damage(error):
                raise
            notice(set_aside(path))
            return open_checked(path, version, pragmas, schema)
    except NewerVersionError as error:
        raise StorageError(newer_text(path)) from error
    except (sqlite3.Error, OSError) as error:
        raise StorageError(failure_text(path, error)) from error


def newer_text(path: Path) -> str:
    """Say that a file is too new, and what to do."""
    return (
        f"Die Datei „{path.name}“ wurde von einer neueren Version von Leitstand geschrieben. "
        "Bitte diese neuere Version starten oder mit --data einen anderen Datenordner wählen; "
        "an der Datei wurde nichts verändert."
    )


def failure_text(path: Path, error: Exception) -> str:
    """Say that a file cannot be used, why, and what to do."""
    if isinstance(error, sqlite3.Error) and is_full(error):
        return full_text(path)
    return (
        f"Die Datei „{path.name}“ lässt sich nicht benutzen ({error}). "
        "Bitte Rechte und Datenträger des Datenordners prüfen."
    )


def full_text(path: Path) -> str:
    """Say that the disk is full, and what to do."""
    return (
        f"Der Datenträger mit „{path.name}“ ist voll; neue Werte werden nicht gespeichert. "
        "Bitte Speicherplatz freigeben, danach geht es von selbst weiter."
    )


def set_aside(path: Path) -> str:
    """Rename a broken file with its companions, and return a sentence that says so."""
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S")
    target = path.with_name(f"{path.name}.corrupt-{stamp}")
    number = 1
    while target.exists():
        number += 1
        target = path.with_name(f"{path.name}.corrupt-{stamp}-{number}")
    path.rename(target)
    with suppress(FileNotFoundError):
        path.with_name(path.name + "-wal").rename(target.with_name(target.name + "-wal"))
    with suppress(FileNotFoundError):
        path.with_name(path.name + "-shm").unlink()
    return (
        f"Die Datei „{path.name}“ war beschädigt und liegt jetzt als „{target.name}“ daneben; "
        "die Aufzeichnung geht in einer neuen Datei weiter."
    )


def old_sqlite_notice() -> str | None:
    """Return a sentence when the SQLite library is older than `SAFE_SQLITE`."""
    if sqlite3.sqlite_version_info >= SAFE_SQLITE:
        return None
    wanted = ".".join(map(str, SAFE_SQLITE))
    return (
        f"SQLite {sqlite3.sqlite_version} ist älter als {wanted}; in seltenen Fällen kann es "
        "Dateien beschädigen. Bitte Python mit einer neueren SQLite-Bibliothek verwenden."
    )


class WriterLock:
    """Lets one process at a time write into a folder; released by the system when it dies.

    Args:
        path: The lock file; it stays behind empty and means nothing without the lock.

    Raises:
        StorageError: Another program writes there, or the folder cannot be written.
    """

    def __init__(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file: IO[bytes] | None = path.open("ab")
        except OSError as error:
            raise StorageError(failure_text(path, error)) from error
        try:
            _lock(self._file)
        except OSError as error:
            self._file.close()
            raise StorageError(
                f"In den Ordner „{path.parent}“ schreibt bereits ein anderer Leitstand. Bitte "
                "diesen zuerst beenden oder mit --data einen anderen Datenordner wählen."
            ) from error

    def release(self) -> None:
        """Let others write."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _lock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - exists on Windows only

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - exists on POSIX only

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


class Reserve:
    """A file that only takes up room, given back when the disk is full so that SQLite can tidy up.

    Args:
        path: Where it lies.
        size: Its bytes.
    """

    def __init__(self, path: Path, size: int = 16 << 20) -> None:
        self._path = path
        self._size = size

    def ensure(self) -> bool:
        """Take the room up again where there is plenty; True when the reserve stands."""
        if self._path.exists() and self._path.stat().st_size >= self._size:
            return True
        partial = self._path.with_suffix(".partial")
        try:
            with partial.open("wb") as file:
                # Real bytes: a sparse file would reserve nothing.
                for _ in range(self._size >> 20):
                    file.write(_FILLING)
            partial.replace(self._path)
        except OSError:
            with suppress(OSError):
                partial.unlink(missing_ok=True)
            return False
        return True

    def free(self) -> None:
        """Give the room back."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)


def _code(error: sqlite3.Error) -> int:
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
