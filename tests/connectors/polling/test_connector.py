"""A source of devices on a real wire: who answers, who does not, and what that does to others."""

import asyncio
from typing import Any

import pytest
from pysnmp.entity import config as usm
from pysnmp.proto.api import v2c

from app.domain.points import PointKind
from app.domain.samples import Quality
from app.domain.sources import SourceState
from app.services.ports import ConnectorError
from connectors.polling import connector as life
from connectors.polling import snmp
from connectors.polling.failures import PollingFailure
from tests.connectors.opcua.rigs import words
from tests.connectors.polling.rigs import Secrets, asking, point, until
from tests.servers.snmp import IN_32, IN_64, STATUS, UPTIME, agent, agent_v3, plain_device

UP = point("d1", "agent.up")
TIME = point("d1", "sysUpTime", scale=0.01)
RATE = point("d1", "rate(ifHCInOctets[Te1/1])", scale=8e-6)
STATE = point("d1", "ifOperStatus[Gi1/2]")


def test_answers_become_samples_in_the_units_of_the_points() -> None:
    async def scene() -> None:
        async with agent() as served, asking(served.url, [UP, TIME, STATE]) as (connector, sink):
            await until(lambda: len(sink.batch) >= 3)
            assert connector.health().state is SourceState.ONLINE
            assert sink.values(UP)[0] == 1.0
            assert sink.values(TIME)[0] == 1_000.0
            assert sink.values(STATE)[0] == 2.0
            health = connector.health()
            assert health.messages >= 1
            assert health.details["Geräte, die antworten"] == "1 von 1"
            assert b"sysUpTime" in connector.raw_messages()[0].head

    asyncio.run(scene())


def test_a_rate_is_made_of_two_readings_and_follows_a_register_that_runs_over() -> None:
    register = point("d1", "ifInOctets[Te1/1]", kind=PointKind.COUNTER)
    rate = point("d1", "rate(ifInOctets[Te1/1])")

    async def scene() -> None:
        async with agent() as served, asking(served.url, [register, rate]) as (_, sink):
            objects = served.devices["d1"]
            objects[*IN_32, 1] = v2c.Counter32(2**32 - 500)
            await until(lambda: 2**32 - 500 in sink.values(register))
            objects[*IN_32, 1] = v2c.Counter32(500)
            await until(lambda: 2**32 + 500 in sink.values(register))
            await until(lambda: any(500 < value < 2_000 for value in sink.values(rate)))
            assert all(value >= 0 for value in sink.values(rate))

    asyncio.run(scene())


def test_a_restarted_device_makes_no_peak_in_a_rate() -> None:
    async def scene() -> None:
        async with agent() as served, asking(served.url, [RATE, TIME]) as (_, sink):
            objects = served.devices["d1"]
            await until(lambda: len(sink.values(RATE)) >= 1)
            objects[UPTIME] = v2c.TimeTicks(10)
            objects[*IN_64, 1] = v2c.Counter64(5 * 10**15)
            await until(lambda: 0.1 in sink.values(TIME))
            await until(lambda: sink.values(TIME).count(0.1) >= 2)
            assert max(sink.values(RATE)) < 1.0

    asyncio.run(scene())


def test_a_silent_device_turns_bad_and_does_not_stall_the_others() -> None:
    other = point("d2", "sysUpTime", scale=0.01)
    third = point("d3", "sysUpTime", scale=0.01)

    async def scene() -> None:
        devices = {name: plain_device() for name in ("d1", "d2", "d3")}
        async with (
            agent(**devices) as served,
            asking(served.url, [UP, TIME, other, third]) as (connector, sink),
        ):
            await until(lambda: min(map(len, map(sink.of, (UP, other, third)))) >= 1)
            served.silent.add("d1")
            await until(lambda: Quality.BAD in sink.qualities(TIME))
            assert sink.values(UP)[-1] == 0.0
            assert sink.qualities(UP)[-1] == Quality.GOOD, "that it is down is known"
            before = len(sink.of(other))
            await until(lambda: len(sink.of(other)) >= before + 2)
            assert Quality.BAD not in sink.qualities(other)
            health = connector.health()
            assert health.state is SourceState.ONLINE, "one of three is no fault of the source"
            assert health.details["Geräte, die schweigen"] == "d1"
            assert health.rejects[0].origin == "d1"
            served.silent.clear()
            await until(lambda: sink.qualities(TIME)[-1] == Quality.GOOD)
            assert sink.values(UP)[-1] == 1.0

    asyncio.run(scene())


