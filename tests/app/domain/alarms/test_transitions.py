"""What values and time make of an alarm: limits, deadband, delays, lost data."""

from dataclasses import replace

import pytest

from app.domain.alarms import (
    AlarmEventKind,
    AlarmState,
    Condition,
    OrderKind,
    RuleKind,
    VisibleState,
    is_returned,
    is_violated,
    step,
    tick,
)
from app.domain.samples import NO_TIME, Quality
from tests.fakes.alarm_rules import NAN, SECOND, feed, make_rule, order, seen, shelve

RAISED, CLEARED = AlarmEventKind.RAISED, AlarmEventKind.CLEARED


@pytest.mark.parametrize(
    ("kind", "at_limit", "beyond"),
    [
        (RuleKind.HI, 40.0, 40.001),
        (RuleKind.HIHI, 40.0, 40.001),
        (RuleKind.LO, 40.0, 39.999),
        (RuleKind.LOLO, 40.0, 39.999),
    ],
)
def test_a_limit_is_violated_only_beyond_it(kind: RuleKind, at_limit: float, beyond: float) -> None:
    assert not is_violated(make_rule(kind), at_limit)
    assert is_violated(make_rule(kind), beyond)
    assert is_returned(make_rule(kind), at_limit)
    assert not is_returned(make_rule(kind), beyond)


@pytest.mark.parametrize(
    ("kind", "inside", "edge"), [(RuleKind.HI, 38.01, 38.0), (RuleKind.LO, 41.99, 42.0)]
)
def test_an_alarm_ends_exactly_at_the_deadband(kind: RuleKind, inside: float, edge: float) -> None:
    of = make_rule(kind, deadband=2.0)
    start = 45.0 if kind is RuleKind.HI else 35.0
    state, events = feed(of, (0, start), (1, inside))
    assert state.is_active
    state, more = feed(of, (2, edge), state=state)
    assert not state.is_active
    assert [*events, *more] == [(RAISED, 0), (CLEARED, 2)]


@pytest.mark.parametrize("kind", [RuleKind.STATE, RuleKind.LOST])
def test_states_are_violated_by_their_codes(kind: RuleKind) -> None:
    of = make_rule(kind, NAN, codes=frozenset({2, 3}))
    assert feed(of, (0, 1.0), (1, 2.0), (2, 3.0), (3, 0.0))[1] == [(RAISED, 1), (CLEARED, 3)]


def test_an_on_delay_is_exact_to_the_microsecond() -> None:
    of = make_rule(on_delay_s=10)
    state, events = feed(of, (0, 50), (5, 60))
    assert (state.condition, state.visible) == (Condition.PENDING_ON, VisibleState.NORMAL)
    assert events == []
    assert tick(of, state, 10 * SECOND - 1).events == ()
    raised = tick(of, state, 10 * SECOND)
    assert raised.state.visible is VisibleState.UNACKNOWLEDGED
    assert (raised.events[0].time_us, raised.events[0].value) == (10 * SECOND, 60)
    assert feed(of, (0, 50), (25, 60))[1] == [(RAISED, 10)]


def test_a_short_violation_raises_nothing() -> None:
    state, events = feed(make_rule(on_delay_s=10), (0, 50), (9.9, 30), (30, 30))
    assert (state, events) == (replace(AlarmState(), value=50), [])


def test_an_off_delay_begins_anew_when_the_value_goes_back() -> None:
    of = make_rule(off_delay_s=10, deadband=2)
    samples = (0, 50.0), (1, 30.0), (6, 39.0), (7, 30.0), (16.9, 30.0)
    state, events = feed(of, *samples)
    assert state.condition is Condition.PENDING_OFF
    assert state.visible is VisibleState.UNACKNOWLEDGED
    assert events == [(RAISED, 0)]
    assert feed(of, (17, 30.0), state=state)[1] == [(CLEARED, 17)]


def test_lost_data_freezes_an_alarm_and_is_told() -> None:
    of = make_rule()
    state, _ = feed(of, (0, 50))
    for quality in (Quality.BAD, Quality.GAP):
        done = step(of, state, 0.0, quality, 5 * SECOND)
        assert (done.state, done.events) == (replace(state, is_measured=False), ())
        assert step(of, done.state, 0.0, quality, 6 * SECOND) == done
    unknown = step(of, state, NAN, Quality.GOOD, SECOND).state
    assert not unknown.is_measured
    assert step(of, unknown, 50.0, Quality.UNCERTAIN, 2 * SECOND).state == state
    assert step(of, AlarmState(), 99.0, Quality.BAD, SECOND).events == ()


def test_lost_data_stops_delays_and_the_next_good_value_starts_them_anew() -> None:
    on = make_rule(on_delay_s=10)
    samples = (0, 50), (5, NAN), (30, NAN), (40, 50), (49.9, 50)
    assert feed(on, *samples)[1] == []
    assert feed(on, *samples, (50, 50))[1] == [(RAISED, 50)]
    off = make_rule(off_delay_s=10)
    assert feed(off, (0, 50), (1, 30), (5, NAN), (30, 30), (41, 30))[1] == [
        (RAISED, 0),
        (CLEARED, 40),
    ]


