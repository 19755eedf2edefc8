"""Buildings are drawn grey and plastic, without holes, and take the colours of their classes."""

import numpy as np
import pytest

from tests.twin_viewer.rendering.scenery import Draw, Pixels, colors_of, make_tile, overview
from twin_viewer.model.cities import Surface, TileKey
from twin_viewer.rendering.cameras import looking_at
from twin_viewer.rendering.colors import bytes_of
from twin_viewer.rendering.effects.sunlight import Sunlight
from twin_viewer.rendering.layers.buildings import BuildingLayer, neutral_colors, palette
from twin_viewer.rendering.meshes import TileId, tile_mesh
from twin_viewer.rendering.scenes import Scene
from widgets.theme import DARK, LIGHT
from widgets.theme.tokens import Tokens

ID = TileId("stadt", TileKey(412, 5725))


@pytest.fixture
def layer(scene: Scene) -> BuildingLayer:
    layer = BuildingLayer()
    layer.put(tile_mesh(make_tile()))
    scene.put(layer)
    scene.set_effect("sun", Sunlight())
    return layer


def seen(pixels: Pixels, empty: Pixels) -> int:
    return int((pixels != empty).any(axis=2).sum())


def is_grey(color: tuple[int, int, int]) -> bool:
    return max(color) - min(color) < 28


def is_green(color: tuple[int, int, int]) -> bool:
    red, green, blue = color
    return green > red + 20 and green > blue


def test_the_city_is_neutral_and_has_light_and_shade(layer: BuildingLayer, draw: Draw) -> None:
    colors = colors_of(draw())
    assert len(colors) >= 4  # sky, roof, two walls
    assert all(map(is_grey, colors))


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_roofs_are_lighter_than_walls_in_both_themes(tokens: Tokens) -> None:
    greys = neutral_colors(tokens).astype(int).sum(axis=1)
    assert greys[Surface.ROOF] > greys[Surface.WALL]
    assert len(greys) == len(Surface)


def test_flat_roofs_have_no_holes(layer: BuildingLayer, draw: Draw) -> None:
    above = looking_at(np.array((6.0, 6.0, 10.0)), 12, 0, -89)
    assert len(colors_of(draw(above)[60:180, 80:240])) == 1


def test_classes_colour_their_objects_and_nothing_else(layer: BuildingLayer, draw: Draw) -> None:
    classes = np.zeros(16, np.uint8)
    classes[0] = 1
    layer.color(("#108030",), {ID: classes})
    pixels = draw()
    green = np.array([[is_green((int(r), int(g), int(b))) for r, g, b in row] for row in pixels])
    ys, xs = np.nonzero(green)
    place = overview().project(np.array([(6.0, 6.0, 8.0)]), pixels.shape[1], pixels.shape[0])[0]
    assert len(xs) > 50
    assert np.hypot(xs.mean() - place[0], ys.mean() - place[1]) < 12
    layer.color((), {})
    assert all(map(is_grey, colors_of(draw())))


def test_a_tile_that_comes_later_has_the_colours_it_was_given(
    layer: BuildingLayer, draw: Draw
) -> None:
    layer.drop(ID)
    layer.color(("#108030",), {ID: np.ones(16, np.uint8)})
    assert not any(map(is_green, colors_of(draw())))
    layer.put(tile_mesh(make_tile()))
    assert any(map(is_green, colors_of(draw())))
    layer.color(("#108030",), {ID: np.zeros(16, np.uint8)})
    assert not any(map(is_green, colors_of(draw())))


def test_classes_of_an_older_tile_are_passed_over(layer: BuildingLayer, draw: Draw) -> None:
    layer.color(("#108030",), {ID: np.ones(3, np.uint8)})
    assert all(map(is_grey, colors_of(draw())))


def test_it_is_switched_off_and_on(layer: BuildingLayer, scene: Scene, draw: Draw) -> None:
    full = draw()
    layer.show(is_visible=False)
    layer.put(tile_mesh(make_tile(dataset="mehr", west=15)))
    empty = draw()
    assert len(colors_of(empty)) == 1
    layer.show(is_visible=True)
    assert seen(draw(), empty) > seen(full, empty) > 0


def test_a_tile_is_replaced_by_one_of_the_same_id(layer: BuildingLayer, draw: Draw) -> None:
    many = draw()
    layer.put(tile_mesh(make_tile(1)))
    few = draw()
    layer.drop(ID)
    empty = draw()
    assert 0 < seen(few, empty) < seen(many, empty) / 8
    assert layer.tile_ids == frozenset()


def test_dropped_it_leaves_nothing(layer: BuildingLayer, scene: Scene, draw: Draw) -> None:
    scene.drop(layer.id)
    assert len(colors_of(draw())) == 1
    assert scene.renderer.GetActors().GetNumberOfItems() == 0


def test_a_palette_has_a_row_for_each_class() -> None:
    colors = palette(LIGHT, ("#102030", "#405060"))
    assert colors.shape == (3, len(Surface), 3)
    assert (colors[2] == bytes_of("#405060")).all()
    assert (colors[0] == neutral_colors(LIGHT)).all()


def test_faded_the_city_shines_through_and_new_tiles_do_so_too(
    layer: BuildingLayer, scene: Scene, draw: Draw
) -> None:
    full = draw().astype(int)
    layer.fade(0.4)
    half = draw().astype(int)
    layer.put(tile_mesh(make_tile()))
    again = draw().astype(int)
    layer.fade(0.0)
    empty = draw().astype(int)
    is_city = (full != empty).any(axis=2)
    to_full, to_empty = (np.abs(half - other)[is_city].mean() for other in (full, empty))
    assert to_full > 2
    assert 2 < to_empty < np.abs(full - empty)[is_city].mean()
    assert np.abs(again - half).max() <= 2
    layer.fade(1.0)
    assert np.array_equal(draw().astype(int), full)
