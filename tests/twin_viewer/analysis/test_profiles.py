"""Sections along a line show the ground below it and the scan beside it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin_viewer.analysis.profiles import MOST_PLACES, cloud_slice, ground_profile
from twin_viewer.model import HeightGrid

WEST, SOUTH = 412_000.0, 5_725_000.0
HERE = np.array((WEST, SOUTH))
ANGLE = HERE + np.array([[0, 0], [30, 0], [30, 40.0]])


def ground() -> HeightGrid:
    north, east = np.mgrid[:50, :50]
    return HeightGrid((60 + east * 0.1 + north * 0.01).astype(np.float32), WEST, SOUTH, 1.0)


def test_the_ground_along_a_bent_line() -> None:
    profile = ground_profile(ANGLE, (ground(),), 1.0)
    assert profile.distances[[0, -1]].tolist() == [0.0, 70.0]
    assert 30.0 in profile.distances
    np.testing.assert_allclose(np.diff(profile.distances), 1.0)
    assert profile.heights[30] == pytest.approx(63.0)
    assert profile.heights[-1] == pytest.approx(63.4)


def test_beyond_the_ground_it_is_unknown() -> None:
    line = HERE + np.array([[-10, 5], [5, 5.0]])
    profile = ground_profile(line, (ground(),), 0.5)
    assert np.isnan(profile.heights[:15]).all()
    assert np.isfinite(profile.heights[-10:]).all()


def test_a_long_line_has_a_bounded_number_of_places() -> None:
    line = HERE + np.array([[0, 0], [1e6, 0.0]])
    assert len(ground_profile(line, (), 0.1).distances) <= MOST_PLACES + 2


def test_repeated_corners_and_a_single_point_are_no_trouble() -> None:
    doubled = np.repeat(ANGLE, 2, axis=0)
    assert ground_profile(doubled, (ground(),), 1.0).distances[-1] == 70.0
    single = ground_profile(ANGLE[:1], (ground(),), 1.0)
    assert (single.distances.tolist(), single.heights.tolist()) == ([0.0], [60.0])
    assert len(cloud_slice(ANGLE[:1], np.zeros((0, 3)), 2.0).rows) == 0


def test_points_in_the_corridor_belong_to_the_nearer_leg() -> None:
    points = np.array(
        [
            (WEST + 10, SOUTH + 0.9, 61),
            (WEST + 10, SOUTH - 1.1, 62),
            (WEST + 29.5, SOUTH + 20, 63),
            (WEST + 29.8, SOUTH + 0.5, 64),
            (WEST - 0.5, SOUTH, 65),
        ]
    )
    found = cloud_slice(ANGLE, points, 2.0)
    assert found.rows.tolist() == [0, 2, 3]
    np.testing.assert_allclose(found.distances, [10, 50, 30.5])
    np.testing.assert_allclose(found.offsets, [0.9, 0.5, 0.2])
    assert found.heights.tolist() == [61, 63, 64]


@given(st.floats(0, 2 * np.pi), st.floats(0.5, 20), st.integers(0, 2**32 - 1))
def test_a_straight_corridor_is_a_turned_box(angle: float, width: float, seed: int) -> None:
    rng = np.random.default_rng(seed)
    local = rng.uniform((-20, -20, 0), (70, 20, 10), (200, 3))
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    points = np.column_stack((HERE + local[:, :2] @ turn, local[:, 2]))
    line = HERE + np.array([[0, 0], [50, 0.0]]) @ turn
    found = cloud_slice(line, points, width)
    expected = (local[:, 0] >= 0) & (local[:, 0] <= 50) & (np.abs(local[:, 1]) <= width / 2)
    assert set(found.rows) == set(np.flatnonzero(expected))
    np.testing.assert_allclose(found.distances, local[found.rows, 0], atol=1e-6)
    np.testing.assert_allclose(found.offsets, local[found.rows, 1], atol=1e-6)
