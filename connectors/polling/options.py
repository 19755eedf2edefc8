"""What a profile may say about a source that is polled, checked before anything is asked."""

import re
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Network, ip_network
from typing import Annotated, Any, Final, TypeVar
from urllib.parse import urlsplit

import msgspec

from app.domain.cities import SourceConfig
from connectors.polling.addresses import AddressError, parse_agent

SECRET_PREFIX: Final = "secret:"  # noqa: S105 -- marks a reference; it is not a secret
"""Options that carry a secret name it by reference, such as `secret:hamm/snmp`."""

SNMP_PORT: Final = 161
SHORTEST_KEY: Final = 8
"""Passwords of SNMP v3 have at least so many characters (RFC 3414, section 11.2)."""

T = TypeVar("T", bound="PollingOptions")


class OptionsError(ValueError):
    """The options of a source are wrong; the text names the key and the reason, in German."""


class Version(StrEnum):
    """What is spoken. Version 1 is not offered: it has no 64-bit registers."""

    V2C = "2c"
    V3 = "3"


class Auth(StrEnum):
    """How answers of v3 are signed (RFC 3414, RFC 7860)."""

    NONE = "none"
    MD5 = "md5"
    SHA = "sha"
    SHA224 = "sha224"
    SHA256 = "sha256"
    SHA384 = "sha384"
    SHA512 = "sha512"


class Privacy(StrEnum):
    """How they are encrypted (RFC 3826; 192 and 256 bits as widely built, draft-blumenthal)."""

    NONE = "none"
    DES = "des"
    AES128 = "aes128"
    AES192 = "aes192"
    AES256 = "aes256"


class PollingOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What both protocols have in common.

    Attributes:
        timeout_s: How long one answer may take.
        parallel: Devices that are asked at once.
        agents: Devices to look around at, beside those of the points.
    """

    timeout_s: Annotated[float, msgspec.Meta(ge=0.1, le=60)] = 2.0
    parallel: Annotated[int, msgspec.Meta(ge=1, le=500)] = 32
    agents: tuple[str, ...] = ()


class SnmpOptions(PollingOptions, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Settings of an SNMP source; all have safe defaults. They hold for all its devices.

    Attributes:
        version: `2c` or `3`.
        community: Reference to the community (v2c); empty is `public`.
        user: User (v3).
        auth: How answers are signed (v3).
        auth_password: Reference to the password for it.
        privacy: How they are encrypted (v3).
        privacy_password: Reference to the password for it.
        context: Context (v3); empty is the usual one.
        port: Port of devices whose address has none.
        retries: How often a question without answer is asked again.
        values_per_question: Objects asked for at once; old devices stand less.
    """

    version: Version = Version.V2C
    community: str = ""
    user: str = ""
    auth: Auth = Auth.NONE
    auth_password: str = ""
    privacy: Privacy = Privacy.NONE
    privacy_password: str = ""
    context: str = ""
    port: Annotated[int, msgspec.Meta(ge=1, le=65_535)] = SNMP_PORT
    retries: Annotated[int, msgspec.Meta(ge=0, le=10)] = 1
    values_per_question: Annotated[int, msgspec.Meta(ge=1, le=100)] = 24

    @property
    def security_text(self) -> str:
        """The protection in words for the health page."""
        if self.version is Version.V2C:
            return "unverschlüsselt (SNMP v2c)"
        if self.auth is Auth.NONE:
            return "unverschlüsselt (SNMP v3)"
        if self.privacy is Privacy.NONE:
            return f"SNMP v3, signiert ({self.auth.upper()})"
        return f"SNMP v3, {self.auth.upper()}, {self.privacy.upper()}"


