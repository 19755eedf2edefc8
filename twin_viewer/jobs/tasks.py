"""A job while it is carried out: what it may ask and say, and how its failures are told."""

import errno
import logging
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Final

from twin_viewer.cache.store import CacheFolder
from twin_viewer.jobs.messages import Answer, Done, Job, Progressed
from twin_viewer.model.faults import Fault

_EVERY_S: Final = 0.1

TOO_BIG: Final = (
    "Die Datei braucht mehr Arbeitsspeicher, als frei ist. Teilen Sie sie in kleinere Kacheln auf."
)
FULL: Final = (
    "Auf dem Datenträger des Zwischenspeichers ist kein Platz mehr. Schaffen Sie Platz und setzen "
    "Sie das Einlesen dann fort."
)
FORBIDDEN: Final = "Die Datei darf nicht gelesen werden. Bitte prüfen Sie ihre Zugriffsrechte."
GONE: Final = "Die Datei ist nicht mehr da, oder ihr Datenträger ist nicht verbunden."
NO_LINK: Final = "Diese Verknüpfung führt im Kreis. Bitte fügen Sie die Datei selbst hinzu."
NO_ANSWER: Final = (
    "Der Datenträger hat beim Lesen der Datei einen Fehler gemeldet. Bitte prüfen Sie ihn, und "
    "lesen Sie die Datei dann noch einmal ein."
)
DIFFERENT: Final = (
    "Die Datei ist anders aufgebaut, als ihr Format es vorsieht, und lässt sich nicht lesen. Bitte "
    "laden oder exportieren Sie sie noch einmal."
)
ALTERED: Final = (
    "Die Datei wurde geändert, während sie eingelesen wurde. Bitte lesen Sie sie noch einmal ein."
)

log = logging.getLogger(__name__)


class AlteredError(Exception):
    """The source is not the one any more that was begun with."""


class CancelledError(Exception):
    """The job was cancelled."""


class Task:
    """One job at work.

    Args:
        job: The job.
        cache: Where results go.
        say: Sends an answer.
        is_cancelled: Tells whether the job was cancelled.
    """

    def __init__(
        self,
        job: Job,
        cache: CacheFolder,
        say: Callable[[Answer], None],
        is_cancelled: Callable[[], bool],
    ) -> None:
        self.job = job
        self.path = Path(job.path)
        self.cache = cache
        self.say = say
        self.is_cancelled = is_cancelled
        self._told = 0.0

    def check(self) -> None:
        """Go on only when nobody cancelled.

        Raises:
            CancelledError: Somebody did.
        """
        if self.is_cancelled():
            raise CancelledError

    def progress(self, share: float, words: str = "") -> None:
        """Tell how far it is, 0 to 1; at most ten times a second."""
        now = time.monotonic()
        if now - self._told >= _EVERY_S:
            self._told = now
            self.say(Progressed(self.job.id, min(max(share, 0.0), 1.0), words))


def failed(job: Job, error: BaseException) -> Done:
    """Return how a job ended that raised an error."""
    if isinstance(error, CancelledError):
        return Done(job.id, is_cancelled=True)
    name = Path(job.path).name
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Done(job.id, is_full=True, fault=Fault(name, "", FULL, is_fatal=True))
    return Done(job.id, fault=fault_of(Path(job.path), error))


def fault_of(path: Path, error: BaseException) -> Fault:
    """Return in words why a file could not be read."""
    match error:
        case FileNotFoundError():
            reason = GONE
        case PermissionError():
            reason = FORBIDDEN
        case MemoryError():
            reason = TOO_BIG
        case AlteredError():
            reason = ALTERED
        case OSError() if error.errno is not None:
            reason = NO_LINK if error.errno == errno.ELOOP else NO_ANSWER
        case _:
            reason = str(error) if _is_sentence(error) else DIFFERENT
    log.info("%s: %r", path, error)
    return Fault(path.name, "", reason, is_fatal=True)


def _is_sentence(error: BaseException) -> bool:
    """Tell whether a reader of ours raised it: those say whole sentences, libraries do not."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    is_ours = not frames or str(frames[-1].f_globals.get("__name__")).startswith("twin_viewer.")
    return is_ours and str(error).endswith(".")
