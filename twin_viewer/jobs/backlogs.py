"""What waits to be looked at and to be read; no file waits twice."""

import itertools
from collections.abc import Callable
from pathlib import Path

from twin_viewer.jobs.catalogue import Entry, File
from twin_viewer.jobs.lookout import Lookout, Origin
from twin_viewer.jobs.messages import Generation, Job
from twin_viewer.jobs.slots import JobQueue


class Backlog:
    """Makes jobs and puts them where they wait.

    Args:
        queue: Where they wait.
        lookout: Told of jobs that only look.
    """

    def __init__(self, queue: JobQueue, lookout: Lookout) -> None:
        self._queue = queue
        self._lookout = lookout
        self._numbers = itertools.count(1)
        self._waiting: set[str] = set()

    def look(self, path: Path, origin: Origin, verb: str = "inspect") -> None:
        """Let a file be recognised, or with `find` a folder be searched."""
        job = Job(next(self._numbers), verb, str(path))
        self._lookout.begin(job, origin)
        self._queue.put(job, None)

    def read(self, entry: Entry, file: File) -> None:
        """Let a file be read, unless it waits already."""
        found = file.found
        if found.path in self._waiting:
            return
        self._waiting.add(found.path)
        job = Job(next(self._numbers), found.job, found.path, found, entry.owner)
        self._queue.put(job, file.extent or found.extent)

    def generation(self, path: Path, wanted: Generation) -> Job:
        """Return the job that generates a city; it waits elsewhere."""
        return Job(next(self._numbers), "generate", str(path), generation=wanted)

    def drop(self, is_unwanted: Callable[[Job], bool]) -> list[Job]:
        """Forget jobs; return them."""
        dropped = self._queue.drop(is_unwanted)
        self._waiting.difference_update(job.path for job in dropped)
        return dropped

    def drop_file(self, path: str) -> None:
        """Forget that a file is to be read."""
        if path in self._waiting:
            self.drop(lambda job: job.path == path)

    def begun(self, job: Job) -> None:
        """Take note that a job waits no longer."""
        self._waiting.discard(job.path)
