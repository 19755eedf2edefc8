"""What devices say of themselves, held against their records: differences and what to do.

A device is measured, a record is claimed; still nothing is changed by itself. Where the two differ,
the other device may stand there, so a person looks.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Final

from rapidfuzz import fuzz

from app.domain.inventory.changes import Action, Changeset, Operation, Origin
from app.domain.inventory.fields import Value
from app.domain.inventory.folding import fold
from app.domain.inventory.queries import Filter, Operator
from app.domain.inventory.records import Key, Record
from app.domain.sources import DeviceIdentity, NeighbourIdentity
from app.services.ports import InventoryReader

LLDP: Final = "gemessen (LLDP)"
"""Where a link comes from that devices told of."""

_SPEAKING: Final = frozenset({"switch", "router", "firewall", "access_point", "olt"})
"""Kinds of assets that tell their neighbours who they are; others may hang there in silence."""
_TO_CORE: Final = ("olt", "router", "firewall", "switch", "access_point")
"""Kinds of network devices, those nearest to the core first."""
_MODEL_ALIKE: Final = 90.0
_FIBRE_MBIT: Final = 10_000.0
"""From this speed on a link is taken for fibre."""
_LINK_PATHS: Final = ("uid", "name", "a_kind", "a", "b_kind", "b", "state")

MakeUid = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which device and record differ.

    Attributes:
        field: Field of the record; `link` for a connection.
        sentence: What was measured and what is recorded, German.
        value: What the field would become; None where nothing is proposed.
        is_chosen: True when it may be taken unseen: the record says nothing there yet.
        other: The far end of a connection that would be made.
        is_supply: True when this record is the supplying end of that connection.
        speed_mbit: Speed of that connection, 0 where not told.
        new_type: Name of a type that would be made, and its kind; empty for none.
    """

    field: str
    sentence: str
    value: Value = None
    is_chosen: bool = False
    other: Key | None = None
    is_supply: bool = False
    speed_mbit: float = 0.0
    new_type: tuple[str, str] | None = None

    @property
    def is_proposal(self) -> bool:
        """True when something can be taken over."""
        return self.value is not None or self.other is not None or self.new_type is not None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A device held against its record.

    Attributes:
        key: The record.
        rev: Its version when it was compared.
        title: What it is called.
        identity: What the device said.
        differences: In what they differ.
        agreeing: What they agree in, in words.
        remarks: What else should be known, sentences.
    """

    key: Key
    rev: int
    title: str
    identity: DeviceIdentity
    differences: tuple[Difference, ...] = ()
    agreeing: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(slots=True)
class _Findings:
    """What comes together while comparing."""

    differences: list[Difference] = field(default_factory=list)
    agreeing: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def compare(
    reader: InventoryReader, uid: str, identity: DeviceIdentity, kind: str = ""
) -> Comparison | None:
    """Hold what a device said against a record.

    Args:
        reader: Reads the inventory.
        uid: The record, an asset.
        identity: What the device said.
        kind: Kind of assets the device may be, for a new type; empty takes that of its type.

    Returns:
        The comparison; None when there is no such record.
    """
    record = reader.record("asset", uid)
    if record is None:
        return None
    found = _Findings()
    _compare_number(reader, record, identity, found)
    _compare_mac(reader, record, identity, found)
    _compare_name(record, identity, found)
    _compare_address(record, identity, found)
    _compare_type(reader, record, identity, kind, found)
    _compare_links(reader, record, identity, kind, found)
    if not identity.is_whole:
        found.remarks.append("Das Gerät hat mitten in der Antwort aufgehört; es fehlt etwas.")
    title = reader.titles([Key("asset", uid)]).get(Key("asset", uid), uid)
    return Comparison(
        Key("asset", uid),
        record.rev,
        title,
        identity,
        tuple(found.differences),
        tuple(found.agreeing),
        tuple(found.remarks),
    )


# ---- one field after the other -------------------------------------------------------------------


def _compare_number(
    reader: InventoryReader, record: Record, identity: DeviceIdentity, found: _Findings
) -> None:
    if not identity.serials:
        return
    recorded = record.text("serial").strip()
    measured = identity.serials[0].strip()
    if recorded and any(fold(recorded) == fold(one.strip()) for one in identity.serials):
        found.agreeing.append("Seriennummer")
        return
    _tell_other_owner(reader, record, "serial", measured, found)
    found.differences.append(_difference("serial", "Seriennummer", measured, recorded))


def _compare_mac(
    reader: InventoryReader, record: Record, identity: DeviceIdentity, found: _Findings
) -> None:
    if not identity.macs:
        return
    recorded = record.text("mac").casefold()
    if recorded in identity.macs:
        found.agreeing.append("MAC-Adresse")
        return
    _tell_other_owner(reader, record, "mac", identity.macs[0], found)
    found.differences.append(_difference("mac", "MAC-Adresse", identity.macs[0], recorded))


def _compare_name(record: Record, identity: DeviceIdentity, found: _Findings) -> None:
    measured = identity.name.strip()
    if not measured:
        return
    short = fold(measured.split(".")[0])
    recorded = record.text("name")
    if short in {fold(recorded), fold(record.text("device"))} or fold(measured) == fold(recorded):
        found.agreeing.append("Name")
        return
    found.differences.append(_difference("name", "Name", measured, recorded))


def _compare_address(record: Record, identity: DeviceIdentity, found: _Findings) -> None:
    try:
        measured = str(ip_address(identity.agent))
    except ValueError:
        return  # it is asked by a name, or by an address with a port
    recorded = record.text("ip")
    if recorded == measured:
        found.agreeing.append("IP-Adresse")
    else:
        found.differences.append(_difference("ip", "IP-Adresse", measured, recorded))


def _difference(name: str, label: str, measured: str, recorded: str) -> Difference:
    return Difference(name, _sentence(label, measured, recorded), measured, not recorded)


def _sentence(label: str, measured: str, recorded: str) -> str:
    if recorded:
        return f"{label}: gemessen „{measured}“, im Bestand „{recorded}“."
    return f"{label}: gemessen „{measured}“, im Bestand steht noch nichts."


def _tell_other_owner(
    reader: InventoryReader, record: Record, name: str, value: str, found: _Findings
) -> None:
    owners = [
        uid for uid in reader.find("asset", name, [value]).get(value, []) if uid != record.uid
    ]
    titles = reader.titles(Key("asset", uid) for uid in owners)
    for title in titles.values():
        found.remarks.append(f"„{value}“ steht im Bestand bei „{title}“: wurde getauscht?")


def _compare_type(
    reader: InventoryReader, record: Record, identity: DeviceIdentity, kind: str, found: _Findings
) -> None:
    model = identity.model.strip()
    if not model:
        return
    types = list(reader.values("asset_type", ("uid", "name", "vendor.name", "kind", "part_number")))
    own = next((one for one in types if one[0] == record.get("type")), None)
    recorded = "" if own is None else " ".join(str(part) for part in (own[2], own[1]) if part)
    if own is not None and _is_model(model, own):
        found.agreeing.append("Modell")
        return
    sentence = _sentence("Modell", model, recorded)
    known = next((one for one in types if _is_model(model, one)), None)
    if known is not None:
        found.differences.append(Difference("type", sentence, known[0]))
        return
    new_kind = kind or ("other" if own is None else str(own[3]))
    words = f"{sentence} Diesen Typ gibt es noch nicht; er würde angelegt."
    found.differences.append(Difference("type", words, new_type=(model, new_kind)))


def _is_model(model: str, row: Sequence[Value]) -> bool:
    """Tell whether a type is the model that a device names, with or without its maker."""
    _, name, vendor, _, part = row
    wanted = fold(model)
    if part and fold(str(part)) == wanted:
        return True
    names = [fold(str(name)), fold(f"{vendor or ''} {name}").strip()]
    return any(one == wanted or fuzz.token_sort_ratio(one, wanted) >= _MODEL_ALIKE for one in names)


# ---- neighbours ----------------------------------------------------------------------------------


def _compare_links(
    reader: InventoryReader, record: Record, identity: DeviceIdentity, kind: str, found: _Findings
) -> None:
    """Compare neighbours that were seen with connections that are recorded."""
    if not identity.neighbours:
        return
    recorded = _connected(reader, record.uid)
    seen: set[str] = set()
    speed = {port.index: port for port in identity.ports}
    for one in identity.neighbours:
        uid = _neighbour(reader, one)
        port = speed.get(one.local_port)
        place = port.name if port is not None else str(one.local_port)
        name = one.name or one.chassis
        if uid is None:
            found.remarks.append(
                f"Am Anschluss {place} hängt „{name}“; das kennt der Bestand nicht."
            )
        elif uid in recorded:
            seen.add(uid)
            found.agreeing.append(f"Verbindung zu {name}")
        elif uid != record.uid and uid not in seen:
            seen.add(uid)
            found.differences.append(
                Difference(
                    "link",
                    f"Verbindung: am Anschluss {place} gemessen „{name}“, im Bestand steht keine.",
                    other=Key("asset", uid),
                    is_supply=_is_supply(kind or _kind(reader, record.uid), _kind(reader, uid)),
                    speed_mbit=0.0 if port is None else port.speed_mbit_s,
                )
            )
    _tell_unseen(reader, recorded - seen, found)


def _is_supply(own: str, other: str) -> bool:
    """Tell whether a device supplies its neighbour, as far as their kinds say.

    Access points supply nobody; of two kinds the one nearer to the core supplies. A neighbour of
    unknown kind hangs on a device that passes data on.
    """
    if own == "access_point":
        return False
    last = len(_TO_CORE)
    places = [_TO_CORE.index(kind) if kind in _TO_CORE else last for kind in (own, other)]
    return places[0] < places[1]


def _kind(reader: InventoryReader, uid: str) -> str:
    wanted = (Filter("uid", Operator.IS, (uid,)),)
    return next((str(kind) for (kind,) in reader.values("asset", ("type.kind",), wanted)), "")


def _tell_unseen(reader: InventoryReader, unseen: Iterable[str], found: _Findings) -> None:
    uids = tuple(unseen)
    if not uids:
        return
    wanted = (Filter("uid", Operator.IN, uids),)
    for tag, name, kind in reader.values("asset", ("tag", "name", "type.kind"), wanted):
        if kind in _SPEAKING:
            title = " ".join(str(part) for part in (tag, name) if part)
            found.remarks.append(
                f"Im Bestand führt eine Verbindung zu „{title}“; gemessen wurde sie nicht."
            )


def _neighbour(reader: InventoryReader, one: NeighbourIdentity) -> str | None:
    """Return the record of a neighbour: by its address, else by its name; None for none."""
    if one.chassis:
        for uids in reader.find("asset", "mac", [one.chassis.casefold()]).values():
            return uids[0]
    short = one.name.split(".")[0]
    names = [name for name in dict.fromkeys((one.name, short)) if name]
    for place in ("device", "name", "tag"):
        for uids in reader.find("asset", place, names).values():
            if len(uids) == 1:
                return uids[0]
    return None


def _connected(reader: InventoryReader, uid: str) -> set[str]:
    """Return the assets to which recorded links of an asset or its ports lead."""
    mine = {uid, *_ports_of(reader, (uid,))}
    ends: dict[str, str] = {}
    for side in ("a", "b"):
        wanted = (
            Filter(side, Operator.IN, tuple(mine)),
            Filter("state", Operator.IS_NOT, ("retired",)),
        )
        for row in reader.values("link", _LINK_PATHS, wanted):
            for kind, end in ((row[2], row[3]), (row[4], row[5])):
                if end not in mine:
                    ends[str(end)] = str(kind)
    ports = tuple(end for end, kind in ends.items() if kind == "port")
    found = {end for end, kind in ends.items() if kind == "asset"}
    if ports:
        owners = reader.values("port", ("asset",), (Filter("uid", Operator.IN, ports),))
        found |= {str(owner) for (owner,) in owners}
    return found


def _ports_of(reader: InventoryReader, assets: tuple[str, ...]) -> Iterator[str]:
    wanted = (Filter("asset", Operator.IN, assets),)
    return (str(uid) for (uid,) in reader.values("port", ("uid",), wanted))


# ---- what is taken over --------------------------------------------------------------------------


def measured_changeset(
    chosen: Mapping[Key, tuple[Comparison, Sequence[Difference]]], make_uid: MakeUid
) -> Changeset:
    """Return the change that takes over what devices said of themselves.

    Args:
        chosen: By record: the comparison, and which of its differences are taken.
        make_uid: Names new records: types, connections.
    """
    operations: list[Operation] = []
    types: dict[str, str] = {}
    pairs: set[frozenset[str]] = set()
    for key, (comparison, differences) in chosen.items():
        values: dict[str, Value] = {}
        for one in differences:
            if one.other is not None:
                pair = frozenset({key.uid, one.other.uid})
                if pair not in pairs:
                    pairs.add(pair)
                    operations.append(_link(key, one, make_uid))
            elif one.new_type is not None:
                values[one.field] = _type(one.new_type, types, operations, make_uid)
            elif one.value is not None:
                values[one.field] = one.value
        if values:
            operations.append(Operation(Action.UPDATE, "asset", key.uid, values, comparison.rev))
    return Changeset(tuple(operations), "Von den Geräten selbst gemessen (SNMP)", Origin.MEASURED)


def _type(
    wanted: tuple[str, str], types: dict[str, str], operations: list[Operation], make_uid: MakeUid
) -> str:
    name, kind = wanted
    known = types.get(fold(name))
    if known is None:
        known = types[fold(name)] = make_uid()
        values = {"name": name, "kind": kind, "source": "gemessen (SNMP)"}
        operations.append(Operation(Action.CREATE, "asset_type", known, values))
    return known


def _link(key: Key, one: Difference, make_uid: MakeUid) -> Operation:
    assert one.other is not None  # noqa: S101 - whoever calls has looked
    a, b = (key, one.other) if one.is_supply else (one.other, key)
    values: dict[str, Value] = {
        "kind": "fibre" if one.speed_mbit >= _FIBRE_MBIT else "copper",
        "state": "in_service",
        "a_kind": a.kind,
        "a": a.uid,
        "b_kind": b.kind,
        "b": b.uid,
        "source": LLDP,
        "note": "Art und Richtung sind aus den Geräten geschlossen; ohne Anschlüsse.",
    }
    if one.speed_mbit:
        values["capacity_mbit"] = one.speed_mbit
    return Operation(Action.CREATE, "link", make_uid(), values)
