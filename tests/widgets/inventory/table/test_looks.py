"""Columns, filters, order and words are remembered, saved as views, and survive nonsense."""

from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from app.domain.inventory.queries import Filter, Operator, Query, Sort
from tests.inventories import create
from tests.widgets.inventory.made import ASSETS, Made
from widgets.inventory.table import InventoryTable
from widgets.inventory.table.column_dialog import ColumnDialog
from widgets.inventory.table.columns import first_paths, offered_paths
from widgets.inventory.table.filter_popup import FilterPopup
from widgets.inventory.table.looks import Look, look_from_dict, look_to_dict

VALUES = st.none() | st.text() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
LOOKS = st.builds(
    Look,
    columns=st.lists(
        st.tuples(st.text(), st.floats(1, 200).map(lambda width: round(width, 1)))
    ).map(tuple),
    filters=st.lists(
        st.builds(Filter, st.text(), st.sampled_from(Operator), st.lists(VALUES).map(tuple))
    ).map(tuple),
    sort=st.lists(st.builds(Sort, st.text(), st.booleans())).map(tuple),
    text=st.text(),
    scope=st.lists(
        st.builds(Filter, st.text(), st.sampled_from(Operator), st.lists(VALUES).map(tuple))
    ).map(tuple),
)
JSON = st.recursive(
    VALUES | st.booleans(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@given(LOOKS)
def test_a_look_comes_back_from_its_plain_data(look: Look) -> None:
    assert look_from_dict(look_to_dict(look)) == look


@given(JSON)
def test_nonsense_is_passed_over(saved: object) -> None:
    look_from_dict(saved)
    look_from_dict({"columns": saved, "filters": saved, "sort": saved, "text": saved})


def test_columns_filters_and_order_are_remembered_by_kind(
    qtbot: QtBot, table: InventoryTable, made: Made
) -> None:
    table.show_query(Query("asset", (Filter("state", Operator.IS, ("repair",)),)))
    table.show_columns(["cost", "tag"])
    table.hands.sort_wished.emit([Sort("tag", is_descending=True)])
    table.grid.setColumnWidth(0, 333)
    table.show_kind("site")
    saved = table.save_state()
    other = InventoryTable()
    qtbot.addWidget(other)
    other.restore_state(saved)
    assert other.kind == "site"
    other.show_kind("asset")
    assert [path for path, _ in other.hands.columns()] == ["cost", "tag"]
    assert abs(other.grid.columnWidth(0) - 333) < 8
    assert other.query() == Query(
        "asset",
        (Filter("state", Operator.IS, ("repair",)),),
        sort=(Sort("tag", is_descending=True),),
    )
    other.restore_state({"kind": "unheard", "looks": [1], "view": 3})
    assert other.kind == "asset"


def test_a_view_is_saved_shown_renamed_moved_and_overwritten_for_all(
    qtbot: QtBot, table: InventoryTable, made: Made
) -> None:
    table.show_query(Query("asset", (Filter("state", Operator.IS, ("repair",)),)))
    table.show_columns(["tag", "repair_note"])
    table.views.save_named("Reparaturen")
    qtbot.waitUntil(lambda: table.views.text() == "Reparaturen")
    table.show_columns(["tag"])
    assert table.views.text() == "Reparaturen (geändert)"
    table.views.overwrite()
    qtbot.waitUntil(lambda: table.views.text() == "Reparaturen")
    table.views.save_named("Zweite")
    qtbot.waitUntil(lambda: [one.name for one in table.views.mine()] == ["Reparaturen", "Zweite"])
    table.views.move_view(-1)
    qtbot.waitUntil(lambda: [one.name for one in table.views.mine()] == ["Zweite", "Reparaturen"])
    table.show_kind("site")
    assert table.views.mine() == []
    first = table.views.views[1]
    table.show_view(first)
    assert table.query().filters == (Filter("state", Operator.IS, ("repair",)),)
    assert [path for path, _ in table.hands.columns()] == ["tag"]
    qtbot.waitUntil(lambda: table.feed.is_whole)


def test_the_dialog_of_columns_offers_fields_two_references_deep(
    qtbot: QtBot, table: InventoryTable
) -> None:
    offered = {path for path, _ in offered_paths("asset")}
    assert {"tag", "site.name", "site.district.name", "type.vendor.name"} <= offered
    assert "space.site.district.name" not in offered
    dialog = ColumnDialog("asset", ["tag"], {}, table)
    qtbot.addWidget(dialog)
    item = dialog._items["site.district.name"]
    item.setCheckState(0, item.checkState(0).Checked)
    assert dialog.paths() == ["tag", "site.district.name"]
    dialog.chosen.setCurrentRow(1)
    dialog.up.click()
    with qtbot.waitSignal(dialog.columns_chosen) as chosen:
        dialog.apply_button.click()
    assert chosen.args == [["site.district.name", "tag"]]


def test_fields_of_peoples_own_are_columns(qtbot: QtBot, table: InventoryTable, made: Made) -> None:
    field = create("custom_field", kind="asset", name="raumnutzung", label="Nutzung", type="text")
    made.store.put(field)
    thing = create(
        "asset",
        tag="EIGEN",
        type=made.types[0],
        state="in_stock",
        site=made.sites[0],
        custom='{"raumnutzung": "Labor"}',
    )
    made.store.put(thing)
    table.show_query(Query("asset", (Filter("tag", Operator.IS, ("EIGEN",)),)))
    table._ask_custom()
    qtbot.waitUntil(lambda: bool(table._custom))
    table.show_columns(["tag", "custom.raumnutzung"])
    qtbot.waitUntil(lambda: table.model.text(0, 1) == "Labor")


def popup(table: InventoryTable, path: str) -> FilterPopup:
    found = table.filters.open(path)
    assert found is not None
    return found


def test_words_of_a_choice_are_ticked_with_their_counts(
    qtbot: QtBot, table: InventoryTable
) -> None:
    window = popup(table, "state")
    values = window.part.values  # type: ignore[attr-defined]  # a list of values
    qtbot.waitUntil(lambda: values.count() == 3)
    texts = [values.item(place).text() for place in range(3)]
    assert texts[0] == f"in Betrieb  ({ASSETS // 2})"
    values.item(0).setCheckState(values.item(0).checkState().Checked)
    window.apply()
    assert table.query().filters == (Filter("state", Operator.IS, ("in_service",)),)
    qtbot.waitUntil(lambda: len(table.model.ids) == ASSETS // 2)


def test_ranges_texts_and_tags_are_filtered_by_their_own_ways(
    qtbot: QtBot, table: InventoryTable
) -> None:
    window = popup(table, "cost")
    window.part.least.set_value(200)  # type: ignore[attr-defined]
    window.apply()
    window = popup(table, "name")
    window.part.line.setText("Nord")  # type: ignore[attr-defined]
    window.apply()
    window = popup(table, "tags")
    window.part.line.setText("wlan")  # type: ignore[attr-defined]
    window.apply()
    assert table.query().filters == (
        Filter("cost", Operator.AT_LEAST, (200.0,)),
        Filter("name", Operator.CONTAINS, ("Nord",)),
        Filter("tags", Operator.HAS_TAG, ("wlan",)),
    )
    qtbot.waitUntil(lambda: table.feed.is_whole)
    assert 0 < len(table.model.ids) < ASSETS // 5


def test_empty_values_are_a_filter_of_their_own(qtbot: QtBot, table: InventoryTable) -> None:
    window = popup(table, "rack")
    window._presence.setCurrentIndex(1)
    window.apply()
    assert table.query().filters == (Filter("rack", Operator.IS_EMPTY),)
    qtbot.waitUntil(lambda: len(table.model.ids) == ASSETS // 2)


def test_hidden_and_reset_columns(qtbot: QtBot, table: InventoryTable) -> None:
    table.hands.columns_wished.emit(["tag"])
    assert [path for path, _ in table.hands.columns()] == ["tag"]
    table.hands.reset_wished.emit()
    assert [path for path, _ in table.hands.columns()] == list(first_paths("asset"))
    qtbot.waitUntil(lambda: table.feed.is_whole)


def test_another_language_and_theme_leave_the_rows(qtbot: QtBot, table: InventoryTable) -> None:
    table.retranslate()
    table.apply_theme()
    qtbot.waitUntil(lambda: table.model.row(0) is not None)
    assert len(table.model.ids) == ASSETS


MIDDLE = "site.district"


def in_district(made: Made) -> Query:
    return Query("asset", (Filter(MIDDLE, Operator.IS, (made.districts[0],)),))


def test_a_place_of_the_tree_leaves_the_persons_own_filters_and_words(
    qtbot: QtBot, table: InventoryTable, made: Made
) -> None:
    own = Filter("state", Operator.IS, ("repair",))
    table._set_filters("state", [own])
    table.top.box.setText("Gerät")
    qtbot.waitUntil(lambda: table.query().text == "Gerät")
    scope = in_district(made)
    table.show_query(scope)
    assert table.query() == Query("asset", (*scope.filters, own), "Gerät")
    assert table.top.box.text() == "Gerät"
    chip = table.chips.scope
    assert chip is not None
    assert list(table.chips.chips) == ["state"]
    qtbot.waitUntil(
        lambda: table.chips.scope is not None and table.chips.scope.button.text() == "Mitte"
    )
    table.show_query(Query("asset"))
    assert table.query() == Query("asset", (own,), "Gerät")
    assert table.chips.scope is None


def test_the_place_of_the_tree_is_removed_by_its_chip_alone(
    qtbot: QtBot, table: InventoryTable, made: Made
) -> None:
    own = Filter("state", Operator.IS, ("repair",))
    table._set_filters("state", [own])
    table.show_query(in_district(made))
    assert table.chips.scope is not None
    table.chips.scope.cross.click()
    assert table.query().filters == (own,)
    table.show_query(in_district(made))
    table.chips.all_removed.emit()
    assert table.query() == Query("asset")


def test_where_nothing_stands_in_a_place_all_can_be_shown(
    qtbot: QtBot, table: InventoryTable, made: Made
) -> None:
    table.show_query(Query("asset", (Filter("rack", Operator.IS, (made.racks[0],)),)))
    qtbot.waitUntil(lambda: "Gliederung" in table.stage.placeholder.sentence)
    table.stage.action_requested.emit()
    qtbot.waitUntil(lambda: len(table.model.ids) == ASSETS)


def test_counts_of_a_filter_are_those_within_the_place(
    qtbot: QtBot, table: InventoryTable, made: Made
) -> None:
    table.show_query(in_district(made))
    window = popup(table, "state")
    values = window.part.values  # type: ignore[attr-defined]  # a list of values
    qtbot.waitUntil(lambda: values.count() == 3)
    assert values.item(0).text() == f"in Betrieb  ({ASSETS // 4})"
    window.close()


def test_the_place_of_the_tree_is_remembered_and_saved_with_views(
    table: InventoryTable, made: Made
) -> None:
    table.show_query(in_district(made))
    saved = look_from_dict(look_to_dict(table.look()))
    assert (saved.scope, saved.filters) == (in_district(made).filters, ())
