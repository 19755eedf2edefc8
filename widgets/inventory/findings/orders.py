"""What may be done to findings: who may get which order, and the operations. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.inventory.changes import Action, Changeset, Operation
from app.domain.inventory.fields import Value
from app.domain.inventory.findings import proposed
from app.domain.inventory.life_cycles import FINDING
from app.domain.inventory.records import Record
from app.services.inventory.findings import acceptance


class Order(StrEnum):
    """What a person does with findings."""

    ACCEPT = "accept"
    """Carry the proposal out."""
    ASSIGN = "assigned"
    SNOOZE = "snoozed"
    RESOLVE = "resolved"
    REOPEN = "open"


@dataclass(frozen=True, slots=True)
class Given:
    """What a person wrote for an order.

    Attributes:
        assignee: Who is to care.
        until: Until when it is put off, ISO 8601.
        reason: Why.
        at_us: The moment, µs UTC.
    """

    assignee: str = ""
    until: str = ""
    reason: str = ""
    at_us: int = 0


def fit(order: Order, findings: Sequence[Record]) -> list[Record]:
    """Return those of some findings that an order is possible for."""
    return [one for one in findings if _fits(order, one)]


def _fits(order: Order, one: Record) -> bool:
    state = one.text("state")
    if order is Order.ACCEPT:
        return state != "resolved" and is_proposal(one)
    # A finding may be assigned to somebody else, and be put off to another day.
    if order in {Order.ASSIGN, Order.SNOOZE} and state == order:
        return True
    return FINDING.step(state, order) is not None


def is_proposal(one: Record) -> bool:
    """Tell whether a finding proposes something; quick, for it is asked of hundreds at once."""
    return '"operations"' in one.text("proposal") and bool(proposed(one.get("proposal")))


def changeset(order: Order, findings: Sequence[Record], given: Given) -> Changeset:
    """Return what carries an order out for those findings it is possible for."""
    chosen = fit(order, findings)
    if order is Order.ACCEPT:
        return acceptance(chosen, given.at_us, given.reason)
    values: dict[str, Value] = {"state": str(order)}
    match order:
        case Order.ASSIGN:
            values["assignee"] = given.assignee
        case Order.SNOOZE:
            values.update(snoozed_until=given.until, resolution=given.reason)
        case Order.RESOLVE:
            values.update(resolution=given.reason, resolved_us=given.at_us)
        case Order.REOPEN:
            values.update(resolution=None, resolved_us=None, snoozed_until=None, assignee=None)
    return Changeset(
        [Operation(Action.UPDATE, "finding", one.uid, values, one.rev) for one in chosen],
        given.reason,
    )
