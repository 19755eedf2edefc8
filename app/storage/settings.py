"""Values of the console in `city.db`: kept in memory, written in order by one worker thread."""

import copy
import json
import logging
import queue
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from threading import Lock, Thread
from typing import Any, Final

from app.storage.databases import (
    UnreadableFileError,
    connect,
    failure_text,
    is_damage,
    newer_text,
    set_aside,
    version_of,
)

SCHEMA_VERSION: Final = 1

_log = logging.getLogger(__name__)


class CitySettings:
    """Small JSON-like values by name; fulfils `ports.SettingsStore`. Thread-safe.

    A broken file is set aside, one of a newer version is left alone: then values live only as
    long as the program, and `notices` says so.

    Args:
        path: The file `city.db`; made when there is none.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._values: dict[str, Any] = {}
        self.notices: list[str] = []
        """What a person should know, whole sentences."""
        self.is_writable = True
        """False when nothing can be kept beyond the end of the program."""
        self._queue: queue.SimpleQueue[tuple[str, str] | None] = queue.SimpleQueue()
        self._worker: Thread | None = None
        try:
            self._values = self._load()
        except (sqlite3.Error, OSError) as error:
            self.is_writable = False
            self._tell(failure_text(path, error))

    def get(self, name: str, default: Any = None) -> Any:
        """Return a stored value, or the default."""
        with self._lock:
            return copy.deepcopy(self._values.get(name, default))

    def set(self, name: str, value: Any) -> None:
        """Store a value; returns before it is on disk, in order.

        Raises:
            TypeError: The value has no JSON form.
        """
        text = json.dumps(value, ensure_ascii=False)
        with self._lock:
            self._values[name] = json.loads(text)
            if not self.is_writable:
                return
            if self._worker is None:
                self._worker = Thread(target=self._write, name="city-settings", daemon=True)
                self._worker.start()
            self._queue.put((name, text))

    def close(self) -> None:
        """Write what is left and stop."""
        with self._lock:
            worker, self._worker = self._worker, None
            self.is_writable = False
        if worker is not None:
            self._queue.put(None)
            worker.join()

    def _load(self) -> dict[str, Any]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if self._path.exists() and self._path.stat().st_size:
            try:
                version = _checked_version(self._path)
            except sqlite3.Error as error:
                if not is_damage(error):
                    raise
                self.notices.append(set_aside(self._path))
                return {}
            if version > SCHEMA_VERSION:
                self.is_writable = False
                self.notices.append(newer_text(self._path))
                return {}
            return _read(self._path)
        return {}

    def _write(self) -> None:
        """Take values off the queue until it says stop; runs in the worker thread."""
        database: _Database | None = None
        item = self._queue.get()
        while item is not None:
            try:
                database = database or _Database(self._path)
                database.put(*item)
            except (sqlite3.Error, OSError) as error:
                text = failure_text(self._path, error)
                self._tell(text)
                _log.warning("settings are not stored: %s", error)
            item = self._queue.get()
        if database is not None:
            database.close()

    def _tell(self, text: str) -> None:
        if text not in self.notices:
            self.notices.append(text)


class _Database:
    """The file as the worker has it; sqlite-utils brings it to the present schema."""

    def __init__(self, path: Path) -> None:
        # Imported here because it takes a fifth of a second, which the first window must not wait.
        from sqlite_utils import Database  # noqa: PLC0415

        connection = connect(path)
        connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;")
        self._database = Database(connection)
        _migrations().apply(self._database)
        connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")

    def put(self, name: str, text: str) -> None:
        self._database.table("setting").upsert({"name": name, "value": text}, pk="name")

    def close(self) -> None:
        self._database.close()


def _migrations() -> Any:
    from sqlite_utils import Migrations  # noqa: PLC0415 - see _Database

    migrations = Migrations("city")
    register: Callable[..., Any] = migrations()

    def m001_settings(database: Any) -> None:
        database.table("setting").create({"name": str, "value": str}, pk="name")

    register(m001_settings)
    return migrations


def _checked_version(path: Path) -> int:
    with closing(connect(path, read_only=True)) as connection:
        version = version_of(connection)
        if version <= SCHEMA_VERSION:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            if found != "ok":
                raise UnreadableFileError(found)
        return version


def _read(path: Path) -> dict[str, Any]:
    values = {}
    with closing(connect(path, read_only=True)) as connection:
        present = connection.execute("SELECT 1 FROM sqlite_master WHERE name='setting'").fetchone()
        rows = connection.execute("SELECT name, value FROM setting") if present else []
        for name, text in rows:
            with suppress(ValueError):
                values[name] = json.loads(text)
    return values
