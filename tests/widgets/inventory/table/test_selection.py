"""What is selected is ranges; others are told keys, sums, and what all of it fulfils."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.inventory.queries import Filter, Operator, Query
from app.domain.inventory.records import Key
from tests.fakes.clocks import START_US
from tests.widgets.inventory.made import ASSETS, Made, heard
from widgets.inventory.panes import Acts
from widgets.inventory.table import InventoryTable
from widgets.inventory.table.menus import act_words, acts_of


def test_all_rows_are_one_range_and_one_query(qtbot: QtBot, table: InventoryTable) -> None:
    told = heard(table.keys_selected)
    table.grid.setFocus()
    QTest.keyClick(table.grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(told))
    assert table.grid.chosen_runs() == [range(ASSETS)]
    assert table.selection_query() == Query("asset")
    assert len(table.chosen_records().ids) == ASSETS
    assert len(told[-1]) == ASSETS  # type: ignore[arg-type]  # a list of keys
    assert table.footer.label.text() == f"{ASSETS} Geräte, {ASSETS} ausgewählt"


def test_some_rows_are_no_query_but_their_keys(
    qtbot: QtBot, table: InventoryTable, made: Made
) -> None:
    told = heard(table.keys_selected)
    table.grid.selectRow(3)
    qtbot.waitUntil(lambda: told == [[Key("asset", made.assets[3])]])
    assert table.selection_query() is None


def test_numbers_of_the_selection_are_added_up(qtbot: QtBot, table: InventoryTable) -> None:
    table.show_columns(["tag", "cost"])
    qtbot.waitUntil(lambda: table.model.row(0) is not None)
    table.grid.selectAll()
    total = sum(100 + n for n in range(ASSETS))
    assert total == 74_850
    qtbot.waitUntil(lambda: table.footer.sums.text() == "Anschaffungskosten: Σ 74.850,00\u202f€")
    table.grid.clearSelection()
    qtbot.waitUntil(lambda: not table.footer.sums.text())


def test_the_selection_of_others_is_followed_in_silence(
    qtbot: QtBot, table: InventoryTable, made: Made
) -> None:
    told = heard(table.keys_selected)
    table.show_keys([Key("site", made.sites[0]), Key("asset", made.assets[250])])
    qtbot.waitUntil(lambda: table.selected_keys() == [Key("asset", made.assets[250])])
    assert 250 in table.grid.rows_in_sight()
    assert told == []
    table.show_keys([])
    qtbot.waitUntil(lambda: not table.selected_keys())


def test_what_is_selected_stays_so_when_rows_are_sorted_and_searched(
    qtbot: QtBot, table: InventoryTable, made: Made
) -> None:
    table.grid.selectRow(5)
    qtbot.waitUntil(lambda: bool(table.selected_keys()))
    table.top.box.setText("Leuchte")
    qtbot.waitUntil(lambda: table.feed.is_whole and len(table.model.ids) == ASSETS // 5)
    assert table.grid.chosen_runs() == [range(1, 2)]
    assert table.selected_keys() == [Key("asset", made.assets[5])]


def test_home_and_end_go_to_the_ends_and_shift_selects_up_to_there(
    qtbot: QtBot, table: InventoryTable
) -> None:
    table.grid.setFocus()
    table.grid.selectRow(10)
    QTest.keyClick(table.grid, Qt.Key.Key_End)
    assert table.grid.currentIndex().row() == ASSETS - 1
    QTest.keyClick(table.grid, Qt.Key.Key_Home)
    assert table.grid.currentIndex().row() == 0
    QTest.keyClick(table.grid, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert table.grid.chosen_runs() == [range(ASSETS)]


def test_enter_opens_and_letters_go_to_the_search(
    qtbot: QtBot, table: InventoryTable, made: Made
) -> None:
    opened = heard(table.open_requested)
    table.grid.setFocus()
    table.grid.selectRow(2)
    QTest.keyClick(table.grid, Qt.Key.Key_Return)
    assert opened == [Key("asset", made.assets[2])]
    QTest.keyClick(table.grid, Qt.Key.Key_X)
    assert table.top.box.text() == "x"
    assert table.window().focusWidget() is table.top.box


def test_each_act_of_each_kind_has_words_and_past_records_are_not_changed(
    qtbot: QtBot, table: InventoryTable, made: Made
) -> None:
    for kind in ("asset", "site", "school", "rack", "space", "loan", "finding"):
        assert all(act_words(act) for act in acts_of(kind) if act)
    asked: list[tuple[str, list[Key]]] = []
    table.act_requested.connect(lambda act, keys: asked.append((act, keys)))
    table.grid.selectRow(0)
    qtbot.waitUntil(lambda: bool(table.selected_keys()))
    table._ask_act(Acts.BULK)
    assert asked == [(Acts.BULK, [Key("asset", made.assets[0])])]
    told = heard(table.message_requested)
    table.moment = 1
    table._ask_act(Acts.BULK)
    assert len(asked) == 1
    assert told


def test_a_filter_on_all_selected_comes_with_the_query(qtbot: QtBot, table: InventoryTable) -> None:
    query = Query("asset", (Filter("state", Operator.IS, ("repair",)),))
    table.show_query(query)
    qtbot.waitUntil(lambda: table.feed.is_whole and len(table.model.ids) == ASSETS // 4)
    table.grid.selectAll()
    assert table.selection_query() == query


def test_other_columns_and_another_query_leave_what_is_still_there_selected(
    qtbot: QtBot, table: InventoryTable, made: Made
) -> None:
    told = heard(table.keys_selected)
    table.grid.selectAll()
    qtbot.waitUntil(lambda: len(table.selected_keys()) == ASSETS)
    told.clear()
    table.show_columns(["cost", "tag"])
    assert table.grid.chosen_count == ASSETS
    table.show_query(Query("asset", (Filter("state", Operator.IS, ("repair",)),)))
    qtbot.waitUntil(lambda: len(table.selected_keys()) == ASSETS // 4)
    assert table.grid.chosen_count == ASSETS // 4
    assert told == []


def test_one_record_selected_elsewhere_replaces_all_selected_rows(
    qtbot: QtBot, table: InventoryTable, made: Made
) -> None:
    table.grid.selectAll()
    qtbot.waitUntil(lambda: len(table.selected_keys()) == ASSETS)
    key = Key("asset", made.assets[7])
    table.show_keys([key])
    qtbot.waitUntil(lambda: table.selected_keys() == [key])
    assert len(table.chosen_records().ids) == 1
    assert table.selection_query() is None


def test_all_rows_selected_just_before_another_selection_comes_do_not_come_back(
    qtbot: QtBot, table: InventoryTable, made: Made
) -> None:
    key = Key("asset", made.assets[7])
    table.show_keys([key])
    qtbot.waitUntil(lambda: table.selected_keys() == [key])
    table.grid.selectAll()  # what is selected is told a little later
    table.show_keys([key])
    qtbot.waitUntil(lambda: len(table.chosen_records().ids) == 1)
    assert table.selected_keys() == [key]


def test_a_record_of_another_kind_is_selected_once_its_rows_are_there(
    qtbot: QtBot, table: InventoryTable, made: Made
) -> None:
    table.show_kind("space")
    table.show_keys([Key("space", made.rooms[2])])
    qtbot.waitUntil(lambda: table.selected_keys() == [Key("space", made.rooms[2])])
    key = Key("asset", made.assets[7])
    table.show_kind("asset")
    table.show_keys([key])
    table.show_keys([key])
    qtbot.waitUntil(lambda: table.feed.is_whole and table.selected_keys() == [key])
    assert table.grid.chosen_runs() == [range(7, 8)]


def test_what_is_selected_comes_back_with_a_moment_that_has_it(
    qtbot: QtBot, table: InventoryTable, made: Made
) -> None:
    key = Key("asset", made.assets[7])
    table.show_keys([key])
    qtbot.waitUntil(lambda: table.selected_keys() == [key])
    table.show_moment(START_US - 1)
    qtbot.waitUntil(lambda: "damals noch nichts" in table.stage.placeholder.sentence)
    table.show_moment(None)
    qtbot.waitUntil(lambda: table.grid.chosen_runs() == [range(7, 8)])
    qtbot.waitUntil(lambda: table.selected_keys() == [key])


def test_other_rows_are_shown_from_the_top(qtbot: QtBot, table: InventoryTable, made: Made) -> None:
    table.grid.verticalScrollBar().setValue(table.grid.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: table.grid.rows_in_sight().start > 200)
    table.show_query(Query("asset", (Filter("site", Operator.IS, (made.sites[0],)),)))
    qtbot.waitUntil(lambda: table.feed.is_whole and len(table.model.ids) == ASSETS // 6)
    qtbot.waitUntil(lambda: table.grid.rows_in_sight().start == 0)
