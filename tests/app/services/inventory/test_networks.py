"""The networks of a real inventory: read once, kept, read again after a change that matters."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.inventory.changes import Commit
from app.domain.inventory.records import Key
from app.services.inventory.networks import Networks
from app.services.ports import InventoryReader, StorageError
from tests.fakes.inventory_networks import MadeNetwork, made_pon
from tests.inventories import MadeInventory, create, make_inventory, remove, update


@pytest.fixture
def made() -> MadeNetwork:
    return made_pon()


@pytest.fixture
def inventory(tmp_path: Path, made: MadeNetwork) -> Iterator[MadeInventory]:
    inventory = make_inventory(tmp_path)
    inventory.put(*made.operations())
    yield inventory
    inventory.close()


class Counting:
    """Opens readers and counts what was read."""

    def __init__(self, inventory: MadeInventory) -> None:
        self.opened = 0
        self._inventory = inventory

    def __call__(self) -> InventoryReader:
        self.opened += 1
        return self._inventory.reader()


def test_impact_and_trace_of_a_stored_network_are_those_of_the_made_one(
    inventory: MadeInventory, made: MadeNetwork
) -> None:
    networks = Networks(inventory.reader)
    assert networks.impact(made.key("asset", "olt")).pupils == 1_800
    found = networks.strand_trace(made.uid("F2.1"))
    assert found.steps[0].key == made.key("port", "olt/1")
    assert len(networks.closure_plan(made.uid("muffe")).splices) == 2


def test_the_networks_are_read_once_and_kept(inventory: MadeInventory, made: MadeNetwork) -> None:
    opening = Counting(inventory)
    networks = Networks(opening)
    before = networks.is_ready
    assert networks.network() is networks.network()
    assert (before, networks.is_ready) == (False, True)
    networks.impact(made.key("site", "PoP"))
    assert opening.opened == 1


def test_a_change_of_the_networks_is_taken_up(inventory: MadeInventory, made: MadeNetwork) -> None:
    networks = Networks(inventory.reader)
    splice = made.uid("muffe: F1.1 – F2.1")
    assert networks.impact(made.key("asset", "olt")).pupils == 1_800
    assert networks.touch(inventory.put(remove("splice", splice)))
    assert not networks.is_ready
    assert networks.impact(made.key("asset", "olt")).pupils == 0


def test_another_kind_of_a_type_changes_its_devices(
    inventory: MadeInventory, made: MadeNetwork
) -> None:
    networks = Networks(inventory.reader)
    networks.network()
    commit = inventory.put(update("asset_type", made.uid("type-ont"), kind="gateway"))
    assert networks.touch(commit)
    assert set(networks.impact(made.key("asset", "olt")).assets) == {"gateway"}


def test_a_change_elsewhere_leaves_the_networks_alone(inventory: MadeInventory) -> None:
    networks = Networks(inventory.reader)
    network = networks.network()
    commit: Commit = inventory.put(create("vendor", name="Musterwerk"))
    assert not networks.touch(commit)
    assert networks.network() is network


def test_an_empty_inventory_has_empty_networks(tmp_path: Path) -> None:
    empty = make_inventory(tmp_path / "leer.db")
    try:
        with pytest.raises(KeyError):
            Networks(empty.reader).impact(Key("asset", "x"))
    finally:
        empty.close()


def test_what_could_not_be_read_is_read_at_the_next_question(
    inventory: MadeInventory, made: MadeNetwork
) -> None:
    broken = [True]

    def open_reader() -> InventoryReader:
        if broken.pop():
            broken.append(False)
            raise StorageError("Die Datei fehlt.")
        return inventory.reader()

    networks = Networks(open_reader)
    with pytest.raises(StorageError):
        networks.network()
    assert networks.impact(made.key("asset", "olt")).pupils == 1_800
