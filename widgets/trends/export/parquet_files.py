"""Parquet: for programs; moments in UTC, missing values as null, the facts as key and value."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

import numpy as np

from widgets.trends.export.facts import Fact
from widgets.trends.export.files import Report, go_on
from widgets.trends.export.tables import NO_QUALITY, Chunk, Column, ColumnKind, Table, Values

if TYPE_CHECKING:
    from arro3.core import Array, DataType, RecordBatch

_QUALITIES: Final = ("good", "uncertain", "bad", "gap")
_COMPRESSION: Final = "zstd(3)"


def write_parquet(
    path: Path, table: Table, facts: Sequence[Fact], zone: ZoneInfo, report: Report = go_on
) -> None:
    """Write a table; the local time is left out, for the moments carry their zone in the facts.

    Raises:
        OSError: The file cannot be written.
        Cancelled: The report wants it stopped.
    """
    from arro3.core import Field, RecordBatchReader, Schema  # noqa: PLC0415 - only who exports pays
    from arro3.io import write_parquet as write  # noqa: PLC0415 - likewise

    places = [i for i, c in enumerate(table.columns) if c.kind is not ColumnKind.LOCAL]
    columns = [table.columns[place] for place in places]
    fields = [Field(c.name, _type(c.kind), nullable=True, metadata=_notes(c)) for c in columns]
    with path.open("wb") as file:
        target = _Target(file)
        stream = _Stream(table, places, Schema(fields), _watching(target, report))
        try:
            write(
                RecordBatchReader.from_batches(stream.schema, stream.batches()),
                target,  # type: ignore[arg-type]  # a file as far as it is used
                compression=_COMPRESSION,
                key_value_metadata=_key_values(facts, zone),
                created_by="Leitstand",
            )
        except Exception as error:  # noqa: BLE001 - see below
            # The library turns whatever is raised inside into an error of its own.
            raise stream.error or error from None
        if target.error is not None:
            raise target.error


def _watching(target: "_Target", report: Report) -> Report:
    """Return a report that also stops when the file can no longer be written."""

    def watch(share: float) -> None:
        if target.error is not None:
            raise target.error
        report(share)

    return watch


def _key_values(facts: Sequence[Fact], zone: ZoneInfo) -> dict[str, str]:
    """Return the facts by key, those that come several times as a JSON list."""
    found: dict[str, list[str]] = {}
    for key, _, value in facts:
        found.setdefault(f"leitstand.{key}", []).append(value)
    known = {
        name: values[0] if len(values) == 1 else json.dumps(values, ensure_ascii=False)
        for name, values in found.items()
    }
    return {**known, "time_zone": zone.key, "leitstand.guete_codes": ", ".join(_QUALITIES)}


def _notes(column: Column) -> dict[str, str]:
    notes = {"title": column.title}
    return {**notes, "unit": column.unit} if column.unit else notes


def _type(kind: ColumnKind) -> "DataType":
    from arro3.core import DataType  # noqa: PLC0415 - see above

    types = {
        ColumnKind.UTC: DataType.timestamp("us", tz="UTC"),
        ColumnKind.NUMBER: DataType.float64(),
        ColumnKind.COUNT: DataType.int32(),
    }
    return types.get(kind) or DataType.string()


class _Target:
    """A file that keeps what goes wrong to itself: the library would end the program over it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.error: OSError | None = None

    def write(self, data: bytes) -> int:
        if self.error is None:
            try:
                self._file.write(data)
            except OSError as error:
                self.error = error
        return len(data)

    def flush(self) -> None:
        """Do nothing: closing the file writes what is left, and tells what goes wrong."""

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)


class _Stream:
    """Turns chunks into batches one by one, and remembers what went wrong."""

    def __init__(self, table: Table, places: Sequence[int], schema: Any, report: Report) -> None:
        self.schema = schema
        self.error: Exception | None = None
        self._table = table
        self._places = places
        self._report = report

    def batches(self) -> "Iterator[RecordBatch]":
        from arro3.core import RecordBatch  # noqa: PLC0415 - see above

        try:
            for chunk in self._table.chunks:
                arrays = [self._array(place, chunk) for place in self._places]
                yield RecordBatch.from_arrays(arrays, schema=self.schema)
                self._report(chunk.share)
        except Exception as error:
            self.error = error
            raise

    def _array(self, place: int, chunk: Chunk) -> "Array":
        from arro3.core import Array  # noqa: PLC0415 - see above

        column = self._table.columns[place]
        values = _plain(column.kind, chunk.values[place], chunk.length)
        if column.kind is ColumnKind.UTC:
            return Array.from_numpy(values).cast(_type(column.kind))
        return Array(values, type=_type(column.kind))


def _plain(kind: ColumnKind, values: Values, length: int) -> Any:
    if isinstance(values, str):
        return [values] * length
    if isinstance(values, list) or kind is ColumnKind.UTC:
        return values
    if kind is ColumnKind.QUALITY:
        return [None if q == NO_QUALITY else _QUALITIES[q] for q in values.tolist()]
    if kind is ColumnKind.NUMBER:
        return [v if v == v else None for v in values.tolist()]  # noqa: PLR0124 - NaN
    return np.asarray(values).tolist()
