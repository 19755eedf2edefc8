"""The documents behind the view: their versions, what is in force, and the way back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from app.domain.alarms import AlarmId, MaintenanceWindow
from app.domain.cities import City
from app.domain.documents import DocumentKind, DocumentVersion
from app.services.ports import JournalReader, StorageError
from app.services.rulesets import LastChanges, RulesetError, read_windows
from widgets.background import Background


@dataclass(frozen=True, slots=True)
class Known:
    """What the journal knows of the documents.

    Attributes:
        rules: Versions of the rules, oldest first.
        maintenance: Versions of the maintenance windows, oldest first.
        windows: The windows of the newest version.
        last: The version that last changed each rule.
    """

    rules: tuple[DocumentVersion, ...] = ()
    maintenance: tuple[DocumentVersion, ...] = ()
    windows: tuple[MaintenanceWindow, ...] = ()
    last: Mapping[AlarmId, DocumentVersion] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Publication:
    """A document on its way into force.

    Attributes:
        kind: Which document.
        text: What it shall say.
        why: Why.
        before: What it said before.
    """

    kind: DocumentKind
    text: str
    why: str
    before: str


class Documents(QObject):
    """Reads the versions in the background and remembers how to take the last change back.

    Signals:
        changed: `known` is new.
        failed: Why the versions cannot be read, a sentence.
        publish_requested: Kind, text and reason of a document (`DocumentKind`, str, str).
    """

    changed = Signal()
    failed = Signal(str)
    publish_requested = Signal(object, str, str)

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.known = Known()
        self.actor = ""
        """Who sits here."""
        self.undo: Publication | None = None
        """The last change by this person, as long as nothing came after it."""
        self._taken_back: tuple[DocumentKind, str] | None = None
        self._has_read = False
        self._background = background
        self._last_changes = LastChanges()
        self._journal: JournalReader | None = None
        self._profile: City | None = None
        self._pending: Publication | None = None
        self._serial = 0

    def set_journal(self, journal: JournalReader | None) -> None:
        """Read versions from this journal from now on."""
        self._journal = journal
        self.read()

    def set_profile(self, profile: City) -> None:
        """Take the city as the profile has it."""
        self._profile = profile
        self.read()

    def read(self) -> None:
        """Read the versions; `changed` or `failed` tells when it is done."""
        if self._journal is None or self._profile is None:
            return
        self._serial += 1
        serial, journal, profile = self._serial, self._journal, self._profile
        self._background.ask(
            self,
            lambda: _read(journal, profile, self._last_changes),
            lambda known: self._take(serial, known),
            self.failed.emit,
        )

    def _take(self, serial: int, known: Known) -> None:
        if serial != self._serial:
            return
        before, self.known = self.known, known
        if self._has_read:
            self._look_for_undo(DocumentKind.RULES, before.rules, known.rules)
            self._look_for_undo(DocumentKind.MAINTENANCE, before.maintenance, known.maintenance)
        self._has_read = True
        undo = self.undo
        if undo is not None and self.text_of(undo.kind) not in {undo.text, undo.before}:
            self.undo = None  # Somebody else came after it.
        self.changed.emit()

    def _look_for_undo(
        self,
        kind: DocumentKind,
        before: Sequence[DocumentVersion],
        after: Sequence[DocumentVersion],
    ) -> None:
        """Offer the way back of a change that this person made elsewhere, as in the editor."""
        if not after or len(after) <= len(before):
            return
        newest = after[-1]
        if (kind, newest.text) == self._taken_back:
            self._taken_back = None
        elif newest.actor == self.actor and (self.undo is None or newest.text != self.undo.text):
            earlier = after[-2].text if len(after) > 1 else ""
            self.undo = Publication(kind, newest.text, newest.why, earlier)

    def text_of(self, kind: DocumentKind) -> str:
        """Return the document in force; empty where nobody ever changed anything."""
        versions = self.versions_of(kind)
        return versions[-1].text if versions else ""

    def versions_of(self, kind: DocumentKind) -> Sequence[DocumentVersion]:
        """Return the versions of a document, oldest first."""
        return self.known.rules if kind is DocumentKind.RULES else self.known.maintenance

    # ---- publishing ----------------------------------------------------------------------------
    def publish(self, kind: DocumentKind, text: str, why: str) -> None:
        """Ask for a document to come into force."""
        self._pending = Publication(kind, text, why, self.text_of(kind))
        self.publish_requested.emit(kind, text, why)

    def take_back(self, why: str) -> None:
        """Ask for what was in force before the last change from here."""
        if self.undo is not None:
            self.publish(self.undo.kind, self.undo.before, why)

    def answer(self, problems: Sequence[str]) -> None:
        """Take what became of the last request; no problems mean that it is in force."""
        pending, self._pending = self._pending, None
        if pending is not None and not problems:
            undo = self.undo
            if undo is not None and (pending.kind, pending.text) == (undo.kind, undo.before):
                self._taken_back = (pending.kind, pending.text)
                self.undo = None
            else:
                self.undo = pending
            self.read()


def _read(journal: JournalReader, profile: City, changes: LastChanges) -> Known:
    """Return what the journal knows.

    Raises:
        StorageError: The journal cannot be read.
    """
    rules = journal.versions(DocumentKind.RULES)
    maintenance = journal.versions(DocumentKind.MAINTENANCE)
    if journal.trouble:
        raise StorageError(journal.trouble)
    windows: tuple[MaintenanceWindow, ...] = ()
    if maintenance:
        try:
            windows = read_windows(maintenance[-1].text, profile)
        except RulesetError:
            windows = ()  # They name parts that the profile no longer has; the collector tells.
    return Known(tuple(rules), tuple(maintenance), windows, changes.of(rules, profile))
