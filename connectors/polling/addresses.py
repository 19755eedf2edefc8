"""How a profile names what is asked of which device: `Address.node` the agent, `item` the measure.

Agents are `10.1.2.3`, `switch-7.example`, `10.1.2.3:1161` or `[2001:db8::7]:161`. Measures are
numbers of the MIB (`1.3.6.1.2.1.1.3.0`), names with their place (`sysUpTime`, `ifOperStatus.3`,
`ifHCInOctets[Te1/1]` by the name of the interface), and `rate(…)` around one of these.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

Oid = tuple[int, ...]

SYS_UPTIME: Final[Oid] = (1, 3, 6, 1, 2, 1, 1, 3, 0)
IF_TABLE: Final[Oid] = (1, 3, 6, 1, 2, 1, 2, 2, 1)
IF_X_TABLE: Final[Oid] = (1, 3, 6, 1, 2, 1, 31, 1, 1, 1)
IF_DESCR: Final[Oid] = (*IF_TABLE, 2)
IF_NAME: Final[Oid] = (*IF_X_TABLE, 1)
IF_ALIAS: Final[Oid] = (*IF_X_TABLE, 18)

SCALARS: Final[dict[str, Oid]] = {
    "sysDescr": (1, 3, 6, 1, 2, 1, 1, 1, 0),
    "sysUpTime": SYS_UPTIME,
    "sysName": (1, 3, 6, 1, 2, 1, 1, 5, 0),
    "sysLocation": (1, 3, 6, 1, 2, 1, 1, 6, 0),
    "ifNumber": (1, 3, 6, 1, 2, 1, 2, 1, 0),
    "hrSystemUptime": (1, 3, 6, 1, 2, 1, 25, 1, 1, 0),
    "hrSystemProcesses": (1, 3, 6, 1, 2, 1, 25, 1, 6, 0),
}
"""Single objects (SNMPv2-MIB RFC 3418, IF-MIB RFC 2863, HOST-RESOURCES-MIB RFC 2790)."""

COLUMNS: Final[dict[str, Oid]] = {
    "ifType": (*IF_TABLE, 3),
    "ifMtu": (*IF_TABLE, 4),
    "ifSpeed": (*IF_TABLE, 5),
    "ifAdminStatus": (*IF_TABLE, 7),
    "ifOperStatus": (*IF_TABLE, 8),
    "ifLastChange": (*IF_TABLE, 9),
    "ifInOctets": (*IF_TABLE, 10),
    "ifInUcastPkts": (*IF_TABLE, 11),
    "ifInDiscards": (*IF_TABLE, 13),
    "ifInErrors": (*IF_TABLE, 14),
    "ifOutOctets": (*IF_TABLE, 16),
    "ifOutUcastPkts": (*IF_TABLE, 17),
    "ifOutDiscards": (*IF_TABLE, 19),
    "ifOutErrors": (*IF_TABLE, 20),
    "ifHCInOctets": (*IF_X_TABLE, 6),
    "ifHCInUcastPkts": (*IF_X_TABLE, 7),
    "ifHCOutOctets": (*IF_X_TABLE, 10),
    "ifHCOutUcastPkts": (*IF_X_TABLE, 11),
    "ifHighSpeed": (*IF_X_TABLE, 15),
    "hrProcessorLoad": (1, 3, 6, 1, 2, 1, 25, 3, 3, 1, 2),
    "entPhySensorValue": (1, 3, 6, 1, 2, 1, 99, 1, 1, 1, 4),
    "pethMainPseConsumptionPower": (1, 3, 6, 1, 2, 1, 105, 1, 3, 1, 1, 4),
}
"""Columns (IF-MIB, HOST-RESOURCES-MIB, ENTITY-SENSOR-MIB RFC 3433, POWER-ETHERNET-MIB RFC 3621)."""

_TABLE_COLUMNS: Final = frozenset(name for name in COLUMNS if name.startswith("if"))
"""Columns of interfaces; only they may be named by the interface."""

_RATE: Final = re.compile(r"rate\((.+)\)", re.DOTALL)
_OID: Final = re.compile(r"\.?[0-2](\.\d{1,10}){2,120}")
_NAMED: Final = re.compile(r"([A-Za-z][A-Za-z0-9]*)(?:\[([^\[\]]{1,120})\]|((?:\.\d{1,10})+))?")
_AGENT: Final = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9._-]{1,253}))(?::(\d{1,5}))?")
_IPV6: Final = re.compile(r"[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")
_LARGEST_PORT: Final = 65_535
_LARGEST_PART: Final = 2**32 - 1


class AddressError(ValueError):
    """An address cannot be read; the text says why, in German."""


class Special(StrEnum):
    """Measures that are no object of the device, but what the asking itself tells."""

    UP = "agent.up"
    """1 while the device answers SNMP, 0 while it does not."""
    PING_UP = "ping.up"
    """1 while the host answers an echo, 0 while it does not."""
    PING_RTT = "ping.rtt"
    """Mean round trip of the answered echoes, milliseconds."""
    PING_LOSS = "ping.loss"
    """Share of the echoes without answer, percent."""
    PING_JITTER = "ping.jitter"
    """Mean difference of successive round trips, milliseconds."""

    @property
    def is_echo(self) -> bool:
        """True for what an echo tells."""
        return self is not Special.UP


@dataclass(frozen=True, slots=True)
class Agent:
    """Where a device is asked.

    Attributes:
        host: Name or address.
        port: UDP port; 0 takes the usual one.
    """

    host: str
    port: int = 0


@dataclass(frozen=True, slots=True)
class Measure:
    """What is asked of a device.

    Attributes:
        text: As the profile writes it.
        oid: The object, without its place where `interface` names one; empty with `special`.
        interface: Name of the interface that makes the place; empty when `oid` is whole.
        is_rate: True when the change per second of a register is wanted.
        special: What the asking itself tells.
    """

    text: str
    oid: Oid = ()
    interface: str = ""
    is_rate: bool = False
    special: Special | None = None


def parse_agent(text: str) -> Agent:
    """Return where a device is.

    Raises:
        AddressError: It is no such place.
    """
    if _IPV6.fullmatch(text):
        return Agent(text)
    found = _AGENT.fullmatch(text)
    port = int(found.group(3) or 0) if found else 0
    if found is None or port > _LARGEST_PORT:
        raise AddressError(
            f"„{text}“ ist kein Gerät. Erwartet wird ein Name oder eine Adresse wie 10.1.2.3 "
            "oder 10.1.2.3:161."
        )
    return Agent(found.group(1) or found.group(2), port)


def parse_measure(text: str) -> Measure:
    """Return what is asked.

    Raises:
        AddressError: It is no number of a MIB and no name that is known.
    """
    if text in set(Special):
        return Measure(text, special=Special(text))
    rated = _RATE.fullmatch(text)
    inner = rated.group(1) if rated else text
    oid, interface = _object(inner, text)
    return Measure(text, oid, interface, rated is not None)


def parse_oid(text: str) -> Oid:
    """Return a number of the MIB.

    Raises:
        AddressError: It is none.
    """
    parts = tuple(int(part) for part in text.strip(".").split(".")) if _OID.fullmatch(text) else ()
    if not parts or max(parts) > _LARGEST_PART:
        raise AddressError(f"„{text}“ ist keine Nummer eines Objekts wie 1.3.6.1.2.1.1.3.0.")
    return parts


def oid_text(oid: Oid) -> str:
    """Return a number of the MIB as text."""
    return ".".join(map(str, oid))


def _object(inner: str, text: str) -> tuple[Oid, str]:
    """Return the object of a measure, and the interface that makes its place."""
    if _OID.fullmatch(inner):
        return parse_oid(inner), ""
    found = _NAMED.fullmatch(inner)
    name, interface, place = found.groups() if found else ("", None, None)
    if name in SCALARS and interface is None and place in {None, ".0"}:
        return SCALARS[name], ""
    if name in COLUMNS and place is not None:
        return parse_oid(oid_text(COLUMNS[name]) + place), ""
    if name in _TABLE_COLUMNS and interface is not None:
        return COLUMNS[name], interface
    raise AddressError(
        f"„{text}“ ist keine Messgröße. Erwartet wird eine Nummer wie 1.3.6.1.2.1.1.3.0, ein Name "
        "wie sysUpTime, ifOperStatus.3 oder ifHCInOctets[Te1/1], oder rate(…) um eine von ihnen."
    )
