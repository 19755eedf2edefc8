"""Figures of a window against sums made one by one."""

from itertools import pairwise
from math import isnan, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.analysis.courses import course_of
from app.domain.analysis.statistics import QUANTILES, figures_of, quantiles, time_by_state
from app.domain.samples import Quality
from app.domain.series import Tier
from tests.fakes.series import bucket_frame, raw_frame

END, FRESH = 1_000, 40
ROWS = st.dictionaries(
    st.integers(-100, END - 1),
    st.tuples(st.integers(-50, 50), st.sampled_from([Quality.GOOD, Quality.BAD, Quality.GAP])),
    max_size=40,
)


def state_at(rows: dict[int, tuple[int, Quality]], time: int) -> float:
    """Return the value known at a moment, looked for the slow way."""
    earlier = [at for at in rows if at <= time]
    if not earlier or rows[max(earlier)][1] >= Quality.BAD or time - max(earlier) >= FRESH:
        return nan
    return rows[max(earlier)][0]


@given(ROWS)
def test_figures_equal_a_walk_over_every_moment(rows: dict[int, tuple[int, Quality]]) -> None:
    # Without a rhythm a pause ends a value; rhythms have tests of their own.
    times = sorted(rows)
    if any(b - a > FRESH for a, b in pairwise(times)):
        times = [time for time in times if len([t for t in times if t <= time]) <= 4]
    kept = {time: rows[time] for time in times}
    frame = raw_frame([(t, *kept[t]) for t in times], 0, END)
    figures = figures_of(course_of([frame], 0, END, FRESH))
    held = [value for t in range(END) if not isnan(value := state_at(kept, t))]
    inside = [kept[t][0] for t in times if t >= 0 and kept[t][1] < Quality.BAD]
    assert figures.count == len(inside)
    assert figures.bad == sum(t >= 0 and kept[t][1] == Quality.BAD for t in times)
    assert figures.good_share == pytest.approx(len(held) / END)
    assert figures.time_mean == pytest.approx(np.mean(held) if held else nan, nan_ok=True)
    assert figures.mean == pytest.approx(np.mean(inside) if inside else nan, nan_ok=True)
    assert figures.minimum == pytest.approx(min(inside, default=nan), nan_ok=True)
    assert figures.maximum == pytest.approx(max(inside, default=nan), nan_ok=True)
    spread = np.std(inside, ddof=1) if len(inside) > 1 else nan
    assert figures.deviation == pytest.approx(spread, nan_ok=True)
    for share, found in zip(QUANTILES, figures.quantiles, strict=True):
        wanted = np.quantile(held, share, method="inverted_cdf") if held else nan
        assert found == pytest.approx(wanted, nan_ok=True)
    assert figures.is_exact


def test_figures_of_buckets_say_that_they_are_not_exact() -> None:
    frame = bucket_frame([(0, 5.0, 3, 0), (3_600_000_000, 9.0, 1, 0)], 0, 7_200_000_000, Tier.HOUR)
    figures = figures_of(course_of([frame], 0, 7_200_000_000, 3_600_000_000))
    assert not figures.is_exact
    assert (figures.count, figures.mean) == (4, 6.0)
    assert (figures.minimum, figures.maximum) == (4.0, 10.0)


def test_quantiles_ignore_what_has_no_weight() -> None:
    values, weights = np.array([3.0, 1.0, 2.0]), np.array([1.0, 0.0, 1.0])
    assert quantiles(values, weights, (0.5, 1.0)).tolist() == [2.0, 3.0]


def test_time_in_each_state_the_longest_first() -> None:
    frame = raw_frame([(0, 1.0), (10, 0.0), (40, 1.0), (45, 2.0)], 0, 50)
    found = time_by_state(course_of([frame], 0, 50, 60))
    assert list(found.items()) == [(0.0, 30.0), (1.0, 15.0), (2.0, 5.0)]
