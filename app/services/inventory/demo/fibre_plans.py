"""Where the fibre net of the demo inventory runs: technical sites, cabinets, and ways between."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import atan2, hypot
from typing import Final

import numpy as np

from app.services.inventory.demo.addresses import Town
from app.services.inventory.demo.grounds import Places
from app.services.inventory.demo.road_nets import RoadNet, Ways, road_net

POPS: Final = 6
CABINETS: Final = 60
PLANNED: Final = 4
"""Cabinets that are not built yet."""
_ROUNDS: Final = 8
_SAME: Final = 0.5
"""Places that are nearer to each other are one, m."""


@dataclass(frozen=True, slots=True, eq=False)
class Hop:
    """A way from one node of the net to the next.

    Attributes:
        above: Row of the node on the side of the supply: technical sites first, then cabinets.
        below: Row of the other one.
        line: The way, (N, 2), m.
    """

    above: int
    below: int
    line: Places

    @property
    def length(self) -> float:
        """How long it is, m."""
        return length_of(self.line)


@dataclass(frozen=True, eq=False)
class FibrePlan:
    """The fibre net without what hangs on it.

    Attributes:
        places: East and north of technical sites, then cabinets, then planned cabinets, (N, 2), m.
        ring: Ways between technical sites, in a ring; empty where there are fewer than two.
        hops: Ways to the cabinets, each after the one it hangs on.
        net: The roads.
        ways: The shortest ways from each of the places.
        nodes: Node of the roads that each of the places is.
    """

    places: Places
    ring: tuple[Hop, ...]
    hops: tuple[Hop, ...]
    net: RoadNet
    ways: tuple[Ways, ...]
    nodes: tuple[int, ...]

    @cached_property
    def roots(self) -> list[int]:
        """Row of the technical site that each technical site or cabinet hangs on."""
        roots = list(range(len(self.places)))
        for hop in self.hops:
            roots[hop.below] = roots[hop.above]
        return roots

    @property
    def pops(self) -> int:
        """How many technical sites there are."""
        return len(self.places) - CABINETS - PLANNED

    def nearest_cabinets(self, east: float, north: float) -> tuple[int, int]:
        """Return the built cabinet nearest along the roads, and the nearest of another site.

        With one technical site both are the same.
        """
        node = self.net.nearest(east, north)
        rows = range(self.pops, self.pops + CABINETS)
        order = sorted(rows, key=lambda row: (self.ways[row].lengths[node], row))
        root = self.roots[order[0]]
        return order[0], next((row for row in order if self.roots[row] != root), order[0])

    def drop(self, cabinet: int, east: float, north: float) -> Hop:
        """Return the way from a cabinet to a place; it is no row of the plan (-1)."""
        path = self.ways[cabinet].path_to(self.net.nearest(east, north))
        line = np.concatenate((self.net.nodes[path], [[east, north]]))
        return Hop(cabinet, -1, _clean(line))


def length_of(line: Places) -> float:
    """Return the length of a line, m."""
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


def plan_fibre(town: Town, centres: Sequence[tuple[float, float]], chances: int) -> FibrePlan:
    """Return where the fibre net runs.

    Technical sites stand at those district centres that are farthest from each other, cabinets
    where the houses are; each cabinet hangs on the nearest that is on the net already (Prim).

    Args:
        town: The town.
        centres: Centres of districts, the one with the most people first.
        chances: Seed.
    """
    net = road_net(town.ground)
    pops = _distinct(net, _farthest(centres, POPS), set())
    middles = _middles(town.houses.places, CABINETS + PLANNED, np.random.default_rng(chances))
    cabinets = _distinct(net, middles, set(pops))
    nodes = (*pops, *cabinets)
    ways = tuple(net.ways_from(node) for node in nodes)
    hops = _tree(net, nodes, ways, len(pops))
    return FibrePlan(net.nodes[list(nodes)], _ring(net, pops), hops, net, ways, nodes)


def _farthest(centres: Sequence[tuple[float, float]], count: int) -> list[tuple[float, float]]:
    chosen = [centres[0]]
    left = list(centres[1:])
    while left and len(chosen) < count:
        best = max(left, key=lambda one: min(hypot(one[0] - e, one[1] - n) for e, n in chosen))
        chosen.append(best)
        left.remove(best)
    return chosen


def _middles(places: Places, count: int, chances: np.random.Generator) -> list[tuple[float, float]]:
    """Return middles of as many groups of houses of similar size (a few rounds of k-means)."""
    sample = places[chances.choice(len(places), min(len(places), 6_000), replace=False)]
    middles = sample[chances.choice(len(sample), count, replace=False)]
    for _ in range(_ROUNDS):
        owner = np.hypot(*(sample[:, None] - middles[None]).transpose(2, 0, 1)).argmin(axis=1)
        for row in range(count):
            own = sample[owner == row]
            if len(own):
                middles[row] = own.mean(axis=0)
    return [(east, north) for east, north in middles.tolist()]


def _distinct(net: RoadNet, places: list[tuple[float, float]], taken: set[int]) -> list[int]:
    """Return the nearest node of each place that no other has."""
    found = []
    for east, north in places:
        order = np.hypot(net.nodes[:, 0] - east, net.nodes[:, 1] - north).argsort(kind="stable")
        node = next(int(one) for one in order if int(one) not in taken)
        taken.add(node)
        found.append(node)
    return found


def _ring(net: RoadNet, pops: list[int]) -> tuple[Hop, ...]:
    places = net.nodes[pops]
    east, north = places.mean(axis=0)
    order = sorted(
        range(len(pops)), key=lambda row: atan2(places[row][1] - north, places[row][0] - east)
    )
    if len(order) < 2:  # noqa: PLR2004 - one alone has nobody to be joined with
        return ()
    ring = []
    for here, there in zip(order, order[1:] + order[:1], strict=True):
        path = net.ways_from(pops[here]).path_to(pops[there])
        net.wear(path)
        ring.append(Hop(here, there, _clean(net.nodes[path])))
    net.worn.clear()
    return tuple(ring)


def _tree(
    net: RoadNet, nodes: tuple[int, ...], ways: tuple[Ways, ...], pops: int
) -> tuple[Hop, ...]:
    """Return a way to each cabinet from what is nearest of all that is on the net already.

    Planned cabinets come last, so that nothing built hangs on them. The way back to the technical
    site counts a quarter, so that chains do not become endless.
    """
    back = [0.0] * len(nodes)
    joined = list(range(pops))
    hops = []
    built, planned = range(pops, len(nodes) - PLANNED), range(len(nodes) - PLANNED, len(nodes))
    for group in (built, planned):
        waiting = list(group)
        while waiting:
            cost, above, below = min(
                (ways[above].lengths[nodes[below]] + back[above] / 4, above, below)
                for below in waiting
                for above in joined
            )
            path = ways[above].path_to(nodes[below])
            hops.append(Hop(above, below, _clean(net.nodes[path])))
            back[below] = back[above] + cost
            joined.append(below)
            waiting.remove(below)
    return tuple(hops)


def _clean(line: Places) -> Places:
    """Return a line without places that follow themselves; of one place a short line."""
    kept = np.concatenate(([True], np.hypot(*np.diff(line, axis=0).T) > _SAME))
    line = line[kept]
    return line if len(line) > 1 else np.concatenate((line, line + 1.0))
