"""What the card wants to know of records, read in one go beside the window. No Qt."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.domain.cities import City
from app.domain.inventory.changes import ChangeLine
from app.domain.inventory.fields import Field, FieldType, Value
from app.domain.inventory.kinds import FOREIGN_KINDS, KINDS
from app.domain.inventory.queries import Filter, Operator, Query
from app.domain.inventory.records import Key, Record
from app.services.inventory.bindings import points_of_keys
from app.services.ports import InventoryReader

MOST_SHOWN: Final = 8
"""So many records of a kind are named under a heading; the table has the rest."""

MOST_SUMMED: Final = 2_000
"""Of so many selected records the values are compared; more are only counted."""

_ELSEWHERE: Final = frozenset({"journal_note", "finding", "relation", "loan", "port", "link"})
"""Kinds that have a section of their own in the card."""

MOST_LINKS: Final = 60


@dataclass(frozen=True, slots=True)
class Referrer:
    """Records of one kind that refer to the one shown by one field.

    Attributes:
        kind: Their kind.
        field: The field.
        count: How many there are.
        keys: The first of them.
    """

    kind: str
    field: str
    count: int
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class CardFacts:
    """Everything the card shows of one record.

    Attributes:
        key: The record.
        at_us: The moment, None for the present.
        record: The record then; None when there was none.
        title: What it is called.
        asset_kind: Kind of asset by its type; empty for other records.
        custom: Fields of people's own for its kind.
        loans: Its loans, newest first (assets only).
        ports: Its ports.
        links: Links that end at it or at one of its ports.
        referrers: Who refers to it.
        relations: Relations from and to it.
        notes: Notes on it, newest first.
        findings: Findings about it that are not resolved.
        history: What was done to it, newest first.
        titles: What all named records are called.
        assets_of: The asset of each port at the other end of a link.
        points: Ids of points that belong to it.
    """

    key: Key
    at_us: int | None
    record: Record | None = None
    title: str = ""
    asset_kind: str = ""
    custom: Mapping[str, Field] = field(default_factory=dict)
    loans: Sequence[Record] = ()
    ports: Sequence[Record] = ()
    links: Sequence[Record] = ()
    referrers: Sequence[Referrer] = ()
    relations: Sequence[Record] = ()
    notes: Sequence[Record] = ()
    findings: Sequence[Record] = ()
    history: Sequence[ChangeLine] = ()
    titles: Mapping[Key, str] = field(default_factory=dict)
    assets_of: Mapping[str, Key] = field(default_factory=dict)
    points: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """What several records have in common.

    Attributes:
        keys: The records.
        kinds: How many of each kind.
        states: How many in each state, by kind and state.
        cost: Sum of what they cost, euro; None when none says.
        priced: How many of them say what they cost.
        common: Fields all of them have the same value in, with it; only of a single kind.
        titles: What the records in `common` are called.
    """

    keys: Sequence[Key]
    kinds: Mapping[str, int]
    states: Mapping[tuple[str, str], int]
    cost: float | None = None
    priced: int = 0
    common: Sequence[tuple[Field, Value]] = ()
    titles: Mapping[Key, str] = field(default_factory=dict)


# ---- one record --------------------------------------------------------------------------------
def read_card(reader: InventoryReader, key: Key, at_us: int | None, city: City | None) -> CardFacts:
    """Return what the card shows of a record at a moment."""
    record = reader.record(key.kind, key.uid, at_us)
    history = [
        line
        for line in reader.history(key)
        if at_us is None or line.transaction.at_us <= at_us
    ]  # fmt: skip
    if record is None:
        titles = {key: history[0].title} if history else {}
        return CardFacts(key, at_us, title=titles.get(key, ""), history=history, titles=titles)
    ports = _records(reader, "port", at_us, "asset", key.uid) if key.kind == "asset" else []
    links = _links(reader, at_us, [key.uid, *(port.uid for port in ports)])
    relations = [
        *_records(reader, "relation", at_us, "from", key.uid),
        *_records(reader, "relation", at_us, "to", key.uid),
    ]
    referrers = _referrers(reader, key, at_us)
    asset_kind, type_key = "", record.text("type")
    if key.kind == "asset" and type_key:
        type_record = reader.record("asset_type", type_key, at_us)
        asset_kind = "" if type_record is None else type_record.text("kind")
    named = _named(record, history, links, relations)
    named |= {one for group in referrers for one in group.keys}
    assets_of = _assets_of(reader, links, at_us)
    titles = reader.titles(named | {key, *assets_of.values()}, at_us)
    return CardFacts(
        key=key,
        at_us=at_us,
        record=record,
        title=titles.get(key, ""),
        asset_kind=asset_kind,
        custom=reader.custom_fields(key.kind),
        loans=_loans(reader, key, at_us),
        ports=ports,
        links=links,
        referrers=referrers,
        relations=relations,
        notes=_newest(_records(reader, "journal_note", at_us, "subject", key.uid), "at_us"),
        findings=[
            one
            for one in _records(reader, "finding", at_us, "subject", key.uid)
            if one.text("state") != "resolved"
        ],
        history=history,
        titles=titles,
        assets_of=assets_of,
        points=() if city is None else points_of_keys(reader, [key], city),
    )


def _records(
    reader: InventoryReader, kind: str, at_us: int | None, name: str, uid: str
) -> list[Record]:
    wanted = (Filter(name, Operator.IS, (uid,)),)
    return reader.records(kind, wanted, at_us=at_us, limit=MOST_LINKS)


def _newest(records: Iterable[Record], name: str) -> list[Record]:
    return sorted(records, key=lambda one: one.text(name), reverse=True)


def _loans(reader: InventoryReader, key: Key, at_us: int | None) -> list[Record]:
    if key.kind != "asset":
        return []
    loans = _records(reader, "loan", at_us, "asset", key.uid)
    return sorted(loans, key=lambda one: one.text("out_on") or "~", reverse=True)


def _links(reader: InventoryReader, at_us: int | None, ends: list[str]) -> list[Record]:
    found: dict[str, Record] = {}
    for name in ("a", "b"):
        wanted = (Filter(name, Operator.IN, tuple(ends)),)
        for one in reader.records("link", wanted, at_us=at_us, limit=MOST_LINKS):
            found[one.uid] = one
    return list(found.values())


def _assets_of(
    reader: InventoryReader, links: Iterable[Record], at_us: int | None
) -> dict[str, Key]:
    """Return the asset of each port that is an end of a link."""
    ends = {
        one.text(name)
        for one in links
        for name in ("a", "b")
        if one.get(f"{name}_kind") == "port"
    }  # fmt: skip
    ports = _by_uid(reader, "port", sorted(ends), at_us)
    return {one.uid: Key("asset", one.text("asset")) for one in ports}


def _referrers(reader: InventoryReader, key: Key, at_us: int | None) -> list[Referrer]:
    """Return who refers to a record; of the past it is counted field by field."""
    if at_us is None:
        counted = reader.references_to(key)
    else:
        pairs = [
            (kind.name, one.name)
            for kind in KINDS.values()
            for one in kind.fields
            if one.type is FieldType.REFERENCE and one.target == key.kind
        ]
        counted = [
            (kind, name, reader.count(_referring(kind, name, key, at_us))) for kind, name in pairs
        ]
    found = []
    for kind, name, number in counted:
        if number and kind in KINDS and kind not in _ELSEWHERE:
            ids = reader.ids(_referring(kind, name, key, at_us), MOST_SHOWN)
            keys = tuple(Key(kind, uid) for uid in reader.keys(kind, ids) if uid)
            found.append(Referrer(kind, name, number, keys))
    return found


def _referring(kind: str, name: str, key: Key, at_us: int | None) -> Query:
    return Query(kind, (Filter(name, Operator.IS, (key.uid,)),), at_us=at_us)


def _named(
    record: Record,
    history: Iterable[ChangeLine],
    links: Iterable[Record],
    relations: Iterable[Record],
) -> set[Key]:
    """Return all records that are named by the values of some."""
    found = set(references_of(record.kind, record.values))
    for line in history:
        found |= set(references_of(record.kind, line.before))
        found |= set(references_of(record.kind, line.after))
    for one in (*links, *relations):
        found |= set(references_of(one.kind, one.values))
    return found


def references_of(kind: str, values: Mapping[str, Value]) -> Iterable[Key]:
    """Yield the records that values refer to."""
    known = KINDS[kind]
    for name, value in values.items():
        if not value or not known.has_field(name):
            continue
        one = known.field(name)
        if one.type is FieldType.REFERENCE:
            yield Key(one.target, str(value))
        elif one.type is FieldType.ANY_REFERENCE:
            target = values.get(one.kind_field)
            if isinstance(target, str) and target in KINDS and target not in FOREIGN_KINDS:
                yield Key(target, str(value))


# ---- several records ---------------------------------------------------------------------------
def read_summary(reader: InventoryReader, keys: Sequence[Key], at_us: int | None) -> Summary:
    """Return what several records have in common at a moment."""
    kinds = Counter(key.kind for key in keys)
    records = [
        record
        for kind in kinds
        for record in _by_uid(
            reader, kind, [key.uid for key in keys[:MOST_SUMMED] if key.kind == kind], at_us
        )
    ]
    states = Counter((one.kind, one.text("state")) for one in records if one.text("state"))
    costs = [cost for one in records if (cost := one.number("cost")) is not None]
    common = _common(records) if len(kinds) == 1 else []
    values = {one.name: value for one, value in common}
    named = set(references_of(keys[0].kind, values)) if common else set()
    return Summary(
        keys, kinds, states, sum(costs) if costs else None, len(costs), common,
        reader.titles(named, at_us),
    )  # fmt: skip


def _by_uid(reader: InventoryReader, kind: str, uids: list[str], at_us: int | None) -> list[Record]:
    found: list[Record] = []
    for start in range(0, len(uids), 500):
        wanted = (Filter("uid", Operator.IN, tuple(uids[start : start + 500])),)
        found += reader.records(kind, wanted, at_us=at_us)
    return found


def _common(records: Sequence[Record]) -> list[tuple[Field, Value]]:
    if not records:
        return []
    first, kind = records[0], KINDS[records[0].kind]
    return [
        (one, value)
        for one in kind.all_fields
        if (value := first.get(one.name)) not in (None, "")
        and all(other.get(one.name) == value for other in records)
    ]
