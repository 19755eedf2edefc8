"""The past of a simulated city, filled in behind the live data."""

import json
import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Final, Protocol

from app.collector.writer import Writer
from app.domain.alarms import AlarmEvent
from app.domain.cities import City
from app.services.ports import Clock, StorageError

FILLED_FILE: Final = "filled.json"
CANCEL_S: Final = 5.0
YOUNG_US: Final = 3_600_000_000
"""A journal that is younger than this at the start has no past yet, only what was live just now."""

log = logging.getLogger(__name__)


class ClosableJournal(Protocol):
    """What is asked of a journal before its past is written."""

    def events_after(self, entry_id: int, limit: int) -> list[tuple[int, AlarmEvent]]:
        """Return the lines after one, oldest first (`JournalReader`)."""
        ...

    def close(self) -> None:
        """Release the file."""
        ...


class FilledDays:
    """Remembers which days are filled, beside the history itself: both go or stay together.

    A day counts as filled when the next one is asked for: then all its parts are on disk.

    Args:
        folder: The folder of the historian.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILLED_FILE
        self._open: int | None = None
        try:
            self._days = {int(day) for day in json.loads(self._file.read_text("utf-8"))}
        except (OSError, ValueError, TypeError):
            self._days = set()

    def covers(self, start_us: int, _end_us: int) -> bool:
        """Tell whether the day that begins at a moment (µs UTC) is filled."""
        self.close_day()
        if start_us in self._days:
            return True
        self._open = start_us
        return False

    def close_day(self) -> None:
        """Note that the day asked for last is filled."""
        if self._open is None:
            return
        self._days.add(self._open)
        self._open = None
        draft = self._file.with_suffix(".draft")
        try:
            draft.write_text(json.dumps(sorted(self._days)), "utf-8")
            draft.replace(self._file)
        except OSError as error:
            log.warning("The filled days cannot be noted, they will be filled again: %s", error)


class SimulatedPast:
    """Fulfils `collector.BackFill` with the history of the simulated city and of its alarms.

    The alarms come first, in one go: readers of the journal take the lines of an alarm in the order
    of recording, so its past must be there before it is first raised live. That takes some seconds,
    and most alarms wait longer than that before they are raised.

    Args:
        city: The city, played by the simulation.
        writer: Stores the parts, behind everything live.
        folder: The folder of the historian.
        clock: The time.
        seed: The seed of the simulated city that plays.
        record_past: Takes the alarms of the past, in order of time; None leaves them out.
        journal: Tells whether they are there already; it is closed after that.
    """

    def __init__(
        self,
        city: City,
        writer: Writer,
        folder: Path,
        clock: Clock,
        seed: int = 1,
        *,
        record_past: Callable[[Sequence[AlarmEvent]], int] | None = None,
        journal: ClosableJournal | None = None,
    ) -> None:
        # Only a simulated city needs it, and it takes a while to load.
        from connectors.simulated_city.history import BackFill  # noqa: PLC0415 - see above
        from connectors.simulated_city.world import World  # noqa: PLC0415 - see above

        self._filled = FilledDays(folder)
        self._now_us = clock.now_us()
        self._world = World(city, seed)
        self._work = BackFill(writer.append_history, self._filled.covers, self._world, self._now_us)
        self._record_past = record_past
        self._journal = journal
        self._cancelled = threading.Event()
        self._thread = threading.Thread(target=self._run, name="past", daemon=True)

    def start(self) -> None:
        """Begin, in a thread."""
        self._thread.start()

    def cancel(self) -> None:
        """End after the part at hand."""
        self._cancelled.set()
        self._work.cancel()
        if self._thread.ident is not None:
            self._thread.join(CANCEL_S)

    def report(self) -> tuple[int, int, str]:
        """Return days done, days in all, and why it ended early."""
        now = self._work.progress
        if now.is_finished and not now.error and now.days_done == now.days:
            self._filled.close_day()
        return now.days_done, now.days, now.error

    def _run(self) -> None:
        try:
            self._tell_alarms()
        except (StorageError, CancelledError) as error:
            log.info("The alarms of the simulated past were not recorded: %s", error)
        except Exception:
            log.exception("The alarms of the simulated past were not recorded.")
        if not self._cancelled.is_set():
            self._work.run()

    def _tell_alarms(self) -> None:
        """Record the alarms of the past, unless the journal has a past of its own."""
        if self._record_past is None or self._journal is None or self._has_past(self._journal):
            return
        from connectors.simulated_city.alarm_past import past_alarms  # noqa: PLC0415 - see above

        events = past_alarms(self._world, self._now_us, cancelled=self._cancelled.is_set)
        if events and not self._cancelled.is_set():
            count = self._record_past(events)
            log.info("%d lines of the simulated past were written into the journal.", count)

    def _has_past(self, journal: ClosableJournal) -> bool:
        """Tell whether the journal's first line is older than this run of the city."""
        try:
            first = journal.events_after(0, 1)
        finally:
            journal.close()
        return bool(first) and first[0][1].time_us < self._now_us - YOUNG_US
