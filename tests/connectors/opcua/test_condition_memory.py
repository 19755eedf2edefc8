"""Conditions and their branches, folded to one alarm each."""

from dataclasses import replace
from typing import Any

from app.domain.alarms import AlarmOrder, MirroredCondition, OrderKind
from app.domain.points import PointId
from app.domain.samples import NO_TIME
from connectors.opcua.condition_events import ConditionEvent, Shelving
from connectors.opcua.condition_memory import ORDER_S, ConditionMemory
from tests.connectors.opcua.rigs import SOURCE
from tests.fakes.clocks import FakeClock

KESSEL = "nsu=urn:werk;s=kessel"
ids = iter(range(1, 10_000))


def said(time_us: int = 10, branch: str = "", **more: Any) -> ConditionEvent:
    """Return an event of an alarm that stands and nobody has seen, unless said so."""
    facts: dict[str, Any] = {
        "is_active": True,
        "is_acknowledged": False,
        "is_retained": True,
        "received_us": 1_000,
        "severity": 700,
    } | more
    return ConditionEvent(
        condition=KESSEL,
        branch=branch,
        event_id=next(ids).to_bytes(4, "big"),
        name="Kessel",
        message="zu hoch",
        watched=("nsu=urn:werk;s=druck",),
        time_us=time_us,
        **facts,
    )


class Bench:
    def __init__(self) -> None:
        self.clock = FakeClock()
        self.memory = ConditionMemory(SOURCE, self.clock)

    def tell(self, *events: ConditionEvent) -> MirroredCondition:
        for event in events:
            self.memory.note(event)
        folded = self.memory.fold(KESSEL)
        assert folded is not None
        return folded


def test_condition_becomes_an_alarm_of_its_point() -> None:
    bench = Bench()
    bench.memory.points = {"nsu=urn:werk;s=druck": PointId("kessel.druck")}
    event = said(since_us=7, comment="a", actor="Meier")
    told = bench.tell(event)
    assert told.alarm == f"{SOURCE}@{KESSEL}"
    assert told.mirror.point == "kessel.druck"
    assert told.mirror.branch == event.event_id.hex()
    assert (told.is_active, told.is_acknowledged, told.since_us) == (True, False, 7)
    assert (told.comment, told.actor) == ("a", "Meier")
    assert len(bench.memory) == 1


def test_alarm_at_rest_is_forgotten_but_told_once() -> None:
    bench = Bench()
    bench.tell(said())
    told = bench.tell(said(20, is_active=False, is_acknowledged=True))
    assert (told.is_active, told.is_acknowledged) == (False, True)
    assert len(bench.memory) == 0
    assert bench.memory.fold(KESSEL) is None


def test_branch_that_waits_keeps_the_alarm_unseen() -> None:
    bench = Bench()
    bench.tell(said())
    old = said(20, "alt")
    now = said(20, is_active=False, is_acknowledged=True)
    told = bench.tell(old, now)
    assert (told.is_active, told.is_acknowledged) == (False, False)
    assert told.mirror.branch.split() == [now.event_id.hex(), old.event_id.hex()]
    seen = bench.tell(replace(old, is_acknowledged=True, is_retained=False, event_id=b"z"))
    assert seen.is_acknowledged
    assert len(bench.memory) == 0


def test_branch_alone_tells_that_something_waits() -> None:
    told = Bench().tell(said(20, "alt"))
    assert (told.is_active, told.is_acknowledged) == (False, False)


def test_confirmation_is_waited_for_once_it_was_seen() -> None:
    bench = Bench()
    assert bench.tell(said(is_confirmed=False)).mirror.is_confirmed
    over = said(20, is_active=False, is_acknowledged=True, is_confirmed=False)
    assert not bench.tell(over).mirror.is_confirmed
    done = replace(over, is_confirmed=True, is_retained=False, event_id=b"x", time_us=30)
    assert bench.tell(done).mirror.is_confirmed
    assert len(bench.memory) == 0


def test_what_is_neither_active_nor_retained_waits_for_nothing() -> None:
    told = Bench().tell(said(is_active=False, is_retained=False, is_confirmed=False))
    assert told.is_acknowledged
    assert told.mirror.is_confirmed


def test_active_alarm_stays_although_it_is_not_retained() -> None:
    told = Bench().tell(said(is_retained=False, is_acknowledged=True))
    assert told.is_active


def test_disabled_condition_is_over() -> None:
    told = Bench().tell(said(is_enabled=False, is_confirmed=False))
    assert (told.is_active, told.is_acknowledged, told.is_retained) == (False, True, False)


