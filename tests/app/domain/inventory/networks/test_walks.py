"""The way of a signal: from the supply to every end, with its losses and open ends."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.networks.optics import LossKind, splitter_loss
from app.domain.inventory.networks.traces import End, Fault, Means, Trace
from app.domain.inventory.networks.walks import MOST_STEPS, trace
from app.domain.inventory.records import Key
from tests.fakes.inventory_networks import MadeNetwork, made_pon


def of(made: MadeNetwork, kind: str, name: str) -> Trace:
    return trace(made.network(), made.key(kind, name))


def chain(length: int) -> MadeNetwork:
    """Return cables of one fibre, spliced one behind the other, between two devices."""
    made = MadeNetwork()
    made.site("A").asset("begin", "switch", "A").asset("end", "switch", "A")
    made.asset("muffe", "closure", "A").port("begin/1", "begin").port("end/1", "end")
    for number in range(length + 1):
        made.cable(f"K{number}", 1, 12, length_m=1000.0, attenuation_db_km=0.2)
    for number in range(length):
        made.splice("muffe", f"K{number}.1", f"K{number + 1}.1", loss_db=0.1)
    made.link("begin/1", "K0.1")
    made.link(f"K{length}.1", "end/1")
    return made


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("port", "olt/1"),
        ("asset", "olt"),
        ("port", "odf/v1"),
        ("port", "odf/h1"),
        ("strand", "F1.1"),
        ("strand", "F2.1"),
        ("port", "spl/in"),
        ("port", "spl/2"),
        ("port", "ont 2/pon"),
        ("asset", "ont 3"),
        ("splice", "muffe: F1.1 – F2.1"),
        ("link", "olt/1 – odf/v1"),
    ],
)
def test_a_way_begins_at_the_supply_wherever_it_is_asked_for(kind: str, name: str) -> None:
    made = made_pon()
    found = of(made, kind, name)
    assert found.steps[0].key == made.key("port", "olt/1")
    ends = [(found.steps[place].key, found.steps[place].end) for place in found.ends]
    assert ends == [
        (made.key("port", "ont 1/pon"), End.DEVICE),
        (made.key("port", "ont 2/pon"), End.DEVICE),
        (made.key("port", "ont 3/pon"), End.DEVICE),
        (made.key("port", "spl/4"), End.OPEN_PORT),
    ]


def test_losses_add_up_from_section_to_section() -> None:
    found = of(made_pon(), "port", "ont 2/pon")
    way = [found.steps[place] for place in found.way_to(found.asked)]
    sums = dict.fromkeys(LossKind, 0.0)
    for step in way:
        for loss in step.losses:
            sums[loss.kind] += loss.db
    # 10 m, 1.5 km, 500 m and 200 m of fibre; OLT, panel, splitter in and out, ONT; one splice.
    assert sums[LossKind.CABLE] == pytest.approx(2.21 * 0.4)
    assert sums[LossKind.CONNECTOR] == pytest.approx(5 * 0.5)
    assert sums[LossKind.SPLICE] == pytest.approx(0.05)
    assert sums[LossKind.SPLITTER] == pytest.approx(splitter_loss(4))
    assert way[-1].total_db == pytest.approx(sum(sums.values()))
    assert way[-1].length_m == pytest.approx(2210)


def test_measured_losses_go_before_planning_values() -> None:
    made = made_pon()
    made.values["port"][made.uid("spl/2")]["loss_db"] = 6.9
    link = made.uid("spl/2 – ont 2/pon")
    made.values["link"][link]["loss_db"] = 0.3
    found = of(made, "port", "ont 2/pon")
    step = found.steps[found.asked]
    assert [(loss.kind, loss.db, loss.is_assumed) for loss in step.losses] == [
        (LossKind.LINK, 0.3, False)
    ]
    assert found.steps[step.parent].losses[0].db == pytest.approx(6.9)


def test_a_fibre_that_goes_no_further_says_so() -> None:
    found = of(made_pon(), "strand", "F1.2")
    assert [step.end for step in found.steps] == [None, End.OPEN_STRAND]
    assert found.faulty() == [1]


def turned(made: MadeNetwork, kind: str, uids: Iterable[str]) -> None:
    """Turn links or splices round: what was their end is their beginning."""
    for uid in uids:
        one = made.values[kind][uid]
        one["a"], one["b"] = one["b"], one["a"]
        if kind == "link":
            one["a_kind"], one["b_kind"] = one["b_kind"], one["a_kind"]


@given(st.integers(0, 8), st.data())
def test_a_way_is_the_same_from_wherever_on_it_one_asks(length: int, data: st.DataObject) -> None:
    made = chain(length)
    splices = sorted(made.values.get("splice", {}))
    if splices:
        turned(made, "splice", data.draw(st.sets(st.sampled_from(splices))))
    network = made.network()
    whole = trace(network, made.key("port", "begin/1"))
    keys = [step.key for step in whole.steps]
    assert keys == [
        made.key("port", "begin/1"),
        *(made.key("strand", f"K{number}.1") for number in range(length + 1)),
        made.key("port", "end/1"),
    ]
    for place, key in enumerate(keys):
        found = trace(network, key)
        assert (found.steps, found.asked) == (whole.steps, place)
    assert whole.faulty() == []


@given(st.integers(0, 8))
def test_the_way_back_is_the_way_there_turned_round(length: int) -> None:
    made = chain(length)
    there = of(made, "port", "begin/1")
    turned(made, "link", made.values["link"])
    back = of(made, "port", "begin/1")
    assert [step.key for step in back.steps] == [step.key for step in there.steps][::-1]
    assert back.steps[-1].total_db == pytest.approx(there.steps[-1].total_db)
    assert back.steps[-1].length_m == pytest.approx(there.steps[-1].length_m)


def test_fibres_without_any_connection_are_gone_through_from_end_to_end() -> None:
    made = chain(3)
    made.values["link"].clear()
    keys = [made.key("strand", f"K{number}.1") for number in range(4)]
    for number in range(4):
        found = of(made, "strand", f"K{number}.1")
        assert [step.key for step in found.steps] in (keys, keys[::-1])
        assert found.steps[found.asked].key == keys[number]
        assert [found.steps[place].end for place in found.ends] == [End.OPEN_STRAND]


def test_a_way_whose_beginning_is_lost_begins_at_the_last_thing_known() -> None:
    made = chain(2)
    del made.values["port"][made.uid("begin/1")]
    for name in ("K0.1", "K1.1", "K2.1"):
        found = of(made, "strand", name)
        assert found.steps[0].key == made.key("strand", "K0.1")
        assert {found.steps[place].end for place in found.ends} == {End.MISSING, End.DEVICE}
        assert all(not step.faults for step in found.steps), "two ends are what a fibre has"


def test_a_ring_of_fibres_is_no_crowd_but_a_third_connection_is() -> None:
    made = chain(2)
    for uid in list(made.values["link"]):
        del made.values["link"][uid]
    made.splice("muffe", "K2.1", "K0.1")
    assert all(not step.faults for step in of(made, "strand", "K0.1").steps)
    made.cable("K9", 1).splice("muffe", "K0.1", "K9.1")
    assert Fault.CROWDED in {
        fault for step in of(made, "strand", "K0.1").steps for fault in step.faults
    }


def test_a_splitter_that_nobody_feeds_begins_the_way_and_is_not_crowded() -> None:
    made = made_pon()
    del made.values["link"][made.uid("F2.1 – spl/in")]
    found = of(made, "asset", "ont 2")
    assert found.steps[0].key == made.key("port", "spl/in")
    assert len(found.ends) == 4
    assert all(not step.faults for step in found.steps)


def test_a_port_with_two_links_is_crowded_unless_it_is_a_radio() -> None:
    made = MadeNetwork().asset("a").asset("b").asset("c").port("a/1", "a", "copper")
    made.link("a/1", "b", "copper")
    made.link("a/1", "c", "copper")
    assert of(made, "port", "a/1").steps[0].faults == (Fault.CROWDED,)
    made.values["port"][made.uid("a/1")]["kind"] = "radio"
    assert of(made, "port", "a/1").steps[0].faults == ()


def test_a_device_supplies_as_many_as_it_likes() -> None:
    made = MadeNetwork().asset("a").asset("b").asset("c")
    made.link("a", "b", "copper")
    made.link("a", "c", "copper")
    found = of(made, "asset", "a")
    assert [step.end for step in found.steps] == [None, End.DEVICE, End.DEVICE]
    assert found.faulty() == []


def test_a_link_is_followed_from_the_end_that_is_left() -> None:
    made = MadeNetwork().asset("a")
    made.link("a", "niemand")
    found = of(made, "link", "a – niemand")
    assert [step.end for step in found.steps] == [None, End.MISSING]
    assert found.steps[-1].key == made.key("port", "niemand")


def test_a_link_without_ends_lies_on_no_way() -> None:
    made = MadeNetwork()
    made.link("niemand", "keiner")
    with pytest.raises(KeyError):
        of(made, "link", "niemand – keiner")


def test_a_device_to_which_nothing_is_connected_lies_on_no_way() -> None:
    made = MadeNetwork().site("A").asset("allein", "switch", "A").port("allein/1", "allein")
    for kind, name in (("asset", "allein"), ("site", "A")):
        with pytest.raises(KeyError):
            of(made, kind, name)
    assert [step.end for step in of(made, "port", "allein/1").steps] == [End.OPEN_PORT]


def test_a_route_is_no_way_of_a_signal() -> None:
    made = MadeNetwork()
    made.add("route", "Trasse", name="Trasse")
    with pytest.raises(KeyError):
        of(made, "route", "Trasse")


@given(st.integers(0, 60))
def test_a_chain_of_splices_is_followed_to_its_end(length: int) -> None:
    made = chain(length)
    found = of(made, "strand", f"K{length // 2}.1")
    last = found.steps[found.main_end()]
    assert last.key == made.key("port", "end/1")
    assert last.end is End.DEVICE
    assert sum(step.means is Means.SPLICE for step in found.steps) == length
    assert last.total_db == pytest.approx((length + 1) * 0.2 + length * 0.1 + 2 * 0.5)


def test_a_ring_of_fibres_ends_where_it_began() -> None:
    made = chain(3)
    for uid in list(made.values["link"]):
        del made.values["link"][uid]
    made.splice("muffe", "K3.1", "K0.1")
    found = of(made, "strand", "K1.1")
    assert End.RING in {step.end for step in found.steps}
    assert len(found.steps) < 12


def test_a_ring_of_panels_ends() -> None:
    made = MadeNetwork()
    made.site("A").asset("p1", "patch_panel", "A").asset("p2", "patch_panel", "A")
    made.port("p1/h", "p1").port("p1/v", "p1", "fibre", through=made.uid("p1/h"))
    made.port("p2/h", "p2").port("p2/v", "p2", "fibre", through=made.uid("p2/h"))
    made.link("p1/v", "p2/v")
    made.link("p2/h", "p1/h")
    assert End.RING in {step.end for step in of(made, "port", "p1/v").steps}


def test_a_record_that_is_gone_is_named_as_the_end() -> None:
    made = chain(1)
    del made.values["port"][made.uid("end/1")]
    assert of(made, "strand", "K0.1").steps[-1].end is End.MISSING


def test_planned_links_and_defective_fibres_are_named() -> None:
    made = chain(1)
    made.values["link"][made.uid("K1.1 – end/1")]["state"] = "planned"
    made.values["strand"][made.uid("K0.1")]["state"] = "defective"
    found = of(made, "strand", "K0.1")
    faults = {step.key: step.faults for step in found.steps if step.faults}
    assert faults == {
        made.key("strand", "K0.1"): (Fault.DEFECTIVE,),
        made.key("port", "end/1"): (Fault.PLANNED,),
    }


def test_a_dismantled_link_is_no_way() -> None:
    made = chain(1)
    made.values["link"][made.uid("K1.1 – end/1")]["state"] = "retired"
    assert of(made, "strand", "K0.1").steps[-1].end is End.OPEN_STRAND


def test_a_fibre_with_three_connections_is_crowded() -> None:
    made = chain(2)
    made.cable("K9", 1, 12)
    made.splice("muffe", "K1.1", "K9.1")
    found = of(made, "port", "begin/1")
    assert Fault.CROWDED in {fault for step in found.steps for fault in step.faults}


def test_links_without_ports_end_at_devices_and_sites() -> None:
    made = MadeNetwork()
    made.site("A").site("B").asset("router", "router", "A")
    made.link("router", "B", "radio")
    found = of(made, "link", "router – B")
    assert [step.key.kind for step in found.steps] == ["asset", "site"]
    assert not found.is_optical


def test_a_trace_that_is_too_long_is_cut_and_says_so() -> None:
    made = MadeNetwork()
    made.site("A").asset("spl", "splitter", "A").asset("olt", "olt", "A").port("spl/in", "spl")
    made.port("olt/1", "olt").link("olt/1", "spl/in")
    for number in range(MOST_STEPS + 5):
        made.port(f"spl/{number}", "spl", "fibre", through=made.uid("spl/in"))
    found = of(made, "port", "olt/1")
    assert found.steps[-1].end is End.CUT_OFF


@pytest.mark.parametrize("key", [Key("strand", "x"), Key("vendor", "x")])
def test_what_is_not_there_is_refused(key: Key) -> None:
    with pytest.raises(KeyError):
        trace(made_pon().network(), key)
