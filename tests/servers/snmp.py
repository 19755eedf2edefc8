"""SNMP agents for tests: one of v2c that misbehaves on demand, and one of v3 made by pysnmp."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from pysnmp.carrier.asyncio.dgram import udp
from pysnmp.entity import config, engine
from pysnmp.entity.rfc3413 import cmdrsp, context
from pysnmp.proto.api import v2c
from pysnmp.smi.instrum import AbstractMibInstrumController
from typing_extensions import override

from connectors.simulated_city.snmp_wire import Question

Oid = tuple[int, ...]

UPTIME: Oid = (1, 3, 6, 1, 2, 1, 1, 3, 0)
DESCR: Oid = (1, 3, 6, 1, 2, 1, 1, 1, 0)
NAME: Oid = (1, 3, 6, 1, 2, 1, 31, 1, 1, 1, 1)
STATUS: Oid = (1, 3, 6, 1, 2, 1, 2, 2, 1, 8)
IN_32: Oid = (1, 3, 6, 1, 2, 1, 2, 2, 1, 10)
IN_64: Oid = (1, 3, 6, 1, 2, 1, 31, 1, 1, 1, 6)


def plain_device() -> dict[Oid, Any]:
    """Return the objects of a device with two interfaces."""
    objects: dict[Oid, Any] = {
        DESCR: v2c.OctetString(b"Testgeraet"),
        UPTIME: v2c.TimeTicks(100_000),
        (*NAME, 1): v2c.OctetString(b"Te1/1"),
        (*NAME, 2): v2c.OctetString(b"Gi1/2"),
        (*STATUS, 1): v2c.Integer(1),
        (*STATUS, 2): v2c.Integer(2),
        (*IN_32, 1): v2c.Counter32(1_000),
        (*IN_64, 1): v2c.Counter64(10**15),
    }
    return objects


class _Circle(list[Oid]):
    """Numbers of which each is greater than whatever is looked for, until one asks for its place.

    The next of any number is the first one: an agent with a broken table.
    """

    @override
    def __getitem__(self, place: Any) -> Any:
        return super().__getitem__(place % 7)

    @override
    def __len__(self) -> int:
        return 10**6


class Agent(asyncio.DatagramProtocol):
    """A v2c agent of many devices whose objects, silence and answers a test changes.

    Attributes:
        devices: Objects by the device named after `@` in the community; `""` without.
        silent: Devices that give no answer.
        community: The community that is answered.
        spoil: Changes every answer before it is sent; None sends nothing.
        is_circling: The device comes back to its first rows for ever.
        asked: How many questions came.
    """

    def __init__(self, devices: Mapping[str, dict[Oid, Any]]) -> None:
        self.devices = dict(devices)
        self.silent: set[str] = set()
        self.community = "public"
        self.spoil: Callable[[bytes], bytes | None] = bytes
        self.is_circling = False
        self.asked = 0
        self.port = 0
        self._transport: asyncio.DatagramTransport | None = None

    @property
    def url(self) -> str:
        return f"snmp://127.0.0.1:{self.port}"

    async def start(self) -> None:
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(
            lambda: self, local_addr=("127.0.0.1", self.port)
        )
        self.port = self._transport.get_extra_info("sockname")[1]

    async def stop(self) -> None:
        if self._transport is not None:
            self._transport.close()
            self._transport = None
            await asyncio.sleep(0)

    @override
    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        question = Question.read(data)
        self.asked += 1
        if question is None or self._transport is None:
            return
        community, _, name = question.community.partition("@")
        objects = self.devices.get(name)
        if community != self.community or objects is None or name in self.silent:
            return
        order = sorted(objects)
        if self.is_circling:
            order = _Circle(oid for oid in order if oid[: len(NAME)] == NAME)
        answer = self.spoil(question.answer(objects, order))
        if answer is not None:
            self._transport.sendto(answer, addr)

    @override
    def error_received(self, exc: Exception) -> None:
        """Pass over who is gone."""


@asynccontextmanager
async def agent(**devices: dict[Oid, Any]) -> AsyncIterator[Agent]:
    """Run an agent; devices named `d1`, `d2`, … by the test."""
    made = Agent(devices or {"d1": plain_device()})
    await made.start()
    try:
        yield made
    finally:
        await made.stop()


class _Table(AbstractMibInstrumController):  # type: ignore[misc]  # pysnmp is untyped
    def __init__(self, objects: Mapping[Oid, Any]) -> None:
        self._objects = objects

    def read_variables(self, *asked: Any, **_: Any) -> list[Any]:
        return [(oid, self._objects.get(tuple(oid), v2c.NoSuchInstance())) for oid, _ in asked]

    def read_next_variables(self, *asked: Any, **_: Any) -> list[Any]:
        order = sorted(self._objects)
        found = []
        for oid, _value in asked:
            later = [it for it in order if it > tuple(oid)]
            found.append(
                (later[0], self._objects[later[0]]) if later else (oid, v2c.EndOfMibView())
            )
        return found


@asynccontextmanager
async def agent_v3(
    objects: Mapping[Oid, Any], auth: Any, privacy: Any, *, port: int = 0
) -> AsyncIterator[str]:
    """Run a v3 agent of pysnmp's own with the user `leser`; give its address.

    Args:
        objects: What it has.
        auth: pysnmp's protocol of signing; its password is `signiert-7`.
        privacy: pysnmp's protocol of encryption; its password is `geheim-77`.
        port: Its port; 0 takes a free one.
    """
    made = engine.SnmpEngine()
    transport = udp.UdpAsyncioTransport().open_server_mode(("127.0.0.1", port))
    config.add_transport(made, udp.DOMAIN_NAME, transport)
    config.add_v3_user(made, "leser", auth, "signiert-7", privacy, "geheim-77")
    level = "authPriv" if privacy is not config.USM_PRIV_NONE else "authNoPriv"
    config.add_vacm_user(made, 3, "leser", level, (1, 3, 6), ())
    around = context.SnmpContext(made)
    around.unregister_context_name(b"")
    around.register_context_name(b"", _Table(objects))
    for responder in (
        cmdrsp.GetCommandResponder,
        cmdrsp.NextCommandResponder,
        cmdrsp.BulkCommandResponder,
    ):
        responder(made, around)
    await transport._lport  # pysnmp opens its port in a task of its own
    try:
        yield f"snmp://127.0.0.1:{transport.transport.get_extra_info('sockname')[1]}"
    finally:
        made.close_dispatcher()
        await asyncio.sleep(0)
