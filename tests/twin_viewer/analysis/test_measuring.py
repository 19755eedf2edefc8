"""Lengths and areas are those of plain geometry, at the large numbers of UTM too."""

import numpy as np
import pyproj
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from twin_viewer.analysis.measuring import Distance, area, distance, ground_factor
from twin_viewer.analysis.sections import SectionBox, SectionPlane
from twin_viewer.model import SceneFrame

HERE = np.array((412_000.0, 5_725_000.0, 60.0))
finite = st.floats(-500, 500)
places = arrays.arrays(np.float64, (4, 3), elements=finite)


def test_a_distance_in_space_from_above_and_upwards() -> None:
    found = distance(HERE + np.array([[0, 0, 0], [3, 4, 12.0]]))
    assert (found.slope, found.horizontal, found.height) == pytest.approx((13, 5, 12))
    assert distance(HERE[None]) == Distance(0.0, 0.0, 0.0)


@given(places)
def test_a_way_is_as_long_as_its_legs_and_backwards(points: np.ndarray) -> None:
    way = distance(points)
    legs = [distance(points[start : start + 2]) for start in range(3)]
    assert way.slope == pytest.approx(sum(leg.slope for leg in legs))
    assert way.horizontal <= way.slope + 1e-9
    back = distance(points[::-1])
    assert (back.slope, back.height) == pytest.approx((way.slope, -way.height))


def test_a_sloping_roof_is_larger_than_its_plan() -> None:
    roof = HERE + np.array([[0, 0, 0], [10, 0, 0], [10, 4, 3], [0, 4, 3.0]])
    found = area(roof)
    assert found.surface == pytest.approx(50)
    assert found.horizontal == pytest.approx(40)
    assert found.perimeter == pytest.approx(30)
    assert not found.is_crossing


def test_a_wall_has_no_plan() -> None:
    wall = HERE + np.array([[0, 0, 0], [10, 0, 0], [10, 0, 3], [0, 0, 3.0]])
    assert area(wall).surface == pytest.approx(30)
    assert area(wall).horizontal == pytest.approx(0)
    assert area(wall[:2]).surface == 0


def test_an_edge_that_crosses_itself_is_told() -> None:
    bow = HERE + np.array([[0, 0, 0], [10, 10, 0], [10, 0, 0], [0, 10, 0.0]])
    assert area(bow).is_crossing


@given(
    st.lists(st.floats(1, 100), min_size=3, max_size=12),
    st.floats(-0.5, 0.5),
    st.floats(-0.5, 0.5),
)
def test_areas_are_those_of_shapely(radii: list[float], slope_x: float, slope_y: float) -> None:
    angles = np.linspace(0, 2 * np.pi, len(radii), endpoint=False)
    plan = np.column_stack((np.cos(angles), np.sin(angles))) * np.array(radii)[:, None]
    points = np.column_stack((plan, plan @ (slope_x, slope_y)))
    found = area(HERE + points)
    expected = shapely.Polygon(plan).area
    assert found.horizontal == pytest.approx(expected, rel=1e-6)
    lift = np.sqrt(1 + slope_x**2 + slope_y**2)
    assert found.surface == pytest.approx(expected * lift, rel=1e-6)
    assert not found.is_crossing


@given(places)
def test_crossing_is_what_shapely_calls_not_simple(points: np.ndarray) -> None:
    ring = shapely.LinearRing(points[:, :2])
    if shapely.get_num_points(ring) == 5 and area(points).is_crossing:
        assert not ring.is_simple


@pytest.mark.parametrize("east", [300_000.0, 412_000.0, 500_000.0])
def test_the_ground_is_as_much_longer_as_the_ellipsoid_says(east: float) -> None:
    back = pyproj.Transformer.from_crs("EPSG:25832", "EPSG:4258", always_xy=True)
    (lon, other), (lat, north) = back.transform([east, east], [5_725_000, 5_726_000])
    _, _, length = pyproj.Geod(ellps="GRS80").inv(lon, lat, other, north)
    assert ground_factor(east, 0.0) == pytest.approx(length / 1_000, abs=2e-6)
    assert ground_factor(east, 100.0) > ground_factor(east, 0.0)


def test_a_plane_keeps_the_side_its_normal_points_to() -> None:
    plane = SectionPlane(tuple(HERE), (0, 0, 2))
    assert plane.contains(HERE + np.array([[0, 0, 1], [0, 0, -1.0]])).tolist() == [True, False]
    assert plane.planes().tolist() == [[0, 0, 1, -60]]
    with pytest.raises(ValueError, match="no length"):
        SectionPlane(tuple(HERE), (0, 0, 0)).planes()


def test_a_box_keeps_its_inside() -> None:
    box = SectionBox(tuple(HERE), (20, 10, 6), heading=90)
    inside = HERE + np.array([[4.9, 9.9, 2.9], [-4.9, -9.9, -2.9]])
    outside = HERE + np.array([[5.1, 0, 0], [0, 10.1, 0], [0, 0, 3.1], [0, 0, -3.1]])
    assert box.contains(inside).tolist() == [True, True]
    assert box.contains(outside).tolist() == [False] * 4
    assert box.contains(box.corners()).all()
    assert np.ptp(box.corners(), axis=0) == pytest.approx((10, 20, 6))


@given(st.floats(-180, 360), st.floats(1, 50), arrays.arrays(np.float64, (5, 3), elements=finite))
def test_in_the_scene_a_section_keeps_the_same_points(
    heading: float, size: float, points: np.ndarray
) -> None:
    frame = SceneFrame(412_000, 5_725_000, 50)
    box = SectionBox(tuple(HERE), (size, 2 * size, 3 * size), heading)
    world = HERE + points / 10
    planes = box.planes(frame)
    local = world - (frame.east, frame.north, frame.height)
    depths = (local @ planes[:, :3].T + planes[:, 3]).min(axis=1)
    is_clear = np.abs(depths) > 1e-6
    assert ((depths >= 0) == box.contains(world))[is_clear].all()
    np.testing.assert_allclose(np.linalg.norm(planes[:, :3], axis=1), 1.0)
