"""What a device says of itself: name, serial numbers, interfaces, neighbours. Measured facts.

SNMPv2-MIB (RFC 3418), IF-MIB (RFC 2863), ENTITY-MIB (RFC 6933), LLDP-MIB (IEEE 802.1AB). The
reading is a few walks; what they mean is `identity_of`, which is pure.
"""

from collections.abc import Iterable
from typing import Final

from app.domain.sources import DeviceIdentity, NeighbourIdentity, PortIdentity
from connectors.polling.addresses import COLUMNS, IF_ALIAS, IF_DESCR, IF_NAME, IF_TABLE, Agent, Oid
from connectors.polling.failures import SilenceError
from connectors.polling.objects import Asker, Told, hex_of, mac_of, text_of

SYSTEM: Final[Oid] = (1, 3, 6, 1, 2, 1, 1)
IF_PHYS: Final[Oid] = (*IF_TABLE, 6)
ENTITY: Final[Oid] = (1, 3, 6, 1, 2, 1, 47, 1, 1, 1, 1)
ENT_CLASS: Final[Oid] = (*ENTITY, 5)
ENT_SOFTWARE: Final[Oid] = (*ENTITY, 10)
ENT_SERIAL: Final[Oid] = (*ENTITY, 11)
ENT_MODEL: Final[Oid] = (*ENTITY, 13)
LLDP_REMOTE: Final[Oid] = (1, 0, 8802, 1, 1, 2, 1, 4, 1, 1)

MOST_PARTS: Final = 1_000
"""Rows read of each table; a stack of ten large switches has fewer."""

_CHASSIS: Final = 3
_MAC_SUBTYPE_CHASSIS: Final = 4
_MAC_SUBTYPE_PORT: Final = 3
_UP: Final = 1
_REMOTE_INDEX: Final = 3
_WALKS: Final = (
    IF_DESCR,
    IF_NAME,
    IF_ALIAS,
    IF_PHYS,
    COLUMNS["ifOperStatus"],
    COLUMNS["ifHighSpeed"],
    ENT_CLASS,
    ENT_SOFTWARE,
    ENT_SERIAL,
    ENT_MODEL,
    LLDP_REMOTE,
)

Rows = dict[Oid, Told]
"""Objects by number."""


async def read_identity(asker: Asker, name: str, agent: Agent, now_us: int) -> DeviceIdentity:
    """Ask a device who it is.

    Args:
        asker: Asks it.
        name: The device, as points name it.
        agent: Where it is.
        now_us: The time, µs UTC.

    Raises:
        SilenceError: It gave no answer at all. One that breaks off later gives what it told.
    """
    rows: list[Told] = await asker.walk(agent, SYSTEM, 40)
    is_whole = True
    try:
        for base in _WALKS:
            rows += await asker.walk(agent, base, MOST_PARTS)
    except SilenceError:
        is_whole = False
    return identity_of(name, now_us, rows, is_whole=is_whole)


def identity_of(
    name: str, measured_us: int, told: Iterable[Told], *, is_whole: bool = True
) -> DeviceIdentity:
    """Return what the objects of a device say about it.

    Args:
        name: The device, as points name it.
        measured_us: When it was asked, µs UTC.
        told: Objects in any order; what is missing stays empty.
        is_whole: False when more would have been told.
    """
    rows = {one.oid: one for one in told}
    chassis = _chassis(rows)
    return DeviceIdentity(
        agent=name,
        measured_us=measured_us,
        name=_text(rows, (*SYSTEM, 5, 0)),
        description=_text(rows, (*SYSTEM, 1, 0)),
        object_id=_text(rows, (*SYSTEM, 2, 0)),
        contact=_text(rows, (*SYSTEM, 4, 0)),
        location=_text(rows, (*SYSTEM, 6, 0)),
        serials=_serials(rows, chassis),
        model=next((it for place in chassis if (it := _text(rows, (*ENT_MODEL, place)))), ""),
        software=next((it for place in chassis if (it := _text(rows, (*ENT_SOFTWARE, place)))), ""),
        ports=tuple(_ports(rows)),
        neighbours=tuple(neighbours_of(rows)),
        is_whole=is_whole,
    )


def neighbours_of(rows: Rows) -> Iterable[NeighbourIdentity]:
    """Return the neighbours in the rows of lldpRemTable, in order of our ports."""
    depth = len(LLDP_REMOTE)
    places = {
        oid[depth + 1 :]
        for oid in rows
        if oid[:depth] == LLDP_REMOTE and len(oid) == depth + 1 + _REMOTE_INDEX
    }
    for place in sorted(places, key=lambda it: it[1:]):

        def column(number: int, place: Oid = place) -> int | bytes | str | None:
            found = rows.get((*LLDP_REMOTE, number, *place))
            return None if found is None else found.value

        yield NeighbourIdentity(
            local_port=place[1],
            chassis=_lldp_id(column(5), column(4), _MAC_SUBTYPE_CHASSIS),
            port=_lldp_id(column(7), column(6), _MAC_SUBTYPE_PORT),
            port_name=text_of(column(8)),
            name=text_of(column(9)),
            description=text_of(column(10)),
        )


def _lldp_id(value: int | bytes | str | None, kind: int | bytes | str | None, mac_kind: int) -> str:
    """Return an id of LLDP: an address as hex pairs, anything else as text."""
    if kind == mac_kind and isinstance(value, bytes):
        return hex_of(value)
    return text_of(value)


def _ports(rows: Rows) -> Iterable[PortIdentity]:
    places = sorted({oid[-1] for oid in rows if oid[:-1] in {IF_DESCR, IF_NAME, IF_PHYS}})
    for place in places:
        speed = rows.get((*COLUMNS["ifHighSpeed"], place))
        status = rows.get((*COLUMNS["ifOperStatus"], place))
        phys = rows.get((*IF_PHYS, place))
        yield PortIdentity(
            index=place,
            name=_text(rows, (*IF_NAME, place)) or _text(rows, (*IF_DESCR, place)),
            alias=_text(rows, (*IF_ALIAS, place)),
            mac=mac_of(phys.value) if phys else "",
            is_up=status is not None and status.value == _UP,
            speed_mbit_s=float(speed.value) if speed and isinstance(speed.value, int) else 0.0,
        )


def _chassis(rows: Rows) -> list[int]:
    """Return the places of the chassis; of a device that names none, of whatever it is made of."""
    classes = {oid[-1]: one.value for oid, one in rows.items() if oid[:-1] == ENT_CLASS}
    chassis = sorted(place for place, kind in classes.items() if kind == _CHASSIS)
    return chassis or sorted(classes)


def _serials(rows: Rows, chassis: list[int]) -> tuple[str, ...]:
    places = sorted(oid[-1] for oid in rows if oid[:-1] == ENT_SERIAL)
    ordered = [*[it for it in chassis if it in places], *[it for it in places if it not in chassis]]
    found = (_text(rows, (*ENT_SERIAL, place)) for place in ordered)
    return tuple(dict.fromkeys(serial for serial in found if serial))


def _text(rows: Rows, oid: Oid) -> str:
    found = rows.get(oid)
    return "" if found is None else text_of(found.value)
