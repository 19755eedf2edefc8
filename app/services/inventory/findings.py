"""Reviews the inventory: opens findings, closes those that are no longer true.

`review` reads what the rules want to know, asks `app.domain.inventory.finding_rules`, and returns
one changeset; what it decides is pure. It reads everything there is: run it beside the window,
and stop it with `InventoryReader.interrupt`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from hashlib import blake2b
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.inventory.changes import Action, Changeset, Operation, Origin
from app.domain.inventory.fields import Values
from app.domain.inventory.finding_rules import (
    ASSET_PATHS,
    Row,
    collisions,
    duplicates,
    judge_asset,
    judge_end,
    judge_loan,
    judge_plan,
    judge_seats,
    judge_type,
)
from app.domain.inventory.findings import (
    Detected,
    Limits,
    LiveFacts,
    Rule,
    each_once,
    proposed,
    steps,
)
from app.domain.inventory.queries import Filter, Operator, Query
from app.domain.inventory.records import Key, Record
from app.services.inventory.uids import uid_at
from app.services.ports import InventoryReader

REASON: Final = "Prüfung des Bestands"
_BERLIN: Final = ZoneInfo("Europe/Berlin")
_NO_LIMITS_OF_ITS_OWN: Final = Limits()


def review(
    reader: InventoryReader,
    live: LiveFacts,
    today: date,
    limits: Limits = _NO_LIMITS_OF_ITS_OWN,
    zone: ZoneInfo = _BERLIN,
) -> Changeset:
    """Return what brings the findings up to date; without operations when they are.

    Args:
        reader: Reads the present; used in the calling thread.
        live: What live values tell.
        today: The day in the city.
        limits: From when on something is a finding.
        zone: Time zone of the city.

    Raises:
        StoppedError: `interrupt` was called meanwhile.
    """
    found = each_once(_detected(reader, live, today, limits, zone))
    known = reader.records("finding")
    operations = steps(found, known, live, today, lambda one: _uid(one, live.at_us))
    return Changeset(operations, REASON, Origin.MEASURED)


def acceptance(findings: Sequence[Record], at_us: int, reason: str) -> Changeset:
    """Return what carries out the proposals of findings and resolves them, all or none.

    Args:
        findings: The findings; those without a proposal, and those resolved, are passed over.
        at_us: The moment, µs UTC.
        reason: What the findings say of it.
    """
    operations: list[Operation] = []
    taken: set[Key] = set()
    for one in findings:
        changes = proposed(one.get("proposal"))
        keys = {Key(change.kind, change.uid) for change in changes}
        if not changes or one.text("state") == "resolved" or keys & taken:
            continue
        taken |= keys
        operations += changes
        values: Values = {"state": "resolved", "resolution": reason, "resolved_us": at_us}
        operations.append(Operation(Action.UPDATE, "finding", one.uid, values, one.rev))
    return Changeset(operations, reason)


def _uid(one: Detected, at_us: int) -> str:
    """Return the name of a new finding: the same for the same matter at the same moment."""
    digest = blake2b(f"{one.rule} {one.key.kind} {one.key.uid}".encode(), digest_size=10).digest()
    return uid_at(at_us, int.from_bytes(digest) >> 6)


# ---- what the rules look at --------------------------------------------------------------------
def _rows(
    reader: InventoryReader, kind: str, paths: Sequence[str], *filters: Filter
) -> Iterator[Row]:
    wanted = (*paths, "source")
    for values in reader.values(kind, wanted, filters):
        yield dict(zip(wanted, values, strict=True))


def _of(row: Row, found: Iterable[Detected]) -> Iterator[Detected]:
    """Yield what was found about a row, with the source of it."""
    source = str(row.get("source") or "")
    for one in found:
        yield replace(one, source=source) if source else one


def _detected(
    reader: InventoryReader, live: LiveFacts, today: date, limits: Limits, zone: ZoneInfo
) -> Iterator[Detected]:
    in_racks: list[Row] = []
    not_gone = Filter("state", Operator.IS_NOT, ("disposed",))
    for row in _rows(reader, "asset", ASSET_PATHS, not_gone):
        yield from _of(row, judge_asset(row, live, today, limits, zone))
        if row["rack"]:
            in_racks.append(row)
    placed = {str(row["uid"]): row for row in in_racks}
    for one in collisions(in_racks):
        yield from _of(placed[one.key.uid], (one,))
    for rule, field in ((Rule.DUPLICATE_SERIAL, "serial"), (Rule.DUPLICATE_MAC, "mac")):
        yield from _duplicates(reader, rule, field)
    for kind, paths in (
        ("link", ("uid", "name", "state", "planned_on")),
        ("radio_site", ("uid", "site.name", "operator", "state", "planned_on")),
    ):
        planned = Filter("state", Operator.IS, ("planned",))
        for row in _rows(reader, kind, paths, planned):
            yield from _of(row, judge_plan(kind, _with_name(row), today))
    yield from _papers(reader, today, limits)


def _with_name(row: Row) -> Row:
    """Return the row of a radio site with a name: its operator and its site."""
    if "name" in row:
        return row
    name = " ".join(str(row[one]) for one in ("operator", "site.name") if row.get(one))
    return {**row, "name": name}


def _duplicates(reader: InventoryReader, rule: Rule, field: str) -> Iterator[Detected]:
    filters = (
        Filter(field, Operator.IS_FILLED),
        Filter("state", Operator.IS_NOT, ("disposed",)),
    )
    several = [
        value
        for value, count in reader.groups(Query("asset", filters), field)
        if count > 1 and value
    ]
    found = reader.find("asset", field, several) if several else {}
    named = [Key("asset", uid) for uids in found.values() for uid in sorted(uids)[:3]]
    for one in duplicates(rule, found, reader.titles(named)):
        record = reader.record("asset", one.key.uid)
        yield replace(one, source="" if record is None else record.text("source"))


def _papers(reader: InventoryReader, today: date, limits: Limits) -> Iterator[Detected]:
    ends = Filter("ends_on", Operator.IS_FILLED)
    for row in _rows(reader, "contract", ("uid", "name", "ends_on", "notice_months"), ends):
        yield from _of(row, judge_end(Rule.CONTRACT_ENDING, row, today, limits))
    used: dict[str, int] = {}
    for licence, number in reader.values("licence_seat", ("licence", "count")):
        used[str(licence)] = used.get(str(licence), 0) + (number if isinstance(number, int) else 0)
    for row in _rows(reader, "licence", ("uid", "name", "ends_on", "seats")):
        yield from _of(row, judge_end(Rule.LICENCE_ENDING, row, today, limits))
        yield from _of(row, judge_seats(row, used.get(str(row["uid"]), 0)))
    out = Filter("state", Operator.IS, ("out",))
    for row in _rows(reader, "loan", ("uid", "state", "due_on", "asset.tag", "asset.name"), out):
        yield from _of(row, judge_loan(row, today))
    in_service = Query("asset", (Filter("state", Operator.IS, ("in_service",)),))
    counts = dict(reader.groups(in_service, "type"))
    old = Filter("eos_on", Operator.IS_FILLED)
    for row in _rows(reader, "asset_type", ("uid", "name", "eos_on"), old):
        yield from _of(row, judge_type(row, counts.get(row["uid"], 0), today))
