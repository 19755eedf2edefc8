"""Discs of sensors: coloured in place, bounded on the screen, ringed, hollow, lifted."""

import numpy as np
import pytest

from tests.twin_viewer.rendering.scenery import Draw, Pixels
from twin_viewer.rendering.cameras import Camera, looking_at
from twin_viewer.rendering.colors import bytes_of
from twin_viewer.rendering.layers.sensors import (
    SensorLayer,
    full_color,
    normal_color,
    stale_color,
)
from twin_viewer.rendering.scenes import Scene
from widgets.theme import DARK, LIGHT
from widgets.theme.tokens import ALARM_LOOKS

RED = next(iter(ALARM_LOOKS.values())).fill


def near(distance: float = 40.0) -> Camera:
    return looking_at(np.array((0.0, 0.0, 5.0)), distance, 0.0, -10.0)


def count_of(pixels: Pixels, color: str, tolerance: int = 12) -> int:
    away = np.abs(pixels.astype(np.int64) - bytes_of(color)).max(axis=2)
    return int((away <= tolerance).sum())


@pytest.fixture
def layer(scene: Scene) -> SensorLayer:
    scene.resize(800, 600)
    layer = SensorLayer()
    scene.put(layer)
    layer.set_places(["a"], np.array([(0, 0, 5)], np.float32), np.zeros(1, np.float32))
    return layer


def test_normal_is_grey_and_alarms_have_their_colour(layer: SensorLayer, draw: Draw) -> None:
    layer.set_states(normal_color(LIGHT)[None])
    calm = draw(near())
    layer.set_states(full_color(RED)[None])
    loud = draw(near())
    assert count_of(calm, RED) == 0
    assert count_of(calm, LIGHT.map.dot) > 10
    assert count_of(loud, RED) > 10


def test_a_stale_sensor_is_hollow(layer: SensorLayer, scene: Scene, draw: Draw) -> None:
    layer.set_states(stale_color(LIGHT)[None], np.full(1, 3, np.float32))
    pixels = draw(near())
    x, y, _ = near().project(np.array([(0.0, 0.0, 5.0)]), *scene.size)[0]
    middle = pixels[round(y) - 3, round(x)]
    assert count_of(pixels, LIGHT.map.stale, 40) > 10
    assert count_of(middle[None, None], LIGHT.map.outside) == 1


def test_size_on_the_screen_is_bounded(layer: SensorLayer, draw: Draw) -> None:
    layer.set_states(full_color(RED)[None])
    far = count_of(draw(near(9_000.0)), RED, 60)
    close = count_of(draw(near(1.5)), RED, 60)
    assert 10 <= far <= 60
    assert close < 0.01 * 800 * 600


def test_a_larger_scale_makes_it_larger(layer: SensorLayer, draw: Draw) -> None:
    layer.set_states(full_color(RED)[None], np.ones(1, np.float32))
    small = count_of(draw(near()), RED)
    layer.set_states(full_color(RED)[None], np.full(1, 2, np.float32))
    assert count_of(draw(near()), RED) > 2 * small


def test_the_selected_one_has_a_ring(layer: SensorLayer, draw: Draw) -> None:
    layer.set_states(normal_color(LIGHT)[None])
    assert count_of(draw(near()), LIGHT.map.selected) == 0
    layer.set_selected(["a"])
    assert count_of(draw(near()), LIGHT.map.selected) > 5
    layer.set_selected([])
    assert count_of(draw(near()), LIGHT.map.selected) == 0


def test_states_survive_the_change_of_theme(layer: SensorLayer, scene: Scene, draw: Draw) -> None:
    layer.set_states(full_color(RED)[None])
    scene.restyle(DARK)
    assert count_of(draw(near()), RED) > 10
    scene.restyle(LIGHT)


def test_switched_off_nothing_is_seen(layer: SensorLayer, draw: Draw) -> None:
    layer.set_states(full_color(RED)[None])
    layer.show(is_visible=False)
    assert count_of(draw(near()), RED) == 0


def test_new_places_begin_stale(layer: SensorLayer, draw: Draw) -> None:
    layer.set_states(full_color(RED)[None])
    layer.set_places(["b", "c"], np.array([(0, 0, 5), (2, 0, 5)], np.float32))
    assert count_of(draw(near()), RED) == 0
    assert layer.ids == ("b", "c")


def test_states_set_before_the_scene_are_kept(scene: Scene, draw: Draw) -> None:
    scene.resize(800, 600)
    layer = SensorLayer("early")
    layer.set_places(["a"], np.array([(0, 0, 5)], np.float32))
    layer.set_states(full_color(RED)[None])
    scene.put(layer)
    assert count_of(draw(near()), RED) > 10


def test_no_sensors_at_all(scene: Scene, draw: Draw) -> None:
    layer = SensorLayer("none")
    scene.put(layer)
    layer.set_places([], np.zeros((0, 3), np.float32))
    layer.set_states(np.zeros((0, 4), np.uint8))
    layer.set_selected(["a"])
    draw(near())
    scene.drop("none")
