"""Figures of schools against their targets."""

from datetime import date
from math import isinf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.schools import (
    AssetRow,
    Figure,
    Measure,
    School,
    SchoolFigures,
    TypeFacts,
    Verdict,
    school_figures,
    together,
)

TODAY = date(2026, 11, 30)
TYPES = {
    "tablet": TypeFacts("Tablet", "tablet", 400.0, 60, "2026-11-29"),
    "book": TypeFacts("Notebook", "notebook", 700.0, 60, "2026-11-30"),
    "ap": TypeFacts("AP", "access_point"),
    "board": TypeFacts("Tafel", "display"),
}
SCHOOL = School(
    "s", "here", "Schule", pupils=90, classrooms=10, pupils_per_device=3.0,
    access_points_per_room=0.2, down_mbit=299.0,
)  # fmt: skip


def row(kind: str, state: str = "in_service", bought: str | None = "2024-11-30") -> AssetRow:
    return AssetRow("u", "here", kind, state, bought, "2026-11-29", None, None, "first")


def figures(*rows: AssetRow) -> SchoolFigures:
    return school_figures([SCHOOL], rows, TYPES, {"here": 4}, TODAY)[0]


def test_only_what_is_used_counts_and_states_are_told_apart() -> None:
    found = figures(*[row("tablet")] * 20, *[row("book", "lent")] * 10, row("tablet", "repair"))
    assert found.count(Measure.DEVICES) == 30
    assert found.pupils_per_device == Figure(3.0, 3.0, is_most=True)
    assert found.pupils_per_device.verdict is Verdict.MET
    assert found.states == {"in_service": 20, "lent": 10, "repair": 1}
    assert found.findings == 4


def test_support_ends_after_its_last_day() -> None:
    found = figures(row("tablet"), row("book"))
    assert found.count(Measure.SUPPORT) == 1
    assert found.count(Measure.WARRANTY) == 2
    assert found.share(Measure.SUPPORT).value == 0.5


def test_targets_at_least_and_at_most() -> None:
    found = figures(row("ap"), row("board"), row("tablet"))
    assert found.access_points_per_room.verdict is Verdict.MISSED
    assert found.pupils_per_device.verdict is Verdict.MISSED
    assert found.line_per_room.verdict is Verdict.MISSED
    assert found.displays_per_room == Figure(0.1)
    assert found.misses == 3


def test_pupils_without_devices_miss_the_target_and_nothing_divides_by_zero() -> None:
    found = figures()
    assert isinf(found.pupils_per_device.value or 0.0)
    assert found.pupils_per_device.verdict is Verdict.MISSED
    assert found.median_age is None
    empty = SchoolFigures(School("e", "e", "Leer"))
    assert {one.verdict for one in empty.compared} == {Verdict.UNKNOWN}


def test_ages_are_told_by_year_and_as_a_median() -> None:
    found = figures(row("tablet", bought="2022-11-30"), row("tablet"), row("tablet", bought=None))
    assert found.years == {2022: 1, 2024: 1, None: 1}
    assert found.median_age == pytest.approx(3.0, abs=0.01)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "b", "else"]),
            st.sampled_from(sorted(TYPES)),
            st.sampled_from(["in_service", "lent", "repair", "lost"]),
        )
    )
)
def test_the_sum_of_schools_is_the_sum_of_their_figures(rows: list[tuple[str, str, str]]) -> None:
    schools = [School(name, name, name, pupils=10) for name in "ab"]
    assets = [row(kind, state)._replace(site=site) for site, kind, state in rows]
    found = school_figures(schools, assets, TYPES, {}, TODAY)
    whole = together(found)
    for measure in Measure:
        assert whole.count(measure) == sum(one.count(measure) for one in found)
    assert sum(whole.years.values()) == whole.count(Measure.DEVICES)
    assert whole.school.pupils == 20
    assert whole.line_per_room.target is None
