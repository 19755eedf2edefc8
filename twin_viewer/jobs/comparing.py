"""Has laser scans compared, one pair after the other, in a worker of its own beside the reader."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from twin_viewer.jobs.messages import Answer, Compared, Done, Job, Progressed
from twin_viewer.jobs.slots import CANNOT_START, Slot
from twin_viewer.model.faults import Fault

WAITING_WORDS: Final = "wartet"

Pair = tuple[Path, Path]
"""The earlier scan and the later one."""


@dataclass(frozen=True, slots=True)
class PairState:
    """How far the comparison of two scans is.

    Attributes:
        old: The earlier scan.
        new: The later one.
        progress: 0 to 1.
        words: What is happening, a German phrase; empty when nothing is any more.
        file: The result, for `comparisons.read_comparison`; None while there is none.
        fault: Why there will be none; None otherwise.
        number: Which wish it is; the same scans may be wanted again.
    """

    old: Path
    new: Path
    progress: float = 0.0
    words: str = WAITING_WORDS
    file: Path | None = None
    fault: Fault | None = None
    number: int = 0

    @property
    def is_over(self) -> bool:
        """True when nothing more will come."""
        return self.file is not None or self.fault is not None


class Comparer:
    """Keeps what is compared; all of it runs in the library's thread.

    Args:
        command: Returns the command of the worker.
        log_file: Where its standard error goes.
        post: Hands a call to the library's thread.
    """

    def __init__(
        self,
        command: Callable[[], Sequence[str]],
        log_file: Path,
        post: Callable[[Callable[[], None]], None],
    ) -> None:
        self._slot = Slot(command, log_file, post, self._answered)
        self._log_file = log_file
        self._numbers = itertools.count(1)
        self._states: dict[int, PairState] = {}

    @property
    def states(self) -> tuple[PairState, ...]:
        """How far all pairs are, in their order."""
        return tuple(self._states.values())

    def compare(self, pairs: Sequence[Pair]) -> None:
        """Compare these pairs; those that were wanted before are forgotten."""
        self.cancel()
        self._slot.mend()
        for old, new in pairs:
            job = Job(next(self._numbers), "compare", str(old), other=str(new))
            self._states[job.id] = PairState(old, new, number=job.id)
            self._slot.queue.put(job, None)

    def cancel(self) -> None:
        """Stop, and forget what came of it; results in the cache stay."""
        self._states.clear()
        self._slot.queue.drop(lambda _: True)
        self._slot.cancel()

    def tick(self) -> float:
        """Let the worker do what is due; return seconds until something is due again."""
        due = self._slot.tick()
        if self._slot.is_broken and len(self._slot.queue):
            reason = CANNOT_START.format(log=self._log_file)
            for job in self._slot.queue.drop(lambda _: True):
                self._end(job, Fault(Path(job.path).name, "", reason, is_fatal=True))
        return due

    def close(self) -> None:
        """End the worker."""
        self._slot.close()

    def _answered(self, job: Job, answer: Answer) -> None:
        state = self._states.get(job.id)
        if state is None:
            return
        match answer:
            case Progressed(progress=progress, words=words):
                self._states[job.id] = replace(state, progress=progress, words=words)
            case Compared(path=path):
                self._states[job.id] = replace(state, progress=1.0, words="", file=Path(path))
            case Done(fault=fault) if fault is not None and state.file is None:
                self._end(job, fault)

    def _end(self, job: Job, fault: Fault) -> None:
        if job.id in self._states:
            self._states[job.id] = replace(self._states[job.id], words="", fault=fault)
