"""What binding looks at: devices of the profile, and records that may be them, as plain facts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from app.domain.cities import City
from app.domain.inventory.fields import Value
from app.domain.inventory.queries import Filter, Operator
from app.domain.inventory.records import Key
from app.domain.points import Point
from app.domain.sources import SourceKind
from app.services.inventory.bindings import POINT
from app.services.maps.crs import to_utm
from app.services.ports import InventoryReader

MEASURES: Final = "measures"
"""Role of the relation that binds a single point to a record."""

OVER: Final = frozenset({"needed", "requested", "ordered", "lost", "decommissioned", "disposed"})
"""States of assets that nothing can be measured at: not there yet, or no more."""

_PATHS: Final = (
    "uid",
    "tag",
    "name",
    "type.kind",
    "type.name",
    "state",
    "site",
    "site.name",
    "device",
    "ip",
    "mac",
    "serial",
    "east",
    "north",
    "site.east",
    "site.north",
)

_WORDS: Final = (
    (("access", "ap", "hotspot", "wlan", "wifi"), ("access_point",)),
    (("switch",), ("switch",)),
    (("router",), ("router", "gateway")),
    (("firewall",), ("firewall",)),
    (("gateway",), ("gateway", "router")),
    (("camera", "cctv"), ("camera",)),
    (("charger", "evse"), ("charger",)),
    (("light", "lamp"), ("light",)),
    (("signal",), ("signal_controller",)),
    (("cell", "5g", "4g", "antenna", "mast"), ("antenna",)),
    (("ups",), ("ups",)),
    (("olt",), ("olt",)),
    (("ont",), ("ont",)),
    (("pop", "node"), ("router", "switch", "olt", "gateway")),
    (("display", "sign"), ("display",)),
    (("printer",), ("printer",)),
    (("server",), ("server",)),
)
"""Kinds of assets by a word in the type that a profile gives its devices; the first is likeliest.
Whatever has none of these words measures something: a sensor."""

_SENSOR: Final = ("sensor", "gateway")


@dataclass(frozen=True, slots=True)
class Device:
    """A device of the profile.

    Attributes:
        name: Its name in the profile.
        type: Kind of device in the profile's words, such as `school_switch`.
        kinds: Kinds of assets it may be, the likeliest first.
        site: Name of its place, German.
        source: The source that delivers it; the first of several.
        agent: Where the source asks it, for devices that say who they are (SNMP); else empty.
        addresses: Where its points are kept, and what is asked there.
        points: Its points, in the profile's order.
        east: Easting, EPSG:25832, m; None where unknown.
        north: Northing, EPSG:25832, m.
        is_simulated: True when its values are simulated.
    """

    name: str
    type: str
    kinds: tuple[str, ...]
    site: str
    source: str
    agent: str = ""
    addresses: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    east: float | None = None
    north: float | None = None
    is_simulated: bool = False


@dataclass(frozen=True, slots=True)
class Asset:
    """A record that may be a device of the profile.

    Attributes:
        uid: The record.
        tag: Inventory number.
        name: What it is called.
        kind: Kind of its type, such as `switch`.
        model: Name of its type.
        state: Where in its life it is.
        site: The site it stands at, empty for none.
        site_name: What that is called.
        device: Device of the profile it has, empty for none.
        ip: Its IP address.
        mac: Its MAC address.
        serial: Its serial number.
        east: Easting of it or of its site, EPSG:25832, m; None where unknown.
        north: Northing, EPSG:25832, m.
    """

    uid: str
    tag: str = ""
    name: str = ""
    kind: str = ""
    model: str = ""
    state: str = ""
    site: str = ""
    site_name: str = ""
    device: str = ""
    ip: str = ""
    mac: str = ""
    serial: str = ""
    east: float | None = None
    north: float | None = None

    @property
    def key(self) -> Key:
        """The record."""
        return Key("asset", self.uid)

    @property
    def title(self) -> str:
        """Its number and name."""
        return " ".join(part for part in (self.tag, self.name) if part) or self.model or self.uid


@dataclass(frozen=True, slots=True)
class PointBinding:
    """A relation that binds a single point to a record.

    Attributes:
        uid: The relation.
        owner: The record.
        point: The point.
    """

    uid: str
    owner: Key
    point: str


@dataclass(frozen=True, slots=True)
class Stock:
    """What the inventory says, as far as binding needs it.

    Attributes:
        assets: Records that may be devices, and all that have one.
        points: Single points that are bound to records.
    """

    assets: tuple[Asset, ...] = ()
    points: tuple[PointBinding, ...] = ()
    _by_device: dict[str, Asset] = field(init=False, repr=False, compare=False, hash=False)
    _by_uid: dict[str, Asset] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        """Find them fast."""
        set_once = object.__setattr__
        set_once(self, "_by_device", {one.device: one for one in self.assets if one.device})
        set_once(self, "_by_uid", {one.uid: one for one in self.assets})

    def asset(self, uid: str) -> Asset | None:
        """Return a record, None where it is none of these."""
        return self._by_uid.get(uid)

    def holder(self, device: str) -> Asset | None:
        """Return the record that has a device of the profile."""
        return self._by_device.get(device)


def devices_of(city: City) -> tuple[Device, ...]:
    """Return the devices of a profile, in the order in which it names them."""
    points: dict[str, list[Point]] = {}
    for point in city.points:
        points.setdefault(str(point.device), []).append(point)
    speaking = {str(one.id) for one in city.sources if one.kind is SourceKind.SNMP}
    return tuple(_device(name, own, speaking) for name, own in points.items() if name)


def _device(name: str, points: list[Point], speaking: set[str]) -> Device:
    first = points[0]
    place = next((one.location for one in points if one.location is not None), None)
    east, north = (None, None) if place is None else to_utm(place.longitude, place.latitude)
    kind = first.type.split(".")[0]
    asked = next((one for one in points if str(one.source) in speaking), None)
    addresses = (text for one in points for text in (one.address.node, one.address.item) if text)
    return Device(
        name=name,
        type=kind,
        kinds=kinds_of(kind),
        site=first.site.de,
        source=str((asked or first).source),
        agent="" if asked is None else asked.address.node,
        addresses=tuple(dict.fromkeys(addresses)),
        points=tuple(str(one.id) for one in points),
        east=east,
        north=north,
        is_simulated=any(one.is_simulated for one in points),
    )


def kinds_of(device_type: str) -> tuple[str, ...]:
    """Return the kinds of assets that a kind of device may be, the likeliest first."""
    parts = set(device_type.casefold().replace("-", "_").split("_"))
    for words, kinds in _WORDS:
        if parts.intersection(words):
            return kinds
    return _SENSOR


def read_stock(reader: InventoryReader, devices: Iterable[Device]) -> Stock:
    """Return the records that may be these devices, and all that have a device.

    Records of kinds that no device can be (tablets) are left out, unless one has a device.
    """
    kinds = {kind for one in devices for kind in one.kinds} | {"other"}
    filters = [
        (Filter("type.kind", Operator.IN, tuple(sorted(kinds))),),
        (Filter("device", Operator.IS_FILLED),),
    ]
    rows: dict[str, Asset] = {}
    for wanted in filters:
        for row in reader.values("asset", _PATHS, wanted):
            one = _asset(row)
            rows[one.uid] = one
    return Stock(tuple(rows.values()), tuple(_bindings(reader)))


def read_asset(reader: InventoryReader, uid: str) -> Asset | None:
    """Return a record, None where there is none."""
    wanted = (Filter("uid", Operator.IS, (uid,)),)
    return next((_asset(row) for row in reader.values("asset", _PATHS, wanted)), None)


def _bindings(reader: InventoryReader) -> Iterable[PointBinding]:
    wanted = (Filter("to_kind", Operator.IS, (POINT,)),)
    paths = ("uid", "from_kind", "from", "to")
    for uid, kind, owner, point in reader.values("relation", paths, wanted):
        yield PointBinding(str(uid), Key(str(kind), str(owner)), str(point))


def _asset(row: tuple[Value, ...]) -> Asset:
    found: Mapping[str, Value] = dict(zip(_PATHS, row, strict=True))

    def text(name: str) -> str:
        value = found[name]
        return "" if value is None else str(value)

    def place(name: str) -> float | None:
        own, around = found[name], found[f"site.{name}"]
        value = around if own is None else own
        return float(value) if isinstance(value, int | float) else None

    return Asset(
        uid=text("uid"),
        tag=text("tag"),
        name=text("name"),
        kind=text("type.kind"),
        model=text("type.name"),
        state=text("state"),
        site=text("site"),
        site_name=text("site.name"),
        device=text("device"),
        ip=text("ip"),
        mac=text("mac"),
        serial=text("serial"),
        east=place("east"),
        north=place("north"),
    )
