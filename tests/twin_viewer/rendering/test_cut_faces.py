"""A cut through buildings is filled: as large as it must be, where it is, and gone with the cut."""

import subprocess
import sys

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.twin_viewer.rendering.scenery import (
    FRAME,
    Draw,
    make_tile,
    overview,
    when_done,
)
from twin_viewer.analysis.sections import SectionBox, SectionPlane
from twin_viewer.model.cities import TileKey
from twin_viewer.model.frames import Doubles
from twin_viewer.rendering.cameras import Camera, looking_at
from twin_viewer.rendering.colors import bytes_of
from twin_viewer.rendering.effects.clipping import Clipping
from twin_viewer.rendering.layers import cut_faces
from twin_viewer.rendering.layers.buildings import BuildingLayer
from twin_viewer.rendering.layers.cut_faces import CutFaces, face_color
from twin_viewer.rendering.meshes import TileId, tile_mesh
from twin_viewer.rendering.scenes import Scene
from twin_viewer.rendering.stage import Stage
from twin_viewer.views.lights import cut_scene
from widgets.theme import DARK, LIGHT

STADT = TileId("stadt", TileKey(412, 5725))
NORTH = (0.0, 1.0, 0.0)


def upright(north: float) -> Doubles:
    """Return a cut of which the north stays; blocks stand at 0 to 12, 30 to 42, … m."""
    return SectionPlane((412_000, 5_725_000 + north, 0), NORTH).planes(FRAME)


@pytest.fixture
def city(scene: Scene) -> BuildingLayer:
    layer = BuildingLayer()
    layer.put(tile_mesh(make_tile()))
    scene.put(layer)
    return layer


def settle(scene: Scene, camera: Camera | None = None) -> int:
    """Make pictures ready until none is better later; return how many it took."""
    for turn in range(1, 200):
        if not scene.prepare(camera or overview(), is_moving=False):
            return turn
    raise AssertionError("it never ends")


def area(faces: CutFaces) -> float:
    points, triangles = faces.shown
    a, b, c = (points[triangles[:, corner]].astype(np.float64) for corner in range(3))
    return float(np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2)


def test_an_upright_cut_is_as_large_as_the_walls_it_goes_through(
    city: BuildingLayer, scene: Scene
) -> None:
    faces = CutFaces(upright(6))
    scene.put(faces)
    settle(scene)
    assert area(faces) == pytest.approx(4 * 12 * 10, rel=0.01)
    assert faces.shown[0][:, 1] == pytest.approx(6.01, abs=1e-3)


def test_a_level_cut_has_the_plan_of_the_buildings(city: BuildingLayer, scene: Scene) -> None:
    faces = CutFaces(SectionPlane((412_000, 5_725_000, 4), (0, 0, -1)).planes(FRAME))
    scene.put(faces)
    settle(scene)
    assert area(faces) == pytest.approx(16 * 12 * 12, rel=0.01)


def test_a_slanting_cut_is_larger(city: BuildingLayer, scene: Scene) -> None:
    faces = CutFaces(SectionPlane((412_006, 5_725_006, 5), (0, 1, 1)).planes(FRAME))
    scene.put(faces)
    settle(scene)
    assert area(faces) == pytest.approx(4 * 12 * 10 * 2**0.5, rel=0.01)


def test_a_courtyard_stays_open(scene: Scene) -> None:
    outer, inner = make_tile(1, size=12.0), make_tile(1, west=3.0, south=3.0, size=6.0)
    mesh = tile_mesh(outer)
    hole = tile_mesh(inner)
    both = type(mesh)(
        mesh.id,
        np.concatenate((mesh.points, hole.points)),
        np.concatenate((mesh.triangles, hole.triangles + np.int32(len(mesh.points)))),
        np.concatenate((mesh.owners, hole.owners)),
        np.concatenate((mesh.surfaces, hole.surfaces)),
        0,
    )
    planes = SectionPlane((412_000, 5_725_000, 4), (0, 0, -1)).planes(FRAME)
    ((points, triangles),) = cut_faces.filled(both, planes[0], planes)
    a, b, c = (points[triangles[:, corner]] for corner in range(3))
    areas = np.linalg.norm(np.cross(b - a, c - a), axis=1) / 2
    assert areas.sum() == pytest.approx(12 * 12 - 6 * 6, rel=0.01)


def test_a_line_that_does_not_close_is_left_out(scene: Scene) -> None:
    mesh = tile_mesh(make_tile(1))
    torn = type(mesh)(
        mesh.id, mesh.points, mesh.triangles[2:], mesh.owners, mesh.surfaces, 0
    )  # without its southern wall
    level = SectionPlane((412_000, 5_725_000, 4), (0, 0, -1)).planes(FRAME)
    assert list(cut_faces.filled(torn, level[0], level)) == []


def test_a_cut_that_moves_takes_its_faces_along(
    city: BuildingLayer, scene: Scene, draw: Draw
) -> None:
    faces = CutFaces(upright(6))
    scene.put(faces)
    settle(scene)
    for north in (8, 10, 20, 36):
        faces.cut(upright(north))
    settle(scene)
    assert faces.shown[0][:, 1] == pytest.approx(36.01, abs=1e-3)
    faces.cut(upright(20))  # between the blocks
    settle(scene)
    assert len(faces.shown[1]) == 0


