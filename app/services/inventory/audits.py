"""Audits by scan as records: keeping them, which are due, and what follows from one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.inventory.audits import (
    OVERDUE_US,
    PRESENT_STATES,
    Audit,
    Missing,
    Place,
    Result,
    Scan,
    Thing,
    Verdict,
    lines_of,
    lines_text,
    result_of,
)
from app.domain.inventory.changes import Action, Changeset, Operation, Origin
from app.domain.inventory.fields import Value
from app.domain.inventory.life_cycles import ASSET as ASSET_LIFE
from app.domain.inventory.queries import Filter, Operator, Query
from app.domain.inventory.records import Key, Record
from app.services.inventory.audit_codes import BETWEEN
from app.services.ports import InventoryReader

KIND: Final = "scan_audit"

_PART: Final = 500
_PLAN_FIELDS: Final = ("rack", "rack_unit", "rack_side", "plan_x", "plan_y")
"""Where an asset stood in its old place; a move empties them."""


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
