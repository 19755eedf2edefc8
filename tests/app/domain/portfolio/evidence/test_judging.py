"""A value against its target, and what was reported against what was measured."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.portfolio.evidence.judging import drift, is_old, verdict
from app.domain.portfolio.evidence.questions import Direction, Target
from app.domain.portfolio.evidence.results import Verdict

DAY = 86_400_000_000
NOW = 1_000 * DAY
LEAST = Target(Direction.AT_LEAST, 25.0)
MOST = Target(Direction.AT_MOST, 20.0)


def judged(value: float | None, target: Target, newest_us: int | None = NOW) -> Verdict:
    return verdict(value, target, newest_us=newest_us, at_us=NOW)


@pytest.mark.parametrize(
    ("value", "target", "expected"),
    [
        (25.0, LEAST, Verdict.FULFILLED),
        (24.9, LEAST, Verdict.OPEN),
        (20.0, MOST, Verdict.FULFILLED),
        (20.1, MOST, Verdict.OPEN),
        (0.1 + 0.2, Target(Direction.AT_MOST, 0.3), Verdict.FULFILLED),
        (3.0, Target(), Verdict.NO_TARGET),
        (3.0, Target(Direction.AT_LEAST), Verdict.NO_TARGET),
        (None, LEAST, Verdict.UNKNOWN),
    ],
)
def test_a_value_is_compared_with_its_target(
    value: float | None, target: Target, expected: Verdict
) -> None:
    assert judged(value, target) is expected


def test_a_value_of_too_few_data_says_nothing() -> None:
    found = verdict(99.0, LEAST, newest_us=NOW, at_us=NOW, is_covered=False)
    assert found is Verdict.UNKNOWN


def test_old_data_and_data_of_unknown_age_say_nothing_where_an_age_is_wanted() -> None:
    fresh = Target(Direction.AT_LEAST, 25.0, max_age_days=30.0)
    assert judged(30.0, fresh, NOW - 30 * DAY) is Verdict.FULFILLED
    assert judged(30.0, fresh, NOW - 31 * DAY) is Verdict.UNKNOWN
    assert judged(30.0, fresh, None) is Verdict.UNKNOWN
    assert not is_old(LEAST, None, NOW)


def test_drift_needs_both_and_starts_beyond_the_tolerance() -> None:
    assert drift(None, 3.0, 0.0) == (None, False)
    assert drift(3.0, None, 0.0) == (None, False)
    assert drift(25.0, 23.0, 2.0) == (2.0, False)
    assert drift(25.0, 22.0, 2.0) == (3.0, True)
    assert drift(20.0, 23.0, 2.0) == (-3.0, True)


@given(st.floats(-1e9, 1e9))
def test_what_is_reported_as_measured_never_drifts(value: float) -> None:
    assert drift(value, value, 0.0) == (0.0, False)
