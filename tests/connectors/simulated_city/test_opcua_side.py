"""The plant: a real server met by a real client: values, history, writing, alarms, restarts."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from asyncua import Client, ua

from app.domain.cities import City
from app.domain.points import Point, PointKind
from app.domain.sources import SourceKind
from connectors.opcua.addresses import parse_address
from connectors.simulated_city.incidents import IncidentKind
from connectors.simulated_city.opcua_side import OpcuaSide
from connectors.simulated_city.opcua_values import microseconds
from connectors.simulated_city.sampling import simulated_points
from connectors.simulated_city.world import World
from tests.connectors.simulated_city.plants import now_us, running, watched_hamlet
from tests.fakes.hamlet import hamlet

Talk = Callable[[Client], Awaitable[None]]


class Plant:
    """A plant that lives as long as somebody talks to it."""

    def __init__(self, city: City) -> None:
        self.world = World(city, 1, has_incidents=False)
        self._runner = asyncio.Runner()
        self._stack = AsyncExitStack()
        self.side = self._runner.run(self._stack.enter_async_context(running(self.world)))

    def meet(self, talk: Talk) -> None:
        """Let a client talk to it."""

        async def main() -> None:
            async with asyncio.timeout(30.0), client_of(self.side) as client:
                await talk(client)

        self._runner.run(main())

    def point(self, name: str) -> Point:
        return next(point for point in self.world.city.points if point.id == name)

    def close(self) -> None:
        self._runner.run(self._stack.aclose())
        self._runner.close()


@pytest.fixture(scope="module")
def plant() -> Iterator[Plant]:
    made = Plant(watched_hamlet())
    yield made
    made.close()


@asynccontextmanager
async def client_of(side: OpcuaSide) -> AsyncIterator[Client]:
    client = Client(side.url, timeout=5)
    client.session_timeout = 60_000
    async with client:
        yield client


async def until(is_true: Callable[[], Awaitable[bool]]) -> None:
    """Return as soon as something is true; fail when it does not become true in time."""
    for _ in range(500):
        if await is_true():
            return
        await asyncio.sleep(0.02)
    pytest.fail("it did not happen in time")


async def is_open(side: OpcuaSide, *, wanted: bool) -> bool:
    """Tell whether somebody listens on the plant's port, or nobody when that is wanted."""
    with socket.socket() as probe:
        probe.setblocking(False)
        try:
            await asyncio.get_running_loop().sock_connect(probe, ("127.0.0.1", side.port))
        except OSError:
            return not wanted
    return wanted


async def node_of(client: Client, point: Point) -> Any:
    address = parse_address(point.address.node)
    index = await client.get_namespace_index(address.uri)
    return client.get_node(ua.NodeId(address.identifier, index))


def test_every_point_of_hamm_has_a_node_with_the_value_of_its_time(hamm: City) -> None:
    points = simulated_points(hamm, SourceKind.OPCUA)
    assert len(points) > 1_000
    city = Plant(hamm)

    async def talk(client: Client) -> None:
        addresses = [parse_address(point.address.node) for point in points]
        indices = {
            uri: await client.get_namespace_index(uri) for uri in {it.uri for it in addresses}
        }
        nodes = [ua.NodeId(it.identifier, indices[it.uri]) for it in addresses]
        values = await client.uaclient.read_attributes(nodes, ua.AttributeIds.Value)
        for point, value in zip(points, values, strict=True):
            assert value.StatusCode.is_good(), point.id
            if point.kind is not PointKind.STATE:
                at = np.array([microseconds(value.SourceTimestamp)])
                assert value.Value.Value == city.world.value(point.id, at).value[0, 0], point.id

    try:
        city.meet(talk)
    finally:
        city.close()


