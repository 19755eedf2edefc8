"""The files of a historian as its one writer has them open."""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from itertools import count
from pathlib import Path
from typing import Final

import numpy as np

from app.services.ports import StorageError
from app.storage.databases import connect, newer_text, open_or_replace, set_aside, version_of
from app.storage.historian import hot
from app.storage.historian.chunks import PRAGMAS, SCHEMA, SCHEMA_VERSION, BlockCache, ChunkFile
from app.storage.historian.folder import ROLLUP_NAME, month_names, month_path
from app.storage.historian.hot import HotFile

_OPEN_MONTHS: Final = 6


class Store:
    """Opens, replaces and drops files; knows nothing of what is written when.

    Args:
        folder: The folder of the history files.
        notice: Told what a person should know.

    Raises:
        StorageError: A file is of a newer version, or the folder cannot be written.
    """

    def __init__(self, folder: Path, notice: Callable[[str], None]) -> None:
        self.folder = folder
        self._notice = notice
        self._cache = BlockCache()
        self._serial = count()
        self._months: dict[str, ChunkFile] = {}
        sealed = self._survey()
        self.hot = HotFile(folder / hot.HOT_NAME, notice)
        self.hot.keep_ids_above(sealed)
        self.rollup = self._open(folder / ROLLUP_NAME)
        self._plan_rebuilding()

    def month(self, month: str) -> ChunkFile:
        """Return the file of a month, made when there is none."""
        file = self._months.pop(month, None) or self._open(month_path(self.folder, month))
        self._months[month] = file
        for name in list(self._months):
            if len(self._months) <= _OPEN_MONTHS:
                break
            if not self._months[name].connection.in_transaction and name != month:
                self._months.pop(name).close()
        return file

    def months(self) -> list[str]:
        """Return the months that have a file, oldest first."""
        return month_names(self.folder)

    def rebuilding(self) -> list[str]:
        """Return the months whose buckets must be made anew."""
        rows = self.rollup.connection.execute("SELECT month FROM rebuild ORDER BY month DESC")
        return [row[0] for row in rows]

    def dropped_before(self) -> int:
        """Return up to when samples were dropped, µs UTC; the smallest number when never."""
        found = self.rollup.connection.execute("SELECT before FROM dropped").fetchone()
        return int(found[0]) if found else int(np.iinfo(np.int64).min)

    def drop_month(self, month: str, end_us: int) -> None:
        """Remove a month's samples for good; its buckets stay."""
        before = max(end_us, self.dropped_before())
        self.rollup.connection.execute("INSERT OR REPLACE INTO dropped VALUES(1, ?)", (before,))
        file = self._months.pop(month, None)
        if file is not None:
            file.close()
        path = month_path(self.folder, month)
        for suffix in ("", "-wal", "-shm"):
            with suppress(OSError):
                path.with_name(path.name + suffix).unlink()

    def rollback(self) -> None:
        """Forget all that is not committed."""
        for file in [*self._months.values(), self.rollup]:
            with suppress(sqlite3.Error):
                file.rollback()

    def checkpoint(self) -> None:
        """Move what is committed into the files themselves, so that the logs stay short."""
        for connection in self._connections():
            with suppress(sqlite3.Error):
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def replace_damaged(self) -> None:
        """Check all open files; set the broken ones aside and begin new ones."""
        for month, file in list(self._months.items()):
            if not _is_sound(file.connection):
                del self._months[month]
                self._replace(file)
        if not _is_sound(self.rollup.connection):
            self._replace(self.rollup)
            self.rollup = self._open(self.folder / ROLLUP_NAME)
            self._plan_rebuilding()
        if not _is_sound(self.hot.connection):
            self.replace_hot()

    def replace_hot(self) -> None:
        """Set a broken head aside and begin a new one."""
        self.hot.connection.close()
        if self.hot.path.exists():
            self._notice(set_aside(self.hot.path))
        self.hot = HotFile(self.hot.path, self._notice)
        self.hot.keep_ids_above(self._survey())

    def close(self) -> None:
        """Close all files; their logs are emptied into them."""
        self.rollback()
        for connection in self._connections():
            with suppress(sqlite3.Error):
                connection.close()
        self._months.clear()

    def _connections(self) -> list[sqlite3.Connection]:
        files = [*self._months.values(), self.rollup]
        return [self.hot.connection, *(file.connection for file in files)]

    def _open(self, path: Path) -> ChunkFile:
        connection = open_or_replace(path, SCHEMA_VERSION, PRAGMAS, SCHEMA, self._notice)
        return ChunkFile(path, connection, next(self._serial), self._cache, self._notice)

    def _replace(self, file: ChunkFile) -> None:
        file.close()
        if file.path.exists():
            self._notice(set_aside(file.path))

    def _survey(self) -> int:
        """Return the last batch sealed in any month; refuse files of a newer version."""
        sealed = 0
        names = [f"{month}.db" for month in self.months()] + [ROLLUP_NAME, hot.HOT_NAME]
        for name in names:
            path = self.folder / name
            if not path.exists() or not path.stat().st_size:
                continue
            try:
                with closing(connect(path, read_only=True)) as probe:
                    version = version_of(probe)
                    limit = hot.SCHEMA_VERSION if name == hot.HOT_NAME else SCHEMA_VERSION
                    if version > limit:
                        raise StorageError(newer_text(path))
                    if name not in {ROLLUP_NAME, hot.HOT_NAME} and version:
                        found = probe.execute("SELECT batch FROM sealed").fetchone()
                        sealed = max(sealed, int(found[0]) if found else 0)
            except sqlite3.Error:
                continue  # broken: found and set aside when it is opened for writing
        return sealed

    def _plan_rebuilding(self) -> None:
        """After the loss of the rollups, all months are rolled up again."""
        connection = self.rollup.connection
        if connection.execute("SELECT 1 FROM chunk LIMIT 1").fetchone() is None:
            connection.executemany(
                "INSERT OR IGNORE INTO rebuild VALUES(?)", [(month,) for month in self.months()]
            )


def _is_sound(connection: sqlite3.Connection) -> bool:
    try:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.Error:
        return False
