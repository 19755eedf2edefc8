"""The plant's own alarms, mirrored by the real connector: ordered about, kept over a restart."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.alarms import AlarmId, AlarmOrder, MirroredCondition, OrderKind
from app.domain.cities import City
from app.domain.sources import SourceKind
from app.services.clocks import SystemClock
from app.services.ports import ConnectorError
from connectors.opcua.connector import OpcuaConnector
from connectors.simulated_city.incidents import IncidentKind
from connectors.simulated_city.opcua_side import OpcuaSide
from connectors.simulated_city.world import World
from tests.connectors.opcua.rigs import Recorder, Secrets, until
from tests.connectors.simulated_city.plants import now_us, running, watched_hamlet


def mirroring(city: City, side: OpcuaSide, folder: Path) -> tuple[OpcuaConnector, Recorder]:
    """Return a connector that mirrors a plant's alarms, and what it tells."""
    sink = Recorder()
    (config,) = [source for source in city.sources if source.kind is SourceKind.OPCUA]
    config = replace(config, options={"alarms": "mirror", "check_interval_s": 0.0})
    points = [point for point in city.points if point.source == config.id]
    connector = OpcuaConnector(config, points, sink, Secrets(), SystemClock(), folder, url=side.url)
    return connector, sink


def newest(sink: Recorder, alarm: AlarmId) -> MirroredCondition:
    return [told for told in sink.told if told.alarm == alarm][-1]


def test_alarms_are_commented_shelved_and_kept_over_a_restart(tmp_path: Path) -> None:
    city = watched_hamlet()

    async def main() -> None:
        world = World(city, 1, has_incidents=False)
        async with asyncio.timeout(60.0), running(world) as side:
            connector, sink = mirroring(city, side, tmp_path)
            await connector.start()
            try:
                await until(lambda: bool(sink.wholes))
                incident = world.schedule.trigger(IncidentKind.CONTROLLER_FAULT, now_us(), 600.0)
                assert incident is not None
                await until(lambda: any(told.is_active for told in sink.told))
                alarm = sink.told[-1].alarm
                assert sink.told[-1].mirror.point in {point.id for point in city.points}

                async def order(kind: OrderKind, **more: Any) -> None:
                    mirrors = {alarm: newest(sink, alarm).mirror}
                    await connector.operate(AlarmOrder(kind, (alarm,), "Meier", **more), mirrors)

                await order(OrderKind.ACKNOWLEDGE, comment="gesehen")
                await until(lambda: newest(sink, alarm).is_acknowledged)
                assert newest(sink, alarm).actor == "Meier"
                await order(OrderKind.COMMENT, comment="Monteur kommt")
                await until(lambda: newest(sink, alarm).comment == "Monteur kommt")
                end_us = now_us() + 600_000_000
                await order(OrderKind.SHELVE, comment="Wartung", until_us=end_us)
                await until(lambda: newest(sink, alarm).is_shelved)
                assert abs(newest(sink, alarm).until_us - end_us) < 5_000_000
                count = len(sink.wholes)
                side.ask_restart(0.5)
                await until(lambda: len(sink.wholes) > count, 30.0)
                kept = newest(sink, alarm)
                assert (kept.is_active, kept.is_acknowledged, kept.is_shelved) == (True,) * 3
                assert abs(kept.until_us - end_us) < 5_000_000
                await order(OrderKind.UNSHELVE)
                await until(lambda: not newest(sink, alarm).is_shelved)
                await order(OrderKind.SHELVE, is_one_shot=True, comment="einmal")
                await until(lambda: newest(sink, alarm).is_one_shot)
                world.schedule.extra.clear()
                await until(lambda: not newest(sink, alarm).is_active)
                assert not newest(sink, alarm).is_shelved
                with pytest.raises(ConnectorError, match="so lange Zurückstellung"):
                    await order(OrderKind.SHELVE, until_us=now_us() + 90_000_000_000)
                await order(OrderKind.SHELVE, until_us=now_us() + 500_000)
                await until(lambda: newest(sink, alarm).is_shelved)
                await until(lambda: not newest(sink, alarm).is_shelved)
            finally:
                await connector.stop()

    asyncio.run(main())