def test_a_person_finds_city_district_device_and_variable(plant: Plant) -> None:
    async def talk(client: Client) -> None:
        names = []
        node = client.nodes.objects
        for wanted in ("Weiler", "mitte", "charger-0", "power"):
            children = {
                (await child.read_browse_name()).Name: child for child in await node.get_children()
            }
            names.append(sorted(children))
            node = children.get(wanted) or children[next(iter(children))]
        assert "Weiler" in names[0]
        assert "charger-0" in names[2]
        properties = {(await p.read_browse_name()).Name: p for p in await node.get_properties()}
        assert (await properties["EngineeringUnits"].read_value()).DisplayName.Text == "kW"
        assert (await properties["EURange"].read_value()).Low == 0.0

    plant.meet(talk)


def test_values_move_and_carry_the_time_they_were_measured(plant: Plant) -> None:
    async def talk(client: Client) -> None:
        point = plant.point("signal_controller-0.cycle")
        changes: asyncio.Queue[Any] = asyncio.Queue()

        class Handler:
            def datachange_notification(self, _node: Any, _value: Any, data: Any) -> None:
                changes.put_nowait(data.monitored_item.Value)

        subscription = await client.create_subscription(100, Handler())
        await subscription.subscribe_data_change(await node_of(client, point))
        seen = [await changes.get() for _ in range(3)]
        times = np.array([microseconds(value.SourceTimestamp) for value in seen])
        assert (np.diff(times) == 1_000_000).all()
        values = [value.Value.Value for value in seen]
        assert plant.world.value(point.id, times).value[0].tolist() == values

    plant.meet(talk)


def test_history_joins_the_live_values_and_goes_both_ways(plant: Plant) -> None:
    async def talk(client: Client) -> None:
        point = plant.point("charger-0.power")
        node = await node_of(client, point)
        end = datetime.now(UTC)
        found = await node.read_raw_history(end - timedelta(hours=2), end)
        times = np.array([microseconds(value.SourceTimestamp) for value in found])
        assert len(times) == pytest.approx(720, abs=1)
        assert (np.diff(times) == 10_000_000).all()
        values = [value.Value.Value for value in found]
        assert plant.world.value(point.id, times).value[0].tolist() == values
        newest = await node.read_raw_history(end, end - timedelta(hours=2), 5)
        assert [microseconds(v.SourceTimestamp) for v in newest] == times[::-1][:5].tolist()
        long = await node.read_raw_history(end - timedelta(days=2), end)
        assert len(long) == pytest.approx(17_280, abs=1)

    plant.meet(talk)


def test_a_written_mode_is_taken_over_and_moves_the_signals(plant: Plant) -> None:
    async def talk(client: Client) -> None:
        mode = await node_of(client, plant.point("signal_controller-0.mode"))
        colour = await node_of(client, plant.point("signal_controller-0.main"))
        await mode.write_value(4, ua.VariantType.Int32)
        assert await mode.read_value() == 4

        async def is_flashing() -> bool:
            return bool(await colour.read_value() == 5)

        await until(is_flashing)

    plant.meet(talk)


def test_a_power_limit_holds_the_charger_down(plant: Plant) -> None:
    async def talk(client: Client) -> None:
        limit = await node_of(client, plant.point("charger-1.limit"))
        await limit.write_value(6.0)
        times = now_us() + np.arange(0, 86_400_000_000, 60_000_000, dtype=np.int64)
        power = plant.world.value(plant.point("charger-1.power").id, times).value
        assert power.max() <= 6.0
        assert await limit.read_value() == 6.0

    plant.meet(talk)


def test_what_the_plant_cannot_do_is_refused_with_the_reason(plant: Plant) -> None:
    async def talk(client: Client) -> None:
        limit = await node_of(client, plant.point("charger-0.limit"))
        power = await node_of(client, plant.point("charger-0.power"))
        mode = await node_of(client, plant.point("signal_controller-0.mode"))
        before = await limit.read_value()
        with pytest.raises(ua.uaerrors.BadOutOfRange):
            await limit.write_value(900.0)
        with pytest.raises(ua.uaerrors.BadTypeMismatch):
            await limit.write_value(ua.Variant("viel", ua.VariantType.String))
        with pytest.raises(ua.uaerrors.BadOutOfRange):
            await mode.write_value(77, ua.VariantType.Int32)
        with pytest.raises(ua.uaerrors.BadUserAccessDenied):
            await power.write_value(1.0)
        with pytest.raises(ua.uaerrors.BadUserAccessDenied):
            await client.nodes.server_state.write_value(1, ua.VariantType.Int32)
        assert await limit.read_value() == before

    plant.meet(talk)


