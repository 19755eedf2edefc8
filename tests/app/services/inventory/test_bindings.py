"""Which points belong to which records, by the profile's devices and by relations."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.cities import City
from app.domain.inventory.records import Key
from app.services.inventory.bindings import keys_of_points, points_of_keys
from tests.fakes.city import make_city
from tests.inventories import MadeInventory, create, make_inventory

CITY: City = make_city(60)
DEVICES = list(dict.fromkeys(str(point.device) for point in CITY.points))
SITE, ONE, TWO, PLAIN = (Key("site", "5"), Key("asset", "a1"), Key("asset", "a2"),
                         Key("asset", "a3"))  # fmt: skip


def points_of(device: str) -> list[str]:
    return [str(point.id) for point in CITY.points if str(point.device) == device]


@pytest.fixture
def inventory(tmp_path: Path) -> Iterator[MadeInventory]:
    made = make_inventory(tmp_path)
    made.put(
        create("site", uid=SITE.uid, name="Schule", kind="school"),
        create("asset_type", uid="7", name="Modell", kind="access_point"),
    )
    made.put(
        *(
            create("asset", uid=key.uid, type="7", state="staged", device=device)
            for key, device in ((ONE, DEVICES[0]), (TWO, DEVICES[1]), (PLAIN, None))
        ),
        create("relation", role="measures", from_kind="asset", from_=PLAIN.uid, to_kind="point",
               to=points_of(DEVICES[5])[0]),
        create("relation", role="measures", from_kind="site", from_=SITE.uid, to_kind="point",
               to=points_of(DEVICES[6])[0]),
        create("relation", role="belongs", from_kind="asset", from_=PLAIN.uid, to_kind="asset",
               to=ONE.uid),
    )  # fmt: skip
    yield made
    made.close()


def points(inventory: MadeInventory, *keys: Key) -> list[str]:
    with closing(inventory.reader()) as reader:
        return points_of_keys(reader, keys, CITY)


def keys(inventory: MadeInventory, *names: str) -> list[Key]:
    with closing(inventory.reader()) as reader:
        return keys_of_points(reader, names, CITY)


def test_the_points_of_a_device_belong_to_its_asset(inventory: MadeInventory) -> None:
    assert points(inventory, ONE) == points_of(DEVICES[0])


def test_points_come_in_the_order_of_the_profile(inventory: MadeInventory) -> None:
    both = [str(one.id) for one in CITY.points if str(one.device) in DEVICES[:2]]
    assert points(inventory, TWO, ONE) == both


def test_a_relation_binds_a_point_to_any_record(inventory: MadeInventory) -> None:
    assert points(inventory, PLAIN) == points_of(DEVICES[5])[:1]
    assert points(inventory, SITE) == points_of(DEVICES[6])[:1]


def test_records_without_points_have_none(inventory: MadeInventory) -> None:
    assert points(inventory) == []
    assert points(inventory, Key("asset_type", "7"), Key("asset", "unbekannt")) == []


def test_points_lead_back_to_their_assets(inventory: MadeInventory) -> None:
    assert keys(inventory, *points_of(DEVICES[0]), *points_of(DEVICES[1])) == [ONE, TWO]
    assert keys(inventory, points_of(DEVICES[5])[0]) == [PLAIN]


def test_points_of_nothing_lead_nowhere(inventory: MadeInventory) -> None:
    assert keys(inventory) == []
    assert keys(inventory, "es.gibt.ihn.nicht") == []
    assert keys(inventory, *points_of(DEVICES[9])) == []


def test_assets_are_found_of_points_not_sites(inventory: MadeInventory) -> None:
    assert keys(inventory, points_of(DEVICES[6])[0]) == []
