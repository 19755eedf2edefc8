"""The schedule of the programme: days, slack, the way to the end, baselines, rings."""

from datetime import date

import pytest

from app.domain.portfolio.plans import Plan, PlanItem, plan_of, simulation_of
from tests.portfolios import TODAY, Programme, large_programme, small_programme


def plan(made: Programme, today: date = TODAY) -> Plan:
    return plan_of(made.portfolio(), today)


def items(found: Plan) -> dict[str, PlanItem]:
    return {one.uid: one for one in found.items}


# ---- days --------------------------------------------------------------------------------------
def test_open_work_follows_what_it_waits_for_and_never_begins_before_today() -> None:
    made = Programme()
    project = made.project(starts_on="2025-11-03")
    first = made.item(project, duration=5)
    second = made.item(project, duration=3)
    made.link(first, second, lag=1)
    found = items(plan(made))

    assert (found[first].start, found[first].finish) == (TODAY, date(2025, 11, 28))
    assert (found[second].start, found[second].finish) == (date(2025, 12, 2), date(2025, 12, 4))
    assert found[second].duration == 3


def test_what_is_done_keeps_its_days_and_what_goes_on_ends_by_its_progress() -> None:
    found = items(plan(small_programme()))

    konzept, nord = found["konzept"], found["ausbau1"]
    assert (konzept.start, konzept.finish) == (date(2025, 9, 1), date(2025, 9, 26))
    assert (konzept.slack, konzept.is_critical, konzept.is_done) == (0, False, True)
    assert (konzept.late_start, konzept.late_finish) == (konzept.start, konzept.finish)
    # Half of 40 days is left to do from today on.
    assert (nord.start, nord.finish) == (date(2025, 10, 6), date(2025, 12, 19))
    assert nord.late_start == nord.start


def test_a_project_moves_the_one_that_waits_for_it() -> None:
    made = small_programme()
    before = plan(made)
    made.change("ausbau2", duration=80)
    after = plan(made)

    assert items(after)["pilot"].start > items(before)["pilot"].start
    assert after.finishes["ampel"] > before.finishes["ampel"]


def test_a_summary_spans_its_parts_with_their_worst_slack_and_weighted_progress() -> None:
    found = items(plan(small_programme()))
    whole, parts = found["ausbau"], (found["ausbau1"], found["ausbau2"])

    assert whole.is_summary
    assert (whole.start, whole.finish) == (parts[0].start, parts[1].finish)
    assert whole.slack == min(part.slack or 0 for part in parts)
    assert whole.is_critical
    assert whole.progress == pytest.approx(
        sum(part.progress * part.duration for part in parts) / sum(part.duration for part in parts)
    )
    assert not whole.is_done


def test_a_summary_is_done_with_its_parts() -> None:
    made = small_programme()
    for uid in ("ausbau1", "ausbau2"):
        made.change(uid, stage="done", started_on="2025-10-06", finished_on="2025-11-21")
    found = items(plan(made))["ausbau"]

    assert found.is_done
    assert found.progress == 1
    assert not found.is_critical


def test_a_milestone_that_waits_for_nothing_stands_on_its_day_even_if_that_is_off() -> None:
    made = Programme()
    project = made.project()
    saturday = made.milestone(project, due_on="2026-01-31")
    overdue = made.milestone(project, due_on="2025-10-31")
    made.item(project, duration=200)
    found = items(plan(made))

    assert found[saturday].start == found[saturday].finish == date(2026, 1, 31)
    assert found[saturday].duration == 0
    assert found[saturday].deadline == date(2026, 1, 31)
    assert not found[saturday].is_critical
    late = found[saturday].late_finish
    assert late is not None
    assert late > date(2026, 1, 31)
    # Not reached yet, so it cannot be reached before today; its deadline tells what was wanted.
    assert found[overdue].start == TODAY
    assert found[overdue].deadline == date(2025, 10, 31)


def test_work_that_takes_no_time_has_no_duration() -> None:
    made = Programme()
    uid = made.item(made.project(), duration=0)

    assert items(plan(made))[uid].duration == 0


def test_a_summary_waits_for_another_one() -> None:
    made = Programme()
    project = made.project()
    for whole in "ab":
        made.item(project, uid=whole)
        for part, days in (("1", 3), ("2", 5)):
            made.item(project, uid=whole + part, parent=whole, position=int(part), duration=days)
    made.link("a", "b", lag=2)
    found = items(plan(made))

    assert found["a"].finish == date(2025, 11, 28)
    assert found["b1"].start == found["b2"].start == date(2025, 12, 3)
    assert (found["a1"].slack, found["a2"].slack) == (2, 0)
    assert [one.uid for one in plan(made).items] == ["a", "a1", "a2", "b", "b1", "b2"]


def test_the_lag_after_a_summary_that_is_done_counts_from_its_end() -> None:
    made = Programme()
    project = made.project(starts_on="2025-11-03")
    for whole in "ab":
        made.item(project, uid=whole)
        for part in "12":
            made.item(project, uid=whole + part, parent=whole, position=int(part))
    for part in "12":
        made.change(f"a{part}", stage="done", started_on="2025-11-10", finished_on="2025-11-21")
    made.link("a", "b", lag=3)
    found = items(plan(made))

    assert found["b1"].start == found["b2"].start == date(2025, 11, 27)


