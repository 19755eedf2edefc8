"""The way to the store: in order, bounded, and never in the way of the event loop."""

import asyncio

import pytest

from app.domain.samples import SampleBatch
from connectors.delivery import Delivery
from connectors.tally import Tally
from tests.connectors.opcua.rigs import SOURCE, Recorder, until
from tests.fakes.clocks import START_US, FakeClock


def batch(first: int, count: int) -> SampleBatch:
    times = [START_US + first + number for number in range(count)]
    return SampleBatch.from_columns([1] * count, times, START_US, [0.0] * count)


def test_full_store_is_waited_for_and_nothing_is_lost_or_swapped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("connectors.delivery.ROWS_WAITING", 100)
    sink = Recorder()
    sink.gate.clear()

    async def scene() -> None:
        delivery = Delivery(SOURCE, sink, Tally(SOURCE, FakeClock()))
        running = asyncio.create_task(delivery.run())
        assert delivery.offer(batch(0, 150)), "a batch larger than all room must pass alone"
        assert not delivery.offer(batch(150, 1))
        waiting = asyncio.create_task(delivery.put(batch(150, 60)))
        await asyncio.sleep(0.05)
        assert not waiting.done()
        assert delivery.rows == 150
        sink.gate.set()
        await waiting
        await delivery.put(batch(210, 60))
        delivery.finish()
        await running
        assert delivery.rows == 0
        assert sink.batch.source_time.tolist() == [START_US + number for number in range(270)]

    asyncio.run(scene())


def test_end_waits_for_what_is_under_way() -> None:
    sink = Recorder()

    async def scene() -> None:
        delivery = Delivery(SOURCE, sink, Tally(SOURCE, FakeClock()))
        running = asyncio.create_task(delivery.run())
        delivery.offer(batch(0, 0))
        delivery.offer(batch(0, 5))
        delivery.finish()
        await running
        await until(lambda: len(sink.batch) == 5)

    asyncio.run(scene())
