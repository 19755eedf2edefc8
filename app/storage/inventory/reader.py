"""Answers what is asked of the inventory, at present or at a moment of the past."""

# ruff: noqa: S608 - names of tables and columns come from the kinds, values are bound

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Self

import msgspec

from app.domain.inventory.changes import ChangeLine, Changeset, Transaction
from app.domain.inventory.custom import custom_fields
from app.domain.inventory.fields import Field, Value
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.queries import Filter, Hit, Operator, Query
from app.domain.inventory.records import Key, Record
from app.services.ports.inventories import Progress
from app.storage.inventory import log, undo
from app.storage.inventory.filters import conditions
from app.storage.inventory.paths import Columns, Joined, parts, quoted, trail
from app.storage.inventory.reading import Reading
from app.storage.inventory.refusals import referring_fields
from app.storage.inventory.searching import search
from app.storage.inventory.selecting import Selecting
from app.storage.inventory.titles import title_from
from app.storage.inventory_tables import SYSTEM, value_names, version_table

_BATCH: Final = 4_096
_LOGGED: Final = frozenset({"inventory_tx", "inventory_change"})


class SqliteInventoryReader:
    """Reads `city.db`; fulfils `ports.InventoryReader`.

    Args:
        path: The file; it may come to be later.
    """

    def __init__(self, path: Path) -> None:
        self._reading = Reading(path)

    def __enter__(self) -> Self:
        """Return itself; it is closed at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the reading."""
        self.close()

    # --- queries ------------------------------------------------------------------------------

    def count(self, query: Query) -> int:
        """Return how many records a query has."""
        with self._reading.now() as connection:
            if connection is None or query.kind not in self._columns:
                return 0
            return self._selecting(connection, query).count()

    def ids(self, query: Query, limit: int | None = None) -> "array[int]":
        """Return the row ids of a query in its order."""
        with self._reading.now() as connection:
            if connection is None or query.kind not in self._columns:
                return array("q")
            return self._selecting(connection, query).ids(limit)

    def groups(self, query: Query, path: str) -> list[tuple[Value, int]]:
        """Return how many records of a query have which value, most first."""
        with self._reading.now() as connection:
            if connection is None or query.kind not in self._columns:
                return []
            return self._selecting(connection, query, path).groups(path)

    # --- rows ---------------------------------------------------------------------------------

    def rows(
        self, kind: str, ids: Sequence[int], paths: Sequence[str], at_us: int | None = None
    ) -> list[tuple[Value, ...] | None]:
        """Return values by path, for each id in order."""
        found: dict[int, tuple[Value, ...]] = {}
        with self._reading.now() as connection:
            if connection is not None:
                custom = self._custom(connection, kind)
                for part in parts(kind, self._columns, at_us):
                    wanted = "".join(f", {part.column(trail(kind, one, custom))}" for one in paths)
                    for row in connection.execute(
                        f"SELECT a.id{wanted} FROM {part.sql()} "
                        f"WHERE a.id IN (SELECT value FROM json_each(?)) AND {part.where()}",
                        (_json(ids),),
                    ):
                        found[row[0]] = row[1:]
        return [found.get(one) for one in ids]

    def keys(self, kind: str, ids: Sequence[int]) -> list[str]:
        """Return the uids of rows, in order; also of records that were removed."""
        found: dict[int, str] = {}
        with self._reading.now() as connection:
            if connection is not None and kind in self._columns:
                found = self._pairs(connection, kind, ("id", "uid"), ids)
        return [found.get(one, "") for one in ids]

    def ids_of(self, kind: str, uids: Sequence[str]) -> list[int]:
        """Return the row ids of records, in order; 0 where there never was one."""
        found: dict[str, int] = {}
        with self._reading.now() as connection:
            if connection is not None and kind in self._columns:
                found = self._pairs(connection, kind, ("uid", "id"), uids)
        return [found.get(one, 0) for one in uids]

    def record(self, kind: str, uid: str, at_us: int | None = None) -> Record | None:
        """Return a record (at a moment), None when there is none."""
        found = self._records(kind, (Filter("uid", Operator.IS, (uid,)),), at_us, 1)
        return found[0] if found else None

    def records(
        self,
        kind: str,
        filters: Sequence[Filter] = (),
        *,
        at_us: int | None = None,
        limit: int | None = None,
    ) -> list[Record]:
        """Return whole records that fulfil all filters, by id."""
        return self._records(kind, filters, at_us, limit)

    def values(
        self, kind: str, paths: Sequence[str], filters: Sequence[Filter] = ()
    ) -> Iterator[tuple[Value, ...]]:
        """Yield values of all present records that fulfil all filters, by id."""
        with self._reading.now() as connection:
            if connection is None or kind not in self._columns:
                return
            custom = self._custom(connection, kind)
            part = Joined(kind, self._columns)
            wanted = ", ".join(part.column(trail(kind, one, custom)) for one in paths)
            text, values = conditions(part, filters, custom)
            cursor = connection.execute(
                f"SELECT {wanted} FROM {part.sql()} WHERE {text} ORDER BY a.id", values
            )
            while rows := cursor.fetchmany(_BATCH):
                yield from rows

    def find(self, kind: str, field: str, values: Iterable[Value]) -> dict[Value, list[str]]:
        """Return the uids of the present records that have one of these values in a field."""
        found: dict[Value, list[str]] = {}
        with self._reading.now() as connection:
            if connection is None or kind not in self._columns:
                return found
            part = Joined(kind, self._columns)
            column = part.column(trail(kind, field, self._custom(connection, kind)))
            wanted = [value for value in values if value is not None]
            for value, uid in connection.execute(
                f"SELECT {column}, a.uid FROM {part.sql()} "
                f"WHERE {column} IN (SELECT value FROM json_each(?))",
                (_json(wanted),),
            ):
                found.setdefault(value, []).append(uid)
        return found

    # --- titles, search, references -----------------------------------------------------------

    def titles(self, keys: Iterable[Key], at_us: int | None = None) -> dict[Key, str]:
        """Return what records are called; those that are not are left out."""
        by_kind: dict[str, list[str]] = {}
        for key in keys:
            by_kind.setdefault(key.kind, []).append(key.uid)
        found: dict[Key, str] = {}
        with self._reading.now() as connection:
            if connection is None:
                return found
            for kind, uids in by_kind.items():
                for part in parts(kind, self._columns, at_us):
                    names = KINDS[kind].title
                    wanted = ", ".join(part.column(trail(kind, name)) for name in names)
                    for uid, *words in connection.execute(
                        f"SELECT a.uid, {wanted} FROM {part.sql()} "
                        f"WHERE a.uid IN (SELECT value FROM json_each(?)) AND {part.where()}",
                        (_json(uids),),
                    ):
                        found[Key(kind, uid)] = title_from(KINDS[kind], words)
        return found

    def search(self, text: str, kinds: Sequence[str] = (), limit: int = 50) -> list[Hit]:
        """Return what a text finds over all (or these) kinds, best first."""
        with self._reading.now() as connection:
            if connection is None:
                return []
            return search(connection, self._columns, text, kinds or tuple(KINDS), limit)

    def references_to(self, key: Key) -> list[tuple[str, str, int]]:
        """Return who refers to a record: (kind, field, how many)."""
        found = []
        with self._reading.now() as connection:
            if connection is None:
                return []
            for kind, one in referring_fields(key.kind):
                there = self._columns.get(kind.name, frozenset())
                if one.name not in there:
                    continue
                which = f" AND {quoted(one.kind_field)}=?" if one.kind_field else ""
                values = (key.uid, key.kind) if one.kind_field else (key.uid,)
                sql = f"SELECT count(*) FROM {quoted(kind.name)} WHERE {quoted(one.name)}=?{which}"
                count = connection.execute(sql, values).fetchone()[0]
                if count:
                    found.append((kind.name, one.name, int(count)))
        return found

    # --- the log ------------------------------------------------------------------------------

    def history(self, key: Key) -> list[ChangeLine]:
        """Return all that was ever done to a record, newest first."""
        with self._reading.now() as connection:
            if connection is None or not self._is_logged:
                return []
            where = "WHERE uid=? AND kind=? ORDER BY number DESC"
            return log.lines(connection, where, (key.uid, key.kind))

    def transactions(self, limit: int = 200, before: int | None = None) -> list[Transaction]:
        """Return transactions, newest first; `before` is the number to go on from."""
        with self._reading.now() as connection:
            if connection is None or not self._is_logged:
                return []
            where = "WHERE number < ? ORDER BY number DESC LIMIT ?"
            return log.transactions(connection, where, (before or 1 << 62, limit))

    def lines(self, transaction: int, limit: int = 1000) -> list[ChangeLine]:
        """Return what a transaction did."""
        with self._reading.now() as connection:
            if connection is None or not self._is_logged:
                return []
            where = "WHERE tx=? ORDER BY number LIMIT ?"
            return log.lines(connection, where, (transaction, limit))

    def verify(self, progress: Progress | None = None) -> list[str]:
        """Return what is wrong with the chain of the change log; whole sentences, German."""
        with self._reading.now() as connection:
            if connection is None or not self._is_logged:
                return []
            return log.verify(connection, progress)

    def inverse(self, transaction: int) -> Changeset:
        """Return what takes a transaction back; see `InventoryStore.inverse`."""
        with self._reading.now() as connection:
            if connection is None or not self._is_logged:
                raise undo.unknown(transaction)
            return undo.inverse(connection, transaction)

    # --- the rest -----------------------------------------------------------------------------

    def custom_fields(self, kind: str) -> dict[str, Field]:
        """Return the fields of people's own for a kind, by name."""
        return custom_fields(self.records("custom_field"), kind)

    def interrupt(self) -> None:
        """Stop what another thread is reading with this reader."""
        self._reading.interrupt()

    def close(self) -> None:
        """End the reading."""
        self._reading.close()

    @property
    def _columns(self) -> Columns:
        return self._reading.columns

    @property
    def _is_logged(self) -> bool:
        return self._columns.keys() >= _LOGGED

    def _selecting(self, connection: sqlite3.Connection, query: Query, *paths: str) -> Selecting:
        """Return the query, with the fields of people's own where it names one."""
        filtered, sorted_by = (one.path for one in query.filters), (one.path for one in query.sort)
        is_own = any(path.startswith("custom.") for path in (*paths, *filtered, *sorted_by))
        custom = self._custom(connection, query.kind) if is_own else {}
        return Selecting(connection, self._columns, query, custom)

    def _custom(self, connection: sqlite3.Connection, kind: str) -> Mapping[str, Field]:
        del connection
        return self.custom_fields(kind) if KINDS[kind].has_custom else {}

    def _pairs(
        self,
        connection: sqlite3.Connection,
        kind: str,
        names: tuple[str, str],
        wanted: Sequence[Any],
    ) -> dict[Any, Any]:
        """Return one column by another one, of present and of removed records."""
        values = _json(wanted)
        found: dict[Any, Any] = {}
        for table in (version_table(kind), kind):
            found |= connection.execute(
                f"SELECT {names[0]}, {names[1]} FROM {quoted(table)} "
                f"WHERE {names[0]} IN (SELECT value FROM json_each(?))",
                (values,),
            ).fetchall()
        return found

    def _records(
        self, kind: str, filters: Sequence[Filter], at_us: int | None, limit: int | None
    ) -> list[Record]:
        found: list[Record] = []
        with self._reading.now() as connection:
            if connection is None:
                return found
            named = any(one.path.startswith("custom.") for one in filters)
            custom = self._custom(connection, kind) if named else {}
            for part in parts(kind, self._columns, at_us):
                found += _read_records(connection, part, filters, custom, limit)
        if at_us is not None:
            found.sort(key=lambda one: one.id)
        return found[:limit]


def _read_records(
    connection: sqlite3.Connection,
    part: Joined,
    filters: Sequence[Filter],
    custom: Mapping[str, Field],
    limit: int | None,
) -> Iterator[Record]:
    kind = KINDS[part.kind]
    there = part.columns[part.table]
    names = [name for name in value_names(kind) if name in there]
    columns = [*SYSTEM[:-1], *names, *(("valid_to",) if part.is_past else ())]
    wanted = ", ".join(f"a.{quoted(name)}" for name in columns)
    text, values = conditions(part, filters, custom)
    first, last = len(SYSTEM) - 1, len(SYSTEM) - 1 + len(names)
    for row in connection.execute(
        f"SELECT {wanted} FROM {part.sql()} WHERE {text} ORDER BY a.id LIMIT ?",
        (*values, -1 if limit is None else limit),
    ):
        filled = {
            name: value
            for name, value in zip(names, row[first:last], strict=True)
            if value is not None
        }
        valid_to = row[last] if part.is_past else None
        yield Record(part.kind, row[1], row[0], row[2], filled, row[3], valid_to, row[4])


def _json(values: Iterable[object]) -> str:
    return msgspec.json.encode(list(values)).decode()
