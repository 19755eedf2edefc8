"""The map among the other views of the console: what leads to it, what it is told, what stays."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.console.drills import DrillRecorder
from app.console.maps import MAP
from app.console.workspaces import ALARME, ANBINDUNG, LAGE, SCHICHT, VERLAEUFE
from app.domain.drills import DrillActionKind
from app.domain.points import PointId
from app.link.messages import AlarmsChanged
from tests.fakes.city import make_alarm
from tests.fakes.console import NOW, SECOND, Setting
from tests.fakes.console_maps import (
    PARKS,
    alive,
    ground,
    is_in_front,
    lage,
    own_layers,
    placed,
    sources,
    texts,
    with_map,
    work,
)
from tests.fakes.map_files import written

WORDS_OF_NONE = "Bitte zuerst einen Alarm oder einen Datenpunkt auswählen."
OLD_LAYOUT = (
    "AAACrXjalZLRT4MwEMbf/SsufUcGBN0SYFkwe9QYNn2ucMHG0pL2Np3xj7cgYZljJj61d9/X33dpLll+NBL2aKzQKmXB"
    "9YwBqlJXQtUp227W3pwts+SRVtWeqxKrO12+Oa04WMIGnsaHDLYWzVg7TK4VcaFcp5OzZKxhLTWnPmDm+kUrBZFrPxiB"
    "zkI94KsD7BSlLLzo8UZP5Dwrgxw2/KWPg3xnDHaS5DV6JCRa53kWVY0E97zBEwVyqS1W3UB+lvgd6m9gq4WiaeIg/RvJ"
    "JTfNNHKQJpGF+ESbBYs5RHEMYXQLif/Tc+fwbSfB4e9goWyLJWkzmX1UT+PPne+vh6MnOBtxEQUQ3sST4/njcrj7hWXL"
    "rr4BvZDhLA=="
)
"""Layout of the overview's docks as it was remembered before there was a map."""


@pytest.fixture
def setting(qtbot: QtBot) -> Iterator[Setting]:
    setting = Setting(qtbot)
    yield setting
    setting.close()


# ---- ways to the map -----------------------------------------------------------------------------


@pytest.mark.parametrize("workspace", [LAGE, ALARME, VERLAEUFE, ANBINDUNG, SCHICHT])
def test_f4_leads_from_everywhere_to_the_selection_on_the_map(
    setting: Setting, workspace: str
) -> None:
    console = setting.live(workspace=workspace)
    point = placed(setting)
    console.selection.select([point])
    setting.press(console, Qt.Key.Key_F4)
    assert is_in_front(console, MAP)
    canvas = alive(console)
    QCoreApplication.processEvents()
    assert canvas.last("fit")["max_zoom"] == 15
    assert canvas.last("select")["ids"] == list(
        lage(console).map.live.model.device_rows([PointId(point)])
    )


def test_f4_without_a_selection_opens_the_map_and_asks_for_one(setting: Setting) -> None:
    console = setting.live(workspace=ALARME)
    setting.press(console, Qt.Key.Key_F4)
    assert is_in_front(console, MAP)
    assert WORDS_OF_NONE in texts(console)


def test_f4_on_points_without_a_place_says_so(setting: Setting) -> None:
    points = tuple(replace(point, location=None) for point in setting.city.points)
    setting.city = replace(setting.city, points=points)
    console = setting.live()
    console.selection.select([str(points[0].id)])
    setting.press(console, Qt.Key.Key_F4)
    assert is_in_front(console, MAP)
    assert "Von dieser Auswahl ist kein Ort bekannt." in texts(console)


def test_lists_journal_and_why_card_lead_to_the_map(setting: Setting) -> None:
    console = setting.live(workspace=ALARME)
    point = placed(setting)
    page: Any = console.window.pages[ALARME]
    for view in (page.alarms, page.journal, page.why):
        console.window.open_workspace(ALARME)
        console.selection.select([])
        view.map_requested.emit([point])
        assert is_in_front(console, MAP)
        assert console.selection.point_ids == [point]
        lage(console).show_table()
    lage(console).table.map_requested.emit([point])
    assert is_in_front(console, MAP)


def test_the_alarm_chosen_in_the_list_is_what_f4_shows(setting: Setting, qtbot: QtBot) -> None:
    console = setting.live(workspace=ALARME)
    rule = setting.city.rules[0]
    setting.link.say(AlarmsChanged({rule.id: make_alarm()}, is_whole=True))
    page: Any = console.window.pages[ALARME]
    qtbot.waitUntil(lambda: page.alarms.model.rowCount() == 1)
    page.show_alarm(str(rule.id))
    setting.activate(console)
    QTest.keyClick(page.alarms.table, Qt.Key.Key_F4)
    assert console.selection.point_ids == [str(rule.point)]
    assert is_in_front(console, MAP)


