"""A ray through a pixel and the pixel of a point on it are each other's inverse."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin_viewer.rendering.cameras import STEEPEST, Camera, looking_at

_SIZES = st.tuples(st.integers(16, 4_000), st.integers(16, 4_000))


@st.composite
def cameras(draw: st.DrawFn) -> Camera:
    near = st.floats(-20_000, 20_000)
    return Camera(
        draw(near),
        draw(near),
        draw(st.floats(-100, 10_000)),
        draw(st.floats(0, 360)),
        draw(st.floats(-STEEPEST, STEEPEST)),
        draw(st.floats(10, 100)),
    )


@given(cameras(), _SIZES, st.floats(0, 1), st.floats(0, 1), st.floats(1, 10_000))
def test_a_point_on_the_ray_of_a_pixel_appears_there(
    camera: Camera, size: tuple[int, int], across: float, down: float, distance: float
) -> None:
    width, height = size
    x, y = across * width, down * height
    point = camera.position + distance * camera.ray(x, y, width, height)
    seen = camera.project(point[None], width, height)[0]
    assert seen[:2] == pytest.approx((x, y), abs=1e-3)
    assert 0 < seen[2] <= distance * (1 + 1e-9)


@given(cameras())
def test_its_axes_stand_upright_on_each_other_and_it_never_rolls(camera: Camera) -> None:
    axes = np.array([camera.right, camera.direction, camera.up])
    assert axes @ axes.T == pytest.approx(np.eye(3), abs=1e-9)
    assert camera.right[2] == 0
    assert camera.up[2] >= 0


@given(st.floats(1, 1e4), st.floats(-720, 720), st.floats(-180, 180))
def test_what_is_looked_at_is_in_the_middle(distance: float, heading: float, pitch: float) -> None:
    target = np.array((120.0, -40.0, 7.0))
    camera = looking_at(target, distance, heading, pitch)
    assert 0 <= camera.heading <= 360
    assert abs(camera.pitch) <= STEEPEST
    assert camera.project(target[None], 640, 480)[0] == pytest.approx(
        (320, 240, distance), rel=1e-6, abs=1e-3
    )


def test_headings_are_those_of_a_compass() -> None:
    assert Camera(0, 0, 0, heading=0, pitch=0).direction == pytest.approx((0, 1, 0))
    assert Camera(0, 0, 0, heading=90, pitch=0).direction == pytest.approx((1, 0, 0))
    assert Camera(0, 0, 0, heading=90, pitch=-89.9).direction[2] < -0.99


def test_what_lies_behind_has_no_pixels() -> None:
    seen = Camera(0, 0, 0, 0, 0).project(np.array([(0.0, -5.0, 0.0)]), 100, 100)[0]
    assert np.isnan(seen[:2]).all()
    assert seen[2] == -5
