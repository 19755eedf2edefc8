"""Why a connection failed: whole sentences, and whether a person is needed."""

import socket
import ssl

import pytest

from connectors.mqtt.failures import ConnectionFailure, Failure, failure_of, refusal
from connectors.mqtt.frames import FrameError

ENDPOINT = "mqtt://broker:1883"


@pytest.mark.parametrize(
    ("code", "needs_person", "said"),
    [
        (0x86, True, "Kennwort"),
        (0x87, True, "Rechte"),
        (0x84, True, "version"),
        (0x88, False, "nicht verfügbar"),
        (0x8E, False, "Client-ID"),
        (0x97, False, "Quota exceeded"),
    ],
)
def test_refusals_of_the_broker(code: int, needs_person: bool, said: str) -> None:
    failure = refusal(code, "Quota exceeded")
    assert failure.needs_person is needs_person
    assert said in failure.reason
    assert failure.reason.endswith(".")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ConnectionRefusedError(111, "Connection refused"), "Läuft der Broker"),
        (TimeoutError("timed out"), "antwortet nicht"),
        (socket.gaierror(-2, "Name or service not known"), "nicht auflösbar"),
        (ConnectionResetError(104, "Connection reset by peer"), "abgebrochen: Connection reset"),
        (ConnectionResetError(), "abgebrochen."),
        (FrameError("Eine Längenangabe ist länger als vier Bytes."), "kein MQTT"),
        (ssl.SSLEOFError(8, "EOF occurred"), "beendet"),
        (ValueError("odd"), "odd"),
    ],
)
def test_faults_that_may_pass_are_tried_again(error: Exception, said: str) -> None:
    failure = failure_of(error, ENDPOINT)
    assert said in failure.reason
    assert not failure.needs_person


def test_known_reason_is_passed_on() -> None:
    failure = Failure("Weil.", needs_person=True)
    assert failure_of(ConnectionFailure(failure), ENDPOINT) is failure