def test_the_palette_leads_to_the_map_and_its_points_to_the_table(setting: Setting) -> None:
    console = setting.live()
    console.open_palette()
    names = [action.text() for action in console.commands.book.all()]
    assert "Auswahl auf der Karte zeigen" in names
    console.palette.hide()
    lage(console).show_map([])
    console.ways.open_point(placed(setting))
    assert is_in_front(console, "points")
    console.ways.show_map([])
    assert is_in_front(console, MAP)


def test_a_tile_brings_the_table_to_the_front(setting: Setting) -> None:
    console = setting.live()
    lage(console).show_map([])
    QTest.mouseClick(lage(console).tiles.tiles[0], Qt.MouseButton.LeftButton)
    assert is_in_front(console, "points")


def test_a_map_in_a_window_of_its_own_comes_to_the_front(setting: Setting) -> None:
    console = setting.live()
    lage(console).dock(MAP).setFloating()
    console.ways.show_map([placed(setting)])
    window = lage(console).map.window()
    assert window is not console.window
    assert window.isVisible()


def test_a_drill_notes_the_place_however_it_was_asked_for(setting: Setting) -> None:
    console = setting.live()
    recorder = DrillRecorder(console, setting.link, setting.clock)  # type: ignore[arg-type]  # a link as good
    point = placed(setting)
    console.selection.select([point])
    setting.press(console, Qt.Key.Key_F4)
    lage(console).table.map_requested.emit([point])
    console.selection.select([])
    console.ways.show_map([])
    kinds = [action.kind for action in recorder.actions]
    assert kinds.count(DrillActionKind.PLACE) == 2


# ---- the page ------------------------------------------------------------------------------------


def test_a_layout_from_before_the_map_does_not_hide_it(setting: Setting) -> None:
    pages = {LAGE: {"docks": OLD_LAYOUT, "own_docks": False, "views": {}, "holds": {}}}
    setting.settings.set("console", {"pages": pages})
    console = setting.live()
    assert not lage(console).dock(MAP).isClosed()
    assert lage(console).tiles.isVisible()
    assert lage(console).alarms.isVisible()


@pytest.mark.qt_log_ignore("qUncompress")
@pytest.mark.parametrize("docks", ["???", "ÄÖÜ", OLD_LAYOUT[:40], ""])
def test_a_layout_of_nonsense_leaves_the_docks_where_they_belong(
    setting: Setting, docks: str
) -> None:
    setting.settings.set("console", {"pages": {LAGE: {"docks": docks}}})
    console = setting.live()
    assert not lage(console).dock(MAP).isClosed()


def test_the_layout_with_the_map_is_remembered(setting: Setting) -> None:
    first = setting.live()
    lage(first).dock(MAP).setFloating()
    first.close()
    assert lage(setting.live()).dock(MAP).isFloating()


def test_the_map_has_the_state_of_the_time_bus(setting: Setting, qtbot: QtBot) -> None:
    console = setting.live()
    canvas = alive(console)
    qtbot.waitUntil(lambda: canvas.is_started)
    assert lage(console).map.pointing.moment == ""
    console.time_bus.pin(NOW - 60 * SECOND)
    qtbot.waitUntil(lambda: lage(console).map.pointing.moment != "")
    console.time_bus.go_live()
    qtbot.waitUntil(lambda: lage(console).map.pointing.moment == "")


def test_a_page_that_is_built_anew_takes_its_map_along(
    setting: Setting, qtbot: QtBot, tmp_path: Path
) -> None:
    setting.city = with_map(setting.city, folder=ground(tmp_path))
    console = setting.live()
    before = lage(console).map
    qtbot.waitUntil(lambda: "base-green" in sources(before))
    console.reset_layout()
    after = lage(console).map
    assert after is not before
    assert not before.canvas.is_started  # type: ignore[attr-defined]  # a fake canvas
    assert "base-green" in sources(after)
    work(console, setting, "w1")  # while the old map waits for its end
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert list(console.maps._open_views()) == [after]
    work(console, setting, "w2")
    assert [window.id for window in after.live._windows] == ["w2"]


def test_reading_goes_on_when_the_page_is_built_anew(
    setting: Setting, qtbot: QtBot, tmp_path: Path
) -> None:
    console = setting.live()
    file = written(tmp_path, PARKS, "wege.geojson")
    lage(console).map.files_dropped.emit([file])
    console.reset_layout()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qtbot.waitUntil(lambda: len(own_layers(console)) == 1)
