"""The critical path beside an implementation of its own: `tests.fakes.independent_schedules`."""

from itertools import pairwise

import networkx as nx
import numpy as np
import pytest

from app.domain.portfolio.schedules.critical_path import critical_chain, schedule
from app.domain.portfolio.schedules.networks import compile_network
from app.domain.portfolio.schedules.tasks import DependencyKind
from tests.fakes.independent_schedules import OFFICE, ORIGIN, dated_network, expected
from tests.fakes.schedules import MONDAY, made_network

NETWORKS = 1_000
ROUNDS = 10


@pytest.mark.parametrize("part", range(ROUNDS))
def test_moments_and_slack_are_those_of_networkx_in_a_thousand_networks(part: int) -> None:
    for seed in range(part * NETWORKS // ROUNDS, (part + 1) * NETWORKS // ROUNDS):
        tasks, dependencies = dated_network(seed)
        plan = schedule(compile_network(tasks, dependencies), MONDAY, OFFICE)
        wanted, ids = expected(tasks, dependencies), plan.network.ids
        moments = np.array(plan.earliest.slots) - ORIGIN
        slack = [wanted.slack[one] for one in ids]
        assert moments[::2].tolist() == [wanted.starts[one] for one in ids]
        assert moments[1::2].tolist() == [wanted.ends[one] for one in ids]
        assert plan.total_slack.tolist() == slack
        assert plan.is_critical.tolist() == [days <= 0 for days in slack]
        assert (plan.late_start - plan.early_start).tolist() == slack


@pytest.mark.parametrize("seed", range(60))
def test_the_chain_is_a_longest_path_of_plain_networks(seed: int) -> None:
    tasks, dependencies = made_network(seed, 40, 60, kinds=[DependencyKind.FS], lags=[0], reach=15)
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(("source", *(task.id for task in tasks)))
    duration = {task.id: task.duration for task in tasks}
    graph.add_weighted_edges_from(("source", task.id, task.duration) for task in tasks)
    graph.add_weighted_edges_from((one.before, one.after, duration[one.after])
                                  for one in dependencies)  # fmt: skip
    plan = schedule(compile_network(tasks, dependencies), MONDAY, OFFICE)
    chain = critical_chain(plan)
    assert sum(duration[task] for task in chain) == nx.dag_longest_path_length(graph)
    assert all(graph.has_edge(*pair) for pair in pairwise(chain))
