"""A console asks a device of a source who it is, over the whole link."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.points import SourceId
from app.domain.sources import DeviceIdentity, NeighbourIdentity, PortIdentity
from app.services.ports import ConnectorError
from tests.fakes.adapters import FakeConnector
from tests.fakes.city import make_city
from tests.fakes.collecting import Bench
from tests.fakes.waiting import wait_for

REAL = make_city(20)
CITY = replace(REAL, sources=tuple(replace(one, url="x") for one in REAL.sources))
SOURCE = CITY.sources[0].id
IDENTITY = DeviceIdentity(
    "kern.example",
    7,
    name="kern",
    serials=("A", "B"),
    ports=(PortIdentity(1, "Te1/1", mac="02:00:00:00:00:01", is_up=True, speed_mbit_s=1e4),),
    neighbours=(NeighbourIdentity(1, "02:00:00:00:00:02", "Te1/2"),),
    is_whole=False,
)


async def identify(agent: str) -> DeviceIdentity:
    """Answer like a connector whose devices can say who they are."""
    if agent == "niemand":
        raise ConnectorError("Das Gerät antwortet nicht.")
    return replace(IDENTITY, agent=agent)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(CITY, tmp_path)
    bench.start()
    bench.see(lambda state: len(state.sources) == len(CITY.sources))
    # The past of three days is written first: what stops in the middle of it is another test's.
    wait_for(lambda: int((bench.historian.stored.source_time <= 10).sum()) >= 3)
    yield bench
    bench.stop()


def speaking(bench: Bench) -> FakeConnector:
    connector = bench.connectors[SOURCE]
    connector.identify = identify  # type: ignore[attr-defined] # a connector of SNMP has it
    return connector


def test_what_a_device_says_of_itself_comes_whole_to_the_console(bench: Bench) -> None:
    speaking(bench)
    assert bench.client.identify(SOURCE, "kern.example").result(5) == IDENTITY


def test_a_device_that_does_not_answer_is_told_with_its_reason(bench: Bench) -> None:
    speaking(bench)
    with pytest.raises(ConnectorError, match="antwortet nicht"):
        bench.client.identify(SOURCE, "niemand").result(5)


def test_a_source_of_another_protocol_says_that_its_devices_cannot_tell(bench: Bench) -> None:
    with pytest.raises(ConnectorError, match="SNMP"):
        bench.client.identify(SOURCE, "kern.example").result(5)


def test_an_unknown_source_is_refused(bench: Bench) -> None:
    with pytest.raises(ConnectorError):
        bench.client.identify(SourceId("gibt-es-nicht"), "x").result(5)
