"""To which photographs arrows lead: the nearest in each direction, never two in one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from twin_viewer.panorama.neighbours import (
    APART_DEGREES,
    FARTHEST_M,
    MOST,
    nearest_to,
    neighbours_of,
)


def line(*norths: float) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.array([(0.0, north, 0.0) for north in norths])


def test_a_street_leads_both_ways_to_the_next() -> None:
    found = neighbours_of(line(0, 10, 20, 30, 40), 2)
    assert [(one.row, one.heading) for one in found] == [(1, 180.0), (3, 0.0)]


def test_a_crossing_leads_four_ways() -> None:
    places = np.array([(0, 0, 0), (0, 9, 0), (8, 0, 0), (0, -7, 0), (-6, 0, 0)], float)
    assert {one.row for one in neighbours_of(places, 0)} == {1, 2, 3, 4}


def test_what_is_too_far_or_the_same_place_is_left_out() -> None:
    assert neighbours_of(line(0, 0.1, FARTHEST_M + 1), 0) == ()


def test_walking_on_takes_the_one_ahead() -> None:
    found = neighbours_of(line(0, 10, 20), 1)
    ahead, back = nearest_to(found, 20.0), nearest_to(found, 170.0)
    assert ahead is not None
    assert back is not None
    assert (ahead.row, back.row) == (2, 0)
    assert nearest_to(found, 350.0) == ahead
    assert nearest_to((), 0.0) is None


@given(st.lists(st.tuples(st.floats(-80, 80), st.floats(-80, 80)), min_size=1, max_size=40))
def test_neighbours_are_apart_and_in_order(places: list[tuple[float, float]]) -> None:
    array = np.column_stack((np.array(places), np.zeros(len(places))))
    found = neighbours_of(array, 0)
    assert len(found) <= MOST
    assert [one.distance for one in found] == sorted(one.distance for one in found)
    for number, one in enumerate(found):
        for other in found[:number]:
            away = abs((one.heading - other.heading + 180) % 360 - 180)
            assert away >= APART_DEGREES
