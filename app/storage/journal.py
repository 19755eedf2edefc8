"""The journal of alarms and operators: append-only, hash chained, durable when `record` returns.

Each row carries SHA-256 over its own canonical text and the hash of the row before, so that a row
changed or removed by hand is found by `verify`. Triggers refuse UPDATE and DELETE. Beside the
lines the file holds the limits over time, see `journal_limits`.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from math import isnan
from pathlib import Path
from threading import Lock
from typing import Any, Final

from typing_extensions import override

from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmId, AlarmState, Condition
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
from app.storage.journal_limits import (
    KNOWN_SQL,
    LIMIT_SCHEMA,
    LIMITS_SQL,
    first_forged_limit,
    insert_limits,
    limits_of,
)

SCHEMA_VERSION: Final = 1
_PRAGMAS: Final = """
PRAGMA page_size=8192;
PRAGMA journal_mode=WAL;
PRAGMA synchronous=FULL;
PRAGMA mmap_size=0;
"""
_SCHEMA: Final = f"""
CREATE TABLE IF NOT EXISTS entry(
  id INTEGER PRIMARY KEY AUTOINCREMENT, alarm TEXT NOT NULL, kind TEXT NOT NULL,
  time_us INT NOT NULL, value REAL, actor TEXT NOT NULL, comment TEXT NOT NULL,
  message TEXT NOT NULL, hash BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS entry_alarm ON entry(alarm, id);
CREATE INDEX IF NOT EXISTS entry_course ON entry(alarm, kind, time_us);
CREATE TRIGGER IF NOT EXISTS entry_stays BEFORE UPDATE ON entry
  BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER IF NOT EXISTS entry_remains BEFORE DELETE ON entry
  BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
{LIMIT_SCHEMA}
CREATE TABLE IF NOT EXISTS state(alarm TEXT PRIMARY KEY, d TEXT NOT NULL)
"""
_COLUMNS: Final = "id, alarm, kind, time_us, value, actor, comment, message"
_FOLLOWING: Final = (
    "SELECT id, alarm, kind, time_us, value, actor, comment FROM entry"
    " WHERE id>? ORDER BY id LIMIT ?"
)
_FIRST_HASH: Final = bytes(32)

_ALARMS: Final = """
WITH RECURSIVE known(alarm) AS (
  SELECT min(alarm) FROM entry UNION ALL
  SELECT (SELECT min(alarm) FROM entry WHERE alarm > known.alarm) FROM known
  WHERE known.alarm IS NOT NULL)
SELECT alarm FROM known WHERE alarm IS NOT NULL
"""
"""Each alarm once, by leaps over the index."""

_COURSE: Final = f"""
WITH course AS MATERIALIZED (
  SELECT wanted.value AS alarm,
    coalesce((SELECT max(time_us) FROM entry
              WHERE alarm=wanted.value AND kind='raised' AND time_us<:start), :start) AS since,
    coalesce((SELECT min(time_us) FROM entry
              WHERE alarm=wanted.value AND kind='raised' AND time_us>=:end), 1<<62) AS until,
    (SELECT min(time_us) FROM entry
     WHERE alarm=wanted.value AND kind='acknowledged' AND time_us>=:end) AS seen
  FROM json_each(:alarms) AS wanted)
SELECT {_COLUMNS} FROM course CROSS JOIN entry USING (alarm)
WHERE kind IN ('raised', 'cleared', 'acknowledged') AND time_us>=since AND time_us<=until
UNION ALL
SELECT {_COLUMNS} FROM course CROSS JOIN entry USING (alarm)
WHERE kind='acknowledged' AND time_us=seen AND seen>until
ORDER BY time_us, id
"""  # noqa: S608 - constant parts only
"""What happened to some alarms from the last raise before a time span to the first one after it,
which ends what never returned, and the first acknowledgement after it."""


class _Reading:
    """Queries shared by both sides."""

    _connection: sqlite3.Connection | None
    _lock: Lock
    _path: Path
    trouble: str = ""
    """Why the last reading gave nothing, a whole sentence; empty when it succeeded."""

    def alarm_states(self) -> dict[AlarmId, AlarmState]:
        """Return the last stored state of each alarm that is not at rest."""
        rows = self._fetch("SELECT alarm, d FROM state ORDER BY alarm", ())
        found = {}
        for alarm, text in rows:
            with suppress(ValueError, TypeError, KeyError):
                found[AlarmId(alarm)] = _state(json.loads(text))
        return found

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
        sql = f"SELECT {_COLUMNS} FROM entry WHERE {where} ORDER BY id DESC LIMIT :n"  # noqa: S608 - constant parts only
        rows = self._fetch(sql, {"before": before_id, "alarm": alarm, "n": max(limit, 0)})
        return [_entry(row) for row in rows]

    def events_after(self, entry_id: int, limit: int) -> list[tuple[int, AlarmEvent]]:
        """Return the lines after one as (id, event), oldest first; 0 begins with the first."""
        rows = self._fetch(_FOLLOWING, (entry_id, max(limit, 0)))
        return [(row[0], _event(row)) for row in rows]

    def events_between(
        self, start_us: int, end_us: int, alarms: Collection[AlarmId] | None = None
    ) -> list[AlarmEvent]:
        """Return what happened to alarms in [start, end), with what belongs to it, in order.

        Of each alarm the last occurrence that was raised before the start comes along, and how
        the last one raised before the end went on. None means all alarms.
        """
        names = [row[0] for row in self._fetch(_ALARMS, ())] if alarms is None else sorted(alarms)
        values = {"start": start_us, "end": end_us, "alarms": json.dumps(names)}
        return [_entry(row).event for row in self._fetch(_COURSE, values)]

    def limit_changes(self) -> list[LimitChange]:
        """Return all recorded changes of limits, oldest first; none in files of older programs."""
        return limits_of(self._limit_rows())

    def verify_limits(self) -> int | None:
        """Return the id of the first change of a limit that was forged, None for none."""
        return first_forged_limit(self._limit_rows())

    def _limit_rows(self) -> list[tuple[Any, ...]]:
        return self._fetch(LIMITS_SQL, ()) if self._fetch(KNOWN_SQL, ()) else []

    def verify(self) -> int | None:
        """Return the id of the first line whose hash or place is wrong, None when all are sound."""
        previous, expected = _FIRST_HASH, 1
        for *row, stored in self._fetch(f"SELECT {_COLUMNS}, hash FROM entry ORDER BY id", ()):  # noqa: S608 - constant parts only
            previous = _chained(previous, row[1:])
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
            path, SCHEMA_VERSION, _PRAGMAS, _SCHEMA, self.notices.append
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
        self._commit(lambda connection: self._write(connection, events, states))

    def record_limits(self, changes: Sequence[LimitChange]) -> None:
        """Append changes of limits in one transaction.

        Raises:
            StorageError: The journal cannot be written; nothing was.
        """
        self._commit(lambda connection: insert_limits(connection, changes))

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

    def _write(
        self,
        connection: sqlite3.Connection,
        events: Sequence[tuple[AlarmEvent, str]],
        states: Mapping[AlarmId, AlarmState],
    ) -> None:
        last = connection.execute("SELECT hash FROM entry ORDER BY id DESC LIMIT 1").fetchone()
        previous = last[0] if last else _FIRST_HASH
        for event, message in events:
            value = None if isnan(event.value) else event.value + 0.0  # SQLite has no -0.0
            row = (
                event.alarm,
                event.kind.value,
                int(event.time_us),
                value,
                _writable(event.actor),
                _writable(event.comment),
                _writable(message),
            )
            previous = _chained(previous, row)
            connection.execute(
                "INSERT INTO entry(alarm,kind,time_us,value,actor,comment,message,hash)"
                " VALUES(?,?,?,?,?,?,?,?)",
                (*row, previous),
            )
        for alarm, state in states.items():
            if state.condition is Condition.NORMAL and state.is_acknowledged:
                connection.execute("DELETE FROM state WHERE alarm=?", (alarm,))
            else:
                connection.execute(
                    "INSERT OR REPLACE INTO state VALUES(?, ?)", (alarm, _state_text(state))
                )


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
        if version != SCHEMA_VERSION:
            connection.close()
            if version > SCHEMA_VERSION:
                self._tell(newer_text(self._path))
            return None
        self._connection, self._identity = connection, identity
        return connection

    @override
    def _failed(self, error: sqlite3.Error) -> list[tuple[Any, ...]]:
        self._tell(failure_text(self._path, error))
        return []

    def _tell(self, text: str) -> None:
        self.trouble = text
        if text not in self.notices:
            self.notices.append(text)


def _chained(previous: bytes, row: Sequence[Any]) -> bytes:
    """Return the hash of a row after the one before it."""
    alarm, kind, time_us, value, actor, comment, message = row
    shown = None if value is None else float(value).hex()
    text = json.dumps(
        [alarm, kind, time_us, shown, actor, comment, message],
        ensure_ascii=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(previous + text.encode()).digest()


def _writable(text: str) -> str:
    """Return a text that has a UTF-8 form; half a surrogate pair becomes a question mark."""
    return text.encode("utf-8", "replace").decode()


def _entry(row: Sequence[Any]) -> JournalEntry:
    return JournalEntry(row[0], _event(row), row[7])


def _event(row: Sequence[Any]) -> AlarmEvent:
    _, alarm, kind, time_us, value, actor, comment = row[:7]
    shown = float("nan") if value is None else float(value)
    return AlarmEvent(AlarmId(alarm), AlarmEventKind(kind), time_us, shown, actor, comment)


def _state_text(state: AlarmState) -> str:
    values = {field.name: getattr(state, field.name) for field in fields(state)}
    values["value"] = None if isnan(state.value) else state.value
    return json.dumps(values, ensure_ascii=False)


def _state(values: dict[str, Any]) -> AlarmState:
    known = {field.name for field in fields(AlarmState)}
    kept = {name: value for name, value in values.items() if name in known}
    kept["condition"] = Condition(kept["condition"])
    if kept.get("value") is None:
        kept["value"] = float("nan")
    return AlarmState(**kept)
