"""Why a connection failed, in words for a person, and whether a person is needed."""

import socket
import ssl
from dataclasses import dataclass
from typing import Final

from connectors.mqtt.frames import FrameError

RECHECK_S: Final = 300.0
"""After a failure that needs a person, one quiet try each five minutes: the fault may have been
at the other end, and a password is not guessed at that pace."""

WRONG_VERSION: Final = 0x84
_REFUSALS: Final = {
    WRONG_VERSION: "Der Broker spricht diese MQTT-Version nicht. Bitte version ändern.",
    0x85: "Der Broker nimmt die Client-ID nicht an. Bitte client_id ändern.",
    0x86: "Benutzer oder Kennwort sind falsch. Bitte username und das Kennwort prüfen.",
    0x87: "Der Broker erlaubt diese Verbindung nicht. Bitte username, Kennwort und Rechte prüfen.",
    0x88: "Der Broker ist im Augenblick nicht verfügbar.",
    0x89: "Der Broker ist überlastet.",
    0x8A: "Der Broker hat diesen Client gesperrt. Bitte den Betreiber des Brokers fragen.",
    0x8C: "Der Broker verlangt ein anderes Anmeldeverfahren.",
    0x8E: "Ein anderer Client nutzt dieselbe Client-ID. Bitte jedem Leitstand eine eigene geben.",
    0x98: "Die Verwaltung des Brokers hat die Verbindung beendet.",
}
"""What reason codes of CONNACK and DISCONNECT mean (MQTT 5, section 2.4)."""

_NEEDS_PERSON: Final = frozenset({WRONG_VERSION, 0x85, 0x86, 0x87, 0x8A, 0x8C})


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no connection.

    Attributes:
        reason: Whole sentences for a person, in German.
        needs_person: True when trying again soon cannot help.
    """

    reason: str
    needs_person: bool = False


class ConnectionFailure(Exception):  # noqa: N818 -- carries a Failure, and is named after it
    """Raised inside the network thread to end a connection with a known reason."""

    def __init__(self, failure: Failure) -> None:
        """Keep the failure."""
        super().__init__(failure.reason)
        self.failure = failure


def refusal(code: int, name: str) -> Failure:
    """Return what a reason code of CONNACK or DISCONNECT means (MQTT 5, section 2.4)."""
    if code in _REFUSALS:
        return Failure(_REFUSALS[code], code in _NEEDS_PERSON)
    return Failure(f"Der Broker hat die Verbindung abgelehnt oder beendet: {name}.")


def hung_up(endpoint: str, *, has_tls: bool) -> Failure:
    """Return what it may mean that a broker hung up before it answered CONNECT."""
    hint = "; vielleicht verlangt er ein Zertifikat von uns (cert_file, key_file)"
    return Failure(
        f"{endpoint} hat aufgelegt, ohne zu antworten. Bitte Port und Adresse "
        f"(mqtt:// oder mqtts://) prüfen{hint if has_tls else ''}."
    )


def is_hang_up(error: Exception) -> bool:
    """Tell whether the peer ended a connection that had been accepted."""
    is_ended = isinstance(error, (ConnectionError, ssl.SSLEOFError, ssl.SSLZeroReturnError))
    return is_ended and not isinstance(error, ConnectionRefusedError)


def failure_of(error: Exception, endpoint: str) -> Failure:
    """Return what an error of the socket, of TLS or of a file means.

    Args:
        error: What was raised.
        endpoint: Where we wanted to go, for the text.
    """
    if isinstance(error, ConnectionFailure):
        return error.failure
    if isinstance(error, ssl.SSLError):
        return _tls_failure(error, endpoint)
    if isinstance(error, FrameError):
        return Failure(f"{endpoint} spricht kein MQTT: {error}")
    if isinstance(error, OSError):
        return Failure(_network_reason(error, endpoint))
    return Failure(f"Die Verbindung zu {endpoint} ist gescheitert: {error!r}.")


def _network_reason(error: OSError, endpoint: str) -> str:
    """Return what went wrong on the way to the broker."""
    if isinstance(error, socket.gaierror):
        return f"Der Name in {endpoint} ist nicht auflösbar. Bitte Adresse und Netz prüfen."
    if isinstance(error, ConnectionRefusedError):
        return f"{endpoint} nimmt keine Verbindung an. Läuft der Broker?"
    if isinstance(error, TimeoutError):
        return f"{endpoint} antwortet nicht."
    detail = (error.strerror or str(error)).rstrip(".")
    return f"Die Verbindung zu {endpoint} ist abgebrochen{f': {detail}' if detail else ''}."


def _tls_failure(error: ssl.SSLError, endpoint: str) -> Failure:
    """Return what went wrong in TLS."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return Failure(
            f"Dem Zertifikat von {endpoint} wird nicht vertraut ({error.verify_message}). "
            "Bitte ca_file und den Namen in der Adresse prüfen.",
            needs_person=True,
        )
    reason = getattr(error, "reason", None) or ""
    if isinstance(error, (ssl.SSLEOFError, ssl.SSLZeroReturnError)):
        return Failure(f"{endpoint} hat die verschlüsselte Verbindung beendet.")
    if "CERTIFICATE" in reason or "UNKNOWN_CA" in reason or "HANDSHAKE_FAILURE" in reason:
        return Failure(
            f"{endpoint} verlangt ein gültiges Zertifikat von uns ({reason}). "
            "Bitte cert_file und key_file prüfen.",
            needs_person=True,
        )
    if "WRONG_VERSION" in reason or "UNKNOWN_PROTOCOL" in reason or "RECORD_LAYER" in reason:
        return Failure(
            f"{endpoint} spricht kein TLS. Bitte Port und Adresse (mqtt:// oder mqtts://) prüfen.",
            needs_person=True,
        )
    return Failure(f"Die Verschlüsselung mit {endpoint} kam nicht zustande: {reason or error}.")
