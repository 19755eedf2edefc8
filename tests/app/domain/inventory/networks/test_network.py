"""Who hangs together with whom: links, ports, splices, relations, and what carries a signal."""

import numpy as np

from app.domain.inventory.networks.network import Network
from app.domain.inventory.networks.records import NetworkRecords
from app.domain.inventory.networks.supply import Layer
from tests.fakes.inventory_networks import MadeNetwork, made_pon


def leads(made: MadeNetwork, begin: str, end: str) -> bool:
    """Tell whether a signal goes straight from one record to another."""
    network = made.network()
    nodes = network.node_of
    return nodes[made.uid(end)] in network.supply.targets(nodes[made.uid(begin)], Layer.DATA)


def test_without_records_there_is_nothing_and_nothing_fails() -> None:
    network = Network(NetworkRecords({}))
    assert network.count == 0
    assert network.node_of == {}
    assert not len(network.supply.source)
    assert not len(network.is_in_service)


def test_a_link_is_found_at_both_its_ends_and_a_loop_once() -> None:
    made = MadeNetwork().asset("a").asset("b")
    made.link("a", "b")
    made.link("a", "a")
    made.link("a", "b", state="retired")
    found = made.network().links_at
    assert (found[made.uid("a")], found[made.uid("b")]) == ([0, 1], [0])


def test_a_link_to_itself_feeds_nobody() -> None:
    made = MadeNetwork().asset("a")
    made.link("a", "a")
    network = made.network()
    node = np.array([network.node_of[made.uid("a")]])
    assert not network.supply.has_offer(node, Layer.DATA).any()


def test_a_splice_is_found_at_both_its_fibres_and_one_with_itself_once() -> None:
    made = MadeNetwork().asset("muffe", "closure").cable("K", 2)
    made.splice("muffe", "K.1", "K.2")
    made.splice("muffe", "K.1", "K.1")
    found = made.network().splices_at
    assert (found[made.uid("K.1")], found[made.uid("K.2")]) == ([0, 1], [0])


def test_assets_without_a_site_stand_at_none() -> None:
    made = MadeNetwork().site("A").asset("a", "switch", "A").asset("loose")
    network = made.network()
    assert network.assets_at == {made.uid("A"): [made.uid("a")]}
    assert network.asset_site.tolist() == [0, -1]


def test_a_relation_is_known_at_both_its_ends() -> None:
    made = MadeNetwork().asset("a")
    made.relate("asset", "a", "point", "netz.a", "measures")
    found = made.network().relations_of
    assert found[made.uid("a")] == [("point", "netz.a", "measures")]
    assert found["netz.a"] == [("asset", made.uid("a"), "measures")]


def test_a_port_that_leads_nowhere_on_stands_for_its_asset() -> None:
    made = made_pon()
    nodes = made.network().node_of
    assert nodes[made.uid("olt/1")] == nodes[made.uid("olt")]
    assert nodes[made.uid("odf/v1")] != nodes[made.uid("odf")]


def test_panels_splitters_and_closures_need_no_power() -> None:
    made = made_pon()
    network = made.network()
    passive = [
        name for name in ("olt", "odf", "muffe", "spl") if network.is_passive(made.uid(name))
    ]
    assert passive == ["odf", "muffe", "spl"]


def test_a_panel_leads_from_the_side_that_is_fed() -> None:
    made = made_pon()
    assert leads(made, "odf/v1", "odf/h1")
    assert not leads(made, "odf/h1", "odf/v1")


def test_a_panel_that_nobody_feeds_leads_either_way() -> None:
    made = MadeNetwork().asset("p", "patch_panel").port("h", "p")
    made.port("v", "p", "fibre", through=made.uid("h"))
    assert leads(made, "v", "h")
    assert leads(made, "h", "v")


def test_a_splitter_leads_to_its_outputs_only_whoever_is_fed() -> None:
    made = made_pon()
    made.link("ont 1", "spl/4")
    assert leads(made, "spl/in", "spl/4")
    assert not leads(made, "spl/4", "spl/in")
    assert not leads(made, "spl/4", "spl/1")
