"""Sets of rules as files: reading with a limit of size, and writing whole or not at all."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication

_LARGEST: Final = 16_000_000


class FileError(OSError):
    """A file is no text of a sensible size; `strerror` is a whole sentence."""


def read_text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        OSError: It cannot be read, is too large, or is no UTF-8; `strerror` says why.
    """
    if path.stat().st_size > _LARGEST:
        reason = QCoreApplication.translate("rules", "Die Datei ist zu groß für einen Regelsatz.")
        raise FileError(0, reason)
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = QCoreApplication.translate("rules", "Die Datei ist nicht in UTF-8 gespeichert.")
        raise FileError(0, reason) from error


def write_text(path: Path, text: str) -> None:
    """Write a file so that a crash leaves the old or the new one.

    Raises:
        OSError: It cannot be written; the old file is as it was.
    """
    partial = path.with_name(f".{path.name}.tmp")
    try:
        partial.write_text(text, "utf-8", newline="\n")
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
