"""The life of a connection, against a real mosquitto: connect, lose, come back, acknowledge."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.alarms import AlarmOrder, OrderKind
from app.domain.samples import Quality
from app.domain.sources import SourceState
from app.services.ports import ConnectorError
from connectors.mqtt import connection, listening
from tests.connectors.mqtt.running import (
    ALL_JSON,
    make,
    online,
    running,
    unacknowledged,
    wait_for_state,
)
from tests.connectors.mqtt.supplies import Sink, point
from tests.fakes.waiting import wait_for
from tests.servers.mosquitto import Mosquitto

VERSIONS = pytest.mark.parametrize("version", ["5", "3.1.1"])
POINT = point("stadt/1", "/v")
BEGIN_S = 1_763_000_000


def numbered(count: int, begin: int = 0) -> list[str | dict[str, object]]:
    """Return messages whose value and time are their number."""
    return [{"t": BEGIN_S + number, "v": number} for number in range(begin, begin + count)]


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Mosquitto]:
    made = Mosquitto(tmp_path / "broker", is_lasting=True)
    made.start()
    yield made
    made.stop()


@pytest.fixture(autouse=True)
def short_farewell(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commits that never come are not worth waiting for in a test."""
    monkeypatch.setattr(connection, "FAREWELL_S", 0.1)


@VERSIONS
def test_values_arrive_through_wildcards(broker: Mosquitto, version: str) -> None:
    points = [point("stadt/ost/1", "/v"), point("stadt/west", "/v"), point("tor/1/zustand")]
    sink = Sink()
    text = {"filter": "tor/+/zustand", "decoder": "text"}
    with online(make(broker.url, points, sink, ALL_JSON, text, version=version)) as source:
        broker.publish("stadt/ost/1", numbered(2))
        broker.publish("stadt/west", [{"t": BEGIN_S, "v": 7}])
        broker.publish("tor/1/zustand", ["3.5"])
        broker.publish("tor/1/anderes", ["9"])
        wait_for(lambda: sorted(sink.values) == [0.0, 1.0, 3.5, 7.0])
        health = source.health()
        assert (health.messages, health.samples, health.rejected) == (4, 4, 0)
        assert health.endpoint == f"mqtt://127.0.0.1:{broker.port}"
        assert health.security == "unverschlüsselt"
        assert len(source.raw_messages()) == 4


@VERSIONS
@pytest.mark.parametrize("qos", [0, 1, 2])
def test_every_quality_of_service_arrives_once(broker: Mosquitto, version: str, qos: int) -> None:
    sink = Sink()
    source = make(broker.url, [POINT], sink, dict(ALL_JSON) | {"qos": qos}, version=version)
    with online(source):
        broker.publish("stadt/1", numbered(300), qos=qos)
        wait_for(lambda: len(sink.values) >= 300)
        wait_for(lambda: unacknowledged(source) == 0)
    assert sink.values == [float(number) for number in range(300)]


@VERSIONS
def test_session_keeps_messages_while_we_are_away(broker: Mosquitto, version: str) -> None:
    sink = Sink()
    with online(make(broker.url, [POINT], sink, version=version)):
        pass
    broker.publish("stadt/1", numbered(100))
    with online(make(broker.url, [POINT], sink, version=version)) as source:
        wait_for(lambda: len(sink.values) == 100)
        assert source.health().details["Sitzung"] == "wieder aufgenommen"


@VERSIONS
def test_nothing_is_acknowledged_before_the_commit(broker: Mosquitto, version: str) -> None:
    sink = Sink(is_committing=False)
    with online(make(broker.url, [POINT], sink, version=version)) as source:
        broker.publish("stadt/1", numbered(50))
        wait_for(lambda: unacknowledged(source) == 50)
    sink.drop()  # as when the process dies before the commit
    sink.is_committing = True
    with online(make(broker.url, [POINT], sink, version=version)) as source:
        wait_for(lambda: len(sink.values) == 50)
        wait_for(lambda: unacknowledged(source) == 0)
        assert source.health().details["Erneut zugestellt"] == "50"
    assert sink.values == [float(number) for number in range(50)]
    with online(make(broker.url, [POINT], sink, version=version)) as source:
        broker.publish("stadt/1", numbered(1, begin=50))
        wait_for(lambda: len(sink.values) == 51)


