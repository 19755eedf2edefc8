"""Ducts in ducts, and how full they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.networks.ducts import duct_chain, fill
from app.domain.inventory.records import Key
from tests.fakes.inventory_networks import MadeNetwork


def ducts() -> MadeNetwork:
    made = MadeNetwork()
    made.add("route", "Trasse", name="Trasse")
    made.add("duct", "außen", name="außen", route=made.uid("Trasse"), diameter_mm=50.0)
    made.add("duct", "innen", name="innen", parent=made.uid("außen"), diameter_mm=10.0)
    made.add("duct", "frei", name="frei", parent=made.uid("außen"), diameter_mm=10.0)
    made.cable("K", 12, 12, duct=made.uid("innen"))
    return made


def test_a_chain_goes_from_the_inside_out_to_the_route() -> None:
    made = ducts()
    names = [key.uid for key in duct_chain(made.network(), made.uid("innen"))]
    assert names == [made.uid("innen"), made.uid("außen"), made.uid("Trasse")]


def test_ducts_that_lie_in_each_other_end() -> None:
    made = ducts()
    made.values["duct"][made.uid("außen")]["parent"] = made.uid("innen")
    assert len(duct_chain(made.network(), made.uid("innen"))) == 3


def test_a_duct_is_filled_by_the_cross_section_of_what_lies_in_it() -> None:
    made = ducts()
    outer = fill(made.network(), made.uid("außen"))
    assert (len(outer.ducts), len(outer.cables)) == (2, 0)
    assert outer.share == pytest.approx(2 * 10**2 / 50**2)
    inner = fill(made.network(), made.uid("innen"))
    assert inner.is_assumed
    assert inner.share == pytest.approx(2.5**2 / 10**2)


def test_without_a_diameter_nobody_knows_how_full_a_duct_is() -> None:
    made = ducts()
    del made.values["duct"][made.uid("innen")]["diameter_mm"]
    assert fill(made.network(), made.uid("innen")).share is None


def test_a_chain_without_a_route_ends_at_the_outermost_duct() -> None:
    made = ducts()
    del made.values["duct"][made.uid("außen")]["route"]
    names = [key.uid for key in duct_chain(made.network(), made.uid("innen"))]
    assert names == [made.uid("innen"), made.uid("außen")]


def test_the_route_of_an_inner_duct_serves_where_the_outer_one_names_none() -> None:
    made = ducts()
    made.add("route", "Gasse", name="Gasse")
    del made.values["duct"][made.uid("außen")]["route"]
    made.values["duct"][made.uid("innen")]["route"] = made.uid("Gasse")
    assert duct_chain(made.network(), made.uid("innen"))[-1] == made.key("route", "Gasse")


def test_a_duct_that_is_not_there_lies_nowhere_and_holds_nothing() -> None:
    network = ducts().network()
    assert duct_chain(network, "x") == []
    found = fill(network, "x")
    assert (found.ducts, found.cables, found.share, found.is_assumed) == ((), (), None, False)


@given(st.lists(st.sampled_from([0, 12, 13, 96, 288, 289, 1_000]), max_size=5))
def test_every_further_cable_fills_a_duct_more(fibres: list[int]) -> None:
    made = ducts()
    share, uid = 0.0, made.uid("frei")
    for number, count in enumerate(fibres):
        key = Key("cable", made.add("cable", f"C{number}", fibres=count, duct=uid))
        found = fill(made.network(), uid)
        assert found.cables[-1] == key
        assert found.share is not None
        assert found.share > share
        share = found.share


@given(st.sampled_from([0, 1, 12, 24, 96, 144, 288, 432]), st.integers(0, 300))
def test_a_cable_of_more_fibres_is_never_thinner(fibres: int, more: int) -> None:
    made = ducts()
    for name, count in (("innen", fibres), ("frei", fibres + more)):
        made.add("cable", f"in {name}", fibres=count, duct=made.uid(name))
    del made.values["cable"][made.uid("K")]
    shares = [fill(made.network(), made.uid(name)).share or 0.0 for name in ("innen", "frei")]
    assert 0.0 < shares[0] <= shares[1]
