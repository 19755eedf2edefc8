"""Person-days of organisations by week against what they have."""

from datetime import date

import pytest

from app.domain.portfolio.loads import Loads, load_of
from app.domain.portfolio.plans import plan_of
from tests.portfolios import TODAY, Programme, small_programme


def loads(made: Programme) -> Loads:
    found = made.portfolio()
    return load_of(found, plan_of(found, TODAY))


def test_work_fills_the_weeks_it_lies_in() -> None:
    made = Programme()
    office = made.organisation(capacity=10)
    project = made.project()
    first = made.item(project, duration=7, organisation=office, persons=3)
    second = made.item(project, duration=2, organisation=office)
    found = loads(made)

    assert found.mondays == [TODAY, date(2025, 12, 1)]
    weeks = found.by_organisation[office]
    assert [week.needed for week in weeks] == pytest.approx([17, 6])
    assert [week.items for week in weeks] == [(first, second), (first,)]
    assert [week.is_over for week in weeks] == [True, False]
    assert weeks[0].capacity == pytest.approx(10)


def test_a_week_with_holidays_has_less_capacity() -> None:
    made = Programme()
    office = made.organisation(capacity=10)
    made.item(made.project(starts_on="2025-12-22"), duration=3, organisation=office)

    assert loads(made).by_organisation[office][0].capacity == pytest.approx(6)


def test_without_a_capacity_nothing_is_too_much() -> None:
    made = Programme()
    office = made.organisation()
    made.item(made.project(), organisation=office, persons=500)
    week = loads(made).by_organisation[office][0]

    assert week.capacity is None
    assert not week.is_over


def test_work_counts_for_the_project_where_it_names_nobody() -> None:
    made = small_programme()
    found = loads(made)

    assert found.unassigned == []
    assert "pilot" in {uid for week in found.by_organisation["amt"] for uid in week.items}


def test_open_work_of_nobody_is_told() -> None:
    made = Programme()
    project = made.project()
    uid = made.item(project)
    made.item(project, stage="done", finished_on="2025-11-03")
    made.milestone(project, due_on="2026-01-30")

    assert loads(made) == Loads(unassigned=[uid], mondays=[])


def test_summaries_and_what_takes_no_time_are_no_work() -> None:
    made = Programme()
    office = made.organisation()
    project = made.project(organisation=office)
    whole = made.item(project, duration=50)
    part = made.item(project, parent=whole, duration=5)
    made.item(project, duration=0)
    found = loads(made)

    assert [week.items for week in found.by_organisation[office]] == [(part,)]


def test_organisations_come_by_name() -> None:
    made = Programme()
    project = made.project()
    for name in ("Stadtwerke", "Amt 61"):
        made.item(project, organisation=made.organisation(name))

    names = [made.portfolio().name("organisation", uid) for uid in loads(made).by_organisation]
    assert names == ["Amt 61", "Stadtwerke"]


def test_with_a_ring_no_load_is_told() -> None:
    made = small_programme()
    made.link("pilot", "ausbau1")
    made.item(made.project(), uid="lose")

    assert loads(made) == Loads(unassigned=["lose"])
