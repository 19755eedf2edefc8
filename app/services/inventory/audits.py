"""Audits by scan on top of the inventory: reading places, finding codes, and what follows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.inventory.audits import (
    OVERDUE_US,
    PRESENT_STATES,
    Audit,
    Code,
    CodeKind,
    Missing,
    Place,
    Result,
    Scan,
    Thing,
    Verdict,
    codes_of,
    lines_of,
    lines_text,
    result_of,
)
from app.domain.inventory.changes import Action, Changeset, Operation, Origin
from app.domain.inventory.fields import Value
from app.domain.inventory.life_cycles import ASSET as ASSET_LIFE
from app.domain.inventory.queries import Filter, Operator, Query
from app.domain.inventory.records import Key, Record
from app.services.ports import InventoryReader

KIND: Final = "scan_audit"

_PATHS: Final = (
    "uid", "tag", "name", "serial", "mac", "state", "site", "space", "site.name", "space.name",
    "type.name",
)  # fmt: skip
BETWEEN: Final = " › "
"""Between a site and a room of it, in words."""
_PART: Final = 500
_PLAN_FIELDS: Final = ("rack", "rack_unit", "rack_side", "plan_x", "plan_y")
"""Where an asset stood in its old place; a move empties them."""


# ---- reading ------------------------------------------------------------------------------------
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


# ---- records ------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class PastAudit:
    """An audit as it is kept.

    Attributes:
        uid: Its record.
        name: What it is called.
        site: The site.
        place: What the place is called.
        started_us: When it began, µs UTC.
        finished_us: When it ended, µs UTC; None while it is unfinished.
        result: Its figures.
        scans: What was read; none where only the figures are known.
        missing: What was not found.
    """

    uid: str
    name: str
    site: str
    place: str
    started_us: int
    finished_us: int | None
    result: Result
    scans: tuple[Scan, ...] = ()
    missing: tuple[Missing, ...] = ()


def history(reader: InventoryReader) -> list[PastAudit]:
    """Return all audits, newest first."""
    records = reader.records(KIND)
    keys = {Key("site", one.text("site")) for one in records}
    keys |= {Key("space", one.text("space")) for one in records if one.text("space")}
    titles = reader.titles(keys)
    found = [_past(one, titles) for one in records]
    return sorted(found, key=lambda one: one.started_us, reverse=True)


def _past(record: Record, titles: dict[Key, str]) -> PastAudit:
    names = (
        titles.get(Key("site", record.text("site")), ""),
        titles.get(Key("space", record.text("space")), ""),
    )
    scans: tuple[Scan, ...] = ()
    missing: tuple[Missing, ...] = ()
    if record.text("lines"):
        try:
            _, _, scans, missing = lines_of(record.text("lines"))
        except ValueError:
            scans, missing = (), ()
    finished = record.get("finished_us")
    repeated = sum(one.verdict is Verdict.REPEATED for one in scans)
    counted = ("expected", "found", "misplaced", "unknown", "missing")
    figures = {name: int(record.number(name) or 0) for name in counted}
    return PastAudit(
        record.uid,
        record.text("name"),
        record.text("site"),
        BETWEEN.join(one for one in names if one),
        int(record.number("started_us") or 0),
        finished if isinstance(finished, int) else None,
        Result(**figures, repeated=repeated),
        scans,
        missing,
    )


def audit_of(record: Record) -> Audit:
    """Return an unfinished audit out of its record; one that cannot be understood begins anew."""
    started = int(record.number("started_us") or 0)
    space = record.text("space")
    try:
        visited, here, scans, _ = lines_of(record.text("lines"))
    except ValueError:
        visited, here, scans = (space,), space, ()
    return Audit(record.uid, record.text("site"), started, visited or (space,), here, scans)


def saving(audit: Audit, place: Place, name: str, *, is_new: bool) -> Changeset:
    """Return what keeps an unfinished audit, so that it can be taken up again."""
    operation = _kept(audit, place, name, is_new=is_new)
    return Changeset([operation], "Zwischenstand einer Inventur", Origin.AUDIT)


def _kept(
    audit: Audit,
    place: Place,
    name: str,
    *,
    is_new: bool,
    finished_us: int | None = None,
) -> Operation:
    result = result_of(audit, place)
    missing = audit.missing(place) if finished_us is not None else ()
    first = audit.visited[0] if len(audit.visited) == 1 else ""
    values: dict[str, Value] = {
        "name": name,
        "site": audit.site,
        "space": first or None,
        "started_us": audit.started_us,
        "finished_us": finished_us,
        "expected": result.expected,
        "found": result.found,
        "misplaced": result.misplaced,
        "unknown": result.unknown,
        "missing": result.missing,
        "lines": lines_text(audit, missing),
    }
    if is_new:
        filled = {key: value for key, value in values.items() if value is not None}
        return Operation(Action.CREATE, KIND, audit.uid, filled)
    return Operation(Action.UPDATE, KIND, audit.uid, values)


@dataclass(frozen=True, slots=True)
class Due:
    """A place that should be audited.

    Attributes:
        site: The site.
        title: What it is called.
        count: How many assets must be there.
        last_us: When it was audited last, µs UTC; None for never.
    """

    site: str
    title: str
    count: int
    last_us: int | None


def due_places(reader: InventoryReader, now_us: int) -> list[Due]:
    """Return the sites with assets that were never audited, or not within `OVERDUE_US`.

    Those that were never audited come first, then the longest ago, then those with most assets.
    """
    states = Filter("state", Operator.IN, tuple(sorted(PRESENT_STATES)))
    counts = {
        str(site): count for site, count in reader.groups(Query("asset", (states,)), "site") if site
    }
    last: dict[str, int] = {}
    for site, space, finished in reader.values(KIND, ("site", "space", "finished_us")):
        if isinstance(finished, int) and not space:
            last[str(site)] = max(finished, last.get(str(site), 0))
    titles = reader.titles(Key("site", site) for site in counts)
    found = [
        Due(site, titles.get(Key("site", site), ""), count, last.get(site))
        for site, count in counts.items()
        if now_us - last.get(site, 0) > OVERDUE_US
    ]
    return sorted(found, key=lambda one: (one.last_us or 0, -one.count, one.title))


# ---- what follows -------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Consequences:
    """What shall follow from an audit; only what a person asked for.

    Attributes:
        is_marked: Assets that were read are marked as audited.
        moves: Misplaced assets that are moved to where they were read.
        has_rooms: Assets without a room are said to be in the room where they were read.
        lost: Missing assets that are reported as lost.
        returned: Assets that count as lost and were read; they go into stock.
    """

    is_marked: bool = True
    moves: frozenset[str] = frozenset()
    has_rooms: bool = True
    lost: frozenset[str] = frozenset()
    returned: frozenset[str] = frozenset()


def can_be_lost(thing: Thing) -> bool:
    """Tell whether the life cycle lets an asset be reported as lost."""
    return ASSET_LIFE.step(thing.state, "lost") is not None


def finishing(
    reader: InventoryReader,
    audit: Audit,
    place: Place,
    *,
    name: str,
    consequences: Consequences,
    now_us: int,
    zone: str = "Europe/Berlin",
    reason: str = "",
    is_new: bool = False,
) -> Changeset:
    """Return what ends an audit: its record, and what follows for assets; in one transaction.

    Args:
        reader: Reads the assets as they are now.
        audit: The audit.
        place: Its site.
        name: What it is called.
        consequences: What shall follow.
        now_us: The moment, µs UTC.
        zone: Time zone of the city, for the day in remarks.
        reason: Why, in the person's words.
        is_new: True while it has no record.
    """
    first = {one.uid: one for one in reversed(audit.scans) if one.uid}
    records = _records(reader, [*first, *sorted(consequences.lost)])
    day = datetime.fromtimestamp(now_us / 1e6, ZoneInfo(zone)).strftime("%d.%m.%Y")
    operations: list[Operation] = []
    for uid, record in records.items():
        scan = first.get(uid)
        values = (
            _as_lost(record, day)
            if scan is None
            else _as_read(record, scan, audit, consequences, now_us)
        )
        if values:
            operations.append(Operation(Action.UPDATE, "asset", uid, values, record.rev))
    operations.append(_kept(audit, place, name, is_new=is_new, finished_us=now_us))
    return Changeset(operations, reason or name, Origin.AUDIT)


def _records(reader: InventoryReader, uids: Sequence[str]) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for begin in range(0, len(uids), _PART):
        some = tuple(uids[begin : begin + _PART])
        records = reader.records("asset", (Filter("uid", Operator.IN, some),))
        found |= {one.uid: one for one in records}
    return found


def _as_lost(record: Record, day: str) -> dict[str, Value]:
    if ASSET_LIFE.step(record.text("state"), "lost") is None:
        return {}
    told = f"Bei der Inventur am {day} nicht gefunden."
    note = f"{record.text('note')} {told}".strip()
    return {"state": "lost", "note": note}


def _as_read(
    record: Record, scan: Scan, audit: Audit, wanted: Consequences, now_us: int
) -> dict[str, Value]:
    values: dict[str, Value] = {"audited_us": now_us} if wanted.is_marked else {}
    if record.uid in wanted.moves and scan.verdict is Verdict.MISPLACED:
        is_elsewhere = record.text("site") != audit.site
        values |= {"site": audit.site}
        if is_elsewhere or scan.here:
            values["space"] = scan.here or None
        values |= {name: None for name in _PLAN_FIELDS if record.get(name) is not None}
    elif _lacks_room(record, scan) and wanted.has_rooms:
        values["space"] = scan.here
    if record.uid in wanted.returned and record.text("state") == "lost":
        values |= {"state": "in_stock", "site": audit.site}
    return values


def _lacks_room(record: Record, scan: Scan) -> bool:
    return bool(scan.here) and not record.text("space") and scan.verdict is Verdict.FOUND