def test_many_silent_devices_degrade_the_source_and_are_named() -> None:
    points = [point(f"d{number}", "sysUpTime") for number in range(1, 11)]

    async def scene() -> None:
        devices = {str(it.address.node): plain_device() for it in points}
        async with agent(**devices) as served, asking(served.url, points) as (connector, _):
            await until(lambda: connector.health().state is SourceState.ONLINE)
            served.silent |= {"d1", "d2", "d3", "d4"}
            await until(lambda: connector.health().state is SourceState.DEGRADED)
            await until(lambda: "4 von 10 Geräten" in connector.health().reason)
            assert "und 1 weitere" in connector.health().reason

    asyncio.run(scene())


def test_an_agent_that_dies_and_comes_back_is_found_again() -> None:
    other = point("d2", "agent.up")

    async def scene() -> None:
        async with (
            agent(d1=plain_device(), d2=plain_device()) as served,
            asking(served.url, [UP, other]) as (connector, sink),
        ):
            await until(lambda: connector.health().state is SourceState.ONLINE)
            await served.stop()
            await until(lambda: connector.health().state is SourceState.BACKING_OFF)
            assert "Keines der 2 Geräte antwortet" in connector.health().reason
            assert connector.health().retries > 0
            # Nobody knows whether the devices or our own network are away.
            await until(lambda: sink.qualities(UP)[-1] == Quality.BAD)
            await until(lambda: sink.qualities(other)[-1] == Quality.BAD)
            await served.start()
            await until(lambda: connector.health().state is SourceState.ONLINE)
            await until(lambda: sink.values(UP)[-1] == 1.0 and sink.values(other)[-1] == 1.0)

    asyncio.run(scene())


def test_a_wrong_community_is_met_with_silence_and_the_reason_asks_for_it() -> None:
    async def scene() -> None:
        async with agent() as served:
            secrets = Secrets(**{"netz/snmp": "falsch"})
            options: dict[str, Any] = {"community": "secret:netz/snmp"}
            async with asking(served.url, [UP], secrets=secrets, **options) as (connector, _):
                await until(lambda: connector.health().state is SourceState.BACKING_OFF)
                assert "Community" in connector.health().reason
                assert "falsch" not in connector.health().reason
                served.community = "falsch"
                await until(lambda: connector.health().state is SourceState.ONLINE)

    asyncio.run(scene())


def test_a_missing_password_needs_a_person_and_a_second_try_takes_it() -> None:
    async def scene() -> None:
        secrets = Secrets()
        async with agent() as served:
            options: dict[str, Any] = {"community": "secret:netz/snmp"}
            async with asking(served.url, [UP], secrets=secrets, **options) as (connector, _):
                await until(lambda: connector.health().state is SourceState.FAILED)
                assert "netz/snmp" in connector.health().reason
                secrets.set("netz/snmp", "public")
                await connector.retry()
                await until(lambda: connector.health().state is SourceState.ONLINE)

    asyncio.run(scene())


V3: dict[str, Any] = {
    "version": 3,
    "user": "leser",
    "auth_password": "secret:auth",
    "privacy_password": "secret:priv",
    "timeout_s": 2.0,
}
RIGHT = {"auth": "signiert-7", "priv": "geheim-77"}


