"""How a table travels between two processes: frames of MessagePack, rows in small pieces.

A frame is its length (4 bytes, big endian) and a message. Dates, which MessagePack knows only with
a time zone, are extensions: 1 for a day (its proleptic ordinal, 4 bytes), 2 for a moment (ISO
8601).
"""

import datetime as dt
import struct
from collections.abc import Iterator
from typing import IO, Any, Final

import msgspec

from app.services.tables.model import Cell, Layout, RawTable, Row, TableError

PIECE: Final = 12_000
"""Cells in one frame: few enough that the window gets its turn between two."""

_LENGTH: Final = struct.Struct(">I")
_DAY: Final = 1
_MOMENT: Final = 2
_INT64: Final = 2**63


class Order(msgspec.Struct, frozen=True, tag="order"):
    """Read a table; the fields are those of `read_table`."""

    path: str
    layout: Layout
    most_rows: int | None = None


class Step(msgspec.Struct, frozen=True, tag="step"):
    """So much is done of so much."""

    done: int
    total: int


class Head(msgspec.Struct, frozen=True, tag="head"):
    """All of a table but its rows; `count` of them follow."""

    name: str
    kind: str
    layout: Layout
    columns: tuple[str, ...]
    sheets: tuple[str, ...]
    notes: tuple[str, ...]
    sha256: str
    crs: str
    count: int


class Rows(msgspec.Struct, frozen=True, tag="rows"):
    """The next rows."""

    rows: list[tuple[Any, ...]]
    numbers: list[int]


class End(msgspec.Struct, frozen=True, tag="end"):
    """The table is whole."""


class Fault(msgspec.Struct, frozen=True, tag="fault"):
    """It cannot be read; `text` is that of `TableError`."""

    text: str


Message = Order | Step | Head | Rows | End | Fault


def _extension(code: int, data: memoryview) -> Any:
    if code == _DAY:
        return dt.date.fromordinal(int.from_bytes(data, "big"))
    return dt.datetime.fromisoformat(bytes(data).decode())


_encoder: Final = msgspec.msgpack.Encoder()
_decoder: Final[msgspec.msgpack.Decoder[Message]] = msgspec.msgpack.Decoder(
    Message, ext_hook=_extension
)


def send(out: IO[bytes], message: Message) -> None:
    """Write a message.

    Raises:
        OSError: Nobody reads it any more.
    """
    data = _encoder.encode(message)
    out.write(_LENGTH.pack(len(data)) + data)
    out.flush()


def receive(source: IO[bytes]) -> Message | None:
    """Return the next message; None at the end, also within a frame.

    Raises:
        msgspec.MsgspecError: It is no message.
    """
    head = source.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = source.read(length)
    return _decoder.decode(data) if len(data) == length else None


def send_table(out: IO[bytes], table: RawTable) -> None:
    """Write a table, piece by piece."""
    send(
        out,
        Head(
            name=table.name,
            kind=table.kind,
            layout=table.layout,
            columns=table.columns,
            sheets=table.sheets,
            notes=table.notes,
            sha256=table.sha256,
            crs=table.crs,
            count=len(table.rows),
        ),
    )
    for rows, numbers in _pieces(table):
        send(out, Rows([_packed(row) for row in rows], numbers))
    send(out, End())


def table_of(head: Head, rows: list[Row], numbers: list[int]) -> RawTable:
    """Return a table from what came.

    Raises:
        TableError: Rows are missing.
    """
    if len(rows) != head.count or len(numbers) != head.count:
        raise TableError(
            f"Die Datei {head.name} wurde nicht vollständig gelesen. Bitte es noch einmal "
            "versuchen."
        )
    return RawTable(
        name=head.name,
        kind=head.kind,
        layout=head.layout,
        columns=head.columns,
        rows=rows,
        numbers=numbers,
        sheets=head.sheets,
        notes=head.notes,
        sha256=head.sha256,
        crs=head.crs,
    )


def _pieces(table: RawTable) -> Iterator[tuple[list[Row], list[int]]]:
    step = max(PIECE // max(len(table.columns), 1), 1)
    for start in range(0, len(table.rows), step):
        part = slice(start, start + step)
        yield table.rows[part], table.numbers[part]


def _packed(row: Row) -> tuple[Any, ...]:
    return tuple(
        [cell if cell is None or type(cell) is str else _packed_cell(cell) for cell in row]
    )


def _packed_cell(cell: Cell) -> Any:
    if isinstance(cell, dt.datetime):
        return msgspec.msgpack.Ext(_MOMENT, cell.isoformat().encode())
    if isinstance(cell, dt.date):
        return msgspec.msgpack.Ext(_DAY, cell.toordinal().to_bytes(4, "big"))
    if type(cell) is int and not -_INT64 <= cell < _INT64:
        return str(cell)
    return cell
