"""1,000 random networks: earliest moments, slack and critical tasks against those of networkx."""

import sys
from typing import Final

import numpy as np

from app.domain.portfolio.schedules.critical_path import schedule
from app.domain.portfolio.schedules.networks import compile_network
from benchmarks.result import Result
from tests.fakes.independent_schedules import OFFICE, ORIGIN, dated_network, expected
from tests.fakes.schedules import MONDAY

NETWORKS: Final = 1_000
FIRST_SEED: Final = 50_000
"""Other networks than those of the test."""


def run() -> Result:
    """Count the networks in which anything differs."""
    differing, tasks_in_all = 0, 0
    for seed in range(FIRST_SEED, FIRST_SEED + NETWORKS):
        tasks, dependencies = dated_network(seed)
        tasks_in_all += len(tasks)
        plan = schedule(compile_network(tasks, dependencies), MONDAY, OFFICE)
        wanted, ids = expected(tasks, dependencies), plan.network.ids
        moments = np.array(plan.earliest.slots) - ORIGIN
        differing += not (
            moments[::2].tolist() == [wanted.starts[one] for one in ids]
            and moments[1::2].tolist() == [wanted.ends[one] for one in ids]
            and plan.total_slack.tolist() == [wanted.slack[one] for one in ids]
            and plan.is_critical.tolist() == [wanted.slack[one] <= 0 for one in ids]
        )
    print(f"{NETWORKS} networks, {tasks_in_all} tasks, {differing} differ", file=sys.stderr)
    return Result(
        benchmark="schedules_equal",
        value=differing,
        unit="networks that differ",
        against="networkx (longest paths by Bellman and Ford)",
        ratio=differing / NETWORKS,
        budget="0",
        passed=differing == 0,
    )
