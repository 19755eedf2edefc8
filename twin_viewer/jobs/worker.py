"""The process that reads: jobs come as lines on standard input, answers go to standard output.

It takes one job at a time, in the order they come. It ends at once when its input closes or its
parent dies; what it was writing then does not count.
"""

import contextlib
import ctypes
import faulthandler
import logging
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Final

import msgspec

from twin_viewer.cache.store import CacheFolder
from twin_viewer.jobs.comparisons import compare_scans
from twin_viewer.jobs.conversions import convert_cloud, generate_city, read_networks
from twin_viewer.jobs.grids import GRIDS, use_grids
from twin_viewer.jobs.inspection import find_files, inspect_job
from twin_viewer.jobs.messages import ORDERS, Answer, Cancel, Done, Job, Ready
from twin_viewer.jobs.reading import (
    read_buildings,
    read_objects,
    read_orthophoto,
    read_poses,
    read_terrain,
)
from twin_viewer.jobs.tasks import Task, failed
from twin_viewer.model.faults import Fault

NICENESS: Final = 10
"""How much lower the worker's priority is than that of the window."""

_PR_SET_PDEATHSIG: Final = 1

Reader = Callable[[Task], None]

READERS: Final[Mapping[str, Reader]] = {
    "find": find_files,
    "inspect": inspect_job,
    "buildings": read_buildings,
    "cloud": convert_cloud,
    "terrain": read_terrain,
    "ortho": read_orthophoto,
    "survey": read_poses,
    "networks": read_networks,
    "object": read_objects,
    "compare": compare_scans,
    "generate": generate_city,
}

log = logging.getLogger(__name__)


def work(folder: Path, readers: Mapping[str, Reader] = READERS) -> int:
    """Carry out jobs until standard input closes; return the exit code.

    Args:
        folder: Folder of the twin's data, in which the cache lies.
        readers: What carries out each verb.
    """
    faulthandler.enable()
    _prepare_process()
    use_grids(folder / GRIDS)
    worker = Worker(CacheFolder(folder / "cache"), _protected_output(), readers)
    threading.Thread(target=_listen, args=(worker,), name="orders", daemon=True).start()
    worker.run()
    return 0


class Worker:
    """Carries out jobs, one after the other.

    Args:
        cache: Where results go.
        out: Where answers go, a line each.
        readers: What carries out each verb.
    """

    def __init__(
        self, cache: CacheFolder, out: IO[bytes], readers: Mapping[str, Reader] = READERS
    ) -> None:
        self._cache = cache
        self._out = out
        self._readers = readers
        self._jobs: queue.Queue[Job | None] = queue.Queue()
        self._cancelled: set[int] = set()

    def take(self, line: bytes) -> None:
        """Take an order; called from the thread that listens."""
        try:
            order = ORDERS.decode(line)
        except msgspec.MsgspecError as error:
            log.error("An order could not be understood: %s", error)  # noqa: TRY400 - no bug of ours
            return
        if isinstance(order, Cancel):
            self._cancelled.add(order.id)
        else:
            self._jobs.put(order)

    def end(self) -> None:
        """Let `run` return when the jobs taken so far are done."""
        self._jobs.put(None)

    def run(self) -> None:
        """Carry out jobs until `end`."""
        self._say(Ready(os.getpid()))
        while (job := self._jobs.get()) is not None:
            self._say(self._carry_out(job))
            self._cancelled.discard(job.id)

    def _carry_out(self, job: Job) -> Done:
        task = Task(job, self._cache, self._say, lambda: job.id in self._cancelled)
        read = self._readers.get(job.verb)
        if read is None:
            name = Path(job.path).name
            return Done(job.id, fault=Fault(name, "", f"Unbekannter Auftrag: {job.verb}."))
        try:
            task.check()
            read(task)
        except (Exception, MemoryError) as error:
            if not isinstance(error, OSError | ValueError):
                log.info("Job %s of %s ended.", job.verb, job.path, exc_info=True)
            return failed(job, error)
        return Done(job.id)

    def _say(self, answer: Answer) -> None:
        self._out.write(msgspec.json.encode(answer) + b"\n")
        self._out.flush()


def _listen(worker: Worker) -> None:
    with contextlib.suppress(OSError, ValueError), os.fdopen(0, "rb", closefd=False) as orders:
        for line in orders:
            worker.take(line)
    # Whoever asked is gone. What is half-written has no manifest and never counts.
    os._exit(0)


def _prepare_process() -> None:
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    if sys.platform == "linux":
        # The pipe of a killed parent may live on in a sister process: the kernel tells too.
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _protected_output() -> IO[bytes]:
    """Return standard output for answers only; what libraries print goes to standard error."""
    answers = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(answers, "wb")
