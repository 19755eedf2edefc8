"""Reading connections: opened when there is something to read, anew when the file was replaced."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from app.domain.inventory.folding import fold, natural_key, order_key
from app.services.ports import StorageError
from app.services.ports.inventories import StoppedError
from app.storage.city_backups import restore_text
from app.storage.city_schema import SCHEMA_VERSION
from app.storage.databases import connect, failure_text, is_damage, version_of

_PRAGMAS: Final = """
PRAGMA cache_size=-4096;
PRAGMA temp_store=MEMORY;
"""


def _of_text(make: Callable[[str], str]) -> Callable[[object], Any]:
    """Return a function for SQL that leaves what is no text as it is."""

    def apply(value: object) -> Any:
        return make(value) if isinstance(value, str) else value

    return apply


class Reading:
    """One read-only connection to `city.db`; used by one thread at a time.

    Args:
        path: The file; it may come to be later.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._identity: tuple[int, int] | None = None
        self._schema = -1
        self._columns: Mapping[str, frozenset[str]] = {}
        self._is_stopped = False
        self._depth = 0

    @property
    def columns(self) -> Mapping[str, frozenset[str]]:
        """Which columns each table of the file has."""
        return self._columns

    @contextmanager
    def now(self) -> Iterator[sqlite3.Connection | None]:
        """Read one state of the file; None while there is none that can be read.

        Raises:
            StoppedError: `interrupt` was called meanwhile.
            StorageError: The file cannot be read; the text says what to do.
        """
        if self._depth == 0:
            self._is_stopped = False
        self._depth += 1
        try:
            connection = self._ready()
            if connection is None or connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN")
            try:
                self._look(connection)
                yield connection
            finally:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise StoppedError from error
            raise StorageError(failure_text(self._path, error)) from error
        except sqlite3.Error as error:
            text = failure_text(self._path, error)
            if is_damage(error):
                text = f"{text} {restore_text(self._path)}"
            raise StorageError(text) from error
        finally:
            self._depth -= 1

    def check_stop(self) -> None:
        """Raise `StoppedError` when `interrupt` was called."""
        if self._is_stopped:
            raise StoppedError

    def interrupt(self) -> None:
        """Stop what another thread reads."""
        connection = self._connection
        if self._depth and connection is not None:
            self._is_stopped = True
            with suppress(sqlite3.Error):
                connection.interrupt()

    def close(self) -> None:
        """End the reading."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()

    def _ready(self) -> sqlite3.Connection | None:
        try:
            status = self._path.stat()
        except FileNotFoundError:
            self.close()
            return None
        identity = (status.st_dev, status.st_ino)
        if self._connection is not None and identity != self._identity:
            self.close()
        if self._connection is None:
            if not status.st_size:
                return None
            self._connection = self._open()
            self._identity, self._schema = identity, -1
        return self._connection

    def _open(self) -> sqlite3.Connection:
        connection = connect(self._path, read_only=True)
        connection.executescript(_PRAGMAS)
        for name, make in (("fold", fold), ("order_key", order_key), ("natural_key", natural_key)):
            connection.create_function(name, 1, _of_text(make), deterministic=True)
        return connection

    def _look(self, connection: sqlite3.Connection) -> None:
        """Learn which tables and columns there are, when that changed."""
        schema = connection.execute("PRAGMA schema_version").fetchone()[0]
        if schema == self._schema:
            return
        found: dict[str, set[str]] = {}
        if version_of(connection) <= SCHEMA_VERSION:
            for table, column in connection.execute(
                "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c "
                "WHERE m.type='table'"
            ):
                found.setdefault(table, set()).add(column)
        self._columns = {table: frozenset(columns) for table, columns in found.items()}
        self._schema = schema
