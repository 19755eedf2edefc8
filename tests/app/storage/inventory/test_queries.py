"""What a query finds: every operator, through references, in every order."""

import pytest

from app.domain.inventory.fields import Value
from app.domain.inventory.queries import Filter, Operator, Query, Sort
from app.domain.inventory.records import Key
from app.storage.inventory import SqliteInventoryReader
from tests.app.storage.inventory.records import asset
from tests.inventories import MadeInventory, create, remove, update


def found(reader: SqliteInventoryReader, query: Query) -> list[str]:
    return reader.keys(query.kind, reader.ids(query))


def where(path: str, operator: Operator, *values: Value) -> Query:
    return Query("asset", [Filter(path, operator, values)])


@pytest.mark.parametrize(
    "asked",
    [
        ("name", Operator.IS, ("Übergabe",), "a1"),
        ("name", Operator.IS_NOT, ("Übergabe",), "a2 a3"),
        ("name", Operator.CONTAINS, ("UEBER",), "a1 a2"),
        ("name", Operator.CONTAINS, ("ss",), "a3"),
        ("name", Operator.BEGINS, ("über",), "a1 a2"),
        ("name", Operator.BEGINS, ("land",), ""),
        ("cost", Operator.AT_LEAST, (100,), "a1"),
        ("cost", Operator.AT_MOST, (120.5,), "a1 a2"),
        ("cost", Operator.IS_EMPTY, (), "a3"),
        ("cost", Operator.IS_FILLED, (), "a1 a2"),
        ("cost", Operator.IS, (None,), "a3"),
        ("cost", Operator.IS_NOT, (None,), "a1 a2"),
        ("cost", Operator.IN, (80, None), "a2 a3"),
        ("name", Operator.IN, ("Übergabe", "Straße 9"), "a1 a3"),
        ("name", Operator.IN, (), ""),
        ("tags", Operator.HAS_TAG, ("wlan",), "a1 a2"),
        ("tags", Operator.HAS_TAG, ("neu",), "a1"),
        ("tags", Operator.HAS_TAG, ("wla",), ""),
        ("uid", Operator.IS, ("a2",), "a2"),
        ("space", Operator.WITHIN, ("haus",), "a1"),
        ("space", Operator.WITHIN, ("haus", "halle"), "a1 a2"),
        ("space", Operator.IS, ("haus",), ""),
        ("site.name", Operator.IS, ("Nordschule",), "a1 a2"),
        ("site.name", Operator.IS_NOT, ("Nordschule",), "a3"),
        ("site.name", Operator.CONTAINS, ("suedsch",), "a3"),
        ("site.district.name", Operator.IS, ("Mitte",), "a1 a2"),
        ("site.district.name", Operator.IS_EMPTY, (), "a3"),
        ("site.district.name", Operator.IS_FILLED, (), "a1 a2"),
        ("site.district", Operator.IS_EMPTY, (), "a3"),
        ("space.parent", Operator.WITHIN, ("haus",), "a1"),
        ("type.vendor.name", Operator.IN, ("Firma", "Andere"), "a1 a2 a3"),
    ],
)
def test_filters_find_what_they_say(
    school: MadeInventory,
    reader: SqliteInventoryReader,
    asked: tuple[str, Operator, tuple[Value, ...], str],
) -> None:
    path, operator, values, wanted = asked
    query = where(path, operator, *values)
    assert found(reader, query) == wanted.split()
    assert reader.count(query) == len(wanted.split())
    # the same at a moment, when everything has changed meanwhile
    at_us = reader.transactions()[0].at_us
    school.put(*[update("asset", uid, name="Anders", cost=1.0, tags=None) for uid in ("a1", "a2")])
    school.put(remove("asset", "a3"), update("site", "nord", name="Alt", district=None))
    school.put(update("space", "flur", parent=None))
    past = Query("asset", query.filters, at_us=at_us)
    assert found(reader, past) == wanted.split()
    assert reader.count(past) == len(wanted.split())


def test_all_filters_hold_together(school: MadeInventory, reader: SqliteInventoryReader) -> None:
    filters = [
        Filter("tags", Operator.HAS_TAG, ("wlan",)),
        Filter("cost", Operator.AT_MOST, (100,)),
        Filter("site.district.name", Operator.IS, ("Mitte",)),
    ]
    assert found(reader, Query("asset", filters)) == ["a2"]


