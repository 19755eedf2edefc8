"""A place for one worker: it carries out the waiting jobs, one after the other.

A job that is cancelled and does not stop by itself is ended with its worker. Everything here is
called in one thread, the library's, except what a worker says: that is handed to it by `post`.
"""

import heapq
import itertools
import logging
import math
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from twin_viewer.cache.store import Box
from twin_viewer.jobs.messages import Answer, Cancel, Done, Job, Ready
from twin_viewer.jobs.processes import Ended, WorkerProcess
from twin_viewer.model.faults import Fault

CRASHED: Final = (
    "Beim Lesen dieser Datei ist das Leseprogramm abgestürzt; sie ist vermutlich beschädigt. "
    "Die übrigen Dateien werden weiter gelesen."
)
CANNOT_START: Final = (
    "Das Leseprogramm lässt sich nicht starten. Was dagegen spricht, steht in „{log}“."
)

CANCEL_GRACE_S: Final = 0.3
IDLE_S: Final = 20.0
"""After so long without a job the worker ends, so that its libraries take no memory."""

_FRUITLESS: Final = 3
_KILLED: Final = frozenset({-9, -15})
"""Ended from outside, such as for want of memory: no proof against the file."""

log = logging.getLogger(__name__)


class JobQueue:
    """Waiting jobs: those without a place first, in their order, then the nearest first."""

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, Job]] = []
        self._numbers = itertools.count()
        self._focus: tuple[float, float] | None = None
        self._extents: dict[int, Box | None] = {}

    def __len__(self) -> int:
        """Return how many wait."""
        return len(self._heap)

    def put(self, job: Job, extent: Box | None) -> None:
        """Add a job; `extent` is where its data lie."""
        self._extents[job.id] = extent
        entry = (self._distance(job, extent), next(self._numbers), job)
        heapq.heappush(self._heap, entry)

    def take(self) -> Job | None:
        """Return the next job; None when none waits."""
        if not self._heap:
            return None
        job = heapq.heappop(self._heap)[2]
        del self._extents[job.id]
        return job

    def drop(self, is_unwanted: Callable[[Job], bool]) -> list[Job]:
        """Forget jobs; return them."""
        dropped = [entry[2] for entry in self._heap if is_unwanted(entry[2])]
        gone = {job.id for job in dropped}
        self._heap = [entry for entry in self._heap if entry[2].id not in gone]
        heapq.heapify(self._heap)
        for id_ in gone:
            del self._extents[id_]
        return dropped

    def prefer(self, east: float, north: float) -> None:
        """Order by the distance to a place from now on."""
        self._focus = (east, north)
        self._heap = [
            (self._distance(job, self._extents[job.id]), number, job)
            for _, number, job in self._heap
        ]
        heapq.heapify(self._heap)

    def _distance(self, job: Job, extent: Box | None) -> float:
        if job.verb in {"find", "inspect"}:
            return -1.0
        if self._focus is None or extent is None:
            return 0.0
        west, south, east, north = extent
        x, y = self._focus
        return math.hypot(max(west - x, 0.0, x - east), max(south - y, 0.0, y - north))


class Slot:
    """One worker and the job it has.

    Args:
        command: Returns program and arguments of the worker.
        log_file: Where its standard error goes.
        post: Hands a call to the library's thread.
        on_answer: Told each answer to the running job, and `Done` at its end in any case.
    """

    def __init__(
        self,
        command: Callable[[], Sequence[str]],
        log_file: Path,
        post: Callable[[Callable[[], None]], None],
        on_answer: Callable[[Job, Answer], None],
    ) -> None:
        self._command = command
        self._log_file = log_file
        self._post = post
        self._on_answer = on_answer
        self.queue = JobQueue()
        self.job: Job | None = None
        """The job that runs."""
        self._process: WorkerProcess | None = None
        self._is_ready = False
        self._cancelled_at = math.inf
        self._idle_since = 0.0
        self._fruitless = 0
        self._is_killed = False

    @property
    def is_broken(self) -> bool:
        """True when the worker could not be started several times in a row."""
        return self._fruitless >= _FRUITLESS

    @property
    def is_idle(self) -> bool:
        """True when no job runs and none waits."""
        return self.job is None and not len(self.queue)

    @property
    def pid(self) -> int:
        """Number of the worker's process; 0 while there is none."""
        return self._process.pid if self._process else 0

    def mend(self) -> None:
        """Try to start the worker again after it could not be started."""
        self._fruitless = 0

    def cancel(self) -> None:
        """Stop the running job."""
        if self.job is not None and self._process is not None:
            self._process.send(Cancel(self.job.id))
            self._cancelled_at = min(self._cancelled_at, time.monotonic())

    def tick(self) -> float:
        """Do what is due; return after how many seconds something is due again."""
        now = time.monotonic()
        if self.job is not None:
            if now - self._cancelled_at >= CANCEL_GRACE_S and self._process is not None:
                self._process.kill()
                self._is_killed = True
                self._cancelled_at = math.inf
                return 1.0
            return max(self._cancelled_at + CANCEL_GRACE_S - now, 0.0)
        if len(self.queue) and not self.is_broken:
            self._start_next()
            return math.inf
        if self._process is not None and now - self._idle_since >= IDLE_S:
            self._let_go()
        return IDLE_S if self._process is not None else math.inf

    def close(self) -> None:
        """End the worker."""
        self._let_go()

    def _start_next(self) -> None:
        if self._process is None:
            try:
                self._process = WorkerProcess(self._command(), self._heard, self._log_file)
            except OSError as error:
                log.info("The twin's worker cannot be started: %s", error)
                self._fruitless = _FRUITLESS
                return
            self._is_ready = self._is_killed = False
        self.job = self.queue.take()
        self._cancelled_at = math.inf
        if self.job is not None:
            self._process.send(self.job)

    def _heard(self, process: WorkerProcess, answer: Answer | Ended) -> None:
        """Called from the thread that listens."""
        self._post(lambda: self._take(process, answer))

    def _take(self, process: WorkerProcess, answer: Answer | Ended) -> None:
        if process is not self._process:
            return
        if isinstance(answer, Ended):
            self._ended(answer.code)
            return
        if isinstance(answer, Ready):
            self._is_ready, self._fruitless = True, 0
            return
        job = self.job
        if job is None or answer.id != job.id:
            return
        if isinstance(answer, Done):
            self.job, self._idle_since = None, time.monotonic()
        self._on_answer(job, answer)

    def _ended(self, code: int) -> None:
        """Tell how the running job ended with its worker."""
        job, self.job, self._process = self.job, None, None
        if not self._is_ready:
            self._fruitless += 1
            if job is not None:
                self.queue.put(job, None)
        elif job is not None:
            log.info("The twin's worker ended with code %d at %s.", code, job.path)
            fault = Fault(Path(job.path).name, "", CRASHED, is_fatal=True)
            is_outside = code in _KILLED and not self._is_killed
            done = Done(
                job.id, is_cancelled=self._is_killed, is_interrupted=is_outside, fault=fault
            )
            self._on_answer(job, done)

    def _let_go(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.close()
