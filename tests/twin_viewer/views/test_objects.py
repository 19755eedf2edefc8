"""A glTF and an OBJ stand in the city, are picked, set down by a click, turned, scaled, undone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import trimesh
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.twin import Clock, FakeStage, key, mouse
from tests.twin_viewer.jobs.benches import real_command
from twin_viewer.jobs.datasets import Change, Dataset
from twin_viewer.jobs.library import TwinLibrary
from twin_viewer.jobs.places import ObjectPlace
from twin_viewer.model.frames import SceneFrame
from twin_viewer.panels.single_objects import SingleObjectsPanel
from twin_viewer.rendering.layers.buildings import BuildingLayer
from twin_viewer.rendering.picking import Hit, HitKind, Picker
from twin_viewer.tools.placing import PlacingHand
from twin_viewer.views.objects import ObjectDesk

FRAME = SceneFrame(413_500, 5_725_500)
MIDDLE = np.array((413_550.0, 5_725_520.0, 61.0))
PATIENCE_MS = 20_000
DOWN = np.array((0.0, 0.0, -1.0))


class Under:
    """The navigation below the hand that sets things down."""

    def __init__(self) -> None:
        self.pressed = 0

    def press(self, _event: object) -> bool:
        self.pressed += 1
        return True


class Bench:
    """Objects in a scene without graphics, kept by a real library."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.folder, self.qtbot = folder, qtbot
        self.canvas = QWidget()
        qtbot.addWidget(self.canvas)
        self.under, self.clock = Under(), Clock()
        self.clicked: np.ndarray | None = np.array((10.0, 20.0, 64.0))
        self.open()

    def open(self) -> None:
        self.changes: list[Change] = []
        self.library = TwinLibrary(
            self.folder / "twin", real_command, on_change=self.changes.append
        )
        self.stage, self.picker = FakeStage(FRAME), Picker(FRAME)
        self.hand = PlacingHand(self.canvas, lambda _: self.clicked, self.under)
        self.desk = ObjectDesk(
            self.library,
            self.stage,
            self.picker,
            hand=self.hand,
            middle=lambda: MIDDLE,
            clock=self.clock,
        )
        self.moved: list[Hit] = []
        self.desk.moved.connect(self.moved.append)
        self.library.start()
        self.desk.start()

    def close(self) -> None:
        self.desk.close()
        self.library.close()

    def wait(self, is_so: Callable[[], object]) -> None:
        def served() -> bool:
            while self.changes:
                self.desk.take(self.changes.pop(0))
            return bool(is_so())

        self.qtbot.waitUntil(served, timeout=PATIENCE_MS)

    def add(self, *paths: Path) -> tuple[str, ...]:
        self.library.add(paths)
        self.wait(lambda: len(self.drawn()) == len(paths))
        return self.desk.ids

    def drawn(self) -> frozenset[str]:
        """Do what the stage was told; return the objects that are drawn."""
        acts, self.stage.acts = self.stage.acts, []
        for act in acts:
            act(self)  # type: ignore[arg-type]  # as much of a scene as is needed
        return frozenset(one.dataset for one in self.desk.layer.tile_ids)

    def put(self, layer: BuildingLayer) -> None:
        assert layer is self.desk.layer

    def box(self, name: str) -> np.ndarray:
        """Return what an object covers as it can be picked, (2, 3), m of the scene."""
        (tile,) = (one for one in self.picker.tiles() if one.dataset == name)
        return np.stack((tile.points.min(axis=0), tile.points.max(axis=0)))

    def choose(self, name: str) -> None:
        self.desk.choose(name)

    def settle(self, is_so: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(is_so()), timeout=PATIENCE_MS)


@pytest.fixture
def bench(tmp_path: Path, qtbot: QtBot) -> Iterator[Bench]:
    bench = Bench(tmp_path, qtbot)
    yield bench
    bench.close()


def obj(folder: Path, name: str = "block.obj") -> Path:
    """Write a block of 4 x 2 x 3 m, its own origin far away from it."""
    block = trimesh.creation.box((4, 2, 3))
    block.apply_translation((412_000.25, 5_700_000.5, 900.0))
    block.export(folder / name)
    return folder / name


def gltf(folder: Path) -> Path:
    """Write a block of 10 m east, 20 m north and 5 m up: in glTF y is up, and z points south."""
    block = trimesh.creation.box((10, 5, 20))
    block.export(folder / "hall.glb")
    return folder / "hall.glb"


