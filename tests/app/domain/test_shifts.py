"""Shifts follow the wall clock, and what was signed stays as it was signed."""

from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from app.domain.local_times import to_us
from app.domain.shifts import (
    Handover,
    HandoverRefusedError,
    Shift,
    ShiftPlan,
    Signature,
    check_handover,
    shift_at,
    shifts_between,
)
from app.domain.texts import Text

ZONE = ZoneInfo("Europe/Berlin")
DAILY = frozenset(range(7))
HOUR = 3_600_000_000
PLANS = (
    ShiftPlan("frueh", Text("Früh"), DAILY, 6 * 60, 14 * 60),
    ShiftPlan("spaet", Text("Spät"), DAILY, 14 * 60, 22 * 60),
    ShiftPlan("nacht", Text("Nacht"), DAILY, 22 * 60, 6 * 60, is_manned=False),
)


def at(year: int, month: int, day: int, hour: int = 0) -> int:
    return to_us(datetime(year, month, day, hour, tzinfo=ZONE))


def test_a_day_has_its_shifts_and_the_night_before() -> None:
    found = shifts_between(PLANS, at(2026, 3, 10), at(2026, 3, 11), ZONE)
    assert [shift.plan for shift in found] == ["nacht", "frueh", "spaet", "nacht"]
    assert all(a.end_us == b.start_us for a, b in pairwise(found))


@pytest.mark.parametrize(("night", "hours"), [((2026, 3, 28, 22), 7), ((2026, 10, 24, 22), 9)])
def test_a_night_in_which_the_clocks_change_is_an_hour_off(
    night: tuple[int, int, int, int], hours: int
) -> None:
    found = shift_at(PLANS, at(*night), ZONE)
    assert found is not None
    assert (found.plan, found.is_manned) == ("nacht", False)
    assert found.end_us - found.start_us == hours * HOUR


def test_without_plans_a_day_is_a_shift() -> None:
    found = shift_at((), at(2026, 3, 29, 12), ZONE)
    assert found is not None
    assert (found.start_us, found.end_us) == (at(2026, 3, 29), at(2026, 3, 30))


def test_between_shifts_there_is_none() -> None:
    weekdays = (replace(PLANS[0], days=frozenset({0})),)
    assert shift_at(weekdays, at(2026, 3, 10, 12), ZONE) is None


ANNA, BERND = Signature("Anna", 2), Signature("Bernd", 3)
DRAFT = Handover("h", Shift("frueh", Text("Früh"), 0, 1), 1, remark="ruhig")
LEFT = replace(DRAFT, left=ANNA)
BOTH = replace(LEFT, taken=BERND)


def test_a_handover_is_signed_by_two() -> None:
    for before, after in ((None, DRAFT), (DRAFT, replace(DRAFT, remark="laut")), (DRAFT, LEFT)):
        check_handover(before, after)
    check_handover(LEFT, BOTH)
    check_handover(BOTH, BOTH)
    assert not DRAFT.is_frozen
    assert LEFT.is_frozen


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (DRAFT, replace(DRAFT, taken=BERND), "Zuerst"),
        (LEFT, replace(LEFT, taken=Signature("Anna ", 4)), "zwei verschiedene"),
        (LEFT, replace(LEFT, remark="laut"), "nicht mehr geändert"),
        (LEFT, DRAFT, "nicht mehr geändert"),
        (BOTH, LEFT, "von beiden"),
    ],
)
def test_what_is_signed_stays(before: Handover, after: Handover, why: str) -> None:
    with pytest.raises(HandoverRefusedError, match=why):
        check_handover(before, after)
