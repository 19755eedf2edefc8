"""The city as it is judged: the profile with the rules as people changed them."""

from contextlib import suppress
from dataclasses import dataclass

from app.domain.alarms import MaintenanceWindow
from app.domain.cities import City
from app.domain.documents import DocumentKind, DocumentVersion
from app.services.ports import JournalReader
from app.services.rulesets import RulesetError, read_windows, with_rules


@dataclass(frozen=True, slots=True)
class CityInForce:
    """A profile, and what people made of its rules.

    Attributes:
        profile: The profile as read.
        city: The same with the rules in force.
        windows: Maintenance windows.
        number: Number of the version of the rules; 0 for those of the profile.
    """

    profile: City
    city: City
    windows: tuple[MaintenanceWindow, ...] = ()
    number: int = 0


def city_in_force(profile: City, journal: JournalReader) -> CityInForce:
    """Lay the newest documents of the journal over a profile.

    What no longer fits the profile is left aside, as the collector does, which says so.
    """
    city, rules = profile, _newest(journal, DocumentKind.RULES)
    windows: tuple[MaintenanceWindow, ...] = ()
    if rules is not None:
        with suppress(RulesetError):
            city = with_rules(profile, rules.text)
    if (maintenance := _newest(journal, DocumentKind.MAINTENANCE)) is not None:
        with suppress(RulesetError):
            windows = read_windows(maintenance.text, city)
    return CityInForce(profile, city, windows, 0 if rules is None else rules.number)


def _newest(journal: JournalReader, kind: DocumentKind) -> DocumentVersion | None:
    """Return the version of a document that is in force; None where there never was one."""
    return max(journal.versions(kind), key=lambda version: version.number, default=None)
