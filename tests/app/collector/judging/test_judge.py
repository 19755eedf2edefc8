"""The judge: the fast way gives the same alarms as stepping every sample; late data raise none."""

from dataclasses import replace

import numpy as np
import pytest

from app.collector.gaps import GapWatch
from app.collector.judging import LATE_US, AlarmJudge
from app.domain.alarms import (
    AlarmEventKind,
    AlarmId,
    AlarmOrder,
    AlarmState,
    Condition,
    OrderKind,
    RuleKind,
    step,
)
from app.domain.points import SourceId
from app.domain.samples import PointStates, Quality, SampleBatch
from app.services.lost_sources import all_rules, lost_alarm_id
from tests.fakes.city import make_city
from tests.fakes.clocks import START_US

CITY = make_city(30)
SECOND = 1_000_000
HI = next(rule for rule in CITY.rules if rule.kind is RuleKind.HI)
STATE = next(rule for rule in CITY.rules if rule.kind is RuleKind.STATE)
KEY = next(point.key for point in CITY.points if point.id == HI.point)
SOURCE = next(point.source for point in CITY.points if point.id == HI.point)
EVERYWHERE = {source.id: True for source in CITY.sources}


def one(
    value: float, second: float, *, key: int = KEY, quality: Quality = Quality.GOOD
) -> SampleBatch:
    time_us = START_US + round(second * SECOND)
    return SampleBatch.from_columns([key], [time_us], time_us, [value], [quality])


def judge_of(*, on: float = 0.0, off: float = 0.0) -> AlarmJudge:
    rules = tuple(
        replace(rule, on_delay_s=on, off_delay_s=off) if rule.id == HI.id else rule
        for rule in CITY.rules
    )
    return AlarmJudge(replace(CITY, rules=rules), {})


HIGH, LOW = HI.threshold + 1, HI.threshold - HI.deadband - 1


def test_the_screen_loses_no_alarm() -> None:
    """Random samples of all points, in one go, against the plain way, sample by sample."""
    rng = np.random.default_rng(3)
    judge = AlarmJudge(CITY, {})
    plain: dict[AlarmId, AlarmState] = {}
    rules = {rule.id: rule for rule in CITY.rules}
    events = []
    for second in range(0, 200, 10):
        n = 400
        rows = rng.integers(0, len(CITY.points), n)
        keys = np.array([CITY.points[row].key for row in rows])
        limits = np.array([rule.threshold for rule in CITY.rules if rule.kind is RuleKind.HI])
        values = rng.choice([0.0, 1.0, 2.0, *limits, *(limits + 1)], n)
        times = START_US + second * SECOND + np.arange(n) * 1_000
        quality = rng.choice([0, 0, 0, 2], n)
        batch = SampleBatch.from_columns(keys, times, START_US, values, quality)
        events += judge.judge(batch, START_US + second * SECOND).events
        for rule in rules.values():
            for place in np.flatnonzero(
                keys == next(p.key for p in CITY.points if p.id == rule.point)
            ):
                plain[rule.id] = step(
                    rule,
                    plain.get(rule.id, AlarmState()),
                    float(values[place]),
                    Quality(int(quality[place])),
                    int(times[place]),
                ).state
    assert len(events) > 20
    told = {name: state for name, state in judge.states.items() if state.condition}
    for name, state in plain.items():
        assert told.get(name, AlarmState()).is_active == state.is_active
        assert told.get(name, AlarmState()).is_acknowledged == state.is_acknowledged


def test_late_data_neither_raise_nor_end() -> None:
    judge = judge_of()
    assert judge.judge(one(LOW, 10), START_US + 10 * SECOND).events == []
    assert judge.judge(one(HIGH, 5), START_US + 10 * SECOND).events == []
    raised = judge.judge(one(HIGH, 20), START_US + 20 * SECOND)
    assert [event.kind for event in raised.events] == [AlarmEventKind.RAISED]
    assert judge.judge(one(LOW, 15), START_US + 20 * SECOND).events == []
    assert judge.judge(one(HIGH, 20), START_US + 20 * SECOND).events == []


def test_old_data_do_not_raise_but_may_end() -> None:
    judge = judge_of()
    told = judge.judge(one(HIGH, 0), START_US + LATE_US + 1)
    assert [event.kind for event in told.events] == [AlarmEventKind.LATE]
    assert not told.states
    assert judge.states == {}
    assert judge.judge(one(HIGH, 1), START_US + SECOND).events
    ended = judge.judge(one(LOW, 2), START_US + LATE_US + 3 * SECOND)
    assert [event.kind for event in ended.events] == [AlarmEventKind.CLEARED]


def test_a_clock_far_ahead_does_not_blind_the_judge() -> None:
    judge = judge_of()
    assert not judge.judge(one(HIGH, 7_200), START_US).events
    assert judge.judge(one(HIGH, 1), START_US + SECOND).events


def test_samples_out_of_order_in_a_batch_are_judged_in_order() -> None:
    judge = judge_of()
    batch = SampleBatch.concatenate([one(LOW, 2), one(HIGH, 1)])
    assert [event.kind for event in judge.judge(batch, START_US + 2 * SECOND).events] == [
        AlarmEventKind.RAISED,
        AlarmEventKind.CLEARED,
    ]


