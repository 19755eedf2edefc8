"""Triangles cover what their polygon covers, no more and no less, and face where it faces."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from twin_viewer.formats.triangulating import Defect, Polygons, Triangulation, triangulated

Ring = list[tuple[float, float, float]]


def cut(*polygons: list[Ring], is_closed: bool = False) -> Triangulation:
    corners = [corner for polygon in polygons for ring in polygon for corner in ring]
    return triangulated(
        Polygons(
            np.array(corners, np.float64).reshape(-1, 3),
            np.array([len(ring) for polygon in polygons for ring in polygon], np.int64),
            np.array([len(polygon) for polygon in polygons], np.int64),
        ),
        is_closed=is_closed,
    )


def normals(result: Triangulation) -> NDArray[np.float64]:
    """Return the normal of each triangle, as long as its area."""
    a, b, c = (result.points[result.triangles[:, at]] for at in range(3))
    return np.cross(b - a, c - a) / 2


def flat(*corners: tuple[float, float]) -> Ring:
    return [(x, y, 0.0) for x, y in corners]


SQUARE = flat((0, 0), (4, 0), (4, 4), (0, 4))
HOLE = flat((1, 1), (1, 2), (2, 2), (2, 1))
EL = flat((0, 0), (4, 0), (4, 1), (1, 1), (1, 4), (0, 4))
DART = flat((0, 0), (4, 0), (1, 1), (0, 4))


@st.composite
def stars(draw: st.DrawFn) -> tuple[Ring, float, list[float]]:
    """A star-shaped polygon somewhere in space; its area, and the way it faces."""
    count = draw(st.integers(3, 24))
    radius = st.floats(1.0, 9.0)
    radii = np.array(draw(st.lists(radius, min_size=count, max_size=count)))
    angles = np.arange(count) * 2 * math.pi / count
    x, y = radii * np.cos(angles), radii * np.sin(angles)
    area = float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum() / 2)
    tilt, turn = draw(st.floats(0.0, math.pi)), draw(st.floats(0.0, 2 * math.pi))
    facing = np.array(
        (math.sin(tilt) * math.cos(turn), math.sin(tilt) * math.sin(turn), math.cos(tilt))
    )
    east = np.array((-math.sin(turn), math.cos(turn), 0.0))
    up = np.cross(facing, east)
    place = np.array((412_345.0, 5_725_678.0, 60.0))
    points = place + x[:, None] * east + y[:, None] * up
    start = draw(st.integers(0, count - 1))
    ring = [tuple(point) for point in np.roll(points, start, axis=0).tolist()]
    return ring, area, facing.tolist()


@settings(max_examples=150, deadline=None)
@given(st.lists(stars(), min_size=1, max_size=4), st.booleans())
def test_any_polygon_is_covered_and_faces_the_same_way(
    given_stars: list[tuple[Ring, float, list[float]]], is_closed: bool
) -> None:
    rings = [[[*ring, ring[0]] if is_closed else ring] for ring, _, _ in given_stars]
    result = cut(*rings, is_closed=is_closed)
    assert not result.defects.any()
    faces = normals(result)
    for row, (_, area, facing) in enumerate(given_stars):
        own = faces[result.polygons == row]
        assert own.sum(axis=0) == pytest.approx(np.array(facing) * area, rel=1e-5, abs=1e-5)
        assert np.linalg.norm(own, axis=1).sum() == pytest.approx(area, rel=1e-5)


@settings(max_examples=60, deadline=None)
@given(stars(), st.floats(0.05, 0.2), st.booleans())
def test_a_hole_is_left_out_however_it_turns(
    star: tuple[Ring, float, list[float]], part: float, is_turned: bool
) -> None:
    ring, area, facing = star
    middle = np.array((412_345.0, 5_725_678.0, 60.0))
    inner = [tuple(middle + (np.array(corner) - middle) * part) for corner in ring]
    result = cut([ring, inner[::-1] if is_turned else inner])
    assert not result.defects.any()
    total = normals(result).sum(axis=0) @ np.array(facing)
    assert total == pytest.approx(area * (1 - part**2), rel=1e-5)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("axis", [0, 1, 2])
@pytest.mark.parametrize(
    ("rings", "area"),
    [([SQUARE], 16.0), ([EL], 7.0), ([DART], 4.0), ([SQUARE, HOLE], 15.0)],
    ids=["square", "el", "dart", "hole"],
)
def test_shapes_of_known_area_on_all_sides(
    rings: list[Ring], area: float, axis: int, turned: bool
) -> None:
    placed = [[tuple(np.roll(corner, axis + 1)) for corner in ring] for ring in rings]
    result = cut([ring[::-1] if turned else ring for ring in placed])
    expected = np.zeros(3)
    expected[axis] = -area if turned else area
    assert normals(result).sum(axis=0) == pytest.approx(expected)
    assert np.linalg.norm(normals(result), axis=1).sum() == pytest.approx(area)


@pytest.mark.parametrize(
    ("rings", "defect", "is_shown"),
    [
        ([], Defect.TOO_FEW, False),
        ([[]], Defect.TOO_FEW, False),
        ([flat((0, 0), (1, 0))], Defect.TOO_FEW, False),
        ([flat((0, 0), (0, 0), (1, 0), (1, 0), (0, 0))], Defect.TOO_FEW, False),
        ([flat((0, 0), (1, 0), (math.nan, 1))], Defect.NOT_FINITE, False),
        ([flat((0, 0), (1, 0), (math.inf, 1))], Defect.NOT_FINITE, False),
        ([flat((0, 0), (1, 0), (2, 0), (3, 0))], Defect.NO_AREA, False),
        ([flat((0, 0), (4, 4), (4, 0), (0, 3))], Defect.CROSSING, True),
        ([flat((0, 0), (6, 0), (1, 4), (3, -3), (5, 4))], Defect.CROSSING, True),
        ([[(0, 0, 0), (4, 0, 0), (4, 4, 0), (0, 4, 1)]], Defect.NOT_PLANAR, True),
        ([SQUARE, flat((1, 1), (2, 1))], Defect.BAD_HOLE, True),
        ([SQUARE, flat((8, 8), (9, 8), (9, 9))], Defect.CROSSING, True),
    ],
)
def test_defects_are_told_and_touch_no_neighbour(
    rings: list[Ring], defect: Defect, is_shown: bool
) -> None:
    result = cut([SQUARE], rings, [EL])
    assert result.defects.tolist() == [0, defect, 0]
    areas = np.linalg.norm(normals(result), axis=1)
    assert areas[result.polygons == 0].sum() == pytest.approx(16.0)
    assert areas[result.polygons == 2].sum() == pytest.approx(7.0)
    assert bool((result.polygons == 1).any()) is is_shown


def test_a_ring_that_is_not_closed_is_told_where_the_format_demands_it() -> None:
    closed = [*SQUARE, SQUARE[0]]
    assert cut([SQUARE], [closed], is_closed=True).defects.tolist() == [Defect.UNCLOSED, 0]
    assert cut([SQUARE], [closed], is_closed=False).defects.tolist() == [0, 0]


def test_repeated_corners_and_corners_on_an_edge_do_no_harm() -> None:
    ring = flat((0, 0), (0, 0), (2, 0), (4, 0), (4, 4), (4, 4), (0, 4), (0, 2))
    result = cut([ring])
    assert not result.defects.any()
    assert np.linalg.norm(normals(result), axis=1).sum() == pytest.approx(16.0)
    assert len(result.points) == 6


def test_of_nothing_comes_nothing() -> None:
    result = cut()
    assert result.triangles.shape == (0, 3)
    assert result.points.shape == (0, 3)
    assert result.defects.shape == (0,)


def test_triangles_come_in_the_order_of_polygons_and_share_no_corner() -> None:
    result = cut([EL], [SQUARE], [EL], [SQUARE, HOLE], [flat((0, 0), (1, 0), (0, 1))])
    assert (np.diff(result.polygons) >= 0).all()
    assert len(result.points) == 6 + 4 + 6 + 8 + 3
    owners = np.full(len(result.points), -1)
    for polygon, corners in zip(result.polygons, result.triangles, strict=True):
        assert set(owners[corners]) <= {-1, polygon}
        owners[corners] = polygon
