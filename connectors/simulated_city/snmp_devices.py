"""The network devices of the simulated city, as their SNMP agents see them.

A device has the objects its points ask for, with the city's values, and around them what any
switch has: system, interfaces, neighbours, addresses, parts. Registers grow by the city's rates.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import numpy as np
from pysnmp.proto.api import v2c

from app.domain.points import Point, PointKind
from app.domain.samples import Quality
from connectors.polling.addresses import (
    COLUMNS,
    IF_ALIAS,
    IF_DESCR,
    IF_NAME,
    SYS_UPTIME,
    Oid,
    Special,
    parse_measure,
)
from connectors.polling.identity import (
    ENT_CLASS,
    ENT_MODEL,
    ENT_SERIAL,
    ENT_SOFTWARE,
    IF_PHYS,
    LLDP_REMOTE,
    SYSTEM,
)
from connectors.polling.looking import FDB_PORT, PORT_INDEX
from connectors.simulated_city.noise import seed_of
from connectors.simulated_city.world import World

LONGEST_STEP_S: Final = 3_600.0
"""A register that nobody asked for longer grows by the present rate over so long at most."""

_COUNTER_BITS: Final = {**dict.fromkeys(("ifHCInOctets", "ifHCOutOctets"), 64)}
_BY_OID: Final = {oid: name for name, oid in COLUMNS.items()}
_ETHERNET: Final = 6
"""ethernetCsmacd (IANAifType)."""
_PORTS: Final = {"core_switch": 12, "hall_ap": 2}
_MAKES: Final = {
    "core_switch": ("Leitstand-Muster Kern 2410", "simulierter Switch, Software 4.2.1", "4.2.1"),
    "hall_ap": ("Leitstand-Muster Funk 620", "simulierter Zugangspunkt, Software 8.1", "8.1"),
}
_CHASSIS: Final = 3
_REMOTE_MARK: Final = 0


@dataclass(slots=True)
class _Grown:
    """A register that grows by a rate: where it stood, and at which rate, when last looked at."""

    value: float
    rate: float
    time_us: int


@dataclass
class VirtualDevice:
    """One device of the simulated city.

    Attributes:
        name: As its points name it.
        points: Its points.
        world: The city.
        born_us: When the simulation began, µs UTC.
        around: Names of the devices at its ports, for LLDP.
    """

    name: str
    points: Sequence[Point]
    world: World
    born_us: int
    around: Sequence[str] = ()
    _grown: dict[str, _Grown] = field(default_factory=dict)

    @cached_property
    def kind(self) -> str:
        """What it is, such as `core_switch`."""
        return self.points[0].type.partition(".")[0]

    @cached_property
    def uplink(self) -> str:
        """Name of the interface its points ask for; else the usual one."""
        names = (parse_measure(point.address.item).interface for point in self.points)
        return next((name for name in names if name), "Te1/1")

    @cached_property
    def _seed(self) -> int:
        return seed_of(self.world.seed, f"snmp.{self.name}")

    @cached_property
    def order(self) -> list[Oid]:
        """The numbers of all its objects, rising."""
        return sorted(self.objects(self.born_us))

    def is_answering(self, now_us: int) -> bool:
        """Tell whether it answers now: not while the city says that it is offline."""
        for point in self.points:
            if point.address.item == Special.UP:
                return self._value(point, now_us) == 1.0
        return True

    def objects(self, now_us: int) -> Mapping[Oid, Any]:
        """Return all its objects with their values now."""
        return self._still | self._moving(now_us)

    # --- what moves ---------------------------------------------------------------------------

    def _moving(self, now_us: int) -> dict[Oid, Any]:
        found: dict[Oid, Any] = {SYS_UPTIME: v2c.TimeTicks(self._uptime(now_us))}
        for point in self.points:
            measure = parse_measure(point.address.item)
            if measure.special is not None or measure.oid == SYS_UPTIME:
                continue
            oid = (*measure.oid, 1) if measure.interface else measure.oid
            value = self._value(point, now_us)
            if measure.is_rate:
                value = self._register(measure.text, point, value, now_us)
            elif not math.isnan(value):
                value = (
                    (value - point.offset) / point.scale
                    if point.kind is not PointKind.STATE
                    else value
                )
            found[oid] = _variable(measure.oid, 0.0 if math.isnan(value) else value)
        return found

    def _value(self, point: Point, now_us: int) -> float:
        found = self.world.value(point.id, np.array([now_us], np.int64))
        if found.quality[0, 0] >= Quality.BAD:
            return math.nan
        return float(found.value[0, 0])

    def _uptime(self, now_us: int) -> int:
        """Return the uptime in 1/100 s: what the city says at the beginning, and the time since."""
        start = (self._seed % 300 + 2) * 8_640_000
        for point in self.points:
            if parse_measure(point.address.item).oid == SYS_UPTIME:
                value = self._value(point, self.born_us)
                start = start if math.isnan(value) else round((value - point.offset) / point.scale)
        return (start + (now_us - self.born_us) // 10_000) % 2**32

    def _register(self, name: str, point: Point, value: float, now_us: int) -> float:
        """Return a register whose change per second is the point's value."""
        rate = 0.0 if math.isnan(value) else max((value - point.offset) / point.scale, 0.0)
        grown = self._grown.get(name)
        if grown is None:
            grown = _Grown(float(self._seed % 10**12), rate, now_us)
            self._grown[name] = grown
        passed_s = min(max((now_us - grown.time_us) / 1e6, 0.0), LONGEST_STEP_S)
        grown.value += (grown.rate + rate) / 2 * passed_s
        grown.rate, grown.time_us = rate, now_us
        return grown.value

    # --- what stays ---------------------------------------------------------------------------

    @cached_property
    def _still(self) -> dict[Oid, Any]:
        """Return what never changes."""
        model, about, software = _MAKES.get(self.kind, ("Muster", "simuliertes Gerät", "1"))
        text = v2c.OctetString
        found: dict[Oid, Any] = {
            (*SYSTEM, 1, 0): text(f"{model}, {about}".encode()),
            (*SYSTEM, 2, 0): v2c.ObjectIdentifier((1, 3, 6, 1, 4, 1, 32473, 1, len(self.kind))),
            (*SYSTEM, 4, 0): text(b"Stadt-IT (erfunden)"),
            (*SYSTEM, 5, 0): text(self.name.encode()),
            (*SYSTEM, 6, 0): text(self.points[0].site.de.encode()),
            (*ENT_CLASS, 1): v2c.Integer(_CHASSIS),
            (*ENT_SOFTWARE, 1): text(software.encode()),
            (*ENT_SERIAL, 1): text(f"SIM{self._seed % 10**9:09d}".encode()),
            (*ENT_MODEL, 1): text(model.encode()),
        }
        count = _PORTS.get(self.kind, 4)
        for place in range(1, count + 1):
            found |= self._port(place)
        for place, name in enumerate(self.around, start=1):
            found |= self._neighbour(place, name)
        return found

    def _port(self, place: int) -> dict[Oid, Any]:
        name = self.uplink if place == 1 else f"Gi1/{place - 1}"
        alias = "Richtung Stadtnetz" if place == 1 else ""
        is_up = place <= 1 + len(self.around)
        text, gauge = v2c.OctetString, v2c.Gauge32
        found: dict[Oid, Any] = {
            (*IF_DESCR, place): text(f"Anschluss {name}".encode()),
            (*COLUMNS["ifType"], place): v2c.Integer(_ETHERNET),
            (*COLUMNS["ifMtu"], place): v2c.Integer(1_500),
            (*COLUMNS["ifSpeed"], place): gauge(1_000_000_000),
            (*IF_PHYS, place): text(self.mac(place)),
            (*COLUMNS["ifAdminStatus"], place): v2c.Integer(1),
            (*COLUMNS["ifOperStatus"], place): v2c.Integer(1 if is_up else 2),
            (*IF_NAME, place): text(name.encode()),
            (*COLUMNS["ifHighSpeed"], place): gauge(10_000 if place == 1 else 1_000),
            (*IF_ALIAS, place): text(alias.encode()),
            (*PORT_INDEX, place): v2c.Integer(place),
        }
        for column in ("ifInErrors", "ifOutErrors", "ifInDiscards", "ifOutDiscards"):
            found[*COLUMNS[column], place] = v2c.Counter32(self._seed % 40 + place)
        for column in ("ifInOctets", "ifOutOctets"):
            found[*COLUMNS[column], place] = v2c.Counter32((self._seed * place) % 2**32)
        for column in _COUNTER_BITS:
            found[*COLUMNS[column], place] = v2c.Counter64(self._seed * place % 10**13)
        return found

    def _neighbour(self, place: int, name: str) -> dict[Oid, Any]:
        """Return a row of LLDP, and the address of the neighbour in the bridge's table."""
        mac = mac_of(self.world.seed, name, 1)
        row = (_REMOTE_MARK, place, 1)
        integer, text = v2c.Integer, v2c.OctetString
        return {
            (*LLDP_REMOTE, 4, *row): integer(4),
            (*LLDP_REMOTE, 5, *row): text(mac),
            (*LLDP_REMOTE, 6, *row): integer(5),
            (*LLDP_REMOTE, 7, *row): text(b"Te1/1"),
            (*LLDP_REMOTE, 8, *row): text(b"Richtung Stadtnetz"),
            (*LLDP_REMOTE, 9, *row): text(name.encode()),
            (*LLDP_REMOTE, 10, *row): text("simuliertes Gerät".encode()),
            (*FDB_PORT, *mac): integer(place),
        }

    def mac(self, place: int) -> bytes:
        """Return the address of one of its interfaces."""
        return mac_of(self.world.seed, self.name, place)


def mac_of(seed: int, name: str, place: int) -> bytes:
    """Return the address of an interface of a device; locally administered, so nobody's own."""
    number = seed_of(seed, f"mac.{name}")
    return bytes((2, *(number % 2**32).to_bytes(4, "big"), place % 256))


def _variable(oid: Oid, value: float) -> Any:
    """Return a value in the type of its column."""
    name = _BY_OID.get(oid, "")
    whole = max(round(value), 0)
    if name in _COUNTER_BITS:
        return v2c.Counter64(whole % 2**64)
    if "Octets" in name or "Errors" in name or "Discards" in name or "Pkts" in name:
        return v2c.Counter32(whole % 2**32)
    if name in {"ifSpeed", "ifHighSpeed"}:
        return v2c.Gauge32(whole)
    return v2c.Integer(whole)
