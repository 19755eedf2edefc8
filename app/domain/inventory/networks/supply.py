"""What depends on what: a graph in which a thing works while each of its needs is met.

Every node may need several things at once (its place, its power, its uplink: the layers), and each
need is met by any one of those that offer it. So redundancy is the *or* inside a layer, and a
broken duct, a dead switch and a missing feed are the *and* between layers.

Rings end, because a node works only when it is reached from a root: something that needs nothing.
A ring that nothing feeds counts as fed from outside: each of its nodes where they are active, one
loose end where they are passive (spliced fibres, which carry light either way).
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


class Layer(IntEnum):
    """What a node needs."""

    DATA = 0
    """An uplink: copper, fibre, radio."""
    POWER = 1
    PART = 2
    """What it is a part of or lies in: asset, cable, duct."""
    PLACE = 3
    """Where it stands or runs: site, route."""
    FRAME = 4
    """The rack it hangs in."""


LAYERS: Final = len(Layer)
WAYS: Final = (Layer.DATA, Layer.POWER)
"""Layers in which having two of them means redundancy."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What a failure does.

    Attributes:
        dead: Nodes that no longer work, the failed ones among them, ascending.
        thinned: Nodes that still work, and have only one way left where they had more.
    """

    dead: Ints
    thinned: Ints


class SupplyGraph:
    """The graph; nodes are numbers from 0.

    Args:
        count: How many nodes.
        source: Who offers, int64[m].
        target: Who needs it, int64[m].
        layer: Of which layer, int64[m].
        passive: Which nodes cannot feed themselves, bool[count]; None for no node.
    """

    def __init__(
        self,
        count: int,
        source: Ints,
        target: Ints,
        layer: Ints,
        passive: Bools | None = None,
    ) -> None:
        order = np.argsort(source, kind="stable")
        self.count = count
        self._passive = np.zeros(count, np.bool_) if passive is None else passive
        self.source, self.target, self.layer = source[order], target[order], layer[order]
        self._slot = self.target * LAYERS + self.layer
        self._first = np.searchsorted(self.source, np.arange(count + 1))
        self._offers = np.bincount(self._slot, minlength=count * LAYERS).astype(np.int32)
        self._needs: Bools = self._offers > 0
        self._free_rings()

    def has_offer(self, nodes: Ints, layer: Layer) -> Bools:
        """Tell which nodes have something that offers a layer."""
        has: Bools = self._offers[nodes * LAYERS + layer] > 0
        return has

    def targets(self, node: int, layer: Layer) -> Ints:
        """Return what a node offers a layer to."""
        here = slice(self._first[node], self._first[node + 1])
        targets: Ints = self.target[here][self.layer[here] == layer]
        return targets

    def fail(self, failed: Ints) -> Failure:
        """Return what a failure of nodes does."""
        reached = self.below(failed)
        local = np.full(self.count, -1, np.int64)
        local[reached] = np.arange(len(reached))
        slots = (reached[:, None] * LAYERS + np.arange(LAYERS)).ravel()
        edges = self._edges_of(reached)
        places = local[self.target[edges]] * LAYERS + self.layer[edges]
        support = self._offers[slots] - np.bincount(places, minlength=len(slots))
        needs = self._needs[slots]
        unmet = (needs & (support == 0)).reshape(-1, LAYERS).sum(axis=1)
        unmet[local[failed]] = LAYERS + 1
        self._settle(reached, local, support, unmet, needs)
        alive = unmet == 0
        before = self._offers[slots].reshape(-1, LAYERS)[:, list(WAYS)]
        after = support.reshape(-1, LAYERS)[:, list(WAYS)]
        thinned = alive & ((before > 1) & (after == 1)).any(axis=1)
        return Failure(reached[~alive], reached[thinned])

    def below(self, nodes: Ints) -> Ints:
        """Return the nodes and all that needs them, at whatever distance, ascending."""
        seen = np.zeros(self.count, np.bool_)
        front = np.unique(nodes)
        seen[front] = True
        while len(front):
            targets = self.target[self._edges_of(front)]
            targets = targets[~seen[targets]]
            seen[targets] = True
            front = np.unique(targets)
        return np.flatnonzero(seen)

    def _settle(
        self,
        reached: Ints,
        local: Ints,
        support: NDArray[np.int64],
        unmet: NDArray[np.int64],
        needs: Bools,
    ) -> None:
        """Let work spread from what works; changes `support` and `unmet`."""
        front = reached[unmet == 0]
        while len(front):
            edges = self._edges_of(front)
            places = local[self.target[edges]] * LAYERS + self.layer[edges]
            slots, offers = np.unique(places, return_counts=True)
            fresh = slots[(support[slots] == 0) & needs[slots]]
            support[slots] += offers
            nodes, met = np.unique(fresh // LAYERS, return_counts=True)
            unmet[nodes] -= met
            front = reached[nodes[unmet[nodes] == 0]]

    def _edges_of(self, nodes: Ints) -> Ints:
        """Return the numbers of the edges that leave nodes."""
        first = self._first[nodes]
        lengths = self._first[nodes + 1] - first
        total = int(lengths.sum())
        if not total:
            return np.zeros(0, np.int64)
        starts = np.repeat(first - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)
        edges: Ints = starts + np.arange(total)
        return edges

    # ---- rings that nothing feeds ----------------------------------------------------------------
    def _free_rings(self) -> None:
        """Take the needs away that only an unfed ring could meet, so that all works at first."""
        every = np.arange(self.count)
        support = np.zeros(self.count * LAYERS, np.int64)
        unmet = self._needs.reshape(-1, LAYERS).sum(axis=1)
        needs = self._needs
        self._settle(every, every, support, unmet, needs)
        while len(rest := np.flatnonzero(unmet)):
            for node in self._heads(rest):
                mine = slice(node * LAYERS, (node + 1) * LAYERS)
                needs[mine] &= support[mine] > 0
            support = np.zeros(self.count * LAYERS, np.int64)
            unmet = needs.reshape(-1, LAYERS).sum(axis=1)
            self._settle(every, every, support, unmet, needs)

    def _heads(self, rest: Ints) -> list[int]:
        """Return the nodes of those rings among `rest` that no other ring of them feeds."""
        inside = np.zeros(self.count, np.bool_)
        inside[rest] = True
        edges = self._edges_of(rest)
        edges = edges[inside[self.target[edges]]]
        following: dict[int, list[int]] = {int(node): [] for node in rest}
        for a, b in zip(self.source[edges].tolist(), self.target[edges].tolist(), strict=True):
            following[a].append(b)
        ring_of = _rings(following)
        fed = {
            ring_of[b] for a, ones in following.items() for b in ones if ring_of[a] != ring_of[b]
        }
        members: dict[int, list[int]] = {}
        for node, ring in ring_of.items():
            if ring not in fed:
                members.setdefault(ring, []).append(node)
        heads: list[int] = []
        for ones in members.values():
            is_passive = bool(self._passive[ones].any())
            heads += [self._loose_end(ones)] if is_passive else ones
        return heads

    def _loose_end(self, ring: list[int]) -> int:
        """Return the node of a ring where a feed that nobody recorded most likely comes in."""
        inside = set(ring)

        def rank(node: int) -> tuple[bool, int, int]:
            leads_out = any(int(one) not in inside for one in self.targets(node, Layer.DATA))
            return leads_out, int(self._offers[node * LAYERS + Layer.DATA]), node

        return min(ring, key=rank)


def _rings(following: dict[int, list[int]]) -> dict[int, int]:
    """Return the strongly connected component of each node (Tarjan 1972, without recursion)."""
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    ring_of: dict[int, int] = {}
    path: list[int] = []
    for root, ones in following.items():
        if root in index:
            continue
        work = [(root, iter(ones))]
        index[root] = low[root] = len(index)
        path.append(root)
        while work:
            node, rest = work[-1]
            step = next(rest, None)
            if step is None:
                work.pop()
                _close(node, index, low, ring_of, path)
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
            elif step not in index:
                index[step] = low[step] = len(index)
                path.append(step)
                work.append((step, iter(following[step])))
            elif step not in ring_of:
                low[node] = min(low[node], index[step])
    return ring_of


def _close(
    node: int,
    index: dict[int, int],
    low: dict[int, int],
    ring_of: dict[int, int],
    path: list[int],
) -> None:
    """Take a finished ring off the path."""
    if low[node] != index[node]:
        return
    while True:
        one = path.pop()
        ring_of[one] = node
        if one == node:
            return
