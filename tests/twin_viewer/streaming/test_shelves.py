"""Decoded nodes are kept up to a number of bytes; the least recently used go first."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from twin_viewer.rendering.layers.cloud_colors import NodePoints
from twin_viewer.streaming.shelves import Shelf


def node(count: int) -> NodePoints:
    return NodePoints(np.zeros((count, 3), np.float32), 1.0)


def test_the_least_recently_used_goes_first() -> None:
    shelf = Shelf(3 * node(10).size)
    for row in range(3):
        shelf.put(("a", row), node(10))
    assert shelf.take(("a", 0)) is not None
    shelf.put(("a", 3), node(10))
    assert shelf.take(("a", 1)) is None
    assert shelf.take(("a", 0)) is not None


def test_a_scan_can_be_let_go() -> None:
    shelf = Shelf()
    shelf.put(("a", 0), node(5))
    shelf.put(("b", 0), node(5))
    shelf.clear("a")
    assert shelf.take(("a", 0)) is None
    assert shelf.take(("b", 0)) is not None
    assert shelf.size == node(5).size


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 30)), max_size=60))
def test_the_size_is_right_and_bounded(puts: list[tuple[int, int]]) -> None:
    shelf = Shelf(600)
    for row, count in puts:
        shelf.put(("a", row), node(count))
        found = [shelf.take(("a", number)) for number in range(10)]
        assert shelf.size == sum(one.size for one in found if one is not None)
        assert shelf.size <= 600 or len(shelf) == 1
