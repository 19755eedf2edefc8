"""Reading the journal beside the window: page by page, filtered, on one thread of its own."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal

from app.domain.samples import NO_TIME
from app.services.ports import JournalEntry, JournalReader, StorageError

PAGE: Final = 300
"""How many lines are brought at once."""

_BATCH: Final = 1_000
_MOST_READ: Final = 20_000
"""After so many lines without enough that match, what was found is shown first."""

_LATE_US: Final = 86_400_000_000
"""Lines of files that do not know it may have been written so long after what they tell."""

Matches = Callable[[JournalEntry], bool]


@dataclass(frozen=True, slots=True)
class Request:
    """What to read.

    Attributes:
        serial: Number of the question; answers to older ones are dropped.
        matches: Which lines are wanted.
        before_id: Read older lines than this one; None begins with the newest.
        after_id: Stop at this line; it and older ones are known. -1 for none.
        start_us: Stop where all older lines were recorded before this, µs UTC; `NO_TIME` for none.
    """

    serial: int
    matches: Matches
    before_id: int | None = None
    after_id: int = -1
    start_us: int = NO_TIME


@dataclass(frozen=True, slots=True)
class Page:
    """Lines that were found, newest first.

    Attributes:
        request: What was asked.
        entries: The lines.
        reached_id: The oldest line looked at; 0 when there was none.
        newest_id: The newest line looked at; 0 when there was none.
        is_end: True when no older line is left to look at.
        error: Why nothing could be read, a whole sentence; empty when it could.
    """

    request: Request
    entries: tuple[JournalEntry, ...] = ()
    reached_id: int = 0
    newest_id: int = 0
    is_end: bool = False
    error: str = ""


def read_page(reader: JournalReader, request: Request, size: int = PAGE) -> Page:
    """Read until a page is full, the journal ends, or enough was looked at.

    Raises:
        StorageError: The journal cannot be read.
    """
    found: list[JournalEntry] = []
    before, newest, looked = request.before_id, 0, 0
    # Of what came since, more than a page is read from the newest line on anyway.
    at_once = _BATCH if request.after_id < 0 else size + 1
    while True:
        batch = reader.entries(at_once, before)
        fresh = [entry for entry in batch if entry.id > request.after_id]
        newest = newest or (fresh[0].id if fresh else 0)
        looked += len(batch)
        for entry in fresh:
            before = entry.id
            if _recorded_us(entry) < request.start_us:
                return Page(request, tuple(found), before, newest, is_end=True)
            if request.matches(entry):
                found.append(entry)
                if len(found) >= size:
                    return Page(request, tuple(found), before, newest)
        if len(batch) < at_once or len(fresh) < len(batch):
            return Page(request, tuple(found), before or 0, newest, is_end=True)
        if looked >= _MOST_READ:
            return Page(request, tuple(found), before or 0, newest)


def _recorded_us(entry: JournalEntry) -> int:
    """Return when a line was written at the latest: what older files do not know is guessed."""
    recorded_us = entry.event.recorded_us
    return entry.event.time_us + _LATE_US if recorded_us == NO_TIME else recorded_us


class JournalPages(QObject):
    """Reads pages in the background.

    Signals:
        arrived: A `Page`.
        told: What a task of `run` returned (str).
        mirrors_known: What the journal knows of alarms that servers judge (object: by alarm).
    """

    arrived = Signal(object)
    told = Signal(str)
    mirrors_known = Signal(object)

    def __init__(self, reader: JournalReader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="journal")
        self._newest_serial = 0

    def ask_mirrors(self) -> None:
        """Read what is known of alarms that servers judge; `mirrors_known` brings it."""
        self._pool.submit(self._read_mirrors)

    def ask(self, request: Request) -> None:
        """Read a page; `arrived` brings it."""
        self._newest_serial = request.serial
        self._pool.submit(self._read, request)

    def run(self, task: Callable[[JournalReader], str]) -> None:
        """Do something with the reader in the background; `told` brings what it returns."""
        future: Future[str] = self._pool.submit(task, self._reader)
        future.add_done_callback(self._tell)

    def close(self) -> None:
        """End the thread."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _read(self, request: Request) -> None:
        if request.serial != self._newest_serial:
            return
        try:
            page = read_page(self._reader, request)
            if self._reader.trouble:
                page = Page(request, error=self._reader.trouble)
        except (OSError, StorageError) as error:
            page = Page(request, error=str(error))
        self.arrived.emit(page)

    def _read_mirrors(self) -> None:
        with suppress(OSError, StorageError):  # reading the lines will say what is wrong
            self.mirrors_known.emit(self._reader.mirrors())

    def _tell(self, future: "Future[str]") -> None:
        if not future.cancelled() and future.exception() is None:
            self.told.emit(future.result())
