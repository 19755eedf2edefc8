"""The files of a historian as readers open them: whatever the writer does meanwhile."""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from app.storage.databases import connect, is_damage, newer_text, version_of
from app.storage.historian import hot
from app.storage.historian.chunks import SCHEMA_VERSION, BlockCache, ChunkFile

ROLLUP_NAME: Final = "rollup.db"
_MONTH_PATTERN: Final = "[0-9][0-9][0-9][0-9]-[0-9][0-9].db"


def month_names(folder: Path) -> list[str]:
    """Return the months that have a file, oldest first."""
    return sorted(path.stem for path in folder.glob(_MONTH_PATTERN))


def month_path(folder: Path, month: str) -> Path:
    """Return the file of a month."""
    return folder / f"{month}.db"


class ReadFolder:
    """Read-only connections to the files of a folder, opened when needed.

    Files may appear, vanish (retention) and be replaced (set aside) at any time: before each use
    the file's identity is compared with that of the open connection.

    Args:
        folder: The folder; it need not exist.
        notice: Told what a person should know.
    """

    def __init__(self, folder: Path, notice: Callable[[str], None]) -> None:
        self.folder = folder
        self._notice = notice
        self._cache = BlockCache()
        self._files: dict[str, ChunkFile] = {}
        self._refused: dict[str, object] = {}

    def months(self) -> list[str]:
        """Return the months that have a file, oldest first."""
        return month_names(self.folder)

    def month(self, month: str) -> ChunkFile | None:
        """Return the file of a month, None when there is none that can be read."""
        return self._open(f"{month}.db", SCHEMA_VERSION)

    def rollup(self) -> ChunkFile | None:
        """Return the file of the tiers."""
        return self._open(ROLLUP_NAME, SCHEMA_VERSION)

    def head(self) -> ChunkFile | None:
        """Return the write-ahead head; only its connection and identity are of use."""
        return self._open(hot.HOT_NAME, hot.SCHEMA_VERSION)

    def dropped_before(self) -> int | None:
        """Return up to when samples were dropped (µs UTC), None when all are there."""
        file = self.rollup()
        if file is None:
            return None
        try:
            found = file.connection.execute("SELECT before FROM dropped").fetchone()
        except sqlite3.Error as error:
            self.forget(file, error)
            return None
        return int(found[0]) if found else None

    def size(self) -> int:
        """Return the bytes of all files."""
        total = 0
        for path in self.folder.glob("*"):
            with suppress(OSError):
                total += path.stat().st_size
        return total

    def forget(self, file: ChunkFile, error: sqlite3.Error) -> None:
        """Close a file that failed; a broken one is not opened again until it is replaced."""
        name = file.path.name
        self._files.pop(name, None)
        with suppress(sqlite3.Error):
            file.close()
        if is_damage(error):
            self._refuse(
                name,
                file.identity,
                f"Die Datei „{name}“ ist beschädigt; ihre Werte werden nicht gezeigt. "
                "Bitte die Aufzeichnung neu starten, sie legt die Datei beiseite.",
            )

    def close(self) -> None:
        """Close all files."""
        for file in self._files.values():
            file.close()
        self._files.clear()

    def _open(self, name: str, version: int) -> ChunkFile | None:
        path = self.folder / name
        try:
            status = path.stat()
        except OSError:
            self._drop(name)
            return None
        identity = (name, status.st_dev, status.st_ino)
        known = self._files.get(name)
        if known is not None and known.identity == identity:
            return known
        self._drop(name)
        if not status.st_size or self._refused.get(name) == identity:
            return None
        return self._connect(path, identity, version)

    def _connect(self, path: Path, identity: object, version: int) -> ChunkFile | None:
        try:
            connection = connect(path, read_only=True)
        except sqlite3.Error:
            return None
        file = ChunkFile(path, connection, identity, self._cache, self._notice)
        try:
            found = version_of(connection)
        except sqlite3.Error as error:
            self.forget(file, error)
            return None
        if found > version:
            self._refuse(path.name, identity, newer_text(path))
        if found != version:  # 0: the writer is just creating it
            connection.close()
            return None
        self._files[path.name] = file
        return file

    def _drop(self, name: str) -> None:
        file = self._files.pop(name, None)
        if file is not None:
            file.close()

    def _refuse(self, name: str, identity: object, text: str) -> None:
        self._refused[name] = identity
        self._notice(text)
