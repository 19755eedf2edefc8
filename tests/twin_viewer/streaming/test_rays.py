"""Which point of a scan lies under the pointer: the first near the ray."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin_viewer.rendering.layers.cloud_colors import NodePoints
from twin_viewer.streaming.rays import FINGER, Target, first_point

NORTH = np.array((0.0, 1.0, 0.0))


def target(*points: tuple[float, float, float]) -> Target:
    return Target(NodePoints(np.array(points, np.float32), 0.3))


def test_the_first_of_several_nodes_is_met() -> None:
    targets = [target((0, 50, 0), (5, 5, 5)), target((0, 20, 0)), target((0, -5, 0))]
    found = first_point(targets, np.zeros(3), NORTH)
    assert found is not None
    assert found[0] == pytest.approx((0, 20, 0))
    assert found[1] == pytest.approx(20)


def test_what_lies_aside_or_behind_is_not_met() -> None:
    assert first_point([target((1, 20, 0))], np.zeros(3), NORTH) is None
    assert first_point([target((0, -20, 0))], np.zeros(3), NORTH) is None
    assert first_point([], np.zeros(3), NORTH) is None


@given(
    st.lists(
        st.tuples(st.floats(-2, 2), st.floats(-50, 50), st.floats(-2, 2)), min_size=1, max_size=40
    )
)
def test_it_is_the_same_as_looking_at_each(places: list[tuple[float, float, float]]) -> None:
    rounded = np.array(places, np.float32)
    points = rounded.astype(np.float64)
    along = points[:, 1]
    aside = np.hypot(points[:, 0], points[:, 2])
    margin = np.abs(aside - along * FINGER)
    met = along[(along > 0) & (aside <= along * FINGER)]
    if (margin[along > 0] < 1e-4).any():
        return
    halves = [Target(NodePoints(part, 0.3)) for part in np.array_split(rounded, 2) if len(part)]
    found = first_point(halves, np.zeros(3), NORTH)
    assert (None if found is None else found[1]) == (
        pytest.approx(met.min(), abs=1e-3) if len(met) else None
    )
