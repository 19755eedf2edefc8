"""The workspace of projects: one state and one selection for all panes, seen ones at once."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.console.portfolio.desk import beginning
from app.console.portfolio.docks import DOCKS
from app.console.workspaces import BESTAND, PROJEKTE
from app.domain.inventory.changes import Action, Changeset, Operation
from app.domain.inventory.fields import Value
from app.domain.inventory.kinds import KINDS, PORTFOLIO_KINDS
from app.domain.inventory.records import Key
from tests.fakes.stocked_console import Answered, StockedSetting, texts
from tests.inventories import update
from widgets.inventory.panes import Acts, Wish
from widgets.portfolio.panes import PortfolioPane

WLAN = Key("project", "wlan")


def pane(setting: StockedSetting, page: Any, name: str) -> PortfolioPane:
    page.dock(name).raise_()
    setting.qtbot.waitUntil(lambda: page.made(name) is not None)
    found = page.view(name)
    assert isinstance(found, PortfolioPane)
    return found


@pytest.mark.parametrize("name", [spec.name for spec in DOCKS])
def test_each_pane_shows_the_state_when_it_is_looked_at(setting: StockedSetting, name: str) -> None:
    console, page = setting.steered()
    found = pane(setting, page, name)
    setting.qtbot.waitUntil(lambda: found.portfolio_state is console.portfolio.state)
    assert console.portfolio.state.portfolio.name("project", "wlan") == "WLAN in der Innenstadt"


def test_a_change_anywhere_brings_another_state_to_panes_in_sight(setting: StockedSetting) -> None:
    console, page = setting.steered()
    heat = pane(setting, page, "heat")
    before = console.portfolio.state
    setting.store.put(update("project", "wlan", name="Freies WLAN"))
    setting.qtbot.waitUntil(lambda: console.portfolio.state is not before, timeout=10_000)
    setting.qtbot.waitUntil(
        lambda: (
            heat.portfolio_state is not None
            and heat.portfolio_state.portfolio.name("project", "wlan") == "Freies WLAN"
        )
    )


def test_the_selection_goes_from_pane_to_pane_and_into_the_inventory(
    setting: StockedSetting,
) -> None:
    console, page = setting.steered()
    heat = pane(setting, page, "heat")
    heat.keys_selected.emit([WLAN])
    assert console.inventory.records.keys == [WLAN]
    project = page.made("project")
    assert project is not None
    setting.qtbot.waitUntil(lambda: "WLAN in der Innenstadt" in said_by(project))


def said_by(widget: Any) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_a_wish_of_a_pane_is_carried_out_and_ctrl_z_takes_it_back(setting: StockedSetting) -> None:
    console, page = setting.steered()
    asked = Answered()
    pane(setting, page, "heat").change_requested.emit(asked.wish(changeset("wlan", name="Anders")))
    setting.qtbot.waitUntil(lambda: bool(asked.outcomes))
    assert name_of(setting) == "Anders"
    page.act_requested.emit(Acts.UNDO, [])
    setting.qtbot.waitUntil(lambda: name_of(setting) == "WLAN in der Innenstadt", timeout=10_000)
    assert any("Rückgängig gemacht" in text for text in texts(console))


def changeset(uid: str, **values: Value) -> Changeset:
    return Changeset([Operation(Action.UPDATE, "project", uid, values)])


def name_of(setting: StockedSetting) -> object:
    record = setting.record("project", "wlan")
    return None if record is None else record.get("name")


def test_the_past_is_shown_as_it_was_and_cannot_be_changed(setting: StockedSetting) -> None:
    console, page = setting.steered()
    heat = pane(setting, page, "heat")
    setting.clock.advance(7_200)
    setting.store.put(update("project", "wlan", name="Neuer Name"))
    console.time_bus.pin(setting.clock.now_us() - 3_600_000_000)
    setting.qtbot.waitUntil(lambda: console.portfolio.state.at_us is not None, timeout=10_000)
    assert console.portfolio.state.portfolio.name("project", "wlan") == "WLAN in der Innenstadt"
    setting.qtbot.waitUntil(lambda: heat.is_past)
    page.act_requested.emit(Acts.UNDO, [])
    assert any("vergangenen Stand" in text for text in texts(console))


def test_records_of_the_programme_are_opened_in_their_place(setting: StockedSetting) -> None:
    console, page = setting.steered()
    console.window.open_workspace(BESTAND)
    console.inventory.open(Key("risk", "lieferung"))
    assert console.window.workspace == PROJEKTE
    assert page.dock("risks").isCurrentTab()
    assert console.inventory.records.keys == [Key("risk", "lieferung")]


def test_records_of_the_inventory_are_opened_there(setting: StockedSetting) -> None:
    stock = setting.fill()
    console, _ = setting.steered()
    console.portfolio.open(stock.keys[0])
    assert console.window.workspace == BESTAND


def test_a_new_record_begins_with_what_it_belongs_to() -> None:
    assert beginning([Key("risk", ""), WLAN]) == {"state": "open", "project": "wlan"}
    assert beginning([Key("document", ""), WLAN]) == {
        "subject_kind": "project",
        "subject": "wlan",
    }
    assert beginning([Key("work_item", ""), WLAN, Key("work_item", "ausbau")]) == {
        "stage": "open",
        "project": "wlan",
        "parent": "ausbau",
    }
    assert beginning([]) == {}


def test_what_new_records_begin_with_is_fit_for_their_kind() -> None:
    for kind in sorted(PORTFOLIO_KINDS):
        for name, value in beginning([Key(kind, "")]).items():
            assert value in {choice.key for choice in KINDS[kind].field(name).choices}


def test_a_step_without_what_it_needs_is_told(setting: StockedSetting) -> None:
    console, page = setting.steered()
    wish = Wish(changeset("wlan", state="paused"))
    pane(setting, page, "heat").change_requested.emit(wish)
    setting.qtbot.waitUntil(
        lambda: any("Grund der Pause" in text for text in texts(console)), timeout=10_000
    )


def test_the_workspace_opens_with_its_key(setting: StockedSetting) -> None:
    console = setting.live()
    console.window.activateWindow()
    setting.qtbot.waitUntil(console.window.isActiveWindow)
    QTest.keyClick(console.window, Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
    assert console.window.workspace == PROJEKTE
