"""Topologies: what is drawn, what stands together, and that no box lies on another."""

from collections import defaultdict
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.networks.layout import tidy_layout
from app.domain.inventory.networks.topology import MOST_NODES, Topology, topology
from app.domain.inventory.records import Key
from tests.fakes.inventory_networks import MadeNetwork, made_pon, made_schools
from tests.fakes.random_networks import random_networks


def titles(found: Topology) -> set[str]:
    return {node.title for node in found.nodes}


def drawn(made: MadeNetwork, *keys: Key) -> set[str]:
    """Return the uids of all that is drawn for a selection."""
    return {key.uid for node in topology(made.network(), keys).nodes for key in node.members}


def test_a_site_is_drawn_with_what_supplies_it_and_what_it_supplies() -> None:
    made = made_schools(4)
    found = topology(made.network(), [made.key("site", "Schule am Weg 1")])
    assert {"Core 1", "Aggregation Nord", "Router 1", "Switch 1.1"} <= titles(found)
    assert "Router 3" not in titles(found)


def test_many_like_leaves_are_one_box_until_they_are_unfolded() -> None:
    made = made_schools(1)
    found = topology(made.network(), [])
    groups = [node for node in found.nodes if node.is_group]
    assert sorted(len(node.members) for node in groups) == [5, 8]
    assert {node.kind for node in groups} == {"access_point"}
    one = topology(made.network(), [], {groups[0].group})
    assert sum(node.is_group for node in one.nodes) == 1
    assert not any(node.is_group for node in topology(made.network(), [], None).nodes)


def test_leaves_with_a_second_way_are_not_among_those_with_one() -> None:
    made = MadeNetwork().asset("a").asset("b")
    made.link("a", "b")
    for number in range(10):
        made.asset(f"ap {number}", "access_point")
        made.link("a", f"ap {number}", "copper")
    for number in range(4):
        made.link("b", f"ap {number}", "copper")
    found = topology(made.network(), [])
    assert sorted(len(node.members) for node in found.nodes if node.is_group) == [4, 6]
    sources = [{a for a, b in found.edges if b == place} for place in range(len(found.nodes))]
    assert sorted(map(len, sources)) == [0, 1, 1, 2]


def test_panels_and_fibres_are_left_out_of_the_way_between_devices() -> None:
    found = topology(made_pon().network(), [])
    assert titles(found) == {"olt", "ont 1", "ont 2", "ont 3"}
    assert set(found.edges) == {(0, 1), (0, 2), (0, 3)}


def test_a_second_uplink_is_an_edge_of_its_own() -> None:
    found = topology(made_schools(2).network(), [])
    place = {node.title: number for number, node in enumerate(found.nodes)}
    router = place["Router 2"]
    ups = {a for a, b in found.edges if b == router}
    assert ups == {place["Aggregation Nord"], place["Aggregation Süd"]}


def test_tiers_count_from_the_supply() -> None:
    found = topology(made_schools(1).network(), [])
    tier = {node.title: node.tier for node in found.nodes}
    assert [tier[name] for name in ("Core 1", "Aggregation Nord", "Router 1")] == [0, 1, 2]


def test_a_ring_without_a_root_is_drawn_and_ends() -> None:
    made = MadeNetwork()
    made.site("A")
    for name in "abc":
        made.asset(name, "switch", "A")
    for pair in ("ab", "bc", "ca"):
        made.link(*pair)
    assert titles(topology(made.network(), [])) == {"a", "b", "c"}


def test_the_first_device_draws_all_it_supplies_and_the_last_what_supplies_it() -> None:
    made = made_schools(2)
    assert drawn(made, made.key("asset", "Core 1")) == drawn(made)
    last = drawn(made, made.key("asset", "Display 1.1"))
    names = ("Core 1", "Aggregation Nord", "Router 1", "Switch 1.1", "Display 1.1")
    assert last == {made.uid(name) for name in names}


def test_whatever_names_a_place_draws_what_is_there() -> None:
    made = made_schools(3)
    made.add("rack", "Schrank", name="Schrank", site=made.uid("PoP Nord"))
    made.values["asset"][made.uid("Router 2")]["rack"] = made.uid("Schrank")
    made.port("Router 2/1", "Router 2")
    router = drawn(made, made.key("asset", "Router 2"))
    site = drawn(made, made.key("site", "Schule am Weg 2"))
    assert drawn(made, made.key("rack", "Schrank")) == router
    assert drawn(made, made.key("port", "Router 2/1")) == router
    assert drawn(made, made.key("school", "Schule am Weg 2 #")) == site
    assert router <= site


