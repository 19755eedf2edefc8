"""What the cache holds of each file, how much that is, and what is let go when it is too much."""

from collections.abc import Callable
from typing import Final

from twin_viewer.cache.sources import READERS, SourceStamp
from twin_viewer.cache.store import CacheFolder, Manifest
from twin_viewer.jobs.catalogue import EVICTED, FAILED, LEFT_OUT, READY, WAITING, Entry, File
from twin_viewer.jobs.tasks import GONE
from twin_viewer.model.faults import Fault

CHANGED: Final = (
    "Die Datei wurde geändert, seit sie eingelesen wurde. Gezeigt wird der frühere Stand; lesen "
    "Sie sie neu ein."
)
STILL_SHOWN: Final = "{reason} Gezeigt wird, was davon schon eingelesen ist."
NO_ROOM: Final = (
    "Der Zwischenspeicher ist mit {cap} GB voll. Blenden Sie Datensätze aus, entfernen Sie welche, "
    "oder erlauben Sie ihm mehr, und setzen Sie das Einlesen dann fort."
)
REBUILT: Final = "Im Zwischenspeicher war diese Datei beschädigt; sie wird neu eingelesen."
UNKEPT: Final = (
    "Was von dieser Datei im Zwischenspeicher liegt, ist immer wieder beschädigt. Bitte prüfen Sie "
    "den Datenträger."
)


class Holdings:
    """Keeps count of the cache; every change of what it holds of a file goes through here.

    Args:
        cache: The cache.
        cap_bytes: How large it may become.
    """

    def __init__(self, cache: CacheFolder, cap_bytes: int) -> None:
        self.cache = cache
        self.cap_bytes = cap_bytes
        self._used_bytes = 0

    @property
    def is_too_large(self) -> bool:
        """True when the cache holds more than it may."""
        return self._used_bytes > self.cap_bytes

    def look_over(self, file: File) -> str:
        """Compare a file of the catalogue with its source and the cache; return its folder there.

        What was not finished waits again; a source that is gone or changed gets a fault.
        """
        self._used_bytes += file.cache_bytes
        if file.state == LEFT_OUT:
            return ""
        file.changed = None
        if file.state == READY and self.cache.manifest(file.key) is None:
            file.state = WAITING
        if file.state != READY:
            self.forget(file)
            return stamp_of(file).key
        if not stamp_of(file).is_unchanged():
            reason = CHANGED if file.path.exists() else STILL_SHOWN.format(reason=GONE)
            file.changed = Fault(file.path.name, "", reason)
        return file.key

    def take(self, file: File, manifest: Manifest) -> None:
        """Take over what was made of a file; what was made of it before goes."""
        before = file.key
        self._used_bytes -= file.cache_bytes
        file.take(manifest)
        self._used_bytes += file.cache_bytes
        if before and before != file.key:
            self.cache.remove(before)

    def forget(self, file: File) -> None:
        """Forget what was made of a file, without touching the disk."""
        self._used_bytes -= file.cache_bytes
        file.key, file.parts, file.cache_bytes, file.progress = "", [], 0, 0.0

    def drop(self, file: File) -> None:
        """Delete what was made of a file."""
        self.cache.remove(file.key or stamp_of(file).key)
        self.forget(file)

    def clear(self, file: File) -> None:
        """Delete what was left of a file by reading that did not come to its end."""
        if self.manifest(file) is None:
            self.drop(file)

    def stop(self, file: File, state: str) -> None:
        """Give a file that was not read to its end a state; what was made of it does not count."""
        if self.manifest(file) is None:
            self.forget(file)
        file.state = state

    def fail(self, file: File, fault: Fault) -> None:
        """Mark a file as failed; what was made of it before is still shown."""
        manifest = self.manifest(file)
        if manifest is not None:
            self.take(file, manifest)
            reason = STILL_SHOWN.format(reason=fault.reason)
            file.changed = Fault(fault.file, fault.item, reason)
            return
        self.clear(file)
        file.state = FAILED
        file.faults = tuple(dict.fromkeys((*file.found.faults, fault)))

    def manifest(self, file: File) -> Manifest | None:
        """Return what was made of a file, complete; None when there is nothing."""
        return self.cache.manifest(file.key) if file.key else None

    def evict_one(self, entries: dict[str, Entry], touch: Callable[[str], None]) -> bool:
        """Let go of the hidden data set that was not shown for the longest time.

        Args:
            entries: The data sets.
            touch: Told which one it was.

        Returns:
            False when no hidden one is left.
        """
        hidden = [
            entry
            for entry in entries.values()
            if not entry.is_visible and any(map(_can_go, entry.files.values()))
        ]
        if not hidden:
            return False
        entry = min(hidden, key=lambda one: one.used_at)
        for file in filter(_can_go, entry.files.values()):
            self.drop(file)
            file.state = EVICTED
        touch(entry.id)
        return True


def stamp_of(file: File) -> SourceStamp:
    """Return the source of a file as it was recognised."""
    found = file.found
    reader = READERS.get(found.job, 0)
    return SourceStamp(found.path, found.mtime_ns, found.size, found.job, reader)


def _can_go(file: File) -> bool:
    """Tell whether a file takes room in the cache and could be read again."""
    return file.state == READY and file.changed is None and file.cache_bytes > 0
