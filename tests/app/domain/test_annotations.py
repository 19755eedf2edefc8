"""Notes know what they touch; points share a place or do not."""

from dataclasses import replace

import pytest

from app.domain.annotations import Annotation, AnnotationChange, shared_location
from app.domain.points import PointId
from tests.fakes.city import make_city


def note(start: int, end: int) -> Annotation:
    return Annotation("a", start, end, "Text", "Anna", 5)


def test_a_note_ends_not_before_it_begins() -> None:
    """A moment is a span of no length."""
    assert note(3, 3).points == ()
    with pytest.raises(ValueError, match="before"):
        note(3, 2)


def test_a_note_touches_what_has_a_moment_in_common_with_it() -> None:
    """The end of a window does not belong to it, the end of a note does."""
    assert note(3, 5).touches(5, 6)
    assert note(3, 5).touches(0, 4)
    assert not note(3, 5).touches(0, 3)
    assert not note(3, 5).touches(6, 9)
    assert AnnotationChange(1, "Anna", None, note(1, 1)).after == note(1, 1)


def test_points_share_a_place_only_when_all_are_there() -> None:
    """A point without a place, or no point at all, has none in common."""
    first, second, *_ = make_city(10).points
    twin = replace(first, id=PointId("twin"))
    assert shared_location([first, twin]) == first.location
    assert shared_location([first, second]) is None
    assert shared_location([first, replace(twin, location=None)]) is None
    assert shared_location([]) is None
