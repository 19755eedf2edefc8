"""Scales have round ends, know limits, and stay as they are while they fit."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.alarms import RuleKind
from app.services.maps.scales import Scale, nice_scale, scale_of, upper_limits
from tests.fakes.map_cities import high_rule, map_city

NUMBERS = st.floats(-1e6, 1e6, allow_nan=False).map(lambda one: round(one, 3))


@given(NUMBERS, NUMBERS)
def test_a_scale_holds_its_range_and_is_not_empty(one: float, other: float) -> None:
    low, high = sorted((one, other))
    scale = nice_scale(low, high)
    slack = 1e-6 * max(abs(low), abs(high), 1.0)
    assert scale.low <= low + slack
    assert scale.high >= high - slack
    assert scale.high > scale.low


@pytest.mark.parametrize(
    ("low", "high", "ends"),
    [(3.1, 47.0, (0.0, 50.0)), (-4.2, 8.9, (-5.0, 10.0)), (101.2, 103.9, (101.0, 104.0))],
)
def test_ends_are_round(low: float, high: float, ends: tuple[float, float]) -> None:
    scale = nice_scale(low, high)
    assert (scale.low, scale.high) == pytest.approx(ends)


def test_one_broken_sensor_does_not_set_the_scale() -> None:
    values = np.append(np.linspace(10, 40, 99), 9_999.0)
    scale = scale_of(values, (), "µg/m³")
    assert scale is not None
    assert scale.high <= 50


def test_a_limit_that_is_near_is_where_the_scale_ends() -> None:
    values = np.linspace(10, 40, 50)
    assert scale_of(values, (50.0, 400.0), "µg/m³") == Scale(0.0, 50.0)
    far = scale_of(values, (400.0,), "µg/m³")
    assert far is not None
    assert far.high < 100


def test_shares_of_a_whole_go_from_nothing_to_all() -> None:
    assert scale_of(np.array([42.0, 44.0]), (), "% rF") == Scale(0.0, 100.0)


def test_without_a_value_there_is_no_scale() -> None:
    assert scale_of(np.array([np.nan]), (), "kW") is None


def test_shares_lie_between_nothing_and_all() -> None:
    shares = Scale(10.0, 20.0).shares(np.array([5.0, 10.0, 15.0, 25.0, np.nan]))
    assert shares[:4].tolist() == [0.0, 0.0, 0.5, 1.0]
    assert np.isnan(shares[4])


def test_a_scale_stays_while_values_wander_and_goes_when_they_leave() -> None:
    scale = Scale(0.0, 50.0)
    assert scale.fits(np.linspace(12, 44, 30))
    assert scale.fits(np.full(3, np.nan))
    assert not scale.fits(np.linspace(40, 90, 30))
    assert not scale.fits(np.linspace(1.0, 2.0, 30))


def test_only_plain_upper_limits_count() -> None:
    point = map_city().points[0]
    rules = (
        high_rule(point, 90.0),
        high_rule(point, 60.0),
        replace(high_rule(point, 5.0), kind=RuleKind.LO),
        high_rule(point, 0.0, reference=point.id),
        high_rule(point, float("nan")),
    )
    assert upper_limits(rules) == (60.0, 90.0)
