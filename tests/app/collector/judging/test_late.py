"""Late data: never a bell, one line of the journal for each rule and burst."""

from app.domain.alarms import AlarmEventKind
from tests.fakes.judging import Bench, a_rule

LATE, RAISED = AlarmEventKind.LATE, AlarmEventKind.RAISED
RULE = a_rule()
HOUR = 3_600


def test_a_burst_of_late_violations_is_told_once() -> None:
    bench = Bench(RULE)
    bench.sample(HOUR, 10)
    for second in range(0, 600, 60):
        bench.sample(second, 50, now=HOUR + 1)
    bench.sample(700, 50, now=HOUR + 200)
    assert bench.told == [("hi", LATE, 0)]
    assert bench.judge.states == {}
    bench.sample(800, 50, now=HOUR + 900)
    assert bench.told[1:] == [("hi", LATE, 800)]


def test_late_data_of_a_point_nothing_newer_is_known_of_do_not_ring_either() -> None:
    bench = Bench(RULE)
    bench.sample(0, 50, now=HOUR)
    assert bench.kinds() == [LATE]
    assert bench.judge.states == {}


def test_late_data_within_the_limits_are_no_news() -> None:
    bench = Bench(RULE)
    bench.sample(HOUR, 10)
    bench.sample(0, 39, now=HOUR + 1)
    assert bench.told == []


def test_late_data_of_a_violation_that_rang_are_no_news() -> None:
    bench = Bench(RULE)
    bench.sample(0, 50)
    bench.sample(HOUR, 51)
    bench.sample(600, 52, now=HOUR + 1)
    assert bench.kinds() == [RAISED]


def test_what_was_before_a_violation_that_rang_is_news() -> None:
    bench = Bench(RULE)
    bench.sample(HOUR, 50)
    bench.sample(600, 52, now=HOUR + 1)
    assert bench.told == [("hi", RAISED, HOUR), ("hi", LATE, 600)]
