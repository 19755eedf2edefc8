"""The past of a simulated city, filled in behind the live data."""

import json
import logging
from pathlib import Path
from typing import Final

from app.collector.writer import Writer
from app.domain.cities import City
from app.services.ports import Clock

FILLED_FILE: Final = "filled.json"

log = logging.getLogger(__name__)


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
    """Fulfils `collector.BackFill` with the history of the simulated city.

    Args:
        city: The city, played by the simulation.
        writer: Stores the parts, behind everything live.
        folder: The folder of the historian.
        clock: The time.
        seed: The seed of the simulated city that plays.
    """

    def __init__(
        self, city: City, writer: Writer, folder: Path, clock: Clock, seed: int = 1
    ) -> None:
        # Only a simulated city needs it, and it takes a while to load.
        from connectors.simulated_city.history import BackFill  # noqa: PLC0415 - see above
        from connectors.simulated_city.world import World  # noqa: PLC0415 - see above

        self._filled = FilledDays(folder)
        self._work = BackFill(
            writer.append_history, self._filled.covers, World(city, seed), clock.now_us()
        )

    def start(self) -> None:
        """Begin, in a thread."""
        self._work.start()

    def cancel(self) -> None:
        """End after the part at hand."""
        self._work.cancel()

    def report(self) -> tuple[int, int, str]:
        """Return days done, days in all, and why it ended early."""
        now = self._work.progress
        if now.is_finished and not now.error and now.days_done == now.days:
            self._filled.close_day()
        return now.days_done, now.days, now.error
