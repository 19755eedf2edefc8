"""What a profile may write: devices and measures, read the same here and by the profile's check."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.sources import SourceKind
from app.services.profiles.templates import AGENT, is_measure
from connectors.polling.addresses import (
    AddressError,
    Agent,
    Special,
    parse_agent,
    parse_measure,
)


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("10.1.2.3", Agent("10.1.2.3")),
        ("10.1.2.3:1161", Agent("10.1.2.3", 1161)),
        ("switch-7.schule.example", Agent("switch-7.schule.example")),
        ("[2001:db8::7]:161", Agent("2001:db8::7", 161)),
        ("2001:db8::7", Agent("2001:db8::7")),
    ],
)
def test_devices_are_names_or_addresses(text: str, agent: Agent) -> None:
    assert parse_agent(text) == agent
    assert AGENT.fullmatch(text)


@pytest.mark.parametrize("text", ["", "a b", "host/x", "snmp://x", "h:99999", "h:-1", "|", "ä.de"])
def test_other_devices_are_refused(text: str) -> None:
    with pytest.raises(AddressError):
        parse_agent(text)


def test_measures_are_numbers_names_and_rates() -> None:
    assert parse_measure("sysUpTime").oid == (1, 3, 6, 1, 2, 1, 1, 3, 0)
    assert parse_measure("1.3.6.1.2.1.1.3.0").oid == (1, 3, 6, 1, 2, 1, 1, 3, 0)
    assert parse_measure(".1.3.6.1.2.1.1.3.0").oid == (1, 3, 6, 1, 2, 1, 1, 3, 0)
    assert parse_measure("ifOperStatus.3").oid[-2:] == (8, 3)
    named = parse_measure("rate(ifHCInOctets[Te1/1])")
    assert (named.interface, named.is_rate, named.oid[-1]) == ("Te1/1", True, 6)
    assert parse_measure("agent.up").special is Special.UP


@pytest.mark.parametrize(
    "text",
    [
        *("", "ifOperStatus", "sysUpTime.3", "sysUpTime[x]", "rate()", "rate(rate(sysUpTime))"),
        *("hrProcessorLoad[x]", "unknown.1", "1.3", "9.9.9.9", "1.3.6.99999999999", "ping.up.1"),
    ],
)
def test_other_measures_are_refused(text: str) -> None:
    with pytest.raises(AddressError):
        parse_measure(text)


@given(st.text(max_size=40))
def test_whatever_is_read_here_passes_the_check_of_the_profile(text: str) -> None:
    try:
        measure = parse_measure(text)
    except AddressError:
        return
    is_echo = measure.special is not None and measure.special.is_echo
    assert is_measure(text, SourceKind.ICMP if is_echo else SourceKind.SNMP)


def test_the_check_of_the_profile_knows_which_measures_belong_where() -> None:
    for text in ("agent.up", "ifOperStatus[Te1/1]", "rate(ifHCInOctets[a b])", "1.3.6.1.2.1.1.3.0"):
        assert is_measure(text, SourceKind.SNMP)
        assert not is_measure(text, SourceKind.ICMP)
    for special in Special:
        assert is_measure(special, SourceKind.ICMP) == special.is_echo
    assert not is_measure("ping.up", SourceKind.SNMP)
    assert not is_measure("rate(ifHCInOctets[a]", SourceKind.SNMP)
