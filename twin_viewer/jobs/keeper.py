"""Keeps the catalogue in step with the workers: what is read next, what came of it, what is let go.

All of it runs in the library's thread. It decides and remembers; what can be shown is put together
in `contents`.
"""

import logging
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from twin_viewer.cache.store import CacheFolder
from twin_viewer.jobs.archives import Archive
from twin_viewer.jobs.backlogs import Backlog
from twin_viewer.jobs.catalogue import (
    EVICTED,
    FAILED,
    LEFT_OUT,
    PAUSED,
    READING,
    READY,
    WAITING,
    Entry,
    File,
)
from twin_viewer.jobs.datasets import Activity
from twin_viewer.jobs.holdings import (
    NO_ROOM,
    REBUILT,
    UNKEPT,
    Holdings,
)
from twin_viewer.jobs.inspection import COMPANIONS, unnameable
from twin_viewer.jobs.lookout import LOOKING, MAKING, Lookout, Origin
from twin_viewer.jobs.messages import (
    Answer,
    Done,
    Found,
    Generated,
    Generation,
    Inspected,
    Job,
    Listed,
    Made,
    Progressed,
    TileMade,
)
from twin_viewer.jobs.shelves import Shelves
from twin_viewer.jobs.slots import CANNOT_START, Slot
from twin_viewer.jobs.tasks import FULL, GONE
from twin_viewer.model.faults import Fault

log = logging.getLogger(__name__)


