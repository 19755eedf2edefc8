"""A logbook in memory."""

from app.domain.shifts import Handover, LogEntry, check_handover


class MemoryLogbook:
    """Fulfils `ports.LogbookStore`."""

    def __init__(self) -> None:
        self.lines: dict[str, LogEntry] = {}
        self.kept: dict[str, Handover] = {}

    def entries(self, start_us: int, end_us: int) -> list[LogEntry]:
        found = [entry for entry in self.lines.values() if start_us <= entry.time_us < end_us]
        return sorted(found, key=lambda entry: entry.time_us)

    def open_entries(self) -> list[LogEntry]:
        return [entry for entry in self.entries(-(1 << 62), 1 << 62) if entry.is_open]

    def entry(self, entry_id: str) -> LogEntry | None:
        return self.lines.get(entry_id)

    def put(self, entry: LogEntry) -> None:
        self.lines[entry.id] = entry

    def remove(self, entry_id: str) -> None:
        self.lines.pop(entry_id, None)

    def handovers(self) -> list[Handover]:
        return sorted(self.kept.values(), key=lambda one: one.shift.start_us)

    def handover(self, handover_id: str) -> Handover | None:
        return self.kept.get(handover_id)

    def put_handover(self, handover: Handover) -> None:
        check_handover(self.kept.get(handover.id), handover)
        self.kept[handover.id] = handover
