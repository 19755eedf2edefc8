"""Files that belong to no data set: searched, recognised, generated; and those that never will."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from twin_viewer.jobs.datasets import Activity
from twin_viewer.jobs.messages import Done, Job
from twin_viewer.jobs.recognition import UNKNOWN
from twin_viewer.model.faults import Fault

SKIPPED: Final = "Diese Dateien kennt der Zwilling nicht; sie wurden übergangen (Anzahl: {count})."
MORE: Final = (
    "Weitere Dateien, die sich nicht zeigen lassen und hier nicht einzeln genannt sind: {count}."
)
RECOGNISING: Final = "Dateien erkannt: {done} von {total}"
SEARCHING: Final = "Ordner werden durchsucht"
MAKING: Final = "Simulierte Stadt wird erzeugt"

LOOKING: Final = frozenset({"find", "inspect"})
"""Verbs of jobs that only look."""

_MOST_REJECTED: Final = 200


@dataclass(frozen=True, slots=True)
class Origin:
    """How a file came here.

    Attributes:
        root: The folder it was found under, or its own.
        is_alone: True when it was named by itself.
        is_simulated: True when the generator wrote it.
    """

    root: Path
    is_alone: bool
    is_simulated: bool = False


class Lookout:
    """Keeps count of what is looked at, and remembers what came of it."""

    def __init__(self) -> None:
        self.making: Activity | None = None
        """How far generating is; None while nothing is generated."""
        self._origins: dict[int, Origin] = {}
        self._retried: set[str] = set()
        self._looked = self._to_look = 0
        self._rejected: list[Fault] = []
        self._untold = 0
        self._skipped: dict[Path, int] = {}

    @property
    def activity(self) -> Activity | None:
        """What is being done; None when nothing is."""
        if self._to_look <= self._looked:
            return self.making
        words = RECOGNISING.format(done=self._looked, total=self._to_look)
        return Activity(words if self._looked else SEARCHING, self._looked / self._to_look)

    @property
    def rejected(self) -> tuple[Fault, ...]:
        """Files that belong to no data set, and what is wrong with the whole."""
        skipped = (
            Fault(root.name, "", SKIPPED.format(count=count))
            for root, count in self._skipped.items()
        )
        untold = [Fault("", "", MORE.format(count=self._untold))] if self._untold else []
        return (*self._rejected, *untold, *skipped)

    def begin(self, job: Job, origin: Origin) -> None:
        """Count a job that looks."""
        self._origins[job.id] = origin
        self._to_look += 1

    def origin(self, job: Job) -> Origin:
        """Return how the file of a job came here."""
        return self._origins[job.id]

    def end(self, job: Job, done: Done | None = None) -> Origin | None:
        """Count a job that has ended or was dropped.

        Args:
            job: The job.
            done: How it ended; None when it was dropped.

        Returns:
            Its file's origin when it has to be looked at once more, because the worker was ended
            from outside; else None.
        """
        origin = self._origins.pop(job.id)
        self._looked += 1
        is_again = done is not None and done.is_interrupted and job.path not in self._retried
        if self._looked >= self._to_look and not is_again:
            self._looked = self._to_look = 0
        if not is_again:
            return None
        self._retried.add(job.path)
        return origin

    def reject(self, *faults: Fault) -> None:
        """Remember what is wrong with files that belong to no data set, or with the whole."""
        for fault in faults:
            if fault in self._rejected:
                continue
            if len(self._rejected) < _MOST_REJECTED:
                self._rejected.append(fault)
            else:
                self._untold += 1

    def skip(self, origin: Origin, *faults: Fault) -> None:
        """Remember a file nothing was made of; unknown ones within a folder are only counted."""
        told = [fault for fault in faults if origin.is_alone or fault.reason != UNKNOWN]
        if told:
            self.reject(*told)
        elif not origin.is_simulated:
            self._skipped[origin.root] = self._skipped.get(origin.root, 0) + 1
