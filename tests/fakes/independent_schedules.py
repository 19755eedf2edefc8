"""The critical path by an implementation of its own: longest paths of networkx.

There each task is two events, each dependency an edge between events, and the duration two edges
that hold start and end together; the earliest moments are longest paths from the source, the latest
ones longest paths to the sink (Bellman and Ford, with lengths negated).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

import networkx as nx

from app.domain.portfolio.schedules.calendars import WorkCalendar
from app.domain.portfolio.schedules.tasks import Dependency, DependencyKind, Task
from tests.fakes.chances import seeded
from tests.fakes.schedules import MONDAY, made_network

OFFICE = WorkCalendar.office()
ORIGIN = OFFICE.start_number(MONDAY)

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


@dataclass(frozen=True)
class Expected:
    """What a schedule must give, by the id of a task, in working days from the first one.

    Attributes:
        starts: Earliest starts.
        ends: Earliest ends.
        slack: Total slack.
    """

    starts: dict[str, int]
    ends: dict[str, int]
    slack: dict[str, int]


def expected(tasks: list[Task], dependencies: list[Dependency]) -> Expected:
    """Return moments and slack of a network that begins on `MONDAY`."""
    graph = _events(tasks, dependencies)
    early = nx.single_source_bellman_ford_path_length(graph, "source")
    finish = -min(early[task.id, "end"] for task in tasks)
    for task in tasks:
        due = finish
        if task.deadline is not None:
            due = min(finish, OFFICE.finish_number(task.deadline) + 1 - ORIGIN)
        graph.add_edge((task.id, "end"), "sink", weight=due - finish)
    late = nx.single_source_bellman_ford_path_length(graph.reverse(copy=False), "sink")
    ids: Sequence[str] = [task.id for task in tasks]
    return Expected(
        {one: round(-early[one, "start"]) for one in ids},
        {one: round(-early[one, "end"]) for one in ids},
        {one: round(finish + late[one, "end"] + early[one, "end"]) for one in ids},
    )


def dated_network(seed: int) -> tuple[list[Task], list[Dependency]]:
    """Return a random network of 5 to 40 tasks, some with an earliest start or a deadline."""
    chance = seeded(seed)
    count = chance.randint(5, 40)
    tasks, dependencies = made_network(seed, count, chance.randint(0, 2 * count), reach=12)
    return [_dated(task, chance) for task in tasks], dependencies


def _dated(task: Task, chance: Random) -> Task:
    """Return a task with an earliest start or, when it is no milestone, a deadline now and then."""
    if chance.random() < 0.2:
        task = replace(task, earliest_start=MONDAY + timedelta(days=chance.randint(-10, 90)))
    if task.duration and chance.random() < 0.1:
        task = replace(task, deadline=MONDAY + timedelta(days=chance.randint(0, 150)))
    return task