def test_commit_that_comes_late_is_acknowledged_late(broker: Mosquitto) -> None:
    sink = Sink(is_committing=False)
    with online(make(broker.url, [POINT], sink)) as source:
        broker.publish("stadt/1", numbered(20))
        wait_for(lambda: unacknowledged(source) == 20)
        sink.commit()
        wait_for(lambda: unacknowledged(source) == 0)
        assert source.health().commit_lag_s >= 0
        broker.publish("stadt/1", numbered(5, begin=20))
        wait_for(lambda: unacknowledged(source) == 5)
    sink.drop()
    with online(make(broker.url, [POINT], sink)):
        wait_for(lambda: len(sink.values) == 5)
    assert sink.values == [20.0, 21.0, 22.0, 23.0, 24.0]


def test_commits_under_way_are_acknowledged_before_leaving(
    broker: Mosquitto, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "FAREWELL_S", 10.0)
    sink = Sink(is_committing=False)
    source = make(broker.url, [POINT], sink)
    with online(source):
        broker.publish("stadt/1", numbered(20))
        wait_for(lambda: unacknowledged(source) == 20)

        async def stop_while_committing() -> None:
            leaving = asyncio.create_task(source.stop())
            await asyncio.sleep(0.05)
            sink.commit()
            await leaving

        asyncio.run(stop_while_committing())
    with online(make(broker.url, [POINT], sink)):
        broker.publish("stadt/1", numbered(1, begin=20))
        wait_for(lambda: len(sink.values) == 21)
        sink.commit()


def test_commit_that_never_comes_makes_the_broker_send_again(broker: Mosquitto) -> None:
    sink = Sink(is_committing=False)
    with online(make(broker.url, [POINT], sink, ack_timeout_s=1)) as source:
        broker.publish("stadt/1", numbered(30))
        wait_for(lambda: unacknowledged(source) == 30)
        sink.drop()
        sink.is_committing = True
        wait_for(lambda: len(sink.values) == 30)
        wait_for(lambda: unacknowledged(source) == 0)
    assert sink.values == [float(number) for number in range(30)]


def test_commit_of_a_dead_connection_acknowledges_nothing_on_the_next(broker: Mosquitto) -> None:
    sink = Sink(is_committing=False)
    with online(make(broker.url, [POINT], sink)) as source:
        broker.publish("stadt/1", numbered(10))
        wait_for(lambda: unacknowledged(source) == 10)
        broker.stop()  # in order: it writes down what we have not acknowledged
        wait_for_state(source, SourceState.BACKING_OFF)
        sink.hold()
        broker.start()
        wait_for(lambda: len(sink.values) == 20)
        wait_for(lambda: unacknowledged(source) == 10)
        sink.commit_held()  # those of the dead connection
        broker.publish("stadt/1", ["{"])  # waits behind the ten
        wait_for(lambda: source.health().rejected == 1)
        assert unacknowledged(source) == 11
        sink.commit()
        wait_for(lambda: unacknowledged(source) == 0)


def test_killed_broker_is_found_again_without_anybody(broker: Mosquitto) -> None:
    sink = Sink()
    with online(make(broker.url, [POINT], sink)) as source:
        broker.publish("stadt/1", numbered(1))
        wait_for(lambda: len(sink.values) == 1)
        broker.kill()
        wait_for_state(source, SourceState.BACKING_OFF)
        health = source.health()
        assert "abgebrochen" in health.reason or "geschlossen" in health.reason
        assert health.next_try_us > health.since_us
        assert health.retries == 1
        broker.start()
        wait_for_state(source, SourceState.ONLINE)
        assert source.health().retries == 0
        broker.publish("stadt/1", numbered(1, begin=1))
        wait_for(lambda: sink.values == [0.0, 1.0])


