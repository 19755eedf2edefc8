"""The panels are filled from the view, and do in it what a person asks for."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from tests.fakes.clocks import START_US
from tests.fakes.twin import FRAME, GROUND, KEYS, FakeStage, SmallLibrary, dataset, twin_city
from tests.fakes.twin import twin_state as state_of
from twin_viewer.analysis.sections import SectionBox, SectionPlane
from twin_viewer.jobs.datasets import Activity, DatasetKind
from twin_viewer.model.cities import CityObject
from twin_viewer.model.frames import Doubles
from twin_viewer.panels.layers import TwinLayersPanel
from twin_viewer.panels.light import Cut
from twin_viewer.rendering.cameras import looking_at
from twin_viewer.rendering.picking import Hit, HitKind
from twin_viewer.tools.commands import Command, Tool
from twin_viewer.view import TwinView
from twin_viewer.views.panels import TwinPanels

WAIT_MS = 60_000


class Bench:
    """A view with panels, drawn by nothing."""

    def __init__(self, qtbot: QtBot) -> None:
        self.bot = qtbot
        self.library = SmallLibrary(keys=KEYS[4:5])
        self.view = TwinView(lambda _: self.library, make_stage=FakeStage)
        qtbot.addWidget(self.view)
        self.view.resize(1_000, 700)
        self.panels = TwinPanels(self.view, self.view)
        self.view.changed.connect(self.panels.refill_soon)

    def start(self) -> None:
        """Bring a city into the scene."""
        city = twin_city()
        self.view.set_city(city)
        self.view.show()
        self.view.show_state(state_of(city))
        self.until(lambda: self.view.data is not None and self.view.data.is_complete)
        self.stage.set_camera(looking_at(np.array((0.0, 0.0, GROUND)), 500.0, 0.0, -60.0))

    @property
    def stage(self) -> FakeStage:
        """What would draw."""
        assert self.view.scenery is not None
        assert isinstance(self.view.scenery.stage, FakeStage)
        return self.view.scenery.stage

    def until(self, is_so: object) -> None:
        """Let the view work until something is so."""
        assert callable(is_so)
        self.bot.waitUntil(lambda: bool(is_so()), timeout=WAIT_MS)

    def close(self) -> None:
        """End all that runs."""
        self.panels.close()
        self.view.close_feed()


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    made = Bench(qtbot)
    yield made
    made.close()


def lacks(panel: TwinLayersPanel) -> dict[str, str]:
    """Return why there is nothing of some layers."""
    return {one.id: one.lack for one in panel._layers if one.lack}


def test_layers_say_what_there_are_no_data_for(bench: Bench) -> None:
    bench.panels.show_data([dataset()], None)
    bench.panels.refill()
    assert {"cloud", "terrain", "ortho", "panoramas"} <= lacks(bench.panels.layers).keys()
    assert not {"buildings", "sensors", "labels"} & lacks(bench.panels.layers).keys()
    scan = dataset(id="scan", kind=DatasetKind.CLOUD)
    bench.panels.show_data([dataset(is_visible=False), scan], Activity("Dateien", 0.5))
    bench.panels.refill()
    assert "buildings" in lacks(bench.panels.layers)
    assert "cloud" not in lacks(bench.panels.layers)
    assert bench.panels.data.bar.value() == 500


def test_what_is_switched_in_the_panel_is_switched_in_the_view(bench: Bench) -> None:
    bench.start()
    view, layers = bench.view, bench.panels.layers
    layers.visible_changed.emit("labels", False)
    layers.opacity_changed.emit("buildings", 40)
    assert not view.layers.is_visible("labels")
    assert view.layers.opacity("buildings") == pytest.approx(0.4)
    layers.attribute_requested.emit("function")
    assert view.sights.choice == "function"
    layers.cloud_mode_requested.emit("height")
    assert view.sights.cloud_mode == "height"
    bench.panels.object.color_requested.emit("measuredHeight")
    assert view.sights.choice == "measuredHeight"


def test_what_is_switched_in_the_view_is_seen_in_the_panel(bench: Bench) -> None:
    def shown() -> set[str]:
        return {one.id for one in bench.panels.layers._layers if one.is_visible}

    assert "labels" in shown()
    bench.view.set_layer_visible("labels", False)
    bench.until(lambda: "labels" not in shown())


def test_buttons_of_the_lists_reach_the_view(bench: Bench) -> None:
    bench.start()
    with bench.bot.waitSignal(bench.view.bookmark_saved):
        bench.panels.bookmarks.add_requested.emit()
    bench.panels.assets.add_requested.emit()
    assert bench.view.scenery is not None
    assert bench.view.scenery.pointing.sketches.tool is Tool.ASSET


def test_a_panel_is_brought_into_sight(bench: Bench) -> None:
    bench.panels.open(bench.panels.light)
    assert bench.view.has_panel
    assert bench.view.panel.currentWidget() is bench.panels.light


def test_the_sun_of_a_moment_is_told(bench: Bench) -> None:
    light = bench.panels.light
    light.sun_requested.emit(START_US)  # nothing is seen yet
    bench.start()
    light.sun_requested.emit(START_US)
    assert bench.view.tools.actions_of[Command.SUN].isChecked()
    told = light.standing.text()
    assert any(sign.isdigit() for sign in told)
    light.sun_requested.emit(None)
    assert not bench.view.tools.actions_of[Command.SUN].isChecked()
    assert light.standing.text() != told


def test_cuts_are_made_through_what_is_in_the_middle(bench: Bench) -> None:
    cut, sights = bench.panels.light.cut_requested, bench.view.sights
    cut.emit(Cut("level"))  # nothing is seen yet
    assert sights.section is None
    bench.start()
    middle = np.array((FRAME.east, FRAME.north, GROUND))
    up, aside = np.array((0.0, 0.0, 1.0)), np.array((300.0, 0.0, 0.0))
    inside, above, east, west = middle + 5 * up, middle + 100 * up, middle + aside, middle - aside

    def section() -> object:
        return sights.section

    def kept(*places: Doubles) -> list[bool]:
        found = section()
        assert isinstance(found, SectionBox | SectionPlane)
        return list(found.contains(np.array(places)).tolist())

    cut.emit(Cut("level", place=0.25))
    assert kept(inside, above) == [True, False]
    cut.emit(Cut("plane", turn=90, place=0.5))
    assert kept(east, west) == [True, False]
    cut.emit(Cut("box", place=0.1))
    assert kept(inside, east, west) == [True, False, False]
    cut.emit(Cut("none"))
    assert section() is None


def test_a_building_is_shown_with_its_own_facts_devices_and_things(bench: Bench) -> None:
    bench.start()
    scenery = bench.view.scenery
    assert scenery is not None
    ids, places = scenery.live.drawn()
    one = CityObject("h1", "Building", "", {"name": "Rathaus", "function": "Amt", "kWh": 9.0})
    hit = Hit(HitKind.BUILDING, "h1", places[0], 10.0, KEYS[4], 0, "stadt", 0)
    bench.panels.show_data([dataset()], None)
    bench.panels.show_object(one, hit, {"kWh": 81.5}, ())
    sheet = bench.panels.object._facts
    assert sheet is not None
    assert (sheet.title, sheet.origin) == ("Rathaus", "Musterstadt (simuliert)")
    assert (dict(sheet.attributes), dict(sheet.own)) == ({"function": "Amt"}, {"kWh": 81.5})
    near = {str(point.id) for point in scenery.live.model.points_of(ids[0])}
    assert near <= {name for name, _ in sheet.points}
    bench.panels.show_object(None, None, {}, ())
    assert bench.panels.object._facts is None


def test_titles_follow_the_language_and_nothing_runs_after_the_end(bench: Bench) -> None:
    panel = bench.view.panel
    bench.view.name_panel(bench.panels.data, "Data")
    assert panel.tabToolTip(1) == "Data"
    QCoreApplication.sendEvent(bench.view, QEvent(QEvent.Type.LanguageChange))
    assert panel.tabToolTip(1) == "Daten"
    bench.panels.refill_soon()
    bench.panels.close()
    bench.view.set_layer_visible("labels", False)
    bench.panels.refill_soon()
    assert not bench.panels._later.isActive()
