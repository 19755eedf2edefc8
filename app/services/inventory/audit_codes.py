"""The place of an audit by scan, and what the codes name that are read there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.inventory.audits import Audit, Code, CodeKind, Place, Thing, codes_of
from app.domain.inventory.fields import Value
from app.domain.inventory.queries import Filter, Operator
from app.services.ports import InventoryReader

_PATHS: Final = (
    "uid", "tag", "name", "serial", "mac", "state", "site", "space", "site.name", "space.name",
    "type.name",
)  # fmt: skip
BETWEEN: Final = " › "
"""Between a site and a room of it, in words."""


def read_place(reader: InventoryReader, site: str) -> Place | None:
    """Return a site with its spaces and the assets that are said to be there; None for no site."""
    record = reader.record("site", site)
    if record is None:
        return None
    wanted = (Filter("site", Operator.IS, (site,)),)
    spaces = {
        str(uid): (str(name or ""), str(parent or ""))
        for uid, name, parent in reader.values("space", ("uid", "name", "parent"), wanted)
    }
    things = {one.uid: one for one in _things(reader, wanted)}
    return Place(site, record.text("name"), spaces, things)


def _things(reader: InventoryReader, filters: Sequence[Filter]) -> Iterable[Thing]:
    return (_thing(row) for row in reader.values("asset", _PATHS, filters))


def _thing(row: Sequence[Value]) -> Thing:
    uid, tag, name, serial, mac, state, site, space, site_name, space_name, model = (
        "" if one is None else str(one) for one in row
    )
    place = BETWEEN.join(one for one in (site_name, space_name) if one)
    title = " ".join(one for one in (tag, name or model) if one)
    return Thing(uid, title, tag, serial, mac, state, site, space, place)


class CodeBook:
    """Finds the assets of a place by what stands on them, at once and without the store.

    Args:
        place: The place.
    """

    def __init__(self, place: Place) -> None:
        self._by_uid = place.things
        self._by_text: dict[str, list[Thing]] = {}
        self._by_mac: dict[str, list[Thing]] = {}
        for one in place.things.values():
            for text in {one.tag.casefold(), one.serial.casefold()} - {""}:
                self._by_text.setdefault(text, []).append(one)
            if one.mac:
                self._by_mac.setdefault(one.mac, []).append(one)

    def things(self, codes: Sequence[Code]) -> list[Thing]:
        """Return the assets that the first meaning with any names."""
        for code in codes:
            found: list[Thing] = []
            if code.kind is CodeKind.ASSET:
                thing = self._by_uid.get(code.value)
                found = [] if thing is None else [thing]
            elif code.kind is CodeKind.MAC:
                found = self._by_mac.get(code.value, [])
            elif code.kind is CodeKind.TEXT:
                found = self._by_text.get(code.value.casefold(), [])
            if found:
                return found
        return []


def look_up(reader: InventoryReader, codes: Sequence[Code]) -> list[Thing]:
    """Return the assets of the whole inventory that the first meaning with any names."""
    for code in codes:
        uids: list[str] = []
        if code.kind is CodeKind.ASSET:
            uids = [code.value]
        elif code.kind is CodeKind.MAC:
            uids = _uids(reader, "asset", "mac", code.value)
        elif code.kind is CodeKind.TEXT:
            uids = _uids(reader, "asset", "tag", code.value)
            uids = uids or _uids(reader, "asset", "serial", code.value)
        if uids:
            found = list(_things(reader, (Filter("uid", Operator.IN, tuple(uids)),)))
            if found:
                return found
    return []


def _uids(reader: InventoryReader, kind: str, field: str, text: str) -> list[str]:
    spellings = dict.fromkeys((text, text.upper(), text.lower()))
    found = reader.find(kind, field, spellings)
    return list(dict.fromkeys(uid for uids in found.values() for uid in uids))


def location_of(reader: InventoryReader, codes: Sequence[Code]) -> tuple[str, str] | None:
    """Return the site and the space (empty for the whole site) that a code names; None for none."""
    for code in codes:
        if code.kind is CodeKind.SITE and reader.record("site", code.value) is not None:
            return code.value, ""
        if code.kind is CodeKind.SPACE:
            space = reader.record("space", code.value)
            if space is not None:
                return space.text("site"), space.uid
        if code.kind is CodeKind.TEXT:
            sites = _uids(reader, "site", "code", code.value)
            if len(sites) == 1:
                return sites[0], ""
    return None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a code is, looked up in the whole inventory.

    Attributes:
        text: The code.
        things: The assets it may name.
        location: The place it names (site and space); None when it names none.
    """

    text: str
    things: tuple[Thing, ...] = ()
    location: tuple[str, str] | None = None


def answer_of(reader: InventoryReader, text: str) -> Answer:
    """Return what a code is."""
    codes = codes_of(text)
    things = tuple(look_up(reader, codes))
    return Answer(text, things, None if things else location_of(reader, codes))


def with_list(
    reader: InventoryReader, audit: Audit, place: Place, texts: Sequence[str], at_us: int
) -> Audit:
    """Return an audit with a list of codes, as if they had been scanned one after the other.

    A code of a space of the site moves on to it; one of another site counts as unknown.

    Args:
        reader: Reads the inventory.
        audit: The audit.
        place: Its site.
        texts: The codes, in order.
        at_us: When the list was taken, µs UTC.
    """
    book = CodeBook(place)
    for text in texts:
        things: Sequence[Thing] = book.things(codes_of(text))
        if not things:
            answer = answer_of(reader, text)
            if answer.location is not None and answer.location[0] == place.site:
                audit = audit.moved(answer.location[1])
                continue
            things = answer.things
        audit = audit.scanned(place, text, things, at_us)
    return audit


def codes_in(text: str) -> list[str]:
    """Return the codes of a pasted or loaded list: one a line, the first cell of each line."""
    found = []
    for line in text.replace("\r", "\n").split("\n"):
        cell = line.replace("\t", ";").split(";")[0].strip().strip('"\ufeff')
        if cell:
            found.append(cell)
    return found
