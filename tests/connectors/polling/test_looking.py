"""What an engineer sees of a device, and that what is shown can be a point."""

import asyncio

import pytest

from app.domain.sources import SourceKind, SourceState
from app.services.ports import ConnectorError
from app.services.profiles.templates import AGENT, is_measure
from connectors.simulated_city.snmp_side import SnmpSide
from connectors.simulated_city.world import World
from tests.connectors.polling.rigs import asking, point, until
from tests.connectors.simulated_city.plants import now_us
from tests.fakes.network_city import CORE, network_city


def test_every_variable_that_is_shown_can_be_made_a_point() -> None:
    async def scene() -> None:
        side = SnmpSide(World(network_city(), has_incidents=False), 0, now_us)
        await side.start()
        try:
            up = point(CORE, "agent.up")
            async with asking(side.url, [up], timeout_s=2.0, agents=["ap.example"]) as (it, _):
                await until(lambda: it.health().state is SourceState.ONLINE)
                assert [node.name for node in await it.browse("")] == [CORE, "ap.example"]
                parts = await it.browse(CORE)
                assert [node.name for node in parts][:2] == ["System", "Schnittstellen"]
                system = await it.browse(f"{CORE}|system")
                ports = await it.browse(f"{CORE}|if")
                assert ports[0].name == "Te1/1 · Richtung Stadtnetz"
                shown = system + await it.browse(ports[0].address)
                assert any(node.item == "rate(ifHCInOctets[Te1/1])" for node in shown)
                for node in shown:
                    assert AGENT.fullmatch(node.address)
                    assert is_measure(node.item, SourceKind.SNMP)
                assert next(node for node in shown if node.item == "agent.up").is_known
                (neighbour,) = await it.browse(f"{CORE}|lldp")
                assert neighbour.name == "ap.example"
                (address,) = await it.browse(f"{CORE}|fdb")
                assert (address.value, len(address.name)) == ("Te1/1", 17)
                with pytest.raises(ConnectorError):
                    await it.browse("niemand.example")
                with pytest.raises(ConnectorError):
                    await it.browse("a b|if")
        finally:
            await side.stop()

    asyncio.run(scene())
