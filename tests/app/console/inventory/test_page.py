"""The page of the inventory: its docks, what is remembered of them, its words in both languages."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.console.inventory.docks import DOCKS as ALL_DOCKS
from app.console.workspaces import BESTAND
from app.domain.inventory.records import Key
from tests.fakes.stocked_console import Stock, StockedSetting
from widgets.inventory.panes import Acts, InventoryPane

DOCKS = ("table", "topology", "findings", "changes", "tree", "card", "impact", "trace", "splices")
IN_SIGHT = {"table", "tree", "card", "impact"}


def made(page: Any) -> set[str]:
    return {spec.name for spec in ALL_DOCKS if page.made(spec.name) is not None}


def titles(page: Any) -> dict[str, str]:
    return {name: page.dock(name).windowTitle() for name in DOCKS}


def test_all_docks_are_there_and_the_table_is_in_front(
    setting: StockedSetting, stock: Stock
) -> None:
    _, page = setting.stocked()
    assert not any(page.dock(name).isClosed() for name in DOCKS)
    for name in ("table", "tree", "card", "impact"):
        assert page.dock(name).isCurrentTab(), name
        assert page.dock(name).widget().isVisible(), name
    setting.qtbot.waitUntil(lambda: made(page) == IN_SIGHT)
    assert all(page.view(name).isVisible() for name in IN_SIGHT)


def test_every_dock_has_its_view_and_every_view_reads_the_inventory(
    setting: StockedSetting, stock: Stock
) -> None:
    _, page = setting.stocked()
    for spec in ALL_DOCKS:
        view = page.view(spec.name)
        assert type(view).__name__ == spec.view
        assert isinstance(view, InventoryPane)
        assert view.open_reader is not None
    assert len(list(page.inventory_panes())) == len(ALL_DOCKS)


def test_table_and_its_sides_share_the_window(setting: StockedSetting, stock: Stock) -> None:
    _, page = setting.stocked()
    setting.qtbot.waitUntil(lambda: made(page) == IN_SIGHT)
    tree, table, card = page.tree.width(), page.table.width(), page.card.width()
    assert table > card > 0
    assert table > tree > 0
    assert page.table.height() > page.impact.height() > 0


def test_titles_are_said_in_the_language_of_the_console(
    setting: StockedSetting, stock: Stock
) -> None:
    console, page = setting.stocked()
    german = titles(page)
    assert (german["table"], german["card"], german["trace"]) == ("Tabelle", "Steckbrief", "Weg")
    assert len(set(german.values())) == len(DOCKS)
    console.languages.use("en")
    page.retranslate()
    english = titles(page)
    assert all(english.values())
    assert len(set(english.values())) == len(DOCKS)
    console.languages.use("de")
    page.retranslate()
    assert titles(page) == german


def test_the_layout_and_the_views_are_remembered(setting: StockedSetting, stock: Stock) -> None:
    console, page = setting.stocked()
    page.dock("changes").raise_()
    page.table.show_kind("site")
    saved = page.save_state()
    console.reset_layout()
    again = console.window.pages[BESTAND]
    assert again.dock("table").isCurrentTab()
    again.restore_state(saved)
    assert again.dock("changes").isCurrentTab()
    assert again.table.kind == "site"


@pytest.mark.qt_log_ignore("qUncompress")
def test_a_torn_layout_of_an_earlier_version_is_passed_over(
    setting: StockedSetting, stock: Stock
) -> None:
    _, page = setting.stocked()
    page.restore_state({"docks": "bm9uc2Vuc2U=", "views": 7, "holds": None})
    assert page.dock("table").isCurrentTab()


def test_a_closed_dock_comes_back_where_it_is_asked_for(
    setting: StockedSetting, stock: Stock
) -> None:
    _, page = setting.stocked()
    page.dock("trace").toggleView(False)
    assert page.dock("trace").isClosed()
    page.acts()[Acts.TRACE](stock.keys[:1])
    assert not page.dock("trace").isClosed()


def test_records_of_another_kind_turn_the_table_to_it(
    setting: StockedSetting, stock: Stock
) -> None:
    _, page = setting.stocked()
    page.dock("changes").raise_()
    page.show_keys([Key("site", stock.site)])
    assert page.table.kind == "site"
    assert page.dock("table").isCurrentTab()
    setting.qtbot.waitUntil(lambda: page.table.selected_keys() == [Key("site", stock.site)])
    page.show_keys([])
    assert page.table.kind == "site"


def test_only_what_the_table_has_of_the_kind_asked_about_counts_as_chosen(
    setting: StockedSetting, stock: Stock
) -> None:
    _, page = setting.stocked()
    setting.qtbot.waitUntil(lambda: page.table.model.rowCount() == 3)
    page.table.grid.selectAll()
    setting.qtbot.waitUntil(lambda: len(page.table.selected_keys()) == 3)
    chosen = page.chosen(stock.keys)
    assert chosen is not None
    assert len(chosen.ids) == 3
    assert page.chosen([Key("site", stock.site)]) is None
    assert page.chosen([*stock.keys, Key("asset", "f" * 32)]) is None


def test_the_workspace_is_reached_by_its_key(setting: StockedSetting, stock: Stock) -> None:
    console = setting.live()
    setting.activate(console)
    QTest.keyClick(console.window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    assert console.window.workspace == BESTAND
    assert console.window.pages[BESTAND].isVisible()


def test_what_the_tree_points_at_is_what_the_table_shows(
    setting: StockedSetting, stock: Stock
) -> None:
    from app.domain.inventory.queries import Filter, Operator, Query  # noqa: PLC0415 - only here

    _, page = setting.stocked()
    scope = Query("asset", (Filter("site", Operator.IS, (stock.site,)),))
    page.tree.scope_requested.emit(scope)
    assert list(page.table.query().filters) == list(scope.filters)
