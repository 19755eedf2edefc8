"""The lines of the journal: their columns, their hash chain, and how they are written and read.

What was added after version 1 stands in columns of its own that are empty in older lines. A line
without them is hashed as it always was, so that the chain of an older file goes on.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from math import isnan
from pathlib import Path
from typing import Any, Final

from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmId
from app.domain.samples import NO_TIME
from app.services.ports import JournalEntry
from app.storage.databases import connect

HIDING_KINDS: Final = "'shelved', 'unshelved', 'suppressed', 'unsuppressed', 'removed', 'restored'"
"""The kinds that begin and end hiding an alarm."""

_TABLE: Final = """
CREATE TABLE IF NOT EXISTS entry(
  id INTEGER PRIMARY KEY AUTOINCREMENT, alarm TEXT NOT NULL, kind TEXT NOT NULL,
  time_us INT NOT NULL, value REAL, actor TEXT NOT NULL, comment TEXT NOT NULL,
  message TEXT NOT NULL, hash BLOB NOT NULL);
"""
_INDEXES: Final = f"""
CREATE INDEX IF NOT EXISTS entry_alarm ON entry(alarm, id);
DROP INDEX IF EXISTS entry_course;
CREATE INDEX IF NOT EXISTS entry_story ON entry(alarm, time_us, kind DESC);
CREATE INDEX IF NOT EXISTS entry_hiding ON entry(alarm, kind, time_us)
  WHERE kind IN ({HIDING_KINDS});
CREATE TRIGGER IF NOT EXISTS entry_stays BEFORE UPDATE ON entry
  BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER IF NOT EXISTS entry_remains BEFORE DELETE ON entry
  BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
"""
ADDED: Final = {"until_us": "INT", "work_order": "TEXT", "recorded_us": "INT"}
"""Columns that version 2 added to the lines, with their types."""

ADDED_COLUMNS: Final = ", ".join(ADDED)
OLD_COLUMNS: Final = ", ".join("NULL" for _ in ADDED)
"""What stands in their place for a file of version 1."""

COLUMNS: Final = f"id, alarm, kind, time_us, value, actor, comment, message, {ADDED_COLUMNS}"
_WITHOUT_WORDS: Final = COLUMNS.replace("message", "''")

FIRST_HASH: Final = bytes(32)

FOLLOWING: Final = f"SELECT {_WITHOUT_WORDS} FROM entry WHERE id>? ORDER BY id LIMIT ?"  # noqa: S608 - constant parts only
COURSE: Final = f"""
WITH span AS MATERIALIZED (
  SELECT wanted.value AS alarm,
    coalesce((SELECT max(time_us) FROM entry
              WHERE alarm=wanted.value AND kind='raised' AND time_us<:start), :start) AS since,
    coalesce((SELECT min(time_us) FROM entry
              WHERE alarm=wanted.value AND kind='raised' AND time_us>=:end), 1<<62) AS until
  FROM json_each(:alarms) AS wanted),
course AS MATERIALIZED (
  SELECT alarm, since, until,
    (SELECT min(time_us) FROM entry e
     WHERE e.alarm=span.alarm AND kind='acknowledged' AND time_us>until) AS seen
  FROM span)
SELECT {COLUMNS} FROM course CROSS JOIN entry USING (alarm)
WHERE time_us>=since AND time_us<=until
UNION ALL
SELECT {COLUMNS} FROM course CROSS JOIN entry USING (alarm)
WHERE kind='acknowledged' AND time_us=seen
ORDER BY time_us, id
"""  # noqa: S608 - constant parts only
"""What happened to some alarms from the last raise before a time span to the first one after it,
which ends what never returned, and the first acknowledgement after that."""

_INSERT: Final = (
    "INSERT INTO entry(alarm,kind,time_us,value,actor,comment,message,until_us,work_order,"
    "recorded_us,hash) VALUES(?,?,?,?,?,?,?,?,?,?,?)"
)
_KINDS: Final = {kind.value: kind for kind in AlarmEventKind}
_encode: Final = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode


def line_schema(path: Path) -> str:
    """Return what makes the lines of a file those of this version, where it has lines or not.

    The file is looked at first because SQL cannot ask for a column before it adds it. No line is
    touched.
    """
    known: set[str] = set()
    with suppress(sqlite3.Error), closing(connect(path, read_only=True)) as connection:
        known = {row[1] for row in connection.execute("PRAGMA table_info(entry)")}
    added = [
        f"ALTER TABLE entry ADD COLUMN {name} {kind};"
        for name, kind in ADDED.items()
        if name not in known
    ]
    return _TABLE + "".join(added) + _INDEXES


def insert_lines(connection: sqlite3.Connection, events: Iterable[tuple[AlarmEvent, str]]) -> None:
    """Append events with their messages, inside a transaction."""
    last = connection.execute("SELECT hash FROM entry ORDER BY id DESC LIMIT 1").fetchone()
    previous = last[0] if last else FIRST_HASH
    rows = []
    for event, message in events:
        row = _row(event, message)
        previous = chained(previous, row)
        rows.append((*row, previous))
    connection.executemany(_INSERT, rows)


def chained(previous: bytes, row: Sequence[Any]) -> bytes:
    """Return the hash of a line (`COLUMNS` without the id) after that of the line before it."""
    alarm, kind, time_us, value, actor, comment, message, *added = row
    shown = None if value is None else float(value).hex()
    values = [alarm, kind, time_us, shown, actor, comment, message]
    if any(value is not None for value in added):
        values += added
    return hashlib.sha256(previous + _encode(values).encode()).digest()


def writable(text: str) -> str:
    """Return a text that has a UTF-8 form; half a surrogate pair becomes a question mark."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def entry_of(row: Sequence[Any]) -> JournalEntry:
    """Return a line as read back from its `COLUMNS`."""
    return JournalEntry(row[0], event_of(row), row[7])


def event_of(row: Sequence[Any]) -> AlarmEvent:
    """Return the event of a line from its `COLUMNS`."""
    _, alarm, kind, time_us, value, actor, comment, _, until_us, work_order, recorded_us = row
    return AlarmEvent(
        AlarmId(alarm),
        _KINDS[kind],
        time_us,
        float("nan") if value is None else float(value),
        actor,
        comment,
        NO_TIME if until_us is None else until_us,
        work_order or "",
        NO_TIME if recorded_us is None else recorded_us,
    )


def _row(event: AlarmEvent, message: str) -> tuple[Any, ...]:
    return (
        event.alarm,
        event.kind.value,
        int(event.time_us),
        None if isnan(event.value) else event.value + 0.0,  # SQLite has no -0.0
        writable(event.actor),
        writable(event.comment),
        writable(message),
        None if event.until_us == NO_TIME else int(event.until_us),
        writable(event.work_order) or None,
        None if event.recorded_us == NO_TIME else int(event.recorded_us),
    )
