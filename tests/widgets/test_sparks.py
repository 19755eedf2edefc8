"""Spark lines: the last hour as a path, gaps left open, states in steps."""

import numpy as np
from PySide6.QtGui import QPainterPath

from widgets.sparks import allowed_gap, spark_end, spark_path


def elements(path: QPainterPath) -> list[tuple[bool, float, float]]:
    found = [path.elementAt(place) for place in range(path.elementCount())]
    return [(element.isMoveTo(), element.x, element.y) for element in found]


def test_nothing_known_is_no_line() -> None:
    path = spark_path(np.full(60, np.nan), 118, 20)
    assert path.isEmpty()
    assert spark_end(path) is None


def test_a_line_fills_its_height_and_ends_at_the_right() -> None:
    path = spark_path(np.arange(60.0), 118, 20)
    assert elements(path)[0] == (True, 0.0, 20.0)
    end = spark_end(path)
    assert end is not None
    assert (end.x(), end.y()) == (118.0, 0.0)


def test_a_level_line_runs_in_the_middle() -> None:
    assert {y for _, _, y in elements(spark_path(np.full(60, 7.0), 118, 20))} == {10.0}


def test_a_pause_is_left_open() -> None:
    minutes = np.arange(60.0)
    minutes[20:30] = np.nan
    moves = [x for is_move, x, _ in elements(spark_path(minutes, 59, 20)) if is_move]
    assert moves == [0.0, 30.0]


def test_a_state_holds_until_the_next_one() -> None:
    minutes = np.full(60, np.nan)
    minutes[[0, 1, 2]] = [0.0, 1.0, 1.0]
    shape = elements(spark_path(minutes, 59, 10, is_step=True))
    assert (False, 1.0, 10.0) in shape, "the old state reaches the new one's moment"
    assert (False, 1.0, 0.0) in shape


def test_a_slow_sensor_may_pause_as_long_as_its_value_stays_live() -> None:
    assert allowed_gap(10) == 2
    assert allowed_gap(600) == 30