class Keeper:
    """The catalogue and the two workers: one that reads, one that generates.

    Args:
        folder: Folder of the twin's data.
        command: Returns the command of the worker.
        post: Hands a call to the library's thread.
        touch: Told the id of a data set that is other than before.
        size_cap_bytes: How large the cache may become.
    """

    def __init__(
        self,
        folder: Path,
        command: Callable[[], Sequence[str]],
        post: Callable[[Callable[[], None]], None],
        touch: Callable[[str], None],
        size_cap_bytes: int,
    ) -> None:
        self.holdings = Holdings(CacheFolder(folder / "cache"), size_cap_bytes)
        self.shelves = Shelves({})
        self.lookout = Lookout()
        self._folder = folder
        self._touch = touch
        self._reader = Slot(command, folder / "worker.log", post, self._answered)
        self._maker = Slot(command, folder / "generator.log", post, self._answered)
        self._backlog = Backlog(self._reader.queue, self.lookout)
        self._archive = Archive(folder, self.holdings.cache)
        self._rebuilt: set[str] = set()
        self._retried: set[str] = set()
        self._is_ground_new = False

    # --- Beginning and end --------------------------------------------------------------------

    def load(self) -> None:
        """Read the catalogue, look whether its sources are still the same, and go on reading."""
        entries = self._archive.open()
        if self._archive.fault is not None:
            self.lookout.reject(self._archive.fault)
        self.shelves = Shelves(entries)
        for id_ in entries:
            self._touch(id_)
        if self.only_reads:
            return
        keys = set()
        for entry in entries.values():
            for file in entry.files.values():
                keys.add(self.holdings.look_over(file))
                if file.state == WAITING:
                    self._backlog.read(entry, file)
        self.holdings.cache.sweep(keys)

    def save(self) -> None:
        """Write the catalogue."""
        self._archive.save(self.shelves.entries.values())

    def tick(self) -> float:
        """Let the workers do what is due; return seconds until something is due again."""
        if self._is_ground_new and self._reader.is_idle and self._maker.is_idle:
            self._is_ground_new = False
            self._put_on_ground()
        due = min(self._reader.tick(), self._maker.tick())
        job = self._reader.job
        if job is not None and job.verb not in LOOKING:
            self._mark_reading(job)
        if self._reader.is_broken and len(self._reader.queue):
            self._pause_all(CANNOT_START.format(log=self._folder / "worker.log"))
        return due

    def close(self) -> None:
        """End the workers and write the catalogue."""
        self._reader.close()
        self._maker.close()
        now = time.time()
        for entry in self.shelves.entries.values():
            if entry.is_visible:
                entry.used_at = now
        self.save()
        self._archive.close()

    @property
    def only_reads(self) -> bool:
        """True when nothing here may be changed; then nothing but showing and hiding works."""
        return self._archive.only_reads

    # --- Wishes -------------------------------------------------------------------------------

    def add(self, paths: Sequence[Path]) -> None:
        """Recognise files and folders."""
        self._reader.mend()
        for path in paths:
            whole = path.absolute()
            fault = unnameable(whole)
            if fault is not None:
                self.lookout.reject(fault)
            elif whole.is_dir():
                self._backlog.look(whole, Origin(whole, is_alone=False), "find")
            else:
                self._backlog.look(whole, Origin(whole.parent, is_alone=True))

    def generate(self, wanted: Generation) -> None:
        """Generate a synthetic city."""
        self._maker.mend()
        path = self._folder / "synthetic"
        self._maker.queue.put(self._backlog.generation(path, wanted), None)
        self.lookout.making = Activity(MAKING, 0.0)

    def remove(self, id_: str) -> None:
        """Forget a data set and what was made of it; its sources stay.

        With the last simulated one goes what was generated here.
        """
        self.cancel(id_)
        entry = self.shelves.remove(id_)
        for file in entry.files.values() if entry else ():
            self.holdings.drop(file)
        made = self._folder / "synthetic"
        is_needed = any(one.is_simulated for one in self.shelves.entries.values())
        if entry is not None and entry.is_simulated and not is_needed and not self.lookout.making:
            shutil.rmtree(made, ignore_errors=True)
        self._touch(id_)

    def cancel(self, id_: str) -> None:
        """Stop reading a data set; `resume` goes on."""
        entry = self.shelves.entries.get(id_)
        if entry is None:
            return
        self._backlog.drop(lambda job: job.owner.id == id_)
        running = self._reader.job
        if running is not None and running.owner.id == id_:
            self._reader.cancel()
        for file in entry.files.values():
            if file.state in {WAITING, READING}:
                file.state = PAUSED
        self._touch(id_)

    def cancel_activity(self) -> None:
        """Stop searching, recognising and generating; what was recognised stays."""
        for job in self._backlog.drop(lambda job: job.verb in LOOKING):
            self.lookout.end(job)
        running = self._reader.job
        if running is not None and running.verb in LOOKING:
            self._reader.cancel()
        self._maker.queue.drop(lambda _: True)
        self._maker.cancel()
        if self._maker.job is None:
            self.lookout.making = None

    def resume(self, id_: str) -> None:
        """Read what is paused, failed, gone from the cache or changed since."""
        self._reader.mend()
        self._rebuilt.clear()
        entry = self.shelves.entries.get(id_)
        for file in list(entry.files.values()) if entry else ():
            if file.state in {PAUSED, FAILED, EVICTED} or file.changed is not None:
                self._backlog.look(file.path, Origin(file.path.parent, is_alone=True))

    def set_visible(self, id_: str, *, is_visible: bool) -> None:
        """Show or hide a data set; one that had left the cache is read again."""
        entry = self.shelves.entries.get(id_)
        if entry is None or entry.is_visible == is_visible:
            return
        entry.is_visible, entry.used_at = is_visible, time.time()
        self._touch(id_)
        if is_visible:
            for file in entry.files.values():
                if file.state == EVICTED and not self.only_reads:
                    file.state = WAITING
                    self._backlog.read(entry, file)
        else:
            self._make_room()

    def set_size_cap(self, size_cap_bytes: int) -> None:
        """Let the cache become so large."""
        self.holdings.cap_bytes = size_cap_bytes
        self._make_room()

    def prefer(self, east: float, north: float) -> None:
        """Read what is nearest to a place first."""
        self._reader.queue.prefer(east, north)

    def rebuild(self, path: str, key: str, reason: Exception) -> None:
        """Read a file again whose folder in the cache cannot be read."""
        if self.only_reads:
            return
        known = self.shelves.owner(path)
        # Who reads may still have what was there before the last change.
        if known is None or known[1].state != READY or known[1].key != key:
            return
        entry, file = known
        log.info("%s is read again: %s", path, reason)
        self.holdings.drop(file)
        if path in self._rebuilt or not file.path.exists():
            reason_words = UNKEPT if file.path.exists() else GONE
            file.state = FAILED
            file.faults = (*file.faults, Fault(file.path.name, "", reason_words, is_fatal=True))
        else:
            self._rebuilt.add(path)
            file.state = WAITING
            self.lookout.reject(Fault(file.path.name, "", REBUILT))
            self._backlog.read(entry, file)
        self._touch(entry.id)

    def add_fault(self, path: str, fault: Fault) -> None:
        """Remember what was found wrong with a file while it was shown."""
        known = self.shelves.owner(path)
        if known is not None and fault not in known[1].faults:
            known[1].faults = (*known[1].faults, fault)
            self._touch(known[0].id)

    # --- Jobs ---------------------------------------------------------------------------------

    def _mark_reading(self, job: Job) -> None:
        self._backlog.begun(job)
        known = self.shelves.owner(job.path)
        if known is not None and known[1].state == WAITING:
            known[1].state = READING
            self._touch(known[0].id)

    # --- Answers ------------------------------------------------------------------------------

    def _answered(self, job: Job, answer: Answer) -> None:
        if job.verb == "generate":
            self._generated(job, answer)
            return
        match answer:
            case Listed(paths=paths, faults=faults):
                self.lookout.reject(*faults)
                root = self.lookout.origin(job).root
                for path in paths:
                    self._backlog.look(Path(path), Origin(root, is_alone=False))
            case Inspected(found=found):
                self._inspected(self.lookout.origin(job), found)
            case Done() if job.verb in LOOKING:
                self._looked_at(job, answer)
            case _:
                self._about_file(job, answer)

    def _generated(self, job: Job, answer: Answer) -> None:
        match answer:
            case Generated(path=path):
                if Path(path).suffix.lower() not in COMPANIONS:
                    root = Path(job.path)
                    self._backlog.look(Path(path), Origin(root, is_alone=False, is_simulated=True))
            case Progressed(progress=progress, words=words):
                self.lookout.making = Activity(words or MAKING, progress)
            case Done():
                self.lookout.making = None
                if answer.fault is not None and not answer.is_cancelled:
                    self.lookout.reject(answer.fault)

    def _inspected(self, origin: Origin, found: Found) -> None:
        if not found.kind:
            known = self.shelves.owner(found.path)
            if known is None:
                self.lookout.skip(origin, *found.faults)
            else:
                self._failed(*known, found.faults[0])
            return
        if origin.is_simulated:
            found = msgspec.structs.replace(found, is_simulated=True)
        entry, files = self.shelves.put(found, origin.root, is_alone=origin.is_alone)
        for file in files:
            if file.state == LEFT_OUT:
                self._leave_out(file)
            elif file.state == WAITING:
                self._backlog.read(entry, file)
        self._touch(entry.id)

    def _leave_out(self, file: File) -> None:
        self._backlog.drop_file(file.found.path)
        self.holdings.drop(file)

    def _looked_at(self, job: Job, done: Done) -> None:
        again = self.lookout.end(job, done)
        if again is not None:
            self._backlog.look(Path(job.path), again, job.verb)
        elif done.fault is not None and not done.is_cancelled:
            known = self.shelves.owner(job.path)
            if known is None:
                self.lookout.reject(done.fault)
            else:
                self._failed(*known, done.fault)

    def _about_file(self, job: Job, answer: Answer) -> None:
        known = self.shelves.owner(job.path)
        if known is None:
            return
        entry, file = known
        match answer:
            case Progressed(progress=progress, words=words):
                file.progress, file.words = progress, words
            case TileMade(key=key, part=part) if file.state == READING:
                if not file.parts or file.key == key:
                    file.key, file.parts = key, [*file.parts, part]
            case Made(manifest=manifest) if file.state != LEFT_OUT:
                is_first = file.found.job == "terrain" and bool(manifest.parts)
                self._is_ground_new = self._is_ground_new or is_first
                self._retried.discard(job.path)
                self.holdings.take(file, manifest)
                self._make_room()
            case Done():
                self._read(entry, file, answer)
            case _:
                return
        self._touch(entry.id)

    def _read(self, entry: Entry, file: File, done: Done) -> None:
        """Go on after a file that was read, or was not."""
        if file.state not in {READING, PAUSED}:
            return
        if done.is_cancelled or file.state == PAUSED:
            self.holdings.stop(file, PAUSED)
        elif done.is_full:
            self.holdings.stop(file, WAITING)
            self.holdings.clear(file)
            if self._evict_one():
                self._backlog.read(entry, file)
            else:
                file.state = PAUSED
                self._pause_all(FULL)
        elif done.is_interrupted and file.found.path not in self._retried:
            self._retried.add(file.found.path)
            self.holdings.stop(file, WAITING)
            self._backlog.read(entry, file)
        elif done.fault is not None:
            self._failed(entry, file, done.fault)

    def _failed(self, entry: Entry, file: File, fault: Fault) -> None:
        self.holdings.fail(file, fault)
        self._touch(entry.id)

    def _put_on_ground(self) -> None:
        """Read networks again: their heights come from terrain that was not there before."""
        for entry in self.shelves.entries.values():
            for file in entry.files.values() if entry.kind == "networks" else ():
                if file.state == READY and file.changed is None:
                    self.holdings.drop(file)
                    file.state = WAITING
                    self._backlog.read(entry, file)
                    self._touch(entry.id)

    # --- Room on the disk ---------------------------------------------------------------------

    def _make_room(self) -> None:
        """Let go of hidden data sets while the cache is too large; with none left stop reading."""
        while not self.only_reads and self.holdings.is_too_large:
            if not self._evict_one():
                if len(self._reader.queue):
                    cap = f"{self.holdings.cap_bytes / 1e9:.1f}".replace(".", ",")
                    self._pause_all(NO_ROOM.format(cap=cap))
                return

    def _evict_one(self) -> bool:
        return self.holdings.evict_one(self.shelves.entries, self._touch)

    def _pause_all(self, reason: str) -> None:
        for job in self._backlog.drop(lambda job: job.verb not in LOOKING):
            known = self.shelves.owner(job.path)
            if known is not None and known[1].state == WAITING:
                known[1].state = PAUSED
                self._touch(known[0].id)
        self.lookout.reject(Fault("", "", reason))
