"""The octree's arithmetic: codes, keys, and that every point gets exactly one node."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from twin_viewer.formats.copc.octree import (
    CAPACITY,
    HANDED_UP,
    Cube,
    handed_up,
    key_of,
    placed,
    prefixes,
)

CUBE = Cube((0.0, 0.0, 0.0), 1_024.0)


def codes_of(places: np.ndarray) -> np.ndarray:
    integers = [column.astype(np.int32) for column in (places * 100).T]
    return np.sort(CUBE.codes(integers, np.full(3, 0.01), np.zeros(3)))


@given(st.lists(st.tuples(*[st.integers(0, 102_399)] * 3), min_size=1, max_size=50))
def test_a_key_is_the_cube_a_point_lies_in(integers: list[tuple[int, int, int]]) -> None:
    values = np.array(integers, np.int32)
    codes = CUBE.codes(list(values.T), np.full(3, 0.01), np.zeros(3))
    for level in (0, 1, 5, 10):
        side = 1_024.0 / 2**level
        keys = [key_of(level, int(prefix)) for prefix in prefixes(codes, level)]
        expected = np.floor(values * 0.01 / side + 1e-12).astype(int)
        assert [key[1:] for key in keys] == [tuple(row) for row in expected.tolist()]


@given(
    st.integers(0, 2**32 - 1),
    st.integers(1, 150_000),
    st.sampled_from(["flat", "solid", "spot"]),
    st.sampled_from([None, 0, 2]),
)
def test_every_point_is_placed_once_and_nodes_stay_small(
    seed: int, count: int, shape: str, last: int | None
) -> None:
    random = np.random.default_rng(seed)
    places = random.random((count, 3)) * 1_023.0
    if shape == "flat":
        places[:, 2] = places[:, 2] * 0.02
    elif shape == "spot":
        places = places * 0.001 + 512.0
    codes = codes_of(places)
    nodes = list(placed(codes, np.arange(count), 0, last))
    rows = np.concatenate([node.rows for node in nodes])
    assert np.array_equal(np.sort(rows), np.arange(count))
    assert len({(node.level, node.prefix) for node in nodes}) == len(nodes)
    for node in nodes:
        assert (prefixes(codes[node.rows], node.level) == node.prefix).all()
        if last is None or node.level < last:
            assert len(node.rows) <= CAPACITY


@given(st.integers(0, 2**32 - 1), st.integers(1, 60_000))
def test_what_is_handed_up_is_a_bounded_part(seed: int, count: int) -> None:
    places = np.random.default_rng(seed).random((count, 3)) * (255.0, 255.0, 20.0)
    up = handed_up(codes_of(places), 2)
    assert len(up) == len(np.unique(up)) <= HANDED_UP
    assert len(up) == min(count, len(up))
    assert (np.diff(up) > 0).all()
