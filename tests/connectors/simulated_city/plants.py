"""A simulated plant that runs, for the tests of its server."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

from app.domain.alarms import AlarmId, AlarmRule, Priority, RuleKind
from app.domain.cities import City
from app.domain.texts import Text
from connectors.simulated_city.opcua_side import OpcuaSide
from connectors.simulated_city.world import World
from tests.fakes.hamlet import hamlet


def now_us() -> int:
    return round(time.time() * 1e6)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def watched_hamlet() -> City:
    """Return a hamlet whose faults are alarms and are looked at every second."""
    city = hamlet()
    points = tuple(
        replace(point, interval_s=1.0) if point.id.endswith(".fault") else point
        for point in city.points
    )
    rules = tuple(
        AlarmRule(
            AlarmId(f"{point.id}#state"),
            point.id,
            RuleKind.STATE,
            0.0,
            Priority.HIGH,
            Text("gestört"),
            Text("ansehen"),
            codes=frozenset({1}),
        )
        for point in points
        if point.id.endswith(".fault")
    )
    return replace(city, points=points, rules=rules)


@asynccontextmanager
async def running(world: World) -> AsyncIterator[OpcuaSide]:
    side = OpcuaSide(world, free_port(), now_us)
    await side.start()
    serving = asyncio.create_task(side.serve_for_ever())
    try:
        yield side
    finally:
        serving.cancel()
        with suppress(asyncio.CancelledError):
            await serving
        await side.stop()
