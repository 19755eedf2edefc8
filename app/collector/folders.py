"""One data folder has one collector: the lock on it, and how a collector's process ends.

Apart from `process`, so that a console may ask who holds a folder without loading a collector.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

EXIT_OK: Final = 0
EXIT_BROKEN: Final = 1
EXIT_PROFILE: Final = 2
EXIT_BUSY: Final = 3


class BusyError(Exception):
    """Another collector works in this data folder."""


@contextmanager
def folder_lock(data: Path) -> Iterator[None]:
    """Hold the lock of a data folder; the system lets it go when the process dies.

    Raises:
        BusyError: Another process holds it.
    """
    with (data / "collector.lock").open("a+b") as file:
        if not _try_lock(file.fileno()):
            raise BusyError(
                f"Im Datenordner {data} arbeitet schon eine Erfassung. Bitte jene beenden oder "
                "mit --data einen anderen Ordner wählen."
            )
        yield


def _try_lock(file: int) -> bool:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - exists there only

        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl  # noqa: PLC0415 - does not exist on Windows

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
