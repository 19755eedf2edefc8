"""The logbook of the control room and its handovers, in `city.db`; nothing of them disappears."""

from app.domain.shifts import Handover, LogEntry, check_handover
from app.services.ports import Clock
from app.storage.city import CityDatabase
from app.storage.records import Records


class CityLogbook:
    """Logbook and handovers; fulfils `ports.LogbookStore`. Thread-safe.

    Args:
        database: The owner of the file.
        clock: Says when something was changed.
        actor: Says who did it.
    """

    def __init__(self, database: CityDatabase, clock: Clock, actor: str) -> None:
        self._entries: Records[LogEntry] = Records(
            database,
            "log_entry",
            LogEntry,
            time_of=lambda entry: entry.time_us,
            clock=clock,
            actor=actor,
        )
        self._handovers: Records[Handover] = Records(
            database,
            "handover",
            Handover,
            time_of=lambda one: one.shift.start_us,
            clock=clock,
            actor=actor,
        )

    def entries(self, start_us: int, end_us: int) -> list[LogEntry]:
        """Return the lines about [start, end), in order of time."""
        return [entry for entry in self._entries.all() if start_us <= entry.time_us < end_us]

    def open_entries(self) -> list[LogEntry]:
        """Return the lines that somebody still has to deal with, in order of time."""
        return [entry for entry in self._entries.all() if entry.is_open]

    def entry(self, entry_id: str) -> LogEntry | None:
        """Return one line, None when there is none."""
        return self._entries.get(entry_id)

    def put(self, entry: LogEntry) -> None:
        """Add a line, or replace the one of the same id; this also undoes `remove`."""
        self._entries.put(entry.id, entry)

    def remove(self, entry_id: str) -> None:
        """Take a line away; the log of changes keeps it."""
        self._entries.remove(entry_id)

    def handovers(self) -> list[Handover]:
        """Return all handovers in order of their shifts."""
        return self._handovers.all()

    def handover(self, handover_id: str) -> Handover | None:
        """Return one handover, None when there is none."""
        return self._handovers.get(handover_id)

    def put_handover(self, handover: Handover) -> None:
        """Keep a draft, or a signature.

        Raises:
            HandoverRefusedError: It would change what was signed.
        """
        self._handovers.put(handover.id, handover, check_handover)
