"""Reading the records that shall be changed, with progress; done in the thread of a reader."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.domain.inventory.fields import Field
from app.domain.inventory.queries import Filter, Operator, Query
from app.domain.inventory.records import Key, Record
from app.services.ports import InventoryReader

_CHUNK: Final = 500

Tell = Callable[[int, int], None]
"""Told (read, of how many), in the reader's thread."""


@dataclass(frozen=True, slots=True)
class BulkSource:
    """Which records shall be changed: named one by one, by their rows, or by a query.

    Attributes:
        kind: Their kind.
        keys: They themselves.
        ids: Numbers of their rows.
        query: What they fulfil.
    """

    kind: str
    keys: Sequence[Key] = ()
    ids: "array[int]" = field(default_factory=lambda: array("q"))
    query: Query | None = None


@dataclass(frozen=True, slots=True)
class BulkRecords:
    """What was read.

    Attributes:
        records: The records as they are.
        custom: Fields of people's own of their kind.
    """

    records: list[Record]
    custom: dict[str, Field]


def read_source(
    reader: InventoryReader, source: BulkSource, tell: Tell, is_wanted: Callable[[], bool]
) -> BulkRecords:
    """Return the records of a source; those that are gone are left out."""
    uids = [key.uid for key in source.keys]
    if not uids:
        ids = source.ids if len(source.ids) or source.query is None else reader.ids(source.query)
        for begin in range(0, len(ids), _CHUNK):
            uids += reader.keys(source.kind, ids[begin : begin + _CHUNK])
    records: list[Record] = []
    for begin in range(0, len(uids), _CHUNK):
        if not is_wanted():
            break
        some = tuple(uid for uid in uids[begin : begin + _CHUNK] if uid)
        records += reader.records(source.kind, (Filter("uid", Operator.IN, some),))
        tell(min(begin + _CHUNK, len(uids)), len(uids))
    return BulkRecords(records, reader.custom_fields(source.kind))
