"""What holds for the critical path of every network."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.portfolio.schedules.calendars import WorkCalendar
from app.domain.portfolio.schedules.critical_path import (
    Schedule,
    critical_chain,
    schedule,
    slack_in,
    slack_in_projects,
)
from app.domain.portfolio.schedules.faults import DuplicateDependencyError
from app.domain.portfolio.schedules.networks import compile_network, faults
from app.domain.portfolio.schedules.tasks import Dependency, DependencyKind, Task
from tests.fakes.schedules import KINDS, MONDAY, small_networks

OFFICE = WorkCalendar.office()
Made = tuple[list[Task], list[Dependency]]


def _planned(made: Made) -> Schedule:
    return schedule(compile_network(*made), MONDAY, OFFICE)


def _moments(plan: Schedule) -> dict[str, tuple[int, int]]:
    slots = plan.earliest.slots
    return dict(zip(plan.network.ids, zip(slots[::2], slots[1::2], strict=True), strict=True))


@given(small_networks(), st.data())
def test_a_new_dependency_makes_nothing_earlier(made: Made, data: st.DataObject) -> None:
    tasks, dependencies = made
    numbers = st.integers(0, len(tasks) - 1)
    before, after = sorted((data.draw(numbers), data.draw(numbers)))
    assume(before < after)
    kind, lag = data.draw(st.sampled_from(KINDS)), data.draw(st.integers(-4, 4))
    more = [*dependencies, Dependency("new", f"T{before}", f"T{after}", kind, lag)]
    assume(not any(isinstance(one, DuplicateDependencyError) for one in faults(tasks, more)))
    was, now = _moments(_planned(made)), _moments(_planned((tasks, more)))
    assert all(now[task] >= was[task] for task in was)


@given(small_networks())
def test_without_deadlines_slack_is_never_negative_and_free_slack_never_larger(made: Made) -> None:
    plan = _planned(made)
    assert (plan.free_slack >= 0).all()
    assert (plan.free_slack <= plan.total_slack).all()
    assert plan.is_critical.any()
    assert (slack_in_projects(plan) <= plan.total_slack).all()
    own = np.minimum.reduce([slack_in(plan, project) for project in plan.network.projects])
    assert (slack_in_projects(plan) == own).all()


@given(small_networks(kinds=[DependencyKind.FS], most_lag=0))
def test_the_durations_of_the_chain_add_up_to_the_finish(made: Made) -> None:
    plan = _planned(made)
    duration = {task.id: task.duration for task in made[0]}
    total = sum(duration[task] for task in critical_chain(plan))
    first = OFFICE.start_number(MONDAY)
    assert OFFICE.start_number(plan.finish) == max(first, first + total - 1)


@given(small_networks())
def test_each_link_of_the_chain_is_critical_and_has_no_room(made: Made) -> None:
    plan = _planned(made)
    chain = critical_chain(plan)
    links = {
        (plan.network.dependencies[link].before, plan.network.dependencies[link].after)
        for link in np.flatnonzero(plan.is_driving).tolist()
    }
    moments = _moments(plan)
    assert set(pairwise(chain)) <= links
    assert all(plan.total_slack[plan.network.place[task]] == 0 for task in chain)
    assert moments[chain[0]][0] == OFFICE.start_number(MONDAY)
    assert moments[chain[-1]][1] == max(end for _, end in moments.values())


@given(small_networks(), st.data())
def test_a_task_may_slip_by_its_slack_and_not_by_more(made: Made, data: st.DataObject) -> None:
    plan = _planned(made)
    place = data.draw(st.integers(0, len(made[0]) - 1))
    task = plan.network.tasks[place]
    start = plan.earliest.slots[2 * place]
    end = max(plan.earliest.slots[1::2])

    def slipped(days: int) -> Schedule:
        later = replace(task, earliest_start=OFFICE.day(start + days))
        return schedule(plan.network.with_task(later), MONDAY, OFFICE)

    total, free = int(plan.total_slack[place]), int(plan.free_slack[place])
    assert max(slipped(total).earliest.slots[1::2]) == end
    assert max(slipped(total + 1).earliest.slots[1::2]) == end + 1
    others = [slot for slot in range(len(plan.earliest.slots)) if slot // 2 != place]
    was = [plan.earliest.slots[slot] for slot in others]
    assert [slipped(free).earliest.slots[slot] for slot in others] == was
    more = slipped(free + 1).earliest.slots
    assert [more[slot] for slot in others] != was or max(more[1::2]) > end


@given(small_networks(), st.integers(0, 40), st.data())
def test_progress_keeps_history_and_plans_the_rest_from_today_on(
    made: Made, passed: int, data: st.DataObject
) -> None:
    """A task that began as planned, half of it done, leaves what is done where it was."""
    tasks, dependencies = made
    before = _planned(made)
    today = MONDAY + timedelta(days=passed)
    number = OFFICE.start_number(today)
    changed = []
    for task in tasks:
        start, finish = before.dates_of(task.id)
        word = task
        if finish < today:
            word = replace(task, actual_start=start, actual_finish=finish, progress=1.0)
        elif start < today and task.duration:
            progress = data.draw(st.sampled_from((0.0, 0.1, 0.5, 0.9)))
            word = replace(task, actual_start=start, progress=progress)
        changed.append(word)
    plan = schedule(compile_network(changed, dependencies), MONDAY, OFFICE, today)
    for task in changed:
        start, finish = plan.dates_of(task.id)
        if task.actual_finish is not None:
            assert (start, finish) == before.dates_of(task.id)
        elif task.actual_start is not None:
            assert start == task.actual_start
            assert OFFICE.finish_number(finish) >= number
        else:
            assert OFFICE.start_number(start) >= number
    assert (plan.free_slack >= 0).all()
    assert (plan.total_slack >= 0).all()
