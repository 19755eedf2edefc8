"""What a profile may say about an OPC UA source, checked before anything is connected."""

from enum import StrEnum
from math import ceil
from typing import Annotated, Any, Final

import msgspec

SECRET_PREFIX: Final = "secret:"  # noqa: S105 -- marks a reference; it is not a secret
"""Options that carry a secret name it by reference, such as `secret:hamm/signals`."""

QUEUE_FACTOR: Final = 2
"""Queue >= 2 x publishing / sampling: measured, at 1x a server drops 4 of 10 changes."""

MAX_QUEUE: Final = 10_000
"""More is not asked of a server; it has to hold this for every item."""


class OptionsError(ValueError):
    """The options of a source are wrong; the text names the key and the reason, in German."""


class SecurityPolicy(StrEnum):
    """How messages are protected (OPC UA Part 7); the outdated SHA-1 policies are not offered."""

    NONE = "None"
    BASIC256SHA256 = "Basic256Sha256"
    AES128_SHA256_RSAOAEP = "Aes128Sha256RsaOaep"
    AES256_SHA256_RSAPSS = "Aes256Sha256RsaPss"


class SecurityMode(StrEnum):
    """Whether messages are only signed, or also encrypted."""

    SIGN = "Sign"
    SIGN_AND_ENCRYPT = "SignAndEncrypt"


class Alarms(StrEnum):
    """Who judges what the points of a source mean for alarms."""

    JUDGE = "judge"
    """We do, by the rules of the profile; the server's own alarms are raw messages."""
    MIRROR = "mirror"
    """The server does; its alarms are shown as it says them."""


PositiveMs = Annotated[float, msgspec.Meta(gt=0, le=3_600_000)]
Milliseconds = Annotated[float, msgspec.Meta(ge=0, le=3_600_000)]
Seconds = Annotated[float, msgspec.Meta(ge=0.1, le=3_600)]
ItemCount = Annotated[int, msgspec.Meta(ge=1, le=100_000)]


class OpcuaOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Settings of an OPC UA source; every one has a default that is safe for operation.

    Attributes:
        security_policy: Protection of the channel; `None` is for test plants only.
        security_mode: Sign, or sign and encrypt; unused with policy `None`.
        user: User name; empty connects anonymously unless a user certificate is given.
        password: Reference to the password, `secret:<name>`; never the password itself.
        user_certificate: File of the user's certificate, PEM or DER.
        user_key: File of the user's private key, PEM or DER.
        publishing_interval_ms: How often the server sends what has changed.
        sampling_interval_ms: How often the server looks at each value.
        queue_size: Values the server keeps per item between two sendings; 0 follows the rule
            2 x publishing / sampling, which is also the least that is ever asked for.
        session_timeout_s: When the server may forget us; short, so that lost sessions die soon.
        request_timeout_s: How long one answer may take.
        watchdog_s: How often the server is asked whether it lives, and how long it may think.
        history_fill: Fill gaps from the server's own history after a break.
        history_max_hours: How far back a gap is filled.
        history_page: Values fetched per node and call.
        max_items_per_call: Upper limit of nodes in one call, beside the server's own limits.
        check_interval_s: How often quiet points are read beside the subscription; 0 never.
        events: Keep the server's events and alarms among the raw messages.
        alarms: Judge the points here, or mirror the alarms that the server judges itself.
        foreign_alarms: Mirror also alarms of nodes that are no points of this source; false where
            several sources share a server.
    """

    security_policy: SecurityPolicy = SecurityPolicy.NONE
    security_mode: SecurityMode = SecurityMode.SIGN_AND_ENCRYPT
    user: str = ""
    password: str = ""
    user_certificate: str = ""
    user_key: str = ""
    publishing_interval_ms: PositiveMs = 200.0
    sampling_interval_ms: Milliseconds = 100.0
    queue_size: Annotated[int, msgspec.Meta(ge=0, le=100_000)] = 0
    session_timeout_s: Seconds = 60.0
    request_timeout_s: Seconds = 10.0
    watchdog_s: Annotated[float, msgspec.Meta(ge=0.2, le=60)] = 2.0
    history_fill: bool = True
    history_max_hours: Annotated[float, msgspec.Meta(gt=0, le=8_760)] = 24.0
    history_page: ItemCount = 1_000
    max_items_per_call: ItemCount = 1_000
    check_interval_s: Annotated[float, msgspec.Meta(ge=0, le=3_600)] = 1.0
    events: bool = True
    alarms: Alarms = Alarms.JUDGE
    foreign_alarms: bool = True

    @property
    def queue(self) -> int:
        """Queue size asked of the server per item: the rule's at least, `MAX_QUEUE` at most."""
        sampling_ms = self.sampling_interval_ms or self.publishing_interval_ms / 10
        rule = ceil(min(QUEUE_FACTOR * self.publishing_interval_ms / sampling_ms, MAX_QUEUE))
        return min(max(rule, self.queue_size, QUEUE_FACTOR), MAX_QUEUE)

    @property
    def is_secured(self) -> bool:
        """True when messages are at least signed."""
        return self.security_policy is not SecurityPolicy.NONE

    @property
    def security_text(self) -> str:
        """The protection in words for the health page."""
        if not self.is_secured:
            return "ungesichert (None)"
        return f"{self.security_policy}, {self.security_mode}"


def parse_options(values: dict[str, Any]) -> OpcuaOptions:
    """Check the options of a source.

    Raises:
        OptionsError: A key is unknown, a value has the wrong type, or two do not fit together.
    """
    try:
        options = msgspec.convert(values, OpcuaOptions)
    except (msgspec.ValidationError, TypeError) as error:
        raise OptionsError(
            f"Die Einstellungen der OPC-UA-Quelle sind nicht lesbar: {error}. "
            "Bitte im Profil der Stadt berichtigen."
        ) from error
    _check(options)
    return options


def _check(options: OpcuaOptions) -> None:
    """Refuse settings that are valid one by one but not together."""
    if options.password and not options.password.startswith(SECRET_PREFIX):
        raise OptionsError(
            "password muss auf den Schlüsselspeicher verweisen (secret:<Name>). "
            "Ein Passwort darf nicht im Profil stehen."
        )
    if options.password and not options.user:
        raise OptionsError("password ist gesetzt, aber user fehlt. Bitte beide angeben.")
    if bool(options.user_certificate) != bool(options.user_key):
        raise OptionsError("user_certificate und user_key gehören zusammen. Bitte beide angeben.")
    if options.user and options.user_certificate:
        raise OptionsError(
            "user und user_certificate schließen einander aus. Bitte nur eines von beiden angeben."
        )
