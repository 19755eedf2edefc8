"""The view loads nothing before it is seen, says how it is, and tells intents."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QLocale, QPointF, Qt
from pytestqt.qtbot import QtBot

from tests.fakes.twin import (
    FRAME,
    GROUND,
    KEYS,
    FakeStage,
    SmallLibrary,
    key,
    twin_city,
    twin_state,
)
from twin_viewer.analysis.sections import SectionPlane
from twin_viewer.jobs.datasets import Activity, Change
from twin_viewer.model.cities import TileKey
from twin_viewer.model.frames import SceneFrame
from twin_viewer.navigation.pilots import Motion
from twin_viewer.rendering.cameras import looking_at
from twin_viewer.rendering.layers.spheres import Offsets
from twin_viewer.rendering.picking import Hit, HitKind
from twin_viewer.rendering.stage import Stage
from twin_viewer.tools.commands import Command, Tool
from twin_viewer.view import TwinView
from twin_viewer.views.acts import AssetPlace
from twin_viewer.views.conditions import Condition

ONE = KEYS[4:5]


class Bench:
    """A view with a fake stage and a small library."""

    def __init__(self, keys: tuple[TileKey, ...] = ONE, *, has_library: bool = True) -> None:
        self.library = SmallLibrary(keys=keys)
        self.stages: list[FakeStage] = []
        self.city = twin_city()
        self.view = TwinView(self._library if has_library else None, make_stage=self._stage)
        self.view.resize(1000, 700)

    def _stage(self, frame: SceneFrame) -> Stage:
        self.stages.append(FakeStage(frame))
        return self.stages[-1]

    def _library(self, tell: object) -> SmallLibrary:
        self.library.tell = tell  # type: ignore[assignment]  # what the view gives
        return self.library

    def start(self, qtbot: QtBot) -> None:
        """Show the view with a state, its graphics ready and its city loaded."""
        self.view.set_city(self.city)
        self.view.show()
        self.view.show_state(twin_state(self.city))
        qtbot.waitUntil(lambda: self.view.scenery is not None)
        self.stages[-1].started.emit("llvmpipe")
        data = self.view.data
        if data is not None and self.library.keys:
            qtbot.waitUntil(lambda: len(data.loader.tile_ids()) == len(self.library.keys))


def condition(view: TwinView) -> Condition:
    """Return how a view is now."""
    return view.condition


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    """A bench that is closed after the test."""
    QLocale.setDefault(QLocale("de_DE"))
    made = Bench()
    qtbot.addWidget(made.view)
    yield made
    made.view.close_feed()


def test_nothing_is_loaded_before_a_state_is_seen(bench: Bench, qtbot: QtBot) -> None:
    view = bench.view
    view.set_city(bench.city)
    view.show_state(twin_state(bench.city))
    qtbot.wait(30)
    assert not bench.stages
    assert condition(view) is Condition.WAITING
    view.show()
    view.show_state(twin_state(bench.city))
    qtbot.waitUntil(lambda: bool(bench.stages))
    assert condition(view) is Condition.LOADING
    assert "wird geladen" in view.pane.sentence
    assert not view.tools.actions_of[Command.HOME].isEnabled()
    bench.stages[0].started.emit("llvmpipe")
    assert view.condition is Condition.ALIVE
    assert view.tools.actions_of[Command.HOME].isEnabled()
    assert view.pane.sentence == ""


def test_graphics_that_fail_are_explained_and_tried_again(bench: Bench, qtbot: QtBot) -> None:
    bench.start(qtbot)
    bench.stages[0].failed.emit("no OpenGL 3.2")
    view = bench.view
    assert condition(view) is Condition.FAILED
    assert "no OpenGL 3.2" in view.pane.sentence
    assert bench.stages[0].is_closed
    view.show_state(twin_state(bench.city, 1.0))
    qtbot.wait(30)
    assert len(bench.stages) == 1
    view.pane.again_requested.emit()
    assert len(bench.stages) == 2
    assert condition(view) is Condition.LOADING


def test_without_data_there_is_a_sentence_and_a_way(qtbot: QtBot) -> None:
    bench = Bench(keys=())
    qtbot.addWidget(bench.view)
    bench.start(qtbot)
    assert bench.view.condition is Condition.EMPTY
    assert "noch keine Daten" in bench.view.pane.sentence
    bench.library.activity = Activity("Dateien werden erkannt", 0.25)
    bench.library.tell(Change(activity=True))
    qtbot.waitUntil(lambda: bench.view.condition is Condition.ALIVE)
    assert bench.view.pane.notice == "Dateien werden erkannt · 25\u202f%"
    bench.view.close_feed()
    assert bench.library.is_closed


def test_a_click_on_a_device_selects_it_and_a_building_is_told(bench: Bench, qtbot: QtBot) -> None:
    bench.start(qtbot)
    scenery = bench.view.scenery
    assert scenery is not None
    ids, places = scenery.live.drawn()
    scenery.stage.set_camera(looking_at(places[0], 150.0, 0.0, -60.0))
    width, height = scenery.pilot.size
    at = QPointF(width / 2, height / 2)
    with qtbot.waitSignal(bench.view.points_selected) as caught:
        scenery.pilot.clicked.emit(at, Qt.KeyboardModifier.NoModifier)
    assert caught.args is not None
    assert set(caught.args[0]) == set(scenery.pointing.points_of(ids[0]))
    tile = scenery.picker.tiles()[0]
    corner = tile.points[tile.triangles[8 + 0]].mean(axis=0).astype(np.float64)
    hit = Hit(HitKind.BUILDING, tile.objects[0].id, corner, 10.0, tile.key, 0, "stadt", 0)
    with qtbot.waitSignal(bench.view.object_chosen) as caught:
        scenery.pointing.choose(hit)
    assert caught.args is not None
    assert caught.args[0][0].id == tile.objects[0].id
    data = bench.view.data
    assert data is not None
    qtbot.waitUntil(lambda: bool(data.object_of(hit).attributes))  # type: ignore[union-attr]  # it was hit
    card = data.card_of(hit, "Europe/Berlin")
    assert card is not None
    assert card.title == "Musterstraße 1"


def test_selection_comes_back_and_the_camera_follows_when_asked(bench: Bench, qtbot: QtBot) -> None:
    bench.start(qtbot)
    scenery = bench.view.scenery
    assert scenery is not None
    point = str(bench.city.points[3].id)
    before = scenery.stage.camera
    bench.view.show_selection([point])
    assert scenery.stage.camera == before
    assert bench.view.tools.actions_of[Command.SELECTION].isEnabled()
    scenery.stage.set_camera(looking_at(np.array((3000.0, 3000.0, GROUND)), 100.0, 0.0, -60.0))
    bench.view.acts.set_following(is_following=True)
    qtbot.waitUntil(lambda: not scenery.pilot.flights.is_flying, timeout=3000)
    assert scenery.is_in_sight([point])


def test_the_past_is_said(bench: Bench, qtbot: QtBot) -> None:
    bench.start(qtbot)
    bench.view.show_state(replace(twin_state(bench.city), is_live=False))
    assert bench.view.readout.bar.time_note.text().startswith("Nicht LIVE: ")
    assert bench.view.camera_bookmark()["time_us"] is not None


def test_the_menu_offers_what_can_be_done_there(bench: Bench, qtbot: QtBot) -> None:
    bench.start(qtbot)
    scenery, acts = bench.view.scenery, bench.view.acts
    assert scenery is not None
    ids, places = scenery.live.drawn()
    device = acts.acts_at(Hit(HitKind.SENSOR, ids[0], places[0], 10.0))
    assert device.why is not None
    assert device.trend is not None
    assert device.panorama is None
    with qtbot.waitSignal(bench.view.why_requested):
        device.why()
    ground = acts.acts_at(Hit(HitKind.TERRAIN, "", np.array((10.0, 20.0, 60.0)), 10.0))
    assert ground.why is None
    assert len(ground.copy_texts) == 2
    assert all("m ü. NHN" in text for text in ground.copy_texts)
    with qtbot.waitSignal(bench.view.asset_requested) as caught:
        assert ground.asset is not None
        ground.asset()
    assert caught.args is not None
    placed = caught.args[0]
    assert isinstance(placed, AssetPlace)
    assert placed.spot.height == pytest.approx(60.0)
    ground.measure()  # type: ignore[misc]  # it can be measured everywhere
    assert scenery.pointing.sketches.tool is Tool.DISTANCE
    assert acts.acts_at(None).closer is None


def test_layers_sun_section_and_colours_reach_the_scene(bench: Bench, qtbot: QtBot) -> None:
    view = bench.view
    bench.start(qtbot)
    scenery, data = view.scenery, view.data
    assert scenery is not None
    assert data is not None
    told: list[str] = []
    view.changed.connect(lambda: told.append("changed"))
    view.set_layer_visible("buildings", False)
    view.set_layer_opacity("cloud", 0.5)
    assert not view.camera_bookmark()["layers"]["buildings"]
    view.set_sun(1_750_000_000_000_000)
    assert view.tools.actions_of[Command.SUN].isChecked()
    view.set_section(SectionPlane((float(FRAME.east), float(FRAME.north), 60.0), (0.0, 1.0, 0.0)))
    assert view.tools.actions_of[Command.SECTION].isChecked()
    assert len(scenery.live.chips.cuts) == 1
    view.set_section(None)
    view.color_by("function")
    qtbot.waitUntil(lambda: bool(data.colours.legend()))
    assert "Wohnhaus" in data.colours.legend()[0].name.de
    view.sights.choose("value:noise.laeq")
    assert data.colours.attribute == ""
    assert scenery.live.value == "noise.laeq"
    assert told


def test_what_buildings_can_be_coloured_by_is_learned_from_them(bench: Bench, qtbot: QtBot) -> None:
    bench.start(qtbot)
    data = bench.view.data
    assert data is not None
    qtbot.waitUntil(lambda: "roofType" not in data.colours.attributes)
    assert data.colours.attributes == ("function", "measuredHeight", "yearOfConstruction")
    choices, chosen = bench.view.sights.choices()
    assert chosen == "neutral"
    assert ("yearOfConstruction", "Baujahr") in choices


def test_changes_are_compared_once_somebody_wants_to_see_them(bench: Bench, qtbot: QtBot) -> None:
    bench.start(qtbot)
    with qtbot.waitSignal(bench.view.message_requested) as caught:
        bench.view.set_layer_visible("changes", True)
    assert caught.args is not None
    assert "zwei Laserscans" in caught.args[0]
    assert not bench.library.compared


def test_a_view_is_remembered(bench: Bench, qtbot: QtBot) -> None:
    bench.start(qtbot)
    view, scenery = bench.view, bench.view.scenery
    assert scenery is not None
    wanted = looking_at(np.array((100.0, 200.0, GROUND)), 300.0, 40.0, -35.0)
    scenery.stage.set_camera(wanted)
    view.layers.set_visible("labels", is_visible=False)
    view.open_panel()
    scenery.panorama.offsets_changed.emit("fahrt", Offsets(1.5, 0.0, -0.25))
    saved = view.save_state()
    other = Bench()
    qtbot.addWidget(other.view)
    other.view.restore_state(saved)
    other.start(qtbot)
    again = other.view.scenery
    assert again is not None
    assert again.stage.camera.position == pytest.approx(wanted.position, abs=0.01)
    assert not other.view.layers.is_visible("labels")
    assert other.view.has_panel
    assert other.view.staging.offsets == {"fahrt": Offsets(1.5, 0.0, -0.25)}
    other.view.restore_state({"camera": {"east": "x"}, "layers": [1], "sights": 3, "panel": 2})
    other.view.close_feed()


def test_tools_motions_and_keys(bench: Bench, qtbot: QtBot) -> None:
    bench.start(qtbot)
    view, scenery = bench.view, bench.view.scenery
    assert scenery is not None
    view.set_tool(Tool.AREA)
    assert view.tools.actions_of[Command.AREA].isChecked()
    assert view.readout.bar.measure.text()
    scenery.canvas.keyPressEvent(key(Qt.Key.Key_Escape))
    assert view.tools.actions_of[Command.POINT].isChecked()
    view.set_motion(Motion.FLY)
    assert view.tools.actions_of[Command.FLY].isChecked()
    scenery.canvas.keyPressEvent(key(Qt.Key.Key_Escape))
    assert scenery.pilot.motion is Motion.ORBIT


def test_files_can_be_dropped_and_added(bench: Bench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bench.view.files_dropped) as caught:
        bench.view.pane.files_dropped.emit([Path("stadt")])
    assert caught.args == [[Path("stadt")]]


def test_another_language_and_hiding_break_nothing(bench: Bench, qtbot: QtBot) -> None:
    bench.start(qtbot)
    bench.view.retranslate()
    bench.view.changeEvent(QEvent(QEvent.Type.LanguageChange))
    bench.view.hide()
    bench.view.show()
    assert bench.view.condition is Condition.ALIVE


def test_devices_alone_are_a_view_too(qtbot: QtBot) -> None:
    bench = Bench(has_library=False)
    qtbot.addWidget(bench.view)
    bench.start(qtbot)
    assert bench.view.condition is Condition.ALIVE
    assert bench.view.scenery is not None
    assert bench.view.scenery.live.drawn()[0]
    bench.view.close_feed()


def test_the_whole_view_draws_a_city(qtbot: QtBot) -> None:
    """With real graphics: a tile and devices come into sight, and nothing is left running."""
    city = twin_city()
    view = TwinView(lambda tell: SmallLibrary(tell, ONE))
    qtbot.addWidget(view)
    view.resize(640, 480)
    view.set_city(city)
    view.show()
    view.show_state(twin_state(city))
    qtbot.waitUntil(lambda: view.condition is Condition.ALIVE, timeout=30_000)
    scenery = view.scenery
    assert scenery is not None
    qtbot.waitUntil(lambda: bool(scenery.picker.tiles()), timeout=20_000)
    scenery.stage.set_camera(looking_at(np.array((0.0, 0.0, GROUND)), 400.0, 20.0, -40.0))
    count = scenery.stage.pictures
    qtbot.waitUntil(lambda: scenery.stage.pictures > count, timeout=20_000)
    picture = view.pictures.picture()
    assert picture is not None
    image = picture.image
    shades = {
        image.pixel(x, y) for x in range(0, image.width(), 9) for y in range(0, image.height(), 9)
    }
    assert len(shades) > 8
    view.close_feed()