def test_objects_nobody_has_set_down_stand_in_the_middle(bench: Bench, tmp_path: Path) -> None:
    names = bench.add(obj(tmp_path), gltf(tmp_path))
    sizes = {"block": (4, 2, 3), "hall": (10, 20, 5)}
    titles = {one.id: one.name.split()[-1] for one in bench.library.datasets}
    for name in names:
        low, high = bench.box(name)
        assert high - low == pytest.approx(sizes[titles[name]], abs=1e-3)
        assert (low[:2] + high[:2]) / 2 == pytest.approx((50, 20), abs=1e-3)
        assert low[2] == pytest.approx(61, abs=1e-4)
    assert all(one.place is None and one.extent is None for one in bench.library.datasets)


def test_ground_that_comes_later_carries_them(bench: Bench, tmp_path: Path) -> None:
    (name,) = bench.add(obj(tmp_path))
    bench.desk.settle()
    bench.picker.set_bottom(72.5)
    bench.desk.settle()
    bench.settle(lambda: bench.box(name)[0][2] == pytest.approx(72.5, abs=1e-3))
    bench.choose(name)
    bench.desk.turn(10)
    bench.picker.set_bottom(80)
    bench.desk.settle()
    place = bench.desk.place_of(name)
    assert place is not None
    assert place.height == 72.5


def test_a_folder_of_objects_is_one_data_set_each(bench: Bench, tmp_path: Path) -> None:
    folder = tmp_path / "objects"
    folder.mkdir()
    obj(folder)
    obj(folder, "other.obj")
    bench.library.add([folder])
    bench.wait(lambda: len(bench.drawn()) == 2)


def test_an_object_is_picked_and_chosen(bench: Bench, tmp_path: Path) -> None:
    (name,) = bench.add(obj(tmp_path))
    hit = bench.picker.ray(np.array((51.0, 20.2, 500.0)), DOWN)
    assert hit is not None
    assert (hit.kind, hit.dataset) == (HitKind.OBJECT, name)
    assert hit.place[2] == pytest.approx(64, abs=1e-3)
    one = bench.picker.object_of(hit)
    assert one is not None
    assert one.attributes == {"name": "Einzelobjekt block", "measuredHeight": 3.0}
    bench.desk.choose_hit(hit)
    assert bench.desk.chosen == name
    assert bench.moved[-1].dataset == name
    bench.desk.choose_hit(None)
    assert bench.desk.chosen == ""
    bench.desk.set_visible(is_visible=False)
    assert bench.picker.ray(np.array((51.0, 20.2, 500.0)), DOWN) is None
    bench.desk.set_visible(is_visible=True)
    assert bench.picker.ray(np.array((51.0, 20.2, 500.0)), DOWN) is not None


def test_a_click_sets_an_object_down_and_is_kept(bench: Bench, tmp_path: Path) -> None:
    (name,) = bench.add(obj(tmp_path))
    bench.choose(name)
    bench.desk.begin_placing()
    assert bench.hand.is_on
    # It is not in its own way while it is set down.
    assert bench.picker.ray(np.array((51.0, 20.2, 500.0)), DOWN) is None
    press, release = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease
    assert bench.hand.press(mouse(press, (100, 100)))
    assert bench.hand.release(mouse(release, (101, 100)))
    assert not bench.desk.is_placing
    bench.settle(lambda: name in {one.dataset for one in bench.picker.tiles()})
    bench.settle(lambda: bench.box(name)[0][2] == pytest.approx(64, abs=1e-3))
    bench.desk.turn(90)
    bench.desk.scale(2)
    bench.settle(lambda: np.ptp(bench.box(name)[:, 1]) == pytest.approx(8, abs=1e-3))
    low, high = bench.box(name)
    assert high - low == pytest.approx((4, 8, 6), abs=1e-3)
    assert (low[:2] + high[:2]) / 2 == pytest.approx((10, 20), abs=1e-3)
    bench.wait(lambda: bench.library.datasets[0].place is not None)
    bench.wait(lambda: one_of(bench).place == ObjectPlace(413_510, 5_725_520, 64, 90, 2))
    assert one_of(bench).extent == pytest.approx((413_508, 5_725_516, 413_512, 5_725_524))
    assert "Hand" in one_of(bench).reference.note
    bench.close()
    bench.open()
    bench.wait(lambda: bench.drawn() == {name})
    assert bench.desk.place_of(name) == ObjectPlace(413_510, 5_725_520, 64, 90, 2)


def one_of(bench: Bench) -> Dataset:
    return bench.library.datasets[0]


