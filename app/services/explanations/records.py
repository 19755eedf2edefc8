"""Reading the journal for one explanation: what fails is noted, and the rest goes on."""

from collections.abc import Callable, Collection
from typing import Final, TypeVar

from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmId, Mirror
from app.domain.documents import DocumentKind, DocumentVersion
from app.domain.limits import LimitChange
from app.services.alarm_spans import AlarmOccurrence, alarm_spans
from app.services.ports import JournalReader, StorageError

MINUTE_US: Final = 60_000_000
DAY_US: Final = 1_440 * MINUTE_US

_COURSE: Final = frozenset(
    {AlarmEventKind.RAISED, AlarmEventKind.CLEARED, AlarmEventKind.ACKNOWLEDGED}
)
PERSONAL: Final = frozenset(
    {
        AlarmEventKind.ACKNOWLEDGED,
        AlarmEventKind.UNACKNOWLEDGED,
        AlarmEventKind.SHELVED,
        AlarmEventKind.UNSHELVED,
        AlarmEventKind.REMOVED,
        AlarmEventKind.RESTORED,
        AlarmEventKind.RESET,
        AlarmEventKind.CONFIRMED,
        AlarmEventKind.COMMENTED,
    }
)
"""What a person does; with an empty actor it happened by itself."""

T = TypeVar("T")


class Records:
    """The journal up to a moment.

    Args:
        journal: The journal; None where there is none.
        at_us: Nothing later is told, µs UTC.
    """

    def __init__(self, journal: JournalReader | None, at_us: int) -> None:
        self._journal = journal
        self.at_us = at_us
        self.troubles: list[str] = []
        """Why something could not be read, whole sentences."""

    def events(self, start_us: int, end_us: int, alarms: Collection[AlarmId]) -> list[AlarmEvent]:
        """Return what happened to alarms, see `JournalReader.events_between`; in order of time."""
        if not alarms:
            return []
        found: list[AlarmEvent] = self._read(
            lambda journal: journal.events_between(start_us, end_us, alarms), []
        )
        return [event for event in found if event.time_us <= self.at_us]

    def occurrences(
        self, start_us: int, end_us: int, alarms: Collection[AlarmId]
    ) -> list[AlarmOccurrence]:
        """Return the occurrences of alarms that touch [start, end), oldest first."""
        return spans(self.events(start_us, end_us, alarms), start_us, end_us)

    def limit_changes(self) -> list[LimitChange]:
        """Return the changes of limits, oldest first."""
        found: list[LimitChange] = self._read(lambda journal: journal.limit_changes(), [])
        return [change for change in found if change.since_us <= self.at_us]

    def versions(self) -> list[DocumentVersion]:
        """Return the versions of the rules, oldest first."""
        found: list[DocumentVersion] = self._read(
            lambda journal: journal.versions(DocumentKind.RULES), []
        )
        return [version for version in found if version.at_us <= self.at_us]

    def mirrors(self) -> dict[AlarmId, Mirror]:
        """Return what is known of alarms that servers judge themselves."""
        return self._read(lambda journal: journal.mirrors(), {})

    def _read(self, question: Callable[[JournalReader], T], nothing: T) -> T:
        if self._journal is None:
            return nothing
        try:
            found = question(self._journal)
        except (OSError, StorageError) as error:
            self.note(str(error))
            return nothing
        if self._journal.trouble:
            self.note(self._journal.trouble)
        return found

    def note(self, trouble: str) -> None:
        """Note that something could not be read, once."""
        if trouble not in self.troubles:
            self.troubles.append(trouble)


def spans(events: list[AlarmEvent], start_us: int, end_us: int) -> list[AlarmOccurrence]:
    """Return the occurrences that events tell of; shelves, comments and the like make none."""
    return alarm_spans((e for e in events if e.kind in _COURSE), start_us, end_us)


def stood_at(occurrence: AlarmOccurrence, time_us: int) -> bool:
    """Tell whether an occurrence had begun and not ended at a moment."""
    return occurrence.start_us <= time_us and (
        occurrence.end_us is None or occurrence.end_us > time_us
    )