def test_delays_end_by_time_but_not_while_the_source_is_away() -> None:
    judge = judge_of(on=10)
    pending = judge.judge(one(HIGH, 0), START_US)
    assert pending.states[HI.id].condition is Condition.PENDING_ON
    away = {**EVERYWHERE, SOURCE: False}
    assert not judge.tick(START_US + 11 * SECOND, away).events
    ticked = judge.tick(START_US + 12 * SECOND, EVERYWHERE)
    assert (ticked.events[0].alarm, ticked.events[0].time_us) == (HI.id, START_US + 10 * SECOND)


def test_what_stands_is_frozen_when_its_source_goes_away_until_a_value_comes() -> None:
    judge = judge_of()
    judge.judge(one(HIGH, 0), START_US)
    judge.tick(START_US, EVERYWHERE)
    away = {**EVERYWHERE, SOURCE: False}
    shown = judge.tick(START_US + SECOND, away)
    assert (shown.shown[HI.id].is_measured, HI.id in shown.states) == (False, False)
    assert HI.id not in judge.tick(START_US + 2 * SECOND, away).shown
    assert HI.id not in judge.tick(START_US + 3 * SECOND, EVERYWHERE).shown
    assert judge.judge(one(HIGH, 4), START_US + 4 * SECOND).shown[HI.id].is_measured


def test_pending_delays_survive_a_restart() -> None:
    first = judge_of(on=10)
    kept = first.judge(one(HIGH, 0), START_US).states
    rules = tuple(replace(r, on_delay_s=10.0) if r.id == HI.id else r for r in CITY.rules)
    second = AlarmJudge(replace(CITY, rules=rules), kept)
    events = second.tick(START_US + 10 * SECOND, EVERYWHERE).events
    assert [(event.alarm, event.kind) for event in events] == [(HI.id, AlarmEventKind.RAISED)]


def test_states_of_rules_that_are_gone_are_dropped() -> None:
    judge = AlarmJudge(CITY, {AlarmId("gone#hi"): AlarmState(is_acknowledged=False)})
    assert judge.states == {}


def test_abnormal_states_raise() -> None:
    judge = judge_of()
    key = next(point.key for point in CITY.points if point.id == STATE.point)
    assert not judge.judge(one(1.0, 0, key=key), START_US).events
    assert judge.judge(one(2.0, 1, key=key), START_US + SECOND).events
    assert judge.judge(one(1.0, 2, key=key), START_US + 2 * SECOND).events
    strange = replace(STATE, codes=frozenset({-1, 99}))
    rules = tuple(strange if rule.id == STATE.id else rule for rule in CITY.rules)
    judge = AlarmJudge(replace(CITY, rules=rules), {})
    assert judge.judge(one(99.0, 0, key=key), START_US).events


def test_unknown_points_and_empty_batches_are_nothing() -> None:
    judge = judge_of()
    assert not judge.judge(one(HIGH, 0, key=5), START_US)
    assert not judge.judge(SampleBatch.concatenate([]), START_US)
    assert not AlarmJudge(replace(CITY, rules=()), {}).judge(one(HIGH, 0), START_US)


def test_a_lost_source_is_one_alarm_after_ten_seconds() -> None:
    judge = judge_of()
    away = {**EVERYWHERE, SOURCE: False}
    name = lost_alarm_id(SOURCE)
    assert not judge.tick(START_US, away).events
    assert not judge.tick(START_US + 9 * SECOND, away).events
    assert [event.alarm for event in judge.tick(START_US + 10 * SECOND, away).events] == [name]
    back = judge.tick(START_US + 20 * SECOND, EVERYWHERE)
    assert [event.kind for event in back.events] == [AlarmEventKind.CLEARED]
    assert judge.states[name].is_acknowledged is False
    seen = judge.operate(
        AlarmOrder(OrderKind.ACKNOWLEDGE, (name, AlarmId("unknown")), "Anna"),
        START_US + 21 * SECOND,
    )
    assert [event.actor for event in seen.events] == ["Anna"]
    assert judge.states == {}
    assert name in all_rules(CITY)


@pytest.fixture
def states() -> PointStates:
    known = PointStates.unknown(np.array([point.key for point in CITY.points]))
    known.time[:] = START_US
    known.quality[:] = Quality.GOOD
    return known


def test_a_gap_is_marked_once_after_three_missed_reports(states: PointStates) -> None:
    watch = GapWatch(CITY)
    away = {**EVERYWHERE, SourceId("lora"): False}
    rows = [row for row, point in enumerate(CITY.points) if point.source == "lora"]
    assert watch.find(states, away, START_US + 180 * SECOND) is None
    assert watch.find(states, EVERYWHERE, START_US + 999 * SECOND) is None
    gaps = watch.find(states, away, START_US + 181 * SECOND)
    assert gaps is not None
    assert gaps.key.tolist() == [CITY.points[row].key for row in rows]
    assert set(gaps.source_time.tolist()) == {START_US + 60 * SECOND}
    assert set(gaps.quality.tolist()) == {Quality.GAP}
    states.quality[rows] = Quality.GAP
    assert watch.find(states, away, START_US + 999 * SECOND) is None
    assert GapWatch(replace(CITY, points=())).find(states, away, START_US) is None
