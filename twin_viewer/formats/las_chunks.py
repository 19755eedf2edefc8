"""The chunks of a LAZ file: where each is, also when the table of them is lost."""

import io
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from typing_extensions import override

_WORD: Final = 4
_ITEMS: Final = 34
"""Where the items of a LASzip record begin; how many, stands before them."""
_LAYERS: Final = {10: 9, 11: 1, 12: 2, 13: 1, 14: 0}
"""Layers of each kind of item: point, colour, colour and infrared, wave, bytes (one each)."""
_BYTES: Final = 14
_PLAIN: Final = frozenset({0, 6, 7, 8, 9})
"""Kinds of item before format 6: bytes, point, time, colour, wave."""
_SMALLEST: Final = 20
"""Bytes of the smallest chunk: its first point."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Points that are decoded together.

    Attributes:
        offset: Where their bytes begin.
        size: How many bytes.
        count: How many points.
        first: Number of the first point in the file.
    """

    offset: int
    size: int
    count: int
    first: int


def pieces_of(table: list[tuple[int, int]], begin: int, total: int) -> Iterator[Piece]:
    """Yield the pieces of a table of counts and sizes; the last count is cut to what there is."""
    first = 0
    for most, size in table:
        count = min(most, total - first)
        if count > 0:
            yield Piece(begin, size, count, first)
        begin, first = begin + size, first + count


class Packing:
    """How the chunks of a file are packed, after its LASzip record.

    The decoder believes what it reads: a broken size makes it claim gigabytes and end the process,
    a broken number keeps it busy for minutes. So both are looked at before.

    Attributes:
        is_sound: False when the record is broken, and nothing can be decoded.
        is_layered: Whether chunks keep their fields in layers, as from format 6 on.
    """

    def __init__(self, record: bytes, point_size: int) -> None:
        """Take the record (LASzip, "laszip encoded", 22204) and the bytes of a point."""
        many = int.from_bytes(record[_ITEMS - 2 : _ITEMS], "little")
        items = list(struct.iter_unpack("<3H", record[_ITEMS : _ITEMS + 6 * many]))
        kinds = {kind for kind, *_ in items}
        self.is_layered = kinds <= _LAYERS.keys()
        self.is_sound = len(items) == many > 0 and (self.is_layered or kinds <= _PLAIN)
        self.is_sound &= sum(size for _, size, _ in items) == point_size
        self._point_size = point_size
        self._layers = sum(
            size if kind == _BYTES else _LAYERS.get(kind, 0) for kind, size, _ in items
        )

    @property
    def head(self) -> int:
        """Bytes at the beginning of a layered chunk that say how large it is."""
        return self._point_size + _WORD * (1 + self._layers)

    def told(self, head: bytes) -> tuple[int, int]:
        """Return points and bytes of a layered chunk; 0, 0 where the file ends.

        It begins with one plain point, the number of points, and the bytes of each layer (LASzip,
        "LAS 1.4 native").
        """
        if len(head) < self.head:
            return 0, 0
        count, *sizes = struct.unpack_from(f"<{1 + self._layers}I", head, self._point_size)
        return count, self.head + sum(sizes)

    def can_hold(self, data: bytes, table: list[tuple[int, int]]) -> bool:
        """Tell whether chunks, one behind the other, are as large as the table says."""
        begin = 0
        for count, size in table:
            if self.is_layered:
                there, length = self.told(data[begin : begin + self.head])
                if there < count or length > size:
                    return False
            begin += size
        return begin <= len(data)


def pieces_without_table(
    read_bytes: Callable[[int, int], bytes], begin: int, end: int, total: int, packing: Packing
) -> list[Piece]:
    """Return the whole pieces of a file whose table is lost, as far as they say their size."""
    first = 0
    pieces: list[Piece] = []
    while packing.is_layered and first < total:
        count, length = packing.told(read_bytes(begin, packing.head))
        if not count or begin + length > end:
            break
        pieces.append(Piece(begin, length, min(count, total - first), first))
        begin, first = begin + length, first + count
    return pieces


def is_table_believable(read_bytes: Callable[[int, int], bytes], begin: int, end: int) -> bool:
    """Tell whether the table of chunks is inside the file and has no more rows than fit."""
    place = int.from_bytes(read_bytes(begin, 8), "little")
    rows = read_bytes(place, 2 * _WORD)
    many = int.from_bytes(rows[_WORD:], "little")
    return len(rows) == 2 * _WORD and many * _SMALLEST <= end


class Untabled(io.RawIOBase):
    """A LAZ file without a table of chunks, shown to the decoder as one with an empty table.

    The eight bytes before the points say where the table is; they point at a table of no entries
    behind the last byte. The decoder needs the table only to jump.
    """

    def __init__(self, path: Path, begin: int) -> None:
        self._file = path.open("rb")
        self._end = path.stat().st_size
        self._begin = begin
        self._place = 0

    @override
    def readable(self) -> bool:
        return True

    @override
    def seekable(self) -> bool:
        return True

    @override
    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._end + 8}[whence]
        self._place = base + offset
        return self._place

    @override
    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer).cast("B")
        for begin, data in (
            (self._begin, struct.pack("<q", self._end)),
            (self._end, bytes(8)),
        ):
            inside = self._place - begin
            if 0 <= inside < len(data):
                part = data[inside : inside + len(view)]
                view[: len(part)] = part
                self._place += len(part)
                return len(part)
        limit = self._begin if self._place < self._begin else self._end
        self._file.seek(self._place)
        part = self._file.read(min(len(view), max(0, limit - self._place)))
        view[: len(part)] = part
        self._place += len(part)
        return len(part)

    @override
    def close(self) -> None:
        self._file.close()
        super().close()
