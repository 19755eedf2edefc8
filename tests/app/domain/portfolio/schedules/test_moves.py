"""A task dragged or resized: what it needs, who follows, and why not."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.portfolio.schedules.calendars import WorkCalendar
from app.domain.portfolio.schedules.critical_path import Schedule, schedule
from app.domain.portfolio.schedules.faults import LONGEST
from app.domain.portfolio.schedules.moves import Move, MoveRefusal, Refused, Shift, move, resize
from app.domain.portfolio.schedules.networks import compile_network
from app.domain.portfolio.schedules.tasks import Dependency, DependencyKind, Task
from tests.fakes.schedules import MONDAY, small_networks

OFFICE = WorkCalendar.office()
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 12, day) for day in (1, 2, 3, 4))
NEXT_MONDAY, NEXT_TUESDAY = date(2026, 12, 7), date(2026, 12, 8)
TASKS = [Task("A", 2), Task("B", 2), Task("C", 1), Task("M", 0), Task("aside", 1)]
LINKS = [Dependency("AB", "A", "B"), Dependency("BC", "B", "C"), Dependency("CM", "C", "M")]


def _planned(
    tasks: list[Task] = TASKS, links: list[Dependency] = LINKS, today: date | None = None
) -> Schedule:
    return schedule(compile_network(tasks, links), MONDAY, OFFICE, today)


def _made(result: Move | Refused) -> Move:
    assert isinstance(result, Move)
    return result


def test_a_task_moved_later_takes_its_followers_with_it() -> None:
    done = _made(move(_planned(), "B", FRIDAY))
    assert done.task == Task("B", 2, earliest_start=FRIDAY)
    assert done.own == Shift("B", WEDNESDAY, FRIDAY, THURSDAY, NEXT_MONDAY)
    assert done.followers == (
        Shift("C", FRIDAY, NEXT_TUESDAY, FRIDAY, NEXT_TUESDAY),
        Shift("M", FRIDAY, NEXT_TUESDAY, FRIDAY, NEXT_TUESDAY),
    )
    assert done.schedule.finish == NEXT_TUESDAY


def test_a_day_off_means_the_next_working_day() -> None:
    assert _made(move(_planned(), "A", date(2026, 12, 6))).task.earliest_start == NEXT_MONDAY


def test_a_task_moved_back_to_where_its_dependencies_hold_it_needs_no_earliest_start() -> None:
    later = _made(move(_planned(), "B", FRIDAY)).schedule
    back = _made(move(later, "B", WEDNESDAY))
    assert back.task == TASKS[1]
    assert back.schedule.finish == FRIDAY


def test_a_task_does_not_move_before_what_it_waits_for() -> None:
    assert move(_planned(), "B", TUESDAY) == Refused(
        "B", MoveRefusal.BEFORE_PREDECESSORS, WEDNESDAY, "AB"
    )


def test_the_dependency_that_holds_most_is_named() -> None:
    links = [*LINKS, Dependency("AC", "A", "C", DependencyKind.FF, 4),
             Dependency("aC", "aside", "C", DependencyKind.SS)]  # fmt: skip
    assert move(_planned(links=links), "C", MONDAY) == Refused(
        "C", MoveRefusal.BEFORE_PREDECESSORS, NEXT_MONDAY, "AC"
    )


def test_a_dependency_of_ends_is_counted_back_to_the_start() -> None:
    tasks = [Task("A", 2), Task("B", 2), Task("C", 5)]
    links = [*LINKS[:2], Dependency("AC", "A", "C", DependencyKind.FF, 4)]
    assert move(_planned(tasks, links), "C", TUESDAY) == Refused(
        "C", MoveRefusal.BEFORE_PREDECESSORS, FRIDAY, "BC"
    )


@pytest.mark.parametrize(("today", "first"), [(None, MONDAY), (WEDNESDAY, WEDNESDAY)])
def test_nothing_moves_before_the_start_or_today(today: date | None, first: date) -> None:
    found = move(_planned(today=today), "A", first - timedelta(days=3))
    assert found == Refused("A", MoveRefusal.BEFORE_START, first)


def test_history_does_not_move() -> None:
    tasks = [
        Task("A", 2, actual_start=MONDAY, actual_finish=TUESDAY),
        Task("B", 2, actual_start=WEDNESDAY),
    ]
    plan = _planned(tasks, LINKS[:1])
    assert move(plan, "A", FRIDAY) == Refused("A", MoveRefusal.DONE)
    assert move(plan, "B", FRIDAY) == Refused("B", MoveRefusal.STARTED)
    assert move(plan, "C", FRIDAY) == Refused("C", MoveRefusal.UNKNOWN)
    assert resize(plan, "A", 3) == Refused("A", MoveRefusal.DONE)
    assert resize(plan, "C", 3) == Refused("C", MoveRefusal.UNKNOWN)
    longer = _made(resize(plan, "B", 3))
    assert longer.own == Shift("B", WEDNESDAY, WEDNESDAY, THURSDAY, FRIDAY)


def test_a_milestone_moves_like_a_task_from_the_day_on_which_it_stands() -> None:
    plan = _planned()
    assert _made(move(plan, "M", FRIDAY)).own is None
    assert _made(move(plan, "M", FRIDAY)).task == TASKS[3]
    later = _made(move(plan, "M", NEXT_MONDAY))
    assert later.own == Shift("M", FRIDAY, NEXT_MONDAY, FRIDAY, NEXT_MONDAY)
    assert later.task.earliest_start == NEXT_MONDAY
    assert move(plan, "M", THURSDAY) == Refused("M", MoveRefusal.BEFORE_PREDECESSORS, FRIDAY, "CM")


def test_a_milestone_at_the_start_can_be_moved_away_and_back() -> None:
    plan = _planned([Task("K", 0), Task("A", 1)], [Dependency("KA", "K", "A")])
    later = _made(move(plan, "K", TUESDAY))
    assert later.followers == (Shift("A", MONDAY, TUESDAY, MONDAY, TUESDAY),)
    assert _made(move(later.schedule, "K", MONDAY)).task == Task("K", 0)


def test_a_longer_task_pushes_its_followers_and_a_shorter_one_pulls_them() -> None:
    longer = _made(resize(_planned(), "A", 3))
    assert longer.task.duration == 3
    assert longer.own == Shift("A", MONDAY, MONDAY, TUESDAY, WEDNESDAY)
    assert [shift.task for shift in longer.followers] == ["B", "C", "M"]
    shorter = _made(resize(_planned(), "A", 0))
    assert shorter.schedule.dates_of("B")[0] == MONDAY


@pytest.mark.parametrize("duration", [-1, LONGEST + 1])
def test_no_task_has_an_impossible_duration(duration: int) -> None:
    assert resize(_planned(), "A", duration) == Refused("A", MoveRefusal.DURATION)


@given(small_networks(), st.data())
def test_a_move_ends_where_it_was_aimed_or_is_refused_with_the_first_day_that_works(
    made: tuple[list[Task], list[Dependency]], data: st.DataObject
) -> None:
    plan = schedule(compile_network(*made), MONDAY, OFFICE)
    task = data.draw(st.sampled_from(plan.network.ids))
    day = OFFICE.day(OFFICE.start_number(MONDAY) + data.draw(st.integers(-3, 40)))
    found = move(plan, task, day)
    if isinstance(found, Refused):
        assert found.not_before is not None
        assert found.not_before > day
        day = found.not_before
        found = move(plan, task, day)
    found = _made(found)
    assert found.schedule.dates_of(task)[0] == day
    was, now = plan.early_dates(), found.schedule.early_dates()
    moved = {shift.task for shift in (*found.followers, *([found.own] if found.own else []))}
    for place, name in enumerate(plan.network.ids):
        changed = was[0][place] != now[0][place] or was[1][place] != now[1][place]
        assert changed == (name in moved)