# ---- slack -------------------------------------------------------------------------------------
def test_slack_is_counted_to_the_end_of_the_own_project() -> None:
    made = Programme()
    short, long = made.project("Kurz"), made.project("Lang")
    made.item(short, uid="a", duration=10)
    made.item(short, uid="b", duration=4)
    made.item(long, uid="c", duration=100)
    found = items(plan(made))

    assert (found["a"].slack, found["a"].is_critical) == (0, True)
    assert (found["b"].slack, found["b"].free_slack, found["b"].is_critical) == (6, 6, False)
    assert found["b"].late_finish == found["a"].finish
    assert found["c"].is_critical


def test_a_missed_deadline_makes_slack_negative() -> None:
    made = Programme()
    project = made.project()
    made.item(project, uid="a", duration=10, deadline="2025-12-03")
    found = items(plan(made))["a"]

    assert found.slack == -2
    assert found.is_critical
    assert found.late_finish == date(2025, 12, 3)


def test_links_are_critical_when_they_drive_something_critical() -> None:
    made = Programme()
    project = made.project()
    made.item(project, uid="a", duration=10)
    made.item(project, uid="b", duration=2)
    made.item(project, uid="c", duration=5)
    drives, waits = made.link("a", "c", lag=1), made.link("b", "c", "SS")
    found = {one.uid: one for one in plan(made).links}

    assert found[drives].is_critical
    assert found[drives].lag == 1
    assert not found[waits].is_critical
    assert found[waits].type == "SS"


def test_links_of_what_is_done_are_not_critical() -> None:
    made = small_programme()
    made.link("konzept", "beschluss", uid="done")

    assert not next(one for one in plan(made).links if one.uid == "done").is_critical


# ---- order, what is left out -------------------------------------------------------------------
def test_undone_work_of_an_evaluated_project_keeps_its_entered_days_without_slack() -> None:
    made = Programme()
    over = made.project(state="evaluated", starts_on="2024-01-08")
    uid = made.item(over, duration=5)
    found = items(plan(made))[uid]

    assert (found.start, found.finish) == (date(2024, 1, 8), date(2024, 1, 12))
    assert found.slack is None
    assert found.late_finish is None
    assert not found.is_critical


def test_an_empty_programme_has_an_empty_plan() -> None:
    found = plan(Programme())

    assert found == Plan()
    assert simulation_of(Programme().portfolio(), TODAY) is None


def test_a_plan_of_many_is_whole() -> None:
    made = large_programme(projects=4, items=10)
    found = plan(made)

    assert len(found.items) == 44
    assert found.problems == {}
    assert found.schedule is not None
    assert set(found.finishes) == {one.uid for one in made.portfolio().projects}


# ---- rings -------------------------------------------------------------------------------------
def test_a_ring_is_told_at_its_dependencies_and_all_stand_as_entered() -> None:
    made = small_programme()
    made.link("pilot", "ausbau1", uid="ring")
    found = plan(made)

    assert set(found.ring) == {"ausbau1", "fertig", "pilot"}
    assert found.schedule is None
    assert {"ring", "f-p", "a-f"} <= found.problems.keys()
    assert "k-a" not in found.problems
    assert found.problems["ring"].startswith("Diese Abhängigkeit schließt einen Kreis: „")
    pilot = items(found)["pilot"]
    assert pilot.start == date(2026, 1, 5)
    assert pilot.slack is None
    assert not any(link.is_critical for link in found.links)
    assert items(found)["ausbau"].slack is None
    assert simulation_of(made.portfolio(), TODAY) is None


def test_a_ring_through_summaries_names_only_what_there_is() -> None:
    made = Programme()
    project = made.project()
    for whole in "ab":
        made.item(project, uid=whole)
        for part in "12":
            made.item(project, uid=whole + part, parent=whole, position=int(part))
    made.link("a", "b", uid="x")
    made.link("b1", "a1", uid="y")
    found = plan(made)

    assert set(found.ring) == {"a1", "b1"}
    assert {"x", "y"} <= found.problems.keys()


# ---- baselines ---------------------------------------------------------------------------------
def test_the_newest_baseline_that_has_an_item_counts() -> None:
    made = small_programme()
    made.baseline({"ausbau2": ("2025-12-01", "2026-03-06")}, taken_on="2025-10-31")
    found = items(plan(made))

    assert found["ausbau2"].baseline_start == date(2025, 12, 1)
    assert found["ausbau2"].baseline_slip == 3
    assert found["ausbau1"].baseline_finish == date(2025, 11, 28)
    assert found["ausbau1"].baseline_slip == 15
    assert found["pilot"].baseline_slip is None


@pytest.mark.parametrize(
    "content", ["{", "[1]", '{"a": ["2025-13-01", "2025-12-01"]}', '{"a": 3}', '{"a": [1, 2]}']
)
def test_a_baseline_that_cannot_be_read_is_told(content: str) -> None:
    made = small_programme()
    uid = made.add("baseline", {"name": "Kaputt", "taken_on": TODAY, "content": content})
    found = plan(made)

    assert found.problems[uid] == "Der Basisplan „Kaputt“ lässt sich nicht lesen."
    assert items(found)["ausbau1"].baseline_slip == 15


# ---- how sure the days are ---------------------------------------------------------------------
def test_a_simulation_tells_days_by_project_and_milestone() -> None:
    made = small_programme()
    found = simulation_of(made.portfolio(), TODAY, runs=300, seed=4)
    again = simulation_of(made.portfolio(), TODAY, runs=300, seed=4)
    assert found is not None
    assert again is not None

    end = found.finish("wlan")
    assert end.p50 <= end.p80 <= end.p90
    assert end.p80 > plan(made).finishes["wlan"]  # estimates are skewed to the late side
    assert found.likelihood("fertig") == end
    assert again.finish("wlan") == end
    assert 0 <= found.on_time["abnahme"] <= 1
