"""Panes that nobody looks at: not made, not fed, and up to date as soon as they are seen."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.console.inventory.docks import DOCKS
from app.console.workspaces import BESTAND, LAGE
from app.domain.inventory.records import Key
from tests.fakes.console import NOW
from tests.fakes.stocked_console import Answered, Stock, StockedSetting
from widgets.inventory.panes import Acts

HOUR_US = 3_600_000_000
IN_SIGHT = {"table", "tree", "card", "impact"}
UNSEEN = sorted({spec.name for spec in DOCKS} - IN_SIGHT)


def made(page: Any) -> set[str]:
    return {spec.name for spec in DOCKS if page.made(spec.name) is not None}


def opened(setting: StockedSetting) -> tuple[Any, Any]:
    """Return console and page once all that is in sight at first is made."""
    console, page = setting.stocked()
    setting.qtbot.waitUntil(lambda: made(page) == IN_SIGHT)
    return console, page


def look_at(setting: StockedSetting, page: Any, name: str) -> Any:
    """Bring a dock to the front, as a person does, and return its view."""
    page.dock(name).raise_()
    setting.qtbot.waitUntil(lambda: page.made(name) is not None)
    return page.view(name)


@pytest.mark.parametrize("name", UNSEEN)
def test_each_pane_is_made_when_it_is_looked_at(
    setting: StockedSetting, stock: Stock, name: str
) -> None:
    _, page = opened(setting)
    assert look_at(setting, page, name).isVisible()
    assert made(page) == IN_SIGHT | {name}


def test_selecting_and_changing_makes_no_pane(setting: StockedSetting, stock: Stock) -> None:
    console, page = opened(setting)
    page.table.keys_selected.emit(stock.keys[:2])
    asked = Answered()
    page.table.change_requested.emit(asked.rename(stock.assets[0], "Neu"))
    setting.qtbot.waitUntil(lambda: bool(asked.outcomes))
    setting.tick(console)
    page.finish_audit()
    assert made(page) == IN_SIGHT


def test_what_was_selected_before_a_pane_was_made_reaches_it(
    setting: StockedSetting, stock: Stock
) -> None:
    _, page = opened(setting)
    page.table.keys_selected.emit(stock.keys[:1])
    topology = look_at(setting, page, "topology")
    assert topology.keys == (stock.keys[0],)


def test_a_pane_behind_others_follows_the_selection_when_it_is_seen_again(
    setting: StockedSetting, stock: Stock
) -> None:
    _, page = opened(setting)
    page.table.keys_selected.emit(stock.keys[:1])
    topology = look_at(setting, page, "topology")
    page.dock("table").raise_()
    page.table.keys_selected.emit(stock.keys[1:2])
    assert topology.keys == (stock.keys[0],)
    page.dock("topology").raise_()
    assert topology.keys == (stock.keys[1],)


def test_what_an_act_shows_is_not_overtaken_by_an_older_selection(
    setting: StockedSetting, stock: Stock
) -> None:
    console, page = opened(setting)
    page.table.keys_selected.emit(stock.keys[:1])
    console.window.open_workspace(LAGE)
    page.acts()[Acts.TRACE](stock.keys[1:2])
    console.window.open_workspace(BESTAND)
    trace = page.view("trace")
    setting.qtbot.waitUntil(trace.isVisible)
    assert trace.keys == (stock.keys[1],)


def test_a_page_that_is_built_anew_has_the_selection_that_there_is(
    setting: StockedSetting, stock: Stock
) -> None:
    console, page = opened(setting)
    page.table.keys_selected.emit(stock.keys[2:3])
    console.reset_layout()
    again = console.window.pages[BESTAND]
    setting.qtbot.waitUntil(lambda: made(again) == IN_SIGHT)
    setting.qtbot.waitUntil(lambda: again.table.selected_keys() == stock.keys[2:3])
    setting.qtbot.waitUntil(lambda: "Gerät 2" in again.card.head.title.text())


def test_points_chosen_before_the_workspace_was_opened_are_records_in_it(
    setting: StockedSetting, stock: Stock
) -> None:
    console: Any = setting.live()
    point = next(str(one.id) for one in setting.city.points if str(one.device) == stock.devices[1])
    console.selection.select([point])
    setting.qtbot.waitUntil(lambda: console.inventory.records.keys == stock.keys[1:2])
    console.window.open_workspace(BESTAND)
    page = console.window.pages[BESTAND]
    setting.qtbot.waitUntil(lambda: "Gerät 1" in page.card.head.title.text())


def test_a_pane_made_after_the_language_was_changed_speaks_it(
    setting: StockedSetting, stock: Stock
) -> None:
    console, page = opened(setting)
    german = page.card.head.edit.text()
    console.use_language("en")
    city_map = look_at(setting, page, "map")
    assert german == "Bearbeiten"
    assert page.card.head.edit.text() == "Edit"
    assert city_map.only.text() == "Only what the table shows"
    assert page.dock("map").windowTitle() == "Map"
    console.use_language("de")
    setting.qtbot.waitUntil(lambda: city_map.only.text() == "Nur was die Tabelle zeigt")


def test_a_pane_made_in_the_past_shows_the_past(setting: StockedSetting, stock: Stock) -> None:
    console, page = opened(setting)
    at_us = NOW - HOUR_US
    console.zeitzeiger.go_to(at_us)
    setting.qtbot.waitUntil(lambda: page.table.moment == at_us)
    lending = look_at(setting, page, "lending")
    setting.qtbot.waitUntil(lambda: lending.moment == at_us)


def test_the_map_knows_what_the_table_shows_although_it_is_made_later(
    setting: StockedSetting, stock: Stock
) -> None:
    _, page = opened(setting)
    page.table.show_kind("site")
    view = look_at(setting, page, "map")
    view.only.setChecked(True)
    assert view.feed.shown.query == page.table.query()
    page.dock("table").raise_()
    page.table.show_kind("asset")
    assert view.feed.shown.query == page.table.query()


def test_a_remembered_layout_makes_what_it_has_in_front_and_nothing_else(
    setting: StockedSetting, stock: Stock
) -> None:
    console, page = opened(setting)
    look_at(setting, page, "schools")
    page.dock("trace").setAsCurrentTab()
    setting.qtbot.waitUntil(lambda: page.made("trace") is not None)
    console.session.pages[BESTAND] = page.save_state()
    page.put_away()
    console.window.rebuild_page()
    again = console.window.pages[BESTAND]
    wanted = {"schools", "tree", "card", "trace"}
    setting.qtbot.waitUntil(lambda: made(again) == wanted)
    assert again.dock("schools").isCurrentTab()


def test_the_columns_of_a_table_nobody_looked_at_stay_remembered(
    setting: StockedSetting, stock: Stock
) -> None:
    console, page = opened(setting)
    page.table.show_kind("site")
    look_at(setting, page, "changes")
    saved = page.save_state()
    console.session.pages[BESTAND] = saved
    page.put_away()
    console.window.rebuild_page()
    again = console.window.pages[BESTAND]
    setting.qtbot.waitUntil(lambda: again.made("changes") is not None)
    assert again.made("table") is None
    assert again.save_state()["views"]["table"] == saved["views"]["table"]
    again.show_keys([Key("site", stock.site)])
    assert again.table.kind == "site"


def test_ctrl_z_works_where_nobody_ever_saw_the_table(
    setting: StockedSetting, stock: Stock
) -> None:
    console, page = opened(setting)
    look_at(setting, page, "changes")
    console.session.pages[BESTAND] = page.save_state()
    page.put_away()
    console.window.rebuild_page()
    again = console.window.pages[BESTAND]
    setting.qtbot.waitUntil(lambda: {"changes", "card"} <= made(again))
    asked = Answered()
    again.card.change_requested.emit(asked.rename(stock.assets[0], "Neu"))
    setting.qtbot.waitUntil(lambda: console.inventory.carrier.can_undo)
    setting.activate(console)
    again.changes.tree.setFocus()
    QTest.keyClick(again.changes.tree, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    setting.qtbot.waitUntil(lambda: console.inventory.carrier.can_redo)
    assert again.made("table") is None
