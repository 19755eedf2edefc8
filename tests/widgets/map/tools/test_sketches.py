"""What a drawn shape means, and what is measured with it."""

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from widgets.map.protocol import Mode
from widgets.map.tools.measurements import Measurement, measured
from widgets.map.tools.sketches import MapSketches, places

WEST, EAST = (7.80, 51.67), (7.82, 51.67)
NORTH = (7.82, 51.68)
SQUARE = [[7.80, 51.67], [7.82, 51.67], [7.82, 51.68], [7.80, 51.68]]


class Told:
    """Sketches and what they said."""

    def __init__(self) -> None:
        self.sketches = MapSketches()
        self.areas: list[list[tuple[float, float]]] = []
        self.texts: list[str] = []
        self.kept: list[tuple[list[tuple[float, float]], bool]] = []
        self.refused: list[str] = []
        self.modes: list[Mode] = []
        self.sketches.area_selected.connect(self.areas.append)
        self.sketches.measured.connect(self.texts.append)
        self.sketches.sketch_requested.connect(
            lambda corners, is_area: self.kept.append((corners, is_area))
        )
        self.sketches.refused.connect(self.refused.append)
        self.sketches.mode_requested.connect(self.modes.append)


@pytest.fixture
def told(qtbot: QtBot) -> Told:
    return Told()


def test_a_lasso_selects_what_lies_in_it(told: Told) -> None:
    told.sketches.set_mode(Mode.LASSO)
    told.sketches.take_drawn("lasso", SQUARE)
    assert told.areas == [[(x, y) for x, y in SQUARE]]
    assert told.texts == [""]


@pytest.mark.parametrize("corners", [SQUARE, [SQUARE[0], SQUARE[2]], [SQUARE[2], SQUARE[0]]])
def test_a_rectangle_may_come_as_two_opposite_corners(
    told: Told, corners: list[list[float]]
) -> None:
    told.sketches.set_mode(Mode.RECTANGLE)
    told.sketches.take_drawn("rectangle", corners)
    assert set(told.areas[0]) == {(x, y) for x, y in SQUARE}


@pytest.mark.parametrize(
    "corners", [[], [[7.8, 51.6]], [[7.8, 51.6]] * 5, [[7.8, 51.6], [7.9, 51.6]]]
)
def test_a_shape_without_an_area_selects_nothing_and_says_what_to_do(
    told: Told, corners: list[list[float]]
) -> None:
    told.sketches.set_mode(Mode.LASSO)
    told.sketches.take_drawn("lasso", corners)
    assert told.areas == []
    assert told.refused == [
        "Die Fläche ist zu klein, um etwas auszuwählen. Ziehen Sie sie größer auf."
    ]


def test_a_shape_of_an_earlier_tool_comes_too_late(told: Told) -> None:
    told.sketches.set_mode(Mode.DISTANCE)
    told.sketches.take_drawn("lasso", SQUARE)
    assert told.areas == []


@pytest.mark.parametrize(
    "raw", [None, "x", 7, {"a": 1}, [1, 2], [["a", 2]], [[1]], [[float("nan"), 1]], [[True, 1]],
            [[1e9, 1]], [[7, 91]], [[10**400, 1]]],
)  # fmt: skip
def test_what_is_no_place_is_passed_over(raw: object) -> None:
    assert places(raw) == []


def test_a_distance_tells_sum_and_last_leg(told: Told) -> None:
    told.sketches.set_mode(Mode.DISTANCE)
    assert told.texts[-1] == "Klicken Sie auf den Anfang der Strecke."
    told.sketches.take_drawing([WEST])
    assert "nächste Stelle" in told.texts[-1]
    told.sketches.take_drawing([WEST, EAST])
    assert told.texts[-1] == "Strecke 1,38 km"
    told.sketches.take_drawn("distance", [WEST, EAST, NORTH])
    assert told.texts[-1] == "Strecke 2,50 km · letzter Abschnitt 1,11 km"
    assert told.kept[-1] == ([WEST, EAST, NORTH], False)


def test_an_area_tells_area_and_edge(told: Told) -> None:
    told.sketches.set_mode(Mode.AREA)
    told.sketches.take_drawing([WEST, EAST])
    assert "nächste Ecke" in told.texts[-1]
    told.sketches.take_drawn("area", [*SQUARE, SQUARE[0]])
    assert told.texts[-1] == "Fläche 1,54 km² · Umfang 4,99 km"
    assert told.kept[-1] == ([(x, y) for x, y in SQUARE], True)


def test_a_result_stays_until_esc_and_a_second_esc_ends_the_tool(told: Told) -> None:
    told.sketches.set_mode(Mode.DISTANCE)
    told.sketches.take_drawn("distance", [WEST, EAST])
    assert told.sketches.take_escape()
    assert told.texts[-1] == "Klicken Sie auf den Anfang der Strecke."
    assert told.kept[-1] == ([], False)
    assert told.modes == []
    assert told.sketches.take_escape()
    assert told.modes == [Mode.MOVE]
    told.sketches.set_mode(Mode.MOVE)
    assert not told.sketches.take_escape()


def test_a_sketch_that_was_given_up_leaves_the_tool_in_hand(told: Told) -> None:
    told.sketches.set_mode(Mode.DISTANCE)
    told.sketches.take_drawing([WEST, EAST])
    told.sketches.take_abandoned()
    assert told.texts[-1] == "Klicken Sie auf den Anfang der Strecke."
    told.sketches.set_mode(Mode.LASSO)
    told.sketches.take_abandoned()
    assert told.modes == []


def test_another_tool_takes_the_result_away(told: Told) -> None:
    told.sketches.set_mode(Mode.DISTANCE)
    told.sketches.take_drawn("distance", [WEST, EAST])
    told.sketches.set_mode(Mode.MOVE)
    assert told.texts[-1] == ""
    assert told.kept[-1] == ([], False)


def test_a_rectangle_drawn_with_shift_selects_while_the_pointer_moves_the_map(told: Told) -> None:
    told.sketches.take_drawn("rectangle", SQUARE)
    assert len(told.areas) == 1


def test_a_corner_set_twice_by_a_double_click_counts_once() -> None:
    twice = measured(Mode.DISTANCE, [WEST, EAST, EAST], is_finished=True)
    assert twice == Measurement(Mode.DISTANCE, (WEST, EAST), is_finished=True)


def test_english_has_its_own_decimal_mark(told: Told) -> None:
    QLocale.setDefault(QLocale("en_GB"))
    told.sketches.set_mode(Mode.DISTANCE)
    told.sketches.take_drawn("distance", [WEST, EAST])
    assert "1.38 km" in told.texts[-1]
