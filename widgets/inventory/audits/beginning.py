"""What is read to begin an audit, or to go on with one; in a thread."""

from dataclasses import dataclass

from app.domain.inventory.audits import Audit, Place
from app.services.inventory.audit_codes import read_place
from app.services.inventory.audits import KIND, audit_of, history
from app.services.ports import InventoryReader


@dataclass(frozen=True, slots=True)
class Begun:
    """An audit that is about to begin, or to go on.

    Attributes:
        place: Its site, with what should be there.
        audit: What was scanned before; None for a new one.
        name: What it is called.
    """

    place: Place
    audit: Audit | None
    name: str


def begin_at(reader: InventoryReader, site: str, space: str, template: str) -> Begun | None:
    """Return the audit of a site: the unfinished one, if there is one; None without a site.

    Args:
        reader: The inventory.
        site: The site.
        space: Where one begins in it; empty for the whole.
        template: Name of a new one, with the place as {0}.
    """
    place = read_place(reader, site)
    if place is None:
        return None
    unfinished = [one for one in history(reader) if not one.finished_us]
    known = next((one for one in unfinished if one.site == site), None)
    record = reader.record(KIND, known.uid) if known else None
    if known is not None and record is not None:
        audit = audit_of(record)
        return Begun(place, audit.moved(space) if space else audit, known.name)
    return Begun(place, None, template.format(place.name(space)))


def go_on(reader: InventoryReader, uid: str) -> Begun | None:
    """Return an unfinished audit; None where it or its site is gone."""
    record = reader.record(KIND, uid)
    place = read_place(reader, record.text("site")) if record else None
    if record is None or place is None:
        return None
    return Begun(place, audit_of(record), record.text("name"))
