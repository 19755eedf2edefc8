"""The desk joins panes, store and console: one selection, one way for changes, acts, the end."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.console.page import EmptyPage
from app.console.workspaces import BESTAND, LAGE, VERLAEUFE
from app.domain.inventory.changes import Changeset, Commit
from app.domain.inventory.records import Key
from tests.fakes.console import Setting
from tests.fakes.stocked_console import Answered, Stock, StockedSetting, texts
from tests.inventories import update
from widgets.inventory.editing import EditDialog
from widgets.inventory.panes import Acts, InventoryPane

CTRL = Qt.KeyboardModifier.ControlModifier


class Listening(InventoryPane):
    """A pane that only notes what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[list[Key]] = []
        self.commits: list[Commit] = []

    @override
    def show_keys(self, keys: Any) -> None:
        self.keys.append(list(keys))

    @override
    def show_commit(self, commit: Commit) -> None:
        self.commits.append(commit)


def name_of(setting: StockedSetting, uid: str) -> object:
    found = setting.record("asset", uid)
    return None if found is None else found.get("name")


def with_listener(page: Any) -> Listening:
    """Return a pane that listens beside those of the page."""
    from app.console.page import AREA_RIGHT  # noqa: PLC0415 - brings Qt's docks

    listener = Listening()
    page.add_view("listening", listener, AREA_RIGHT, beside="card")
    return listener


def rename(setting: StockedSetting, page: Any, uid: str, name: str) -> None:
    asked = Answered()
    page.table.change_requested.emit(asked.rename(uid, name))
    setting.qtbot.waitUntil(lambda: bool(asked.outcomes))


# ---- with and without a store ------------------------------------------------------------------
def test_without_an_inventory_the_workspace_is_empty_and_says_so(qtbot: QtBot) -> None:
    setting = Setting(qtbot)
    try:
        console = setting.started()
        console.window.open_workspace(BESTAND)
        assert isinstance(console.window.pages[BESTAND], EmptyPage)
        desk = console.inventory
        assert desk.store is None
        desk.act(Acts.EDIT, [])
        desk.open(Key("asset", "1"))
        assert console.window.workspace == BESTAND
    finally:
        setting.close()


def test_acts_before_the_page_is_there_do_nothing(setting: StockedSetting, stock: Stock) -> None:
    console = setting.idle()
    console.inventory.act(Acts.REMOVE, stock.keys)
    console.inventory._spread_keys(stock.keys)
    assert not console.window.findChildren(QMessageBox)
    assert console.inventory.records.keys == []


# ---- one selection ---------------------------------------------------------------------------
def test_what_one_pane_selects_all_others_show(setting: StockedSetting, stock: Stock) -> None:
    _, page = setting.stocked()
    listener = with_listener(page)
    page.table.keys_selected.emit(stock.keys[:2])
    assert listener.keys == [stock.keys[:2]]


def test_the_pane_that_selected_is_not_told_its_own_selection(
    setting: StockedSetting, stock: Stock
) -> None:
    console, page = setting.stocked()
    listener = with_listener(page)
    console.inventory._select_from(listener, stock.keys[:1])
    assert listener.keys == []
    assert console.inventory.records.keys == stock.keys[:1]


def test_points_chosen_elsewhere_are_records_in_the_panes(
    setting: StockedSetting, stock: Stock, qtbot: QtBot
) -> None:
    console, page = setting.stocked()
    listener = with_listener(page)
    point = next(str(one.id) for one in setting.city.points if str(one.device) == stock.devices[2])
    console.selection.select([point])
    qtbot.waitUntil(lambda: listener.keys == [stock.keys[2:3]])
    assert console.selection.point_ids == [point]


def test_a_record_is_opened_from_another_workspace(
    setting: StockedSetting, stock: Stock, qtbot: QtBot
) -> None:
    console, page = setting.stocked()
    console.window.open_workspace(LAGE)
    console.inventory.open(Key("site", stock.site))
    assert console.window.workspace == BESTAND
    assert page.table.kind == "site"
    assert console.inventory.records.keys == [Key("site", stock.site)]
    qtbot.waitUntil(lambda: page.table.selected_keys() == [Key("site", stock.site)])


# ---- changes ---------------------------------------------------------------------------------
def test_a_wish_of_a_pane_is_carried_out_and_all_panes_hear_of_it(
    setting: StockedSetting, stock: Stock, qtbot: QtBot
) -> None:
    _, page = setting.stocked()
    listener = with_listener(page)
    rename(setting, page, stock.assets[0], "Aus der Tabelle")
    assert name_of(setting, stock.assets[0]) == "Aus der Tabelle"
    qtbot.waitUntil(lambda: any(list(one.changed) == stock.keys[:1] for one in listener.commits))


def test_ctrl_z_and_ctrl_y_go_back_and_forth(setting: StockedSetting, stock: Stock) -> None:
    console, page = setting.stocked()
    rename(setting, page, stock.assets[0], "Neu")
    setting.activate(console)
    page.table.grid.setFocus()
    QTest.keyClick(page.table.grid, Qt.Key.Key_Z, CTRL)
    setting.qtbot.waitUntil(lambda: name_of(setting, stock.assets[0]) == "Gerät 0")
    setting.qtbot.waitUntil(lambda: console.inventory.carrier.can_redo)
    QTest.keyClick(page.table.grid, Qt.Key.Key_Y, CTRL)
    setting.qtbot.waitUntil(lambda: name_of(setting, stock.assets[0]) == "Neu")
    setting.qtbot.waitUntil(lambda: console.inventory.carrier.can_undo)
    QTest.keyClick(page.table.grid, Qt.Key.Key_Z, CTRL)
    setting.qtbot.waitUntil(lambda: console.inventory.carrier.can_redo)
    shift = CTRL | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page.table.grid, Qt.Key.Key_Z, shift)
    setting.qtbot.waitUntil(lambda: len(texts(console)) == 4)
    assert name_of(setting, stock.assets[0]) == "Neu"


