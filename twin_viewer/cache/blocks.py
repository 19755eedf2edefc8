"""One file of the cache: a small header, arrays that lie there as in memory, checksums.

Layout (little endian): magic, version and length of the header (uint32), its CRC-32; the header as
msgpack; then the sections, each beginning at a multiple of 64 bytes so that it can be used as it
lies. Sections that are seldom wanted come last, so that reading stops before them.
"""

import struct
import tempfile
import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

VERSION: Final = 1
"""Version of the layout; files of another one are made anew."""

_MAGIC: Final = b"LTWIN\r\n\x1a"
_FIXED: Final = struct.Struct("<8sIII")
_ALIGNMENT: Final = 64
_FIRST_READ: Final = 4_096
_LONGEST_HEADER: Final = 1 << 20


class DamagedBlockError(ValueError):
    """A file of the cache is older, cut off or altered: it has to be made anew."""


class _Section(msgspec.Struct, array_like=True, frozen=True):
    """Where a section lies and what it is; `dtype` is empty for plain bytes."""

    name: str
    dtype: str
    shape: tuple[int, ...]
    offset: int
    size: int
    checksum: int


class _Header(msgspec.Struct, array_like=True, frozen=True):
    kind: str
    meta: dict[str, Any]
    sections: tuple[_Section, ...]


_HEADERS: Final = msgspec.msgpack.Decoder(_Header)


class Block:
    """What was read of a file of the cache.

    Attributes:
        meta: What its header says.
    """

    def __init__(
        self, meta: dict[str, Any], sections: Sequence[_Section], data: memoryview
    ) -> None:
        self.meta = meta
        self._sections = {section.name: section for section in sections}
        self._data = data
        self._first = min((section.offset for section in sections), default=0)

    def array(self, name: str) -> NDArray[Any]:
        """Return an array, read-only.

        Raises:
            DamagedBlockError: Its checksum is wrong, or it was not read.
        """
        section = self._section(name)
        values = np.frombuffer(self._bytes(section), np.dtype(section.dtype))
        return values.reshape(section.shape)

    def blob(self, name: str) -> memoryview:
        """Return plain bytes.

        Raises:
            DamagedBlockError: Their checksum is wrong, or they were not read.
        """
        return self._bytes(self._section(name))

    def _section(self, name: str) -> _Section:
        section = self._sections.get(name)
        if section is None:
            raise DamagedBlockError(f"there is no section {name}")
        return section

    def _bytes(self, section: _Section) -> memoryview:
        begin = section.offset - self._first
        part = self._data[begin : begin + section.size]
        if len(part) != section.size or zlib.crc32(part) != section.checksum:
            raise DamagedBlockError(f"section {section.name} is damaged")
        return part


def write_block(
    path: Path,
    kind: str,
    meta: Mapping[str, Any],
    arrays: Mapping[str, NDArray[Any]],
    blobs: Mapping[str, bytes] | None = None,
) -> int:
    """Write a file of the cache: whole, or not at all.

    Args:
        path: The file; its folder must be there.
        kind: What it holds; asked for when it is read.
        meta: Plain values for the header.
        arrays: Named arrays, in the order in which they lie.
        blobs: Named bytes, which come last.

    Returns:
        Its size in bytes.

    Raises:
        OSError: It cannot be written; a full disk, as a rule.
    """
    parts: list[memoryview] = []
    sections: list[_Section] = []
    offset = 0
    for name, array in arrays.items():
        plain = np.ascontiguousarray(array)
        dtype = plain.dtype.newbyteorder("<")
        data = plain.astype(dtype, copy=False).reshape(-1).view(np.uint8).data
        sections.append(_section(name, dtype.str, plain.shape, offset, data))
        parts.append(data)
        offset = _aligned(offset + len(data))
    for name, blob in (blobs or {}).items():
        data = memoryview(blob)
        sections.append(_section(name, "", (), offset, data))
        parts.append(data)
        offset = _aligned(offset + len(data))
    head, first = _head(kind, dict(meta), sections)
    pieces: list[bytes | memoryview] = [head.ljust(first, b"\0")]
    for data in parts:
        pieces += [data, bytes(_aligned(len(data)) - len(data))]
    write_whole(path, pieces)
    return first + offset


