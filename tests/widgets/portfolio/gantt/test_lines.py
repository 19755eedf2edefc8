"""Dependencies: found by the rows they cross, drawn with right angles into the right end."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from app.domain.portfolio.plans import PlanLink
from tests.portfolios import small_programme
from widgets.portfolio.gantt.inks import inks
from widgets.portfolio.gantt.lines import Frame, LinkIndex, paint_links, path_points
from widgets.portfolio.gantt.rows import Choice, nearest_rows, rows_of, visible_rows
from widgets.portfolio.gantt.timescale import TimeScale

HEIGHT = 20.0


def small_index(folded: frozenset[str] = frozenset()) -> LinkIndex:
    state = small_programme().state()
    rows = rows_of(state, Choice())
    visible = visible_rows(rows, folded)
    return LinkIndex.of(state.plan.links, visible, nearest_rows(rows, visible))


def found(index: LinkIndex, first: int, last: int) -> list[str]:
    return sorted(index.links[place].uid for place in index.crossing(first, last).tolist())


def test_links_are_found_by_the_rows_they_cross() -> None:
    index = small_index()
    assert found(index, 0, 9) == ["a-f", "a1-a2", "f-p", "k-a", "p-a"]
    assert found(index, 3, 3) == ["a-f", "a1-a2"]
    assert found(index, 7, 7) == ["f-p"]


def test_a_link_within_a_folded_row_is_not_drawn_and_one_out_of_it_begins_there() -> None:
    index = small_index(frozenset({"wlan"}))
    assert found(index, 0, 9) == ["f-p", "p-a"]
    assert index.before.tolist() == [0, 2]


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=40),
    st.integers(0, 50),
    st.integers(0, 10),
)
def test_the_index_finds_what_looking_at_each_link_finds(
    ends: list[tuple[int, int]], first: int, more: int
) -> None:
    links = tuple(PlanLink(f"{n}", "a", "b", "FS", 0) for n in range(len(ends)))
    table = np.array(ends, np.int64).reshape(-1, 2)
    before, after = table[:, 0], table[:, 1]
    low, high = np.minimum(before, after), np.maximum(before, after)
    nothing = np.zeros(len(ends))
    index = LinkIndex(links, before, after, low, high, nothing, nothing, nothing)
    last = first + more
    expected = [
        n for n, (a, b) in enumerate(ends) if any(min(a, b) <= row <= max(a, b)
                                                  for row in range(first, last + 1))
    ]  # fmt: skip
    assert index.crossing(first, last).tolist() == expected


@given(
    st.sampled_from(["FS", "SS", "FF", "SF"]),
    st.floats(0, 500),
    st.floats(0, 500),
    st.integers(0, 9),
    st.integers(0, 9),
)
def test_lines_have_right_angles_and_meet_both_ends(
    kind: str, x1: float, x2: float, row1: int, row2: int
) -> None:
    points = path_points(kind, (x1, row1), (x2, row2), HEIGHT)
    for one, other in itertools.pairwise(points):
        assert one.x() == other.x() or one.y() == other.y()
    assert points[0].x() == x1
    assert abs(points[-1].x() - x2) <= 4.0
    assert row2 * HEIGHT <= points[-1].y() <= (row2 + 1) * HEIGHT
    begin, end = points[1], points[-2]
    if kind[0] == "F":
        assert begin.x() >= x1
    else:
        assert begin.x() <= x1
    if kind[1] == "F":
        assert end.x() >= x2


def test_a_milestone_is_met_from_above_on_its_own_day() -> None:
    points = path_points("FS", (100.0, 0), (95.0, 1), HEIGHT, reach=6.0)
    assert {point.x() for point in points} == {95.0}
    assert points[-1].y() > points[0].y()


@pytest.mark.parametrize(("first", "is_drawn"), [(0, True), (8, False)])
def test_only_what_is_seen_is_drawn(first: int, is_drawn: bool) -> None:
    state = small_programme().state()
    rows = rows_of(state, Choice())[:7]
    index = LinkIndex.of(state.plan.links, rows, nearest_rows(rows, rows))
    image = QImage(400, 60, QImage.Format.Format_RGB32)
    image.fill(0)
    blank = image.copy()
    origin = state.plan.items[0].start.toordinal()
    area = QRectF(0, first * HEIGHT, 400, 60)
    painter = QPainter(image)
    painter.translate(0, -first * HEIGHT)
    frame = Frame(area, first, first + 2, TimeScale(origin, origin + 100, 4.0), HEIGHT)
    paint_links(painter, index, frame, inks(), frozenset())
    painter.end()
    assert (image != blank) is is_drawn
