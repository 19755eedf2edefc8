"""Histogram and duration curve: nothing lost, edges that can be read, order that falls."""

from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.analysis.courses import Course, Weighting, course_of
from app.domain.analysis.distributions import MOST_BINS, duration_curve, histogram
from tests.fakes.series import raw_frame

VALUES = st.lists(st.floats(-1e6, 1e6).map(lambda v: round(v, 3)), min_size=1, max_size=80)


def course_with(values: list[float], step: int = 10) -> Course:
    rows = [(i * step, value) for i, value in enumerate(values)]
    end = max(len(values), 1) * step
    return course_of([raw_frame(rows, 0, end)], 0, end, 4 * step)


@given(VALUES, st.sampled_from(Weighting), st.one_of(st.none(), st.integers(1, 60)))
def test_each_value_is_in_the_class_whose_edges_hold_it(
    values: list[float], weighting: Weighting, bins: int | None
) -> None:
    found = histogram(course_with(values), weighting, bins=bins)
    # The edge 3 · 0.1 lies a hair above the value 0.3, which belongs to it all the same.
    hair = 1e-9 * max(map(abs, values)) + 1e-9 * float(found.edges[1] - found.edges[0])
    unit = 10.0 if weighting is Weighting.TIME else 1.0
    wanted = [
        sum(unit for v in values if low - hair <= v < high - hair)
        for low, high in zip(found.edges[:-1], found.edges[1:], strict=True)
    ]
    assert found.weights.sum() == pytest.approx(unit * len(values))
    assert found.weights.tolist() == pytest.approx(wanted)
    assert found.shares.sum() == pytest.approx(1)
    assert len(found.weights) <= MOST_BINS + 2
    assert found.is_automatic == (bins is None)


def test_the_automatic_width_is_that_of_freedman_and_diaconis_rounded() -> None:
    values = np.random.default_rng(4).normal(50, 10, 4_000)
    found = histogram(course_with(values.tolist()), Weighting.SAMPLES)
    exact = 2 * (np.quantile(values, 0.75) - np.quantile(values, 0.25)) / 4_000 ** (1 / 3)
    width = float(np.diff(found.edges)[0])
    assert 0.8 * exact <= width <= 2 * exact
    assert width == 2.0


def test_no_class_is_narrower_than_the_values_own_step() -> None:
    values = [round(v, 1) for v in np.random.default_rng(4).normal(20, 0.3, 3_000).tolist()]
    found = histogram(course_with(values), Weighting.TIME, resolution=0.1)
    assert float(np.diff(found.edges).min()) == pytest.approx(0.1)
    assert (found.weights[5:-5] > 0).all()


def test_values_that_are_mostly_one_still_get_classes() -> None:
    found = histogram(course_with([1.0] * 30 + [9.0]), Weighting.SAMPLES)
    assert found.weights.tolist()[0] == 30
    assert found.weights.sum() == 31


def test_one_value_has_one_class_and_nothing_has_none() -> None:
    assert histogram(course_with([7.0, 7.0]), Weighting.TIME).weights.tolist() == [20.0]
    empty = histogram(course_with([]), Weighting.TIME)
    assert len(empty.edges) == len(empty.shares) == 0


@given(VALUES, st.floats(-1e6, 1e6))
def test_the_duration_curve_answers_as_counting_does(values: list[float], asked: float) -> None:
    curve = duration_curve(course_with(values))
    assert curve.known_us == 10.0 * len(values)
    assert (np.diff(curve.value) < 0).all()
    for limit in (asked, values[0]):
        assert curve.time_above_us(limit) == 10.0 * sum(v >= limit for v in values)
    place = len(values) // 2
    assert curve.value_at(10.0 * place + 5) == sorted(values, reverse=True)[place]
    assert isnan(curve.value_at(curve.known_us + 1))


def test_a_thinned_curve_keeps_its_ends_and_its_shape() -> None:
    curve = duration_curve(course_with(np.random.default_rng(1).normal(0, 1, 5_000).tolist()))
    thin = curve.thinned(200)
    assert len(thin) <= 202
    assert (thin.value[0], thin.value[-1]) == (curve.value[0], curve.value[-1])
    assert thin.known_us == curve.known_us
    assert thin.value_at(25_000.0) == pytest.approx(curve.value_at(25_000.0), abs=0.02)
    assert curve.thinned(5_000) is curve


def test_the_duration_curve_of_nothing_is_empty() -> None:
    curve = duration_curve(course_with([]))
    assert curve.known_us == 0
    assert curve.time_above_us(3.0) == 0