def test_condition_without_active_state_stands_while_it_is_retained() -> None:
    bench = Bench()
    assert bench.tell(said(is_active=None)).is_active
    gone = said(20, is_active=None, is_retained=False, is_acknowledged=True)
    assert not bench.tell(gone).is_active


def test_repeated_time_of_another_event_is_that_of_its_receipt() -> None:
    bench = Bench()
    first = said(10)
    assert bench.tell(first).time_us == 10
    assert bench.tell(first).time_us == 10
    assert bench.tell(said(10, is_acknowledged=True)).time_us == 1_000
    assert bench.tell(said(2_000)).time_us == 2_000


def test_severity_that_is_none_keeps_the_last() -> None:
    bench = Bench()
    bench.tell(said())
    assert bench.tell(said(20, severity=0)).mirror.severity == 700


def test_shelf_that_events_do_not_tell_is_kept_and_looked_after() -> None:
    bench = Bench()
    event = said()
    bench.tell(event)
    shelved = replace(event, shelving=Shelving.TIMED, until_us=bench.clock.now_us() + 60_000_000)
    bench.memory.looked(KESSEL, shelved)
    told = bench.tell(said(20, shelving=Shelving.NONE))
    assert told.is_shelved
    assert told.until_us == shelved.until_us
    assert bench.memory.hidden([KESSEL]) == [KESSEL]
    assert bench.memory.hidden() == []
    bench.clock.advance(61.0)
    assert bench.memory.hidden() == [KESSEL]
    bench.memory.looked(KESSEL, replace(event, shelving=Shelving.NONE))
    assert not bench.tell(said(40)).is_shelved
    assert bench.memory.hidden([KESSEL]) == []


def test_methods_follow_from_the_states_unless_they_were_found_out() -> None:
    bench = Bench()
    told = bench.tell(said(shelving=Shelving.NONE))
    assert told.mirror.methods == {
        OrderKind.ACKNOWLEDGE,
        OrderKind.COMMENT,
        OrderKind.SHELVE,
        OrderKind.UNSHELVE,
    }
    assert bench.memory.unknown_methods([KESSEL, KESSEL]) == [KESSEL]
    bench.memory.methods[KESSEL] = frozenset({OrderKind.ACKNOWLEDGE})
    assert bench.tell(said(20)).mirror.methods == {OrderKind.ACKNOWLEDGE}
    assert bench.memory.unknown_methods([KESSEL]) == []


# --- refresh --------------------------------------------------------------------------------------


def test_refresh_ends_branches_of_a_server_that_tells_them() -> None:
    bench = Bench()
    bench.tell(said(), said(20, "alt"), said(30, "neu"))
    assert bench.memory.refreshed({KESSEL: {""}}) == []
    assert len(bench.memory.known(KESSEL).branches) == 2
    bench.memory.refreshed({KESSEL: {"", "neu"}})
    assert list(bench.memory.known(KESSEL).branches) == ["neu"]
    assert bench.memory.refreshed({}) == [KESSEL]
    bench.memory.forget([KESSEL])
    assert bench.memory.conditions() == []


def test_server_that_began_anew_has_no_branches() -> None:
    bench = Bench()
    bench.memory.begin(1)
    bench.tell(said(), said(20, "alt"))
    bench.memory.begin(1)
    assert bench.memory.known(KESSEL).branches
    bench.memory.begin(2)
    assert not bench.memory.known(KESSEL).branches


def test_branch_the_server_does_not_know_is_dropped() -> None:
    bench = Bench()
    old = said(20, "alt")
    bench.tell(said(is_acknowledged=True), old)
    bench.memory.drop_branch(old.event_id)
    assert bench.tell(said(30, is_acknowledged=True)).is_acknowledged


def test_only_the_newest_branches_are_kept() -> None:
    bench = Bench()
    bench.tell(said(), *(said(20 + number, f"b{number}") for number in range(30)))
    assert next(iter(bench.memory.known(KESSEL).branches)) == "b10"


# --- orders ---------------------------------------------------------------------------------------


def test_orders_explain_what_comes_for_a_while() -> None:
    bench = Bench()
    alarm = bench.memory.alarm(KESSEL)
    first = AlarmOrder(OrderKind.SHELVE, (alarm,), "Meier", "Fühler")
    second = AlarmOrder(OrderKind.ACKNOWLEDGE, (alarm,), "Schulz")
    bench.memory.order(alarm, first)
    bench.memory.order(alarm, second)
    assert bench.tell(said()).ordered == (first, second)
    bench.memory.withdraw(alarm, second)
    assert bench.tell(said(20)).ordered == (first,)
    bench.clock.advance(ORDER_S + 1)
    assert bench.tell(said(30)).ordered == ()
    bench.memory.withdraw(alarm, first)
    assert bench.tell(said(40)).until_us == NO_TIME
