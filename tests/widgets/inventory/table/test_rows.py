"""Rows come lazily, in order, filtered and searched where they are kept."""

from array import array

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.inventory.queries import Filter, Operator, Query, Sort
from app.domain.inventory.records import Key
from app.services.ports import StorageError
from tests.fakes.city import make_state
from tests.fakes.clocks import START_US
from tests.fakes.inventory_worlds import CITY
from tests.inventories import create, remove, update
from tests.widgets.inventory.made import ASSETS, Made, heard
from widgets.inventory.panes import Acts
from widgets.inventory.table import InventoryTable
from widgets.inventory.table.columns import make_column
from widgets.inventory.table.footer import dative
from widgets.inventory.table.model import PAGE, InventoryModel
from widgets.inventory.table.rows import Row


def column_texts(table: InventoryTable, path: str, rows: int = 8) -> list[str]:
    place = [column.path.text for column in table.model.columns].index(path)
    return [table.model.text(row, place) for row in range(rows)]


def settled(qtbot: QtBot, table: InventoryTable, count: int) -> None:
    """Wait until all rows of a query are there and those in sight are read."""
    qtbot.waitUntil(
        lambda: (
            table.feed.is_whole
            and len(table.model.ids) == count
            and (not count or table.model.row(0) is not None)
        )
    )


def test_values_are_said_by_type_and_references_by_title(
    qtbot: QtBot, table: InventoryTable, made: Made
) -> None:
    table.show_columns(["tag", "state", "site", "site.name", "cost", "bought_on", "tags"])
    qtbot.waitUntil(lambda: table.model.row(0) is not None)
    row = table.model.row(0)
    assert row is not None
    assert row.texts == (
        "INV-0000",
        "in Betrieb",
        "Verteiler Lange Straße 0",
        "Verteiler Lange Straße 0",
        "100,00",
        "15.01.2025",
        "wlan",
    )


def test_only_pages_in_sight_and_beside_are_read(qtbot: QtBot, table: InventoryTable) -> None:
    assert not table.model.is_loaded(ASSETS - 1)
    table.grid.verticalScrollBar().setValue(ASSETS)
    qtbot.waitUntil(lambda: table.model.row(ASSETS - 1) is not None)


def test_a_heading_sorts_up_then_down_then_no_more(qtbot: QtBot, table: InventoryTable) -> None:
    place = [column.path.text for column in table.model.columns].index("name")
    table.hands.sort_by(place)
    qtbot.waitUntil(lambda: column_texts(table, "name", 1) == ["Gerät 1"])
    assert str(table.model.headerData(place, Qt.Orientation.Horizontal)).endswith("↑")
    table.hands.sort_by(place)
    qtbot.waitUntil(lambda: column_texts(table, "name", 1)[0].startswith("Leuchte"))
    table.hands.sort_by(place)
    qtbot.waitUntil(lambda: column_texts(table, "tag", 1) == ["INV-0000"])
    assert table.query().sort == ()


def test_shift_sorts_by_several_columns(qtbot: QtBot, table: InventoryTable) -> None:
    paths = [column.path.text for column in table.model.columns]
    table.hands.sort_by(paths.index("state"))
    table.hands.sort_by(paths.index("tag"), is_added=True)
    table.hands.sort_by(paths.index("tag"), is_added=True)
    assert table.query().sort == (Sort("state"), Sort("tag", is_descending=True))
    title = table.model.headerData(paths.index("tag"), Qt.Orientation.Horizontal)
    assert str(title).endswith("↓2")


