"""What a profile may say about an MQTT source, checked before anything is connected."""

import re
from dataclasses import dataclass
from typing import Annotated, Any, Final
from urllib.parse import urlsplit

import msgspec
from typing_extensions import override

from app.domain.cities import SourceConfig
from connectors.mqtt.decoders import make_decoder

SECRET_PREFIX: Final = "secret:"  # noqa: S105 -- marks a reference; it is not a secret
"""Options that carry a secret name it by reference, such as `secret:hamm/broker`."""

LONGEST_TOPIC: Final = 65_535
"""Bytes of a topic or filter (MQTT 3.1.1 and 5, section 1.5)."""

PLAIN_PORT: Final = 1883
TLS_PORT: Final = 8883
_VERSIONS: Final = frozenset({"5", "4", "3.1.1"})
_SCHEMES: Final = {"mqtt": False, "tcp": False, "mqtts": True, "ssl": True}


class OptionsError(ValueError):
    """The options of a source are wrong; the text names the key and the reason, in German."""


class Subscription(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is subscribed and how it is read.

    Attributes:
        filter: Topic filter; `+` stands for one level, `#` at the end for all below.
        decoder: Name of the payload format, see `connectors.mqtt.decoders`.
        qos: 0 (may be lost), 1 (acknowledged, the rule) or 2.
        options: The payload format's own options.
    """

    filter: str
    decoder: str
    qos: Annotated[int, msgspec.Meta(ge=0, le=2)] = 1
    options: dict[str, Any] = {}


class MqttOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Settings of an MQTT source; all have safe defaults.

    Attributes:
        subscriptions: What is subscribed; none serves to look around at an unknown broker.
        version: `5`, or `3.1.1` (also written as `4`, its number on the wire).
        client_id: Stable name at the broker, key of the persistent session; empty takes
            `leitstand-<source>`.
        username: User name, empty without.
        password: Reference to the password, `secret:<name>`; never the password itself.
        ca_file: Certificates to trust (PEM); empty trusts the system's.
        cert_file: Our certificate (PEM), where the broker asks for one.
        key_file: Its private key (PEM).
        keepalive_s: Quiet time after which the broker is asked whether it lives.
        session_expiry_s: How long the broker keeps our session while we are away (MQTT 5).
        receive_maximum: Messages the broker may send before the first is acknowledged (MQTT 5).
        ack_timeout_s: After this long without a commit the broker is asked to send again.
    """

    subscriptions: tuple[Subscription, ...] = ()
    version: str | int = 5
    client_id: Annotated[str, msgspec.Meta(max_length=200)] = ""
    username: str = ""
    password: str = ""
    ca_file: str = ""
    cert_file: str = ""
    key_file: str = ""
    keepalive_s: Annotated[int, msgspec.Meta(ge=1, le=3_600)] = 15
    session_expiry_s: Annotated[int, msgspec.Meta(ge=0, le=4_294_967_295)] = 86_400
    receive_maximum: Annotated[int, msgspec.Meta(ge=1, le=65_535)] = 20_000
    ack_timeout_s: Annotated[float, msgspec.Meta(ge=1, le=3_600)] = 60.0

    @property
    def is_5(self) -> bool:
        """True for MQTT 5, False for 3.1.1."""
        return str(self.version) == "5"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a broker is.

    Attributes:
        host: Name or address.
        port: TCP port.
        has_tls: True when the connection is encrypted.
    """

    host: str
    port: int
    has_tls: bool

    @override
    def __str__(self) -> str:
        return f"{'mqtts' if self.has_tls else 'mqtt'}://{self.host}:{self.port}"


def read_options(config: SourceConfig) -> MqttOptions:
    """Return the validated options of a source.

    Raises:
        OptionsError: A key is wrong; the text says which, and why.
    """
    try:
        options = msgspec.convert(config.options, MqttOptions)
    except msgspec.ValidationError as error:
        text, _, place = str(error).partition(" - at ")
        key = place.strip("`$.") or "options"
        raise OptionsError(f"Quelle „{config.id}“, Schlüssel {key}: {text}") from None
    _check(config, options)
    for number, subscription in enumerate(options.subscriptions):
        _check_subscription(f"Quelle „{config.id}“, subscriptions[{number}]", subscription)
    return options


def _check(config: SourceConfig, options: MqttOptions) -> None:
    """Check what types cannot say."""
    place = f"Quelle „{config.id}“, Schlüssel"
    if str(options.version) not in _VERSIONS:
        raise OptionsError(f'{place} version: „{options.version}“ gibt es nicht; 5 oder "3.1.1"')
    if options.password and not options.password.startswith(SECRET_PREFIX):
        raise OptionsError(
            f"{place} password: hier darf kein Kennwort stehen, nur ein Verweis wie "
            f"{SECRET_PREFIX}{config.id}"
        )
    if options.password and not options.username:
        raise OptionsError(f"{place} username: fehlt, obwohl ein Kennwort angegeben ist")
    if bool(options.cert_file) != bool(options.key_file):
        missing = "key_file" if options.cert_file else "cert_file"
        raise OptionsError(f"{place} {missing}: Zertifikat und Schlüssel gehören zusammen")


def _check_subscription(place: str, subscription: Subscription) -> None:
    """Check a filter (MQTT 5, section 4.7.1) and its decoder."""
    text = subscription.filter
    levels = text.split("/")
    if not text or len(text.encode(errors="replace")) > LONGEST_TOPIC or "\0" in text:
        raise OptionsError(f"{place}.filter: leer, zu lang oder mit Nullzeichen")
    if any("#" in level and level != "#" for level in levels) or "#" in levels[:-1]:
        raise OptionsError(f"{place}.filter: „#“ darf nur allein als letzte Ebene stehen")
    if any("+" in level and level != "+" for level in levels):
        raise OptionsError(f"{place}.filter: „+“ muss eine Ebene für sich sein")
    try:
        make_decoder(subscription.decoder, subscription.options)
    except ValueError as error:
        raise OptionsError(f"{place}: {error}") from None


def read_endpoint(url: str) -> Endpoint:
    """Return where a broker is, from `mqtt://host[:1883]` or `mqtts://host[:8883]`.

    Raises:
        OptionsError: It is no such address, or it holds a user or password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise OptionsError(f"url: „{url}“ ist keine Adresse") from None
    if parts.scheme not in _SCHEMES or not parts.hostname:
        shown = re.sub(r"//[^@/]*@", "//…@", url)
        raise OptionsError(
            f"url: „{shown}“ muss wie mqtt://host:1883 oder mqtts://host:8883 lauten"
        )
    if parts.username or parts.password:
        raise OptionsError("url: Benutzer und Kennwort gehören in username und password")
    has_tls = _SCHEMES[parts.scheme]
    return Endpoint(parts.hostname, port or (TLS_PORT if has_tls else PLAIN_PORT), has_tls)