def read_block(path: Path, kind: str, *, without: str = "") -> Block:
    """Read a file of the cache.

    Args:
        path: The file.
        kind: What it has to hold.
        without: Section at which reading stops; it and those after it are not read.

    Raises:
        DamagedBlockError: It is of another version or kind, cut off, or its header is damaged.
        OSError: It cannot be read; `FileNotFoundError` when it is not there.
    """
    with path.open("rb", buffering=0) as file:
        start = file.read(_FIRST_READ)
        if len(start) < _FIXED.size:
            raise DamagedBlockError("it is cut off")
        magic, version, length, checksum = _FIXED.unpack_from(start)
        if magic != _MAGIC or version != VERSION or length > _LONGEST_HEADER:
            raise DamagedBlockError("it is of another version")
        if len(start) < _FIXED.size + length:
            start += file.read(_FIXED.size + length - len(start))
        coded = start[_FIXED.size : _FIXED.size + length]
        header = _decoded(coded, checksum)
        if header.kind != kind:
            raise DamagedBlockError(f"it holds {header.kind}")
        wanted = _before(header.sections, without)
        if not wanted:
            return Block(header.meta, wanted, memoryview(b""))
        end = max(section.offset + section.size for section in wanted)
        file.seek(wanted[0].offset)
        data = file.read(end - wanted[0].offset)
    return Block(header.meta, wanted, memoryview(data))


def write_whole(path: Path, pieces: Sequence[bytes | memoryview]) -> None:
    """Write a file beside its place and move it there, so that nobody meets half of it.

    It is not forced to the disk: after a loss of power a checksum finds what is missing, and it is
    made again from its source.

    Raises:
        OSError: It cannot be written.
    """
    with tempfile.NamedTemporaryFile(
        prefix=f".{path.name}.", suffix=".part", dir=path.parent, delete=False
    ) as file:
        written = Path(file.name)
        try:
            for piece in pieces:
                file.write(piece)
            file.close()
            written.replace(path)
        except BaseException:
            with suppress(OSError):
                file.close()
            with suppress(OSError):
                written.unlink()
            raise


def _before(sections: tuple[_Section, ...], name: str) -> list[_Section]:
    names = [section.name for section in sections]
    return list(sections[: names.index(name)] if name in names else sections)


def _decoded(coded: bytes, checksum: int) -> _Header:
    if zlib.crc32(coded) != checksum:
        raise DamagedBlockError("its header is damaged")
    try:
        return _HEADERS.decode(coded)
    except msgspec.MsgspecError as error:
        raise DamagedBlockError("its header is damaged") from error


def _section(
    name: str, dtype: str, shape: tuple[int, ...], offset: int, data: memoryview
) -> _Section:
    return _Section(name, dtype, shape, offset, len(data), zlib.crc32(data))


def _head(kind: str, meta: dict[str, Any], sections: Sequence[_Section]) -> tuple[bytes, int]:
    """Return the coded header, and where the first section begins after it."""

    def coded(first: int) -> bytes:
        placed = tuple(
            msgspec.structs.replace(section, offset=section.offset + first) for section in sections
        )
        return msgspec.msgpack.encode(_Header(kind, meta, placed))

    # Offsets are written within the header whose length they depend on: leave room for the longest.
    first = _aligned(_FIXED.size + len(coded(0)) + 8 * len(sections))
    body = coded(first)
    fixed = _FIXED.pack(_MAGIC, VERSION, len(body), zlib.crc32(body))
    return fixed + body, first


def _aligned(size: int) -> int:
    return -(-size // _ALIGNMENT) * _ALIGNMENT
