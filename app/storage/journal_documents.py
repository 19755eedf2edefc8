"""Versions of documents in the journal's file: append-only, with a hash chain of their own.

Who put which rules, maintenance windows and notifications in force, when and why. The newest
version of a kind is the one in force.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any, Final

from app.domain.documents import DocumentKind, DocumentVersion
from app.storage.journal_lines import FIRST_HASH, writable

DOCUMENT_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS document(
  id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, number INT NOT NULL,
  at_us INT NOT NULL, actor TEXT NOT NULL, why TEXT NOT NULL, text TEXT NOT NULL,
  hash BLOB NOT NULL, UNIQUE(kind, number));
CREATE TRIGGER IF NOT EXISTS document_stays BEFORE UPDATE ON document
  BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER IF NOT EXISTS document_remains BEFORE DELETE ON document
  BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
"""
VERSIONS_SQL: Final = (
    "SELECT kind, number, at_us, actor, why, text FROM document WHERE kind=? ORDER BY number"
)
DOCUMENTS_SQL: Final = (
    "SELECT id, kind, number, at_us, actor, why, text, hash FROM document ORDER BY id"
)


def insert_version(connection: sqlite3.Connection, version: DocumentVersion) -> None:
    """Append a version, inside a transaction."""
    last = connection.execute("SELECT hash FROM document ORDER BY id DESC LIMIT 1").fetchone()
    row = (
        version.kind.value,
        int(version.number),
        int(version.at_us),
        writable(version.actor),
        writable(version.why),
        writable(version.text),
    )
    connection.execute(
        "INSERT INTO document(kind,number,at_us,actor,why,text,hash) VALUES(?,?,?,?,?,?,?)",
        (*row, _chained(last[0] if last else FIRST_HASH, row)),
    )


def versions_of(rows: Iterable[tuple[Any, ...]]) -> list[DocumentVersion]:
    """Return rows of `VERSIONS_SQL`; kinds of a later program are passed over."""
    found = []
    for kind, *rest in rows:
        with suppress(ValueError):
            found.append(DocumentVersion(DocumentKind(kind), *rest))
    return found


def first_forged_document(rows: Iterable[tuple[Any, ...]]) -> int | None:
    """Return the id of the first row of `DOCUMENTS_SQL` that was changed; None for none."""
    previous, expected = FIRST_HASH, 1
    for number, *row, stored in rows:
        previous = _chained(previous, row)
        if number != expected or stored != previous:
            return int(number)
        expected += 1
    return None


def _chained(previous: bytes, row: Sequence[Any]) -> bytes:
    """Return the hash of a row after the one before it."""
    text = json.dumps(list(row), ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(previous + text.encode()).digest()
