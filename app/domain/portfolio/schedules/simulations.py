"""How sure the dates are: the schedule computed many times with durations drawn by lot.

Monte Carlo after Van Slyke 1963 (Operations Research 11), who also asks in which share of the runs
a task is critical.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from app.domain.portfolio.schedules.anchors import UNBOUND, Anchors, anchored
from app.domain.portfolio.schedules.calendars import DayArray, WorkCalendar
from app.domain.portfolio.schedules.durations import Distribution, Estimates
from app.domain.portfolio.schedules.networks import ScheduleNetwork
from app.domain.portfolio.schedules.simulated_passes import critical_runs, forward_runs
from app.domain.samples import Float64Array, Int32Array, Int64Array

PERCENTILES: Final = (10, 50, 80, 90)

_AT_ONCE: Final = 1000
"""Runs computed at once: the rows of a large network then stay near the processor."""


@dataclass(frozen=True, slots=True)
class Likelihood:
    """By which day something is finished in so many of a hundred runs."""

    p10: date
    p50: date
    p80: date
    p90: date


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How much a task decides about an end.

    Attributes:
        task: Id of the task.
        correlation: Rank correlation of its duration with the end (Spearman), -1 to 1.
    """

    task: str
    correlation: float


@dataclass(frozen=True, slots=True, eq=False)
class Histogram:
    """How often which day was the last, days without a run in between included.

    Attributes:
        days: Working days, datetime64[D].
        runs: In how many runs each was the last, int64.
    """

    days: DayArray
    runs: Int64Array


@dataclass(frozen=True, slots=True, eq=False)
class Simulation:
    """What the runs found. Days are numbers of working days, finishes inclusive.

    Attributes:
        network: The network.
        calendar: Its working days.
        runs: How many runs there were.
        seed: With the same seed the same runs come out.
        percentiles: For each of `PERCENTILES` the day by whose end a task is finished in that
            share of the runs, int64[4, tasks].
        criticality: Share of runs in which a task has no room before the last end, float64[tasks].
        on_time: Share of runs in which the deadline of a task is kept, by id of those with one.
        finishes: Last day of all tasks in each run, int32[runs].
        finishes_of: Last day of each project in each run.
        unsure: Places of the tasks whose durations were drawn, int64[unsure].
        durations: What was drawn, int32[unsure, runs].
    """

    network: ScheduleNetwork
    calendar: WorkCalendar
    runs: int
    seed: int
    percentiles: Int64Array
    criticality: Float64Array
    on_time: Mapping[str, float]
    finishes: Int32Array
    finishes_of: Mapping[str, Int32Array]
    unsure: Int64Array
    durations: Int32Array

    def likelihood(self, task: str) -> Likelihood:
        """Return by when a task is finished.

        Raises:
            KeyError: There is no such task.
        """
        return self._dated(self.percentiles[:, self.network.place[task]])

    def finish(self, project: str | None = None) -> Likelihood:
        """Return by when a project is finished, or all of them.

        Raises:
            KeyError: There is no such project.
        """
        return self._dated(_percentiles(np.sort(self._ends(project))))

    def histogram(self, project: str | None = None) -> Histogram:
        """Return how the ends of a project spread, or the last ends of all.

        Raises:
            KeyError: There is no such project.
        """
        ends = self._ends(project).astype(np.int64)
        first = int(ends.min())
        counts = np.bincount(ends - first).astype(np.int64)
        return Histogram(self.calendar.days(np.arange(first, first + len(counts))), counts)

    def sensitivity(self, project: str | None = None, most: int = 10) -> tuple[Sensitivity, ...]:
        """Return the tasks that decide most about an end, the strongest first.

        Args:
            project: Whose end; None for the last of all.
            most: So many tasks at most; they are picked by the linear correlation.

        Raises:
            KeyError: There is no such project.
        """
        ends = self._ends(project)
        if ends.min() == ends.max():
            return ()
        deviation = self.durations - self.durations.mean(axis=1, dtype=np.float32)[:, None]
        spread = np.sqrt(np.einsum("ij,ij->i", deviation, deviation))
        varies = np.flatnonzero(spread > 0)
        linear = np.abs(deviation[varies] @ (ends - ends.mean()).astype(np.float32))
        picked = varies[np.argsort(-linear / spread[varies], kind="stable")[:most]]
        found = [
            Sensitivity(
                self.network.tasks[int(self.unsure[row])].id,
                float(np.corrcoef(_ranks(self.durations[row]), _ranks(ends))[0, 1]),
            )
            for row in picked.tolist()
        ]
        return tuple(sorted(found, key=lambda one: -abs(one.correlation)))

    def _ends(self, project: str | None) -> Int32Array:
        return self.finishes if project is None else self.finishes_of[project]

    def _dated(self, numbers: Int64Array) -> Likelihood:
        return Likelihood(*self.calendar.days(numbers).tolist())


