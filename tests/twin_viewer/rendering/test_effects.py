"""Sun, sky and cuts change the whole scene, also what comes later, and leave no trace."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.twin_viewer.rendering.scenery import FRAME, Draw, colors_of, make_tile, overview
from twin_viewer.analysis.sections import SectionBox, SectionPlane
from twin_viewer.rendering.cameras import looking_at
from twin_viewer.rendering.effects.clipping import Clipping
from twin_viewer.rendering.effects.sky import Sky
from twin_viewer.rendering.effects.sunlight import Sunlight
from twin_viewer.rendering.layers.buildings import BuildingLayer
from twin_viewer.rendering.meshes import tile_mesh
from twin_viewer.rendering.scenes import Scene
from widgets.theme import DARK, LIGHT

NORTH_OF_MIDDLE = SectionPlane((412_000, 5_725_051, 0), (0, 1, 0)).planes(FRAME)


@pytest.fixture
def layer(scene: Scene) -> BuildingLayer:
    layer = BuildingLayer()
    layer.put(tile_mesh(make_tile()))
    scene.put(layer)
    return layer


def brightness(draw: Draw) -> float:
    above = looking_at(np.array((6.0, 6.0, 10.0)), 14, 0, -89)
    return float(draw(above)[100:140, 140:180].mean())


def test_night_is_dimmer_than_day_but_readable(
    layer: BuildingLayer, scene: Scene, draw: Draw
) -> None:
    shades = []
    for elevation in (50.0, 4.0, -2.0, -30.0):
        scene.set_effect("sun", Sunlight(180, elevation))
        shades.append(brightness(draw))
    assert shades == sorted(shades, reverse=True)
    assert shades[-1] > 0.35 * shades[0]
    red, _, blue = draw(overview()).reshape(-1, 3).astype(int).T
    assert (blue - red).max() < 60


def test_the_side_towards_the_sun_is_brighter(
    layer: BuildingLayer, scene: Scene, draw: Draw
) -> None:
    camera = looking_at(np.array((6.0, 0.0, 5.0)), 12, 0, -1)  # the southern wall of Haus-0
    scene.set_effect("sun", Sunlight(180, 30))
    lit = draw(camera)[110:130, 150:170].mean()
    scene.set_effect("sun", Sunlight(0, 30))
    assert draw(camera)[110:130, 150:170].mean() < lit * 0.85


def test_the_sun_is_taken_away(layer: BuildingLayer, scene: Scene, draw: Draw) -> None:
    before = draw()
    scene.set_effect("sun", Sunlight())
    scene.set_effect("sun", Sunlight(90, 10))
    assert scene.renderer.GetLights().GetNumberOfItems() == 2
    scene.set_effect("sun", None)
    assert (draw() == before).all()


@given(st.floats(-90, 90))
def test_daylight_is_a_share_and_the_light_never_comes_from_below(elevation: float) -> None:
    sun = Sunlight(120, elevation)
    assert 0 <= sun.daylight <= 1
    assert sun.direction[2] > 0
    assert np.linalg.norm(sun.direction) == pytest.approx(1)


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_the_sky_is_a_quiet_gradient_of_the_theme(scene: Scene, draw: Draw, tokens: object) -> None:
    scene.restyle(DARK if tokens is DARK else LIGHT)
    scene.set_effect("sky", Sky())
    column = draw()[:, 5].astype(int).sum(axis=1)
    assert (np.diff(column) <= 3).all()
    assert column[0] - column[-1] > 10
    scene.set_effect("sky", None)
    assert len(colors_of(draw())) == 1


def test_a_plane_cuts_what_lies_on_its_other_side(
    layer: BuildingLayer, scene: Scene, draw: Draw
) -> None:
    layer.show(is_visible=False)
    empty = draw()
    layer.show(is_visible=True)
    full = (draw() != empty).any(axis=2)
    scene.set_effect("cut", Clipping(NORTH_OF_MIDDLE))
    cut = (draw() != empty).any(axis=2)
    assert 0.2 * full.sum() < cut.sum() < 0.7 * full.sum()
    assert not (cut & ~full).any()


def test_layers_that_come_later_are_cut_too_and_all_grow_whole_again(
    layer: BuildingLayer, scene: Scene, draw: Draw
) -> None:
    more = BuildingLayer("more")
    more.put(tile_mesh(make_tile(west=15, dataset="mehr")))
    scene.put(more)
    whole = draw()
    scene.drop("more")
    scene.set_effect("cut", Clipping(NORTH_OF_MIDDLE))
    draw()
    more = BuildingLayer("more")
    more.put(tile_mesh(make_tile(west=15, dataset="mehr")))
    scene.put(more)
    cut = draw()
    assert (cut != whole).any(axis=2).sum() > 200
    scene.set_effect("cut", None)
    assert (draw() == whole).all()


def test_of_a_box_the_inside_stays(layer: BuildingLayer, scene: Scene, draw: Draw) -> None:
    above = looking_at(np.array((51.0, 51.0, 10.0)), 200, 0, -89.9)
    layer.show(is_visible=False)
    empty = draw(above)
    layer.show(is_visible=True)
    planes = SectionBox((412_006, 5_725_006, 5), (20, 20, 40), 0).planes(FRAME)
    scene.set_effect("cut", Clipping(planes))
    ys, xs = np.nonzero((draw(above) != empty).any(axis=2))
    place = above.project(np.array([(6.0, 6.0, 10.0)]), 320, 240)[0]
    assert len(xs)
    assert abs(xs - place[0]).max() < 15
    assert abs(ys - place[1]).max() < 15
