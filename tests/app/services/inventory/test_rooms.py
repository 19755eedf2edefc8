"""Racks and floors as they are read from a real store, now and at a moment, and what moves them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.inventory.records import Key, Record
from app.domain.inventory.rooms.racks import Side
from app.services.inventory.floors import FloorPlan, read_floor
from app.services.inventory.room_changes import (
    mounting,
    picturing,
    placing,
    unmounting,
    unplacing,
)
from app.services.inventory.rooms import (
    POWER_LIMIT_W,
    Device,
    RackRoom,
    read_ports,
    read_racks,
)
from app.services.ports import InventoryReader
from tests.fakes.clocks import FakeClock
from tests.fakes.inventory_rooms import MadeRooms, made_rooms
from tests.inventories import MadeInventory, make_inventory, update


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


@pytest.fixture
def reader(inventory: MadeInventory) -> Iterator[InventoryReader]:
    reader = inventory.reader()
    yield reader
    reader.close()


def racks(reader: InventoryReader, key: Key, at_us: int | None = None) -> RackRoom:
    room = read_racks(reader, key, at_us)
    assert room is not None
    return room


def floor(reader: InventoryReader, key: Key, at_us: int | None = None) -> FloorPlan:
    plan = read_floor(reader, key, at_us)
    assert plan is not None
    return plan


def in_rack(room: RackRoom, name: str) -> Device:
    devices = [one for rack in room.racks for one in rack.devices] + list(room.stock)
    return next(one for one in devices if one.name.startswith(name))


@pytest.mark.parametrize("name", ["school", "Technik", "Schrank A", "Core", "Gi1", "house"])
def test_what_belongs_to_a_rack_leads_to_it_and_its_neighbours(
    reader: InventoryReader, made: MadeRooms, name: str
) -> None:
    room = racks(reader, made.key(name))
    assert [rack.record.text("name") for rack in room.racks] == ["Schrank A", "Schrank B"]
    assert room.space == made.uid("Technik")
    assert room.site_title == "Schule am Weg"


def test_a_rack_knows_what_is_in_it_and_what_it_draws(
    reader: InventoryReader, made: MadeRooms
) -> None:
    first, second = racks(reader, made.key("school")).racks
    names = [device.name.split()[0] for device in first.devices]
    assert names == ["Core", "Bald", "Server", "USV", "Leiste"]
    assert [device.is_planned for device in first.devices] == [False, True, False, False, False]
    assert first.power_w == 1_300.0  # the UPS only hands on
    assert first.limit_w == POWER_LIMIT_W
    assert (second.devices, second.power_w) == ((), 0.0)


def test_the_stock_offers_what_is_for_racks_only(reader: InventoryReader, made: MadeRooms) -> None:
    assert [device.name for device in racks(reader, made.key("school")).stock] == ["Ersatz"]


def test_records_that_lead_nowhere_have_no_racks_and_no_floor(
    reader: InventoryReader, made: MadeRooms
) -> None:
    assert read_racks(reader, Key("asset", "00")) is None
    assert read_floor(reader, made.key("t ap")) is None
    assert racks(reader, made.key("empty")).racks == ()
    assert floor(reader, made.key("empty")).floor is None


def test_ports_say_what_is_at_their_other_end(reader: InventoryReader, made: MadeRooms) -> None:
    first, second = read_ports(reader, made.uid("Core"))
    assert (first.name, first.state, first.link) == ("Gi1", "in_service", made.key("cable"))
    assert first.peer.endswith("Server Schule am Weg · eth0")
    assert (second.name, second.link) == ("Gi2", None)
    assert read_ports(reader, made.uid("USV")) == ()


def test_mounting_takes_a_device_into_rack_room_and_site(
    inventory: MadeInventory, reader: InventoryReader, made: MadeRooms
) -> None:
    room = racks(reader, made.key("school"))
    inventory.commit(mounting(in_rack(room, "Ersatz"), room.racks[1].record, 6.0, Side.REAR))
    after = in_rack(racks(reader, made.key("school")), "Ersatz").record
    wanted = (made.uid("Schrank B"), 6.0, "rear", made.uid("Technik"), "in_stock")
    fields = ("rack", "rack_unit", "rack_side", "space", "state")
    assert tuple(after.get(name) for name in fields) == wanted


def test_moving_changes_only_what_becomes_otherwise(
    reader: InventoryReader, made: MadeRooms
) -> None:
    room = racks(reader, made.key("school"))
    core = in_rack(room, "Core")
    (move,) = mounting(core, room.racks[0].record, 11.0, Side.FRONT).operations
    assert (move.values, move.rev) == ({"rack_unit": 11.0}, core.record.rev)
    (out,) = unmounting(core).operations
    assert out.values == {"rack": None, "rack_unit": None, "rack_side": None}


def test_at_a_moment_the_rack_and_the_floor_are_those_of_then(
    inventory: MadeInventory, reader: InventoryReader, made: MadeRooms, clock: FakeClock
) -> None:
    then = clock.now_us()
    clock.advance(60.0)
    room = racks(reader, made.key("school"))
    inventory.commit(mounting(in_rack(room, "Core"), room.racks[1].record, 2.0, Side.REAR))
    inventory.put(update("asset", made.uid("AP 1"), plan_x=9.0))
    assert len(racks(reader, made.key("school"), then).racks[0].devices) == 5
    assert len(racks(reader, made.key("school")).racks[0].devices) == 4
    xs = [
        floor(reader, made.key("ground"), at).placed[0].record.get("plan_x") for at in (then, None)
    ]
    assert xs == [5.0, 9.0]


@pytest.mark.parametrize("name", ["school", "house", "ground", "Klasse 1", "AP 1", "Schrank A"])
def test_what_stands_on_the_ground_floor_leads_to_it(
    reader: InventoryReader, made: MadeRooms, name: str
) -> None:
    plan = floor(reader, made.key(name))
    assert plan.floor is not None
    assert plan.floor.uid == made.uid("ground")
    assert [title for _, title in plan.floors] == ["Haus A · Erdgeschoss", "Haus A · Obergeschoss"]


def test_a_floor_has_rooms_devices_with_and_without_place(
    reader: InventoryReader, made: MadeRooms
) -> None:
    plan = floor(reader, made.key("ground"))
    rooms = {room.record.text("name"): room for room in plan.rooms}
    assert {name: bool(room.rings) for name, room in rooms.items()} == {
        "Klasse 1": True,
        "Technik": True,
        "Kiosk": False,
    }
    assert (rooms["Klasse 1"].unplaced, rooms["Technik"].unplaced) == (1, 5)
    assert [device.name for device in plan.placed] == ["AP 1", "AP 2"]
    waiting = [device.name for device in plan.waiting]
    assert waiting[0] == "AP 3"
    assert {"AP 4", "Ersatz"} <= set(waiting)
    upper = read_floor(reader, made.key("ground"), None, made.uid("upper"))
    assert upper is not None
    assert (upper.rooms, upper.placed) == ((), ())


def test_placing_and_unplacing_and_scale_are_stored(
    inventory: MadeInventory, reader: InventoryReader, made: MadeRooms
) -> None:
    plan = floor(reader, made.key("ground"))
    device = next(one for one in plan.waiting if one.name == "AP 3")
    inventory.commit(placing(device, 12.3456, 2.0, made.uid("Technik")))
    device = next(one for one in floor(reader, made.key("ground")).placed if one.name == "AP 3")
    fields = [device.record.get(name) for name in ("plan_x", "plan_y", "space")]
    assert fields == [12.35, 2.0, made.uid("Technik")]
    inventory.commit(unplacing(device))
    assert plan.floor is not None
    inventory.commit(picturing(plan.floor, "eg.png", (30.0, 15.0)))
    plan = floor(reader, made.key("ground"))
    assert len(plan.placed) == 2
    assert plan.floor is not None
    assert (plan.floor.get("plan_image"), plan.floor.get("plan_width_m")) == ("eg.png", 30.0)


def test_a_device_of_another_site_leaves_its_room_there(made: MadeRooms) -> None:
    rack = Record("rack", "r", 1, 1, {"name": "Schrank", "site": "here"}, 0)
    device = Device(
        Record("asset", "a", 2, 1, {"site": "store", "space": "shelf"}, 0), "switch", ""
    )
    values = mounting(device, rack, 1.0, Side.FRONT).operations[0].values
    assert (values["site"], values["space"]) == ("here", None)
