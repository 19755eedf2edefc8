"""Marks that stand close together are one mark with a count, and none is lost."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from widgets.trends.marks import count_text, grouped


def test_marks_far_apart_stand_alone_and_close_ones_are_counted() -> None:
    groups = grouped([0.0, 5.0, 8.0, 60.0], lambda _: 12.0)
    assert [(group.start, group.stop) for group in groups] == [(0, 3), (3, 4)]
    assert [count_text(len(group)) for group in groups] == ["×3", ""]


def test_thousands_on_one_spot_are_not_measured_one_by_one() -> None:
    asked: list[int] = []

    def width_of(n: int) -> float:
        asked.append(n)
        return 12.0

    assert grouped([5.0] * 5_000, width_of) == [range(5_000)]
    assert len(asked) == 1


@given(st.lists(st.floats(0, 1000), max_size=80).map(sorted))
def test_groups_hold_every_mark_once_and_never_overlap(lefts: list[float]) -> None:
    def width_of(n: int) -> float:
        return 12.0 if n == 1 else 30.0

    groups = grouped(lefts, width_of)
    assert [index for group in groups for index in group] == list(range(len(lefts)))
    for one, two in pairwise(groups):
        assert lefts[one.start] + width_of(len(one)) <= lefts[two.start]
