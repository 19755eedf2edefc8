"""Rays are cut exactly where planes and boxes say, whatever their direction."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin_viewer.model.frames import Doubles
from twin_viewer.rendering.picking.rays import FAR_M, Ray

_PLACES = st.tuples(*[st.floats(-200, 200)] * 3)
_DIRECTIONS = st.tuples(*[st.floats(-1, 1)] * 3).filter(lambda d: np.linalg.norm(d) > 0.1)


def ray_of(origin: tuple[float, ...], direction: tuple[float, ...]) -> Ray:
    unit = np.array(direction) / np.linalg.norm(direction)
    return Ray(np.array(origin), unit, 0.0, 500.0)


@given(_PLACES, _DIRECTIONS, st.lists(st.tuples(_DIRECTIONS, st.floats(-150, 150)), max_size=4))
def test_what_is_left_is_what_all_planes_keep(
    origin: tuple[float, ...],
    direction: tuple[float, ...],
    cuts: list[tuple[tuple[float, ...], float]],
) -> None:
    planes = np.array([(*normal, distance) for normal, distance in cuts]).reshape(-1, 4)
    ray = ray_of(origin, direction)
    left = ray.clipped(planes)
    along = np.linspace(0, 500, 301)
    sides = (
        ray.at(0.0) @ planes[:, :3].T
        + planes[:, 3]
        + along[:, None] * (planes[:, :3] @ ray.direction)
    )
    is_kept = (sides >= 1e-6).all(axis=1)
    is_cut = (sides <= -1e-6).any(axis=1)
    if left is None:
        assert not is_kept.any()
        return
    is_in = (along >= left.near) & (along <= left.far)
    assert is_in[is_kept].all()
    assert not is_in[is_cut].any()


@given(_PLACES, _DIRECTIONS, _PLACES, st.tuples(*[st.floats(1, 90)] * 3))
def test_a_box_is_entered_and_left_at_its_faces(
    origin: tuple[float, ...],
    direction: tuple[float, ...],
    corner: tuple[float, ...],
    size: tuple[float, ...],
) -> None:
    ray = ray_of(origin, direction)
    low = np.array(corner)
    high = low + size
    enters, leaves = ray.spans(low[None], high[None])
    along = np.linspace(0, 500, 301)
    places: Doubles = ray.origin + along[:, None] * ray.direction
    is_inside = ((places > low + 1e-6) & (places < high - 1e-6)).all(axis=1)
    is_spanned = (along >= enters[0]) & (along <= leaves[0])
    assert is_spanned[is_inside].all()
    is_outside = ((places < low - 1e-6) | (places > high + 1e-6)).any(axis=1)
    assert not is_spanned[is_outside].any()


def test_a_ray_along_an_axis_divides_by_nothing() -> None:
    ray = Ray(np.zeros(3), np.array((0.0, 0.0, -1.0)))
    enters, leaves = ray.spans(
        np.array([(-1.0, -1, -9), (2, 2, -9)]), np.array([(1.0, 1, -5), (3, 3, -5)])
    )
    assert (enters[0], leaves[0]) == pytest.approx((5, 9))
    assert enters[1] > leaves[1]
    assert ray.until(3.0).far == 3.0
    assert ray.far == FAR_M
    assert ray.clipped(np.array([(1.0, 0, 0, -5)])) is None
    assert ray.clipped(np.array([(1.0, 0, 0, 5)])) is not None