def test_silent_broker_is_given_up_and_found_again(broker: Mosquitto) -> None:
    with online(make(broker.url, [POINT], Sink(), keepalive_s=1)) as source:
        broker.freeze(is_frozen=True)
        wait_for(lambda: not source.health().state.is_delivering)
        wait_for(lambda: bool(source.health().reason))
        broker.freeze(is_frozen=False)
        wait_for_state(source, SourceState.ONLINE)


def test_broker_that_is_away_is_waited_for(tmp_path: Path) -> None:
    broker = Mosquitto(tmp_path / "later")
    with running(make(broker.url, [POINT], Sink())) as source:
        wait_for_state(source, SourceState.BACKING_OFF)
        assert "Läuft der Broker" in source.health().reason
        broker.start()
        asyncio.run(source.retry())
        wait_for_state(source, SourceState.ONLINE)
    broker.stop()
    assert source.health().state is SourceState.STOPPED


def test_two_brokers_live_and_die_apart(broker: Mosquitto, tmp_path: Path) -> None:
    other = Mosquitto(tmp_path / "other")
    other.start()
    one, two = Sink(), Sink()
    with (
        online(make(broker.url, [POINT], one)) as first,
        online(make(other.url, [POINT], two)) as second,
    ):
        other.kill()
        wait_for_state(second, SourceState.BACKING_OFF)
        broker.publish("stadt/1", numbered(10))
        wait_for(lambda: len(one.values) == 10)
        assert first.health().state is SourceState.ONLINE
        other.start()
        wait_for_state(second, SourceState.ONLINE)
        other.publish("stadt/1", numbered(3))
        wait_for(lambda: len(two.values) == 3)
    other.stop()


def test_one_client_id_for_two_is_told(broker: Mosquitto) -> None:
    with (
        running(make(broker.url, [POINT], Sink(), client_id="same")) as first,
        running(make(broker.url, [POINT], Sink(), client_id="same")) as second,
    ):

        def is_told() -> bool:
            for one in (first, second):
                asyncio.run(one.retry())
            return any("Client-ID" in one.health().reason for one in (first, second))

        wait_for(is_told)


def test_changed_points_are_served_on_the_same_connection(broker: Mosquitto) -> None:
    sink = Sink()
    new = point("stadt/2", "/v")
    with online(make(broker.url, [POINT], sink)) as source:
        connected = source.health().connected_us
        broker.publish("stadt/2", numbered(1))
        wait_for(lambda: source.health().unmapped == 1)
        asyncio.run(source.apply_points([new]))
        broker.publish("stadt/1", numbered(1))
        broker.publish("stadt/2", numbered(1, begin=5))
        wait_for(lambda: sink.values == [5.0])
        assert source.health().connected_us == connected


def test_points_that_nothing_subscribes_are_told(broker: Mosquitto) -> None:
    lost = point("land/1", "/v")
    with online(make(broker.url, [POINT], Sink())) as source:
        asyncio.run(source.apply_points([POINT, lost]))
        wait_for_state(source, SourceState.DEGRADED)
        assert "1 Datenpunkte" in source.health().reason
        asyncio.run(source.apply_points([POINT]))
        wait_for_state(source, SourceState.ONLINE)


def test_full_store_holds_the_broker_back(
    broker: Mosquitto, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "FULL_SHOWN_S", 0.05)
    sink = Sink()
    with online(make(broker.url, [POINT], sink, receive_maximum=100)) as source:
        sink.is_full = True
        wait_for_state(source, SourceState.DEGRADED)
        assert "Speicherung" in source.health().reason
        broker.publish("stadt/1", numbered(500))
        assert source.health().messages <= 100
        sink.is_full = False
        wait_for(lambda: len(sink.values) == 500)
        wait_for_state(source, SourceState.ONLINE)
        assert source.health().overruns == 0


def test_full_store_keeps_the_newest_of_what_nobody_sends_again(
    broker: Mosquitto, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "FULL_SHOWN_S", 0.05)
    sink = Sink()
    subscription = dict(ALL_JSON) | {"qos": 0}
    with online(make(broker.url, [POINT], sink, subscription)) as source:
        sink.is_full = True
        wait_for_state(source, SourceState.DEGRADED)
        broker.publish("stadt/1", numbered(50))
        wait_for(lambda: source.health().overruns == 49)
        sink.is_full = False
        wait_for(lambda: sink.values == [49.0])
        broker.publish("stadt/1", numbered(1, begin=50))
        wait_for(lambda: sink.values == [49.0, 50.0])


