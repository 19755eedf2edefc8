"""The rows of one kind as the writer reads and writes them."""

# ruff: noqa: S608 - names of tables and columns come from the kinds, values are bound

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec

from app.domain.inventory.fields import Kind, Value, Values
from app.domain.inventory.records import Record
from app.storage.inventory.refusals import HandedOver
from app.storage.inventory.titles import titler
from app.storage.inventory_tables import (
    SYSTEM,
    folded_text,
    search_table,
    searched_names,
    value_names,
    version_table,
)

Row = tuple[Any, ...]
"""System columns, then values, then (of kinds that are searched) the folded texts."""

_FIRST: Final = len(SYSTEM)


class KindRows:
    """Statements of one kind on the writer's connection.

    Args:
        connection: The connection.
        kind: The kind.
        handed: Values that were emptied because they change hands; records are read as if they
            still stood there.
    """

    def __init__(
        self, connection: sqlite3.Connection, kind: Kind, handed: HandedOver | None = None
    ) -> None:
        self._handed = handed or {}
        self.is_bulk = False
        self.kind = kind
        self.title = titler(kind)
        self._connection = connection
        self._names = value_names(kind)
        self._searched = searched_names(kind)
        columns = (*SYSTEM, *self._names, *(("folded",) if self._searched else ()))
        self._columns = ", ".join(f'"{name}"' for name in columns)
        self._last = _FIRST + len(self._names)
        self._next = 0

    # --- reading ------------------------------------------------------------------------------

    def read(self, uids: Sequence[str]) -> dict[str, Row]:
        """Return the present rows of records."""
        found = self._connection.execute(
            f'SELECT {self._columns} FROM "{self.kind.name}" '
            "WHERE uid IN (SELECT value FROM json_each(?))",
            (_json(uids),),
        )
        rows = {row[1]: row for row in found}
        for uid in self._handed.keys() & rows.keys():
            restored = list(rows[uid])
            for name, value in self._handed[uid].items():
                restored[_FIRST + self._names.index(name)] = value
            rows[uid] = tuple(restored)
        return rows

    def all_records(self) -> list[Record]:
        """Return all present records; for kinds of which there are few."""
        found = self._connection.execute(f'SELECT {self._columns} FROM "{self.kind.name}"')
        return [self.record(row) for row in found]

    def earlier(self, uids: Sequence[str]) -> dict[str, tuple[int, int]]:
        """Return id and last version of records that were removed once."""
        found = self._connection.execute(
            f'SELECT uid, id, max(rev) FROM "{version_table(self.kind.name)}" '
            "WHERE uid IN (SELECT value FROM json_each(?)) GROUP BY uid",
            (_json(uids),),
        )
        return {uid: (number, rev) for uid, number, rev in found}

    def next_id(self) -> int:
        """Return a number that no record of the kind ever had."""
        if not self._next:
            for table in (self.kind.name, version_table(self.kind.name)):
                found = self._connection.execute(f'SELECT max(id) FROM "{table}"').fetchone()[0]
                self._next = max(self._next, found or 0)
        self._next += 1
        return self._next

    def values(self, row: Row) -> dict[str, Value]:
        """Return the filled values of a row."""
        return {
            name: value
            for name, value in zip(self._names, row[_FIRST : self._last], strict=True)
            if value is not None
        }

    def record(self, row: Row) -> Record:
        """Return a row as a record."""
        number, uid, rev, valid_from, changed_by, _ = row[:_FIRST]
        return Record(
            self.kind.name, uid, number, rev, self.values(row), valid_from, None, changed_by
        )

    # --- making rows --------------------------------------------------------------------------

    def row(self, system: Row, values: Values) -> Row:
        """Return a row of a new record: system columns, the given values, the folded texts."""
        filled = (*system, *values.values())
        return (*filled, self.folded(values)) if self._searched else filled

    def folded(self, values: Mapping[str, Value]) -> str:
        """Return what a search looks through."""
        return folded_text([values.get(name) for name in self._searched])

    def is_found_by(self, names: Sequence[str]) -> bool:
        """Tell whether a change of these fields changes what a search finds."""
        return any(name in self._searched for name in names)

    # --- writing ------------------------------------------------------------------------------

    def supersede(self, rows: list[Row], at_us: int) -> None:
        """Keep present rows, as they are before they change, as versions that ended at a moment."""
        if not rows:
            return
        self._connection.execute(
            f'INSERT INTO "{version_table(self.kind.name)}" ({self._columns}, valid_to) '
            f'SELECT {self._columns}, ? FROM "{self.kind.name}" '
            "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (at_us, _json([row[0] for row in rows])),
        )
        for row in rows if self._handed else ():
            for name, value in self._handed.get(row[1], {}).items():
                self._connection.execute(
                    f'UPDATE "{version_table(self.kind.name)}" SET "{name}"=? '
                    "WHERE uid=? AND valid_to=?",
                    (value, row[1], at_us),
                )

    def insert(self, groups: Mapping[tuple[str, ...], list[Row]]) -> None:
        """Write new rows.

        Args:
            groups: By the filled fields: system columns, their values, the folded texts. What is
                empty is not named: binding nothing takes Python longer than binding a text.
        """
        for names, rows in groups.items():
            columns = (*SYSTEM, *names, *(("folded",) if self._searched else ()))
            named = ", ".join(f'"{name}"' for name in columns)
            marks = ", ".join("?" * len(columns))
            self._connection.executemany(
                f'INSERT INTO "{self.kind.name}" ({named}) VALUES ({marks})', rows
            )
            self._find([row[0] for row in rows], is_found=True)

    def delete(self, ids: list[int]) -> None:
        """Take present rows away."""
        if ids:
            self._find(ids, is_found=False)
            self._connection.executemany(
                f'DELETE FROM "{self.kind.name}" WHERE id=?', [(one,) for one in ids]
            )

    def update(self, groups: Mapping[tuple[str, ...], list[list[Any]]]) -> None:
        """Change rows.

        Args:
            groups: By the changed columns (`folded` last): values, then rev, valid_from,
                changed_by, tx, then `folded` where it is named, then the id.
        """
        for names, rows in groups.items():
            own = [name for name in names if name != "folded"]
            is_folded = len(own) < len(names)
            columns = [*own, "rev", "valid_from", "changed_by", "tx", *names[len(own) :]]
            wanted = ", ".join(f'"{name}"=?' for name in columns)
            ids = [row[-1] for row in rows] if is_folded else []
            self._find(ids, is_found=False)
            self._connection.executemany(f'UPDATE "{self.kind.name}" SET {wanted} WHERE id=?', rows)
            self._find(ids, is_found=True)

    def _find(self, ids: list[int], *, is_found: bool) -> None:
        """Let a search find rows, or find them no more, while its triggers are silent."""
        if not self.is_bulk or not ids or not self._searched:
            return
        name, index = self.kind.name, search_table(self.kind.name)
        into, what = (f"{index}, rowid, folded", "'delete', id, folded")
        if is_found:
            into, what = "rowid, folded", "id, folded"
        self._connection.execute(
            f"INSERT INTO {index} ({into}) SELECT {what} FROM {name} "
            "WHERE id IN (SELECT value FROM json_each(?))",
            (_json(ids),),
        )


def _json(values: Sequence[object]) -> str:
    return msgspec.json.encode(values).decode()