def test_faces_come_and_go_with_their_tiles(city: BuildingLayer, scene: Scene) -> None:
    faces = CutFaces(upright(6))
    scene.put(faces)
    settle(scene)
    city.put(tile_mesh(make_tile(west=120, dataset="mehr")))
    settle(scene)
    assert area(faces) == pytest.approx(2 * 480, rel=0.01)
    city.put(tile_mesh(make_tile(height=5)))  # the same tile, other houses
    settle(scene)
    assert area(faces) == pytest.approx(1.5 * 480, rel=0.01)
    city.drop(TileId("mehr", STADT.key))
    city.drop(STADT)
    settle(scene)
    assert len(faces.shown[1]) == 0


def test_tiles_far_away_wait_until_somebody_comes(city: BuildingLayer, scene: Scene) -> None:
    faces = CutFaces(upright(6))
    scene.put(faces)
    settle(scene, Camera(-5_000.0, 0.0, 50.0))
    assert len(faces.shown[1]) == 0
    scene.prepare(overview(), is_moving=True)
    assert len(faces.shown[1]) == 0
    settle(scene)
    assert area(faces) == pytest.approx(480, rel=0.01)


def seen(pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], tokens: object) -> int:
    """Return how many pixels have the colour of faces."""
    color = bytes_of(face_color(DARK if tokens is DARK else LIGHT)).astype(int)
    return int((np.abs(pixels.astype(int) - color).max(axis=2) <= 1).sum())


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_it_is_seen_through_the_cut_in_the_colour_of_the_theme(
    city: BuildingLayer, scene: Scene, draw: Draw, tokens: object
) -> None:
    camera = looking_at(np.array((51.0, 6.0, 5.0)), 100, 0, -5)
    before = draw(camera)
    faces = CutFaces(upright(6))
    scene.set_effect("cut", Clipping(upright(6)))
    scene.put(faces)
    settle(scene, camera)
    scene.restyle(DARK if tokens is DARK else LIGHT)
    assert seen(draw(camera), tokens) > 1_000
    city.show(is_visible=False)
    assert seen(draw(camera), tokens) == 0
    city.show(is_visible=True)
    assert seen(draw(camera), tokens) > 1_000
    scene.restyle(LIGHT)
    scene.set_effect("cut", None)
    scene.drop(cut_faces.LAYER)
    assert (draw(camera) == before).all()


def test_it_is_not_cut_by_itself_far_from_the_middle_of_the_scene(scene: Scene, draw: Draw) -> None:
    layer = BuildingLayer()
    layer.put(tile_mesh(make_tile(west=9_900, south=9_900)))
    scene.put(layer)
    away = SectionPlane((421_906, 5_734_906, 0), (0.6, 0.8, 0)).planes(FRAME)
    scene.set_effect("cut", Clipping(away))
    scene.put(CutFaces(away))
    camera = looking_at(np.array((9_906.0, 9_906.0, 5.0)), 40, 36.87, -5)
    settle(scene, camera)
    pixels = draw(camera)
    ys, xs = np.nonzero((pixels == bytes_of(face_color(LIGHT))).all(axis=2))
    middle = (ys > ys.min() + 2) & (ys < ys.max() - 2)
    rows, counts = np.unique(ys[middle], return_counts=True)
    assert len(rows) > 20
    assert (counts > 40).all()
    assert len(xs) > 0.9 * len(rows) * counts.max()


def test_the_other_sides_of_a_box_cut_the_faces_too(
    city: BuildingLayer, scene: Scene, draw: Draw
) -> None:
    box = SectionBox((412_006, 5_725_006, 5), (6, 6, 8), 0).planes(FRAME)
    camera = looking_at(np.array((6.0, 6.0, 5.0)), 60, 30, -40)
    scene.set_effect("cut", Clipping(box))
    faces = CutFaces(box)
    scene.put(faces)
    settle(scene, camera)
    assert faces.shown[0].max(axis=0) == pytest.approx((12, 12, 10), abs=0.02)  # one block only
    ys, xs = np.nonzero((draw(camera) == bytes_of(face_color(LIGHT))).all(axis=2))
    corners = SectionBox((6, 6, 5), (6, 6, 8), 0).corners()
    places = camera.project(corners, 320, 240)[:, :2]
    assert len(xs) > 500
    assert xs.min() > places[:, 0].min() - 2
    assert xs.max() < places[:, 0].max() + 2
    assert ys.min() > places[:, 1].min() - 2
    assert ys.max() < places[:, 1].max() + 2


def test_one_picture_is_enough_and_nothing_is_left_when_the_cut_ends(
    stage: Stage, qtbot: QtBot
) -> None:
    layer = BuildingLayer()
    layer.put(tile_mesh(make_tile()))
    stage.do(lambda scene: scene.put(layer))
    plane = SectionPlane((412_000, 5_725_006, 0), NORTH)
    turns: list[int] = []
    actors: list[int] = []

    def count(scene: Scene) -> None:
        actors.append(scene.renderer.GetActors().GetNumberOfItems())

    stage.do(count)
    cut_scene(stage, plane)
    stage.do(lambda scene: turns.append(settle(scene)))
    cut_scene(stage, SectionPlane((412_000, 5_725_036, 0), NORTH))
    stage.do(lambda scene: turns.append(settle(scene)))
    stage.do(count)
    cut_scene(stage, None)
    stage.do(count)
    when_done(stage, qtbot)
    assert turns[-1] == 1
    assert actors == [actors[0], actors[0] + 1, actors[0]]
    assert layer.scene is not None
    assert cut_faces.LAYER not in layer.scene.layers


def test_pyvista_is_not_loaded_before_a_cut() -> None:
    code = (
        "import sys; import twin_viewer.views.lights, twin_viewer.rendering.layers.cut_faces;"
        " print('pyvista' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
