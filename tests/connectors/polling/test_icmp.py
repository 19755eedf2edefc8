"""Echoes to this machine, whose whole network 127.0.0.0/8 answers, and to nobody."""

import asyncio

import pytest

from app.domain.samples import Quality
from app.domain.sources import SourceState
from connectors.polling import icmp
from tests.connectors.polling.rigs import echoing, point, until

UP = point("10.77.0.11", "ping.up")
RTT = point("10.77.0.11", "ping.rtt")
LOSS = point("10.77.0.11", "ping.loss")
LOOPBACK = "icmp://127.0.0.0/8"


needs_icmp = pytest.mark.skipif(not icmp.open_kinds(), reason="this account may not send echoes")


@needs_icmp
def test_a_host_that_answers_has_a_round_trip_and_no_loss() -> None:
    async def scene() -> None:
        async with echoing(LOOPBACK, [UP, RTT, LOSS]) as (connector, sink):
            await until(lambda: len(sink.batch) >= 3)
            assert connector.health().state is SourceState.ONLINE
            assert sink.values(UP)[0] == 1.0
            assert sink.values(LOSS)[0] == 0.0
            assert 0.0 < sink.values(RTT)[0] < 500.0

    asyncio.run(scene())


@needs_icmp
def test_a_host_that_is_away_is_down_without_a_round_trip() -> None:
    # 192.0.2.0/24 is for documentation (RFC 5737): nobody is there.
    away = [point("192.0.2.7", item) for item in ("ping.up", "ping.loss", "ping.rtt")]
    here = point("127.0.0.1", "ping.up")

    async def scene() -> None:
        async with echoing("icmp://", [*away, here], count=1) as (connector, sink):
            await until(lambda: bool(sink.values(away[0]) and sink.values(here)))
            assert sink.values(away[0])[0] == 0.0
            assert sink.values(away[1])[0] == 100.0
            assert sink.qualities(away[2])[0] == Quality.BAD
            assert sink.values(here)[0] == 1.0
            assert connector.health().details["Geräte, die schweigen"] == "192.0.2.7"

    asyncio.run(scene())


@needs_icmp
def test_a_name_that_nobody_knows_is_told() -> None:
    lost = point("gibt-es-nicht.invalid", "ping.up")

    async def scene() -> None:
        async with echoing("icmp://", [lost]) as (connector, _):
            await until(lambda: connector.health().state is SourceState.BACKING_OFF)
            assert "nicht auflösen" in connector.health().reason

    asyncio.run(scene())


def test_without_the_right_to_send_echoes_a_person_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def scene() -> None:
        async with echoing(LOOPBACK, []) as (connector, _):
            await until(lambda: connector.health().state is SourceState.FAILED)
            assert "ping_group_range" in connector.health().reason

    monkeypatch.setattr(icmp, "open_kinds", lambda: ())
    asyncio.run(scene())


@needs_icmp
def test_what_a_host_offers_can_be_looked_at() -> None:
    async def scene() -> None:
        async with echoing(LOOPBACK, [UP], agents=["10.77.0.12"]) as (connector, _):
            await until(lambda: connector.health().state is SourceState.ONLINE)
            hosts = await connector.browse("")
            assert [node.name for node in hosts] == ["10.77.0.11", "10.77.0.12"]
            nodes = await connector.browse("10.77.0.11")
            assert [node.item for node in nodes] == [
                *("ping.up", "ping.rtt", "ping.loss", "ping.jitter"),
            ]
            assert [node.is_known for node in nodes] == [True, False, False, False]

    asyncio.run(scene())