def test_turning_is_clockwise(bench: Bench, tmp_path: Path) -> None:
    points = np.array([(0, 0, 0), (0, 10, 0), (1, 0, 0), (0, 0, 1)], np.float64)
    trimesh.Trimesh(points, [(0, 2, 1), (0, 1, 3), (0, 3, 2), (1, 2, 3)]).export(
        tmp_path / "wedge.obj"
    )
    (name,) = bench.add(tmp_path / "wedge.obj")
    bench.choose(name)
    bench.desk.turn(90)
    bench.settle(lambda: np.ptp(bench.box(name)[:, 0]) == pytest.approx(10, abs=1e-3))
    (tile,) = bench.picker.tiles()
    # What pointed north points east now.
    tip = tile.points[np.argmax(tile.points[:, 0])]
    assert tip[2] == pytest.approx(61, abs=1e-3)
    assert (tile.points[:, 0] > 54).sum() == 1


def test_every_gesture_can_be_undone(bench: Bench, tmp_path: Path) -> None:
    (name,) = bench.add(obj(tmp_path))
    bench.choose(name)
    dropped = bench.desk.place_of(name)
    for degrees in range(10, 60, 10):
        bench.desk.turn(degrees)
        bench.clock.now += 0.1
    bench.clock.now += 5
    bench.desk.turn(77)
    bench.desk.raise_to(70)
    bench.desk.scale(float("nan"))
    bench.desk.undo()
    bench.desk.undo()
    place = bench.desk.place_of(name)
    assert place is not None
    assert (place.heading, place.height) == (50, 61)
    bench.wait(lambda: one_of(bench).place == place)
    bench.desk.undo()
    assert bench.desk.place_of(name) == dropped
    assert not bench.desk.can_undo
    bench.wait(lambda: one_of(bench).place is None)
    bench.desk.undo()


def test_a_removed_object_is_gone(bench: Bench, tmp_path: Path) -> None:
    (name,) = bench.add(obj(tmp_path))
    bench.choose(name)
    bench.desk.turn(5)
    bench.library.remove(name)
    bench.wait(lambda: not bench.desk.ids)
    assert bench.drawn() == frozenset()
    assert bench.picker.tiles() == ()
    assert bench.desk.chosen == ""
    assert not bench.desk.can_undo


def test_the_panel_shows_and_asks(bench: Bench, tmp_path: Path) -> None:
    panel = SingleObjectsPanel()
    bench.qtbot.addWidget(panel)
    bench.desk.serve(panel)
    panel.show()
    assert not panel.placing.isEnabled()
    (name,) = bench.add(obj(tmp_path))
    assert panel.list.count() == 1
    panel.list.setCurrentRow(0)
    assert bench.desk.chosen == name
    assert "vorläufig" in panel.note.text()
    panel.slider.setValue(30)
    assert panel.turn.value() == 30
    panel.factor.setValue(0.5)
    panel.height_box.setValue(66.5)
    place = bench.desk.place_of(name)
    assert place is not None
    assert (place.heading, place.scale, place.height) == (30, 0.5, 66.5)
    assert not panel.note.isVisible()
    panel.placing.click()
    assert "Klicken" in panel.note.text()
    assert bench.hand.key(key(Qt.Key.Key_Escape), is_down=True)
    assert not panel.placing.isChecked()
    panel.undo.click()
    assert panel.height_box.value() == 61


# ---- the hand -----------------------------------------------------------------------------------
def test_a_drag_while_placing_moves_the_camera(bench: Bench) -> None:
    hand, kind = bench.hand, QEvent.Type
    hand.begin()
    assert hand.press(mouse(kind.MouseButtonPress, (10, 10)))
    assert hand.move(mouse(kind.MouseMove, (12, 10)))
    assert not hand.move(mouse(kind.MouseMove, (40, 10)))
    assert bench.under.pressed == 1
    assert not hand.release(mouse(kind.MouseButtonRelease, (40, 10)))
    assert hand.is_on
    right = Qt.MouseButton.RightButton
    assert not hand.press(mouse(kind.MouseButtonPress, (10, 10), right))


def test_the_sky_is_no_place(bench: Bench) -> None:
    bench.clicked = None
    bench.hand.begin()
    bench.hand.press(mouse(QEvent.Type.MouseButtonPress, (10, 10)))
    assert bench.hand.release(mouse(QEvent.Type.MouseButtonRelease, (10, 10)))
    assert bench.hand.is_on
    bench.hand.rest()
    assert not bench.hand.press(mouse(QEvent.Type.MouseButtonPress, (10, 10)))
