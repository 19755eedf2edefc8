"""A real inventory for each test, with a small school in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.storage.inventory import SqliteInventoryReader
from tests.app.storage.inventory.records import asset
from tests.fakes.clocks import FakeClock
from tests.inventories import MadeInventory, create, make_inventory


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def inventory(tmp_path: Path, clock: FakeClock) -> Iterator[MadeInventory]:
    made = make_inventory(tmp_path, clock)
    yield made
    made.close()


@pytest.fixture
def reader(inventory: MadeInventory) -> Iterator[SqliteInventoryReader]:
    opened = inventory.reader()
    yield opened
    opened.close()


@pytest.fixture
def school(inventory: MadeInventory) -> MadeInventory:
    """Return an inventory with a district, two sites, spaces, a type and three assets."""
    inventory.put(
        create("district", uid="mitte", name="Mitte"),
        create("site", uid="nord", name="Nordschule", kind="school", district="mitte"),
        create("site", uid="sued", name="Südschule", kind="school"),
        create("space", uid="haus", site="nord", kind="building", name="Haus A"),
        create("space", uid="flur", site="nord", kind="floor", name="1. OG", parent="haus"),
        create("space", uid="raum", site="nord", kind="room", name="R 101", parent="flur"),
        create("space", uid="halle", site="nord", kind="building", name="Halle"),
        create("vendor", uid="firma", name="Firma"),
        create("asset_type", uid="ap", name="AP 7", kind="access_point", vendor="firma"),
        asset("a1", name="Übergabe", space="raum", cost=120.5, tags="|wlan|neu|"),
        asset("a2", name="Ueber Land", space="halle", cost=80.0, tags="|wlan|"),
        asset("a3", name="Straße 9", site="sued"),
    )
    return inventory
