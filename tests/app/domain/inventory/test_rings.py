"""A ring is found where there is one, and its members are named in order."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.rings import find_ring


def test_what_only_goes_on_has_no_ring() -> None:
    assert find_ring([]) == ()
    assert find_ring([("a", "b"), ("b", "c"), ("a", "c"), ("d", "c")]) == ()


def test_what_comes_before_itself_is_a_ring_of_one() -> None:
    assert find_ring([("a", "a")]) == ("a",)


def test_the_way_into_a_ring_is_no_part_of_it() -> None:
    assert find_ring([("a", "b"), ("b", "c"), ("c", "d"), ("d", "b")]) == ("b", "c", "d")


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=24))
def test_the_members_of_a_ring_follow_each_other_and_without_rings_there_is_an_order(
    edges: list[tuple[int, int]],
) -> None:
    ring = find_ring(edges)
    if ring:
        steps = set(zip(ring, (*ring[1:], ring[0]), strict=True))
        assert steps <= set(edges)
        assert len(set(ring)) == len(ring)
        return
    left, nodes = set(edges), {node for edge in edges for node in edge}
    while nodes:  # a node without predecessors can always be taken away
        free = nodes - {after for _, after in left}
        assert free
        nodes -= free
        left = {edge for edge in left if edge[0] not in free}


def test_a_long_chain_is_gone_through_without_running_out_of_stack() -> None:
    edges = [(number, number + 1) for number in range(50_000)]
    assert find_ring(edges) == ()
    assert len(find_ring([*edges, (50_000, 0)])) == 50_001
