"""Finds the records that rows mean, many at once."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from app.domain.inventory.fields import Value
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.queries import Filter, Operator
from app.services.inventory.imports.mapping import PLACE, REACH_M, Match
from app.services.inventory.imports.progress import Steps
from app.services.inventory.imports.spots import SamePlaces
from app.services.ports.inventories import InventoryReader

MatchKey = tuple[Value, ...]
"""Values of a match's fields; a place is its number."""

_PART: Final = 2_000


Known = tuple[str, tuple[Value, ...]]
"""A record that is there: its uid, and its values in the order of `Finder.paths`. A plain tuple, as
there are many: the collector of garbage does not look at those."""


class KnownRecords:
    """Records by their keys."""

    def __init__(self) -> None:
        self._first: dict[MatchKey, Known] = {}
        self._more: dict[MatchKey, list[Known]] = {}

    def add(self, key: MatchKey, known: Known) -> None:
        """Add a record."""
        if self._first.setdefault(key, known) is not known:
            self._more.setdefault(key, []).append(known)

    def get(self, key: MatchKey) -> Sequence[Known]:
        """Return the records of a key, in the order they were made."""
        first = self._first.get(key)
        return () if first is None else (first, *self._more.get(key, ()))


class Finder:
    """Finds records of a kind by a match.

    Args:
        reader: The inventory.
        kind: The kind.
        match: What must be equal.
        paths: Fields whose values are wanted; those of the match are added.
    """

    def __init__(
        self, reader: InventoryReader, kind: str, match: Match, paths: Iterable[str]
    ) -> None:
        self.kind = kind
        self.match = match
        self._reader = reader
        needed = [name for name in match.fields if name != PLACE]
        if PLACE in match.fields:
            needed += ["east", "north"]
        self.paths: tuple[str, ...] = tuple(dict.fromkeys((*paths, *needed)))
        self._at = {name: place for place, name in enumerate(self.paths)}
        self._places = SamePlaces()
        self._key_at = None if PLACE in match.fields else [self._at[name] for name in match.fields]

    def key(self, values: Sequence[Value]) -> MatchKey:
        """Return the key of a record whose values stand in the order of `paths`."""
        if self._key_at is not None:
            return tuple(map(values.__getitem__, self._key_at))
        return tuple(
            self.place(values[self._at["east"]], values[self._at["north"]])
            if name == PLACE
            else values[self._at[name]]
            for name in self.match.fields
        )

    def place(self, east: Value, north: Value) -> Value:
        """Return the number of a place, None without one."""
        if not isinstance(east, int | float) or not isinstance(north, int | float):
            return None
        return self._places.number(east, north)

    def find(
        self, leads: Iterable[Value], spots: Sequence[tuple[float, float]], steps: Steps
    ) -> KnownRecords:
        """Return the records by their keys.

        Args:
            leads: What rows have in the field `lead`; without such a field nothing.
            spots: Places of rows; looked at when there is no `lead`.
            steps: Is told how far it is.

        Raises:
            StoppedError: Nobody wants it any more.
        """
        found = KnownRecords()
        there = (
            self._by_lead(leads, steps) if self.lead else self.read(self._by_place(spots), steps)
        )
        for known in there:
            found.add(self.key(known[1]), known)
        return found

    @property
    def lead(self) -> str:
        """The field by which records are looked up: the one that tells most; "" for none."""
        names = [name for name in self.match.fields if name != PLACE]
        fields = [KINDS[self.kind].field(name) for name in names]
        for wanted in ("is_unique", "is_required"):
            for one in fields:
                if getattr(one, wanted) and not one.choices:
                    return one.name
        return names[0] if names else ""

    def _by_lead(self, leads: Iterable[Value], steps: Steps) -> Iterator[Known]:
        """Yield records with their values; those of one lead in the order they were made."""
        wanted = list(dict.fromkeys(value for value in leads if value is not None))
        paths = ("uid", *self.paths)
        for start in range(0, len(wanted), _PART):
            among = Filter(self.lead, Operator.IN, tuple(wanted[start : start + _PART]))
            for row in list(self._reader.values(self.kind, paths, (among,))):
                yield str(row[0]), row[1:]
            steps.go_on(0)

    def _by_place(self, spots: Sequence[tuple[float, float]]) -> list[str]:
        if not spots:
            return []
        easts, norths = [spot[0] for spot in spots], [spot[1] for spot in spots]
        filters = (
            Filter("east", Operator.AT_LEAST, (min(easts) - REACH_M,)),
            Filter("east", Operator.AT_MOST, (max(easts) + REACH_M,)),
            Filter("north", Operator.AT_LEAST, (min(norths) - REACH_M,)),
            Filter("north", Operator.AT_MOST, (max(norths) + REACH_M,)),
        )
        rows = self._reader.values(self.kind, ("uid",), filters)
        return [str(row[0]) for row in rows]

    def read(self, uids: list[str], steps: Steps) -> Iterable[Known]:
        """Yield records with their values, in the order they were made.

        Raises:
            StoppedError: Nobody wants it any more.
        """
        ids = array("q")
        for start in range(0, len(uids), _PART):
            ids.extend(self._reader.ids_of(self.kind, uids[start : start + _PART]))
            steps.go_on(0)
        pairs = sorted(zip(ids, uids, strict=True)) if len(ids) < 2 * _PART else _sorted(ids, uids)
        for start in range(0, len(pairs), _PART):
            part = pairs[start : start + _PART]
            rows = self._reader.rows(self.kind, [row for row, _ in part], self.paths)
            for (_, uid), values in zip(part, rows, strict=True):
                if values is not None:
                    yield uid, tuple(values)
            steps.go_on(0)


def _sorted(ids: "array[int]", uids: list[str]) -> list[tuple[int, str]]:
    """Return ids with their uids in order; numbers sort in a few milliseconds."""
    by_id = dict(zip(ids, uids, strict=True))
    return [(one, by_id[one]) for one in sorted(by_id)]


def nearest_titles(reader: InventoryReader, kind: str, name: str, most: int) -> list[str]:
    """Return what records of a kind are called, for suggestions; at most so many."""
    titles: list[str] = []
    for row in reader.values(kind, (name,)):
        if row[0] is not None:
            titles.append(str(row[0]))
        if len(titles) >= most:
            break
    return titles
