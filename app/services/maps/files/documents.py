"""Text files of unknown origin: which encoding, how big, as UTF-8."""

import codecs
import errno
import re
from pathlib import Path
from typing import Final

from app.services.maps.files.results import Faults, LayerError, Watch

MOST_TEXT_BYTES: Final = 256 * 1024 * 1024
"""Larger text files are refused: they would fill the memory, and no map shows them usefully."""

_PART: Final = 1024 * 1024
_ZERO_EACH: Final = 4
"""A file in which at least every fourth byte is zero is UTF-16."""


def check_size(path: Path, most: int) -> int:
    """Return the size of a file.

    Raises:
        LayerError: It is empty, too big, or cannot be read.
    """
    try:
        if path.is_dir():
            raise LayerError(f"{path.name} ist ein Ordner. Bitte eine Datei darin wählen.")
        if not path.is_file():
            raise LayerError(f"Die Datei {path.name} gibt es nicht. Bitte den Pfad prüfen.")
        size = path.stat().st_size
    except OSError as error:
        raise _unreadable(path, error) from error
    if size == 0:
        raise LayerError(f"Die Datei {path.name} ist leer. Bitte sie neu ausgeben oder laden.")
    if size > most:
        raise LayerError(
            f"Die Datei {path.name} ist mit {size // 2**20} MB zu groß (höchstens {most // 2**20} "
            "MB). Bitte auf das Stadtgebiet zuschneiden, oder als GeoPackage oder PMTiles ausgeben."
        )
    return size


def load_text(path: Path, faults: Faults, watch: Watch) -> bytes:
    """Return the content of a text file as valid UTF-8 without a byte order mark.

    Raises:
        LayerError: It is empty, too big, or cannot be read.
        Cancelled: Nobody wants it any more.
    """
    data = _read(path, check_size(path, MOST_TEXT_BYTES), watch.part(0.0, 0.5))
    encoding = _marked(data)
    if encoding == "utf-8-sig":
        data = data[3:]
    if encoding in {"utf-8-sig", "utf-8"}:
        if _is_utf8(data, watch.part(0.5, 1.0)):
            return data
        faults.note_file(
            "Die Datei ist nicht in UTF-8 geschrieben; sie wurde als Latin-1 gelesen.",
            "Bitte prüfen, ob Umlaute stimmen, und sonst als UTF-8 ausgeben.",
        )
        encoding = "cp1252"
    else:
        faults.note_file(
            "Die Datei ist in UTF-16 geschrieben und wurde umgewandelt.",
            "GeoJSON wird am besten als UTF-8 ausgegeben.",
        )
    return _as_utf8(data, encoding, watch.part(0.5, 1.0))


def unreadable_text(name: str | Path, reason: str) -> str:
    """Return where a file is that cannot be read, why, and what helps.

    Args:
        name: Its name, or its whole path where only that says which file is meant.
        reason: Why, in the words of the system.
    """
    return (
        f"Die Datei {name} lässt sich nicht lesen: {reason}. Bitte prüfen, ob sie noch da ist und "
        "gelesen werden darf."
    )


def reason_of(error: OSError) -> str:
    """Return why a file cannot be read: what is met most in German, the rest as the system says."""
    if error.errno in {errno.EACCES, errno.EPERM}:
        return "der Zugriff ist nicht erlaubt"
    if error.errno == errno.EIO:
        return "der Datenträger antwortet nicht"
    return error.strerror or str(error)


def _unreadable(path: Path, error: OSError) -> LayerError:
    return LayerError(unreadable_text(path.name, reason_of(error)))


def _read(path: Path, size: int, watch: Watch) -> bytes:
    parts: list[bytes] = []
    done = 0
    try:
        with path.open("rb") as file:
            while part := file.read(_PART):
                parts.append(part)
                done += len(part)
                watch.step(done / size)
                if done > MOST_TEXT_BYTES:
                    break  # it grew while it was read
    except OSError as error:
        raise _unreadable(path, error) from error
    return b"".join(parts)


def _marked(data: bytes) -> str:
    """Return the encoding that the first bytes tell; UTF-8 unless they tell another."""
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = data[:1024]
    if head.count(0) * _ZERO_EACH >= len(head):
        return "utf-16-be" if head[0] == 0 else "utf-16-le"
    return "utf-8"


def _is_utf8(data: bytes, watch: Watch) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), _PART):
            decoder.decode(data[start : start + _PART])
            watch.step(start / len(data))
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _as_utf8(data: bytes, encoding: str, watch: Watch) -> bytes:
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    parts = []
    for start in range(0, len(data), _PART):
        text = decoder.decode(data[start : start + _PART])
        parts.append(text.encode("utf-8", "replace"))
        watch.step(start / len(data))
    parts.append(decoder.decode(b"", final=True).encode("utf-8", "replace"))
    return b"".join(parts)


def line_and_column(data: bytes, offset: int) -> tuple[int, int]:
    """Return the line and the column (in letters) of a byte, both from 1."""
    before = data[:offset]
    start = before.rfind(b"\n") + 1
    column = len(re.sub(rb"[\x80-\xbf]", b"", before[start:])) + 1
    return before.count(b"\n") + 1, column
