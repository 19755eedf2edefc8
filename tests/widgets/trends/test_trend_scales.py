"""Value axes are round, hold all values and share their grid lines."""

from math import isfinite, nan

from hypothesis import given, settings
from hypothesis import strategies as st

from widgets.trends.scales import scale_for


@settings(deadline=None, max_examples=300)
@given(st.floats(-1e9, 1e9), st.floats(0, 1e9), st.integers(2, 12))
def test_every_value_lies_on_the_axis(low: float, spread: float, intervals: int) -> None:
    high = low + spread
    scale = scale_for(low, high, intervals)
    slack = abs(scale.step) * 1e-6
    assert scale.low <= low + slack
    assert scale.high >= high - slack
    assert len(scale.ticks()) == intervals + 1
    assert isfinite(scale.step)
    assert scale.step > 0


def test_a_quantity_that_is_never_negative_has_no_axis_below_zero() -> None:
    assert scale_for(0.0, 40.0, 5).low == 0.0
    assert scale_for(0.2, 40.0, 5).low == 0.0


def test_a_constant_and_an_unknown_value_have_an_axis_too() -> None:
    flat = scale_for(7.0, 7.0, 4)
    assert flat.low < 7.0 < flat.high
    assert scale_for(nan, nan, 4).ticks() == [0, 1, 2, 3, 4]
    assert scale_for(0.0, 0.0, 4).high > 0


def test_decimals_tell_neighbours_apart() -> None:
    assert scale_for(0, 9, 5).decimals == 0
    assert scale_for(0, 0.5, 5).decimals >= 1
    labels = {f"{v:.{scale_for(1, 1.01, 6).decimals}f}" for v in scale_for(1, 1.01, 6).ticks()}
    assert len(labels) == 7
