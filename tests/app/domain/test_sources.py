"""Sources: which states deliver, and that a fresh health page claims nothing."""

from math import isnan

from app.domain.points import SourceId
from app.domain.samples import NO_TIME
from app.domain.sources import (
    DeviceIdentity,
    PortIdentity,
    SourceHealth,
    SourceKind,
    SourceState,
)


def test_values_are_live_only_while_a_source_is_connected() -> None:
    delivering = {state for state in SourceState if state.is_delivering}
    assert delivering == {SourceState.ONLINE, SourceState.DEGRADED}


def test_a_source_nobody_started_claims_nothing() -> None:
    health = SourceHealth(SourceId("funk"))
    assert health.state is SourceState.STOPPED
    assert health.last_message_us == health.connected_us == NO_TIME
    assert isnan(health.lag_s)
    assert health.question is None
    assert health.details == {}


def test_protocols_are_named_as_in_the_profile() -> None:
    assert [kind.value for kind in SourceKind] == ["mqtt", "opcua", "snmp", "icmp"]


def test_a_device_has_each_of_its_addresses_once() -> None:
    ports = tuple(
        PortIdentity(index, f"Gi{index}", mac=mac)
        for index, mac in enumerate(("00:00:5e:00:53:01", "", "00:00:5e:00:53:01"), 1)
    )
    assert DeviceIdentity("kern-a", 1, ports=ports).macs == ("00:00:5e:00:53:01",)
