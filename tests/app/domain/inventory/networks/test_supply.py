"""What fails with what: the fast graph equals a naive one, rings end, redundancy counts."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.networks.supply import WAYS, Failure, Layer, SupplyGraph

Edge = tuple[int, int, int]

_COUNT = 9
EDGES = st.lists(
    st.tuples(
        st.integers(0, _COUNT - 1), st.integers(0, _COUNT - 1), st.sampled_from([0, 0, 0, 1, 2])
    ),
    max_size=26,
)


def graph(count: int, edges: list[Edge], passive: set[int] | None = None) -> SupplyGraph:
    source, target, layer = np.array(edges, np.int64).reshape(-1, 3).T
    mask = np.array([node in (passive or set()) for node in range(count)], np.bool_)
    return SupplyGraph(count, source, target, layer, mask)


def fail(found: SupplyGraph, *failed: int) -> Failure:
    return found.fail(np.array(sorted(failed), np.int64))


def dead(found: SupplyGraph, *failed: int) -> set[int]:
    return set(fail(found, *failed).dead.tolist())


class Naive:
    """The same, looked up again and again instead of counted."""

    def __init__(self, count: int, edges: list[Edge]) -> None:
        self.count, self.edges = count, edges
        self.offers: dict[tuple[int, int], list[int]] = {}
        for a, b, layer in edges:
            self.offers.setdefault((b, layer), []).append(a)
        self.freed: set[tuple[int, int]] = set()
        while rest := set(range(count)) - (alive := self.alive(set())):
            for node in self.unfed(rest):
                slots = [slot for slot in self.offers if slot[0] == node]
                self.freed |= {one for one in slots if not alive & set(self.offers[one])}

    def alive(self, failed: set[int]) -> set[int]:
        alive: set[int] = set()
        while fresh := {
            node
            for node in set(range(self.count)) - failed - alive
            if all(
                slot in self.freed or alive & set(ones)
                for slot, ones in self.offers.items()
                if slot[0] == node
            )
        }:
            alive |= fresh
        return alive

    def unfed(self, rest: set[int]) -> set[int]:
        """Return nodes of the rest that reach all that reaches them."""
        reached = {node: self.reached(node, rest) for node in rest}
        return {
            node
            for node in rest
            if all(one in reached[node] for one in rest if node in reached[one])
        }

    def reached(self, node: int, rest: set[int]) -> set[int]:
        seen = {node}
        while fresh := {b for a, b, _ in self.edges if a in seen and b in rest} - seen:
            seen |= fresh
        return seen


@given(EDGES, st.sets(st.integers(0, _COUNT - 1), min_size=1, max_size=3))
def test_a_failure_reaches_exactly_what_a_naive_model_says(
    edges: list[Edge], failed: set[int]
) -> None:
    naive = Naive(_COUNT, edges)
    alive = naive.alive(failed)
    failure = fail(graph(_COUNT, edges), *failed)
    assert set(failure.dead.tolist()) == set(range(_COUNT)) - alive
    thinned = {
        node
        for (node, layer), ones in naive.offers.items()
        if layer in set(WAYS)
        and node in alive
        and len(ones) > 1
        and sum(one in alive for one in ones) == 1
    }
    assert set(failure.thinned.tolist()) == thinned


@given(EDGES, st.sets(st.integers(0, _COUNT - 1)))
def test_everything_works_as_long_as_nothing_fails(edges: list[Edge], passive: set[int]) -> None:
    assert dead(graph(_COUNT, edges, passive)) == set()


@given(EDGES, st.sets(st.integers(0, _COUNT - 1), min_size=1))
def test_more_failures_never_mend_anything(edges: list[Edge], failed: set[int]) -> None:
    found = graph(_COUNT, edges)
    one = dead(found, min(failed))
    assert one <= dead(found, *failed)


def test_a_second_way_keeps_a_node_working_and_is_then_the_only_one() -> None:
    found = graph(4, [(0, 2, 0), (1, 2, 0), (2, 3, 0)])
    failure = fail(found, 0)
    assert failure.dead.tolist() == [0]
    assert failure.thinned.tolist() == [2]


def test_power_and_uplink_are_both_needed() -> None:
    found = graph(4, [(0, 2, Layer.DATA), (1, 2, Layer.POWER), (2, 3, Layer.DATA)])
    assert dead(found, 1) == {1, 2, 3}


def test_a_fed_ring_ends_and_falls_with_its_feed() -> None:
    ring = [(0, 1, 0), (1, 2, 0), (2, 3, 0), (3, 1, 0)]
    assert dead(graph(4, ring), 0) == {0, 1, 2, 3}
    assert dead(graph(4, ring), 3) == {3}


def test_of_an_unfed_ring_of_devices_only_what_failed_falls() -> None:
    assert dead(graph(3, [(0, 1, 0), (1, 2, 0), (2, 0, 0)]), 1) == {1}


def test_spliced_fibres_without_a_recorded_feed_fall_behind_a_cut() -> None:
    # 0 - 1 - 2 spliced either way, 3 hangs on 2.
    edges = [(0, 1, 0), (1, 0, 0), (1, 2, 0), (2, 1, 0), (2, 3, 0)]
    found = graph(4, edges, {0, 1, 2})
    assert dead(found, 1) == {1, 2, 3}


def test_a_graph_without_edges_has_failures_of_its_own_only() -> None:
    assert dead(graph(3, []), 1) == {1}
