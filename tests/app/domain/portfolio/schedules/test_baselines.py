"""A schedule beside its baseline: slips in working days, what is new, what is gone."""

from dataclasses import replace
from datetime import date

from app.domain.portfolio.schedules.baselines import Comparison, PlannedDates, Slip, compare, freeze
from app.domain.portfolio.schedules.calendars import WorkCalendar
from app.domain.portfolio.schedules.critical_path import schedule
from app.domain.portfolio.schedules.networks import compile_network
from app.domain.portfolio.schedules.tasks import Dependency, Task
from tests.fakes.schedules import MONDAY, made_network

OFFICE = WorkCalendar.office()
TASKS = [Task("A", 5), Task("B", 3), Task("M", 0)]
LINKS = [Dependency("1", "A", "B"), Dependency("2", "B", "M")]


def test_a_schedule_does_not_slip_against_itself() -> None:
    plan = schedule(compile_network(*made_network(4, 50, 80)), MONDAY, OFFICE)
    found = compare(plan, freeze(plan))
    assert found.new == found.gone == ()
    assert [slip.task for slip in found.slips] == [*plan.network.ids]
    assert {(slip.start, slip.finish) for slip in found.slips} == {(0, 0)}


def test_slips_are_counted_in_working_days_over_holidays() -> None:
    plan = schedule(compile_network(TASKS, LINKS), date(2026, 12, 14), OFFICE)
    agreed = freeze(plan)
    assert agreed["B"] == PlannedDates(date(2026, 12, 21), date(2026, 12, 23))
    assert agreed["M"] == PlannedDates(date(2026, 12, 23), date(2026, 12, 23))
    longer = plan.network.with_task(replace(TASKS[0], duration=7))
    found = compare(schedule(longer, date(2026, 12, 14), OFFICE), agreed)
    assert found.slips == (Slip("A", 0, 2), Slip("B", 2, 2), Slip("M", 2, 2))
    assert schedule(longer, date(2026, 12, 14), OFFICE).dates_of("M")[1] == date(2026, 12, 28)


def test_what_comes_earlier_slips_by_less_than_nothing() -> None:
    plan = schedule(compile_network(TASKS, LINKS), MONDAY, OFFICE)
    shorter = plan.network.with_task(replace(TASKS[0], duration=1))
    found = compare(schedule(shorter, MONDAY, OFFICE), freeze(plan))
    assert found.slips == (Slip("A", 0, -4), Slip("B", -4, -4), Slip("M", -4, -4))


def test_new_and_gone_tasks_are_named() -> None:
    plan = schedule(compile_network(TASKS, LINKS), MONDAY, OFFICE)
    agreed = {"gone": PlannedDates(MONDAY, MONDAY), "A": freeze(plan)["A"]}
    assert compare(plan, agreed) == Comparison((Slip("A", 0, 0),), ("B", "M"), ("gone",))


def test_work_on_a_weekend_alone_does_not_slip_against_itself() -> None:
    saturday = date(2026, 12, 5)
    done = Task("A", 1, actual_start=saturday, actual_finish=saturday)
    plan = schedule(compile_network([done], []), MONDAY, OFFICE)
    assert freeze(plan) == {"A": PlannedDates(saturday, saturday)}
    assert compare(plan, freeze(plan)).slips == (Slip("A", 0, 0),)


def test_a_baseline_may_have_days_on_which_nobody_works() -> None:
    plan = schedule(compile_network([Task("A", 5)], []), MONDAY, OFFICE)
    agreed = {"A": PlannedDates(date(2026, 11, 29), date(2026, 12, 5))}
    assert compare(plan, agreed).slips == (Slip("A", 0, 0),)


def test_a_baseline_of_nothing_knows_no_slip() -> None:
    plan = schedule(compile_network([], []), MONDAY, OFFICE)
    assert compare(plan, {}) == Comparison((), (), ())
