"""What hangs on a thing: sites, schools, devices, points, projects, and what has one way left."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.networks.impact import Impact, impact
from app.domain.inventory.records import Key
from tests.fakes.inventory_networks import MadeNetwork, made_pon, made_schools
from tests.fakes.random_networks import random_networks


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
    assert set(found.papers) == {made.key("project", "Glasfaser"), made.key("milestone", "Ausbau")}


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


@pytest.mark.parametrize(
    "kind", ["vendor", "asset", "site", "school", "district", "tube", "port", "relation"]
)
def test_what_is_not_there_is_refused(kind: str) -> None:
    with pytest.raises(KeyError):
        impact(made_pon().network(), Key(kind, "x"))


def test_a_relation_supplies_nothing() -> None:
    made = made_schools(1)
    with pytest.raises(KeyError):
        impact(made.network(), Key("relation", next(iter(made.values["relation"]))))


def test_a_school_without_a_site_is_refused() -> None:
    made = MadeNetwork()
    made.add("school", "lose", name="Lose Schule")
    with pytest.raises(KeyError):
        of(made, "school", "lose")


def test_a_tube_takes_the_fibres_that_lie_in_it_and_no_others() -> None:
    made = made_pon()
    made.cable("F3", 4, 2)
    for number in (1, 3):
        made.asset(f"Gerät {number}", "switch", "KVz")
        made.link(f"F3.{number}", f"Gerät {number}")
    assert of(made, "tube", "F3/1").assets == {"switch": (made.uid("Gerät 1"),)}
    assert of(made, "tube", "F1/1").pupils == 1_800


def test_papers_of_a_site_that_is_cut_off_are_named() -> None:
    made = MadeNetwork().site("Schule", "school").site("Amt").asset("core", "router", "Amt")
    made.link("core", "Schule", "radio")
    made.relate("site", "Schule", "project", "p1", "belongs")
    assert [key.uid for key in of(made, "asset", "core").papers] == ["p1"]


def test_a_district_takes_its_schools_as_each_of_its_sites_does() -> None:
    made = made_schools(3)
    whole = of(made, "district", "Bezirk")
    own = [of(made, "site", f"Schule am Weg {number}").schools for number in (3, 2, 1)]
    assert whole.schools == tuple(hit for hits in own for hit in hits)
    assert not whole.sites


def test_a_school_takes_the_other_schools_of_its_site_and_is_not_among_them() -> None:
    made = made_pon()
    made.add("school", "abend", site=made.uid("Schule 1"), name="Abendschule", pupils=40)
    assert [one.name for one in of(made, "school", "school 1").schools] == ["Abendschule"]
    assert of(made, "school", "school 1").asset_count == 1


def test_only_measuring_points_and_papers_are_named_among_relations() -> None:
    made = made_pon()
    made.relate("asset", "olt", "point", "netz.olt", "measures")
    made.relate("asset", "olt", "point", "strom.feld", "feeds")
    made.relate("asset", "olt", "twin_object", "t1", "shows")
    made.relate("asset", "ont 1", "project", "p1", "belongs")
    made.relate("asset", "odf", "project", "p2", "belongs")
    found = of(made, "asset", "olt")
    assert found.points == ("netz.olt",)
    # The panel lacks a signal, and does what it should: nothing of it has failed.
    assert {key.uid for key in found.papers} == {"p1"}
    behind = of(made, "asset", "ont 1")
    assert (behind.points, [key.uid for key in behind.papers]) == ((), ["p1"])


def test_a_link_at_a_failed_port_has_failed_with_it() -> None:
    found = of(made_pon(), "port", "spl/2")
    assert (found.asset_count, dict(found.cabling)) == (1, {})


@pytest.mark.parametrize(
    "hit",
    [
        {"sites": (Key("site", "s"),)},
        {"sites_in_part": (Key("site", "s"),)},
        {"assets": {"switch": ("a",)}},
        {"thinned": (Key("asset", "a"),)},
        {"cabling": {"link": ("l",)}},
    ],
)
def test_whatever_is_hit_is_not_nothing(hit: dict[str, Any]) -> None:
    assert not Impact(Key("site", "x"), **hit).is_empty
    assert Impact(Key("site", "x"), cabling={"link": ()}).is_empty


def test_a_district_without_sites_takes_nothing() -> None:
    made = made_schools(2)
    made.add("district", "leer", name="Leerfeld")
    found = of(made, "district", "leer")
    assert found == Impact(found.cause)
    assert found.is_empty
    assert (found.asset_count, found.pupils) == (0, 0)


@given(random_networks(), st.data())
def test_more_that_fails_never_spares_anything(made: MadeNetwork, data: st.DataObject) -> None:
    site = data.draw(st.sampled_from(["S0", "S1", "S2", "S3"]))
    district = made.key("district", f"D{int(site[1]) % 2}")
    part, whole = of(made, "site", site), impact(made.network(), district)
    for kind, uids in part.assets.items():
        assert set(uids) <= set(whole.assets[kind])
    assert set(part.devices) <= set(whole.devices)
    assert {hit.key for hit in part.schools} <= {hit.key for hit in whole.schools}
    assert part.pupils <= whole.pupils


@given(random_networks(), st.data())
def test_an_asset_takes_no_more_than_its_site(made: MadeNetwork, data: st.DataObject) -> None:
    placed = [uid for uid, one in made.values.get("asset", {}).items() if one.get("site")]
    if placed:
        uid = data.draw(st.sampled_from(placed))
        site = str(made.values["asset"][uid]["site"])
        part, whole = (
            impact(made.network(), Key(*key)) for key in (("asset", uid), ("site", site))
        )
        for kind, uids in part.assets.items():
            assert set(uids) <= set(whole.assets[kind])
        assert uid not in {one for uids in part.assets.values() for one in uids}


@given(random_networks(), st.data())
def test_a_site_is_cut_off_when_all_that_was_supplied_there_is(
    made: MadeNetwork, data: st.DataObject
) -> None:
    cause = made.key("site", "S1")
    if assets := sorted(made.values.get("asset", {})):
        cause = Key("asset", data.draw(st.sampled_from(assets)))
    network = made.network()
    failed = network.node_of[cause.uid]
    dead = {network.key(node).uid for node in network.supply.fail(np.array([failed])).dead.tolist()}
    supplied = {
        one["b"]
        for one in made.values.get("link", {}).values()
        if one["state"] == "in_service"
        and one["kind"] in {"copper", "fibre"}
        and one["a"] != one["b"]
    }
    cut, part = set(), set()
    for site in set(made.values["site"]) - {cause.uid}:
        own = [
            uid
            for uid, one in made.values.get("asset", {}).items()
            if one.get("site") == site and one["state"] == "in_service"
        ]
        fed = [uid for uid in own if uid in supplied]
        touched = [uid for uid in own if uid in dead and uid != cause.uid]
        if site in dead or (fed and touched and set(fed) <= dead):
            cut.add(site)
        elif touched:
            part.add(site)
    found = impact(network, cause)
    assert {key.uid for key in found.sites} == cut
    assert {key.uid for key in found.sites_in_part} == part


@given(random_networks(), st.data())
def test_lists_do_not_contradict_each_other(made: MadeNetwork, data: st.DataObject) -> None:
    kind = data.draw(
        st.sampled_from([kind for kind in ("site", "asset", "link") if kind in made.values])
    )
    cause = Key(kind, data.draw(st.sampled_from(sorted(made.values[kind]))))
    found = impact(made.network(), cause)
    assert not set(found.sites) & set(found.sites_in_part)
    assert cause not in (*found.sites, *found.sites_in_part, *found.thinned)
    dead = {uid for uids in (*found.assets.values(), *found.cabling.values()) for uid in uids}
    assert cause.uid not in dead
    assert not dead & {key.uid for key in found.thinned}
    places = {key.uid for key in (*found.sites, *found.sites_in_part)} | {cause.uid}
    for hit in found.schools:
        assert made.values["school"][hit.key.uid]["site"] in places
    assert all(
        made.values["asset"][uid]["state"] == "in_service"
        for uids in found.assets.values()
        for uid in uids
    )
