"""The journal: what happened to alarms and what people did, append-only."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.domain.alarms import AlarmColumns, AlarmEvent, AlarmId, AlarmState, Mirror
from app.domain.documents import DocumentKind, DocumentVersion
from app.domain.limits import LimitChange


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One line of the journal as read back."""

    id: int
    event: AlarmEvent
    message: str


class JournalReader(Protocol):
    """Reading side of the alarm and operator journal."""

    @property
    def trouble(self) -> str:
        """Why the last reading gave nothing, a whole sentence; empty when it succeeded."""
        ...

    def alarm_states(self) -> dict[AlarmId, AlarmState]:
        """Return the last stored state of each alarm that is not at rest."""
        ...

    def entries(
        self, limit: int, before_id: int | None = None, alarm: AlarmId | None = None
    ) -> list[JournalEntry]:
        """Return journal lines, newest first."""
        ...

    def events_after(self, entry_id: int, limit: int) -> list[tuple[int, AlarmEvent]]:
        """Return the lines after one as (id, event), oldest first; 0 begins with the first."""
        ...

    def events_between(
        self, start_us: int, end_us: int, alarms: Collection[AlarmId] | None = None
    ) -> list[AlarmEvent]:
        """Return what happened to alarms in [start, end), in order of time.

        Events of all kinds are told. What belongs to them comes along: of each alarm the last
        occurrence that was raised before the start, and how the last one raised before the end
        went on (its return, its acknowledgement). None means all alarms.
        """
        ...

    def alarm_columns(self, start_us: int, end_us: int) -> AlarmColumns:
        """Return what happened to all alarms in [start, end) as columns.

        What stood at the start comes along: the last raise before it of each alarm that had not
        returned, and likewise shelves, suppressions and removals. More from before the start does
        no harm.
        """
        ...

    def limit_changes(self) -> list[LimitChange]:
        """Return all recorded changes of limits, oldest first, see `LimitChange`."""
        ...

    def versions(self, kind: DocumentKind) -> list[DocumentVersion]:
        """Return all versions of a document, oldest first."""
        ...

    def mirrors(self) -> dict[AlarmId, Mirror]:
        """Return what is known of alarms that servers judge themselves, as last recorded."""
        ...

    def close(self) -> None:
        """Release the file."""
        ...


class Journal(JournalReader, Protocol):
    """Writing side: append-only, hash chained, durable when `record` returns."""

    @property
    def notices(self) -> Sequence[str]:
        """What a person should know of the file (it was set aside), whole sentences."""
        ...

    def record(
        self, events: Sequence[tuple[AlarmEvent, str]], states: Mapping[AlarmId, AlarmState]
    ) -> None:
        """Append events with their messages, and keep the states they led to, in one transaction.

        Raises:
            StorageError: The journal cannot be written.
        """
        ...

    def record_limits(self, changes: Sequence[LimitChange]) -> None:
        """Append changes of limits in one transaction.

        Raises:
            StorageError: The journal cannot be written; nothing was.
        """
        ...

    def record_version(self, version: DocumentVersion) -> None:
        """Append a version of a document.

        Raises:
            StorageError: The journal cannot be written; nothing was.
        """
        ...
