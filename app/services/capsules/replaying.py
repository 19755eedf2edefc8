"""What a console reads of a capsule beside the samples: journal, notes, sheets, settings.

Nothing here touches a file. What a person would change in a capsule is refused by `refuse`; in a
drill notes may be written, and are forgotten with it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from threading import Lock
from typing import Any, Final

from app.domain.alarms import (
    AlarmColumns,
    AlarmEvent,
    AlarmEventKind,
    AlarmId,
    AlarmState,
    Mirror,
)
from app.domain.annotations import Annotation, AnnotationChange
from app.domain.capsules import CapsuleLine
from app.domain.documents import DocumentKind, DocumentVersion
from app.domain.limits import LimitChange
from app.domain.points import PointId
from app.domain.shifts import Handover, LogEntry
from app.domain.trend_sheets import TrendSheet, check_removal, check_save
from app.services.alarm_history import alarms_at
from app.services.ports import JournalEntry

_FOR_EVER: Final = 1 << 62


class CapsuleJournal:
    """Fulfils `ports.JournalReader` with the lines of a capsule, in order of time. Thread-safe.

    Args:
        lines: The lines; `append` adds those of a drill.
        limits: Changes of limits.
        versions: Versions of documents.
        mirrors: What is known of alarms that servers judge themselves.
    """

    def __init__(
        self,
        lines: Iterable[CapsuleLine],
        limits: Sequence[LimitChange] = (),
        versions: Sequence[DocumentVersion] = (),
        mirrors: Mapping[AlarmId, Mirror] | None = None,
    ) -> None:
        self._mirrors = dict(mirrors or {})
        self._lock = Lock()
        self._limits = list(limits)
        self._versions = list(versions)
        self._entries: list[JournalEntry] = []
        self.append(lines)

    @property
    def trouble(self) -> str:
        """Nothing can go wrong: all of it is in memory."""
        return ""

    def append(self, lines: Iterable[CapsuleLine]) -> None:
        """Add lines at the end."""
        with self._lock:
            for line in lines:
                number = len(self._entries) + 1
                self._entries.append(JournalEntry(number, line.event, line.message))

    def alarm_states(self) -> dict[AlarmId, AlarmState]:
        """Return the state of each alarm after the last line."""
        return alarms_at((entry.event for entry in self._known()), _FOR_EVER)

    def entries(
        self, limit: int, before_id: int | None = None, alarm: AlarmId | None = None
    ) -> list[JournalEntry]:
        """Return journal lines, newest first."""
        found = [
            entry
            for entry in reversed(self._known())
            if (before_id is None or entry.id < before_id)
            and (alarm is None or entry.event.alarm == alarm)
        ]
        return found[: max(limit, 0)]

    def events_after(self, entry_id: int, limit: int) -> list[tuple[int, AlarmEvent]]:
        """Return the lines after one as (id, event), oldest first; 0 begins with the first."""
        some = self._known()[max(entry_id, 0) :][: max(limit, 0)]
        return [(entry.id, entry.event) for entry in some]

    def events_between(
        self, start_us: int, end_us: int, alarms: Collection[AlarmId] | None = None
    ) -> list[AlarmEvent]:
        """Return what happened to alarms in [start, end), with what belongs to it, in order."""
        courses: dict[AlarmId, list[AlarmEvent]] = {}
        for entry in self._known():
            if alarms is None or entry.event.alarm in alarms:
                courses.setdefault(entry.event.alarm, []).append(entry.event)
        found = [event for course in courses.values() for event in _cut(course, start_us, end_us)]
        return sorted(found, key=lambda event: event.time_us)

    def alarm_columns(self, start_us: int, end_us: int) -> AlarmColumns:  # noqa: ARG002 - more does no harm
        """Return what happened to all alarms before the end as columns, see `JournalReader`."""
        events = (entry.event for entry in self._known() if entry.event.time_us < end_us)
        return AlarmColumns.of_events(events)

    def limit_changes(self) -> list[LimitChange]:
        """Return all recorded changes of limits, oldest first."""
        return list(self._limits)

    def versions(self, kind: DocumentKind) -> list[DocumentVersion]:
        """Return the versions of a document that the capsule holds, oldest first."""
        return [version for version in self._versions if version.kind is kind]

    def mirrors(self) -> dict[AlarmId, Mirror]:
        """Return what is known of alarms that servers judge themselves."""
        return dict(self._mirrors)

    def close(self) -> None:
        """There is no file to release."""

    def _known(self) -> list[JournalEntry]:
        with self._lock:
            return list(self._entries)


def _cut(course: list[AlarmEvent], start_us: int, end_us: int) -> list[AlarmEvent]:
    """Return of one alarm what happened in a span, from the last raise before it to the next."""
    raises = [event.time_us for event in course if event.kind is AlarmEventKind.RAISED]
    since = max((time for time in raises if time < start_us), default=start_us)
    until = min((time for time in raises if time >= end_us), default=_FOR_EVER)
    return [event for event in course if since <= event.time_us <= until]


class CapsuleAnnotations:
    """Fulfils `ports.AnnotationStore` with the notes of a capsule. Thread-safe.

    Args:
        notes: The notes.
        refuse: Called instead of any change; None lets notes be changed in memory.
    """

    def __init__(
        self, notes: Iterable[Annotation], refuse: Callable[[], None] | None = None
    ) -> None:
        self._lock = Lock()
        self._notes = {note.id: note for note in notes}
        self._refuse = refuse

    def annotations(
        self, start_us: int, end_us: int, points: Collection[PointId] | None = None
    ) -> list[Annotation]:
        """Return the notes that touch [start, end), see `ports.AnnotationStore`."""
        with self._lock:
            found = [note for note in self._notes.values() if note.touches(start_us, end_us)]
        if points is not None:
            wanted = frozenset(points)
            found = [n for n in found if not n.points or not wanted.isdisjoint(n.points)]
        return sorted(found, key=lambda note: (note.start_us, note.created_us, note.id))

    def annotation(self, annotation_id: str) -> Annotation | None:
        """Return one note, None when there is no such."""
        with self._lock:
            return self._notes.get(annotation_id)

    def put(self, annotation: Annotation) -> None:
        """Add or replace a note where that is allowed."""
        if self._refuse is not None:
            self._refuse()
            return
        with self._lock:
            self._notes[annotation.id] = annotation

    def remove(self, annotation_id: str) -> None:
        """Take a note away where that is allowed."""
        if self._refuse is not None:
            self._refuse()
            return
        with self._lock:
            self._notes.pop(annotation_id, None)

    def changes(self, annotation_id: str) -> list[AnnotationChange]:  # noqa: ARG002 - the port
        """Return nothing: a capsule holds notes as they were, not how they became so."""
        return []


class CapsuleLogbook:
    """Fulfils `ports.LogbookStore` with the lines of a capsule; handovers are not in it.

    Args:
        entries: The lines.
        refuse: Called instead of any change.
    """

    def __init__(self, entries: Iterable[LogEntry], refuse: Callable[[], None]) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self._refuse = refuse

    def entries(self, start_us: int, end_us: int) -> list[LogEntry]:
        """Return the lines about [start, end), in order of time."""
        found = [entry for entry in self._entries.values() if start_us <= entry.time_us < end_us]
        return sorted(found, key=lambda entry: (entry.time_us, entry.id))

    def open_entries(self) -> list[LogEntry]:
        """Return the lines that were open, in order of time."""
        return [entry for entry in self.entries(-_FOR_EVER, _FOR_EVER) if entry.is_open]

    def entry(self, entry_id: str) -> LogEntry | None:
        """Return one line, None when there is none."""
        return self._entries.get(entry_id)

    def put(self, entry: LogEntry) -> None:  # noqa: ARG002 - the port
        """Refuse to add or replace a line."""
        self._refuse()

    def remove(self, entry_id: str) -> None:  # noqa: ARG002 - the port
        """Refuse to take a line away."""
        self._refuse()

    def handovers(self) -> list[Handover]:
        """Return nothing: a capsule holds no handovers."""
        return []

    def handover(self, handover_id: str) -> Handover | None:  # noqa: ARG002 - the port
        """Return nothing: a capsule holds no handovers."""
        return None

    def put_handover(self, handover: Handover) -> None:  # noqa: ARG002 - the port
        """Refuse to keep one."""
        self._refuse()


class MemorySheets:
    """Fulfils `ports.TrendSheetStore`; forgotten with the console. Thread-safe."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._sheets: dict[str, TrendSheet] = {}

    def sheets(self) -> list[TrendSheet]:
        """Return the sheets in their order."""
        with self._lock:
            return [replace(s, content=dict(s.content)) for s in self._sheets.values()]

    def save(self, sheet: TrendSheet) -> None:
        """Add or replace a sheet, see `ports.TrendSheetStore`."""
        with self._lock:
            check_save(sheet, self._sheets.values())
            self._sheets[sheet.id] = sheet

    def remove(self, sheet_id: str) -> None:
        """Take a sheet away, see `ports.TrendSheetStore`."""
        with self._lock:
            if sheet_id in self._sheets:
                check_removal(self._sheets[sheet_id])
                del self._sheets[sheet_id]

    def arrange(self, sheet_ids: Sequence[str]) -> None:
        """Put sheets into this order; those not named keep theirs and come last."""
        with self._lock:
            ranks = {sheet_id: rank for rank, sheet_id in enumerate(sheet_ids)}
            kept = sorted(self._sheets.values(), key=lambda s: ranks.get(s.id, len(ranks)))
            self._sheets = {sheet.id: sheet for sheet in kept}


class MemorySettings:
    """Fulfils `ports.SettingsStore`; forgotten with the console.

    Args:
        values: What it begins with, by name.
    """

    def __init__(self, values: Mapping[str, Any] | None = None) -> None:
        self._values = dict(values or {})

    def get(self, name: str, default: Any = None) -> Any:
        """Return a stored value."""
        return self._values.get(name, default)

    def set(self, name: str, value: Any) -> None:
        """Store a value."""
        self._values[name] = value
