"""The simulated network devices: real messages, the city's values, and the city's incidents."""

import asyncio
from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cities import City
from app.domain.points import DeviceId, PointKind
from app.domain.samples import Quality
from app.domain.sources import SourceKind, SourceState
from connectors.polling.addresses import Special, parse_measure
from connectors.simulated_city.history import parts
from connectors.simulated_city.incidents import Incident, IncidentKind
from connectors.simulated_city.sampling import simulated_points
from connectors.simulated_city.snmp_devices import VirtualDevice
from connectors.simulated_city.snmp_side import SnmpSide, devices_of
from connectors.simulated_city.snmp_wire import Question
from connectors.simulated_city.world import World
from tests.connectors.polling.rigs import asking, until
from tests.connectors.simulated_city.plants import now_us
from tests.fakes.network_city import CORE, network_city

NOON_US = 1_796_036_400_000_000
"""A Monday noon in November 2026."""


def core(world: World, at_us: int = NOON_US) -> VirtualDevice:
    return devices_of(world, at_us)[CORE]


def test_every_point_of_hamm_is_served_and_the_agent_is_full_of_its_city(hamm: City) -> None:
    devices = devices_of(World(hamm, 1, has_incidents=False), NOON_US)
    assert 20 <= len(devices) <= 60
    for device in devices.values():
        objects = device.objects(NOON_US)
        assert sorted(objects) == device.order
        for point in device.points:
            measure = parse_measure(point.address.item)
            if measure.special is None:
                oid = (*measure.oid, 1) if measure.interface else measure.oid
                assert oid in objects
            else:
                assert measure.special is Special.UP


def test_a_connector_reads_the_values_of_the_city_from_the_wire() -> None:
    city = network_city()
    world = World(city, has_incidents=False)

    async def scene() -> None:
        side = SnmpSide(world, 0, now_us)
        await side.start()
        try:
            async with asking(side.url, city.points, timeout_s=2.0) as (connector, sink):
                await until(lambda: connector.health().state is SourceState.ONLINE)
                steady = [it for it in city.points if "rate(" not in it.address.item]
                await until(lambda: set(sink.batch.key.tolist()) >= {it.key for it in steady})
                for point in steady:
                    sample = sink.of(point)
                    wanted = world.value(point.id, sample.source_time[:1]).value[0, 0]
                    tolerance = 0.02 if point.address.item == "sysUpTime" else 1e-6
                    assert abs(sample.value[0] - wanted) <= tolerance, point.id
                assert not connector.health().rejected
        finally:
            await side.stop()

    asyncio.run(scene())


def test_registers_grow_by_the_rates_of_the_city() -> None:
    world = World(network_city(), has_incidents=False)
    device = core(world)
    rate = next(it for it in device.points if "rate(ifHCIn" in it.address.item)
    oid = (*parse_measure(rate.address.item).oid, 1)
    before = int(device.objects(NOON_US)[oid])
    after = int(device.objects(NOON_US + 30_000_000)[oid])
    mean = world.value(rate.id, np.array([NOON_US, NOON_US + 30_000_000])).value.mean()
    assert (after - before) * 8 / 30 / 1e6 == pytest.approx(mean, rel=1e-6)


def test_a_device_that_is_offline_is_silent_and_its_history_has_no_values() -> None:
    city = network_city()
    world = World(city, has_incidents=False)
    incident = Incident(IncidentKind.OFFLINE, DeviceId("kern"), NOON_US, NOON_US + 3_600_000_000)
    world.schedule.extra.append(incident)
    device = core(world, NOON_US - 1)
    assert device.is_answering(NOON_US - 1)
    assert not device.is_answering(NOON_US + 1)
    assert device.is_answering(incident.end_us)
    (batch,) = parts(world, NOON_US, incident.end_us)
    for point in device.points:
        own = batch.select(batch.key == point.key)
        if point.address.item == Special.UP:
            assert set(own.value.tolist()) == {0.0}
            assert set(own.quality.tolist()) == {int(Quality.GOOD)}
        else:
            assert set(own.quality.tolist()) == {int(Quality.BAD)}
            assert all(isnan(value) for value in own.value.tolist())


def test_echoes_to_this_machine_are_never_said_to_fail(hamm: City) -> None:
    echoed = {str(point.device) for point in simulated_points(hamm, SourceKind.ICMP)}
    assert len(echoed) == 20
    world = World(hamm, 1)
    day_us = 86_400_000_000
    for incident in world.schedule.between(NOON_US - 30 * day_us, NOON_US):
        assert str(incident.device) not in echoed


def test_counts_only_grow_and_uptimes_pass(hamm: City) -> None:
    world = World(hamm, 1, has_incidents=False)
    times = NOON_US + np.arange(0, 86_400_000_000, 3_600_000_000, dtype=np.int64)
    for point in simulated_points(hamm, SourceKind.SNMP):
        values = world.value(point.id, times).value[0]
        assert np.isfinite(values).all()
        if point.kind is PointKind.COUNTER:
            assert (np.diff(values) >= 0).all()


@given(st.binary(max_size=200))
def test_whatever_comes_is_a_question_or_nothing(datagram: bytes) -> None:
    question = Question.read(datagram)
    assert question is None or isinstance(question.community, str)