def test_a_delay_that_was_over_before_the_data_were_lost_is_carried_out() -> None:
    assert feed(make_rule(on_delay_s=10), (0, 50), (11, NAN))[1] == [(RAISED, 10)]


def test_what_is_fed_ends_no_shelf_for_the_clock_of_a_source_is_not_ours() -> None:
    of = make_rule()
    state = shelve(of, AlarmState(), 0, 100).state
    state, events = feed(of, (200, 50), state=state)
    assert (events, state.visible) == ([(RAISED, 200)], VisibleState.SHELVED)


def test_while_nobody_delivers_delays_stand_still_and_shelves_end() -> None:
    of = make_rule(on_delay_s=10)
    state, _ = feed(of, (0, 50))
    state = shelve(of, state, 1, 20).state
    frozen = tick(of, state, 30 * SECOND, is_frozen=True)
    assert seen(frozen) == [(AlarmEventKind.UNSHELVED, 20)]
    assert (frozen.state.condition, frozen.state.due_us) == (Condition.PENDING_ON, 10 * SECOND)
    assert tick(of, frozen.state, 40 * SECOND, is_frozen=True) == replace(frozen, events=())
    assert seen(tick(of, frozen.state, 41 * SECOND)) == [(RAISED, 10)]


def test_what_is_due_happens_in_the_order_of_its_due_times() -> None:
    of = make_rule(on_delay_s=10)
    state = shelve(of, feed(of, (0, 50))[0], 1, 8).state
    assert seen(tick(of, state, 60 * SECOND)) == [(AlarmEventKind.UNSHELVED, 8), (RAISED, 10)]
    late = shelve(of, feed(of, (0, 50))[0], 1, 12).state
    done = tick(of, late, 60 * SECOND)
    assert seen(done) == [
        (RAISED, 10),
        (AlarmEventKind.UNSHELVED, 12),
        (AlarmEventKind.REALARMED, 12),
    ]
    assert done.state.next_us == NO_TIME


def test_an_event_is_journalled_and_asks_nobody() -> None:
    of = make_rule(is_event=True, latches=True)
    state, events = feed(of, (0, 50))
    assert (state.is_active, state.is_acknowledged) == (True, True)
    state, more = feed(of, (1, 30), state=state)
    assert [*events, *more] == [(RAISED, 0), (CLEARED, 1)]
    assert state.is_at_rest


def test_an_alarm_that_latches_stays_until_it_is_reset() -> None:
    of = make_rule(latches=True)
    state, _ = feed(of, (0, 50), (1, 30))
    assert (state.visible, state.is_at_rest) == (VisibleState.LATCHED_UNACKNOWLEDGED, False)
    state = order(of, state, OrderKind.ACKNOWLEDGE, 2).state
    assert (state.visible, state.occurrences) == (VisibleState.LATCHED, 1)
    again, _ = feed(of, (3, 50), state=state)
    assert (again.visible, again.occurrences) == (VisibleState.UNACKNOWLEDGED, 2)
    free = order(of, state, OrderKind.RESET, 4)
    assert seen(free) == [(AlarmEventKind.RESET, 4)]
    assert (free.state.visible, free.state.occurrences) == (VisibleState.NORMAL, 0)


def test_an_acknowledged_alarm_that_stands_too_long_calls_again_so_often() -> None:
    of = make_rule(realarm_s=60, realarm_limit=2)
    state, _ = feed(of, (0, 50))
    second = 0
    for count in (1, 2):
        state = order(of, state, OrderKind.ACKNOWLEDGE, second).state
        assert seen(tick(of, state, (second + 60) * SECOND - 1)) == []
        done = tick(of, state, (second + 60) * SECOND)
        assert seen(done) == [(AlarmEventKind.REALARMED, second + 60)]
        state, second = done.state, second + 60
        assert (state.visible, state.realarms) == (VisibleState.UNACKNOWLEDGED, count)
    quiet = order(of, state, OrderKind.ACKNOWLEDGE, second).state
    assert quiet.realarm_us == NO_TIME
    assert feed(of, (500, 30), (501, 50), state=quiet)[0].realarms == 0


def test_the_time_to_call_again_ends_with_the_alarm_and_is_mute_while_hidden() -> None:
    of = make_rule(realarm_s=60)
    seen_once = order(of, feed(of, (0, 50))[0], OrderKind.ACKNOWLEDGE, 1).state
    assert feed(of, (2, 30), state=seen_once)[0].realarm_us == NO_TIME
    hidden = shelve(of, seen_once, 2, 300).state
    silent = tick(of, hidden, 100 * SECOND)
    assert (seen(silent), silent.state.realarm_us) == ([], NO_TIME)
    back = tick(of, silent.state, 300 * SECOND)
    assert seen(back)[-1] == (AlarmEventKind.REALARMED, 300)
    assert back.state.visible is VisibleState.UNACKNOWLEDGED
