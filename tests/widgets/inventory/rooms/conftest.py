"""A made school in a real store for the panes of racks and plans, tested in German."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from tests.fakes.clocks import FakeClock
from tests.fakes.inventory_rooms import MadeRooms, made_rooms
from tests.inventories import MadeInventory, make_inventory


@pytest.fixture(autouse=True)
def _german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def made() -> MadeRooms:
    return made_rooms()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def inventory(tmp_path: Path, made: MadeRooms, clock: FakeClock) -> Iterator[MadeInventory]:
    inventory = make_inventory(tmp_path, clock)
    inventory.put(*made.operations())
    yield inventory
    inventory.close()
