"""What hangs on a thing: sites, schools, devices, points, projects, and what has one way left."""

import pytest

from app.domain.inventory.networks.impact import Impact, impact
from app.domain.inventory.records import Key
from tests.fakes.inventory_networks import MadeNetwork, made_pon, made_schools


def names(made: MadeNetwork, keys: tuple[Key, ...]) -> set[str]:
    records = made.network().records
    return {records.title(key) for key in keys}


def of(made: MadeNetwork, kind: str, name: str) -> Impact:
    return impact(made.network(), made.key(kind, name))


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("asset", "olt"),
        ("site", "PoP"),
        ("cable", "F1"),
        ("strand", "F1.1"),
        ("strand", "F2.1"),
        ("asset", "muffe"),
        ("asset", "spl"),
        ("port", "odf/h1"),
        ("port", "olt/1"),
    ],
)
def test_all_on_the_way_of_a_pon_cuts_all_its_schools_off(kind: str, name: str) -> None:
    found = of(made_pon(), kind, name)
    assert [(one.name, one.pupils, one.is_whole) for one in found.schools] == [
        ("Schule 3", 900, True),
        ("Schule 2", 600, True),
        ("Schule 1", 300, True),
    ]
    assert found.pupils == 1_800
    assert len(found.assets["ont"]) == 3
    assert set(found.devices) == {"ont-1", "ont-2", "ont-3"}


def test_a_cut_fibre_of_the_same_cable_hits_nothing_that_is_on_another() -> None:
    found = of(made_pon(), "strand", "F1.2")
    assert not found.schools
    assert not found.assets


def test_an_output_of_a_splitter_hits_its_own_school_only() -> None:
    made = made_pon()
    assert names(made, of(made, "port", "spl/2").sites) == {"Schule 2"}


def test_duct_in_duct_and_route_hit_the_cable_that_lies_in_them() -> None:
    made = made_pon()
    made.add("route", "Trasse", name="Trasse")
    made.add("duct", "außen", name="außen", route=made.uid("Trasse"))
    made.add("duct", "innen", name="innen", parent=made.uid("außen"))
    made.values["cable"][made.uid("F2")]["duct"] = made.uid("innen")
    for kind, name in (("route", "Trasse"), ("duct", "außen"), ("duct", "innen")):
        assert of(made, kind, name).pupils == 1_800


def test_a_second_uplink_keeps_a_school_and_is_reported_as_the_only_one_left() -> None:
    made = made_schools(4)
    found = of(made, "site", "PoP Nord")
    assert {one.name for one in found.schools} == {"Schule am Weg 1", "Schule am Weg 3"}
    assert names(made, found.thinned) == {"Router 2", "Router 4"}


def test_a_switch_of_a_school_hits_the_school_in_part() -> None:
    made = made_schools(4)
    found = of(made, "asset", "Switch 1.1")
    assert not found.sites
    assert names(made, found.sites_in_part) == {"Schule am Weg 1"}
    assert [one.is_whole for one in found.schools] == [False]
    assert found.pupils == 0


def test_a_power_feed_takes_down_what_it_feeds_whatever_uplinks_that_has() -> None:
    made = made_schools(4)
    made.asset("USV", "ups", "Schule am Weg 2")
    made.link("USV", "Router 2", "power")
    assert names(made, of(made, "asset", "USV").sites_in_part) == set()
    assert {one.name for one in of(made, "asset", "USV").schools} == {"Schule am Weg 2"}


def test_planned_and_dismantled_links_carry_nothing() -> None:
    made = made_schools(1)
    made.asset("Neu", "switch", "Schule am Weg 1")
    made.link("Router 1", "Neu", "copper", state="planned")
    made.link("Router 1", "Neu", "copper", state="retired")
    uid = made.uid("Neu")
    assert all(uid not in ones for ones in of(made, "asset", "Router 1").assets.values())


def test_devices_that_are_not_in_service_are_not_counted() -> None:
    made = made_schools(1)
    made.asset("Ersatz", "switch", "Schule am Weg 1", state="in_stock")
    assert made.uid("Ersatz") not in of(made, "site", "Schule am Weg 1").assets["switch"]


def test_points_by_relation_and_projects_of_what_is_hit_are_named() -> None:
    made = made_schools(3)
    made.relate("asset", "Router 1", "point", "netz.router1.last", "measures")
    found = of(made, "asset", "Aggregation Nord")
    assert found.points == ("netz.router1.last",)
    assert {(key.kind, key.uid) for key in found.papers} == {
        ("project", "medienentwicklung-2026"),
        ("milestone", "glasfaser-heessen-3"),
    }


def test_a_district_takes_all_its_sites() -> None:
    made = made_schools(3)
    assert of(made, "district", "Bezirk").asset_count > 20


def test_parts_of_a_device_and_what_hangs_in_a_rack_fall_with_them() -> None:
    made = made_schools(1)
    made.add("rack", "Schrank", name="Schrank", site=made.uid("PoP Nord"), height_units=42)
    made.asset("Gehäuse", "switch", "PoP Nord", rack=made.uid("Schrank"))
    made.asset("Karte", "switch", "PoP Nord", parent=made.uid("Gehäuse"))
    found = of(made, "rack", "Schrank")
    assert set(found.assets["switch"]) == {made.uid("Gehäuse"), made.uid("Karte")}


def test_a_link_with_a_lost_end_disturbs_nobody() -> None:
    made = made_schools(1)
    made.link("Router 1", "niemand", "copper")
    assert of(made, "asset", "Router 1").schools


def test_the_last_device_has_nothing_hanging_on_it() -> None:
    assert of(made_schools(1), "asset", "Display 1.1").is_empty


@pytest.mark.parametrize("key", [Key("vendor", "x"), Key("asset", "x"), Key("site", "x")])
def test_what_is_not_there_is_refused(key: Key) -> None:
    with pytest.raises(KeyError):
        impact(made_pon().network(), key)
