"""Base map and layers of the maps: of the profile and of people, over reloads and starts."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.console.map_reading import OWN_LAYERS
from app.domain.maps import Box, LayerFile
from app.domain.maps.layers import layer_of
from app.domain.texts import Text
from app.services.rulesets import without_rule
from tests.app.console.test_console import publish
from tests.fakes.console import Setting
from tests.fakes.console_maps import (
    PARKS,
    ground,
    lage,
    layer_ids,
    notes,
    own_layers,
    sources,
    texts,
    with_map,
    work,
)
from tests.fakes.map_files import collection, feature, written
from widgets.map.panels.files import FileProgress


@pytest.fixture
def setting(qtbot: QtBot) -> Iterator[Setting]:
    setting = Setting(qtbot)
    yield setting
    setting.close()


# ---- the profile ---------------------------------------------------------------------------------


def test_the_base_map_follows_the_profile(setting: Setting, qtbot: QtBot, tmp_path: Path) -> None:
    console = setting.live()
    view = lage(console).map
    assert not sources(view)
    first, second = ground(tmp_path / "a"), ground(tmp_path / "b", "water")
    for folder, expected in ((first, {"base-green"}), (second, {"base-water"}), ("", set())):
        setting.city = with_map(setting.city, folder=folder)
        console.reload_city()
        qtbot.waitUntil(lambda expected=expected: sources(view) == expected)  # type: ignore[misc]  # the type of a default
    assert not texts(console)


def test_a_base_map_that_is_broken_is_told_until_it_is_mended(
    setting: Setting, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = ground(tmp_path)
    (Path(folder) / "green.geojson").write_text("kaputt", "utf-8")
    setting.city = with_map(setting.city, folder=folder)
    console = setting.live()
    qtbot.waitUntil(lambda: any("green.geojson" in text for text in texts(console)))
    ground(tmp_path)
    setting.city = replace(setting.city)  # read anew
    console.reload_city()
    qtbot.waitUntil(lambda: "base-green" in sources(lage(console).map))
    waiting = [notice.text for notice in console.window.notices._waiting]
    assert not any("green.geojson" in text for text in waiting)


def test_other_rules_read_nothing_of_the_map_again(
    setting: Setting, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, PARKS, "wege.geojson")
    file = LayerFile("wege", Text("Wege"), str(path))
    setting.city = with_map(setting.city, folder=ground(tmp_path), files=(file,))
    console = setting.live()
    qtbot.waitUntil(lambda: "file-wege" in sources(lage(console).map))
    asked: list[object] = []
    monkeypatch.setattr(console.maps._work, "ask", lambda *given: asked.append(given))
    monkeypatch.setattr(console.maps._all_files()._work, "ask", lambda *given: asked.append(given))
    with qtbot.waitSignal(console.rules_changed):
        publish(setting, without_rule(setting.city, setting.city.rules[0].id))
    assert asked == []


def test_layers_of_the_profile_come_change_and_go(
    setting: Setting, qtbot: QtBot, tmp_path: Path
) -> None:
    wege = LayerFile("wege", Text("Wege"), str(written(tmp_path, PARKS, "wege.geojson")))
    fehlt = LayerFile("fehlt", Text("Fehlt"), str(tmp_path / "fehlt.geojson"))
    setting.city = with_map(setting.city, files=(wege, fehlt))
    console = setting.live()
    view = lage(console).map
    qtbot.waitUntil(lambda: "file:fehlt" in notes(view) and "file-wege" in sources(view))
    assert "Bitte den Pfad prüfen" in notes(view)["file:fehlt"]
    assert not texts(console), "said at the layer, not as a notice"
    # The missing one is put where it belongs; the other leaves the profile.
    written(tmp_path, PARKS, "fehlt.geojson")
    setting.city = with_map(setting.city, files=(fehlt,))
    console.reload_city()
    qtbot.waitUntil(lambda: "file-fehlt" in sources(view))
    assert "file:wege" not in layer_ids(view)
    assert "file-wege" not in sources(view)
    assert not notes(view)


def test_hosts_that_are_allowed_follow_the_profile(setting: Setting, qtbot: QtBot) -> None:
    setting.city = with_map(setting.city, allowed=("https://karten.example",))
    console = setting.live()
    canvas: Any = lage(console).map.canvas
    assert canvas.hosts == ("https://karten.example",)
    setting.city = with_map(setting.city)
    console.reload_city()
    qtbot.waitUntil(lambda: canvas.hosts == ())


def test_maintenance_reaches_the_map(setting: Setting) -> None:
    console = setting.live()
    work(console, setting, "w1")
    assert [window.id for window in lage(console).map.live._windows] == ["w1"]
    console.reset_layout()
    assert [window.id for window in lage(console).map.live._windows] == ["w1"]


# ---- layers of people ----------------------------------------------------------------------------


def test_the_city_recognises_wrong_coordinates_from_the_first_file_on(
    setting: Setting, qtbot: QtBot, tmp_path: Path
) -> None:
    setting.city = replace(setting.city, box=Box(7.67, 51.57, 8.0, 51.75))
    console = setting.live()
    metres = collection(feature("Point", [417_555, 5_725_800]))
    lage(console).map.files_dropped.emit([written(tmp_path, metres)])
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog: Any = QApplication.activeModalWidget()
    assert dialog.crs == "EPSG:25832"
    dialog.accept()
    qtbot.waitUntil(lambda: len(own_layers(console)) == 1)


def test_a_layer_is_on_the_map_again_after_the_next_start(
    setting: Setting, qtbot: QtBot, tmp_path: Path
) -> None:
    path = written(tmp_path, PARKS, "wege.geojson")
    first = setting.live()
    lage(first).map.files_dropped.emit([path])
    qtbot.waitUntil(lambda: len(own_layers(first)) == 1)
    first.close()
    second = setting.live()
    qtbot.waitUntil(lambda: own_layers(second) == own_layers(first))
    second.close()
    # Its file is gone: it says so at its place, and may be removed.
    path.unlink()
    third = setting.live()
    view = lage(third).map
    qtbot.waitUntil(lambda: own_layers(third)[0] in notes(view))
    assert "wege.geojson" in notes(view)[own_layers(third)[0]]
    assert setting.settings.get(OWN_LAYERS)


def test_a_layer_looks_after_the_next_start_as_it_was_left(
    setting: Setting, qtbot: QtBot, tmp_path: Path
) -> None:
    first = setting.live()
    lage(first).map.files_dropped.emit([written(tmp_path, PARKS, "wege.geojson")])
    qtbot.waitUntil(lambda: len(own_layers(first)) == 1)
    panel = lage(first).map.layers
    (layer_id,) = own_layers(first)
    panel.model.change(replace(layer_of(panel.layers, layer_id), opacity=0.3), "")
    first.close()
    second = setting.live()
    qtbot.waitUntil(lambda: own_layers(second) == [layer_id])
    assert layer_of(lage(second).map.layers.layers, layer_id).opacity == 0.3


def test_a_removal_can_be_undone_and_done_again(
    setting: Setting, qtbot: QtBot, tmp_path: Path
) -> None:
    console = setting.live()
    view = lage(console).map
    view.files_dropped.emit([written(tmp_path, PARKS, "wege.geojson")])
    qtbot.waitUntil(lambda: len(own_layers(console)) == 1)
    (layer_id,) = own_layers(console)
    view.layers.choose(layer_id)
    view.layers._remove()
    assert layer_id not in layer_ids(view)
    assert setting.settings.get(OWN_LAYERS) == []
    view.layers.undo()
    qtbot.waitUntil(lambda: layer_id in layer_ids(view))
    assert len(setting.settings.get(OWN_LAYERS)) == 1
    # What came meanwhile stays, whatever is done again.
    view.files_dropped.emit([written(tmp_path, PARKS, "neu.geojson")])
    qtbot.waitUntil(lambda: len(own_layers(console)) == 2)
    view.layers.redo()
    assert layer_id not in layer_ids(view)
    assert len(own_layers(console)) == 1
    view.layers.undo()
    qtbot.waitUntil(lambda: layer_id in layer_ids(view))
    assert len(own_layers(console)) == 2


def test_an_archive_of_a_removed_layer_is_closed(setting: Setting) -> None:
    console = setting.live()

    class Archive:
        is_closed = False

        def close(self) -> None:
            self.is_closed = True

    archives: list[Any] = [Archive(), Archive()]
    file = LayerFile("x", Text("x"), "x.pmtiles")
    view: Any = lage(console).map
    view.foreign.put = lambda *_, **__: None
    for archive in archives:
        console.maps.show_content(file, archive, is_own=True)
    assert [archive.is_closed for archive in archives] == [True, False]
    console.maps._remove("x")
    assert archives[1].is_closed


def test_a_file_chosen_for_a_map_that_went_is_left_alone(
    setting: Setting, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    console = setting.live()

    def choose(_: object) -> list[Path]:
        console.reset_layout()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        return [tmp_path / "a.geojson"]

    monkeypatch.setattr("widgets.map.panels.files.choose_files", choose)
    lage(console).map.add_requested.emit()
    assert not lage(console).map.findChildren(FileProgress)
