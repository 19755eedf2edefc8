"""Copies of `city.db` for the day on which the file breaks: one a day, the last three."""

import errno
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Final

from app.storage.databases import connect

KEPT: Final = 3
_PAGES: Final = 1_024
_PAUSE_S: Final = 0.002
_ROOM: Final = 2
"""A copy is made where so many times its size is free."""


def backups_of(path: Path) -> list[Path]:
    """Return the copies that are there, newest first."""
    return sorted(path.parent.glob(f"{path.stem}.backup-????-??-??{path.suffix}"), reverse=True)


def restore_text(path: Path) -> str:
    """Say how the newest copy is put back, or that there is none."""
    found = backups_of(path)
    if not found:
        return "Eine Sicherung gibt es nicht."
    return (
        f"Die letzte Sicherung heißt „{found[0].name}“: Beenden Sie Leitstand und benennen Sie "
        f"diese Datei in „{path.name}“ um, dann ist ihr Stand wieder da."
    )


def back_up(path: Path, stop: Event) -> Path | None:
    """Copy the file as it is now, unless there is a copy of today; the oldest ones go.

    Writers go on meanwhile.

    Args:
        path: The file.
        stop: Set when the copying must end.

    Returns:
        The new copy; None where none was made.

    Raises:
        sqlite3.Error, OSError: It cannot be copied.
    """
    day = datetime.now(UTC).strftime("%Y-%m-%d")
    target = path.with_name(f"{path.stem}.backup-{day}{path.suffix}")
    if target.exists():
        return None
    if shutil.disk_usage(path.parent).free < _ROOM * path.stat().st_size:
        raise OSError(errno.ENOSPC, "zu wenig Platz")
    partial = target.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    try:
        with closing(connect(path, read_only=True)) as source:
            # An open reading keeps the state: later changes do not make the copying begin anew.
            source.execute("BEGIN")
            source.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
            with closing(sqlite3.connect(partial)) as copy:
                source.backup(copy, pages=_PAGES, progress=lambda *_: _refuse(stop), sleep=0.001)
        partial.replace(target)
    except InterruptedError:
        return None
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    for old in backups_of(path)[KEPT:]:
        old.unlink(missing_ok=True)
    return target


def _refuse(stop: Event) -> None:
    """End the copying when it must; else leave the disk to others for a moment."""
    if stop.wait(_PAUSE_S):
        raise InterruptedError
