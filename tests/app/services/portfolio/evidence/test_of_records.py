"""Questions to a real inventory: what is counted is what is shown, now and then."""

from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.queries import Filter, Operator
from app.domain.portfolio.evidence.questions import Has, Measure, OfRecords
from app.services.portfolio.evidence.answers import Answer
from app.services.portfolio.evidence.of_records import (
    answer_records,
    number_of,
    value_of_records,
)
from tests.fakes.evidence_worlds import BERLIN, World
from tests.fakes.school_worlds import NORTH, SCHOOL_NORTH, SCHOOL_SOUTH
from tests.inventories import update

FIBRE = (Filter("line_technology", Operator.IS, ("fibre",)),)
TABLETS = (Filter("type.kind", Operator.IS, ("tablet",)),)
USED = (*TABLETS, Filter("state", Operator.IS, ("in_service",)))
SCHOOLS = (Filter("kind", Operator.IS, ("school",)),)


def ask(world: World, of: OfRecords, at_us: int | None = None) -> Answer:
    with closing(world.inventory.reader()) as reader:
        found = answer_records(reader, of, at_us, BERLIN)
        assert found.query is not None
        assert reader.count(found.query) == found.rows_total
        assert len(found.rows) == min(found.rows_total, 200)
        now_us = world.clock.now_us() if at_us is None else at_us
        assert value_of_records(reader, of, now_us) == found.value
    return found


def test_schools_on_fibre_are_counted_and_named(world: World) -> None:
    found = ask(world, OfRecords("school", filters=FIBRE))
    assert (found.value, found.count, found.unit) == (1.0, 1, "")
    assert [key.uid for key in found.rows] == [SCHOOL_NORTH]


def test_a_share_has_its_part_behind_it(world: World) -> None:
    found = ask(world, OfRecords("school", Measure.SHARE, of_these=FIBRE))
    assert (found.value, found.unit, found.rows_total) == (50.0, "%", 1)


def test_a_share_of_nothing_says_why_there_is_none(world: World) -> None:
    none = (Filter("name", Operator.IS, ("gibt es nicht",)),)
    found = ask(world, OfRecords("school", Measure.SHARE, filters=none, of_these=FIBRE))
    assert found.value is None
    assert "keine Schulen" in found.problem


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (Measure.SUM, 460.0),
        (Measure.MEAN, 230.0),
        (Measure.MIN, 60.0),
        (Measure.MAX, 400.0),
        (Measure.MEDIAN, 230.0),
    ],
)
def test_numbers_of_a_field(world: World, measure: Measure, expected: float) -> None:
    found = ask(world, OfRecords("school", measure, "pupils"))
    assert (found.value, found.count) == (expected, 2)


def test_rows_without_a_number_do_not_count(world: World) -> None:
    found = ask(world, OfRecords("school", Measure.MEAN, "up_mbit"))
    assert (found.value, found.count, found.unit) == (250.0, 1, "Mbit/s")
    none = ask(world, OfRecords("site", Measure.MEAN, "power_kw"))
    assert none.value is None
    assert none.problem
    assert ask(world, OfRecords("site", Measure.SUM, "power_kw")).value == 0.0


@pytest.mark.parametrize(
    ("has", "expected"),
    [
        (Has("asset", ("site",), filters=USED), 1.0),
        (Has("asset", ("site",), filters=TABLETS), 2.0),
        (Has("asset", ("site",), filters=USED, at_least=12), 1.0),
        (Has("asset", ("site",), filters=USED, at_least=13), 0.0),
        (Has("asset", ("site",), filters=USED, at_least=1, at_most=11), 0.0),
        (Has("asset", ("site",), filters=USED, at_least=0, at_most=0), 1.0),
        (Has("asset", ("site",), filters=USED, at_least=0, at_most=12), 2.0),
    ],
)
def test_sites_by_what_stands_there(world: World, has: Has, expected: float) -> None:
    assert ask(world, OfRecords("site", filters=SCHOOLS, has=(has,))).value == expected


def test_schools_by_what_stands_at_their_site(world: World) -> None:
    has = Has("asset", ("site",), via="site", filters=USED)
    found = ask(world, OfRecords("school", has=(has,)))
    assert [key.uid for key in found.rows] == [SCHOOL_NORTH]
    without = Has("asset", ("site",), via="site", filters=USED, at_least=0, at_most=0)
    found = ask(world, OfRecords("school", has=(without,)))
    assert [key.uid for key in found.rows] == [SCHOOL_SOUTH]


def test_a_share_by_conditions_on_others(world: World) -> None:
    has = Has("asset", ("site",), filters=USED)
    of = OfRecords("site", Measure.SHARE, filters=SCHOOLS, of_these_has=(has,))
    assert ask(world, of).value == 50.0


def test_the_state_at_a_moment_is_asked_with_its_conditions(world: World) -> None:
    before_us = world.clock.now_us()
    world.clock.advance(3_600)
    world.inventory.put(
        update("school", SCHOOL_SOUTH, line_technology="fibre"),
        update("school", SCHOOL_NORTH, line_technology="dsl"),
    )
    then = ask(world, OfRecords("school", filters=FIBRE), before_us)
    now = ask(world, OfRecords("school", filters=FIBRE))
    assert [[key.uid for key in one.rows] for one in (then, now)] == [
        [SCHOOL_NORTH],
        [SCHOOL_SOUTH],
    ]
    has = Has("asset", ("site",), via="site", filters=USED)
    assert ask(world, OfRecords("school", has=(has,)), before_us).value == 1.0


def test_the_age_is_that_of_the_last_change_or_of_the_day_that_is_named(world: World) -> None:
    world.clock.advance(3_600)
    world.inventory.put(update("site", NORTH, note="neu"))
    assert ask(world, OfRecords("site")).newest_us == world.clock.now_us()
    dated = ask(world, OfRecords("school", dated_by="as_of"))
    assert dated.newest_us == 1_756_159_200_000_000  # 2025-08-26, midnight in Hamm
    assert ask(world, OfRecords("school", dated_by="site.opened_on")).newest_us is None


_GROUPS = st.lists(
    st.tuples(st.one_of(st.none(), st.integers(-99, 99)), st.integers(1, 5)), max_size=9
)


@given(_GROUPS)
def test_numbers_of_groups_are_those_of_the_rows(groups: list[tuple[int | None, int]]) -> None:
    rows = sorted(value for value, many in groups if value is not None for _ in range(many))
    assert number_of(Measure.SUM, groups) == sum(rows)
    if rows:
        half = (rows[(len(rows) - 1) // 2] + rows[len(rows) // 2]) / 2
        assert number_of(Measure.MEDIAN, groups) == half
        assert number_of(Measure.MEAN, groups) == pytest.approx(sum(rows) / len(rows))
        assert number_of(Measure.MIN, groups) == rows[0]
        assert number_of(Measure.MAX, groups) == rows[-1]
    else:
        assert number_of(Measure.MEDIAN, groups) is None
