"""Outlines: what can be read, what is inside, where a name may stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.rooms.outlines import bounds, holds, length, middle, rings_of

U_SHAPE = "POLYGON ((0 0, 9 0, 9 6, 6 6, 6 2, 3 2, 3 6, 0 6, 0 0))"


def test_a_polygon_with_a_hole_and_several_polygons_are_read() -> None:
    with_hole = rings_of("POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (3 3, 6 3, 6 6, 3 6, 3 3))")
    assert len(with_hole) == 2
    assert len(with_hole[0]) == 4
    assert holds(with_hole, 1, 1)
    assert not holds(with_hole, 4, 4)
    two = rings_of("MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5 2, 6 5 2, 6 6 2, 5 5 2)))")
    assert [len(ring) for ring in two] == [3, 3]


@pytest.mark.parametrize(
    "text",
    ["", "POINT (1 2)", "POLYGON EMPTY", "POLYGON ((0 0, 1 0))", "POLYGON ((a b, c d, e f))",
     "POLYGON ((0, 1, 2))", "POLYGON ((0 0, nan 1, 2 2, 0 0))", "LINESTRING (0 0, 1 1, 2 2)"],
)  # fmt: skip
def test_what_is_no_outline_is_none(text: str) -> None:
    assert rings_of(text) == ()


@given(st.text())
def test_whatever_stands_there_nothing_breaks(text: str) -> None:
    rings_of(text)
    rings_of(f"POLYGON (({text}))")


def test_a_name_stands_inside_also_where_the_middle_of_the_box_is_outside() -> None:
    rings = rings_of(U_SHAPE)
    left, top, right, bottom = bounds(rings)
    assert not holds(rings, (left + right) / 2, (top + bottom) / 2 + 1)
    assert holds(rings, *middle(rings))


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=3, max_size=9, unique=True)
)
def test_the_place_of_a_name_never_leaves_the_box(corners: list[tuple[int, int]]) -> None:
    rings = (tuple((float(x), float(y)) for x, y in corners),)
    left, top, right, bottom = bounds(rings)
    x, y = middle(rings)
    assert left <= x <= right
    assert top <= y <= bottom


def test_nothing_has_no_size() -> None:
    assert bounds(()) == (0, 0, 0, 0)
    assert middle(()) == (0, 0)
    assert length([(0, 0)]) == 0
    assert length([(0, 0), (3, 4), (3, 5)]) == 6
