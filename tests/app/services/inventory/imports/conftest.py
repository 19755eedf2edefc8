"""An inventory with two schools, a type and two devices, to import into."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.inventories import MadeInventory, create, make_inventory


@pytest.fixture
def inventory(tmp_path: Path) -> Iterator[MadeInventory]:
    made = make_inventory(tmp_path / "city.db")
    yield made
    made.close()


@pytest.fixture
def filled(inventory: MadeInventory) -> MadeInventory:
    inventory.put(
        create("vendor", uid="1" * 32, name="Nordwind"),
        create("asset_type", uid="2" * 32, name="AP 6", kind="access_point", vendor="1" * 32),
        create("site", uid="3" * 32, name="Falkschule", kind="school"),
        create("site", uid="4" * 32, name="Märkisches Gymnasium", kind="school"),
        create(
            "asset",
            uid="5" * 32,
            tag="H-001",
            serial="SN1",
            type="2" * 32,
            site="3" * 32,
            state="in_service",
            cost=100.5,
        ),
        create(
            "asset",
            uid="6" * 32,
            tag="H-002",
            serial="SN2",
            type="2" * 32,
            site="3" * 32,
            state="in_stock",
        ),
    )
    return inventory
