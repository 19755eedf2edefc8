"""Limits that are other points, setpoints, and changes within a time."""

from dataclasses import replace

from app.domain.alarms import AlarmEventKind, RuleKind
from app.domain.samples import Quality, SampleBatch
from tests.fakes.judging import OTHER, POINT, SECOND, Bench, a_rule, at_us

RAISED, CLEARED, LATE = AlarmEventKind.RAISED, AlarmEventKind.CLEARED, AlarmEventKind.LATE
NAN = float("nan")


def test_the_limit_is_another_point_and_moves_with_it() -> None:
    rule = a_rule(reference=OTHER.id, threshold=5.0)
    bench = Bench(rule)
    bench.sample(0, 50)
    assert bench.told == []  # nobody knows the limit yet
    bench.sample(1, 48, OTHER)
    assert bench.told == []
    bench.sample(2, 44, OTHER)
    assert bench.told == [("hi", RAISED, 2)]
    assert bench.state(rule).value == 6
    bench.sample(3, 49)
    assert bench.told[1:] == [("hi", CLEARED, 3)]


def test_without_its_reference_an_alarm_is_frozen() -> None:
    rule = a_rule(reference=OTHER.id, threshold=0.0)
    bench = Bench(rule)
    bench.sample(0, 10, OTHER)
    bench.sample(1, 20)
    assert bench.kinds() == [RAISED]
    shown = bench.sample(2, NAN, OTHER, quality=Quality.BAD).shown
    assert not shown[rule.id].is_measured
    bench.sample(3, 0)
    assert bench.kinds() == [RAISED]
    bench.sample(4, 30, OTHER)
    assert bench.kinds() == [RAISED, CLEARED]


def test_a_deviation_counts_on_either_side() -> None:
    rule = a_rule(kind=RuleKind.DEVIATION, setpoint=20.0, threshold=5.0, deadband=1.0)
    for beyond, back in ((25.1, 24.0), (14.9, 16.0)):
        bench = Bench(rule)
        bench.sample(0, 25)
        bench.sample(1, 15)
        bench.sample(2, beyond)
        bench.sample(3, 20 + (back - 20) * 1.1)
        bench.sample(4, back)
        assert bench.told == [("deviation", RAISED, 2), ("deviation", CLEARED, 4)]


def test_a_deviation_from_a_point_that_carries_the_setpoint() -> None:
    rule = a_rule(kind=RuleKind.DEVIATION, reference=OTHER.id, threshold=5.0)
    bench = Bench(rule)
    bench.sample(0, 20, OTHER)
    bench.sample(0, 22)
    bench.sample(1, 30, OTHER)
    assert bench.told == [("deviation", RAISED, 1)]


def test_a_rate_is_the_change_within_a_span() -> None:
    rule = a_rule(kind=RuleKind.RATE, threshold=10.0, span_s=60.0)
    bench = Bench(rule)
    for second, value in ((0, 0), (30, 100), (60, 9), (90, 105), (120, 20), (150, 105)):
        bench.sample(second, value)
    # 9 against 0 at 60 s; 105 against 100; 20 against 9 at 120 s; 105 against 105.
    assert bench.told == [("rate", RAISED, 120), ("rate", CLEARED, 150)]


def test_a_rate_needs_a_value_of_a_span_ago() -> None:
    rule = a_rule(kind=RuleKind.RATE, threshold=10.0, span_s=60.0)
    bench = Bench(rule)
    bench.sample(0, 0)
    bench.sample(59, 100)
    assert bench.told == []
    past = SampleBatch.from_columns([POINT.key], [at_us(-30)], 0, [0.0])
    recalled = Bench(rule)
    assert recalled.judge.looks_back == {POINT.id: 60 * SECOND}
    recalled.judge.recall(POINT.id, past)
    recalled.sample(59, 100)
    assert recalled.told == [("rate", RAISED, 59)]


def test_a_changed_rule_takes_over_what_was_known() -> None:
    rule = a_rule(kind=RuleKind.RATE, threshold=10.0, span_s=60.0)
    reference = a_rule(reference=OTHER.id, threshold=5.0)
    former, bench = Bench(rule, reference), Bench(replace(rule, threshold=20.0), reference)
    former.sample(0, 0)
    former.sample(0, 200, OTHER)
    bench.judge.succeed(former.judge)
    bench.sample(60, 21)
    assert bench.told == [("rate", RAISED, 60)]


def test_a_fast_point_keeps_no_more_than_it_needs() -> None:
    rule = a_rule(kind=RuleKind.RATE, threshold=1e9, span_s=1.0)
    bench = Bench(rule)
    for number in range(500):
        bench.sample(number, number)
    course = bench.judge._samples.book._courses[POINT.id]
    assert len(course.times) < 10


def test_late_data_of_a_setpoint_are_told_and_those_without_a_known_limit_not() -> None:
    setpoint = a_rule(kind=RuleKind.DEVIATION, setpoint=20.0, threshold=5.0)
    bench = Bench(setpoint, a_rule(reference=OTHER.id, threshold=-100.0))
    bench.sample(1_000, 20)
    bench.sample(0, 99, now=1_001)
    assert bench.told == [("deviation", LATE, 0)]
