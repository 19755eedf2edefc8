"""The scene holds layers and effects, aims at what there is, and lets everything go again."""

import resource
from pathlib import Path

import numpy as np
import pytest
from typing_extensions import override

from tests.twin_viewer.rendering.scenery import SIZE, Draw, make_tile, overview
from twin_viewer.rendering.cameras import Camera, looking_at
from twin_viewer.rendering.layers.base import Layer
from twin_viewer.rendering.layers.buildings import BuildingLayer
from twin_viewer.rendering.meshes import TileMesh, tile_mesh
from twin_viewer.rendering.scenes import Effect, Scene

_PAGE = resource.getpagesize()


class Notes(Effect):
    """An effect that notes what is done with it."""

    def __init__(self) -> None:
        self.done: list[str] = []

    @override
    def apply(self, scene: Scene) -> None:
        self.done.append("apply")

    @override
    def prepare(self, scene: Scene) -> bool:
        self.done.append("prepare")
        return False

    @override
    def remove(self, scene: Scene) -> None:
        self.done.append("remove")


class Asking(Layer):
    """A layer that asks for a second picture once."""

    def __init__(self) -> None:
        super().__init__("asking")
        self.cameras: list[Camera] = []

    @override
    def prepare(self, camera: Camera, *, is_moving: bool) -> bool:
        self.cameras.append(camera)
        return len(self.cameras) == 1


def test_pixels_are_rgba_with_the_uppermost_row_first(scene: Scene, draw: Draw) -> None:
    layer = BuildingLayer()
    layer.put(tile_mesh(make_tile(1, size=60, height=1)))
    scene.put(layer)
    camera = looking_at(np.array((30.0, 30.0, 1.0)), 120, 0, -40).turned(0, -25)
    picture = draw(camera)
    assert picture.shape == (SIZE[1], SIZE[0], 3)
    # Seen with the nose up the block lies in the lower half, the sky in the upper.
    assert len(np.unique(picture[:20].reshape(-1, 3), axis=0)) == 1
    assert len(np.unique(picture[120:].reshape(-1, 3), axis=0)) > 1


def test_a_layer_of_the_same_id_replaces_the_one_before(scene: Scene) -> None:
    first, second = Layer("one"), Layer("one")
    scene.put(first)
    scene.put(second)
    assert list(scene.layers.values()) == [second]
    assert first.scene is None
    scene.drop("one")
    scene.drop("one")
    assert second.scene is None


def test_a_hidden_layer_is_not_prepared_and_asks_for_nothing(scene: Scene) -> None:
    layer = Asking()
    scene.put(layer)
    layer.show(is_visible=False)
    assert not scene.prepare(overview(), is_moving=False)
    assert layer.cameras == []
    layer.show(is_visible=True)
    assert scene.prepare(overview(), is_moving=False)
    assert not scene.prepare(overview(), is_moving=False)


def test_an_effect_is_applied_prepared_and_taken_off(scene: Scene) -> None:
    notes, other = Notes(), Notes()
    scene.set_effect("notes", notes)
    scene.prepare(overview(), is_moving=False)
    scene.restyle(scene.tokens)
    scene.set_effect("notes", other)
    scene.set_effect("notes", None)
    scene.set_effect("notes", None)
    assert notes.done == ["apply", "prepare", "apply", "remove"]
    assert other.done == ["apply", "remove"]


@pytest.mark.parametrize("distance", [10.0, 300.0, 20_000.0])
def test_everything_visible_lies_between_the_planes_of_the_lens(
    scene: Scene, distance: float
) -> None:
    layer = BuildingLayer()
    layer.put(tile_mesh(make_tile()))
    scene.put(layer)
    scene.prepare(overview(distance), is_moving=False)
    near, far = scene.renderer.GetActiveCamera().GetClippingRange()
    assert near <= max(0.4, distance * 0.01)
    assert far > distance


def test_memory_stays_flat_over_many_layers(scene: Scene, draw: Draw) -> None:
    """Two hundred tiles of 20,000 triangles would be 200 MB if they stayed."""
    mesh = tile_mesh(make_tile(44))
    for _ in range(20):
        _put_and_drop(scene, draw, mesh)
    before = _resident()
    for _ in range(200):
        _put_and_drop(scene, draw, mesh)
    assert _resident() - before < 40_000_000


def _put_and_drop(scene: Scene, draw: Draw, mesh: TileMesh) -> None:
    layer = BuildingLayer()
    layer.put(mesh)
    scene.put(layer)
    draw()
    scene.drop(layer.id)


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * _PAGE