def test_a_district_draws_what_its_sites_draw_together() -> None:
    made = made_schools(3)
    sites = [Key("site", uid) for uid, one in made.values["site"].items() if one.get("district")]
    assert drawn(made, made.key("district", "Bezirk")) == drawn(made, *sites)


@pytest.mark.parametrize("kind", ["asset", "site", "district", "rack", "port", "school", "vendor"])
def test_what_is_not_there_draws_nothing(kind: str) -> None:
    assert not topology(made_schools(1).network(), [Key(kind, "x")]).nodes


def test_a_site_that_a_link_ends_at_is_a_box_of_its_own_kind() -> None:
    made = MadeNetwork().site("Amt", "admin").site("Schule", "school").asset("router", "", "Amt")
    made.link("router", "Schule", "radio")
    router, school = topology(made.network(), []).nodes
    assert (router.kind, router.title, router.site) == ("other", "router", "Amt")
    assert (school.kind, school.title, school.site) == ("site.school", "Schule", "")
    assert (school.tier, school.devices) == (1, ())


def test_a_network_that_is_too_large_is_cut_and_says_so() -> None:
    made = MadeNetwork().asset("core", "router")
    for number in range(MOST_NODES):
        made.asset(f"ap {number}", "access_point")
        made.link("core", f"ap {number}", "copper")
    found = topology(made.network(), [])
    assert found.is_cut
    assert sum(len(node.members) for node in found.nodes) == MOST_NODES
    assert not topology(made_schools(2).network(), []).is_cut


@given(random_networks())
def test_everything_is_drawn_once_and_behind_what_is_drawn_before(made: MadeNetwork) -> None:
    found = topology(made.network(), [])
    members = [key for node in found.nodes for key in node.members]
    assert len(members) == len(set(members))
    for place, (node, parent) in enumerate(zip(found.nodes, found.parent, strict=True)):
        assert parent < place
        assert node.tier == (0 if parent < 0 else found.nodes[parent].tier + 1)
        assert parent < 0 or (parent, place) in found.edges
    assert all(a != b for a, b in found.edges)


@given(random_networks(), st.sampled_from(["S0", "S1", "S2", "S3"]))
def test_a_selection_draws_a_part_of_the_whole(made: MadeNetwork, site: str) -> None:
    assert drawn(made, made.key("site", site)) <= drawn(made)


@given(random_networks())
def test_folding_loses_nobody(made: MadeNetwork) -> None:
    network = made.network()
    folded, unfolded = topology(network, []), topology(network, [], None)
    groups = {node.group for node in folded.nodes if node.is_group}
    assert not any(node.is_group for node in unfolded.nodes)
    assert {key for node in folded.nodes for key in node.members} == {
        node.key for node in unfolded.nodes
    }
    assert topology(network, [], groups) == unfolded


def test_an_inventory_without_links_has_no_boxes() -> None:
    assert not topology(MadeNetwork().network(), []).nodes


@given(st.lists(st.integers(-1, 12), max_size=60))
def test_no_two_boxes_share_a_place_and_subtrees_keep_their_rows(wish: list[int]) -> None:
    parent = [above if above < node else -1 for node, above in enumerate(wish)]
    found = tidy_layout(parent)
    depth: list[int] = []
    lines: dict[tuple[int, float], list[int]] = defaultdict(list)
    for node, above in enumerate(parent):
        depth.append(0 if above < 0 else depth[above] + 1)
        lines[depth[node], float(found.rows[node])].append(int(found.columns[node]))
    assert all(len(set(places)) == len(places) for places in lines.values())
    columns: dict[int, set[float]] = defaultdict(set)
    for place, row in lines:
        columns[place].add(row)
    for rows in columns.values():
        assert all(b - a >= 0.5 for a, b in pairwise(sorted(rows)))


def test_many_leaves_form_a_grid_that_is_narrower_than_a_column() -> None:
    found = tidy_layout([-1, *[0] * 30])
    assert found.grids == (tuple(range(1, 31)),)
    assert found.rows.max() == 5
    assert found.columns.max() == 4


def test_few_leaves_stand_under_each_other() -> None:
    found = tidy_layout([-1, 0, 0, 0])
    assert found.rows.tolist() == [1, 0, 1, 2]
    assert not found.grids