def test_alarms_are_told_refreshed_acknowledged_and_ended(plant: Plant) -> None:
    async def talk(client: Client) -> None:
        events: asyncio.Queue[Any] = asyncio.Queue()

        class Handler:
            def event_notification(self, event: Any) -> None:
                events.put_nowait(event)

        subscription = await client.create_subscription(100, Handler())
        kinds = [client.get_node(ua.ObjectIds.AlarmConditionType)]
        await subscription.subscribe_alarms_and_conditions(evtypes=kinds)
        incident = plant.world.schedule.trigger(IncidentKind.CONTROLLER_FAULT, now_us(), 60.0)
        assert incident is not None
        raised = await _next(events, "ActiveState/Id")
        assert getattr(raised, "ActiveState/Id") is True
        assert getattr(raised, "AckedState/Id") is False
        assert raised.Retain is True
        assert raised.Severity == 700
        assert raised.SourceName == incident.device
        assert raised.Message.Text == "gestört"

        await client.get_node(ua.ObjectIds.ConditionType).call_method(
            ua.NodeId(ua.ObjectIds.ConditionType_ConditionRefresh),
            ua.Variant(subscription.subscription_id, ua.VariantType.UInt32),
        )
        told = await _next(events, "ActiveState/Id")
        assert told.EventId == raised.EventId

        await client.get_node(raised.NodeId).call_method(
            ua.NodeId(ua.ObjectIds.AcknowledgeableConditionType_Acknowledge),
            raised.EventId,
            ua.LocalizedText("gesehen", "de"),
        )
        seen = await _next(events, "AckedState/Id")
        assert getattr(seen, "AckedState/Id") is True
        assert seen.Comment.Text == "gesehen"
        plant.world.schedule.extra.clear()
        over = await _next(events, "ActiveState/Id")
        assert getattr(over, "ActiveState/Id") is False
        assert over.Retain is False

    plant.meet(talk)


async def _next(events: asyncio.Queue[Any], field: str) -> Any:
    async with asyncio.timeout(20.0):
        while True:
            event = await events.get()
            if getattr(event, field, None) is not None:
                return event


def test_a_restarted_server_is_really_away_and_comes_back_with_other_numbers() -> None:
    world = World(hamlet(1), 1, has_incidents=False)
    point = next(point for point in world.city.points if point.id == "charger-0.power")

    async def main() -> None:
        async with asyncio.timeout(40.0), running(world) as side:
            async with client_of(side) as client:
                before = await client.get_namespace_array()
            side.ask_restart(1.5)
            await until(lambda: is_open(side, wanted=False))
            began = time.monotonic()
            await until(lambda: is_open(side, wanted=True))
            assert time.monotonic() - began > 1.0
            async with client_of(side) as client:
                after = await client.get_namespace_array()
                node = await node_of(client, point)
                assert (await node.read_data_value()).StatusCode.is_good()
        assert set(after) == set(before)
        assert after != before

    asyncio.run(main())


def test_the_schedule_restarts_the_server(hamm: City) -> None:
    world = World(hamm, 1)
    restarts = [
        it
        for it in world.schedule.between(now_us() - 5 * 86_400_000_000, now_us())
        if it.kind is IncidentKind.SERVER_RESTART
    ]
    assert 8 <= len(restarts) <= 16
    assert all(5e6 < it.end_us - it.start_us < 15e6 for it in restarts)
