"""What the journal knows of notifications: versions of the plan, and what went out last."""

from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QObject, Signal

from app.domain.alarms import AlarmEventKind
from app.domain.alarms.escalations import NotificationPlan
from app.domain.documents import DocumentKind, DocumentVersion
from app.services.notifications import PlanError, read_plan
from app.services.ports import JournalEntry, JournalReader, StorageError
from widgets.alarms.journal_reading import Request, read_page
from widgets.background import Background

MOST_DELIVERIES: Final = 100
"""So many messages are listed; the journal has them all."""

_KINDS: Final = frozenset({AlarmEventKind.NOTIFIED, AlarmEventKind.UNNOTIFIED})


@dataclass(frozen=True, slots=True)
class Known:
    """What the journal knows.

    Attributes:
        versions: Versions of the plan, oldest first.
        plan: The plan in force.
        trouble: Why the newest version cannot be read, a sentence; empty when it can.
        deliveries: What went out or did not, newest first.
    """

    versions: tuple[DocumentVersion, ...] = ()
    plan: NotificationPlan = field(default_factory=NotificationPlan)
    trouble: str = ""
    deliveries: tuple[JournalEntry, ...] = ()


class PlanReader(QObject):
    """Reads in the background.

    Signals:
        arrived: What is known (`Known`).
        failed: Why it cannot be read, a sentence.
    """

    arrived = Signal(object)
    failed = Signal(str)

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._journal: JournalReader | None = None
        self._is_reading = False
        self._is_wanted = False

    def set_journal(self, journal: JournalReader | None) -> None:
        """Read from this journal from now on."""
        self._journal = journal
        self.read()

    def read(self) -> None:
        """Read all of it anew; asked again meanwhile, it is read once more."""
        journal = self._journal
        if journal is None:
            return
        if self._is_reading:
            self._is_wanted = True
            return
        self._is_reading = True
        self._background.ask(self, lambda: read_known(journal), self._take, self._fail)

    def _take(self, known: Known) -> None:
        self._rest()
        self.arrived.emit(known)

    def _fail(self, reason: str) -> None:
        self._rest()
        self.failed.emit(reason)

    def _rest(self) -> None:
        self._is_reading = False
        if self._is_wanted:
            self._is_wanted = False
            self.read()


def read_known(journal: JournalReader) -> Known:
    """Return what the journal knows.

    Raises:
        StorageError: The journal cannot be read.
    """
    versions = journal.versions(DocumentKind.NOTIFICATIONS)
    if journal.trouble:
        raise StorageError(journal.trouble)
    page = read_page(journal, Request(0, lambda entry: entry.event.kind in _KINDS), MOST_DELIVERIES)
    plan, trouble = NotificationPlan(), ""
    if versions:
        try:
            plan = read_plan(versions[-1].text)
        except PlanError as error:
            trouble = error.problems[0]
    return Known(tuple(versions), plan, trouble, page.entries)
