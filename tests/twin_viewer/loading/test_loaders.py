"""The loader brings a library into scene and picker, follows its changes, and ends cleanly."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from tests.twin_viewer.rendering.scenery import FRAME, make_tile, overview
from twin_viewer.loading import CityLoader
from twin_viewer.model.cities import BuildingTile, TileKey
from twin_viewer.model.frames import SceneFrame
from twin_viewer.model.grids import HeightGrid, OrthoImage
from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.picking import Picker

HERE = TileKey(412, 5725)
EAST = TileKey(413, 5725)
DOWN = np.array((0.0, 0.0, -1.0))


class FakeStage(QObject):
    """A stage that only keeps what it is told to do."""

    camera_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.frame = FRAME
        self.camera = overview()
        self.acts: list[Any] = []

    def do(self, act: Any, *, redraw: bool = True) -> None:
        self.acts.append(act)

    def set_camera(self, camera: Camera) -> None:
        self.camera = camera
        self.camera_changed.emit(camera)


class FakeScene:
    """A scene that only keeps its layers."""

    def __init__(self) -> None:
        self.layers: list[Any] = []

    def put(self, layer: Any) -> None:
        self.layers.append(layer)


class FakeLibrary:
    """Tiles by key, and what was asked for."""

    def __init__(self) -> None:
        self.tiles: dict[TileKey, BuildingTile] = {}
        self.grids: dict[TileKey, HeightGrid] = {}
        self.photos: dict[TileKey, OrthoImage] = {}
        self.read: list[tuple[str, TileKey, float]] = []
        self.may_read = threading.Event()
        self.may_read.set()
        self.broken: set[TileKey] = set()

    def tile_keys(self) -> tuple[TileKey, ...]:
        return tuple(self.tiles)

    def read_tile(self, key: TileKey, *, with_attributes: bool = False) -> BuildingTile | None:
        assert self.may_read.wait(10)
        assert threading.current_thread() is not threading.main_thread()
        self.read.append(("tile", key, 0))
        if key in self.broken:
            raise RuntimeError("nobody thought of this")
        return self.tiles.get(key)

    def terrain_keys(self) -> tuple[TileKey, ...]:
        return tuple(self.grids)

    def read_terrain(self, key: TileKey, step: float) -> HeightGrid | None:
        self.read.append(("terrain", key, step))
        return self.grids.get(key)

    def ortho_keys(self) -> tuple[TileKey, ...]:
        return tuple(self.photos)

    def read_ortho(self, key: TileKey, pixels: int) -> OrthoImage | None:
        self.read.append(("photo", key, pixels))
        return self.photos.get(key)


@dataclass
class Change:
    """What is other than before."""

    tiles: tuple[TileKey, ...] = ()
    terrain: tuple[TileKey, ...] = ()
    ortho: tuple[TileKey, ...] = ()


class Desk:
    """A loader with its fakes."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.stage = FakeStage()
        self.library = FakeLibrary()
        self.library.tiles[HERE] = make_tile()
        self.picker = Picker(FRAME)
        self.loader = CityLoader(self.library, self.stage, self.picker)  # type: ignore[arg-type]  # all it asks of a stage

    def settle(self, change: Change | None = None) -> None:
        with self.qtbot.waitSignal(self.loader.settled, timeout=10_000):
            if change is None:
                self.loader.start()
            else:
                self.loader.take_change(change)

    def hit(self, east: float = 6.0, north: float = 6.0) -> str:
        hit = self.picker.ray(np.array((east, north, 500.0)), DOWN)
        return f"{hit.kind} {hit.id}".strip() if hit else ""

    def acted(self) -> FakeScene:
        """Do all acts; return the scene they made."""
        scene = FakeScene()
        acts, self.stage.acts = self.stage.acts, []
        for act in acts:
            act(scene)
        return scene


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(qtbot)
    yield desk
    desk.library.may_read.set()
    desk.loader.close()


def flat(height: float = 3.0, step: float = 10.0) -> HeightGrid:
    count = int(1_000 / step)
    heights = np.full((count, count), height, np.float32)
    return HeightGrid(heights, 412_000 + step / 2, 5_725_000 + step / 2, step)


def test_it_brings_layers_tiles_and_what_is_picked(desk: Desk) -> None:
    came: list[BuildingTile] = []
    desk.loader.tile_came.connect(came.append)
    desk.settle()
    assert [tile.key for tile in came] == [HERE]
    assert desk.hit() == "building Haus-0"
    scene = desk.acted()
    assert scene.layers == [desk.loader.terrain, desk.loader.buildings]
    assert desk.loader.buildings.tile_ids == set(desk.loader.tile_ids())
    assert desk.picker.height_at(9_999, 9_999) == pytest.approx(-0.3)


