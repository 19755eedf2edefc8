"""Limits over time in the journal's file: append-only, with a hash chain of their own.

They are no lines of the journal: a line is an event of an alarm and steps its state, a changed
limit is not. Their table was added to files of version 1 without a new number, because programs
that do not know it read and write those files unharmed.
"""

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from math import isnan, nan
from typing import Any, Final

from app.domain.alarms import AlarmId, RuleKind
from app.domain.limits import LimitChange
from app.domain.points import PointId

LIMIT_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS limit_change(
  id INTEGER PRIMARY KEY AUTOINCREMENT, alarm TEXT NOT NULL, point TEXT NOT NULL,
  kind TEXT NOT NULL, since_us INT NOT NULL, threshold REAL, basis TEXT NOT NULL,
  hash BLOB NOT NULL);
CREATE TRIGGER IF NOT EXISTS limit_stays BEFORE UPDATE ON limit_change
  BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER IF NOT EXISTS limit_remains BEFORE DELETE ON limit_change
  BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
"""
KNOWN_SQL: Final = "SELECT 1 FROM sqlite_master WHERE type='table' AND name='limit_change'"
LIMITS_SQL: Final = (
    "SELECT id, alarm, point, kind, since_us, threshold, basis, hash FROM limit_change ORDER BY id"
)
_FIRST_HASH: Final = bytes(32)


def insert_limits(connection: sqlite3.Connection, changes: Sequence[LimitChange]) -> None:
    """Append changes, inside a transaction."""
    last = connection.execute("SELECT hash FROM limit_change ORDER BY id DESC LIMIT 1").fetchone()
    previous = last[0] if last else _FIRST_HASH
    for change in changes:
        row = (
            change.alarm,
            change.point,
            change.kind.value,
            int(change.since_us),
            None if isnan(change.threshold) else change.threshold + 0.0,  # SQLite has no -0.0
            change.basis,
        )
        previous = _chained(previous, row)
        connection.execute(
            "INSERT INTO limit_change(alarm,point,kind,since_us,threshold,basis,hash)"
            " VALUES(?,?,?,?,?,?,?)",
            (*row, previous),
        )


def limits_of(rows: Sequence[tuple[Any, ...]]) -> list[LimitChange]:
    """Return rows of `LIMITS_SQL` as changes; kinds of a later version are passed over."""
    found = []
    for _, alarm, point, kind, since_us, threshold, basis, _ in rows:
        with suppress(ValueError):
            limit = nan if threshold is None else float(threshold)
            found.append(
                LimitChange(AlarmId(alarm), PointId(point), RuleKind(kind), since_us, limit, basis)
            )
    return found


def first_forged_limit(rows: Sequence[tuple[Any, ...]]) -> int | None:
    """Return the id of the first row of `LIMITS_SQL` that was changed; None for none."""
    previous, expected = _FIRST_HASH, 1
    for number, *row, stored in rows:
        previous = _chained(previous, row)
        if number != expected or stored != previous:
            return int(number)
        expected += 1
    return None


def _chained(previous: bytes, row: Sequence[Any]) -> bytes:
    """Return the hash of a row after the one before it."""
    alarm, point, kind, since_us, threshold, basis = row
    shown = None if threshold is None else float(threshold).hex()
    text = json.dumps(
        [alarm, point, kind, since_us, shown, basis], ensure_ascii=True, separators=(",", ":")
    )
    return hashlib.sha256(previous + text.encode()).digest()
