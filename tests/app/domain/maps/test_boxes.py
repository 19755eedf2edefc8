"""A rectangle on the earth."""

import pytest

from app.domain.maps import Box
from app.domain.points import Location

BOX = Box(7.0, 51.0, 8.0, 52.0)


@pytest.mark.parametrize(
    ("place", "is_inside"),
    [
        ((7.5, 51.5), True),
        ((7.0, 51.0), True),
        ((8.0, 52.0), True),
        ((6.9, 51.5), False),
        ((8.1, 51.5), False),
        ((7.5, 50.9), False),
        ((7.5, 52.1), False),
    ],
)
def test_a_box_holds_what_lies_in_it_and_on_its_edge(
    place: tuple[float, float], *, is_inside: bool
) -> None:
    assert BOX.holds(*place) is is_inside


def test_its_center_lies_in_its_middle() -> None:
    assert BOX.center == Location(7.5, 51.5)
