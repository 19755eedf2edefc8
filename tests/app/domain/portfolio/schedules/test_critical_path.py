"""Early and late days, slack and the critical path, by examples a person can follow."""

from datetime import date

import numpy as np
import pytest

from app.domain.portfolio.schedules.anchors import UNBOUND
from app.domain.portfolio.schedules.calendars import WorkCalendar
from app.domain.portfolio.schedules.critical_path import (
    Schedule,
    critical_chain,
    schedule,
    slack_in,
    slack_in_projects,
)
from app.domain.portfolio.schedules.networks import compile_network
from app.domain.portfolio.schedules.tasks import Dependency, DependencyKind, Task
from tests.fakes.schedules import MONDAY

OFFICE = WorkCalendar.office()
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 12, day) for day in (1, 2, 3, 4))
NEXT_MONDAY = date(2026, 12, 7)


def _link(
    before: str, after: str, kind: DependencyKind = DependencyKind.FS, lag: int = 0
) -> Dependency:
    return Dependency(f"{before}{after}", before, after, kind, lag)


def _planned(
    tasks: list[Task], links: list[Dependency] | None = None, today: date | None = None
) -> Schedule:
    return schedule(compile_network(tasks, links or []), MONDAY, OFFICE, today)


def _of(plan: Schedule, values: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> dict[str, int]:
    return dict(zip(plan.network.ids, values.tolist(), strict=True))


def test_a_task_of_one_day_finishes_on_the_day_on_which_it_starts() -> None:
    plan = _planned([Task("A", 1), Task("B", 6)], [_link("A", "B")])
    assert plan.dates_of("A") == (MONDAY, MONDAY)
    assert plan.dates_of("B") == (TUESDAY, date(2026, 12, 8))
    assert plan.finish == date(2026, 12, 8)


def test_a_known_network_has_its_known_slack() -> None:
    tasks = [Task("A", 3), Task("B", 5), Task("C", 2), Task("D", 1), Task("E", 4)]
    links = [_link("A", "B"), _link("A", "C"), _link("C", "D"), _link("B", "E"), _link("D", "E")]
    plan = _planned(tasks, links)
    assert _of(plan, plan.total_slack) == {"A": 0, "B": 0, "C": 2, "D": 2, "E": 0}
    assert _of(plan, plan.free_slack) == {"A": 0, "B": 0, "C": 0, "D": 2, "E": 0}
    assert critical_chain(plan) == ("A", "B", "E")
    driving = [plan.network.dependencies[link].id for link in np.flatnonzero(plan.is_driving)]
    assert sorted(driving) == ["AB", "AC", "BE", "CD"]
    place = plan.network.place["C"]
    assert plan.late_dates()[0][place].item() == NEXT_MONDAY
    assert plan.late_dates()[1][place].item() == date(2026, 12, 8)


@pytest.mark.parametrize(
    ("kind", "lag", "start", "finish"),
    [
        (DependencyKind.FS, 0, THURSDAY, FRIDAY),
        (DependencyKind.FS, 1, FRIDAY, NEXT_MONDAY),
        (DependencyKind.FS, -1, WEDNESDAY, THURSDAY),
        (DependencyKind.SS, 0, MONDAY, TUESDAY),
        (DependencyKind.SS, 2, WEDNESDAY, THURSDAY),
        (DependencyKind.FF, 0, TUESDAY, WEDNESDAY),
        (DependencyKind.FF, 2, THURSDAY, FRIDAY),
        (DependencyKind.SF, 0, MONDAY, TUESDAY),
        (DependencyKind.SF, 4, WEDNESDAY, THURSDAY),
    ],
)
def test_each_kind_of_dependency_holds_back_what_it_says(
    kind: DependencyKind, lag: int, start: date, finish: date
) -> None:
    plan = _planned([Task("A", 3), Task("B", 2)], [_link("A", "B", kind, lag)])
    assert plan.dates_of("B") == (start, finish)


def test_a_milestone_stands_on_the_day_on_which_its_last_condition_is_met() -> None:
    tasks = [Task("A", 2), Task("M", 0), Task("N", 0), Task("B", 1)]
    plan = _planned(tasks, [_link("A", "M"), _link("M", "N"), _link("N", "B")])
    assert plan.dates_of("M") == plan.dates_of("N") == (TUESDAY, TUESDAY)
    assert plan.dates_of("B") == (WEDNESDAY, WEDNESDAY)
    starts, finishes = plan.late_dates()
    assert starts.tolist() == [MONDAY, TUESDAY, TUESDAY, WEDNESDAY]
    assert finishes.tolist() == [TUESDAY, TUESDAY, TUESDAY, WEDNESDAY]


@pytest.mark.parametrize(
    ("milestone", "links", "day"),
    [
        (Task("M", 0), [], MONDAY),
        (Task("M", 0, earliest_start=WEDNESDAY), [], WEDNESDAY),
        (Task("M", 0, earliest_start=WEDNESDAY), [_link("A", "M")], WEDNESDAY),
        (Task("M", 0), [_link("A", "M", DependencyKind.SS, 2)], WEDNESDAY),
        (Task("M", 0), [_link("A", "M"), _link("A", "M", DependencyKind.SS, 2)], WEDNESDAY),
        (Task("M", 0), [_link("A", "M", DependencyKind.FF, 1)], WEDNESDAY),
        (Task("M", 0), [_link("K", "M", DependencyKind.FS, 2)], WEDNESDAY),
    ],
)
def test_a_milestone_that_begins_something_stands_on_its_first_day(
    milestone: Task, links: list[Dependency], day: date
) -> None:
    links = [Dependency(str(number), one.before, one.after, one.kind, one.lag)
             for number, one in enumerate(links)]  # fmt: skip
    plan = _planned([Task("K", 0), Task("A", 2), milestone], links)
    assert plan.dates_of("M") == (day, day)


def test_nothing_starts_before_its_earliest_start_or_today() -> None:
    plan = _planned([Task("A", 1, earliest_start=THURSDAY), Task("B", 1)])
    assert plan.dates_of("A")[0] == THURSDAY
    assert plan.dates_of("B")[0] == MONDAY
    later = _planned([Task("A", 1, earliest_start=THURSDAY), Task("B", 1)], today=FRIDAY)
    assert later.dates_of("A")[0] == later.dates_of("B")[0] == FRIDAY


def test_what_is_done_keeps_both_its_days_even_a_weekend() -> None:
    saturday, sunday = date(2026, 12, 5), date(2026, 12, 6)
    done = Task("A", 3, actual_start=saturday, actual_finish=sunday)
    alone = Task("C", 1, actual_finish=FRIDAY)
    plan = _planned([done, Task("B", 1), alone], [_link("A", "B")], today=NEXT_MONDAY)
    assert plan.dates_of("A") == (saturday, sunday)
    assert [days[plan.network.place["A"]].item() for days in plan.early_dates()] == [
        saturday,
        sunday,
    ]
    assert plan.dates_of("B")[0] == NEXT_MONDAY
    assert _of(plan, plan.total_slack) == {"A": 0, "B": 0, "C": 0}
    assert _of(plan, plan.free_slack) == {"A": 0, "B": 0, "C": 0}
    assert not plan.is_critical[plan.network.place["A"]]
    assert critical_chain(plan) == ("A", "B")


def test_what_was_finished_with_an_unknown_start_took_its_duration() -> None:
    plan = _planned([Task("A", 3, actual_finish=FRIDAY)], today=NEXT_MONDAY)
    assert plan.dates_of("A") == (WEDNESDAY, FRIDAY)


def test_what_is_started_keeps_its_start_and_does_the_rest_from_today_on() -> None:
    half = Task("A", 10, actual_start=MONDAY, progress=0.7)
    plan = _planned([half], today=THURSDAY)
    assert plan.dates_of("A") == (MONDAY, NEXT_MONDAY)
    assert _planned([half]).dates_of("A") == (MONDAY, date(2026, 12, 11))


def test_a_started_task_fills_at_least_its_first_day() -> None:
    started = Task("A", 2, actual_start=MONDAY, progress=1.0)
    plan = _planned([started, Task("B", 1)], [_link("A", "B")], today=MONDAY)
    assert plan.dates_of("A") == (MONDAY, MONDAY)
    assert plan.dates_of("B") == (TUESDAY, TUESDAY)


def test_a_started_task_waits_for_ends_but_no_longer_for_its_start() -> None:
    started = Task("B", 2, actual_start=MONDAY)
    links = [_link("A", "B"), _link("C", "B", DependencyKind.FF), _link("B", "D"),
             _link("B", "E", DependencyKind.SS)]  # fmt: skip
    tasks = [Task("A", 9), Task("C", 4), started, Task("D", 1), Task("E", 1)]
    plan = _planned(tasks, links)
    assert plan.dates_of("B") == (MONDAY, THURSDAY)
    assert _of(plan, plan.total_slack) == {"A": 0, "B": 4, "C": 4, "D": 4, "E": 8}
    assert _of(plan, plan.free_slack) == {"A": 0, "B": 0, "C": 0, "D": 4, "E": 8}
    late = plan.late_start[plan.network.place["B"]]
    assert late == plan.early_start[plan.network.place["B"]]
    assert critical_chain(plan) == ("A",)


@pytest.mark.parametrize(
    "reached",
    [
        Task("M", 0, actual_start=TUESDAY),
        Task("M", 0, actual_finish=TUESDAY),
        Task("M", 0, actual_start=MONDAY, actual_finish=TUESDAY),
    ],
)
def test_a_milestone_is_reached_on_its_actual_day(reached: Task) -> None:
    plan = _planned([reached, Task("B", 1)], [_link("M", "B")])
    assert plan.dates_of("M") == (TUESDAY, TUESDAY)
    place = plan.network.place["M"]
    assert [days[place].item() for days in plan.early_dates()] == [TUESDAY, TUESDAY]
    assert plan.early_start[place] == plan.early_finish[place] == OFFICE.start_number(TUESDAY)
    assert plan.dates_of("B")[0] == WEDNESDAY


def test_a_missed_deadline_makes_slack_negative_on_the_way_to_it() -> None:
    tasks = [Task("A", 3), Task("B", 3, deadline=FRIDAY), Task("C", 9), Task("D", 1)]
    plan = _planned(tasks, [_link("A", "B")])
    assert _of(plan, plan.total_slack) == {"A": -1, "B": -1, "C": 0, "D": 8}
    assert plan.deadline_slack == {"B": -1}
    assert [bool(one) for one in plan.is_critical] == [
        name != "D" for name in plan.network.ids
    ]  # fmt: skip


def test_a_deadline_on_a_day_off_ends_with_the_working_day_before() -> None:
    plan = _planned([Task("A", 5, deadline=date(2026, 12, 6)), Task("B", 20)])
    assert plan.deadline_slack == {"A": 0}
    assert _of(plan, plan.total_slack)["A"] == 0


@pytest.mark.parametrize("links", [[], [_link("A", "M")]])
def test_the_deadline_of_a_milestone_is_the_day_on_which_it_stands(
    links: list[Dependency],
) -> None:
    milestone = Task("M", 0, earliest_start=None if links else WEDNESDAY, deadline=THURSDAY)
    plan = _planned([Task("A", 3), milestone, Task("Z", 30)], links)
    assert plan.dates_of("M")[1] == WEDNESDAY
    assert plan.deadline_slack == {"M": 1}
    assert _of(plan, plan.total_slack)["M"] == 1


def test_each_project_has_its_own_end_and_its_own_critical_path() -> None:
    tasks = [Task("A", 2, project="P"), Task("B", 3, project="P"), Task("S", 1, project="P"),
             Task("C", 9, project="Q"), Task("E", 1, project="Q")]  # fmt: skip
    plan = _planned(tasks, [_link("A", "B"), _link("A", "E"), _link("S", "B")])
    assert plan.finish_of == {"P": FRIDAY, "Q": date(2026, 12, 10)}
    assert _of(plan, plan.total_slack) == {"A": 4, "B": 4, "S": 5, "C": 0, "E": 6}
    assert _of(plan, slack_in(plan, "P")) == {
        "A": 0, "B": 0, "S": 1, "C": UNBOUND, "E": UNBOUND
    }  # fmt: skip
    assert _of(plan, slack_in(plan, "Q"))["A"] == 6
    assert _of(plan, slack_in_projects(plan)) == {"A": 0, "B": 0, "S": 1, "C": 0, "E": 6}
    assert critical_chain(plan, "P") == ("A", "B")
    assert critical_chain(plan, "Q") == critical_chain(plan) == ("C",)
    with pytest.raises(ValueError, match="not in tuple"):
        slack_in(plan, "R")
    with pytest.raises(ValueError, match="not in tuple"):
        critical_chain(plan, "R")


def test_nothing_has_a_schedule_too() -> None:
    plan = _planned([])
    assert plan.finish == MONDAY
    assert plan.finish_of == plan.deadline_slack == {}
    assert critical_chain(plan) == ()
    assert len(plan.early_dates()[0]) == len(slack_in_projects(plan)) == 0


def test_an_unknown_task_has_no_days() -> None:
    with pytest.raises(KeyError):
        _planned([Task("A", 1)]).dates_of("B")
