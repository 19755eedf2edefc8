"""The plant's own alarms, mirrored by the real connector: ordered about, kept over a restart."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.alarms import AlarmOrder, MirroredCondition, OrderKind
from app.domain.sources import SourceKind
from app.services.clocks import SystemClock
from app.services.ports import ConnectorError
from connectors.opcua.connector import OpcuaConnector
from connectors.simulated_city.incidents import IncidentKind
from connectors.simulated_city.opcua_side import OpcuaSide
from connectors.simulated_city.world import World
from tests.connectors.opcua.rigs import Recorder, Secrets, until
from tests.connectors.simulated_city.plants import now_us, running, watched_hamlet


class Scene:
    """A plant with one alarm that stands, and the connector that mirrors it."""

    def __init__(self, side: OpcuaSide, connector: OpcuaConnector, sink: Recorder) -> None:
        self.side = side
        self.sink = sink
        self.alarm = sink.told[-1].alarm
        self._connector = connector

    @property
    def now(self) -> MirroredCondition:
        """What the plant said last of the alarm."""
        return [told for told in self.sink.told if told.alarm == self.alarm][-1]

    async def order(self, kind: OrderKind, **more: Any) -> None:
        order = AlarmOrder(kind, (self.alarm,), "Meier", **more)
        await self._connector.operate(order, {self.alarm: self.now.mirror})


@asynccontextmanager
async def standing(world: World, folder: Path) -> AsyncIterator[Scene]:
    city, sink = world.city, Recorder()
    (config,) = [source for source in city.sources if source.kind is SourceKind.OPCUA]
    config = replace(config, options={"alarms": "mirror", "check_interval_s": 0.0})
    points = [point for point in city.points if point.source == config.id]
    async with asyncio.timeout(60.0), running(world) as side:
        connector = OpcuaConnector(
            config, points, sink, Secrets(), SystemClock(), folder, url=side.url
        )
        await connector.start()
        try:
            await until(lambda: bool(sink.wholes))
            incident = world.schedule.trigger(IncidentKind.CONTROLLER_FAULT, now_us(), 600.0)
            assert incident is not None
            await until(lambda: any(told.is_active for told in sink.told))
            yield Scene(side, connector, sink)
        finally:
            await connector.stop()


@pytest.fixture
def world() -> World:
    return World(watched_hamlet(), 1, has_incidents=False)


def test_alarms_are_acknowledged_commented_and_kept_over_a_restart(
    world: World, tmp_path: Path
) -> None:
    async def main() -> None:
        async with standing(world, tmp_path) as scene:
            assert scene.now.mirror.point in {point.id for point in world.city.points}
            await scene.order(OrderKind.ACKNOWLEDGE, comment="gesehen")
            await until(lambda: scene.now.is_acknowledged)
            assert (scene.now.actor, scene.now.comment) == ("Meier", "gesehen")
            await scene.order(OrderKind.COMMENT, comment="Monteur kommt")
            await until(lambda: scene.now.comment == "Monteur kommt")
            end_us = now_us() + 600_000_000
            await scene.order(OrderKind.SHELVE, comment="Wartung", until_us=end_us)
            await until(lambda: scene.now.is_shelved)
            count = len(scene.sink.wholes)
            scene.side.ask_restart(0.5)
            await until(lambda: len(scene.sink.wholes) > count, 30.0)
            kept = scene.now
            assert (kept.is_active, kept.is_acknowledged, kept.is_shelved) == (True,) * 3
            assert abs(kept.until_us - end_us) < 5_000_000

    asyncio.run(main())


def test_shelves_end_by_order_by_return_and_by_time(world: World, tmp_path: Path) -> None:
    async def main() -> None:
        async with standing(world, tmp_path) as scene:
            with pytest.raises(ConnectorError, match="so lange Zurückstellung"):
                await scene.order(OrderKind.SHELVE, until_us=now_us() + 90_000_000_000)
            await scene.order(OrderKind.SHELVE, until_us=now_us() + 500_000)
            await until(lambda: scene.now.is_shelved)
            await until(lambda: not scene.now.is_shelved)
            await scene.order(OrderKind.SHELVE, until_us=now_us() + 60_000_000)
            await until(lambda: scene.now.is_shelved)
            await scene.order(OrderKind.UNSHELVE)
            await until(lambda: not scene.now.is_shelved)
            await scene.order(OrderKind.SHELVE, is_one_shot=True, comment="einmal")
            await until(lambda: scene.now.is_one_shot)
            world.schedule.extra.clear()
            await until(lambda: not scene.now.is_active)
            assert not scene.now.is_shelved

    asyncio.run(main())
