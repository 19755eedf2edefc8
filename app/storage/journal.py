"""The journal of alarms and operators: append-only, hash chained, durable when `record` returns.

Each row carries SHA-256 over its own canonical text and the hash of the row before, so that a row
changed or removed by hand is found by `verify`. Triggers refuse UPDATE and DELETE. Beside the
lines the file holds the limits over time, see `journal_limits`.
"""

import json
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any, Final

from typing_extensions import override

from app.domain.alarms import AlarmColumns, AlarmEvent, AlarmId, AlarmState, Mirror
from app.domain.documents import DocumentKind, DocumentVersion
from app.domain.limits import LimitChange
from app.services.ports import JournalEntry, StorageError
from app.storage.databases import (
    connect,
    failure_text,
    newer_text,
    old_sqlite_notice,
    open_or_replace,
    version_of,
)
from app.storage.journal_columns import COLUMN_SQL, HIDDEN_SQL, columns_of
from app.storage.journal_documents import (
    DOCUMENT_SCHEMA,
    DOCUMENTS_SQL,
    VERSIONS_SQL,
    first_forged_document,
    insert_version,
    versions_of,
)
from app.storage.journal_limits import (
    LIMIT_SCHEMA,
    LIMITS_SQL,
    first_forged_limit,
    insert_limits,
    limits_of,
)
from app.storage.journal_lines import (
    ADDED_COLUMNS,
    COLUMNS,
    COURSE,
    FIRST_HASH,
    FOLLOWING,
    OLD_COLUMNS,
    chained,
    entry_of,
    event_of,
    insert_lines,
    line_schema,
)
from app.storage.journal_states import (
    MIRRORS_SQL,
    STATE_SCHEMA,
    STATES_SQL,
    keep_states,
    mirrors_of,
    states_of,
)

SCHEMA_VERSION: Final = 2
_OLDEST: Final = 1
"""Files from this version on are read as they are; the writer brings them up to date."""

_PRAGMAS: Final = """
PRAGMA page_size=8192;
PRAGMA journal_mode=WAL;
PRAGMA synchronous=FULL;
PRAGMA mmap_size=0;
"""
_ALARMS: Final = """
WITH RECURSIVE known(alarm) AS (
  SELECT min(alarm) FROM entry UNION ALL
  SELECT (SELECT min(alarm) FROM entry WHERE alarm > known.alarm) FROM known
  WHERE known.alarm IS NOT NULL)
SELECT alarm FROM known WHERE alarm IS NOT NULL
"""
"""Each alarm once, by leaps over the index."""

_KNOWN_TABLE: Final = "SELECT 1 FROM sqlite_master WHERE type='table' AND name=?"


