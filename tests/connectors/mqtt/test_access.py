"""Getting in: passwords, certificates, and what a person is told when it fails."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.domain.samples import NO_TIME
from app.domain.sources import SourceState
from connectors.mqtt.connector import MqttConnector
from tests.connectors.mqtt.certificates import END_US, Authority
from tests.connectors.mqtt.running import ALL_JSON, make, online, running, wait_for_state
from tests.connectors.mqtt.scripted import ScriptedBroker
from tests.connectors.mqtt.supplies import Secrets, Sink, point
from tests.fakes.waiting import wait_for
from tests.servers.mosquitto import Mosquitto

POINT = point("stadt/1", "/v")
LOGIN = ("-u", "leitstand", "-P", "richtig")
RIGHT = Secrets(**{"hamm/broker": "richtig"})
WRONG = Secrets(**{"hamm/broker": "falsch"})
USER: dict[str, Any] = {"username": "leitstand", "password": "secret:hamm/broker"}


@contextmanager
def mosquitto(
    folder: Path, settings: Sequence[str] = (), users: dict[str, str] | None = None
) -> Iterator[Mosquitto]:
    broker = Mosquitto(folder, settings, users)
    broker.start()
    try:
        yield broker
    finally:
        broker.stop()


@pytest.mark.parametrize("version", ["5", "3.1.1"])
def test_password_lets_in(tmp_path: Path, version: str) -> None:
    sink = Sink()
    with mosquitto(tmp_path / "b", users={"leitstand": "richtig"}) as broker:
        source = make(broker.url, [POINT], sink, secrets=RIGHT, version=version, **USER)
        with online(source):
            broker.publish("stadt/1", [{"t": 1_763_000_000, "v": 1}], login=LOGIN)
            wait_for(lambda: sink.values == [1.0])


@pytest.mark.parametrize("version", ["5", "3.1.1"])
def test_wrong_password_fails_with_a_clear_sentence_and_is_not_tried_fast(
    tmp_path: Path, version: str
) -> None:
    with mosquitto(tmp_path / "b", users={"leitstand": "richtig"}) as broker:
        source = make(broker.url, [POINT], Sink(), secrets=WRONG, version=version, **USER)
        with running(source):
            wait_for_state(source, SourceState.FAILED)
            health = source.health()
            assert "Kennwort" in health.reason
            assert "falsch" not in health.reason.replace("sind falsch", "")
            assert health.next_try_us - health.since_us > 200_000_000
            assert broker.connections() == 1
            asyncio.run(source.retry())
            wait_for(lambda: source.health().retries == 2)
            wait_for_state(source, SourceState.FAILED)
            assert broker.connections() == 2


def test_password_that_nobody_has_stored_is_named(tmp_path: Path) -> None:
    source = make("mqtt://127.0.0.1:1", [POINT], Sink(), **USER)
    with running(source):
        wait_for_state(source, SourceState.FAILED)
        assert "„hamm/broker“ ist im Schlüsselbund nicht hinterlegt" in source.health().reason


class Tls:
    """Files of two authorities, a server and a client, and the lines for the broker."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        own, other = Authority(folder, "own"), Authority(folder, "other")
        self.own, self.other = str(own.file), str(other.file)
        server, key = own.issue("server")
        cert_file, key_file = own.issue("client")
        self.client: dict[str, Any] = {"cert_file": str(cert_file), "key_file": str(key_file)}
        foreign, foreign_key = other.issue("foreign")
        self.foreign: dict[str, Any] = {"cert_file": str(foreign), "key_file": str(foreign_key)}
        self.settings = [f"cafile {own.file}", f"certfile {server}", f"keyfile {key}"]


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Tls:
    return Tls(tmp_path_factory.mktemp("tls") / "files")


def secure(broker: Mosquitto, host: str = "127.0.0.1") -> str:
    return f"mqtts://{host}:{broker.port}"


