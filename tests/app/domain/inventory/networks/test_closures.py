"""Splice plans: cables on their sides, fibres in order, free places of trays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.networks.closures import closure_plan
from tests.fakes.inventory_networks import MadeNetwork, made_pon


def test_cables_that_end_at_the_closure_stand_left_those_that_begin_there_right() -> None:
    made = made_pon()
    plan = closure_plan(made.network(), made.uid("muffe"))
    assert [cable.name for cable in plan.left] == ["F1"]
    assert [cable.name for cable in plan.right] == ["F2"]
    assert [strand.colour for strand in plan.left[0].strands[:3]] == ["rot", "grün", "blau"]


def test_a_splice_recorded_the_other_way_round_is_turned() -> None:
    made = made_pon()
    made.splice("muffe", "F2.5", "F1.5", tray=3, position=1)
    plan = closure_plan(made.network(), made.uid("muffe"))
    turned = plan.splices[-1]
    assert (turned.left, turned.right) == (made.uid("F1.5"), made.uid("F2.5"))


def test_without_sites_the_ends_of_the_splices_tell_the_sides() -> None:
    made = MadeNetwork()
    made.site("A").asset("muffe", "closure", "A").cable("X", 2).cable("Y", 2)
    made.splice("muffe", "Y.1", "X.2")
    plan = closure_plan(made.network(), made.uid("muffe"))
    assert ([c.name for c in plan.left], [c.name for c in plan.right]) == (["Y"], ["X"])


def test_fibres_are_ordered_by_tube_and_number() -> None:
    made = MadeNetwork()
    made.site("A").asset("muffe", "closure", "A").cable("X", 24, 12, b_site=made.uid("A"))
    strands = closure_plan(made.network(), made.uid("muffe")).left[0].strands
    assert [(one.tube, one.number) for one in strands[11:14]] == [(1, 12), (2, 1), (2, 2)]
    assert strands[12].tube_colour == "grün"


def test_a_defective_or_spliced_fibre_is_not_free_and_a_reserved_one_is() -> None:
    made = made_pon()
    made.values["strand"][made.uid("F1.7")]["state"] = "defective"
    made.values["strand"][made.uid("F1.8")]["state"] = "reserved"
    strands = closure_plan(made.network(), made.uid("muffe")).left[0].strands
    assert [strands[place].is_free for place in (0, 6, 7, 8)] == [False, False, True, True]


def test_the_first_free_place_of_a_tray_is_found() -> None:
    made = made_pon()
    made.splice("muffe", "F1.4", "F2.4", tray=1, position=4)
    plan = closure_plan(made.network(), made.uid("muffe"))
    assert (plan.next_position(1), plan.next_position(7), plan.trays) == (3, 1, [1])


def test_a_fibre_without_a_tube_has_no_colour_of_a_tube() -> None:
    made = MadeNetwork()
    made.site("A").asset("muffe", "closure", "A").cable("X", 2, b_site=made.uid("A"))
    del made.values["strand"][made.uid("X.2")]["tube"]
    bare, usual = closure_plan(made.network(), made.uid("muffe")).left[0].strands
    assert (bare.tube, bare.tube_colour, bare.colour) == (0, "", "grün")
    assert (usual.tube, usual.tube_colour) == (1, "rot")


def test_recorded_colours_go_before_those_of_the_standard() -> None:
    made = MadeNetwork()
    made.site("A").asset("muffe", "closure", "A").cable("X", 1, b_site=made.uid("A"))
    made.values["strand"][made.uid("X.1")]["colour"] = "natur"
    made.values["tube"][made.uid("X/1")]["colour"] = "weiß"
    strand = closure_plan(made.network(), made.uid("muffe")).left[0].strands[0]
    assert (strand.tube_colour, strand.colour) == ("weiß", "natur")


def test_a_splice_of_fibres_whose_cable_is_gone_is_still_in_the_plan() -> None:
    made = MadeNetwork()
    made.site("A").asset("muffe", "closure", "A").cable("X", 1).cable("Y", 1)
    made.splice("muffe", "X.1", "Y.1", loss_db=0.07)
    del made.values["strand"][made.uid("Y.1")]
    plan = closure_plan(made.network(), made.uid("muffe"))
    assert ([c.name for c in plan.left], plan.right) == (["X"], ())
    (splice,) = plan.splices
    assert (splice.left, splice.right, splice.loss_db) == (made.uid("X.1"), made.uid("Y.1"), 0.07)
    assert plan.trays == [0]


def test_a_closure_where_nothing_is_spliced_has_an_empty_plan() -> None:
    made = MadeNetwork().asset("muffe", "closure")
    plan = closure_plan(made.network(), made.uid("muffe"))
    assert (plan.name, plan.left, plan.right, plan.splices, plan.trays) == ("muffe", (), (), (), [])
    assert plan.next_position(1) == 1


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 6)), max_size=8))
def test_the_next_place_is_free_and_none_before_it_is(places: list[tuple[int, int]]) -> None:
    made = MadeNetwork()
    made.site("A").asset("muffe", "closure", "A").cable("X", 12).cable("Y", 12)
    for number, (tray, position) in enumerate(places, 1):
        made.splice("muffe", f"X.{number}", f"Y.{number}", tray=tray, position=position)
    plan = closure_plan(made.network(), made.uid("muffe"))
    for tray in (1, 2, 3):
        used = {position for one, position in places if one == tray}
        assert plan.next_position(tray) not in used
        assert set(range(1, plan.next_position(tray))) <= used


def test_what_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        closure_plan(made_pon().network(), "x")
