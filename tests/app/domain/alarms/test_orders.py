"""What a person may do with an alarm, what follows, and what is refused."""

from dataclasses import replace

import pytest

from app.domain.alarms import (
    SHELF_LIMIT_S,
    AlarmEventKind,
    AlarmState,
    OrderKind,
    OrderRefusedError,
    Priority,
    VisibleState,
    acknowledge,
    tick,
)
from app.domain.samples import NO_TIME
from tests.fakes.alarm_rules import SECOND, feed, make_rule, order, remove, seen, shelve

RULE = make_rule()
RAISED = feed(RULE, (0, 50))[0]
HOUR = 3_600


# --- acknowledging ------------------------------------------------------------------------------


def test_acknowledged_then_over_is_normal_and_counts_anew() -> None:
    state, _ = feed(RULE, (0, 50), (1, 30), (2, 50))
    assert state.occurrences == 2
    done = acknowledge(RULE, state, "Anna", "Umweltamt angerufen", 3 * SECOND)
    assert done.state.visible is VisibleState.ACKNOWLEDGED
    assert (done.events[0].actor, done.events[0].comment) == ("Anna", "Umweltamt angerufen")
    assert acknowledge(RULE, done.state, "Berta", "", 4 * SECOND) == replace(done, events=())
    state, events = feed(RULE, (5, 30), state=done.state)
    assert (state.visible, state.occurrences) == (VisibleState.NORMAL, 0)
    assert events == [(AlarmEventKind.CLEARED, 5)]


def test_over_then_acknowledged_is_normal() -> None:
    state, _ = feed(RULE, (0, 50), (1, 30))
    assert state.visible is VisibleState.RETURNED
    done = order(RULE, state, OrderKind.ACKNOWLEDGE, 2)
    assert (done.state.visible, done.state.occurrences) == (VisibleState.NORMAL, 0)


def test_a_new_raise_asks_for_a_new_acknowledgement() -> None:
    state = order(RULE, RAISED, OrderKind.ACKNOWLEDGE, 1, comment="gesehen").state
    state, _ = feed(RULE, (2, 30), (3, 51), state=state)
    assert state.visible is VisibleState.UNACKNOWLEDGED
    assert (state.acknowledged_by, state.comment, state.raised_us) == ("", "", 3 * SECOND)


def test_an_acknowledgement_is_taken_back_while_there_is_something_to_see() -> None:
    quiet = order(RULE, RAISED, OrderKind.ACKNOWLEDGE, 1).state
    done = order(RULE, quiet, OrderKind.UNACKNOWLEDGE, 2)
    assert seen(done) == [(AlarmEventKind.UNACKNOWLEDGED, 2)]
    assert (done.state.visible, done.state.acknowledged_by) == (VisibleState.UNACKNOWLEDGED, "")
    latching = make_rule(latches=True)
    held = order(latching, feed(latching, (0, 50), (1, 30))[0], OrderKind.ACKNOWLEDGE, 2).state
    back = order(latching, held, OrderKind.UNACKNOWLEDGE, 3).state
    assert back.visible is VisibleState.LATCHED_UNACKNOWLEDGED


@pytest.mark.parametrize(
    "state",
    [AlarmState(), RAISED, feed(RULE, (0, 50), (1, 30))[0]],
    ids=["normal", "unacknowledged", "returned"],
)
def test_nothing_is_taken_back_that_was_not_given_or_is_over(state: AlarmState) -> None:
    assert order(RULE, state, OrderKind.UNACKNOWLEDGE, 2) == order(
        RULE, state, OrderKind.UNSHELVE, 2
    )


def test_an_acknowledgement_taken_back_stops_the_time_to_call_again() -> None:
    of = make_rule(realarm_s=60)
    quiet = order(of, RAISED, OrderKind.ACKNOWLEDGE, 1).state
    assert quiet.realarm_us == 61 * SECOND
    assert order(of, quiet, OrderKind.UNACKNOWLEDGE, 2).state.realarm_us == NO_TIME


