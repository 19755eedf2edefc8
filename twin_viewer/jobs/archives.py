"""The catalogue on disk: who may write it, how it is found at the start, how it is saved."""

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from twin_viewer.cache.store import CacheFolder
from twin_viewer.jobs import catalogue
from twin_viewer.jobs.catalogue import PAUSED, WAITING, Entry
from twin_viewer.jobs.locks import FolderLock
from twin_viewer.model.faults import Fault

LOST_CATALOGUE: Final = (
    "Das Verzeichnis der Datensätze war beschädigt und wurde aus dem Zwischenspeicher neu "
    "aufgebaut. Namen, Lizenzen und Ausblendungen sind zu prüfen."
)
IN_USE: Final = (
    "Die Datensätze werden gerade von einem anderen Leitstand verwaltet. Hier werden sie nur "
    "gezeigt; zum Ändern schließen Sie bitte den anderen, und öffnen Sie diesen dann neu."
)
UNWRITABLE: Final = (
    "In den Ordner „{0}“ lässt sich nicht schreiben. Datensätze werden deshalb nur gezeigt; bitte "
    "prüfen Sie seine Zugriffsrechte."
)

log = logging.getLogger(__name__)


class Archive:
    """The catalogue of one folder; only the first program that opens it may write.

    Args:
        folder: Folder of the twin's data.
        cache: The cache in it.

    Attributes:
        fault: What is to be said of the catalogue; None when all is well.
        only_reads: True when another program writes here, or nobody can.
    """

    def __init__(self, folder: Path, cache: CacheFolder) -> None:
        self.fault: Fault | None = None
        self.only_reads = False
        self._file = folder / "catalogue.json"
        self._cache = cache
        self._lock = FolderLock(folder)

    def open(self) -> dict[str, Entry]:
        """Return the data sets by id; of a damaged catalogue those that the cache tells of."""
        reason = self._refusal()
        self.only_reads = bool(reason)
        is_there = self._file.exists()
        entries, is_sound = catalogue.load(self._file, only_reads=self.only_reads)
        if not (is_there and is_sound):
            entries = catalogue.recovered(self._cache.manifests())
            is_first_start = not is_there and not entries
            reason = reason or ("" if is_first_start else LOST_CATALOGUE)
        if reason:
            self.fault = Fault(self._file.name, "", reason)
        if self.only_reads:
            for entry in entries.values():
                for file in entry.files.values():
                    file.state = PAUSED if file.state == WAITING else file.state
        return entries

    def save(self, entries: Iterable[Entry]) -> None:
        """Write the catalogue; a full disk is told in the log only."""
        if self.only_reads:
            return
        try:
            catalogue.save(self._file, entries)
        except OSError as error:
            log.warning("The catalogue of the twin cannot be written: %s", error)

    def close(self) -> None:
        """Let others write."""
        self._lock.release()

    def _refusal(self) -> str:
        """Return why nothing may be written here; empty when it may."""
        try:
            return "" if self._lock.take() else IN_USE
        except OSError as error:
            log.info("The twin's folder cannot be written to: %s", error)
            return UNWRITABLE.format(self._file.parent)