def test_bad_input_on_the_wire_never_stops_the_source(broker: Mosquitto) -> None:
    sink = Sink()
    bad = [
        b"{",
        b"\xff\xfe",
        b"NaN",
        b'{"t": 99999999999, "v": 1}',
        b"[" * 9_000,
        b"x" * 10_000_000,
    ]
    with online(make(broker.url, [POINT], sink)) as source:
        for payload in bad:
            broker.publish_bytes("stadt/1", payload)
        broker.publish("stadt/1", numbered(1))
        wait_for(lambda: sink.values == [0.0])
        health = source.health()
        assert health.state is SourceState.ONLINE
        assert health.rejected == len(bad)
        assert {reject.size for reject in health.rejects} == {len(payload) for payload in bad}
        assert all(
            bad[-1 - place][:20] == reject.head[:20] for place, reject in enumerate(health.rejects)
        )
        wait_for(lambda: unacknowledged(source) == 0)


def test_source_of_which_nothing_is_understood_is_degraded(broker: Mosquitto) -> None:
    sink = Sink()
    with online(make(broker.url, [POINT], sink)) as source:
        broker.publish("stadt/1", ["kein JSON"] * 30)
        wait_for_state(source, SourceState.DEGRADED)
        assert "verständlich" in source.health().reason
        broker.publish("stadt/1", numbered(1))
        wait_for_state(source, SourceState.ONLINE)


def test_retained_value_without_time_is_doubted(broker: Mosquitto) -> None:
    broker.publish("tor/1", ["1"], is_retained=True)
    sink = Sink()
    text = {"filter": "tor/+", "decoder": "text"}
    with online(make(broker.url, [point("tor/1")], sink, text)):
        wait_for(lambda: len(sink.values) == 1)
    assert sink.stored.quality.tolist() == [Quality.UNCERTAIN]


@VERSIONS
def test_unknown_broker_can_be_walked(
    broker: Mosquitto, version: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "LISTEN_S", 0.3)
    broker.publish("werk/halle/1", [{"t": BEGIN_S, "kw": 4.5}], is_retained=True)
    broker.publish("wert", ["21.5"], is_retained=True)
    with running(make(broker.url, [], Sink(), version=version, subscriptions=[])) as source:
        wait_for_state(source, SourceState.DEGRADED)
        assert "nichts abonniert" in source.health().reason
        works, value = asyncio.run(source.browse(""))
        assert (works.address, works.has_children) == ("werk/", True)
        assert (value.address, value.decoder, value.value) == ("wert", "text", "21.5")
        (hall,) = asyncio.run(source.browse("werk/"))
        (one,) = asyncio.run(source.browse(hall.address))
        stamp, power = asyncio.run(source.browse(one.address))
        assert (power.address, power.item, power.value) == ("werk/halle/1", "/kw", "4.5")
        assert stamp.item == "/t"


def test_broker_that_is_away_cannot_be_browsed(tmp_path: Path) -> None:
    source = make(Mosquitto(tmp_path / "away").url, [POINT], Sink())
    with pytest.raises(ConnectorError, match="Läuft der Broker"):
        asyncio.run(source.browse(""))
    asyncio.run(source.stop())


def test_orders_on_alarms_are_refused(broker: Mosquitto) -> None:
    source = make(broker.url, [POINT], Sink())
    with pytest.raises(ConnectorError, match="keine eigenen Alarme"):
        asyncio.run(source.operate(AlarmOrder(OrderKind.ACKNOWLEDGE, ()), {}))
    asyncio.run(source.stop())


def test_fingerprint_cannot_be_trusted_and_the_way_is_told(broker: Mosquitto) -> None:
    source = make(broker.url, [POINT], Sink())
    with pytest.raises(ConnectorError, match="ca_file"):
        asyncio.run(source.trust("AA:BB"))
    asyncio.run(source.stop())
