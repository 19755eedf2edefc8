"""Points of scans: nodes come and go in one picture, are coloured anew, are thinned in motion."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.twin_viewer.rendering.scenery import Draw
from twin_viewer.model.clouds import PointCloud
from twin_viewer.model.frames import SceneFrame
from twin_viewer.rendering.cameras import looking_at
from twin_viewer.rendering.colors import bytes_of
from twin_viewer.rendering.layers.cloud_colors import (
    ColorBy,
    Coloring,
    NodePoints,
    Palette,
    class_colors,
    legend_of,
    node_points,
)
from twin_viewer.rendering.layers.clouds import CloudLayer
from twin_viewer.rendering.scenes import Scene
from widgets.theme import DARK, LIGHT

CAMERA = looking_at(np.zeros(3), 60.0, 0.0, -60.0)


def square(west: float, color: int = 0, count: int = 4_000, spacing: float = 0.3) -> NodePoints:
    random = np.random.default_rng(1)
    xyz = random.random((count, 3), np.float32) * (20, 20, 1) + (west, -10, 0)
    colors = np.full((count, 3), color, np.uint8)
    classes = np.full(count, 2, np.uint8)
    intensity = np.arange(count).astype(np.uint16)
    return NodePoints(xyz.astype(np.float32), spacing, colors, intensity, classes)


@pytest.fixture
def layer(scene: Scene) -> CloudLayer:
    layer = CloudLayer("scan")
    scene.put(layer)
    return layer


def test_nodes_come_and_go(layer: CloudLayer, draw: Draw) -> None:
    empty = draw(CAMERA)
    layer.change({0: (square(-20, 10), None), 1: (square(0, 10), 0)})
    full = draw(CAMERA)
    assert layer.count == 8_000
    layer.change({}, [1])
    half = draw(CAMERA)
    dark = [int((picture.max(axis=2) < 20).sum()) for picture in (empty, half, full)]
    assert dark[0] == 0
    assert 0.3 * dark[2] < dark[1] < 0.7 * dark[2]
    assert layer.rows == {0}


def test_what_replaces_is_there_in_the_same_picture(layer: CloudLayer, draw: Draw) -> None:
    layer.change({-1: (square(-10, 10), None)})
    before = draw(CAMERA)
    layer.change({0: (square(-10, 10), None)}, [-1])
    assert np.array_equal(before, draw(CAMERA))


def test_colours_change_in_place(layer: CloudLayer, draw: Draw) -> None:
    layer.change({0: (square(-10, 10), None)})
    draw(CAMERA)
    layer.set_coloring(Coloring(ColorBy.CLASS))
    pixels = draw(CAMERA)
    away = np.abs(pixels.astype(int) - bytes_of(class_colors(LIGHT)[2])).max(axis=2)
    assert (away < 3).sum() > 1_000


def test_the_theme_changes_colours_of_classes(layer: CloudLayer, scene: Scene, draw: Draw) -> None:
    layer.set_coloring(Coloring(ColorBy.CLASS))
    layer.change({0: (square(-10), None)})
    draw(CAMERA)
    scene.restyle(DARK)
    pixels = draw(CAMERA)
    scene.restyle(LIGHT)
    away = np.abs(pixels.astype(int) - bytes_of(class_colors(DARK)[2])).max(axis=2)
    assert (away < 3).sum() > 1_000


def test_in_motion_the_finest_nodes_are_left_out(layer: CloudLayer, draw: Draw) -> None:
    layer.moving_share = 0.4
    layer.change(
        {
            0: (square(-10, 200, 160_000, 1.0), None),
            1: (square(-10, 10, 160_000, 0.5), 0),
        }
    )
    resting = draw(CAMERA)
    moving = draw(CAMERA, is_moving=True)
    assert (resting.max(axis=2) < 20).sum() > 1_000
    assert (moving.max(axis=2) < 20).sum() == 0


def test_a_broken_node_without_points_is_nothing(layer: CloudLayer, draw: Draw) -> None:
    nothing = NodePoints(np.zeros((0, 3), np.float32), 1.0)
    layer.change({0: (nothing, None)})
    assert layer.count == 0
    draw(CAMERA)


def test_points_without_what_is_asked_fall_back() -> None:
    palette = Palette(LIGHT)
    bare = NodePoints(np.array([(0, 0, 0), (0, 0, 60)], np.float32), 1.0)
    for by in ColorBy:
        colors = palette.colors(bare, Coloring(by))
        assert colors[0].tolist() == bytes_of(LIGHT.map.ramp[0]).tolist()
        assert colors[1].tolist() == bytes_of(LIGHT.map.ramp[-1]).tolist()


@given(st.floats(-1e4, 1e4), st.floats(0, 1e4), st.integers(0, 65_535))
def test_colours_exist_for_all_values(low: float, span: float, intensity: int) -> None:
    palette = Palette(DARK)
    xyz = np.array([(0, 0, low - 1), (0, 0, low + span + 1)], np.float32)
    points = NodePoints(xyz, 1.0, None, np.full(2, intensity, np.uint16))
    for by in (ColorBy.HEIGHT, ColorBy.INTENSITY):
        coloring = Coloring(by, (low, low + span), (low, low + span))
        assert palette.colors(points, coloring).shape == (2, 3)


def test_a_black_scan_has_no_colours() -> None:
    frame = SceneFrame(10, 20, 5)
    cloud = PointCloud(np.array([(11.0, 22.0, 8.0)]), np.zeros((1, 3), np.uint8))
    points = node_points(cloud, frame, 0.5)
    assert points.colors is None
    assert points.xyz.tolist() == [[1.0, 2.0, 3.0]]


def test_the_legend_names_each_class_once() -> None:
    legend = legend_of(Coloring(ColorBy.CLASS), LIGHT, (2, 6, 7, 18, 200, 201))
    texts = [item.text for item in legend.items]
    assert texts == ["Boden", "Gebäude", "Messfehler", "Nicht eingeteilt"]


def test_the_legend_of_heights_has_ends() -> None:
    legend = legend_of(Coloring(ColorBy.HEIGHT, (55.4, 91.2)), LIGHT)
    assert (legend.low, legend.high) == ("55 m", "91 m")
