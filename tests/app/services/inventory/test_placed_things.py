"""Things placed in the twin become assets, whole and once; assets get their place there."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.inventory.changes import Action, ConflictError
from app.domain.inventory.records import Key
from app.domain.twins import PlacedAsset, Spot
from app.services.inventory.placed_things import kind_of, placing_of, taken, taking_of
from app.services.inventory.twin_records import MOST, records_at, twin_records
from app.services.ports import InventoryReader
from tests.inventories import MadeInventory, create, make_inventory, new_uid, update

SPOT = Spot(418_231.3456, 5_726_181.2, 66.5)
THING = PlacedAsset(
    "t1", "AP Hof", "Access Point", SPOT, "M. B.", 1, "am Fenster", "bild-7", "DENW1"
)
OTHER = PlacedAsset("t2", "Kamera", "Kamera", SPOT, "M. B.", 2)


@pytest.fixture
def inventory(tmp_path: Path) -> Iterator[MadeInventory]:
    inventory = make_inventory(tmp_path)
    yield inventory
    inventory.close()


@pytest.fixture
def reader(inventory: MadeInventory) -> Iterator[InventoryReader]:
    reader = inventory.reader()
    yield reader
    reader.close()


def take(inventory: MadeInventory, reader: InventoryReader, *things: PlacedAsset) -> list[Key]:
    taking = taking_of(reader, things, new_uid, "Übernommen")
    if taking.changeset is not None:
        inventory.commit(taking.changeset)
    return list(taking.assets)


def test_a_thing_becomes_a_prepared_asset_at_its_place(
    inventory: MadeInventory, reader: InventoryReader
) -> None:
    (key,) = take(inventory, reader, THING)
    asset = reader.record("asset", key.uid)
    assert asset is not None
    assert (asset.get("name"), asset.get("state")) == ("AP Hof", "staged")
    assert asset.get("planned_state") == "in_service"
    assert (asset.get("east"), asset.get("height")) == (418_231.346, 66.5)
    assert asset.text("note") == "am Fenster Im Zwilling gesetzt von M. B.. Im Straßenfoto bild-7."
    kind = reader.record("asset_type", asset.text("type"))
    assert kind is not None
    assert (kind.get("kind"), kind.get("source")) == ("access_point", "Zwilling")
    ends = {(one.get("to"), one.get("role")) for one in reader.records("relation")}
    assert ends == {("placed:t1", "evidences"), ("DENW1", "belongs")}


def test_what_was_taken_is_not_taken_twice(
    inventory: MadeInventory, reader: InventoryReader
) -> None:
    (first,) = take(inventory, reader, THING)
    before = inventory.counts()
    again = taking_of(reader, [THING], new_uid)
    assert (again.changeset, again.assets, again.known) == (None, (), {"t1": first})
    (second,) = take(inventory, reader, THING, OTHER)
    assert second != first
    assert inventory.counts()["asset"] == before["asset"] + 1
    assert taken(reader, [THING, OTHER]) == {"t1": first, "t2": second}
    assert taken(reader, []) == {}


def test_a_type_without_a_model_is_made_once(
    inventory: MadeInventory, reader: InventoryReader
) -> None:
    take(inventory, reader, THING, replace(THING, id="t3"))
    take(inventory, reader, replace(THING, id="t4"))
    assert len(reader.records("asset_type")) == 1
    assert len(reader.records("asset")) == 3


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Access Point", "access_point"),
        (" kamera ", "camera"),
        ("Ladepunkt", "charger"),
        ("Lichtmast", "light"),
        ("Muffe", "closure"),
        ("USV", "ups"),
        ("Zauberkasten", "other"),
        ("", "other"),
    ],
)
def test_words_of_people_become_kinds(word: str, kind: str) -> None:
    assert kind_of(word) == kind


def test_undoing_lets_a_thing_be_taken_again(
    inventory: MadeInventory, reader: InventoryReader
) -> None:
    taking = taking_of(reader, [THING], new_uid)
    assert taking.changeset is not None
    commit = inventory.commit(taking.changeset)
    inventory.commit(inventory.inverse(commit.transaction.number))
    assert taken(reader, [THING]) == {}
    assert take(inventory, reader, THING)


def test_an_asset_gets_the_place_that_was_clicked(
    inventory: MadeInventory, reader: InventoryReader
) -> None:
    (key,) = take(inventory, reader, OTHER)
    asset = reader.record("asset", key.uid)
    assert asset is not None
    changeset = placing_of(asset, Spot(1.0, 2.0, 3.0), "DENW2", new_uid)
    assert [one.action for one in changeset.operations] == [Action.UPDATE, Action.CREATE]
    inventory.commit(changeset)
    moved = reader.record("asset", key.uid)
    assert moved is not None
    assert [moved.get(name) for name in ("east", "north", "height")] == [1.0, 2.0, 3.0]
    assert [one for one, _ in records_at(reader, "DENW2", 0.0, 0.0)] == [key]


def test_a_change_meanwhile_is_a_conflict(
    inventory: MadeInventory, reader: InventoryReader
) -> None:
    (key,) = take(inventory, reader, OTHER)
    asset = reader.record("asset", key.uid)
    assert asset is not None
    inventory.put(update("asset", key.uid, name="anders"))
    with pytest.raises(ConflictError):
        inventory.commit(placing_of(asset, SPOT, "", new_uid))


def test_records_stand_in_the_twin_where_they_are(
    inventory: MadeInventory, reader: InventoryReader
) -> None:
    site = create("site", name="Schule", kind="school", east=10.0, north=20.0)
    kind = create("asset_type", name="AP", kind="access_point")
    indoors = create("asset", name="drin", type=kind.uid, state="staged", site=site.uid)
    inventory.put(site, kind, indoors)
    (own,) = take(inventory, reader, OTHER)
    keys = [Key("site", site.uid), Key("asset", indoors.uid), own]
    found = twin_records(reader, keys)
    assert [one.title for one in found] == ["Schule", "drin", "Kamera"]
    assert [one.height for one in found] == [None, None, 66.5]
    assert [bool(one.detail) for one in found] == [False, True, False]
    assert found[1].owner == keys[0]
    assert twin_records(reader, [Key("asset_type", kind.uid)]) == []


def test_an_asset_whose_place_was_emptied_is_where_its_thing_was_placed(
    inventory: MadeInventory, reader: InventoryReader
) -> None:
    site = create("site", name="Schule", kind="school", east=10.0, north=20.0)
    inventory.put(site)
    (key,) = take(inventory, reader, OTHER)
    inventory.put(update("asset", key.uid, east=None, north=None, height=None, site=site.uid))
    (found,) = twin_records(reader, [key], {"t2": (7.0, 8.0, 9.0)})
    assert (found.east, found.north, found.height, found.detail) == (7.0, 8.0, 9.0, "")


def test_a_building_has_its_related_records_and_the_nearest_site(
    inventory: MadeInventory, reader: InventoryReader
) -> None:
    sites = [
        create("site", name=name, kind="school", east=east, north=0.0)
        for name, east in (("nah", 10.0), ("näher", -4.0), ("fern", 26.0))
    ]
    inventory.put(*sites)
    assert [title for _, title in records_at(reader, "DENW1", 0.0, 0.0)] == ["näher"]
    assert records_at(reader, "DENW1", 500.0, 0.0) == []
    (asset,) = take(inventory, reader, THING)
    found = records_at(reader, "DENW1", 0.0, 0.0)
    assert [key for key, _ in found] == [asset, Key("site", sites[1].uid)]


def test_no_more_records_are_shown_than_the_twin_draws(
    inventory: MadeInventory, reader: InventoryReader
) -> None:
    sites = [
        create("site", name=f"S{n}", kind="pop", east=float(n), north=1.0) for n in range(MOST + 5)
    ]
    inventory.put(*sites)
    assert len(twin_records(reader, [Key("site", one.uid) for one in sites])) == MOST
