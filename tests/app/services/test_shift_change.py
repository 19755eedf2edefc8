"""Handovers go from one manned shift to the next, over the hours in which nobody sits there."""

from dataclasses import replace

from app.domain.shifts import Handover, Shift, Signature
from app.services.shift_change import following, handover_of, shift_change, waiting_handover
from tests.fakes.city import make_city
from tests.fakes.clocks import START_US
from tests.fakes.shifts import make_shift_city

HOUR = 3_600_000_000
CITY = make_shift_city()


def names(*shifts: Shift | None) -> list[str]:
    return ["" if shift is None else shift.plan for shift in shifts]


def test_the_shift_that_goes_on_stands_between_the_one_before_and_the_next() -> None:
    """The fake clock begins at 17:00 by the wall."""
    change = shift_change(CITY, START_US)
    assert names(change.before, change.leaving, change.coming) == ["frueh", "spaet", "frueh"]
    assert change.running


def test_at_night_the_last_manned_shift_is_the_one_that_left() -> None:
    night = shift_change(CITY, START_US + 7 * HOUR)
    assert names(night.before, night.leaving, night.coming) == ["frueh", "spaet", "frueh"]
    assert not night.running
    assert night.leaving is not None
    assert following(CITY, night.leaving) == night.coming


def test_without_plans_days_stand_for_shifts_and_without_people_there_is_none() -> None:
    day = shift_change(make_city(60), START_US)
    assert day.running
    assert day.leaving is not None
    assert day.coming is not None
    assert day.coming.start_us == day.leaving.end_us
    unmanned = replace(CITY, shifts=CITY.shifts[2:])
    nobody = shift_change(unmanned, START_US)
    assert (nobody.before, nobody.leaving, nobody.coming) == (None, None, None)


def test_a_handover_waits_from_the_first_signature_to_the_second() -> None:
    change = shift_change(CITY, START_US)
    assert change.before is not None
    draft = Handover("h", change.before, START_US - 4 * HOUR)
    left = replace(draft, left=Signature("Anna", START_US - 3 * HOUR))
    taken = replace(left, taken=Signature("Bernd", START_US))
    assert waiting_handover([draft], change) is None
    assert waiting_handover([left], change) == left
    assert waiting_handover([taken], change) is None


def test_at_night_the_handover_of_the_shift_that_left_waits() -> None:
    night = shift_change(CITY, START_US + 7 * HOUR)
    assert night.leaving is not None
    left = Handover("h", night.leaving, START_US, left=Signature("Anna", START_US))
    assert waiting_handover([left], night) == left


def test_the_signed_one_counts_where_a_shift_has_two() -> None:
    """Two consoles may both have begun one."""
    change = shift_change(CITY, START_US)
    assert change.leaving is not None
    signed = Handover("a", change.leaving, START_US, left=Signature("Anna", START_US))
    later = Handover("b", change.leaving, START_US + HOUR)
    assert handover_of([signed, later], change.leaving) == signed
    assert handover_of([later], None) is None
