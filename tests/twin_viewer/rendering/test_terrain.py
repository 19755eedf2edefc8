"""The ground has no cracks between levels, carries photographs, and has a plane below it."""

from dataclasses import replace

import numpy as np
import pytest

from tests.twin_viewer.rendering.scenery import FRAME, Draw, colors_of, make_tile
from twin_viewer.analysis.terrain import Patch
from twin_viewer.loading.readers import ground_of
from twin_viewer.model.cities import CityObject, Surface, TileKey
from twin_viewer.model.grids import HeightGrid, OrthoImage
from twin_viewer.rendering.cameras import looking_at
from twin_viewer.rendering.effects.sunlight import Sunlight
from twin_viewer.rendering.layers.buildings import BuildingLayer
from twin_viewer.rendering.layers.terrain import TerrainLayer, places_in
from twin_viewer.rendering.meshes import tile_mesh
from twin_viewer.rendering.scenes import Scene

KEY = TileKey(412, 5725)
EAST = TileKey(413, 5725)


def grid(key: TileKey, step: float = 10.0, hill: float = 40.0) -> HeightGrid:
    """Return a square kilometre of hills, its places in the middle of cells of 1 m."""
    places = np.arange(0, 1_000, step) + 0.5
    east, north = key.east_km * 1_000 + places, key.north_km * 1_000 + places
    heights = np.sin(east / 140)[None] * np.cos(north / 110)[:, None] * hill
    return HeightGrid(heights.astype(np.float32), float(east[0]), float(north[0]), step)


def whole(key: TileKey, step: float) -> tuple[Patch, ...]:
    west, south = key.east_km * 1_000.0, key.north_km * 1_000.0
    return (Patch((west, south, west + 1_000, south + 1_000), step),)


def put(layer: TerrainLayer, key: TileKey, step: float, finest: float = 10.0) -> None:
    layer.put(key, ground_of(grid(key, finest), FRAME, key, whole(key, step)))


@pytest.fixture
def layer(scene: Scene) -> TerrainLayer:
    layer = TerrainLayer()
    scene.put(layer)
    scene.set_effect("sun", Sunlight())
    return layer


@pytest.mark.parametrize(
    ("finest", "step"), [(10.0, 10.0), (10.0, 50.0), (25.0, 50.0), (50.0, 50.0)]
)
def test_neighbours_of_other_fineness_leave_no_gap(
    scene: Scene, layer: TerrainLayer, draw: Draw, finest: float, step: float
) -> None:
    put(layer, KEY, 10.0)
    put(layer, EAST, step, finest)
    layer.set_plane((0, 0, 2_000, 1_000), -500.0)
    edge = np.array((1_000.0, 500.0, 0.0))
    scene.renderer.SetBackground(1.0, 0.0, 0.0)
    layer._plane.GetProperty().SetColor(1.0, 0.0, 0.0)
    for heading in (0.0, 90.0, 200.0, 270.0):
        picture = draw(looking_at(edge, 450, heading, -50)).astype(int)
        assert not (picture[:, :, 0] > picture[:, :, 1] + 60).any()


def test_the_plane_lies_under_a_city_without_ground(
    scene: Scene, layer: TerrainLayer, draw: Draw
) -> None:
    scene.renderer.SetBackground(1.0, 0.0, 0.0)
    layer.set_plane((0, 0, 100, 100), 0.0)
    picture = draw(looking_at(np.array((50.0, 50.0, 0.0)), 300, 0, -60))
    assert (255, 0, 0) not in colors_of(picture)
    layer.show(is_visible=False)
    assert colors_of(draw()) == {(255, 0, 0)}


def test_a_photograph_lies_on_the_ground_where_it_belongs(
    layer: TerrainLayer, scene: Scene, draw: Draw
) -> None:
    pixels = np.zeros((64, 64, 3), np.uint8)
    pixels[:32, :, 2] = 255  # the north is blue
    pixels[32:, :, 1] = 255  # the south is green
    put(layer, KEY, 10.0)
    layer.put_photo(KEY, OrthoImage(pixels, 412_000, 5_725_000, 413_000, 5_726_000))
    camera = looking_at(np.array((500.0, 500.0, 0.0)), 900, 0, -80)
    assert all(max(color) - min(color) < 28 for color in colors_of(draw(camera)))
    layer.show_photos(is_visible=True)
    picture = draw(camera).astype(int)
    assert (picture[60, 100:220, 2] > 200).all()
    assert (picture[180, 100:220, 1] > 200).all()
    put(layer, KEY, 50.0)
    assert draw(camera)[60, 160, 2] > 200  # the new level carries it, too
    layer.drop_photo(KEY)
    assert all(max(color) - min(color) < 28 for color in colors_of(draw(camera)))


def test_a_road_that_lies_on_the_ground_is_seen_whole(
    layer: TerrainLayer, scene: Scene, draw: Draw
) -> None:
    layer.put(KEY, ground_of(grid(KEY, hill=0.0), FRAME, KEY, whole(KEY, 10.0)))
    block = make_tile(1, west=300, south=300, size=400, height=0)
    is_roof = block.surfaces == Surface.ROOF
    road = replace(
        block,
        triangles=block.triangles[is_roof],
        owners=block.owners[is_roof],
        surfaces=np.full(2, Surface.WATER, np.uint8),
        objects=(CityObject("Lippe", "WaterBody"),),
    )
    city = BuildingLayer()
    city.put(tile_mesh(road))
    scene.put(city)
    for distance, pitch in ((600.0, -60.0), (1_500.0, -10.0)):
        camera = looking_at(np.array((500.0, 500.0, 0.0)), distance, 20, pitch)
        picture = draw(camera)
        corners = camera.project(np.array([(320.0, 500.0, 0.0), (680.0, 500.0, 0.0)]), 320, 240)
        line = np.linspace(corners[0, :2], corners[1, :2], 60).round().astype(int)
        assert len(colors_of(picture[line[:, 1], line[:, 0]])) == 1


def test_an_older_level_goes_when_the_new_one_comes(
    scene: Scene, layer: TerrainLayer, draw: Draw
) -> None:
    put(layer, KEY, 50.0)
    count = scene.renderer.GetActors().GetNumberOfItems()
    put(layer, KEY, 10.0)
    assert scene.renderer.GetActors().GetNumberOfItems() == count
    layer.drop(KEY)
    layer.drop(KEY)
    assert scene.renderer.GetActors().GetNumberOfItems() == count - 1


def test_detached_it_leaves_nothing(scene: Scene, layer: TerrainLayer) -> None:
    put(layer, KEY, 50.0)
    scene.drop(layer.id)
    assert scene.renderer.GetActors().GetNumberOfItems() == 0


def test_places_in_a_photograph_count_from_its_south_west_corner() -> None:
    image = OrthoImage(np.zeros((4, 4, 3), np.uint8), 412_000, 5_725_000, 412_500, 5_726_000)
    points = np.array([(0, 0, 9), (500, 1_000, 9), (250, 250, 9)], np.float32)
    assert places_in(image, FRAME, points) == pytest.approx(np.array([(0, 0), (1, 1), (0.5, 0.25)]))
