"""How the pieces of a capsule are written: MessagePack, packed by zlib; samples as columns."""

import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import msgspec
import numpy as np

from app.domain.alarms import AlarmId, Mirror
from app.domain.annotations import Annotation
from app.domain.capsules import CapsuleLine
from app.domain.cities import City
from app.domain.documents import DocumentVersion
from app.domain.limits import LimitChange
from app.domain.samples import SampleBatch
from app.domain.shifts import LogEntry

SAMPLES_AT_ONCE: Final = 200_000
_LEVEL: Final = 6
_MOST_BYTES: Final = 1 << 29
"""No piece of ours is nearly as long."""

_HEAD: Final = struct.Struct("<II")
_KEY_BYTES: Final = 12
_ROW_BYTES: Final = 25


@dataclass(frozen=True, slots=True)
class ListPart:
    """A piece of the content that is a list.

    Attributes:
        kind: What is in the list.
        title: What it is called in a sentence, plural.
    """

    kind: type
    title: str


LISTS: Final = {
    "lines": ListPart(CapsuleLine, "Zeilen des Journals"),
    "notes": ListPart(Annotation, "Notizen"),
    "log": ListPart(LogEntry, "Zeilen des Schichtbuchs"),
    "limits": ListPart(LimitChange, "Änderungen von Grenzwerten"),
    "versions": ListPart(DocumentVersion, "Versionen der Regeln"),
}
"""The lists of a capsule by the name of their field."""

_SINGLE: Final[dict[str, Any]] = {
    "city": City,
    "layout": dict[str, Any],
    "coarse": int,
    "mirrors": dict[AlarmId, Mirror],
}


def pack(value: Any) -> bytes:
    """Return a value as packed bytes."""
    return zlib.compress(msgspec.msgpack.encode(value), _LEVEL)


def unpack(name: str, data: bytes) -> Any:
    """Return the value of a single piece.

    Raises:
        ValueError: It is damaged.
        msgspec.DecodeError: It is something else.
    """
    return msgspec.msgpack.decode(_inflated(data), type=_SINGLE[name])


def decode_items(name: str, data: bytes) -> tuple[list[Any], int]:
    """Return the items of a list, and how many of them nobody here understands.

    Raises:
        ValueError: It is damaged.
        msgspec.DecodeError: It is no list.
    """
    raw = msgspec.msgpack.decode(_inflated(data), type=list[msgspec.Raw])
    decoder: msgspec.msgpack.Decoder[Any] = msgspec.msgpack.Decoder(LISTS[name].kind)
    items, lost = [], 0
    for piece in raw:
        try:
            items.append(decoder.decode(piece))
        except (msgspec.DecodeError, ValueError):
            lost += 1
    return items, lost


def encode_samples(batch: SampleBatch) -> Iterator[Callable[[], bytes]]:
    """Yield makers of the pieces of some samples, in their order."""
    for start in range(0, len(batch), SAMPLES_AT_ONCE):
        rows = np.arange(start, min(start + SAMPLES_AT_ONCE, len(batch)))
        yield partial(_encode, batch, rows)


def _encode(batch: SampleBatch, rows: Any) -> bytes:
    """Return samples as runs of keys and columns of times, values and qualities."""
    some = batch.select(rows)
    firsts = np.flatnonzero(np.concatenate([[True], np.diff(some.key) != 0]))
    counts = np.diff(np.append(firsts, len(some)))
    columns = (
        _HEAD.pack(len(firsts), len(some)),
        some.key[firsts].astype("<i8").tobytes(),
        counts.astype("<u4").tobytes(),
        np.diff(some.source_time, prepend=0).astype("<i8").tobytes(),
        some.value.astype("<f8").tobytes(),
        some.quality.astype(np.uint8).tobytes(),
    )
    lag = some.received_time - some.source_time
    return zlib.compress(b"".join((*columns, lag.astype("<i8").tobytes())), _LEVEL)


def decode_samples(data: bytes) -> SampleBatch:
    """Return the samples of a piece.

    Raises:
        ValueError: It is damaged.
    """
    plain = _inflated(data)
    if len(plain) < _HEAD.size:
        raise ValueError("too short")
    runs, n = _HEAD.unpack_from(plain)
    if len(plain) != _HEAD.size + runs * _KEY_BYTES + n * _ROW_BYTES:
        raise ValueError("of another length")
    columns = []
    place = _HEAD.size
    kinds = (("<i8", runs), ("<u4", runs), ("<i8", n), ("<f8", n), ("u1", n), ("<i8", n))
    for kind, count in kinds:
        columns.append(np.frombuffer(plain, kind, count, place))
        place += np.dtype(kind).itemsize * count
    keys, counts, steps, values, qualities, lags = columns
    if int(counts.sum()) != n:
        raise ValueError("runs of another length")
    times = np.cumsum(steps.astype(np.int64))
    return SampleBatch(
        np.repeat(keys.astype(np.int64), counts),
        times,
        times + lags.astype(np.int64),
        values.astype(np.float64),
        np.minimum(qualities, 3).astype(np.uint8),
    )


def _inflated(data: bytes) -> bytes:
    """Return unpacked bytes; a piece that would fill the memory is taken for damaged."""
    unpacker = zlib.decompressobj()
    try:
        plain = unpacker.decompress(data, _MOST_BYTES)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if not unpacker.eof:
        raise ValueError("cut short, or too long")
    return plain
