"""Binding in a real store: taking over, giving up, single points, records out of devices."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.inventory.changes import Origin
from app.domain.inventory.records import Key
from app.services.inventory.binding_changes import (
    STAGED,
    SiteChoice,
    bind,
    bind_all,
    bind_points,
    create_new,
    plan_new,
    read_sites,
    read_types,
    unbind,
    unbind_points,
)
from app.services.inventory.binding_facts import Asset, Device, Stock, devices_of, read_stock
from app.services.inventory.binding_proposals import Matcher
from app.services.inventory.bindings import keys_of_points
from tests.fakes.inventory_worlds import AP, AP_DEVICE, CITY, SITE, SWITCH, World, make_world
from tests.inventories import new_uid

DEVICES = devices_of(CITY)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = make_world(tmp_path)
    yield made
    made.inventory.close()


def stock_of(world: World) -> Stock:
    reader = world.inventory.reader()
    try:
        kinds = [replace(DEVICES[0], kinds=("switch", "access_point"))]
        return read_stock(reader, kinds)
    finally:
        reader.close()


def asset(stock: Stock, key: Key) -> Asset:
    found = stock.asset(key.uid)
    assert found is not None
    return found


def test_a_device_that_another_record_has_changes_hands_in_one_go(world: World) -> None:
    stock = stock_of(world)
    change = bind(asset(stock, SWITCH), AP_DEVICE, stock.holder(AP_DEVICE), 1)
    world.inventory.commit(change)
    after = stock_of(world)
    assert asset(after, SWITCH).device == AP_DEVICE
    assert asset(after, AP).device == ""
    number = world.inventory.reader().transactions(1)[0].number
    world.inventory.commit(world.inventory.inverse(number))
    assert asset(stock_of(world), AP).device == AP_DEVICE


def test_a_record_gives_its_device_up(world: World) -> None:
    world.inventory.commit(unbind([asset(stock_of(world), AP)]))
    assert stock_of(world).holder(AP_DEVICE) is None


def test_many_proposals_are_one_change(world: World) -> None:
    stock = stock_of(world)
    world.inventory.commit(unbind([asset(stock, AP)]))
    device = Device("ap", "ap", ("access_point",), "Märkisches Gymnasium", "s")
    switch = Device("sw", "switch", ("switch",), "Märkisches Gymnasium", "s")
    pairs = Matcher([device, switch], stock_of(world).assets).pairs()
    commit = world.inventory.commit(bind_all(pairs))
    assert (commit.transaction.count, commit.transaction.origin) == (2, Origin.BULK)
    after = stock_of(world)
    assert (asset(after, AP).device, asset(after, SWITCH).device) == ("ap", "sw")


def test_single_points_are_bound_found_and_loosened(world: World) -> None:
    point = str(CITY.points[0].id)
    world.inventory.commit(bind_points(SWITCH, [point], new_uid))
    stock = stock_of(world)
    (binding,) = stock.points
    assert (binding.owner, binding.point) == (SWITCH, point)
    reader = world.inventory.reader()
    assert SWITCH in keys_of_points(reader, [point], CITY)
    reader.close()
    world.inventory.commit(unbind_points([binding]))
    assert stock_of(world).points == ()


def test_a_record_made_of_a_device_has_type_site_place_and_device(world: World) -> None:
    reader = world.inventory.reader()
    types, sites = read_types(reader), read_sites(reader)
    device = replace(
        DEVICES[0], name="neu", kinds=("switch",), site="Maerkisches Gymnasium", is_simulated=True
    )
    strange = replace(device, name="fremd", kinds=("olt",), site="Nirgends", east=None)
    planned = plan_new([device, strange], types, sites)
    assert planned[0].type is not None
    assert planned[0].site is not None
    assert planned[0].site.uid == SITE.uid
    assert planned[1].type is None
    assert planned[1].site is None
    commit = world.inventory.commit(create_new(planned, new_uid))
    record = reader.record("asset", commit.changed[0].uid)
    assert len(commit.changed) == 1
    assert record is not None
    wanted = ("state", "device", "site", "source")
    assert [record.get(name) for name in wanted] == [STAGED, "neu", SITE.uid, "Simulation"]
    assert record.number("east") is not None
    reader.close()


def test_of_sites_with_one_name_the_fitting_one_is_chosen() -> None:
    sites = [
        SiteChoice("1", "Messstelle Holsen", "sensor_mount", 0.0, 0.0),
        SiteChoice("2", "Mobilfunkstandort Holsen", "mast", 900.0, 0.0),
        SiteChoice("3", "Hafen", "other", 10.0, 0.0),
    ]
    antenna = Device("5g", "cell_5g", ("antenna",), "Holsen", "s", east=0.0, north=0.0)
    near = replace(antenna, site="Ohne Namen", kinds=("sensor",))
    planned = plan_new([antenna, near, near], (), sites)
    assert [one.site.uid for one in planned if one.site] == ["2", "1", "1"]
    assert "m entfernt" in planned[1].reason
    assert planned[2].name.endswith(" 2")
