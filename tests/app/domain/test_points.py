"""Points: numbers, states, and what is there when nobody says otherwise."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.points import (
    Address,
    DeviceId,
    EngineeringUnit,
    FieldId,
    Point,
    PointId,
    PointKind,
    SourceId,
    State,
    point_key,
)
from app.domain.texts import Text

UNIT = EngineeringUnit("state", "", Text("Zustand", "state"))
STATES = (State(0, Text("aus", "off")), State(2, Text("gestört", "faulted"), is_abnormal=True))


def make(point_id: str) -> Point:
    return Point(
        id=PointId(point_id),
        name=Text("Störung"),
        kind=PointKind.STATE,
        unit=UNIT,
        source=SourceId("plc"),
        address=Address("nsu=urn:x;s=A"),
        field=FieldId("mobilitaet"),
        device=DeviceId("a"),
        site=Text("Markt"),
        states=STATES,
    )


@pytest.mark.parametrize(
    ("point_id", "key"),
    [
        ("a", 3_405_396_810_240_292_928),
        ("luft-markt.no2", 3_891_956_662_245_391_520),
        ("straße.pegel", 538_105_325_908_401_319),
    ],
)
def test_numbers_of_points_never_change(point_id: str, key: int) -> None:
    """History files of years ago must be found under the same numbers."""
    assert point_key(PointId(point_id)) == key


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_numbers_fit_into_64_bits_and_depend_on_the_id_alone(point_id: str) -> None:
    key = point_key(PointId(point_id))
    assert -(2**63) <= key < 2**63
    assert make(point_id).key == key


def test_states_are_found_by_code() -> None:
    point = make("a")
    assert point.state(2.0) is STATES[1]
    assert point.state(1.0) is None
    assert point.state(float("nan")) is None


def test_a_point_is_a_live_measurement_unless_said_otherwise() -> None:
    point = make("a")
    assert (point.scale, point.offset, point.interval_s) == (1.0, 0.0, 60.0)
    assert not point.is_simulated
    assert not point.is_writable
    assert point.location is None
