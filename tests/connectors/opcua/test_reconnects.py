"""Losses of a real connection: noticed, marked, mended, and filled from the server's history."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.samples import Quality
from app.domain.sources import SourceState
from tests.connectors.opcua.rigs import connected, online, point, until
from tests.servers.opcua import Plant


@pytest.fixture(autouse=True)
def quick_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait tenths of a second where operation waits seconds."""
    monkeypatch.setattr("connectors.backoff.SHORTEST_S", 0.05)
    monkeypatch.setattr("connectors.backoff.FIRST_S", 0.1)


def test_broken_line_is_filled_from_history_without_a_trace_of_the_gap(
    plant: Plant, tmp_path: Path
) -> None:
    plant.add("kraft", 1.0)
    kraft = point("kraft", plant.address("kraft"))

    async def scene() -> None:
        async with connected(plant, [kraft], tmp_path, history_page=2) as (connector, sink):
            await online(connector)
            await until(lambda: connector.health().samples > 0)
            await asyncio.to_thread(plant.write, "kraft", 2.0)
            await until(lambda: 2.0 in sink.values(kraft))
            await asyncio.to_thread(plant.cut)
            await until(lambda: connector.health().state is SourceState.BACKING_OFF)
            await until(lambda: sink.qualities(kraft)[-1] == Quality.GAP)
            assert connector.health().next_try_us > 0
            for number in range(3, 8):
                await asyncio.sleep(0.02)
                await asyncio.to_thread(plant.write, "kraft", float(number))
            await asyncio.to_thread(plant.mend)
            await until(lambda: connector.health().gaps_filled >= 5)
            await online(connector)
            await asyncio.to_thread(plant.write, "kraft", 9.0)
            await until(lambda: 9.0 in sink.values(kraft))
            assert Quality.GAP not in sink.qualities(kraft)
            values = sink.values(kraft)
            assert sorted(set(values)) == [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 9.0]
            assert values == sorted(values)

    asyncio.run(scene())


def test_restarted_server_leaves_a_gap_and_its_new_namespace_number_does_no_harm(
    plant: Plant, tmp_path: Path
) -> None:
    plant.add("kraft", 5.0)
    kraft = point("kraft", plant.address("kraft"))

    async def scene() -> None:
        async with connected(plant, [kraft], tmp_path) as (connector, sink):
            await online(connector)
            await until(lambda: connector.health().samples > 0)
            await asyncio.to_thread(plant.cut)
            await until(lambda: connector.health().state is SourceState.BACKING_OFF)
            await asyncio.to_thread(plant.renumber)
            await asyncio.to_thread(plant.mend, is_restarted=True)
            await online(connector)
            await until(lambda: sink.qualities(kraft)[-1] == Quality.GOOD)
            # The value has not changed since; it is known again from now on.
            stored = sink.of(kraft)
            marker = stored.quality.tolist().index(Quality.GAP)
            assert stored.value[-1] == 5.0
            assert stored.source_time[-1] > stored.source_time[marker]
            await asyncio.to_thread(plant.write, "kraft", 6.0)
            await until(lambda: 6.0 in sink.values(kraft))

    asyncio.run(scene())


def test_frozen_server_is_noticed_and_left(plant: Plant, tmp_path: Path) -> None:
    plant.add("kraft", 1.0)
    kraft = point("kraft", plant.address("kraft"))

    async def scene() -> None:
        async with connected(plant, [kraft], tmp_path) as (connector, sink):
            await online(connector)
            await until(lambda: connector.health().samples > 0)
            thaw = plant.freeze(10.0)
            try:
                await until(lambda: not connector.health().state.is_delivering)
            finally:
                thaw.set()
            await until(lambda: sink.qualities(kraft).count(Quality.GAP) >= 1)
            await online(connector)

    asyncio.run(scene())


def test_server_that_is_not_there_is_looked_for_again_and_again(
    plant: Plant, tmp_path: Path
) -> None:
    plant.add("kraft", 1.0)
    kraft = point("kraft", plant.address("kraft"))
    plant.cut()

    async def scene() -> None:
        async with connected(plant, [kraft], tmp_path) as (connector, sink):
            await until(lambda: connector.health().retries >= 2)
            assert "Läuft der Server?" in connector.health().reason
            assert len(sink.batch) == 0
            await asyncio.to_thread(plant.mend)
            await connector.retry()
            await online(connector)
            assert connector.health().retries == 0
        assert connector.health().state is SourceState.STOPPED

    asyncio.run(scene())


def test_first_value_may_be_old_and_still_holds_now(plant: Plant, tmp_path: Path) -> None:
    plant.add("alt", 1.0)
    plant.write("alt", 3.0, time=datetime(2026, 1, 1, tzinfo=UTC))
    old = point("alt", plant.address("alt"))

    async def scene() -> None:
        async with connected(plant, [old], tmp_path) as (_, sink):
            await until(lambda: len(sink.values(old)) == 2)
            assert sink.values(old) == [3.0, 3.0]
            age_us = datetime.now(UTC).timestamp() * 1e6 - int(sink.of(old).source_time[-1])
            assert age_us < 15e6

    asyncio.run(scene())


def test_no_connection_is_left_behind(plant: Plant, tmp_path: Path) -> None:
    plant.add("kraft", 1.0)
    kraft = point("kraft", plant.address("kraft"))

    async def scene() -> None:
        for _ in range(3):
            async with connected(plant, [kraft], tmp_path) as (connector, _):
                await online(connector)
        await until(lambda: plant.sessions() == 0)
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(scene())
