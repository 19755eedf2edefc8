"""Writing files so that none is ever left half written, and saying why one could not be."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication

_SHARING_VIOLATION: Final = 32
_NO_SPACE: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NO_RIGHT: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_NO_FOLDER: Final = frozenset({errno.ENOENT, errno.ENOTDIR})
_BAD_NAME: Final = frozenset({errno.ENAMETOOLONG, errno.EINVAL, errno.EISDIR})


class Cancelled(Exception):  # noqa: N818 - it is a wish, no error
    """The person stopped the export."""


Report = Callable[[float], None]
"""Is told how much is done, 0 to 1; raises `Cancelled` when it shall not go on."""


def go_on(share: float) -> None:
    """Take notice of nothing; for those who neither show progress nor stop."""


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """Give a file beside the target to write to; the target is replaced once all went well.

    Raises:
        OSError: The target cannot be replaced; what was there before still is.
    """
    part = path.with_name(f".{path.name[:80]}.{os.getpid()}.part")
    try:
        yield part
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def trouble(path: Path, error: Exception) -> str:
    """Return why a file could not be written and what helps, as a sentence."""
    code = error.errno if isinstance(error, OSError) else None
    is_open = getattr(error, "winerror", None) == _SHARING_VIOLATION
    words = QCoreApplication.translate
    if is_open or code in {errno.EBUSY, errno.ETXTBSY}:
        remedy = words(
            "trends",
            "Sie ist in einem anderen Programm geöffnet. Schließen Sie sie dort, oder wählen Sie "
            "einen anderen Namen.",
        )
    elif code in _NO_SPACE:
        remedy = words(
            "trends",
            "Der Datenträger ist voll. Schaffen Sie Platz, oder wählen Sie einen anderen Ordner.",
        )
    elif code in _NO_RIGHT:
        remedy = words(
            "trends",
            "Dort dürfen Sie nicht schreiben, oder die Datei ist in einem anderen Programm "
            "geöffnet. Wählen Sie einen anderen Ordner.",
        )
    elif code in _NO_FOLDER:
        remedy = words("trends", "Den Ordner gibt es nicht mehr. Wählen Sie einen anderen.")
    elif code in _BAD_NAME:
        remedy = words("trends", "Der Name geht dort nicht. Wählen Sie einen anderen.")
    else:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        remedy = words(
            "trends", "Grund: %1. Versuchen Sie es noch einmal, oder in einem anderen Ordner."
        ).replace("%1", reason.rstrip(".") or type(error).__name__)
    sentence = words("trends", "Die Datei %1 konnte nicht geschrieben werden. %2")
    return sentence.replace("%1", str(path)).replace("%2", remedy)