def test_in_a_line_of_text_ctrl_z_takes_back_what_was_typed_only(
    setting: StockedSetting, stock: Stock
) -> None:
    console, page = setting.stocked()
    rename(setting, page, stock.assets[0], "Neu")
    setting.activate(console)
    box = page.table.top.box
    box.setFocus()
    QTest.keyClicks(box, "abc")
    QTest.keyClick(box, Qt.Key.Key_Z, CTRL)
    assert box.text() == ""
    assert name_of(setting, stock.assets[0]) == "Neu"
    assert texts(console) == []


def test_a_line_of_the_change_log_is_taken_back_from_there(
    setting: StockedSetting, stock: Stock, qtbot: QtBot
) -> None:
    console, page = setting.stocked()
    commit = setting.store.put(update("asset", stock.assets[0], name="Von anderswo"))
    with qtbot.waitSignal(console.inventory.carrier.steps_changed):
        page.changes.undo_requested.emit(commit.transaction)
    assert name_of(setting, stock.assets[0]) == "Gerät 0"


# ---- acts ------------------------------------------------------------------------------------
def test_acts_open_dialogs(setting: StockedSetting, stock: Stock, qtbot: QtBot) -> None:
    console, page = setting.stocked()
    page.table.act_requested.emit(Acts.EDIT, stock.keys[:1])
    (dialog,) = console.window.findChildren(EditDialog)
    qtbot.waitUntil(lambda: dialog.draft is not None)
    dialog.discard()
    page.card.act_requested.emit(Acts.REMOVE, stock.keys[:1])
    qtbot.waitUntil(lambda: bool(console.window.findChildren(QMessageBox)))
    console.window.findChildren(QMessageBox)[0].reject()


def test_bulk_edit_takes_what_the_table_has_selected(
    setting: StockedSetting, stock: Stock, qtbot: QtBot
) -> None:
    from widgets.inventory.bulk import BulkDialog  # noqa: PLC0415 - seldom wanted

    console, page = setting.stocked()
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 3)
    page.table.grid.selectAll()
    qtbot.waitUntil(lambda: len(page.table.selected_keys()) == 3)
    page.table.act_requested.emit(Acts.BULK, page.table.selected_keys())
    (dialog,) = console.window.findChildren(BulkDialog)
    assert dialog._source.kind == "asset"
    dialog.reject()


def test_the_trend_of_a_record_shows_its_points(
    setting: StockedSetting, stock: Stock, qtbot: QtBot
) -> None:
    console, page = setting.stocked()
    page.table.act_requested.emit(Acts.SHOW_TREND, stock.keys[:1])
    qtbot.waitUntil(lambda: console.window.workspace == VERLAEUFE)
    trends = console.window.pages[VERLAEUFE].trends
    qtbot.waitUntil(lambda: trends.is_idle)
    shown = {str(trace.point.device) for trace in trends.model.traces}
    assert shown == {stock.devices[0]}


@pytest.mark.parametrize(
    ("act", "dock"),
    [
        (Acts.TRACE, "trace"),
        (Acts.IMPACT, "impact"),
        (Acts.TOPOLOGY, "topology"),
        (Acts.SPLICES, "splices"),
        (Acts.HISTORY, "card"),
        (Acts.SHOW_TABLE, "table"),
    ],
)
def test_acts_bring_their_dock_into_sight(
    setting: StockedSetting, stock: Stock, act: str, dock: str
) -> None:
    _, page = setting.stocked()
    page.dock("changes").raise_()
    page.table.act_requested.emit(act, stock.keys[:1])
    assert page.dock(dock).isCurrentTab() or dock == "card"
    assert not page.dock(dock).isClosed()


def test_an_act_nobody_knows_does_nothing(setting: StockedSetting, stock: Stock) -> None:
    console, page = setting.stocked()
    page.table.act_requested.emit("etwas anderes", stock.keys)
    assert texts(console) == []


# ---- the end ---------------------------------------------------------------------------------
def test_a_page_that_is_built_anew_is_joined_anew(setting: StockedSetting, stock: Stock) -> None:
    console, page = setting.stocked()
    console.reset_layout()
    again = console.window.pages[BESTAND]
    assert again is not page
    rename(setting, again, stock.assets[0], "Neu")
    assert name_of(setting, stock.assets[0]) == "Neu"
    console.inventory.open(stock.keys[0])
    assert again.table.kind == "asset"


def test_the_end_waits_for_nothing_that_is_still_asked_for(
    setting: StockedSetting, stock: Stock, tmp_path: Path
) -> None:
    console, page = setting.stocked()
    asked = Answered()
    page.table.change_requested.emit(asked.wish(Changeset([update("asset", stock.assets[0],
                                                                  name="Zuletzt")])))  # fmt: skip
    console.close()
    setting.store.database.flush()
    assert name_of(setting, stock.assets[0]) == "Zuletzt"
    assert asked.outcomes == []
