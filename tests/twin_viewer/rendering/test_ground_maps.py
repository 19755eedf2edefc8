"""The base map lies on the ground, on the plane where there is none, and below photographs."""

import numpy as np
import pytest

from tests.twin_viewer.rendering.scenery import Draw, Pixels, colors_of
from tests.twin_viewer.rendering.test_terrain import EAST, KEY, put
from twin_viewer.model.cities import TileKey
from twin_viewer.model.grids import OrthoImage
from twin_viewer.rendering.cameras import Camera, looking_at
from twin_viewer.rendering.effects.sunlight import Sunlight
from twin_viewer.rendering.layers.terrain import TerrainLayer
from twin_viewer.rendering.scenes import Scene
from widgets.theme import DARK, LIGHT

GREEN, BLUE = (20, 200, 20), (20, 20, 200)


def picture(key: TileKey, color: tuple[int, int, int]) -> OrthoImage:
    pixels = np.full((64, 64, 3), color, np.uint8)
    west, south = key.east_km * 1_000.0, key.north_km * 1_000.0
    return OrthoImage(pixels, west, south, west + 1_000, south + 1_000)


def above(east: float = 500.0) -> Camera:
    return looking_at(np.array((east, 500.0, 0.0)), 900, 0, -80)


def hue(pixels: Pixels) -> str:
    """Return the colour in the middle of a picture: green, blue or grey."""
    red, green, blue = (int(part) for part in pixels[120, 160])
    if max(red, green, blue) - min(red, green, blue) < 40:
        return "grey"
    return "green" if green > blue else "blue"


@pytest.fixture
def layer(scene: Scene) -> TerrainLayer:
    layer = TerrainLayer()
    scene.put(layer)
    scene.set_effect("sun", Sunlight())
    layer.set_plane((0, 0, 2_000, 1_000), -60.0)
    layer.set_mapped(frozenset({KEY, EAST}))
    return layer


def test_it_lies_on_the_ground_while_it_is_shown(layer: TerrainLayer, draw: Draw) -> None:
    put(layer, KEY, 50.0)
    layer.put_map(KEY, picture(KEY, GREEN))
    assert hue(draw(above())) == "grey"
    layer.show_maps(is_visible=True)
    assert hue(draw(above())) == "green"
    put(layer, KEY, 10.0)
    assert hue(draw(above())) == "green"  # the new level carries it, too
    layer.show_maps(is_visible=False)
    assert hue(draw(above())) == "grey"


def test_hills_keep_their_shade(layer: TerrainLayer, draw: Draw) -> None:
    put(layer, KEY, 10.0)
    layer.put_map(KEY, picture(KEY, GREEN))
    layer.show_maps(is_visible=True)
    assert len(colors_of(draw(above())[60:180, 100:220])) > 10


def test_a_photograph_that_is_shown_hides_it(layer: TerrainLayer, draw: Draw) -> None:
    put(layer, KEY, 50.0)
    layer.show_maps(is_visible=True)
    layer.put_map(KEY, picture(KEY, GREEN))
    layer.put_photo(KEY, picture(KEY, BLUE))
    assert hue(draw(above())) == "green"
    layer.show_photos(is_visible=True)
    assert hue(draw(above())) == "blue"
    layer.drop_photo(KEY)
    assert hue(draw(above())) == "green"


@pytest.mark.parametrize("distance", [300.0, 9_000.0])
def test_where_no_heights_are_known_it_lies_on_the_plane(
    layer: TerrainLayer, draw: Draw, distance: float
) -> None:
    layer.show_maps(is_visible=True)
    layer.put_map(KEY, picture(KEY, GREEN))
    layer.set_plane((0, 0, 2_000, 1_000), -80.0)
    camera = looking_at(np.array((500.0, 500.0, -80.0)), distance, 20, -30)
    assert hue(draw(camera)) == "green"
    layer.show(is_visible=False)
    assert hue(draw(camera)) == "grey"


def test_the_level_square_goes_when_ground_comes_and_comes_back(
    scene: Scene, layer: TerrainLayer
) -> None:
    layer.show_maps(is_visible=True)
    layer.put_map(KEY, picture(KEY, GREEN))

    def count() -> int:
        return int(scene.renderer.GetActors().GetNumberOfItems())

    assert count() == 2
    put(layer, KEY, 50.0)
    assert count() == 2
    layer.drop(KEY)
    assert count() == 2
    layer.set_mapped(frozenset({EAST}))
    assert count() == 1


def test_ground_beyond_the_city_looks_as_what_lies_beyond(
    layer: TerrainLayer, scene: Scene
) -> None:
    put(layer, KEY, 50.0)

    def color() -> tuple[int, ...]:
        return tuple(
            round(255 * part) for part in layer._tiles[KEY].actors[0].GetProperty().GetColor()
        )

    land, beyond = (
        tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
        for colour in (LIGHT.map.land, LIGHT.map.outside)
    )
    layer.set_mapped(frozenset({EAST}))
    assert color() == land
    layer.show_maps(is_visible=True)
    assert color() == beyond
    layer.set_mapped(frozenset())
    assert color() == land
    scene.restyle(DARK)
    assert color() != land


def test_detached_it_leaves_nothing(scene: Scene, layer: TerrainLayer) -> None:
    layer.show_maps(is_visible=True)
    layer.put_map(KEY, picture(KEY, GREEN))
    scene.drop(layer.id)
    assert scene.renderer.GetActors().GetNumberOfItems() == 0
