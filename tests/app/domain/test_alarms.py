"""Alarms: limits, deadband, delays, acknowledgement; and what must hold whatever comes."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.alarms import (
    AlarmEventKind,
    AlarmId,
    AlarmRule,
    AlarmState,
    Condition,
    Priority,
    RuleKind,
    VisibleState,
    acknowledge,
    is_returned,
    is_violated,
    step,
    tick,
)
from app.domain.points import PointId
from app.domain.samples import NO_TIME, Quality
from app.domain.texts import Text

NAN = float("nan")
SECOND = 1_000_000


def rule(
    kind: RuleKind = RuleKind.HI,
    threshold: float = 40.0,
    *,
    deadband: float = 0.0,
    on_delay_s: float = 0.0,
    off_delay_s: float = 0.0,
    codes: frozenset[int] = frozenset(),
) -> AlarmRule:
    return AlarmRule(
        AlarmId(f"p#{kind}"),
        PointId("p"),
        kind,
        threshold,
        Priority.HIGH,
        Text("zu hoch"),
        Text("nachsehen"),
        deadband,
        on_delay_s,
        off_delay_s,
        codes=codes,
    )


def feed(
    of: AlarmRule, *samples: tuple[float, float], state: AlarmState | None = None
) -> tuple[AlarmState, list[tuple[AlarmEventKind, float]]]:
    """Feed (second, value) samples, NaN meaning BAD; return the state and (event, second)."""
    state = state or AlarmState()
    events = []
    for second, value in samples:
        quality = Quality.BAD if value != value else Quality.GOOD  # noqa: PLR0124 - NaN
        done = step(of, state, value, quality, round(second * SECOND))
        state = done.state
        events += [(event.kind, event.time_us / SECOND) for event in done.events]
    return state, events


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
    assert not is_violated(rule(kind), at_limit)
    assert is_violated(rule(kind), beyond)
    assert is_returned(rule(kind), at_limit)
    assert not is_returned(rule(kind), beyond)


@pytest.mark.parametrize(
    ("kind", "inside", "edge"), [(RuleKind.HI, 38.01, 38.0), (RuleKind.LO, 41.99, 42.0)]
)
def test_an_alarm_ends_exactly_at_the_deadband(kind: RuleKind, inside: float, edge: float) -> None:
    of = rule(kind, deadband=2.0)
    start = 45.0 if kind is RuleKind.HI else 35.0
    state, events = feed(of, (0, start), (1, inside))
    assert state.is_active
    state, more = feed(of, (2, edge), state=state)
    assert not state.is_active
    assert [*events, *more] == [(RAISED, 0), (CLEARED, 2)]


@pytest.mark.parametrize("kind", [RuleKind.STATE, RuleKind.LOST])
def test_states_are_violated_by_their_codes(kind: RuleKind) -> None:
    of = rule(kind, NAN, codes=frozenset({2, 3}))
    assert feed(of, (0, 1.0), (1, 2.0), (2, 3.0), (3, 0.0))[1] == [(RAISED, 1), (CLEARED, 3)]


def test_an_on_delay_is_exact_to_the_microsecond() -> None:
    of = rule(on_delay_s=10)
    state, events = feed(of, (0, 50), (5, 60))
    assert (state.condition, state.visible) == (Condition.PENDING_ON, VisibleState.NORMAL)
    assert events == []
    assert tick(of, state, 10 * SECOND - 1).events == ()
    raised = tick(of, state, 10 * SECOND)
    assert raised.state.visible is VisibleState.UNACKNOWLEDGED
    assert (raised.events[0].time_us, raised.events[0].value) == (10 * SECOND, 60)
    assert feed(of, (0, 50), (25, 60))[1] == [(RAISED, 10)]


def test_a_short_violation_raises_nothing() -> None:
    state, events = feed(rule(on_delay_s=10), (0, 50), (9.9, 30), (30, 30))
    assert (state, events) == (replace(AlarmState(), value=50), [])


def test_an_off_delay_begins_anew_when_the_value_goes_back() -> None:
    of = rule(off_delay_s=10, deadband=2)
    samples = (0, 50.0), (1, 30.0), (6, 39.0), (7, 30.0), (16.9, 30.0)
    state, events = feed(of, *samples)
    assert state.condition is Condition.PENDING_OFF
    assert state.visible is VisibleState.UNACKNOWLEDGED
    assert events == [(RAISED, 0)]
    assert feed(of, (17, 30.0), state=state)[1] == [(CLEARED, 17)]


def test_lost_data_freezes_an_alarm() -> None:
    of = rule()
    state, _ = feed(of, (0, 50))
    for quality in (Quality.BAD, Quality.GAP):
        done = step(of, state, 0.0, quality, 5 * SECOND)
        assert (done.state, done.events) == (state, ())
    assert step(of, state, NAN, Quality.GOOD, SECOND).state == state
    assert step(of, AlarmState(), 99.0, Quality.BAD, SECOND).events == ()


def test_lost_data_stops_delays_and_the_next_good_value_starts_them_anew() -> None:
    on = rule(on_delay_s=10)
    samples = (0, 50), (5, NAN), (30, NAN), (40, 50), (49.9, 50)
    assert feed(on, *samples)[1] == []
    assert feed(on, *samples, (50, 50))[1] == [(RAISED, 50)]
    off = rule(off_delay_s=10)
    assert feed(off, (0, 50), (1, 30), (5, NAN), (30, 30), (41, 30))[1] == [
        (RAISED, 0),
        (CLEARED, 40),
    ]


def test_a_delay_that_was_over_before_the_data_were_lost_is_carried_out() -> None:
    assert feed(rule(on_delay_s=10), (0, 50), (11, NAN))[1] == [(RAISED, 10)]


def test_acknowledged_then_over_is_normal_and_counts_anew() -> None:
    of = rule()
    state, _ = feed(of, (0, 50), (1, 30), (2, 50))
    assert state.occurrences == 2
    seen = acknowledge(of, state, "Anna", "Umweltamt angerufen", 3 * SECOND)
    assert seen.state.visible is VisibleState.ACKNOWLEDGED
    assert (seen.events[0].actor, seen.events[0].comment) == ("Anna", "Umweltamt angerufen")
    assert acknowledge(of, seen.state, "Berta", "", 4 * SECOND) == replace(seen, events=())
    state, events = feed(of, (5, 30), state=seen.state)
    assert state.visible is VisibleState.NORMAL
    assert state.occurrences == 0
    assert events == [(CLEARED, 5)]


def test_over_then_acknowledged_is_normal() -> None:
    of = rule()
    state, _ = feed(of, (0, 50), (1, 30))
    assert state.visible is VisibleState.RETURNED
    seen = acknowledge(of, state, "Anna", "", 2 * SECOND)
    assert seen.state.visible is VisibleState.NORMAL
    assert seen.state.occurrences == 0


def test_a_new_raise_asks_for_a_new_acknowledgement() -> None:
    of = rule()
    state, _ = feed(of, (0, 50))
    state = acknowledge(of, state, "Anna", "gesehen", SECOND).state
    state, _ = feed(of, (2, 30), (3, 51), state=state)
    assert state.visible is VisibleState.UNACKNOWLEDGED
    assert (state.acknowledged_by, state.comment, state.raised_us) == ("", "", 3 * SECOND)


actions = st.lists(
    st.tuples(
        st.sampled_from(["value", "tick", "acknowledge"]),
        st.integers(0, 20),
        st.sampled_from([30.0, 37.9, 38.0, 39.0, 40.0, 40.1, 99.0, NAN]),
        st.sampled_from(list(Quality)),
    ),
    max_size=30,
)


@settings(deadline=None, max_examples=200)
@given(
    actions,
    st.sampled_from([RuleKind.HI, RuleKind.LO, RuleKind.STATE]),
    st.sampled_from([0.0, 5.0]),
    st.sampled_from([0.0, 7.0]),
)
def test_what_holds_whatever_comes(
    todo: list[tuple[str, int, float, Quality]], kind: RuleKind, on: float, off: float
) -> None:
    """No alarm is hidden, none acknowledges itself, lost data changes none, events tell all."""
    of = rule(kind, deadband=2, on_delay_s=on, off_delay_s=off, codes=frozenset({40, 99}))
    state, now_us, raised, cleared = AlarmState(), 0, 0, 0
    for what, seconds, value, quality in todo:
        now_us += seconds * SECOND
        before = state
        if what == "acknowledge":
            done = acknowledge(of, state, "Anna", "", now_us)
            assert done.state.is_acknowledged
            assert done.state.condition is before.condition
        elif what == "tick":
            done = tick(of, state, now_us)
        else:
            done = step(of, state, value, quality, now_us)
            if quality >= Quality.BAD and before.due_us == NO_TIME:
                assert (done.state, done.events) == (before, ())
        state = done.state
        kinds = [event.kind for event in done.events]
        raised += kinds.count(RAISED)
        cleared += kinds.count(CLEARED)
        if what != "acknowledge" and state.is_acknowledged:
            assert before.is_acknowledged, "acknowledged by itself"
        hidden = {VisibleState.NORMAL, VisibleState.RETURNED}
        assert not (state.is_active and state.visible in hidden)
        assert state.is_acknowledged or state.visible is not VisibleState.NORMAL
        assert state.is_active == (raised - cleared == 1)
        assert raised - cleared in {0, 1}
        assert all(event.time_us <= now_us for event in done.events)
        if state.condition in {Condition.NORMAL, Condition.ACTIVE}:
            assert state.due_us == NO_TIME
        assert what == "acknowledge" or state.due_us == NO_TIME or state.due_us > now_us