class IcmpOptions(PollingOptions, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Settings of an ICMP source.

    Attributes:
        count: Echoes sent to a host each time.
        gap_s: Time between two of them.
        size: Bytes carried by each.
    """

    count: Annotated[int, msgspec.Meta(ge=1, le=20)] = 3
    gap_s: Annotated[float, msgspec.Meta(ge=0.01, le=10)] = 0.2
    size: Annotated[int, msgspec.Meta(ge=0, le=1_400)] = 32


@dataclass(frozen=True, slots=True)
class Through:
    """The one agent that answers for many devices, such as a proxy; empty host asks each itself.

    Attributes:
        host: Name or address.
        port: UDP port.
    """

    host: str = ""
    port: int = 0


def read_snmp_options(config: SourceConfig) -> SnmpOptions:
    """Return the validated options of an SNMP source.

    Raises:
        OptionsError: A key is wrong; the text says which, and why.
    """
    options = _converted(config, SnmpOptions)
    place = f"Quelle „{config.id}“, Schlüssel"
    for key in ("community", "auth_password", "privacy_password"):
        value = getattr(options, key)
        if value and not value.startswith(SECRET_PREFIX):
            raise OptionsError(
                f"{place} {key}: hier darf kein Kennwort stehen, nur ein Verweis wie "
                f"{SECRET_PREFIX}{config.id}"
            )
    if options.version is Version.V2C:
        if options.user or options.auth is not Auth.NONE or options.privacy is not Privacy.NONE:
            raise OptionsError(f"{place} version: user, auth und privacy gibt es nur mit „3“")
    else:
        _check_v3(place, options)
    return options


def _check_v3(place: str, options: SnmpOptions) -> None:
    """Refuse settings of v3 that do not fit together."""
    if not options.user:
        raise OptionsError(f"{place} user: fehlt; Version 3 braucht einen Benutzer")
    if options.community:
        raise OptionsError(f"{place} community: gibt es nur mit Version „2c“")
    if options.auth is Auth.NONE and options.privacy is not Privacy.NONE:
        raise OptionsError(f"{place} auth: fehlt; verschlüsselt wird nur, was signiert ist")
    for kind, key in (("auth", "auth_password"), ("privacy", "privacy_password")):
        is_wanted = str(getattr(options, kind)) != "none"
        if is_wanted != bool(getattr(options, key)):
            raise OptionsError(f"{place} {key}: gehört zu {kind}; bitte beide angeben oder keines")


def read_icmp_options(config: SourceConfig) -> IcmpOptions:
    """Return the validated options of an ICMP source.

    Raises:
        OptionsError: A key is wrong; the text says which, and why.
    """
    return _converted(config, IcmpOptions)


def _converted(config: SourceConfig, kind: type[T]) -> T:
    try:
        options = msgspec.convert(_plain(config.options), kind)
    except msgspec.ValidationError as error:
        text, _, place = str(error).partition(" - at ")
        key = place.strip("`$.") or "options"
        raise OptionsError(f"Quelle „{config.id}“, Schlüssel {key}: {text}") from None
    for agent in options.agents:
        try:
            parse_agent(agent)
        except AddressError as error:
            raise OptionsError(f"Quelle „{config.id}“, Schlüssel agents: {error}") from None
    return options


def _plain(options: dict[str, Any]) -> dict[str, Any]:
    """Return options in which a version written as a number is text."""
    version = options.get("version")
    return options | {"version": str(version)} if isinstance(version, int) else options


def read_through(url: str) -> Through:
    """Return who answers, from `snmp://` (each device itself) or `snmp://host:161` (one for all).

    Raises:
        OptionsError: It is no such address, or it holds a user or password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or SNMP_PORT
    except ValueError:
        raise OptionsError(f"url: „{url}“ ist keine Adresse") from None
    if parts.username or parts.password:
        raise OptionsError("url: Kennwörter und Communitys gehören in die options der Quelle")
    if parts.scheme != "snmp" or parts.path.strip("/"):
        shown = re.sub(r"//[^@/]*@", "//…@", url)
        raise OptionsError(f"url: „{shown}“ muss snmp:// oder wie snmp://host:161 lauten")
    return Through(parts.hostname, port) if parts.hostname else Through()


def read_network(url: str) -> IPv4Network | None:
    """Return the network hosts are mapped into, from `icmp://` (none) or `icmp://127.0.0.0/8`.

    Raises:
        OptionsError: It is no such address.
    """
    rest = url.removeprefix("icmp://")
    if rest == url:
        raise OptionsError(f"url: „{url}“ muss icmp:// oder wie icmp://10.8.0.0/16 lauten")
    if not rest:
        return None
    try:
        network = ip_network(rest)
    except ValueError:
        raise OptionsError(f"url: „{rest}“ ist kein Netz wie 10.8.0.0/16") from None
    if not isinstance(network, IPv4Network):
        raise OptionsError(f"url: „{rest}“ ist kein IPv4-Netz; IPv6-Hosts bekommen url icmp://")
    return network
