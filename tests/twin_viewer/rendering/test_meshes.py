"""What is drawn of a tile: points of one object and surface each, undersides left out."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.twin_viewer.rendering.scenery import FRAME, make_tile
from twin_viewer.model.cities import BuildingTile, Surface
from twin_viewer.model.frames import SceneFrame
from twin_viewer.rendering.meshes import (
    ground_mesh,
    in_frame,
    outline_of,
    part_of,
    solid_objects,
    tile_mesh,
)

SIDES = 10
"""Triangles of a block without its underside."""


def with_floors(tile: BuildingTile) -> BuildingTile:
    """Return blocks with their undersides, so that they are closed."""
    count = len(tile.objects)
    first = np.arange(count, dtype=np.int32)[:, None, None] * 8
    floors = (first + np.array([(0, 2, 1), (0, 3, 2)], np.int32)).reshape(-1, 3)
    return replace(
        tile,
        triangles=np.concatenate((tile.triangles, floors)),
        owners=np.concatenate((tile.owners, np.repeat(np.arange(count, dtype=np.int32), 2))),
        surfaces=np.append(tile.surfaces, np.full(2 * count, Surface.GROUND, np.uint8)),
    )


def corners_of(points: np.ndarray, triangles: np.ndarray) -> set[bytes]:
    return {np.round(points[row], 3).tobytes() for row in triangles}


def test_undersides_of_buildings_are_left_out_but_what_is_only_ground_is_kept() -> None:
    tile = with_floors(make_tile(2))
    lawn = replace(tile, surfaces=np.full(len(tile.surfaces), Surface.GROUND, np.uint8))
    assert len(tile_mesh(tile).triangles) == 4 * SIDES
    assert len(tile_mesh(lawn).triangles) == len(tile.triangles)


@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_the_same_triangles_are_drawn_and_each_point_knows_whose_it_is(
    across: int, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    tile = make_tile(across)
    surfaces = rng.choice(np.array([1, 2, 4, 8], np.uint8), len(tile.triangles))
    owners = rng.integers(0, across * across, len(tile.triangles)).astype(np.int32)
    tile = replace(tile, surfaces=surfaces, owners=owners)
    mesh = tile_mesh(tile)
    assert corners_of(mesh.points, mesh.triangles) == corners_of(tile.points, tile.triangles)
    of_triangle = mesh.owners[mesh.triangles]
    assert (of_triangle == of_triangle[:, :1]).all()
    kinds = mesh.surfaces[mesh.triangles]
    assert (kinds == kinds[:, :1]).all()
    assert sorted(zip(of_triangle[:, 0], kinds[:, 0], strict=True)) == sorted(
        zip(owners, surfaces, strict=True)
    )
    assert mesh.points.flags.c_contiguous
    assert mesh.triangles.flags.c_contiguous


def test_buildings_that_do_not_tell_roof_from_wall_are_told_apart_by_their_slope() -> None:
    tile = make_tile(2)
    silent = replace(tile, surfaces=np.zeros(len(tile.surfaces), np.uint8))
    mesh = tile_mesh(silent)
    kinds = mesh.surfaces[mesh.triangles[:, 0]]
    assert np.bincount(kinds).tolist() == [0, 32, 8]
    lawn = tuple(replace(item, kind="LandUse") for item in tile.objects)
    assert not tile_mesh(replace(silent, objects=lawn)).surfaces.any()


def test_closed_bodies_are_known_and_come_first() -> None:
    tile = with_floors(make_tile(3))
    flipped = tile.triangles.copy()
    flipped[5 * SIDES] = flipped[5 * SIDES][::-1]  # one wall of Haus-5 looks inwards
    flipped[7 * SIDES : 8 * SIDES - 2] = flipped[7 * SIDES : 8 * SIDES - 2, ::-1]  # all of Haus-7
    flipped[tile.owners == 8] = flipped[tile.owners == 8][:, ::-1]  # Haus-8 inside out
    tile = replace(tile, triangles=flipped)
    assert solid_objects(tile).tolist() == [True] * 5 + [False, True, False, False]
    mesh = tile_mesh(tile)
    assert mesh.solid == 6 * SIDES
    owners = mesh.owners[mesh.triangles[:, 0]]
    assert set(owners[: mesh.solid].tolist()) == {0, 1, 2, 3, 4, 6}
    assert set(owners[mesh.solid :].tolist()) == {5, 7, 8}


def test_what_lies_on_the_ground_is_lifted_above_it() -> None:
    tile = make_tile(2)
    surfaces = tile.surfaces.copy()
    surfaces[tile.owners == 1] = Surface.WATER
    mesh = tile_mesh(replace(tile, surfaces=surfaces))
    is_water = mesh.surfaces == Surface.WATER
    assert mesh.points[is_water, 2].min() == pytest.approx(0.3)
    assert mesh.points[~is_water, 2].min() == 0


def test_a_body_without_its_underside_is_open() -> None:
    assert not solid_objects(make_tile(2)).any()


def test_an_empty_tile_is_an_empty_mesh() -> None:
    tile = make_tile(1)
    empty = replace(
        tile, triangles=tile.triangles[:0], owners=tile.owners[:0], surfaces=tile.surfaces[:0]
    )
    mesh = tile_mesh(empty)
    assert mesh.points.shape == (0, 3)
    assert mesh.triangles.shape == (0, 3)
    assert mesh.solid == 0


def test_a_tile_of_another_frame_comes_to_the_scene() -> None:
    tile = replace(make_tile(2), frame=SceneFrame(413_000, 5_724_000, 50))
    moved = in_frame(tile, FRAME)
    assert moved.frame == FRAME
    assert moved.frame.to_world(moved.points) == pytest.approx(tile.frame.to_world(tile.points))
    assert in_frame(moved, FRAME) is moved


def test_parts_of_a_tile_are_whole_objects() -> None:
    mesh = tile_mesh(make_tile(3))
    points, triangles = part_of(mesh, np.array([4]))
    assert len(triangles) == SIDES
    assert points.min(axis=0) == pytest.approx((30, 30, 0))
    assert points.max(axis=0) == pytest.approx((42, 42, 10))
    assert len(part_of(mesh, np.array([99]))[1]) == 0


def test_an_outline_has_the_edges_of_a_block_and_no_diagonals() -> None:
    points, triangles = part_of(tile_mesh(make_tile(1)), np.array([0]))
    ends, edges = outline_of(points, triangles)
    lengths = np.linalg.norm(ends[edges[:, 0]] - ends[edges[:, 1]], axis=1)
    assert len(edges) == 12
    assert sorted(np.round(lengths).tolist()) == [10] * 4 + [12] * 8


def test_ground_is_shaded_softly_and_its_skirts_like_it() -> None:
    points = np.array(
        [(0, 0, 0), (9, 0, 0), (9, 9, 3), (0, 9, 3), (0, 0, -5), (9, 0, -5)], np.float32
    )
    triangles = np.array([(0, 1, 2), (0, 2, 3), (4, 5, 1), (4, 1, 0)], np.int32)
    mesh = ground_mesh(points, triangles)
    slope = np.array((0, -3, 9)) / np.hypot(3, 9)
    assert mesh.normals[:4] == pytest.approx(np.tile(slope, (4, 1)), abs=1e-6)
    assert mesh.normals[4:] == pytest.approx(np.array([(0, 0, 1)] * 2))
