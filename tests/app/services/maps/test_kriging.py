"""Kriging: exact at the sensors, never beyond what was measured, the same each way."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.samples import Float64Array
from app.services.maps.kriging import fit_kriging, spacing_m

SPOTS = st.lists(
    st.tuples(st.integers(-100, 100), st.integers(-100, 100)), min_size=4, max_size=25, unique=True
)
Sensors = tuple[Float64Array, Float64Array, Float64Array]
VALUE = st.integers(-1_000, 1_000).map(lambda one: one / 10)


@st.composite
def sensors(draw: st.DrawFn) -> Sensors:
    spots = draw(SPOTS)
    values = draw(st.lists(VALUE, min_size=len(spots), max_size=len(spots)))
    east, north = (np.array(one, np.float64) * 100 for one in zip(*spots, strict=True))
    return east, north, np.array(values)


@settings(max_examples=60, deadline=None)
@given(sensors())
def test_a_surface_goes_through_what_was_measured(given_sensors: Sensors) -> None:
    east, north, values = given_sensors
    at_sensors, nearest = fit_kriging(east, north, values).at(east, north)
    size = max(float(np.abs(values).max()), 1.0)
    assert np.abs(at_sensors - values).max() < 1e-4 * size
    assert nearest.max() == 0.0


@settings(max_examples=60, deadline=None)
@given(sensors(), st.integers(-300, 300), st.integers(-300, 300))
def test_nothing_is_shown_beyond_what_was_measured(given_sensors: Sensors, x: int, y: int) -> None:
    east, north, values = given_sensors
    found, _ = fit_kriging(east, north, values).at(np.array([x * 100.0]), np.array([y * 100.0]))
    assert np.isfinite(found).all()
    assert values.min() <= found[0] <= values.max()


@settings(max_examples=40, deadline=None)
@given(sensors())
def test_the_order_of_sensors_means_nothing(given_sensors: Sensors) -> None:
    east, north, values = given_sensors
    spot = np.array([1234.0]), np.array([-567.0])
    one = fit_kriging(east, north, values).at(*spot)[0][0]
    back = slice(None, None, -1)
    other = fit_kriging(east[back], north[back], values[back]).at(*spot)[0][0]
    assert one == pytest.approx(other, abs=1e-4 * max(float(np.abs(values).max()), 1.0))


def test_equal_values_make_an_even_surface_without_error() -> None:
    east, north = np.array([0.0, 1e3, 0.0, 1e3]), np.array([0.0, 0.0, 1e3, 1e3])
    surface = fit_kriging(east, north, np.full(4, 7.0))
    assert surface.at(np.array([5e3]), np.array([0.0]))[0][0] == pytest.approx(7.0)
    assert surface.error == pytest.approx(0.0)


def test_leaving_one_out_is_what_the_closed_form_says() -> None:
    rng = np.random.default_rng(5)
    east, north = rng.uniform(0, 9e3, (2, 12))
    values = np.sin(east / 3e3) * 10 + north / 1e3
    surface = fit_kriging(east, north, values)
    likeness = np.exp(
        -np.hypot(*(np.subtract.outer(one, one) for one in (east, north))) / surface.range_m
    )
    errors = []
    for out in range(12):
        rest = np.delete(np.arange(12), out)
        system = np.ones((12, 12))
        system[:-1, :-1] = likeness[np.ix_(rest, rest)]
        system[-1, -1] = 0.0
        weights = np.linalg.solve(system, np.append(likeness[rest, out], 1.0))[:-1]
        errors.append(abs(values[out] - weights @ values[rest]))
    assert surface.error == pytest.approx(float(np.mean(errors)), rel=1e-4)


def test_a_smooth_field_is_foretold_better_than_by_its_mean() -> None:
    rng = np.random.default_rng(3)
    east, north = rng.uniform(0, 2e4, (2, 40))
    values = 30 + 12 * np.sin(east / 6e3) + 8 * np.cos(north / 5e3)
    surface = fit_kriging(east, north, values)
    assert surface.error < 0.4 * float(np.abs(values - values.mean()).mean())


def test_spacing_is_that_of_the_nearest_neighbours() -> None:
    assert spacing_m(np.array([0.0, 3.0, 100.0]), np.array([0.0, 4.0, 0.0])) == 5.0
