"""Depth shading: darkens edges of what stands before something, and leaves nothing behind."""

import numpy as np

from tests.twin_viewer.rendering.scenery import Draw
from twin_viewer.rendering.cameras import looking_at
from twin_viewer.rendering.effects.depth import PAUSE_S, DepthShading
from twin_viewer.rendering.layers.cloud_colors import NodePoints
from twin_viewer.rendering.layers.clouds import CloudLayer
from twin_viewer.rendering.scenes import Scene

CAMERA = looking_at(np.zeros(3), 60.0, 0.0, -60.0)


def steps() -> NodePoints:
    """Return a plane with a block upon it, all of one colour."""
    side = np.linspace(-15, 15, 200)
    x, y = (axis.ravel() for axis in np.meshgrid(side, side))
    z = np.where((np.abs(x) < 5) & (np.abs(y) < 5), 8.0, 0.0)
    xyz = np.column_stack((x, y, z)).astype(np.float32)
    return NodePoints(xyz, 0.15, np.full((len(x), 3), 200, np.uint8))


def test_edges_become_dark_at_rest_only(scene: Scene, draw: Draw) -> None:
    layer = CloudLayer("scan")
    scene.put(layer)
    layer.change({0: (steps(), None)})
    plain = draw(CAMERA)
    scene.set_effect("depth", DepthShading())
    assert np.array_equal(draw(CAMERA), plain), "the first picture of a view comes soon"
    shaded = draw(CAMERA)
    moving = draw(CAMERA, is_moving=True)
    assert (shaded < 100).sum() > (plain < 100).sum() + 200
    assert np.array_equal(moving, plain)
    scene.set_effect("depth", None)
    assert np.array_equal(draw(CAMERA), plain)


def test_it_pauses_where_it_costs_too_much(scene: Scene) -> None:
    now = [0.0]
    shading = DepthShading(lambda: now[0])
    scene.set_effect("depth", shading)
    wants = []
    for took in (0.0, 0.2, 0.5, 0.2, 0.2):  # how long the picture before took
        scene.drawn_s = took
        wants.append(scene.prepare(CAMERA, is_moving=False))
    is_software = "llvmpipe" in scene.graphics.lower()
    assert wants == [is_software, False, False, False, False]
    assert (scene.renderer.GetPass() is None) == is_software
    now[0] = PAUSE_S + 1
    scene.prepare(CAMERA, is_moving=False)
    assert scene.renderer.GetPass() is not None
