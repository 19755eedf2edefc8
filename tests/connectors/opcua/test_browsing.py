"""Looking through an unknown server, within what it allows in one call."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from asyncua import ua

from app.domain.sources import SourceState
from app.services.ports import ConnectorError
from tests.connectors.opcua.rigs import connected, online, point, until
from tests.servers.opcua import NAMESPACE, Plant


def test_variables_are_shown_with_type_value_unit_and_description(
    plant: Plant, tmp_path: Path
) -> None:
    plant.add("kraft", 1.5)
    plant.describe("kraft", "Wirkleistung am Trafo", unit="kW")
    plant.add("zustand", "Available", ua.VariantType.String)
    known = point("kraft", plant.address("kraft"))

    async def scene() -> None:
        async with connected(plant, [known], tmp_path) as (connector, _):
            await online(connector)
            nodes = {node.name: node for node in await connector.browse("")}
            power = nodes["kraft"]
            assert power.address == f"nsu={NAMESPACE};s=kraft"
            assert (power.data_type, power.value, power.unit) == ("Double", "1.5", "kW")
            assert power.description == "Wirkleistung am Trafo"
            assert (power.is_variable, power.is_known, power.has_children) == (True, True, False)
            state = nodes["zustand"]
            assert (state.value, state.data_type, state.is_known) == ("Available", "String", False)
            server = nodes["Server"]
            assert server.address == "i=2253"
            assert (server.is_variable, server.has_children) == (False, True)
            below = {node.name: node for node in await connector.browse("i=2253")}
            assert below["ServerStatus"].has_children
            assert below["ServerStatus"].data_type == "ServerStatusDataType"
            assert below["NamespaceArray"].value.startswith("['http://opcfoundation.org/UA/'")

    asyncio.run(scene())


def test_calls_stay_within_the_limits_of_the_server(
    plant: Plant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"v{number}" for number in range(25)]
    for number, name in enumerate(names):
        plant.add(name, float(number))
    for limit in ("MaxNodesPerRead", "MaxNodesPerBrowse", "MaxMonitoredItemsPerCall"):
        plant.limit(limit, 7)
    sizes = plant.watch_calls(monkeypatch)
    points = [point(name, plant.address(name)) for name in names]

    async def scene() -> None:
        async with connected(plant, points, tmp_path) as (connector, sink):
            await until(lambda: len(set(sink.batch.key.tolist())) == 25)
            nodes = await connector.browse("")
            assert {node.name for node in nodes} >= set(names)
            assert all(node.value for node in nodes if node.name in names)

    asyncio.run(scene())
    assert {name: max(most) for name, most in sizes.items()} == {
        "read": 7,
        "browse": 7,
        "create_monitored_items": 7,
    }


def test_server_that_takes_less_than_it_says_gets_smaller_calls(
    plant: Plant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"v{number}" for number in range(10)]
    for name in names:
        plant.add(name, 1.0)
    points = [point(name, plant.address(name)) for name in names]
    from connectors.opcua.session import Session  # noqa: PLC0415 - as late as the program does

    whole = Session._read

    async def strict(self: Session, nodes: Any, attribute: Any) -> Any:
        if len(nodes) > 6:
            raise ua.uaerrors.BadTooManyOperations
        return await whole(self, nodes, attribute)

    monkeypatch.setattr(Session, "_read", strict)

    async def scene() -> None:
        async with connected(plant, points, tmp_path) as (connector, _):
            await online(connector)
            nodes = [node for node in await connector.browse("") if node.name in names]
            assert [node.value for node in nodes] == ["1.0"] * 10

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("address", "part"),
    [("ns=2;s=x", "Nummer"), ("nsu=urn:nowhere;s=x", "kennt"), ("i=999999", "kennt")],
)
def test_wrong_address_is_told(plant: Plant, tmp_path: Path, address: str, part: str) -> None:
    async def scene() -> None:
        async with connected(plant, [], tmp_path) as (connector, _):
            await online(connector)
            with pytest.raises(ConnectorError, match=part):
                await connector.browse(address)
            assert connector.health().state is SourceState.ONLINE

    asyncio.run(scene())
