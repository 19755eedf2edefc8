"""Options: defaults, references instead of passwords, and what does not fit together."""

from typing import Any

import pytest

from app.domain.sources import SourceKind
from connectors.polling.options import (
    OptionsError,
    Through,
    Version,
    read_icmp_options,
    read_network,
    read_snmp_options,
    read_through,
)
from tests.connectors.polling.rigs import config


def snmp(**options: Any) -> Any:
    return read_snmp_options(config(SourceKind.SNMP, "snmp://", **options))


def test_defaults_are_v2c_without_any_secret_in_the_profile() -> None:
    assert snmp().version is Version.V2C
    assert snmp(version=3, user="a").version is Version.V3
    assert "unverschlüsselt" in snmp().security_text


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"community": "offen"}, "community: hier darf kein Kennwort stehen"),
        ({"version": 3, "user": "a", "auth": "sha", "auth_password": "x"}, "auth_password: hier"),
        ({"version": 3}, "user: fehlt"),
        ({"version": 3, "user": "a", "auth": "sha"}, "auth_password: gehört zu auth"),
        ({"version": 3, "user": "a", "privacy": "des"}, "auth: fehlt"),
        ({"version": 3, "user": "a", "community": "secret:x"}, "community: gibt es nur"),
        ({"user": "a"}, "version: user, auth"),
        ({"version": 1}, "version"),
        ({"unbekannt": 1}, "unbekannt"),
        ({"timeout_s": 0}, "timeout_s"),
        ({"agents": ["a b"]}, "agents"),
        ({"version": True}, "version"),
    ],
)
def test_what_does_not_fit_is_named(options: dict[str, Any], words: str) -> None:
    with pytest.raises(OptionsError) as error:
        snmp(**options)
    assert words in str(error.value)


def test_addresses_of_sources() -> None:
    assert read_through("snmp://") == Through()
    assert read_through("snmp://10.1.1.1") == Through("10.1.1.1", 161)
    assert read_through("snmp://[::1]:1161") == Through("::1", 1161)
    assert read_network("icmp://") is None
    assert str(read_network("icmp://127.0.0.0/8")) == "127.0.0.0/8"
    for url in ("snmp://a:b@host", "http://host", "snmp://host/x", "snmp://host:x"):
        with pytest.raises(OptionsError):
            read_through(url)
    for url in ("icmp://host", "icmp://10.0.0.1/8", "icmp://2001:db8::/32", "ping://"):
        with pytest.raises(OptionsError):
            read_network(url)


def test_a_password_in_an_address_is_not_repeated() -> None:
    with pytest.raises(OptionsError) as error:
        read_through("smtp://user:geheim@host")
    assert "geheim" not in str(error.value)


def test_icmp_has_options_of_its_own() -> None:
    assert read_icmp_options(config(SourceKind.ICMP, "icmp://", count=5)).count == 5
    with pytest.raises(OptionsError):
        read_icmp_options(config(SourceKind.ICMP, "icmp://", community="secret:x"))
