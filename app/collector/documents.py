"""The documents in force: what people changed while the city runs, laid over the profile.

One that no longer fits the profile is left aside, and a person is told; the versions stay in the
journal whatever becomes of them.
"""

import logging
from collections.abc import Callable, Mapping
from typing import Any, Final

from app.domain.alarms import MaintenanceWindow
from app.domain.alarms.escalations import NotificationPlan
from app.domain.cities import City
from app.domain.documents import DocumentKind, DocumentVersion, OutdatedError
from app.services.notifications import PlanError, read_plan
from app.services.ports import JournalReader
from app.services.rulesets import RulesetError, read_windows, with_rules

READERS: Final[Mapping[DocumentKind, Callable[[str, City], Any]]] = {
    DocumentKind.RULES: lambda text, city: with_rules(city, text),
    DocumentKind.MAINTENANCE: read_windows,
    DocumentKind.NOTIFICATIONS: lambda text, _: read_plan(text),
}
"""What each kind of document means for a city; the first one makes another city."""

_ASIDE: Final = {
    DocumentKind.RULES: "Die geänderten Alarmregeln passen nicht mehr zum Stadtprofil. Bis sie "
    "berichtigt sind, gelten die Regeln des Profils.",
    DocumentKind.MAINTENANCE: "Die Wartungsfenster passen nicht mehr zum Stadtprofil. Bis sie "
    "berichtigt sind, gilt keines.",
    DocumentKind.NOTIFICATIONS: "Der Plan der Benachrichtigungen ist nicht brauchbar. Bis er "
    "berichtigt ist, wird niemand benachrichtigt.",
}
_SHOWN: Final = 10

log = logging.getLogger(__name__)


class Documents:
    """The newest version of each document, and what it makes of the profile.

    It belongs to the writing thread; `problems_of` may be called from any.

    Args:
        profile: The profile as read.

    Attributes:
        profile: The same.
        city: The profile with its rules as people changed them.
        windows: The maintenance windows.
        plan: Who is told of which alarms.
        notice: What no longer fits the profile, whole sentences; empty when all does.
    """

    def __init__(self, profile: City) -> None:
        self.profile = profile
        self.city = profile
        self.windows: tuple[MaintenanceWindow, ...] = ()
        self.plan = NotificationPlan()
        self.notice = ""
        self._newest: dict[DocumentKind, DocumentVersion] = {}

    def load(self, journal: JournalReader) -> None:
        """Put the newest versions in force."""
        for kind in DocumentKind:
            versions = journal.versions(kind)
            if versions:
                self._newest[kind] = max(versions, key=lambda version: version.number)
        self._apply()

    def set_profile(self, profile: City) -> None:
        """Lay the documents over another profile."""
        self.profile = profile
        self._apply()

    def take(self, version: DocumentVersion) -> None:
        """Put a version in force."""
        self._newest[version.kind] = version
        self._apply()

    def next_number(self, kind: DocumentKind) -> int:
        """Return the number of the next version of a document."""
        return self._newest[kind].number + 1 if kind in self._newest else 1

    def refuse_outdated(self, kind: DocumentKind, base: int | None) -> None:
        """Refuse a change that was made to another version than the one in force.

        Raises:
            OutdatedError: The newest version has another number than `base`; 0 stands for none,
                None for a change that counts whatever was there before.
        """
        newest = self._newest.get(kind)
        if base is not None and newest is not None and base != newest.number:
            raise OutdatedError(newest)

    def problems_of(self, kind: DocumentKind, text: str) -> list[str]:
        """Return what is wrong with a document; empty when it can be put in force."""
        base = self.profile if kind is DocumentKind.RULES else self.city
        return _read(kind, text, base)[1]

    def _apply(self) -> None:
        told = []
        self.city, self.windows, self.plan = self.profile, (), NotificationPlan()
        for kind in DocumentKind:  # rules come first: windows may name what they add
            version = self._newest.get(kind)
            if version is None:
                continue
            made, problems = _read(kind, version.text, self.city)
            if problems:
                log.warning("Version %s of %s does not fit: %s", version.number, kind, problems)
                told.append("\n".join([_ASIDE[kind], *problems[:_SHOWN]]))
            elif kind is DocumentKind.RULES:
                self.city = made
            elif kind is DocumentKind.MAINTENANCE:
                self.windows = tuple(made)
            else:
                self.plan = made
        self.notice = "\n".join(told)


def _read(kind: DocumentKind, text: str, city: City) -> tuple[Any, list[str]]:
    """Return what a document means, and what is wrong with it."""
    try:
        return READERS[kind](text, city), []
    except (RulesetError, PlanError) as error:
        return None, [str(problem) for problem in error.problems]