@pytest.mark.parametrize(
    ("auth", "privacy", "ours"),
    [
        (usm.USM_AUTH_HMAC96_SHA, usm.USM_PRIV_CFB128_AES, ("sha", "aes128")),
        (usm.USM_AUTH_HMAC192_SHA256, usm.USM_PRIV_CFB256_AES, ("sha256", "aes256")),
        (usm.USM_AUTH_HMAC96_MD5, usm.USM_PRIV_CBC56_DES, ("md5", "des")),
    ],
)
def test_v3_signs_and_encrypts(auth: object, privacy: object, ours: tuple[str, str]) -> None:
    async def scene() -> None:
        async with agent_v3(plain_device(), auth, privacy) as url:
            host = url.removeprefix("snmp://")
            own = point(host, "sysUpTime", scale=0.01)
            options: dict[str, Any] = V3 | {"auth": ours[0], "privacy": ours[1]}
            secrets = Secrets(**RIGHT)
            async with asking("snmp://", [own], secrets=secrets, **options) as (connector, sink):
                await until(lambda: connector.health().state is SourceState.ONLINE)
                await until(lambda: 1_000.0 in sink.values(own))
                assert ours[0].upper() in connector.health().security

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("wrong", "word"),
    [({"auth": "ganz-falsch"}, "auth_password"), ({"priv": "ganz-falsch"}, "privacy_password")],
)
def test_a_wrong_password_of_v3_is_told(wrong: dict[str, str], word: str) -> None:
    async def scene() -> None:
        auth, privacy = usm.USM_AUTH_HMAC96_SHA, usm.USM_PRIV_CFB128_AES
        async with agent_v3(plain_device(), auth, privacy) as url:
            own = point(url.removeprefix("snmp://"), "agent.up")
            options: dict[str, Any] = V3 | {"auth": "sha", "privacy": "aes128", "timeout_s": 1.0}
            secrets = Secrets(**(RIGHT | wrong))
            async with asking("snmp://", [own], secrets=secrets, **options) as (connector, sink):
                await until(lambda: connector.health().state is SourceState.FAILED)
                assert word in connector.health().reason
                assert 1.0 not in sink.values(own)

    asyncio.run(scene())


def test_an_unknown_user_of_v3_needs_a_person() -> None:
    async def scene() -> None:
        auth, privacy = usm.USM_AUTH_HMAC96_SHA, usm.USM_PRIV_CFB128_AES
        async with agent_v3(plain_device(), auth, privacy) as url:
            own = point(url.removeprefix("snmp://"), "agent.up")
            options: dict[str, Any] = V3 | {"auth": "sha", "privacy": "aes128", "user": "niemand"}
            async with asking("snmp://", [own], secrets=Secrets(**RIGHT), **options) as (it, _):
                await until(lambda: it.health().state is SourceState.FAILED)
                assert "Benutzer" in it.health().reason

    asyncio.run(scene())


def test_a_short_password_of_v3_is_refused_before_anything_is_sent() -> None:
    async def scene() -> None:
        options: dict[str, Any] = V3 | {"auth": "sha", "privacy": "aes128"}
        secrets = Secrets(auth="kurz", priv="geheim-77")
        async with asking("snmp://", [UP], secrets=secrets, **options) as (connector, _):
            await until(lambda: connector.health().state is SourceState.FAILED)
            assert "kürzer als 8" in connector.health().reason

    asyncio.run(scene())


def test_what_a_device_does_not_have_is_bad_and_named() -> None:
    lacking = point("d1", "ifOperStatus[Te9/9]")
    unknown = point("d1", "1.3.6.1.4.1.32473.7.0")
    word = point("d1", "sysDescr")

    async def scene() -> None:
        async with (
            agent() as served,
            asking(served.url, [UP, lacking, unknown, word]) as (connector, sink),
        ):
            await until(lambda: connector.health().state is SourceState.DEGRADED)
            assert "Te9/9" in connector.health().reason
            for one in (lacking, unknown, word):
                await until(lambda one=one: sink.qualities(one)[:1] == [Quality.BAD])  # type: ignore[misc]
            assert sink.qualities(UP)[0] == Quality.GOOD
            rejected = connector.health().rejects[0].outcome
            assert "keine Schnittstelle" in rejected
            assert "kennt dieses Objekt nicht" in rejected
            assert connector.health().rejected == 1, "the same fault is told once"

    asyncio.run(scene())


def test_interfaces_that_were_numbered_anew_are_found_by_their_name() -> None:
    async def scene() -> None:
        async with agent() as served, asking(served.url, [STATE]) as (_, sink):
            await until(lambda: 2.0 in sink.values(STATE))
            objects = plain_device()
            objects[UPTIME] = v2c.TimeTicks(5)
            moved = {
                (*oid[:-1], 7) if oid[-1] == 2 and oid != UPTIME else oid: value
                for oid, value in objects.items()
            }
            moved[*STATUS, 7] = v2c.Integer(1)
            served.devices["d1"] = moved
            await until(lambda: 1.0 in sink.values(STATE))

    asyncio.run(scene())


