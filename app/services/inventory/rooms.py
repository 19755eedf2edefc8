"""What racks hold, read in one go; `floors` reads plans, `room_changes` moves devices."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.domain.inventory.fields import Value
from app.domain.inventory.queries import Filter, Operator
from app.domain.inventory.records import Key, Record
from app.domain.inventory.rooms.racks import Mount, Side
from app.services.ports import InventoryReader

POWER_LIMIT_W: Final = 3680.0
"""What a rack may draw when its record names no limit: one circuit of 16 A at 230 V."""

PLANNED_STATES: Final = frozenset(
    {"needed", "requested", "ordered", "delivered", "in_stock", "staged"}
)
"""A device in one of these has a place and does not run there yet."""

STOCK_STATES: Final = ("in_stock", "staged")
RACK_KINDS: Final = frozenset(
    {"switch", "router", "firewall", "server", "ups", "patch_panel", "splitter", "olt", "gateway"}
)
"""Kinds of devices that racks are for, whatever their type says of its height."""

GONE: Final = "disposed"
"""A device in this state is nowhere any more."""
MOST_WAITING: Final = 500
"""More devices that wait for a place are not read; a person finds them in the table."""
_PART: Final = 500
"""So many uids in one question."""


@dataclass(frozen=True, slots=True)
class Device:
    """An asset with what its type tells.

    Attributes:
        record: The asset.
        kind: Kind of its type.
        model: Name of its type.
        height: Height units.
        power_w: Power, W; 0 when nobody said.
    """

    record: Record
    kind: str
    model: str
    height: float = 0.0
    power_w: float = 0.0

    @property
    def key(self) -> Key:
        """Its key."""
        return Key("asset", self.record.uid)

    @property
    def name(self) -> str:
        """What it is called."""
        return self.record.text("name") or self.record.text("tag") or self.model

    @property
    def is_planned(self) -> bool:
        """True when it does not run there yet."""
        return self.record.get("state") in PLANNED_STATES

    @property
    def mount(self) -> Mount:
        """Where it is in its rack."""
        side = Side.REAR if self.record.get("rack_side") == "rear" else Side.FRONT
        return Mount(self.record.uid, self.name, self.record.number("rack_unit"), self.height, side)


@dataclass(frozen=True, slots=True)
class FilledRack:
    """A rack with what is in it.

    Attributes:
        record: The rack.
        devices: What is in it, from above, then what hangs beside.
    """

    record: Record
    devices: tuple[Device, ...]

    @property
    def units(self) -> int:
        """Its height units."""
        return int(self.record.number("height_units") or 1)

    @property
    def mounts(self) -> tuple[Mount, ...]:
        """Where its devices are."""
        return tuple(device.mount for device in self.devices)

    @property
    def power_w(self) -> float:
        """What its devices draw by their types, W; the planned ones count as well.

        A UPS only hands on what the others draw, so it does not count.
        """
        return float(sum(one.power_w for one in self.devices if one.kind != "ups"))

    @property
    def limit_w(self) -> float:
        """What it may draw, W."""
        return self.record.number("power_limit_w") or POWER_LIMIT_W


@dataclass(frozen=True, slots=True)
class RackRoom:
    """The racks of a room, and where else on the site racks are.

    Attributes:
        site: The site.
        site_title: What it is called.
        space: Uid of the room; empty for racks without a room.
        rooms: Uids of all rooms of the site with racks, and what they are called.
        racks: The racks of the room.
        stock: Devices of the site, and of stores, that wait for a place in a rack.
        stores: What the stores are called, by uid.
    """

    site: Key
    site_title: str
    space: str
    rooms: tuple[tuple[str, str], ...]
    racks: tuple[FilledRack, ...]
    stock: tuple[Device, ...]
    stores: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PortSign:
    """A port as it is drawn on the face of its device.

    Attributes:
        key: The port.
        name: Its name.
        kind: `copper`, `fibre`, `radio` or `power`.
        state: State of its link; empty when nothing is connected.
        peer: What is at the other end, in words; empty when nothing is connected.
        link: The link; None when nothing is connected.
    """

    key: Key
    name: str
    kind: str
    state: str = ""
    peer: str = ""
    link: Key | None = None


# ---- reading racks -------------------------------------------------------------------------------
def read_racks(
    reader: InventoryReader, key: Key, at_us: int | None = None, space: str | None = None
) -> RackRoom | None:
    """Return the racks a record leads to; None when it leads to no site.

    An asset leads to its rack, a space to the racks in it, a site (or a school) to its first
    room with racks.

    Args:
        reader: Reads the inventory.
        key: The record.
        at_us: The moment, µs UTC; None for the present.
        space: The room that is wanted, when not the one the record leads to.
    """
    found = whereabouts(reader, key, at_us)
    if found is None:
        return None
    site, near, rack = found
    racks = reader.records("rack", equals("site", site), at_us=at_us)
    inside = {one.uid for one in _racks_in(reader, near, at_us)} if near else set()
    racks.sort(key=lambda one: (one.uid != rack, one.uid not in inside))
    rooms = list(dict.fromkeys(one.text("space") for one in racks))
    chosen = space if space is not None and space in rooms else next(iter(rooms), "")
    shown = [one for one in racks if one.text("space") == chosen]
    shown.sort(key=lambda one: one.text("name"))
    uids = [one.uid for one in shown]
    assets = [
        one for one in records_in(reader, "asset", "rack", uids, at_us) if one.get("state") != GONE
    ]
    stock, stores = _stock(reader, site, at_us)
    devices = devices_of(reader, [*assets, *stock], at_us)
    titles = reader.titles([Key("site", site), *(Key("space", uid) for uid in rooms)], at_us)
    return RackRoom(
        Key("site", site),
        titles.get(Key("site", site), ""),
        chosen,
        tuple(sorted(((uid, titles.get(Key("space", uid), "")) for uid in rooms), key=_second)),
        tuple(_filled(one, devices) for one in shown),
        tuple(
            one
            for one in devices
            if one.record.get("state") in STOCK_STATES
            and not one.record.get("rack")
            and (one.height > 0 or one.kind in RACK_KINDS)
        ),
        stores,
    )


def _stock(
    reader: InventoryReader, site: str, at_us: int | None
) -> tuple[list[Record], dict[str, str]]:
    """Return what waits for a rack, at a site and in stores; and what the stores are called."""
    waits = Filter("state", Operator.IN, STOCK_STATES)
    here = reader.records("asset", (*equals("site", site), waits), at_us=at_us, limit=MOST_WAITING)
    stores = {
        one.uid: one.text("name")
        for one in reader.records("site", equals("kind", "store"), at_us=at_us)
        if one.uid != site
    }
    if not stores:
        return here, {}
    fitting = Filter("type.kind", Operator.IN, tuple(sorted(RACK_KINDS)))
    at_stores = Filter("site", Operator.IN, tuple(stores))
    away = reader.records("asset", (at_stores, fitting, waits), at_us=at_us, limit=MOST_WAITING)
    return [*here, *away], stores


def _second(pair: tuple[str, str]) -> str:
    return pair[1]


def _racks_in(reader: InventoryReader, space: str, at_us: int | None) -> list[Record]:
    return reader.records("rack", [Filter("space", Operator.WITHIN, (space,))], at_us=at_us)


def _filled(rack: Record, devices: Iterable[Device]) -> FilledRack:
    inside = {one.record.uid: one for one in devices if one.record.get("rack") == rack.uid}
    order = sorted(inside.values(), key=lambda one: (one.mount.is_beside, -one.mount.top, one.name))
    return FilledRack(rack, tuple(order))


def read_ports(
    reader: InventoryReader, asset: str, at_us: int | None = None
) -> tuple[PortSign, ...]:
    """Return the ports of a device in their order, each with its link and what is at its end.

    Args:
        reader: Reads the inventory.
        asset: Uid of the device.
        at_us: The moment, µs UTC; None for the present.
    """
    ports = reader.records("port", equals("asset", asset), at_us=at_us)
    ports.sort(key=lambda one: (one.number("position") or 0.0, one.id))
    mine = [one.uid for one in ports]
    links: dict[str, tuple[Record, Key]] = {}
    for here, there in (("a", "b"), ("b", "a")):
        for link in records_in(reader, "link", here, mine, at_us):
            if link.get("state") != "retired":
                peer = Key(link.text(f"{there}_kind"), link.text(there))
                links.setdefault(link.text(here), (link, peer))
    names = _peer_names(reader, [peer for _, peer in links.values()], at_us)
    signs = []
    for port in ports:
        key, name, kind = Key("port", port.uid), port.text("name"), port.text("kind")
        if port.uid not in links:
            signs.append(PortSign(key, name, kind))
            continue
        link, peer = links[port.uid]
        state, far = link.text("state"), names.get(peer, "")
        signs.append(PortSign(key, name, kind, state, far, Key("link", link.uid)))
    return tuple(signs)


def _peer_names(reader: InventoryReader, peers: Sequence[Key], at_us: int | None) -> dict[Key, str]:
    names = reader.titles(peers, at_us)
    far = [key.uid for key in peers if key.kind == "port"]
    owner = {one.uid: one.text("asset") for one in records_in(reader, "port", "uid", far, at_us)}
    assets = reader.titles([Key("asset", uid) for uid in set(owner.values())], at_us)
    for port, asset in owner.items():
        title = assets.get(Key("asset", asset), "")
        names[Key("port", port)] = f"{title} · {names.get(Key('port', port), '')}"
    return names


# ---- reading, both -------------------------------------------------------------------------------
def whereabouts(
    reader: InventoryReader, key: Key, at_us: int | None
) -> tuple[str, str, str] | None:
    """Return the uids of site, space and rack of a record; None when it is on no site."""
    record = reader.record(key.kind, key.uid, at_us)
    if record is None:
        return None
    if key.kind == "port":
        return whereabouts(reader, Key("asset", record.text("asset")), at_us)
    if key.kind == "site":
        return key.uid, "", ""
    site = record.text("site")
    space = key.uid if key.kind == "space" else record.text("space")
    rack = key.uid if key.kind == "rack" else record.text("rack")
    if key.kind == "asset" and rack:
        above = reader.record("rack", rack, at_us)
        site = above.text("site") if above else site
        space = space or (above.text("space") if above else "")
    return (site, space, rack) if site else None


def equals(field: str, value: Value) -> tuple[Filter, ...]:
    """Return the condition that a field has a value."""
    return (Filter(field, Operator.IS, (value,)),)


def records_in(
    reader: InventoryReader, kind: str, field: str, uids: Sequence[str], at_us: int | None
) -> list[Record]:
    """Return the records whose field is one of these uids; as many as there are."""
    found: list[Record] = []
    for begin in range(0, len(uids), _PART):
        part = tuple(uids[begin : begin + _PART])
        found += reader.records(kind, [Filter(field, Operator.IN, part)], at_us=at_us)
    return found


def devices_of(
    reader: InventoryReader, assets: Iterable[Record], at_us: int | None
) -> list[Device]:
    """Return assets with what their types tell, each once."""
    assets = list({one.uid: one for one in assets}.values())
    uids = list(dict.fromkeys(one.text("type") for one in assets))
    types = {one.uid: one for one in records_in(reader, "asset_type", "uid", uids, at_us)}
    return [_device(one, types.get(one.text("type"))) for one in assets]


def _device(asset: Record, of_type: Record | None) -> Device:
    if of_type is None:
        return Device(asset, "other", "")
    return Device(
        asset,
        of_type.text("kind"),
        of_type.text("name"),
        of_type.number("height_units") or 0.0,
        of_type.number("power_w") or 0.0,
    )
