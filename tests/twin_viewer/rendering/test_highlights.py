"""What is pointed at or selected stands out and has an outline; the rest of the city stays grey."""

import numpy as np
import pytest

from tests.twin_viewer.rendering.scenery import Draw, Pixels, make_tile
from twin_viewer.rendering.effects.sunlight import Sunlight
from twin_viewer.rendering.layers.buildings import BuildingLayer
from twin_viewer.rendering.layers.highlights import (
    HOVERED,
    SELECTED,
    Highlight,
    HighlightLayer,
    highlight_of,
)
from twin_viewer.rendering.meshes import part_of, tile_mesh
from twin_viewer.rendering.scenes import Scene
from widgets.theme import DARK


@pytest.fixture
def layer(scene: Scene) -> HighlightLayer:
    city = BuildingLayer()
    city.put(tile_mesh(make_tile()))
    scene.put(city)
    layer = HighlightLayer()
    scene.put(layer)
    scene.set_effect("sun", Sunlight())
    return layer


def house(row: int) -> Highlight:
    return highlight_of(*part_of(tile_mesh(make_tile()), np.array([row])))


def bluish(pixels: Pixels) -> int:
    plain = pixels.astype(int)
    return int((plain[:, :, 2] > plain[:, :, 0] + 35).sum())


def test_selected_stands_out_more_than_hovered(layer: HighlightLayer, draw: Draw) -> None:
    assert bluish(draw()) == 0
    layer.set(HOVERED, house(5))
    hovered = bluish(draw())
    layer.set(HOVERED, None)
    layer.set(SELECTED, house(5))
    assert bluish(draw()) > hovered > 0
    layer.set(SELECTED, None)
    assert bluish(draw()) == 0


def test_a_new_one_takes_the_place_of_the_old(layer: HighlightLayer, draw: Draw) -> None:
    layer.set(SELECTED, house(5))
    one = bluish(draw())
    for row in (4, 6, 5):
        layer.set(SELECTED, house(row))
    assert bluish(draw()) == one


def test_a_state_marks_a_building_in_its_own_colour(layer: HighlightLayer, draw: Draw) -> None:
    layer.set("alarm Haus-5", house(5), "#b3261e")
    plain = draw().astype(int)
    assert ((plain[:, :, 0] > plain[:, :, 2] + 35).sum()) > 50


def test_the_outline_is_drawn_in_the_full_colour(layer: HighlightLayer, draw: Draw) -> None:
    layer.set("mark", house(5), "#ff0000")
    assert (draw() == (255, 0, 0)).all(axis=2).sum() > 30


def test_it_follows_the_theme_and_is_switched_off(
    layer: HighlightLayer, scene: Scene, draw: Draw
) -> None:
    layer.set(SELECTED, house(5))
    scene.restyle(DARK)
    assert bluish(draw()) > 0
    layer.show(is_visible=False)
    layer.set(HOVERED, house(6))
    assert bluish(draw()) < 30
    scene.drop(layer.id)
    assert layer.scene is None


def test_an_empty_one_is_nothing(layer: HighlightLayer, draw: Draw) -> None:
    nothing = np.zeros((0, 3), np.float32)
    layer.set(
        SELECTED,
        Highlight(nothing, np.zeros((0, 3), np.int32), nothing, np.zeros((0, 2), np.int32)),
    )
    assert bluish(draw()) == 0
