"""After a restart, or with other rules: everything is as it would have been."""

from dataclasses import replace

import numpy as np
import pytest

from app.domain.alarms import (
    AlarmEventKind,
    AlarmId,
    AlarmOrder,
    OrderKind,
    OrderRefusedError,
    VisibleState,
)
from app.domain.samples import PointStates, Quality
from tests.fakes.judging import NOWHERE, OTHER, POINT, Bench, a_rule, at_us

K = AlarmEventKind
RULE = a_rule()


def known(value: float, second: float, quality: Quality = Quality.GOOD) -> PointStates:
    states = PointStates.unknown(np.array([POINT.key, OTHER.key]))
    states.time[0] = states.received[0] = at_us(second)
    states.value[0], states.quality[0] = value, quality
    return states


def test_a_shelf_that_ended_meanwhile_ends_at_its_time() -> None:
    bench = Bench(RULE)
    bench.sample(0, 50)
    order = AlarmOrder(OrderKind.SHELVE, (RULE.id,), "Anna", "Umbau", at_us(60))
    bench.judge.operate(order, at_us(1))
    again = Bench(RULE, states=bench.judge.states)
    again.take(again.judge.resume(known(50, 0), at_us(100)))
    assert again.told == [("hi", K.UNSHELVED, 60)]
    assert again.state(RULE).visible is VisibleState.UNACKNOWLEDGED


def test_timers_go_on_where_they_were() -> None:
    rule = a_rule(on_delay_s=30, realarm_s=100)
    bench = Bench(rule)
    bench.sample(0, 50)
    again = Bench(rule, states=bench.judge.states)
    again.take(again.judge.resume(known(50, 0), at_us(10)))
    again.tick(29)
    assert again.told == []
    again.tick(31)
    assert again.told == [("hi", K.RAISED, 30)]
    again.judge.operate(AlarmOrder(OrderKind.ACKNOWLEDGE, (rule.id,), "Anna"), at_us(40))
    third = Bench(rule, states=again.judge.states)
    third.tick(139)
    assert third.told == []
    third.tick(141)
    assert third.told == [("hi", K.REALARMED, 140)]


def test_what_was_due_meanwhile_happened_in_its_order() -> None:
    """A shelf for one shot ends with the return, not with its own end a moment later."""
    rule = a_rule(off_delay_s=10)
    bench = Bench(rule)
    bench.sample(0, 50)
    order = AlarmOrder(OrderKind.SHELVE, (rule.id,), "Anna", "Umbau", at_us(14), is_one_shot=True)
    bench.judge.operate(order, at_us(1))
    bench.sample(3, 10)
    again = Bench(rule, states=bench.judge.states)
    again.take(again.judge.wake(at_us(100)))
    assert again.told == [("hi", K.CLEARED, 13), ("hi", K.UNSHELVED, 13)]


def test_connections_that_our_own_end_cut_are_given_their_time_anew() -> None:
    bench = Bench(RULE)
    bench.tick(0, NOWHERE)
    again = Bench(RULE, states=bench.judge.states)
    again.take(again.judge.wake(at_us(1_000)))
    again.tick(1_000, NOWHERE)
    again.tick(1_009, NOWHERE)
    assert again.told == []
    again.tick(1_010, NOWHERE)
    assert set(again.kinds()) == {K.RAISED}


def test_what_was_stored_but_not_judged_before_the_end_is_judged_now() -> None:
    bench = Bench(RULE)
    bench.take(bench.judge.resume(known(50, 0), at_us(10)))
    assert bench.told == [("hi", K.RAISED, 0)]
    over = Bench(RULE, states=bench.judge.states)
    over.take(over.judge.resume(known(10, 5), at_us(10_000)))
    assert over.told == [("hi", K.CLEARED, 5)]


def test_old_values_known_at_the_start_are_not_told_as_late() -> None:
    bench = Bench(RULE)
    bench.take(bench.judge.resume(known(50, 0), at_us(10_000)))
    assert bench.told == []
    bench.sample(10_001, 50)
    assert bench.kinds() == [K.RAISED]


def test_a_gap_at_the_end_freezes_what_stands() -> None:
    bench = Bench(RULE)
    bench.sample(0, 50)
    again = Bench(RULE, states=bench.judge.states)
    again.judge.resume(known(float("nan"), 60, Quality.GAP), at_us(70))
    assert (again.state(RULE).is_active, again.state(RULE).is_measured) == (True, False)


def test_other_limits_count_at_once_for_the_last_value() -> None:
    bench = Bench(RULE)
    bench.sample(0, 30)
    lower = Bench(replace(RULE, threshold=20.0), states=bench.judge.states)
    lower.judge.succeed(bench.judge)
    lower.take(lower.judge.resume(known(30, 0), at_us(1)))
    assert lower.kinds() == [K.RAISED]


def test_alarms_whose_rules_are_gone_say_farewell_in_the_journal() -> None:
    hidden = a_rule(OTHER)
    bench = Bench(RULE, hidden)
    bench.sample(0, 50)
    bench.sample(0, 50, OTHER)
    shelf = AlarmOrder(OrderKind.SHELVE, (hidden.id,), "Anna", "Umbau", at_us(60))
    bench.judge.operate(shelf, at_us(1))
    bare = Bench(states=bench.judge.states)
    verdict = bare.judge.dismiss(at_us(2))
    assert {(event.alarm, event.kind) for event in verdict.events} == {
        (RULE.id, K.CLEARED),
        (hidden.id, K.UNSHELVED),
        (hidden.id, K.CLEARED),
    }
    assert all(state.is_at_rest for state in verdict.states.values())
    assert {event.comment for event in verdict.events} == {"Die Regel gilt nicht mehr."}
    assert not bare.judge.dismiss(at_us(3))


def test_a_refusal_for_one_of_many_names_it_and_does_nothing() -> None:
    other = a_rule(OTHER, latches=True)
    bench = Bench(RULE, other)
    bench.sample(0, 50, OTHER)
    order = AlarmOrder(OrderKind.RESET, (RULE.id, other.id, AlarmId("x")), "Anna")
    with pytest.raises(OrderRefusedError, match="„zu hoch“: Der Alarm steht noch an"):
        bench.judge.operate(order, at_us(1))
