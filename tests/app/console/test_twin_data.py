"""The data of the twin: what a person asks for reaches the library, what it has is shown."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.console.maps import MAP
from app.console.workspaces import ZWILLING
from tests.fakes.console import NOW
from tests.fakes.console_maps import alive, is_in_front, texts
from tests.fakes.console_twin import (
    TwinSetting,
    dropped,
    page_of,
    panels_of,
    stage_of,
)
from tests.fakes.twin import FRAME, GROUND, SmallLibrary, dataset
from twin_viewer.jobs.datasets import Activity, Change, DatasetState
from twin_viewer.jobs.messages import Generation
from twin_viewer.model.faults import Fault
from twin_viewer.views.conditions import Condition

WORDS_OF_REPLAY = "Hier ist eine Aufzeichnung zu sehen; sie nimmt keine Daten auf."


@pytest.fixture
def setting(qtbot: QtBot) -> Iterator[TwinSetting]:
    setting = TwinSetting(qtbot)
    yield setting
    setting.close()


@pytest.fixture
def first(qtbot: QtBot, tmp_path: Path) -> Iterator[TwinSetting]:
    """The first start with a profile that has a base map, and a library of nothing."""
    setting = TwinSetting(qtbot, tmp_path, ())
    yield setting
    setting.close()


def generated(setting: TwinSetting) -> list[Generation]:
    return [
        one[1]
        for library in setting.libraries
        for one in library.asked
        if isinstance(one[1], Generation)
    ]


# ---- data ----------------------------------------------------------------------------------------


def test_what_is_asked_of_data_reaches_the_library(setting: TwinSetting) -> None:
    console = setting.live()
    setting.seen(console)
    data = panels_of(console).data
    data.visible_changed.emit("stadt", False)
    data.cancel_requested.emit("stadt")
    data.resume_requested.emit("stadt")
    data.described.emit("stadt", "licence", "CC BY 4.0")
    data.remove_requested.emit("stadt")
    assert setting.library.asked == [
        ("visible", "stadt", False),
        ("cancel", "stadt"),
        ("resume", "stadt"),
        ("describe", "stadt", {"licence": "CC BY 4.0"}),
        ("remove", "stadt"),
    ]


def test_the_panel_follows_the_library(setting: TwinSetting) -> None:
    console = setting.live()
    setting.seen(console)
    rows = panels_of(console).data.rows
    assert [one.id for one in rows.datasets] == ["stadt"]
    assert [one.id for one in console.twin.datasets] == ["stadt"]
    scan = dataset(id="scan", name="Scan", state=DatasetState.READING, progress=0.4)
    setting.tell(dataset(), scan)
    setting.until(lambda: [one.id for one in rows.datasets] == ["stadt", "scan"])
    setting.library.activity = Activity("3 Dateien werden angesehen", 0.3)
    setting.library.tell(Change(activity=True))
    setting.until(lambda: panels_of(console).data.bar.value() == 300)


def test_files_dropped_on_scene_and_panel_are_taken_up(
    setting: TwinSetting, tmp_path: Path
) -> None:
    console = setting.live()
    view = setting.seen(console)
    panels = panels_of(console)
    assert view.panel.isHidden()
    view.pane.dropEvent(dropped(tmp_path / "a.gml"))
    assert not view.panel.isHidden()
    assert view.panel.currentWidget() is panels.data
    panels.data.dropEvent(dropped(tmp_path / "b.laz", tmp_path))
    assert setting.library.added == [tmp_path / "a.gml", tmp_path / "b.laz", tmp_path]


def test_files_come_from_dialogs_too(
    setting: TwinSetting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [([str(tmp_path / "a.gml")], ""), ([], "")]
    folders = [str(tmp_path), ""]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: answers.pop(0))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: folders.pop(0))
    console = setting.live()
    setting.seen(console)
    data = panels_of(console).data
    for _ in range(2):
        data.add_requested.emit()
        data.folder_requested.emit()
    assert setting.library.added == [tmp_path / "a.gml", tmp_path]
    assert not answers
    assert not folders


def test_files_that_come_before_the_library_wait_for_it(
    setting: TwinSetting, tmp_path: Path
) -> None:
    console = setting.started(workspace=ZWILLING)  # no state, so nothing is loaded
    page_of(console).twin.pane.dropEvent(dropped(tmp_path / "a.gml"))
    assert not setting.libraries
    setting.link.connect(setting.city)
    setting.link.deliver(setting.city, 42.0, NOW)
    setting.until(lambda: setting.libraries)
    assert setting.library.added == [tmp_path / "a.gml"]


def test_files_that_are_refused_are_said_once(setting: TwinSetting) -> None:
    console = setting.live()
    setting.seen(console)
    setting.library.rejected = (Fault("a.txt", "", "Das Format ist nicht bekannt."),)
    sentence = "a.txt: Das Format ist nicht bekannt."
    for progress in (0.2, 0.4):
        setting.library.activity = Activity("Dateien werden angesehen", progress)
        setting.library.tell(Change(activity=True))
        setting.until(
            lambda: panels_of(console).data.bar.value() == round(progress * 1000)  # noqa: B023 - asked at once
        )
    assert texts(console).count(sentence) == 1
    setting.library.rejected = ()
    setting.library.tell(Change(activity=True))
    setting.until(console.window.notices.isHidden)


def test_a_data_set_is_flown_to_and_its_extent_drawn_on_the_map(setting: TwinSetting) -> None:
    console = setting.live()
    canvas = alive(console)
    view = setting.seen(console)
    assert view.scenery is not None
    east, north = FRAME.east + 3_000.0, FRAME.north + 3_000.0
    setting.tell(dataset(extent=(east, north, east + 500.0, north + 300.0)))
    setting.until(lambda: panels_of(console).data.rows.datasets[0].extent is not None)
    panels_of(console).data.show_requested.emit("stadt")
    pilot = view.scenery.pilot
    setting.until(lambda: not pilot.flights.is_flying)
    middle = np.array([[3_250.0, 3_150.0, GROUND]])
    seen = stage_of(view).camera.project(middle, *pilot.size)
    assert 0 < seen[0, 0] < pilot.size[0]
    panels_of(console).data.extent_requested.emit("stadt")
    assert is_in_front(console, MAP)
    setting.until(lambda: canvas.sent("sketch"))
    sketch = canvas.last("sketch")
    assert (len(sketch["coordinates"]), sketch["closed"]) == (4, True)
    assert canvas.last("fit")
    panels_of(console).data.extent_requested.emit("unknown")
    panels_of(console).data.show_requested.emit("unknown")


# ---- the first start -----------------------------------------------------------------------------


def test_the_simulated_city_is_made_at_the_first_start_and_not_again(first: TwinSetting) -> None:
    console = first.live()
    view = first.seen(console)
    first.tell()
    first.until(lambda: generated(first))
    (wanted,) = generated(first)
    assert Path(wanted.map_folder).is_dir()
    places = {(one.location.longitude, one.location.latitude) for one in first.city.points}  # type: ignore[union-attr]  # all have one
    assert set(wanted.devices) == places
    first.tell(dataset())
    first.until(lambda: view.condition is Condition.ALIVE)
    first.tell()  # a person has removed it
    first.until(lambda: view.condition is Condition.EMPTY)
    console.close()
    again = first.live()
    first.seen(again)
    first.tell()
    first.until(lambda: page_of(again).twin.condition is Condition.EMPTY)
    assert len(generated(first)) == 1
    panels_of(again).data.generate_requested.emit()  # but it can be asked for
    assert len(generated(first)) == 2


def test_nothing_is_made_before_the_catalogue_is_read(first: TwinSetting) -> None:
    def open_unread(tell: Callable[[Change], None]) -> SmallLibrary:
        library = SmallLibrary(tell, ())
        library.is_loaded = False
        first.libraries.append(library)
        return library

    first.open_library = open_unread
    console = first.live()
    first.seen(console)
    first.library.activity = Activity("Katalog", 0.5)
    first.library.tell(Change(activity=True))
    first.until(lambda: panels_of(console).data.bar.value() == 500)
    assert not generated(first)
    first.library.is_loaded = True
    first.tell()
    first.until(lambda: len(generated(first)) == 1)


def test_where_there_is_a_city_none_is_simulated(setting: TwinSetting) -> None:
    setting.seen(setting.live())
    assert not generated(setting)


def test_without_a_base_map_none_is_simulated_until_there_is_one(qtbot: QtBot) -> None:
    setting = TwinSetting(qtbot, keys=())
    console = setting.live()
    setting.seen(console)
    setting.tell()
    assert not generated(setting)
    assert not texts(console)
    panels_of(console).data.generate_requested.emit()
    assert "keine Grundkarte" in texts(console)[-1]
    assert not setting.settings.get("twin-generated", default=False)
    setting.close()


# ---- no library ----------------------------------------------------------------------------------


def test_a_replay_shows_devices_and_says_that_it_takes_no_data(
    setting: TwinSetting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    setting.open_library = None
    setting.keys = ()
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: pytest.fail("it was asked"))
    console = setting.live()
    view = setting.seen(console)
    assert view.condition is Condition.ALIVE
    assert view.scenery is not None
    assert view.scenery.live.drawn()[0]
    data = panels_of(console).data
    asks: tuple[Callable[[], object], ...] = (
        data.add_requested.emit,
        data.folder_requested.emit,
        data.generate_requested.emit,
        lambda: view.pane.dropEvent(dropped(tmp_path)),
    )
    for ask in asks:
        console.window.notices.said.clear()
        ask()
        assert texts(console) == [WORDS_OF_REPLAY]
    data.remove_requested.emit("stadt")
    assert console.twin.datasets == ()
