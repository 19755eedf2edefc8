"""Load of organisations by week, with holidays, and the weeks in which it is too much."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given

from app.domain.portfolio.schedules.calendars import WorkCalendar
from app.domain.portfolio.schedules.critical_path import schedule
from app.domain.portfolio.schedules.levels import Effort, load
from app.domain.portfolio.schedules.networks import compile_network
from app.domain.portfolio.schedules.tasks import Dependency, Task
from tests.fakes.schedules import MONDAY, small_networks

OFFICE = WorkCalendar.office()


def test_person_days_fall_into_the_weeks_in_which_a_task_is_worked_on() -> None:
    tasks = [Task("A", 7), Task("B", 2, earliest_start=date(2026, 12, 18)), Task("M", 0)]
    plan = schedule(compile_network(tasks, []), MONDAY, OFFICE)
    efforts = {
        "A": Effort("IT", 0.5),
        "B": Effort("Tiefbau", 2),
        "M": Effort("Rat", 40),
        "unknown": Effort("IT", 9),
    }
    found = load(plan, efforts, {"IT": 0.4})
    assert found.organisations == ("IT", "Tiefbau")
    assert found.weeks.tolist() == [date(2026, 11, 30), date(2026, 12, 7), date(2026, 12, 14),
                                    date(2026, 12, 21)]  # fmt: skip
    assert found.person_days.tolist() == [[2.5, 1.0, 0.0, 0.0], [0.0, 0.0, 2.0, 2.0]]
    assert found.capacity[0].tolist() == pytest.approx([2.0, 2.0, 2.0, 1.6])
    assert np.isnan(found.capacity[1]).all()
    assert found.overload_weeks("IT").tolist() == [MONDAY]
    assert found.overload_weeks("Tiefbau").tolist() == []
    with pytest.raises(ValueError, match="not in tuple"):
        found.overload_weeks("Rat")


def test_tasks_of_one_organisation_at_the_same_time_add_up() -> None:
    plan = schedule(compile_network([Task("A", 5), Task("B", 3)], []), MONDAY, OFFICE)
    found = load(plan, {"A": Effort("IT", 1), "B": Effort("IT", 1)}, {"IT": 1.6})
    assert found.person_days.tolist() == [[8.0]]
    assert found.capacity.tolist() == [[8.0]]
    assert not found.is_over.any()


def test_nobody_at_work_is_no_load() -> None:
    plan = schedule(compile_network([Task("M", 0)], []), MONDAY, OFFICE)
    found = load(plan, {"M": Effort("IT", 1)}, {"IT": 1})
    assert found.organisations == ()
    assert found.person_days.shape == found.capacity.shape == (0, 0)
    assert len(found.weeks) == 0


@given(small_networks())
def test_no_person_day_is_lost(made: tuple[list[Task], list[Dependency]]) -> None:
    plan = schedule(compile_network(*made), date(2026, 12, 16), OFFICE)
    efforts = {
        task.id: Effort(task.project, 0.25 * (number + 1)) for number, task in enumerate(made[0])
    }
    found = load(plan, efforts, {})
    expected = sum(task.duration * efforts[task.id].persons for task in made[0])
    assert found.person_days.sum() == pytest.approx(expected)
    assert (found.person_days >= -1e-9).all()
    assert all(day.weekday() == 0 for day in found.weeks.tolist())
