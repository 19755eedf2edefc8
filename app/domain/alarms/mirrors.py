"""Alarms that a server judges itself (OPC UA Part 9): its states are taken over, never judged.

Time does nothing to them here (`transitions.tick` is not for them): the server counts its own
delays and ends its own shelves, and says so. Only a shelf, a removal or a suppression of our own is
kept, where the server offers no method for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from app.domain.alarms.events import AlarmEvent, AlarmEventKind, AlarmOrder, AlarmStep, OrderKind
from app.domain.alarms.rules import AlarmId, AlarmRule, Priority, RuleKind
from app.domain.alarms.states import AlarmState, Condition, Mirror, OutOfService, Shelf
from app.domain.alarms.transitions import settled
from app.domain.points import PointId
from app.domain.samples import NO_TIME, Quality
from app.domain.texts import Text

SERVER: Final = "server"
"""What `AlarmState.suppressed_by` names where the server suppressed it by its own design."""

_SHELF_SLACK_US: Final = 60_000_000
"""Servers tell the rest of a shelf anew with each event, some of them rounded."""

_PRIORITIES: Final = (
    (801, Priority.CRITICAL),
    (601, Priority.HIGH),
    (334, Priority.MEDIUM),
)
"""Least severity of each priority. The mapping is ours: OPC UA knows no priorities. Its borders are
those of companion specifications, 801 and 601 of OPC 40250-1 (6.6.1), 334 of OPC 40083 (6.4)."""

_ACTION: Final = Text(
    "Hinweise des Servers beachten und die Ursache an der Anlage beheben.",
    "Follow what the server says and remove the cause at the plant.",
)

_FORGOTTEN: Final = "Der Server führt den Alarm nicht mehr."


@dataclass(frozen=True, slots=True)
class MirroredCondition:
    """What a server says of one of its conditions at a moment.

    Attributes:
        alarm: Our name of it, `<source id>@<condition>`.
        mirror: What does not change with every event, and the event to acknowledge.
        time_us: When it happened at the server, µs UTC.
        is_active: ActiveState.
        is_acknowledged: AckedState.
        is_latched: LatchedState.
        is_shelved: ShelvingState is timed or one-shot.
        is_one_shot: ShelvingState is one-shot.
        until_us: End of a timed shelf, µs UTC; `NO_TIME` where there is none.
        is_suppressed: SuppressedState.
        is_out_of_service: OutOfServiceState.
        is_retained: Retain; False means that the server has nothing more to say of it.
        quality: Quality of the value the server judges.
        actor: Who did it (ClientUserId), empty where the process did.
        comment: What they wrote.
        since_us: When ActiveState became what it is, µs UTC; `NO_TIME` where the server does not
            say.
        ordered: What was ordered of it here lately: who and why, where the server does not say.
    """

    alarm: AlarmId
    mirror: Mirror
    time_us: int
    is_active: bool
    is_acknowledged: bool = True
    is_latched: bool = False
    is_shelved: bool = False
    is_one_shot: bool = False
    until_us: int = NO_TIME
    is_suppressed: bool = False
    is_out_of_service: bool = False
    is_retained: bool = True
    quality: Quality = Quality.GOOD
    actor: str = ""
    comment: str = ""
    since_us: int = NO_TIME
    ordered: tuple[AlarmOrder, ...] = ()

    def order(self, kind: OrderKind) -> AlarmOrder:
        """Return the newest order of a kind; an empty one where nobody here gave any."""
        found = [order for order in self.ordered if order.kind is kind]
        return found[-1] if found else AlarmOrder(kind, ())


def mirrored_step(before: AlarmState, condition: MirroredCondition, now_us: int) -> AlarmStep:
    """Take over what a server says of a condition.

    The events are the differences between what was known and what is said now. What came and went
    while nobody listened is told as raised and cleared. An acknowledgement without an actor is the
    server's own: it asks for none, or somebody gave it there.

    Args:
        before: What was known of it; `AlarmState()` for nothing.
        condition: What the server says.
        now_us: When it was learned, µs UTC.

    Returns:
        The new state and the events, oldest first.
    """
    after = _taken(before, condition)
    has_passed = _has_passed(before, after)
    if has_passed or (after.is_active and not before.is_active):
        began_us = _since_us(condition)
        after = replace(after, raised_us=began_us, occurrences=before.occurrences + 1, realarms=0)
    elif _calls_again(before, after):
        after = replace(after, realarms=before.realarms + 1)
    if has_passed or (before.is_active and not after.is_active):
        after = replace(after, cleared_us=_since_us(condition))
    told = (
        *_hiding_events(before, after, condition),
        *_process_events(before, after, condition),
        *_hand_events(before, after, condition),
        *_remarks(before, after, condition),
    )
    events = tuple(replace(event, recorded_us=now_us) for event in told)
    return AlarmStep(settled(after), events)


def forgotten(alarm: AlarmId, mirror: Mirror, now_us: int) -> MirroredCondition:
    """Return what a whole refresh says of a condition that it does not name: it is over."""
    confirmed = replace(mirror, is_confirmed=True)
    return MirroredCondition(
        alarm, confirmed, now_us, is_active=False, is_retained=False, comment=_FORGOTTEN
    )


def mirrored_rule(alarm: AlarmId, mirror: Mirror) -> AlarmRule:
    """Return the rule that stands for the server's own; its point is the source where none is."""
    message = mirror.message if mirror.message.de else Text(mirror.name)
    return AlarmRule(
        id=alarm,
        point=PointId(mirror.source) if mirror.point is None else mirror.point,
        kind=RuleKind.MIRRORED,
        threshold=0.0,
        priority=severity_priority(mirror.severity),
        message=message,
        action=_ACTION,
        rationale=Text(
            f"Der Server beurteilt diesen Alarm selbst, mit der Dringlichkeit {mirror.severity} "
            "von 1000.",
            f"The server judges this alarm itself, with a severity of {mirror.severity} of 1000.",
        ),
    )


