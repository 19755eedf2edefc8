"""What is kept where nothing may be written is kept as long as the program runs, in order."""

from dataclasses import replace

from app.domain.twins import FactTable, PlacedAsset, Spot, TwinBookmark
from app.services.ports import TwinStore
from app.services.twin_memory import MemoryTwin

SPOT = Spot(412_300.25, 5_725_100.5, 63.2)
VIEW = TwinBookmark("v", "Markt", SPOT, 30.0, -20.0, 45.0, "Anna", 2_000)
THING = PlacedAsset("a", "AP 7", "Access Point", SPOT, "Anna", 2_000)
TABLE = FactTable("t", "energie.csv", ("Klasse", "kWh"), {"B1": ("C", None)}, "Anna", 2_000)


def test_views_are_kept_replaced_and_removed() -> None:
    store: TwinStore = MemoryTwin()
    store.put_bookmark(VIEW)
    store.put_bookmark(replace(VIEW, id="w", created_us=1_000))
    assert [one.id for one in store.bookmarks()] == ["w", "v"]
    store.put_bookmark(replace(VIEW, name="Bahnhof"))
    assert [one.name for one in store.bookmarks()] == ["Markt", "Bahnhof"]
    store.remove_bookmark("w")
    store.remove_bookmark("w")
    assert [one.id for one in store.bookmarks()] == ["v"]


def test_things_are_kept_replaced_and_removed() -> None:
    store: TwinStore = MemoryTwin()
    store.put_asset(THING)
    store.put_asset(replace(THING, id="b", created_us=1_000))
    assert [one.id for one in store.assets()] == ["b", "a"]
    store.put_asset(replace(THING, note="neu"))
    store.remove_asset("b")
    store.remove_asset("unknown")
    assert [one.note for one in store.assets()] == ["neu"]


def test_later_tables_win_and_what_they_do_not_say_stays() -> None:
    store: TwinStore = MemoryTwin()
    assert store.facts_of("B1") == {}
    store.put_table(replace(TABLE, id="later", rows={"B1": ("D", 12.5)}, created_us=3_000))
    store.put_table(TABLE)
    assert [one.id for one in store.tables()] == ["t", "later"]
    assert store.facts_of("B1") == {"Klasse": "D", "kWh": 12.5}
    store.remove_table("later")
    store.remove_table("later")
    assert store.facts_of("B1") == {"Klasse": "C"}
    assert store.facts_of("B2") == {}