def test_words_of_a_device_become_the_codes_of_a_state() -> None:
    state = point("d1", "sysDescr", kind=PointKind.STATE, states=words(Testgeraet=7))

    async def scene() -> None:
        async with agent() as served, asking(served.url, [state]) as (_, sink):
            await until(lambda: 7.0 in sink.values(state))

    asyncio.run(scene())


def test_changed_points_are_asked_without_a_new_beginning() -> None:
    async def scene() -> None:
        async with (
            agent(d1=plain_device(), d2=plain_device()) as served,
            asking(served.url, [UP]) as (connector, sink),
        ):
            await until(lambda: connector.health().state is SourceState.ONLINE)
            since_us = connector.health().connected_us
            other = point("d2", "agent.up")
            await connector.apply_points([UP, other, TIME])
            await until(lambda: bool(sink.values(other) and sink.values(TIME)))
            assert connector.health().connected_us == since_us
            await connector.apply_points([other])
            await until(lambda: connector.health().details["Geräte, die antworten"] == "1 von 1")

    asyncio.run(scene())


def test_points_whose_address_cannot_be_read_are_told_and_the_rest_goes_on() -> None:
    wrong = point("d1", "quatsch")
    echo = point("d1", "ping.rtt")

    async def scene() -> None:
        async with agent() as served, asking(served.url, [UP, wrong, echo]) as (connector, sink):
            await until(lambda: connector.health().state is SourceState.DEGRADED)
            assert "quatsch" in connector.health().reason
            await until(lambda: sink.values(UP) == [1.0])

    asyncio.run(scene())


def test_ten_times_the_devices_are_all_answered_few_at_once() -> None:
    points = [point(f"d{number}", "sysUpTime", interval_s=5.0) for number in range(300)]

    async def scene() -> None:
        devices = {str(it.address.node): plain_device() for it in points}
        async with agent(**devices) as served:
            served.silent |= {f"d{number}" for number in range(0, 300, 10)}
            options: dict[str, Any] = {"parallel": 16, "timeout_s": 1.0}
            async with asking(served.url, points, **options) as (connector, sink):
                await until(lambda: len(set(sink.batch.key.tolist())) == 300, 40.0)
                good = {
                    key
                    for key, it in zip(
                        sink.batch.key.tolist(), sink.batch.quality.tolist(), strict=True
                    )
                    if it == Quality.GOOD
                }
                assert len(good) == 270
                assert connector.health().details["Geräte, die antworten"] == "270 von 300"

    asyncio.run(scene())


def test_a_full_store_loses_values_but_never_the_asking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("connectors.delivery.ROWS_WAITING", 2)

    async def scene() -> None:
        async with agent() as served, asking(served.url, [UP, TIME]) as (connector, sink):
            sink.gate.clear()
            await until(lambda: connector.health().overruns > 0)
            sink.gate.set()
            before = len(sink.batch)
            await until(lambda: len(sink.batch) > before)

    asyncio.run(scene())


def test_orders_and_certificates_are_refused_in_words() -> None:
    async def scene() -> None:
        async with agent() as served, asking(served.url, [UP]) as (connector, _):
            with pytest.raises(ConnectorError):
                await connector.trust("AA:BB")

    asyncio.run(scene())


def test_nothing_runs_after_the_end() -> None:
    async def scene() -> None:
        async with agent() as served, asking(served.url, [UP]) as (connector, sink):
            await until(lambda: len(sink.batch) >= 1)
            await connector.stop()
            assert connector.health().state is SourceState.STOPPED
            await connector.stop()
            with pytest.raises(ConnectorError):
                await connector.browse("")
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        await asyncio.gather(*rest, return_exceptions=True)

    asyncio.run(scene())


def test_a_source_that_cannot_begin_is_tried_again_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(life, "RECHECK_S", 0.05)
    tries: list[int] = []

    async def scene() -> None:
        async with agent() as served:
            real = snmp.SnmpProbe.open

            async def broken(self: snmp.SnmpProbe) -> None:
                tries.append(1)
                if len(tries) < 3:
                    raise PollingFailure("noch nicht")
                await real(self)

            monkeypatch.setattr(snmp.SnmpProbe, "open", broken)
            async with asking(served.url, [UP]) as (connector, sink):
                await until(lambda: sink.values(UP)[:1] == [1.0])
                assert len(tries) == 3
                assert connector.health().state is SourceState.ONLINE

    asyncio.run(scene())