def test_an_unknown_path_is_an_error(school: MadeInventory, reader: SqliteInventoryReader) -> None:
    for path in ("nothing", "name.more", "site.nothing"):
        with pytest.raises(KeyError):
            reader.ids(where(path, Operator.IS, 1))


def test_texts_are_sorted_as_germans_expect(
    inventory: MadeInventory, reader: SqliteInventoryReader
) -> None:
    """The umlaut stands beside its letter, capitals beside small ones, 9 before 10, empty last."""
    names = ["Zebra", "Ähre", "apfel", "Raum 10", "Raum 9", "Öl", "Ofen", "Aal"]
    inventory.put(*[create("vendor", uid=name, name=name) for name in names])
    ordered = ["Aal", "Ähre", "apfel", "Ofen", "Öl", "Raum 9", "Raum 10", "Zebra"]
    assert found(reader, Query("vendor", sort=[Sort("name")])) == ordered
    assert found(reader, Query("vendor", sort=[Sort("name", True)])) == ordered[::-1]


def test_orders_by_several_paths_with_the_empty_ones_last(
    school: MadeInventory, reader: SqliteInventoryReader
) -> None:
    def by(*sorts: Sort) -> str:
        return " ".join(found(reader, Query("asset", sort=sorts)))

    assert by(Sort("cost")) == "a2 a1 a3"
    assert by(Sort("cost", True)) == "a1 a2 a3"
    assert by(Sort("site.name"), Sort("name", True)) == "a2 a1 a3"
    assert by(Sort("site.district.name"), Sort("cost")) == "a2 a1 a3"
    assert by(Sort("site.district.name", True), Sort("cost", True)) == "a1 a2 a3"
    assert by(Sort("type.vendor.name")) == "a1 a2 a3"
    assert by(Sort("valid_from", True), Sort("uid")) == "a1 a2 a3"


def test_states_are_sorted_by_their_life_not_by_letters(
    school: MadeInventory, reader: SqliteInventoryReader
) -> None:
    school.put(
        update("asset", "a1", state="in_service", in_service_on="2026-01-01"),
        asset("a4", state="ordered"),
    )
    assert found(reader, Query("asset", sort=[Sort("state")])) == ["a4", "a2", "a3", "a1"]


