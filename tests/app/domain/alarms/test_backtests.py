"""Back-tests: the whole past at once comes out as sample after sample would have."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.alarms import (
    AlarmEvent,
    AlarmEventKind,
    AlarmId,
    AlarmRule,
    AlarmState,
    Priority,
    RuleKind,
    step,
    tick,
)
from app.domain.alarms.backtests import Measures, References, back_test, measures_of
from app.domain.alarms.episodes import Episodes
from app.domain.points import PointId
from app.domain.samples import NO_TIME, Quality
from app.domain.texts import Text

NAN = float("nan")
SECOND = 1_000_000
LIMIT = 10.0

Rows = list[tuple[int, float, int]]
"""Seconds since the row before, value, quality."""


def rule(kind: RuleKind = RuleKind.HI, **attributes: object) -> AlarmRule:
    made = AlarmRule(
        AlarmId(f"p#{kind}"), PointId("p"), kind, LIMIT, Priority.HIGH, Text("a"), Text("b")
    )
    return replace(made, **attributes)  # type: ignore[arg-type] # a helper for any attribute


def columns(rows: Rows) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    steps, values, qualities = zip(*rows, strict=True) if rows else ((), (), ())
    return (
        np.cumsum(np.array(steps, np.int64)) * SECOND,
        np.array(values, np.float64),
        np.array(qualities, np.uint8),
    )


def judged(of: AlarmRule, *samples: tuple[float, float], end_s: float = 1e6) -> list[object]:
    """Return (begin, end, value) of the episodes of (second, value); NaN means BAD, end None."""
    times = np.array([round(second * SECOND) for second, _ in samples], np.int64)
    values = np.array([value for _, value in samples])
    quality = np.where(np.isnan(values), Quality.BAD, Quality.GOOD).astype(np.uint8)
    return listed(back_test(of, times, values, quality, round(end_s * SECOND)))


def listed(episodes: Episodes) -> list[object]:
    return [
        (start / SECOND, None if end == NO_TIME else end / SECOND, value)
        for start, end, value in zip(
            episodes.start_us.tolist(),
            episodes.end_us.tolist(),
            episodes.value.tolist(),
            strict=True,
        )
    ]


def stepped(of: AlarmRule, measures: Measures, end_us: int) -> Episodes:
    """Return the episodes of a rule fed sample by sample: the measure to compare with."""
    state, events = AlarmState(), list[AlarmEvent]()
    rows = zip(
        measures.time_us.tolist(), measures.value.tolist(), measures.is_bad.tolist(), strict=True
    )
    for time_us, value, is_bad in rows:
        if time_us > end_us:
            break
        done = step(of, state, value, Quality.BAD if is_bad else Quality.GOOD, time_us)
        state = done.state
        events += done.events
    events += tick(of, state, end_us).events
    raised = [event for event in events if event.kind is AlarmEventKind.RAISED]
    cleared = [event.time_us for event in events if event.kind is AlarmEventKind.CLEARED]
    cleared += [NO_TIME] * (len(raised) - len(cleared))
    return Episodes(
        np.array([event.time_us for event in raised], np.int64),
        np.array(cleared, np.int64),
        np.array([event.value for event in raised], np.float64),
    )


def assert_equal(found: Episodes, expected: Episodes) -> None:
    assert found.start_us.tolist() == expected.start_us.tolist()
    assert found.end_us.tolist() == expected.end_us.tolist()
    assert found.value.tolist() == expected.value.tolist()


rows_of = st.lists(
    st.tuples(
        st.integers(0, 9),
        st.sampled_from([0.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, NAN]),
        st.sampled_from([0, 0, 0, 0, 0, 1, 2, 3]),
    ),
    max_size=40,
)
_waits = st.sampled_from([0.0, 1.0, 3.0, 7.5, 20.0])
delays = st.tuples(_waits, _waits)
"""On-delay and off-delay in seconds."""

limits = st.sampled_from([RuleKind.HIHI, RuleKind.HI, RuleKind.LO, RuleKind.LOLO])


@given(limits, rows_of, delays, st.sampled_from([0.0, 1.0, 2.5]), st.integers(0, 200))
@settings(max_examples=600)
def test_a_limit_comes_out_as_when_stepped(
    kind: RuleKind, rows: Rows, waits: tuple[float, float], deadband: float, end_s: int
) -> None:
    of = rule(kind, on_delay_s=waits[0], off_delay_s=waits[1], deadband=deadband)
    times, values, qualities = columns(rows)
    end_us = end_s * SECOND
    found = back_test(of, times, values, qualities, end_us)
    is_bad = (qualities >= Quality.BAD) | np.isnan(values)
    assert_equal(found, stepped(of, Measures(times, values, is_bad), end_us))


@given(rows_of, delays, st.integers(0, 200))
@settings(max_examples=300)
def test_a_state_comes_out_as_when_stepped(
    rows: Rows, waits: tuple[float, float], end_s: int
) -> None:
    codes = frozenset({8, 12, 13})
    of = rule(RuleKind.STATE, on_delay_s=waits[0], off_delay_s=waits[1], codes=codes)
    times, values, qualities = columns(rows)
    end_us = end_s * SECOND
    found = back_test(of, times, values, qualities, end_us)
    is_bad = (qualities >= Quality.BAD) | np.isnan(values)
    assert_equal(found, stepped(of, Measures(times, values, is_bad), end_us))


kinds_with_measures = st.sampled_from(
    [RuleKind.HI, RuleKind.LO, RuleKind.DEVIATION, RuleKind.RATE, RuleKind.INACTIVE]
)


@given(kinds_with_measures, rows_of, rows_of, delays, st.integers(0, 200))
@settings(max_examples=400)
def test_every_measure_comes_out_as_when_stepped(
    kind: RuleKind, rows: Rows, others: Rows, waits: tuple[float, float], end_s: int
) -> None:
    of = rule(kind, threshold=2.0, on_delay_s=waits[0], off_delay_s=waits[1], deadband=1, span_s=4)
    times, values, qualities = columns(rows)
    n = len(times)
    known = [(value, quality) for _, value, quality in others][:n]
    known += [(9.0, 0)] * (n - len(known))
    references = References(
        np.array([value for value, _ in known], np.float64),
        np.array([quality for _, quality in known], np.uint8),
    )
    end_us = end_s * SECOND
    found = back_test(of, times, values, qualities, end_us, references=references)
    inside = int(np.searchsorted(times, end_us, "right"))
    cut = References(references.value[:inside], references.quality[:inside])
    measures = measures_of(
        of, times[:inside], values[:inside], qualities[:inside], end_us, references=cut
    )
    assert_equal(found, stepped(of, measures, end_us))


# --- what it means -----------------------------------------------------------------------------


def test_nothing_comes_of_nothing() -> None:
    assert judged(rule()) == []
    assert judged(rule(), (1, 5.0), (2, 10.0)) == []


def test_an_alarm_that_stands_at_the_end_is_open() -> None:
    assert judged(rule(), (1, 11.0), (2, 12.0)) == [(1, None, 11.0)]


def test_time_passes_after_the_last_sample() -> None:
    of = rule(on_delay_s=10, off_delay_s=10)
    assert judged(of, (1, 11.0), end_s=10) == []
    assert judged(of, (1, 11.0), end_s=11) == [(11, None, 11.0)]
    assert judged(of, (1, 11.0), (12, 9.0), end_s=22) == [(11, 22, 11.0)]


def test_samples_after_the_end_are_not_looked_at() -> None:
    assert judged(rule(), (1, 11.0), (5, 9.0), end_s=4) == [(1, None, 11.0)]


def test_a_bad_value_stops_the_delay_and_freezes_the_alarm() -> None:
    of = rule(on_delay_s=10)
    assert judged(of, (0, 11.0), (5, NAN), (6, 11.0), (15, 11.0)) == [(16, None, 11.0)]
    assert judged(rule(), (0, 11.0), (5, NAN), (6, 9.0)) == [(0, 6, 11.0)]


def test_the_value_is_the_last_one_before_the_delay_was_over() -> None:
    of = rule(on_delay_s=10)
    assert judged(of, (0, 11.0), (6, 12.0), (10, 13.0)) == [(10, None, 12.0)]


def test_the_deadband_holds_an_alarm() -> None:
    of = rule(deadband=2.0)
    assert judged(of, (0, 11.0), (1, 9.0), (2, 11.0), (3, 8.0)) == [(0, 3, 11.0)]


def test_a_reference_is_the_limit_that_the_threshold_is_added_to() -> None:
    of = rule(threshold=2.0, reference=PointId("r"))
    times = np.array([1, 2, 3, 4], np.int64) * SECOND
    good = np.zeros(4, np.uint8)
    references = References(np.array([10.0, 9.0, 9.0, NAN]), np.array([0, 0, 0, 0], np.uint8))
    found = back_test(
        of, times, np.array([12.0, 11.5, 10.0, 90.0]), good, SECOND * 9, references=references
    )
    assert listed(found) == [(2, 3, 2.5)]


def test_a_deviation_counts_to_either_side() -> None:
    of = rule(RuleKind.DEVIATION, threshold=2.0, setpoint=20.0)
    samples = ((1, 22.5), (2, 21.0), (3, 17.0), (4, 18.0))
    assert judged(of, *samples) == [(1, 2, 2.5), (3, 4, 3.0)]


def test_a_deviation_from_nothing_is_not_known() -> None:
    assert judged(rule(RuleKind.DEVIATION), (1, 1e9)) == []


def test_a_rate_needs_a_value_from_a_span_before() -> None:
    of = rule(RuleKind.RATE, threshold=5.0, span_s=10.0)
    assert judged(of, (0, 0.0), (5, 9.0), (10, 6.0), (20, 5.0)) == [(10, 20, 6.0)]
    assert judged(of, (0, NAN), (10, 90.0)) == []


def test_two_infinities_have_no_difference() -> None:
    inf = float("inf")
    assert judged(rule(RuleKind.RATE, span_s=1.0), (0, inf), (5, inf)) == []


def test_silence_raises_until_the_next_value_and_not_after_a_gap() -> None:
    of = rule(RuleKind.INACTIVE, threshold=60.0)
    times = np.array([0, 30, 200, 230, 900], np.int64) * SECOND
    qualities = np.array([0, 0, 0, Quality.GAP, 0], np.uint8)
    found = back_test(of, times, np.zeros(5), qualities, 1_000 * SECOND)
    assert found.start_us.tolist() == [90 * SECOND + 1, 960 * SECOND + 1]
    assert found.end_us.tolist() == [200 * SECOND, NO_TIME]


def test_a_connection_is_told_by_its_code() -> None:
    of = rule(RuleKind.LOST, codes=frozenset({1}), on_delay_s=10.0)
    assert judged(of, (0, 0.0), (5, 1.0), (20, 0.0)) == [(15, 20, 1.0)]


def test_a_rule_that_a_server_judges_is_refused() -> None:
    with pytest.raises(ValueError, match="judged by a server"):
        judged(rule(RuleKind.MIRRORED))


@pytest.mark.parametrize(
    "of",
    [rule(deadband=-1.0), rule(on_delay_s=-1.0), rule(off_delay_s=-1.0), rule(span_s=-1.0)],
)
def test_negative_delays_and_deadbands_are_refused(of: AlarmRule) -> None:
    with pytest.raises(ValueError, match="negative"):
        judged(of)


def test_columns_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="differ in length"):
        back_test(rule(), np.zeros(2, np.int64), np.zeros(1), np.zeros(2, np.uint8), 5)
    references = References(np.zeros(2), np.zeros(2, np.uint8))
    with pytest.raises(ValueError, match="differ in length"):
        back_test(
            rule(),
            np.zeros(1, np.int64),
            np.zeros(1),
            np.zeros(1, np.uint8),
            5,
            references=references,
        )
