"""Mirrored alarms: what a server says is taken over, and told as the differences."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.alarms.events import AlarmEvent, AlarmEventKind, AlarmOrder, AlarmStep, OrderKind
from app.domain.alarms.mirrors import (
    SERVER,
    MirroredCondition,
    forgotten,
    mirrored_rule,
    mirrored_step,
    severity_priority,
)
from app.domain.alarms.rules import AlarmId, Priority, RuleKind
from app.domain.alarms.states import (
    AlarmState,
    Condition,
    Mirror,
    OutOfService,
    Shelf,
    VisibleState,
)
from app.domain.points import PointId, SourceId
from app.domain.samples import NO_TIME, Quality
from app.domain.texts import Text

ALARM = AlarmId("werk@nsu=urn:werk;s=kessel")
MIRROR = Mirror(
    SourceId("werk"),
    "nsu=urn:werk;s=kessel",
    "0a",
    "Kessel",
    Text("Druck zu hoch"),
    700,
    methods=frozenset({OrderKind.ACKNOWLEDGE, OrderKind.SHELVE, OrderKind.REMOVE}),
)
BARE = replace(MIRROR, methods=frozenset({OrderKind.ACKNOWLEDGE}))
UNCONFIRMED = replace(MIRROR, is_confirmed=False)
MINUTE = 60_000_000
K = AlarmEventKind


def said(time_us: int = 10, *, active: bool = True, **more: object) -> MirroredCondition:
    """Return what the server says; an alarm that stands and nobody has seen, unless said so."""
    facts: dict[str, object] = {"is_acknowledged": not active, "mirror": MIRROR} | more
    return MirroredCondition(ALARM, time_us=time_us, is_active=active, **facts)  # type: ignore[arg-type]  # a test names any field


def after(*conditions: MirroredCondition, state: AlarmState | None = None) -> AlarmStep:
    """Feed conditions one after another; return the last state and all events."""
    step = AlarmStep(state or AlarmState())
    for condition in conditions:
        done = mirrored_step(step.state, condition, condition.time_us + 5)
        step = AlarmStep(done.state, step.events + done.events)
    return step


def kinds(step: AlarmStep) -> list[AlarmEventKind]:
    return [event.kind for event in step.events]


def ordered(kind: OrderKind, actor: str = "Meier", **more: object) -> tuple[AlarmOrder, ...]:
    older = AlarmOrder(kind, (ALARM,), "Ältere")
    return (older, AlarmOrder(kind, (ALARM,), actor, **more))  # type: ignore[arg-type]  # likewise


# --- raised, seen, over ---------------------------------------------------------------------------


def test_alarm_goes_the_usual_way_and_comes_to_rest() -> None:
    seen = said(20, is_acknowledged=True, actor="Meier", comment="gesehen")
    up = after(said(10, since_us=7))
    assert up.state.visible is VisibleState.UNACKNOWLEDGED
    assert up.state.raised_us == 7
    assert up.state.occurrences == 1
    assert up.events[0] == AlarmEvent(ALARM, K.RAISED, 7, up.events[0].value, recorded_us=15)
    acknowledged = after(seen, state=up.state)
    assert acknowledged.state.visible is VisibleState.ACKNOWLEDGED
    assert acknowledged.state.acknowledged_by == "Meier"
    (event,) = acknowledged.events
    assert (event.actor, event.comment, event.time_us) == ("Meier", "gesehen", 20)
    over = after(said(30, active=False), state=acknowledged.state)
    assert kinds(over) == [K.CLEARED]
    assert over.state.is_at_rest
    assert over.state.occurrences == 0
    assert over.state.cleared_us == 30
    assert over.state.mirror == MIRROR


def test_alarm_that_comes_again_before_it_was_seen_is_counted() -> None:
    down = said(20, active=False, is_acknowledged=False)
    step = after(said(10), down, said(30), down)
    assert kinds(step) == [K.RAISED, K.CLEARED, K.RAISED, K.CLEARED]
    assert step.state.visible is VisibleState.RETURNED
    assert step.state.occurrences == 2


def test_what_happened_while_nobody_listened_is_told() -> None:
    passed = after(said(20, active=False, is_acknowledged=False, since_us=15))
    assert kinds(passed) == [K.RAISED, K.CLEARED]
    assert passed.state.visible is VisibleState.RETURNED
    seen = after(said(20, is_acknowledged=True))
    assert kinds(seen) == [K.RAISED, K.ACKNOWLEDGED]
    assert seen.events[1].actor == ""
    both = after(said(30, active=False), state=after(said()).state)
    assert kinds(both) == [K.CLEARED, K.ACKNOWLEDGED]


def test_same_again_changes_nothing() -> None:
    state = after(said(is_acknowledged=True, actor="Meier", comment="a")).state
    again = after(said(is_acknowledged=True, actor="Leitstand", comment="a"), state=state)
    assert again == AlarmStep(state)


def test_value_known_here_goes_into_the_events() -> None:
    (event,) = after(said(), state=AlarmState(value=42.0)).events
    assert event.value == 42.0


def test_alarm_that_calls_again_is_told_once_more() -> None:
    state = after(said(is_acknowledged=True)).state
    worse = after(said(20, mirror=replace(MIRROR, severity=900)), state=state)
    assert kinds(worse) == [K.REALARMED]
    assert worse.state.realarms == 1
    assert worse.state.acknowledged_by == ""
    assert worse.state.visible is VisibleState.UNACKNOWLEDGED


def test_return_that_wants_to_be_seen_too_calls_nobody() -> None:
    state = after(said(is_acknowledged=True)).state
    step = after(said(20, active=False, is_acknowledged=False), state=state)
    assert kinds(step) == [K.CLEARED, K.UNACKNOWLEDGED]
    assert step.state.visible is VisibleState.RETURNED


def test_bad_value_freezes_the_measure() -> None:
    assert not after(said(quality=Quality.BAD)).state.is_measured
    assert after(said(quality=Quality.UNCERTAIN)).state.is_measured


# --- latched, confirmed, remarks ------------------------------------------------------------------


def test_latched_alarm_waits_for_its_reset() -> None:
    state = after(said(is_latched=True)).state
    assert not state.is_latched
    over = after(said(20, active=False, is_latched=True), state=state)
    assert over.state.visible is VisibleState.LATCHED
    assert over.state.occurrences == 1
    reset = after(said(30, active=False, ordered=ordered(OrderKind.RESET)), state=over.state)
    assert [(event.kind, event.actor) for event in reset.events] == [(K.RESET, "Meier")]
    assert reset.state.is_at_rest
    assert kinds(after(said(30), state=over.state)) == [K.RAISED]


def test_unconfirmed_alarm_does_not_come_to_rest() -> None:
    waiting = said(20, active=False, mirror=UNCONFIRMED)
    state = after(said(), waiting).state
    assert state.visible is VisibleState.LATCHED
    done = after(said(30, active=False, actor="Meier", comment="behoben"), state=state)
    (event,) = done.events
    assert (event.kind, event.actor, event.comment) == (K.CONFIRMED, "Meier", "behoben")
    assert done.state.is_at_rest
    again = after(said(30), state=state)
    assert kinds(again) == [K.RAISED]


def test_comment_by_itself_is_told_once() -> None:
    state = after(said(comment="alt")).state
    assert kinds(after(said(comment="alt"))) == [K.RAISED]
    step = after(
        said(20, comment="neu", actor="Meier"), said(30), said(40, comment="neu"), state=state
    )
    (event,) = step.events
    assert (event.kind, event.actor, event.comment) == (K.COMMENTED, "Meier", "neu")
    assert step.state.comment == "neu"


def test_comment_of_an_earlier_occurrence_is_not_kept() -> None:
    first = after(said(comment="gesehen"), said(20, active=False))
    assert after(said(30), state=first.state).state.comment == ""


# --- hidden ---------------------------------------------------------------------------------------


def test_shelf_names_who_ordered_it_here_and_ends_with_the_server() -> None:
    order = ordered(OrderKind.SHELVE, comment="Fühler getauscht")
    shelved = said(20, is_shelved=True, until_us=5 * MINUTE, ordered=order)
    step = after(said(), shelved)
    assert step.state.shelf == Shelf(5 * MINUTE, 20, "Meier", "Fühler getauscht")
    event = step.events[-1]
    assert (event.kind, event.until_us, event.comment) == (
        K.SHELVED,
        5 * MINUTE,
        "Fühler getauscht",
    )
    assert step.state.visible is VisibleState.SHELVED
    jitter = after(said(30, is_shelved=True, until_us=5 * MINUTE + 9), state=step.state)
    assert jitter == AlarmStep(replace(step.state))
    longer = after(said(30, is_shelved=True, until_us=9 * MINUTE), state=step.state)
    assert kinds(longer) == [K.SHELVED]
    one_shot = said(30, is_shelved=True, is_one_shot=True, until_us=5 * MINUTE)
    assert kinds(after(one_shot, state=step.state)) == [K.SHELVED]
    ended = after(said(40, ordered=ordered(OrderKind.UNSHELVE)), state=step.state)
    assert [(event.kind, event.actor) for event in ended.events] == [
        (K.UNSHELVED, "Meier"),
        (K.REALARMED, ""),
    ]


def test_shelf_without_an_end_may_be_told_again() -> None:
    endless = said(is_shelved=True)
    step = after(endless, endless)
    assert kinds(step) == [K.SHELVED, K.RAISED]
    assert step.state.next_us == NO_TIME


def test_server_may_suppress_by_its_own_design() -> None:
    step = after(said(), said(20, is_suppressed=True), said(30, is_suppressed=True))
    assert step.state.suppressed_by == SERVER
    assert kinds(step) == [K.RAISED, K.SUPPRESSED]
    ended = after(said(40, is_acknowledged=True), state=step.state)
    assert kinds(ended) == [K.UNSUPPRESSED, K.ACKNOWLEDGED]


def test_suppression_of_ours_is_none_of_the_servers_business() -> None:
    ours = replace(after(said()).state, suppressed_by="wartung-1")
    assert after(said(20, is_suppressed=True), state=ours).state.suppressed_by == "wartung-1"
    assert after(said(20), state=ours).state.suppressed_by == "wartung-1"


def test_out_of_service_has_a_reason_and_a_work_order() -> None:
    order = ordered(OrderKind.REMOVE, comment="Umbau", work_order="A-7")
    out = said(20, is_out_of_service=True, ordered=order)
    step = after(said(), out, replace(out, time_us=30))
    assert step.state.out_of_service == OutOfService(20, "Meier", "Umbau", "A-7")
    assert (step.events[-1].kind, step.events[-1].work_order) == (K.REMOVED, "A-7")
    back = after(said(40, ordered=ordered(OrderKind.RESTORE, comment="fertig")), state=step.state)
    assert [(event.kind, event.comment) for event in back.events] == [
        (K.RESTORED, "fertig"),
        (K.REALARMED, ""),
    ]


def test_what_the_server_cannot_do_stays_ours() -> None:
    shelf = Shelf(MINUTE, 1, "Meier", "nervt")
    removal = OutOfService(1, "Meier", "Umbau", "A-7")
    ours = replace(after(said(mirror=BARE)).state, shelf=shelf, out_of_service=removal)
    step = after(said(20, mirror=BARE), state=ours)
    assert step.state.shelf is shelf
    assert step.state.out_of_service is removal
    assert not step.events


def test_alarm_raised_and_seen_while_hidden_asks_for_nothing() -> None:
    hidden = after(said(active=False, is_suppressed=True)).state
    assert kinds(after(said(20, is_suppressed=True, is_acknowledged=True), state=hidden)) == [
        K.RAISED
    ]
    back = after(said(20, active=False, is_acknowledged=False), state=hidden)
    assert kinds(back) == [K.UNSUPPRESSED, K.UNACKNOWLEDGED]
    assert back.state.visible is VisibleState.RETURNED


# --- a whole refresh, rules -----------------------------------------------------------------------


def test_condition_that_a_refresh_does_not_name_is_over() -> None:
    mirror = replace(UNCONFIRMED, severity=900)
    state = after(said(mirror=mirror, is_shelved=True)).state
    step = after(forgotten(ALARM, mirror, 50), state=state)
    assert kinds(step) == [K.UNSHELVED, K.CLEARED, K.ACKNOWLEDGED, K.CONFIRMED]
    assert step.events[2].comment.endswith("nicht mehr.")
    assert step.state.is_at_rest
    assert step.state.is_measured


@pytest.mark.parametrize(
    ("severity", "priority"),
    [
        (1000, Priority.CRITICAL),
        (801, Priority.CRITICAL),
        (800, Priority.HIGH),
        (601, Priority.HIGH),
        (600, Priority.MEDIUM),
        (334, Priority.MEDIUM),
        (333, Priority.LOW),
        (1, Priority.LOW),
    ],
)
def test_severity_becomes_a_priority(severity: int, priority: Priority) -> None:
    assert severity_priority(severity) is priority


def test_rule_of_a_mirrored_alarm_says_what_the_server_says() -> None:
    rule = mirrored_rule(ALARM, MIRROR)
    assert rule.kind is RuleKind.MIRRORED
    assert rule.point == "werk"
    assert rule.message == Text("Druck zu hoch")
    assert rule.priority is Priority.HIGH
    assert "Hinweise des Servers beachten" in rule.action.de
    assert rule.action.en
    assert "700 von 1000" in rule.rationale.de
    silent = replace(MIRROR, message=Text(""), point=PointId("kessel.druck"))
    assert mirrored_rule(ALARM, silent).message == Text("Kessel")
    assert mirrored_rule(ALARM, silent).point == "kessel.druck"


# --- whatever a server says -----------------------------------------------------------------------

conditions = st.builds(
    MirroredCondition,
    st.just(ALARM),
    st.builds(
        replace,
        st.sampled_from([MIRROR, BARE]),
        severity=st.sampled_from([200, 900]),
        is_confirmed=st.booleans(),
    ),
    st.integers(1, 1_000),
    st.booleans(),
    is_acknowledged=st.booleans(),
    is_latched=st.booleans(),
    is_shelved=st.booleans(),
    is_one_shot=st.booleans(),
    until_us=st.sampled_from([NO_TIME, 5 * MINUTE, 9 * MINUTE]),
    is_suppressed=st.booleans(),
    is_out_of_service=st.booleans(),
    quality=st.sampled_from(Quality),
    comment=st.sampled_from(["", "a", "b"]),
)

SWITCHES = {
    K.RAISED: ("active", True),
    K.CLEARED: ("active", False),
    K.ACKNOWLEDGED: ("seen", True),
    K.SHELVED: ("shelved", True),
    K.UNSHELVED: ("shelved", False),
    K.SUPPRESSED: ("suppressed", True),
    K.UNSUPPRESSED: ("suppressed", False),
    K.REMOVED: ("removed", True),
    K.RESTORED: ("removed", False),
}


def replayed(
    facts: dict[str, bool | None], events: tuple[AlarmEvent, ...]
) -> dict[str, bool | None]:
    """Return the parts of a state as somebody finds them who reads the journal alone.

    Whether an alarm raised while it was hidden wants to be seen, the journal does not tell (None).
    """
    for event in events:
        if event.kind in SWITCHES:
            name, value = SWITCHES[event.kind]
            facts = facts | {name: value}
        is_hidden = facts["shelved"] or facts["suppressed"] or facts["removed"]
        if event.kind is K.RAISED:
            facts = facts | {"seen": None if is_hidden else False}
        if event.kind in {K.REALARMED, K.UNACKNOWLEDGED}:
            facts = facts | {"seen": False}
    return facts


@settings(max_examples=400, deadline=None)
@given(st.lists(conditions, max_size=30))
def test_whatever_a_server_says_is_shown_and_in_the_journal(
    told: list[MirroredCondition],
) -> None:
    state = AlarmState()
    parts = ("active", "shelved", "suppressed", "removed")
    facts: dict[str, bool | None] = {**dict.fromkeys(parts, False), "seen": True}
    for number, condition in enumerate(told):
        step = mirrored_step(state, condition, number)
        state = step.state
        assert state.is_active is condition.is_active
        assert state.is_acknowledged is condition.is_acknowledged
        assert state.condition in {Condition.ACTIVE, Condition.NORMAL}
        if condition.is_active or not condition.is_acknowledged:
            assert state.visible is not VisibleState.NORMAL
            assert not state.is_at_rest
        hides = condition.is_shelved or condition.is_suppressed or condition.is_out_of_service
        assert state.is_hidden or not hides
        assert state.due_us == state.realarm_us == NO_TIME
        facts = replayed(facts, step.events)
        assert facts["active"] is state.is_active
        assert facts["shelved"] is (state.shelf is not None)
        assert facts["suppressed"] is bool(state.suppressed_by)
        assert facts["removed"] is (state.out_of_service is not None)
        assert facts["seen"] in {None, state.is_acknowledged}
        assert mirrored_step(state, condition, number).events == ()
        assert {event.recorded_us for event in step.events} <= {number}
