"""Orders: the ids of a query, sorted as Germans expect, a million of them in well under a second.

SQLite tells the values and, gathered into one text each, the ids that have them; only the
different values are sorted here, where ä can stand beside a and 9 before 10. Rows of Python
objects, which would take longer than all the rest, are never made.
"""

# ruff: noqa: S608 - names of tables and columns come from the kinds, values are bound

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from app.domain.inventory.fields import FieldType, Value
from app.domain.inventory.folding import natural_key
from app.storage.inventory.paths import Columns, Joined, Trail, own_trail, parts

DISTINCT: Final = 50_000
"""More different values than these are sorted by SQLite, and numbers in them do not count."""

FEW: Final = 16
"""So many different values are compared one after the other."""

Ids = NDArray[np.int64]

_FINEST: Final = 1_000_000
"""Decimal numbers are sorted to the sixth place."""

_SORTING: Final = -131_072
"""128 MiB, for a moment."""

_EMPTY: Final = np.iinfo(np.int64).max

_NUMBERS: Final = {FieldType.INTEGER, FieldType.MOMENT, FieldType.FLAG}
_DECIMALS: Final = {FieldType.DECIMAL, FieldType.MONEY}


@dataclass(frozen=True, slots=True)
class Source:
    """One of the tables a query's records are in.

    Attributes:
        joined: The table.
        source: FROM.
        where: WHERE.
        values: Their values.
        end: What comes after them, an order and a limit.
    """

    joined: Joined
    source: str
    where: str
    values: list[Any]
    end: str = "LIMIT -1"


def numbers_of(text: str | None) -> Ids:
    """Return the numbers that a `group_concat` gathered."""
    return np.fromstring(text, np.int64, sep=",") if text else np.empty(0, np.int64)


def gathered(connection: sqlite3.Connection, one: Source, wanted: str) -> list[Ids]:
    """Return expressions that are whole numbers, one array each, over a source."""
    names = [f"c{place:d}" for place in range(wanted.count("|") + 1)]
    inner = ", ".join(
        f"{text} AS {name}" for text, name in zip(wanted.split("|"), names, strict=True)
    )
    outer = ", ".join(f"group_concat({name})" for name in names)
    row = connection.execute(
        f"SELECT {outer} FROM (SELECT {inner} FROM {one.source} WHERE {one.where} {one.end})",
        one.values,
    ).fetchone()
    return [numbers_of(text) for text in row]


def ranks(
    connection: sqlite3.Connection,
    make: Callable[[], list[Source]],
    path: Trail,
    *,
    is_descending: bool,
    is_last: bool,
) -> tuple[Ids, Ids]:
    """Return ids, ascending, and for each the place of its value; empty values come last.

    Args:
        connection: A reader's.
        make: Returns the tables anew; what the order needs is joined to them.
        path: What is sorted by.
        is_descending: Greatest first.
        is_last: Equal values may get different places, in the order of their ids.
    """
    if not path.through and path.type in _NUMBERS | _DECIMALS:
        ids, places = _by_number(connection, make(), path)
    else:
        found = _by_few(connection, make(), path) or _by_value(connection, make(), path)
        if found is None:
            return _by_sqlite(
                connection, make(), path, is_descending=is_descending, is_last=is_last
            )
        ids, places = found
    if is_descending:
        places = np.where(places == _EMPTY, _EMPTY, -places)
    return _ascending(ids, places)


def _ascending(ids: Ids, places: Ids) -> tuple[Ids, Ids]:
    way = np.argsort(ids, kind="stable")
    return ids[way], places[way]


def _by_number(
    connection: sqlite3.Connection, sources: list[Source], path: Trail
) -> tuple[Ids, Ids]:
    ids, places = [], []
    for one in sources:
        column = one.joined.column(path)
        key = f"CAST({column} * {_FINEST} AS INTEGER)" if path.type in _DECIMALS else column
        own = _fresh(one)
        more = gathered(connection, own, f"a.id|coalesce({key}, {_EMPTY})")
        ids.append(more[0])
        places.append(more[1])
    return np.concatenate(ids), np.concatenate(places)


def _by_few(
    connection: sqlite3.Connection, sources: list[Source], path: Trail
) -> tuple[Ids, Ids] | None:
    """Let SQLite name the places of a handful of values, without sorting rows at all.

    Returns:
        None when there are more values, or an index that has the rows in order anyway.
    """
    if path.through or (path.field is not None and (path.field.is_indexed or path.field.is_unique)):
        return None
    values: set[Value] = set()
    for one in sources:
        column, own = one.joined.column(path), _fresh(one)
        values |= {
            value
            for (value,) in connection.execute(
                f"SELECT DISTINCT {column} FROM {own.source} WHERE {own.where} LIMIT {FEW + 1:d}",
                own.values,
            )
        }
        if len(values) > FEW:
            return None
    places = _places({value: value for value in values}, path)
    filled = [value for value in values if value is not None]
    cases = "".join(f" WHEN ? THEN {places[value]:d}" for value in filled)
    found = []
    for one in sources:
        own = _fresh(one)
        key = f"CASE {one.joined.column(path)}{cases} ELSE {_EMPTY} END" if filled else f"{_EMPTY}"
        bound = Source(own.joined, own.source, own.where, [*filled, *own.values])
        found.append(gathered(connection, bound, f"a.id|{key}"))
    return np.concatenate([one[0] for one in found]), np.concatenate([one[1] for one in found])


