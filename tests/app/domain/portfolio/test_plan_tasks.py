"""Records become tasks: defaults, what is over, dependencies at summaries, what cannot be."""

from datetime import date
from typing import Any

import pytest

from app.domain.portfolio.outlines import Outline
from app.domain.portfolio.plan_tasks import PlanTasks, driving, progress_of, tasks_of
from app.domain.portfolio.schedules.faults import LONGEST
from app.domain.portfolio.schedules.networks import compile_network
from app.domain.portfolio.schedules.tasks import Dependency
from tests.portfolios import TODAY, Programme, small_programme


def tasks(made: Programme) -> PlanTasks:
    found = made.portfolio()
    return tasks_of(found, Outline.of(found), TODAY)


def one_item(**values: object) -> tuple[Programme, str]:
    made = Programme()
    return made, made.item(made.project(), "Bau", **values)


def joined(found: PlanTasks) -> set[tuple[str, str, str, int]]:
    return {(one.before, one.after, one.kind.value, one.lag) for one in found.dependencies.values()}


# ---- durations and days ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("values", "duration"),
    [
        ({"duration": 7}, 7),
        ({"duration": -1}, 0),
        ({"duration": 20_000}, LONGEST),
        ({"duration": None, "started_on": "2025-11-03", "finished_on": "2025-11-07"}, 5),
        ({"duration": None, "not_before": "2025-12-01", "deadline": "2025-12-12"}, 10),
        ({"duration": None, "not_before": "2025-12-06", "deadline": "2025-12-07"}, 1),
    ],
)
def test_a_duration_is_entered_or_follows_from_the_days(
    values: dict[str, Any], duration: int
) -> None:
    made, uid = one_item(**values)
    found = tasks(made)

    assert found.tasks[uid].duration == duration
    assert found.problems == {}


def test_without_any_duration_five_days_are_taken_and_told() -> None:
    made, uid = one_item(duration=None, not_before="2025-12-08", deadline="2025-12-01")
    found = tasks(made)

    assert found.tasks[uid].duration == 5
    assert found.problems[uid] == "Für „Bau“ fehlt die Dauer; gerechnet wird mit 5 Arbeitstagen."


def test_a_missing_duration_of_done_work_is_no_problem() -> None:
    made, _ = one_item(duration=None, stage="done", finished_on="2025-11-07")

    assert tasks(made).problems == {}


def test_nothing_starts_before_its_project_or_its_own_day() -> None:
    made = Programme()
    late = made.project(starts_on="2026-01-05")
    first = made.item(late, not_before="2025-12-01")
    second = made.item(late, not_before="2026-02-02")
    idea = made.project(state="idea", starts_on=None)
    third = made.item(idea)
    found = tasks(made).tasks

    assert found[first].earliest_start == date(2026, 1, 5)
    assert found[second].earliest_start == date(2026, 2, 2)
    assert found[third].earliest_start is None


def test_finishing_before_starting_keeps_the_finish() -> None:
    made, uid = one_item(started_on="2025-11-20", finished_on="2025-11-10")
    found = tasks(made)

    assert found.tasks[uid].actual_start is None
    assert found.tasks[uid].actual_finish == date(2025, 11, 10)
    assert "bevor es am 20.11.2025 beginnt" in found.problems[uid]


def test_done_without_a_day_was_done_when_it_was_planned_or_today() -> None:
    made, early = one_item(stage="done", started_on="2025-11-03")
    late = made.item(made.project(starts_on="2026-01-05"), stage="done")
    found = tasks(made)

    assert found.tasks[early].actual_finish == date(2025, 11, 7)
    assert found.tasks[late].actual_finish == TODAY
    assert found.entered[late] == (TODAY, TODAY)
    assert "fertig, aber ohne Tag" in found.problems[early]


