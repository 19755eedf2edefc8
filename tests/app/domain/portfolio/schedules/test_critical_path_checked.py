"""The critical path beside an implementation of its own: longest paths of networkx.

There each task is two events, each dependency an edge between events, and the duration two edges
that hold start and end together; the earliest moments are longest paths from the source, the latest
ones longest paths to the sink (Bellman and Ford, with lengths negated).
"""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from random import Random

import networkx as nx
import numpy as np
import pytest

from app.domain.portfolio.schedules.calendars import WorkCalendar
from app.domain.portfolio.schedules.critical_path import Schedule, critical_chain, schedule
from app.domain.portfolio.schedules.networks import compile_network
from app.domain.portfolio.schedules.tasks import Dependency, DependencyKind, Task
from tests.fakes.chances import seeded
from tests.fakes.schedules import MONDAY, made_network

OFFICE = WorkCalendar.office()
ORIGIN = OFFICE.start_number(MONDAY)
NETWORKS = 1_000
ROUNDS = 10

Node = str | tuple[str, str]

_EVENTS = {
    DependencyKind.FS: ("end", "start"),
    DependencyKind.SS: ("start", "start"),
    DependencyKind.FF: ("end", "end"),
    DependencyKind.SF: ("start", "end"),
}


def _events(tasks: list[Task], dependencies: list[Dependency]) -> "nx.DiGraph[Node]":
    """Return the graph of events; its weights are negated lengths, the longest of parallel ones."""
    graph: nx.DiGraph[Node] = nx.DiGraph()

    def hold(before: Node, after: Node, days: int) -> None:
        known = graph.get_edge_data(before, after, {"weight": -days})["weight"]
        graph.add_edge(before, after, weight=min(known, -days))

    for task in tasks:
        start = task.earliest_start
        release = 0 if start is None else OFFICE.start_number(start) - ORIGIN
        hold("source", (task.id, "start"), max(0, release))
        hold((task.id, "start"), (task.id, "end"), task.duration)
        hold((task.id, "end"), (task.id, "start"), -task.duration)
    for link in dependencies:
        before, after = _EVENTS[link.kind]
        hold((link.before, before), (link.after, after), link.lag)
    return graph


def _checked(tasks: list[Task], dependencies: list[Dependency], plan: Schedule) -> None:
    """Compare all moments and slack."""
    graph = _events(tasks, dependencies)
    early = nx.single_source_bellman_ford_path_length(graph, "source")
    finish = -min(early[task.id, "end"] for task in tasks)
    for task in tasks:
        due = finish
        if task.deadline is not None:
            due = min(finish, OFFICE.finish_number(task.deadline) + 1 - ORIGIN)
        graph.add_edge((task.id, "end"), "sink", weight=due - finish)
    late = nx.single_source_bellman_ford_path_length(graph.reverse(copy=False), "sink")
    moments = np.array(plan.earliest.slots) - ORIGIN
    ids = plan.network.ids
    assert moments[::2].tolist() == [-early[task, "start"] for task in ids]
    assert moments[1::2].tolist() == [-early[task, "end"] for task in ids]
    slack = [finish + late[task, "end"] + early[task, "end"] for task in ids]
    assert plan.total_slack.tolist() == slack
    assert plan.is_critical.tolist() == [days <= 0 for days in slack]
    assert (plan.late_start - plan.early_start).tolist() == slack


@pytest.mark.parametrize("part", range(ROUNDS))
def test_moments_and_slack_are_those_of_networkx_in_a_thousand_networks(part: int) -> None:
    for seed in range(part * NETWORKS // ROUNDS, (part + 1) * NETWORKS // ROUNDS):
        chance = seeded(seed)
        count = chance.randint(5, 40)
        tasks, dependencies = made_network(seed, count, chance.randint(0, 2 * count), reach=12)
        tasks = [_dated(task, chance) for task in tasks]
        plan = schedule(compile_network(tasks, dependencies), MONDAY, OFFICE)
        _checked(tasks, dependencies, plan)


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


def _dated(task: Task, chance: Random) -> Task:
    """Return a task with an earliest start or, when it is no milestone, a deadline now and then."""
    if chance.random() < 0.2:
        task = replace(task, earliest_start=MONDAY + timedelta(days=chance.randint(-10, 90)))
    if task.duration and chance.random() < 0.1:
        task = replace(task, deadline=MONDAY + timedelta(days=chance.randint(0, 150)))
    return task
