"""Silence: judged by time, while the source delivers; a lost connection explains it."""

from app.domain.alarms import AlarmEventKind, RuleKind, VisibleState
from app.domain.samples import Quality
from app.services.lost_sources import lost_alarm_id
from tests.fakes.judging import EVERYWHERE, POINT, Bench, a_rule

RAISED, CLEARED = AlarmEventKind.RAISED, AlarmEventKind.CLEARED
AWAY = {**EVERYWHERE, POINT.source: False}
RULE = a_rule(kind=RuleKind.INACTIVE, threshold=100.0)


def silent(bench: Bench, until: int, begin: int = 0) -> None:
    for second in range(begin, until, 10):
        bench.tick(second)


def test_a_silent_point_raises_once_at_the_moment_its_time_is_over() -> None:
    bench = Bench(RULE)
    bench.tick(0)
    bench.sample(5, 1.0)
    silent(bench, 200, 10)
    assert bench.kinds(of="inactive") == [RAISED]
    assert round(bench.told[0][2]) == 105
    bench.sample(207, 1.0)
    bench.tick(208)
    assert [(kind, time) for _, kind, time in bench.told][1:] == [(CLEARED, 207)]


def test_no_limit_means_three_expected_intervals() -> None:
    bench = Bench(a_rule(kind=RuleKind.INACTIVE, threshold=0.0))
    silent(bench, int(3 * POINT.interval_s) + 1)
    assert bench.told == []
    bench.tick(3 * POINT.interval_s + 1)
    assert bench.kinds() == [RAISED]


def test_a_bad_value_is_a_sign_of_life_and_a_gap_marker_is_none() -> None:
    bench = Bench(RULE)
    bench.tick(0)
    bench.sample(80, 0.0, quality=Quality.BAD)
    bench.sample(150, 0.0, quality=Quality.GAP)
    silent(bench, 180, 90)
    assert bench.told == []
    bench.tick(181)
    assert bench.kinds() == [RAISED]


def test_while_its_source_is_away_no_silence_counts_and_the_time_begins_anew() -> None:
    bench = Bench(RULE)
    bench.tick(0)
    for second in range(10, 500, 10):
        bench.tick(second, AWAY)
    assert bench.kinds(of="inactive") == []
    bench.tick(500)
    bench.tick(599)
    assert bench.kinds(of="inactive") == []
    bench.tick(601)
    assert bench.kinds(of="inactive") == [RAISED]


def test_what_was_silent_before_its_connection_was_lost_is_explained_by_that() -> None:
    bench = Bench(RULE)
    silent(bench, 120)
    bench.tick(200, AWAY)
    bench.tick(211, AWAY)
    bench.tick(212, AWAY)
    state = bench.state(RULE)
    assert (state.visible, state.suppressed_by) == (
        VisibleState.SUPPRESSED,
        lost_alarm_id(POINT.source),
    )
    bench.tick(300)
    bench.tick(301)
    assert bench.state(RULE).visible is VisibleState.UNACKNOWLEDGED
    assert bench.kinds(of="inactive")[-1] is AlarmEventKind.UNSUPPRESSED


def test_after_a_restart_an_alarm_stands_until_a_value_comes() -> None:
    bench = Bench(RULE)
    silent(bench, 120)
    again = Bench(RULE, states=bench.judge.states)
    again.tick(130)
    assert again.told == []
    again.sample(131, 1.0)
    again.tick(132)
    assert again.kinds() == [CLEARED]


def test_with_changed_rules_silence_does_not_begin_anew() -> None:
    former, bench = Bench(RULE), Bench(RULE)
    silent(former, 90)
    bench.judge.succeed(former.judge)
    bench.tick(101)
    assert bench.kinds() == [RAISED]