def test_work_in_progress_without_a_start_began_when_it_could() -> None:
    made = Programme()
    first = made.item(made.project(starts_on="2025-11-03"), stage="doing", progress=40)
    second = made.item(made.project(starts_on=None), stage="doing")
    third = made.item(made.project(starts_on="2026-11-03"), stage="doing")
    found = tasks(made)

    assert found.tasks[first].actual_start == date(2025, 11, 3)
    assert found.tasks[second].actual_start == TODAY
    assert found.tasks[third].actual_start == TODAY
    assert found.problems[first] == (
        "„Arbeit“ ist in Arbeit, aber ohne Tag des Beginns; gerechnet wird mit dem 03.11.2025."
    )


def test_progress_is_a_share_and_whole_when_done() -> None:
    made = Programme()
    project = made.project()
    made.item(project, progress=40)
    made.item(project, progress=140)
    made.item(project)
    made.item(project, stage="done", progress=10)
    made.item(project, finished_on="2025-11-03")
    made.milestone(project, uid="m", reached_on="2025-11-03")
    found = made.portfolio()

    assert [progress_of(one) for one in found.all("work_item")] == [0.4, 1.0, 0.0, 1.0, 1.0]
    assert progress_of(found.records["milestone"]["m"]) == 1.0


# ---- milestones --------------------------------------------------------------------------------
def test_a_milestone_without_a_predecessor_stands_on_its_day() -> None:
    made = Programme()
    saturday = made.milestone(made.project(), due_on="2026-01-31")
    found = tasks(made)

    assert found.tasks[saturday].earliest_start == date(2026, 1, 30)
    assert found.tasks[saturday].deadline is None
    assert found.fixed[saturday] == date(2026, 1, 31)
    assert found.problems == {}


def test_a_milestone_with_a_predecessor_has_its_day_as_deadline() -> None:
    found = tasks(small_programme())

    assert found.tasks["fertig"].deadline == date(2026, 2, 27)
    assert "fertig" not in found.fixed


@pytest.mark.parametrize(
    ("project", "day"),
    [
        ({"ends_on": "2026-03-02"}, "02.03.2026"),
        ({"starts_on": "2026-02-02"}, "02.02.2026"),
        ({"starts_on": None}, "24.11.2025"),
    ],
)
def test_a_milestone_with_nothing_stands_where_its_project_ends_and_says_so(
    project: dict[str, Any], day: str
) -> None:
    made = Programme()
    uid = made.milestone(made.project(**project), "Ziel")

    assert tasks(made).problems[uid] == (
        f"„Ziel“ hat weder einen Tag noch einen Vorgänger; gerechnet wird mit dem {day}."
    )


# ---- dependencies ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "sources"),
    [("FS", ["a1", "a2"]), ("FF", ["a1", "a2"]), ("SS", ["a1"]), ("SF", ["a1"])],
)
def test_a_summary_is_waited_for_by_all_its_ends_or_its_first_start(
    kind: str, sources: list[str]
) -> None:
    made = Programme()
    project = made.project()
    made.item(project, uid="a")
    made.item(project, uid="a1", parent="a", position=1)
    made.item(project, uid="a2", parent="a", position=2)
    made.item(project, uid="b")
    made.link("a", "b", kind, lag=2)

    assert joined(tasks(made)) == {(one, "b", kind, 2) for one in sources}


@pytest.mark.parametrize(
    ("kind", "targets"),
    [("FS", ["b1", "b2"]), ("SS", ["b1", "b2"]), ("FF", ["b2"]), ("SF", ["b2"])],
)
def test_a_summary_waits_with_all_its_starts_or_its_last_end(kind: str, targets: list[str]) -> None:
    made = Programme()
    project = made.project()
    made.item(project, uid="a")
    made.item(project, uid="b")
    made.item(project, uid="b1", parent="b", position=1)
    made.item(project, uid="b2", parent="b", position=2)
    made.link("a", "b", kind)

    assert joined(tasks(made)) == {("a", one, kind, 0) for one in targets}


