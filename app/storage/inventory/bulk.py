"""What makes many rows quick to write: memory, no triggers, no search for garbage meanwhile."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from app.services.inventory.resting import resting_collector

_CACHE: Final = -131_072
"""128 MiB, so that pages of indices are not written several times."""


@contextmanager
def prepared(connection: sqlite3.Connection, kinds: Iterable[str]) -> Iterator[None]:
    """Prepare for many rows inside an open transaction.

    The triggers that keep the search rest: they run for each row, and each time FTS5 writes what
    it holds. Whoever writes keeps the search in large steps instead. They are taken away and made
    again in the same transaction, so that nobody else ever sees the file without them, and so
    that an error brings them back. (A condition at the trigger would cost a fifth of the time.)

    Args:
        connection: The writer's.
        kinds: What is written.
    """
    before = connection.execute("PRAGMA cache_size").fetchone()[0]
    connection.execute(f"PRAGMA cache_size={_CACHE}")
    try:
        triggers = _triggers(connection, kinds)
        for name, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        with resting_collector():
            yield
        for _, sql in triggers:
            connection.execute(sql)
    finally:
        connection.execute(f"PRAGMA cache_size={before}")


def _triggers(connection: sqlite3.Connection, kinds: Iterable[str]) -> list[tuple[str, str]]:
    """Return name and text of the triggers of kinds."""
    return [
        (name, sql)
        for kind in kinds
        for name, sql in connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type='trigger' AND tbl_name=?", (kind,)
        ).fetchall()
    ]
