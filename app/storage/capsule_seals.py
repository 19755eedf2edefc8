"""The seal behind a capsule's database: tells whether a byte was altered, and mends one page.

The file is an SQLite database followed by a trailer that SQLite passes over:

    CRC-32 of each page │ parity page (XOR of all pages) │ footer

The footer says how many pages there are and carries SHA-256 over the database and over the trailer.
One altered page is found by its CRC-32 and made again from all others and the parity page; so a
capsule stays readable whichever byte of it was altered. It is a guard against accidents and
careless hands: who wants to forge a capsule can seal it anew.
"""

import hashlib
import struct
import zlib
from dataclasses import dataclass
from enum import Enum
from typing import Final

import numpy as np

_MAGIC: Final = b"LEITSTAND-KAPSEL"
_SQLITE: Final = b"SQLite format 3\0"
_FOOTER: Final = struct.Struct("<16sIII32s32s")
_SEAL_VERSION: Final = 1
_SMALLEST_PAGE: Final = 512
_LARGEST_PAGE: Final = 65_536
_HASH: Final = 32


class SealError(Exception):
    """A file is no sealed database; the text says what it is instead, a German sentence."""


class Damage(Enum):
    """What became of a file since it was sealed."""

    NONE = "none"
    SEAL = "seal"
    """Only the seal itself was altered; the content is what was written."""
    MENDED = "mended"
    """One page was altered and could be made again."""
    CONTENT = "content"
    """More than one page was altered; what can still be read may be wrong."""


@dataclass(frozen=True, slots=True)
class Examination:
    """What a look at a sealed file found.

    Attributes:
        database: The database, mended where possible.
        damage: What became of it.
        pages: Numbers of the altered pages, from 1.
    """

    database: bytes
    damage: Damage
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Seal:
    page_size: int
    pages: int
    checks: bytes
    parity: bytes
    content_hash: bytes
    is_sound: bool


def seal(database: bytes) -> bytes:
    """Return the trailer for a database.

    Args:
        database: Whole pages.
    """
    page_size = _page_size(database)
    pages = len(database) // page_size
    checks = _checks(database, page_size)
    parity = _parity(database, page_size)
    head = struct.pack("<16sIII", _MAGIC, _SEAL_VERSION, page_size, pages)
    content = hashlib.sha256(database).digest()
    own = hashlib.sha256(checks + parity + head + content).digest()
    return checks + parity + head + content + own


def examine(data: bytes) -> Examination:
    """Compare a file with its seal.

    Raises:
        SealError: It is none of ours, or a part of it is missing.
    """
    found = _read_seal(data)
    if found is None:
        raise SealError(_reason(data))
    database = data[: found.page_size * found.pages]
    is_whole = hashlib.sha256(database).digest() == found.content_hash
    length = _length(found.page_size, found.pages)
    if is_whole:
        is_sound = found.is_sound and len(data) == length
        return Examination(database, Damage.NONE if is_sound else Damage.SEAL)
    altered = _altered(database, found)
    if not altered:  # all pages are sound, so it is the seal's own hash that is not
        return Examination(database, Damage.SEAL)
    if len(altered) == 1:
        mended = _mended(database, found, altered[0])
        if hashlib.sha256(mended).digest() == found.content_hash:
            return Examination(mended, Damage.MENDED, (altered[0] + 1,))
    return Examination(database, Damage.CONTENT, tuple(page + 1 for page in altered))


def _read_seal(data: bytes) -> _Seal | None:
    """Find the seal by its footer at the end, or by what the database says of its own length."""
    ends = []
    if len(data) >= _FOOTER.size:
        magic, _, page_size, pages, *_ = _FOOTER.unpack(data[-_FOOTER.size :])
        if magic == _MAGIC and _fits(page_size, pages, len(data)):
            ends.append((page_size, pages))
    if (size := _own_size(data)) is not None:
        ends.append(size)
    for page_size, pages in ends:
        if len(data) >= _length(page_size, pages):
            return _seal_at(data, page_size, pages)
    return None


def _seal_at(data: bytes, page_size: int, pages: int) -> _Seal:
    start = page_size * pages
    end = _length(page_size, pages)
    checks = data[start : start + 4 * pages]
    parity = data[start + 4 * pages : start + 4 * pages + page_size]
    footer = data[end - _FOOTER.size : end]
    *_, content, own = _FOOTER.unpack(footer)
    is_sound = hashlib.sha256(checks + parity + footer[:-_HASH]).digest() == own
    return _Seal(page_size, pages, checks, parity, content, is_sound)


def _reason(data: bytes) -> str:
    if not data:
        return "Die Datei ist leer."
    size = _own_size(data)
    if size is not None and len(data) < _length(*size):
        return (
            f"Die Datei ist abgeschnitten: Sie hat {len(data)} von {_length(*size)} Bytes. "
            "Vermutlich wurde sie nicht ganz kopiert."
        )
    return "Die Datei ist keine Vorfallkapsel."


def _own_size(data: bytes) -> tuple[int, int] | None:
    """Return page size and number of pages as the database's head says, None if it has none."""
    if len(data) < _SMALLEST_PAGE or not data.startswith(_SQLITE):
        return None
    page_size = _page_size(data)
    pages = int.from_bytes(data[28:32], "big")
    is_possible = page_size.bit_count() == 1 and _SMALLEST_PAGE <= page_size <= _LARGEST_PAGE
    return (page_size, pages) if is_possible and pages else None


def _page_size(database: bytes) -> int:
    size = int.from_bytes(database[16:18], "big")
    return _LARGEST_PAGE if size == 1 else size


def _length(page_size: int, pages: int) -> int:
    """Return the length of a sealed file."""
    return page_size * pages + 4 * pages + page_size + _FOOTER.size


def _fits(page_size: int, pages: int, length: int) -> bool:
    return page_size >= _SMALLEST_PAGE and pages > 0 and _length(page_size, pages) == length


def _checks(database: bytes, page_size: int) -> bytes:
    found = [
        zlib.crc32(database[start : start + page_size])
        for start in range(0, len(database), page_size)
    ]
    return np.array(found, "<u4").tobytes()


def _parity(database: bytes, page_size: int) -> bytes:
    pages = np.frombuffer(database, np.uint8).reshape(-1, page_size)
    return bytes(np.bitwise_xor.reduce(pages, axis=0).tobytes())


def _altered(database: bytes, found: _Seal) -> list[int]:
    now = np.frombuffer(_checks(database, found.page_size), "<u4")
    then = np.frombuffer(found.checks, "<u4")
    return [int(page) for page in np.flatnonzero(now != then)]


def _mended(database: bytes, found: _Seal, page: int) -> bytes:
    """Return the database with one page made of all others and the parity page."""
    size = found.page_size
    all_but_it = bytearray(database)
    all_but_it[page * size : (page + 1) * size] = found.parity
    again = _parity(bytes(all_but_it), size)
    return database[: page * size] + again + database[(page + 1) * size :]