def test_words_are_found_in_any_spelling_as_they_are_typed(
    qtbot: QtBot, table: InventoryTable
) -> None:
    QTest.keyClicks(table.top.box, "nordstrasse")
    settled(qtbot, table, ASSETS // 5)
    assert all("Nordstraße" in text for text in column_texts(table, "name"))
    assert table.footer.label.text() == f"{ASSETS // 5} von {ASSETS} Geräten"


def test_no_hit_says_so_and_offers_the_way_back(qtbot: QtBot, table: InventoryTable) -> None:
    table.top.box.setText("gibt es nicht")
    qtbot.waitUntil(lambda: "nichts gefunden" in table.stage.placeholder.sentence)
    assert not table.stage.is_content_shown
    table.stage.placeholder.action_requested.emit()
    settled(qtbot, table, ASSETS)
    assert table.top.box.text() == ""
    assert table.stage.is_content_shown


def test_a_look_is_shown_with_its_filters_as_chips(
    qtbot: QtBot, table: InventoryTable, made: Made
) -> None:
    filters = (
        Filter("site.district", Operator.IS, (made.districts[0],)),
        Filter("cost", Operator.AT_LEAST, (200,)),
        Filter("cost", Operator.AT_MOST, (300,)),
    )
    table._look_at(filters=filters)
    qtbot.waitUntil(lambda: table.chips.chips["site.district"].button.text().endswith(": Mitte"))
    assert table.chips.chips["cost"].button.text() == "Anschaffungskosten: ab 200,00, bis 300,00"
    count = len(table.model.ids)
    assert 0 < count < ASSETS
    table.chips.chips["cost"].cross.click()
    settled(qtbot, table, ASSETS // 2)
    assert table.query().filters == filters[:1]


def test_what_is_shown_is_told_to_map_and_export(qtbot: QtBot, table: InventoryTable) -> None:
    told = heard(table.query_changed)
    table.show_query(Query("site"))
    assert told == [Query("site")]
    settled(qtbot, table, 6)
    assert table.footer.label.text() == "6 Standorte"


def test_a_change_reads_its_rows_again_and_keeps_place_and_selection(
    qtbot: QtBot, table: InventoryTable, made: Made
) -> None:
    table.grid.verticalScrollBar().setValue(100)
    table.show_keys([Key("asset", made.assets[110])])
    qtbot.waitUntil(lambda: table.selected_keys() == [Key("asset", made.assets[110])])
    top = table.grid.rows_in_sight().start
    table.show_commit(made.store.put(update("asset", made.assets[110], name="Neuer Name")))
    qtbot.waitUntil(lambda: column_texts(table, "name", 120)[110] == "Neuer Name")
    assert table.grid.rows_in_sight().start == top
    assert table.selected_keys() == [Key("asset", made.assets[110])]


def test_what_comes_and_goes_elsewhere_comes_and_goes_here(
    qtbot: QtBot, table: InventoryTable, made: Made
) -> None:
    new = create(
        "asset",
        tag="NEU",
        type=made.types[0],
        state="in_stock",
        site=made.sites[0],
    )
    table.show_commit(made.store.put(new))
    settled(qtbot, table, ASSETS + 1)
    table.show_commit(made.store.put(remove("asset", new.uid)))
    settled(qtbot, table, ASSETS)


def test_a_change_that_leaves_the_filter_leaves_the_table(
    qtbot: QtBot, table: InventoryTable, made: Made
) -> None:
    table.show_query(Query("asset", (Filter("state", Operator.IS, ("repair",)),)))
    settled(qtbot, table, ASSETS // 4)
    table.show_commit(made.store.put(update("asset", made.assets[2], state="in_service")))
    settled(qtbot, table, ASSETS // 4 - 1)


def test_a_renamed_site_is_called_by_its_new_name(
    qtbot: QtBot, table: InventoryTable, made: Made
) -> None:
    table.show_commit(made.store.put(update("site", made.sites[0], name="Umbenannt")))
    qtbot.waitUntil(lambda: column_texts(table, "site.name", 1) == ["Umbenannt"])


def test_the_moment_shows_what_there_was_and_closes_editing(
    qtbot: QtBot, table: InventoryTable, made: Made
) -> None:
    told = heard(table.message_requested)
    table.show_moment(START_US - 1)
    qtbot.waitUntil(lambda: "damals noch nichts" in table.stage.placeholder.sentence)
    assert "nur LIVE" in table.stage.notice.sentence
    table.show_moment(None)
    settled(qtbot, table, ASSETS)
    assert table.stage.notice.sentence == ""
    table.show_moment(START_US)
    settled(qtbot, table, ASSETS)
    table.grid.setCurrentIndex(table.model.index(0, 0))
    table.edit_cell()
    assert told == ["Ändern lässt sich der Bestand nur LIVE."]
    assert not table.top.new.isEnabled()


def test_an_empty_kind_offers_a_new_record(qtbot: QtBot, table: InventoryTable) -> None:
    asked: list[tuple[str, list[Key]]] = []
    table.act_requested.connect(lambda act, keys: asked.append((act, keys)))
    table.show_kind("contract")
    qtbot.waitUntil(lambda: "noch nichts erfasst" in table.stage.placeholder.sentence)
    table.stage.placeholder.action_requested.emit()
    assert asked == [(Acts.NEW, [Key("contract", "")])]


def test_a_store_that_cannot_be_read_says_why(qtbot: QtBot) -> None:
    def no_reader() -> object:
        raise StorageError("Die Datei fehlt.")

    table = InventoryTable()
    qtbot.addWidget(table)
    table.set_inventory(no_reader)  # type: ignore[arg-type]  # it never returns one
    qtbot.waitUntil(lambda: "Die Datei fehlt." in table.stage.placeholder.sentence)
    table.close_feed()


def test_more_rows_behind_those_shown_move_nothing() -> None:
    model = InventoryModel()
    column = make_column("asset", "name")
    assert column is not None
    model.set_columns("asset", [column])
    model.set_order(array("q", range(200)))
    page: list[Row | None] = [Row(str(n), (str(n),), 0, False) for n in range(PAGE)]
    model.put_page(0, model.ids_of(0), page, model.columns)
    resets = []
    model.modelReset.connect(lambda: resets.append(True))
    assert not model.set_order(array("q", range(1_000)))
    assert model.rowCount() == 1_000
    assert model.text(5, 0) == "5"
    assert not resets
    assert model.set_order(array("q", range(999, -1, -1)))
    assert not model.is_loaded(5)


def test_a_page_of_other_columns_or_rows_is_passed_over() -> None:
    model = InventoryModel()
    column = make_column("asset", "name")
    assert column is not None
    model.set_columns("asset", [column])
    model.set_order(array("q", [1, 2]))
    rows: list[Row | None] = [Row("a", ("x",), 0, False), None]
    model.put_page(0, array("q", [2, 1]), rows, model.columns)
    model.put_page(0, array("q", [1, 2]), rows, (column, column))
    assert not model.is_loaded(0)
    model.gone_words = "gab es noch nicht"
    model.put_page(0, array("q", [1, 2]), rows, model.columns)
    assert model.text(0, 0) == "x"
    assert model.text(1, 0) == "gab es noch nicht"


@pytest.mark.parametrize(
    ("plural", "bent"),
    [
        ("Geräte", "Geräten"),
        ("Gebäude, Etagen und Räume", "Gebäuden, Etagen und Räumen"),
        ("Funknetze (WLAN)", "Funknetzen (WLAN)"),
        ("Verbindungen", "Verbindungen"),
    ],
)
def test_a_plural_is_bent_behind_of(plural: str, bent: str) -> None:
    assert dative(plural) == bent


def test_rows_are_copied_with_their_headings(
    qtbot: QtBot, table: InventoryTable, made: Made
) -> None:
    table.show_columns(["tag", "cost"])
    qtbot.waitUntil(lambda: table.model.row(0) is not None)
    table.grid.setFocus()
    table.grid.selectRow(1)
    told = heard(table.message_requested)
    QTest.keyClick(table.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(told))
    clipboard = QGuiApplication.clipboard().text()
    assert clipboard == "Inventarnummer\tAnschaffungskosten\nINV-0001\t101,00\n"


def test_what_takes_long_says_so_and_can_be_stopped_and_taken_up_again(
    qtbot: QtBot, table: InventoryTable
) -> None:
    footer = table.footer
    assert not footer.bar.isVisible()
    table.feed.is_whole = False
    table.feed.slow.emit(True)
    assert footer.bar.isVisible()
    assert footer.button.text() == "Abbrechen"
    footer.button.click()
    assert not footer.bar.isVisible()
    assert footer.label.text() == f"Die ersten {ASSETS} Geräte"
    assert footer.button.text() == "Alle laden"
    footer.button.click()
    qtbot.waitUntil(lambda: footer.label.text() == f"{ASSETS} Geräte")
    assert not footer.button.isVisible()


def test_rows_in_sight_say_at_once_that_they_were_not_there_yet(
    qtbot: QtBot, table: InventoryTable
) -> None:
    table.model.put_page(0, table.model.ids_of(0), [None] * PAGE, table.model.columns)
    assert table.model.text(0, 0) == "gab es noch nicht"
    assert not table.grid.grab().isNull()


def test_the_first_rows_are_read_for_the_screen_alone_and_the_rest_once_it_is_calm(
    qtbot: QtBot, table: InventoryTable
) -> None:
    assert 0 < table.feed.screenful < 64
    sizes: list[int] = []
    table.feed.ordered.connect(
        lambda: sizes.append(sum(table.model.is_loaded(row) for row in range(len(table.model.ids))))
    )
    table.top.box.setText("gerät")
    qtbot.waitUntil(lambda: bool(sizes))
    assert sizes[0] == table.feed.screenful
    qtbot.waitUntil(lambda: table.model.is_loaded(100))


def test_a_moment_of_the_past_comes_with_the_state_of_the_city(
    qtbot: QtBot, table: InventoryTable
) -> None:
    table.show_state(make_state(CITY, at_us=START_US - 1, is_live=False))
    qtbot.waitUntil(lambda: "damals noch nichts" in table.stage.placeholder.sentence)
    table.show_state(make_state(CITY))
    settled(qtbot, table, ASSETS)
