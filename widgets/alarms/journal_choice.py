"""Which lines of the journal a person wants to see, and writing them to a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import AlarmEventKind, Priority
from app.domain.samples import NO_TIME
from app.services.ports import JournalEntry, JournalReader, StorageError
from widgets.alarms.columns import JOURNAL_COLUMNS, column_title
from widgets.alarms.export import write_csv
from widgets.alarms.journal_reading import Request, read_page
from widgets.alarms.journal_rows import JournalWording
from widgets.folding import fold

_MOST_EXPORTED: Final = 1_000_000
_HOUR_US: Final = 3_600_000_000


class EventGroup(IntEnum):
    """Kinds of events that a person looks for together."""

    CALLS = 0
    SEEN = 1
    HIDDEN = 2
    COMMENTS = 3
    MESSAGES = 4
    LATE = 5


EVENT_GROUPS: Final[Mapping[EventGroup, frozenset[AlarmEventKind]]] = {
    EventGroup.CALLS: frozenset(
        {AlarmEventKind.RAISED, AlarmEventKind.CLEARED, AlarmEventKind.REALARMED}
    ),
    EventGroup.SEEN: frozenset(
        {
            AlarmEventKind.ACKNOWLEDGED,
            AlarmEventKind.UNACKNOWLEDGED,
            AlarmEventKind.RESET,
            AlarmEventKind.CONFIRMED,
        }
    ),
    EventGroup.HIDDEN: frozenset(
        {
            AlarmEventKind.SHELVED,
            AlarmEventKind.UNSHELVED,
            AlarmEventKind.SUPPRESSED,
            AlarmEventKind.UNSUPPRESSED,
            AlarmEventKind.REMOVED,
            AlarmEventKind.RESTORED,
        }
    ),
    EventGroup.COMMENTS: frozenset({AlarmEventKind.COMMENTED}),
    EventGroup.MESSAGES: frozenset({AlarmEventKind.NOTIFIED, AlarmEventKind.UNNOTIFIED}),
    EventGroup.LATE: frozenset({AlarmEventKind.LATE}),
}


def group_title(group: EventGroup) -> str:
    """Return the words for a group of events."""
    titles = {
        EventGroup.CALLS: QCoreApplication.translate("alarms", "Ausgelöst und zurückgekehrt"),
        EventGroup.SEEN: QCoreApplication.translate("alarms", "Quittiert und zurückgesetzt"),
        EventGroup.HIDDEN: QCoreApplication.translate(
            "alarms", "Zurückgestellt, unterdrückt, außer Betrieb"
        ),
        EventGroup.COMMENTS: QCoreApplication.translate("alarms", "Kommentare"),
        EventGroup.MESSAGES: QCoreApplication.translate("alarms", "Benachrichtigungen"),
        EventGroup.LATE: QCoreApplication.translate("alarms", "Verspätet erfahren"),
    }
    return titles[group]


class Period(IntEnum):
    """How far back a person looks, in hours; 0 for all of the journal."""

    ALL = 0
    HOUR = 1
    SHIFT = 8
    DAY = 24
    WEEK = 168
    MONTH = 720


def period_title(period: Period) -> str:
    """Return the words for a period."""
    titles = {
        Period.ALL: QCoreApplication.translate("alarms", "Gesamte Zeit"),
        Period.HOUR: QCoreApplication.translate("alarms", "Letzte Stunde"),
        Period.SHIFT: QCoreApplication.translate("alarms", "Letzte 8 Stunden"),
        Period.DAY: QCoreApplication.translate("alarms", "Letzte 24 Stunden"),
        Period.WEEK: QCoreApplication.translate("alarms", "Letzte 7 Tage"),
        Period.MONTH: QCoreApplication.translate("alarms", "Letzte 30 Tage"),
    }
    return titles[period]


@dataclass(frozen=True, slots=True)
class JournalChoice:
    """What a person wants to see; empty sets and texts stand for everything.

    Attributes:
        words: Words that must occur.
        groups: Kinds of events.
        priorities: Priorities.
        period: How far back.
        person: Who did it.
    """

    words: str = ""
    groups: frozenset[EventGroup] = frozenset()
    priorities: frozenset[Priority] = frozenset()
    period: Period = Period.ALL
    person: str = ""


class JournalMatcher:
    """Tells which lines are wanted; used on the reading thread.

    Args:
        wording: Says the lines.
        choice: What is wanted.
        until_us: Lines after this are not wanted, µs UTC; None for all.
        at_us: The moment from which the period counts back.
    """

    def __init__(
        self, wording: JournalWording, choice: JournalChoice, until_us: int | None, at_us: int
    ) -> None:
        self.start_us = NO_TIME
        if choice.period is not Period.ALL:
            self.start_us = at_us - int(choice.period) * _HOUR_US
        self._wording = wording
        self._choice = choice
        self._words = fold(choice.words).split()
        self._kinds = frozenset[AlarmEventKind]().union(
            *(EVENT_GROUPS[group] for group in choice.groups)
        )
        self._until_us = until_us

    def __call__(self, entry: JournalEntry) -> bool:
        """Tell whether a line is wanted."""
        event, choice = entry.event, self._choice
        if self._until_us is not None and event.time_us > self._until_us:
            return False
        if event.time_us < self.start_us or (self._kinds and event.kind not in self._kinds):
            return False
        if choice.person and event.actor != choice.person:
            return False
        if choice.priorities and self._wording.priority(entry) not in choice.priorities:
            return False
        return self._wording.is_match(entry, self._words)


def export_journal(
    path: Path, wording: JournalWording, matches: JournalMatcher, reader: JournalReader
) -> str:
    """Write all lines that match; return a sentence on how it went."""
    columns = sorted(JOURNAL_COLUMNS.widths)
    try:
        request = Request(0, matches, start_us=matches.start_us)
        page = read_page(reader, request, _MOST_EXPORTED)
        entries = list(page.entries)
        while not page.is_end and len(entries) < _MOST_EXPORTED:
            request = Request(0, matches, page.reached_id, start_us=matches.start_us)
            page = read_page(reader, request, _MOST_EXPORTED)
            entries += page.entries
        rows = ([wording.row(entry).texts[column] for column in columns] for entry in entries)
        write_csv(path, [column_title(column) for column in columns], rows)
    except OSError as error:
        sentence = QCoreApplication.translate(
            "alarms", "{file} konnte nicht geschrieben werden: {reason}"
        )
        return sentence.format(file=path.name, reason=error.strerror)
    except StorageError as error:
        return str(error)
    sentence = QCoreApplication.translate(
        "alarms", "%n Zeile(n) in {file} geschrieben.", "", len(entries)
    )
    return sentence.format(file=path.name)
