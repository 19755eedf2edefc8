"""Devices of one place stand side by side."""

from math import cos, hypot, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.points import Location
from app.services.maps.places import METRES_PER_DEGREE, RING_M, fanned_out, ring_offsets, shifted

PLACE = Location(7.82, 51.68)


def metres(one: Location, other: Location) -> float:
    across = METRES_PER_DEGREE * cos(radians(one.latitude))
    east = (other.longitude - one.longitude) * across
    return hypot(east, (other.latitude - one.latitude) * METRES_PER_DEGREE)


def test_what_stands_alone_keeps_its_place() -> None:
    other = Location(7.9, 51.7)
    assert fanned_out([PLACE, other]) == (PLACE, other)


def test_what_has_no_place_gets_none() -> None:
    assert fanned_out([None, PLACE, None]) == (None, PLACE, None)


@given(st.integers(2, 40))
def test_devices_of_one_place_are_apart_and_near(count: int) -> None:
    spots = [spot for spot in fanned_out([PLACE] * count) if spot is not None]
    assert len(set(spots)) == count
    assert all(metres(PLACE, spot) < 4.5 * RING_M for spot in spots)
    nearest = min(metres(a, b) for i, a in enumerate(spots) for b in spots[:i])
    assert nearest > 8.0


def test_nine_of_one_place_make_a_ring_of_eight_and_begin_the_next() -> None:
    rings = [round(hypot(east, north) / RING_M) for east, north in ring_offsets(9)]
    assert rings == [1] * 8 + [2]


def test_the_same_devices_always_stand_alike() -> None:
    assert fanned_out([PLACE] * 5) == fanned_out([PLACE] * 5)


def test_metres_are_metres_in_each_direction() -> None:
    assert metres(PLACE, shifted(PLACE, 30.0, 40.0)) == pytest.approx(50.0, rel=1e-3)
