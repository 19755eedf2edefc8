"""Which records a query has, in which order, and how they group.

A plain reading of ids takes whatever index is smallest and sorts the numbers afterwards: that is
several times faster than walking the wide rows in their order.
"""

# ruff: noqa: S608 - names of tables and columns come from the kinds, values are bound

import sqlite3
from array import array
from collections import Counter
from collections.abc import Mapping
from typing import Final

import numpy as np

from app.domain.inventory.fields import Field, Value
from app.domain.inventory.folding import words_of as folded_words
from app.domain.inventory.queries import Query
from app.storage.inventory.filters import TRIGRAM, conditions, match_text
from app.storage.inventory.orders import (
    Ids,
    Source,
    gathered,
    grouping,
    numbers_of,
    ranks,
    words_of,
)
from app.storage.inventory.paths import Columns, Joined, Trail, own_trail, parts, quoted, trail
from app.storage.inventory.searching import RANKED, best_first
from app.storage.inventory_tables import search_table

MANY: Final = 20_000
"""With more records than these it is worth while to go through an index of all."""


class Selecting:
    """One query on one connection.

    Args:
        connection: A reader's, inside a transaction.
        columns: What the file has.
        query: The query.
        custom: Fields of people's own of the kind.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        columns: Columns,
        query: Query,
        custom: Mapping[str, Field],
    ) -> None:
        self._connection = connection
        self._columns = columns
        self._query = query
        self._custom = custom
        self._words = folded_words(query.text)
        self._wanted: Ids | None = None

    def count(self) -> int:
        """Return how many records there are."""
        return sum(
            int(
                self._connection.execute(
                    f"SELECT count(*) FROM {one.source} WHERE {one.where}", one.values
                ).fetchone()[0]
            )
            for one in self._sources(is_plain=True)
        )

    def ids(self, limit: int | None) -> "array[int]":
        """Return the row ids in order."""
        if self._query.sort:
            return _packed(self._sorted()[:limit])
        if self._words:
            found = _packed(self._by_id(limit and max(limit, RANKED)))
            return best_first(self._connection, self._query.kind, found, self._words, limit)
        return _packed(self._by_id(limit))

    def groups(self, path: str) -> list[tuple[Value, int]]:
        """Return how many records have which value, most first."""
        taken = trail(self._query.kind, path, self._custom)
        first = own_trail(self._query.kind, taken.through[0]) if taken.through else taken
        wanted = self._many(first)
        found = self._counted(first) if wanted is None else self._counted_among(first, wanted)
        if taken.through:  # counted by the reference; now by what stands there
            at_us = self._query.at_us
            words = words_of(self._connection, self._columns, at_us, taken, list(found))
            counted: Counter[Value] = Counter()
            for uid, count in found.items():
                counted[words.get(uid)] += count
            found = counted
        return sorted(found.items(), key=lambda one: (-one[1], one[0] is None, str(one[0])))

    def _counted(self, path: Trail) -> "Counter[Value]":
        found: Counter[Value] = Counter()
        for one in self._sources():
            column = grouping(one, one.joined.column(path))
            sql = f"SELECT {column}, count(*) FROM {one.source} WHERE {one.where}"
            for value, count in self._connection.execute(f"{sql} GROUP BY 1", one.values):
                found[value] += count
        return found

    def _counted_among(self, path: Trail, wanted: Ids) -> "Counter[Value]":
        found: Counter[Value] = Counter()
        is_wanted = np.zeros(int(wanted[-1]) + 1, bool)
        is_wanted[wanted] = True
        [one] = self._all()
        sql = f"SELECT {one.joined.column(path)}, group_concat(a.id) FROM {one.source} GROUP BY 1"
        for value, text in self._connection.execute(sql):
            ids = numbers_of(text)
            count = int(np.count_nonzero(is_wanted[ids[ids < len(is_wanted)]]))
            if count:
                found[value] = count
        return found

    # --- parts --------------------------------------------------------------------------------

    def _sources(self, *, is_plain: bool = False) -> list[Source]:
        """Return the tables that hold the records, with what holds for them.

        Args:
            is_plain: True when nothing but ids is asked for.
        """
        tables = parts(self._query.kind, self._columns, self._query.at_us)
        return [self._source(part, is_plain=is_plain) for part in tables]

    def _all(self) -> list[Source]:
        """Return the table as if nothing were asked of its rows."""
        part = Joined(self._query.kind, self._columns)
        return [Source(part, part.base(), "(1)", [])]

    def _many(self, path: Trail) -> Ids | None:
        """Return the ids of the query where they are many and an index has all in order.

        To follow that index and leave out what is not wanted is faster then than to look at each
        wanted row and sort. None where it is not.
        """
        is_bare = not self._query.filters and not self._words
        has_index = path.field is not None and (path.field.is_indexed or path.field.is_unique)
        if is_bare or self._query.at_us is not None or not has_index:
            return None
        if self._wanted is None:
            self._wanted = self._by_id(None)
        return self._wanted if len(self._wanted) > MANY else None

    def _source(self, part: Joined, *, is_plain: bool) -> Source:
        is_plain = is_plain and not self._query.filters and not self._words
        text, values = conditions(part, self._query.filters, self._custom, is_plain=is_plain)
        texts = [text]
        index = search_table(part.kind)
        long = [word for word in self._words if len(word) >= TRIGRAM]
        short = [word for word in self._words if len(word) < TRIGRAM]
        source = part.base()
        if self._words and "folded" not in self._columns[part.table]:
            return Source(part, source, "0", [])
        if part.is_past or index not in self._columns:
            short, long = self._words, []
        if long:
            # The index leads: hits come one by one, and a limit ends the search early.
            source = f"{quoted(index)} CROSS JOIN {source}"
            texts.append(f"a.id = {quoted(index)}.rowid AND {quoted(index)} MATCH ?")
            values.append(match_text(long))
        for word in short:
            texts.append("instr(a.folded, ?) > 0")
            values.append(word)
        return Source(part, source, " AND ".join(f"({one})" for one in texts), values)

    def _by_id(self, limit: int | None) -> Ids:
        found = []
        for one in self._sources(is_plain=True):
            if limit is not None:
                key = f"{quoted(search_table(self._query.kind))}.rowid"
                key = key if " CROSS JOIN " in one.source else "a.id"
                end = f"ORDER BY {key} LIMIT {limit:d}"
                bounded = Source(one.joined, one.source, one.where, one.values, end)
                found += gathered(self._connection, bounded, "a.id")
            else:
                found += gathered(self._connection, one, "a.id")
        return np.sort(np.concatenate(found))[:limit]

    def _sorted(self) -> Ids:
        """Return the ids by all orders; the numbers of the rows decide what is left equal."""
        columns = []
        ids = np.empty(0, np.int64)
        for one in self._query.sort:
            path = trail(self._query.kind, one.path, self._custom)
            first = own_trail(self._query.kind, path.through[0]) if path.through else path
            wanted = self._many(first)
            ids, places = ranks(
                self._connection,
                self._sources if wanted is None else self._all,
                path,
                is_descending=one.is_descending,
                is_last=one is self._query.sort[-1],
            )
            if wanted is not None:
                ids, places = wanted, places[np.searchsorted(ids, wanted)]
            columns.append(places)
        if len(columns) == 1:
            return ids[np.argsort(columns[0], kind="stable")]
        return ids[np.lexsort(columns[::-1])]


def _packed(numbers: Ids) -> "array[int]":
    found = array("q")
    found.frombytes(numbers.tobytes())
    return found