def test_the_window_goes_on_while_it_reads(desk: Desk) -> None:
    desk.library.may_read.clear()
    desk.loader.start()
    desk.loader.start()
    desk.stage.set_camera(overview(900))
    assert desk.hit() == ""
    with desk.qtbot.waitSignal(desk.loader.settled, timeout=10_000):
        desk.library.may_read.set()
    assert desk.hit() == "building Haus-0"


def test_progress_counts_up_to_all(desk: Desk) -> None:
    desk.library.tiles |= {
        TileKey(412 + step, 5725): make_tile(1, key=TileKey(412 + step, 5725)) for step in range(6)
    }
    told: list[tuple[int, int]] = []
    desk.loader.progressed.connect(lambda done, total: told.append((done, total)))
    desk.settle()
    assert told == [(number, 6) for number in range(1, 7)]
    assert desk.library.read[0] == ("tile", HERE, 0)


def test_a_changed_tile_is_read_again_and_replaced(desk: Desk) -> None:
    desk.settle()
    desk.library.tiles[HERE] = make_tile(2, dataset="neu", height=30)
    desk.library.tiles[EAST] = make_tile(1, key=EAST, west=1_000)
    desk.settle(Change(tiles=(HERE, EAST)))
    assert {tile_id.dataset for tile_id in desk.loader.tile_ids()} == {"neu", "stadt"}
    assert desk.hit(96, 96) != "building Haus-15"
    assert desk.hit(1_006, 6) == "building Haus-0"
    desk.acted()
    assert desk.loader.buildings.tile_ids == set(desk.loader.tile_ids())


def test_a_tile_that_is_gone_leaves_scene_and_picker(desk: Desk) -> None:
    left: list[TileKey] = []
    desk.loader.tile_left.connect(left.append)
    desk.settle()
    del desk.library.tiles[HERE]
    desk.loader.take_change(Change(tiles=(HERE,)))
    desk.qtbot.waitUntil(lambda: left == [HERE], timeout=10_000)
    assert desk.loader.tile_ids() == ()
    assert not desk.hit().startswith("building")
    desk.acted()
    assert desk.loader.buildings.tile_ids == frozenset()


def test_ground_is_loaded_as_fine_as_it_is_wanted(desk: Desk) -> None:
    desk.library.grids[HERE] = flat()
    desk.stage.camera = overview(120)
    desk.settle()
    steps = [step for kind, _, step in desk.library.read if kind == "terrain"]
    assert steps
    assert min(steps) <= 2
    assert desk.picker.height_at(500, 500) == 3
    assert desk.hit(20, 20) == "terrain"
    del desk.library.grids[HERE]
    desk.loader.take_change(Change(terrain=(HERE,)))
    desk.qtbot.waitUntil(lambda: desk.picker.height_at(500, 500) != 3, timeout=10_000)


def test_photographs_are_read_only_when_they_are_shown(desk: Desk) -> None:
    pixels = np.zeros((4, 4, 3), np.uint8)
    desk.library.grids[HERE] = flat()
    desk.library.photos[HERE] = OrthoImage(pixels, 412_000, 5_725_000, 413_000, 5_726_000)
    desk.settle()
    assert not [key for kind, key, _ in desk.library.read if kind == "photo"]
    with desk.qtbot.waitSignal(desk.loader.settled, timeout=10_000):
        desk.loader.show_photos(is_visible=True)
    assert ("photo", HERE, 2_048) in desk.library.read
    del desk.library.photos[HERE]
    desk.loader.take_change(Change(ortho=(HERE,)))
    desk.loader.show_photos(is_visible=False)


@pytest.mark.expects_warnings
def test_one_broken_square_does_not_end_the_loading(desk: Desk) -> None:
    desk.library.broken = {HERE}
    desk.library.tiles[EAST] = make_tile(1, key=EAST, west=1_000)
    desk.settle()
    assert desk.hit() != "building Haus-0"
    assert desk.hit(1_006, 6) == "building Haus-0"


def test_a_tile_of_another_frame_is_brought_to_the_scene(desk: Desk) -> None:
    tile = make_tile(1, key=EAST)
    desk.library.tiles[EAST] = replace(tile, frame=SceneFrame(413_000, 5_725_000))
    desk.settle()
    assert desk.hit(1_006, 6) == "building Haus-0"


def test_closing_before_the_start_and_twice_does_nothing(desk: Desk) -> None:
    desk.loader.close()
    desk.loader.close()
