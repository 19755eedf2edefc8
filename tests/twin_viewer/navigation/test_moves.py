"""Movements keep what was grabbed in its place, and the camera out of the ground."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.twin import Plain
from twin_viewer.navigation.flights import between
from twin_viewer.navigation.grounds import CLEARANCE_M, Reach, anchor_of, kept
from twin_viewer.navigation.moves import (
    approached,
    dragged,
    metres_per_pixel,
    orbited,
    seen_whole,
    slid,
)
from twin_viewer.rendering.cameras import Camera

SIZE = (800, 600)
angles = st.floats(-180, 180)
places = st.floats(-4000, 4000)


@st.composite
def cameras(draw: st.DrawFn) -> Camera:
    """A camera above the ground that looks down."""
    return Camera(
        draw(places),
        draw(places),
        draw(st.floats(100, 3000)),
        draw(st.floats(0, 360)),
        draw(st.floats(-85, -20)),
    )


@given(cameras(), angles, st.floats(-20, 20))
def test_a_turn_keeps_its_pivot_where_it_is_seen(
    camera: Camera, heading: float, pitch: float
) -> None:
    pivot = anchor_of(camera, (300, 350), SIZE, Plain(), 60.0)
    turned = orbited(camera, pivot, heading, pitch)
    before, after = (one.project(pivot[None], *SIZE)[0] for one in (camera, turned))
    assert after == pytest.approx(before, abs=1e-3)


@given(cameras())
def test_what_was_grabbed_follows_the_pointer(camera: Camera) -> None:
    anchor = anchor_of(camera, (400, 300), SIZE, Plain(), 60.0)
    moved = dragged(camera, anchor, camera.ray(430, 320, *SIZE))
    seen = moved.project(anchor[None], *SIZE)[0]
    assert seen[:2] == pytest.approx((430, 320), abs=1e-3)
    assert moved.height == camera.height


@given(cameras(), st.floats(-8, 8))
def test_coming_closer_keeps_what_lies_under_the_pointer(camera: Camera, steps: float) -> None:
    anchor = anchor_of(camera, (520, 400), SIZE, Plain(), 60.0)
    moved = approached(camera, anchor, 0.8**steps)
    assert moved.project(anchor[None], *SIZE)[0, :2] == pytest.approx((520, 400), abs=1e-3)


@given(cameras(), st.floats(-500, 60))
def test_no_camera_goes_below_the_ground_or_away(camera: Camera, height: float) -> None:
    reach = Reach(-1000, -1000, 1000, 1000, 60.0)
    low = camera.moved_to(np.array((90_000.0, camera.north, height)))
    safe = kept(low, reach, Plain())
    assert safe.height >= 60.0 + CLEARANCE_M
    assert safe.east <= 1000 + 3000


def test_the_whole_city_is_seen_from_home() -> None:
    reach = Reach(-8000, -6000, 8000, 6000, 60.0)
    camera = seen_whole(reach, 800 / 600)
    corners = np.array([(x, y, 60.0) for x in (-8000, 8000) for y in (-6000, 6000)])
    seen = camera.project(corners, *SIZE)
    assert (seen[:, 0] > 0).all()
    assert (seen[:, 0] < SIZE[0]).all()
    assert (seen[:, 1] > 0).all()
    assert (seen[:, 1] < SIZE[1]).all()


def test_sliding_is_level_and_follows_the_heading() -> None:
    moved = slid(Camera(0, 0, 100, 90.0), right=10.0, ahead=100.0)
    assert (moved.east, moved.north, moved.height) == pytest.approx((100.0, -10.0, 100.0))


def test_in_the_sky_a_point_ahead_on_the_ground_is_held() -> None:
    camera = Camera(0, 0, 160.0, 0.0, 10.0)
    anchor = anchor_of(camera, (400, 10), SIZE, Plain(), 60.0)
    assert anchor[2] == 60.0
    assert anchor[1] > 0


@given(cameras(), cameras())
def test_a_flight_begins_and_ends_where_it_should(start: Camera, end: Camera) -> None:
    first = between(start, end, 0.0)
    assert first.position == pytest.approx(start.position)
    assert between(start, end, 1.0) == end
    half = between(start, end, 0.5)
    assert abs((half.heading - start.heading + 180) % 360 - 180) <= 90.0 + 1e-6


def test_a_pixel_stands_for_more_metres_far_away() -> None:
    camera = Camera(0, 0, 100)
    assert metres_per_pixel(camera, 200, 600) == pytest.approx(
        2 * metres_per_pixel(camera, 100, 600)
    )
