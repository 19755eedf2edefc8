"""Text search finds any part in any spelling, best first."""

import pytest

from app.domain.inventory.queries import Filter, Operator, Query
from app.storage.inventory import SqliteInventoryReader
from tests.app.storage.inventory.records import asset
from tests.inventories import MadeInventory, create, remove, update


def found(reader: SqliteInventoryReader, text: str, *filters: Filter) -> set[str]:
    return set(reader.keys("asset", reader.ids(Query("asset", filters, text))))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ueberg", "a1"),
        ("überg", "a1"),
        ("ÜBERG", "a1"),
        ("ueber", "a1 a2"),
        ("strasse", "a3"),
        ("straße", "a3"),
        ("sse 9", "a3"),
        ("land ueber", "a2"),
        ("9", "a3"),
        ("nv", "a1 a2 a3"),
        ("a2", "a2"),
        ("inv-a", "a1 a2 a3"),
        ("nirgends", ""),
        ('"', ""),
        ('a" OR "b', ""),
        ("%_*", ""),
    ],
)
def test_parts_of_words_are_found_in_every_spelling(
    school: MadeInventory, reader: SqliteInventoryReader, text: str, wanted: str
) -> None:
    assert found(reader, text) == set(wanted.split())
    assert reader.count(Query("asset", text=text)) == len(wanted.split())


def test_what_is_found_follows_changes(
    school: MadeInventory, reader: SqliteInventoryReader
) -> None:
    before = reader.transactions()[0].at_us
    school.put(update("asset", "a1", name="Garten"), remove("asset", "a2"))
    assert found(reader, "ueber") == set()
    assert found(reader, "garten") == {"a1"}
    past = Query("asset", text="ueber", at_us=before)
    assert reader.keys("asset", reader.ids(past)) == ["a1", "a2"]


def test_many_changes_at_once_are_found_as_single_ones(
    school: MadeInventory, reader: SqliteInventoryReader
) -> None:
    """Large changes keep the index in their own way; it must come out the same."""
    school.put(*[asset(f"m{n}", name=f"Masse {n}") for n in range(300)])
    assert len(found(reader, "masse")) == 300
    school.put(*[update("asset", f"m{n}", name=f"Ärger {n}") for n in range(150)])
    assert len(found(reader, "masse")) == len(found(reader, "aerger")) == 150
    school.put(*[remove("asset", f"m{n}") for n in range(50, 200)])
    assert len(found(reader, "masse")) == 100
    assert len(found(reader, "aerger")) == 50
    school.put(update("asset", "m0", name="Einzeln"))
    assert found(reader, "einzeln") == {"m0"}


def test_text_and_filters_hold_together(
    school: MadeInventory, reader: SqliteInventoryReader
) -> None:
    assert found(reader, "ueber", Filter("cost", Operator.AT_LEAST, (100,))) == {"a1"}


def test_the_best_hits_come_first(school: MadeInventory, reader: SqliteInventoryReader) -> None:
    school.put(
        asset("b1", name="im Server"),
        asset("b2", name="Serverraum"),
        asset("b3", name="Server"),
        asset("b4", name="Altserver"),
    )
    ids = reader.ids(Query("asset", text="server"))
    assert reader.keys("asset", ids) == ["b3", "b2", "b1", "b4"]
    assert reader.ids(Query("asset", text="server"), 2) == ids[:2]


def test_a_search_over_all_kinds_says_what_and_where(
    school: MadeInventory, reader: SqliteInventoryReader
) -> None:
    school.put(create("contract", name="Nordschule, Wartung"))
    hits = reader.search("nordschule")
    assert [(hit.kind, hit.title) for hit in hits] == [
        ("site", "Nordschule"),
        ("contract", "Nordschule, Wartung"),
    ]
    assert hits[0].detail == "Mitte · Schule"
    assert [hit.uid for hit in reader.search("uebergabe")] == ["a1"]
    assert reader.search("uebergabe")[0].detail == "Access Point · AP 7 · Nordschule"
    assert reader.search("nordschule", ["contract"])[0].kind == "contract"
    assert len(reader.search("a", limit=2)) == 2
    assert reader.search("  ") == []
