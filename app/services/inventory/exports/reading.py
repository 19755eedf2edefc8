"""Reads what an export holds, page by page, and judges every record and value on the way."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from app.domain.inventory.fields import SIMULATED, Field, FieldType, Value
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.paths import resolve
from app.domain.inventory.publications import (
    CLASS,
    Fate,
    Left,
    class_of,
    class_of_path,
    fate,
    general_value,
    may_show,
)
from app.domain.inventory.records import Key
from app.services.inventory.exports.columns import SOURCE, Column, Reading
from app.services.inventory.exports.places import Shape, Source, shapes, sources
from app.services.inventory.exports.requests import ExportRequest
from app.services.ports import InventoryReader, Progress, StoppedError

PAGE: Final = 4_000
"""Records read in one go; between two of them an export looks whether it is still wanted."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some records as the file may show them.

    Attributes:
        uids: Their names; empty for generalised ones, so that nobody joins them with other files.
        cells: Their values, one tuple a record.
        shapes: Where they are; empty when nobody asked.
    """

    uids: list[str]
    cells: list[tuple[Value, ...]]
    shapes: list[Shape | None]


@dataclass(slots=True)
class Tally:
    """What has been counted so far.

    Attributes:
        records: Records in the file.
        places: Those with a place.
        left_out: Records that were left out.
        generalised: Records that were generalised.
        emptied: How many values were emptied in which column, by its label.
    """

    records: int = 0
    places: int = 0
    left_out: int = 0
    generalised: int = 0
    emptied: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def left(self, columns: Sequence[Column]) -> Left:
        """Return what the file does not tell."""
        labels = tuple(one.label for one in columns if self.emptied.get(one.label))
        return Left(self.left_out, self.generalised, sum(self.emptied.values()), labels)


class Pages:
    """The pages of an export; they can be walked through once.

    Args:
        reader: The inventory.
        request: What is wanted.

    Attributes:
        columns: The columns of the file.
        total: Records of the query, those that will be left out included.
        simulated: Those of them that the project made up.
        tally: What has been counted so far.

    Raises:
        KeyError: There is no such column.
    """

    def __init__(self, reader: InventoryReader, request: ExportRequest) -> None:
        self._reader = reader
        self._request = request
        query = request.query
        self._kind = KINDS[query.kind]
        custom = reader.custom_fields(query.kind)
        self._reading = Reading(query.kind, custom)
        # An order by what may not be shown would tell of it.
        sort = [one for one in query.sort if self._is_open(one.path, custom)]
        self._query = replace(query, sort=tuple(sort))
        self._class = self._reading.place(CLASS)
        by_source = dict(reader.groups(query, SOURCE))
        self.total = sum(by_source.values())
        self.simulated = by_source.get(SIMULATED, 0)
        paths = list(request.paths)
        if self.simulated and SOURCE not in paths:
            paths.append(SOURCE)  # what is made up says so in every file
        self.columns = [self._reading.column(path, request.target) for path in paths]
        self._ways: list[Source] = []
        if request.format.is_spatial:
            self._ways = sources(self._reading, request.target)
        self.tally = Tally()

    def _is_open(self, path: str, custom: dict[str, Field]) -> bool:
        found = resolve(self._kind.name, path, custom)
        return may_show(self._request.target, class_of_path(found))

    def walk(self, progress: Progress) -> Iterator[Page]:
        """Yield the pages.

        Raises:
            StoppedError: `progress` said stop.
        """
        ids = self._reader.ids(self._query)
        for start in range(0, len(ids), PAGE):
            if not progress(start, len(ids)):
                raise StoppedError
            yield self._page(ids[start : start + PAGE])
        if not progress(len(ids), len(ids)):
            raise StoppedError

    def _page(self, ids: Sequence[int]) -> Page:
        kind, target, at_us = self._kind, self._request.target, self._request.query.at_us
        names = self._reader.keys(kind.name, ids)
        uids, rows, fates = [], [], []
        for uid, row in zip(
            names, self._reader.rows(kind.name, ids, self._reading.paths, at_us), strict=True
        ):
            if row is None:  # removed since the ids were read
                continue
            what = fate(kind, row[self._class], target)
            if what is Fate.LEFT_OUT:
                self.tally.left_out += 1
                continue
            uids.append(uid if what is Fate.WHOLE else "")
            rows.append(row)
            fates.append(what)
        self.tally.records += len(rows)
        self.tally.generalised += fates.count(Fate.GENERAL)
        found = shapes(rows, fates, self._ways, target) if self._ways else [None] * len(rows)
        self.tally.places += sum(shape is not None for shape in found)
        by_column = [self._values(column, rows, fates) for column in self.columns]
        cells: list[tuple[Value, ...]] = list(zip(*by_column, strict=True)) or [()] * len(rows)
        return Page(uids, cells, found)

    def _values(
        self, column: Column, rows: Sequence[tuple[Value, ...]], fates: Sequence[Fate]
    ) -> list[Value]:
        """Return the values of a column, without those that may not be shown."""
        target, place = self._request.target, column.place
        name = "" if column.path.steps or column.path.is_custom else column.field.name
        found: list[Value] = []
        for row, what in zip(rows, fates, strict=True):
            value = row[place]
            if value is None or value == "":
                found.append(None)
                continue
            shown: Value = value
            if what is Fate.GENERAL and value != SIMULATED:
                shown = general_value(name, value) if column.is_open else None
            elif not column.may_show(row, target):
                shown = None
            if shown is None:
                self.tally.emptied[column.label] += 1
            found.append(shown)
        if column.field.type is FieldType.REFERENCE and not column.path.is_custom:
            kinds = [column.field.target] * len(rows)
            return self._titled(column, kinds, found, is_judged=True)
        if column.kind_place >= 0:
            kinds = [str(row[column.kind_place] or "") for row in rows]
            return self._titled(column, kinds, found, is_judged=False)
        return found

    def _titled(
        self, column: Column, kinds: list[str], uids: list[Value], *, is_judged: bool
    ) -> list[Value]:
        """Return what records are called instead of their uids."""
        at_us = self._request.query.at_us
        keys = [
            Key(kind, str(uid)) if uid and kind in KINDS else None
            for kind, uid in zip(kinds, uids, strict=True)
        ]
        wanted = {key for key in keys if key is not None}
        titles = self._reader.titles(wanted, at_us)
        secret = set() if is_judged else self._secret(wanted)
        self.tally.emptied[column.label] += sum(key in secret for key in keys if key)
        return [
            uid if key is None else None if key in secret else titles.get(key, uid)
            for key, uid in zip(keys, uids, strict=True)
        ]

    def _secret(self, keys: set[Key]) -> set[Key]:
        """Return those of some records that are stricter than the target."""
        found = set()
        by_kind: dict[str, list[str]] = defaultdict(list)
        for key in keys:
            by_kind[key.kind].append(key.uid)
        for kind, uids in by_kind.items():
            ids = self._reader.ids_of(kind, uids)
            rows = self._reader.rows(kind, ids, (CLASS,), self._request.query.at_us)
            for uid, row in zip(uids, rows, strict=True):
                known = class_of(KINDS[kind], row[0] if row else None)
                if not may_show(self._request.target, known):
                    found.add(Key(kind, uid))
        return found
