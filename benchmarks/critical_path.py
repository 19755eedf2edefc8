"""Dates and slack of 2,000 tasks with 3,000 dependencies, and 2,000 Monte Carlo runs of them."""

import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import Final, NamedTuple

from app.domain.portfolio.schedules.calendars import WorkCalendar
from app.domain.portfolio.schedules.critical_path import critical_chain, schedule
from app.domain.portfolio.schedules.networks import compile_network
from app.domain.portfolio.schedules.simulations import simulate
from benchmarks.result import Result
from tests.fakes.schedules import MONDAY, made_network

TASKS: Final = 2_000
DEPENDENCIES: Final = 3_000
PROJECTS: Final = 20
RUNS: Final = 2_000


class Part(NamedTuple):
    """One thing that is measured.

    Attributes:
        name: What it is called in the result.
        ms: Median of its time.
        limit_ms: What it may take.
    """

    name: str
    ms: float
    limit_ms: float


def run() -> Result:
    """Measure the medians of all parts; the one nearest to its limit counts."""
    parts = [*_computed()]
    worst = max(parts, key=lambda part: part.ms / part.limit_ms)
    share = worst.ms / worst.limit_ms
    return Result(
        benchmark="critical_path",
        value=round(share, 3),
        unit="of its limit",
        against=", ".join(f"{part.name} {part.ms:.1f} of {part.limit_ms:.0f} ms" for part in parts),
        ratio=round(share, 3),
        budget="<= 1",
        passed=share <= 1,
    )


def _computed() -> Iterator[Part]:
    """Measure what is computed, without a window."""
    tasks, dependencies = made_network(7, TASKS, DEPENDENCIES, projects=PROJECTS)
    assert (len(tasks), len(dependencies)) == (TASKS, DEPENDENCIES)
    calendar = WorkCalendar.office()
    yield Part("compiled", _median_ms(lambda: compile_network(tasks, dependencies), 15), 20)
    network = compile_network(tasks, dependencies)

    def dated() -> None:
        plan = schedule(network, MONDAY, calendar)
        assert len(plan.early_dates()[0]) == len(plan.late_dates()[0]) == TASKS
        assert critical_chain(plan)

    yield Part("dates and slack", _median_ms(dated, 25), 20)
    yield Part(
        f"{RUNS} runs",
        _median_ms(lambda: simulate(network, MONDAY, calendar, RUNS, seed=1).sensitivity(), 7),
        500,
    )


def _median_ms(work: Callable[[], object], times: int) -> float:
    took = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        took.append((time.perf_counter() - begin) * 1e3)
    return median(took)
