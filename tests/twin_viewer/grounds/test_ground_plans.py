"""First the whole city roughly, then what is near finer; memory stays within bounds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twin_viewer.grounds.plans import ROUGH, SIDES, GroundPlan, pixels_of
from twin_viewer.model.cities import TileKey
from twin_viewer.model.frames import SceneFrame
from twin_viewer.rendering.cameras import Camera

FRAME = SceneFrame(420_000, 5_725_000)
CITY = frozenset(TileKey(411 + x, 5716 + y) for x in range(18) for y in range(17))
BYTES_OF_PIXEL = 3 + 4 * 4 / 3
"""Kept by VTK, and by the graphics with all levels."""


def finished(camera: Camera, plan: GroundPlan | None = None) -> GroundPlan:
    """Return a plan of which all is painted, at first roughly."""
    if plan is None:
        plan = GroundPlan(FRAME)
        plan.take(CITY, camera)
        plan.made = dict.fromkeys(CITY, ROUGH)
    for _ in range(400):
        wish = plan.next(camera, 0.0)
        if wish is None:
            return plan
        plan.made[wish.key] = wish.pixels
    raise AssertionError("it never ends")


def test_every_square_comes_roughly_before_any_comes_fine() -> None:
    camera = Camera(0.0, 0.0, 60.0)
    plan = GroundPlan(FRAME)
    plan.take(CITY, camera)
    seen = []
    while (wish := plan.next(camera, 0.0)) is not None:
        plan.made[wish.key] = wish.pixels
        seen.append(wish)
    rough = seen[: len(CITY)]
    assert {wish.key for wish in rough} == CITY
    assert {wish.pixels for wish in rough} == {ROUGH}
    assert [wish.left for wish in seen] == list(range(len(seen), 0, -1))
    assert seen[len(CITY)].pixels == SIDES[0][1]


def test_the_square_one_stands_in_is_fine_and_far_ones_are_coarse() -> None:
    plan = finished(Camera(500.0, 500.0, 2.0))
    assert plan.made[TileKey(420, 5725)] == 1_024
    assert plan.made[TileKey(428, 5732)] == 128


def test_seen_from_high_above_nothing_is_fine() -> None:
    assert set(finished(Camera(0.0, 0.0, 12_000.0, 0.0, -60.0)).made.values()) == {ROUGH}


def test_what_lies_behind_is_coarser() -> None:
    plan = finished(Camera(500.0, 500.0, 30.0, 0.0, -10.0))
    assert plan.made[TileKey(420, 5726)] > plan.made[TileKey(420, 5723)]


@settings(max_examples=12, deadline=None)
@given(
    st.floats(-9_000, 9_000),
    st.floats(-9_000, 9_000),
    st.floats(2, 9_000),
    st.floats(0, 359),
    st.floats(-89, 0),
)
def test_wherever_one_goes_it_ends_and_keeps_to_its_memory(
    east: float, north: float, height: float, heading: float, pitch: float
) -> None:
    plan = finished(Camera(0.0, 0.0, 2.0))
    finished(Camera(east, north, height, heading, pitch), plan)
    pixels = float(np.sum(np.array(list(plan.made.values())) ** 2))
    assert pixels * BYTES_OF_PIXEL < 150e6


def test_a_map_elsewhere_is_left_out() -> None:
    plan = GroundPlan(FRAME)
    plan.take(frozenset({TileKey(420, 5725), TileKey(2_000, 9_000)}), Camera(0, 0, 10))
    assert plan.squares == {TileKey(420, 5725)}
    plan.take(frozenset(), Camera(0, 0, 10))
    assert plan.next(Camera(0, 0, 10), 0.0) is None


@pytest.mark.parametrize(("away", "pixels"), [(0, 1_024), (701, 512), (4_499, 256), (90_000, 128)])
def test_the_width_follows_the_distance(away: float, pixels: int) -> None:
    assert pixels_of(away) == pixels
