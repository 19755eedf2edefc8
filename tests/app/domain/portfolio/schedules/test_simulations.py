"""Runs by lot: the same rules as one schedule, and likelihoods that mean what they say."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.portfolio.schedules.calendars import WorkCalendar
from app.domain.portfolio.schedules.critical_path import schedule
from app.domain.portfolio.schedules.durations import Distribution
from app.domain.portfolio.schedules.networks import compile_network
from app.domain.portfolio.schedules.simulations import Likelihood, simulate
from app.domain.portfolio.schedules.tasks import Dependency, DependencyKind, Task
from tests.fakes.schedules import MONDAY, made_network, small_networks

OFFICE = WorkCalendar.office()
Made = tuple[list[Task], list[Dependency]]


def _sure(task: Task) -> Task:
    return replace(task, optimistic=None, pessimistic=None)


def _begun(tasks: list[Task], data: st.DataObject) -> list[Task]:
    """Return tasks some of which are started, done or held by a day."""
    days = st.integers(0, 20).map(lambda number: MONDAY + timedelta(days=number))
    changed = []
    for task in tasks:
        what = data.draw(st.sampled_from(("", "", "held", "started", "done")))
        day = data.draw(days)
        word = task
        if what == "held":
            word = replace(task, earliest_start=day)
        elif what == "started":
            progress = data.draw(st.sampled_from((0.0, 0.3)))
            word = replace(task, actual_start=day, progress=progress)
        elif what == "done":
            word = replace(task, actual_finish=day)
        changed.append(word)
    return changed


@given(small_networks(), st.data())
def test_without_estimates_every_run_is_the_schedule(made: Made, data: st.DataObject) -> None:
    tasks = _begun([_sure(task) for task in made[0]], data)
    today = data.draw(st.sampled_from((None, MONDAY + timedelta(days=7))))
    network = compile_network(tasks, made[1])
    plan = schedule(network, MONDAY, OFFICE, today)
    found = simulate(network, MONDAY, OFFICE, 3, seed=1, today=today)
    for percentile in found.percentiles:
        assert percentile.tolist() == plan.early_finish.tolist()
    assert found.criticality.tolist() == plan.is_critical.astype(float).tolist()
    assert [OFFICE.day(int(day)) for day in set(found.finishes.tolist())] == [
        OFFICE.day(int(plan.early_finish.max()))
    ]
    assert found.sensitivity() == ()


@given(small_networks(), st.data())
@settings(max_examples=40)
def test_every_run_is_the_schedule_of_what_was_drawn(made: Made, data: st.DataObject) -> None:
    tasks = _begun(made[0], data)
    today = data.draw(st.sampled_from((None, MONDAY + timedelta(days=7))))
    network = compile_network(tasks, made[1])
    found = simulate(network, MONDAY, OFFICE, 4, seed=data.draw(st.integers(0, 99)), today=today)
    critical = np.zeros(len(tasks))
    for run in range(4):
        drawn = network
        for place, days in zip(found.unsure.tolist(), found.durations[:, run], strict=True):
            drawn = drawn.with_task(replace(network.tasks[place], duration=int(days)))
        plan = schedule(drawn, MONDAY, OFFICE, today)
        critical += plan.is_critical
        assert found.finishes[run] == plan.early_finish.max()
        for project, number in zip(network.projects, range(2), strict=False):
            last = plan.early_finish[network.project == number].max()
            assert found.finishes_of[project][run] == last
    assert (found.criticality * 4).tolist() == critical.tolist()


@given(small_networks(), st.integers(0, 1_000), st.sampled_from(Distribution))
def test_likelihoods_never_fall(made: Made, seed: int, distribution: Distribution) -> None:
    network = compile_network(*made)
    found = simulate(network, MONDAY, OFFICE, 50, seed=seed, distribution=distribution)
    assert (np.diff(found.percentiles, axis=0) >= 0).all()
    for project in (None, *network.projects):
        one = found.finish(project)
        assert one.p10 <= one.p50 <= one.p80 <= one.p90
        assert found.histogram(project).runs.sum() == 50
    assert ((found.criticality >= 0) & (found.criticality <= 1)).all()
    assert found.criticality.max() > 0


def test_a_percentile_is_the_first_day_that_so_many_runs_keep() -> None:
    tasks, dependencies = made_network(8, 60, 90, projects=3)
    found = simulate(compile_network(tasks, dependencies), MONDAY, OFFICE, 1_300, seed=2)
    ends = found.finishes_of["P1"]
    for share, day in zip((10, 50, 80, 90), _days(found.finish("P1")), strict=True):
        number = OFFICE.start_number(day)
        assert (ends <= number).mean() >= share / 100 > (ends <= number - 1).mean()
    assert found.histogram("P1").days[0].item() == OFFICE.day(int(ends.min()))
    assert found.histogram("P1").days[-1].item() == OFFICE.day(int(ends.max()))
    assert found.percentiles.max() <= found.finishes.max()


def test_a_likelihood_of_a_task_alone_is_that_of_its_triangle() -> None:
    found = simulate(compile_network([Task("A", 30, 20, 70)], []), MONDAY, OFFICE, 9_000, seed=4)
    first = OFFICE.start_number(MONDAY)
    days = [OFFICE.start_number(day) - first + 1 for day in _days(found.likelihood("A"))]
    # Quantiles 70 - sqrt((1 - p) * 50 * 40) beyond the first fifth, before it 20 + sqrt(p * 500).
    assert days == pytest.approx([27.07, 38.38, 50.0, 55.86], abs=1.0)
    with pytest.raises(KeyError):
        found.likelihood("B")


def test_the_same_seed_makes_the_same_runs_and_another_one_others() -> None:
    network = compile_network(*made_network(1, 80, 120))
    one, same, other = (simulate(network, MONDAY, OFFICE, 700, seed=seed) for seed in (11, 11, 12))
    assert (one.finishes == same.finishes).all()
    assert (one.criticality == same.criticality).all()
    assert (one.finishes != other.finishes).any()


def test_of_two_ways_that_take_turns_each_is_critical_in_its_share_of_runs() -> None:
    tasks = [Task("A", 10, 5, 15), Task("B", 10, 5, 15), Task("C", 1), Task("E", 1)]
    links = [Dependency("1", "A", "E"), Dependency("2", "B", "E")]
    found = simulate(compile_network(tasks, links), MONDAY, OFFICE, 4_000, seed=3)
    share = dict(zip(found.network.ids, found.criticality.tolist(), strict=True))
    assert share["A"] == pytest.approx(share["B"], abs=0.05)
    assert 0.5 < share["A"] < 0.65
    assert (share["C"], share["E"]) == (0.0, 1.0)


def test_the_task_that_varies_most_decides_most_about_the_end() -> None:
    tasks = [Task("wide", 20, 5, 60), Task("narrow", 20, 15, 30), Task("aside", 2, 1, 4),
             Task("late", 5, 4, 6, project="Q")]  # fmt: skip
    network = compile_network(tasks, [Dependency("1", "wide", "narrow")])
    found = simulate(network, MONDAY, OFFICE, 3_000, seed=6)
    wide, narrow = found.sensitivity(most=2)
    assert (wide.task, narrow.task) == ("wide", "narrow")
    assert wide.correlation > 0.9 > narrow.correlation > 0.1
    assert found.sensitivity("Q", most=1)[0].task == "late"
    assert found.sensitivity("Q", most=1)[0].correlation == pytest.approx(1.0)
    with pytest.raises(KeyError):
        found.sensitivity("R")


def test_the_correlation_is_that_of_ranks_with_mean_ranks_for_equal_durations() -> None:
    tasks = [Task("A", 2, 1, 4), Task("B", 3, 1, 5), Task("C", 4, 2, 6)]
    links = [Dependency("1", "A", "B"), Dependency("2", "A", "C")]
    found = simulate(compile_network(tasks, links), MONDAY, OFFICE, 200, seed=5)

    def ranks(values: list[int]) -> list[float]:
        return [
            sum(other < one for other in values) + (values.count(one) + 1) / 2 for one in values
        ]

    ends = ranks(found.finishes.tolist())
    for place, drawn in zip(found.unsure.tolist(), found.durations.tolist(), strict=True):
        name = found.network.tasks[place].id
        one = next(one for one in found.sensitivity() if one.task == name)
        assert one.correlation == pytest.approx(np.corrcoef(ranks(drawn), ends)[0, 1], abs=1e-9)
    strength = [abs(one.correlation) for one in found.sensitivity()]
    assert strength == sorted(strength, reverse=True)


def test_a_deadline_is_kept_in_its_share_of_runs() -> None:
    day = OFFICE.day(OFFICE.start_number(MONDAY) + 10)
    tasks = [Task("A", 11, 6, 16, deadline=day), Task("B", 1, deadline=day), Task("C", 1)]
    found = simulate(compile_network(tasks, []), MONDAY, OFFICE, 4_000, seed=9)
    assert set(found.on_time) == {"A", "B"}
    assert found.on_time["A"] == pytest.approx(0.6, abs=0.05)
    assert found.on_time["B"] == 1.0


def test_what_is_finished_stays_finished() -> None:
    done = Task("A", 5, 1, 30, actual_start=MONDAY, actual_finish=date(2026, 12, 3))
    network = compile_network([done, Task("B", 2)], [Dependency("1", "A", "B")])
    found = simulate(network, MONDAY, OFFICE, 20, seed=1)
    assert set(_days(found.likelihood("A"))) == {date(2026, 12, 3)}
    assert set(_days(found.likelihood("B"))) == {date(2026, 12, 7)}
    assert found.criticality[network.place["A"]] == 0


def test_a_milestone_stands_in_each_run_where_it_would_in_a_schedule() -> None:
    tasks = [Task("A", 2, 1, 9), Task("B", 4), Task("M", 0), Task("N", 0)]
    links = [Dependency("1", "A", "M"), Dependency("2", "B", "M", DependencyKind.SS, 3),
             Dependency("3", "M", "N")]  # fmt: skip
    network = compile_network(tasks, links)
    found = simulate(network, MONDAY, OFFICE, 300, seed=1)
    first = OFFICE.start_number(MONDAY)
    ends = first - 1 + found.durations[0]
    stands = np.where(found.durations[0] > 3, ends, first + 3)
    assert found.percentiles[1][network.place["N"]] == np.sort(stands)[149]
    assert (found.finishes == np.maximum(stands, first + 3)).all()


def test_nothing_can_be_simulated_too() -> None:
    found = simulate(compile_network([], []), MONDAY, OFFICE, 5, seed=1)
    assert set(_days(found.finish())) == {MONDAY}
    assert found.percentiles.shape == (4, 0)
    assert found.sensitivity() == ()


def _days(one: Likelihood) -> list[date]:
    return [one.p10, one.p50, one.p80, one.p90]
