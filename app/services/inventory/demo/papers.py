"""Licences with their seats, contracts, notes, and past inventories of the demo inventory."""

from datetime import date
from typing import Final

from app.services.inventory.demo.catalogue import Catalogue
from app.services.inventory.demo.drafts import Draft, later
from app.services.inventory.demo.schools import School
from app.services.inventory.demo.sites import Site

_HOUR_US: Final = 3_600_000_000
_LICENCES: Final = (
    # name, vendor, product, seats for 100 pupils, days until it ends, € a seat
    ("Geräteverwaltung Schulen", "Jamf", "Jamf School", 62, 240, 5.5),
    ("Schulserver", "IServ", "IServ", 100, 410, 3.2),
    ("Büroprogramme Lehrkräfte", "Microsoft", "Microsoft 365 A3", 9, 130, 42.0),
    ("Arbeitsplätze Verwaltung", "Citrix", "Citrix DaaS", 2, 75, 118.0),
    ("Betriebssystem Notebooks", "Microsoft", "Windows 11 Education", 8, 800, 9.0),
    ("Tafelbilder", "Promethean", "ActivInspire", 6, 320, 14.0),
    ("Tafelbilder SMART", "SMART Technologies", "Lumio", 5, -25, 16.0),
    ("Schnittprogramm", "Apple", "Final Cut Pro", 1, None, 0.0),
)
_CONTRACTS: Final = (
    # name, supplier, kind, days until it ends, months of notice, € a year
    ("Wartung Schul-WLAN", "Systemhaus A", "maintenance", 310, 3, 84_000.0),
    ("Wartung Displays", "Systemhaus B", "maintenance", 95, 3, 61_500.0),
    ("Betreuung zweite Stufe", "Systemhaus A", "support", 560, 6, 412_000.0),
    ("Miete Multifunktionsgeräte", "Systemhaus B", "lease", 680, 3, 96_000.0),
    ("Elektronikversicherung Schulgeräte", "Systemhaus B", "insurance", 40, 1, 58_000.0),
    (
        "Wartung Lichtsignalanlagen",
        "Ausstatter für Verkehrstechnik",
        "maintenance",
        900,
        12,
        188_000.0,
    ),
    ("Wartung Messnetz", "Ausstatter für Messtechnik", "maintenance", -12, 3, 37_000.0),
    ("Betrieb Ladesäulen", "Ausstatter für Ladetechnik", "support", 430, 6, 44_500.0),
    ("Betrieb Stadt-WLAN", "Netzbetreiber A", "support", 150, 3, 39_000.0),
)
_NOTES: Final = (
    ("warning", "Technikraum wird im Sommer sehr warm; Lüftung prüfen."),
    ("information", "Zugang zum Technikraum nur über das Sekretariat."),
    ("success", "Alle Unterrichtsräume sind ausgeleuchtet und abgenommen."),
    ("problem", "Ein Patchfeld ist falsch beschriftet."),
)
_OVERBOOKED: Final = 2
"""Row of the licence with more seats given away than bought."""


def add_licences(draft: Draft, catalogue: Catalogue, schools: list[School]) -> None:
    """Add licences, with seats of each school; one has more of them than were bought."""
    real = [school for school in schools if school.pupils]
    for row, (name, vendor, product, share, days, price) in enumerate(_LICENCES):
        counts = [max(1, school.pupils * share // 100) for school in real]
        bought = sum(counts) - 40 if row == _OVERBOOKED else int(sum(counts) * 1.06)
        licence = draft.add(
            "licence",
            name=name,
            vendor=catalogue.vendors[vendor],
            product=product,
            seats=bought,
            starts_on="2022-08-01",
            ends_on=None if days is None else draft.day(days),
            cost_per_year=round(bought * price, 2),
            fund=catalogue.funds[-1],
        )
        for school, count in zip(real, counts, strict=True):
            draft.add(
                "licence_seat",
                licence=licence,
                site=school.site.record,
                count=count,
                assigned_on="2022-08-22",
            )


def add_contracts(draft: Draft, catalogue: Catalogue, schools: list[School]) -> None:
    """Add contracts of the city, and one for the line of each school."""
    for row, (name, supplier, kind, days, notice, cost) in enumerate(_CONTRACTS, 1):
        draft.add(
            "contract",
            name=name,
            number=f"V-{row:04d}",
            supplier=catalogue.vendors[supplier],
            kind=kind,
            starts_on="2021-04-01",
            ends_on=draft.day(days),
            notice_months=notice,
            cost_per_year=cost,
        )
    for row, school in enumerate((one for one in schools if one.form), 1):
        start = draft.past(date(2020, 6, 1), date(2022, 12, 1))
        draft.add(
            "contract",
            name=f"Anschluss {school.site.name}",
            number=f"L-{row:04d}",
            supplier=catalogue.vendors["Netzbetreiber A"],
            kind="line",
            starts_on=start.isoformat(),
            ends_on=later(start, 96).isoformat(),
            notice_months=3,
            cost_per_year=1_788.0,
            site=school.site.record,
        )


def add_notes(draft: Draft, sites: list[Site]) -> None:
    """Add a few notes and inventories of the past."""
    for number, site in enumerate(sites[::4]):
        level, text = _NOTES[number % len(_NOTES)]
        draft.add(
            "journal_note",
            subject_kind="site",
            subject=site.record,
            level=level,
            text=text,
            at_us=draft.now_us - (20 + 9 * number) * 24 * _HOUR_US,
            author="Schul-IT",
        )
    for number, site in enumerate(sites[:3]):
        begun = draft.now_us - (40 + 30 * number) * 24 * _HOUR_US
        draft.add(
            "scan_audit",
            name=f"Inventur {site.name}",
            site=site.record,
            started_us=begun,
            finished_us=begun + 2 * _HOUR_US,
            auditor="Schul-IT",
            expected=120 + 10 * number,
            found=117 + 10 * number,
            misplaced=2,
            unknown=1,
            missing=3,
        )
