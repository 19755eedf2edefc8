"""What differs between two plans, part by part."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.domain.alarms.escalations import (
    Duty,
    MailServer,
    NotificationPlan,
    Person,
    Policy,
    Webhook,
)


@dataclass(frozen=True, slots=True)
class Order:
    """In which order parts of a plan stand.

    Attributes:
        of: Which parts: `people`, `webhooks`, `duties` or `policies`.
        parts: The parts in order.
    """

    of: str
    parts: tuple[Person | Webhook | Duty | Policy, ...]


PlanPart = MailServer | Person | Webhook | Duty | Policy | Order

P = TypeVar("P", Person, Webhook, Duty, Policy)


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One part of a plan that is new, gone or another one.

    Attributes:
        old: What it was; None for a new one.
        new: What it is; None for one that is gone.
    """

    old: PlanPart | None
    new: PlanPart | None


def plan_changes(before: NotificationPlan, after: NotificationPlan) -> list[PlanChange]:
    """Return what differs, in the order of the plan.

    Times on call have no name: one that is another is one gone and one new. Another order of the
    same parts is a change of its own.
    """
    mail = [] if before.mail == after.mail else [PlanChange(before.mail, after.mail)]
    return [
        *mail,
        *_named(before.people, after.people, lambda person: person.id),
        *_named(before.webhooks, after.webhooks, lambda hook: hook.id),
        *_unnamed(before.duties, after.duties),
        *_named(before.policies, after.policies, lambda policy: policy.id),
        *_moved("people", before.people, after.people),
        *_moved("webhooks", before.webhooks, after.webhooks),
        *_moved("duties", before.duties, after.duties),
        *_moved("policies", before.policies, after.policies),
    ]


def _named(before: Sequence[P], after: Sequence[P], name: Callable[[P], str]) -> list[PlanChange]:
    old: dict[str, P] = {name(part): part for part in before}
    new: dict[str, P] = {name(part): part for part in after}
    return [
        PlanChange(old.get(one), new.get(one))
        for one in dict.fromkeys([*old, *new])
        if old.get(one) != new.get(one)
    ]


def _moved(of: str, before: Sequence[P], after: Sequence[P]) -> list[PlanChange]:
    """Return that the parts on both sides stand in another order."""
    old = tuple(part for part in before if part in after)
    new = tuple(part for part in after if part in before)
    return [] if old == new else [PlanChange(Order(of, old), Order(of, new))]


def _unnamed(before: Sequence[Duty], after: Sequence[Duty]) -> list[PlanChange]:
    come = list(after)
    gone = []
    for duty in before:
        if duty in come:
            come.remove(duty)
        else:
            gone.append(duty)
    return [
        *(PlanChange(duty, None) for duty in gone),
        *(PlanChange(None, duty) for duty in come),
    ]
