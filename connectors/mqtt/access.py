"""Making a client that may connect: identity, secrets, TLS, properties of the session."""

import ssl
from calendar import timegm
from collections.abc import Sequence
from pathlib import Path
from time import strptime
from typing import Any, Final

from paho.mqtt.client import Client
from paho.mqtt.enums import MQTTErrorCode, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.subscribeoptions import SubscribeOptions

from app.domain.points import SourceId
from app.domain.samples import NO_TIME
from app.services.ports import SecretStore
from connectors.mqtt.client import DrainingClient
from connectors.mqtt.failures import ConnectionFailure, Failure
from connectors.mqtt.options import SECRET_PREFIX, Endpoint, MqttOptions

_SEND_RETAINED_IF_NEW: Final = 1


def make_client(
    source: SourceId,
    options: MqttOptions,
    endpoint: Endpoint,
    secrets: SecretStore,
    client_suffix: str = "",
) -> DrainingClient:
    """Return a client that is ready to connect.

    Args:
        source: The source, for the default client id.
        options: Its settings.
        endpoint: Where the broker is.
        secrets: Where the password comes from.
        client_suffix: Added to the client id, for a second connection beside the first.

    Raises:
        ConnectionFailure: A secret or a file is missing; the reason says which.
    """
    client_id = (options.client_id or f"leitstand-{source}") + client_suffix
    version = MQTTProtocolVersion.MQTTv5 if options.is_5 else MQTTProtocolVersion.MQTTv311
    client = DrainingClient(client_id=client_id, version=version)
    if options.username:
        client.username_pw_set(options.username, _password(options, secrets))
    if endpoint.has_tls:
        client.tls_set_context(_tls_context(options))
    return client


def _password(options: MqttOptions, secrets: SecretStore) -> str | None:
    """Return the password of the reference, None when none is wanted."""
    if not options.password:
        return None
    reference = options.password.removeprefix(SECRET_PREFIX)
    password = secrets.get(reference)
    if password is None:
        raise ConnectionFailure(
            Failure(
                f"Das Kennwort „{reference}“ ist im Schlüsselbund nicht hinterlegt. "
                "Bitte dort eintragen und erneut verbinden.",
                needs_person=True,
            )
        )
    return password


def _tls_context(options: MqttOptions) -> ssl.SSLContext:
    """Return a context that checks the server's certificate and name."""
    try:
        context = ssl.create_default_context(cafile=options.ca_file or None)
    except (OSError, ValueError) as error:
        raise _file_failure("ca_file", options.ca_file, error) from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if options.cert_file:
        try:
            # A key that asks for a passphrase would wait for a terminal; an empty one fails.
            context.load_cert_chain(options.cert_file, options.key_file, password="")
        except (OSError, ValueError) as error:
            name = "cert_file" if not Path(options.cert_file).is_file() else "key_file"
            path = options.cert_file if name == "cert_file" else options.key_file
            raise _file_failure(name, path, error) from None
    return context


def _file_failure(key: str, path: str, error: Exception) -> ConnectionFailure:
    """Return what is said of a certificate or key that cannot be read."""
    why = getattr(error, "strerror", None) or error
    return ConnectionFailure(
        Failure(f"{key}: „{path}“ ist nicht lesbar ({why}). Bitte Datei prüfen.", needs_person=True)
    )


def open_connection(
    client: DrainingClient, options: MqttOptions, endpoint: Endpoint, *, is_lasting: bool = True
) -> None:
    """Connect and send CONNECT; the answer comes through `on_connect`.

    Args:
        client: The client.
        options: Settings of the session.
        endpoint: Where the broker is.
        is_lasting: True keeps the session at the broker while we are away.

    Raises:
        OSError: The broker cannot be reached, or TLS failed.
    """
    extra: dict[str, Any] = {}
    if options.is_5:
        properties = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]  # paho leaves it untyped
        properties.ReceiveMaximum = options.receive_maximum
        properties.SessionExpiryInterval = options.session_expiry_s if is_lasting else 0
        extra = {"clean_start": not is_lasting, "properties": properties}
    elif not is_lasting:
        client._clean_session = True  # noqa: SLF001 -- paho takes it only in its constructor
    Client.connect(client, endpoint.host, endpoint.port, options.keepalive_s, **extra)


def subscribe(client: DrainingClient, filters: Sequence[tuple[str, int]], *, is_5: bool) -> int:
    """Subscribe to all filters in one packet and return its id.

    Raises:
        ConnectionFailure: The packet could not be sent.
    """
    wanted: list[tuple[str, Any]]
    if is_5:
        wanted = [
            (name, SubscribeOptions(qos=qos, retainHandling=_SEND_RETAINED_IF_NEW))
            for name, qos in filters
        ]
    else:
        wanted = list(filters)
    code, mid = client.subscribe(wanted)
    if code != MQTTErrorCode.MQTT_ERR_SUCCESS or mid is None:
        raise ConnectionFailure(Failure("Das Abonnement konnte nicht gesendet werden."))
    return mid


def security_of(client: DrainingClient) -> tuple[str, int]:
    """Return the security in words and the end of the server certificate, µs UTC."""
    tls = client.tls
    if tls is None:
        return "unverschlüsselt", NO_TIME
    certificate = tls.getpeercert() or {}
    until_us = NO_TIME
    not_after = certificate.get("notAfter")
    if isinstance(not_after, str):
        until_us = timegm(strptime(not_after, "%b %d %H:%M:%S %Y %Z")) * 1_000_000
    return (tls.version() or "TLS").replace("TLSv", "TLS "), until_us