def test_many_wait_for_many_through_a_point_in_between() -> None:
    made = Programme()
    project = made.project()
    for whole in "ab":
        made.item(project, uid=whole)
        for part in "12":
            made.item(project, uid=whole + part, parent=whole, position=int(part))
    made.link("a", "b", uid="x", lag=3)
    found = tasks(made)

    assert joined(found) == {
        ("a1", "x#", "FS", 3), ("a2", "x#", "FS", 3), ("x#", "b1", "FS", 0), ("x#", "b2", "FS", 0),
    }  # fmt: skip
    assert found.tasks["x#"].duration == 0
    assert "x#" not in found.entered
    compile_network([*found.tasks.values()], [*found.dependencies.values()])


@pytest.mark.parametrize(("started", "joined_to"), [("1", {"b2"}), ("12", set())])
def test_what_is_started_waits_for_no_summary_any_more(started: str, joined_to: set[str]) -> None:
    made = Programme()
    project = made.project()
    for whole in "ab":
        made.item(project, uid=whole)
        for part in "12":
            made.item(project, uid=whole + part, parent=whole, position=int(part))
    for part in started:
        made.change(f"b{part}", stage="doing", started_on="2025-11-20")
    made.link("a", "b", uid="x")
    found = tasks(made)

    assert {after for _, after, _, _ in joined(found)} == joined_to
    assert "x#" not in found.tasks


def test_of_two_that_say_the_same_the_longer_wait_counts() -> None:
    made = small_programme()
    made.link("pilot", "abnahme", uid="long", lag=9)
    made.link("pilot", "abnahme", uid="short", lag=4)
    found = tasks(made)

    assert ("pilot", "abnahme", "FS", 9) in joined(found)
    assert {"p-a", "long", "short"} <= {record.uid for record in found.links}


def test_an_absurd_lag_is_cut() -> None:
    made = small_programme()
    made.change("p-a", lag=99_999)

    assert ("pilot", "abnahme", "FS", LONGEST) in joined(tasks(made))


@pytest.mark.parametrize(
    ("before", "after", "kind", "text"),
    [
        ("fehlt", "pilot", "FS", "Der Vorgänger dieser Abhängigkeit fehlt; sie zählt nicht."),
        ("pilot", "fehlt", "FS", "Der Nachfolger dieser Abhängigkeit fehlt; sie zählt nicht."),
        ("wlan", "pilot", "FS", "„WLAN in der Innenstadt“ steht in keinem Projekt"),
        ("pilot", "pilot", "FS", "wartet auf sich selbst"),
        ("ausbau", "ausbau1", "FS", "mit seinem Teil"),
        ("ausbau1", "ausbau", "FS", "mit seinem Teil"),
        ("pilot", "abnahme", "XX", "Die Art „XX“ einer Abhängigkeit gibt es nicht."),
    ],
)
def test_a_dependency_that_cannot_be_is_told_and_does_not_count(
    before: str, after: str, kind: str, text: str
) -> None:
    made = small_programme()
    count = len(tasks(made).dependencies)
    made.link(before, after, kind, uid="x")
    found = tasks(made)

    assert text in found.problems["x"]
    assert len(found.dependencies) == count
    assert "x" not in {record.uid for record in found.links}


# ---- what is over ------------------------------------------------------------------------------
def test_undone_work_of_a_stopped_project_is_not_planned_and_not_waited_for() -> None:
    made = small_programme()
    made.change("wlan", state="stopped", stopped_reason="Kein Geld")
    found = tasks(made)

    assert {"konzept", "beschluss"} <= found.tasks.keys()
    assert {"ausbau1", "ausbau2", "fertig"}.isdisjoint(found.tasks)
    assert found.problems["f-p"] == (
        "„Alle Plätze versorgt“ ist offen, aber das Projekt „WLAN in der Innenstadt“ ist"
        " eingestellt; darauf wird nicht gewartet."
    )
    assert ("fertig", "pilot", "FS", 0) not in joined(found)
    assert found.entered["fertig"] == (date(2026, 2, 27), date(2026, 2, 27))


def test_dependencies_that_drive_are_named_by_their_records() -> None:
    given = [Dependency("x#a#b", "a", "b"), Dependency("y#b#c", "b", "c")]

    assert driving(given, [True, False]) == {"x"}