def is_said(source: MqttConnector, text: str) -> bool:
    return text in source.health().reason


def publish_securely(broker: Mosquitto, tls: Tls, count: int) -> None:
    login = ("--cafile", tls.own, "--insecure")
    rows: list[str | dict[str, object]] = [
        {"t": 1_763_000_000 + number, "v": number} for number in range(count)
    ]
    broker.publish("stadt/1", rows, login=login)


@pytest.mark.parametrize("version", ["5", "3.1.1"])
def test_own_authority_is_trusted_and_bulk_arrives(tmp_path: Path, tls: Tls, version: str) -> None:
    sink = Sink()
    with mosquitto(tmp_path / "b", tls.settings) as broker:
        source = make(secure(broker), [POINT], sink, ca_file=tls.own, version=version)
        with online(source):
            health = source.health()
            assert health.security == "TLS 1.3"
            assert health.certificate_until_us == END_US
            publish_securely(broker, tls, 3_000)
            wait_for(lambda: len(sink.values) == 3_000)
        assert sink.values == [float(number) for number in range(3_000)]


def test_foreign_authority_is_refused_and_needs_a_person(tmp_path: Path, tls: Tls) -> None:
    with mosquitto(tmp_path / "b", tls.settings) as broker:
        for ca_file in (tls.other, ""):
            source = make(secure(broker), [POINT], Sink(), ca_file=ca_file)
            with running(source):
                wait_for_state(source, SourceState.FAILED)
                health = source.health()
                assert "nicht vertraut" in health.reason
                assert "ca_file" in health.reason
                assert health.certificate_until_us == NO_TIME


def test_name_must_be_that_of_the_certificate(tmp_path: Path, tls: Tls) -> None:
    with mosquitto(tmp_path / "b", tls.settings) as broker:
        source = make(secure(broker, "localhost"), [POINT], Sink(), ca_file=tls.own)
        with running(source):
            wait_for_state(source, SourceState.FAILED)
            assert "Namen" in source.health().reason


def test_client_certificate_lets_in(tmp_path: Path, tls: Tls) -> None:
    settings = [*tls.settings, "require_certificate true", "use_identity_as_username true"]
    with mosquitto(tmp_path / "b", settings) as broker:
        source = make(secure(broker), [POINT], Sink(), ca_file=tls.own, **tls.client)
        with online(source):
            assert "'client'" in broker.log or "u'client'" in broker.log


def test_missing_or_foreign_client_certificate_is_told(tmp_path: Path, tls: Tls) -> None:
    settings = [*tls.settings, "require_certificate true"]
    with mosquitto(tmp_path / "b", settings) as broker:
        nothing: dict[str, Any] = {}
        for mine in (nothing, tls.foreign):
            source = make(secure(broker), [POINT], Sink(), ca_file=tls.own, **mine)
            with running(source):
                wait_for(partial(is_said, source, "cert_file"))
                assert not source.health().state.is_delivering


def test_plain_port_is_told_from_an_encrypted_one(tmp_path: Path, tls: Tls) -> None:
    with mosquitto(tmp_path / "b") as broker:
        source = make(secure(broker), [POINT], Sink(), ca_file=tls.own)
        with running(source):
            wait_for(lambda: "mqtt:// oder mqtts://" in source.health().reason)
    with mosquitto(tmp_path / "c", tls.settings) as broker:
        source = make(broker.url, [POINT], Sink())
        with running(source):
            wait_for(lambda: "mqtt:// oder mqtts://" in source.health().reason)


@pytest.mark.parametrize("key", ["ca_file", "cert_file", "key_file"])
def test_file_that_cannot_be_read_is_named(tmp_path: Path, tls: Tls, key: str) -> None:
    missing = str(tmp_path / "missing.pem")
    options: dict[str, Any] = {"ca_file": tls.own} | tls.client | {key: missing}
    source = make("mqtts://127.0.0.1:1", [POINT], Sink(), **options)
    with running(source):
        wait_for_state(source, SourceState.FAILED)
        assert source.health().reason.startswith(f"{key}: „{missing}“")


