"""Fields of an event become what it says of a condition; nothing a server sends raises."""

from datetime import UTC, datetime
from typing import Any

import pytest
from asyncua import ua
from hypothesis import given
from hypothesis import strategies as st

from app.domain.samples import NO_TIME, Quality
from connectors.opcua.addresses import NodeAddress
from connectors.opcua.condition_events import (
    Shelving,
    end_us,
    read_event,
    signed,
    unsigned,
    with_states,
)
from connectors.opcua.event_fields import BASE, JUDGED, MIRRORED, fewer, named

WHEN = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
WHEN_US = round(WHEN.timestamp() * 1e6)
NOW_US = WHEN_US + 5_000_000


def address(node: ua.NodeId) -> NodeAddress | None:
    uris = ("http://opcfoundation.org/UA/", "urn:werk")
    uri = uris[node.NamespaceIndex] if node.NamespaceIndex < len(uris) else None
    return NodeAddress(uri, node.Identifier) if uri else None


def fields(**more: Any) -> dict[str, Any]:
    return {
        "Condition": ua.NodeId("kessel", 1),
        "EventId": b"\x01\x02",
        "ConditionName": "Kessel",
        "SourceNode": ua.NodeId("ofen", 1),
        "InputNode": ua.NodeId("druck", 1),
        "BranchId": ua.NodeId(),
        "Time": WHEN,
        "Message": ua.LocalizedText("zu hoch", "de"),
        "Severity": 700,
        "Retain": True,
        "Active": True,
        "Acknowledged": False,
    } | more


def test_event_of_a_condition_is_read() -> None:
    event = read_event(
        fields(
            Shelving=ua.NodeId(ua.ObjectIds.ShelvedStateMachineType_TimedShelved),
            UnshelveTime=60_000.0,
            ActiveSince=WHEN,
            Quality=ua.StatusCode(ua.StatusCodes.BadSensorFailure),
            Comment=ua.LocalizedText("gesehen [Leitstand: Meier]"),
            ClientUserId="leitstand",
        ),
        address,
        NOW_US,
    )
    assert event is not None
    assert event.condition == "nsu=urn:werk;s=kessel"
    assert event.watched == ("nsu=urn:werk;s=druck", "nsu=urn:werk;s=ofen")
    assert (event.branch, event.event_id, event.severity) == ("", b"\x01\x02", 700)
    assert (event.is_active, event.is_acknowledged, event.is_confirmed) == (True, False, None)
    assert (event.shelving, event.until_us) == (Shelving.TIMED, NOW_US + 60_000_000)
    assert (event.time_us, event.since_us) == (WHEN_US, WHEN_US)
    assert (event.comment, event.actor) == ("gesehen", "Meier")
    assert event.quality is Quality.BAD


def test_event_without_a_condition_is_none() -> None:
    assert read_event({}, address, NOW_US) is None
    assert read_event(fields(Condition=ua.NodeId()), address, NOW_US) is None
    assert read_event(fields(Condition=ua.NodeId("x", 7)), address, NOW_US) is None


def test_odd_values_are_taken_for_none() -> None:
    event = read_event(
        fields(
            Severity=0,
            Time=datetime(1601, 1, 1, tzinfo=UTC),
            ActiveSince=datetime(1601, 1, 1, tzinfo=UTC),
            UnshelveTime=float("nan"),
            ConditionName=None,
            BranchId=ua.NodeId("alt", 1),
            InputNode=None,
        ),
        address,
        NOW_US,
    )
    assert event is not None
    assert (event.severity, event.time_us, event.since_us) == (0, NOW_US, NO_TIME)
    assert (event.name, event.branch) == ("kessel", "ns=1;s=alt")
    assert event.until_us == NO_TIME


anything = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary(), st.datetimes()
)


@given(st.fixed_dictionaries({clause.name: anything for clause in MIRRORED}))
def test_whatever_a_server_sends_is_taken(sent: dict[str, Any]) -> None:
    event = read_event(sent | {"Condition": ua.NodeId("kessel", 1)}, address, NOW_US)
    assert event is not None
    assert 0 <= event.severity <= 1000
    assert with_states(event, sent, NOW_US).condition == event.condition


def test_states_read_beside_the_event_count() -> None:
    event = read_event(fields(), address, NOW_US)
    assert event is not None
    assert with_states(event, {"Active": True}, NOW_US + 9) is event
    timed = {
        "Shelving": ua.NodeId(ua.ObjectIds.ShelvedStateMachineType_TimedShelved),
        "UnshelveTime": 5_000.0,
        "ActiveSince": WHEN,
    }
    seen = with_states(event, timed, NOW_US + 9)
    assert (seen.shelving, seen.until_us) == (Shelving.TIMED, NOW_US + 9 + 5_000_000)
    assert seen.time_us == NOW_US + 9
    assert with_states(seen, timed, NOW_US + 99) is seen


@pytest.mark.parametrize("actor", ["", "Meier", "Müller-Lüdenscheidt"])
@pytest.mark.parametrize("comment", ["", "gesehen", "Pumpe [defekt]", "zwei\nZeilen"])
def test_person_survives_the_wire(comment: str, actor: str) -> None:
    assert unsigned(signed(comment, actor), "") == (comment, actor)


def test_comment_of_others_keeps_the_servers_user() -> None:
    assert unsigned("Pumpe [defekt]", "warte1") == ("Pumpe [defekt]", "warte1")


def test_shelf_without_an_end_has_none() -> None:
    assert end_us(2.0**31 * 1000, NOW_US) == NO_TIME
    assert end_us(-1, NOW_US) == NO_TIME
    assert end_us(True, NOW_US) == NO_TIME


# --- fields ---------------------------------------------------------------------------------------


def test_refused_fields_are_left_out_first_and_then_whole_ranks() -> None:
    accepted = [clause.name != "Latched" for clause in MIRRORED]
    assert [c.name for c in MIRRORED if c not in fewer(MIRRORED, accepted)] == ["Latched"]
    core = fewer(MIRRORED, [])
    assert "Latched" not in {clause.name for clause in core}
    assert "Active" in {clause.name for clause in core}
    base = fewer(core, [])
    assert {clause.rank for clause in base} == {BASE}
    assert fewer(base, [False] * len(base)) == ()
    assert [c.name for c in fewer(JUDGED, [])] == [c.name for c in JUDGED[:5]]


def test_status_in_place_of_a_value_is_none() -> None:
    bad = ua.Variant(ua.StatusCode(ua.StatusCodes.BadConditionDisabled))
    values = named(MIRRORED, [bad] * len(MIRRORED))
    assert values["Active"] is None
    assert values["Quality"] == bad.Value
