"""Topologies: what is drawn, what stands together, and that no box lies on another."""

from collections import defaultdict
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.networks.layout import tidy_layout
from app.domain.inventory.networks.topology import Topology, topology
from tests.fakes.inventory_networks import MadeNetwork, made_pon, made_schools


def titles(found: Topology) -> set[str]:
    return {node.title for node in found.nodes}


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