def simulate(
    network: ScheduleNetwork,
    start: date,
    calendar: WorkCalendar,
    runs: int = 2_000,
    *,
    seed: int,
    today: date | None = None,
    distribution: Distribution = Distribution.TRIANGULAR,
) -> Simulation:
    """Return what comes out when durations vary as they were estimated.

    Args:
        network: The network.
        start: Day before which nothing open starts.
        calendar: Working days.
        runs: How often; at least once.
        seed: Of the lots.
        today: Day before which nothing left to do is planned; None when that does not matter.
        distribution: How durations lie between the estimates.
    """
    anchors = anchored(network, start, calendar, today)
    estimates = Estimates.of(network)
    durations = estimates.draw(distribution, runs, np.random.default_rng(seed))
    days, critical = _run(network, anchors, estimates.places, durations)
    ends = {
        name: days[network.project == number].max(axis=0)
        for number, name in enumerate(network.projects)
    }
    return Simulation(
        network=network,
        calendar=calendar,
        runs=runs,
        seed=seed,
        on_time=_on_time(network, anchors, days),
        finishes=days.max(axis=0) if len(days) else np.full(runs, anchors.origin, np.int32),
        finishes_of=ends,
        percentiles=_sorted_percentiles(days),
        criticality=critical / runs,
        unsure=estimates.places,
        durations=durations,
    )


def _run(
    network: ScheduleNetwork, anchors: Anchors, unsure: Int64Array, durations: Int32Array
) -> tuple[Int32Array, Int64Array]:
    """Return the last days of all tasks in all runs, and in how many each was critical."""
    runs = durations.shape[1]
    days = np.empty((len(network.tasks), runs), np.int32)
    critical = np.zeros(len(days), np.int64)
    for part in _parts(runs):
        drawn = dict(zip(unsure.tolist(), durations[:, part], strict=True))
        moments = forward_runs(network, anchors, drawn, part.stop - part.start)
        days[:, part] = moments.last_days
        if len(days):
            critical += critical_runs(network, anchors, moments, drawn).sum(axis=1)
    return days, critical


def _parts(runs: int) -> Iterator[slice]:
    for first in range(0, runs, _AT_ONCE):
        yield slice(first, min(first + _AT_ONCE, runs))


def _on_time(network: ScheduleNetwork, anchors: Anchors, days: Int32Array) -> dict[str, float]:
    found = np.flatnonzero(anchors.due != UNBOUND)
    share = (days[found] <= anchors.due[found, None]).mean(axis=1)
    return {
        network.tasks[place].id: value
        for place, value in zip(found.tolist(), share.tolist(), strict=True)
    }


def _sorted_percentiles(days: Int32Array) -> Int64Array:
    """Return percentiles of each row; the rows are sorted in place."""
    days.sort(axis=1)
    return _percentiles(days)


def _percentiles(ordered: Int32Array) -> Int64Array:
    """Return the least day that so many of a hundred runs keep, for rows in ascending order."""
    runs = ordered.shape[-1]
    places = [max(0, -(-share * runs // 100) - 1) for share in PERCENTILES]
    return np.moveaxis(ordered[..., places], -1, 0).astype(np.int64)


def _ranks(values: Int32Array) -> Float64Array:
    """Return ranks, the same mean rank for equal values."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return (last - (counts - 1) / 2)[inverse]