# --- brokers that behave oddly ----------------------------------------------------------------

CONNACK_5 = b"\x20\x03\x00\x00\x00"


def test_refused_subscription_leaves_the_source_degraded() -> None:
    with ScriptedBroker([CONNACK_5, b"\x90\x05\x00\x01\x00\x01\x87"]) as broker:
        other = {"filter": "geheim/#", "decoder": "text"}
        with running(make(broker.url, [POINT], Sink(), ALL_JSON, other)) as source:
            wait_for_state(source, SourceState.DEGRADED)
            assert "geheim/#" in source.health().reason


@pytest.mark.parametrize(
    ("answer", "state", "said"),
    [
        (b"\x20\x03\x00\x87\x00", SourceState.FAILED, "Rechte"),
        (b"\x20\x03\x00\x89\x00", SourceState.BACKING_OFF, "überlastet"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n" + b"x" * 99, SourceState.BACKING_OFF, ""),
        (b"\x30\xff\xff\xff\xff\xff", SourceState.BACKING_OFF, "kein MQTT"),
        (b"\x20\x00", SourceState.BACKING_OFF, ""),
        (b"", SourceState.BACKING_OFF, "aufgelegt"),
    ],
    ids=["not authorised", "busy", "http", "noise", "short", "closed"],
)
def test_odd_answers_to_connect(answer: bytes, state: SourceState, said: str) -> None:
    with (
        ScriptedBroker([answer], is_closing=True) as broker,
        running(make(broker.url, [POINT], Sink())) as source,
    ):
        wait_for_state(source, state)
        assert said in source.health().reason
        assert source.health().reason


@pytest.mark.parametrize("version", ["5", "3.1.1"])
def test_version_that_the_broker_does_not_speak_needs_a_person(version: str) -> None:
    with (
        ScriptedBroker([b"\x20\x02\x00\x01"], is_closing=True) as broker,
        running(make(broker.url, [POINT], Sink(), version=version)) as source,
    ):
        wait_for_state(source, SourceState.FAILED)
        assert "version" in source.health().reason


def test_broker_that_grants_less_than_asked_is_shown() -> None:
    with (
        ScriptedBroker([b"\x20\x02\x00\x00", b"\x90\x03\x00\x01\x00"]) as broker,
        online(make(broker.url, [POINT], Sink(), version="3.1.1")) as source,
    ):
        weaker = source.health().details["Abonnements mit geringerer QoS als verlangt"]
        assert weaker.startswith("1 ")


def test_broker_may_end_the_connection_with_a_reason() -> None:
    bye = b"\xe0\x02\x8e\x00"
    with (
        ScriptedBroker([CONNACK_5, b"\x90\x04\x00\x01\x00\x01" + bye], is_closing=True) as broker,
        running(make(broker.url, [POINT], Sink())) as source,
    ):
        wait_for_state(source, SourceState.BACKING_OFF)
        assert "Client-ID" in source.health().reason


def test_broker_that_never_answers_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("connectors.mqtt.connection.ANSWER_S", 0.2)
    with ScriptedBroker([]) as broker, running(make(broker.url, [POINT], Sink())) as source:
        wait_for_state(source, SourceState.BACKING_OFF)
        assert "antwortet nicht" in source.health().reason
        assert "version = 4" in source.health().reason


def test_last_messages_before_the_end_are_not_lost() -> None:
    body = b"\x00\x07stadt/1\x00" + b'{"t":1763000000,"v":4}'
    publish = bytes([0x30, len(body)]) + body
    sink = Sink()
    script = [CONNACK_5, b"\x90\x04\x00\x01\x00\x01" + publish]
    with (
        ScriptedBroker(script, is_closing=True) as broker,
        running(make(broker.url, [POINT], sink)),
    ):
        wait_for(lambda: 4.0 in sink.values)
