"""A library under test, with a fake worker or the real one without the set-up of the program."""

import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from twin_viewer.jobs.datasets import Change, Dataset, DatasetState
from twin_viewer.jobs.library import TwinLibrary

FAKE = Path(__file__).with_name("fake_worker.py")
AT_ONCE = "from twin_viewer.jobs import worker; worker.NICENESS = 0; "
"""A worker stands back behind everything else on the machine; those of tests need not."""

FAKE_START = (
    f"{AT_ONCE}import runpy, sys; sys.argv[0:1] = []; "
    "runpy.run_path(sys.argv[0], run_name='__main__')"
)
REAL_START = (
    f"{AT_ONCE}import sys; from pathlib import Path; sys.exit(worker.work(Path(sys.argv[-1])))"
)


def fake_command(*arguments: str) -> Sequence[str]:
    """Return how the fake worker is started."""
    return [sys.executable, "-c", FAKE_START, str(FAKE), *arguments]


def real_command(*arguments: str) -> Sequence[str]:
    """Return how the real worker is started."""
    return [sys.executable, "-c", REAL_START, *arguments]


BUSY = {DatasetState.WAITING, DatasetState.READING}
PATIENCE_S = 20.0


class Bench:
    """A library under test, and all it told."""

    def __init__(self, folder: Path, command: Callable[..., Sequence[str]], cap: int) -> None:
        self.folder = folder
        self.changes: list[Change] = []
        self._changed = threading.Condition()
        self.library = TwinLibrary(
            folder, command, on_change=self._take, size_cap_bytes=cap or 8_000_000_000
        )
        self.library.start()

    def _take(self, change: Change) -> None:
        with self._changed:
            self.changes.append(change)
            self._changed.notify_all()

    def wait(self, is_so: Callable[[], object]) -> None:
        """Wait until something is so."""
        until = time.monotonic() + PATIENCE_S
        with self._changed:
            while not is_so():
                if time.monotonic() > until:
                    pytest.fail(f"not so: {self.library.datasets} {self.library.rejected}")
                self._changed.wait(0.05)

    def settled(self) -> tuple[Dataset, ...]:
        """Wait until nothing is left to be done."""
        library = self.library
        self.wait(
            lambda: (
                (library.datasets or library.rejected)
                and library.activity is None
                and not any(one.state in BUSY for one in library.datasets)
            )
        )
        return library.datasets

    def one(self) -> Dataset:
        """Return the only data set, when nothing is left to be done."""
        (dataset,) = self.settled()
        return dataset

    def read(self) -> list[str]:
        """Return the names of the files whose reading began."""
        journal = self.folder / "read.txt"
        return journal.read_text("utf-8").split() if journal.exists() else []


Open = Callable[..., Bench]
"""Opens a library: with a command, in a folder, with a size of the cache."""

Write = Callable[..., Path]
"""Writes a file of lines for the fake worker."""
