"""What the reader makes of heights: patches that meet those of their neighbours exactly."""

import numpy as np
import pytest

from tests.twin_viewer.rendering.scenery import FRAME
from twin_viewer.analysis.terrain import Patch, patches
from twin_viewer.loading.readers import ground_of, plane_of
from twin_viewer.model.cities import TileKey
from twin_viewer.model.frames import SceneFrame
from twin_viewer.model.grids import HeightGrid

KEY = TileKey(412, 5725)
BOX = (412_000.0, 5_725_000.0, 413_000.0, 5_726_000.0)


def grid(step: float) -> HeightGrid:
    count = int(1_000 / step)
    heights = np.random.default_rng(3).uniform(0, 9, (count, count)).astype(np.float32)
    return HeightGrid(heights, 412_000.5, 5_725_000.5, step)


@pytest.mark.parametrize(("finest", "step"), [(1.0, 4.0), (4.0, 25.0), (25.0, 50.0), (10.0, 10.0)])
def test_every_level_ends_at_the_edge_of_the_square(finest: float, step: float) -> None:
    (mesh,) = ground_of(grid(finest), FRAME, KEY, (Patch(BOX, step),))
    assert mesh.points[:, :2].min(axis=0) == pytest.approx((0, 0))
    assert mesh.points[:, :2].max(axis=0) == pytest.approx((1_000, 1_000))
    lengths = np.linalg.norm(mesh.normals, axis=1)
    assert lengths == pytest.approx(np.ones(len(lengths)), abs=1e-5)


def test_patches_cover_the_square_once() -> None:
    wanted = tuple(patches(BOX, 412_100, 5_725_100, 20))
    assert len(wanted) > 4
    meshes = ground_of(grid(2.0), FRAME, KEY, wanted)
    area = 0.0
    for mesh in meshes:
        a, b, c = (mesh.points[mesh.triangles[:, corner], :2] for corner in range(3))
        (ax, ay), (bx, by) = (b - a).T, (c - a).T
        area += float(np.abs(ax * by - ay * bx).sum()) / 2
    assert area == pytest.approx(1e6, rel=1e-3)


def test_unknown_ground_makes_no_patch() -> None:
    nothing = HeightGrid(np.full((10, 10), np.nan, np.float32), 412_050, 5_725_050, 100.0)
    assert ground_of(nothing, FRAME, KEY, (Patch(BOX, 100.0),)) == ()


def test_where_only_a_photograph_is_known_it_lies_on_a_plane() -> None:
    level = SceneFrame(FRAME.east, FRAME.north, 124)
    plane = plane_of(KEY, level)
    (mesh,) = ground_of(plane, level, KEY, (Patch(BOX, 250.0),))
    assert mesh.points[:, :2].min(axis=0) == pytest.approx((0, 0))
    assert mesh.points[:, :2].max(axis=0) == pytest.approx((1_000, 1_000))
    assert mesh.points[:, 2].max() == pytest.approx(0)
