"""Figures of schools against their targets."""

from datetime import date
from math import isinf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.queries import Filter, Operator
from app.domain.inventory.schools import (
    DEVICE_KINDS,
    USED,
    AssetRow,
    Figure,
    Measure,
    School,
    SchoolFigures,
    TypeFacts,
    Verdict,
    conditions,
    ratio,
    school_figures,
    state_conditions,
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


@given(st.none() | st.floats(0, 1e9), st.none() | st.integers(0, 10_000))
def test_a_ratio_is_told_just_when_both_are_known_and_never_divides_by_nothing(
    part: float | None, whole: int | None
) -> None:
    found = ratio(part, whole)
    assert (found is None) == (part is None or not whole)
    assert found is None or found * (whole or 0) == pytest.approx(part)


COUNTS = st.none() | st.integers(0, 3)


@given(COUNTS, COUNTS, st.none() | st.floats(0, 1e4), st.integers(0, 3))
def test_no_figure_of_any_school_fails(
    pupils: int | None, rooms: int | None, down: float | None, devices: int
) -> None:
    school = School("s", "here", "Schule", pupils=pupils, classrooms=rooms, down_mbit=down)
    found = school_figures([school], [row("tablet")] * devices, TYPES, {}, TODAY)[0]
    shown = (*found.compared, found.displays_per_room, found.line_per_pupil)
    for one in (*shown, *(found.share(measure) for measure in Measure)):
        assert one.value is None or one.value >= 0
        assert one.verdict is Verdict.UNKNOWN or one.target is not None
    assert (found.line_per_pupil.value is None) == (down is None or not pupils)


def test_a_line_is_shared_by_pupils_and_has_no_target_for_them() -> None:
    assert figures().line_per_pupil == Figure(299.0 / 90)
    assert figures().line_per_pupil.verdict is Verdict.UNKNOWN


def test_what_is_of_an_unknown_type_is_looked_after_and_counts_as_nothing_else() -> None:
    found = figures(row("unheard"), row("unheard", "repair"))
    assert found.levels == {"first": 1}
    assert (found.counts, found.states) == ({}, {})


def test_a_warranty_that_nobody_noted_has_not_ended() -> None:
    unknown, today = (
        row("tablet")._replace(warranty_until=until) for until in (None, "2026-11-30")
    )
    assert figures(unknown, today, row("tablet")).count(Measure.WARRANTY) == 1


def test_the_age_of_all_schools_is_weighed_by_their_devices() -> None:
    old = SchoolFigures(School("a", "a", "A"), {Measure.DEVICES: 1}, median_age=9.0, findings=2)
    new = SchoolFigures(School("b", "b", "B"), {Measure.DEVICES: 3}, median_age=1.0, findings=3)
    bare = SchoolFigures(School("c", "c", "C"))
    whole = together([old, new, bare])
    assert (whole.median_age, whole.findings) == (1.0, 5)
    assert together([old, bare]).median_age == 9.0
    assert (whole.school.pupils, whole.school.classrooms, whole.school.down_mbit) == (0, 0, 0.0)


def test_assets_elsewhere_are_nobodys() -> None:
    assert figures(row("tablet")._replace(site="else")) == figures()


def test_the_sum_of_no_schools_is_empty() -> None:
    whole = together([])
    assert (whole.counts, whole.median_age, whole.misses) == ({}, None, 0)
    assert whole.pupils_per_device.value is None


def test_a_measure_names_the_sites_kinds_and_states_it_counts() -> None:
    assert conditions(Measure.DEVICES, ["a", "b"], TODAY) == (
        Filter("site", Operator.IN, ("a", "b")),
        Filter("type.kind", Operator.IN, DEVICE_KINDS),
        Filter("state", Operator.IN, USED),
    )


@pytest.mark.parametrize(
    ("measure", "path"), [(Measure.SUPPORT, "type.eos_on"), (Measure.WARRANTY, "warranty_until")]
)
def test_what_ends_today_still_holds(measure: Measure, path: str) -> None:
    (last,) = set(conditions(measure, ["a"], TODAY)) - set(
        conditions(Measure.DEVICES, ["a"], TODAY)
    )
    assert last == Filter(path, Operator.AT_MOST, ("2026-11-29",))


def test_a_year_of_purchase_goes_from_its_first_to_its_last_day() -> None:
    assert conditions(Measure.DEVICES, ["a"], TODAY, 2024)[3:] == (
        Filter("bought_on", Operator.AT_LEAST, ("2024-01-01",)),
        Filter("bought_on", Operator.AT_MOST, ("2024-12-31",)),
    )


def test_a_state_names_the_devices_of_pupils_in_it() -> None:
    assert state_conditions(["a"], "repair") == (
        Filter("site", Operator.IN, ("a",)),
        Filter("type.kind", Operator.IN, DEVICE_KINDS),
        Filter("state", Operator.IS, ("repair",)),
    )


def test_a_line_is_no_count_of_assets() -> None:
    assert Measure.LINE.kinds == ()
    assert all(measure.kinds for measure in Measure if measure is not Measure.LINE)
