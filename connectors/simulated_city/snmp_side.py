"""The simulated city's network devices: one SNMP agent on the loopback that is all of them."""

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from typing_extensions import override

from app.domain.points import Point
from app.domain.sources import SourceKind
from connectors.simulated_city.sampling import simulated_points
from connectors.simulated_city.snmp_devices import VirtualDevice
from connectors.simulated_city.snmp_wire import Question
from connectors.simulated_city.world import World

COMMUNITY: Final = "public"
_log = logging.getLogger(__name__)


class SnmpSide(asyncio.DatagramProtocol):
    """An agent that answers for every device of the city whose source is SNMP.

    Args:
        world: The city.
        port: Its UDP port.
        now_us: The time, µs UTC.
    """

    def __init__(self, world: World, port: int, now_us: Callable[[], int]) -> None:
        self.port = port
        self._now_us = now_us
        self._transport: asyncio.DatagramTransport | None = None
        self.devices = devices_of(world, now_us())
        self.answered = 0

    @property
    def url(self) -> str:
        """Address of the agent."""
        return f"snmp://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Open the port.

        Raises:
            OSError: It is taken.
        """
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(
            lambda: self, local_addr=("127.0.0.1", self.port)
        )
        self.port = int(self._transport.get_extra_info("sockname")[1])

    async def stop(self) -> None:
        """Close the port."""
        transport, self._transport = self._transport, None
        if transport is not None:
            transport.close()
            await asyncio.sleep(0)

    @override
    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Answer a question; whatever is none, or asks with a wrong community, meets silence."""
        question = Question.read(data)
        if question is None or self._transport is None:
            return
        community, _, name = question.community.partition("@")
        device = self.devices.get(name)
        now_us = self._now_us()
        if community != COMMUNITY or device is None or not device.is_answering(now_us):
            return
        try:
            answer = question.answer(device.objects(now_us), device.order)
        except Exception:  # noqa: BLE001 - what one stranger asks must not end the city for the others
            _log.exception("a question of SNMP could not be answered")
            return
        self._transport.sendto(answer, addr)
        self.answered += 1

    @override
    def error_received(self, exc: Exception) -> None:
        """Pass over who asked and is gone."""


def devices_of(world: World, now_us: int) -> dict[str, VirtualDevice]:
    """Return the devices of a city that are asked by SNMP, by name."""
    points: dict[str, list[Point]] = {}
    for point in simulated_points(world.city, SourceKind.SNMP):
        points.setdefault(point.address.node, []).append(point)
    names = {own[0].device: name for name, own in points.items()}
    around: dict[str, list[str]] = {}
    for device, uplink in world.city.uplinks.items():
        if device in names and uplink in names:
            around.setdefault(names[uplink], []).append(names[device])
            around.setdefault(names[device], []).append(names[uplink])
    return {
        name: VirtualDevice(name, own, world, now_us, tuple(around.get(name, ())))
        for name, own in points.items()
    }
