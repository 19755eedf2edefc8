"""What people changed lies over the profile, and what no longer fits is left aside."""

from dataclasses import replace

from app.console.in_force import CityInForce, city_in_force
from app.domain.alarms import MaintenanceWindow, Scope
from app.domain.documents import DocumentKind, DocumentVersion
from app.services.rulesets import write_changes, write_windows
from tests.fakes.adapters import FakeJournal
from tests.fakes.city import make_city

CITY = make_city()
WINDOW = MaintenanceWindow(
    "w", 0, 3_600_000_000, Scope(sources=frozenset({CITY.sources[0].id})), "Umbau", "A-1", "Anna"
)


def told(*texts: tuple[DocumentKind, str]) -> CityInForce:
    journal = FakeJournal()
    for number, (kind, text) in enumerate(texts, 1):
        journal.record_version(DocumentVersion(kind, number, 0, "Anna", "darum", text))
    return city_in_force(CITY, journal)


def test_without_documents_the_profile_counts() -> None:
    assert told() == CityInForce(CITY, CITY)


def test_the_newest_rules_and_windows_count() -> None:
    fewer = replace(CITY, rules=CITY.rules[1:])
    found = told(
        (DocumentKind.RULES, "unlesbar ["),
        (DocumentKind.RULES, write_changes(CITY, fewer)),
        (DocumentKind.MAINTENANCE, write_windows([WINDOW])),
    )
    assert found == CityInForce(CITY, fewer, (WINDOW,), 2)


def test_what_does_not_fit_is_left_aside() -> None:
    found = told((DocumentKind.RULES, "unlesbar ["), (DocumentKind.MAINTENANCE, "nein"))
    assert found == CityInForce(CITY, CITY, number=1)
