"""The journal of alarms and operators: append-only, hash chained, durable when `record` returns.

Each row carries SHA-256 over its own canonical text and the hash of the row before, so that a row
changed or removed by hand is found by `verify`. Triggers refuse UPDATE and DELETE.
"""

import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from math import isnan
from pathlib import Path
from threading import Lock
from typing import Any, Final

from typing_extensions import override

from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmId, AlarmState, Condition
from app.services.ports import JournalEntry, StorageError
from app.storage.databases import (
    connect,
    failure_text,
    newer_text,
    old_sqlite_notice,
    open_or_replace,
    version_of,
)

SCHEMA_VERSION: Final = 1
_PRAGMAS: Final = """
PRAGMA page_size=8192;
PRAGMA journal_mode=WAL;
PRAGMA synchronous=FULL;
PRAGMA mmap_size=0;
"""
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS entry(
  id INTEGER PRIMARY KEY AUTOINCREMENT, alarm TEXT NOT NULL, kind TEXT NOT NULL,
  time_us INT NOT NULL, value REAL, actor TEXT NOT NULL, comment TEXT NOT NULL,
  message TEXT NOT NULL, hash BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS entry_alarm ON entry(alarm, id);
CREATE TRIGGER IF NOT EXISTS entry_stays BEFORE UPDATE ON entry
  BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER IF NOT EXISTS entry_remains BEFORE DELETE ON entry
  BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TABLE IF NOT EXISTS state(alarm TEXT PRIMARY KEY, d TEXT NOT NULL)
"""
_COLUMNS: Final = "id, alarm, kind, time_us, value, actor, comment, message"
_FIRST_HASH: Final = bytes(32)


class _Reading:
    """Queries shared by both sides."""

    _connection: sqlite3.Connection | None
    _lock: Lock
    _path: Path

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
                return connection.execute(sql, values).fetchall()
            except sqlite3.Error as error:
                return self._failed(error)

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
        with self._lock:
            if self._connection is None:
                raise StorageError("Das Journal ist geschlossen. Bitte Leitstand neu starten.")
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                self._write(self._connection, events, states)
                self._connection.execute("COMMIT")
            except sqlite3.Error as error:
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise StorageError(failure_text(self._path, error)) from error

    def _write(
        self,
        connection: sqlite3.Connection,
        events: Sequence[tuple[AlarmEvent, str]],
        states: Mapping[AlarmId, AlarmState],
    ) -> None:
        last = connection.execute("SELECT hash FROM entry ORDER BY id DESC LIMIT 1").fetchone()
        previous = last[0] if last else _FIRST_HASH
        for event, message in events:
            value = None if isnan(event.value) else float(event.value)
            row = (
                event.alarm,
                event.kind.value,
                int(event.time_us),
                value,
                event.actor,
                event.comment,
                message,
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
        except OSError:
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


def _entry(row: tuple[Any, ...]) -> JournalEntry:
    number, alarm, kind, time_us, value, actor, comment, message = row
    shown = float("nan") if value is None else float(value)
    event = AlarmEvent(AlarmId(alarm), AlarmEventKind(kind), time_us, shown, actor, comment)
    return JournalEntry(number, event, message)


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