def _places(words: Mapping[Value, Value], path: Trail) -> dict[Value, int]:
    """Return the places of values; what stands for nothing is `_EMPTY`."""
    key = sort_key(path)
    keys: dict[Value, Any] = {
        value: None if word is None else key(word) for value, word in words.items()
    }
    different: list[Any] = [one for one in set(keys.values()) if one is not None]
    place = {one: number for number, one in enumerate(sorted(different))}
    return {value: _EMPTY if one is None else place[one] for value, one in keys.items()}


def _by_value(
    connection: sqlite3.Connection, sources: list[Source], path: Trail
) -> tuple[Ids, Ids] | None:
    """Sort the different values here; None when there are too many."""
    columns = sources[0].joined.columns
    at_us = sources[0].joined.at_us
    groups: dict[Value, list[tuple[str, int]]] = {}
    for one in sources:
        column = grouping(one, _first_column(one, path))
        own = _fresh(one)
        different = f"SELECT DISTINCT {column} FROM {own.source} WHERE {own.where} LIMIT ?"
        count = f"SELECT count(*) FROM ({different})"
        if connection.execute(count, (*own.values, DISTINCT + 1)).fetchone()[0] > DISTINCT:
            return None
        grouped = (
            f"SELECT {column} AS k, group_concat(a.id), count(*) FROM {own.source} "
            f"WHERE {own.where} GROUP BY k"
        )
        with _much_memory(connection):
            for value, text, number in connection.execute(grouped, own.values):
                groups.setdefault(value, []).append((text, number))
    words: Mapping[Value, Value] = {value: value for value in groups}
    if path.through:
        found_words = words_of(connection, columns, at_us, path, list(groups))
        words = {uid: found_words.get(uid) for uid in groups}
    place = _places(words, path)
    texts, counts, places = [], [], []
    for value, found in groups.items():
        for text, number in found:
            texts.append(text)
            counts.append(number)
            places.append(place[value])
    return numbers_of(",".join(texts)), np.repeat(np.array(places, np.int64), counts)


def sort_key(path: Trail) -> Callable[[Value], Any]:
    """Return what makes a value sortable."""
    if path.type is FieldType.CHOICE and path.field is not None and path.field.choices:
        places = {choice.key: place for place, choice in enumerate(path.field.choices)}
        return lambda value: places.get(str(value), len(places))
    if path.type in _NUMBERS | _DECIMALS:
        return lambda value: value
    return lambda value: natural_key(str(value))


def grouping(one: Source, column: str) -> str:
    """Return an expression to group by.

    Where rows must be looked at anyway, its index would lead to them in the worst order.
    """
    return column if one.where == "(1)" else f"+{column}"


def _first_column(one: Source, path: Trail) -> str:
    """Return the value itself, or the reference that leads to it."""
    if not path.through:
        return one.joined.column(path)
    return one.joined.column(own_trail(one.joined.kind, path.through[0]))


def words_of(
    connection: sqlite3.Connection,
    columns: Columns,
    at_us: int | None,
    path: Trail,
    uids: list[Value],
) -> dict[Value, Value]:
    """Return the values of a path by the uids its first reference has."""
    wanted = msgspec.json.encode([uid for uid in uids if uid is not None]).decode()
    found: dict[Value, Value] = {}
    for part in parts(path.first_target, columns, at_us):
        column = part.column(path.rest)
        found |= dict(
            connection.execute(
                f"SELECT a.uid, {column} FROM {part.sql()} WHERE {part.where()} "
                "AND a.uid IN (SELECT value FROM json_each(?))",
                (wanted,),
            ).fetchall()
        )
    return found


def _by_sqlite(
    connection: sqlite3.Connection,
    sources: list[Source],
    path: Trail,
    *,
    is_descending: bool,
    is_last: bool,
) -> tuple[Ids, Ids]:
    """Let SQLite sort many different texts; Python is asked for those with umlauts only."""
    selects, values, empty = [], [], []
    for one in sources:
        column = one.joined.column(path)
        key = (
            f"CASE WHEN {column} GLOB '*[^ -~]*' THEN order_key({column}) ELSE lower({column}) END"
        )
        own = _fresh(one)
        selects.append(
            f"SELECT a.id AS id, {key} AS k FROM {own.source} "
            f"WHERE {own.where} AND {column} IS NOT NULL"
        )
        values += own.values
        without = Source(own.joined, own.source, f"{own.where} AND {column} IS NULL", own.values)
        empty += gathered(connection, without, "a.id")
    way = "DESC" if is_descending else "ASC"
    place = "0" if is_last else f"dense_rank() OVER (ORDER BY k {way})"
    ordered = f"SELECT id, {place} AS place FROM ({' UNION ALL '.join(selects)})"
    if is_last:
        ordered += f" ORDER BY k {way}, id"
    with _much_memory(connection):
        text, ties = connection.execute(
            f"SELECT group_concat(id), {'NULL' if is_last else 'group_concat(place)'} "
            f"FROM ({ordered} LIMIT -1)",
            values,
        ).fetchone()
    ids = numbers_of(text)
    places = np.arange(len(ids)) if is_last else numbers_of(ties)
    without_any = np.concatenate(empty)
    return _ascending(
        np.concatenate([ids, without_any]),
        np.concatenate([places, np.full(len(without_any), _EMPTY)]),
    )


@contextmanager
def _much_memory(connection: sqlite3.Connection) -> Iterator[None]:
    """Let a sort stay in memory: it takes half the time then."""
    before = connection.execute("PRAGMA cache_size").fetchone()[0]
    connection.execute(f"PRAGMA cache_size={_SORTING}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA cache_size={before}")
        connection.execute("PRAGMA shrink_memory")


def _fresh(one: Source) -> Source:
    """Return a source with what was joined to its table since."""
    return Source(one.joined, one.source + one.joined.joins(), one.where, one.values)