def severity_priority(severity: int) -> Priority:
    """Return our priority for a severity of OPC UA, 1 to 1000."""
    for least, priority in _PRIORITIES:
        if severity >= least:
            return priority
    return Priority.LOW


# --- the state ------------------------------------------------------------------------------------


def _taken(before: AlarmState, condition: MirroredCondition) -> AlarmState:
    """Return the parts as the server says them."""
    is_active, is_seen = condition.is_active, condition.is_acknowledged
    # What waits for a confirmation is over and seen and must not be lost sight of.
    is_held = condition.is_latched or not condition.mirror.is_confirmed
    is_same = is_active == before.is_active
    by = condition.actor if not (before.is_acknowledged and is_same) else before.acknowledged_by
    return replace(
        before,
        condition=Condition.ACTIVE if is_active else Condition.NORMAL,
        is_acknowledged=is_seen,
        due_us=NO_TIME,
        acknowledged_by=by if is_seen else "",
        comment=condition.comment or ("" if is_active and not is_same else before.comment),
        is_latched=is_held and not is_active,
        shelf=_shelf(before, condition),
        suppressed_by=_suppressed_by(before, condition),
        out_of_service=_removal(before, condition),
        is_measured=condition.quality < Quality.BAD,
        realarm_us=NO_TIME,
        mirror=condition.mirror,
    )


def _shelf(before: AlarmState, condition: MirroredCondition) -> Shelf | None:
    old = before.shelf
    if not condition.is_shelved:
        return None if OrderKind.SHELVE in condition.mirror.methods else old
    if (
        old is not None
        and old.is_one_shot == condition.is_one_shot
        and abs(old.until_us - condition.until_us) <= _SHELF_SLACK_US
    ):
        return old
    order = condition.order(OrderKind.SHELVE)
    return Shelf(
        condition.until_us, condition.time_us, order.actor, order.comment, condition.is_one_shot
    )


def _suppressed_by(before: AlarmState, condition: MirroredCondition) -> str:
    if condition.is_suppressed:
        return before.suppressed_by or SERVER
    return "" if before.suppressed_by == SERVER else before.suppressed_by


def _removal(before: AlarmState, condition: MirroredCondition) -> OutOfService | None:
    old = before.out_of_service
    if not condition.is_out_of_service:
        return None if OrderKind.REMOVE in condition.mirror.methods else old
    if old is not None:
        return old
    order = condition.order(OrderKind.REMOVE)
    return OutOfService(condition.time_us, order.actor, order.comment, order.work_order)


# --- the differences ------------------------------------------------------------------------------


def _since_us(condition: MirroredCondition) -> int:
    return condition.time_us if condition.since_us == NO_TIME else condition.since_us


def _has_passed(before: AlarmState, after: AlarmState) -> bool:
    """Tell whether an alarm came and went unheard: it is over, and there is something to see."""
    return (
        not (before.is_active or after.is_active or before.is_hidden)
        and before.is_acknowledged
        and not after.is_acknowledged
    )


def _calls_again(before: AlarmState, after: AlarmState) -> bool:
    """Tell whether a standing alarm wants to be seen anew: un-acknowledged, or no longer hidden."""
    if not before.is_active or not after.is_active or after.is_acknowledged:
        return False
    return before.is_acknowledged or (before.is_hidden and not after.is_hidden)