def test_many_different_texts_are_sorted_alike(
    school: MadeInventory, reader: SqliteInventoryReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What SQLite sorts, because there are too many, comes out as what is sorted here."""
    school.put(asset("a4", name="straße 90"), asset("a5", name="Zaun"), asset("a6"))
    sorts = [
        (Sort("name"),),
        (Sort("name", True),),
        (Sort("name", True), Sort("cost")),
        (Sort("site.name"), Sort("name")),
        (Sort("tags"), Sort("name", True)),
    ]
    few = [found(reader, Query("asset", sort=one)) for one in sorts]
    monkeypatch.setattr("app.storage.inventory.orders.FEW", 0)
    assert [found(reader, Query("asset", sort=one)) for one in sorts] == few
    monkeypatch.setattr("app.storage.inventory.orders.DISTINCT", 0)
    assert [found(reader, Query("asset", sort=one)) for one in sorts] == few


def test_many_records_are_sorted_and_counted_alike(
    school: MadeInventory, reader: SqliteInventoryReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What goes through an index of all comes out as what is looked at row by row."""
    school.put(
        asset("a4", name="straße 90", site="sued"), asset("a5", cost=3.0), remove("asset", "a2")
    )
    filters = [Filter("state", Operator.IS, ("in_stock",)), Filter("uid", Operator.IS_NOT, ("a3",))]
    asked = [
        Query("asset", filters, sort=[Sort("site.name", True), Sort("name")]),
        Query("asset", filters, sort=[Sort("name", True)]),
        Query("asset", text="inv", sort=[Sort("state"), Sort("cost", True)]),
    ]
    paths = ("site.name", "name", "site", "state")
    few = [found(reader, one) for one in asked]
    counted = [reader.groups(asked[0], path) for path in paths]
    monkeypatch.setattr("app.storage.inventory.selecting.MANY", 0)
    assert [found(reader, one) for one in asked] == few
    assert [reader.groups(asked[0], path) for path in paths] == counted


def test_a_limit_gives_the_first_ones(school: MadeInventory, reader: SqliteInventoryReader) -> None:
    everything = reader.ids(Query("asset", sort=[Sort("name")]))
    assert reader.ids(Query("asset", sort=[Sort("name")]), 2) == everything[:2]
    assert list(reader.ids(Query("asset"), 2)) == [1, 2]


def test_rows_follow_references_and_keep_the_order_asked_for(
    school: MadeInventory, reader: SqliteInventoryReader
) -> None:
    paths = ["tag", "site", "site.name", "site.district.name", "type.vendor.name", "cost", "rev"]
    ids = reader.ids_of("asset", ["a3", "nobody", "a1"])
    assert reader.rows("asset", ids, paths) == [
        ("INV-a3", "sued", "Südschule", None, "Firma", None, 1),
        None,
        ("INV-a1", "nord", "Nordschule", "Mitte", "Firma", 120.5, 1),
    ]


def test_groups_count_what_a_query_has(
    school: MadeInventory, reader: SqliteInventoryReader
) -> None:
    assert reader.groups(Query("asset"), "site.name") == [("Nordschule", 2), ("Südschule", 1)]
    assert reader.groups(Query("asset"), "site.district.name") == [("Mitte", 2), (None, 1)]
    assert reader.groups(Query("asset", text="ueber"), "state") == [("in_stock", 2)]
    assert sorted(reader.groups(Query("asset"), "cost"), key=str) == sorted(
        [(80.0, 1), (120.5, 1), (None, 1)], key=str
    )


def test_values_find_titles_and_references(
    school: MadeInventory, reader: SqliteInventoryReader
) -> None:
    filters = [Filter("site", Operator.IS, ("nord",))]
    assert list(reader.values("asset", ["uid", "site.name"], filters)) == [
        ("a1", "Nordschule"),
        ("a2", "Nordschule"),
    ]
    assert reader.find("asset", "tag", ["INV-a1", "none", None]) == {"INV-a1": ["a1"]}
    assert reader.find("asset", "site", ["nord"]) == {"nord": ["a1", "a2"]}
    assert reader.find("asset", "cost", [80]) == {80: ["a2"]}
    assert reader.titles([Key("asset", "a1"), Key("asset", "x"), Key("site", "nord")]) == {
        Key("asset", "a1"): "INV-a1 Übergabe",
        Key("site", "nord"): "Nordschule",
    }
    assert ("asset", "site", 2) in reader.references_to(Key("site", "nord"))
    assert ("space", "site", 4) in reader.references_to(Key("site", "nord"))
    assert reader.references_to(Key("asset", "a1")) == []


def test_values_that_are_not_read_to_the_end_do_not_hold_the_reader(
    school: MadeInventory, reader: SqliteInventoryReader
) -> None:
    values = reader.values("asset", ["uid"])
    assert next(values) == ("a1",)
    school.put(update("asset", "a1", name="Neu"))
    del values
    assert reader.rows("asset", [1], ["name"]) == [("Neu",)]


def test_without_a_file_all_is_empty(
    inventory: MadeInventory, reader: SqliteInventoryReader
) -> None:
    key = Key("asset", "a1")
    assert reader.count(Query("asset")) == 0
    assert not reader.ids(Query("asset", text="x", sort=[Sort("name")], at_us=5))
    assert reader.rows("asset", [1], ["name", "site.name"]) == [None]
    assert reader.keys("asset", [1]) == [""]
    assert reader.ids_of("asset", ["a1"]) == [0]
    assert reader.record("asset", "a1") is None
    assert reader.records("asset") == []
    assert list(reader.values("asset", ["name"])) == []
    assert reader.find("asset", "tag", ["x"]) == {}
    assert reader.groups(Query("asset"), "state") == []
    assert reader.titles([key]) == {}
    assert reader.search("x") == []
    assert reader.references_to(key) == []
    assert reader.history(key) == []
    assert reader.transactions() == []
    assert reader.lines(1) == []
    assert reader.verify() == []
    assert reader.custom_fields("asset") == {}
    inventory.put(create("vendor", name="Firma"))
    assert reader.count(Query("vendor")) == 1
