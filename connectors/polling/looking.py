"""What a device offers, for an engineer who makes points of it.

Addresses: the empty one is the list of devices, `device` one of them, `device|system`, `device|if`,
`device|if|3`, `device|lldp` and `device|fdb` its parts. Variables carry the device as their address
and the measure as their item, as points do.
"""

from collections.abc import Collection
from typing import Final

from app.domain.sources import BrowseNode
from connectors.polling.addresses import (
    COLUMNS,
    IF_ALIAS,
    IF_DESCR,
    IF_NAME,
    SCALARS,
    Agent,
    Oid,
    Special,
    parse_agent,
)
from connectors.polling.identity import LLDP_REMOTE, neighbours_of
from connectors.polling.objects import Asker, Told, hex_of, text_of

FDB_PORT: Final[Oid] = (1, 3, 6, 1, 2, 1, 17, 4, 3, 1, 2)
"""dot1dTpFdbPort, by MAC address (BRIDGE-MIB, RFC 4188)."""

QBRIDGE_PORT: Final[Oid] = (1, 3, 6, 1, 2, 1, 17, 7, 1, 2, 2, 1, 2)
"""dot1qTpFdbPort, by VLAN's table and MAC address (Q-BRIDGE-MIB, RFC 4363)."""

PORT_INDEX: Final[Oid] = (1, 3, 6, 1, 2, 1, 17, 1, 4, 1, 2)
"""dot1dBasePortIfIndex: the interface of a port of the bridge."""

MOST_ADDRESSES: Final = 500
"""MAC addresses that are shown; a core switch knows tens of thousands."""

_MAC: Final = 6
_SHOWN: Final = (
    "ifOperStatus",
    "ifAdminStatus",
    "ifHighSpeed",
    "ifHCInOctets",
    "ifHCOutOctets",
    "ifInErrors",
    "ifOutErrors",
    "ifInDiscards",
    "ifOutDiscards",
)
_RATED: Final = frozenset({"ifHCInOctets", "ifHCOutOctets"})
_STATUS: Final = {1: "up", 2: "down", 3: "testing", 4: "unknown", 5: "dormant", 6: "notPresent"}
"""ifOperStatus and ifAdminStatus (RFC 2863)."""


async def look(
    asker: Asker, address: str, agents: Collection[str], known: Collection[tuple[str, str]]
) -> list[BrowseNode]:
    """Return what lies below an address.

    Args:
        asker: Asks devices.
        address: The place.
        agents: Devices that are known.
        known: Agents and measures that points use already.

    Raises:
        AddressError: The address names no device.
        SilenceError: The device does not answer.
    """
    if not address:
        return [BrowseNode(name, name, has_children=True) for name in agents]
    name, *way = address.split("|")
    agent = parse_agent(name)
    if not way:
        return await _parts(asker, name, agent)
    if way[0] == "if" and len(way) > 1 and way[1].isdecimal():
        return await _interface(asker, (name, agent, int(way[1])), known)
    if way[0] == "system":
        return await _system(asker, name, agent, known)
    table = {"lldp": _neighbours, "fdb": _addresses}.get(way[0], _interfaces)
    return await table(asker, name, agent)


async def _parts(asker: Asker, name: str, agent: Agent) -> list[BrowseNode]:
    told = await asker.get(agent, [SCALARS["sysDescr"], SCALARS["sysName"]])
    said = text_of(told[SCALARS["sysName"]].value) if SCALARS["sysName"] in told else ""
    about = text_of(told[SCALARS["sysDescr"]].value) if SCALARS["sysDescr"] in told else ""
    parts = (
        ("system", "System"),
        ("if", "Schnittstellen"),
        ("lldp", "Nachbarn (LLDP)"),
        ("fdb", "MAC-Adressen"),
    )
    return [
        BrowseNode(f"{name}|{key}", title, has_children=True, value=said, description=about)
        if key == "system"
        else BrowseNode(f"{name}|{key}", title, has_children=True)
        for key, title in parts
    ]