def _process_events(
    before: AlarmState, after: AlarmState, condition: MirroredCondition
) -> Iterator[AlarmEvent]:
    """Yield what the process did."""
    has_passed = _has_passed(before, after)
    if has_passed or (after.is_active and not before.is_active):
        yield _event(after, condition, AlarmEventKind.RAISED, _since_us(condition))
    elif _calls_again(before, after):
        yield _event(after, condition, AlarmEventKind.REALARMED)
    if has_passed or (before.is_active and not after.is_active):
        yield _event(after, condition, AlarmEventKind.CLEARED, _since_us(condition))


def _hand_events(
    before: AlarmState, after: AlarmState, condition: MirroredCondition
) -> Iterator[AlarmEvent]:
    """Yield what people did about its being seen, confirmed and reset."""
    is_raised = after.is_active and not before.is_active
    who, what = condition.actor, condition.comment
    if after.is_acknowledged and (
        not before.is_acknowledged or (is_raised and not after.is_hidden)
    ):
        yield replace(
            _event(after, condition, AlarmEventKind.ACKNOWLEDGED), actor=who, comment=what
        )
    is_told = after.is_active or _has_passed(before, after)
    if before.is_acknowledged and not after.is_acknowledged and not is_told:
        yield _event(after, condition, AlarmEventKind.UNACKNOWLEDGED)
    is_confirmed = _has_been_confirmed(before, after)
    if is_confirmed:
        yield replace(_event(after, condition, AlarmEventKind.CONFIRMED), actor=who, comment=what)
    elif before.is_latched and not after.is_latched and not after.is_active:
        actor = condition.order(OrderKind.RESET).actor
        yield replace(_event(after, condition, AlarmEventKind.RESET), actor=actor)


def _hiding_events(
    before: AlarmState, after: AlarmState, condition: MirroredCondition
) -> Iterator[AlarmEvent]:
    """Yield what hides it from now on, and what no longer does."""
    shelf, removal = after.shelf, after.out_of_service
    if shelf is not None and shelf is not before.shelf:
        yield replace(
            _event(after, condition, AlarmEventKind.SHELVED),
            actor=shelf.actor,
            comment=shelf.reason,
            until_us=shelf.until_us,
        )
    if shelf is None and before.shelf is not None:
        actor = condition.order(OrderKind.UNSHELVE).actor
        yield replace(_event(after, condition, AlarmEventKind.UNSHELVED), actor=actor)
    if after.suppressed_by != before.suppressed_by:
        is_on = bool(after.suppressed_by)
        kind = AlarmEventKind.SUPPRESSED if is_on else AlarmEventKind.UNSUPPRESSED
        yield replace(_event(after, condition, kind), comment=SERVER)
    if removal is not None and before.out_of_service is None:
        yield replace(
            _event(after, condition, AlarmEventKind.REMOVED),
            actor=removal.actor,
            comment=removal.reason,
            work_order=removal.work_order,
        )
    if removal is None and before.out_of_service is not None:
        order = condition.order(OrderKind.RESTORE)
        yield replace(
            _event(after, condition, AlarmEventKind.RESTORED),
            actor=order.actor,
            comment=order.comment,
        )


def _remarks(
    before: AlarmState, after: AlarmState, condition: MirroredCondition
) -> Iterator[AlarmEvent]:
    """Yield a comment that came by itself; one of an acknowledgement stands there already."""
    is_old = before.mirror is None or condition.comment in {"", before.comment}
    is_acknowledged = after.is_acknowledged and not before.is_acknowledged
    is_confirmed = _has_been_confirmed(before, after)
    if not (is_old or is_acknowledged or is_confirmed):
        yield replace(
            _event(after, condition, AlarmEventKind.COMMENTED),
            actor=condition.actor,
            comment=condition.comment,
        )


def _has_been_confirmed(before: AlarmState, after: AlarmState) -> bool:
    """Tell whether somebody confirmed; what was raised anew meanwhile waits for other things."""
    return _is_waiting(before) and not _is_waiting(after) and after.is_acknowledged


def _is_waiting(state: AlarmState) -> bool:
    """Tell whether the server waits for a confirmation."""
    return state.mirror is not None and not state.mirror.is_confirmed


def _event(
    after: AlarmState,
    condition: MirroredCondition,
    kind: AlarmEventKind,
    time_us: int = NO_TIME,
) -> AlarmEvent:
    """Return an event of nobody's; by default it happened when the server says."""
    at_us = condition.time_us if time_us == NO_TIME else time_us
    return AlarmEvent(condition.alarm, kind, at_us, after.value)
