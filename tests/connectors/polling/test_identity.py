"""What a device says of itself, from objects alone and from a whole simulated switch."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pysnmp.proto.api import v2c

from app.domain.sources import DeviceIdentity
from app.services.ports import ConnectorError
from connectors.polling.addresses import IF_ALIAS, IF_NAME
from connectors.polling.identity import (
    ENT_CLASS,
    ENT_MODEL,
    ENT_SERIAL,
    IF_PHYS,
    LLDP_REMOTE,
    SYSTEM,
    identity_of,
)
from connectors.polling.objects import Told, text_of
from tests.connectors.polling.rigs import asking, point, until
from tests.servers.snmp import agent, plain_device


def told(*rows: tuple[tuple[int, ...], int | bytes | str]) -> list[Told]:
    return [Told(oid, value) for oid, value in rows]


def test_the_chassis_comes_first_among_the_serial_numbers() -> None:
    identity = identity_of(
        "d",
        7,
        told(
            ((*ENT_CLASS, 1), 9),
            ((*ENT_CLASS, 4), 3),
            ((*ENT_SERIAL, 1), b"MODUL"),
            ((*ENT_SERIAL, 4), b"GEHAEUSE"),
            ((*ENT_SERIAL, 9), b""),
            ((*ENT_MODEL, 1), b"SFP"),
            ((*ENT_MODEL, 4), b"2410"),
        ),
    )
    assert identity.serials == ("GEHAEUSE", "MODUL")
    assert identity.model == "2410"
    assert identity.measured_us == 7


def test_ports_and_neighbours_are_named_as_an_engineer_knows_them() -> None:
    row = (0, 3, 1)
    identity = identity_of(
        "d",
        0,
        told(
            ((*IF_NAME, 3), b"Te1/1"),
            ((*IF_ALIAS, 3), "Richtung Süd".encode()),
            ((*IF_PHYS, 3), bytes.fromhex("02aabbccddee")),
            ((*LLDP_REMOTE, 4, *row), 4),
            ((*LLDP_REMOTE, 5, *row), bytes.fromhex("02aabbccdd01")),
            ((*LLDP_REMOTE, 6, *row), 5),
            ((*LLDP_REMOTE, 7, *row), b"Gi0/24"),
            ((*LLDP_REMOTE, 9, *row), b"kern-sued"),
        ),
    )
    (port,), (neighbour,) = identity.ports, identity.neighbours
    assert (port.name, port.alias, port.mac) == ("Te1/1", "Richtung Süd", "02:aa:bb:cc:dd:ee")
    assert identity.macs == ("02:aa:bb:cc:dd:ee",)
    assert (neighbour.local_port, neighbour.chassis) == (3, "02:aa:bb:cc:dd:01")
    assert (neighbour.port, neighbour.name) == ("Gi0/24", "kern-sued")


OIDS = st.one_of(
    st.builds(
        lambda base, rest: (*base, *rest),
        st.sampled_from([SYSTEM, IF_NAME, IF_PHYS, ENT_CLASS, ENT_SERIAL, LLDP_REMOTE]),
        st.lists(st.integers(0, 2**32 - 1), max_size=6),
    ),
    st.tuples(st.integers(0, 2), st.integers(0, 39)),
)
VALUES = st.one_of(st.none(), st.integers(), st.binary(max_size=40), st.text(max_size=20))


@given(st.lists(st.builds(Told, OIDS, VALUES), max_size=40))
def test_whatever_a_device_tells_is_an_identity(objects: list[Told]) -> None:
    identity = identity_of("d", 0, objects)
    assert isinstance(identity, DeviceIdentity)
    assert all(isinstance(serial, str) for serial in identity.serials)


def test_bytes_that_are_no_text_are_shown_as_hex_pairs() -> None:
    assert text_of(b"kern\0") == "kern"
    assert text_of("Süd".encode()) == "Süd"
    assert text_of(b"\x02\xff") == "02:ff"
    assert text_of(None) == ""


def test_a_device_that_does_not_answer_has_no_identity() -> None:
    async def scene() -> None:
        async with agent() as served, asking(served.url, [point("d1", "agent.up")]) as (it, sink):
            await until(lambda: sink.values(point("d1", "agent.up")) == [1.0])
            identity = await it.identify("d1")
            assert identity.description == "Testgeraet"
            assert [port.name for port in identity.ports] == ["Te1/1", "Gi1/2"]
            assert identity.is_whole
            with pytest.raises(ConnectorError):
                await it.identify("niemand")
            with pytest.raises(ConnectorError):
                await it.identify("a b")

    asyncio.run(scene())


def test_a_table_larger_than_a_packet_is_read_whole() -> None:
    names = {(*IF_NAME, place): v2c.OctetString(f"Gi1/{place}".encode()) for place in range(1, 400)}

    async def scene() -> None:
        async with (
            agent(d1=plain_device() | names) as served,
            asking(served.url, [point("d1", "agent.up")]) as (it, _),
        ):
            await until(lambda: it.health().messages > 0)
            assert len((await it.identify("d1")).ports) == 399

    asyncio.run(scene())
