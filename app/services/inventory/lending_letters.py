"""What lending writes: reminders and slips, German."""

from collections.abc import Sequence
from datetime import date

from app.domain.inventory.findings import day_of
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Record
from app.services.inventory.lendings import german_day


def reminder(borrower: str, items: Sequence[tuple[str, Record]], today: date) -> str:
    """Return a letter that reminds of items that should be back.

    Args:
        borrower: Who has them.
        items: What each is called, and its loan.
        today: The day in the city.
    """
    lines = []
    for title, loan in items:
        days = (today - (day_of(loan.get("due_on")) or today)).days
        since = "seit einem Tag" if days == 1 else f"seit {days} Tagen"
        lines.append(f"- {title}: zurück bis {german_day(loan.get('due_on'))}, {since} überfällig")
    return "\n".join(
        (
            f"An: {borrower}",
            f"Datum: {german_day(today.isoformat())}",
            "Betreff: Erinnerung an die Rückgabe",
            "",
            "Guten Tag,",
            "",
            "diese Geräte des Medienzentrums sind noch bei Ihnen:",
            "",
            *lines,
            "",
            "Bitte bringen Sie sie zurück, oder sprechen Sie mit uns über eine Verlängerung.",
            "",
            "Mit freundlichen Grüßen",
            "Medienzentrum",
            "",
        )
    )


def slip(title: str, item: Record, loan: Record) -> list[tuple[str, str]]:
    """Return what stands on the slip of a loan: names and values, German.

    Args:
        title: What the item is called.
        item: The asset.
        loan: Its loan.
    """
    names = ("reserved_from", "reserved_until", "out_on", "due_on", "returned_on")
    kind = KINDS["loan"]
    rows = [
        ("Gerät", title),
        ("Seriennummer", item.text("serial")),
        ("Ausgeliehen an", loan.text("borrower")),
        ("Zustand", kind.field("state").choice_label(loan.get("state"))),
        *((kind.field(name).label, german_day(loan.get(name))) for name in names if loan.get(name)),
        ("Zustand bei Rückgabe", loan.text("condition")),
        ("Herkunft der Angaben", loan.text("source")),
    ]
    return [(name, value) for name, value in rows if value]
