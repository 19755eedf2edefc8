"""Racks: what collides, what sticks out, what is free, in words."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.rooms.racks import (
    Mount,
    Side,
    collisions,
    free_units,
    objection,
    overlaps,
    span_text,
    taken_units,
    units_of,
)

HEIGHT = 24


def mount(uid: str, unit: float | None, height: float = 1.0, side: Side = Side.FRONT) -> Mount:
    return Mount(uid, f"Gerät {uid}", unit, height, side)


mounts = st.builds(
    mount,
    st.uuids().map(str),
    st.one_of(st.none(), st.integers(1, 2 * HEIGHT).map(lambda n: n / 2 + 0.5)),
    st.sampled_from([0.0, 0.5, 1.0, 2.0, 3.0, 4.0]),
    st.sampled_from(Side),
)


@given(mounts, mounts)
def test_two_devices_collide_just_when_they_want_the_same_half_unit(
    one: Mount, other: Mount
) -> None:
    def halves(of: Mount) -> set[tuple[Side, int]]:
        if of.is_beside:
            return set()
        return {(of.side, n) for n in range(round(2 * of.bottom), round(2 * of.top))}

    assert overlaps(one, other) == bool(halves(one) & halves(other))
    assert overlaps(one, other) == overlaps(other, one)


@given(st.lists(mounts, max_size=8, unique_by=lambda one: one.uid))
def test_who_collides_has_a_partner_or_sticks_out(many: list[Mount]) -> None:
    told = collisions(HEIGHT, many)
    for one in many:
        partners = [other for other in many if other.uid != one.uid and overlaps(one, other)]
        sticks_out = not one.is_beside and one.top > HEIGHT
        assert (one.uid in told) == (bool(partners) or sticks_out)
        assert all(partner.uid in told for partner in partners)


@given(st.lists(mounts, max_size=8, unique_by=lambda one: one.uid), mounts)
def test_a_free_unit_is_free_and_filling_it_makes_no_collision(
    many: list[Mount], wanted: Mount
) -> None:
    before = collisions(HEIGHT, many)
    for unit in free_units(HEIGHT, many, wanted):
        there = mount(wanted.uid, unit, wanted.height, wanted.side)
        after = collisions(HEIGHT, [*(one for one in many if one.uid != wanted.uid), there])
        assert wanted.uid not in after
        assert after.keys() <= before.keys()


@given(st.lists(mounts, max_size=8))
def test_taken_units_are_in_the_rack_and_each_is_taken_by_somebody(many: list[Mount]) -> None:
    taken = taken_units(HEIGHT, many)
    assert all(1 <= unit <= HEIGHT for unit in taken)
    assert all(any(unit in units_of(one) for one in many) for unit in taken)


def test_front_and_rear_have_units_of_their_own() -> None:
    front, rear = mount("a", 3.0), mount("b", 3.0, side=Side.REAR)
    assert not overlaps(front, rear)
    assert taken_units(HEIGHT, [front, rear]) == {3}


def test_an_objection_names_the_other_device_and_its_units() -> None:
    wanted, other = mount("a", 5.0), mount("b", 4.0, 2.0)
    assert objection(HEIGHT, [other], wanted) == "Dort steht schon „Gerät b“ (HE 4 bis 5)."
    assert "ragt aus dem Schrank" in objection(HEIGHT, [], mount("a", 24.0, 2.0))
    assert "ragt aus dem Schrank" in objection(HEIGHT, [], mount("a", 0.0))
    assert not objection(HEIGHT, [wanted], wanted)


def test_what_takes_no_unit_hangs_beside_and_never_collides() -> None:
    beside, unsaid = mount("a", 3.0, 0.0), mount("b", None, 2.0)
    assert beside.is_beside
    assert unsaid.is_beside
    assert not collisions(HEIGHT, [beside, unsaid, mount("c", 3.0)])
    assert span_text(beside) == "neben den Höheneinheiten"
    assert span_text(mount("c", 3.0)) == "HE 3"


def test_the_first_free_unit_is_looked_for_from_above() -> None:
    full = [mount("a", 24.0), mount("b", 21.0, 2.0)]
    assert next(free_units(HEIGHT, full, mount("c", 1.0, 2.0))) == 19.0
    assert next(free_units(HEIGHT, full, mount("c", 1.0))) == 23.0
    assert next(free_units(2, [mount("a", 1.0, 2.0)], mount("c", 1.0)), None) is None
