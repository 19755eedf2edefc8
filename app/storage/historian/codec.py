"""Tables as bytes: a small header with a checksum, then each column packed by itself.

Two codecs exist so that a file stays readable without the compiled pcodec wheel: `PCO` (pcodec
level 4, small and fast) and `PLAIN` (delta, byte shuffle, zstd). The codec's number stands in
every blob; old blobs are never rewritten, `tests/app/storage/golden` keeps one of each.
"""

import struct
import threading
import zlib
from collections.abc import Callable
from enum import IntEnum
from functools import lru_cache
from typing import Any, Final

import numpy as np

from app.storage.historian.tables import Column, Table

VERSION: Final = 1

_HEAD: Final = struct.Struct("<BBBxII")
"""Version, codec, number of sections, pad, rows, CRC-32 of all the rest."""
_CHECKED: Final = 8
"""Bytes of the header before the checksum."""
_SECTION: Final = struct.Struct("<cI")
"""Type of the numbers, bytes of the section."""
_TYPES: Final = {b"l": np.int64, b"i": np.int32, b"d": np.float64, b"B": np.uint8}
_CODES: Final = {np.dtype(kind): code for code, kind in _TYPES.items()}
_PLAIN_INDEX: Final = b"k"
_PACKED_INDEX: Final = b"K"
_FEW: Final = 8

_kept = threading.local()
"""A thread's own unpacker; making one costs more than unpacking a column with it."""


class Codec(IntEnum):
    """How the columns of a blob are packed; the number is part of the file format."""

    RAW = 0
    """Not packed: batches in the write-ahead head."""
    PCO = 1
    """pcodec level 4; bytes by zstd."""
    PLAIN = 2
    """Delta and byte shuffle with numpy, then zstd."""


class DamagedBlobError(Exception):
    """A blob does not decode; its rows are lost."""


def encode(table: Table, codec: Codec) -> bytes:
    """Pack a table. In packed codecs the rows must be sorted by key."""
    sections: list[tuple[bytes, bytes]] = []
    if codec is Codec.RAW:
        columns: tuple[Column, ...] = (table.key, table.time, *table.columns)
    else:
        bounds = table.key_bounds()
        keys, counts = table.key[bounds[:-1]], np.diff(bounds)
        sections += [_index(keys), _index(counts)]
        columns = (table.time, *table.columns)
    sections += [(_CODES[column.dtype], _pack(column, codec)) for column in columns]
    body = b"".join(
        part for code, data in sections for part in (_SECTION.pack(code, len(data)), data)
    )
    head = _HEAD.pack(VERSION, codec, len(sections), len(table), 0)
    checksum = zlib.crc32(body, zlib.crc32(head[:_CHECKED]))
    return _HEAD.pack(VERSION, codec, len(sections), len(table), checksum) + body


def decode(blob: bytes) -> Table:
    """Unpack what `encode` made.

    Raises:
        DamagedBlobError: The checksum or the structure is wrong, or a newer version wrote it.
    """
    try:
        version, codec, n_sections, n, checksum = _HEAD.unpack_from(blob)
        body = memoryview(blob)[_HEAD.size :]
        if version != VERSION or zlib.crc32(body, zlib.crc32(blob[:_CHECKED])) != checksum:
            raise DamagedBlobError("A block of history does not match its checksum.")
        sections = _sections(body, n_sections)
        if codec == Codec.RAW:
            key, time, *columns = (np.frombuffer(data, _TYPES[code]) for code, data in sections)
            return Table(key, time, tuple(columns))
        keys, counts = (_unindex(code, data) for code, data in sections[:2])
        kind = Codec(codec)
        time, *columns = (_unpack(code, data, n, kind) for code, data in sections[2:])
        return Table(np.repeat(keys, counts), time, tuple(columns))
    except (struct.error, ValueError, KeyError, IndexError) as error:
        raise DamagedBlobError("A block of history cannot be read.") from error


def _sections(body: memoryview, count: int) -> list[tuple[bytes, memoryview]]:
    sections = []
    place = 0
    for _ in range(count):
        code, size = _SECTION.unpack_from(body, place)
        place += _SECTION.size
        sections.append((code, body[place : place + size]))
        place += size
    return sections


def _index(numbers: Column) -> tuple[bytes, bytes]:
    """Pack points or their counts: a few as they are, many by zstd."""
    data = numbers.tobytes()
    return (_PLAIN_INDEX, data) if len(numbers) <= _FEW else (_PACKED_INDEX, _zstd(data))


def _unindex(code: bytes, data: memoryview) -> Column:
    return np.frombuffer(data if code == _PLAIN_INDEX else _unzstd(data), np.int64)


def _pack(column: Column, codec: Codec) -> bytes:
    if codec is Codec.RAW or not len(column):
        return column.tobytes()
    if column.dtype == np.uint8:
        return _zstd(column.tobytes()) if column.any() else b""
    if codec is Codec.PCO:
        return _pco_compress(np.ascontiguousarray(column))
    if column.dtype != np.float64:
        column = np.concatenate([column[:1], np.diff(column)])
    # Bytes of equal weight side by side: the high ones hardly change and vanish in zstd.
    return _zstd(column.view(np.uint8).reshape(len(column), -1).T.tobytes())


def _unpack(code: bytes, data: memoryview, n: int, codec: Codec) -> Column:
    kind = np.dtype(_TYPES[code])
    if n == 0:
        return np.zeros(0, kind)
    if kind == np.uint8:
        return np.frombuffer(_unzstd(data), np.uint8) if len(data) else np.zeros(n, np.uint8)
    if codec is Codec.PCO:
        return _pco_decompress(bytes(data))
    flat = np.frombuffer(_unzstd(data), np.uint8).reshape(kind.itemsize, n)
    column = np.ascontiguousarray(flat.T).view(kind).reshape(n)
    if kind == np.float64:
        return column
    return np.cumsum(column, dtype=kind)


@lru_cache(maxsize=1)
def _pco() -> tuple[Callable[[Column], bytes], Callable[[bytes], Column]]:
    """Load pcodec when the first blob needs it, not at the start of the program."""
    from pcodec import ChunkConfig, standalone  # noqa: PLC0415 - lazy on purpose

    config = ChunkConfig(compression_level=4)

    def compress(column: Column) -> bytes:
        return bytes(standalone.simple_compress(column, config))

    return compress, standalone.simple_decompress


def _pco_compress(column: Column) -> bytes:
    return _pco()[0](column)


def _pco_decompress(data: bytes) -> Column:
    try:
        return _pco()[1](data)
    except (RuntimeError, TypeError) as error:
        raise DamagedBlobError("A block of history cannot be read.") from error


@lru_cache(maxsize=1)
def _zstandard() -> Any:
    import zstandard  # noqa: PLC0415 - lazy on purpose

    return zstandard


def _zstd(data: bytes) -> bytes:
    return bytes(_zstandard().ZstdCompressor(level=3).compress(data))


def _unzstd(data: memoryview) -> bytes:
    library = _zstandard()
    unpacker = getattr(_kept, "unpacker", None)
    if unpacker is None:
        unpacker = _kept.unpacker = library.ZstdDecompressor()
    try:
        return bytes(unpacker.decompress(data))
    except library.ZstdError as error:
        raise DamagedBlobError("A block of history cannot be read.") from error
