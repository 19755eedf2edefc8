"""Ducts in ducts, and how full they are."""

import pytest

from app.domain.inventory.networks.ducts import duct_chain, fill
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
