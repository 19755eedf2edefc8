"""The ground as triangles: no cracks, no holes but unknown ones, and true heights in between."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twin_viewer.analysis.terrain import (
    RINGS,
    edges_of,
    height_at,
    heights_at,
    patches,
    ring_of,
    terrain_mesh,
)
from twin_viewer.model import HeightGrid, SceneFrame

FRAME = SceneFrame(412_000, 5_725_000, 60)
WEST, SOUTH = 412_000.0, 5_725_000.0


def plane(rows: int, columns: int, step: float = 1.0, west: float = WEST) -> HeightGrid:
    """Return ground that rises by 2 m eastwards and 1 m northwards in every 100 m."""
    north, east = np.mgrid[:rows, :columns] * step
    heights = 60 + (west - WEST + east) * 0.02 + north * 0.01
    return HeightGrid(heights.astype(np.float32), west, SOUTH, step)


def area_from_above(points: np.ndarray, triangles: np.ndarray) -> np.ndarray:
    first, second, third = (points[triangles[:, corner], :2] for corner in range(3))
    one, other = second - first, third - first
    return np.asarray((one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]) / 2)


@pytest.mark.parametrize("step", [1.0, 2.0, 4.0, 7.0, 25.0, 500.0])
def test_a_tile_is_covered_once_whatever_its_fineness(step: float) -> None:
    grid = plane(100, 100)
    mesh = terrain_mesh(grid, FRAME, step)
    areas = area_from_above(mesh.points.astype(np.float64), mesh.triangles)
    is_ground = areas > 1e-6
    assert areas[is_ground].sum() == pytest.approx(100 * 100, rel=1e-6)
    # All other triangles are the skirt: upright, so without area from above.
    assert np.abs(areas[~is_ground]).max() < 1e-3
    assert mesh.points.dtype == np.float32
    assert mesh.triangles.max() < len(mesh.points)


def test_neighbouring_tiles_meet() -> None:
    first = terrain_mesh(plane(50, 50), FRAME, 1)
    second = terrain_mesh(plane(50, 50, west=WEST + 50), FRAME, 5)
    assert first.points[:, 0].max() == second.points[:, 0].min() == 49.5
    assert edges_of(plane(50, 50)) == (WEST - 0.5, SOUTH - 0.5, WEST + 49.5, SOUTH + 49.5)


def test_patches_of_a_tile_share_their_border() -> None:
    grid = plane(100, 100)
    west, south, east, north = edges_of(grid)
    middle = (west + east) / 2
    left = terrain_mesh(grid, FRAME, 1, (west, south, middle, north))
    right = terrain_mesh(grid, FRAME, 5, (middle, south, east, north))
    assert left.points[:, 0].max() == right.points[:, 0].min()
    covered = 0.0
    for mesh in (left, right):
        areas = area_from_above(mesh.points.astype(np.float64), mesh.triangles)
        covered += float(areas[areas > 1e-6].sum())
    assert covered == pytest.approx(10_000, rel=1e-6)
    assert left.texture[:, 0].max() == pytest.approx(right.texture[:, 0].min())


def test_skirts_go_all_around_and_look_outwards() -> None:
    mesh = terrain_mesh(plane(20, 30), FRAME, 1)
    ground = 19 * 29 * 2
    walls = mesh.points[mesh.triangles[ground:]].astype(np.float64)
    assert len(walls) == 2 * (2 * 19 + 2 * 29)
    normals = np.cross(walls[:, 1] - walls[:, 0], walls[:, 2] - walls[:, 0])
    middle = mesh.points.mean(axis=0)
    outwards = walls.mean(axis=1) - middle
    assert ((normals[:, :2] * outwards[:, :2]).sum(axis=1) > 0).all()
    depth = walls[..., 2].max(axis=1) - walls[..., 2].min(axis=1)
    assert depth.min() >= 1.4


def test_a_photograph_lies_on_the_whole_tile() -> None:
    mesh = terrain_mesh(plane(20, 30), FRAME, 2)
    assert mesh.texture.min(axis=0).tolist() == [0.0, 0.0]
    assert mesh.texture.max(axis=0).tolist() == [1.0, 1.0]
    north_most = mesh.points[:, 1].argmax()
    assert mesh.texture[north_most, 1] == 1.0


def test_unknown_places_are_left_out() -> None:
    grid = plane(10, 10)
    grid.heights[4, 5] = np.nan
    mesh = terrain_mesh(grid, FRAME, 1)
    assert np.isfinite(mesh.points).all()
    assert np.isfinite(mesh.texture).all()
    areas = area_from_above(mesh.points.astype(np.float64), mesh.triangles)
    # Six of the eight triangles around it end there; each has half a square metre.
    assert areas[areas > 1e-6].sum() == pytest.approx(100 - 3)
    grid.heights[:] = np.nan
    empty = terrain_mesh(grid, FRAME, 1)
    assert (len(empty.points), len(empty.triangles)) == (0, 0)


@pytest.mark.parametrize("shape", [(0, 0), (1, 1), (1, 9), (9, 1)])
def test_too_little_for_a_triangle_is_an_empty_mesh(shape: tuple[int, int]) -> None:
    grid = HeightGrid(np.zeros(shape, np.float32), WEST, SOUTH, 1.0)
    assert len(terrain_mesh(grid, FRAME, 1).triangles) == 0


def test_rings_grow_coarser_and_follow_the_detail() -> None:
    steps = [ring_of(distance) for distance in (0, 200, 500, 1_000, 3_000, 9_000)]
    assert steps == [step for _, step in RINGS]
    assert ring_of(200, detail=2.0) == 1.0
    assert ring_of(200, detail=0.5) == 4.0
    assert all(1_000 % step == 0 for _, step in RINGS)


@settings(max_examples=50)
@given(st.floats(-3_000, 3_000), st.floats(-3_000, 3_000), st.floats(0, 2_000), st.floats(0.2, 2))
def test_patches_cover_a_tile_once(east: float, north: float, height: float, detail: float) -> None:
    box = (0.0, 0.0, 1_000.0, 1_000.0)
    parts = patches(box, east, north, height, detail)
    assert sum((e - w) * (n - s) for (w, s, e, n), _ in parts) == pytest.approx(1e6)
    places = {part.box[:2] for part in parts}
    assert len(places) == len(parts)
    nearest = min(
        parts,
        key=lambda part: np.hypot(
            max(part.box[0] - east, 0, east - part.box[2]),
            max(part.box[1] - north, 0, north - part.box[3]),
        ),
    )
    assert nearest.step == min(part.step for part in parts)


def test_a_far_tile_is_one_patch_and_a_near_one_few() -> None:
    box = (0.0, 0.0, 1_000.0, 1_000.0)
    assert patches(box, 9_000, 0, 0) == [(box, 50.0)]
    near = patches(box, 500, 500, 2)
    assert 10 <= len(near) <= 64
    assert {part.step for part in near} >= {1.0, 2.0, 4.0}


@settings(max_examples=60)
@given(st.floats(-0.5, 29.5), st.floats(-0.5, 19.5))
def test_between_places_heights_are_those_of_the_plane(east: float, north: float) -> None:
    grid = plane(20, 30)
    found = height_at(grid, np.array([WEST + east]), np.array([SOUTH + north]))[0]
    inside = np.clip(east, 0, 29) * 0.02 + np.clip(north, 0, 19) * 0.01
    assert found == pytest.approx(60 + inside, abs=1e-4)


def test_outside_and_unknown_is_nan() -> None:
    grid = plane(10, 10)
    grid.heights[5, 5] = np.nan
    east = WEST + np.array([-1.0, 4.0, 5.0, 4.5, np.nan, 20.0])
    north = SOUTH + np.array([3.0, 5.0, 5.0, 5.0, 1.0, 3.0])
    assert np.isnan(height_at(grid, east, north)).tolist() == [True, False, True, True, True, True]
    empty = HeightGrid(np.zeros((0, 0), np.float32), 0, 0, 1)
    assert np.isnan(height_at(empty, east, north)).all()


def test_several_grids_answer_together() -> None:
    first, second = plane(10, 10), plane(10, 10, west=WEST + 10)
    east = WEST + np.array([5.0, 15.0, 30.0])
    heights = heights_at((first, second), east, np.full(3, SOUTH))
    assert heights[:2] == pytest.approx([60.1, 60.3])
    assert np.isnan(heights[2])
    assert np.isnan(heights_at((), east, east)).all()
