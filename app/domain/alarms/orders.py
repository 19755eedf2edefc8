"""What a person may do with an alarm, and what is refused."""

from dataclasses import replace
from typing import Final

from app.domain.alarms.events import (
    AlarmEvent,
    AlarmEventKind,
    AlarmOrder,
    AlarmStep,
    OrderKind,
    OrderRefusedError,
)
from app.domain.alarms.rules import AlarmRule, Priority
from app.domain.alarms.states import AlarmState, OutOfService, Shelf
from app.domain.alarms.transitions import come_back, settled, unshelved
from app.domain.samples import NO_TIME

SHELF_LIMIT_S: Final = {
    Priority.CRITICAL: 3_600,
    Priority.HIGH: 8 * 3_600,
    Priority.MEDIUM: 24 * 3_600,
    Priority.LOW: 24 * 3_600,
}
"""How long an alarm may be shelved at most, seconds; ours. Longer is out of service."""

_SLACK_US: Final = 60_000_000
"""A dialog stood open for a while before its order arrived."""


def carry_out(rule: AlarmRule, state: AlarmState, order: AlarmOrder, now_us: int) -> AlarmStep:
    """Carry out an order on one alarm; one that changes nothing gives no event.

    What calls nobody cannot be kept from calling: orders that would hide a mere event, or let it
    call, change nothing.

    Raises:
        OrderRefusedError: It must not be done; nothing changed.
    """
    if rule.is_event and order.kind in _FOR_ALARMS:
        return AlarmStep(state)
    return _ACTS[order.kind](rule, state, order, now_us)


def acknowledge(
    rule: AlarmRule, state: AlarmState, actor: str, comment: str, now_us: int
) -> AlarmStep:
    """Acknowledge an alarm; an active one may be acknowledged, one twice changes nothing."""
    if state.is_acknowledged:
        return AlarmStep(state)
    seen = replace(state, is_acknowledged=True, acknowledged_by=actor, comment=comment)
    may_realarm = rule.realarm_limit == 0 or state.realarms < rule.realarm_limit
    if state.is_active and rule.realarm_s > 0 and may_realarm:
        seen = replace(seen, realarm_us=now_us + round(rule.realarm_s * 1e6))
    event = AlarmEvent(rule.id, AlarmEventKind.ACKNOWLEDGED, now_us, state.value, actor, comment)
    return AlarmStep(settled(seen), (event,))


def _acknowledge(rule: AlarmRule, state: AlarmState, order: AlarmOrder, now_us: int) -> AlarmStep:
    return acknowledge(rule, state, order.actor, order.comment, now_us)


def _unacknowledge(rule: AlarmRule, state: AlarmState, order: AlarmOrder, now_us: int) -> AlarmStep:
    if not state.is_acknowledged or not (state.is_active or state.is_latched):
        return AlarmStep(state)  # of what is over there is nothing left to see
    event = _event(rule, state, order, AlarmEventKind.UNACKNOWLEDGED, now_us)
    return AlarmStep(
        replace(state, is_acknowledged=False, acknowledged_by="", realarm_us=NO_TIME), (event,)
    )


def _shelve(rule: AlarmRule, state: AlarmState, order: AlarmOrder, now_us: int) -> AlarmStep:
    if not order.comment.strip():
        raise OrderRefusedError("Zum Zurückstellen gehört ein Grund.")
    if order.until_us == NO_TIME or order.until_us <= now_us:
        raise OrderRefusedError("Das Ende der Zurückstellung muss in der Zukunft liegen.")
    limit_s = SHELF_LIMIT_S[rule.priority]
    if order.until_us > now_us + limit_s * 1_000_000 + _SLACK_US:
        raise OrderRefusedError(
            f"Ein Alarm dieser Priorität kann höchstens {limit_s // 3600} Stunden zurückgestellt "
            "werden. Für länger bitte außer Betrieb nehmen, mit Auftragsnummer."
        )
    shelf = Shelf(order.until_us, now_us, order.actor, order.comment, order.is_one_shot)
    event = replace(
        _event(rule, state, order, AlarmEventKind.SHELVED, now_us), until_us=order.until_us
    )
    return AlarmStep(replace(state, shelf=shelf), (event,))


def _unshelve(rule: AlarmRule, state: AlarmState, order: AlarmOrder, now_us: int) -> AlarmStep:
    if state.shelf is None:
        return AlarmStep(state)
    return unshelved(rule, state, now_us, order.actor)


def _remove(rule: AlarmRule, state: AlarmState, order: AlarmOrder, now_us: int) -> AlarmStep:
    if not order.comment.strip() or not order.work_order.strip():
        raise OrderRefusedError(
            "Wer einen Alarm außer Betrieb nimmt, nennt den Grund und die Auftragsnummer."
        )
    removal = OutOfService(now_us, order.actor, order.comment, order.work_order)
    event = replace(
        _event(rule, state, order, AlarmEventKind.REMOVED, now_us), work_order=order.work_order
    )
    return AlarmStep(replace(state, out_of_service=removal), (event,))


def _restore(rule: AlarmRule, state: AlarmState, order: AlarmOrder, now_us: int) -> AlarmStep:
    if state.out_of_service is None:
        return AlarmStep(state)
    event = _event(rule, state, order, AlarmEventKind.RESTORED, now_us)
    return come_back(rule, replace(state, out_of_service=None), event)


def _reset(rule: AlarmRule, state: AlarmState, order: AlarmOrder, now_us: int) -> AlarmStep:
    if state.is_active:
        raise OrderRefusedError(
            "Der Alarm steht noch an. Zurücksetzen geht erst, wenn die Ursache behoben ist."
        )
    if not state.is_latched:
        return AlarmStep(state)
    event = _event(rule, state, order, AlarmEventKind.RESET, now_us)
    return AlarmStep(settled(replace(state, is_latched=False)), (event,))


def _comment(rule: AlarmRule, state: AlarmState, order: AlarmOrder, now_us: int) -> AlarmStep:
    if not order.comment.strip():
        return AlarmStep(state)
    event = _event(rule, state, order, AlarmEventKind.COMMENTED, now_us)
    return AlarmStep(replace(state, comment=order.comment), (event,))


def _confirm(rule: AlarmRule, state: AlarmState, order: AlarmOrder, now_us: int) -> AlarmStep:  # noqa: ARG001 - one shape for all orders
    raise OrderRefusedError("Bestätigt werden nur Alarme, die ein Server selbst beurteilt.")


def _event(
    rule: AlarmRule, state: AlarmState, order: AlarmOrder, kind: AlarmEventKind, now_us: int
) -> AlarmEvent:
    return AlarmEvent(rule.id, kind, now_us, state.value, order.actor, order.comment)


_FOR_ALARMS: Final = frozenset({OrderKind.SHELVE, OrderKind.REMOVE, OrderKind.UNACKNOWLEDGE})
_ACTS: Final = {
    OrderKind.ACKNOWLEDGE: _acknowledge,
    OrderKind.UNACKNOWLEDGE: _unacknowledge,
    OrderKind.SHELVE: _shelve,
    OrderKind.UNSHELVE: _unshelve,
    OrderKind.REMOVE: _remove,
    OrderKind.RESTORE: _restore,
    OrderKind.RESET: _reset,
    OrderKind.CONFIRM: _confirm,
    OrderKind.COMMENT: _comment,
}
