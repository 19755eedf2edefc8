"""Who may write to a folder: the first program that takes its lock, until it ends."""

import sys
from pathlib import Path
from typing import IO, Final

LOCK: Final = "lock"


class FolderLock:
    """A lock on a folder; the system gives it back when the program ends, however it ends.

    Args:
        folder: The folder; made when it is not there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: IO[bytes] | None = None

    def take(self) -> bool:
        """Take it; False when another has it.

        Raises:
            OSError: The folder cannot be written to.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        file = (self._folder / LOCK).open("ab")
        if _is_taken(file):
            file.close()
            return False
        self._file = file
        return True

    def release(self) -> None:
        """Give it back."""
        file, self._file = self._file, None
        if file is not None:
            file.close()


def _is_taken(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - exists on Windows only

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - exists on POSIX only

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    return False
