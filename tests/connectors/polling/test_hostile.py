"""Answers nobody should send: garbage, halves, other people's, circles, floods."""

import asyncio
from random import Random

import pytest
from pysnmp.proto.api import v2c

from app.domain.sources import SourceState
from connectors.polling.addresses import IF_NAME, parse_agent
from tests.connectors.polling.rigs import asking, point, until
from tests.servers.snmp import UPTIME, agent, plain_device

UP = point("d1", "agent.up")
OTHER = point("d2", "agent.up")
ITEMS = ("sysUpTime", "ifOperStatus[Te1/1]", "rate(ifHCInOctets[Te1/1])")


def mangled(random: Random, answer: bytes) -> bytes:
    """Return an answer with some bytes changed, cut off or added."""
    changed = bytearray(answer)
    for _ in range(random.randint(1, 6)):
        changed[random.randrange(len(changed))] = random.randrange(256)
    end = random.choice((len(changed), random.randrange(len(changed)), len(changed)))
    return bytes(changed[:end]) + random.randbytes(random.choice((0, 0, 5)))


@pytest.mark.parametrize("seed", range(4))
def test_mangled_answers_stop_nobody(seed: int) -> None:
    random = Random(seed)  # noqa: S311 -- the same garbage each time
    points = [point("d1", item) for item in ITEMS]
    faults: list[object] = []

    async def scene() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, told: faults.append(told))
        async with (
            agent(d1=plain_device(), d2=plain_device()) as served,
            asking(served.url, [UP, OTHER, *points], timeout_s=0.3) as (it, sink),
        ):
            await until(lambda: it.health().state is SourceState.ONLINE)
            served.spoil = lambda answer: mangled(random, answer)
            asked = served.asked
            while served.asked < asked + 15:
                await it.retry()
                await asyncio.sleep(0.02)
            served.spoil = bytes
            await it.retry()
            before = len(sink.of(OTHER))
            await until(lambda: len(sink.of(OTHER)) > before)
            await until(lambda: sink.values(UP)[-1] == 1.0)

    asyncio.run(scene())
    assert faults == [], "nothing of a stranger's may reach the loop as an error"


@pytest.mark.parametrize(
    "answer", [b"", b"\0", b"\xff" * 1_400, b"\x30\x84\xff\xff\xff\xff", bytes(range(256))]
)
def test_garbage_is_counted_and_a_right_answer_behind_it_is_taken(answer: bytes) -> None:
    async def scene() -> None:
        async with agent() as served, asking(served.url, [UP]) as (connector, sink):
            await until(lambda: sink.values(UP)[:1] == [1.0])
            served.spoil = lambda _: answer
            await until(lambda: connector.health().state is SourceState.BACKING_OFF)
            served.spoil = bytes
            await until(lambda: connector.health().state is SourceState.ONLINE)

    asyncio.run(scene())


def test_an_answer_to_another_question_is_none() -> None:
    kept: list[bytes] = []

    def old(answer: bytes) -> bytes:
        kept.append(answer)
        return kept[0]

    async def scene() -> None:
        async with agent() as served, asking(served.url, [UP]) as (connector, sink):
            await until(lambda: sink.values(UP)[:1] == [1.0])
            served.spoil = old
            await until(lambda: len(kept) >= 2)
            await until(lambda: connector.health().state is SourceState.BACKING_OFF)

    asyncio.run(scene())


def test_a_walk_ends_where_numbers_do_not_rise_and_after_enough_rows() -> None:
    named = point("d1", "ifOperStatus[Te1/1]")

    async def scene() -> None:
        async with agent() as served, asking(served.url, [named]) as (connector, sink):
            await until(lambda: sink.values(named)[:1] == [1.0])
            probe = connector._snmp
            assert probe is not None
            session = probe._session
            names = {(*IF_NAME, place): v2c.OctetString(b"x") for place in range(1, 300)}
            served.devices["d1"] = plain_device() | names
            assert len(await session.walk(parse_agent("d1"), IF_NAME, 100)) == 100
            # An agent that begins at its first row whatever it is asked.
            served.is_circling = True
            assert 0 < len(await session.walk(parse_agent("d1"), IF_NAME)) < 100

    asyncio.run(scene())


def test_a_device_that_says_too_big_is_asked_less_at_once() -> None:
    items = [f"1.3.6.1.4.1.32473.{number}.0" for number in range(1, 40)]
    points = [point("d1", item) for item in items]
    long = {tuple(map(int, item.split("."))): v2c.OctetString(b"7" + b" " * 120) for item in items}

    async def scene() -> None:
        async with (
            agent(d1=plain_device() | long) as served,
            asking(served.url, points, values_per_question=40) as (connector, sink),
        ):
            await until(lambda: len(set(sink.batch.key.tolist())) == len(points))
            assert set(sink.batch.value.tolist()) == {7.0}
            assert connector.health().state is SourceState.ONLINE

    asyncio.run(scene())


def test_an_uptime_that_is_no_number_is_no_fault() -> None:
    async def scene() -> None:
        async with agent() as served, asking(served.url, [UP, point("d1", ITEMS[2])]) as (_, sink):
            served.devices["d1"][UPTIME] = v2c.OctetString(b"gestern")
            await until(lambda: len(sink.of(UP)) >= 3)
            assert set(sink.values(UP)) == {1.0}

    asyncio.run(scene())
