"""Ways along the roads: a net of places and the shortest ways through it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import pairwise
from math import hypot, inf
from typing import Final

import numpy as np
import shapely

from app.services.inventory.demo.grounds import DemoPlaces, Places

_STEP: Final = 120.0
"""Between two places along a road at most, m."""
_WORN: Final = 6.0
"""A way that was used counts so many times as long, so that a ring comes back another way."""


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """The shortest ways from one node.

    Attributes:
        lengths: How far each node is, m.
        before: The node before each node on its way; -1 at the beginning.
    """

    lengths: list[float]
    before: list[int]

    def path_to(self, node: int) -> list[int]:
        """Return the nodes of the way to a node, both ends included."""
        path = [node]
        while (previous := self.before[path[-1]]) >= 0:
            path.append(previous)
        return path[::-1]


@dataclass(frozen=True, slots=True, eq=False)
class RoadNet:
    """A connected net of roads.

    Attributes:
        nodes: East and north, (N, 2), m.
        steps: For each node its neighbours with their distance, m.
        worn: Steps that count more, in both directions.
    """

    nodes: Places
    steps: list[list[tuple[int, float]]]
    worn: set[tuple[int, int]] = field(default_factory=set)

    def nearest(self, east: float, north: float) -> int:
        """Return the node nearest to a place."""
        return int(np.hypot(self.nodes[:, 0] - east, self.nodes[:, 1] - north).argmin())

    def ways_from(self, node: int) -> Ways:
        """Return the shortest ways from a node to all others (Dijkstra); worn steps count more."""
        lengths, before = [inf] * len(self.steps), [-1] * len(self.steps)
        lengths[node] = 0.0
        waiting = [(0.0, node)]
        while waiting:
            length, here = heappop(waiting)
            if length > lengths[here]:
                continue
            for there, step in self.steps[here]:
                cost = step * _WORN if (here, there) in self.worn else step
                if length + cost < lengths[there]:
                    lengths[there] = length + cost
                    before[there] = here
                    heappush(waiting, (length + cost, there))
        return Ways(lengths, before)

    def wear(self, path: Iterable[int]) -> None:
        """Make the steps of a way count more from now on."""
        for here, there in pairwise(path):
            self.worn.update(((here, there), (there, here)))


def road_net(ground: DemoPlaces) -> RoadNet:
    """Return the net of the ground's roads; parts that do not touch are joined at their nearest."""
    whole = shapely.union_all([shapely.LineString(road.line) for road in ground.roads])
    pieces = shapely.segmentize(shapely.get_parts(whole), _STEP)
    paths = [
        [(east, north) for east, north in shapely.get_coordinates(piece).round(1).tolist()]
        for piece in pieces
    ]
    rows = {
        place: row for row, place in enumerate(dict.fromkeys(at for path in paths for at in path))
    }
    nodes = np.array(list(rows))
    steps: list[dict[int, float]] = [{} for _ in rows]
    for path in paths:
        for here, there in pairwise(path):
            _join(steps, nodes, rows[here], rows[there])
    _connect(steps, nodes)
    return RoadNet(nodes, [sorted(one.items()) for one in steps])


def _join(steps: list[dict[int, float]], nodes: Places, here: int, there: int) -> None:
    if here != there:
        length = hypot(*(nodes[here] - nodes[there]))
        steps[here][there] = steps[there][here] = length


def _connect(steps: list[dict[int, float]], nodes: Places) -> None:
    """Join what cannot be reached from the first node, by the shortest straight lines."""
    while True:
        reached = _reached(steps)
        if reached.all():
            return
        inside, outside = np.flatnonzero(reached), np.flatnonzero(~reached)
        away = np.hypot(*(nodes[outside][:, None] - nodes[inside][None]).transpose(2, 0, 1))
        row, column = np.unravel_index(away.argmin(), away.shape)
        _join(steps, nodes, int(outside[row]), int(inside[column]))


def _reached(steps: list[dict[int, float]]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    reached = np.zeros(len(steps), dtype=bool)
    waiting = [0]
    while waiting:
        here = waiting.pop()
        if not reached[here]:
            reached[here] = True
            waiting += steps[here]
    return reached