# --- shelving -----------------------------------------------------------------------------------


def test_a_shelf_hides_and_its_end_lets_what_stands_call_again() -> None:
    quiet = order(RULE, RAISED, OrderKind.ACKNOWLEDGE, 1).state
    done = shelve(RULE, quiet, 2, 600)
    assert (done.events[0].until_us, done.events[0].comment) == (600 * SECOND, "Prüfung")
    assert (done.state.visible, done.state.inner) == (
        VisibleState.SHELVED,
        VisibleState.ACKNOWLEDGED,
    )
    assert done.state.visible.is_hidden
    back = tick(RULE, done.state, 700 * SECOND)
    assert seen(back) == [(AlarmEventKind.UNSHELVED, 600), (AlarmEventKind.REALARMED, 600)]
    assert back.state.visible is VisibleState.UNACKNOWLEDGED
    early = order(RULE, done.state, OrderKind.UNSHELVE, 3)
    assert [event.actor for event in early.events] == ["Anna", ""]


def test_what_was_not_seen_before_a_shelf_is_not_seen_after_it_nor_called_twice() -> None:
    back = order(RULE, shelve(RULE, RAISED, 1, 600).state, OrderKind.UNSHELVE, 2)
    assert seen(back) == [(AlarmEventKind.UNSHELVED, 2)]
    assert back.state.visible is VisibleState.UNACKNOWLEDGED


def test_what_is_raised_on_the_shelf_calls_nobody_before_it_ends() -> None:
    shelved = shelve(RULE, AlarmState(), 0, 600).state
    state, events = feed(RULE, (1, 50), state=shelved)
    assert events == [(AlarmEventKind.RAISED, 1)]
    assert (state.visible, state.is_acknowledged) == (VisibleState.SHELVED, True)
    assert tick(RULE, state, 600 * SECOND).state.visible is VisibleState.UNACKNOWLEDGED
    over, _ = feed(RULE, (2, 30), state=state)
    assert tick(RULE, over, 600 * SECOND).state.is_at_rest


def test_a_shelf_for_one_shot_ends_with_the_return() -> None:
    shelved = shelve(RULE, RAISED, 1, 600, is_one_shot=True).state
    state, events = feed(RULE, (2, 30), state=shelved)
    assert events == [(AlarmEventKind.CLEARED, 2), (AlarmEventKind.UNSHELVED, 2)]
    assert state.visible is VisibleState.RETURNED
    delayed = make_rule(off_delay_s=10)
    pending, _ = feed(delayed, (2, 30), state=shelved)
    assert pending.visible is VisibleState.SHELVED
    assert seen(tick(delayed, pending, 12 * SECOND)) == [
        (AlarmEventKind.CLEARED, 12),
        (AlarmEventKind.UNSHELVED, 12),
    ]


def test_a_shelf_is_prolonged_by_shelving_again() -> None:
    once = shelve(RULE, RAISED, 1, 600).state
    twice = shelve(RULE, once, 500, 1_200)
    assert seen(twice) == [(AlarmEventKind.SHELVED, 500)]
    assert tick(RULE, twice.state, 700 * SECOND).state.visible is VisibleState.SHELVED


@pytest.mark.parametrize("priority", Priority)
def test_a_shelf_has_a_reason_an_end_and_a_limit_by_priority(priority: Priority) -> None:
    of = make_rule(priority=priority)
    most = SHELF_LIMIT_S[priority]
    assert shelve(of, RAISED, 0, most + 59).state.shelf is not None
    with pytest.raises(OrderRefusedError, match=f"höchstens {most // HOUR} Stunden"):
        shelve(of, RAISED, 0, most + 61)
    with pytest.raises(OrderRefusedError, match="in der Zukunft"):
        shelve(of, RAISED, 10, 10)
    with pytest.raises(OrderRefusedError, match="in der Zukunft"):
        order(of, RAISED, OrderKind.SHELVE, 0, comment="x")
    with pytest.raises(OrderRefusedError, match="gehört ein Grund"):
        order(of, RAISED, OrderKind.SHELVE, 0, until_us=SECOND, comment="  ")