class _Reading:
    """Queries shared by both sides."""

    _connection: sqlite3.Connection | None
    _lock: Lock
    _path: Path
    _is_old = False
    """True while the file is of an older version, which a reader takes as it is."""
    trouble: str = ""
    """Why the last reading gave nothing, a whole sentence; empty when it succeeded."""

    def alarm_states(self) -> dict[AlarmId, AlarmState]:
        """Return the last stored state of each alarm that is not at rest."""
        return states_of(self._fetch(STATES_SQL, ()))

    def mirrors(self) -> dict[AlarmId, Mirror]:
        """Return what is known of alarms that servers judge themselves, as last recorded."""
        return mirrors_of(self._added_rows("mirror", MIRRORS_SQL, ()))

    def entries(
        self, limit: int, before_id: int | None = None, alarm: AlarmId | None = None
    ) -> list[JournalEntry]:
        """Return journal lines, newest first.

        Args:
            limit: How many at most.
            before_id: Only lines older than this one.
            alarm: Only lines of this alarm.
        """
        where = "(:before IS NULL OR id < :before) AND (:alarm IS NULL OR alarm = :alarm)"
        sql = f"SELECT {COLUMNS} FROM entry WHERE {where} ORDER BY id DESC LIMIT :n"  # noqa: S608 - constant parts only
        rows = self._fetch(sql, {"before": before_id, "alarm": alarm, "n": max(limit, 0)})
        return [entry_of(row) for row in rows]

    def events_after(self, entry_id: int, limit: int) -> list[tuple[int, AlarmEvent]]:
        """Return the lines after one as (id, event), oldest first; 0 begins with the first."""
        rows = self._fetch(FOLLOWING, (entry_id, max(limit, 0)))
        return [(row[0], event_of(row)) for row in rows]

    def events_between(
        self, start_us: int, end_us: int, alarms: Collection[AlarmId] | None = None
    ) -> list[AlarmEvent]:
        """Return what happened to alarms in [start, end), with what belongs to it, in order.

        Of each alarm the last occurrence that was raised before the start comes along, and how
        the last one raised before the end went on. None means all alarms.
        """
        names = [row[0] for row in self._fetch(_ALARMS, ())] if alarms is None else sorted(alarms)
        values = {"start": start_us, "end": end_us, "alarms": json.dumps(names)}
        return [event_of(row) for row in self._fetch(COURSE, values)]

    def alarm_columns(self, start_us: int, end_us: int) -> AlarmColumns:
        """Return what happened to all alarms in [start, end) as columns.

        What stood and what was hidden at the start comes along, each with its last beginning.
        """
        values = {"start": start_us, "end": end_us}
        hidden = self._fetch(HIDDEN_SQL, values)
        return columns_of(hidden, self._fetch(COLUMN_SQL, values), start_us)

    def limit_changes(self) -> list[LimitChange]:
        """Return all recorded changes of limits, oldest first; none in files of older programs."""
        return limits_of(self._added_rows("limit_change", LIMITS_SQL, ()))

    def versions(self, kind: DocumentKind) -> list[DocumentVersion]:
        """Return all versions of a document, oldest first."""
        return versions_of(self._added_rows("document", VERSIONS_SQL, (kind.value,)))

    def verify_limits(self) -> int | None:
        """Return the id of the first change of a limit that was forged, None for none."""
        return first_forged_limit(self._added_rows("limit_change", LIMITS_SQL, ()))

    def verify_versions(self) -> int | None:
        """Return the id of the first version of a document that was forged, None for none."""
        return first_forged_document(self._added_rows("document", DOCUMENTS_SQL, ()))

    def _added_rows(self, table: str, sql: str, values: Any) -> list[tuple[Any, ...]]:
        """Return rows of a table that files of older programs do not have."""
        return self._fetch(sql, values) if self._fetch(_KNOWN_TABLE, (table,)) else []

    def verify(self) -> int | None:
        """Return the id of the first line whose hash or place is wrong, None when all are sound."""
        previous, expected = FIRST_HASH, 1
        for *row, stored in self._fetch(f"SELECT {COLUMNS}, hash FROM entry ORDER BY id", ()):  # noqa: S608 - constant parts only
            previous = chained(previous, row[1:])
            if row[0] != expected or stored != previous:
                return int(row[0])
            expected += 1
        return None

    def close(self) -> None:
        """Release the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _fetch(self, sql: str, values: Any) -> list[tuple[Any, ...]]:
        with self._lock:
            connection = self._connected()
            if connection is None:
                return []
            try:
                if self._is_old:
                    sql = sql.replace(ADDED_COLUMNS, OLD_COLUMNS)
                rows = connection.execute(sql, values).fetchall()
            except sqlite3.Error as error:
                return self._failed(error)
            self.trouble = ""
            return rows

    def _connected(self) -> sqlite3.Connection | None:
        return self._connection

    def _failed(self, error: sqlite3.Error) -> list[tuple[Any, ...]]:
        raise StorageError(failure_text(self._path, error)) from error


class SqliteJournal(_Reading):
    """The journal's one writer; fulfils `ports.Journal`. Thread-safe.

    Args:
        path: The file; made when there is none, a broken one is set aside.

    Raises:
        StorageError: A newer version wrote the file, or it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self.notices: list[str] = []
        """What a person should know, whole sentences."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(failure_text(path, error)) from error
        self._connection = open_or_replace(
            path, SCHEMA_VERSION, _PRAGMAS, _schema(path), self.notices.append
        )
        old = old_sqlite_notice()
        if old is not None:
            self.notices.append(old)

    def record(
        self, events: Sequence[tuple[AlarmEvent, str]], states: Mapping[AlarmId, AlarmState]
    ) -> None:
        """Append events with their messages, and keep the states they led to, in one transaction.

        Raises:
            StorageError: The journal cannot be written; nothing was.
        """

        def write(connection: sqlite3.Connection) -> None:
            insert_lines(connection, events)
            keep_states(connection, states)

        self._commit(write)

    def record_limits(self, changes: Sequence[LimitChange]) -> None:
        """Append changes of limits in one transaction.

        Raises:
            StorageError: The journal cannot be written; nothing was.
        """
        self._commit(lambda connection: insert_limits(connection, changes))

    def record_version(self, version: DocumentVersion) -> None:
        """Append a version of a document.

        Raises:
            StorageError: The journal cannot be written, or has this version; nothing was written.
        """
        self._commit(lambda connection: insert_version(connection, version))

    def _commit(self, write: Callable[[sqlite3.Connection], None]) -> None:
        with self._lock:
            if self._connection is None:
                raise StorageError("Das Journal ist geschlossen. Bitte Leitstand neu starten.")
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                write(self._connection)
                self._connection.execute("COMMIT")
            except BaseException as error:
                # A transaction left open would refuse every later line.
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                if isinstance(error, sqlite3.Error):
                    raise StorageError(failure_text(self._path, error)) from error
                raise


class SqliteJournalReader(_Reading):
    """Reads the journal while another process writes it; fulfils `ports.JournalReader`.

    Args:
        path: The file; it need not exist yet.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None
        self._identity: object = None
        self.notices: list[str] = []
        """What a person should know, whole sentences."""

    @override
    def _connected(self) -> sqlite3.Connection | None:
        try:
            status = self._path.stat()
        except OSError as error:
            # Before the first line of a city there is no file, and nothing is wrong.
            if self._identity is not None:
                self.trouble = failure_text(self._path, error)
            return None
        identity = (status.st_dev, status.st_ino)
        if self._connection is not None and identity == self._identity:
            if self._is_old:
                self._is_old = self._is_still_old(self._connection)
            return self._connection
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        try:
            connection = connect(self._path, read_only=True)
            version = version_of(connection)
        except sqlite3.Error as error:
            self._failed(error)
            return None
        if not _OLDEST <= version <= SCHEMA_VERSION:
            connection.close()
            if version > SCHEMA_VERSION:
                self._tell(newer_text(self._path))
            return None
        self._connection, self._identity = connection, identity
        self._is_old = version < SCHEMA_VERSION
        return connection

    def _is_still_old(self, connection: sqlite3.Connection) -> bool:
        """Tell whether nobody has brought the file up to date meanwhile."""
        try:
            return version_of(connection) < SCHEMA_VERSION
        except sqlite3.Error:
            return True  # The reading itself will say what is wrong.

    @override
    def _failed(self, error: sqlite3.Error) -> list[tuple[Any, ...]]:
        self._tell(failure_text(self._path, error))
        return []

    def _tell(self, text: str) -> None:
        self.trouble = text
        if text not in self.notices:
            self.notices.append(text)


def _schema(path: Path) -> str:
    """Return what makes a file one of this version, whole or not at all."""
    tables = line_schema(path) + LIMIT_SCHEMA + STATE_SCHEMA + DOCUMENT_SCHEMA
    return f"BEGIN IMMEDIATE;{tables};PRAGMA user_version={SCHEMA_VERSION};COMMIT"
