"""The difference of two surveys: grey where nothing changed, else new, gone, higher, lower."""

import numpy as np
import pytest

from tests.twin_viewer.rendering.scenery import FRAME, Draw
from twin_viewer.analysis.epochs import Change, compare
from twin_viewer.model.clouds import PointCloud
from twin_viewer.rendering.cameras import looking_at
from twin_viewer.rendering.colors import bytes_of
from twin_viewer.rendering.layers.changes import (
    ChangeLayer,
    Mark,
    change_colors,
    change_legend,
    change_points,
)
from twin_viewer.rendering.scenes import Scene
from widgets.theme import DARK, LIGHT


def survey(seed: int, *, has_house: bool, has_shed: bool) -> PointCloud:
    random = np.random.default_rng(seed)
    places = random.random((30_000, 2)) * 60 - 30
    x, y = places.T
    height = random.normal(0, 0.02, len(x))
    height[has_house & (np.abs(x - 12) < 6) & (np.abs(y) < 6)] += 7.0
    height[has_shed & (np.abs(x + 12) < 6) & (np.abs(y) < 6)] += 4.0
    world = np.column_stack((x + FRAME.east, y + FRAME.north, height + FRAME.height))
    return PointCloud(world)


@pytest.fixture(scope="module")
def epochs() -> tuple[PointCloud, PointCloud, Change]:
    old = survey(1, has_house=False, has_shed=True)
    new = survey(2, has_house=True, has_shed=False)
    return old, new, compare(old, new)


def test_each_point_is_marked_by_what_became_of_it(
    epochs: tuple[PointCloud, PointCloud, Change],
) -> None:
    points = change_points(*epochs, FRAME)
    x, y, z = points.xyz.T
    in_house = (np.abs(x - 12) < 5) & (np.abs(y) < 5) & (z > 3)
    in_shed = (np.abs(x + 12) < 5) & (np.abs(y) < 5)
    outside = np.abs(y) > 10
    assert (points.marks[in_house] == Mark.NEW).mean() > 0.9
    assert (points.marks[in_shed & (z > 3)] == Mark.GONE).mean() > 0.9
    assert (points.marks[outside] == Mark.UNCHANGED).mean() > 0.99


def test_what_did_not_change_is_grey(epochs: tuple[PointCloud, PointCloud, Change]) -> None:
    points = change_points(*epochs, FRAME)
    for tokens in (LIGHT, DARK):
        colors = change_colors(points, tokens)
        same = colors[points.marks == Mark.UNCHANGED]
        assert (same == bytes_of(tokens.map.plate_line)).all()


def test_few_points_keep_what_changed(epochs: tuple[PointCloud, PointCloud, Change]) -> None:
    every = change_points(*epochs, FRAME)
    few = change_points(*epochs, FRAME, most=5_000)
    assert len(few.xyz) <= 5_000
    changed = int((every.marks != Mark.UNCHANGED).sum())
    assert int((few.marks != Mark.UNCHANGED).sum()) == changed


def test_the_layer_is_seen_and_switched_off(
    epochs: tuple[PointCloud, PointCloud, Change], scene: Scene, draw: Draw
) -> None:
    layer = ChangeLayer(change_points(*epochs, FRAME))
    scene.put(layer)
    camera = looking_at(np.zeros(3), 80.0, 0.0, -60.0)
    new = bytes_of(LIGHT.curves[1])
    assert (np.abs(draw(camera).astype(int) - new).max(axis=2) < 5).sum() > 100
    layer.show(is_visible=False)
    assert (np.abs(draw(camera).astype(int) - new).max(axis=2) < 5).sum() == 0
    layer.show(is_visible=True)
    scene.restyle(DARK)
    dark = bytes_of(DARK.curves[1])
    assert (np.abs(draw(camera).astype(int) - dark).max(axis=2) < 5).sum() > 100
    scene.restyle(LIGHT)


def test_the_legend_says_all_marks() -> None:
    legend = change_legend(LIGHT)
    assert [item.text for item in legend.items] == ["Neu", "Verschwunden", "Unverändert"]
    assert (legend.low, legend.high) == ("−5 m", "+5 m")