async def _system(
    asker: Asker, name: str, agent: Agent, known: Collection[tuple[str, str]]
) -> list[BrowseNode]:
    told = await asker.get(agent, list(SCALARS.values()))
    nodes = [_variable(name, Special.UP, "1", "Integer", known)]
    for title, oid in SCALARS.items():
        found = told.get(oid)
        if found is not None and found.value is not None:
            nodes.append(_variable(name, title, text_of(found.value), _type(found), known))
    return nodes


async def _interfaces(asker: Asker, name: str, agent: Agent) -> list[BrowseNode]:
    names = await _column(asker, agent, IF_NAME)
    descriptions = await _column(asker, agent, IF_DESCR)
    aliases = await _column(asker, agent, IF_ALIAS)
    status = await _column(asker, agent, COLUMNS["ifOperStatus"])
    return [
        BrowseNode(
            f"{name}|if|{place}",
            _title(names.get(place) or descriptions.get(place) or str(place), aliases.get(place)),
            has_children=True,
            value=_STATUS.get(int(status.get(place) or 0), ""),
            description=descriptions.get(place, ""),
        )
        for place in sorted(descriptions.keys() | names.keys())
    ]


async def _interface(
    asker: Asker, place: tuple[str, Agent, int], known: Collection[tuple[str, str]]
) -> list[BrowseNode]:
    name, agent, index = place
    oids = [(*COLUMNS[title], index) for title in _SHOWN]
    told = await asker.get(agent, [(*IF_NAME, index), (*IF_DESCR, index), *oids])
    names = (
        text_of(told[it].value) for it in ((*IF_NAME, index), (*IF_DESCR, index)) if it in told
    )
    label = next((it for it in names if it and not set("[]") & set(it)), "")
    where = f"[{label}]" if label else f".{index}"
    nodes: list[BrowseNode] = []
    for title, oid in zip(_SHOWN, oids, strict=True):
        found = told.get(oid)
        if found is None or found.value is None:
            continue
        item = f"{title}{where}"
        if title in _RATED:
            nodes.append(_variable(name, f"rate({item})", "", "Rate", known))
        nodes.append(_variable(name, item, text_of(found.value), _type(found), known))
    return nodes


async def _neighbours(asker: Asker, name: str, agent: Agent) -> list[BrowseNode]:
    rows = {one.oid: one for one in await asker.walk(agent, LLDP_REMOTE)}
    return [
        BrowseNode(
            f"{name}|lldp|{it.local_port}|{it.chassis}",
            it.name or it.chassis,
            value=f"{it.port_name or it.port}",
            description=f"Anschluss {it.local_port} ↔ {it.chassis} {it.description}".strip(),
        )
        for it in neighbours_of(rows)
    ]


async def _addresses(asker: Asker, name: str, agent: Agent) -> list[BrowseNode]:
    """Return MAC addresses with the interface behind which they were seen."""
    rows = await asker.walk(agent, FDB_PORT, MOST_ADDRESSES)
    rows = rows or await asker.walk(agent, QBRIDGE_PORT, MOST_ADDRESSES)
    ports = {one.oid[-1]: one.value for one in await asker.walk(agent, PORT_INDEX)}
    names = await _column(asker, agent, IF_NAME)
    nodes = []
    for one in rows:
        mac = one.oid[-_MAC:]
        if max(mac) > 255:  # noqa: PLR2004 -- a byte
            continue
        index = ports.get(one.value) if isinstance(one.value, int) else None
        port = names.get(index) if isinstance(index, int) else None
        shown = hex_of(bytes(mac))
        nodes.append(BrowseNode(f"{name}|fdb|{shown}", shown, value=port or text_of(one.value)))
    return nodes


async def _column(asker: Asker, agent: Agent, base: Oid) -> dict[int, str]:
    return {one.oid[-1]: text_of(one.value) for one in await asker.walk(agent, base)}


def _variable(
    name: str, item: str, value: str, data_type: str, known: Collection[tuple[str, str]]
) -> BrowseNode:
    return BrowseNode(
        name,
        str(item),
        is_variable=True,
        item=str(item),
        data_type=data_type,
        value=value,
        is_known=(name, str(item)) in known,
    )


def _title(name: str, alias: str | None) -> str:
    return f"{name} · {alias}" if alias else name


def _type(told: Told) -> str:
    if told.bits:
        return f"Counter{told.bits}"
    return "Integer" if isinstance(told.value, int) else "OctetString"
