"""Alarms of an independent server (node-opcua): mirrored, ordered about, and the server agrees."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from app.domain.alarms import (
    AlarmEventKind,
    AlarmId,
    AlarmOrder,
    AlarmState,
    Mirror,
    OrderKind,
    Priority,
    VisibleState,
    forgotten,
    mirrored_rule,
    mirrored_step,
)
from app.services.ports import ConnectorError
from connectors.opcua.connector import OpcuaConnector
from tests.connectors.opcua.rigs import SOURCE, Recorder, make, online, point, until
from tests.servers.node_opcua import NodeMissingError, NodeServer, install

K = AlarmEventKind
ALARMS = 16
"""Each test has alarms of its own: 0, 4, 8 and 12 ask for a confirmation."""


@pytest.fixture(scope="module")
def server() -> Iterator[NodeServer]:
    try:
        install()
    except NodeMissingError as error:
        pytest.skip(str(error))
    with NodeServer(ALARMS) as running:
        yield running


class Desk:
    """What a collector makes of the conditions told: states and events."""

    def __init__(self, sink: Recorder) -> None:
        self._sink = sink
        self._taken = 0
        self.states: dict[AlarmId, AlarmState] = {}
        self.events: list[tuple[AlarmEventKind, AlarmId, str, str]] = []

    @property
    def wholes(self) -> list[object]:
        return [conditions for conditions, is_whole in self._sink.calls if is_whole]

    def look(self) -> "Desk":
        """Take what has been told since the last look."""
        calls = self._sink.calls
        for conditions, is_whole in calls[self._taken :]:
            said = list(conditions)
            if is_whole:
                named = {condition.alarm for condition in said}
                said += [
                    forgotten(alarm, state.mirror, 0)
                    for alarm, state in self.states.items()
                    if alarm not in named and state.mirror is not None
                ]
            for condition in said:
                before = self.states.get(condition.alarm, AlarmState())
                step = mirrored_step(before, condition, 0)
                self.states[condition.alarm] = step.state
                self.events += [(e.kind, e.alarm, e.actor, e.comment) for e in step.events]
        self._taken = len(calls)
        return self

    def state(self, number: int) -> AlarmState:
        return self.look().states.get(alarm(number), AlarmState())

    def kinds(self, number: int) -> list[AlarmEventKind]:
        return [kind for kind, of, _, _ in self.look().events if of == alarm(number)]

    def mirror(self, number: int) -> Mirror:
        mirror = self.state(number).mirror
        assert mirror is not None
        return mirror


def alarm(number: int) -> AlarmId:
    return AlarmId(f"{SOURCE}@{NodeServer.condition(number)}")


@asynccontextmanager
async def mirrored(server: NodeServer, folder: Path) -> AsyncIterator[tuple[OpcuaConnector, Desk]]:
    sink = Recorder()
    points = [point(f"v{number}", server.address(number)) for number in range(ALARMS)]
    connector = make(server.url, points, folder, sink=sink, alarms="mirror")
    await connector.start()
    try:
        await online(connector)
        await until(lambda: bool(sink.wholes))
        yield connector, Desk(sink)
    finally:
        await connector.stop()


async def order(
    connector: OpcuaConnector, desk: Desk, kind: OrderKind, *numbers: int, **more: Any
) -> None:
    mirrors = {alarm(number): desk.mirror(number) for number in numbers}
    await connector.operate(
        AlarmOrder(kind, tuple(mirrors), more.pop("actor", "Meier"), **more), mirrors
    )


async def shows(desk: Desk, number: int, state: VisibleState) -> None:
    await until(lambda: desk.state(number).visible is state)


async def agrees(server: NodeServer, number: int, **facts: Any) -> None:
    """Wait until the server itself holds these facts of an alarm."""

    def is_so(told: list[dict[str, Any]]) -> bool:
        return facts.items() <= told[number].items()

    assert await asyncio.to_thread(server.wait, is_so), (facts, server.tell()[number])


def test_limit_alarm_is_mirrored_acknowledged_and_confirmed(
    server: NodeServer, tmp_path: Path
) -> None:
    confirmed = 0

    async def scene() -> None:
        async with mirrored(server, tmp_path) as (connector, desk):
            server.set(confirmed, 85.0)
            await shows(desk, confirmed, VisibleState.UNACKNOWLEDGED)
            mirror = desk.mirror(confirmed)
            assert mirror.severity == 700
            assert mirror.point == "v0"
            assert "High at 85" in mirror.message.de
            assert mirrored_rule(alarm(confirmed), mirror).priority is Priority.HIGH
            assert {OrderKind.ACKNOWLEDGE, OrderKind.CONFIRM, OrderKind.SHELVE} <= mirror.methods
            await order(connector, desk, OrderKind.ACKNOWLEDGE, confirmed, comment="gesehen")
            await shows(desk, confirmed, VisibleState.ACKNOWLEDGED)
            await agrees(server, confirmed, active=True, acked=True, confirmed=False)
            assert server.tell()[confirmed]["comment"] == "gesehen [Leitstand: Meier]"
            assert not desk.mirror(confirmed).is_confirmed
            server.set(confirmed, 50.0)
            await shows(desk, confirmed, VisibleState.LATCHED)
            await order(connector, desk, OrderKind.CONFIRM, confirmed, comment="behoben")
            await shows(desk, confirmed, VisibleState.NORMAL)
            await agrees(server, confirmed, confirmed=True)
            assert [(kind, who, what) for kind, _, who, what in desk.look().events] == [
                (K.RAISED, "", ""),
                (K.ACKNOWLEDGED, "Meier", "gesehen"),
                (K.CLEARED, "", ""),
                (K.CONFIRMED, "Meier", "behoben"),
            ]

    asyncio.run(scene())


def test_worse_alarm_calls_again(server: NodeServer, tmp_path: Path) -> None:
    plain = 1

    async def scene() -> None:
        async with mirrored(server, tmp_path) as (connector, desk):
            server.set(plain, 85.0)
            await shows(desk, plain, VisibleState.UNACKNOWLEDGED)
            await order(connector, desk, OrderKind.ACKNOWLEDGE, plain)
            await shows(desk, plain, VisibleState.ACKNOWLEDGED)
            server.set(plain, 95.0)
            await shows(desk, plain, VisibleState.UNACKNOWLEDGED)
            assert desk.kinds(plain) == [K.RAISED, K.ACKNOWLEDGED, K.REALARMED]
            assert desk.mirror(plain).severity == 900
            await order(connector, desk, OrderKind.ACKNOWLEDGE, plain)
            await agrees(server, plain, acked=True)

    asyncio.run(scene())


def test_alarm_that_is_over_waits_in_a_branch_until_it_is_seen(
    server: NodeServer, tmp_path: Path
) -> None:
    plain = 2

    async def scene() -> None:
        async with mirrored(server, tmp_path) as (connector, desk):
            server.set(plain, 5.0)
            await shows(desk, plain, VisibleState.UNACKNOWLEDGED)
            server.set(plain, 50.0)
            await shows(desk, plain, VisibleState.RETURNED)
            server.set(plain, 15.0)
            await shows(desk, plain, VisibleState.UNACKNOWLEDGED)
            assert desk.state(plain).occurrences == 2
            assert desk.kinds(plain) == [K.RAISED, K.CLEARED, K.RAISED]
            server.set(plain, 50.0)
            await agrees(server, plain, branches=2)
            await until(lambda: len(desk.mirror(plain).branch.split()) == 3)
        async with mirrored(server, tmp_path) as (connector, desk):
            # This server names branches only once; another collector must know them nevertheless.
            await shows(desk, plain, VisibleState.RETURNED)
            assert len(desk.mirror(plain).branch.split()) == 3
            await order(connector, desk, OrderKind.ACKNOWLEDGE, plain)
            await shows(desk, plain, VisibleState.NORMAL)
            await agrees(server, plain, acked=True, branches=0)

    asyncio.run(scene())


def test_many_alarms_are_acknowledged_by_one_order(server: NodeServer, tmp_path: Path) -> None:
    async def scene() -> None:
        async with mirrored(server, tmp_path) as (connector, desk):
            numbers = range(8, 16)
            for number in numbers:
                server.set(number, 85.0)
            for number in numbers:
                await shows(desk, number, VisibleState.UNACKNOWLEDGED)
            await order(connector, desk, OrderKind.ACKNOWLEDGE, *numbers, comment="alle")
            for number in numbers:
                await shows(desk, number, VisibleState.ACKNOWLEDGED)
                await agrees(server, number, acked=True)

    asyncio.run(scene())


def test_shelf_is_known_although_the_server_does_not_tell(
    server: NodeServer, tmp_path: Path
) -> None:
    plain = 3

    async def scene() -> None:
        async with mirrored(server, tmp_path) as (connector, desk):
            server.set(plain, 85.0)
            await shows(desk, plain, VisibleState.UNACKNOWLEDGED)
            end_us = (time.time_ns() // 1_000) + 600_000_000
            await order(connector, desk, OrderKind.SHELVE, plain, comment="Fühler", until_us=end_us)
            await shows(desk, plain, VisibleState.SHELVED)
            await agrees(server, plain, shelving="TimedShelved")
            shelf = desk.state(plain).shelf
            assert shelf is not None
            assert (shelf.actor, shelf.reason, shelf.is_one_shot) == ("Meier", "Fühler", False)
            assert abs(shelf.until_us - end_us) < 5_000_000
            server.set(plain, 95.0)
            await until(lambda: desk.mirror(plain).severity == 900)
            assert desk.state(plain).visible is VisibleState.SHELVED
            with pytest.raises(ConnectorError, match="schon zurückgestellt"):
                await order(connector, desk, OrderKind.SHELVE, plain, comment="x", until_us=end_us)
            await order(connector, desk, OrderKind.UNSHELVE, plain)
            await shows(desk, plain, VisibleState.UNACKNOWLEDGED)
            await agrees(server, plain, shelving="Unshelved")
            await order(
                connector, desk, OrderKind.SHELVE, plain, comment="einmal", is_one_shot=True
            )
            await shows(desk, plain, VisibleState.SHELVED)
            await agrees(server, plain, shelving="OneShotShelved")
            await order(connector, desk, OrderKind.UNSHELVE, plain)
            await shows(desk, plain, VisibleState.UNACKNOWLEDGED)
            await order(connector, desk, OrderKind.ACKNOWLEDGE, plain)
            await agrees(server, plain, acked=True)

    asyncio.run(scene())


def test_comment_and_refusals_come_back_in_words(server: NodeServer, tmp_path: Path) -> None:
    plain = 5

    async def scene() -> None:
        async with mirrored(server, tmp_path) as (connector, desk):
            server.set(plain, 85.0)
            await shows(desk, plain, VisibleState.UNACKNOWLEDGED)
            old = desk.mirror(plain)
            await order(connector, desk, OrderKind.COMMENT, plain, comment="Monteur kommt")
            await until(lambda: desk.state(plain).comment == "Monteur kommt")
            assert (K.COMMENTED, alarm(plain), "Meier", "Monteur kommt") in desk.events
            stale = AlarmOrder(OrderKind.ACKNOWLEDGE, (alarm(plain),), "Meier")
            with pytest.raises(ConnectorError, match="inzwischen geändert"):
                await connector.operate(stale, {alarm(plain): old})
            with pytest.raises(ConnectorError, match="bietet das für den Alarm „Limit 5“ nicht an"):
                await order(connector, desk, OrderKind.CONFIRM, plain)
            day_us = (time.time_ns() // 1_000) + 86_400_000_000
            with pytest.raises(ConnectorError, match="so lange Zurückstellung"):
                await order(connector, desk, OrderKind.SHELVE, plain, until_us=day_us)
            with pytest.raises(ConnectorError, match="kein Zurücknehmen"):
                await order(connector, desk, OrderKind.UNACKNOWLEDGE, plain)
            await order(connector, desk, OrderKind.ACKNOWLEDGE, plain)
            await agrees(server, plain, acked=True)

    asyncio.run(scene())


def test_alarms_that_stand_already_are_known_after_a_connect(
    server: NodeServer, tmp_path: Path
) -> None:
    confirmed, plain = 4, 6

    async def scene() -> None:
        server.set(confirmed, 95.0)
        async with mirrored(server, tmp_path) as (connector, desk):
            await shows(desk, confirmed, VisibleState.UNACKNOWLEDGED)
            server.set(plain, 85.0)
            await shows(desk, plain, VisibleState.UNACKNOWLEDGED)
            await order(connector, desk, OrderKind.ACKNOWLEDGE, confirmed, plain)
            await shows(desk, plain, VisibleState.ACKNOWLEDGED)
            await shows(desk, confirmed, VisibleState.ACKNOWLEDGED)
            # This server no longer names an active alarm once it is acknowledged.
            await connector.stop()
            await connector.start()
            await until(lambda: len(desk.wholes) == 2)
            assert desk.state(plain).visible is VisibleState.ACKNOWLEDGED
            assert desk.state(confirmed).visible is VisibleState.ACKNOWLEDGED
            await order(connector, desk, OrderKind.CONFIRM, confirmed)
        async with mirrored(server, tmp_path) as (_, desk):
            # Another collector finds it nevertheless, by the node of its point.
            assert desk.state(plain).visible is VisibleState.ACKNOWLEDGED
            assert desk.state(confirmed).visible is VisibleState.ACKNOWLEDGED

    asyncio.run(scene())
