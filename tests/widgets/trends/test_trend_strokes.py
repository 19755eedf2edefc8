"""Dashed lines: dashes go by place, whatever the distance of the rows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.trends.strokes import _dashed

DASH, PAUSE = 7.0, 4.0


@pytest.mark.parametrize("distance", [0.3, 1.0, 3.3, 11.0, 200.0])
def test_as_much_is_drawn_whatever_the_distance_of_the_rows(distance: float) -> None:
    x = np.arange(0.0, 2_200.0, distance, dtype=np.float64)
    at, y = _dashed(x, np.zeros(len(x)), DASH, PAUSE)
    drawn = np.isfinite(y[1:]) & np.isfinite(y[:-1])
    covered = np.diff(at)[drawn].sum()
    assert covered == pytest.approx((x[-1] - x[0]) * DASH / (DASH + PAUSE), abs=DASH + 0.01)


@given(st.lists(st.floats(-50, 50), min_size=2, max_size=40))
def test_dashes_lie_on_the_line(values: list[float]) -> None:
    x = np.array([17.0 + 5.3 * i for i in range(len(values))], np.float64)
    at, y = _dashed(x, np.array(values, np.float64), DASH, PAUSE)
    shown = np.isfinite(y)
    assert np.allclose(y[shown], np.interp(at[shown], x, values))
    assert (np.diff(at) >= 0).all()


def test_a_gap_stays_a_gap() -> None:
    x = np.arange(0.0, 300.0, 10.0, dtype=np.float64)
    y = np.ones(len(x), np.float64)
    y[10:15] = np.nan
    at, shown = _dashed(x, y, DASH, PAUSE)
    assert not np.isfinite(shown[(at > 91) & (at < 149)]).any()
