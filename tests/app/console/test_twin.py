"""The twin among the other views of the console: ways, buses, what is remembered, its end."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.console.drills import DrillRecorder
from app.console.maps import MAP
from app.console.workspaces import ALARME, ANBINDUNG, LAGE, SCHICHT, VERLAEUFE, ZWILLING
from app.domain.drills import DrillActionKind
from app.link.messages import AlarmsChanged
from tests.fakes.city import make_alarm
from tests.fakes.console import NOW, SECOND
from tests.fakes.console_maps import is_in_front, lage, texts
from tests.fakes.console_twin import (
    TwinSetting,
    device_rows,
    dropped,
    house,
    page_of,
    panels_of,
    stage_of,
)
from tests.fakes.twin import GROUND, SmallLibrary
from tests.fakes.waiting import wait_for
from twin_viewer.model.cities import BuildingTile, TileKey
from twin_viewer.rendering.cameras import looking_at
from twin_viewer.views.conditions import Condition

WORDS_OF_NONE = "Bitte zuerst einen Alarm oder einen Datenpunkt auswählen."
AWAY = looking_at(np.array((9_000.0, 9_000.0, GROUND)), 100.0, 0.0, -60.0)


@pytest.fixture
def setting(qtbot: QtBot) -> Iterator[TwinSetting]:
    setting = TwinSetting(qtbot)
    yield setting
    setting.close()


# ---- ways to the twin ----------------------------------------------------------------------------


@pytest.mark.parametrize("workspace", [LAGE, ALARME, VERLAEUFE, ANBINDUNG, SCHICHT])
def test_f5_leads_from_everywhere_to_the_selection_in_the_twin(
    setting: TwinSetting, workspace: str
) -> None:
    console = setting.live(workspace=workspace)
    console.selection.select([setting.point()])
    setting.press(console, Qt.Key.Key_F5)
    assert console.window.workspace == ZWILLING
    view = page_of(console).twin
    assert view.isVisible()
    assert view.acts.selected == [setting.point()]


def test_f5_flies_to_what_is_selected(setting: TwinSetting) -> None:
    console = setting.live()
    view = setting.seen(console)
    assert view.scenery is not None
    stage_of(view).set_camera(AWAY)
    console.window.open_workspace(LAGE)
    console.selection.select([setting.point()])
    setting.press(console, Qt.Key.Key_F5)
    scenery = view.scenery
    setting.until(lambda: not scenery.pilot.flights.is_flying)
    assert scenery.is_in_sight([setting.point()])
    assert list(scenery.live.model.device_rows([])) == []
    assert device_rows(view, setting.point())


def test_f5_without_a_selection_opens_the_twin_and_asks_for_one(setting: TwinSetting) -> None:
    console = setting.live(workspace=ALARME)
    setting.press(console, Qt.Key.Key_F5)
    assert console.window.workspace == ZWILLING
    assert WORDS_OF_NONE in texts(console)


def test_f5_on_points_without_a_place_says_so(setting: TwinSetting) -> None:
    points = tuple(replace(point, location=None) for point in setting.city.points)
    setting.city = replace(setting.city, points=points)
    console = setting.live()
    setting.seen(console)
    console.selection.select([setting.point()])
    setting.press(console, Qt.Key.Key_F5)
    assert "Von dieser Auswahl ist kein Ort bekannt." in texts(console)


def test_lists_inspectors_and_why_card_lead_to_the_twin(setting: TwinSetting) -> None:
    console = setting.live(workspace=ALARME)
    page: Any = console.window.pages[ALARME]
    console.window.open_workspace(LAGE)
    overview = lage(console)
    for workspace, view in (
        (ALARME, page.alarms),
        (ALARME, page.why),
        (LAGE, overview.inspector),
        (LAGE, overview.alarms),
        (LAGE, overview.why),
    ):
        console.window.open_workspace(workspace)
        console.selection.select([])
        view.twin_requested.emit([setting.point()])
        assert console.window.workspace == ZWILLING
        assert console.selection.point_ids == [setting.point()]


def test_the_alarm_chosen_in_the_list_is_what_f5_shows(setting: TwinSetting) -> None:
    console = setting.live(workspace=ALARME)
    rule = setting.city.rules[0]
    setting.link.say(AlarmsChanged({rule.id: make_alarm()}, is_whole=True))
    page: Any = console.window.pages[ALARME]
    setting.until(lambda: page.alarms.model.rowCount() == 1)
    page.show_alarm(str(rule.id))
    setting.activate(console)
    QTest.keyClick(page.alarms.table, Qt.Key.Key_F5)
    assert console.selection.point_ids == [str(rule.point)]
    assert page_of(console).twin.acts.selected == [str(rule.point)]


def test_the_palette_has_the_twin(setting: TwinSetting) -> None:
    console = setting.live()
    console.selection.select([setting.point()])
    actions = {action.text(): action for action in console.commands.book.all()}
    actions["Auswahl im Zwilling zeigen"].trigger()
    assert console.window.workspace == ZWILLING


def test_a_drill_notes_the_twin_as_a_place(setting: TwinSetting) -> None:
    console = setting.live()
    recorder = DrillRecorder(console, setting.link, setting.clock)  # type: ignore[arg-type]  # a link as good
    console.selection.select([setting.point()])
    setting.press(console, Qt.Key.Key_F5)
    kinds = [action.kind for action in recorder.actions]
    assert kinds.count(DrillActionKind.PLACE) == 1


def test_the_twin_leads_to_map_trends_and_why(setting: TwinSetting) -> None:
    console = setting.live()
    view = setting.seen(console)
    view.map_requested.emit([setting.point()])
    assert is_in_front(console, MAP)
    console.window.open_workspace(ZWILLING)
    view.trend_requested.emit([setting.point()])
    assert console.window.workspace == VERLAEUFE
    console.window.open_workspace(ZWILLING)
    view.why_requested.emit(setting.point())
    assert page_of(console).why.isVisible()
    setting.until(lambda: page_of(console).why._points() == [setting.point()])


# ---- buses ---------------------------------------------------------------------------------------


def test_selection_goes_both_ways(setting: TwinSetting) -> None:
    console = setting.live()
    view = setting.seen(console)
    console.selection.select([setting.point(5)])
    assert view.acts.selected == [setting.point(5)]
    view.points_selected.emit([setting.point(7)])
    assert console.selection.point_ids == [setting.point(7)]
    assert page_of(console).inspector.isVisible()
    panels_of(console).object.points_selected.emit([setting.point(9)])
    assert console.selection.point_ids == [setting.point(9)]


def test_the_twin_has_the_state_of_the_time_bus(setting: TwinSetting) -> None:
    console = setting.live()
    view = setting.seen(console)
    note = view.readout.bar.time_note
    assert note.text() == ""
    console.time_bus.pin(NOW - 60 * SECOND)
    setting.until(lambda: note.text().startswith("Nicht LIVE: "))
    console.time_bus.go_live()
    setting.until(lambda: note.text() == "")


def test_an_alarm_hangs_over_its_device(setting: TwinSetting) -> None:
    console = setting.live()
    view = setting.seen(console)
    assert view.scenery is not None
    live, rect = view.scenery.live, view.scenery.canvas.rect()
    rule = setting.city.rules[0]
    (place,) = live.places_of_points([str(rule.point)])
    live.chips.camera = looking_at(place, 200.0, 0.0, -60.0)
    assert not live.chips.boxes(rect)
    setting.link.say(AlarmsChanged({rule.id: make_alarm()}, is_whole=True))
    setting.until(lambda: live.chips.boxes(rect))
    middle = live.chips.boxes(rect)[0].center()
    device = live.chips.at(middle.x(), middle.y())
    assert str(rule.point) in view.scenery.pointing.points_of(device)


def test_a_console_whose_stage_draws_nothing_loads_no_graphics() -> None:
    program = (
        "import sys; import app.console.pages, twin_viewer.views.panels, tests.fakes.console_twin; "
        "print(sorted({name.partition('.')[0] for name in sys.modules} & set(sys.argv[1:])))"
    )
    heavy = ("vtk", "vtkmodules", "pyvista", "rasterio", "laspy", "lxml", "trimesh", "pye57")
    answer = subprocess.run(
        [sys.executable, "-c", program, *heavy],
        cwd=Path(__file__).parents[3],
        check=True,
        capture_output=True,
        text=True,
    )
    assert answer.stdout.strip() == "[]"


# ---- language, memory, end -----------------------------------------------------------------------


def test_another_language_reaches_all_of_the_twin(setting: TwinSetting) -> None:
    console = setting.live()
    view = setting.seen(console)
    panels = panels_of(console)
    view.open_panel()

    def words() -> tuple[str, ...]:
        tabs = [view.panel.tabToolTip(at) for at in range(view.panel.count())]
        return (*tabs, panels.data.add.text(), page_of(console).dock("twin").windowTitle())

    german = words()
    console.use_language("en")
    setting.until(lambda: not set(words()) & set(german))
    assert all(words())
    console.use_language("de")
    setting.until(lambda: words() == german)


def test_a_view_is_remembered_over_a_restart(setting: TwinSetting) -> None:
    console = setting.live()
    view = setting.seen(console)
    wanted = looking_at(np.array((100.0, 200.0, GROUND)), 300.0, 40.0, -35.0)
    stage_of(view).set_camera(wanted)
    view.set_layer_visible("labels", False)
    view.open_panel()
    console.close()
    again = setting.live()
    assert again.window.workspace == ZWILLING
    other = setting.seen(again)
    camera = stage_of(other).camera
    assert camera.position == pytest.approx(wanted.position, abs=0.01)
    assert (camera.heading, camera.pitch) == pytest.approx((40.0, -35.0))
    assert not other.layers.is_visible("labels")
    assert other.has_panel


def test_a_page_that_is_built_anew_has_a_library_of_its_own(
    setting: TwinSetting, tmp_path: Path
) -> None:
    console = setting.live()
    before = setting.seen(console)
    old = panels_of(console)
    console.selection.select([setting.point()])
    console.reset_layout()
    assert setting.libraries[0].is_closed
    page_of(console).twin.pane.dropEvent(dropped(tmp_path))
    after = setting.seen(console)
    assert after is not before
    assert len(setting.libraries) == 2
    assert panels_of(console) is not old
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert [one.id for one in panels_of(console).data.rows.datasets] == ["stadt"]
    panels_of(console).data.cancel_requested.emit("stadt")
    assert setting.library.asked == [("cancel", "stadt")]
    assert setting.library.added == [tmp_path]
    assert after.acts.selected == [setting.point()]


class SlowLibrary(SmallLibrary):
    """A library whose reading takes as long as the console is there."""

    def __init__(self, tell: Any) -> None:
        super().__init__(tell)
        self.is_reading = threading.Event()
        self.is_over: Callable[[], bool] = lambda: False

    @override
    def read_tile(self, key: TileKey, *, with_attributes: bool = False) -> BuildingTile | None:
        self.is_reading.set()
        wait_for(self.is_over, 60.0)
        return super().read_tile(key, with_attributes=with_attributes)


def test_the_console_closes_while_the_library_reads(setting: TwinSetting) -> None:
    made: list[SlowLibrary] = []

    def open_slow(tell: Any) -> SlowLibrary:
        made.append(SlowLibrary(tell))
        made[-1].is_over = lambda: console._is_ended
        return made[-1]

    setting.open_library = open_slow
    console = setting.live()
    console.window.open_workspace(ZWILLING)
    setting.until(lambda: made and made[0].is_reading.is_set())
    stage = stage_of(page_of(console).twin)
    console.close()
    assert made[0].is_closed
    assert stage.is_closed
    assert page_of(console).twin.scenery is None


def test_graphics_that_fail_leave_the_rest_of_the_page(setting: TwinSetting) -> None:
    console = setting.live()
    view = setting.seen(console)
    stage_of(view).failed.emit("no OpenGL 3.2")
    assert view.condition is Condition.FAILED
    console.selection.select([setting.point()])
    setting.press(console, Qt.Key.Key_F5)
    assert page_of(console).inspector.isVisible()
    view.bookmark_saved.emit(view.camera_bookmark())
    assert len(setting.twin.bookmarks()) == 1  # of where the camera stood last


def test_a_house_that_is_chosen_is_known_in_the_panel(setting: TwinSetting) -> None:
    console = setting.live()
    view = setting.seen(console)
    assert view.scenery is not None
    card = panels_of(console).object
    name, hit = house(view, 3)
    view.scenery.pointing.choose(hit)
    setting.until(lambda: card.title.text() == "Musterstraße 4")
    card.copy()
    assert name in {row.text(1) for row in card._all()}
    view.scenery.pointing.choose(None)


def test_the_first_f5_flies_too(setting: TwinSetting) -> None:
    console = setting.live()
    console.selection.select([setting.point()])
    setting.press(console, Qt.Key.Key_F5)
    view = setting.seen(console)
    scenery = view.scenery
    assert scenery is not None
    setting.until(lambda: not scenery.pilot.flights.is_flying)
    (place,) = scenery.live.places_of_points([setting.point()])
    assert float(np.linalg.norm(stage_of(view).camera.position - place)) < 400.0