# --- out of service, reset, comment -------------------------------------------------------------


def test_out_of_service_has_a_work_order_and_no_end_of_its_own() -> None:
    done = remove(RULE, RAISED, 1)
    assert (done.events[0].kind, done.events[0].work_order) == (AlarmEventKind.REMOVED, "A-17")
    assert done.state.visible is VisibleState.OUT_OF_SERVICE
    assert tick(RULE, done.state, 10**15).events == ()
    for missing in ({"comment": "Umbau"}, {"work_order": "A-17"}):
        with pytest.raises(OrderRefusedError, match="Auftragsnummer"):
            order(RULE, RAISED, OrderKind.REMOVE, 1, **missing)


def test_back_in_service_what_stands_calls_again() -> None:
    quiet = order(RULE, RAISED, OrderKind.ACKNOWLEDGE, 1).state
    back = order(RULE, remove(RULE, quiet, 2).state, OrderKind.RESTORE, 3)
    assert seen(back) == [(AlarmEventKind.RESTORED, 3), (AlarmEventKind.REALARMED, 3)]
    assert order(RULE, back.state, OrderKind.RESTORE, 4).events == ()


def test_the_end_of_one_hiding_does_not_end_another() -> None:
    both = shelve(RULE, remove(RULE, RAISED, 1).state, 2, 600).state
    assert both.visible is VisibleState.OUT_OF_SERVICE
    one = order(RULE, order(RULE, both, OrderKind.ACKNOWLEDGE, 3).state, OrderKind.RESTORE, 4)
    assert seen(one) == [(AlarmEventKind.RESTORED, 4)]
    assert one.state.visible is VisibleState.SHELVED
    assert tick(RULE, one.state, 600 * SECOND).state.visible is VisibleState.UNACKNOWLEDGED


def test_a_reset_while_the_cause_stands_is_refused() -> None:
    of = make_rule(latches=True)
    with pytest.raises(OrderRefusedError, match="steht noch an"):
        order(of, RAISED, OrderKind.RESET, 1)
    assert order(of, AlarmState(), OrderKind.RESET, 1).events == ()
    unseen = order(of, feed(of, (0, 50), (1, 30))[0], OrderKind.RESET, 2).state
    assert unseen.visible is VisibleState.RETURNED


def test_a_comment_stands_in_the_journal_and_an_empty_one_nowhere() -> None:
    done = order(RULE, RAISED, OrderKind.COMMENT, 1, comment="Bauhof unterwegs")
    assert (done.events[0].kind, done.events[0].comment) == (
        AlarmEventKind.COMMENTED,
        "Bauhof unterwegs",
    )
    assert done.state.visible is VisibleState.UNACKNOWLEDGED
    assert order(RULE, RAISED, OrderKind.COMMENT, 1, comment=" ").events == ()


def test_only_servers_are_told_that_a_remedy_worked() -> None:
    with pytest.raises(OrderRefusedError, match="ein Server selbst"):
        order(RULE, RAISED, OrderKind.CONFIRM, 1)


def test_what_calls_nobody_is_neither_hidden_nor_made_to_call() -> None:
    of = make_rule(is_event=True)
    state, _ = feed(of, (0, 50))
    assert order(of, state, OrderKind.UNACKNOWLEDGE, 1).events == ()
    assert shelve(of, state, 1, 600).events == ()
    assert remove(of, state, 1).events == ()
    was_alarm = shelve(RULE, RAISED, 1, 600).state
    freed = order(of, was_alarm, OrderKind.UNSHELVE, 2)
    assert seen(freed) == [(AlarmEventKind.UNSHELVED, 2)]
